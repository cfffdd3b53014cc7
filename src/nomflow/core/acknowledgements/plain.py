"""Inline Markdown as a person reads it: plain text in which every character knows where it stands in the source.

Forgives marks that are never closed and references never defined; leaves out images, struck words and footnote marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from nomflow.core.acknowledgements.blocks import Block, Outline, reference_key

OPAQUE = "\ufffc"
"""Stands for a bare URL or a template expression."""

HARD_BREAK = "\u2028"

_PAIR = re.compile(r"\\.|`+|_+|~~+|[\[\]()]", re.DOTALL)
_SPECIAL = re.compile(r"[\\`<&!\[\]*_~{\n\u00ad\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff]|\bhttps?://")
_URL = re.compile(r"https?://[^\s<>\[\]()\"*]{1,500}")
_ANGLE = re.compile(
    r"<(?:(https?://[^\s<>]{1,500})|[^\s<>@]{1,100}@[^\s<>]{1,200}|(/?[A-Za-z][\w-]{0,40})([^<>]{0,1000}))>"
)
_HREF = re.compile(r"href\s?=\s?[\"']?([^\s\"'>]{1,500})")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TEMPLATE = re.compile(r"[^{}]{0,200}\}+")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class Link(Struct, frozen=True):
    """``target`` stands behind the characters from ``start`` up to ``end``."""

    start: int
    end: int
    target: str


class Plain(Struct, frozen=True):
    """A block's text without marks. ``starts`` and ``ends`` give, per character, its stretch of the source."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    links: tuple[Link, ...]


def plain(block: Block, document: Outline) -> Plain:
    """The text of one block without its inline marks, in time linear in its length."""
    return _Inline(block, document).run()


class _Inline:
    """Walks once over the raw text of a block."""

    def __init__(self, block: Block, document: Outline) -> None:
        pieces: list[str] = []
        offsets: list[int] = []
        for number, (start, end) in enumerate(block.lines):
            if number:
                pieces.append("\n")
                offsets.append(start)
            pieces.append(document.source[start:end])
            offsets.extend(range(start, end))
        self.raw = "".join(pieces)
        self.offsets = offsets
        self.references = document.references
        self.pairs = _Pairs(self.raw)
        self.out: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.links: list[Link] = []
        self.opened: dict[int, tuple[int, str, int]] = {}
        self.anchors: list[tuple[int, str]] = []

    def run(self) -> Plain:
        raw, at = self.raw, 0
        while at < len(raw):
            special = _SPECIAL.search(raw, at)
            stop = special.start() if special else len(raw)
            if stop > at:
                self.out.append(raw[at:stop])
                self.starts.extend(self.offsets[at:stop])
                self.ends.extend(offset + 1 for offset in self.offsets[at:stop])
            at = self._special(stop) if special else stop
        return Plain("".join(self.out), tuple(self.starts), tuple(self.ends), tuple(self.links))

    def _emit(self, text: str, at: int, end: int) -> int:
        self.out.append(text)
        self.starts.extend([self.offsets[at]] * len(text))
        self.ends.extend([self.offsets[end - 1] + 1] * len(text))
        return end

    def _special(self, at: int) -> int:
        sign = self.raw[at]
        if sign in "[]":
            return self._bracket(at, sign)
        if sign in "`_~":
            return self._mark(at, sign)
        if sign in "<&{h":
            return self._foreign(at, sign)
        if sign == "\\":
            escaped = self.raw[at + 1 : at + 2]
            return self._emit(escaped, at, at + 2) if escaped in _ESCAPABLE and escaped else at + 1
        if sign == "!":
            closing = self.pairs.brackets.get(at + 1)
            return self._after(at + 1, closing)[1] if closing else self._emit("!", at, at + 1)
        if sign == "\n":
            before = self.raw[max(at - 2, 0) : at]
            return self._emit(HARD_BREAK if before == "  " or before.endswith("\\") else "\n", at, at + 1)
        return at + 1

    def _mark(self, at: int, sign: str) -> int:
        if at in self.pairs.dropped:
            return self.pairs.dropped[at]
        end = at
        while end < len(self.raw) and self.raw[end] == sign:
            end += 1
        if sign == "`" or (sign == "~" and end - at > 1):
            return end
        return self._emit_each(at, end)

    def _emit_each(self, at: int, end: int) -> int:
        for position in range(at, end):
            self._emit(self.raw[position], position, position + 1)
        return end

    def _foreign(self, at: int, sign: str) -> int:
        raw = self.raw
        if sign == "h" and (url := _URL.match(raw, at)):
            target = url.group().rstrip(".,;:!?'")
            return self._link_opaque(target, at, at + len(target))
        if sign == "&" and (entity := _ENTITY.match(raw, at)):
            from html import unescape

            return self._emit(unescape(entity.group()), at, entity.end())
        if sign == "<" and (angle := _ANGLE.match(raw, at)):
            if angle.group(1):
                return self._link_opaque(angle.group(1), at, angle.end())
            return self._tag((angle.group(2) or "").lower(), angle.group(3) or "", at, angle.end())
        if sign == "{":
            end = at
            while end < len(raw) and raw[end] == "{":
                end += 1
            if template := _TEMPLATE.match(raw, end):
                return self._emit(OPAQUE, at, template.end())
            return self._emit_each(at, end)
        return self._emit(sign, at, at + 1)

    def _link_opaque(self, target: str, at: int, end: int) -> int:
        self.links.append(Link(len(self.starts), len(self.starts) + 1, target))
        return self._emit(OPAQUE, at, end)

    def _tag(self, name: str, attributes: str, at: int, end: int) -> int:
        if name == "br":
            return self._emit(HARD_BREAK, at, end)
        if name == "a" and (href := _HREF.search(attributes)):
            self.anchors.append((len(self.starts), href.group(1)))
        elif name == "/a" and self.anchors:
            start, target = self.anchors.pop()
            self.links.append(Link(start, len(self.starts), target))
        return end

    def _bracket(self, at: int, sign: str) -> int:
        if sign == "]":
            if at not in self.opened:
                return self._emit("]", at, at + 1)
            start, address, after = self.opened[at]
            self.links.append(Link(start, len(self.starts), address))
            return after
        closing = self.pairs.brackets.get(at)
        if closing is None:
            return self._emit("[", at, at + 1)
        if self.raw[at + 1] == "^":
            return closing + 1
        target, end = self._after(at, closing)
        if target is None:
            return self._emit("[", at, at + 1)
        self.opened[closing] = (len(self.starts), target, end)
        return at + 1

    def _after(self, at: int, closing: int) -> tuple[str | None, int]:
        """The target of the link whose text the two brackets hold, and where it ends; ``None``: no link."""
        next_sign = self.raw[closing + 1 : closing + 2]
        text = self.raw[at + 1 : closing] if closing - at < 200 else ""
        if next_sign == "(" and (end := self.pairs.parens.get(closing + 1)):
            words = self.raw[closing + 2 : end].split(None, 1)
            return (words[0].strip("<>") if words else ""), end + 1
        if next_sign == "[" and (end := self.pairs.brackets.get(closing + 1)):
            label = self.raw[closing + 2 : end] if end - closing < 200 else ""
            return self.references.get(reference_key(label or text), ""), end + 1
        return self.references.get(reference_key(text)), closing + 1


