"""Addresses as people type them: whole ones that begin wrongly, and paths of files."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from msgspec import Struct

from nomflow.core.basics.path_pattern import is_outside
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import FileStatus, Snapshot

ALMOST_WEB = r"(?i:h{0,2}t{1,4}p{1,2}(s{0,2}))(?:[:;]/{0,4}|/{2,4})"
"""``http:`` and ``https:`` in the forms that fingers give them."""

_HOST = r"(?i:[a-z0-9-]{1,63}\.){1,4}(?i:app|com|de|dev|edu|eu|fr|gov|info|io|me|net|org|social|uk)(?=[/:?#]|\Z)"


def whole_address(typed: str) -> str:
    """The web address that is meant where one begins with something like ``https:``, else ``""``.

    Of several beginnings, as in ``https://http://x``, the last counts.
    """
    scheme, at = "", 0
    while found := re.compile(ALMOST_WEB).match(typed, at):
        scheme, at = "https" if found[1] else "http", found.end()
    return f"{scheme}://{typed[at:]}" if scheme else ""


def begins_with_host(typed: str) -> bool:
    """Whether an address without a scheme begins with something like ``example.org/``."""
    return typed.lower().startswith("www.") or re.match(_HOST, typed) is not None


def path_in_repository(target: str, page: str) -> str | None:
    """The path that a relative address means on a page, or ``None`` if it leads out of the repository."""
    path = unquote(target.partition("#")[0].partition("?")[0])
    path = normpath(path.lstrip("/") if path.startswith("/") else join(dirname(page), path))
    return None if path.startswith("..") else path


class RepositoryFiles(Struct, frozen=True):
    """The files and folders that links may lead to. ``folded`` finds a file whatever its letters' case."""

    files: frozenset[str]
    folders: frozenset[str]
    folded: dict[str, str]

    def holds(self, path: str) -> bool:
        return path in self.files or path in self.folders


@per_snapshot
def repository(snapshot: Snapshot) -> RepositoryFiles | None:
    """The repository with what the pull request adds to it; ``None`` where nobody looked."""
    statement = snapshot.statement
    if snapshot.files is None or statement is None or is_outside(statement.path):
        return None
    changed = snapshot.pull_request.files if snapshot.pull_request else ()
    there = {file.path for file in changed if file.status is not FileStatus.REMOVED}
    files = snapshot.files | there | {statement.path}
    folders = {"."}
    for file in files:
        folder = dirname(file)
        while folder and folder not in folders:
            folders.add(folder)
            folder = dirname(folder)
    return RepositoryFiles(files, frozenset(folders), {file.casefold(): file for file in files})
