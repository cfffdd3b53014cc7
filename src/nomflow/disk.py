"""Folders and files, and the same data as a pull request has."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

from nomflow.core.defaults import default_config
from nomflow.core.election import Config, Election
from nomflow.core.errors import ConfigError, Fault, NothingToCheckError, UsageError
from nomflow.core.pathpattern import PathMatch, is_about_nobody, is_outside, match
from nomflow.core.people import read_people
from nomflow.core.photo import PhotoFile, named_photo, photo_file
from nomflow.core.place import Place
from nomflow.core.question_paths import as_answer, folder_of, is_question_file
from nomflow.core.record import record
from nomflow.core.roll import Roll, Unavailable, join, parse_roll
from nomflow.core.roll_team import not_in_a_folder
from nomflow.core.snapshot import Snapshot
from nomflow.core.statement import Statement, read_statement
from nomflow.core.text import MAX_BYTES
from nomflow.core.translations import translation_of
from nomflow.core.when import Edge, parse_moment, utc

CONFIG_NAMES = ("nomflow.yml", ".github/nomflow.yml", "nomflow.yaml")
AFFILIATIONS = "NOMFLOW_AFFILIATIONS"
PRESETS = Path(__file__).parent / "presets"
_MARKDOWN = (".md", ".markdown", ".mkd")
_NEVER_TEXT = (".csv", ".gif", ".html", ".jpeg", ".jpg", ".json", ".pdf", ".png", ".svg", ".webp", ".yaml", ".yml")
_MAX_FILES = 50_000

TYPE_CHECKING = False
if TYPE_CHECKING:
    _Shared = tuple[Roll | Unavailable | None, Mapping[str, tuple[str, ...]] | Unavailable, str]
    """The roll, the affiliations and the template of an election."""


@record
class Folder:
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
    return Folder(root, load_config(found, _relative(found, root)), found)


def config_name(folder: Folder) -> str:
    """The configuration's path in the repository."""
    return _relative(folder.config_path, folder.root) if folder.config_path else CONFIG_NAMES[0]


def load_config(path: Path, shown: str) -> Config:
    """Reads a configuration file; raises ``ConfigError``."""
    from nomflow.core.config import load

    return load(_text_of(path, shown), shown, preset, preset_names())


def preset(name: str) -> str | None:
    """The text of a preset, or ``None``."""
    if name not in preset_names():
        return None
    return (PRESETS / f"{name}.yml").read_text(encoding="utf-8")


def preset_names() -> tuple[str, ...]:
    """The presets that come with nomflow."""
    return tuple(sorted(path.stem for path in PRESETS.glob("*.yml")))


def statements(folder: Folder, paths: Iterable[Path]) -> Iterator[Path]:
    """The statement files that ``paths`` (files or folders) mean, sorted within each folder.

    Raises ``UsageError`` for a path that is not there, ``NothingToCheckError`` when nothing is found.
    """
    found: set[Path] = set()
    for path in paths:
        if not path.is_file() and not path.is_dir():
            raise UsageError(f"There is no file or folder {path}.")
        for statement in _statements_under(folder, path) if path.is_dir() else (_original(path) or path,):
            if statement.resolve() not in found:
                found.add(statement.resolve())
                yield statement
    if not found:
        raise NothingToCheckError("No statement was found here. Statements are Markdown files.")


def snapshot_of(folder: Folder, path: Path, taken_at: datetime, election: str = "") -> Snapshot:
    """A snapshot of one statement file, or of a question or an answer, without a pull request."""
    return next(snapshots_of(folder, (path,), taken_at, election))


