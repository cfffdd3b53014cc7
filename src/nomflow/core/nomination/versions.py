"""Which version of the statement stood when, as far as the server's times prove it.

The dates inside commits are whatever their author set. What counts: when a status of ours, or somebody's review, was
first seen on a version (https://github.com/palantir/policy-bot/issues/598).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from nomflow.core.nomination.accounts import second
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import PostedStatus, PullRequest, Review, Snapshot


def blob_of_commit(snapshot: Snapshot, commit: str) -> str:
    """The statement's blob at a commit, or ``""`` if nobody knows it."""
    return _blobs(snapshot).get(commit, "") if commit else ""


def blob_at(snapshot: Snapshot, at: datetime) -> str:
    """The statement's blob that was the last one seen at a time, or ``""``."""
    status = status_at(snapshot, at)
    return status.blob if status else ""


def status_at(snapshot: Snapshot, at: datetime) -> PostedStatus | None:
    """Our last status at a time, with the blob of its commit where that is known."""
    if snapshot.pull_request is None:
        return None
    seen = [status for status in snapshot.pull_request.statuses if second(status.at) <= second(at)]
    if not seen:
        return None
    latest = max(seen, key=lambda status: (status.at, status.commit, status.blob))
    return latest if latest.blob else replace(latest, blob=blob_of_commit(snapshot, latest.commit))


def stood_at(snapshot: Snapshot, at: datetime) -> PostedStatus | None:
    """The version that stood at a time: that of our last status, unless people merged or reviewed a newer one since."""
    last, pull_request, statement = status_at(snapshot, at), snapshot.pull_request, snapshot.statement
    if last is None or pull_request is None:
        return last
    since, until = second(last.at), second(at)
    merged = pull_request.merged_at
    if merged and statement and since < second(merged) <= until:
        return PostedStatus(pull_request.head, "", merged, statement.source.git_blob_sha)
    newer = [
        PostedStatus(review.commit, "", review.submitted_at, blob)
        for review in pull_request.reviews
        if since < second(review.submitted_at) <= until
        and (blob := review.blob or blob_of_commit(snapshot, review.commit))
        and second(first_seen(snapshot, blob)) > since
    ]
    return max(newer, key=lambda each: (each.at, each.commit, each.blob), default=last)


def first_seen(snapshot: Snapshot, blob: str) -> datetime:
    """When a version is first known to have been there; the time of the snapshot if nothing proves it."""
    statement, pull_request = snapshot.statement, snapshot.pull_request
    times: list[datetime] = []
    if pull_request is None:
        return snapshot.taken_at
    if pull_request.merged_at and statement and statement.source.git_blob_sha == blob:
        times.append(pull_request.merged_at)
    seen = [
        *((status.at, status.blob, status.commit) for status in pull_request.statuses),
        *((review.submitted_at, review.blob, review.commit) for review in pull_request.reviews),
    ]
    times += [at for at, known, commit in seen if (known or blob_of_commit(snapshot, commit)) == blob]
    return min(times, default=snapshot.taken_at)


@per_snapshot
def known_blobs(snapshot: Snapshot) -> frozenset[str]:
    """Every version of the statement that is on record."""
    now = {snapshot.statement.source.git_blob_sha} if snapshot.statement else set()
    return frozenset(now | set(snapshot.versions) | set(_blobs(snapshot).values()) | _bare_blobs(snapshot))


def _bare_blobs(snapshot: Snapshot) -> set[str]:
    if snapshot.pull_request is None:
        return set()
    events = _marks(snapshot.pull_request)
    return {event.blob for event in events if event.blob}


@per_snapshot
def _blobs(snapshot: Snapshot) -> Mapping[str, str]:
    pull_request = snapshot.pull_request
    if pull_request is None:
        return {}
    events = _marks(pull_request)
    found = dict(sorted((event.commit, event.blob) for event in events if event.commit and event.blob))
    if pull_request.head and snapshot.statement:
        found[pull_request.head] = snapshot.statement.source.git_blob_sha
    return found


def _marks(pull_request: PullRequest) -> tuple[PostedStatus | Review, ...]:
    """What names a commit and may name the blob there."""
    return (*pull_request.statuses, *pull_request.reviews)
