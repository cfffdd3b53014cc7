"""Changes after the close."""

from __future__ import annotations

from msgspec.structs import replace

from nomflow.core.basics.answer import Outcome, failed, passed, skipped
from nomflow.core.basics.time import describe_utc
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.nomination.as_it_stood import stood_head, stood_instead
from nomflow.core.nomination.deadlines import cut_off, is_late, is_over
from nomflow.core.nomination.versions import first_seen
from nomflow.core.snapshot.snapshot import Snapshot


@rule("complete-in-time", "The statement did not change after the close", group=Group.WINDOW, needs=Needs.BOTH)
def complete_in_time(snapshot: Snapshot) -> Outcome:
    """The version judged here is the one that was there when statements had to be complete.

    Why: voters must read the text that was there at the deadline. A later push changes nothing: the text of the
    deadline is published, and endorsements and reviews are counted for it. The time of a commit proves nothing, because
    its author sets it. The proof is what nomflow saw, and what GitHub says of force pushes and reviews.

    How to fix: the earlier version needs no fix. If nothing shows which version was there, an officer decides. To
    correct the statement after the deadline, ask the officers.
    """
    statement, close = snapshot.statement, cut_off(snapshot, "complete")
    assert statement is not None
    if close is None:
        return skipped("This election has no deadline for statements.")
    earlier = stood_instead(snapshot)
    if earlier and is_over(snapshot, "complete"):
        return failed(
            "This version came after the close on {close}. What stood then, commit {commit}, is what counts.",
            close=describe_utc(close),
            commit=earlier.commit[:7],
        )
    gap = stood_head(snapshot, close)
    looked = gap.earlier or (snapshot.pull_request and snapshot.pull_request.events is not None)
    if is_over(snapshot, "complete") and looked and (told := gap.gap):
        # Not shown to be in time, and not shown to be late either: so the conclusion is that nobody can tell.
        return replace(failed(told.template, **told.words), unavailable=True)
    if is_late(snapshot, "complete", first_seen(snapshot, statement.source.git_blob_sha)):
        return passed("No version is known to be later than the deadline.")
    return passed("This version was submitted in time.")
