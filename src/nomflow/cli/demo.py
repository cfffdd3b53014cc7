"""``nomflow demo``: a complete sample election, written to a folder, with everything nomflow makes of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from nomflow.cli.check import wants_colour
from nomflow.cli.play import close_and_publish, comment_files, name_of, refuse_existing, snapshot_files
from nomflow.cli.snapshots import read_snapshot
from nomflow.core.basics.errors import ExitCode
from nomflow.core.evaluate import Report, evaluate
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.snapshot.document import ConfigText
from nomflow.core.verdict.overview import overview
from nomflow.disk import write_tree
from nomflow.rules import RULES

SAMPLE = Path(__file__).parent.parent / "demo"
#: The site is built as of the day on which the sample election's list of candidates is published.
PUBLISHED = "2026-08-07T00:00:00Z"


def run(options: argparse.Namespace) -> ExitCode:
    """Writes the sample election and shows the officers' table. Raises ``UsageError`` where something is already."""
    from nomflow.render.report import status

    out: Path = options.out
    refuse_existing(out)
    paths = sorted((SAMPLE / "snapshots").glob("*.json"))
    reports = [evaluate(read_snapshot(path, SAMPLE / "nomflow.yml"), RULES) for path in paths]
    reports.sort(key=lambda report: report.snapshot.pull_request.number if report.snapshot.pull_request else 0)
    write_tree(out, _files(reports))
    election = reports[0].snapshot.election
    shown = overview(election, reports, max(report.snapshot.taken_at for report in reports))
    sys.stdout.write(status.text([shown], colour=wants_colour("auto")))
    print()
    close_and_publish(out, PUBLISHED)
    print(
        f"\n{out / 'repository'}  the election's repository and its record: try  nomflow check {out / 'repository'}"
        f"\n{out / 'snapshots'}   what was known of each pull request: nomflow check --snapshot FILE"
        f"\n{out / 'comments'}    the comment on each pull request, as Markdown and as a page"
        f"\n{out / 'site'}        the election site as voters read it: nomflow verify {out}"
    )
    if options.serve:
        return serve_demo(out, options.port)
    print(f"\nTo read it in a browser: nomflow demo --serve, or open {out / 'index.html'}")
    return ExitCode.OK


def serve_demo(out: Path, port: int) -> ExitCode:
    """Serves what was written, until interrupted."""
    from nomflow.cli.serve import serve

    return serve(out, port)


def _files(reports: list[Report]) -> Iterator[tuple[str, bytes]]:
    from nomflow.core.verdict.verdict import verdict_of
    from nomflow.render.rehearsal.page import PlayedLine, PlayedMoment, index

    config = (SAMPLE / "nomflow.yml").read_text(encoding="utf-8")
    yield "repository/nomflow.yml", config.encode()
    for folder in ("brand", "elections", "questions"):
        for path in sorted(path for path in (SAMPLE / folder).rglob("*") if path.is_file()):
            yield f"repository/{path.relative_to(SAMPLE).as_posix()}", path.read_bytes()
    yield from snapshot_files(reports, ConfigText(config))
    lines = []
    for report in reports:
        yield from comment_files(report)
        told = str(verdict_of(report).headline)
        lines.append(PlayedLine(nominee_of(report.snapshot).shown, "", told, f"comments/{name_of(report)}.html"))
    page = index(
        "A sample election", "Invented from beginning to end.", (PlayedMoment("Nominations", "", tuple(lines)),)
    )
    yield "index.html", page.encode()
