"""A Markdown engine with a mistake that nobody knows yet: some texts kill whatever process reads them."""

from __future__ import annotations

import os
from typing import Any

import pytest

from nomflow.cli import reading
from nomflow.cli.workers import Workers
from nomflow.core.markdown import html, parse
from nomflow.core.snapshot.statement import Statement, read_statement

DEADLY = "The engine dies of this.\n"


class DeathError(BaseException):
    """The end of the process that asks the workers; no handler may help."""


def dying(file: tuple[str, bytes]) -> Statement:
    if DEADLY.encode() in file[1]:
        os.abort()
    return read_statement(*file)


def plant(monkeypatch: pytest.MonkeyPatch) -> None:
    workers, render = Workers(dying), parse.render

    def engine(body: str, *more: Any) -> str | None:
        if DEADLY.strip() in body:
            raise DeathError(body)
        return render(body, *more)

    monkeypatch.setattr(reading, "_readers", lambda: workers)
    monkeypatch.setattr(reading, "_read", dying)
    for module in (parse, html):
        monkeypatch.setattr(module, "render", engine)
