"""``nomflow status``: the officers' dashboard, of a folder, of saved snapshots or of a repository on GitHub."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from nomflow.cli.check import wants_colour
from nomflow.cli.overviews import states_of
from nomflow.cli.progress import Progress
from nomflow.cli.reading import read_safely
from nomflow.cli.time import moment
from nomflow.core.basics.errors import ExitCode, NothingToCheckError, UsageError
from nomflow.core.roll.roll import told_of_roll
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.verdict.overview import ElectionStatus
from nomflow.disk import FolderSnapshots, open_folder, read_roll, shown_in, statements


def run(options: argparse.Namespace) -> ExitCode:
    """Shows it once, or again and again until interrupted."""
    if options.repo and options.snapshots:
        raise UsageError("Give either --repo or --snapshots.")
    while True:
        states = _read(options)
        if options.watch and sys.stdout.isatty():
            sys.stdout.write("\x1b[H\x1b[2J")
        sys.stdout.write(rendered(states, options))
        sys.stdout.flush()
        if not options.watch:
            return ExitCode.OK
        time.sleep(options.watch)


def rendered(states: Sequence[ElectionStatus], options: argparse.Namespace) -> str:
    """In the format asked for."""
    from nomflow.render.report import status

    if options.format == "json":
        return status.as_json(states)
    if options.format == "markdown":
        return status.document(states)
    return status.text(states, colour=wants_colour("auto"))


def _read(options: argparse.Namespace) -> list[ElectionStatus]:
    if options.repo:
        from nomflow.cli.github.status import read_options

        return read_options(options)
    return _read_here(options)


def _read_here(options: argparse.Namespace) -> list[ElectionStatus]:
    """The state of each election of a folder, by saved snapshots and by the statements that none is about."""
    path, snapshots, as_of = options.path, options.snapshots, options.as_of
    folder, now = open_folder(path, options.config), moment(as_of)
    if snapshots is None and (path / "snapshots").is_dir():
        snapshots = path / "snapshots"
    saved = [replace(each, taken_at=now) if as_of else each for each in _saved(snapshots, folder.config_path)]
    try:
        found = list(statements(folder, [path]))
    except NothingToCheckError:
        found = []
    known = {each.statement.path for each in saved if each.statement}
    alone = [each for each in found if shown_in(folder, each) not in known]
    lying = FolderSnapshots(folder, now)
    read = (lying.of(each, read_safely) for each in alone)
    drafts = list(Progress().over(read, "statements", len(alone)))
    states = states_of(folder.config.elections, (*saved, *drafts), now, options.election)
    told = {each.id: read_roll(folder, each) for each in folder.config.elections}
    return [
        replace(state, roll=told_of_roll(roll)) if (roll := told.get(state.election.id)) and not state.roll else state
        for state in states
    ]


def _saved(snapshots: Path | None, config: Path | None) -> Iterator[Snapshot]:
    if snapshots is None:
        return
    from nomflow.cli.snapshots import read_snapshot

    if not snapshots.is_dir():
        raise UsageError(f"There is no folder {snapshots}.")
    paths = sorted(snapshots.glob("*.json"))
    yield from Progress().over((read_snapshot(path, config) for path in paths), "snapshots", len(paths))
