"""A snapshot as a document: JSON that anyone can write by hand, read with every fault at its place.

The JSON Schema is made from the same shapes (``nomflow schema snapshot``); docs/snapshots.md explains the parts.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum

from nomflow.core.election import Config, Election
from nomflow.core.errors import ConfigError, Fault
from nomflow.core.place import Place
from nomflow.core.record import record
from nomflow.core.roll import Elector, Roll, Unavailable, make_roll
from nomflow.core.shape import Bool, Choice, Int, Key, ListOf, MapOf, OrShort, Record, Shape, Str
from nomflow.core.snapshot import (
    Account,
    AccountKind,
    ChangedFile,
    Comment,
    FileStatus,
    OtherNomination,
    PostedStatus,
    PullRequest,
    PullRequestState,
    Review,
    ReviewState,
    Snapshot,
)
from nomflow.core.statement import read_statement
from nomflow.core.yamltree import Mapping as MappingNode
from nomflow.core.yamltree import Node, Scalar, Sequence

VERSION = "nomflow-snapshot-1"

TEXT = Str(minimum=0)
NUMBER = Int(0, 2**53)


@record
class Time:
    """An instant as GitHub writes it: ``2026-07-31T12:00:00Z``."""

    def read(self, node: Node, faults: list[Fault]) -> datetime | None:
        text = node.value if isinstance(node, Scalar) else ""
        try:
            time = datetime.fromisoformat(text)
        except ValueError:
            time = None
        if time is None or time.tzinfo is None:
            faults.append(Fault("Expected a time with its zone, such as 2026-07-31T12:00:00Z.", node.place))
            return None
        return time.astimezone(UTC)

    def schema(self) -> dict[str, object]:
        return {"type": "string", "format": "date-time"}


def _choice(kind: type[StrEnum]) -> Choice:
    return Choice(kind, tuple(kind))


@record
class Lines:
    """Text, or a list of its lines, which is kinder to write by hand."""

    def read(self, node: Node, faults: list[Fault]) -> str | None:
        if not isinstance(node, Sequence):
            return TEXT.read(node, faults)
        lines = [TEXT.read(item, faults) for item in node.items]
        return None if None in lines else "".join(f"{line}\n" for line in lines)

    def schema(self) -> dict[str, object]:
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


@record
class StatementText:
    path: str
    text: str = ""
    base64: str = ""


@record
class ConfigText:
    text: str
    path: str = "nomflow.yml"


@record
class RollText:
    electors: tuple[Elector, ...] = ()
    holds_from: datetime | None = None


@record
class Document:
    """The JSON's own shape, before the statement and the configuration are read."""

    schema: str
    taken_at: datetime
    election: str
    config: ConfigText | None = None
    statement: StatementText | None = None
    nominee: Account | None = None
    pull_request: PullRequest | None = None
    roll: RollText | Unavailable | None = None
    people: Mapping[str, str] | None = None
    affiliations: Mapping[str, tuple[str, ...]] | Unavailable | None = None
    versions: Mapping[str, str] | None = None
    others: tuple[OtherNomination, ...] | Unavailable = ()
    files: tuple[str, ...] | None = None


def _keys(shapes: Mapping[str, tuple[Shape, str]], *required: str) -> dict[str, Key]:
    return {name: Key(shape, doc, name in required) for name, (shape, doc) in shapes.items()}


UNAVAILABLE = Record(Unavailable, {"why": Key(Str(), "Why it could not be read.", required=True)})


@record
class OrUnavailable:
    """A value, or ``{"unavailable": {"why": …}}`` when it could not be read."""

    shape: Shape

    def read(self, node: Node, faults: list[Fault]) -> object:
        missing = node.get("unavailable") if isinstance(node, MappingNode) else None
        return UNAVAILABLE.read(missing, faults) if missing else self.shape.read(node, faults)

    def schema(self) -> dict[str, object]:
        missing = {
            "type": "object",
            "properties": {"unavailable": UNAVAILABLE.schema()},
            "required": ["unavailable"],
            "additionalProperties": False,
        }
        return {"anyOf": [missing, self.shape.schema()]}


