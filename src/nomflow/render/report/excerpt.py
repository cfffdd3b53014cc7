"""One line of a file and the mark under it, aligned as a terminal shows them."""

from __future__ import annotations

from unicodedata import category, east_asian_width

from nomflow.render.quote import shown_character, visible

WIDTH = 100
"""Columns of a line that are shown; around the mark when the line has more."""

_JOINERS = "\u200c\u200d"


def excerpt(line: str, start: int, end: int) -> tuple[str, str]:
    """The line with everything in it visible, and carets under ``line[start:end]`` (from 0, ``end`` not included).

    An empty stretch is marked by one caret, also one past the end of the line. Tabs are four columns, wide characters
    two, combining ones none (https://www.unicode.org/reports/tr11/). Right-to-left text stands in its logical order.
    """
    start = min(max(start, 0), len(line))
    end = min(max(end, start), len(line), start + WIDTH)
    first = max(0, start - WIDTH)
    alone = end - start == 1
    cells = [
        _cell(character, alone=alone and at == start) for at, character in enumerate(line[first : end + WIDTH], first)
    ]
    widths = [width for _, width in cells]
    left, right = _window(widths, start - first)
    before = "…" if first + left else ""
    after = "…" if first + right < len(line) else ""
    pad = len(before) + sum(widths[left : start - first])
    mark = sum(widths[start - first : min(end - first, right)])
    if not mark and start < end:
        pad = max(0, pad - 1)
    return f"{before}{''.join(text for text, _ in cells[left:right])}{after}", " " * pad + "^" * max(1, mark)


def _window(widths: list[int], start: int) -> tuple[int, int]:
    left = right = start
    used = 0
    while right < len(widths) and used + widths[right] <= WIDTH * 2 // 3:
        used += widths[right]
        right += 1
    while left > 0 and used + widths[left - 1] <= WIDTH:
        left -= 1
        used += widths[left]
    while right < len(widths) and used + widths[right] <= WIDTH:
        used += widths[right]
        right += 1
    return left, right


def _cell(character: str, *, alone: bool) -> tuple[str, int]:
    if " " <= character <= "~":
        return character, 1
    if character == "\t":
        return "    ", 4
    text = shown_character(character) if alone and character in _JOINERS else visible(character)
    if text != character:
        return text, len(text)
    if character in _JOINERS or "\u1160" <= character <= "\u11ff" or category(character) in ("Mn", "Me"):
        return character, 0
    return character, 2 if east_asian_width(character) in "WF" else 1
