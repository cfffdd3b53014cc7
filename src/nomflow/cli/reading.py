"""Reading what strangers wrote where it can do no harm: in a process of its own, before anything else sees it.

A worker reads a statement and makes its HTML, and this process gets what was read. So whatever kills the Markdown
engine or the sanitiser, or takes too long in them, has happened there before it could happen here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import tee

from nomflow.cli.workers import Failure, Workers
from nomflow.core.markdown.html import to_html
from nomflow.core.snapshot.statement import Statement, read_statement, unread_statement


def read_safely(path: str, raw: bytes) -> Statement:
    """``read_statement``, but text that would stop the program is answered as a statement with ``trouble``."""
    return next(read_all_safely([(path, raw)]))


def read_all_safely(files: Iterable[tuple[str, bytes]]) -> Iterator[Statement]:
    """The same for many, by as many workers as there are processors."""
    asked, again = tee(files)
    for (path, raw), read in zip(again, _readers().each(asked), strict=True):
        yield unread_statement(path, raw, read.why) if isinstance(read, Failure) else read


def portrait_safely(raw: bytes) -> tuple[bytes, bytes]:
    """``portrait``; raises ``ValueError`` for whatever cannot be shown."""
    made = _painters().one(raw)
    if isinstance(made, Failure):
        raise ValueError(made.why.removeprefix("ValueError: "))
    return made


@cache
def _readers() -> Workers[tuple[str, bytes], Statement]:
    return Workers(_rehearsed, os.cpu_count() or 1)


@cache
def _painters() -> Workers[bytes, tuple[bytes, bytes]]:
    return Workers(_portrait)


def _rehearsed(file: tuple[str, bytes]) -> Statement:
    statement = read_statement(*file)
    to_html(statement.document)
    return statement


def _portrait(raw: bytes) -> tuple[bytes, bytes]:
    from nomflow.render.site.pictures import portrait

    return portrait(raw)
