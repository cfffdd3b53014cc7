"""What a run writes down for later ones: see ``nomflow.core.snapshot.run_memory``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from msgspec.structs import replace

from nomflow.core.election.windows import PHASES
from nomflow.core.freeze.saved import shortest
from nomflow.core.nomination.accounts import is_nominee, is_officer, on_roll, resolved, second
from nomflow.core.nomination.deadlines import cut_off, last_cut_off
from nomflow.core.nomination.past import said_by
from nomflow.core.nomination.thread import own_words
from nomflow.core.snapshot.run_memory import Memory, SeenHead
from nomflow.core.snapshot.snapshot import Comment, EventKind, PullRequest, Review, Snapshot

_MOST_VIA = 10


def noted(memory: Memory, snapshot: Snapshot, *, writes: bool) -> Memory:
    """The memory with what this run saw. It stays as it is where nothing is new, unless the run ``writes`` anyhow or is
    the first one after a deadline: then that the head is still the same is worth a note."""
    pull_request = snapshot.pull_request
    if pull_request is None:
        return memory
    spoken: tuple[Comment | Review, ...] = (*pull_request.comments, *pull_request.reviews)
    return Memory(
        _heads(memory, snapshot, pull_request, writes=writes),
        tuple(sorted(_said(memory, snapshot, pull_request), key=lambda each: _place(snapshot, each))),
        _hidden(memory, snapshot.taken_at, spoken),
    )


def _place(snapshot: Snapshot, each: Comment) -> tuple[bool, datetime, str]:
    """Strangers come last: what has no room is left out from the end, and nobody may crowd out those who count."""
    author = resolved(snapshot, each.author)
    matters = (
        is_nominee(snapshot, author) or is_officer(snapshot, author) or on_roll(snapshot, author).on_roll is not False
    )
    return (not matters, each.created_at, each.id)


def _heads(memory: Memory, snapshot: Snapshot, pull_request: PullRequest, *, writes: bool) -> tuple[SeenHead, ...]:
    now, head = snapshot.taken_at, pull_request.head
    if not head:
        return memory.heads
    new = SeenHead(head, now, now, _via(memory, pull_request))
    if not memory.heads:
        return (new,)
    *before, last = memory.heads
    pushes = (event.at for event in pull_request.events or () if event.kind is EventKind.FORCE_PUSHED)
    if last.commit != head or any(last.last < at for at in pushes):
        return (*memory.heads, new)
    closes = {cut_off(snapshot, phase) for phase in PHASES} | {last_cut_off(snapshot)}
    over = any(last.last <= close < now for close in closes if close)
    return (*before, replace(last, last=now)) if writes or over else memory.heads


def _via(memory: Memory, pull_request: PullRequest) -> tuple[str, ...]:
    """The listed commits from what was last known to be the head up to the head itself."""
    names = [each.commit for each in pull_request.commits]
    if pull_request.head not in names:
        return ()
    pushed = (event.after for event in pull_request.events or () if event.kind is EventKind.FORCE_PUSHED)
    known = [names.index(each) for each in (*pushed, *(seen.commit for seen in memory.heads)) if each in names]
    return tuple(
        names[max((place + 1 for place in known), default=0) : names.index(pull_request.head) + 1][-_MOST_VIA:]
    )


def _hidden(memory: Memory, now: datetime, spoken: Iterable[Comment | Review]) -> Mapping[str, datetime]:
    """Since when which words are known to be hidden; of those that are gone, too, so that they do not count again."""
    there = {each.id for each in spoken if not (isinstance(each, Comment) and each.deleted)}
    gone = {id: at for id, at in memory.hidden.items() if id not in there}
    return gone | {each.id: memory.hidden.get(each.id, now) for each in spoken if each.minimised}


def _said(memory: Memory, snapshot: Snapshot, pull_request: PullRequest) -> Iterator[Comment]:
    """Comments that do something, those that are gone included."""
    there = {each.id for each in pull_request.comments if not each.deleted}
    yield from (each for each in memory.said if each.id not in there)
    private = snapshot.election.endorsements.private_affiliations
    known, close = {each.id: each for each in memory.said}, last_cut_off(snapshot)
    for one in pull_request.comments:
        late = one.edited_at is not None and close is not None and second(one.edited_at) > close
        each = own_words(snapshot, (said_by(one, close) if late and close else None) or one)
        tampered = each.edited_at is not None and each.edited_by != each.author
        if each.deleted or ((late or tampered) and each.id in known):
            yield from () if each.deleted else (known[each.id],)  # what it said before, in case it is deleted as well
        elif not tampered and (body := shortest(snapshot, each.body, employers=not private)):
            yield Comment(
                id=each.id,
                author=each.author,
                body=body,
                created_at=each.created_at,
                edited_at=each.edited_at,
                edited_by=each.edited_by,
                url=each.url,
            )
