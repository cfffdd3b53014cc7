"""Passages for the comparison: the part of a statement under a heading, and where to fold it.

The words stay the candidate's: a passage is whole blocks of the statement, or whole items of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from msgspec import Struct

from nomflow.core.markdown.words import count_words
from nomflow.render.site.section import TAG

SHOWN_AT_MOST = 130
FOLDED_AT_LEAST = 60
"""Words shown before the fold, and words that make one worth while; the same for everybody."""

_VOID = frozenset({"br", "hr", "img", "input", "wbr", "source"})
_HEADING = re.compile(r"h[1-6]")
_SIGNS = re.compile(r"[^\w]+")


class PassageBlock(Struct, frozen=True):
    """An element of the statement's top level, or the text between two of them."""

    tag: str
    html: str

    @property
    def words(self) -> int:
        return count_words(unescape(TAG.sub(" ", self.html)))


class Folded(Struct, frozen=True):
    """What is shown at once, and the rest."""

    shown: str
    rest: str = ""
    rest_words: int = 0


def blocks(html: str) -> tuple[PassageBlock, ...]:
    """The top-level elements of sanitised, well-formed HTML, in order."""
    return tuple(PassageBlock(tag, text) for tag, text in _elements(html) if text.strip())


def passage(statement: Sequence[PassageBlock], headings: Sequence[str]) -> tuple[PassageBlock, ...]:
    """What stands under the first heading that means one of ``headings``, up to the next one of its level."""
    wanted = {_plain(heading) for heading in headings}
    for place, block in enumerate(statement):
        if _HEADING.fullmatch(block.tag) and _plain(unescape(TAG.sub("", block.html))) in wanted:
            return tuple(_until_next(statement[place + 1 :], block.tag))
    return ()


def demoted(passage: Sequence[PassageBlock], highest: int) -> tuple[PassageBlock, ...]:
    """The same with its headings moved so that the highest is ``h<highest>``; none goes below ``h6``."""
    levels = [int(block.tag[1]) for block in passage if _HEADING.fullmatch(block.tag)]
    shift = highest - min(levels, default=highest)
    if not shift:
        return tuple(passage)

    def moved(tag: re.Match[str]) -> str:
        if not _HEADING.fullmatch(tag[2]):
            return tag[0]
        return f"<{tag[1]}h{min(6, max(1, int(tag[2][1]) + shift))}{tag[3]}>"

    return tuple(PassageBlock(block.tag, TAG.sub(moved, block.html)) for block in passage)


def fold(passage: Sequence[PassageBlock]) -> Folded:
    """The first whole blocks or list items, up to about 130 words, and the rest if it is long enough to fold."""
    units = [unit for block in passage for unit in _units(block)]
    counts = [unit.words for unit in units]
    total, place = 0, 0
    while place < len(units) and (not total or total + counts[place] <= SHOWN_AT_MOST):
        total += counts[place]
        place += 1
    while place > 1 and _HEADING.fullmatch(units[place - 1].tag):
        place -= 1
    rest = sum(counts[place:])
    if rest < FOLDED_AT_LEAST:
        return Folded(_joined(units))
    return Folded(_joined(units[:place]), _joined(units[place:]), rest)


def whole(passage: Sequence[PassageBlock]) -> str:
    return "\n".join(block.html for block in passage)


def _elements(html: str) -> Iterator[tuple[str, str]]:
    depth, start, name = 0, 0, ""
    for tag in TAG.finditer(html):
        closing, kind = tag[1], tag[2].lower()
        if kind in _VOID:
            continue
        if not closing:
            if depth == 0:
                yield "", html[start : tag.start()]
                start, name = tag.start(), kind
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield name, html[start : tag.end()]
                start = tag.end()
    yield (name if depth else ""), html[start:]


def _until_next(following: Sequence[PassageBlock], tag: str) -> Iterator[PassageBlock]:
    for block in following:
        if _HEADING.fullmatch(block.tag) and block.tag <= tag:
            return
        yield block


def _plain(heading: str) -> str:
    return _SIGNS.sub(" ", heading.replace("’", "").replace("'", "")).strip().casefold()


class _Item(PassageBlock, frozen=True):
    """An item of a list, with the list's own tag around it."""

    opening: str = ""
    number: int = 0


def _units(block: PassageBlock) -> Iterator[PassageBlock]:
    if block.tag not in ("ul", "ol"):
        yield block
        return
    opening = TAG.match(block.html.lstrip())
    inner = block.html.strip()
    if opening is None or not inner.endswith(f"</{block.tag}>"):
        yield block
        return
    items = [text for tag, text in _elements(inner[opening.end() : -len(block.tag) - 3]) if tag == "li"]
    start = re.search(r'\sstart="(\d{1,9})"', opening[3])
    first = int(start[1]) if start else 1
    for number, item in enumerate(items, first):
        yield _Item(block.tag, item, opening[0], number)


def _joined(units: Sequence[PassageBlock]) -> str:
    """The units as HTML again, items that follow each other back in one list."""
    out: list[str] = []
    inside: _Item | None = None
    for unit in units:
        if isinstance(unit, _Item):
            goes_on = inside is not None and inside.opening == unit.opening and inside.number + 1 == unit.number
            if inside is not None and not goes_on:
                out.append(f"</{inside.tag}>")
            if not goes_on:
                out.append(_opened(unit))
            inside = unit
        elif inside is not None:
            out.append(f"</{inside.tag}>")
            inside = None
        out.append(unit.html)
    if inside is not None:
        out.append(f"</{inside.tag}>")
    return "\n".join(out)


def _opened(item: _Item) -> str:
    if item.tag == "ul":
        return item.opening
    return re.sub(r'\sstart="\d{1,9}"', "", item.opening)[:-1] + (
        f' start="{item.number}">' if item.number > 1 else ">"
    )
