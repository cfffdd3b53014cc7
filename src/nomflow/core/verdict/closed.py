"""What was done after the last window had closed."""

from __future__ import annotations

from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.time import describe_utc
from nomflow.core.freeze.state_at_close import Closed
from nomflow.core.snapshot.snapshot import PullRequestState, Snapshot
from nomflow.core.verdict.steps import came_late


def came_since(snapshot: Snapshot, closed: Closed) -> tuple[Text, ...]:
    """What was done after the close, and why it changes nothing, or keeps anybody from telling."""
    said = [say("{who}: {what}", who=each.by, what=each.sentence) for each in closed.entry.superseded]
    said += came_late(snapshot)
    now, then = snapshot.statement, closed.entry.statement
    if then and then.gap:
        said.append(say("{gap} The officers have to look.", gap=then.gap))
    elif now and then and then.blob != now.source.git_blob_sha:
        told = "This version came after the close. The earlier version counts, commit {commit}."
        if not then.sha256:
            told += " Its text is not on record any more, so the officers have to look."
        said.append(say(told, commit=then.commit[:7]))
    pull_request, at = snapshot.pull_request, None
    if pull_request and pull_request.state.value != closed.entry.state.value:
        at = pull_request.merged_at or pull_request.closed_at
    if at and pull_request and pull_request.state is PullRequestState.MERGED:
        said.append(say("It was merged on {at}, after the close, which decides nothing.", at=describe_utc(at)))
    elif at:
        told = "It was closed on {at}, after the close, which decides nothing. To withdraw, comment `/withdraw`."
        said.append(say(told, at=describe_utc(at)))
    return tuple(said)
