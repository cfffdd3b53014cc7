"""Which version of the statement stood when, as far as GitHub's own times prove it.

The dates inside commits are whatever their author set. What counts: force pushes, with the commits before and after;
what our own runs saw as the head; the merge; and reviews, which are of the head or of what it was before. Between two
sightings of one commit without a force push nothing else was the head, because a branch moves back by force alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.time import describe_utc
from nomflow.core.nomination.accounts import second
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import EventKind, PostedStatus, PullRequest, Review, Snapshot, Version


class Sighting(Struct, frozen=True):
    """That a version was the head at a time."""

    at: datetime
    commit: str
    blob: str = ""
    via: tuple[Version, ...] = ()

    def same(self, other: Sighting) -> bool:
        """Whether both are one text."""
        return (bool(self.commit) and self.commit == other.commit) or (bool(self.blob) and self.blob == other.blob)


class Head(Struct, frozen=True, kw_only=True):
    """The head at a time. ``commit`` and ``blob`` are empty where nobody can tell which version that was; then it lay
    between ``earlier`` and ``later``. ``blobs`` are all texts that it can have been; empty if they are not known."""

    commit: str = ""
    blob: str = ""
    earlier: Sighting | None = None
    later: Sighting | None = None
    blobs: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        return bool(self.commit or self.blob)

    @property
    def gap(self) -> Text | None:
        """What to tell officers where nobody can tell: between which two versions, and between which times."""
        if self.known or self.later is None:
            return None
        later = {"then": (self.later.commit or self.later.blob)[:7], "at": describe_utc(self.later.at)}
        if self.earlier is None:
            return say("Nothing shows what stood before commit {then} was first seen on {at}.", **later)
        told = (
            "Nothing shows when commit {then} took the place of {now}: {now} was seen on {since}, {then} on {at}, and "
            "nothing in between."
        )
        now = (self.earlier.commit or self.earlier.blob)[:7]
        return say(told, now=now, since=describe_utc(self.earlier.at), **later)


def head_at(snapshot: Snapshot, at: datetime) -> Head:
    """Which version was the head at a time, to the second."""
    seen = _sightings(snapshot)
    before = [each for each in seen if second(each.at) <= second(at)]
    earlier, later = before[-1] if before else None, seen[len(before)] if len(before) < len(seen) else None
    if earlier and (later is None or earlier.same(later) or second(earlier.at) == second(at)):
        return _head(earlier)
    if later is None:
        return Head()
    between = _between(snapshot, earlier, later)
    blobs = frozenset(between.values()) if all(between.values()) else frozenset()
    if len(blobs) == 1:
        return _head(later)
    if earlier is None and len(between) == 1:
        return _head(later)
    return Head(earlier=earlier, later=later, blobs=blobs)


def ruled_head(snapshot: Snapshot, head: Head, commit: str) -> Head | None:
    """The version that officers ruled to have stood, by the beginning of its commit: one that it can have been."""
    fits = {name: blob for name, blob in _blobs(snapshot).items() if name.startswith(commit)}
    texts = set(fits.values())
    if len(texts) != 1 or (head.blobs and not texts <= head.blobs):
        return None
    name, blob = next(iter(fits.items()))
    return Head(commit=name, blob=blob, blobs=frozenset({blob} if blob else ()))


def blob_of_commit(snapshot: Snapshot, commit: str) -> str:
    """The statement's blob at a commit, or ``""`` if nobody knows it."""
    return _blobs(snapshot).get(commit, "") if commit else ""


def first_seen(snapshot: Snapshot, blob: str) -> datetime:
    """When a version is first known to have been there; the time of the snapshot if nothing proves it."""
    pull_request = snapshot.pull_request
    reviews = pull_request.reviews if pull_request else ()
    times = [each.at for each in _sightings(snapshot) if each.blob == blob]
    times += [each.submitted_at for each in reviews if (each.blob or blob_of_commit(snapshot, each.commit)) == blob]
    return min(times, default=snapshot.taken_at)


