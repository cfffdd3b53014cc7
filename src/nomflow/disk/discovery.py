"""Which files of a folder are statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from nomflow.core.basics.errors import NothingToCheckError, UsageError
from nomflow.core.basics.path_pattern import PathMatch, is_about_nobody, match
from nomflow.core.election.election import Config
from nomflow.core.election.question_paths import is_question_file
from nomflow.core.snapshot.misplaced import reads_like_one, suspect_on_disk
from nomflow.core.snapshot.statement import read_statement
from nomflow.core.snapshot.translations import translation_of
from nomflow.disk.folder import Folder, shown_in, walk

_MARKDOWN = (".md", ".markdown", ".mkd")
_HEADER = 8192
"""Bytes that a header takes at the most."""

_NEVER_TEXT = (".csv", ".gif", ".html", ".jpeg", ".jpg", ".json", ".pdf", ".png", ".svg", ".webp", ".yaml", ".yml")


def statements(folder: Folder, paths: Iterable[Path], *, misplaced: bool = False) -> Iterator[Path]:
    """The statement files that ``paths`` (files or folders) mean, sorted within each folder; with ``misplaced``
    those in the wrong place, too.

    Raises ``UsageError`` for a path that is not there, ``NothingToCheckError`` when nothing is found.
    """
    found: set[Path] = set()
    for path in paths:
        if not path.is_file() and not path.is_dir():
            raise UsageError(f"There is no file or folder {path}.")
        for statement in (
            _statements_under(folder, path, misplaced=misplaced) if path.is_dir() else (_original(path) or path,)
        ):
            real = statement.resolve()
            if real not in found:
                found.add(real)
                yield statement
    if not found:
        raise NothingToCheckError("No statement was found here. Statements are Markdown files.")


def _statements_under(folder: Folder, top: Path, *, misplaced: bool) -> Iterator[Path]:
    """The statements below a folder; the questions and answers where it lies in the folder of these."""
    asked = any(is_question_file(each, f"{shown_in(folder, top)}/x.md") for each in folder.config.elections)
    for path in walk(top):
        if _original(path):
            continue
        shown = shown_in(folder, path)
        if (
            (asked and any(is_question_file(each, shown) for each in folder.config.elections))
            or _is_statement(folder.config, shown)
            or (_lies_beside(folder.config, shown) and _begins_with_header(path))
            or (misplaced and _is_misplaced(folder.config, path, shown))
        ):
            yield path


def _is_statement(config: Config, shown: str) -> bool:
    """Whether a path is that of a statement; where nothing is configured, any Markdown file may be one."""
    path = PurePosixPath(shown)
    if not config.declared:
        return path.suffix.lower() in _MARKDOWN and not is_about_nobody(path.stem)
    if path.suffix.lower() in _NEVER_TEXT or shown in _other_files(config):
        return False
    return any(not is_about_nobody(found.handle or found.name) for found in _matches(config, shown))


def _matches(config: Config, shown: str) -> list[PathMatch]:
    found = (match(election.statement.path, shown, election.id) for election in config.elections)
    return [each for each in found if each]


def _other_files(config: Config) -> tuple[str, ...]:
    """Files that the configuration names for something else."""
    rolls = (source.file for election in config.elections for source in election.roll.sources)
    return (*(election.statement.template for election in config.elections), *rolls, *config.people)


def _lies_beside(config: Config, shown: str) -> bool:
    """Whether a Markdown file lies where statements do, under a name that no statement has."""
    path = PurePosixPath(shown)
    if path.suffix.lower() not in _MARKDOWN or is_about_nobody(path.stem) or shown in _other_files(config):
        return False
    if _matches(config, shown):
        return False
    wanted = (election.statement.path.replace("{election}", election.id) for election in config.elections)
    return config.declared and path.parent in (PurePosixPath(each).parent for each in wanted)


def _is_misplaced(config: Config, path: Path, shown: str) -> bool:
    """Whether a text elsewhere reads like a nomination."""
    suspect = suspect_on_disk(config, shown) if config.declared and shown not in _other_files(config) else None
    if suspect is None or not _begins_with_header(path):
        return False
    with path.open("rb") as file:
        return reads_like_one(suspect, read_statement(shown, file.read(_HEADER), whole=False))


def _begins_with_header(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(100).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"---")


def _original(path: Path) -> Path | None:
    """The statement beside a file that is a translation of it."""
    found = translation_of(path.name)
    original = path.with_name(found[0]) if found else None
    return original if original and original.is_file() else None
