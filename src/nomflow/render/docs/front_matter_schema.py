"""The JSON Schema of the fields on top of a statement, by one election's rules: for editors."""

from __future__ import annotations

from nomflow.core.election.choices import FieldKind, UnknownFields
from nomflow.core.election.election import Election
from nomflow.core.election.shapes import HANDLE
from nomflow.core.election.statement_rules import Field

_TEXT: dict[str, object] = {"type": "string"}
_SHAPES: dict[FieldKind, dict[str, object]] = {
    FieldKind.TEXT: _TEXT,
    FieldKind.HANDLE: HANDLE.schema(),
    FieldKind.URL: {"type": "string", "format": "uri"},
    FieldKind.EMAIL: {"type": "string", "format": "email"},
    FieldKind.LIST: {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]},
    FieldKind.PEOPLE: {
        "anyOf": [_TEXT, {"type": "array", "items": {"type": ["string", "object"]}}, {"type": "object"}]
    },
}


def front_matter_schema(election: Election) -> dict[str, object]:
    """The schema (draft 2020-12). A field may be written by any of its names."""
    rules = election.statement.front_matter
    properties: dict[str, object] = {}
    for name, field in rules.fields.items():
        shape = _shape(field)
        properties[name] = shape
        for alias in field.aliases:
            properties[alias] = {**shape, "description": f"The same as {name}."}
    required = [
        {"anyOf": [{"required": [each]} for each in (name, *field.aliases)]}
        for name, field in rules.fields.items()
        if field.required
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"The fields of a statement: {election.title}",
        "type": "object",
        "properties": properties,
        **({"allOf": required} if required else {}),
        **({"additionalProperties": False} if rules.unknown is UnknownFields.REFUSE else {}),
    }


def _shape(field: Field) -> dict[str, object]:
    shape: dict[str, object] = {"enum": list(field.choices)} if field.choices else dict(_SHAPES.get(field.kind, _TEXT))
    said = ["Must be filled in." if field.required else "May be left out."]
    said += [] if field.public else ["Not shown on the page."]
    if field.maximum and shape == _TEXT:
        shape["maxLength"] = field.maximum
    return {**shape, "description": " ".join(said), **({"examples": [field.example]} if field.example else {})}
