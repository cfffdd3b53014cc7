"""A snapshot as a document: JSON that anyone can write by hand, read with every fault at its place.

The JSON Schema is made from the same shapes (``nomflow schema snapshot``); docs/snapshots.md explains the parts.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import fields

from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.place import Place
from nomflow.core.election.election import Config, Election
from nomflow.core.roll.roll import Roll, Unavailable, make_roll
from nomflow.core.snapshot.shapes import DOCUMENT, VERSION, ConfigText, Document, RollText, StatementText
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import Statement, read_statement
from nomflow.core.yaml.tree import Mapping as MappingNode
from nomflow.core.yaml.tree import Node, Scalar, Sequence


def load_snapshot(text: str, path: str, config_of: Callable[[str, str], Config], config: Config | None) -> Snapshot:
    """Reads a saved snapshot. ``config``, if given, is used instead of the saved one, which ``config_of`` reads.

    Raises ``ConfigError`` with every fault, each with a JSON pointer behind the path.
    """
    try:
        root = _node(json.loads(text), path, "")
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        raise ConfigError([Fault(f"This is not JSON: {error}", Place(path, line, column))]) from error
    faults: list[Fault] = []
    document = DOCUMENT.read(root, faults)
    if not isinstance(document, Document):
        raise ConfigError(faults)
    if config is None:
        if document.config is None:
            raise ConfigError([Fault("This snapshot holds no configuration; give one with --config.", Place(path))])
        config = config_of(document.config.text, document.config.path)
    return _snapshot(document, config, _election(config, document.election, path))


def dump_snapshot(snapshot: Snapshot, config: ConfigText | None) -> str:
    """The snapshot as JSON; what equals its default is left out."""
    roll = snapshot.roll
    document = Document(
        VERSION,
        snapshot.taken_at,
        snapshot.election.id,
        config,
        _text(snapshot.statement) if snapshot.statement else None,
        snapshot.nominee,
        snapshot.pull_request,
        RollText(roll.electors, roll.holds_from) if isinstance(roll, Roll) else roll,
        snapshot.people,
        snapshot.affiliations,
        snapshot.versions,
        snapshot.others,
        tuple(sorted(snapshot.files)) if snapshot.files is not None else None,
        snapshot.template,
        snapshot.photo,
        tuple(_text(each) for each in snapshot.translations),
    )
    return json.dumps(_plain(document), ensure_ascii=False, indent=1) + "\n"


def _text(statement: Statement) -> StatementText:
    raw = statement.source.raw
    try:
        return StatementText(statement.path, raw.decode("utf-8"))
    except UnicodeDecodeError:
        return StatementText(statement.path, base64=b64encode(raw).decode("ascii"))


def _read(written: StatementText) -> Statement:
    raw = b64decode(written.base64) if written.base64 else written.text.encode("utf-8", "surrogatepass")
    return read_statement(written.path, raw)


def json_schema() -> Mapping[str, object]:
    """The JSON Schema of a snapshot (draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{VERSION}.json",
        "title": "A nomflow snapshot",
        **DOCUMENT.schema(),
    }


def _snapshot(document: Document, config: Config, election: Election) -> Snapshot:
    roll = document.roll
    return Snapshot(
        config,
        election,
        document.taken_at,
        _read(document.statement) if document.statement else None,
        document.nominee,
        document.pull_request,
        make_roll(roll.electors, roll.holds_from) if isinstance(roll, RollText) else roll,
        document.people or {},
        document.affiliations or {},
        document.versions or {},
        document.others,
        frozenset(document.files) if document.files is not None else None,
        document.template,
        document.photo,
        tuple(_read(each) for each in document.translations),
    )


def _election(config: Config, wanted: str, path: str) -> Election:
    for election in config.elections:
        if election.id == wanted:
            return election
    known = ", ".join(election.id for election in config.elections)
    fault = Fault(f"The configuration has no election “{wanted}”; it has {known}.", Place(f"{path}#/election"))
    raise ConfigError([fault])


def _node(value: object, path: str, pointer: str) -> Node:
    place = Place(f"{path}#{pointer}")
    if isinstance(value, dict):
        return MappingNode(
            tuple(
                (Scalar(str(key), place, plain=False), _node(item, path, f"{pointer}/{key}"))
                for key, item in value.items()
                if item is not None
            ),
            place,
        )
    if isinstance(value, list):
        return Sequence(tuple(_node(item, path, f"{pointer}/{at}") for at, item in enumerate(value)), place)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", place, plain=True)
    return Scalar(str(value), place, plain=not isinstance(value, str))


def _plain(value: object) -> object:
    if isinstance(value, Unavailable):
        return {"unavailable": {"why": value.why}}
    if isinstance(value, Struct):
        shown = {}
        for item in fields(value):
            inner = getattr(value, item.name)
            if inner is None or inner == item.default:
                continue
            if isinstance(inner, (Mapping, tuple)) and not inner:
                continue
            shown[item.name] = _plain(inner)
        return shown
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in sorted(value.items())}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