ACCOUNT = OrShort(
    Record(
        Account,
        _keys(
            {
                "login": (Str(), "The user name at that time."),
                "id": (NUMBER, "The number that survives renames."),
                "kind": (_choice(AccountKind), "A person, a program, or nobody any more."),
                "name": (TEXT, "The name shown on the profile."),
            },
            "login",
        ),
    ),
    Str(),
    lambda login: Account(str(login)),
)

_EDITED: dict[str, tuple[Shape, str]] = {
    "edited_at": (Time(), "When it was last edited."),
    "edited_by": (ACCOUNT, "Who edited it last."),
    "minimised": (Bool(), "Whether it is hidden."),
    "url": (TEXT, "Its address."),
}

REVIEW = Record(
    Review,
    _keys(
        {
            "id": (TEXT, "GitHub's number for it."),
            "author": (ACCOUNT, "Who reviewed."),
            "state": (_choice(ReviewState), "What the review says now."),
            "submitted_at": (Time(), "When it was submitted."),
            "body": (TEXT, "What was written."),
            "commit": (TEXT, "The commit reviewed."),
            "blob": (TEXT, "The statement's blob at that commit."),
            "dismissed_at": (Time(), "When it was dismissed."),
            "dismissed_from": (_choice(ReviewState), "What it said before it was dismissed."),
        }
        | _EDITED,
        "id",
        "author",
        "state",
        "submitted_at",
    ),
)

COMMENT = Record(
    Comment,
    _keys(
        {
            "id": (TEXT, "GitHub's number for it."),
            "author": (ACCOUNT, "Who commented."),
            "body": (TEXT, "What was written."),
            "created_at": (Time(), "When."),
        }
        | _EDITED,
        "id",
        "author",
        "body",
        "created_at",
    ),
)

CHANGED_FILE = OrShort(
    Record(
        ChangedFile,
        _keys(
            {
                "path": (Str(), "The path."),
                "status": (_choice(FileStatus), "What was done to it."),
                "previous_path": (TEXT, "Its path before a rename."),
                "mode": (Str(), "Git's mode, such as 100644."),
                "blob": (TEXT, "The blob."),
                "size": (NUMBER, "Bytes."),
                "binary": (Bool(), "Whether it is binary."),
            },
            "path",
        ),
    ),
    Str(),
    lambda path: ChangedFile(str(path)),
)

STATUS = Record(
    PostedStatus,
    _keys(
        {
            "commit": (Str(), "The commit."),
            "state": (Str(), "The state."),
            "at": (Time(), "When we posted it."),
            "blob": (TEXT, "The statement's blob at that commit."),
            "description": (TEXT, "The sentence."),
        },
        "commit",
        "state",
        "at",
    ),
)

PULL_REQUEST = Record(
    PullRequest,
    _keys(
        {
            "number": (NUMBER, "Its number."),
            "author": (ACCOUNT, "Who opened it."),
            "created_at": (Time(), "When."),
            "url": (TEXT, "Its address."),
            "title": (TEXT, "Its title."),
            "state": (_choice(PullRequestState), "Open, closed or merged."),
            "draft": (Bool(), "Whether it is a draft."),
            "closed_at": (Time(), "When it was closed."),
            "merged_at": (Time(), "When it was merged."),
            "base": (TEXT, "The branch it goes to."),
            "head": (TEXT, "The commit judged."),
            "labels": (ListOf(TEXT), "Labels."),
            "files": (ListOf(CHANGED_FILE, single=False), "The files it touches."),
            "reviews": (ListOf(REVIEW, single=False), "Submitted reviews."),
            "comments": (ListOf(COMMENT, single=False), "Comments in the thread."),
            "statuses": (ListOf(STATUS, single=False), "Statuses that nomflow posted earlier."),
        },
        "number",
        "author",
        "created_at",
    ),
)

ELECTOR = OrShort(
    Record(
        Elector,
        _keys(
            {
                "login": (TEXT, "The user name."),
                "id": (NUMBER, "The account's number."),
                "name": (TEXT, "The name."),
                "organisations": (ListOf(TEXT), "Employers."),
                "source": (TEXT, "The file."),
                "line": (NUMBER, "The line."),
            }
        ),
    ),
    Str(),
    lambda login: Elector(login=str(login)),
)

