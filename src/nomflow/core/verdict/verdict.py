"""The verdict on a nomination: where it stands, the next step, the rows of its status table, and the gate."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from nomflow.core.basics.answer import Answer, Text, say
from nomflow.core.basics.text import one_line
from nomflow.core.basics.time import Moment, WindowState, describe_utc
from nomflow.core.election.choices import Merge
from nomflow.core.evaluate import Conclusion, Group, Report
from nomflow.core.freeze.frozen import Standing
from nomflow.core.freeze.state_at_close import Closed, confirmed, state_at_close
from nomflow.core.nomination.deadlines import close_of, is_over, last_cut_off
from nomflow.core.nomination.earlier import disqualification, left_before_changed
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.nomination.officers import decisions
from nomflow.core.nomination.standing import Acceptance, closed_unmerged, consent, withdrawal
from nomflow.core.snapshot.snapshot import PullRequestState, Snapshot
from nomflow.core.verdict.closed import came_since
from nomflow.core.verdict.points import ABOUT_FILES
from nomflow.core.verdict.rows import Row, rows
from nomflow.core.verdict.steps import NextTask, Step, late, outcomes, steps
from nomflow.core.verdict.to_rule import to_rule

DESCRIPTION_LIMIT = 140
"""Characters of a commit status' description (https://docs.github.com/en/rest/commits/statuses)."""


class NominationState(StrEnum):
    """Where a nomination stands."""

    NOT_SUBMITTED = "not-submitted"
    EARLY = "early"
    DRAFT = "draft"
    NOT_READY = "not-ready"
    WAITING_FOR_ACCEPTANCE = "waiting-for-acceptance"
    READY = "ready"
    ON_BALLOT = "on-ballot"
    COULD_NOT_TELL = "could-not-tell"
    TOO_LATE = "too-late"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    DISQUALIFIED = "disqualified"
    CLOSED = "closed"

    @property
    def over(self) -> bool:
        """Whether nothing is left to do here."""
        return self in (
            NominationState.WITHDRAWN,
            NominationState.DECLINED,
            NominationState.DISQUALIFIED,
            NominationState.CLOSED,
        )


class Gate(StrEnum):
    """The commit status; only ``success`` lets a nomination be merged."""

    SUCCESS = "success"
    PENDING = "pending"
    FAILURE = "failure"
    ERROR = "error"


class NominationVerdict(Struct, frozen=True, kw_only=True):
    """``headline`` is the state in a few words, ``said`` what else there is to say about it, each a sentence.

    ``steps`` are in the order in which to take them. ``opens`` and ``published`` are dates worth a line of their own:
    when nominations open, and when the page appears. ``description`` is one line for the commit status. ``to_rule``
    tells officers what they can decide, in which words. ``judged`` is the report that all this rests on: once the last
    window has closed, that of what stood then.
    """

    state: NominationState
    gate: Gate
    headline: Text
    said: tuple[Text, ...]
    steps: tuple[Step, ...]
    rows: tuple[Row, ...]
    description: str
    judged: Report
    to_rule: tuple[Text, ...] = ()
    opens: Moment | None = None
    published: Moment | None = None


_HEADLINES = {
    NominationState.NOT_SUBMITTED: "Not submitted yet",
    NominationState.EARLY: "Nominations are not open yet",
    NominationState.DRAFT: "Still a draft",
    NominationState.NOT_READY: "Not ready yet",
    NominationState.WAITING_FOR_ACCEPTANCE: "Waiting for acceptance",
    NominationState.READY: "Ready for the officers",
    NominationState.ON_BALLOT: "On the ballot",
    NominationState.COULD_NOT_TELL: "Could not be decided",
    NominationState.TOO_LATE: "Too late",
    NominationState.WITHDRAWN: "Withdrawn",
    NominationState.DECLINED: "Declined",
    NominationState.DISQUALIFIED: "Disqualified",
    NominationState.CLOSED: "Closed",
}


