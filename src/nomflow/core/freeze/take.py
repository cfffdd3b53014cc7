"""Taking the freeze: what stood at the close, for every nomination, and the outcome for every seat.

A pure function of snapshots taken after the close, in any order and however late: there is no time of its making in a
freeze, and the same facts give the same bytes. ``docs/freeze.md`` explains the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.text import git_blob_sha
from nomflow.core.election.choices import ContestOutcome
from nomflow.core.election.contest import contest, follows
from nomflow.core.election.election import Config, Election, Seat
from nomflow.core.election.windows import cut_offs
from nomflow.core.evaluate import Rule, evaluate
from nomflow.core.freeze import frozen as r
from nomflow.core.freeze.draw import drand_round
from nomflow.core.freeze.entry import entry, extended
from nomflow.core.freeze.frozen import decided
from nomflow.core.freeze.saved import saved
from nomflow.core.freeze.stood import Stood, nominated, stood, with_others, without_others
from nomflow.core.nomination.address import address_of
from nomflow.core.nomination.deadlines import last_cut_off
from nomflow.core.snapshot.document import dump_snapshot
from nomflow.core.snapshot.snapshot import PostedStatus, Snapshot

FOLDER = "nominations"
"""Where the saved snapshots lie, beside the record."""


class Inputs(Struct, frozen=True):
    """The versions of what everybody was judged by: the configuration, the roll's files, the files about people."""

    nomflow: str
    rules: r.FileVersion
    roll: tuple[r.FileVersion, ...] = ()
    people: tuple[r.FileVersion, ...] = ()


class Frozen(Struct, frozen=True):
    """The record, and the saved snapshots it rests on by their paths beside it."""

    freeze: r.Freeze
    files: Mapping[str, bytes]


def closes_at(election: Election, snapshots: Iterable[Snapshot] = ()) -> datetime | None:
    """The last second in which anything counts for anybody, in UTC; ``None`` when the election never closes."""
    ends = cut_offs(election)
    if not ends:
        return None
    own = (last_cut_off(each) for each in snapshots if each.election.id == election.id)
    return max((*ends.values(), *(each for each in own if each)))


def freeze(
    config: Config, election: Election, snapshots: Iterable[Snapshot], rules: Iterable[Rule], inputs: Inputs
) -> Frozen:
    """The freeze of an election. Of several snapshots of one pull request the first one after its close decides, and
    the others are asked for texts that it has not.

    Raises ``ValueError`` when the election never closes.
    """
    rules = tuple(rules)
    closed = [
        stood_of(group) for group in _by_nomination(each for each in snapshots if each.election.id == election.id)
    ]
    others = nominated(closed)
    everybody = [with_others(each, others) for each in closed]
    names = _file_names(everybody)
    files: dict[str, bytes] = {}
    entries = []
    for one, name in zip(everybody, names, strict=True):
        raw = saved(without_others(one, others), roll_beside=bool(inputs.roll) or not election.roll.sources)
        files[f"{FOLDER}/{name}.json"] = raw
        version = r.FileVersion(f"{FOLDER}/{name}.json", sha256(raw).hexdigest())
        entries.append(decided(entry(one, evaluate(one.judged, rules), version)))
    ends = cut_offs(election)
    made = r.Freeze(
        schema=r.VERSION,
        nomflow=inputs.nomflow,
        election=election.id,
        taken_at=max((*ends.values(), *(each.closed for each in everybody))),
        rules=inputs.rules,
        title=election.title,
        repository=config.repository,
        cut_offs=ends,
        roll=inputs.roll,
        people=inputs.people,
        extensions=tuple(extended(each) for each in election.windows.extensions),
        order=_order(election, ends["nominations"]),
        nominations=tuple(entries),
    )
    return Frozen(replace(made, seats=seats(election, made.nominations)), files)


def seats(election: Election, entries: Iterable[r.FrozenNomination]) -> tuple[r.FrozenSeat, ...]:
    """The outcome for each seat, and what the configuration says follows."""
    everybody = tuple(entries)
    return tuple(_seat(election, seat, everybody) for seat in election.seats)


def waits(election: Election, made: r.Freeze) -> bool:
    """Whether nominations have to be extended for every seat, whatever officers decide: then nothing has closed."""
    known = {seat.id: seat for seat in election.seats}
    return all(
        follows(election, known[each.id], len({*each.candidates, *each.undecided})) is ContestOutcome.EXTEND
        for each in made.seats
    )


