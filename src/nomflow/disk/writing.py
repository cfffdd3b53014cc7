"""Writing a folder of files: only what changed, and taking away only what was written before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from nomflow.core.basics.errors import UsageError


def write_tree(out: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Writes files below ``out``, which is made if needed. Answers how many. What is there already is not touched.

    Raises ``UsageError`` for a path that would leave ``out`` or that cannot be written.
    """
    root = out.resolve()
    count = 0
    for name, data in files:
        path = root / name
        if ".." in path.parts or path.is_symlink() or path.parent != root:
            path = path.resolve()
        if not path.is_relative_to(root):
            raise UsageError(f"{name} would be written outside {out}.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not _holds(path, data):
                path.write_bytes(data)
        except OSError as error:
            raise UsageError(f"{path} could not be written: {error.strerror}") from error
        count += 1
    return count


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def remove_written(out: Path, files: Mapping[str, str]) -> None:
    """Removes files below ``out``, given with their sha256, and folders that are empty then. A file that somebody
    changed, or that is reached through a link, stays."""
    from hashlib import sha256

    root = out.resolve()
    for name, known in files.items():
        path = root / name
        if "\0" in name or path.resolve() != path or not path.is_relative_to(root) or not path.is_file():
            continue
        if sha256(path.read_bytes()).hexdigest() == known:
            path.unlink()
            for parent in path.relative_to(root).parents[:-1]:
                if any((root / parent).iterdir()):
                    break
                (root / parent).rmdir()
