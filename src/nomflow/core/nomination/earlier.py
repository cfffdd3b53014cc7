"""Earlier nominations of the same person, and what follows from them for this one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import replace

from nomflow.core.basics.login import same_login
from nomflow.core.nomination.accounts import second
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.nomination.officers import Decision, decisions
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.snapshot import FileStatus, OtherNomination, PullRequestState, Snapshot


def earlier_nominations(snapshot: Snapshot) -> tuple[OtherNomination, ...]:
    """The nominee's earlier nominations that were not closed, nor left as far as that is known, by number."""
    pull_request, nominee = snapshot.pull_request, nominee_of(snapshot)
    if pull_request is None or isinstance(snapshot.others, Unavailable):
        return ()
    same = (
        other
        for other in snapshot.others
        if same_login(other.nominee, nominee.handle)
        and not _closed_by(other, snapshot)
        and other.number < pull_request.number
        and (other.created_at is None or second(other.created_at) <= second(snapshot.taken_at))
        and (other.left_at is None or second(other.left_at) > second(snapshot.taken_at))
    )
    return tuple(sorted(same, key=lambda other: other.number))


def others_at(
    others: tuple[OtherNomination, ...] | Unavailable, at: datetime
) -> tuple[OtherNomination, ...] | Unavailable:
    """The others as they were at a time: those that were opened later are left out, those closed later were open."""
    if isinstance(others, Unavailable):
        return others
    there = (other for other in others if other.created_at is None or second(other.created_at) <= second(at))
    return tuple(
        replace(other, state=PullRequestState.OPEN, closed_at=None)
        if other.closed_at and second(other.closed_at) > second(at)
        else other
        for other in there
    )


def _closed_by(other: OtherNomination, snapshot: Snapshot) -> bool:
    """Whether it was closed by the time of the snapshot; one that was closed later was still there."""
    closed = other.state is PullRequestState.CLOSED
    return closed and (other.closed_at is None or second(other.closed_at) <= second(snapshot.taken_at))


def changes_a_statement(snapshot: Snapshot) -> bool:
    """Whether the pull request changes a statement that is there already."""
    path = snapshot.statement.path if snapshot.statement else ""
    files = snapshot.pull_request.files if snapshot.pull_request else ()
    return any(file.path == path and file.status in (FileStatus.MODIFIED, FileStatus.RENAMED) for file in files)


def left_before_changed(snapshot: Snapshot) -> OtherNomination | None:
    """The merged nomination that this one changes, if its nominee left it since: whoever withdraws does so once, in
    whichever thread. Who opens a new one after that starts anew."""
    pull_request = snapshot.pull_request
    if pull_request is None or not changes_a_statement(snapshot):
        return None
    since, until = second(pull_request.created_at), second(snapshot.taken_at)
    changed = (each for each in _changed(snapshot) if each.left_at and since < second(each.left_at) <= until)
    return next(changed, None)


def disqualification(snapshot: Snapshot) -> Decision | None:
    """The officers' decision against this nomination, or against the merged one that it changes: a change of its text
    does not undo that."""
    if own := decisions(snapshot).disqualified:
        return own
    if not changes_a_statement(snapshot):
        return None
    found = (each.disqualified for each in _changed(snapshot) if each.disqualified)
    act = next((act for act in found if second(act.at) <= second(snapshot.taken_at)), None)
    return Decision(act.by, act.at, act.url, act.why) if act else None


def _changed(snapshot: Snapshot) -> Iterator[OtherNomination]:
    """The nominee's merged nominations."""
    nominee = nominee_of(snapshot)
    for other in () if isinstance(snapshot.others, Unavailable) else snapshot.others:
        if same_login(other.nominee, nominee.handle) and other.state is PullRequestState.MERGED:
            yield other
