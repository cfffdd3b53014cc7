"""``nomflow sweep``: every open pull request, so that whatever was missed is put right."""

from __future__ import annotations

import argparse
import sys

from nomflow.cli.github.run import Judged, bug, connect, environment, gate_says, load, settled, typed_path
from nomflow.core.action.effects import Wanted
from nomflow.core.action.plan import plan
from nomflow.core.basics.errors import ExitCode, GitHubError, NomflowError
from nomflow.core.roll.roll import Roll, Unavailable, told_of_roll
from nomflow.github.files import Repository
from nomflow.github.gather import Gathered
from nomflow.github.sweep import NotANomination, Unjudged, sweep
from nomflow.render.quote import guarded, terminal


def run(options: argparse.Namespace) -> ExitCode:
    """Judges all of them, and prints a line for each."""
    repository = connect(options.repo or environment().get("GITHUB_REPOSITORY", ""), environment())
    return sweep_all(repository, typed_path(options.config), write=not options.dry_run)


def sweep_all(repository: Repository, config_path: str, *, write: bool) -> ExitCode:
    """The same for a repository that is open already. One that fails does not keep the others from being judged."""
    worst, rolls = ExitCode.OK, dict[str, Roll | Unavailable]()
    for each in sweep(repository, load, config_path):
        if isinstance(each, Gathered) and each.snapshot and each.snapshot.roll is not None:
            rolls[each.snapshot.election.id] = each.snapshot.roll
        try:
            worst = max(worst, _one(repository, each, write=write))
        except NomflowError as error:
            _say(f"#{each.present.number}: {error}", error=True)
            worst = max(worst, error.exit_code)
        except Exception as error:
            worst = max(worst, _trouble(repository, Unjudged(each.present, error), write=write))
    for roll in rolls.values():
        for line in told_of_roll(roll):
            _say(line)
    return worst


def _one(repository: Repository, each: Gathered | NotANomination | Unjudged, *, write: bool) -> ExitCode:
    if isinstance(each, Unjudged):
        return _trouble(repository, each, write=write)
    if isinstance(each, NotANomination):
        if write:
            _no_nomination(repository, each)
        return ExitCode.OK
    judged: Judged = settled(repository, each, write=write)
    _say(f"#{judged.number}: {judged.state}: {judged.status.description}")
    for line in judged.planned:
        _say(f"  {'did: ' if write else 'would '}{line}")
    for line in (*judged.notes, *judged.problems):
        _say(f"  {line}", error=True)
    return ExitCode.GITHUB if judged.problems else ExitCode.OK


def _trouble(repository: Repository, each: Unjudged, *, write: bool) -> ExitCode:
    error = each.error if isinstance(each.error, NomflowError) else bug(each.error)
    _say(f"#{each.present.number}: {error}", error=True)
    try:
        if write:
            gate_says(repository, each.present, error)
    except GitHubError as again:
        _say(f"#{each.present.number}: {again}", error=True)
    return error.exit_code


def _no_nomination(repository: Repository, other: NotANomination) -> None:
    from nomflow.github.writer import Writer

    if plan(Wanted(other.status), other.present):
        Writer(repository).set_status(other.present.head, other.status.state, other.status.description, other.url)


def _say(line: str, *, error: bool = False) -> None:
    print(guarded(terminal(line, 500)), file=sys.stderr if error else sys.stdout)
