"""Openings and deadlines in ``nomflow.yml``: dates, their zone, and extensions on record."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from nomflow.core.basics.errors import Fault
from nomflow.core.basics.time import Edge, Extension, Moment, WhenError, Window, parse_moment
from nomflow.core.election.election import Phase, Windows
from nomflow.core.yaml.shape import Key, ListOf, Record, Str
from nomflow.core.yaml.tree import Mapping as MappingNode
from nomflow.core.yaml.tree import Node, Scalar, Sequence

DATE = Str(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date such as 2026-07-31, or 2026-07-31T14:00")
ZONE = Str(minimum=2)
_DEFAULT_ZONE = "AoE"

_SPAN = {
    "opens": Key(DATE, "When it opens; a bare date is the first second of that day."),
    "closes": Key(DATE, "When it closes; a bare date is the whole day."),
    "zone": Key(ZONE, "The zone of these two dates: AoE, UTC, or a place such as Europe/Berlin."),
}
_EXTENSION = {
    "until": Key(DATE, "The new close.", required=True),
    "by": Key(Str(), "Who decided.", required=True),
    "why": Key(Str(), "The reason, for everybody to read.", required=True),
    "decided": Key(DATE, "When it was decided."),
    "link": Key(Str(), "Where that can be read."),
    "nominee": Key(Str(), "The one nominee it is for; without it, for all."),
    "zone": Key(ZONE, "The zone of these dates."),
}
_NAMED = {
    "nominations": "When nominations may be submitted.",
    "complete": "When statements must be complete.",
    "accepted": "When nominees must have accepted.",
    "endorsed": "When endorsements must have been given.",
    "reviewed": "When acknowledged reviewers must have confirmed.",
    "published": "When the list of candidates is published.",
    "voting": "When votes are taken.",
}


class _Span(Struct, frozen=True):
    opens: str = ""
    closes: str = ""
    zone: str = ""


class _OtherSpan(Struct, frozen=True):
    title: str
    opens: str = ""
    closes: str = ""
    zone: str = ""


class _Extended(Struct, frozen=True):
    until: str
    by: str
    why: str
    decided: str = ""
    link: str = ""
    nominee: str = ""
    zone: str = ""


class _Typed(Struct, frozen=True):
    """The windows as typed, before dates are understood."""

    zone: str = _DEFAULT_ZONE
    nominations: _Span | None = None
    complete: _Span | None = None
    accepted: _Span | None = None
    endorsed: _Span | None = None
    reviewed: _Span | None = None
    published: _Span | None = None
    voting: _Span | None = None
    other: tuple[_OtherSpan, ...] = ()
    extensions: tuple[_Extended, ...] = ()


_WINDOWS = Record(
    _Typed,
    {
        "zone": Key(ZONE, "The zone of every date here: AoE (Anywhere on Earth), UTC, or a place."),
        **{name: Key(Record(_Span, _SPAN), doc) for name, doc in _NAMED.items()},
        "other": Key(
            ListOf(Record(_OtherSpan, {"title": Key(Str(), "What it is.", required=True), **_SPAN}), single=False),
            "Other dates that people should know.",
        ),
        "extensions": Key(ListOf(Record(_Extended, _EXTENSION), single=False), "More time, on record."),
    },
)


class WindowsShape(Struct, frozen=True):
    """Reads dates into moments; says where a date cannot be meant."""

    def read(self, node: Node, faults: list[Fault]) -> Windows | None:
        before = len(faults)
        typed = _WINDOWS.read(node, faults)
        if not isinstance(typed, _Typed) or not isinstance(node, MappingNode):
            return None
        reader = _Dates(faults, typed.zone)
        named = {name: reader.window(node.get(name)) for name in _NAMED}
        other = tuple(
            Phase(span.title, window)
            for span, child in zip(typed.other, _items(node.get("other")), strict=True)
            if (window := reader.window(child))
        )
        extensions = tuple(
            extension
            for extended, child in zip(typed.extensions, _items(node.get("extensions")), strict=True)
            if (extension := reader.extension(extended, child))
        )
        nominations = named.pop("nominations") or Window()
        return None if len(faults) > before else Windows(nominations, **named, other=other, extensions=extensions)

    def schema(self) -> dict[str, object]:
        return _WINDOWS.schema()


class _Dates(Struct, frozen=True):
    faults: list[Fault]
    zone: str

    def window(self, node: Node | None) -> Window | None:
        if not isinstance(node, MappingNode):
            return None
        zone = node.get("zone")
        opens = self.moment(node.get("opens"), Edge.OPEN, zone)
        closes = self.moment(node.get("closes"), Edge.CLOSE, zone)
        try:
            return Window(opens, closes)
        except WhenError as error:
            self.faults.append(Fault(str(error), node.place))
            return None

    def extension(self, extended: _Extended, node: Node) -> Extension | None:
        keys: Mapping[str, Node] = (
            {key.value: value for key, value in node.entries} if isinstance(node, MappingNode) else {}
        )
        until = self.moment(keys.get("until"), Edge.CLOSE, keys.get("zone"))
        decided = self.moment(keys.get("decided"), Edge.OPEN, keys.get("zone"))
        if until is None:
            return None
        return Extension(until, extended.by, decided, extended.why, extended.link, extended.nominee or None)

    def moment(self, node: Node | None, edge: Edge, zone: Node | None) -> Moment | None:
        if not isinstance(node, Scalar):
            return None
        try:
            return parse_moment(node.value, zone.value if isinstance(zone, Scalar) else self.zone, edge=edge)
        except WhenError as error:
            told = str(error)
            if all(fault.message != told for fault in self.faults):
                self.faults.append(Fault(told, node.place))
            return None


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()
