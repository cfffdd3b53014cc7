"""The officers' dashboard of a repository on GitHub, and the issue that shows it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from nomflow.cli.github.run import connect, environment, load, typed_path, with_affiliations
from nomflow.cli.overviews import states_of
from nomflow.cli.progress import Progress
from nomflow.core.evaluate import Report
from nomflow.core.verdict.overview import ElectionStatus, overview
from nomflow.github.base import Base
from nomflow.github.files import Repository
from nomflow.github.gather import Gathered
from nomflow.github.sweep import Unjudged, sweep
from nomflow.github.writer import Writer
from nomflow.render.quote import terminal
from nomflow.render.report.status import document

STATES = "OPEN, MERGED, CLOSED"
MARK = "<!-- nomflow status: what stands below this line is written anew -->"


def read_options(options: argparse.Namespace) -> list[ElectionStatus]:
    """The state of each election of the repository that was typed."""
    repository = connect(options.repo, environment())
    return read_repository(repository, typed_path(str(options.config) if options.config else ""), options.election)


def read_repository(repository: Repository, config_path: str, election: str = "") -> list[ElectionStatus]:
    """The state of each election there; what could not be read is told, and keeps nobody else from being shown."""
    bases: list[Base] = []
    snapshots = []
    for each in Progress().over(sweep(repository, load, config_path, STATES, bases=bases), "pull requests", 0):
        if isinstance(each, Unjudged):
            told = f"nomflow: #{each.present.number} could not be read, so it is not in the table: {each.error}"
            print(terminal(told, 500), file=sys.stderr)
        elif isinstance(each, Gathered) and each.snapshot:
            snapshots.append(with_affiliations(each.snapshot))
    elections = [each for base in bases for each in base.config.elections]
    return states_of(elections, snapshots, datetime.now(UTC), election)


def tell_swept(
    repository: Repository, base: Base | None, reports: Sequence[Report], summary: Path | None, *, write: bool
) -> str:
    """Shows officers the state after a sweep: in the summary of the run, and in the issue that the configuration names.
    Answers what was done."""
    issue = base.config.status_issue if base else 0
    told = document(read_repository(repository, base.config_path) if base and issue else _swept(reports))
    if summary and told:
        with summary.open("a", encoding="utf-8") as file:
            file.write(f"\n{told}")
    if not issue or not Writer(repository).keep_issue(issue, MARK, told, write=write):
        return ""
    return f"{'did: write' if write else 'would write'} the state of every nomination into the issue #{issue}"


def _swept(reports: Sequence[Report]) -> list[ElectionStatus]:
    """The state of each election that a sweep came by."""
    found: dict[str, list[Report]] = {}
    for report in reports:
        found.setdefault(report.snapshot.election.id, []).append(report)
    return [
        overview(each[0].snapshot.election, each, max(report.snapshot.taken_at for report in each))
        for each in found.values()
    ]
