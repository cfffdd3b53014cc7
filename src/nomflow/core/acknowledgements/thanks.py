"""Whom a statement thanks for reviewing it, in prose: "Thanks to … for reading drafts of this statement".

The one door to this reading is ``read_thanks``. Every word becomes a sign for its lists, names become one sign, and
patterns over signs find names beside words of reviewing *this text*. Thanks for anything else, thanks to readers,
groups, programs and unfilled placeholders name nobody. What could be meant otherwise is ``sure=False``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.acknowledgements.names import Name, github_login, is_nobody
from nomflow.core.acknowledgements.reviewing import names_review
from nomflow.core.acknowledgements.sentence import ThanksReading, first_listed, listed, read_sentence
from nomflow.core.acknowledgements.spaceless import spaceless_names
from nomflow.core.acknowledgements.tokens import SPACELESS, ThanksToken, sentences
from nomflow.core.acknowledgements.word_lists import lists, of_list, sign
from nomflow.core.basics.place import Place
from nomflow.core.markdown.document import Document, Kind, Paragraph

_QUOTED = re.compile(r"[ \t]*>")
_ALERT = re.compile(r"[ \t]*>[ \t]*\[!\w{1,20}\]")
_STRUCK = re.compile(r"(~~?)(?![\s~])[^~]{1,2000}\1")
_WORD = re.compile(r"[^\W_]+(?:[-/'’][^\W_]+)*")
_CUES = ("review", "fixing", "reviewer", "draft", "reader", "finite", "label")
_SUBJECTS = ("thanks", "obliged", "up", "tip", "text", "draft", "own_text", "label", "participle", "review_noun")
_TRAILER = re.compile(r"[*_]{0,3}[^\W\d_][\w -]{0,30}[*_]{0,3}[:：]")
_UNTICKED = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[ \]")


class ThankedPerson(Struct, frozen=True, kw_only=True):
    """A person whom the prose thanks as a reviewer. ``handle`` only where the prose itself gives a GitHub handle;
    ``sure`` unless a reader could doubt that the thanks are for reviewing this text."""

    name: str
    handle: str | None
    url: str | None
    place: Place
    sure: bool = True


class ThankedGroup(Struct, frozen=True):
    """Reviewers thanked without names ("the members of the docs team"): nobody can confirm that."""

    text: str
    place: Place


class Thanks(Struct, frozen=True):
    """All that a statement's prose says about its reviewers, in the order of the text, each person once."""

    people: tuple[ThankedPerson, ...]
    groups: tuple[ThankedGroup, ...]


def read_thanks(document: Document) -> Thanks:
    """Reads the thanks to reviewers of any document. Never raises; time is linear in the length."""
    reader = _Reader(document)
    for paragraph in document.paragraphs:
        reader.take(paragraph)
    return Thanks(_each_once(reader.people), tuple(reader.groups))


