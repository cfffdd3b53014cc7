"""A pull request as it was at a time: what came later is left out, and what was changed later is put back.

The one function behind the record, the verdict after the close, and the replay.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.answer import Text, say
from nomflow.core.nomination.accounts import second
from nomflow.core.nomination.lives import life_at
from nomflow.core.snapshot.snapshot import Account, Comment, PullRequest, Review, ReviewState, Snapshot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T", Comment, Review)

AFTER = timedelta(seconds=1)


class Lost(Struct, frozen=True):
    """Somebody's act of which nobody can tell what it was at the time."""

    by: Account
    url: str
    written: datetime
    text: Text


class Past(Struct, frozen=True):
    """A pull request at a time, and what about that cannot be told."""

    pull_request: PullRequest
    lost: tuple[Lost, ...] = ()


def past(snapshot: Snapshot, at: datetime) -> Past:
    """The pull request of a snapshot as it was at ``at``. Raises ``ValueError`` where there is none."""
    pull_request = snapshot.pull_request
    if pull_request is None:
        raise ValueError("there is no pull request")
    now = second(at) >= second(snapshot.taken_at)
    life, lost = life_at(pull_request, at), list[Lost]()
    reviews = (_review(each, at, lost, now=now) for each in pull_request.reviews)
    comments = (_comment(each, at, lost, now=now) for each in pull_request.comments)
    events = pull_request.events
    found = replace(
        pull_request,
        state=life.state,
        draft=life.draft,
        base=life.base,
        closed_at=life.closed_at,
        merged_at=life.merged_at,
        ready_at=pull_request.ready_at if _by(pull_request.ready_at, at) else None,
        reviews=tuple(each for each in reviews if each),
        comments=tuple(each for each in comments if each),
        statuses=tuple(each for each in pull_request.statuses if _by(each.at, at)),
        events=tuple(each for each in events if _by(each.at, at)) if events is not None else None,
    )
    return Past(found, tuple(lost))


def _by(when: datetime | None, at: datetime) -> bool:
    return when is not None and second(when) <= second(at)


def _comment(comment: Comment, at: datetime, lost: list[Lost], *, now: bool) -> Comment | None:
    if not _by(comment.created_at, at):
        return None
    if comment.deleted:
        if comment.deleted_at is None:
            told = "A run of nomflow saw this comment; it was deleted later, at a time that is not known."
            lost.append(Lost(comment.author, comment.url, comment.created_at, say(told)))
        if not comment.deleted_at or _by(comment.deleted_at, at):
            return None
        comment = replace(comment, deleted=False, deleted_at=None)
    if comment.edited_at is None or _by(comment.edited_at, at):
        return replace(comment, minimised=_hidden(comment, at, now=now))
    hidden, earlier = _hidden(comment, at, now=now), said_by(comment, at)
    if earlier:
        return replace(earlier, minimised=hidden)
    told = (
        "This comment was edited after the close. What it said before is not known here; its history on GitHub tells."
    )
    lost.append(Lost(comment.author, comment.url, comment.created_at, say(told)))
    return replace(comment, body="", edited_at=at + AFTER, edited_by=comment.author, minimised=False)


def _review(review: Review, at: datetime, lost: list[Lost], *, now: bool) -> Review | None:
    """A review as it was; what it says stays when only its words were edited later."""
    if not _by(review.submitted_at, at):
        return None
    review = replace(review, minimised=_hidden(review, at, now=now))
    if review.edited_at and not _by(review.edited_at, at):
        if earlier := said_by(review, at):
            review = earlier
        else:
            told = "This review was edited after the close. What was written in it before is not known here; its"
            told += " history on GitHub tells."
            lost.append(Lost(review.author, review.url, review.submitted_at, say(told)))
            review = replace(review, body="", edited_at=at + AFTER, edited_by=review.author, minimised=False)
    if review.state is ReviewState.DISMISSED and review.dismissed_at and not _by(review.dismissed_at, at):
        if review.dismissed_from is None:
            told = "This review was dismissed after the close. What it said before is not known here."
            lost.append(Lost(review.author, review.url, review.submitted_at, say(told)))
            return replace(review, body="", dismissed_at=at + AFTER)
        review = replace(review, state=review.dismissed_from, dismissed_at=None, dismissed_from=None)
    return review


def said_by(each: T, at: datetime) -> T | None:
    """What it said at the time, if GitHub's history of edits was asked and shows that."""
    known = [edit for edit in each.edits if _by(edit.at, at)]
    if not known:
        return None
    last = known[-1]
    first = len(known) == 1
    return replace(
        each,
        body=last.body,
        edited_at=None if first else last.at,
        edited_by=None if first else last.by,
        edits=() if first else tuple(known),
    )


def _hidden(each: Comment | Review, at: datetime, *, now: bool) -> bool:
    """GitHub gives no time for hiding: it was hidden by then if it is so now, or a run of ours saw it."""
    return each.minimised and (now or _by(each.hidden_at, at))
