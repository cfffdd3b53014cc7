"""All the facts a verdict rests on, read at one moment. A snapshot is a document: see ``snapshot_json``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Struct, field

from nomflow.core.basics.json_document import Number, Time, doc
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


class Account(Struct, frozen=True, forbid_unknown_fields=True):
    """A GitHub account as it was when the act was done. ``id`` is the number that survives renames, or ``None``
    when unknown; a deleted account is a ghost without either."""

    login: Annotated[str, doc("The user name at that time.", least=1)]
    id: Annotated[Number | None, doc("The number that survives renames.")] = None
    kind: Annotated[AccountKind, doc("A person, a program, or nobody any more.")] = AccountKind.USER
    name: Annotated[str, doc("The name shown on the profile.")] = ""


GHOST = Account("ghost", None, AccountKind.GHOST)


class EventKind(StrEnum):
    """What GitHub's own time line tells of a pull request, each with GitHub's time."""

    FORCE_PUSHED = "force-pushed"
    READY = "ready"
    DRAFTED = "drafted"
    CLOSED = "closed"
    REOPENED = "reopened"
    MERGED = "merged"
    BASE_CHANGED = "base-changed"
    COMMENT_DELETED = "comment-deleted"


class Event(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of GitHub's time line."""

    kind: Annotated[EventKind, doc("What happened.")]
    at: Annotated[Time, doc("When.")]
    by: Annotated[Account | None, doc("Who did it.")] = None
    before: Annotated[str, doc("The commit before a force push, or the base branch before a change.")] = ""
    after: Annotated[str, doc("The commit after a force push, or the base branch after a change.")] = ""
    about: Annotated[Account | None, doc("Whose comment was deleted.")] = None
    before_blob: Annotated[str, doc("The statement's blob before a force push, if it is known.")] = ""
    after_blob: Annotated[str, doc("The statement's blob after a force push, if it is known.")] = ""


class Edit(Struct, frozen=True, forbid_unknown_fields=True):
    """A text as somebody left it; the first one is how it was written."""

    at: Annotated[Time, doc("When.")]
    body: Annotated[str, doc("What it said from then on.")]
    by: Annotated[Account | None, doc("Who wrote that.")] = None


class Version(Struct, frozen=True, forbid_unknown_fields=True):
    """A commit, and the statement's blob there if it is known."""

    commit: Annotated[str, doc("The commit.")]
    blob: Annotated[str, doc("The statement's blob at it.")] = ""


