"""The parts of a saved snapshot: what may stand there, and one sentence about each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum

from msgspec import Struct

from nomflow.core.basics.errors import Fault
from nomflow.core.roll.roll import Elector, Unavailable
from nomflow.core.snapshot.picture import PhotoFile
from nomflow.core.snapshot.snapshot import (
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
)
from nomflow.core.yaml.shape import Bool, Choice, Int, Key, ListOf, MapOf, OrShort, Record, Shape, Str
from nomflow.core.yaml.tree import Mapping as MappingNode
from nomflow.core.yaml.tree import Node, Scalar, Sequence

VERSION = "nomflow-snapshot-1"

TEXT = Str(minimum=0)
NUMBER = Int(0, 2**53)


class Time(Struct, frozen=True):
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


class Lines(Struct, frozen=True):
    """Text, or a list of its lines, which is kinder to write by hand."""

    def read(self, node: Node, faults: list[Fault]) -> str | None:
        if not isinstance(node, Sequence):
            return TEXT.read(node, faults)
        lines = [TEXT.read(item, faults) for item in node.items]
        return None if None in lines else "".join(f"{line}\n" for line in lines)

    def schema(self) -> dict[str, object]:
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


class StatementText(Struct, frozen=True):
    path: str
    text: str = ""
    base64: str = ""


class ConfigText(Struct, frozen=True):
    text: str
    path: str = "nomflow.yml"


class RollText(Struct, frozen=True):
    electors: tuple[Elector, ...] = ()
    holds_from: datetime | None = None


class Document(Struct, frozen=True):
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
    template: str = ""
    photo: PhotoFile | Unavailable | None = None
    translations: tuple[StatementText, ...] = ()


def _keys(shapes: Mapping[str, tuple[Shape, str]], *required: str) -> dict[str, Key]:
    return {name: Key(shape, doc, name in required) for name, (shape, doc) in shapes.items()}


UNAVAILABLE = Record(Unavailable, {"why": Key(Str(), "Why it could not be read.", required=True)})


class OrUnavailable(Struct, frozen=True):
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
            **_EDITED,
        },
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
            **_EDITED,
        },
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
            "ready_at": (Time(), "When one opened as a draft was first marked ready."),
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
            "left_at": (Time(), "When its nominee withdrew or declined: from then on it is none of theirs."),
        },
        "number",
        "nominee",
    ),
)

PHOTO = Record(
    PhotoFile,
    _keys(
        {
            "path": (Str(), "The path."),
            "mode": (TEXT, "Git's mode, such as 100644; left out where there is no such file."),
            "size": (NUMBER, "Bytes."),
            "blob": (TEXT, "The blob."),
            "sha256": (TEXT, "Of its bytes."),
            "format": (TEXT, "jpeg, png, webp, or what else its first bytes say."),
            "width": (NUMBER, "Pixels."),
            "height": (NUMBER, "Pixels."),
        },
        "path",
    ),
)

STATEMENT = Record(
    StatementText,
    _keys(
        {
            "path": (Str(), "The path."),
            "text": (Lines(), "The file as text, or a list of its lines."),
            "base64": (TEXT, "The file's bytes, where they are not UTF-8."),
        },
        "path",
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
            "statement": (STATEMENT, "The statement at the commit judged."),
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
            "template": (Lines(), "The text of the statement's template."),
            "photo": (OrUnavailable(PHOTO), "The file that the statement names as the nominee's photo."),
            "translations": (ListOf(STATEMENT, single=False), "Translations of the statement, by the nominee."),
        },
        "schema",
        "taken_at",
        "election",
    ),
)
