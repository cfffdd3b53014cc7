"""What ``nomflow verify`` finds out: one answer for each thing that was compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.json_document import plain
from nomflow.core.basics.text import counted
from nomflow.core.election.election import Config
from nomflow.core.freeze import frozen as r
from nomflow.core.freeze.compare import differences
from nomflow.core.freeze.frozen import Freeze, decided
from nomflow.core.freeze.take import Frozen, seats


class Result(StrEnum):
    """``unknown`` is neither: what it would take is not there, and the sentence says what."""

    SAME = "same"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


class Check(Struct, frozen=True):
    """One comparison. ``where`` is the file or folder it is about, ``details`` name what differs, one by one."""

    where: str
    said: str
    result: Result = Result.SAME
    details: tuple[str, ...] = ()


def compared(where: str, said: str, wrong: Iterable[str], otherwise: str) -> Check:
    """``said`` when nothing is wrong, else ``otherwise`` with what is."""
    found = tuple(wrong)
    return Check(where, otherwise, Result.DIFFERS, found) if found else Check(where, said)


def unknown(where: str, said: str) -> Check:
    """Something that could not be compared."""
    return Check(where, said, Result.UNKNOWN)


def check_files(where: str, said: str, expected: Mapping[str, str], found: Mapping[str, str]) -> Check:
    """Files by their sha256: what is missing, what is there besides, what was changed."""
    wrong = [f"missing: {path}" for path in sorted(expected.keys() - found.keys())]
    wrong += [f"not listed: {path}" for path in sorted(found.keys() - expected.keys())]
    wrong += [f"changed: {path}" for path in sorted(expected.keys() & found.keys()) if expected[path] != found[path]]
    files = counted(len(expected), "file")
    right, changed = f"{said}: {files} as listed.", f"{said}: {len(wrong)} of {files} not as listed."
    return compared(where, right, wrong, changed)


def check_recomputed(where: str, config: Config, recorded: Freeze, again: Frozen) -> list[Check]:
    """Every field of a record, worked out again from the saved snapshots."""
    private = sorted({each.id for each in recorded.nominations if each.endorsements and each.endorsements.private})
    found = _with_private(config, recorded, again.freeze) if private else again.freeze
    wrong = [str(each) for each in differences(plain(recorded), plain(found))]
    nominations = counted(len(recorded.nominations), "nomination")
    said = f"Worked out again from the saved snapshots: {nominations}, every field the same."
    checks = [compared(where, said, wrong, "Worked out again from the saved snapshots, it differs.")]
    if private:
        told = "Affiliations are private, so nobody can work out again from here which endorsers count: those answers "
        checks.append(
            unknown(where, told + "were taken from the record, and everything that follows from them agrees.")
        )
    return checks


def check_corrections(where: str, recorded: Freeze, sha256: str, corrections: Mapping[str, r.Correction]) -> Check:
    """Corrections are numbered without a gap and are about this record."""
    ids = {each.id for each in recorded.nominations}
    wrong: list[str] = []
    for number, (name, each) in enumerate(sorted(corrections.items()), 1):
        if name != f"{number:04}.json" or each.number != number:
            wrong.append(f"{name}: expected number {number}, {number:04}.json")
        if each.freeze != sha256:
            wrong.append(f"{name}: it corrects another record, sha256 {each.freeze}")
        if each.election != recorded.election or each.change.nomination not in ids:
            wrong.append(f"{name}: the record has no nomination {each.change.nomination} in {each.election}")
    said = f"Corrections of the record: {len(corrections)}."
    return compared(where, said, wrong, "The corrections do not fit the record.")


def _with_private(config: Config, recorded: Freeze, again: Freeze) -> Freeze:
    """What was worked out again, with the recorded count of endorsements, which rests on what is private."""
    known = {_key(each): each for each in recorded.nominations}
    entries = []
    for each in again.nominations:
        before = known.get(_key(each))
        if before is not None:
            counted = {answer.id: answer for answer in before.rules if answer.group == "endorsements"}
            rules = tuple(counted.get(answer.id, answer) for answer in each.rules)
            entries.append(decided(replace(each, rules=rules, endorsements=before.endorsements)))
        else:
            entries.append(each)
    election = next(each for each in config.elections if each.id == recorded.election)
    return replace(again, nominations=tuple(entries), seats=seats(election, entries))


def _key(entry: r.FrozenNomination) -> tuple[int, str]:
    return entry.pull_request or 0, entry.id
