"""Whom the blocks of a document credit: sentences, labels, and lists under a heading or after an introduction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto

from msgspec.structs import replace

from nomflow.core.acknowledgements import review_words as r
from nomflow.core.acknowledgements.blocks import Block, BlockKind, Outline
from nomflow.core.acknowledgements.items import Item, ItemKind, ItemReader, Why
from nomflow.core.acknowledgements.names import NameReader, Person, Tokens
from nomflow.core.acknowledgements.plain import Plain, plain
from nomflow.core.acknowledgements.reason import is_review
from nomflow.core.acknowledgements.sentences import LONGEST, Reading, Setting, clean_people, kept, read_sentence
from nomflow.core.acknowledgements.tokens import Kind, sentences

_WORD = re.compile(r"[^\W_]+")
_TRAILER = re.compile(r"[*_]{0,3}[^\W\d_][\w -]{0,30}[*_]{0,3}[:：]")
_POINTING = frozenset(
    {"following", "these", "below", "here", "folgende", "folgenden", "suivantes", "siguientes", "seguintes"}
)
_DASHES = frozenset({"—", "–", "-", "--", "---", ":", "："})


class Section(Enum):
    """What the last heading promises."""

    NONE = auto()
    REVIEWERS = auto()
    THANKS = auto()


class Search:
    """Goes through the blocks of a document, remembering what the heading and the block before promised."""

    def __init__(self, document: Outline) -> None:
        self.document = document
        self.people: list[Person] = []
        self.crowds: list[tuple[str, int, int]] = []
        self.section = Section.NONE
        self.fresh = False
        self.awaiting = False

    def run(self) -> None:
        for block in self.document.blocks:
            for part in _parts(block, self.document):
                raw = _raw(part, self.document)
                expected = part.kind is BlockKind.HEADING or self.awaiting or self.fresh or _may_be_heading(raw)
                if expected or not r.CUES.isdisjoint(_WORD.findall(raw.casefold())):
                    self._block(part)

    def _block(self, block: Block) -> None:
        text = plain(block, self.document)
        found = [tokens[:LONGEST] for tokens in sentences(text.text)]
        if not found:
            return
        section = _section(found) if block.kind is BlockKind.HEADING or _is_bold(block, self.document) else None
        if block.kind is BlockKind.HEADING or section not in (None, Section.NONE):
            self.section, self.awaiting = section or Section.NONE, False
            self.fresh = self.section is not Section.NONE
        reader = ItemReader(NameReader(text.links))
        if section not in (None, Section.NONE):
            return
        if not self._label(found[0], reader, block, text) and not self._listed(found, reader, block, text):
            self._prose(found, reader, text)
        if block.kind is BlockKind.PARAGRAPH and not self.awaiting:
            self.fresh = False

    def _label(self, tokens: Tokens, reader: ItemReader, block: Block, text: Plain) -> bool:
        """A label with names: "Reviewers: Ada, Bo"."""
        colon = next((at for at, token in enumerate(tokens[:7]) if token.text in (":", "：")), 0)
        label = tuple(token.key for token in tokens[:colon])
        if not colon or not (label in r.LABELS or (label[0] in r.RECEIVED and is_review(tokens[:colon], strict=True))):
            return False
        items = list(reader.items(tokens, colon + 1))
        people = clean_people(items)
        if block.kind is BlockKind.ITEM and label in r.CURRICULUM_LABELS:
            people = tuple(who for who in people if who.handle or who.url)
        self._take(people, text)
        self.awaiting = not items
        return True

    def _listed(self, found: Sequence[Tokens], reader: ItemReader, block: Block, text: Plain) -> bool:
        """A list item, or a paragraph of nothing but names, where names are expected."""
        promised = self.awaiting or self.section is Section.REVIEWERS
        listed = block.kind is BlockKind.ITEM and promised
        if not listed and (len(found) > 1 or not (self.awaiting or self.fresh) or block.kind is BlockKind.HEADING):
            return False
        items = list(reader.items(found[0]))
        if listed:
            self._take(_first_people(items), text)
            return True
        people = () if any(item.joint in _DASHES for item in items) else clean_people(items)
        if block.kind is BlockKind.ITEM:
            people = tuple(who for who in people if " " in who.text or who.handle or who.url)
        elif (len(people) < 2 and not promised) or text.text.rstrip().endswith((":", "：")):
            return False
        else:
            self.awaiting = False
        self._take(people, text)
        return bool(people)

    def _prose(self, found: Sequence[Tokens], reader: ItemReader, text: Plain) -> None:
        first = before = Reading()
        opening, opens, pointing = True, False, False
        for tokens in found:
            setting = Setting(len(found) == 1, before is first, opening, self.section is not Section.NONE, before)
            reading = read_sentence(tokens, reader, setting)
            self._take(reading.people, text)
            self.crowds += [(text.text[a:b], text.starts[a], text.ends[b - 1]) for a, b in reading.crowds]
            opening = opening and (reading.thanks or any(text.links))
            opens = reading.opens or (opens and reading.thanks and not reading.people)
            pointing = pointing or any(token.key in _POINTING for token in tokens)
            before = reading if not opens or reading.opens else replace(before, thanked=())
        ends_open = text.text.rstrip(" \n*_").endswith((":", "："))
        self.awaiting = opens and (pointing or ends_open)

    def _take(self, people: Iterable[Person], text: Plain) -> None:
        for who in people:
            self.people.append(replace(who, start=text.starts[who.start], end=text.ends[who.end - 1]))


def _raw(block: Block, document: Outline) -> str:
    return "\n".join(document.source[start:end] for start, end in block.lines)


def _parts(block: Block, document: Outline) -> list[Block]:
    """A paragraph of "Key: value" lines is as many blocks, unless it is the end of a commit message; every other block
    is one."""
    if len(block.lines) == 1 or block.kind is not BlockKind.PARAGRAPH:
        return [block]
    raw = _raw(block, document)
    if not all(map(_TRAILER.match, raw.split("\n"))):
        return [block]
    return [] if "signed-off-by:" in raw.casefold() else [Block(block.kind, (line,)) for line in block.lines]


def _may_be_heading(raw: str) -> bool:
    return len(raw) < 60 and raw.startswith(("**", "__"))


def _is_bold(block: Block, document: Outline) -> bool:
    start, end = block.lines[0]
    raw = document.source[start:end].strip()
    return len(block.lines) == 1 and len(raw) < 60 and raw[:2] in ("**", "__") and raw.rstrip(":").endswith(raw[:2])


def _section(found: Sequence[Tokens]) -> Section:
    keys = tuple(
        token.key for tokens in found for token in tokens if token.kind is Kind.WORD and token.text[:1].isalpha()
    )
    if keys in r.REVIEWER_HEADINGS:
        return Section.REVIEWERS
    return Section.THANKS if keys and all(key in r.THANKS_HEADINGS for key in keys) else Section.NONE


def _first_people(items: list[Item]) -> tuple[Person, ...]:
    """The names at the beginning of a list item, up to a dash or other words."""
    members: list[Item] = []
    for item in items:
        if item.kind is not ItemKind.PERSON or (members and (item.joint in _DASHES or item.lead)):
            break
        members.append(item)
        if item.why is not Why.NONE or not item.clean:
            break
    return kept(members) or tuple(item.person for item in members if item.person and item.person.weak)
