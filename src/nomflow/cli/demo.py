"""``nomflow demo``: a complete sample election, written to a folder, with everything nomflow makes of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from nomflow.cli.check import wants_colour
from nomflow.cli.snapshots import read_snapshot
from nomflow.core.basics.errors import ExitCode, UsageError
from nomflow.core.evaluate import Report, evaluate
from nomflow.core.snapshot.document import ConfigText, dump_snapshot
from nomflow.disk import write_tree
from nomflow.rules import RULES

SAMPLE = Path(__file__).parent.parent / "demo"
#: The site is built as of the day on which the sample election's list of candidates is published.
PUBLISHED = "2026-08-07T00:00:00Z"


def run(options: argparse.Namespace) -> ExitCode:
    """Writes the sample election and shows the officers' table. Raises ``UsageError`` where something is already."""
    from nomflow.core.verdict.overview import overview
    from nomflow.render.report import status

    out: Path = options.out
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        told = (
            f"{out} is there already, and the demo overwrites nothing. Delete it, or choose another folder with --out."
        )
        raise UsageError(told)
    reports = [evaluate(read_snapshot(path, SAMPLE / "nomflow.yml"), RULES) for path in sorted(_snapshots())]
    reports.sort(key=lambda report: report.snapshot.pull_request.number if report.snapshot.pull_request else 0)
    write_tree(out, _files(reports))
    election = reports[0].snapshot.election
    shown = overview(election, reports, max(report.snapshot.taken_at for report in reports))
    sys.stdout.write(status.text([shown], colour=wants_colour("auto")))
    print()
    _close_and_publish(out)
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


def _close_and_publish(out: Path) -> None:
    """What an officer types once nominations have closed."""
    from nomflow.cli import close, publish

    typed = argparse.Namespace(
        path=out / "repository",
        snapshots=out / "snapshots",
        config=None,
        election="",
        as_of=PUBLISHED,
        freeze=None,
        pull_request=None,
        cache=None,
    )
    records = out / "repository" / close.RECORDS
    if not records.is_dir():
        close.run(argparse.Namespace(**vars(typed) | {"out": records}))
    publish.run(argparse.Namespace(**vars(typed) | {"out": out / "site"}))


def serve_demo(out: Path, port: int) -> ExitCode:
    """Serves what was written, until interrupted."""
    from nomflow.cli.serve import serve

    return serve(out, port)


def _snapshots() -> Iterator[Path]:
    return (SAMPLE / "snapshots").glob("*.json")


def _files(reports: list[Report]) -> Iterator[tuple[str, bytes]]:
    from nomflow.render.comment.comment import render_comment
    from nomflow.render.comment.view import view
    from nomflow.render.quote import html

    config = (SAMPLE / "nomflow.yml").read_text(encoding="utf-8")
    yield "repository/nomflow.yml", config.encode()
    for folder in ("brand", "elections", "questions"):
        for path in sorted(path for path in (SAMPLE / folder).rglob("*") if path.is_file()):
            yield f"repository/{path.relative_to(SAMPLE).as_posix()}", path.read_bytes()
    entries = []
    for report in reports:
        snapshot = report.snapshot
        if snapshot.statement is None:
            continue
        name = Path(snapshot.statement.path).stem
        comment = render_comment(report)
        for written in (snapshot.statement, *snapshot.translations):
            yield f"repository/{written.path}", written.source.raw
        yield f"snapshots/{name}.json", dump_snapshot(snapshot, ConfigText(config)).encode()
        yield f"comments/{name}.md", comment.body.encode()
        yield f"comments/{name}.html", view(comment.body, comment.title).encode()
        entries.append(f'<li><a href="comments/{name}.html">{html(comment.title)}</a></li>')
    yield "index.html", _INDEX.replace("ENTRIES", "\n".join(entries)).encode()


_INDEX = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A sample election</title>
<style>:root{color-scheme:light dark;font:1rem/1.6 system-ui,sans-serif}
body{max-width:44rem;margin:2rem auto;padding:0 1rem}</style>
<h1>A sample election</h1>
<p><a href="site/index.html">The election site</a>, as voters read it.</p>
<p>The comment on each pull request:</p>
<ul>
ENTRIES
</ul>
</html>
"""