OTHER = Record(
    OtherNomination,
    _keys(
        {
            "number": (NUMBER, "The pull request."),
            "nominee": (Str(), "Whom it nominates."),
            "seat": (TEXT, "For which seat."),
            "url": (TEXT, "Its address."),
            "nominator": (TEXT, "Who opened it."),
            "state": (_choice(PullRequestState), "Open, closed or merged."),
            "created_at": (Time(), "When."),
            "employers": (ListOf(TEXT), "The nominee's employers."),
        },
        "number",
        "nominee",
    ),
)

DOCUMENT = Record(
    Document,
    _keys(
        {
            "schema": (Choice(str, (VERSION,)), "The version of this format."),
            "taken_at": (Time(), "When the facts were read, by the server's clock."),
            "election": (Str(), "The election's id."),
            "config": (
                Record(
                    ConfigText,
                    _keys(
                        {"text": (Lines(), "The file as text, or a list of its lines."), "path": (Str(), "Its path.")},
                        "text",
                    ),
                ),
                "The configuration of the base branch.",
            ),
            "statement": (
                Record(
                    StatementText,
                    _keys(
                        {
                            "path": (Str(), "The path."),
                            "text": (Lines(), "The file as text, or a list of its lines."),
                            "base64": (TEXT, "The file's bytes, where they are not UTF-8."),
                        },
                        "path",
                    ),
                ),
                "The statement at the commit judged.",
            ),
            "nominee": (ACCOUNT, "The nominee's account."),
            "pull_request": (PULL_REQUEST, "The pull request."),
            "roll": (
                OrUnavailable(
                    Record(
                        RollText,
                        _keys(
                            {
                                "electors": (ListOf(ELECTOR, single=False), "Who is on it."),
                                "holds_from": (Time(), "From when it holds."),
                            }
                        ),
                    )
                ),
                "The roll of the base branch.",
            ),
            "people": (MapOf(TEXT), "Names and their handles."),
            "affiliations": (OrUnavailable(MapOf(ListOf(TEXT))), "Handles and their employers or interests."),
            "versions": (MapOf(TEXT), "Earlier versions of the statement, by blob."),
            "others": (OrUnavailable(ListOf(OTHER, single=False)), "Other nominations of the election."),
            "files": (ListOf(TEXT), "Paths of the repository that links may lead to."),
        },
        "schema",
        "taken_at",
        "election",
    ),
)


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
    statement = None
    if snapshot.statement:
        raw = snapshot.statement.source.raw
        try:
            statement = StatementText(snapshot.statement.path, raw.decode("utf-8"))
        except UnicodeDecodeError:
            statement = StatementText(snapshot.statement.path, base64=b64encode(raw).decode("ascii"))
    roll = snapshot.roll
    document = Document(
        VERSION,
        snapshot.taken_at,
        snapshot.election.id,
        config,
        statement,
        snapshot.nominee,
        snapshot.pull_request,
        RollText(roll.electors, roll.holds_from) if isinstance(roll, Roll) else roll,
        snapshot.people,
        snapshot.affiliations,
        snapshot.versions,
        snapshot.others,
        tuple(sorted(snapshot.files)) if snapshot.files is not None else None,
    )
    return json.dumps(_plain(document), ensure_ascii=False, indent=1) + "\n"


def json_schema() -> Mapping[str, object]:
    """The JSON Schema of a snapshot (draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{VERSION}.json",
        "title": "A nomflow snapshot",
        **DOCUMENT.schema(),
    }


def _snapshot(document: Document, config: Config, election: Election) -> Snapshot:
    statement = None
    if document.statement:
        written = document.statement
        raw = b64decode(written.base64) if written.base64 else written.text.encode("utf-8", "surrogatepass")
        statement = read_statement(written.path, raw)
    roll = document.roll
    return Snapshot(
        config,
        election,
        document.taken_at,
        statement,
        document.nominee,
        document.pull_request,
        make_roll(roll.electors, roll.holds_from) if isinstance(roll, RollText) else roll,
        document.people or {},
        document.affiliations or {},
        document.versions or {},
        document.others,
        frozenset(document.files) if document.files is not None else None,
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
    from dataclasses import MISSING, fields, is_dataclass

    if isinstance(value, Unavailable):
        return {"unavailable": {"why": value.why}}
    if is_dataclass(value) and not isinstance(value, type):
        shown = {}
        for item in fields(value):
            inner = getattr(value, item.name)
            if inner is None or (item.default is not MISSING and inner == item.default):
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
