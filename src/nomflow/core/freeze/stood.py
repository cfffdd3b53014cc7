"""What stood at the close of a nomination, worked out from a snapshot taken later.

What came after the close is left out: acts, pushes, merges, new nominations. What was changed after it is put back
where the earlier state is on record, and named as superseded where it is not. Two snapshots taken at different times
after the close come out the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.login import login_key
from nomflow.core.freeze.frozen import FrozenStatement, Proof, Superseded
from nomflow.core.nomination.accounts import second
from nomflow.core.nomination.as_it_stood import stood_head
from nomflow.core.nomination.deadlines import cut_off, last_cut_off
from nomflow.core.nomination.earlier import disqualification, others_at
from nomflow.core.nomination.nominee import nominee_of, stated_employers
from nomflow.core.nomination.officers import decisions
from nomflow.core.nomination.past import AFTER, past
from nomflow.core.nomination.standing import left_at
from nomflow.core.nomination.versions import Head, Sighting, head_at
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.snapshot import (
    ChangedFile,
    OfficersAct,
    OtherNomination,
    PostedStatus,
    PullRequest,
    PullRequestState,
    Snapshot,
)
from nomflow.core.snapshot.statement import Statement, read_statement


class Stood(Struct, frozen=True, eq=False, weakref=True):
    """A nomination at its close. ``snapshot`` holds what counted, read one second after ``closed``, with an empty
    statement where the one that stood is not known; ``statement`` says which one that is."""

    snapshot: Snapshot
    closed: datetime
    statement: FrozenStatement | None
    superseded: tuple[Superseded, ...]

    @property
    def late(self) -> bool:
        """Whether it was opened after its close."""
        pull_request = self.snapshot.pull_request
        return pull_request is not None and second(pull_request.created_at) > self.closed

    @property
    def judged(self) -> Snapshot:
        """What rules are asked about: without a statement where nobody knows it."""
        unknown = self.statement is None or self.statement.proof.unknown
        return replace(self.snapshot, statement=None) if unknown else self.snapshot


def stood(snapshot: Snapshot, texts: Mapping[str, bytes]) -> Stood:
    """The nomination as of its close, or as of its opening if that was later. ``texts`` are statements by their blob,
    as far as anybody has them.

    Raises ``ValueError`` when the election never closes.
    """
    closed = last_cut_off(snapshot)
    if closed is None:
        raise ValueError("an election without a close cannot be frozen")
    pull_request = snapshot.pull_request
    if pull_request is None:
        asof = replace(snapshot, taken_at=closed + AFTER)
        return Stood(asof, closed, _from_folder(snapshot.statement), ())
    at = max(closed, second(pull_request.created_at))
    then, made = past(snapshot, at), decisions(snapshot)
    until = at if at > closed else cut_off(snapshot, "complete") or closed
    head = stood_head(snapshot, until)
    ruled = head.known and not head_at(snapshot, until).known
    earlier = replace(
        then.pull_request,
        title="",
        labels=(),
        reviews=tuple(sorted(then.pull_request.reviews, key=lambda each: (each.submitted_at, each.id))),
        comments=tuple(sorted(then.pull_request.comments, key=lambda each: (each.created_at, each.id))),
        statuses=_sightings(then.pull_request, head_at(snapshot, at), at),
    )
    others = others_at(snapshot.others, at)
    later = tuple(each.kept() for each in made.rulings if second(each.at) > second(at))
    thread = replace(snapshot, pull_request=earlier, others=others, rulings=later, taken_at=at + AFTER)
    asof, statement = _with_statement(snapshot, thread, head, texts, late=at > closed)
    if ruled and statement and not statement.proof.unknown:
        statement = replace(statement, proof=Proof.RULED)
    mighty = {login_key(each) for each in (nominee_of(snapshot).handle, *snapshot.election.officers)}
    superseded = (
        Superseded(
            by=each.by.login,
            link=each.url,
            written=each.written,
            sentence=str(each.text),
            weighs=login_key(each.by.login) in mighty,
        )
        for each in sorted(then.lost, key=lambda each: (each.written, each.url, each.by.login))
    )
    return Stood(asof, closed, statement, tuple(superseded))


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
    told = tuple(each for each in everybody if each.number != pull_request.number and _there(each, one.closed))
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
    return other.created_at is None or second(other.created_at) <= closed


def _other(snapshot: Snapshot) -> OtherNomination | None:
    pull_request, nominee = snapshot.pull_request, nominee_of(snapshot)
    if pull_request is None or not nominee.handle:
        return None
    barred = disqualification(snapshot)
    return OtherNomination(
        number=pull_request.number,
        nominee=nominee.handle,
        seat=nominee.seat,
        url=pull_request.url,
        nominator=pull_request.author.login,
        state=pull_request.state,
        created_at=pull_request.created_at,
        employers=stated_employers(snapshot),
        left_at=left_at(snapshot),
        closed_at=pull_request.closed_at if pull_request.state is PullRequestState.CLOSED else None,
        disqualified=OfficersAct(barred.officer, barred.at, barred.url, barred.argument) if barred else None,
    )


def _sightings(then: PullRequest, head: Head, at: datetime) -> tuple[PostedStatus, ...]:
    """What was seen of the head until then. Where that does not tell what stood, the first sighting after it, too."""
    known = sorted(then.statuses, key=lambda each: (each.at, each.commit, each.state))
    if head.later and second(head.later.at) > at:
        known.append(PostedStatus(commit=head.later.commit, state="seen", at=head.later.at, blob=head.later.blob))
    elif head.known:
        known.append(PostedStatus(commit=head.commit, state="seen", at=at + AFTER, blob=head.blob))
    return tuple(replace(each, description="") for each in known)


def _from_folder(statement: Statement | None) -> FrozenStatement | None:
    return _frozen(statement, Proof.NONE, "") if statement else None


def _frozen(statement: Statement, proof: Proof, commit: str) -> FrozenStatement:
    source = statement.source
    return FrozenStatement(
        path=statement.path, proof=proof, commit=commit, blob=source.git_blob_sha, sha256=source.sha256
    )


def _with_statement(
    snapshot: Snapshot, thread: Snapshot, head: Head, texts: Mapping[str, bytes], *, late: bool
) -> tuple[Snapshot, FrozenStatement | None]:
    """Puts the statement that stood in place of a later one."""
    statement, pull_request = snapshot.statement, snapshot.pull_request
    if statement is None or pull_request is None:
        return thread, None
    commit, blob, proof = head.commit, head.blob, Proof.STATUS
    if not head.known:
        unseen = pull_request.events is None and head.earlier is None
        if not unseen and not late:
            return _unknown(thread, statement.path, head, texts)
        first = head.later
        commit, blob = (first.commit, first.blob) if first else (pull_request.head, statement.source.git_blob_sha)
        proof = Proof.NONE
    own = blob in ("", statement.source.git_blob_sha)
    raw = statement.source.raw if own else texts.get(blob)
    if raw is None:
        lost = Head(earlier=Sighting(snapshot.taken_at, commit, blob))
        return _unknown(thread, statement.path, lost, texts)
    statement = statement if own else read_statement(statement.path, raw)
    asof = _at(replace(thread, statement=statement), commit, texts, moved=commit != pull_request.head)
    return asof, _frozen(statement, proof, commit)


def _unknown(
    thread: Snapshot, path: str, head: Head, texts: Mapping[str, bytes]
) -> tuple[Snapshot, FrozenStatement | None]:
    """Nobody knows the text that stood: it is not on record any more, or nothing shows which one it was."""
    asof = _at(replace(thread, statement=read_statement(path, b"")), "", texts, moved=True)
    gap, before = head.gap, head.earlier
    commit, blob = (before.commit, before.blob) if before else ("", "")
    return asof, FrozenStatement(
        path=path,
        proof=Proof.GAP if gap else Proof.SUPERSEDED,
        commit=commit,
        blob=blob,
        gap=str(gap) if gap else "",
    )


def _at(snapshot: Snapshot, commit: str, texts: Mapping[str, bytes], *, moved: bool) -> Snapshot:
    """The snapshot at a commit. After a later push the other files of the pull request are not known any more."""
    pull_request, statement = snapshot.pull_request, snapshot.statement
    assert pull_request is not None
    assert statement is not None
    files, blob = pull_request.files, statement.source.git_blob_sha
    if moved and files:
        own = next((each for each in files if each.path == statement.path), ChangedFile(path=statement.path))
        files = (replace(own, blob=blob, size=len(statement.source.raw)),)
    about = {each.blob for each in pull_request.reviews} | {each.blob for each in pull_request.statuses}
    about |= {name for each in pull_request.events or () for name in (each.before_blob, each.after_blob)}
    known = {name: raw.decode("utf-8", "replace") for name, raw in texts.items()} | dict(snapshot.versions)
    versions = {name: known[name] for name in sorted(about - {blob}) if name in known}
    photo, translations = (None, ()) if moved else (snapshot.photo, snapshot.translations)
    names = [each.commit for each in pull_request.commits]
    until = names.index(commit) + 1 if commit in names else len(names)
    pull_request = replace(pull_request, head=commit, files=files, commits=pull_request.commits[:until])
    return replace(snapshot, versions=versions, pull_request=pull_request, photo=photo, translations=translations)
