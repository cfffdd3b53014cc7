"""Markdown cut into paragraphs, headings and list items, each knowing where it stands in the source.

Not a Markdown parser: it forgives what authors get wrong, and leaves out what is not the author's own running text:
code blocks, comments, quotations (but not alerts), tables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

_HEADING = re.compile(r"#{1,6}(?=[ \t]|\Z)")
_BULLET = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])(?=[ \t]|\Z)[ \t]*(?:\[[ xX]\][ \t])?")
_FENCE = re.compile(r"`{3,}(?=[^`]*\Z)|~{3,}")
_DEFINITION = re.compile(r"\[([^\[\]]{1,200})\]:[ \t]*<?([^\s>]*[/.#:][^\s>]*)")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,100}\]:[ \t]*")
_ALERT = re.compile(r">[ \t]*\[!\w{1,20}\]")


class BlockKind(StrEnum):
    """What a stretch of text is."""

    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"


class Block(Struct, frozen=True):
    """One paragraph, heading or list item: the stretches of the source that make it, one a line."""

    kind: BlockKind
    lines: tuple[tuple[int, int], ...]


class Outline(Struct, frozen=True):
    """The blocks of a document and its reference definitions. ``source`` has comments blanked out, lengths kept."""

    source: str
    blocks: tuple[Block, ...]
    references: Mapping[str, str]


def outline(text: str) -> Outline:
    """The blocks of a Markdown body in one pass over its lines."""
    source = _without_comments(text)
    reader = _Reader()
    start = 0
    for line in source.split("\n"):
        reader.take(line.removesuffix("\r"), start)
        start += len(line) + 1
    reader.flush()
    return Outline(source, tuple(reader.blocks), reader.references)


def _without_comments(text: str) -> str:
    pieces, done = [], 0
    while (start := text.find("<!--", done)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            if text[text.rfind("\n", 0, start) + 1 : start].strip(" "):
                break
            end = len(text)
        else:
            end += 3
        pieces += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])


class _Reader:
    """Takes lines and gives blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.references: dict[str, str] = {}
        self.kind = BlockKind.PARAGRAPH
        self.lines: list[tuple[int, int]] = []
        self.fence = ""
        self.quoted = self.alert = self.in_list = False

    def flush(self, kind: BlockKind | None = None) -> None:
        if self.lines:
            self.blocks.append(Block(kind or self.kind, tuple(self.lines)))
        self.lines = []
        self.kind = BlockKind.PARAGRAPH

    def take(self, line: str, start: int) -> None:
        text = line.lstrip(" \t")
        indent = len(line) - len(text)
        if self.fence:
            if text.startswith(self.fence) and not text.strip(self.fence[0] + " \t"):
                self.fence = ""
        elif not text:
            self.flush()
            self.quoted = self.alert = False
        elif fence := _FENCE.match(text):
            self.flush()
            self.fence = fence.group()
        elif text.startswith(">"):
            self._quote(text, start + indent)
        elif self.quoted and not _starts_block(text):
            return
        else:
            self.quoted = False
            self._own(text, start + indent, indent)

    def _quote(self, text: str, start: int) -> None:
        if not self.quoted:
            self.flush()
            self.quoted, self.alert = True, bool(_ALERT.match(text))
        elif self.alert:
            inner = text[1:].lstrip(" \t")
            self.lines.append((start + len(text) - len(inner), start + len(text)))

    def _own(self, text: str, start: int, indent: int) -> None:
        end = start + len(text)
        if self.lines and self.kind is not BlockKind.HEADING and not text.strip("=- \t") and text[0] in "=-":
            self.flush(BlockKind.HEADING if self.kind is BlockKind.PARAGRAPH else None)
        elif _is_rule(text) or text.startswith("|"):
            self.flush()
        elif heading := _HEADING.match(text):
            self.flush()
            self.blocks.append(Block(BlockKind.HEADING, ((start + heading.end(), end),)))
        elif bullet := _BULLET.match(text):
            self.flush()
            self.kind, self.in_list = BlockKind.ITEM, True
            self._own_text(text[bullet.end() :], start + bullet.end())
        elif self.lines or indent < 4 or self.in_list:
            self.in_list = self.in_list and (bool(self.lines) or indent > 0)
            self._own_text(text, start)

    def _own_text(self, text: str, start: int) -> None:
        if footnote := _FOOTNOTE.match(text):
            self.flush()
            start, text = start + footnote.end(), text[footnote.end() :]
        elif definition := _DEFINITION.match(text):
            self.references.setdefault(reference_key(definition.group(1)), definition.group(2))
            return
        if text:
            self.lines.append((start, start + len(text)))


def _starts_block(text: str) -> bool:
    return bool(_HEADING.match(text) or _BULLET.match(text) or _is_rule(text))


def reference_key(text: str) -> str:
    """What two spellings of a link label have in common."""
    return " ".join(text.casefold().split())


def _is_rule(text: str) -> bool:
    signs = text.replace(" ", "").replace("\t", "")
    return len(signs) > 2 and signs[0] in "*-_" and not signs.strip(signs[0])