def snapshots_of(folder: Folder, paths: Iterable[Path], taken_at: datetime, election: str = "") -> Iterator[Snapshot]:
    """A snapshot of each statement file, question or answer, without a pull request. What they share is read once."""
    config = folder.config
    files = cache(lambda: _files_of(folder))
    people = cache(lambda: read_people_files(folder))
    beside = cache(_translations_in)
    shared: dict[str, _Shared] = {}
    for path in paths:
        shown = _shown(folder, path)
        chosen = election_for(config, shown, election)
        with path.open("rb") as file:
            statement = read_statement(shown, file.read(MAX_BYTES + 1))
        known = files() if config.declared and _leads_into(config.repository_url, statement) else None
        if is_question_file(chosen, shown):
            yield Snapshot(config, as_answer(chosen), taken_at, statement, files=known)
            continue
        if chosen.id not in shared:
            shared[chosen.id] = _shared(folder, chosen)
        roll, affiliations, template = shared[chosen.id]
        yield Snapshot(
            config,
            chosen,
            taken_at,
            statement,
            roll=roll,
            people=people(),
            affiliations=affiliations,
            files=known,
            template=template,
            photo=_photo_of(folder, statement, chosen),
            translations=tuple(_translations(beside(path.parent).get(path.name, ()), shown)),
        )


def _shared(folder: Folder, election: Election) -> _Shared:
    template = election.statement.template
    text = _text_of(folder.root / template, template) if template else ""
    return read_roll(folder, election), read_affiliations_of(folder, election), text


def file_of(folder: Folder, path: str, limit: int) -> tuple[str, bytes]:
    """Git's mode and the bytes of a file of the repository, at most ``limit`` and one more.

    The mode is empty where there is no such file, and there are no bytes behind a link: ``path`` may be what a
    candidate typed, once ``photo_path`` has passed it.
    """
    real = folder.root / path
    if real.is_symlink() or real.resolve() != folder.root.resolve() / path:
        return "120000", b""
    if not real.is_file():
        return ("040000", b"") if real.is_dir() else ("", b"")
    with real.open("rb") as file:
        return "100644", file.read(limit + 1)


def _photo_of(folder: Folder, statement: Statement, election: Election) -> PhotoFile | Unavailable | None:
    path = named_photo(statement, election)
    if not path or not folder.config.declared or is_outside(statement.path):
        return None
    limit = election.statement.images.kilobytes * 1000
    try:
        mode, raw = file_of(folder, path, limit)
        if len(raw) > limit:
            return PhotoFile(path, mode, (folder.root / path).stat().st_size)
    except (OSError, ValueError) as error:
        return Unavailable(f"{path} could not be read ({type(error).__name__}).")
    return photo_file(path, mode, raw) if mode == "100644" else PhotoFile(path, mode)


def _translations(paths: Iterable[Path], shown: str) -> Iterator[Statement]:
    for path in paths:
        if not path.is_symlink():
            with path.open("rb") as file:
                yield read_statement(PurePosixPath(shown).with_name(path.name).as_posix(), file.read(MAX_BYTES + 1))