@per_snapshot
def known_blobs(snapshot: Snapshot) -> frozenset[str]:
    """Every version of the statement that is on record."""
    now = {snapshot.statement.source.git_blob_sha} if snapshot.statement else set()
    pull_request = snapshot.pull_request
    marks: tuple[PostedStatus | Review, ...] = ()
    if pull_request:
        marks = (*pull_request.statuses, *pull_request.reviews)
    bare = {each.blob for each in marks if each.blob}
    return frozenset(now | set(snapshot.versions) | set(_blobs(snapshot).values()) | bare)


def _head(seen: Sighting) -> Head:
    return Head(commit=seen.commit, blob=seen.blob, blobs=frozenset({seen.blob} if seen.blob else ()))


def _between(snapshot: Snapshot, earlier: Sighting | None, later: Sighting) -> Mapping[str, str]:
    """The commits that can have been the head between two sightings, with the statement's blob at each. Empty where
    nobody knows which those are."""
    if later.via:
        ends = (earlier, later) if earlier else (later,)
        return {each.commit: _blob(snapshot, each) for each in later.via} | {each.commit: each.blob for each in ends}
    listed = snapshot.pull_request.commits if snapshot.pull_request else ()
    names = [each.commit for each in listed]
    if later.commit in names and (earlier is None or earlier.commit in names):
        start = names.index(earlier.commit) if earlier else 0
        return {each.commit: _blob(snapshot, each) for each in listed[start : names.index(later.commit) + 1]}
    if earlier is None:
        return {}
    return {each.commit or each.blob: each.blob for each in (earlier, later)} if not listed else {}


def _blob(snapshot: Snapshot, version: Version) -> str:
    return version.blob or blob_of_commit(snapshot, version.commit)


@per_snapshot
def _sightings(snapshot: Snapshot) -> tuple[Sighting, ...]:
    """Everything that shows what the head was, by time."""
    pull_request = snapshot.pull_request
    if pull_request is None:
        return ()
    found = sorted(_exact(snapshot, pull_request), key=lambda each: each.at)
    # A review is of the head or of something before it: it proves what the next sighting shows.
    reviewed = [
        Sighting(each.submitted_at, each.commit, each.blob or blob_of_commit(snapshot, each.commit))
        for each in pull_request.reviews
        if each.commit or each.blob
    ]
    proven = [
        each
        for each in reviewed
        if (after := next((one for one in found if one.at > each.at), None)) and after.same(each)
    ]
    return tuple(sorted((*found, *proven), key=lambda each: each.at))


def _exact(snapshot: Snapshot, pull_request: PullRequest) -> Iterator[Sighting]:
    for event in pull_request.events or ():
        if event.kind is EventKind.FORCE_PUSHED:
            yield Sighting(event.at, event.before, event.before_blob or blob_of_commit(snapshot, event.before))
            yield Sighting(event.at, event.after, event.after_blob or blob_of_commit(snapshot, event.after))
    for status in pull_request.statuses:
        yield Sighting(status.at, status.commit, status.blob or blob_of_commit(snapshot, status.commit), status.via)
    blob = snapshot.statement.source.git_blob_sha if snapshot.statement else ""
    if pull_request.merged_at and (pull_request.head or blob):
        yield Sighting(pull_request.merged_at, pull_request.head, blob)
    elif _now_is_seen(snapshot, pull_request) and (pull_request.head or blob):
        yield Sighting(snapshot.taken_at, pull_request.head, blob)


def _now_is_seen(snapshot: Snapshot, pull_request: PullRequest) -> bool:
    """Whether the snapshot's own head counts as seen: where an older one does not say so itself."""
    return pull_request.events is None and not any(each.at >= snapshot.taken_at for each in pull_request.statuses)


@per_snapshot
def _blobs(snapshot: Snapshot) -> Mapping[str, str]:
    pull_request = snapshot.pull_request
    if pull_request is None:
        return {}
    marks: tuple[PostedStatus | Review | Version, ...]
    via = (version for each in pull_request.statuses for version in each.via)
    marks = (*pull_request.statuses, *pull_request.reviews, *pull_request.commits, *via)
    events = pull_request.events or ()
    known = [(each.commit, each.blob) for each in marks]
    known += [pair for each in events for pair in ((each.before, each.before_blob), (each.after, each.after_blob))]
    found = dict(sorted((commit, blob) for commit, blob in known if commit and blob))
    if pull_request.head and snapshot.statement:
        found[pull_request.head] = snapshot.statement.source.git_blob_sha
    return found
