"""A snapshot as a document: JSON that anyone can write by hand, read with the place of its fault.

The JSON Schema is made from the same classes (``nomflow schema snapshot``); docs/snapshots.md explains the parts.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from msgspec import Struct, field, inspect

from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.json_document import Time, doc, parse_json, plain, read_document, schema_of
from nomflow.core.basics.place import Place
from nomflow.core.election.election import Config, Election
from nomflow.core.roll.reader import UnreadLine
from nomflow.core.roll.roll import Elector, Roll, Unavailable, make_roll
from nomflow.core.snapshot.picture import PhotoFile
from nomflow.core.snapshot.snapshot import Account, ChangedFile, OtherNomination, PullRequest, Ruling, Snapshot
from nomflow.core.snapshot.statement import Statement, read_statement

Read = Callable[[str, bytes], Statement]
"""What makes a statement of its path and its bytes."""

VERSION: Literal["nomflow-snapshot-1"] = "nomflow-snapshot-1"


class StatementText(Struct, frozen=True, forbid_unknown_fields=True):
    path: Annotated[str, doc("The path.", least=1)]
    text: Annotated[str, doc("The file as text, or a list of its lines.")] = ""
    base64: Annotated[str, doc("The file's bytes, where they are not UTF-8.")] = ""


class ConfigText(Struct, frozen=True, forbid_unknown_fields=True):
    text: Annotated[str, doc("The file as text, or a list of its lines.")]
    path: Annotated[str, doc("Its path.", least=1)] = "nomflow.yml"


class RollText(Struct, frozen=True, forbid_unknown_fields=True):
    electors: Annotated[tuple[Elector, ...], doc("Who is on it.")] = ()
    holds_from: Annotated[Time | None, doc("From when it holds.")] = None
    unread: Annotated[tuple[UnreadLine, ...], doc("Lines that do not say whom they mean.")] = ()


class SnapshotDocument(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The JSON's own shape, before the statement and the configuration are read."""

    schema: Annotated[Literal["nomflow-snapshot-1"], doc("The version of this format.")]
    taken_at: Annotated[Time, doc("When the facts were read, by the server's clock.")]
    election: Annotated[str, doc("The election's id, or its beginning: `2026` for `2026-board`.", least=1)]
    config: Annotated[ConfigText | None, doc("The configuration of the base branch.")] = None
    statement: Annotated[StatementText | None, doc("The statement at the commit judged.")] = None
    nominee: Annotated[Account | None, doc("The nominee's account.")] = None
    pull_request: Annotated[PullRequest | None, doc("The pull request.")] = None
    roll: Annotated[RollText | None, doc("The roll of the base branch.")] = None
    people: Annotated[Mapping[str, str], doc("Names and their handles.")] = field(default_factory=dict)
    affiliations: Annotated[Mapping[str, tuple[str, ...]], doc("Handles and their employers or interests.")] = field(
        default_factory=dict
    )
    versions: Annotated[Mapping[str, str], doc("Earlier versions of the statement, by blob.")] = field(
        default_factory=dict
    )
    others: Annotated[tuple[OtherNomination, ...], doc("Other nominations of the election.")] = ()
    files: Annotated[tuple[str, ...] | None, doc("Paths of the repository that links may lead to.")] = None
    template: Annotated[str, doc("The text of the statement's template.")] = ""
    photo: Annotated[PhotoFile | None, doc("The file that the statement names as the nominee's photo.")] = None
    translations: Annotated[tuple[StatementText, ...], doc("Translations of the statement, by the nominee.")] = ()
    rulings: Annotated[
        tuple[Ruling, ...], doc("What officers ruled after that time where something was in doubt.")
    ] = ()

    unavailable: Mapping[str, Unavailable] = field(default_factory=dict)


_KIND = inspect.type_info(SnapshotDocument)
_SHORT: Mapping[type, str] = {Account: "login", ChangedFile: "path", Elector: "login"}
"""What a text alone means where one of these stands."""
_MAY_BE_UNAVAILABLE = ("roll", "affiliations", "others", "photo")


def load_snapshot(
    text: str,
    path: str,
    config_of: Callable[[str, str], Config],
    config: Config | None,
    read: Read = read_statement,
) -> Snapshot:
    """Reads a saved snapshot. ``config``, if given, is used instead of the saved one, which ``config_of`` reads.

    Raises ``ConfigError`` with a JSON pointer behind the path.
    """
    document = read_document(_written_out(_gaps_apart(parse_json(text, path)), _KIND), SnapshotDocument, path)
    if config is None:
        if document.config is None:
            raise ConfigError(
                [Fault("This snapshot holds no configuration; give one with --config.", Place(path=path))]
            )
        config = config_of(document.config.text, document.config.path)
    try:
        return _snapshot(document, config, _election(config, document.election, path), read)
    except ValueError as error:
        raise ConfigError([Fault(f"This is not base64: {error}.", Place(path=f"{path}#/statement"))]) from error


