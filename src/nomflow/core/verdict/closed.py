"""The verdict once the last window has closed: what the record says of a nomination, and what was done since."""

from __future__ import annotations

from msgspec import Struct

from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.time import describe_utc
from nomflow.core.evaluate import Report, evaluate
from nomflow.core.freeze.entry import entry
from nomflow.core.freeze.frozen import decided
from nomflow.core.freeze.stood import with_others
from nomflow.core.freeze.take import stood_of
from nomflow.core.nomination.deadlines import last_cut_off
from nomflow.core.snapshot.snapshot import PullRequestState, Snapshot
from nomflow.core.verdict.steps import came_late

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nomflow.core.freeze.frozen import FrozenNomination


class Closed(Struct, frozen=True):
    """A nomination at its close: its entry in the record, and the report that rests on."""

    entry: FrozenNomination
    report: Report


def at_close(report: Report) -> Closed | None:
    """What the record says, worked out as the record is; ``None`` while a window is open.

    The freeze and the comment must never disagree about who is on the ballot.
    """
    snapshot = report.snapshot
    close = last_cut_off(snapshot)
    if snapshot.pull_request is None or close is None or snapshot.taken_at.replace(microsecond=0) <= close:
        return None

    stood = with_others(stood_of([snapshot]), ())
    judged = evaluate(stood.judged, [verdict.rule for verdict in report.verdicts])
    return Closed(decided(entry(stood, judged)), judged)


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
