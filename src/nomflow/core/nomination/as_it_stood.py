"""What stood at the close: a push after it changes nothing."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from nomflow.core.nomination.accounts import second
from nomflow.core.nomination.deadlines import cut_off
from nomflow.core.nomination.officers import decisions
from nomflow.core.nomination.rulings import RuleKind
from nomflow.core.nomination.versions import Head, first_seen, head_at, ruled_head
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import read_statement


@per_snapshot
def stood_instead(snapshot: Snapshot) -> Head | None:
    """The version that stood when statements had to be complete, if it is known not to be the one judged here. ``None``
    also if nothing on record tells."""
    statement, pull_request, close = snapshot.statement, snapshot.pull_request, cut_off(snapshot, "complete")
    if statement is None or pull_request is None:
        return None
    blob, now = statement.source.git_blob_sha, second(snapshot.taken_at)
    until = now if close is None else min(close, now)
    if until == now and second(first_seen(snapshot, blob)) <= now:
        return None
    before = stood_head(snapshot, until)
    return before if before.blob not in ("", blob) else None


def stood_head(snapshot: Snapshot, at: datetime) -> Head:
    """The head at a time; where nobody can tell, the one that officers ruled it was."""
    head, ruling = head_at(snapshot, at), decisions(snapshot).ruled(RuleKind.VERSION)
    if head.known or ruling is None:
        return head
    return ruled_head(snapshot, head, ruling.about) or head


def as_it_stood(snapshot: Snapshot) -> Snapshot:
    """The snapshot with the statement that stood at the close (or at the snapshot's own time, if that is earlier),
    where a later one is judged and the text of the earlier one is on record."""
    return _earlier(snapshot) or snapshot


@per_snapshot
def _earlier(snapshot: Snapshot) -> Snapshot | None:
    before, statement, pull_request = stood_instead(snapshot), snapshot.statement, snapshot.pull_request
    text = snapshot.versions.get(before.blob) if before else None
    if before is None or text is None or statement is None or pull_request is None:
        return None
    return replace(
        snapshot,
        statement=read_statement(statement.path, text.encode("utf-8", "replace")),
        versions={**snapshot.versions, statement.source.git_blob_sha: statement.source.text},
        pull_request=replace(pull_request, head=before.commit),
    )
