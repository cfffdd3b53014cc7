"""YAML read strictly: every scalar stays the text that was typed, and everything has a place.

Refused, each at its line and column: duplicate keys, aliases, anchors, tags, merge keys, a second document, keys
that are not text, TABs, invisible characters, and more depth or bytes than a person would write.
"""

from __future__ import annotations

import re

import yaml

from nomflow.core.errors import Fault
from nomflow.core.outcome import Finding, Fix, must, say
from nomflow.core.place import Place
from nomflow.core.record import field, record, replace

MAX_BYTES = 65_536
MAX_DEPTH = 32
"""Levels of nesting. PyYAML's own constructor crashes the process on 32 kB of ``[``."""

_MAX_FINDINGS = 50
_MAX_REPAIRS = 10
_REPAIRABLE_BYTES = 16_384

_UNREADABLE = "[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""A pattern; left to be compiled when needed, which takes longer than to read most files."""
_LINE_SEPARATORS = "\x85\u2028\u2029"
_TABS = re.compile(r"\t+")
_VALUE = re.compile(r"\s*(?:- +)*(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`][^:#]*: +)?")
_KEY = re.compile(r"[^:#]*:(?:\s|$)")
_WORD = re.compile(r"[^\s,\[\]{}]+")
_TIGHT = re.compile(r"\s*(?:- +)*\w[\w-]*(?=:[^\s/])")


@record
class Scalar:
    """One text, as typed. ``plain`` means without quotes; nothing at all is a plain ``""``."""

    value: str
    place: Place
    plain: bool = True


@record
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@record
class Mapping:
    """Keys and values in the order written, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value of ``key``, spelt exactly so."""
        return next((value for name, value in self.entries if name.value == key), None)


Node = Scalar | Sequence | Mapping


@record
class Tree:
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
            "This YAML has {size} bytes; {limit} is the limit.", Place(path, first_line), size=size, limit=max_bytes
        )
        return Tree(None, (told,))
    written = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    page = _Page(path, first_line, written)
    found = _without_unreadable(page)
    for number, line in enumerate(page.lines):
        if line.startswith("%"):
            found.append(
                must("A line must not begin with {sign}. Put the text in quotes.", page.place(number, 0), sign="%")
            )
            return Tree(None, tuple(found))
    tabs, ambiguous = _without_tabs(page) if "\t" in text else ([], False)
    found += tabs
    reading = _Reading(page, max_depth)
    root = reading.tree(_MAX_REPAIRS if size <= _REPAIRABLE_BYTES else 0)
    found += reading.refused if ambiguous else reading.syntax + reading.refused
    found.sort(key=lambda finding: finding.place or Place(path))
    return Tree(None if ambiguous else root, tuple(found[:_MAX_FINDINGS]))


def quoted(text: str) -> str:
    """``text``, a single line, as a YAML value in quotes."""
    if "'" not in text and ('"' in text or "\\" in text):
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _in_words(finding: Finding) -> str:
    words = {name: word if word.isdecimal() else f"“{word}”" for name, word in finding.text.words.items()}
    return finding.text.template.format_map(words)