class _Reader:
    """Goes through the paragraphs, remembering what the heading and the paragraph before promised.

    ``reviewers``, ``thanked``: under such a heading; ``fresh``: directly below it; ``awaiting``: names come next.
    """

    def __init__(self, document: Document) -> None:
        self.document, self.positions = document, document.positions
        self.people: list[ThankedPerson] = []
        self.groups: list[ThankedGroup] = []
        self.skipped = _quoted_lines(document.body)
        self.struck = [found.span() for found in _STRUCK.finditer(document.body)]
        self.links = sorted(
            (self.offset(place.line, place.column), self.offset(place.end_line, place.end_column), link.target)
            for link in document.links
            for place in (link.place,)
        )
        self.bold = {heading.place.line for heading in document.bold_headings}
        self.reviewers = self.thanked = self.fresh = self.awaiting = self.introduced = False

    def offset(self, line: int, column: int) -> int:
        return self.positions.starts[line - self.positions.first_line] + column - 1

    def take(self, paragraph: Paragraph) -> None:
        line = paragraph.place.line
        if paragraph.kind in (Kind.CELL, Kind.CODE) or line - self.positions.first_line in self.skipped:
            return
        heading = paragraph.kind is Kind.HEADING
        if (heading or line in self.bold) and self._heads(paragraph.text[:200], heading=heading):
            return
        texts = paragraph.text.split("\n")
        if paragraph.kind is not Kind.PARAGRAPH or len(texts) < 2 or not all(map(_TRAILER.match, texts)):
            texts = [paragraph.text]
        elif "signed-off-by:" in paragraph.text.casefold():
            return
        start = 0
        for text in texts:
            ended = text.endswith((":", "："))
            if (
                ended
                or heading
                or self.awaiting
                or self.fresh
                or self.reviewers
                or self.thanked
                or self.introduced
                or _may_thank(text)
            ):
                self._read(_Passage(self, paragraph, text, start))
            start += len(text) + 1
        if paragraph.kind is not Kind.ITEM:
            self.fresh = False

    def _heads(self, text: str, *, heading: bool) -> bool:
        """Whether a heading promises reviewers or thanks; a bold line that does not is ordinary text."""
        keys = [token.key for tokens in sentences(text) for token in tokens if any(map(str.isalpha, token.key))]
        reviewers = of_list("_".join(keys), "heading_label")
        thanked = bool(keys) and all(of_list(key, "thanks", "thanks_heading") for key in keys)
        if heading or reviewers or thanked:
            self.reviewers, self.thanked, self.awaiting = reviewers, thanked, False
            self.fresh = reviewers or thanked
        return reviewers or thanked

    def _read(self, passage: _Passage) -> None:
        found = list(sentences(passage.text))
        if not found or passage.is_plan or self._label(found[0], passage) or self._list(found, passage):
            return
        if SPACELESS.search(passage.text):
            passage.take_spaceless()
        self._prose(found, passage)

    def _label(self, tokens: Sequence[ThanksToken], passage: _Passage) -> bool:
        """A label with names: "Reviewers: Ada, Bo". In a list it may as well stand in a curriculum vitae."""
        colon = next((at for at, token in enumerate(tokens[:7]) if token.key == ":"), 0)
        keys = [token.key for token in tokens[:colon]]
        received = bool(keys) and of_list(keys[0], "received") and names_review("".join(map(sign, keys)))
        if not received and not of_list("_".join(keys), "label"):
            return False
        names = listed(tokens[colon + 1 :], passage.link_at)
        if passage.is_item and of_list("_".join(keys), "curriculum_label"):
            names = tuple(name for name in names if name.handle or name.url)
        passage.take(names, sure=not passage.is_item)
        self.awaiting = len(tokens) == colon + 1
        return True

    def _list(self, found: Sequence[Sequence[ThanksToken]], passage: _Passage) -> bool:
        """A list item, or a paragraph of nothing but names, where names are expected."""
        promised = self.awaiting or self.reviewers
        if passage.is_item and promised:
            passage.take(first_listed(found[0], passage.link_at), sure=True)
            return True
        if len(found) > 1 or not (self.awaiting or self.fresh) or passage.text.endswith((":", "：")):
            return False
        names = listed(found[0], passage.link_at)
        if passage.is_item:
            names = tuple(name for name in names if " " in name.text or name.handle or name.url)
        elif len(names) < 2 and not promised:
            return False
        passage.take(names, sure=promised)
        self.awaiting = False
        return bool(names)

    def _prose(self, found: Sequence[Sequence[ThanksToken]], passage: _Passage) -> None:
        before, opens, pointing = ThanksReading(), False, False
        for number, tokens in enumerate(found):
            reading = read_sentence(
                tokens,
                passage.link_at,
                before,
                alone=len(found) == 1,
                first=number == 0,
                thanked=self.thanked or (self.introduced and passage.is_item),
                item=passage.is_item,
            )
            passage.take([each.name for each in reading.found if each.sure], sure=True)
            passage.take([each.name for each in reading.found if not each.sure], sure=False)
            passage.take_groups(reading.groups)
            opens = reading.opens or (opens and reading.thanks and not reading.found)
            pointing = pointing or any(of_list(token.key, "pointing") for token in tokens)
            before = reading
        ended = passage.text.endswith((":", "："))
        self.awaiting = opens and (pointing or ended)
        self.introduced = before.thanks and ended if not passage.is_item else self.introduced


