"""What officers see of an election at one time: every nomination, whose turn it is, and what is in doubt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from nomflow.core.basics.answer import Answer, Text, say
from nomflow.core.basics.time import Moment, Window, utc
from nomflow.core.election.choices import Merge
from nomflow.core.election.election import Election
from nomflow.core.election.windows import PHASES, window
from nomflow.core.endorsements.tally import tally
from nomflow.core.evaluate import Report
from nomflow.core.nomination.deadlines import for_everybody
from nomflow.core.nomination.evidence import Code
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.nomination.officers import decisions
from nomflow.core.roll.roll import told_of_roll
from nomflow.core.snapshot.snapshot import PullRequestState
from nomflow.core.verdict.replies import doubts
from nomflow.core.verdict.steps import NextTask
from nomflow.core.verdict.verdict import NominationState, NominationVerdict, verdict_of


class Turn(StrEnum):
    """Who has to act next."""

    NOMINEE = "nominee"
    ENDORSERS = "endorsers"
    REVIEWERS = "reviewers"
    OFFICERS = "officers"
    NOBODY = "nobody"


class NominationStatus(Struct, frozen=True, kw_only=True):
    """One line: ``missing`` is what still blocks it, ``by`` when the first of that must be there, ``doubts`` what
    somebody should look at, each with an address or ``""``."""

    report: Report
    verdict: NominationVerdict
    nominee: str
    seat: str
    endorsed: Text
    missing: tuple[Text, ...]
    turn: Turn
    by: Moment | None
    doubts: tuple[tuple[Text, str], ...]


class SeatTotal(Struct, frozen=True, kw_only=True):
    """How many people stand for a seat. ``title`` is empty where there is one seat, or none is named."""

    title: str
    places: int
    on_ballot: int
    ready: int
    waiting: int
    gone: int


class ElectionStatus(Struct, frozen=True, kw_only=True):
    """``deadlines`` are what still comes, in order; ``roll`` says how many people the roll has, and each line of it to
    mend; ``merged`` are nominations that are only known to be merged."""

    election: Election
    taken_at: datetime
    deadlines: tuple[tuple[str, Moment], ...]
    nominations: tuple[NominationStatus, ...]
    seats: tuple[SeatTotal, ...]
    roll: tuple[str, ...]
    merged: tuple[tuple[int, str], ...]


def overview(election: Election, reports: Sequence[Report], taken_at: datetime) -> ElectionStatus:
    """The state of an election. ``reports`` are those on its nominations."""
    lines = sorted(map(_of, reports), key=_order)
    rolls = [each.snapshot.roll for each in reports if each.snapshot.roll is not None]
    listed = {each.snapshot.pull_request.number for each in reports if each.snapshot.pull_request}
    return ElectionStatus(
        election=election,
        taken_at=taken_at,
        deadlines=tuple(_deadlines(for_everybody(election), taken_at)),
        nominations=tuple(lines),
        seats=tuple(_totals(election, lines)),
        roll=told_of_roll(rolls[-1]) if rolls else (),
        merged=tuple(sorted(_merged(reports, listed))),
    )


_STEPS = {
    NextTask.FIX: Turn.NOMINEE,
    NextTask.ACCEPT: Turn.NOMINEE,
    NextTask.SUBMIT: Turn.NOMINEE,
    NextTask.ENDORSE: Turn.ENDORSERS,
    NextTask.CONFIRM: Turn.REVIEWERS,
}
_GONE = (
    *(NominationState.WITHDRAWN, NominationState.DECLINED, NominationState.DISQUALIFIED),
    *(NominationState.CLOSED, NominationState.TOO_LATE),
)
_PHASES = {
    "nominations": "nominations",
    "complete": "statements",
    "accepted": "acceptances",
    "endorsed": "endorsements",
    "reviewed": "confirmations",
    "published": "the list of candidates",
    "voting": "voting",
}
_IN_DOUBT = frozenset(
    {
        *(Code.IN_DOUBT, Code.UNCHECKED, Code.NEAR_MISS, Code.VERSION_UNKNOWN, Code.ROLL_UNKNOWN),
        *(Code.EDITOR_UNKNOWN, Code.LOGIN_RECLAIMED),
    }
)


def _of(report: Report) -> NominationStatus:
    snapshot, verdict = report.snapshot, verdict_of(report)
    counted, nominee = tally(snapshot), nominee_of(snapshot)
    got = counted.standing if counted.private else counted.got
    endorsed = say("{got} of {needed}", got=got, needed=counted.needed) if counted.needed else say("–")
    missing = tuple(step.short for step in verdict.steps)
    ended = verdict.state.over or verdict.state is NominationState.ON_BALLOT
    return NominationStatus(
        report=report,
        verdict=verdict,
        nominee=nominee.shown,
        seat=nominee.seat,
        endorsed=endorsed,
        missing=missing if missing or ended or verdict.state is NominationState.READY else verdict.said[:1],
        turn=_turn(report, verdict),
        by=min((step.by for step in verdict.steps if step.by), key=lambda each: each.at, default=None),
        doubts=() if verdict.state.over else tuple(_doubts(report)),
    )


def _turn(report: Report, verdict: NominationVerdict) -> Turn:
    if verdict.state.over or verdict.state in (NominationState.ON_BALLOT, NominationState.TOO_LATE):
        return Turn.NOBODY
    if verdict.steps and verdict.state is not NominationState.COULD_NOT_TELL:
        return _STEPS[verdict.steps[0].task]
    rules = report.snapshot.election.nominations
    confirmed = len(decisions(report.snapshot).confirmations) >= rules.confirmations
    merges_itself = rules.merge is not Merge.BY_HAND and confirmed and verdict.state is NominationState.READY
    return Turn.NOBODY if merges_itself or verdict.state is NominationState.EARLY else Turn.OFFICERS


def _doubts(report: Report) -> Iterator[tuple[Text, str]]:
    """What could not be told, endorsements that may be meant otherwise than they were read, and unclear words."""
    told = {
        str(verdict.outcome.text): verdict.outcome.text
        for verdict in report.verdicts
        if verdict.outcome.unavailable or verdict.outcome.answer is Answer.CRASHED
    }
    yield from ((text, "") for text in told.values())
    for each in tally(report.snapshot).people:
        if each.code in _IN_DOUBT or each.note:
            said = each.note or each.text
            yield say("@{who}: {said}", who=each.account.login, said=said), each.url
    yield from (
        (say("@{who}: {said}", who=each.author.login, said=each.text), each.url) for each in doubts(report.snapshot)
    )


def _deadlines(election: Election, now: datetime) -> Iterator[tuple[str, Moment]]:
    """What opens and closes, where it is the same moment on one line."""
    found: dict[tuple[str, datetime], tuple[list[str], Moment]] = {}
    for phase, title in _PHASES.items():
        own: Window | None = getattr(election.windows, phase)
        span = window(election, phase) if own and phase in PHASES else own
        for word, at in (("Opens", span.opens), ("Closes", span.closes)) if span else ():
            if at and utc(at) >= now:
                found.setdefault((word, utc(at)), ([], at))[0].append(title)
    for (word, _), (titles, at) in sorted(found.items(), key=lambda each: each[0][1]):
        yield f"{word}: {', '.join(titles)}", at


def _totals(election: Election, lines: Sequence[NominationStatus]) -> Iterator[SeatTotal]:
    alone = len(election.seats) < 2
    for seat in election.seats:
        yield _total(
            "" if alone else seat.title, seat.places, [each for each in lines if alone or each.seat == seat.id]
        )
    known = {seat.id for seat in election.seats}
    if lost := [each for each in lines if not alone and each.seat not in known]:
        yield _total("No seat named", 0, lost)


def _total(title: str, places: int, lines: Sequence[NominationStatus]) -> SeatTotal:
    states = [each.verdict.state for each in lines]
    on_ballot, ready = states.count(NominationState.ON_BALLOT), states.count(NominationState.READY)
    gone = sum(state in _GONE for state in states)
    return SeatTotal(
        title=title,
        places=places,
        on_ballot=on_ballot,
        ready=ready,
        waiting=len(states) - on_ballot - ready - gone,
        gone=gone,
    )


def _merged(reports: Iterable[Report], listed: set[int]) -> Iterator[tuple[int, str]]:
    """What is known of nominations that were merged before, from those that were looked at."""
    found: dict[int, str] = {}
    for report in reports:
        others = report.snapshot.others
        for each in others if isinstance(others, tuple) else ():
            if each.state is PullRequestState.MERGED and each.number not in listed:
                found[each.number] = each.nominee
    yield from found.items()


def _order(line: NominationStatus) -> tuple[bool, int, str]:
    pull_request = line.report.snapshot.pull_request
    return (line.verdict.state in _GONE, pull_request.number if pull_request else 0, line.nominee.casefold())
