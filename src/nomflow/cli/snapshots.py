"""Saved snapshots on the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from nomflow.core.config import load
from nomflow.core.errors import UsageError
from nomflow.core.snapshot import Snapshot
from nomflow.core.snapshot_json import load_snapshot
from nomflow.disk import load_config, preset, preset_names


def read_snapshot(path: Path, config: Path | None, as_of: datetime | None = None) -> Snapshot:
    """A snapshot from a file, judged by ``config`` if given. Raises ``ConfigError`` or ``UsageError``."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The snapshot {path} could not be read: {error}") from error
    chosen = load_config(config, config.name) if config else None
    snapshot = load_snapshot(text, str(path), lambda saved, name: load(saved, name, preset, preset_names()), chosen)
    return replace(snapshot, taken_at=as_of) if as_of else snapshot
