"""The record with what officers decided after it was taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.evaluate import Rule, evaluate
from nomflow.core.freeze.entry import entry
from nomflow.core.freeze.frozen import Correction, Freeze, FrozenNomination, amended, decided
from nomflow.core.freeze.stood import nominated, with_others
from nomflow.core.freeze.take import stood_of
from nomflow.core.nomination.officers import decisions
from nomflow.core.snapshot.snapshot import Account, Ruling, Snapshot


class Corrected(Struct, frozen=True):
    """The record as it holds now, the snapshots that it rests on, and the numbers of corrections that change nothing:
    their ruling is none, or not by an officer, or about nothing that is in doubt."""

    freeze: Freeze
    snapshots: Mapping[str, Snapshot]
    idle: tuple[int, ...] = ()


def corrected(
    freeze: Freeze, corrections: Iterable[Correction], saved: Mapping[str, Snapshot], rules: Iterable[Rule]
) -> Corrected:
    """The corrections in the order of their numbers. One with a ruling has the nomination judged again with it, from
    its saved snapshot; what it says of the standing or the text holds besides."""
    entries, snapshots, idle = list(freeze.nominations), dict(saved), list[int]()
    for correction in sorted(corrections, key=lambda each: each.number):
        change = correction.change
        for at, one in enumerate(entries):
            if one.id != change.nomination or change.pull_request not in (None, one.pull_request):
                continue
            if change.ruling and one.saved and one.saved.path in snapshots:
                again = _ruled(one, correction, snapshots, tuple(rules))
                idle += [correction.number] if again is None else []
                entries[at], snapshots[one.saved.path] = again or (one, snapshots[one.saved.path])
            entries[at] = amended(entries[at], change)
    return Corrected(replace(freeze, nominations=tuple(entries)), snapshots, tuple(idle))


def _ruled(
    one: FrozenNomination, correction: Correction, snapshots: Mapping[str, Snapshot], rules: tuple[Rule, ...]
) -> tuple[FrozenNomination, Snapshot] | None:
    assert one.saved is not None
    before = snapshots[one.saved.path]
    for officer in re.split(r"[\s,]+", correction.by):
        ruling = Ruling(
            words=correction.change.ruling,
            by=Account(officer.removeprefix("@")),
            at=correction.at,
            why=correction.why,
            url=correction.link,
        )
        snapshot = replace(before, rulings=(*before.rulings, ruling))
        if len(decisions(snapshot).rulings) > len(decisions(before).rulings):
            break
    else:
        return None
    others = nominated(stood_of([each]) for each in snapshots.values())
    stood = with_others(stood_of([snapshot]), others)
    made = decided(entry(stood, evaluate(stood.judged, rules), one.saved))
    return made, stood.snapshot