def _seat(election: Election, seat: Seat, everybody: tuple[r.FrozenNomination, ...]) -> r.FrozenSeat:
    here = [each for each in everybody if len(election.seats) == 1 or each.seat == seat.id]
    standing = {each.id for each in here if each.standing is r.Standing.ON_BALLOT}
    outcome = contest(seat.places, len(standing))
    then = follows(election, seat, len(standing))
    waiting = {each.id for each in here if each.standing.undecided} - standing
    return r.FrozenSeat(
        id=seat.id,
        places=seat.places,
        contest=outcome.value,
        then=then.value,
        title=seat.title,
        candidates=tuple(sorted(standing)),
        undecided=tuple(sorted(waiting)),
    )


def _order(election: Election, close: datetime) -> r.FrozenOrder:
    source = election.publication.order.source
    return r.FrozenOrder(source, drand_round(close) if source == "drand" else None)


def _by_nomination(snapshots: Iterable[Snapshot]) -> list[list[Snapshot]]:
    """The snapshots of each pull request, and of each file without one, in an order of their own."""
    groups: dict[tuple[int, str], list[Snapshot]] = {}
    for each in snapshots:
        path = each.statement.path if each.statement else ""
        subject = (each.pull_request.number, "") if each.pull_request else (0, path)
        groups.setdefault(subject, []).append(each)
    return [groups[subject] for subject in sorted(groups)]


def stood_of(group: Sequence[Snapshot]) -> Stood:
    """What stood at the close of a nomination, from snapshots of it. Raises ``ValueError`` when it never closes."""
    texts: dict[str, bytes] = {}
    for snapshot in group:
        if snapshot.statement and not snapshot.statement.trouble:
            texts[snapshot.statement.source.git_blob_sha] = snapshot.statement.source.raw
        for blob, text in snapshot.versions.items():
            if git_blob_sha(text.encode("utf-8", "replace")) == blob:
                texts[blob] = text.encode()
    return _with_files(
        stood(_with_sightings(min(group, key=_chosen), group) if len(group) > 1 else group[0], texts), group
    )


def _with_sightings(chosen: Snapshot, group: Sequence[Snapshot]) -> Snapshot:
    """A snapshot is proof of what was the head when it was taken."""
    if chosen.pull_request is None:
        return chosen
    seen = dict.fromkeys(chosen.pull_request.statuses)
    for each in group:
        if each.pull_request and each.statement and each.pull_request.head:
            head, blob = each.pull_request.head, each.statement.source.git_blob_sha
            seen |= dict.fromkeys(
                [*each.pull_request.statuses, PostedStatus(commit=head, state="seen", at=each.taken_at, blob=blob)]
            )
    return replace(chosen, pull_request=replace(chosen.pull_request, statuses=tuple(seen)))


def _with_files(one: Stood, group: Sequence[Snapshot]) -> Stood:
    """With the photo and the translations that stood, where the branch moved since and an earlier snapshot saw them at
    that commit."""
    head = one.snapshot.pull_request.head if one.snapshot.pull_request else ""
    known = [each for each in group if head and each.pull_request and each.pull_request.head == head]
    photo = one.snapshot.photo or next((each.photo for each in known if each.photo), None)
    translations = one.snapshot.translations or next((each.translations for each in known if each.translations), ())
    return replace(one, snapshot=replace(one.snapshot, photo=photo, translations=translations))


def _chosen(snapshot: Snapshot) -> tuple[bool, float, str]:
    """The first after the close; before it, the last."""
    closed = last_cut_off(snapshot)
    early = closed is not None and snapshot.taken_at <= closed
    since = snapshot.taken_at.timestamp()
    return early, -since if early else since, dump_snapshot(snapshot, None)


def _file_names(everybody: Sequence[Stood]) -> list[str]:
    """A file name for each nomination: its id, and its number where somebody has several, or where it came late, which
    changes no name of the others."""
    names: list[str] = []
    in_time = [address_of(each.snapshot) for each in everybody if not each.late]
    for each in everybody:
        id, pull_request = address_of(each.snapshot), each.snapshot.pull_request
        names.append(f"{id}-{pull_request.number}" if pull_request and (each.late or in_time.count(id) > 1) else id)
    return names
