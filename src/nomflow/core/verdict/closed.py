"""What was done after the last window had closed."""

from __future__ import annotations

from collections.abc import Iterator

from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.time import describe_utc
from nomflow.core.freeze.state_at_close import Closed
from nomflow.core.nomination.thread import read_words
from nomflow.core.snapshot.snapshot import Comment, PullRequestState, Review, ReviewState, Snapshot
from nomflow.core.verdict.steps import came_late


def came_since(snapshot: Snapshot, closed: Closed) -> tuple[Text, ...]:
    """What was done after the close, and why it changes nothing, or keeps anybody from telling."""
    said = [say("{who}: {what}", who=each.by, what=each.sentence) for each in closed.entry.superseded]
    said += _touched_since(snapshot, closed)
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
        said.append(say("It was merged on {at}, after the close, which changes nothing.", at=describe_utc(at)))
    elif at:
        told = "It was closed on {at}, after the close, which changes nothing. To withdraw, comment `/withdraw`."
        said.append(say(told, at=describe_utc(at)))
    return tuple(said)


def _touched_since(snapshot: Snapshot, closed: Closed) -> Iterator[Text]:
    """Who took back, hid, deleted or edited what counts, after the close: it counts as it stood."""
    now, then = snapshot.pull_request, closed.report.snapshot.pull_request
    if now is None or then is None:
        return
    told = {each.link for each in closed.entry.superseded}
    spoken: tuple[Comment | Review, ...] = (*now.comments, *now.reviews)
    stood: tuple[Comment | Review, ...] = (*then.comments, *then.reviews)
    today = {each.id: each for each in spoken}
    for each in stood:
        later, weighs = today.get(each.id), isinstance(each, Review) or read_words(snapshot, each.body).acts
        if later is None or each.url in told or not weighs:
            continue
        who, still = each.author.login, "After the close, which changes nothing: "
        if isinstance(later, Comment) and later.deleted and later.deleted_at:
            yield say(still + "a comment of {who} was deleted on {at}.", who=who, at=describe_utc(later.deleted_at))
        elif later.minimised and not each.minimised:
            at = later.hidden_at or snapshot.taken_at
            yield say(still + "words of {who} are hidden; that was seen on {at}.", who=who, at=describe_utc(at))
        elif later.edited_at and later.edited_at != each.edited_at and later.body != each.body:
            by = later.edited_by.login if later.edited_by else "somebody"
            told_of = still + "{by} edited words of {who} on {at}."
            yield say(told_of, by=by, who=who, at=describe_utc(later.edited_at))
        elif isinstance(later, Review) and isinstance(each, Review) and later.state is not each.state:
            gone = later.dismissed_at
            if later.state is ReviewState.DISMISSED and gone:
                yield say(still + "a review of {who} was dismissed on {at}.", who=who, at=describe_utc(gone))
