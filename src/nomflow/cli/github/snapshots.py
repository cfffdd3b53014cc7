"""``nomflow snapshots``: every nomination of an election as it is now, for ``close`` and ``publish``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nomflow.cli.github.run import connect, environment, load, typed_path
from nomflow.core.basics.errors import ExitCode, GitHubError
from nomflow.core.basics.text import counted
from nomflow.core.snapshot.document import ConfigText, dump_snapshot
from nomflow.disk import write_tree
from nomflow.github.files import Repository
from nomflow.github.gather import Gathered
from nomflow.github.sweep import Unjudged, sweep

STATES = "OPEN, MERGED, CLOSED"


def run(options: argparse.Namespace) -> ExitCode:
    """Writes one file for each nomination. Raises ``GitHubError`` if one could not be read."""
    repository = connect(options.repo or environment().get("GITHUB_REPOSITORY", ""), environment())
    count = save(repository, typed_path(options.config), options.election, options.out)
    print(f"{options.out}: {counted(count, 'nomination')}.", file=sys.stderr)
    return ExitCode.OK if count else ExitCode.NOTHING


def save(repository: Repository, config: str, election: str, out: Path) -> int:
    """The same for a repository that is open already, and for all elections if ``election`` is empty; answers how many.

    Raises ``GitHubError`` if one could not be read: a set with a gap in it would leave a candidate out.
    """
    files: list[tuple[str, bytes]] = []
    for each in sweep(repository, load, config, STATES):
        if isinstance(each, Unjudged):
            raise GitHubError(f"#{each.present.number} could not be read, so nothing was written: {each.error}")
        snapshot = each.snapshot if isinstance(each, Gathered) else None
        if snapshot is None or not isinstance(each, Gathered) or election not in ("", snapshot.election.id):
            continue
        text = dump_snapshot(snapshot, ConfigText(each.base.config_text, each.base.config_path))
        files.append((f"{each.present.number}.json", text.encode()))
    return write_tree(out, files)
