"""``nomflow close``: takes the freeze when an election's window has closed, and keeps what it rests on."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from nomflow import __version__
from nomflow.cli.reading import read_safely
from nomflow.cli.time import moment
from nomflow.core.basics.errors import ExitCode, NothingToCheckError, UsageError
from nomflow.core.basics.json_document import plain
from nomflow.core.basics.text import counted
from nomflow.core.basics.time import describe_utc
from nomflow.core.election.choices import Venue
from nomflow.core.election.election import Config, Election
from nomflow.core.freeze.compare import differences
from nomflow.core.freeze.document import dump, read_correction, read_freeze
from nomflow.core.freeze.frozen import Correction, FileVersion, Freeze
from nomflow.core.freeze.take import Frozen, Inputs, closes_at, freeze, waits
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.team import team_files
from nomflow.disk import (
    Folder,
    FolderSnapshots,
    open_folder,
    read_affiliations_of,
    read_people_files,
    read_roll,
    statements,
    write_tree,
)
from nomflow.rules import RULES

RECORDS = Path("records")
"""Where the records lie in the repository, a folder an election."""
RECORD = "freeze.json"
CORRECTIONS = "corrections"
ATTRIBUTES = ".gitattributes", b"* -text\n"
"""Keeps git from changing line ends in a record, which has hashes of every byte
(https://git-scm.com/docs/gitattributes#_text)."""
RULES_FOLDER = "rules"
"""Where the configuration, the roll and the people files lie, beside the record, under their own paths."""


class WaitsError(UsageError):
    """Nominations have to be extended, so there is nothing to put on record."""


class Kept(Struct, frozen=True, kw_only=True):
    """A freeze record on disk, with its corrections and the saved snapshots by their paths beside it."""

    path: Path
    freeze: Freeze
    sha256: str
    corrections: tuple[Correction, ...]
    snapshots: Mapping[str, Snapshot]


def run(options: argparse.Namespace) -> ExitCode:
    """Writes ``OUT/<election>/``, once. A record that is there is never rewritten."""
    folder = open_folder(options.path, options.config)
    election = chosen(folder.config, options.election)
    now = moment(options.as_of)
    _refuse_early(election, now, ())
    found = list(_snapshots(folder, election, options, now))
    snapshots = [snapshot for _, snapshot in found]
    _refuse_early(election, now, snapshots)
    for path, snapshot in _latest(found):
        _refuse_older(path, snapshot)
    inputs = dict(input_files(folder, election, _teams(election, snapshots)))
    made = freeze(folder.config, election, snapshots, RULES, inputs_of(folder, election, inputs))
    out = Path(options.out, election.id)
    if (out / RECORD).exists():
        return _compare(out / RECORD, made.freeze)
    if waits(election, made.freeze):
        raise WaitsError(
            f"Too few stand in {election.title}, and by its rules nominations are then extended, so nothing is closed. "
            "Put the new date into windows: {extensions: …} in nomflow.yml, or say under publication: what follows "
            "instead (vote, no-vote or appoint). Then run this again."
        )
    raw = dump(made.freeze)
    write_tree(out, _files(made, election, inputs, raw))
    print(f"{out / RECORD}: sha256 {sha256(raw).hexdigest()}")
    _tell(made.freeze)
    return ExitCode.OK


def read_record(path: Path) -> Kept:
    """A record with all it rests on. Raises ``ConfigError``, or ``UsageError`` when a file beside it is not its own."""
    from nomflow.cli.snapshots import read_snapshot

    if not path.is_file():
        raise UsageError(f"There is no freeze record {path}.")
    raw, beside = path.read_bytes(), path.parent
    freeze_ = read_freeze(raw, str(path))
    saved = [each.saved for each in freeze_.nominations if each.saved]
    for file, real in [(each, beside / each.path) for each in saved] + [
        (freeze_.rules, beside / RULES_FOLDER / freeze_.rules.path)
    ]:
        if not real.is_file() or sha256(real.read_bytes()).hexdigest() != file.sha256:
            raise UsageError(f"{real} is not the file that {path} rests on. nomflow verify {beside} tells more.")
    rules = beside / RULES_FOLDER / freeze_.rules.path
    corrections = (
        read_correction(each.read_bytes(), str(each)) for each in sorted(beside.glob(f"{CORRECTIONS}/*.json"))
    )
    snapshots = {each.path: read_snapshot(beside / each.path, rules) for each in saved}
    return Kept(
        path=path, freeze=freeze_, sha256=sha256(raw).hexdigest(), corrections=tuple(corrections), snapshots=snapshots
    )


def chosen(config: Config, wanted: str) -> Election:
    """The election that is meant. Raises ``UsageError`` when that cannot be told."""
    if not config.declared:
        raise UsageError("There is no nomflow.yml here, so the closing date is not known.")
    known = ", ".join(each.id for each in config.elections)
    if not wanted and len(config.elections) > 1:
        raise UsageError(f"Choose an election with --election: {known}.")
    if found := config.election_called(wanted) if wanted else config.elections[0]:
        return found
    raise UsageError(f"There is no election “{wanted}”. Elections: {known}.")


def input_files(folder: Folder, election: Election, teams: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """The files that everybody is judged by, the configuration first and ``teams`` last.

    Raises ``UsageError`` if one cannot be read.
    """
    assert folder.config_path is not None
    shown = folder.config_path.resolve().relative_to(folder.root).as_posix()
    rolls = (each.path for each in election.roll.sources if each.path)
    for name in (shown, *rolls, *_about_people(folder, election)):
        try:
            yield name, (folder.root / name).read_bytes()
        except OSError as error:
            raise UsageError(f"{name} could not be read: {error.strerror}.") from error
    yield from ((name, text.encode()) for name, text in teams.items())


def _teams(election: Election, snapshots: Iterable[Snapshot]) -> Mapping[str, str]:
    """The members of teams as files. Raises ``UsageError`` unless every snapshot knows the same."""
    found = team_files(election, snapshots)
    if isinstance(found, Unavailable):
        raise UsageError(
            f"{found.why} Set NOMFLOW_TEAM_TOKEN and take all snapshots again in one run of nomflow snapshots."
        )
    return found


def inputs_of(folder: Folder, election: Election, files: Mapping[str, bytes], nomflow: str = __version__) -> Inputs:
    """The versions of those files."""
    versions = {name: FileVersion(name, sha256(raw).hexdigest()) for name, raw in files.items()}
    return Inputs(
        nomflow,
        next(iter(versions.values())),
        tuple(versions[each.file] for each in election.roll.sources if each.file in versions),
        tuple(versions[name] for name in _about_people(folder, election)),
    )


def _about_people(folder: Folder, election: Election) -> tuple[str, ...]:
    """The files about names, handles and public affiliations."""
    return tuple(name for name in (*folder.config.people, election.endorsements.affiliations) if name)


def _snapshots(
    folder: Folder, election: Election, options: argparse.Namespace, now: datetime
) -> Iterator[tuple[Path, Snapshot]]:
    """Saved snapshots, all judged by the folder's configuration, roll and people files; without any, the statements in
    the folder."""
    if options.snapshots is None:
        _refuse_blind(election)
        try:
            found = list(statements(folder, [options.path]))
        except NothingToCheckError:
            found = []
        snapshots = FolderSnapshots(folder, now)
        for path in found:
            snapshot = snapshots.of(path, read_safely)
            if snapshot.election.id == election.id:
                yield path, snapshot
        return
    from nomflow.cli.snapshots import read_snapshot

    if not options.snapshots.is_dir():
        raise UsageError(f"There is no folder {options.snapshots}.")
    people = read_people_files(folder)
    affiliations = read_affiliations_of(folder, election) if election.endorsements.affiliations else None
    paths = sorted(options.snapshots.glob("*.json"))
    read = [(path, read_snapshot(path, folder.config_path, now if options.as_of else None)) for path in paths]
    read = [each for each in read if each[1].election.id == election.id]
    roll = read_roll(folder, election, _teams(election, (snapshot for _, snapshot in _latest(read))))
    for path, each in read:
        snapshot = replace(each, roll=roll, people=people) if election.roll.sources else each
        yield path, replace(snapshot, affiliations=affiliations) if affiliations is not None else snapshot


def _refuse_blind(election: Election) -> None:
    if election.nominations.venue is Venue.PULL_REQUEST:
        raise UsageError(
            "Files do not show who withdrew, who was late, or which text counted. Take snapshots of the pull "
            "requests first, with nomflow snapshots --out snapshots, and then run nomflow close --snapshots snapshots. "
            "Where nobody nominates by pull request, say how they do in nomflow.yml: nominations: {venue: mail}."
        )


def _latest(found: Iterable[tuple[Path, Snapshot]]) -> Iterable[tuple[Path, Snapshot]]:
    """The last snapshot of each nomination; earlier ones may hold texts that were pushed over since."""
    last: dict[object, tuple[Path, Snapshot]] = {}
    for path, snapshot in sorted(found, key=lambda each: each[1].taken_at):
        last[snapshot.pull_request.number if snapshot.pull_request else path] = path, snapshot
    return last.values()


def _refuse_older(path: Path, snapshot: Snapshot) -> None:
    close = closes_at(snapshot.election, [snapshot])
    if close and snapshot.taken_at.replace(microsecond=0) <= close:
        raise UsageError(
            f"{path} was taken on {describe_utc(snapshot.taken_at)}, before the close, so it may lack what "
            "people did after that. Take a new snapshot."
        )


def _refuse_early(election: Election, now: datetime, snapshots: Iterable[Snapshot]) -> None:
    close = closes_at(election, snapshots)
    if close is None:
        raise UsageError(f"nomflow.yml gives no closing date for {election.title}, so there is nothing to freeze.")
    if now.replace(microsecond=0) <= close:
        more = " (somebody's time was extended)" if close != closes_at(election) else ""
        raise UsageError(
            f"{election.title} is still open: the last window closes on {describe_utc(close)}{more}. "
            "Run this again after that time. It does not matter how much later."
        )


def _files(made: Frozen, election: Election, inputs: Mapping[str, bytes], raw: bytes) -> Iterator[tuple[str, bytes]]:
    """The record comes last, so that a run that was cut short is simply run again."""
    yield ATTRIBUTES
    yield from made.files.items()
    private = {each.file for each in election.roll.sources} if election.endorsements.private_affiliations else set()
    yield from ((f"{RULES_FOLDER}/{name}", text) for name, text in inputs.items() if name not in private)
    yield RECORD, raw


def _compare(path: Path, made: Freeze) -> ExitCode:
    """A record is taken once: tells whether the one that is there says the same."""
    raw = path.read_bytes()
    before = read_freeze(raw, str(path))
    known = {(each.id, each.pull_request) for each in before.nominations}
    same = tuple(each for each in made.nominations if (each.id, each.pull_request) in known or not each.late)
    found = differences(plain(before), plain(replace(made, nomflow=before.nomflow, nominations=same)))
    if not found:
        print(f"{path}: there already, and it says the same: sha256 {sha256(raw).hexdigest()}")
        return ExitCode.OK
    print(f"{path} is there already and says something else. It stays as it is: a record is never rewritten.")
    for each in found[:20]:
        print(f"  {each}")
    if len(found) > 20:
        print(f"  … and {len(found) - 20} more")
    print("What was decided after the close goes into corrections/0001.json beside it; see docs/freeze.md.")
    return ExitCode.FAILED


def _tell(made: Freeze) -> None:
    for seat in made.seats:
        title = seat.title or made.title
        people, places = counted(len(seat.candidates), "candidate"), counted(seat.places, "place")
        print(f"{title}: {seat.contest}, {people} for {places}; what follows: {seat.then}.", file=sys.stderr)
    for nomination in made.nominations:
        number = f"#{nomination.pull_request} " if nomination.pull_request else ""
        print(f"  {number}{nomination.id}: {nomination.standing.value}", file=sys.stderr)
