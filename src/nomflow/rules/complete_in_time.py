"""Changes after the close."""

from __future__ import annotations

from nomflow.core.deadlines import cut_off
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.outcome import Outcome, failed, passed, skipped
from nomflow.core.snapshot import Snapshot
from nomflow.core.when import describe_utc


@rule("complete-in-time", "The statement did not change after the close", group=Group.WINDOW, needs=Needs.BOTH)
def complete_in_time(snapshot: Snapshot) -> Outcome:
    """The version judged here is one that nomflow saw before statements had to be complete.

    Why: voters must read what stood at the close. A push after it changes nothing: what stood then is published. The
    time of a commit proves nothing, because its author sets it; the time of our first status on it does.

    How to fix: nothing needs fixing for the earlier version. A correction after the close is the officers' decision.
    """
    statement, pull_request = snapshot.statement, snapshot.pull_request
    assert statement is not None  # noqa: S101 - the rule needs both
    assert pull_request is not None  # noqa: S101
    close = cut_off(snapshot, "complete")
    if close is None:
        return skipped("This election has no deadline for statements.")
    blob = statement.source.git_blob_sha
    seen = [status for status in pull_request.statuses if status.blob == blob or status.commit == pull_request.head]
    if snapshot.taken_at.replace(microsecond=0) <= close or any(status.at <= close for status in seen):
        return passed("This version was there in time.")
    others = [status for status in pull_request.statuses if status.at <= close]
    if not others:
        return passed("No version of it is known to be later than the close.")
    return failed(
        "This version came after the close on {close}. What stood then, commit {commit}, is what is published.",
        close=describe_utc(close),
        commit=max(others, key=lambda status: status.at).commit[:7],
    )
