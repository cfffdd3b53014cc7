"""What a run writes down for later ones: see ``nomflow.core.snapshot.run_memory``."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from nomflow.core.election.windows import PHASES
from nomflow.core.freeze.saved import shortest
from nomflow.core.nomination.deadlines import cut_off, last_cut_off
from nomflow.core.snapshot.run_memory import Memory, SeenHead
from nomflow.core.snapshot.snapshot import Comment, EventKind, PullRequest, Review, Snapshot


def noted(memory: Memory, snapshot: Snapshot, *, writes: bool) -> Memory:
    """The memory with what this run saw. It stays as it is where nothing is new, unless the run ``writes`` anyhow or is
    the first one after a deadline: then that the head is still the same is worth a note."""
    pull_request = snapshot.pull_request
    if pull_request is None:
        return memory
    spoken: tuple[Comment | Review, ...] = (*pull_request.comments, *pull_request.reviews)
    return Memory(
        _heads(memory, snapshot, pull_request, writes=writes),
        tuple(sorted(_said(memory, snapshot, pull_request), key=lambda each: (each.created_at, each.id))),
        {each.id: memory.hidden.get(each.id, snapshot.taken_at) for each in spoken if each.minimised},
    )


def _heads(memory: Memory, snapshot: Snapshot, pull_request: PullRequest, *, writes: bool) -> tuple[SeenHead, ...]:
    now, head = snapshot.taken_at, pull_request.head
    if not head:
        return memory.heads
    new = SeenHead(head, now, now)
    if not memory.heads:
        return (new,)
    *before, last = memory.heads
    pushes = (event.at for event in pull_request.events or () if event.kind is EventKind.FORCE_PUSHED)
    if last.commit != head or any(last.last < at for at in pushes):
        return (*memory.heads, new)
    closes = {cut_off(snapshot, phase) for phase in PHASES} | {last_cut_off(snapshot)}
    over = any(last.last <= close < now for close in closes if close)
    return (*before, replace(last, last=now)) if writes or over else memory.heads


def _said(memory: Memory, snapshot: Snapshot, pull_request: PullRequest) -> Iterator[Comment]:
    """Comments that do something, those that are gone included."""
    there = {each.id for each in pull_request.comments if not each.deleted}
    yield from (each for each in memory.said if each.id not in there)
    private = snapshot.election.endorsements.private_affiliations
    for each in pull_request.comments:
        if each.deleted or (each.edited_at and each.edited_by != each.author):
            continue
        if body := shortest(snapshot, each.body, employers=not private):
            yield Comment(
                id=each.id,
                author=each.author,
                body=body,
                created_at=each.created_at,
                edited_at=each.edited_at,
                edited_by=each.edited_by,
                url=each.url,
            )
