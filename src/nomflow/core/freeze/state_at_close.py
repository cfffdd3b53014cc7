"""A nomination once its last window has closed: what the record says of it, or will say.

The comment, the gate, the page and the record must never disagree about who is on the ballot, so all of them ask here.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.evaluate import Report, evaluate
from nomflow.core.freeze.entry import entry
from nomflow.core.freeze.frozen import FrozenNomination, Standing, decided
from nomflow.core.freeze.stood import with_others
from nomflow.core.freeze.take import stood_of
from nomflow.core.nomination.deadlines import last_cut_off
from nomflow.core.nomination.officers import decisions
from nomflow.core.snapshot.snapshot import Snapshot


class Closed(Struct, frozen=True):
    """A nomination at its close: its entry in the record, and the report that rests on."""

    entry: FrozenNomination
    report: Report


def state_at_close(report: Report) -> Closed | None:
    """What the record says, worked out as the record is; ``None`` while a window is open."""
    snapshot = report.snapshot
    close = last_cut_off(snapshot)
    if snapshot.pull_request is None or close is None or snapshot.taken_at.replace(microsecond=0) <= close:
        return None
    stood = with_others(stood_of([snapshot]), ())
    judged = evaluate(stood.judged, [verdict.rule for verdict in report.verdicts])
    return Closed(decided(entry(stood, judged)), judged)


def confirmed(entry: FrozenNomination, now: Snapshot | None) -> FrozenNomination:
    """On the ballot, if all that was missing at the close were officers, and they have confirmed since."""
    if entry.standing is not Standing.AWAITS_OFFICERS or now is None:
        return entry
    enough = len(decisions(now).confirmations) >= now.election.nominations.confirmations
    return replace(entry, standing=Standing.ON_BALLOT) if enough else entry
