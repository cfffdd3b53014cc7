"""What happens next, and the commands: what an election's rules mean for the people in a thread."""

from __future__ import annotations

from collections.abc import Iterator

from nomflow.core.election.choices import Channel, Merge, Stale
from nomflow.core.election.election import Election
from nomflow.core.election.people_rules import StaleRule
from nomflow.core.evaluate import Report
from nomflow.core.nomination.deadlines import close_of, is_over, last_cut_off
from nomflow.core.snapshot.snapshot import PullRequestState, Snapshot
from nomflow.render.comment.markdown import NOTHING, Markdown, date, joined, put


def next_steps(report: Report) -> tuple[Markdown, ...]:
    """The way from here to the ballot, in numbered sentences."""
    return tuple(_steps(report.snapshot))


def _steps(snapshot: Snapshot) -> Iterator[Markdown]:
    election, pull_request = snapshot.election, snapshot.pull_request
    merged = pull_request is not None and pull_request.state is PullRequestState.MERGED
    if pull_request is not None and not merged:
        yield put(
            "Each push, review and comment updates this comment within a few minutes. It is edited in place, so it"
            " notifies nobody again."
        )
        yield _merging(election)
    if not is_over(snapshot, "complete"):
        yield _amending(snapshot, merged=merged)
    yield _publishing(election)
    yield put(
        "To withdraw, the nominee comments `/withdraw`, at any time. The name then moves to “No longer standing”, and"
        " the record stays."
    )


_MERGED = {
    Merge.WHEN_READY: "this is merged by itself.",
    Merge.AT_CLOSE: "this is merged when nominations close.",
    Merge.BY_HAND: "an officer merges this, looking at form, not at opinions.",
}


def _merging(election: Election) -> Markdown:
    rules = election.nominations
    officers = NOTHING
    if rules.confirmations:
        told = "one officer confirms with `/nomflow confirm`. Then"
        if rules.confirmations > 1:
            told = "{count} officers confirm with `/nomflow confirm`. Then"
        officers = put(told, count=rules.confirmations)
    return joined([put("Once everything in the table is done,"), officers, put(_MERGED[rules.merge])])


def _amending(snapshot: Snapshot, *, merged: bool) -> Markdown:
    close = close_of(snapshot, "complete")[0]
    how = put("with a new pull request" if merged else "with new commits")
    said = put("You can change your statement {how}.", how=how)
    if close:
        said = put("You can change your statement {how} until {close}.", how=how, close=date(close))
    stale = snapshot.election.endorsements.stale if snapshot.election.endorsements.count else None
    return joined([said, _lapsing(stale or snapshot.election.acknowledgements.stale)])


def _lapsing(rule: StaleRule) -> Markdown:
    match rule.policy:
        case Stale.KEEP:
            return put("Reviews and endorsements stay valid when you do.")
        case Stale.EXACT:
            return put("After any change, reviews and endorsements have to be given again.")
    return put(
        "When more than {percent} % of the words change, reviews and endorsements have to be given again.",
        percent=rule.percent,
    )


def _publishing(election: Election) -> Markdown:
    rules, published = election.publication, election.windows.published
    order = put("in an order drawn by public randomness")
    if rules.order.source == "alphabetical":
        order = put("in alphabetical order")
    if published and published.opens:
        when = put("The list of candidates is final from {day}, {order}.", day=date(published.opens), order=order)
    else:
        when = put("The list of candidates is final after the close, {order}.", order=order)
    if rules.names_before_close:
        return joined([when, put("Until then the election page shows who stands so far.")])
    return joined([when, put("Until then the election page shows no names.")])


def commands(report: Report) -> tuple[Markdown, ...]:
    """What can be typed in the thread, by whom."""
    return tuple(_commands(report.snapshot))


def _commands(snapshot: Snapshot) -> Iterator[Markdown]:
    """Only what still does something: once everything has closed, that is little."""
    endorsing, close = snapshot.election.endorsements, last_cut_off(snapshot)
    over = close is not None and snapshot.taken_at.replace(microsecond=0) > close
    if endorsing.count and Channel.COMMAND in endorsing.channels and not is_over(snapshot, "endorsed"):
        yield put("`/endorse`, `/endorse employer: …` and `/unendorse`: support the nominee, or take it back")
    if not is_over(snapshot, "reviewed"):
        yield put(
            "`/acknowledge` and `/decline-acknowledgement`: a reviewer whom the statement thanks agrees to be named, or"
            " not"
        )
    if over:
        yield put("`/decline-acknowledgement`: a reviewer does not want to be named")
        yield put("`/withdraw`: the nominee no longer stands")
    else:
        yield put("`/accept`, `/decline` and `/withdraw`: the nominee agrees to stand, refuses, or stops standing")
    yield put("`/nomflow recheck`: check again; `/nomflow explain RULE`: what a rule asks for, and why")
    if over:
        yield put("`/nomflow confirm`, `/nomflow disqualify REASON` and `/nomflow rule WHAT REASON`: officers only")
    else:
        yield put("`/nomflow confirm`, `/nomflow extend DATE REASON` and `/nomflow disqualify REASON`: officers only")