def _translations_in(folder: Path) -> Mapping[str, list[Path]]:
    """The files in a folder that are named as translations, by the name of what they translate."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if meant := translation_of(path.name):
            found.setdefault(meant[0], []).append(path)
    return found


def _original(path: Path) -> Path | None:
    """The statement beside a file that is a translation of it."""
    found = translation_of(path.name)
    original = path.with_name(found[0]) if found else None
    return original if original and original.is_file() else None


def election_for(config: Config, path: str, wanted: str = "") -> Election:
    """The election a path belongs to. Raises ``UsageError`` for an unknown ``wanted``."""
    if wanted:
        for election in config.elections:
            if election.id == wanted:
                return election
        known = ", ".join(election.id for election in config.elections)
        raise UsageError(f"There is no election “{wanted}”. Elections: {known}.")
    for election in config.elections:
        if match(election.statement.path, path, election.id) or is_question_file(election, path):
            return election
    beside = Path(path).parent
    for election in config.elections:
        if Path(election.statement.path.replace("{election}", election.id)).parent == beside:
            return election
    return config.elections[-1]


def read_roll(folder: Folder, election: Election, teams: Mapping[str, str] | None = None) -> Roll | Unavailable | None:
    """The roll as its files say, ``None`` when the election has none.

    ``teams`` are the members of teams as files by their paths; without it they are where a freeze record keeps them.
    """
    rules = election.roll
    if not rules.sources:
        return None
    parts = []
    for source in rules.sources:
        text = (teams or {}).get(source.file)
        try:
            text = (folder.root / source.file).read_bytes().decode("utf-8-sig") if text is None else text
        except (OSError, UnicodeDecodeError) as error:
            return Unavailable(f"{source.path}: {_why(error)}") if source.path else not_in_a_folder(source.team)
        parts.append(parse_roll(text, source.file, source))
    holds_from = utc(parse_moment(rules.holds_from, "UTC", edge=Edge.OPEN)) if rules.holds_from else None
    return join(parts, holds_from)


def read_affiliations_of(folder: Folder | None, election: Election) -> Mapping[str, tuple[str, ...]] | Unavailable:
    """Who works for whom: from the secret, a file outside the repository, or the file the configuration names.

    Private affiliations that nobody gave are *unavailable*: without them nobody can tell who shares what.
    """
    secret, given = os.environ.get(AFFILIATIONS, ""), os.environ.get(f"{AFFILIATIONS}_FILE", "")
    public = election.endorsements.affiliations
    private = election.endorsements.private_affiliations
    if not (secret or given or public):
        return Unavailable(f"They were not given; set {AFFILIATIONS} or {AFFILIATIONS}_FILE.") if private else {}
    from nomflow.core.affiliations import read_affiliations

    path = Path(given) if given else (folder.root / public if folder and public else Path(public))
    name = AFFILIATIONS if secret else f"{AFFILIATIONS}_FILE" if given else public
    try:
        return read_affiliations(secret or path.read_bytes().decode("utf-8-sig"), name)
    except (OSError, UnicodeDecodeError, ConfigError) as error:
        return Unavailable(f"{name} cannot be used." if private else f"{name}: {error}")


def read_question_files(folder: Folder, election: Election) -> dict[str, bytes]:
    """The files that may be questions of an election or answers to them, by their path in the repository."""
    top = folder_of(election)
    found: dict[str, bytes] = {}
    for path in _walk(folder.root / top) if top else ():
        shown = _relative(path, folder.root)
        if is_question_file(election, shown):
            with path.open("rb") as file:
                found[shown] = file.read(MAX_BYTES + 1)
    return found


def read_people_files(folder: Folder) -> dict[str, str]:
    """Names and their handles from the configured people files. Raises ``ConfigError``."""
    people: dict[str, str] = {}
    for name in folder.config.people:
        people |= read_people(_text_of(folder.root / name, name), name)
    return people


def _statements_under(folder: Folder, top: Path) -> Iterator[Path]:
    """The statements below a folder; the questions and answers where it lies in the folder of these."""
    asked = any(is_question_file(each, f"{_shown(folder, top)}/x.md") for each in folder.config.elections)
    for path in _walk(top):
        if _original(path):
            continue
        shown = _shown(folder, path)
        if (
            (asked and any(is_question_file(each, shown) for each in folder.config.elections))
            or _is_statement(folder.config, shown)
            or (_lies_beside(folder.config, shown) and _begins_with_header(path))
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


def _begins_with_header(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(100).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"---")


def _shown(folder: Folder, path: Path) -> str:
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


def _leads_into(repository: str, statement: Statement) -> bool:
    """Whether any link or picture needs the repository's files to be judged; ``repository`` is its address."""
    own = f"{repository.partition('://')[2]}/".lower()
    document = statement.document
    targets = (*(link.target for link in document.links), *(image.target for image in document.images))
    return any(
        (":" not in target.partition("/")[0] and not target.startswith("#")) or (repository and own in target.lower())
        for target in targets
    )


def _files_of(folder: Folder) -> frozenset[str]:
    found = []
    for path in _walk(folder.root):
        found.append(_relative(path, folder.root))
        if len(found) >= _MAX_FILES:
            break
    return frozenset(found)


def _walk(top: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(top):
        folders[:] = sorted(name for name in folders if name not in (".git", "node_modules", ".venv"))
        for name in sorted(files):
            path = Path(parent, name)
            if not path.is_symlink():
                yield path


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


def _relative(path: Path, root: Path) -> str:
    resolved = path.resolve()
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else path.as_posix()


def _text_of(path: Path, shown: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([Fault(f"This file could not be read: {_why(error)}.", Place(shown))]) from error


def _why(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or "unreadable" if isinstance(error, OSError) else "it is not UTF-8"


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