class Review(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A submitted pull request review. ``blob`` is the statement's blob at the reviewed commit, if known.

    ``dismissed_at`` and ``dismissed_from`` tell when a dismissed review was dismissed and what it said before.
    """

    id: Annotated[str, doc("GitHub's number for it.")]
    author: Annotated[Account, doc("Who reviewed.")]
    state: Annotated[ReviewState, doc("What the review says now.")]
    submitted_at: Annotated[Time, doc("When it was submitted.")]
    body: Annotated[str, doc("What was written.")] = ""
    commit: Annotated[str, doc("The commit reviewed.")] = ""
    blob: Annotated[str, doc("The statement's blob at that commit.")] = ""
    dismissed_at: Annotated[Time | None, doc("When it was dismissed.")] = None
    dismissed_from: Annotated[ReviewState | None, doc("What it said before it was dismissed.")] = None
    edited_at: Annotated[Time | None, doc("When it was last edited.")] = None
    edited_by: Annotated[Account | None, doc("Who edited it last.")] = None
    minimised: Annotated[bool, doc("Whether it is hidden.")] = False
    url: Annotated[str, doc("Its address.")] = ""
    edits: Annotated[tuple[Edit, ...], doc("What it said when, oldest first, as far as GitHub was asked.")] = ()
    hidden_at: Annotated[Time | None, doc("When a run of nomflow first saw that it is hidden.")] = None


class Comment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A comment in the pull request's thread."""

    id: Annotated[str, doc("GitHub's number for it.")]
    author: Annotated[Account, doc("Who commented.")]
    body: Annotated[str, doc("What was written.")]
    created_at: Annotated[Time, doc("When.")]
    edited_at: Annotated[Time | None, doc("When it was last edited.")] = None
    edited_by: Annotated[Account | None, doc("Who edited it last.")] = None
    minimised: Annotated[bool, doc("Whether it is hidden.")] = False
    url: Annotated[str, doc("Its address.")] = ""
    edits: Annotated[tuple[Edit, ...], doc("What it said when, oldest first, as far as GitHub was asked.")] = ()
    hidden_at: Annotated[Time | None, doc("When a run of nomflow first saw that it is hidden.")] = None
    deleted: Annotated[bool, doc("Whether it is gone, and known from what an earlier run of nomflow saw.")] = False
    deleted_at: Annotated[Time | None, doc("When it was deleted, if GitHub tells.")] = None


class ChangedFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file the pull request touches. ``mode`` is git's, such as 100644; ``size`` is in bytes."""

    path: Annotated[str, doc("The path.", least=1)]
    status: Annotated[FileStatus, doc("What was done to it.")] = FileStatus.ADDED
    previous_path: Annotated[str, doc("Its path before a rename.")] = ""
    mode: Annotated[str, doc("Git's mode, such as 100644.", least=1)] = "100644"
    blob: Annotated[str, doc("The blob.")] = ""
    size: Annotated[Number, doc("Bytes.")] = 0
    binary: Annotated[bool, doc("Whether it is binary.")] = False


class PostedStatus(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a run of ours saw a commit as the head of this pull request: by a status, or noted in our comment."""

    commit: Annotated[str, doc("The commit.")]
    state: Annotated[str, doc("The state.", least=1)]
    at: Annotated[Time, doc("When we saw it.")]
    blob: Annotated[str, doc("The statement's blob at that commit.")] = ""
    via: Annotated[tuple[Version, ...], doc("Commits that can have been the head since the sighting before.")] = ()
    description: Annotated[str, doc("The sentence.")] = ""


class PullRequest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The pull request that is the nomination. Every time is the server's.

    ``ready_at`` is when one that was opened as a draft was first marked ready; ``events`` tell more.
    """

    number: Annotated[Number, doc("Its number.")]
    author: Annotated[Account, doc("Who opened it.")]
    created_at: Annotated[Time, doc("When.")]
    url: Annotated[str, doc("Its address.")] = ""
    title: Annotated[str, doc("Its title.")] = ""
    state: Annotated[PullRequestState, doc("Open, closed or merged.")] = PullRequestState.OPEN
    draft: Annotated[bool, doc("Whether it is a draft.")] = False
    closed_at: Annotated[Time | None, doc("When it was closed.")] = None
    merged_at: Annotated[Time | None, doc("When it was merged.")] = None
    base: Annotated[str, doc("The branch it goes to.")] = "main"
    head: Annotated[str, doc("The commit judged.")] = ""
    labels: Annotated[tuple[str, ...], doc("Labels.")] = ()
    files: Annotated[tuple[ChangedFile, ...], doc("The files it touches.")] = ()
    reviews: Annotated[tuple[Review, ...], doc("Submitted reviews.")] = ()
    comments: Annotated[tuple[Comment, ...], doc("Comments in the thread.")] = ()
    statuses: Annotated[tuple[PostedStatus, ...], doc("What nomflow saw as the head, and when.")] = ()
    ready_at: Annotated[Time | None, doc("When one opened as a draft was first marked ready.")] = None
    events: Annotated[
        tuple[Event, ...] | None,
        doc("GitHub's time line. Left out where nobody looked: then it is not known what stood when."),
    ] = None
    commits: Annotated[tuple[Version, ...], doc("The commits that it would bring, oldest first.")] = ()


class Ruling(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an officer ruled where something was in doubt."""

    words: Annotated[str, doc("The ruling as it is written after `/nomflow rule`, without the reason.", least=1)]
    by: Annotated[Account, doc("Which officer.")]
    at: Annotated[Time, doc("When.")]
    why: Annotated[str, doc("The reason given.", least=1)]
    url: Annotated[str, doc("Where it can be read.")] = ""


class OfficersAct(Struct, frozen=True, forbid_unknown_fields=True):
    """What an officer decided in another thread."""

    by: Annotated[str, doc("Which officer.")]
    at: Annotated[Time, doc("When.")]
    url: Annotated[str, doc("Where it can be read.")] = ""
    why: Annotated[str, doc("The reason given.")] = ""


class OtherNomination(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another nomination of the same election. ``left_at`` and ``disqualified`` are known of earlier ones of the same
    nominee alone."""

    number: Annotated[Number, doc("The pull request.")]
    nominee: Annotated[str, doc("Whom it nominates.", least=1)]
    seat: Annotated[str, doc("For which seat.")] = ""
    url: Annotated[str, doc("Its address.")] = ""
    nominator: Annotated[str, doc("Who opened it.")] = ""
    state: Annotated[PullRequestState, doc("Open, closed or merged.")] = PullRequestState.OPEN
    created_at: Annotated[Time | None, doc("When.")] = None
    employers: Annotated[tuple[str, ...], doc("The nominee's employers.")] = ()
    left_at: Annotated[
        Time | None, doc("When its nominee withdrew or declined: from then on it is none of theirs.")
    ] = None
    closed_at: Annotated[Time | None, doc("When it was closed without being merged.")] = None
    disqualified: Annotated[OfficersAct | None, doc("The officers' decision against it.")] = None


class Snapshot(Struct, frozen=True, kw_only=True, eq=False, weakref=True):
    """Everything a rule may see. Two snapshots are never equal: each is one moment.

    ``versions`` maps the blob of an earlier version of the statement to its text; ``files`` are the paths of the
    repository's base that links may lead to, or ``None`` when nobody looked; ``people`` maps names to logins;
    ``affiliations`` maps logins to employers or interests known from a file; ``template`` is the text of the
    statement's template; ``photo`` is the file that the statement names as the nominee's photo, ``None`` where it names
    none or nobody looked; ``translations`` are the nominee's own files beside the statement, in order of their paths;
    ``rulings`` are those that officers made after its time about what stood then.
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
    rulings: tuple[Ruling, ...] = ()


def server_of(snapshot: Snapshot) -> str:
    """Where the nomination lies, such as ``https://github.com``: its pull request's server, else the repository's."""
    url = snapshot.pull_request.url if snapshot.pull_request else ""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}" if rest else snapshot.config.server


def repository_url(snapshot: Snapshot) -> str:
    """The address of the repository that the nomination lies in, or ``""`` where it has none."""
    repository = snapshot.config.repository
    return f"{server_of(snapshot)}/{repository}" if repository else ""
