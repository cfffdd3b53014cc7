"""What stood at the close of a nomination, worked out from a snapshot taken later.

What came after the close is left out: acts, pushes, merges, new nominations. What was changed after it is put back
where the earlier state is on record, and named as superseded where it is not. Two snapshots taken at different times
after the close come out the same. What GitHub gives no time for is taken as it is: a draft, a hidden comment, a
comment that was deleted, and the other files of a pull request that was not pushed to since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.login import login_key
from nomflow.core.freeze.frozen import FrozenStatement, Proof, Superseded
from nomflow.core.nomination.deadlines import cut_off, last_cut_off
from nomflow.core.nomination.nominee import nominee_of, stated_employers
from nomflow.core.nomination.standing import left_at
from nomflow.core.nomination.versions import stood_at
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.snapshot import (
    ChangedFile,
    Comment,
    OtherNomination,
    PostedStatus,
    PullRequest,
    PullRequestState,
    Review,
    ReviewState,
    Snapshot,
)
from nomflow.core.snapshot.statement import Statement, read_statement

_AFTER = timedelta(seconds=1)


class Stood(Struct, frozen=True, eq=False, weakref=True):
    """A nomination at its close. ``snapshot`` holds what counted, read one second after ``closed``, with an empty
    statement where the one that stood is not known; ``statement`` says which one that is."""

    snapshot: Snapshot
    closed: datetime
    statement: FrozenStatement | None
    superseded: tuple[Superseded, ...]

    @property
    def judged(self) -> Snapshot:
        """What rules are asked about: without a statement where nobody knows it."""
        unknown = self.statement is None or self.statement.proof is Proof.SUPERSEDED
        return replace(self.snapshot, statement=None) if unknown else self.snapshot


def stood(snapshot: Snapshot, texts: Mapping[str, bytes]) -> Stood:
    """The nomination as of its close. ``texts`` are statements by their blob, as far as anybody has them.

    Raises ``ValueError`` when the election never closes.
    """
    closed = last_cut_off(snapshot)
    if closed is None:
        raise ValueError("an election without a close cannot be frozen")
    pull_request = snapshot.pull_request
    if pull_request is None:
        asof = replace(snapshot, taken_at=closed + _AFTER)
        return Stood(asof, closed, _from_folder(snapshot.statement), ())
    superseded: list[Superseded] = []
    reviews = (_review(each, closed, superseded) for each in pull_request.reviews)
    comments = (_comment(each, closed, superseded) for each in pull_request.comments)
    earlier = replace(
        pull_request,
        title="",
        labels=(),
        reviews=tuple(sorted((each for each in reviews if each), key=lambda each: (each.submitted_at, each.id))),
        comments=tuple(sorted((each for each in comments if each), key=lambda each: (each.created_at, each.id))),
        statuses=_statuses(pull_request, closed),
        **_state(pull_request, closed),
    )
    thread = replace(snapshot, pull_request=earlier, taken_at=closed + _AFTER)
    asof, statement = _with_statement(thread, cut_off(thread, "complete") or closed, texts)
    superseded.sort(key=lambda each: (each.written is None, each.written, each.link, each.by))
    mighty = {login_key(each) for each in (nominee_of(snapshot).handle, *snapshot.election.officers)}
    weighed = (replace(each, weighs=login_key(each.by) in mighty) for each in superseded)
    return Stood(asof, closed, statement, tuple(weighed))


def nominated(everybody: Iterable[Stood]) -> tuple[OtherNomination, ...]:
    """All nominations of an election as they stood, by number."""
    found = (other for each in everybody if (other := _other(each.snapshot)))
    return tuple(sorted(found, key=lambda other: other.number))


def with_others(one: Stood, everybody: tuple[OtherNomination, ...]) -> Stood:
    """The nomination with the others of its election as they stood at their close, not as they are now. Those that only
    its own snapshot tells of are kept if they were there in time."""
    pull_request = one.snapshot.pull_request
    if pull_request is None:
        return one
    told = tuple(each for each in everybody if each.number != pull_request.number)
    known = () if isinstance(one.snapshot.others, Unavailable) else one.snapshot.others
    if not told and isinstance(one.snapshot.others, Unavailable):
        return one
    numbers = {each.number for each in everybody} | {pull_request.number}
    kept = (each for each in known if each.number not in numbers and _there(each, one.closed))
    return replace(one, snapshot=replace(one.snapshot, others=(*told, *sorted(kept, key=lambda each: each.number))))


def without_others(one: Stood, everybody: tuple[OtherNomination, ...]) -> Snapshot:
    """The snapshot without the nominations that have one of their own."""
    others, numbers = one.snapshot.others, {each.number for each in everybody}
    if isinstance(others, Unavailable):
        return one.snapshot
    return replace(one.snapshot, others=tuple(each for each in others if each.number not in numbers))


def _there(other: OtherNomination, closed: datetime) -> bool:
    return other.created_at is None or _in_time(other.created_at, closed)


def _other(snapshot: Snapshot) -> OtherNomination | None:
    pull_request, nominee = snapshot.pull_request, nominee_of(snapshot)
    if pull_request is None or not nominee.handle:
        return None
    return OtherNomination(
        pull_request.number,
        nominee.handle,
        nominee.seat,
        pull_request.url,
        pull_request.author.login,
        pull_request.state,
        pull_request.created_at,
        stated_employers(snapshot),
        left_at(snapshot),
    )


def _in_time(at: datetime, closed: datetime) -> bool:
    return at.replace(microsecond=0) <= closed


def _statuses(pull_request: PullRequest, closed: datetime) -> tuple[PostedStatus, ...]:
    """Ours from before the close. Where there is none, the first one ever: the next best thing that is known."""
    known = sorted(pull_request.statuses, key=lambda each: (each.at, each.commit, each.state))
    before = tuple(replace(each, description="") for each in known if _in_time(each.at, closed))
    return before or tuple(replace(each, description="", at=closed + _AFTER) for each in known[:1])


def _state(pull_request: PullRequest, closed: datetime) -> dict[str, object]:
    """Open again, if it was merged or closed only later."""
    at = pull_request.merged_at if pull_request.state is PullRequestState.MERGED else pull_request.closed_at
    if pull_request.state is PullRequestState.OPEN or at is None or _in_time(at, closed):
        return {}
    return {"state": PullRequestState.OPEN, "merged_at": None, "closed_at": None}


def _comment(comment: Comment, closed: datetime, superseded: list[Superseded]) -> Comment | None:
    if not _in_time(comment.created_at, closed):
        return None
    if comment.edited_at is None or _in_time(comment.edited_at, closed):
        return comment
    told = (
        "This comment was edited after the close. What it said before is not known here; its history on GitHub tells."
    )
    superseded.append(Superseded(comment.author.login, comment.url, comment.created_at, told))
    return replace(comment, body="", edited_at=closed + _AFTER, edited_by=comment.author, minimised=False)


def _review(review: Review, closed: datetime, superseded: list[Superseded]) -> Review | None:
    """A review as it was at the close; what it says stays when only its words were edited later."""
    if not _in_time(review.submitted_at, closed):
        return None
    if review.edited_at and not _in_time(review.edited_at, closed):
        told = "This review was edited after the close. What was written in it before is not known here; its history on"
        told += " GitHub tells."
        superseded.append(Superseded(review.author.login, review.url, review.submitted_at, told))
        review = replace(review, body="", edited_at=closed + _AFTER, edited_by=review.author, minimised=False)
    if review.state is ReviewState.DISMISSED and review.dismissed_at and not _in_time(review.dismissed_at, closed):
        if review.dismissed_from is None:
            told = "This review was dismissed after the close. What it said before is not known here."
            superseded.append(Superseded(review.author.login, review.url, review.submitted_at, told))
            return replace(review, body="", dismissed_at=closed + _AFTER)
        review = replace(review, state=review.dismissed_from, dismissed_at=None, dismissed_from=None)
    return review


def _from_folder(statement: Statement | None) -> FrozenStatement | None:
    return _frozen(statement, Proof.NONE, "") if statement else None


def _frozen(statement: Statement, proof: Proof, commit: str) -> FrozenStatement:
    source = statement.source
    return FrozenStatement(statement.path, proof, commit, source.git_blob_sha, source.sha256)


def _with_statement(
    snapshot: Snapshot, complete: datetime, texts: Mapping[str, bytes]
) -> tuple[Snapshot, FrozenStatement | None]:
    """Puts the statement that stood in place of a later one. Only our statuses prove when a text was there."""
    statement, pull_request = snapshot.statement, snapshot.pull_request
    if statement is None or pull_request is None:
        return snapshot, None
    seen = stood_at(snapshot, complete)
    last = seen or next(iter(pull_request.statuses), None)
    commit, blob = pull_request.head, statement.source.git_blob_sha
    if last:
        blob = last.blob or (blob if last.commit == commit else "")
    moved = last is not None and last.commit != commit
    commit = last.commit if last else commit
    if blob != statement.source.git_blob_sha:
        raw = texts.get(blob)
        if raw is None:
            unknown = read_statement(statement.path, b"")
            asof = _at(replace(snapshot, statement=unknown), "", texts, moved=True)
            return asof, FrozenStatement(statement.path, Proof.SUPERSEDED, commit, blob)
        statement = read_statement(statement.path, raw)
    if seen is None:
        pull_request = replace(pull_request, statuses=())
    asof = _at(replace(snapshot, statement=statement, pull_request=pull_request), commit, texts, moved=moved)
    return asof, _frozen(statement, Proof.STATUS if seen else Proof.NONE, commit)


def _at(snapshot: Snapshot, commit: str, texts: Mapping[str, bytes], *, moved: bool) -> Snapshot:
    """The snapshot at a commit. After a later push the other files of the pull request are not known any more."""
    pull_request, statement = snapshot.pull_request, snapshot.statement
    assert pull_request is not None
    assert statement is not None
    files, blob = pull_request.files, statement.source.git_blob_sha
    if moved and files:
        own = next((each for each in files if each.path == statement.path), ChangedFile(statement.path))
        files = (replace(own, blob=blob, size=len(statement.source.raw)),)
    about = {each.blob for each in pull_request.reviews} | {each.blob for each in pull_request.statuses}
    known = {name: raw.decode("utf-8", "replace") for name, raw in texts.items()} | dict(snapshot.versions)
    versions = {name: known[name] for name in sorted(about - {blob}) if name in known}
    photo, translations = (None, ()) if moved else (snapshot.photo, snapshot.translations)
    pull_request = replace(pull_request, head=commit, files=files)
    return replace(snapshot, versions=versions, pull_request=pull_request, photo=photo, translations=translations)
