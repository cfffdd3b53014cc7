"""The line of progress: on a terminal, for what takes long, and gone at the end."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from io import StringIO
from itertools import count
from pathlib import Path

import pytest
from test_publish import NOW, folder

from nomflow.cli import progress

__all__ = ["folder"]

AT_ONCE = "from nomflow.cli import main, progress; progress._PATIENCE = progress._BETWEEN = 0; main({typed!r})"
TERMINAL = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": ""}


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(folder: Path, *typed: str, **environment: str) -> str:
    """What a person sees of a command, all of its output in one terminal; progress is shown at once."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", AT_ONCE.format(typed=typed)],
        cwd=folder,
        env=TERMINAL | environment,
        stdin=slave,
        stdout=slave,
        stderr=slave,
    ) as process:
        os.close(slave)
        seen = b""
        while chunk := _read(master):
            seen += chunk
    os.close(master)
    assert process.returncode == 0, seen
    return seen.decode()


def _read(master: int) -> bytes:
    try:
        return os.read(master, 65536)
    except OSError:  # Linux says so at the end of a terminal
        return b""


def left(seen: str) -> str:
    """What stands on the screen at the end."""
    return re.sub(r"[^\n]*\r\x1b\[2K", "", seen.replace("\r\n", "\n"))


@pytest.mark.parametrize("command", ["check", "publish"])
def test_a_terminal_shows_how_far_it_is_and_then_nothing_of_it(folder: Path, command: str) -> None:
    typed = [command, NOW, *(["--out", "site"] if command == "publish" else [])]
    seen = on_terminal(folder, *typed)
    assert "[                    ] 0 of 1 statements" in seen
    assert "\r\x1b[2K" in seen
    assert not re.search(r"\[[# ]{20}\]", left(seen))


@pytest.mark.parametrize("quiet", [{"TERM": "dumb"}, {"TERM": ""}, {"NO_COLOR": "1"}, {"CI": "true"}])
def test_where_it_is_not_wanted_there_is_nothing_of_it(folder: Path, quiet: Mapping[str, str]) -> None:
    assert "\x1b[2K" not in on_terminal(folder, "publish", NOW, **quiet)


def test_what_goes_into_a_file_has_nothing_of_it(folder: Path) -> None:
    typed = ["publish", NOW]
    ran = subprocess.run(
        [sys.executable, "-c", AT_ONCE.format(typed=typed)], cwd=folder, env=TERMINAL, capture_output=True, check=True
    )
    assert b"\x1b" not in ran.stderr + ran.stdout


def shown(monkeypatch: pytest.MonkeyPatch, each: float) -> list[str]:
    """The states of the line over 1,500 things that take some seconds each."""
    clock = count()
    monkeypatch.setattr(time, "monotonic", lambda: next(clock) * each)
    for name in ("CI", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    line = progress.Progress(terminal)
    for number in line.over(range(1500), "pages", 1500):
        if number == 1499:
            line.say("One page is missing.")
    *states, last = terminal.getvalue().split("\r\x1b[2K")
    assert last == "One page is missing.\n"
    return [state for state in states if state]


def test_a_short_command_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, 0.0003) == []


def test_a_long_command_shows_ten_states_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    states = shown(monkeypatch, 0.001)
    assert len(states) == pytest.approx(10, abs=1)
    assert re.fullmatch(r"\[####* +\] 4\d\d of 1,500 pages", states[0])
    assert re.fullmatch(r"\[#+ *\] 1,[34]\d\d of 1,500 pages", states[-1])
