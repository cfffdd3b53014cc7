"""The nomination window."""

from __future__ import annotations

from nomflow.core.deadlines import close_of, is_over
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.outcome import Outcome, failed, passed, pending, skipped
from nomflow.core.snapshot import Snapshot
from nomflow.core.when import WindowState, describe, describe_utc, utc


@rule(
    "submitted-in-time",
    "The nomination was submitted while nominations were open",
    group=Group.WINDOW,
    needs=Needs.PULL_REQUEST,
)
def submitted_in_time(snapshot: Snapshot) -> Outcome:
    """The pull request was opened, by GitHub's clock, within the nomination window, and is not a draft.

    Why: everybody gets the same time. Only the server's times decide, to the second; dates inside commits can be set at
    will. An extension is an entry in the configuration or an officer's comment, with its reason.

    How to fix: a draft becomes a nomination with the button "Ready for review". Once the window is closed, ask the
    officers; they can extend it for everybody or for one nominee, on record.
    """
    pull_request, window = snapshot.pull_request, snapshot.election.windows.nominations
    assert pull_request is not None  # noqa: S101 - the rule needs a pull request
    if window.opens is None and window.closes is None:
        return skipped("This election has no nomination window.")
    close, extension = close_of(snapshot, "nominations")
    if window.state(pull_request.created_at) is WindowState.BEFORE and window.opens:
        if window.state(snapshot.taken_at) is WindowState.BEFORE:
            return pending("Nominations open on {opens}; this one waits until then.", opens=describe(window.opens))
        return passed("Submitted early; nominations are open now.")
    created = pull_request.created_at.replace(microsecond=0)
    if close and created > utc(close):
        return failed(
            "Submitted on {created}, {late} after nominations closed on {close}. You may ask the officers to decide.",
            created=describe_utc(created),
            late=_span(int((created - utc(close)).total_seconds())),
            close=describe(close),
        )
    if pull_request.draft:
        if is_over(snapshot, "nominations"):
            return failed("This was still a draft when nominations closed. You may ask the officers to decide.")
        return pending("This is a draft. Press “Ready for review” to submit it.")
    if extension and close:
        why = "Submitted in time: extended until {close} by {by}, because: {why}"
        return passed(why, close=describe(close), by=extension.by, why=extension.why)
    return passed("Submitted on {created}.", created=describe_utc(created))


def _span(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} seconds"
    if seconds < 3 * 3600:
        minutes = seconds // 60
        return f"{minutes} minute{'s' if minutes > 1 else ''}"
    return f"{seconds // 3600} hours" if seconds < 48 * 3600 else f"{seconds // 86400} days"