def dump_snapshot(snapshot: Snapshot, config: ConfigText | None) -> str:
    """The snapshot as JSON; what equals its default is left out."""
    document = SnapshotDocument(
        schema=VERSION,
        taken_at=snapshot.taken_at,
        election=snapshot.election.id,
        config=config,
        statement=_text(snapshot.statement) if snapshot.statement else None,
        nominee=snapshot.nominee,
        pull_request=snapshot.pull_request,
        roll=_roll_text(snapshot.roll) if isinstance(snapshot.roll, Roll) else None,
        people=snapshot.people,
        affiliations={} if isinstance(snapshot.affiliations, Unavailable) else snapshot.affiliations,
        versions=snapshot.versions,
        others=() if isinstance(snapshot.others, Unavailable) else snapshot.others,
        files=tuple(sorted(snapshot.files)) if snapshot.files is not None else None,
        template=snapshot.template,
        photo=None if isinstance(snapshot.photo, Unavailable) else snapshot.photo,
        translations=tuple(_text(each) for each in snapshot.translations),
        rulings=snapshot.rulings,
    )
    parts = {name: getattr(snapshot, name) for name in _MAY_BE_UNAVAILABLE}
    gaps = {name: {"unavailable": plain(part)} for name, part in parts.items() if isinstance(part, Unavailable)}
    shown = plain(document, defaults=False)
    assert isinstance(shown, dict)
    return json.dumps(shown | gaps, ensure_ascii=False, indent=1) + "\n"


def _roll_text(roll: Roll) -> RollText:
    return RollText(electors=roll.electors, holds_from=roll.holds_from, unread=roll.unread)


def _text(statement: Statement) -> StatementText:
    raw = statement.source.raw
    try:
        return StatementText(statement.path, raw.decode("utf-8"))
    except UnicodeDecodeError:
        return StatementText(statement.path, base64=b64encode(raw).decode("ascii"))


def _file(written: StatementText) -> tuple[str, bytes]:
    raw = b64decode(written.base64) if written.base64 else written.text.encode("utf-8", "surrogatepass")
    return written.path, raw


def _written_out(value: object, kind: inspect.Type | None) -> object:
    """The document without short forms and nulls: a login is an account, a path a file, a list of lines a text."""
    if isinstance(kind, inspect.Metadata):
        kind = kind.type
    if isinstance(kind, inspect.UnionType):
        kind = next(each for each in kind.types if not isinstance(each, inspect.NoneType))
    if isinstance(value, dict):
        inner = {each.name: each.type for each in kind.fields} if isinstance(kind, inspect.StructType) else {}
        return {key: _written_out(each, inner.get(key)) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        if isinstance(kind, inspect.StrType) and all(isinstance(line, str) for line in value):
            return "".join(f"{line}\n" for line in value)
        return [_written_out(each, getattr(kind, "item_type", None)) for each in value]
    if isinstance(value, str) and isinstance(kind, inspect.StructType) and kind.cls in _SHORT:
        return {_SHORT[kind.cls]: value}
    return value


def _gaps_apart(value: object) -> object:
    """The document with all that could not be read under ``unavailable``."""
    if not isinstance(value, dict):
        return value
    gaps = {
        name: part["unavailable"]
        for name in _MAY_BE_UNAVAILABLE
        if isinstance(part := value.get(name), dict) and "unavailable" in part
    }
    return {name: part for name, part in value.items() if name not in gaps} | ({"unavailable": gaps} if gaps else {})


def json_schema() -> Mapping[str, object]:
    """The JSON Schema of a snapshot (draft 2020-12), with the short forms that are kinder to write by hand."""
    made = schema_of(SnapshotDocument, _SHORT, ("text", "template"))
    properties: dict[str, Any] = made["properties"]  # type: ignore[assignment]  # what a schema has
    why = properties.pop("unavailable")["additionalProperties"]
    gap = {"type": "object", "properties": {"unavailable": why}}
    for name in _MAY_BE_UNAVAILABLE:
        properties[name] = {
            "description": properties[name].pop("description"),
            "anyOf": [{**gap, "required": ["unavailable"], "additionalProperties": False}, properties[name]],
        }
    return {"$id": f"{VERSION}.json", "title": "A nomflow snapshot", **made}


def _snapshot(document: SnapshotDocument, config: Config, election: Election, read: Read) -> Snapshot:
    roll, gaps = document.roll, document.unavailable
    return Snapshot(
        config=config,
        election=election,
        taken_at=document.taken_at,
        statement=read(*_file(document.statement)) if document.statement else None,
        nominee=document.nominee,
        pull_request=document.pull_request,
        roll=gaps.get("roll") or (make_roll(roll.electors, roll.holds_from, unread=roll.unread) if roll else None),
        people=document.people,
        affiliations=gaps.get("affiliations") or document.affiliations,
        versions=document.versions,
        others=gaps.get("others") or document.others,
        files=frozenset(document.files) if document.files is not None else None,
        template=document.template,
        photo=gaps.get("photo") or document.photo,
        translations=tuple(read(*_file(each)) for each in document.translations),
        rulings=document.rulings,
    )


def _election(config: Config, wanted: str, path: str) -> Election:
    if election := config.election_called(wanted):
        return election
    known = ", ".join(election.id for election in config.elections)
    fault = Fault(f"The configuration has no election “{wanted}”; it has {known}.", Place(path=f"{path}#/election"))
    raise ConfigError([fault])
