"""A repository in a folder: where it begins, its configuration, its files."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct

from nomflow.core.basics.errors import ConfigError, Fault, UsageError
from nomflow.core.basics.path_pattern import match
from nomflow.core.basics.place import Place
from nomflow.core.election.defaults import default_config
from nomflow.core.election.election import Config
from nomflow.core.election.load import load

CONFIG_NAMES = ("nomflow.yml", ".github/nomflow.yml", "nomflow.yaml")
PRESETS = Path(__file__).parents[1] / "presets"


class Folder(Struct, frozen=True):
    """A repository on disk: its root and its configuration."""

    root: Path
    config: Config
    config_path: Path | None


def open_folder(start: Path, config: Path | None = None) -> Folder:
    """The repository that ``start`` lies in. Raises ``ConfigError`` or ``UsageError``."""
    found = config or _find_config(start)
    if found is None:
        return Folder(_root_without_config(start), default_config(), None)
    if not found.is_file():
        raise UsageError(f"There is no configuration at {found}.")
    root = found.resolve().parent
    if root.name == ".github":
        root = root.parent
    return Folder(root, load_config(found, relative(found, root)), found)


def config_name(folder: Folder) -> str:
    """The configuration's path in the repository."""
    return relative(folder.config_path, folder.root) if folder.config_path else CONFIG_NAMES[0]


def place_of(folder: Folder, *words: str) -> Place:
    """Where the configuration has the last of some words, each looked for from where the one before stands."""
    text = folder.config_path.read_text(encoding="utf-8-sig") if folder.config_path else ""
    lines = [line.partition("#")[0] for line in text.splitlines()]
    row, column = 0, 0
    for word in words:
        row, column = next(
            ((at, line.index(word)) for at, line in enumerate(lines[row:], row) if word in line), (row, column)
        )
    return Place(path=config_name(folder), line=row + 1, column=column + 1)


def load_config(path: Path, shown: str) -> Config:
    """Reads a configuration file; raises ``ConfigError``."""
    return load(text_of(path.parent, path.name, shown), shown, preset, preset_names())


def preset(name: str) -> str | None:
    """The text of a preset, or ``None``."""
    if name not in preset_names():
        return None
    return (PRESETS / f"{name}.yml").read_text(encoding="utf-8")


def preset_names() -> tuple[str, ...]:
    """The presets that come with nomflow."""
    return tuple(sorted(path.stem for path in PRESETS.glob("*.yml")))


def file_of(folder: Folder, path: str, limit: int) -> tuple[str, bytes]:
    """Git's mode and the bytes of a file of the repository, at most ``limit`` and one more.

    The mode is empty where there is no such file, and there are no bytes behind a link: ``path`` may be what a
    candidate typed, once ``photo_path`` has passed it.
    """
    real = folder.root / path
    if not _spelled(folder.root, path):
        return "", b""
    if real.is_symlink() or real.resolve() != folder.root.resolve() / path:
        return "120000", b""
    if not real.is_file():
        return ("040000", b"") if real.is_dir() else ("", b"")
    with real.open("rb") as file:
        return "100644", file.read(limit + 1)


def shown_in(folder: Folder, path: Path) -> str:
    """The path within the repository. A file outside it counts as lying where the end of its path would be right;
    else its whole path says that nobody can tell.
    """
    resolved = path.resolve()
    if resolved.is_relative_to(folder.root):
        return resolved.relative_to(folder.root).as_posix()
    for start in range(1, len(resolved.parts)):
        end = PurePosixPath(*resolved.parts[start:]).as_posix()
        if any(match(election.statement.path, end, election.id) for election in folder.config.elections):
            return end
    return resolved.as_posix()


def walk(top: Path) -> Iterator[Path]:
    """The files below a folder, but for those of tools, of a site that was built, and of another repository."""
    for parent, folders, files in os.walk(top):
        here = Path(parent)
        folders[:] = sorted(name for name in folders if name not in _OF_TOOLS and not _is_another(here / name))
        for name in sorted(files):
            path = Path(parent, name)
            if not path.is_symlink():
                yield path


_OF_TOOLS = (".git", "node_modules", ".venv")


def _is_another(folder: Path) -> bool:
    own = ".github" in (folder.name, folder.parent.name)  # our workflow there is called nomflow.yml, too
    return not own and any((folder / name).is_file() for name in (*CONFIG_NAMES, "manifest.json"))


def relative(path: Path, root: Path) -> str:
    resolved = path.resolve()
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else path.as_posix()


def named(root: Path, name: str) -> Path:
    """A file of the repository that the configuration names. Where a system takes capital and small letters for the
    same, a name in other letters is refused as it is on GitHub. Raises ``FileNotFoundError``."""
    path = root / name
    if path.exists() and not _spelled(root, name):
        raise FileNotFoundError(
            errno.ENOENT, "its name has capital or small letters where the file has others", str(path)
        )
    return path


def _spelled(root: Path, name: str) -> bool:
    """Whether every part of a path is listed in its folder as it is written here."""
    path = root
    for part in PurePosixPath(name).parts:
        try:
            if part not in (".", "..") and part not in (each.name for each in path.iterdir()):
                return False
        except OSError:
            return False
        path /= part
    return True


def text_of(root: Path, name: str, shown: str = "") -> str:
    """A text of the repository; ``shown`` is its path there, if not ``name``. Raises ``ConfigError``."""
    try:
        return named(root, name).read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([Fault(f"This file could not be read: {why(error)}.", Place(path=shown or name))]) from error


def why(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or "unreadable" if isinstance(error, OSError) else "it is not UTF-8"


def _find_config(start: Path) -> Path | None:
    here = start.resolve()
    for parent in (here, *here.parents):
        for name in CONFIG_NAMES:
            if (parent / name).is_file():
                return parent / name
        if (parent / ".git").exists():
            return None
    return None


def _root_without_config(start: Path) -> Path:
    here = start.resolve()
    return here if here.is_dir() else here.parent