class _Pairs:
    """Which brackets, parentheses and marks of a text belong together. Marks without a partner are text."""

    def __init__(self, raw: str) -> None:
        self.brackets: dict[int, int] = {}
        self.parens: dict[int, int] = {}
        self.dropped: dict[int, int] = {}
        self._squares: list[int] = []
        self._rounds: list[int] = []
        self._openers: list[tuple[int, int]] = []
        self._waiting: dict[int, int] = {}
        self._struck = -1
        skip = 0
        code = _code_ends(raw)
        for mark in _PAIR.finditer(raw):
            at, text = mark.start(), mark.group()
            if at < skip or text[0] == "\\":
                continue
            if text[0] == "`":
                skip = code.get(at, 0)
            elif text[0] == "_":
                self._underscores(raw, at, mark.end())
            elif text[0] == "~":
                self._strike(at, mark.end())
            else:
                self._bracket(at, text)

    def _bracket(self, at: int, sign: str) -> None:
        if sign in "[(":
            (self._squares if sign == "[" else self._rounds).append(at)
        elif sign == ")" and self._rounds:
            self.parens[self._rounds.pop()] = at
        elif sign == "]" and self._squares:
            opening = self._squares.pop()
            self.brackets[opening] = at
            while self._openers and self._openers[-1][0] > opening:
                self._waiting[self._pop()] -= 1

    def _pop(self) -> int:
        start, end = self._openers.pop()
        return end - start

    def _underscores(self, raw: str, at: int, end: int) -> None:
        before = raw[at - 1] if at else " "
        after = raw[end] if end < len(raw) else " "
        opens = not after.isspace() and not before.isalnum()
        closes = not before.isspace() and not after.isalnum()
        length = end - at
        if closes and self._waiting.get(length):
            while True:
                start, stop = self._openers.pop()
                self._waiting[stop - start] -= 1
                if stop - start == length:
                    break
            self.dropped[start] = stop
            self.dropped[at] = end
        elif opens:
            self._openers.append((at, end))
            self._waiting[length] = self._waiting.get(length, 0) + 1

    def _strike(self, at: int, end: int) -> None:
        if self._struck < 0:
            self._struck = at
        else:
            self.dropped[self._struck] = end
            self._struck = -1


def _code_ends(raw: str) -> dict[int, int]:
    """Per run of backticks that opens a code span: where the span ends."""
    return dict(_spans(raw))


def _spans(raw: str) -> Iterator[tuple[int, int]]:
    runs = [(run.start(), run.end()) for run in re.finditer(r"`+", raw)]
    after: dict[int, int] = {}
    partner: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        start, end = runs[number]
        if end - start in after:
            partner[number] = after[end - start]
        after[end - start] = number
    number = 0
    while number < len(runs):
        if number in partner:
            yield runs[number][0], runs[partner[number]][1]
            number = partner[number]
        number += 1
