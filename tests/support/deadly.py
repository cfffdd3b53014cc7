"""A Markdown engine with a mistake that nobody knows yet: some texts kill whatever process reads them."""

from __future__ import annotations

import os

import pytest

from nomflow.cli import reading
from nomflow.cli.workers import Workers
from nomflow.core.snapshot.statement import Statement, read_statement

DEADLY = "The engine dies of this.\n"


def dying(file: tuple[str, bytes]) -> Statement:
    if DEADLY.encode() in file[1]:
        os.abort()
    return read_statement(*file)


def plant(monkeypatch: pytest.MonkeyPatch) -> None:
    workers = Workers(dying)
    monkeypatch.setattr(reading, "_readers", lambda: workers)
    monkeypatch.setattr(reading, "_read", dying)
