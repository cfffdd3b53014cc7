from __future__ import annotations

import pytest
from made_statements import check, stated

from nomflow.core.basics.text import MAX_BYTES
from nomflow.rules.encoding import encoding


@pytest.mark.parametrize(
    "raw", [b"", b"Hello", "Zażółć gęślą jaźń\n".encode(), b"\xef\xbb\xbfHello\n", b"one\r\ntwo\rthree\n", b"\n"]
)
def test_utf8_with_or_without_a_mark_and_with_any_line_ends_passes(raw: bytes) -> None:
    check(encoding, stated(raw))


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("Grüße\nvon hier".encode("latin-1"), "must 1:3 ~ byte 0xFC at offset 2 stands for no character"),
        ("one\n你好，朋友".encode("gbk"), "must 2:1 ~ It looks like GBK."),
        ("Hello".encode("utf-16"), "must 1:1 ~ saved as UTF-16. Please open it in your editor and save it as UTF-8."),
        (b"PK\x03\x04\x00", "must 1:5 ~ does not look like a text file"),
    ],
)
def test_anything_else_is_refused_with_the_place_of_the_byte(raw: bytes, wanted: str) -> None:
    check(encoding, stated(raw), wanted)


def test_the_limit_of_size_is_allowed_and_one_byte_more_is_not() -> None:
    line = b"word " * 12 + b"end\n"
    text = line * (MAX_BYTES // len(line)) + b"x" * (MAX_BYTES % len(line))
    check(encoding, stated(text))
    check(
        encoding,
        stated(text + b"x"),
        f"must {MAX_BYTES // len(line) + 1}:1 ~ more than {MAX_BYTES} bytes",
    )
