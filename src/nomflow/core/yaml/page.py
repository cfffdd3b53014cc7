"""A YAML text as it was written, and as it is read once what has an obvious repair is repaired."""

from __future__ import annotations

import re

from nomflow.core.basics.answer import Finding, Fix, must
from nomflow.core.basics.place import Place

MAX_FINDINGS = 50

UNREADABLE = "[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""A pattern; left to be compiled when needed, which takes longer than to read most files."""
_LINE_SEPARATORS = "\x85\u2028\u2029"
_TABS = re.compile(r"\t+")
BLANKS = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that look like any other and are none to YAML or Markdown; for use inside a pattern's brackets."""
_HEAD = re.compile(rf"[ {BLANKS}-]*(?:[\w.-]+:[ {BLANKS}]*)?")
_RUN_OF_BLANKS = re.compile(f"[{BLANKS}]+")


class Page:
    """A text as ``written``, and its ``lines`` as they are read after repairs.

    Lines and columns count from 0 in ``lines``, and an end is the place behind it. A ``Place`` is one in ``written``.
    """

    def __init__(self, path: str, first_line: int, written: list[str]) -> None:
        self.path = path
        self.first_line = first_line
        self.written = written
        self.lines = list(written)
        self.moved: dict[int, list[tuple[int, int]]] = {}

    def line(self, number: int) -> str:
        return self.lines[number] if number < len(self.lines) else ""

    def place(self, line: int, column: int, end: int | None = None, end_line: int | None = None) -> Place:
        line, column = self._as_written(line, column)
        first = self.first_line
        if end is None:
            return Place(path=self.path, line=first + line, column=column + 1)
        last, end = self._as_written(line if end_line is None else end_line, end)
        while end == 0 and last > line:
            last -= 1
            end = len(self.written[last])
        if (last, end) <= (line, column):
            return Place(path=self.path, line=first + line, column=column + 1)
        return Place(path=self.path, line=first + line, column=column + 1, end_line=first + last, end_column=end)

    def rewrite(self, line: int, column: int, text: str) -> None:
        """Repairs a line; what stood behind ``column`` moves by the difference in length."""
        self.moved.setdefault(line, []).append((column, len(text) - len(self.lines[line])))
        self.lines[line] = text

    def _as_written(self, line: int, column: int) -> tuple[int, int]:
        if line >= len(self.written):
            line = len(self.written) - 1
            column = len(self.lines[line])
        for after, by in reversed(self.moved.get(line, ())):
            if column > after:
                column = max(after, column - by)
        return line, min(column, len(self.written[line]))


def without_unreadable(page: Page) -> list[Finding]:
    found: list[Finding] = []
    for number, line in enumerate(page.written):
        if line.isprintable():
            continue
        page.lines[number] = re.sub(UNREADABLE, " ", line)
        for match in re.finditer(UNREADABLE, line):
            if len(found) == MAX_FINDINGS:
                break
            at = match.start()
            told = must(
                "There is an invisible character here ({code}). Delete it.",
                page.place(number, at),
                Fix(page.place(number, at, at + 1), " " if match[0] in _LINE_SEPARATORS else ""),
                code=f"U+{ord(match[0]):04X}",
            )
            found.append(told)
    return found


def without_blanks(page: Page) -> list[Finding]:
    """Puts spaces for no-break spaces and their kin before a key, behind its colon and behind a hyphen."""
    found: list[Finding] = []
    for number, line in enumerate(page.lines):
        if line.isascii():
            continue
        head = _HEAD.match(line)
        end = head.end() if head else 0
        page.lines[number] = _RUN_OF_BLANKS.sub(lambda run: " " * len(run[0]), line[:end]) + line[end:]
        for run in _RUN_OF_BLANKS.finditer(line, 0, end):
            if len(found) < MAX_FINDINGS:
                place = page.place(number, *run.span())
                told = "This looks like a space and is a different character ({code}). Type a space with the space bar."
                found.append(must(told, place, Fix(place, " " * len(run[0])), code=f"U+{ord(run[0][0]):04X}"))
    return found


def without_tabs(page: Page) -> tuple[list[Finding], bool]:
    """Puts spaces for TABs; also whether TABs and spaces both indent, so that nobody can tell what is meant."""
    found: list[Finding] = []
    widths = [len(line) - len(line.lstrip(" \t")) for line in page.lines]
    indents = {
        char for line, width in zip(page.lines, widths, strict=True) if width < len(line) for char in line[:width]
    }
    ambiguous = len(indents) == 2
    for number, (line, width) in enumerate(zip(page.lines, widths, strict=True)):
        readable = width if line.startswith("#", width) else len(line)
        page.lines[number] = line[:readable].replace("\t", " ") + line[readable:]
        for match in _TABS.finditer(line[:readable]):
            if len(found) == MAX_FINDINGS:
                break
            start, end = match.span()
            place = page.place(number, start, end)
            if start < width < len(line):
                told = "This line is indented with a tab. Use spaces: two for each level."
                found.append(must(told, place, None if ambiguous else Fix(place, "  " * (end - start))))
            else:
                told = "There is a tab here, which can break YAML. Replace it with a space."
                found.append(must(told, place, Fix(place, " ")))
    return found, ambiguous
