"""``nomflow rehearse``: the coming election, played to its end by its own rules with people who do not exist."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from nomflow.cli.check import wants_colour
from nomflow.cli.close import WaitsError, chosen
from nomflow.cli.play import close_and_publish, comment_files, name_of, refuse_existing, snapshot_files
from nomflow.cli.progress import Progress
from nomflow.core.basics.errors import ExitCode, UsageError
from nomflow.core.basics.time import describe_utc, utc
from nomflow.core.election.election import RollSource
from nomflow.core.evaluate import Report, evaluate
from nomflow.core.snapshot.document import ConfigText
from nomflow.core.verdict.overview import overview
from nomflow.core.verdict.verdict import verdict_of
from nomflow.disk import AFFILIATIONS, Folder, config_name, open_folder, write_tree
from nomflow.render.quote import sentence, terminal
from nomflow.render.rehearsal.page import PlayedLine, PlayedMoment, index
from nomflow.render.rehearsal.story import Play, Rehearsal, rehearsal, roll_of, seen_at
from nomflow.rules import RULES

_PUBLISHED = timedelta(days=1)


def run(options: argparse.Namespace) -> ExitCode:
    """Plays it and writes a folder to browse. Raises ``UsageError`` where that cannot be."""
    from nomflow.render.report import status

    folder = open_folder(options.path, options.config)
    if folder.config_path is None:
        raise UsageError("There is no nomflow.yml here. To write one: nomflow init")
    election = chosen(folder.config, options.election)
    out: Path = options.out
    refuse_existing(out)
    try:
        play = rehearsal(folder.config, election)
    except ValueError as error:
        raise UsageError(f"{election.title} cannot be rehearsed: {error}.") from error
    if election.endorsements.private_affiliations:
        os.environ[AFFILIATIONS] = "".join(f"{each.login}: [{each.employer}]\n" for each in play.voters)
    seen = list(Progress().over(_moments(play), "moments", len(play.moments)))
    last = [report for _, report in seen[-1][1]]
    write_tree(out, _files(folder, play, seen))
    for title, reports in seen:
        print(f"{title}: {terminal(_counts([report for _, report in reports]))}")
    print()
    sys.stdout.write(status.text([overview(election, last, play.closed)], colour=wants_colour("auto")))
    print()
    try:
        published = election.windows.published
        opens = utc(published.opens) if published and published.opens else play.closed
        close_and_publish(out, max(opens, play.closed) + _PUBLISHED, election.id)
    except WaitsError as error:
        print(f"nomflow: {error}", file=sys.stderr)
    print(f"\nEverything is made up. To browse it: open {out / 'index.html'}")
    if options.serve:
        from nomflow.cli.serve import serve

        return serve(out, options.port)
    return ExitCode.OK


_Seen = tuple[str, list[tuple[Play, Report]]]


def _moments(play: Rehearsal) -> Iterator[_Seen]:
    """What there is to see, on each day on which something changed."""
    roll, before = roll_of(play), ""
    for title, at in play.moments:
        found = ((each, seen_at(play, each, roll, at)) for each in play.plays)
        reports = [(each, evaluate(shot, RULES)) for each, shot in found if shot]
        now = str([verdict_of(report).description for _, report in reports])
        if reports and (now != before or at == play.closed):
            yield f"{title} ({describe_utc(at)})", reports
        before = now


def _counts(reports: list[Report]) -> str:
    told = [sentence(verdict_of(report).headline) for report in reports]
    return ", ".join(f"{told.count(each)} × {each}" for each in dict.fromkeys(told))


def _files(folder: Folder, play: Rehearsal, seen: list[_Seen]) -> Iterator[tuple[str, bytes]]:
    assert folder.config_path is not None
    config = ConfigText(folder.config_path.read_text(encoding="utf-8-sig"), config_name(folder))
    last = [report for _, report in seen[-1][1]]
    yield f"repository/{config.path}", config.text.encode()
    yield ".gitignore", b"*\n"
    yield from _beside(folder, play)
    yield from snapshot_files(last, config)
    moments = []
    for number, (title, reports) in enumerate(seen, 1):
        lines = []
        for each, report in reports:
            where = f"comments/{number}"
            yield from comment_files(report, where)
            told = str(verdict_of(report).headline)
            lines.append(PlayedLine(each.nominee.account.name, each.about, told, f"{where}/{name_of(report)}.html"))
        name, _, at = title.partition(" (")
        moments.append(PlayedMoment(name, at.removesuffix(")"), tuple(lines)))
    about = "A rehearsal: the rules are yours, and nobody in it exists."
    record = f"repository/records/{play.election.id}/freeze.json"
    yield "index.html", index(play.election.title, about, tuple(moments), record).encode()


def _beside(folder: Folder, play: Rehearsal) -> Iterator[tuple[str, bytes]]:
    """What the configuration names: rolls of made-up people, and everything else as it is."""
    config = folder.config
    named = [config.organisation.logo, *config.people]
    for each in config.elections:
        named += [each.statement.template, each.endorsements.affiliations]
        for at, source in enumerate(each.roll.sources):
            if source.path:
                yield f"repository/{source.path}", _roll_text(play, source, everybody=at == 0).encode()
    for path in dict.fromkeys(path for path in named if path):
        if (folder.root / path).is_file():
            yield f"repository/{path}", (folder.root / path).read_bytes()
    own = folder.root / ".github" / "nomflow"
    for file in sorted(own.rglob("*")) if own.is_dir() else ():
        if file.is_file():
            yield f"repository/{file.relative_to(folder.root).as_posix()}", file.read_bytes()


def _roll_text(play: Rehearsal, source: RollSource, *, everybody: bool) -> str:
    """The roll in the form in which the officers keep theirs."""
    people = play.voters if everybody else play.voters[:1]
    ending = source.path.rpartition(".")[2].lower()
    if source.format == "elekto" or (source.format == "auto" and ending in ("yml", "yaml")):
        return "eligible_voters:\n" + "".join(
            f"- {{login: {each.login}, organisation: {each.employer}}}\n" for each in people
        )
    if source.format == "csv" or ending in ("csv", "tsv"):
        sign = "\t" if ending == "tsv" else ","
        rows = [(each.login, each.employer) for each in people]
        return "".join(f"{sign.join(row)}\n" for row in [(source.login, source.organisation), *rows])
    if source.format == "json" or ending == "json":
        return "[" + ", ".join(f'"{each.login}"' for each in people) + "]\n"
    return "".join(f"{'- @' * (ending == 'md')}{each.login}\n" for each in people)
