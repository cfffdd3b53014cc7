"""What a verdict asks to be done on a pull request: merge it, close it, or tell people."""

from __future__ import annotations

from msgspec import Struct

from nomflow.core.action.effects import Status
from nomflow.core.basics.text import one_line
from nomflow.core.election.choices import Merge, Reminding
from nomflow.core.evaluate import Report
from nomflow.core.nomination.deadlines import is_over
from nomflow.core.snapshot.snapshot import PullRequestState
from nomflow.core.verdict.reminders import Reminder, due_reminder, is_final
from nomflow.core.verdict.verdict import DESCRIPTION_LIMIT, NominationState, NominationVerdict


class DueNotices(Struct, frozen=True):
    """The comments that are due beside the one that is kept up to date. ``final``: whether the final verdict is to
    stand there; ``None`` leaves it as it is."""

    reminder: Reminder | None
    final: bool | None


def due_notices(report: Report, verdict: NominationVerdict) -> DueNotices:
    """What people are told once: a reminder before a deadline, and how it ended."""
    rules, final = report.snapshot.election.reminders, is_final(report, verdict)
    reminder = due_reminder(report, verdict) if rules.by is Reminding.COMMENT else None
    return DueNotices(reminder, None if final is None else final and rules.verdict)


def is_to_merge(report: Report, state: NominationState, status: Status) -> bool:
    """Whether everything is ready, and the election merges what is ready, at once or when nominations close."""
    pull_request, rule = report.snapshot.pull_request, report.snapshot.election.nominations.merge
    if pull_request is None or pull_request.state is not PullRequestState.OPEN or pull_request.draft:
        return False
    if state is not NominationState.READY or status.state != "success":
        return False
    return rule is Merge.WHEN_READY or (rule is Merge.AT_CLOSE and is_over(report.snapshot, "nominations"))


def is_to_close(report: Report, state: NominationState) -> bool:
    """Whether it came too late, and the election closes what comes too late."""
    pull_request = report.snapshot.pull_request
    is_open = pull_request is not None and pull_request.state is PullRequestState.OPEN
    return is_open and state is NominationState.TOO_LATE and report.snapshot.election.nominations.close_late


def error_status(why: str) -> Status:
    """The gate where nothing could be judged."""
    return Status("error", one_line(why, DESCRIPTION_LIMIT))
