"""YAML read strictly: every scalar stays the text that was typed, and everything has a place.

Refused, each at its line and column: duplicate keys, aliases, anchors, tags, merge keys, a second document, keys
that are not text, TABs, invisible characters, and more depth or bytes than a person would write.
"""

from __future__ import annotations

import re

import yaml
from msgspec import Struct, field

from nomflow.core.basics.answer import Finding, must, say
from nomflow.core.basics.errors import Fault
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import shortened
from nomflow.core.yaml.mistakes import explained, position, unknown_escape
from nomflow.core.yaml.page import MAX_FINDINGS, UNREADABLE, Page, without_blanks, without_tabs, without_unreadable

MAX_BYTES = 65_536
MAX_DEPTH = 32
"""Levels of nesting. PyYAML's own constructor crashes the process on 32 kB of ``[``."""

_MAX_REPAIRS = 10
_REPAIRABLE_BYTES = 16_384

_WORD = re.compile(r"[^\s,\[\]{}]+")


class Scalar(Struct, frozen=True):
    """One text, as typed. ``plain`` means without quotes; nothing at all is a plain ``""``."""

    value: str
    place: Place
    plain: bool = True


class Sequence(Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class Mapping(Struct, frozen=True):
    """Keys and values in the order written, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value of ``key``, spelt exactly so."""
        return next((value for name, value in self.entries if name.value == key), None)


Node = Scalar | Sequence | Mapping


class Tree(Struct, frozen=True):
    """What was read. ``root`` is None where nothing is written, or where it could not be told what is meant."""

    root: Node | None
    findings: tuple[Finding, ...] = field(default=())

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The findings as faults of a file that the organiser wrote."""
        return tuple(Fault(_in_words(finding), finding.place) for finding in self.findings if finding.place)


def parse(text: str, path: str, first_line: int = 1, max_bytes: int = MAX_BYTES, max_depth: int = MAX_DEPTH) -> Tree:
    """Reads one document. Never raises.

    ``first_line`` is the line of the file that ``text`` begins in. A mistake with one obvious repair (a TAB for a
    space, a value that needs quotes) is told and then read as repaired, so that the rest can be judged too.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > max_bytes:
        told = must(
            "This YAML has {size} bytes; {limit} is the limit.",
            Place(path=path, line=first_line),
            size=size,
            limit=max_bytes,
        )
        return Tree(None, (told,))
    written = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    page = Page(path, first_line, written)
    found = [*without_unreadable(page), *without_blanks(page)]
    for number, line in enumerate(page.lines):
        if line.startswith("%"):
            found.append(
                must("A line must not begin with {sign}. Put the text in quotes.", page.place(number, 0), sign="%")
            )
            return Tree(None, tuple(found))
    tabs, ambiguous = without_tabs(page) if "\t" in text else ([], False)
    found += tabs
    reading = _Reading(page, max_depth)
    root = reading.tree(_MAX_REPAIRS if size <= _REPAIRABLE_BYTES else 0)
    found += reading.refused if ambiguous else reading.syntax + reading.refused
    found.sort(key=lambda finding: finding.place or Place(path=path))
    return Tree(None if ambiguous else root, tuple(found[:MAX_FINDINGS]))


def _in_words(finding: Finding) -> str:
    words = {name: word if word.isdecimal() else f"“{word}”" for name, word in finding.text.words.items()}
    return finding.text.template.format_map(words)


class _TooDeepError(Exception):
    """Leaves the parser before it nests any further."""


def _loader() -> type[yaml.BaseLoader] | type[yaml.CBaseLoader]:
    """The parser of libyaml where PyYAML was built with it; the other one gives the same tree, more slowly."""
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Reading:
    """Turns the parser's events into nodes. ``syntax`` is what it stumbled over, ``refused`` what we do not allow."""

    def __init__(self, page: Page, max_depth: int) -> None:
        self.page = page
        self.max_depth = max_depth
        self.syntax: list[Finding] = []
        self.refused: list[Finding] = []

    def tree(self, repairs: int) -> Node | None:
        while True:
            self.refused = []
            try:
                return self._document()
            except yaml.MarkedYAMLError as error:
                told, repair = explained(self.page, error)
                self.syntax.append(told)
                if repair is None or len(self.syntax) > repairs:
                    return None
                self.page.rewrite(*repair)
            except _TooDeepError:
                return None
            except (ValueError, OverflowError):
                number = next((n for n, line in enumerate(self.page.lines) if "\\U" in line), 0)
                self.syntax.append(unknown_escape(self.page, number, len(self.page.line(number))))
                return None

    def _document(self) -> Node | None:
        self.events = yaml.parse("\n".join(self.page.lines), Loader=_loader())
        root: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "A second document begins here. Please keep only one.")
                    break
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        return root

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            typed = self._refuse_sign(event, "*", "alias")
            return Scalar(typed, self._span(event, event))
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._refuse_sign(event, "&", "anchor")
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            self._refuse_sign(event, "!", "tag")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(self._value(event), self._span(event, event), not event.style)
        if depth > self.max_depth:
            self._refuse(event, "This is nested more than {levels} levels deep.", levels=self.max_depth)
            raise _TooDeepError
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _sequence(self, start: yaml.SequenceStartEvent, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), self._span(start, event, items[-1] if items else None))

    def _mapping(self, start: yaml.Event, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        last: Node | None = None
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = last = self._node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                self._refuse(event, "A key must be a text, not a list or a mapping.")
            elif key.plain and key.value == "<<":
                self._refuse(event, "Merging with << is not allowed here. Please write the keys out.")
            elif key.value in entries:
                self._refuse(
                    event,
                    "The key {key} is already in line {line}. Please keep only one of them.",
                    key=shortened(key.value, 60),
                    line=entries[key.value][0].place.line,
                )
            else:
                entries[key.value] = key, value
        return Mapping(tuple(entries.values()), self._span(start, event, last))

    def _value(self, event: yaml.ScalarEvent) -> str:
        """The text, without what escapes like ``"\\0"`` smuggle past the eye."""
        if event.value.isprintable() or not re.search(UNREADABLE, event.value):
            return event.value
        self._refuse(event, "An escape code in this text stands for an invisible character. Delete it.")
        return re.sub(UNREADABLE, "\ufffd", event.value)

    def _span(self, start: yaml.Event, end: yaml.Event, last: Node | None = None) -> Place:
        line, column = position(start.start_mark)
        if last and not (isinstance(start, yaml.CollectionStartEvent) and start.flow_style):
            begin = self.page.place(line, column)
            inner = last.place
            return Place(
                path=begin.path,
                line=begin.line,
                column=begin.column,
                end_line=inner.end_line or inner.line,
                end_column=inner.end_column or inner.column,
            )
        end_line, end_column = position(end.end_mark)
        return self.page.place(line, column, end_column, end_line)

    def _refuse_sign(self, event: yaml.Event, sign: str, kind: str) -> str:
        line, column = position(event.start_mark)
        column = max(column, self.page.line(line).find(sign, column))
        match = _WORD.match(self.page.line(line), column)
        typed = shortened(match[0] if match else sign, 60)
        told = "{typed} is a YAML {kind}, which is not allowed here. If it is meant as text, put the text in quotes."
        self._tell(must(told, self.page.place(line, column), typed=typed, kind=kind))
        return typed

    def _refuse(self, event: yaml.Event, template: str, /, **words: object) -> None:
        self._tell(Finding(say(template, **words), place=self.page.place(*position(event.start_mark))))

    def _tell(self, finding: Finding) -> None:
        if len(self.refused) < MAX_FINDINGS:
            self.refused.append(finding)
