"""A past election once more, event by event: when did each nomination first qualify?

Qualifying is what endorsers and nominees bring about: opened in time, accepted, allowed to stand, enough endorsements.
Whether a pull request was merged or closed is left out, because that is the decision to compare with.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.answer import Answer, Outcome, Text
from nomflow.core.basics.time import Window, utc
from nomflow.core.endorsements.tally import tally
from nomflow.core.evaluate import Report, Rule, evaluate
from nomflow.core.nomination.earlier import others_at
from nomflow.core.nomination.evidence import Evidence
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.nomination.past import past
from nomflow.core.nomination.standing import Acceptance, consent, withdrawal
from nomflow.core.roll.roll import Roll
from nomflow.core.snapshot.snapshot import (
    PullRequestState,
    Snapshot,
)

#: The rules that make a nomination qualify; form and officers' confirmations are other matters.
QUALIFYING = (
    "submitted-in-time",
    "acceptance",
    "still-standing",
    "nominee-may-stand",
    "nominator-may-nominate",
    "endorsement-count",
)


class ReplayedChange(Struct, frozen=True):
    """From when on a nomination qualified, did not (any more), or nobody could tell (``None``)."""

    at: datetime
    qualifies: bool | None


class Replayed(Struct, frozen=True, kw_only=True):
    """One nomination over time. ``then`` and ``end`` are how many endorsements counted when it first qualified, and at
    the end; ``missing`` says what it lacked at the end; ``people`` is the evidence at the end."""

    nominee: str
    number: int
    url: str
    needed: int
    first: datetime | None
    then: int
    end: int
    qualifies: bool | None
    withdrawn: bool
    changes: tuple[ReplayedChange, ...]
    missing: tuple[Text, ...]
    people: tuple[Evidence, ...]


def replay(snapshot: Snapshot, rules: Iterable[Rule]) -> Replayed:
    """Judges a nomination at every moment at which something happened. The snapshot needs its pull request."""
    pull_request = snapshot.pull_request
    if pull_request is None:
        raise ValueError("a replay needs the pull request")
    asked = tuple(rule for rule in rules if rule.id in QUALIFYING)
    changes: list[ReplayedChange] = []
    first: datetime | None = None
    then = 0
    for at in moments(snapshot):
        report = evaluate(_undecided(as_of(snapshot, at)), asked)
        qualifies = _qualifies(report)
        if not changes or changes[-1].qualifies is not qualifies:
            changes.append(ReplayedChange(at, qualifies))
        if qualifies and first is None:
            first, then = at, _counted(report.snapshot)
    last = _undecided(as_of(snapshot, snapshot.taken_at))
    report = evaluate(last, asked)
    return Replayed(
        nominee=nominee_of(snapshot).handle,
        number=pull_request.number,
        url=pull_request.url,
        needed=snapshot.election.endorsements.count,
        first=first,
        then=then,
        end=_counted(last),
        qualifies=_qualifies(report),
        withdrawn=withdrawal(last) is not None or consent(last).state is Acceptance.DECLINED,
        changes=tuple(changes),
        missing=tuple(verdict.outcome.text for verdict in report.verdicts if _is_missing(verdict.outcome)),
        people=tally(last).people,
    )


def moments(snapshot: Snapshot) -> tuple[datetime, ...]:
    """Every time at which the verdict can change, in order, none later than the snapshot's own."""
    pull_request, windows = snapshot.pull_request, snapshot.election.windows
    if pull_request is None:
        return (snapshot.taken_at,)
    times: set[datetime | None] = {pull_request.created_at, pull_request.ready_at, snapshot.taken_at}
    for review in pull_request.reviews:
        times |= {review.submitted_at, review.edited_at, review.dismissed_at}
    for comment in pull_request.comments:
        times |= {comment.created_at, comment.edited_at}
    times |= {status.at for status in pull_request.statuses} | {event.at for event in pull_request.events or ()}
    times |= {_opens(windows.nominations), _opens(windows.endorsed), _opens(windows.accepted)}
    if isinstance(snapshot.roll, Roll):
        times.add(snapshot.roll.holds_from)
    known = {time for time in times if time is not None}
    return tuple(sorted(time for time in known if pull_request.created_at <= time <= snapshot.taken_at))


def as_of(snapshot: Snapshot, at: datetime) -> Snapshot:
    """What was known at a time. The statement, the roll and labels stay as they are."""
    then = past(snapshot, at).pull_request if snapshot.pull_request else None
    return replace(snapshot, taken_at=at, others=others_at(snapshot.others, at), pull_request=then)


def _undecided(snapshot: Snapshot) -> Snapshot:
    """Without the decision: a pull request that nobody merged or closed."""
    assert snapshot.pull_request is not None
    undone = replace(snapshot.pull_request, state=PullRequestState.OPEN, merged_at=None, closed_at=None)
    return replace(snapshot, pull_request=undone)


def _qualifies(report: Report) -> bool | None:
    outcomes = [verdict.outcome for verdict in report.verdicts]
    if any(outcome.answer in (Answer.FAILED, Answer.PENDING) for outcome in outcomes):
        return False
    if any(outcome.unavailable or outcome.answer is Answer.CRASHED for outcome in outcomes):
        return None
    return True


def _is_missing(outcome: Outcome) -> bool:
    return outcome.unavailable or outcome.answer not in (Answer.PASSED, Answer.SKIPPED)


def _counted(snapshot: Snapshot) -> int:
    return len(tally(snapshot).counted)


def _opens(window: Window | None) -> datetime | None:
    return utc(window.opens) if window and window.opens else None
