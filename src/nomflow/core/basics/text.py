"""From bytes to text: UTF-8 with ``\\n`` line ends, and a finding that says where it is something else."""

from __future__ import annotations

import codecs
import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable
from difflib import get_close_matches
from itertools import accumulate

from msgspec import Struct

from nomflow.core.basics.answer import Finding, must
from nomflow.core.basics.place import Place

MAX_BYTES = 262_144
"""Bytes of a statement that are read. The largest statement seen in 73 real elections has 102 kB."""

_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32", codecs.utf_32_decode),
    (codecs.BOM_UTF32_BE, "UTF-32", codecs.utf_32_decode),
    (codecs.BOM_UTF16_LE, "UTF-16", codecs.utf_16_decode),
    (codecs.BOM_UTF16_BE, "UTF-16", codecs.utf_16_decode),
)


class Source(Struct, frozen=True):
    """A file as it was received and as it is read.

    ``text`` has no byte order mark and only ``\\n`` as line end; U+2028, NEL, VT and FF stay where they are. A NUL is
    U+FFFD in it, as CommonMark reads it (https://spec.commonmark.org/0.31.2/#insecure-characters).
    """

    path: str
    raw: bytes
    text: str

    @property
    def bom(self) -> bool:
        """Whether the file begins with the UTF-8 byte order mark."""
        return self.raw.startswith(codecs.BOM_UTF8)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends; an end at the end of the text begins no further line."""
        lines = self.text.split("\n")
        return tuple(lines if lines[-1] else lines[:-1])

    @property
    def sha256(self) -> str:
        """Of the bytes as received, in hexadecimal."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def git_blob_sha(self) -> str:
        """The name that git gives to these bytes."""
        return git_blob_sha(self.raw)


def git_blob_sha(raw: bytes) -> str:
    """The name that git gives to bytes (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects)."""
    return hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


class LineIndex(Struct, frozen=True):
    """Turns an offset in a text into line and column without reading the text again."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> LineIndex:
        """The index of ``text``, whose lines end with ``\\n``."""
        return cls((0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])))

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of the character at ``offset``, from 0."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def read(path: str, raw: bytes, limit: int = MAX_BYTES) -> tuple[Source, tuple[Finding, ...]]:
    """The text of ``raw``, and what is wrong with its bytes. Never raises; whatever is unreadable becomes U+FFFD."""
    findings = []
    whole = len(raw) <= limit
    text, wrong = _decoded(path, raw[:limit], whole=whole)
    if wrong:
        findings.append(wrong)
    if not whole:
        text = text[: text.rfind("\n") + 1] or text
        line, column = LineIndex.of(text).at(len(text))
        findings.append(
            must(
                "The file has more than {limit} bytes, and what follows here is not read. Please shorten it.",
                Place(path=path, line=line, column=column),
                limit=limit,
            )
        )
    return Source(path, raw, text.replace("\0", "\ufffd")), tuple(findings)


def _decoded(path: str, data: bytes, *, whole: bool) -> tuple[str, Finding | None]:
    for bom, name, decode in _BOMS:
        if data.startswith(bom):
            found = must(
                "This file is saved as {encoding}. Please open it in your editor and save it as UTF-8.",
                Place(path=path),
                encoding=name,
            )
            return _one_line_end(decode(data, "replace", whole)[0]), found
    text = _one_line_end(codecs.utf_8_decode(data, "replace", whole)[0].removeprefix("\ufeff"))
    if "\0" in text:
        line, column = LineIndex.of(text).at(text.index("\0"))
        found = must(
            "This does not look like a text file: it contains a zero byte. Please write the statement as plain text"
            " (Markdown) and save it as UTF-8.",
            Place(path=path, line=line, column=column),
        )
        return text, found
    try:
        codecs.utf_8_decode(data, "strict", whole)
    except UnicodeDecodeError as error:
        return text, _not_utf8(path, data, error.start)
    return text, None


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(path: str, data: bytes, start: int) -> Finding:
    before = _one_line_end(data[:start].decode().removeprefix("\ufeff"))
    line, column = LineIndex.of(before).at(len(before))
    place = Place(path=path, line=line, column=column)
    if encoding := _encoding_of(data):
        return must(
            "The file is not UTF-8: byte {byte} at offset {offset} stands for no character. It looks like {encoding}."
            " Please open it with that encoding and save it as UTF-8.",
            place,
            byte=f"0x{data[start]:02X}",
            offset=start,
            encoding=encoding,
        )
    return must(
        "The file is not UTF-8: byte {byte} at offset {offset} stands for no character. Please save it as UTF-8.",
        place,
        byte=f"0x{data[start]:02X}",
        offset=start,
    )


def _encoding_of(data: bytes) -> str:
    """The encoding that every byte above ASCII agrees with, or nothing."""
    runs = re.findall(rb"[\x80-\xff]+", data.removeprefix(codecs.BOM_UTF8))
    if all(len(run) % 2 == 0 for run in runs) and _decodes(runs, "gb2312"):
        return "GBK"
    if all(len(run) == 1 for run in runs) and _decodes(runs, "cp1252"):
        return "Windows-1252 (Latin-1)"
    return ""


def _decodes(runs: list[bytes], encoding: str) -> bool:
    try:
        b" ".join(runs).decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known word, or nothing."""
    near = get_close_matches(typed.lower(), list(known), 1, 0.6)
    return f" Did you mean “{near[0]}”?" if near else ""


def counted(number: int, one: str, many: str = "") -> str:
    """``1 file``, ``2 files``; ``many`` where the plural is not the singular and an s."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def shortened(text: str, longest: int) -> str:
    """At most ``longest`` characters. The last one is an ellipsis if something was cut."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def one_line(text: str, longest: int) -> str:
    """A text on one line, without characters that nobody can see, of at most ``longest`` characters."""
    visible = "".join(char if char.isprintable() else " " for char in text)
    return shortened(" ".join(visible.split()), longest)


def readable(text: str) -> str:
    """Somebody's words as one line beside others: without what cannot be seen, or turns around what stands near.

    The two joiners that many scripts need (U+200C, U+200D) stay.
    """
    one = " ".join(text.encode("utf-8", "replace").decode().split())
    return " ".join(re.sub(f"[{_UNSEEN}]", "", one).split())


_UNSEEN = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e00ff"
)
