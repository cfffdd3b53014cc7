"""Every count of a nomination with what it rests on, as plain data for the report's JSON and for the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from nomflow.core.acknowledgements.confirmed import Acknowledgement, acknowledgements
from nomflow.core.basics.answer import Text
from nomflow.core.endorsements.tally import tally
from nomflow.core.nomination.evidence import plain
from nomflow.core.snapshot.snapshot import Snapshot


def counts(snapshot: Snapshot, tell: Callable[[Text], str] = str) -> dict[str, object]:
    """``endorsements`` and ``acknowledgements`` as ``schemas/report-1.json`` has them; empty without a pull request.

    ``tell`` writes a sentence out. Of private affiliations nothing is in it but the verdict (see ``Tally``).
    """
    if snapshot.pull_request is None:
        return {}
    return {"endorsements": _endorsements(snapshot, tell), "acknowledgements": _acknowledgements(snapshot, tell)}


def _endorsements(snapshot: Snapshot, tell: Callable[[Text], str]) -> dict[str, object]:
    result = tally(snapshot)
    return {
        "needed": result.needed,
        "got": result.got,
        "reached": result.reached,
        "missing": result.missing,
        "private": result.private,
        "unknown": tell(result.unknown) if result.unknown else None,
        "evidence": [plain(each, tell) for each in result.people],
    }


def _acknowledgements(snapshot: Snapshot, tell: Callable[[Text], str]) -> dict[str, object]:
    people, required = acknowledgements(snapshot), snapshot.election.acknowledgements.required
    return {
        "needed": len(people) if required < 0 else required,
        "got": sum(each.confirmed for each in people),
        "evidence": [_acknowledgement(each, tell) for each in people],
    }


def _acknowledgement(each: Acknowledgement, tell: Callable[[Text], str]) -> dict[str, object]:
    return {
        "person": {"login": each.credited.handle or None, "name": each.credited.name},
        "counted": each.confirmed,
        "code": each.code.value,
        "sentence": tell(each.text),
        "link": each.url or None,
        "time": _time(each.at),
        "version": each.version or None,
    }


def _time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if at else None
