"""Writing a folder of files: the old ones stand until the new ones do, whatever happens in between."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from nomflow.core.basics.errors import UsageError

NOTHING: Mapping[str, str] = {}
_CURRENT_FOLDER, _EXCHANGE = -100, 2


def write_tree(out: Path, files: Iterable[tuple[str, bytes]], before: Mapping[str, str] = NOTHING) -> int:
    """Writes files below ``out``, which is made if needed. Answers how many.

    They are written aside, and the two folders change places at once: after a crash, a full disk or Ctrl-C there is the
    old folder or the new one. What else lies in ``out`` stays there, but for the files of ``before`` (with their
    sha256) that are not written again: those go, unless somebody changed them. Where the folders cannot change places
    (the working folder, a mount point, a parent that is read-only), each file by itself does.

    Raises ``UsageError`` for a path that would leave ``out`` or that cannot be written.
    """
    root = out.resolve()
    try:
        with _beside(root) as aside:
            if aside is None:
                return _one_by_one(out, root, files, before)
            new, old = aside / root.name, root if root.is_dir() else None
            written = {name: _put(out, old, new, name, data) for name, data in files}
            _carry_over(root, new, _outdated(root, before, written))
            _change_places(new, root)
    except OSError as error:
        told = f"{error.strerror or error}"
        raise UsageError(f"{out} could not be written: {told}. What was there is still there.") from error
    return len(written)


def write_each(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Writes files into a folder that holds much else, each whole or not at all. Answers how many.

    Raises ``UsageError`` for a path that would leave ``folder`` or that cannot be written.
    """
    try:
        return _one_by_one(folder, folder.resolve(), files, NOTHING)
    except OSError as error:
        raise UsageError(f"{error.filename or folder} could not be written: {error.strerror or error}.") from error


@contextmanager
def _beside(root: Path) -> Iterator[Path | None]:
    """A new folder beside ``root``, if that can be given its place; what runs that were killed left there goes."""
    aside, claims = None, list[int | None]()
    if not (Path.cwd().is_relative_to(root) or os.path.ismount(root)):
        try:
            root.parent.mkdir(parents=True, exist_ok=True)
            claims.append(_claimed(root.parent, wait=True))
            prefix = f".{root.name}.nomflow-"
            for left in [each for each in root.parent.iterdir() if each.name.startswith(prefix)]:
                claims.append(_claimed(left))
                if claims[-1] is not None:
                    shutil.rmtree(left, ignore_errors=True)
            aside = Path(tempfile.mkdtemp(prefix=prefix, dir=root.parent))
            claims.append(_claimed(aside))
        except OSError:
            if not root.is_dir():
                raise
        finally:
            for claim in filter(None, claims[: None if aside is None else -1]):
                os.close(claim)
    try:
        yield aside
    finally:
        if aside:
            shutil.rmtree(aside, ignore_errors=True)
            if claims[-1] is not None:
                os.close(claims[-1])


def _claimed(folder: Path, *, wait: bool = False) -> int | None:
    """An open folder that no other living run has claimed, until it is closed; ``None`` where that cannot be told."""
    if sys.platform == "win32":
        return None
    import fcntl

    found = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(found, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(found)
        return None
    return found


def _put(out: Path, root: Path | None, new: Path, name: str, data: bytes) -> bool:
    """Writes a file into the folder ``new``, which is empty but for such files; ``root`` is the old one, if any."""
    path = new / name
    if ".." in path.parts or not path.is_relative_to(new):
        raise UsageError(f"{name} would be written outside {out}.")
    old = _below(out, root, name) if root else None
    if not path.parent.exists():
        path.parent.mkdir(parents=True)
    if not (old and _holds(old, data) and _linked(old, path)):
        path.write_bytes(data)
    return True


def _below(out: Path, root: Path, name: str) -> Path:
    path = root / name
    if ".." in path.parts or path.is_symlink() or path.parent != root:
        path = path.resolve()
    if not path.is_relative_to(root):
        raise UsageError(f"{name} would be written outside {out}.")
    return path


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _linked(old: Path, new: Path) -> bool:
    """Gives a file a second name, which costs no space and keeps its time."""
    with suppress(OSError):
        os.link(old, new)
        return True
    return False


def _outdated(root: Path, before: Mapping[str, str], written: Iterable[str]) -> frozenset[Path]:
    """The files of an earlier time that are not written again. One that is reached through a link is none of ours."""
    found = set()
    for name in before.keys() - set(written):
        path = root / name
        if "\0" in name or path.resolve() != path or not path.is_relative_to(root) or not path.is_file():
            continue
        if sha256(path.read_bytes()).hexdigest() == before[name]:
            found.add(path)
    return frozenset(found)


def _carry_over(root: Path, new: Path, without: frozenset[Path]) -> None:
    """Brings what else lies in the old folder into the new one."""
    new.mkdir(parents=True, exist_ok=True)
    if not root.is_dir():
        return
    shutil.copystat(root, new)
    for parent, folders, names in os.walk(root):
        here = new / Path(parent).relative_to(root)
        links = [each for each in folders if Path(parent, each).is_symlink()]
        for name in (*names, *links):
            old, path = Path(parent, name), here / name
            if old in without or path.exists() or path.is_symlink():
                continue
            here.mkdir(parents=True, exist_ok=True)
            if old.is_symlink() or not _linked(old, path):
                shutil.copy2(old, path, follow_symlinks=False)
        if not names and not folders:
            here.mkdir(parents=True, exist_ok=True)


def _change_places(new: Path, root: Path) -> None:
    """At once where the system can; else in two steps, of which the first is taken back if the second fails."""
    if not root.exists() or _exchanged(new, root):
        if new.exists() and not root.exists():
            new.rename(root)
        return
    old = new.with_name("old")
    root.rename(old)
    try:
        new.rename(root)
    except BaseException:
        old.rename(root)
        raise


def _exchanged(one: Path, other: Path) -> bool:
    """https://man7.org/linux/man-pages/man2/rename.2.html (``RENAME_EXCHANGE``)."""
    if sys.platform != "linux":
        return False
    import ctypes

    with suppress(OSError, AttributeError):
        rename: Callable[..., int] = ctypes.CDLL(None).renameat2
        return rename(_CURRENT_FOLDER, os.fsencode(one), _CURRENT_FOLDER, os.fsencode(other), _EXCHANGE) == 0
    return False


def _one_by_one(out: Path, root: Path, files: Iterable[tuple[str, bytes]], before: Mapping[str, str]) -> int:
    """Each file whole or not at all, in the order given."""
    root.mkdir(parents=True, exist_ok=True)
    written = set()
    for name, data in files:
        path = _below(out, root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not _holds(path, data):
            aside = path.with_name(f".{path.name}.new")
            try:
                aside.write_bytes(data)
                aside.replace(path)
            finally:
                aside.unlink(missing_ok=True)
        written.add(name)
    for path in _outdated(root, before, written):
        path.unlink()
        for parent in path.relative_to(root).parents[:-1]:
            if any((root / parent).iterdir()):
                break
            (root / parent).rmdir()
    return len(written)
