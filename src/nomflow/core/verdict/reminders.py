"""When a nomination is to be reminded of what is missing, and when its verdict is final."""

from __future__ import annotations

from datetime import timedelta

from msgspec import Struct

from nomflow.core.basics.time import Moment, utc
from nomflow.core.evaluate import Report
from nomflow.core.nomination.deadlines import last_cut_off
from nomflow.core.verdict.steps import Step
from nomflow.core.verdict.verdict import NominationState, NominationVerdict

FINAL_FOR = timedelta(days=30)
"""How long after the close a final verdict is still news."""

_UNITS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
_WAITING = (NominationState.NOT_READY, NominationState.WAITING_FOR_ACCEPTANCE, NominationState.DRAFT)
_FINAL = (NominationState.ON_BALLOT, NominationState.TOO_LATE, NominationState.NOT_READY)


class Reminder(Struct, frozen=True):
    """What is due: ``lead`` as configured, such as ``2 days``, the deadline it comes before, and what is missing."""

    lead: str
    deadline: Moment
    steps: tuple[Step, ...]


def span_of(lead: str) -> timedelta:
    """``36 hours``, ``1 day`` or ``2 weeks``, as the configuration lets nothing else through."""
    count, unit = lead.split()
    return int(count) * _UNITS[unit.removesuffix("s")]


def due_reminder(report: Report, verdict: NominationVerdict) -> Reminder | None:
    """The latest reminder whose time has come: one at most, only before its deadline, only while something is missing.

    Whoever submitted later than that was told when they did.
    """
    snapshot, pull_request = report.snapshot, report.snapshot.pull_request
    leads = sorted(snapshot.election.reminders.before, key=span_of)
    deadlines = [step.by for step in verdict.steps if step.by]
    if pull_request is None or not leads or not deadlines or verdict.state not in _WAITING:
        return None
    deadline = min(deadlines, key=utc)
    close = utc(deadline)
    for lead in leads:
        if close - span_of(lead) <= snapshot.taken_at <= close:
            told = pull_request.created_at >= close - span_of(lead)
            return None if told else Reminder(lead, deadline, verdict.steps)
    return None


def is_final(report: Report, verdict: NominationVerdict) -> bool | None:
    """Whether the verdict is final, and that is news; ``None`` where nobody can tell yet: officers have to look."""
    taken, close = report.snapshot.taken_at, last_cut_off(report.snapshot)
    if close is None or taken.replace(microsecond=0) <= close:
        return False
    return True if verdict.state in _FINAL and taken <= close + FINAL_FOR else None
