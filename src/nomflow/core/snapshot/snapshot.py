"""All the facts a verdict rests on, read at one moment. A snapshot is a document: see ``snapshot_json``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field

from nomflow.core.election.election import Config, Election
from nomflow.core.roll.roll import Roll, Unavailable
from nomflow.core.snapshot.picture import PhotoFile
from nomflow.core.snapshot.statement import Statement


class AccountKind(StrEnum):
    """Who is behind an account: a person, a program, or nobody any more."""

    USER = "user"
    BOT = "bot"
    GHOST = "ghost"


class ReviewState(StrEnum):
    """What a submitted review says. Pending reviews are nobody's business and never in a snapshot."""

    APPROVED = "approved"
    CHANGES_REQUESTED = "changes-requested"
    COMMENTED = "commented"
    DISMISSED = "dismissed"


class PullRequestState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"


class FileStatus(StrEnum):
    """What a pull request does to a file."""

    ADDED = "added"
    MODIFIED = "modified"
    REMOVED = "removed"
    RENAMED = "renamed"
    COPIED = "copied"


class Account(Struct, frozen=True):
    """A GitHub account as it was when the act was done. ``id`` is the number that survives renames, or ``None``
    when unknown; a deleted account is a ghost without either."""

    login: str
    id: int | None = None
    kind: AccountKind = AccountKind.USER
    name: str = ""


GHOST = Account("ghost", None, AccountKind.GHOST)


class Review(Struct, frozen=True):
    """A submitted pull request review. ``blob`` is the statement's blob at the reviewed commit, if known.

    ``dismissed_at`` and ``dismissed_from`` tell when a dismissed review was dismissed and what it said before.
    """

    id: str
    author: Account
    state: ReviewState
    submitted_at: datetime
    body: str = ""
    commit: str = ""
    blob: str = ""
    dismissed_at: datetime | None = None
    dismissed_from: ReviewState | None = None
    edited_at: datetime | None = None
    edited_by: Account | None = None
    minimised: bool = False
    url: str = ""


class Comment(Struct, frozen=True):
    """A comment in the pull request's thread."""

    id: str
    author: Account
    body: str
    created_at: datetime
    edited_at: datetime | None = None
    edited_by: Account | None = None
    minimised: bool = False
    url: str = ""


class ChangedFile(Struct, frozen=True):
    """A file the pull request touches. ``mode`` is git's, such as 100644; ``size`` is in bytes."""

    path: str
    status: FileStatus = FileStatus.ADDED
    previous_path: str = ""
    mode: str = "100644"
    blob: str = ""
    size: int = 0
    binary: bool = False


class PostedStatus(Struct, frozen=True):
    """A commit status of ours: its time proves when a commit was first seen."""

    commit: str
    state: str
    at: datetime
    blob: str = ""
    description: str = ""


class PullRequest(Struct, frozen=True):
    """The pull request that is the nomination. Every time is the server's.

    ``ready_at`` is when one that was opened as a draft was first marked ready; ``None`` also where nobody looked.
    """

    number: int
    author: Account
    created_at: datetime
    url: str = ""
    title: str = ""
    state: PullRequestState = PullRequestState.OPEN
    draft: bool = False
    closed_at: datetime | None = None
    merged_at: datetime | None = None
    base: str = "main"
    head: str = ""
    labels: tuple[str, ...] = ()
    files: tuple[ChangedFile, ...] = ()
    reviews: tuple[Review, ...] = ()
    comments: tuple[Comment, ...] = ()
    statuses: tuple[PostedStatus, ...] = ()
    ready_at: datetime | None = None


class OtherNomination(Struct, frozen=True):
    """Another nomination of the same election. ``left_at``: when its nominee withdrew or declined, which is known of
    earlier ones of the same nominee alone."""

    number: int
    nominee: str
    seat: str = ""
    url: str = ""
    nominator: str = ""
    state: PullRequestState = PullRequestState.OPEN
    created_at: datetime | None = None
    employers: tuple[str, ...] = ()
    left_at: datetime | None = None


class Snapshot(Struct, frozen=True, eq=False, weakref=True):
    """Everything a rule may see. Two snapshots are never equal: each is one moment.

    ``versions`` maps the blob of an earlier version of the statement to its text; ``files`` are the paths of the
    repository's base that links may lead to, or ``None`` when nobody looked; ``people`` maps names to logins;
    ``affiliations`` maps logins to employers or interests known from a file; ``template`` is the text of the
    statement's template; ``photo`` is the file that the statement names as the nominee's photo, ``None`` where it names
    none or nobody looked; ``translations`` are the nominee's own files beside the statement, in order of their paths.
    """

    config: Config
    election: Election
    taken_at: datetime
    statement: Statement | None = None
    nominee: Account | None = None
    pull_request: PullRequest | None = None
    roll: Roll | Unavailable | None = None
    people: Mapping[str, str] = field(default_factory=dict)
    affiliations: Mapping[str, tuple[str, ...]] | Unavailable = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    others: tuple[OtherNomination, ...] | Unavailable = ()
    files: frozenset[str] | None = None
    template: str = ""
    photo: PhotoFile | Unavailable | None = None
    translations: tuple[Statement, ...] = ()


def server_of(snapshot: Snapshot) -> str:
    """Where the nomination lies, such as ``https://github.com``: its pull request's server, else the repository's."""
    url = snapshot.pull_request.url if snapshot.pull_request else ""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}" if rest else snapshot.config.server


def repository_url(snapshot: Snapshot) -> str:
    """The address of the repository that the nomination lies in, or ``""`` where it has none."""
    repository = snapshot.config.repository
    return f"{server_of(snapshot)}/{repository}" if repository else ""
