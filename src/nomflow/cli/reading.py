"""Reading what strangers wrote where it can do no harm: in a process of its own, before anything else sees it.

A worker reads a statement and makes of it what is wanted, and this process gets what was made. So whatever kills the
Markdown engine or the sanitiser, or takes too long in them, has happened there before it could happen here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from nomflow.cli.workers import Failure, Workers
from nomflow.core.basics.text import Source
from nomflow.core.markdown.html import to_html
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import Statement, read_statement, unread_statement
from nomflow.disk import FolderSnapshots

Made = TypeVar("Made")

BATCH = 8
"""Files that a worker is given at once: asking for each by itself takes a tenth of the time of reading it."""


def read_safely(path: str, raw: bytes) -> Statement:
    """``read_statement``, but text that would stop the program is answered as a statement with ``trouble``."""
    read = _readers().one((path, raw))
    return _unread(path, raw, read.why) if isinstance(read, Failure) else read


def made_of_each(
    paths: Sequence[Path],
    snapshots: FolderSnapshots,
    make: Callable[[Snapshot], Made],
    known: Callable[[Snapshot, Callable[[], Snapshot]], Made] | None = None,
) -> Iterator[Made]:
    """What ``make`` makes of the snapshot of each file, in their order. It happens in as many workers as there are
    processors. Where one of them dies, it is made here of what can be read safely. ``make`` must have a name in a
    module, or be a ``partial`` of what has one. ``known`` may answer in its place by the texts alone."""
    count = min(os.cpu_count() or 1, -(-len(paths) // BATCH))
    workers = Workers(partial(_made, _read, snapshots, make, known), count)
    try:
        for path, made in zip(paths, workers.each(paths, BATCH), strict=True):
            yield _made_without(path, snapshots, make, made.why) if isinstance(made, Failure) else made
    finally:
        workers.close()


def _made(
    read: Callable[[tuple[str, bytes]], Statement],
    snapshots: FolderSnapshots,
    make: Callable[[Snapshot], Made],
    known: Callable[[Snapshot, Callable[[], Snapshot]], Made] | None,
    path: Path,
) -> Made:
    def whole() -> Snapshot:
        return snapshots.of(path, lambda name, raw: read((name, raw)))

    return known(snapshots.of(path, lambda name, raw: _unread(name, raw, "")), whole) if known else make(whole())


def _made_without(path: Path, snapshots: FolderSnapshots, make: Callable[[Snapshot], Made], why: str) -> Made:
    """The same without the text that stops the program, or, where that is not the reading, without any."""
    snapshot = snapshots.of(path, read_safely)
    if not any(each.trouble for each in (snapshot.statement, *snapshot.translations) if each):
        snapshot = snapshots.of(path, lambda name, raw: _unread(name, raw, why))
    return make(snapshot)


def portrait_safely(raw: bytes) -> tuple[bytes, bytes]:
    """``portrait``; raises ``ValueError`` for whatever cannot be shown."""
    made = _painters().one(raw)
    if isinstance(made, Failure):
        raise ValueError(made.why.removeprefix("ValueError: "))
    return made


def _unread(path: str, raw: bytes, why: str) -> Statement:
    return unread_statement(Source(path, raw, raw.decode("utf-8", "replace")), why)


@cache
def _readers() -> Workers[tuple[str, bytes], Statement]:
    return Workers(_rehearsed)


@cache
def _painters() -> Workers[bytes, tuple[bytes, bytes]]:
    return Workers(_portrait)


def _read(file: tuple[str, bytes]) -> Statement:
    return read_statement(*file)


def _rehearsed(file: tuple[str, bytes]) -> Statement:
    statement = _read(file)
    to_html(statement.document)
    return statement


def _portrait(raw: bytes) -> tuple[bytes, bytes]:
    from nomflow.render.site.pictures import portrait

    return portrait(raw)
