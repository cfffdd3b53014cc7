"""Shapes: one description from which both the loader of ``nomflow.yml`` and its JSON Schema are made.

A shape turns a node of the strict YAML tree into a value and notes every fault with its place. Scalars arrive as they
were typed, so ``012`` or ``no`` mean what the shape makes of them and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Protocol, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from nomflow.core.basics.errors import Fault
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import did_you_mean, shortened
from nomflow.core.yaml.tree import Mapping as MappingNode
from nomflow.core.yaml.tree import Node, Scalar, Sequence

#: What YAML 1.2 takes for no value.
NULLS = ("", "~", "null", "Null", "NULL")
# What YAML 1.2 takes for a number or a truth value: https://yaml.org/spec/1.2.2/#103-core-schema
_NOT_TEXT = (
    r"^(?:[-+]?(?:[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|true|True|TRUE|false|False|FALSE)$"
)

type_name = {Scalar: "a single value", Sequence: "a list", MappingNode: "a mapping of keys"}


class Shape(Protocol):
    """What a value may look like."""

    def read(self, node: Node, faults: list[Fault]) -> object:
        """The value, or ``None`` after a fault was noted."""

    def schema(self) -> dict[str, object]:
        """The same as JSON Schema."""


def _is_scalar(node: Node, faults: list[Fault], wanted: str) -> Scalar | None:
    if isinstance(node, Scalar) and not (node.plain and node.value in NULLS):
        return node
    found = "nothing" if isinstance(node, Scalar) else type_name[type(node)]
    faults.append(Fault(f"Expected {wanted}, found {found}.", node.place))
    return None


class Str(Struct, frozen=True):
    """Text. ``pattern`` is a plain regular expression that both Python and JSON Schema understand."""

    pattern: str = ""
    wanted: str = "text"
    minimum: int = 1

    def read(self, node: Node, faults: list[Fault]) -> str | None:
        scalar = _is_scalar(node, faults, self.wanted)
        if scalar is None:
            return None
        if self.pattern and scalar.plain and _matches(_NOT_TEXT, scalar.value):
            faults.append(
                Fault(f"Put “{shortened(scalar.value, 60)}” in quotes, or editors take it for a number.", node.place)
            )
            return None
        if len(scalar.value) < self.minimum or (self.pattern and not _matches(self.pattern, scalar.value)):
            faults.append(Fault(f"Expected {self.wanted}, found “{shortened(scalar.value, 60)}”.", node.place))
            return None
        return scalar.value

    def schema(self) -> dict[str, object]:
        if self.pattern:
            return {"type": "string", "pattern": self.pattern, "title": self.wanted}
        return {"type": ["string", "number", "boolean"], "minLength": self.minimum}


class Int(Struct, frozen=True):
    """A whole number within bounds, written plainly."""

    least: int = 0
    most: int = 1_000_000

    def read(self, node: Node, faults: list[Fault]) -> int | None:
        wanted = f"a whole number from {self.least} to {self.most}"
        scalar = _is_scalar(node, faults, wanted)
        if scalar is None:
            return None
        text = scalar.value
        if (
            scalar.plain
            and text.isascii()
            and text.isdigit()
            and (text == "0" or text[0] != "0")
            and len(text) <= 16
            and self.least <= int(text) <= self.most
        ):
            return int(text)
        faults.append(Fault(f"Expected {wanted}, found “{shortened(text, 60)}”.", node.place))
        return None

    def schema(self) -> dict[str, object]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Bool(Struct, frozen=True):
    """``true`` or ``false``, written plainly."""

    def read(self, node: Node, faults: list[Fault]) -> bool | None:
        scalar = _is_scalar(node, faults, "true or false")
        if scalar is None:
            return None
        if scalar.plain and scalar.value in ("true", "false"):
            return scalar.value == "true"
        faults.append(Fault(f"Expected true or false, found “{shortened(scalar.value, 60)}”.", node.place))
        return None

    def schema(self) -> dict[str, object]:
        return {"type": "boolean"}


class Choice(Struct, frozen=True):
    """One of a few words. ``make`` turns the word into its enum member."""

    make: Callable[[str], object]
    words: tuple[str, ...]

    def read(self, node: Node, faults: list[Fault]) -> object:
        wanted = "one of " + ", ".join(self.words)
        scalar = _is_scalar(node, faults, wanted)
        if scalar is None:
            return None
        if scalar.value in self.words:
            return self.make(scalar.value)
        hint = did_you_mean(scalar.value, self.words)
        faults.append(Fault(f"Expected {wanted}, found “{shortened(scalar.value, 60)}”.{hint}", node.place))
        return None

    def schema(self) -> dict[str, object]:
        return {"enum": list(self.words)}


class ListOf(Struct, frozen=True):
    """A list; one value alone stands for a list of one."""

    item: Shape
    least: int = 0
    single: bool = True

    def read(self, node: Node, faults: list[Fault]) -> tuple[object, ...] | None:
        if not isinstance(node, Sequence):
            if self.single:
                value = self.item.read(node, faults)
                return None if value is None else (value,)
            faults.append(Fault(f"Expected a list, found {_found(node)}.", node.place))
            return None
        values = [self.item.read(child, faults) for child in node.items]
        if len(values) < self.least:
            faults.append(Fault(f"Expected at least {self.least} in this list.", node.place))
            return None
        return None if any(value is None for value in values) else tuple(values)

    def schema(self) -> dict[str, object]:
        array: dict[str, object] = {"type": "array", "items": self.item.schema()}
        if self.least:
            array["minItems"] = self.least
        return {"anyOf": [self.item.schema(), array]} if self.single else array


class MapOf(Struct, frozen=True):
    """A mapping from free keys to values of one shape."""

    value: Shape

    def read(self, node: Node, faults: list[Fault]) -> Mapping[str, object] | None:
        if not isinstance(node, MappingNode):
            faults.append(Fault(f"Expected a mapping of keys, found {_found(node)}.", node.place))
            return None
        read = {key.value: self.value.read(child, faults) for key, child in node.entries}
        return None if any(value is None for value in read.values()) else read

    def schema(self) -> dict[str, object]:
        return {"type": "object", "additionalProperties": self.value.schema()}


class OrShort(Struct, frozen=True):
    """A record, or its short form: a single value that ``expand`` turns into the record's value."""

    full: Shape
    short: Shape
    expand: Callable[[object], object]

    def read(self, node: Node, faults: list[Fault]) -> object:
        if isinstance(node, MappingNode):
            return self.full.read(node, faults)
        value = self.short.read(node, faults)
        return None if value is None else self.expand(value)

    def schema(self) -> dict[str, object]:
        return {"anyOf": [self.full.schema(), self.short.schema()]}


