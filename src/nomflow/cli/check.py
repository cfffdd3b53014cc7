"""``nomflow check``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from nomflow.cli.progress import Progress
from nomflow.cli.reading import made_of_each
from nomflow.cli.time import moment
from nomflow.core.basics.answer import Answer, Outcome
from nomflow.core.basics.errors import ExitCode, NothingToCheckError, UsageError
from nomflow.core.basics.text import Source, did_you_mean
from nomflow.core.election.question_paths import is_question_file
from nomflow.core.evaluate import Conclusion, Report, Rule, Verdict, evaluate
from nomflow.core.roll.roll import Unavailable, told_of_roll
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import unread_statement
from nomflow.disk import Folder, FolderSnapshots, config_name, election_for, open_folder, statements
from nomflow.rules import RULES


def run(options: argparse.Namespace) -> ExitCode:
    """Checks what was named and prints it in the format asked for."""
    rules = chosen(options.select, options.ignore)
    usable = _tell_rolls(options)
    reports = [*_saved(options, rules), *_files(options, rules)]
    if reports or options.format != "text":
        sys.stdout.write(_rendered(reports, options))
    return max(exit_code(reports), ExitCode.OK if usable else ExitCode.USAGE)


def _tell_rolls(options: argparse.Namespace) -> bool:
    """Says of every roll how many people it has, and what to mend; ``False`` if one cannot be used.

    Only for a whole folder: who checks their own statement need not hear of the roll.
    """
    if options.snapshot or any(path.is_file() for path in options.paths):
        return True
    from nomflow.disk import read_roll
    from nomflow.render.quote import terminal

    folder = open_folder((options.paths or [Path()])[0], options.config)
    usable = True
    for election in folder.config.elections:
        roll = read_roll(folder, election)
        if roll is None:
            continue
        first, *more = told_of_roll(roll)
        several = f"{election.id}: " if len(folder.config.elections) > 1 else ""
        for line in (several + first, *more):
            print(terminal(line, 500), file=sys.stderr)
        usable = usable and not (isinstance(roll, Unavailable) and all(each.path for each in election.roll.sources))
    return usable


def chosen(select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    """The rules to ask. Raises ``UsageError`` for a name that no rule has."""
    known = [rule.id for rule in RULES]
    wanted = [name for names in (*select, *ignore) for name in names.split(",")]
    for name in wanted:
        if name not in known:
            raise UsageError(f"There is no rule “{name}”.{did_you_mean(name, known)} See: nomflow rules")
    selected = {name for names in select for name in names.split(",")} or set(known)
    ignored = {name for names in ignore for name in names.split(",")}
    return tuple(rule for rule in RULES if rule.id in selected - ignored)


_OF_ANSWERS = ("encoding", "front-matter", "characters", "headings", "links", "raw-html", "images", "markup")
"""The rules for the text of a question or an answer."""


def _rules_for(snapshot: Snapshot, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    path = snapshot.statement.path if snapshot.statement else ""
    if not is_question_file(snapshot.election, path):
        return rules
    return tuple(each for each in rules if each.id in _OF_ANSWERS)


def exit_code(reports: Iterable[Report]) -> ExitCode:
    """What the process answers: our bug first, then failures, then what could not be told."""
    reports = list(reports)
    if any(verdict.outcome.answer is Answer.CRASHED for report in reports for verdict in report.verdicts):
        return ExitCode.BUG
    if any(verdict.outcome.answer is Answer.FAILED for report in reports for verdict in report.verdicts):
        return ExitCode.FAILED
    if any(report.conclusion is Conclusion.ERROR for report in reports):
        return ExitCode.USAGE
    return ExitCode.OK


def _saved(options: argparse.Namespace, rules: tuple[Rule, ...]) -> Iterator[Report]:
    for path in options.snapshot or ():
        from nomflow.cli.snapshots import read_snapshot
        from nomflow.render.quote import visible

        snapshot = read_snapshot(path, options.config, moment(options.as_of) if options.as_of else None)
        if snapshot.pull_request and snapshot.pull_request.events is None:
            print(
                f"nomflow: {visible(str(path))} was saved by an older nomflow. It lacks GitHub's time line (events): "
                "which version was there when, and when it was a draft or closed. What is true now is taken for then. "
                f"For certainty, save it again: nomflow pr {snapshot.pull_request.number} --save-snapshot FILE",
                file=sys.stderr,
            )
        yield evaluate(snapshot, _rules_for(snapshot, rules))


def _files(options: argparse.Namespace, rules: tuple[Rule, ...]) -> Iterator[Report]:
    if options.snapshot and not options.paths:
        return
    paths = options.paths or [Path()]
    folder = open_folder(paths[0], options.config)
    if folder.config_path is None:
        print("nomflow: no nomflow.yml found; checking the form by the usual rules.", file=sys.stderr)
    try:
        found = list(statements(folder, paths, misplaced=True))
    except NothingToCheckError as error:
        if folder.config_path is None:
            raise
        if folder.root not in (path.resolve() for path in paths):
            raise NothingToCheckError(_nothing(folder)) from error
        print(_nothing(folder), file=sys.stderr)
        return
    taken_at = moment(options.as_of)
    made = made_of_each(
        found, FolderSnapshots(folder, taken_at, options.election), partial(_judged, tuple(rule.id for rule in rules))
    )
    for source, verdicts in Progress().over(made, "statements", len(found)):
        election = election_for(folder.config, source.path, options.election)
        statement = unread_statement(source, "")
        snapshot = Snapshot(config=folder.config, election=election, taken_at=taken_at, statement=statement)
        yield Report(snapshot, tuple(Verdict(_RULES[id], outcome) for id, outcome in verdicts))


_RULES = {rule.id: rule for rule in RULES}


def _judged(ids: Sequence[str], snapshot: Snapshot) -> tuple[Source, tuple[tuple[str, Outcome], ...]]:
    """A report as a worker sends it: what was looked at stays there, but for the text, which is shown."""
    report = evaluate(snapshot, _rules_for(snapshot, tuple(_RULES[id] for id in ids)))
    source = snapshot.statement.source if snapshot.statement else Source("", b"", "")
    return source, tuple((each.rule.id, each.outcome) for each in report.verdicts)


def _nothing(folder: Folder) -> str:
    """What somebody is told who has a configuration and no statement yet."""
    lines = [f"{config_name(folder)} is fine. There is no statement here yet."]
    for election in folder.config.elections:
        off = [rule.id for rule in RULES if election.rules.get(rule.id) == "off"]
        but = f", all but {', '.join(off)}" if off else ""
        where = election.statement.path.replace("{election}", election.id)
        lines += [
            f"{election.title}",
            f"  statements go to   {where}",
            f"  rules that apply   {len(RULES) - len(off)}{but}; nomflow rules lists them",
        ]
    return "\n".join(lines)


def _rendered(reports: Sequence[Report], options: argparse.Namespace) -> str:
    match options.format:
        case "json":
            from nomflow.render.report.report_json import render as json_of

            return json_of(reports)
        case "sarif":
            from nomflow.render.report.sarif import render as sarif_of

            return sarif_of(reports)
        case "github":
            from nomflow.render.report.workflow import render as commands_of

            return commands_of(reports)
        case "markdown":
            from nomflow.render.report.markdown import render as markdown_of

            return markdown_of(reports)
    from nomflow.render.report.text import render as text_of

    return text_of(reports, colour=wants_colour(options.colour), verbose=options.verbose)


def wants_colour(choice: str) -> bool:
    """Whether to print in colour: on a terminal, unless the user said otherwise (https://no-color.org)."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
