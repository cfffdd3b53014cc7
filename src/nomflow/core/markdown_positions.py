"""Offsets, lines and columns of a Markdown body."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from nomflow.core.place import Place


class Positions:
    """A body's characters by line and column. comrak counts columns in UTF-8 bytes, people in characters."""

    __slots__ = ("_columns", "body", "first_line", "path", "starts")

    def __init__(self, body: str, path: str, first_line: int) -> None:
        self.body = body
        self.path = path
        self.first_line = first_line
        self.starts = _line_starts(body)
        self._columns: dict[int, Sequence[int] | None] = {}

    def offset(self, line: int, column: int) -> int:
        """The character at a line and a column of bytes, both from 1."""
        if line > len(self.starts):
            return len(self.body)
        start = self.starts[line - 1]
        if line not in self._columns:
            self._columns[line] = self._byte_columns(line)
        columns = self._columns[line]
        if columns is None:
            return min(start + column - 1, len(self.body))
        if column - 1 < len(columns):
            return start + columns[max(column - 1, 0)]
        return min(start + columns[-1] + column - len(columns), len(self.body))

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
            self.path,
            line + self.first_line - 1,
            start - self.starts[line - 1] + 1,
            end_line + self.first_line - 1,
            last - self.starts[end_line - 1] + 1,
        )

    def _start(self, line: int) -> int:
        return self.starts[line - 1] if line <= len(self.starts) else len(self.body) + 1

    def _byte_columns(self, line: int) -> Sequence[int] | None:
        """For each byte of a line the number of the character it belongs to; None where bytes are characters."""
        text = self.body[self.starts[line - 1] : self._start(line + 1)]
        if text.isascii():
            return None
        columns: list[int] = []
        for number, character in enumerate(text):
            code = ord(character)
            columns += [number] * (1 + (code > 0x7F) + (code > 0x7FF) + (code > 0xFFFF))
        return columns


def offset_of(body: str, text: str, marks: Sequence[tuple[int, int]], at: int) -> int:
    """The offset in ``body`` of ``text[at]``, where ``marks`` pairs offsets in ``text`` with offsets in ``body``.

    Between two marks the text is its source without backslashes, entities, indentation and delimiters, so the source
    is followed character by character.
    """
    number = bisect_right(marks, (at, len(body))) - 1
    if number < 0:
        return marks[0][1] if marks else 0
    begin, offset = marks[number]
    limit = marks[number + 1][1] if number + 1 < len(marks) else len(body)
    for character in text[begin : at + 1]:
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
        from html import unescape

        close = body.find(";", entity, entity + 12)
        if unescape(body[entity : close + 1]) == character:
            return close
    return found


def _line_starts(body: str) -> list[int]:
    """Offsets of line beginnings; lines end as in CommonMark, with \\n, \\r\\n or \\r."""
    starts = [0]
    if "\r" in body:
        body = body.replace("\r\n", " \n").replace("\r", "\n")
    end = body.find("\n")
    while end >= 0:
        starts.append(end + 1)
        end = body.find("\n", end + 1)
    return starts
