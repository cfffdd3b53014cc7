"""An election that was made up, written to a folder: what ``demo`` and ``rehearse`` have in common."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from nomflow.core.basics.errors import UsageError
from nomflow.core.evaluate import Report
from nomflow.core.snapshot.document import ConfigText, dump_snapshot


def refuse_existing(out: Path) -> None:
    """Raises ``UsageError`` where there is something already."""
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise UsageError(
            f"{out} already exists, and nomflow does not overwrite it. Delete it, or choose another folder with --out."
        )


def snapshot_files(reports: Sequence[Report], config: ConfigText) -> Iterator[tuple[str, bytes]]:
    """The statements as they lie in the repository, and what was known of each pull request."""
    for report in reports:
        snapshot = report.snapshot
        if snapshot.statement is None:
            continue
        for written in (snapshot.statement, *snapshot.translations):
            yield f"repository/{written.path}", written.source.raw
        yield f"snapshots/{name_of(report)}.json", dump_snapshot(snapshot, config).encode()


def comment_files(report: Report, folder: str = "comments") -> Iterator[tuple[str, bytes]]:
    """The comment on a pull request, as Markdown and as a page."""
    from nomflow.render.comment.comment import render_comment
    from nomflow.render.comment.view import view

    comment = render_comment(report)
    yield f"{folder}/{name_of(report)}.md", comment.body.encode()
    yield f"{folder}/{name_of(report)}.html", view(comment.body, comment.title).encode()


def name_of(report: Report) -> str:
    """The name of its files: the nominee's, because many statements may share a file."""
    nominee = report.snapshot.nominee
    return nominee.login.lower() if nominee else ""


def close_and_publish(out: Path, as_of: datetime | str, election: str = "", config: Path | None = None) -> None:
    """What an officer types once nominations have closed."""
    from nomflow.cli import close, publish

    typed = argparse.Namespace(
        path=out / "repository",
        snapshots=out / "snapshots",
        config=config,
        election=election,
        as_of=as_of if isinstance(as_of, str) else as_of.strftime("%Y-%m-%dT%H:%M:%SZ"),
        freeze=None,
        pull_request=None,
        cache=None,
    )
    records = out / "repository" / close.RECORDS
    if not records.is_dir():
        close.run(argparse.Namespace(**vars(typed) | {"out": records}))
    publish.run(argparse.Namespace(**vars(typed) | {"out": out / "site"}))