def verdict_of(report: Report) -> NominationVerdict:
    """The verdict on the nomination that a report is about."""
    snapshot, closed = report.snapshot, state_at_close(report)
    judged = closed.report if closed else report
    state = _state_at_close(report, closed) if closed else _state(report)
    open_steps = () if state.over or state in (NominationState.TOO_LATE, NominationState.ON_BALLOT) else steps(judged)
    said = _said(report if state.over else judged, state, open_steps)
    if closed and not state.over:
        said = (*said, *came_since(snapshot, closed))
    open_to_ruling = state in (NominationState.COULD_NOT_TELL, NominationState.TOO_LATE)
    late_ = state is NominationState.TOO_LATE
    windows = snapshot.election.windows
    return NominationVerdict(
        state=state,
        gate=_gate(judged if closed and _same_text(report, closed) else report, state),
        headline=say(_HEADLINES[state]),
        said=said,
        steps=open_steps,
        rows=rows(judged),
        description=_description(judged, state, open_steps),
        judged=judged,
        to_rule=tuple(to_rule(snapshot, closed, late=late_)) if open_to_ruling else (),
        opens=windows.nominations.opens if state is NominationState.EARLY else None,
        published=windows.published.opens if windows.published and state is NominationState.ON_BALLOT else None,
    )


def _same_text(report: Report, closed: Closed) -> bool:
    """Whether the text that can be merged is the one that stood."""
    now, then = report.snapshot.statement, closed.entry.statement
    return now is not None and then is not None and then.blob == now.source.git_blob_sha


def _left(snapshot: Snapshot) -> NominationState | None:
    """Who no longer stands, at whatever time that was said."""
    if withdrawal(snapshot) or left_before_changed(snapshot):
        return NominationState.WITHDRAWN
    if disqualification(snapshot):
        return NominationState.DISQUALIFIED
    return NominationState.DECLINED if consent(snapshot).state is Acceptance.DECLINED else None


def _state_at_close(report: Report, closed: Closed) -> NominationState:
    """The record's word, but for who left since, and whom officers have confirmed since."""
    snapshot, standing = report.snapshot, closed.entry.standing.value
    merged = snapshot.pull_request is not None and snapshot.pull_request.state is PullRequestState.MERGED
    if gone := _left(snapshot):
        return gone
    if standing == "awaits-officers":
        there = confirmed(closed.entry, snapshot).standing is Standing.ON_BALLOT
        return NominationState.ON_BALLOT if merged and there else NominationState.READY
    if standing == "not-qualified":
        return NominationState.TOO_LATE if late(closed.report) else NominationState.NOT_READY
    return NominationState.READY if standing == "on-ballot" and not merged else NominationState(standing)


def _state(report: Report) -> NominationState:
    snapshot = report.snapshot
    pull_request = snapshot.pull_request
    if pull_request is None:
        return NominationState.NOT_SUBMITTED
    if gone := _left(snapshot):
        return gone
    if closed_unmerged(snapshot):
        return NominationState.CLOSED
    if pull_request.state is PullRequestState.MERGED:
        return NominationState.ON_BALLOT
    if late(report):
        return NominationState.TOO_LATE
    if report.conclusion is Conclusion.ERROR:
        return NominationState.COULD_NOT_TELL
    return _open_state(report, draft=pull_request.draft)


def _open_state(report: Report, *, draft: bool) -> NominationState:
    """The state of a nomination on which something can still be done."""
    snapshot = report.snapshot
    if snapshot.election.windows.nominations.state(snapshot.taken_at) is WindowState.BEFORE:
        return NominationState.EARLY
    if draft:
        return NominationState.DRAFT
    if report.conclusion is Conclusion.FAILED or snapshot.statement is None:
        return NominationState.NOT_READY
    if outcomes(report, Group.ACCEPTANCE, Answer.PENDING):
        return NominationState.WAITING_FOR_ACCEPTANCE
    waits = any(outcomes(report, group, Answer.PENDING) for group in Group if group is not Group.OFFICERS)
    return NominationState.NOT_READY if waits else NominationState.READY


def _gate(report: Report, state: NominationState) -> Gate:
    if state.over or state is NominationState.TOO_LATE:
        return Gate.FAILURE
    match report.conclusion:
        case Conclusion.ERROR:
            return Gate.ERROR
        case Conclusion.FAILED:
            return Gate.FAILURE
        case _ if report.snapshot.statement is None:
            return Gate.FAILURE
        case Conclusion.PASSED if state in (NominationState.READY, NominationState.ON_BALLOT):
            return Gate.SUCCESS
    return Gate.PENDING


_RECORD = "The name moves to “No longer standing”, and this stays on record."


