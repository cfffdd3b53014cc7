"""Offsets, lines and columns of a Markdown body."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from html import unescape

from nomflow.core.basics.place import Place

_WIDE = re.compile(r"[^\x00-\x7f]")


class Positions:
    """A body's characters by line and column. comrak counts columns in UTF-8 bytes, people in characters."""

    __slots__ = ("_ascii", "_wide", "body", "first_line", "path", "starts")

    def __init__(self, body: str, path: str, first_line: int) -> None:
        self.body = body
        self.path = path
        self.first_line = first_line
        self.starts = _line_starts(body)
        self._ascii = body.isascii()
        self._wide: dict[int, list[tuple[int, int, int]]] = {}

    def offset(self, line: int, column: int) -> int:
        """The character at a line and a column of bytes, both from 1."""
        if line > len(self.starts):
            return len(self.body)
        start = self.starts[line - 1]
        byte = max(column - 1, 0)
        if byte and not self._ascii:
            byte -= self._surplus(line, byte)
        return min(start + byte, len(self.body))

    @property
    def last_line(self) -> int:
        """The line of the file where the body ends."""
        return len(self.starts) + self.first_line - 1

    def place(self, start: int, end: int) -> Place:
        """The place of ``body[start:end]``."""
        start = min(start, max(len(self.body) - 1, 0))
        line = bisect_right(self.starts, start)
        last = min(max(end - 1, start), max(len(self.body) - 1, 0))
        end_line = line if last < self._start(line + 1) else bisect_right(self.starts, last)
        return Place(
            path=self.path,
            line=line + self.first_line - 1,
            column=start - self.starts[line - 1] + 1,
            end_line=end_line + self.first_line - 1,
            end_column=last - self.starts[end_line - 1] + 1,
        )

    def _start(self, line: int) -> int:
        return self.starts[line - 1] if line <= len(self.starts) else len(self.body) + 1

    def _surplus(self, line: int, byte: int) -> int:
        """By how much a byte's number in its line exceeds that of its character."""
        if line not in self._wide:
            self._wide[line] = _wide_characters(self.body[self.starts[line - 1] : self._start(line + 1)])
        wide = self._wide[line]
        number = bisect_right(wide, (byte, len(self.body), 0)) - 1
        if number < 0:
            return 0
        first, before, extra = wide[number]
        return before + min(byte - first, extra)


def _wide_characters(text: str) -> list[tuple[int, int, int]]:
    """For each character beyond ASCII: its first byte, the surplus of bytes before it, and its own."""
    found = []
    surplus = 0
    for match in _WIDE.finditer(text):
        code = ord(match[0])
        extra = 1 + (code > 0x7FF) + (code > 0xFFFF)
        found.append((match.start() + surplus, surplus, extra))
        surplus += extra
    return found


def offset_of(body: str, text: str, marks: Sequence[tuple[int, int]], at: int) -> int:
    """The offset in ``body`` of ``text[at]``, where ``marks`` pairs offsets in ``text`` with offsets in ``body``.

    Between two marks the text is its source without backslashes, entities, indentation and delimiters, so the source
    is followed character by character.
    """
    number = bisect_right(marks, (at, len(body))) - 1
    if number < 0:
        return marks[0][1] if marks else 0
    begin, offset = marks[number]
    limit = min(marks[number + 1][1], len(body)) if number + 1 < len(marks) else len(body)
    verbatim = text[begin : at + 1]
    if body.startswith(verbatim, offset):
        return offset + len(verbatim) - 1
    for character in verbatim:
        found = _next(body, character, offset, limit)
        if found < 0:
            continue
        offset = found + 1
    return max(offset - 1, marks[number][1])


def _next(body: str, character: str, start: int, limit: int) -> int:
    if character in " \t\n":
        return next((at for at in range(start, min(limit, start + 40)) if body[at].isspace()), -1)
    end = min(limit, start + 400)
    found = body.find(character, start, end)
    entity = body.find("&", start, found if found >= 0 else end)
    if entity >= 0 and body.find(";", entity, entity + 12) > 0:
        close = body.find(";", entity, entity + 12)
        if unescape(body[entity : close + 1]) == character:
            return close
    return found


def _line_starts(body: str) -> list[int]:
    starts = [0]
    end = body.find("\n")
    while end >= 0:
        starts.append(end + 1)
        end = body.find("\n", end + 1)
    return starts
