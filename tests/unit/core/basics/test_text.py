import hashlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.basics.answer import Level
from nomflow.core.basics.text import MAX_BYTES, LineIndex, read


def test_a_clean_file_is_read_as_it_stands() -> None:
    source, findings = read("a.md", "# Zoë\n\nHello.\n".encode())
    assert (source.text, source.lines, source.bom, findings) == (
        "# Zoë\n\nHello.\n",
        ("# Zoë", "", "Hello."),
        False,
        (),
    )


@pytest.mark.parametrize("raw", [b"", b"\n", b"  \n\n"])
def test_an_empty_file_is_no_fault_of_its_bytes(raw: bytes) -> None:
    assert read("a.md", raw)[1] == ()


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        (b"a\r\r\nb", "a\n\nb"),
        ("a\u2028b\x0bc\x0cd\x85e\n".encode(), "a\u2028b\x0bc\x0cd\x85e\n"),
        (b"\xef\xbb\xbfa", "a"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa"),
    ],
)
def test_only_the_three_usual_line_ends_are_line_ends_and_one_byte_order_mark_goes(raw: bytes, text: str) -> None:
    source, findings = read("a.md", raw)
    assert source.text == text
    assert source.raw == raw
    assert not findings


def test_line_ends_of_unicode_do_not_make_lines() -> None:
    assert read("a.md", "one\u2028still one\ntwo".encode())[0].lines == ("one\u2028still one", "two")


def test_the_byte_order_mark_is_remembered() -> None:
    assert read("a.md", b"\xef\xbb\xbfa")[0].bom


@pytest.mark.parametrize(
    ("raw", "line", "column", "offset", "encoding"),
    [
        (b"one\r\ntw\xf6 caf\xe9", 2, 3, 7, "Windows-1252 (Latin-1)"),
        ("first\nso，then".encode("gbk"), 2, 3, 8, "GBK"),
        (b"\xef\xbb\xbf\xc3\xa9 \xff\xfe\xfd", 1, 3, 6, None),
        (b"a\xed\xa0\x80b", 1, 2, 1, None),
    ],
)
def test_a_byte_that_is_not_utf8_is_named_with_its_place(
    raw: bytes, line: int, column: int, offset: int, encoding: str | None
) -> None:
    source, (finding,) = read("a.md", raw)
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (line, column)
    assert finding.text.words["offset"] == str(offset)
    assert finding.text.words["byte"] == f"0x{raw[offset]:02X}"
    assert finding.text.words.get("encoding") == encoding
    assert "save it as UTF-8" in str(finding.text)
    assert source.lines[line - 1][column - 1] == "\ufffd"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_utf16_is_named_and_still_read(encoding: str) -> None:
    source, (finding,) = read("a.md", "Grüße\r\n".encode(encoding))
    assert source.text == "Grüße\n"
    assert finding.text.words["encoding"] == encoding.upper()


def test_a_zero_byte_means_that_this_is_no_text_file() -> None:
    source, (finding,) = read("a.md", b"ok\nPK\x00\xff\xfe")
    assert finding.level is Level.MUST
    assert str(finding.place) == "a.md:2:3"
    assert "\0" not in source.text


def test_a_file_of_exactly_the_limit_is_read_whole() -> None:
    raw = b"word\n" * (MAX_BYTES // 5)
    raw += b"x" * (MAX_BYTES - len(raw))
    source, findings = read("a.md", raw)
    assert len(source.text) == MAX_BYTES
    assert not findings


def test_what_is_over_the_limit_is_cut_at_the_end_of_a_line() -> None:
    source, (finding,) = read("a.md", "één\ntwee\ndrie\n".encode(), limit=9)
    assert source.text == "één\n"
    assert str(finding.place) == "a.md:2:1"
    assert finding.text.words["limit"] == "9"


def test_a_letter_cut_in_two_by_the_limit_is_not_called_a_wrong_encoding() -> None:
    source, findings = read("a.md", "éé".encode(), limit=3)
    assert source.text == "é"
    assert len(findings) == 1
    assert "more than" in str(findings[0].text)


def test_a_huge_file_is_answered_at_once() -> None:
    raw = b"\xff\r" * 5_000_000
    start = time.process_time()
    read("a.md", raw)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"),
        (b"hello\n", "ce013625030ba8dba906f756967f9e9ca394464a"),
    ],
)
def test_the_names_of_the_bytes_are_those_of_git_and_of_sha256(raw: bytes, name: str) -> None:
    source, _ = read("a.md", raw)
    assert source.git_blob_sha == name
    assert source.sha256 == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (1, (1, 2)), (2, (1, 3)), (3, (2, 1)), (4, (3, 1)), (5, (3, 2)), (6, (3, 3))]
)
def test_an_offset_becomes_line_and_column(offset: int, place: tuple[int, int]) -> None:
    assert LineIndex.of("ab\n\ncd").at(offset) == place


@given(st.text(alphabet="aé\n\u2028"), st.data())
def test_every_offset_is_where_counting_by_hand_puts_it(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    before = text[:offset]
    assert LineIndex.of(text).at(offset) == (before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


@given(
    st.lists(st.sampled_from([b"a", b"\n", b"\r", b"\xff", b"\xe9", b"\xc3\xa9", b"\0", b"\xef\xbb\xbf", b"\xff\xfe"]))
    | st.binary().map(lambda raw: [raw]),
    st.integers(1, 30),
)
def test_any_bytes_are_read_and_every_finding_has_its_place(parts: list[bytes], limit: int) -> None:
    raw = b"".join(parts)
    source, findings = read("a.md", raw, limit=limit)
    assert "\r" not in source.text
    assert "\0" not in source.text
    try:
        raw.decode()
    except UnicodeDecodeError:
        assert findings
    if len(raw) > limit:
        assert any("limit" in finding.text.words for finding in findings)
    for finding in findings:
        assert finding.place is not None
        assert finding.place.line >= 1
        assert finding.place.column >= 1
        assert str(finding.text)
