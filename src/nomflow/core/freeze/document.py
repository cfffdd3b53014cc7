"""The freeze and its corrections as documents: canonical JSON, written, read and described."""

from __future__ import annotations

from collections.abc import Mapping

from nomflow.core.basics.json_document import canonical, parse_json, plain, read_document, schema_of
from nomflow.core.freeze import frozen as r


def dump(document: r.Freeze | r.Correction) -> bytes:
    """The document as canonical JSON."""
    return canonical(plain(document))


def read_freeze(raw: bytes, path: str) -> r.Freeze:
    """A freeze record. Raises ``ConfigError`` with a JSON pointer behind the path."""
    return read_document(parse_json(raw, path), r.Freeze, path)


def read_correction(raw: bytes, path: str) -> r.Correction:
    """A correction. Raises ``ConfigError`` with a JSON pointer behind the path."""
    return read_document(parse_json(raw, path), r.Correction, path)


def json_schema() -> Mapping[str, object]:
    """The JSON Schema of a freeze record; a correction's stands under ``$defs/correction`` (draft 2020-12)."""
    correction = schema_of(r.Correction)
    correction.pop("$schema")
    return {
        "$id": f"{r.VERSION}.json",
        "title": "What stood when an election's nominations closed",
        **schema_of(r.Freeze),
        "$defs": {"correction": correction},
    }
