"""The nomination window."""

from __future__ import annotations

from nomflow.core.basics.answer import Outcome, could_not_tell, failed, passed, pending, skipped
from nomflow.core.basics.time import WindowState, describe, describe_span, describe_utc, utc
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.nomination.accounts import second
from nomflow.core.nomination.deadlines import close_of, is_over
from nomflow.core.nomination.lives import contradiction, life_at, submitted_at
from nomflow.core.snapshot.snapshot import Snapshot


@rule(
    "submitted-in-time",
    "The nomination was submitted while nominations were open",
    group=Group.WINDOW,
    needs=Needs.PULL_REQUEST,
)
def submitted_in_time(snapshot: Snapshot) -> Outcome:
    """The pull request was opened, by GitHub's clock, within the nomination window, and is not a draft.

    <<<<<<< HEAD One that was opened before nominations open waits, and counts from then on. A draft is submitted
    when it is first marked as ready for review, and has to be ready when nominations close. GitHub's own time line
    tells when that was. ======= A pull request opened before nominations open counts from the opening. A draft is
    submitted when it is marked as ready for review. >>>>>>> a082bf4 (Say what rules find in plain words: what is
    wrong, then what to do)

    Why: everybody gets the same time. Only GitHub's times count, to the second, because anyone can set the dates
    inside commits. An extension is an entry in the configuration or an officer's comment, with its reason.

    How to fix: press "Ready for review" to submit a draft. After nominations close, ask the officers. They can
    extend the window for everybody or for one nominee, on record: in the configuration or, until the last window of
    the election closes, in a comment.
    """
    pull_request, window = snapshot.pull_request, snapshot.election.windows.nominations
    assert pull_request is not None
    if window.opens is None and window.closes is None:
        return skipped("This election has no nomination window.")
    if window.opens and window.state(snapshot.taken_at) is WindowState.BEFORE:
        return pending("Nominations open on {opens}. This one waits until then.", opens=describe(window.opens))
    close, extension = close_of(snapshot, "nominations")
    if wrong := contradiction(snapshot):
        return could_not_tell(wrong.template, **wrong.words)
    submitted = second(submitted_at(pull_request, pull_request.base))
    if close and submitted > utc(close):
        return failed(
            "Submitted on {at}, {late} after nominations closed on {close}. You may ask the officers to decide.",
            at=describe_utc(submitted),
            late=describe_span(submitted - utc(close)),
            close=describe(close),
        )
    state_at_close = life_at(pull_request, utc(close)) if close and is_over(snapshot, "nominations") else None
    if state_at_close and state_at_close.base != pull_request.base:
        told = "When nominations closed this went to the branch {branch}, where it is no nomination."
        return failed(told + " You may ask the officers to decide.", branch=state_at_close.base)
    if state_at_close.draft if state_at_close else pull_request.draft:
        if state_at_close:
            return failed("This was still a draft when nominations closed. You may ask the officers to decide.")
        return pending("This is a draft. Press “Ready for review” to submit it.")
    if window.state(submitted) is WindowState.BEFORE:
        return passed("Submitted before nominations opened. It counts from the opening.")
    if extension and close and window.state(submitted) is WindowState.AFTER:
        why = "Submitted in time. {by} extended the deadline to {close}. Reason: {why}"
        return passed(why, close=describe(close), by=extension.by, why=extension.why)
    return passed("Submitted on {at}.", at=describe_utc(submitted))
