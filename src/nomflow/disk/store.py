"""What was made before, in a folder: a file for each key, and nothing that is not what it was when it was written."""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_DIGEST = 32
_ENTRY = re.compile(r"[0-9a-f]{64}")
_LIBRARIES = ("comrak", "jinja2", "markupsafe", "nh3", "tzdata")


class Store:
    """A folder of entries. Any doubt about one, and any trouble with the folder, means: not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._program = _program()
        self._now = time.time_ns()

    def remember(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes made for this key by this very program, or those that ``make`` makes now."""
        name = sha256(f"{self._program} {key}".encode()).hexdigest()
        data = self._read(name)
        if data is None:
            data = make()
            self._write(name, data)
        return data

    def forget_others(self) -> None:
        """Removes the entries that nobody asked for: those without the time of this store, which all that are used get,
        in whatever process."""
        try:
            for path in self._folder.iterdir():
                if _ENTRY.fullmatch(path.name) and path.lstat().st_mtime_ns != self._now:
                    path.unlink()
        except OSError:
            return

    def _read(self, name: str) -> bytes | None:
        path = self._folder / name
        try:
            if path.is_symlink():
                return None
            raw = path.read_bytes()
            os.utime(path, ns=(self._now, self._now))
        except OSError:
            return None
        data = raw[_DIGEST:]
        return data if raw[:_DIGEST] == _checked(name, data) else None

    def _write(self, name: str, data: bytes) -> None:
        """All of it or nothing: another process may read at the same time, or this one may be stopped."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, unfinished = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(handle, "wb") as file:
                file.write(_checked(name, data) + data)
            os.utime(unfinished, ns=(self._now, self._now))
            Path(unfinished).replace(self._folder / name)
        except OSError:
            return


def _checked(name: str, data: bytes) -> bytes:
    return sha256(name.encode() + data).digest()


def _program() -> str:
    """What makes the bytes besides what it is given: every file of ours, and the libraries that write HTML."""
    top = Path(__file__).parents[1]
    templates = top / "templates" if (top / "templates").is_dir() else top.parents[1] / "templates"
    made = sha256()
    for folder in (top, templates):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                made.update(f"{path.relative_to(folder).as_posix()} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    for name in _LIBRARIES:
        try:
            made.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            made.update(f"{name} unknown\n".encode())
    return made.hexdigest()
