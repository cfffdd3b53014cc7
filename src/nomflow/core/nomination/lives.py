"""The life of a pull request by GitHub's own events: when it was open, ready, and where it went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from msgspec import Struct

from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.time import describe_utc
from nomflow.core.nomination.accounts import second
from nomflow.core.snapshot.snapshot import Event, EventKind, PullRequest, PullRequestState, Snapshot

_ENDS = (EventKind.CLOSED, EventKind.REOPENED, EventKind.MERGED)
_DRAFTS = (EventKind.READY, EventKind.DRAFTED)


class Life(Struct, frozen=True, kw_only=True):
    """A pull request as it was at a time."""

    state: PullRequestState
    draft: bool
    base: str
    closed_at: datetime | None = None
    merged_at: datetime | None = None


def life_at(pull_request: PullRequest, at: datetime) -> Life:
    """What a pull request was at a time, to the second. Where nobody looked at the time line, what is known now and was
    not known to be otherwise."""
    before = _until(pull_request, at)
    if before is None:
        return _without_events(pull_request, at)
    state, ended = PullRequestState.OPEN, None
    for event in _of(before, _ENDS):
        if event.kind is EventKind.MERGED:
            state, ended = PullRequestState.MERGED, event.at
        elif state is not PullRequestState.MERGED:
            closed = event.kind is EventKind.CLOSED
            state, ended = (PullRequestState.CLOSED, event.at) if closed else (PullRequestState.OPEN, None)
    merged = ended if state is PullRequestState.MERGED else None
    draft, base = _draft(pull_request, before), _base(pull_request, before)
    return Life(state=state, draft=draft, base=base, closed_at=ended, merged_at=merged)


def submitted_at(pull_request: PullRequest, branch: str) -> datetime:
    """When it was first ready and going to ``branch``; its opening, or when it was marked ready, where nobody looked at
    the time line."""
    times = [pull_request.created_at, *(each.at for each in pull_request.events or ())]
    if pull_request.events is None:
        return max(pull_request.created_at, pull_request.ready_at or pull_request.created_at)
    lives = ((at, life_at(pull_request, at)) for at in sorted(times) if at >= pull_request.created_at)
    fits = (at for at, life in lives if not life.draft and life.base == branch)
    return next(fits, max(times))


def contradiction(snapshot: Snapshot) -> Text | None:
    """How GitHub's events contradict each other, or what GitHub says of the pull request now."""
    pull_request = snapshot.pull_request
    if pull_request is None or pull_request.events is None:
        return None
    events = pull_request.events
    for event in events:
        if second(event.at) < second(pull_request.created_at):
            told = "GitHub's time line has an event of {at}, before the pull request was opened."
            return say(told, at=describe_utc(event.at))
    for kinds in (_DRAFTS, (EventKind.CLOSED, EventKind.REOPENED)):
        found = list(_of(events, kinds))
        for one, other in pairwise(found):
            if one.kind is other.kind:
                told = "GitHub's time line says “{what}” twice, on {one} and {other}, and nothing undid the first."
                return say(told, what=one.kind.value, one=describe_utc(one.at), other=describe_utc(other.at))
    life = life_at(pull_request, snapshot.taken_at)
    if life.state is not pull_request.state or life.draft is not pull_request.draft:
        told = "GitHub's time line does not lead to what GitHub says now: {one}, and not {other}."
        return say(
            told, one=_shown(pull_request.state, draft=pull_request.draft), other=_shown(life.state, draft=life.draft)
        )
    return None


def _until(pull_request: PullRequest, at: datetime) -> list[Event] | None:
    if pull_request.events is None:
        return None
    return [each for each in pull_request.events if second(each.at) <= second(at)]


def _of(events: Iterable[Event], kinds: tuple[EventKind, ...]) -> Iterable[Event]:
    return (each for each in events if each.kind in kinds)


def _draft(pull_request: PullRequest, before: list[Event]) -> bool:
    """By the last event; before the first one it was what that one ended."""
    known = list(_of(before, _DRAFTS))
    if known:
        return known[-1].kind is EventKind.DRAFTED
    first = next(iter(_of(pull_request.events or (), _DRAFTS)), None)
    return first.kind is EventKind.READY if first else pull_request.draft


def _base(pull_request: PullRequest, before: list[Event]) -> str:
    known = list(_of(before, (EventKind.BASE_CHANGED,)))
    if known:
        return known[-1].after
    first = next(iter(_of(pull_request.events or (), (EventKind.BASE_CHANGED,))), None)
    return first.before if first else pull_request.base


def _without_events(pull_request: PullRequest, at: datetime) -> Life:
    def happened(when: datetime | None) -> bool:
        return when is not None and second(when) <= second(at)

    merged = pull_request.merged_at if happened(pull_request.merged_at) else None
    ended = merged or (pull_request.closed_at if happened(pull_request.closed_at) else None)
    untimed = pull_request.merged_at is None and pull_request.closed_at is None
    state = pull_request.state if ended or untimed else PullRequestState.OPEN
    waits = pull_request.ready_at is not None and not happened(pull_request.ready_at)
    draft = pull_request.draft or waits
    return Life(state=state, draft=draft, base=pull_request.base, closed_at=ended, merged_at=merged)


def _shown(state: PullRequestState, *, draft: bool) -> str:
    return f"{state.value}, draft" if draft else state.value