class _Passage(Struct, frozen=True):
    """A stretch of a paragraph, from ``start`` on, that is read on its own."""

    reader: _Reader
    paragraph: Paragraph
    text: str
    start: int

    @property
    def is_item(self) -> bool:
        return self.paragraph.kind is Kind.ITEM

    @property
    def is_plan(self) -> bool:
        """An open task, such as "- [ ] Review by Ada"."""
        place = self.paragraph.place
        return self.is_item and bool(_UNTICKED.match(self.reader.document.body, self.reader.offset(place.line, 1)))

    @property
    def link_at(self) -> Callable[[int], tuple[int, int, str] | None]:
        """The start, the end and the target of the link at an offset of the text."""
        marks = self.paragraph.marks
        first, last = marks[0][1], marks[-1][1]
        links = self.reader.links
        spans = []
        for start, end, target in links[bisect_left(links, (first, 0, "")) : bisect_right(links, (last + 1, 0, ""))]:
            begin, behind = (bisect_left(marks, at, key=lambda mark: mark[1]) for at in (start, end))
            stop = marks[behind][0] if behind < len(marks) else len(self.paragraph.text)
            if begin < len(marks):
                spans.append((marks[begin][0] - self.start, stop - self.start, target))

        def find(at: int) -> tuple[int, int, str] | None:
            number = bisect_right(spans, (at, len(self.text) + 1, ""))
            return spans[number - 1] if number and at < spans[number - 1][1] else None

        return find

    def take(self, names: Iterable[Name], *, sure: bool) -> None:
        reader = self.reader
        for name in names:
            place = reader.document.place_of(self.paragraph, self.start + name.start, self.start + name.end)
            at = reader.offset(place.line, place.column)
            struck = bisect_right(reader.struck, (at, len(reader.document.body)))
            if not struck or reader.struck[struck - 1][1] <= at:
                reader.people.append(
                    ThankedPerson(name=name.text, handle=name.handle, url=name.url, place=place, sure=sure)
                )

    def take_spaceless(self) -> None:
        """Names that are thanked in Chinese or Japanese."""
        for found in spaceless_names(self.text):
            link = self.link_at(found.start)
            text = self.text[found.start : found.end]
            handle = github_login(link[2]) if link else text[1:] if text.startswith("@") else None
            name = Name(text=text, start=found.start, end=found.end, handle=handle, url=link[2] if link else None)
            if found.group:
                self.take_groups([(found.start, found.end)])
            elif not is_nobody(name):
                self.take([name], sure=found.sure)

    def take_groups(self, groups: Iterable[tuple[int, int]]) -> None:
        for start, end in groups:
            place = self.reader.document.place_of(self.paragraph, self.start + start, self.start + end)
            self.reader.groups.append(ThankedGroup(self.text[start:end], place))


def _quoted_lines(body: str) -> frozenset[int]:
    """The lines of quotations, from 0, without alerts ("> [!NOTE]")."""
    quoted, inside, alert = [], False, False
    for number, line in enumerate(body.split("\n") if ">" in body else ()):
        alert = bool(_ALERT.match(line)) or (alert and inside)
        inside = bool(_QUOTED.match(line))
        if inside and not alert:
            quoted.append(number)
    return frozenset(quoted)


def _may_thank(text: str) -> bool:
    """Whether words of reviewing occur and thanks or the text itself: most paragraphs need no reading."""
    words = set(_WORD.findall(text.casefold()))
    found = [names for names in (_CUES, _SUBJECTS) if any(not words.isdisjoint(lists()[name]) for name in names)]
    return len(found) == 2 or bool(SPACELESS.search(text))


def _each_once(people: list[ThankedPerson]) -> tuple[ThankedPerson, ...]:
    """Everybody once, where first named. A first name alone is the one person before who has it."""
    kept: list[ThankedPerson] = []
    at: dict[str, int] = {}
    for who in people:
        words = who.name.casefold().split()
        keys = [" ".join(words), *([f"@{who.handle.casefold()}"] if who.handle else [])]
        known = next((at[key] for key in keys if key in at), None)
        if known is None:
            known = len(kept)
            kept.append(who)
            at.setdefault(words[0], known)
        else:
            same = kept[known]
            kept[known] = replace(
                same, handle=same.handle or who.handle, url=same.url or who.url, sure=same.sure or who.sure
            )
        for key in keys:
            at.setdefault(key, known)
    return tuple(kept)
