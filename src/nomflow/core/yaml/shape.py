"""Shapes: one description from which both the loader of ``nomflow.yml`` and its JSON Schema are made.

A shape turns a node of the strict YAML tree into a value and notes every fault with its place. Scalars arrive as they
were typed, so ``012`` or ``no`` mean what the shape makes of them and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from msgspec import Struct
from msgspec.structs import fields

from nomflow.core.basics.errors import Fault
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import did_you_mean
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
                Fault(f"Put “{_short(scalar.value)}” in quotes, or editors take it for a number.", node.place)
            )
            return None
        if len(scalar.value) < self.minimum or (self.pattern and not _matches(self.pattern, scalar.value)):
            faults.append(Fault(f"Expected {self.wanted}, found “{_short(scalar.value)}”.", node.place))
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
        faults.append(Fault(f"Expected {wanted}, found “{_short(text)}”.", node.place))
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
        faults.append(Fault(f"Expected true or false, found “{_short(scalar.value)}”.", node.place))
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
        faults.append(Fault(f"Expected {wanted}, found “{_short(scalar.value)}”.{hint}", node.place))
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
    """A key of a record: its shape, and one sentence for the person who writes it."""

    shape: Shape
    doc: str
    required: bool = False


class Record(Struct, frozen=True):
    """A mapping with known keys, read into a dataclass whose attributes have the same names (``-`` becomes ``_``).

    ``check`` may note faults that concern several keys; it gets the value and a look-up of the place of a key.
    """

    make: type[Struct]
    keys: Mapping[str, Key]
    check: Callable[[object, Callable[[str], Place], list[Fault]], None] | None = None

    def read(self, node: Node, faults: list[Fault]) -> object:
        if not isinstance(node, MappingNode):
            faults.append(Fault(f"Expected a mapping of keys, found {_found(node)}.", node.place))
            return None
        before = len(faults)
        values: dict[str, object] = {}
        places: dict[str, Place] = {}
        for name, child in node.entries:
            key = self.keys.get(name.value)
            if key is None:
                hint = did_you_mean(name.value, self.keys) or f" Known keys: {', '.join(self.keys)}."
                faults.append(Fault(f"There is no key “{_short(name.value)}” here.{hint}", name.place))
                continue
            places[name.value] = child.place
            values[name.value.replace("-", "_")] = key.shape.read(child, faults)
        faults.extend(
            Fault(f"The key “{name}” is missing: {key.doc}", node.place)
            for name, key in self.keys.items()
            if key.required and name not in places
        )
        if len(faults) > before:
            return None
        value: object = self.make(**values)
        if self.check:
            self.check(value, lambda name: places.get(name, node.place), faults)
        return None if len(faults) > before else value

    def schema(self) -> dict[str, object]:
        defaults = {item.name: item.default for item in fields(self.make)}
        properties: dict[str, object] = {}
        for name, key in self.keys.items():
            shown = key.shape.schema() | {"description": key.doc}
            default = defaults[name.replace("-", "_")]
            if isinstance(default, (str, int, bool)) and default != "":
                shown["default"] = default
            elif isinstance(default, tuple) and default and all(isinstance(each, str) for each in default):
                shown["default"] = list(default)
            properties[name] = shown
        required = [name for name, key in self.keys.items() if key.required]
        schema: dict[str, object] = {"type": "object", "properties": properties, "additionalProperties": False}
        return schema | {"required": required} if required else schema


def _matches(pattern: str, text: str) -> bool:
    import re

    return re.search(pattern, text) is not None


def _found(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"“{_short(node.value)}”" if node.value else "nothing"
    return type_name[type(node)]


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
