"""Whether a build would find everything as the last one left it: then there is nothing to do.

What counts is not only when a file was changed, which anybody can set, but its inode and the time of its last change
of any kind, which only the system sets. Nothing of a file is read. Any doubt means: something changed.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

_NAME = "last-build"
_RECENT = 2.0
"""Seconds in which a file system may give two changes the same time (FAT: 2)."""
_NEVER_READ = (".git", "node_modules", ".venv")


class LastBuild:
    """What is known of the last build into ``out`` from the folders and files ``sources``, as ``asked``."""

    def __init__(self, cache: Path, out: Path, sources: Sequence[Path], asked: Sequence[object]) -> None:
        self._cache, self._out = cache.resolve(), out.resolve()
        self._asked = json.dumps([sys.version, *map(str, asked)])
        self._sources = [each.resolve() for each in (*_program(), *sources)]
        self._before = self._state()

    def is_this_one(self) -> bool:
        """Whether that one was made of the same, and all of it is still there."""
        try:
            kept = (self._cache / _NAME).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return False
        return bool(self._before) and kept == f"{self._before} {_state([self._out], self._cache)}"

    def keep(self) -> None:
        """Notes that the build was made of what was there at the beginning, unless some of that changed just then."""
        after = _state([self._out], self._cache)
        if self._before and self._before == self._state() and after:
            try:
                (self._cache / _NAME).write_bytes(f"{self._before} {after}".encode())
            except OSError:
                return

    def _state(self) -> str:
        return _state(self._sources, self._cache, self._out, asked=self._asked, settled=True)


def _program() -> Iterator[Path]:
    """Our own files."""
    top = Path(__file__).parents[1]
    yield top
    if not (top / "templates").is_dir():
        yield top.parents[1] / "templates"


def _state(tops: Sequence[Path], *without: Path, asked: str = "", settled: bool = False) -> str:
    """Of every file below ``tops``; empty where something is there that cannot be told, or ``settled`` and too new."""
    made, newest = sha256(asked.encode()), 0.0
    skipped = {str(each) for each in without} - {str(each) for each in tops}
    try:
        for libraries in (each for each in sys.path if each.endswith("-packages")):
            made.update(f"{libraries} {Path(libraries).stat().st_mtime_ns}\n".encode())
        waiting = [str(each) for each in tops]
        while waiting:
            here = waiting.pop()
            found = Path(here).stat()
            made.update(f"{here} {found.st_ino} {found.st_mode}\n".encode("utf-8", "surrogateescape"))
            for entry in sorted(os.scandir(here), key=lambda each: each.name):
                if entry.name in _NEVER_READ or entry.name == "__pycache__" or entry.path in skipped:
                    continue
                if entry.is_symlink():
                    return ""
                if entry.is_dir():
                    waiting.append(entry.path)
                    continue
                found = entry.stat()
                newest = max(newest, found.st_ctime)
                told = f"{entry.path} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}\n"
                made.update(told.encode("utf-8", "surrogateescape"))
    except OSError:
        return ""
    return "" if settled and newest > time.time() - _RECENT else made.hexdigest()