def _said(report: Report, state: NominationState, open_steps: tuple[Step, ...]) -> tuple[Text, ...]:
    snapshot = report.snapshot
    match state:
        case NominationState.WITHDRAWN:
            return (_withdrawn(snapshot), say(_RECORD))
        case NominationState.DISQUALIFIED:
            decided = disqualification(snapshot)
            assert decided is not None
            told = "{officer} decided so on {at}. The reason given: {why}"
            return (say(told, officer=decided.officer, at=describe_utc(decided.at), why=decided.argument),)
        case NominationState.DECLINED:
            at, close, name = consent(snapshot).at, last_cut_off(snapshot), nominee_of(snapshot).shown
            if at and close and at > close:
                told = "{name} declined the nomination on {at}, after the close."
                return (say(told, name=name, at=describe_utc(at)), say(_RECORD))
            return (say("{name} declined the nomination. Nothing is published.", name=name),)
        case NominationState.CLOSED:
            told = "This pull request was closed without being merged, so the nomination does not stand."
            again = say("To go on, reopen it while nominations are open.")
            return (say(told),) if is_over(snapshot, "nominations") else (say(told), again)
        case NominationState.TOO_LATE:
            return late(report)
        case NominationState.READY:
            return (_ready(report),)
        case NominationState.ON_BALLOT:
            return (say("The nomination was accepted."),)
        case NominationState.WAITING_FOR_ACCEPTANCE:
            return (say("Nothing is published before {name} agrees.", name=nominee_of(snapshot).shown),)
        case NominationState.DRAFT:
            draft = say("A draft is checked like everything else, and does not count as submitted.")
            return (draft, *_not_in_steps(report, {step.task for step in open_steps}))
        case NominationState.NOT_SUBMITTED:
            return (say("The pull request will also check who nominates, endorses and reviews."),)
    return _not_in_steps(report, {step.task for step in open_steps})


def _withdrawn(snapshot: Snapshot) -> Text:
    left, other = withdrawal(snapshot), left_before_changed(snapshot)
    if left is None and other and other.left_at:
        told = "The nominee left #{number}, which this one changes, on {at}."
        return say(told, number=other.number, at=describe_utc(other.left_at))
    assert left is not None
    return say("The nominee withdrew on {at}.", at=describe_utc(left.at))


def _ready(report: Report) -> Text:
    rules = report.snapshot.election.nominations
    missing = rules.confirmations - len(decisions(report.snapshot).confirmations)
    if missing > 1:
        return say("Nothing is left to do for you; {missing} officers have to confirm.", missing=missing)
    if missing == 1:
        return say("Nothing is left to do for you; one officer has to confirm.")
    match rules.merge:
        case Merge.WHEN_READY:
            return say("Nothing is left to do; this is merged by itself.")
        case Merge.AT_CLOSE if close_of(report.snapshot, "nominations")[0]:
            return say("Nothing is left to do; this is merged when nominations close.")
    return say("Nothing is left to do for you; an officer looks at form, not at opinions, and merges.")


_STEP_OF = {
    Group.ACCEPTANCE: NextTask.ACCEPT,
    Group.ENDORSEMENTS: NextTask.ENDORSE,
    Group.ACKNOWLEDGEMENTS: NextTask.CONFIRM,
}


def _not_in_steps(report: Report, tasks: set[NextTask]) -> tuple[Text, ...]:
    """What could not be told, what keeps the nominee from standing, and whatever else no step would mend."""
    said = list(_unknown(report))
    if report.snapshot.statement is None and not is_over(report.snapshot, "complete"):
        said.append(say("There is no statement in this pull request yet."))
    for verdict in report.verdicts:
        outcome, group = verdict.outcome, verdict.rule.group
        if outcome.answer is Answer.FAILED:
            no_step = group not in ABOUT_FILES
        else:
            waits = outcome.answer is Answer.PENDING and group not in (Group.OFFICERS, Group.WINDOW)
            no_step = waits and _STEP_OF.get(group) not in tasks
        if no_step:
            said.append(outcome.text)
    return tuple(said)


def _unknown(report: Report) -> tuple[Text, ...]:
    """Why something could not be told, each reason once."""
    said: list[Text] = []
    for verdict in report.verdicts:
        outcome = verdict.outcome
        if (outcome.unavailable or outcome.answer is Answer.CRASHED) and outcome.text not in said:
            said.append(outcome.text)
    return tuple(said)


def _description(report: Report, state: NominationState, open_steps: tuple[Step, ...]) -> str:
    """The state and the open steps on one line; of other people's words only why something could not be told."""
    parts: list[Text] = []
    if state is NominationState.COULD_NOT_TELL:
        parts += _unknown(report)[:1]
    if state is not NominationState.READY:
        parts += [step.short for step in open_steps]
    line = _HEADLINES[state] + (": " if parts else "") + "; ".join(str(part) for part in parts)
    return one_line(line, DESCRIPTION_LIMIT)
