"""Saved snapshots on the command line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from nomflow.cli.reading import read_safely
from nomflow.core.basics.errors import UsageError
from nomflow.core.election.load import load
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.document import load_snapshot
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.disk import open_folder, preset, preset_names, read_affiliations_of, read_people_files, read_roll


def read_snapshot(path: Path, config: Path | None, as_of: datetime | None = None) -> Snapshot:
    """A snapshot from a file. With ``config``, that configuration judges it, and what the snapshot lacks (the roll, the
    people files) is read beside it.

    Raises ``ConfigError`` or ``UsageError``.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The snapshot {path} could not be read: {error}") from error
    folder = open_folder(config.parent, config) if config else None
    snapshot = load_snapshot(
        text,
        str(path),
        lambda saved, name: load(saved, name, preset, preset_names()),
        folder.config if folder else None,
        read_safely,
    )
    if folder and snapshot.roll is None:
        people = {**read_people_files(folder), **snapshot.people}
        snapshot = replace(snapshot, roll=read_roll(folder, snapshot.election), people=people)
    if not snapshot.affiliations or isinstance(snapshot.affiliations, Unavailable):
        known = read_affiliations_of(folder, snapshot.election)
        if known:
            snapshot = replace(snapshot, affiliations=known)
    return replace(snapshot, taken_at=as_of) if as_of else snapshot