class Key(Struct, frozen=True):
    """What stands beside a field that is a key of a file: one sentence for the person who writes it, and its shape
    where the field's type does not say it."""

    doc: str
    shape: Shape | None = None


class Record(Struct, frozen=True):
    """A mapping with the keys of a data class: its fields that are annotated with a ``Key`` (``_`` becomes ``-``).

    ``own`` are shapes of single fields, ``required`` those that must be there in this place though they have a default,
    ``without`` those that may not. What the data class itself answers in ``faults()``, as pairs of a field and a
    sentence, concerns several keys.
    """

    make: type[Struct]
    own: Mapping[str, Shape] = {}
    required: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def keys(self) -> Mapping[str, tuple[Shape, str]]:
        """Each key with its shape and its sentence."""
        return {
            name.replace("_", "-"): (self.own.get(name) or key.shape or _shape_of(kind), key.doc)
            for name, (kind, key) in _annotated(self.make).items()
            if name not in self.without
        }

    def read(self, node: Node, faults: list[Fault]) -> object:
        if not isinstance(node, MappingNode):
            faults.append(Fault(f"Expected a mapping of keys, found {_found(node)}.", node.place))
            return None
        before, keys = len(faults), self.keys
        values: dict[str, object] = {}
        places: dict[str, Place] = {}
        for name, child in node.entries:
            if name.value not in keys:
                hint = did_you_mean(name.value, keys) or f" Known keys: {', '.join(keys)}."
                faults.append(Fault(f"There is no key “{shortened(name.value, 60)}” here.{hint}", name.place))
                continue
            field = name.value.replace("-", "_")
            places[field] = child.place
            values[field] = keys[name.value][0].read(child, faults)
        faults.extend(
            Fault(f"The key “{name}” is missing: {keys[name][1]}", node.place)
            for name in self._required()
            if name.replace("-", "_") not in places
        )
        if len(faults) > before:
            return None
        value = self.make(**values)
        told: Iterable[tuple[str, str]] = value.faults() if hasattr(value, "faults") else ()
        faults.extend(Fault(sentence, places.get(field, node.place)) for field, sentence in told)
        return None if len(faults) > before else value

    def schema(self) -> dict[str, object]:
        defaults = {each.name.replace("_", "-"): each.default for each in _fields(self.make)}
        properties: dict[str, object] = {}
        for name, (shape, doc) in self.keys.items():
            shown = shape.schema() | {"description": doc}
            default = defaults[name]
            if isinstance(default, (str, int, bool)) and default != "":
                shown["default"] = default
            elif isinstance(default, tuple) and default and all(isinstance(each, str) for each in default):
                shown["default"] = list(default)
            properties[name] = shown
        required = self._required()
        schema: dict[str, object] = {"type": "object", "properties": properties, "additionalProperties": False}
        return schema | {"required": required} if required else schema

    def _required(self) -> list[str]:
        needed = {each.name for each in _fields(self.make) if each.required} | {*self.required}
        return [name for name in self.keys if name.replace("-", "_") in needed]


_fields = cache(fields)
"""Of a data class. msgspec evaluates the annotations at each call."""


@cache
def _annotated(make: type[Struct]) -> Mapping[str, tuple[object, Key]]:
    """The fields that are keys, each with its type."""
    hints = {name: (get_args(hint) or (hint,)) for name, hint in get_type_hints(make, include_extras=True).items()}
    keys = {name: next((each for each in parts if isinstance(each, Key)), None) for name, parts in hints.items()}
    return {name: (hints[name][0], key) for name, key in keys.items() if key}


@cache
def _shape_of(kind: object) -> Shape:
    """The shape that a type says: text, a number, a choice, a list, a mapping, or another record."""
    inner = get_args(kind)
    if get_origin(kind) is tuple:
        several = _shape_of(inner[0])
        return ListOf(several, least=1 if isinstance(several, Choice) else 0)
    if inner and get_origin(kind) in (Mapping, dict):
        return MapOf(_shape_of(inner[1]))
    if inner:  # X | None
        return _shape_of(inner[0])
    assert isinstance(kind, type)
    if issubclass(kind, StrEnum):
        return Choice(kind, tuple(kind))
    if issubclass(kind, Struct):
        return SHORT.get(kind) or Record(kind)
    if kind is bool:
        return Bool()
    return Int() if kind is int else Str()


SHORT: dict[type, Shape] = {}
"""The shape of each record that has a form of its own, such as a short one; whoever defines the records fills it."""


def _matches(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None


def _found(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"“{shortened(node.value, 60)}”" if node.value else "nothing"
    return type_name[type(node)]
