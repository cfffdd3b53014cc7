"""Snapshots as what officers see of each election."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from nomflow.core.basics.errors import UsageError
from nomflow.core.election.election import Election
from nomflow.core.evaluate import Report, evaluate
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.verdict.overview import ElectionStatus, overview
from nomflow.rules import RULES


def states_of(
    elections: Iterable[Election], snapshots: Iterable[Snapshot], now: datetime, only: str = ""
) -> list[ElectionStatus]:
    """The state of each election. Raises ``UsageError`` for an unknown ``only``."""
    reports: dict[str, list[Report]] = {each.id: [] for each in elections}
    by_id = {each.id: each for each in elections}
    for snapshot in snapshots:
        by_id.setdefault(snapshot.election.id, snapshot.election)
        reports.setdefault(snapshot.election.id, []).append(evaluate(snapshot, RULES))
    if only and only not in by_id:
        raise UsageError(f"There is no election “{only}”. Elections: {', '.join(by_id)}.")
    return [
        overview(by_id[id], found, max((each.snapshot.taken_at for each in found), default=now))
        for id, found in reports.items()
        if only in ("", id)
    ]
