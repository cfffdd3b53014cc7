"""JSON documents whose description is a data class: read with the place of a fault, written canonically, documented.

Canonical JSON: UTF-8, keys in ascending order, an indent of one space a level, every time in UTC with ``Z``, no
floating-point number, what is not known left out, one line feed at the end: the bytes of ``jq -S --indent 1 .``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import fields

from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import did_you_mean

T = TypeVar("T")

MOST_NUMBER = 2**53
"""The largest whole number that every reader of JSON keeps as it is: https://www.rfc-editor.org/rfc/rfc8259#section-6"""


def doc(about: str, pattern: str | None = None, least: int | None = None) -> Meta:
    """One sentence about a field, for whoever writes or reads the document, and the form of its text."""
    return Meta(description=about, pattern=pattern, min_length=least)


Time = Annotated[datetime, Meta(tz=True)]
Number = Annotated[int, Meta(ge=0, le=MOST_NUMBER)]


def parse_json(text: str | bytes, path: str) -> object:
    """JSON as plain data. Raises ``ConfigError`` with the line and column of the fault."""
    try:
        return json.loads(text.decode("utf-8") if isinstance(text, bytes) else text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        raise ConfigError([Fault("This is not JSON in UTF-8.", Place(path=path, line=line, column=column))]) from error


def read_document(value: object, kind: type[T], path: str) -> T:
    """Plain data as the data class ``kind``. Raises ``ConfigError`` with a JSON pointer behind the path."""
    try:
        return msgspec.convert(value, kind)
    except UnicodeEncodeError as error:
        raise ConfigError([Fault("This contains half a character (a lone surrogate).", Place(path=path))]) from error
    except (msgspec.ValidationError, RecursionError) as error:
        message, _, where = str(error).partition(" - at `$")
        whole: type = kind
        pointer = re.sub(r"\.([^.\[\]]+)|\[([^\]]*)\]", r"/\1\2", where.rstrip("`"))
        raise ConfigError(
            [Fault(_in_words(message, _at(_schema(whole), pointer)), Place(path=f"{path}#{pointer}"))]
        ) from error


@cache
def _schema(kind: type) -> Mapping[str, Any]:
    return schema_of(kind)


def _at(schema: Mapping[str, Any], pointer: str) -> Mapping[str, Any]:
    """The part of a schema that is about the value at a JSON pointer."""
    for step in pointer.split("/")[1:]:
        for option in (schema, *schema.get("anyOf", ())):
            inner = option.get("properties", {}).get(step) or option.get("items") or option.get("additionalProperties")
            if inner:
                schema = inner
                break
    return schema


def _in_words(message: str, wanted: Mapping[str, Any]) -> str:
    """What msgspec says, for people."""
    if unknown := re.fullmatch(r"Object contains unknown field `(.*)`", message, re.DOTALL):
        known = [name for each in (wanted, *wanted.get("anyOf", ())) for name in each.get("properties", ())]
        return f"There is no key “{unknown[1][:60]}” here.{did_you_mean(unknown[1], known)}"
    if missing := re.fullmatch(r"Object missing required field `(.*)`", message):
        return f"The key “{missing[1]}” is missing."
    if "enum value" in message:
        return f"Expected one of {', '.join(map(str, wanted.get('enum', ())))}."
    if "datetime" in message or "RFC3339" in message or "timezone" in message:
        return "Expected a time with its zone, such as 2026-07-31T12:00:00Z."
    for name, word in _WORDS.items():
        message = message.replace(name, word)
    return f"{message}."


_WORDS = {
    "`str`": "text",
    "`int`": "a whole number",
    "`object`": "a mapping of keys",
    "`array`": "a list",
    "`null`": "nothing",
}


def plain(value: object, *, defaults: bool = True) -> object:
    """A data class as JSON has it, without what is ``None``; ``defaults=False``: nor what equals its default."""
    if isinstance(value, Struct):
        return {
            each.encode_name: plain(inner, defaults=defaults)
            for each in _fields(type(value))
            if (inner := getattr(value, each.name)) is not None and (defaults or not _is_default(inner, each.default))
        }
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return {str(key): plain(inner, defaults=defaults) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [plain(inner, defaults=defaults) for inner in value]
    return value.value if isinstance(value, Enum) else value


_fields = cache(fields)
"""Of a data class. msgspec evaluates the annotations at each call, which took half the time of writing a document."""


def _is_default(value: object, default: object) -> bool:
    return value == default or (isinstance(value, (Mapping, tuple)) and not value)


def canonical(value: object) -> bytes:
    """Plain data as canonical JSON. Half a surrogate pair is written as a question mark."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8", "replace") + b"\n"


def schema_of(kind: type, short: Collection[type] = (), lines: Collection[str] = ()) -> dict[str, object]:
    """The JSON Schema of a data class (draft 2020-12), each part where it is used. A text may stand for each of
    ``short``, and a list of lines for the fields called ``lines``."""
    definitions = msgspec.json.schema(kind)["$defs"]
    either = {each.__name__ for each in short}

    def part(schema: Mapping[str, Any]) -> dict[str, object]:
        own = {key: each for key, each in schema.items() if key not in ("$ref", "anyOf", "default")}
        if schema.get("default") not in (None, "", [], {}):
            own["default"] = schema["default"]
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            whole = structure(definitions[name])
            return ({"anyOf": [whole, {"type": "string"}]} if name in either else whole) | own
        if "anyOf" in schema:
            options = [part(each) for each in schema["anyOf"] if each.get("type") != "null"]
            return {"anyOf": options} | own if len(options) > 1 else options[0] | own
        return own | {
            key: part(own[key]) for key in ("items", "additionalProperties") if isinstance(own.get(key), dict)
        }

    def structure(schema: Mapping[str, Any]) -> dict[str, object]:
        if "enum" in schema:
            return {"enum": schema["enum"]}
        properties = {name: part(each) for name, each in schema["properties"].items()}
        for name in properties.keys() & set(lines):
            both = [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
            properties[name] = {"description": properties[name]["description"], "anyOf": both}
        required = {"required": schema["required"]} if schema["required"] else {}
        return {"type": "object", "properties": properties, "additionalProperties": False, **required}

    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **structure(definitions[kind.__name__])}
