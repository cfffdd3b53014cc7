"""``nomflow pr``: one pull request, from anywhere."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nomflow.cli.check import exit_code, wants_colour
from nomflow.cli.github.run import connect, environment, hints_of, judge, typed_path
from nomflow.core.basics.errors import ExitCode, UsageError
from nomflow.core.snapshot.document import ConfigText, dump_snapshot
from nomflow.github.gather import Gathered
from nomflow.render.quote import terminal


def run(options: argparse.Namespace) -> ExitCode:
    """Looks at the pull request, writes what follows unless ``--dry-run``, and prints what was found."""
    repository = connect(options.repo or environment().get("GITHUB_REPOSITORY", ""), environment())
    judged, gathered = judge(
        repository,
        options.number,
        config_path=typed_path(options.config),
        hints=hints_of(options.config),
        write=not options.dry_run,
    )
    if options.save_snapshot and gathered:
        _save(options.save_snapshot, gathered)
    if judged.report:
        from nomflow.render.report.text import render

        sys.stdout.write(render([judged.report], colour=wants_colour("auto"), verbose=False))
    print(f"#{judged.number}: {judged.state}. Gate: {judged.status.state}: {terminal(judged.status.description)}")
    for line in judged.planned:
        print(f"{'would ' if options.dry_run else 'did: '}{terminal(line)}")
    for line in (*judged.notes, *judged.problems):
        print(f"nomflow: {line}", file=sys.stderr)
    if judged.problems:
        return ExitCode.GITHUB
    return exit_code([judged.report]) if judged.report else ExitCode.OK


def _save(path: Path, gathered: Gathered) -> None:
    if gathered.snapshot is None:
        raise UsageError("This pull request is not a nomination, so there is no snapshot to save.")
    base = gathered.base
    text = dump_snapshot(gathered.snapshot, ConfigText(base.config_text, base.config_path))
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{path} could not be written: {error.strerror}") from error
