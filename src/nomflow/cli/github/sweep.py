"""``nomflow sweep``: every open pull request, so that whatever was missed is put right."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from nomflow.cli.github.queue import set_gates
from nomflow.cli.github.run import Judged, bug, connect, environment, gate_says, load, settled, typed_path
from nomflow.cli.github.status import tell_swept
from nomflow.core.action.decisions import error_status
from nomflow.core.action.effects import Status, Wanted
from nomflow.core.action.plan import plan
from nomflow.core.basics.errors import ExitCode, GitHubError, NomflowError
from nomflow.core.evaluate import Report
from nomflow.core.roll.roll import Roll, Unavailable, told_of_roll
from nomflow.github.base import Base
from nomflow.github.files import Repository
from nomflow.github.gather import Gathered
from nomflow.github.merge_queue import merge_queue
from nomflow.github.sweep import NotANomination, Unjudged, sweep
from nomflow.github.writer import Writer
from nomflow.render.quote import guarded, markdown, terminal


def run(options: argparse.Namespace) -> ExitCode:
    """Judges all of them, and prints a line for each."""
    repository = connect(options.repo or environment().get("GITHUB_REPOSITORY", ""), environment())
    return sweep_all(repository, typed_path(options.config), write=not options.dry_run)


def sweep_all(repository: Repository, config_path: str, *, write: bool, summary: Path | None = None) -> ExitCode:
    """The same for a repository that is open already. One that fails does not keep the others from being judged.

    ``summary`` is the run's step summary, which gets the officers' table, and what else was looked at.
    """
    worst, rolls, gates = ExitCode.OK, dict[str, Roll | Unavailable](), dict[int, Status]()
    in_queue, bases, reports = set[int](), list[Base](), list[Report]()
    for each in sweep(repository, load, config_path, in_queue=in_queue, bases=bases):
        if isinstance(each, Gathered) and each.snapshot and each.snapshot.roll is not None:
            rolls[each.snapshot.election.id] = each.snapshot.roll
        try:
            worst = max(worst, _one(repository, each, gates, reports, write=write))
        except NomflowError as error:
            _say(f"#{each.present.number}: {error}", error=True)
            worst = max(worst, error.exit_code)
            gates[each.present.number] = error_status(str(error))
        except Exception as error:
            worst = max(worst, _trouble(repository, Unjudged(each.present, error), gates, write=write))
    if in_queue:
        worst = max(worst, _in_queue(repository, gates, write=write))
    for roll in rolls.values():
        for line in told_of_roll(roll):
            _say(line)
    if summary:
        judged = {report.snapshot.pull_request.number for report in reports if report.snapshot.pull_request}
        append(
            summary,
            listed(
                f"#{number}: {gate.state}: {gate.description}" for number, gate in gates.items() if number not in judged
            ),
        )
    try:
        if done := tell_swept(repository, bases[0] if bases else None, reports, summary, write=write):
            _say(done)
    except GitHubError as error:
        _say(f"The state of every nomination could not be shown: {error}", error=True)
        worst = max(worst, error.exit_code)
    except Exception as error:  # the gates are set, whatever the table does
        _say(f"The state of every nomination could not be shown: {bug(error)}", error=True)
        worst = max(worst, ExitCode.BUG)
    return worst


def listed(lines: Iterable[str]) -> str:
    """Lines as a Markdown list for a step summary."""
    return "".join(f"- {markdown(line, 500)}\n" for line in lines)


def append(path: Path, text: str) -> None:
    """Adds to a file that GitHub reads after the run."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _one(
    repository: Repository,
    each: Gathered | NotANomination | Unjudged,
    gates: dict[int, Status],
    reports: list[Report],
    *,
    write: bool,
) -> ExitCode:
    """Judges one, and notes its gate in ``gates`` and what was found in ``reports``."""
    if isinstance(each, Unjudged):
        return _trouble(repository, each, gates, write=write)
    if isinstance(each, NotANomination):
        gates[each.present.number] = each.status
        if write:
            _no_nomination(repository, each)
        return ExitCode.OK
    judged: Judged = settled(repository, each, write=write)
    gates[judged.number] = judged.status
    reports += [judged.report] if judged.report else []
    _say(f"#{judged.number}: {judged.state}: {judged.status.description}")
    for line in judged.planned:
        _say(f"  {'did: ' if write else 'would '}{line}")
    for line in (*judged.notes, *judged.problems):
        _say(f"  {line}", error=True)
    return ExitCode.GITHUB if judged.problems else ExitCode.OK


def _in_queue(repository: Repository, gates: Mapping[int, Status], *, write: bool) -> ExitCode:
    """Sets the gate on the commits of the merge queue. Where they cannot be read, each has the answer to its own
    ``merge_group`` event; so that is told, and is no failure."""
    try:
        entries = merge_queue(repository)
    except GitHubError as error:
        _say(f"The merge queue could not be looked at: {error}")
        return ExitCode.OK
    return set_gates(repository, entries, gates, _say, write=write)


def _trouble(repository: Repository, each: Unjudged, gates: dict[int, Status], *, write: bool) -> ExitCode:
    error = each.error if isinstance(each.error, NomflowError) else bug(each.error)
    gates[each.present.number] = error_status(str(error))
    _say(f"#{each.present.number}: {error}", error=True)
    try:
        if write:
            gate_says(repository, each.present, error)
    except GitHubError as again:
        _say(f"#{each.present.number}: {again}", error=True)
    return error.exit_code


def _no_nomination(repository: Repository, other: NotANomination) -> None:
    if plan(Wanted(status=other.status), other.present):
        Writer(repository).set_status(other.present.head, other.status.state, other.status.description, other.url)


def _say(line: str, *, error: bool = False) -> None:
    print(guarded(terminal(line, 500)), file=sys.stderr if error else sys.stdout)
