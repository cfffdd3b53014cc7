"""The parts of ``nomflow.yml`` that may be written in more than one form."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.errors import Fault
from nomflow.core.election import election as e
from nomflow.core.election.choices import Stale
from nomflow.core.election.keys_windows import WindowsShape
from nomflow.core.election.people_rules import StaleRule
from nomflow.core.election.shapes import PATH, SOURCE
from nomflow.core.election.statement_rules import Field, FrontMatterRules, SectionRule, default_fields
from nomflow.core.yaml.shape import SHORT, Choice, Int, ListOf, MapOf, OrShort, Record, Str
from nomflow.core.yaml.tree import Mapping as MappingNode
from nomflow.core.yaml.tree import Node

_TEXT = Str()
_FIELD, _SEAT = Record(Field), Record(e.Seat)
_SWITCH = Choice(str, ("required", "optional", "off"))


class FieldsShape(Struct, frozen=True):
    """Front-matter fields on top of the usual ones; ``required``, ``optional`` or ``off`` changes just that."""

    def read(self, node: Node, faults: list[Fault]) -> Mapping[str, Field] | None:
        if not isinstance(node, MappingNode):
            MapOf(_FIELD).read(node, faults)
            return None
        read = dict(default_fields())
        for key, child in node.entries:
            usual = read.get(key.value, Field())
            if isinstance(child, MappingNode):
                own = _FIELD.read(child, faults)
                typed = [name.value for name, _ in child.entries]
                if own is not None:
                    read[key.value] = replace(usual, **{name: getattr(own, name) for name in typed})
                continue
            match _SWITCH.read(child, faults):
                case "off":
                    read.pop(key.value, None)
                case str(switch):
                    read[key.value] = replace(usual, required=switch == "required")
        return read

    def schema(self) -> dict[str, object]:
        return MapOf(OrShort(_FIELD, _SWITCH, str)).schema()


class SeatsShape(Struct, frozen=True):
    """A number of places, or a list of seats."""

    def read(self, node: Node, faults: list[Fault]) -> object:
        if isinstance(node, MappingNode) or hasattr(node, "items"):
            return ListOf(_SEAT, 1).read(node, faults)
        places = Int(1, 1000).read(node, faults)
        return None if places is None else (e.Seat(id="", title="", places=places),)

    def schema(self) -> dict[str, object]:
        return {"anyOf": [Int(1, 1000).schema(), ListOf(_SEAT, 1).schema()]}


_FILE = Record(e.RollSource, required=("path",), without=("team",))
_TEAM = Record(
    e.RollSource, required=("team",), without=("path", "format", "header", "id", "login", "name", "organisation")
)


class RollSourceShape(Struct, frozen=True):
    """A file, by its path alone or with more to say, or a team."""

    def read(self, node: Node, faults: list[Fault]) -> object:
        if isinstance(node, MappingNode):
            return (_TEAM if node.get("team") else _FILE).read(node, faults)
        path = PATH.read(node, faults)
        return None if path is None else e.RollSource(path=path)

    def schema(self) -> dict[str, object]:
        return {"anyOf": [_FILE.schema(), _TEAM.schema(), PATH.schema()]}


_SOURCES = ListOf(RollSourceShape(), 1)
_ROLL = Record(e.RollRules, {"sources": _SOURCES}, required=("sources",))


class RollShape(Struct, frozen=True):
    """One source, several, or all there is to say."""

    def read(self, node: Node, faults: list[Fault]) -> object:
        if isinstance(node, MappingNode) and not (node.get("path") or node.get("team")):
            return _ROLL.read(node, faults)
        sources = _SOURCES.read(node, faults)
        return e.RollRules(sources) if isinstance(sources, tuple) else None  # type: ignore[arg-type] # of these shapes

    def schema(self) -> dict[str, object]:
        return {"anyOf": [_ROLL.schema(), _SOURCES.schema()]}


_STALE = Choice(Stale, tuple(Stale))
SHORT |= {
    e.Organisation: OrShort(Record(e.Organisation), _TEXT, lambda name: e.Organisation(str(name))),
    FrontMatterRules: Record(FrontMatterRules, {"fields": FieldsShape()}),
    SectionRule: OrShort(Record(SectionRule), _TEXT, lambda title: SectionRule(str(title))),
    StaleRule: OrShort(Record(StaleRule), _STALE, lambda policy: StaleRule(Stale(str(policy)))),
    e.RollRules: RollShape(),
    e.OrderRules: OrShort(Record(e.OrderRules), SOURCE, lambda source: e.OrderRules(str(source))),
    e.Topic: OrShort(Record(e.Topic), _TEXT, lambda title: e.Topic(str(title), (str(title),))),
    e.QuestionRules: OrShort(
        Record(e.QuestionRules, required=("path",)), PATH, lambda path: e.QuestionRules(str(path))
    ),
    e.Windows: WindowsShape(),
    e.Election: Record(e.Election, {"seats": SeatsShape()}, required=("windows",)),
}
CONFIG = Record(e.Config, {"elections": ListOf(SHORT[e.Election], 1, single=False)})