def _clip(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


class _Page:
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
            return Place(self.path, first + line, column + 1)
        last, end = self._as_written(line if end_line is None else end_line, end)
        while end == 0 and last > line:
            last -= 1
            end = len(self.written[last])
        if (last, end) <= (line, column):
            return Place(self.path, first + line, column + 1)
        return Place(self.path, first + line, column + 1, first + last, end)

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


def _without_unreadable(page: _Page) -> list[Finding]:
    found: list[Finding] = []
    for number, line in enumerate(page.written):
        if line.isprintable():
            continue
        page.lines[number] = re.sub(_UNREADABLE, " ", line)
        for match in re.finditer(_UNREADABLE, line):
            if len(found) == _MAX_FINDINGS:
                break
            at = match.start()
            told = must(
                "An invisible character stands here ({code}). Please delete it.",
                page.place(number, at),
                Fix(page.place(number, at, at + 1), " " if match[0] in _LINE_SEPARATORS else ""),
                code=f"U+{ord(match[0]):04X}",
            )
            found.append(told)
    return found


def _without_tabs(page: _Page) -> tuple[list[Finding], bool]:
    """Puts spaces for TABs; also whether TABs and spaces both indent, so that nobody can tell what is meant."""
    found: list[Finding] = []
    widths = [len(line) - len(line.lstrip(" \t")) for line in page.lines]
    indents = {
        sign for line, width in zip(page.lines, widths, strict=True) if width < len(line) for sign in line[:width]
    }
    ambiguous = len(indents) == 2
    for number, (line, width) in enumerate(zip(page.lines, widths, strict=True)):
        readable = width if line.startswith("#", width) else len(line)
        page.lines[number] = line[:readable].replace("\t", " ") + line[readable:]
        for match in _TABS.finditer(line[:readable]):
            if len(found) == _MAX_FINDINGS:
                break
            start, end = match.span()
            place = page.place(number, start, end)
            if start < width < len(line):
                told = "This line is indented with a TAB, and YAML allows only spaces. Put two spaces for each level."
                found.append(must(told, place, None if ambiguous else Fix(place, "  " * (end - start))))
            else:
                told = "A TAB stands here, and YAML readers stumble over it. Put a space."
                found.append(must(told, place, Fix(place, " ")))
    return found, ambiguous


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class _Mark(Protocol):
        line: int
        column: int


class _TooDeepError(Exception):
    """Leaves the parser before it nests any further."""


def _loader() -> type[yaml.BaseLoader] | type[yaml.CBaseLoader]:
    """The parser of libyaml where PyYAML was built with it; the other one gives the same tree, more slowly."""
    return getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Reading:
    """Turns the parser's events into nodes. ``syntax`` is what it stumbled over, ``refused`` what we do not allow."""

    def __init__(self, page: _Page, max_depth: int) -> None:
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
                told, repair = _explained(self.page, error)
                self.syntax.append(told)
                if repair is None or len(self.syntax) > repairs:
                    return None
                self.page.rewrite(*repair)
            except _TooDeepError:
                return None
            except (ValueError, OverflowError):
                number = next((n for n, line in enumerate(self.page.lines) if "\\U" in line), 0)
                self.syntax.append(_unknown_escape(self.page, number, len(self.page.line(number))))
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
                    "The key {key} stands here again; it is in line {line} already. Please keep one of them.",
                    key=_clip(key.value),
                    line=entries[key.value][0].place.line,
                )
            else:
                entries[key.value] = key, value
        return Mapping(tuple(entries.values()), self._span(start, event, last))

    def _value(self, event: yaml.ScalarEvent) -> str:
        """The text, without what escapes like ``"\\0"`` smuggle past the eye."""
        if event.value.isprintable() or not re.search(_UNREADABLE, event.value):
            return event.value
        self._refuse(event, "An escape in this text stands for an invisible character. Please leave it out.")
        return re.sub(_UNREADABLE, "\ufffd", event.value)

    def _span(self, start: yaml.Event, end: yaml.Event, last: Node | None = None) -> Place:
        line, column = _position(start.start_mark)
        if last and not (isinstance(start, yaml.CollectionStartEvent) and start.flow_style):
            begin = self.page.place(line, column)
            inner = last.place
            return Place(
                begin.path, begin.line, begin.column, inner.end_line or inner.line, inner.end_column or inner.column
            )
        end_line, end_column = _position(end.end_mark)
        return self.page.place(line, column, end_column, end_line)

    def _refuse_sign(self, event: yaml.Event, sign: str, kind: str) -> str:
        line, column = _position(event.start_mark)
        column = max(column, self.page.line(line).find(sign, column))
        match = _WORD.match(self.page.line(line), column)
        typed = _clip(match[0] if match else sign)
        told = "{typed} is a YAML {kind}, which is not allowed here. If it is meant as text, put the text in quotes."
        self._tell(must(told, self.page.place(line, column), typed=typed, kind=kind))
        return typed

    def _refuse(self, event: yaml.Event, template: str, /, **words: object) -> None:
        self._tell(Finding(say(template, **words), place=self.page.place(*_position(event.start_mark))))

    def _tell(self, finding: Finding) -> None:
        if len(self.refused) < _MAX_FINDINGS:
            self.refused.append(finding)


def _position(mark: _Mark | None) -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)


_Repair = tuple[int, int, str]
"""A line, the column behind which it changes, and its new text."""

_BRACKET = (
    "A list or mapping opens here with {bracket} and is not closed, or a comma is missing."
    " If it is meant as text, put the whole value in quotes."
)
_INDENT = "The indentation of this line fits no line above it. Let it begin exactly below the key it belongs with."


