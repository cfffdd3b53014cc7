"""Openings and deadlines in ``nomflow.yml``: dates, their zone, and extensions on record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct

from nomflow.core.basics.errors import Fault
from nomflow.core.basics.time import Edge, Extension, Moment, WhenError, Window, parse_moment
from nomflow.core.election.election import OtherDate, Windows
from nomflow.core.election.shapes import DATE, ZONE
from nomflow.core.yaml.shape import Key, ListOf, Record
from nomflow.core.yaml.tree import Mapping as MappingNode
from nomflow.core.yaml.tree import Node, Scalar, Sequence

_DEFAULT_ZONE = "AoE"


class _Span(Struct, frozen=True):
    opens: Annotated[str, Key("When it opens. A date without a time means the first second of that day.", DATE)] = ""
    closes: Annotated[str, Key("When it closes. A date without a time means the end of that day.", DATE)] = ""
    zone: Annotated[str, Key("The zone of these two dates: AoE, UTC, or a place such as Europe/Berlin.", ZONE)] = ""


class _OtherSpan(_Span, frozen=True, kw_only=True):
    title: Annotated[str, Key("What it is.")]


class _Extended(Struct, frozen=True):
    until: Annotated[str, Key("The new close.", DATE)]
    by: Annotated[str, Key("Who decided.")]
    why: Annotated[str, Key("The reason, for everybody to read.")]
    decided: Annotated[str, Key("When it was decided.", DATE)] = ""
    link: Annotated[str, Key("A link to the decision.")] = ""
    nominee: Annotated[str, Key("The nominee it applies to. Leave it out to apply it to all.")] = ""
    zone: Annotated[str, Key("The zone of these dates.", ZONE)] = ""


_OTHERS = ListOf(Record(_OtherSpan), single=False)
_MORE_TIME = ListOf(Record(_Extended), single=False)


class _Typed(Struct, frozen=True):
    """The windows as typed, before dates are understood."""

    zone: Annotated[str, Key("The zone of every date here: AoE (Anywhere on Earth), UTC, or a place.", ZONE)] = (
        _DEFAULT_ZONE
    )
    nominations: Annotated[
        _Span | None, Key("When nominations may be submitted, such as `{opens: 2026-07-01, closes: 2026-07-31}`.")
    ] = None
    complete: Annotated[_Span | None, Key("When statements must be complete.")] = None
    accepted: Annotated[_Span | None, Key("When nominees must have accepted.")] = None
    endorsed: Annotated[_Span | None, Key("When endorsements must have been given.")] = None
    reviewed: Annotated[_Span | None, Key("When named reviewers must have confirmed.")] = None
    published: Annotated[_Span | None, Key("When the list of candidates is published.")] = None
    voting: Annotated[_Span | None, Key("When people can vote.")] = None
    other: Annotated[tuple[_OtherSpan, ...], Key("Other dates that people should know.", _OTHERS)] = ()
    extensions: Annotated[tuple[_Extended, ...], Key("Extensions of a deadline, on record.", _MORE_TIME)] = ()


_WINDOWS = Record(_Typed, {"nominations": Record(_Span, required=("closes",))}, required=("nominations",))
_NAMED = ("nominations", "complete", "accepted", "endorsed", "reviewed", "published", "voting")


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
            OtherDate(span.title, window)
            for span, child in zip(typed.other, _items(node.get("other")), strict=True)
            if (window := reader.window(child))
        )
        extensions = tuple(
            extension
            for extended, child in zip(typed.extensions, _items(node.get("extensions")), strict=True)
            if (extension := reader.extension(extended, child))
        )
        nominations = named.pop("nominations") or Window()
        return (
            None
            if len(faults) > before
            else Windows(nominations=nominations, **named, other=other, extensions=extensions)
        )

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
        return Extension(
            until=until,
            by=extended.by,
            decided=decided,
            why=extended.why,
            link=extended.link,
            nominee=extended.nominee or None,
        )

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
