"""``nomflow preview``: what voters and the pull request will show, for one statement."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from msgspec.structs import replace

from nomflow import __version__
from nomflow.cli.publish import built_at, write_site
from nomflow.cli.serve import serve
from nomflow.core.basics.errors import ExitCode, NomflowError, UsageError
from nomflow.core.election.question_paths import is_question_file
from nomflow.core.evaluate import Report, evaluate
from nomflow.core.site import site as page
from nomflow.core.site.candidate import candidate_page
from nomflow.core.site.publish import nominated, site_of
from nomflow.disk import open_folder, snapshot_of, statements, write_tree
from nomflow.rules import RULES

_SHELL = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Preview</title>
<style>
:root{color-scheme:light dark;font:1rem system-ui,sans-serif}
body{margin:0;display:grid;grid-template-columns:repeat(auto-fit,minmax(min(32rem,100%),1fr));height:100vh}
section{display:grid;grid-template-rows:auto 1fr;min-height:70vh}
h2{font-size:1rem;margin:.5rem 1rem}
iframe{width:100%;height:100%;border:0;border-top:1px solid #8888}
</style>
<section><h2>The candidate’s page</h2><iframe title="The candidate’s page" src="PAGE"></iframe></section>
<section><h2>The comment</h2><iframe title="The comment" src="comment.html"></iframe></section>
<script>
new EventSource("/.changes").onmessage = () => document.querySelectorAll("iframe").forEach(
  frame => frame.contentWindow.location.reload())
</script>
</html>
"""


def run(options: argparse.Namespace) -> ExitCode:
    """Writes the preview, and with ``--serve`` keeps it up to date while the statement is edited."""
    address = _write(options)
    if not options.serve:
        print(f"{options.out / address}\n{options.out / 'comment.html'}\n{options.out / 'comment.md'}")
        return ExitCode.OK

    def again() -> None:
        try:
            _write(options)
        except NomflowError as error:
            print(f"nomflow: {error}", file=sys.stderr)

    return serve(options.out, options.port, "preview.html", watch=options.path, again=again)


def _write(options: argparse.Namespace) -> Path:
    """Writes page and comment below ``--out``; answers where the page is."""
    from nomflow.render.comment.comment import render_comment
    from nomflow.render.comment.view import view

    path: Path = options.path
    now = built_at(options.as_of)
    folder = open_folder(path, options.config)
    list(statements(folder, [path]))
    snapshot = snapshot_of(folder, path, now, options.election)
    if snapshot.statement and is_question_file(snapshot.election, snapshot.statement.path):
        raise UsageError(f"{path} is about a question, not a nomination. nomflow check {path} looks at it.")
    report = evaluate(snapshot, RULES)
    comment = render_comment(report)
    site = preview_site(report)
    write_site(site, folder, options.out)
    election, person = report.snapshot.election.id, site.elections[0].races[0].candidates[0].id
    address = Path(election, "candidates", person, "index.html")
    files = {
        "comment.md": comment.body,
        "comment.html": view(comment.body, comment.title),
        "preview.html": _SHELL.replace("PAGE", address.as_posix()),
    }
    write_tree(options.out, ((name, text.encode()) for name, text in files.items()))
    return address


def preview_site(report: Report) -> page.Site:
    """A site that shows this one nomination as if it stood, whatever its state."""
    snapshot = report.snapshot
    config, election = snapshot.config, snapshot.election
    whole = site_of(config, (), snapshot.taken_at, f"nomflow {__version__}")
    shown = nominated(config, election, (), snapshot.taken_at)
    person = replace(candidate_page(report), gone=None)
    race = page.Race(candidates=(person,), seats=election.seats[0].places)
    notice = "This is a preview. Nothing here is published."
    return replace(whole, elections=(replace(shown, races=(race,)),), notice=notice)