def _explained(page: _Page, error: yaml.MarkedYAMLError) -> tuple[Finding, _Repair | None]:
    """Says in plain words what a parser stumbled over; libyaml and PyYAML use almost the same words for it."""
    said = f"{error.context or ''} {error.problem or ''}"
    here = _position(error.problem_mark)
    since = _position(error.context_mark or error.problem_mark)
    if any(words in said for words in ("cannot start any token", "node content", "keys are not allowed")):
        answer = _needs_quotes(page, *here)
    elif any(words in said for words in ("alias", "anchor", "tag", "block scalar")):
        answer = _needs_quotes(page, *since)
    elif "mapping values" in said:
        answer = _stray_colon(page, *here)
    elif "expected ':'" in said:
        answer = _no_key(page, since[0])
    elif "document start" in said:
        answer = _no_key(page, here[0])
    elif "quoted scalar" in said and "unexpected" in said:
        answer = must("The quote that opens here is never closed.", page.place(*since)), None
    elif "quoted scalar" in said:
        answer = _unknown_escape(page, *here), None
    elif "flow" in said:
        answer = must(_BRACKET, page.place(*since), bracket=page.line(since[0])[since[1] :][:1]), None
    elif "entries are not allowed" in said:
        answer = must("A list must begin on a line of its own, below its key.", page.place(*here)), None
    else:
        answer = _misplaced(page, *here)
    return answer


def _unknown_escape(page: _Page, line: int, column: int) -> Finding:
    begins = page.line(line).rfind("\\", 0, column + 1)
    told = "YAML does not know this escape. Use single quotes, or write {sign} twice."
    return must(told, page.place(line, max(begins, 0)), sign="\\")


def _needs_quotes(page: _Page, line: int, column: int) -> tuple[Finding, _Repair | None]:
    start, value = _value(page.line(line))
    sign = page.line(line)[column:][:1]
    if start != column or not value:
        return must(
            "Text must not begin with {sign} here. Put it in quotes.", page.place(line, column), sign=sign
        ), None
    told = must(
        "A value must not begin with {sign}. Put it in quotes, or leave the sign out.",
        page.place(line, column),
        sign=sign,
    )
    return _quoting(page, line, told)


def _stray_colon(page: _Page, line: int, column: int) -> tuple[Finding, _Repair | None]:
    start, value = _value(page.line(line))
    if value and start <= column and value[0] not in "\"'":
        told = must(
            "A colon followed by a space stands inside this value. Put the value in quotes; if another key begins"
            " there, put it on a line of its own.",
            page.place(line, column),
        )
        return _quoting(page, line, told)
    above = next((number for number in range(line - 1, -1, -1) if page.line(number).strip()), line)
    if above != line and not _KEY.match(page.line(above)):
        return _no_key(page, above)
    text = page.line(line)
    return must(_INDENT, page.place(line, len(text) - len(text.lstrip()))), None


def _no_key(page: _Page, line: int) -> tuple[Finding, _Repair | None]:
    text = page.line(line)
    if tight := _TIGHT.match(text):
        end = tight.end()
        place = page.place(line, end, end + 1)
        told = must("A space is missing after the colon.", place, Fix(place, ": "))
        return told, (line, end, f"{text[:end]}: {text[end + 1 :]}")
    told = must(
        "This line has no key. Each line must read key: value.", page.place(line, len(text) - len(text.lstrip()))
    )
    return told, None


def _misplaced(page: _Page, line: int, column: int) -> tuple[Finding, _Repair | None]:
    place = page.place(line, column)
    start, value = _value(page.line(line))
    if value and start < column and value[0] in "[{":
        return _quoting(page, line, must("Text follows the closing bracket. Put the whole value in quotes.", place))
    if value and start < column and value[0] in "\"'":
        return must("Text follows the closing quote. Put the whole value in one pair of quotes.", place), None
    if page.line(line)[column:].startswith("- "):
        return must("A list item stands here, where a key is expected.", place), None
    return must(_INDENT, place), None


def _value(text: str) -> tuple[int, str]:
    """Where the value of the first key or list item of a line begins, and all of it up to a comment; else nothing."""
    match = _VALUE.match(text)
    start = match.end() if match else 0
    value = text[start:]
    comment = value.find(" #")
    value = (value if comment < 0 else value[:comment]).rstrip()
    before = text[:start].rstrip()
    if before.endswith(":") or (before.endswith("-") and ": " not in value):
        return start, value
    return start, ""


def _quoting(page: _Page, line: int, told: Finding) -> tuple[Finding, _Repair]:
    text = page.line(line)
    start, value = _value(text)
    end = start + len(value)
    fix = Fix(page.place(line, start, end), quoted(value))
    return replace(told, fix=fix), (line, start, text[:start] + fix.replacement + text[end:])
