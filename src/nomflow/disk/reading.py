"""Files of a folder as the same data that a pull request has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from itertools import starmap
from pathlib import Path, PurePosixPath

from nomflow.core.basics.errors import UsageError
from nomflow.core.basics.path_pattern import is_outside, match
from nomflow.core.basics.text import MAX_BYTES
from nomflow.core.election.election import Config, Election
from nomflow.core.election.question_paths import as_answer, folder_of, is_question_file
from nomflow.core.roll.roll import Roll, Unavailable
from nomflow.core.snapshot.photo import named_photo, photo_file
from nomflow.core.snapshot.picture import PhotoFile
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import Statement, read_statement
from nomflow.core.snapshot.translations import translation_of
from nomflow.disk.folder import Folder, file_of, relative, shown_in, text_of, walk
from nomflow.disk.people import read_affiliations_of, read_people_files, read_roll

_MAX_FILES = 50_000

TYPE_CHECKING = False
if TYPE_CHECKING:
    ReadStatement = Callable[[str, bytes], Statement]
    _Shared = tuple[Roll | Unavailable | None, Mapping[str, tuple[str, ...]] | Unavailable, str]
    """The roll, the affiliations and the template of an election."""


def snapshot_of(folder: Folder, path: Path, taken_at: datetime, election: str = "") -> Snapshot:
    """A snapshot of one statement file, or of a question or an answer, without a pull request."""
    return FolderSnapshots(folder, taken_at, election).of(path)


class FolderSnapshots:
    """Snapshots of statement files, questions or answers, without a pull request. What they share is read once."""

    def __init__(self, folder: Folder, taken_at: datetime, election: str = "") -> None:
        self.folder = folder
        self._taken_at = taken_at
        self._election = election
        self._shared: dict[str, _Shared] = {}
        self._beside: dict[Path, tuple[Mapping[str, list[Path]], frozenset[str]]] = {}

    def of(self, path: Path, read: ReadStatement = read_statement) -> Snapshot:
        """The snapshot of a file. ``read`` makes a statement of a path and bytes."""
        folder, config = self.folder, self.folder.config
        shown = shown_in(folder, path)
        statement = read(shown, _start_of(path))
        chosen = election_for(config, shown, self._election)
        if path.parent not in self._beside:
            self._beside[path.parent] = _translations_in(path.parent), _twins_in(path.parent)
        translations, twins = self._beside[path.parent]
        asks = _leads_into(config.repository_url, statement) or path.name in twins
        known = self._files if config.declared and asks else None
        if is_question_file(chosen, shown):
            return Snapshot(
                config=config, election=as_answer(chosen), taken_at=self._taken_at, statement=statement, files=known
            )
        if chosen.id not in self._shared:
            self._shared[chosen.id] = _shared(folder, chosen)
        roll, affiliations, template = self._shared[chosen.id]
        return Snapshot(
            config=config,
            election=chosen,
            taken_at=self._taken_at,
            statement=statement,
            roll=roll,
            people=self._people,
            affiliations=affiliations,
            files=known,
            template=template,
            photo=_photo_of(folder, statement, chosen),
            translations=tuple(starmap(read, _translations(translations.get(path.name, ()), shown))),
        )

    @cached_property
    def _files(self) -> frozenset[str]:
        return _files_of(self.folder)

    @cached_property
    def _people(self) -> Mapping[str, str]:
        return read_people_files(self.folder)


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _shared(folder: Folder, election: Election) -> _Shared:
    template = election.statement.template
    text = text_of(folder.root, template) if template else ""
    return read_roll(folder, election), read_affiliations_of(folder, election), text


def _photo_of(folder: Folder, statement: Statement, election: Election) -> PhotoFile | Unavailable | None:
    path = named_photo(statement, election)
    if not path or not folder.config.declared or is_outside(statement.path):
        return None
    limit = election.statement.images.kilobytes * 1000
    try:
        mode, raw = file_of(folder, path, limit)
        if len(raw) > limit:
            return PhotoFile(path=path, mode=mode, size=(folder.root / path).stat().st_size)
    except (OSError, ValueError) as error:
        return Unavailable(f"{path} could not be read ({type(error).__name__}).")
    return photo_file(path, mode, raw) if mode == "100644" else PhotoFile(path=path, mode=mode)


def _translations(paths: Iterable[Path], shown: str) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        if not path.is_symlink():
            yield PurePosixPath(shown).with_name(path.name).as_posix(), _start_of(path)


def _translations_in(folder: Path) -> Mapping[str, list[Path]]:
    """The files in a folder that are named as translations, by the name of what they translate."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if meant := translation_of(path.name):
            found.setdefault(meant[0], []).append(path)
    return found


def _twins_in(folder: Path) -> frozenset[str]:
    """The names of files in a folder that differ from another's only in capital letters."""
    names = sorted(path.name for path in folder.iterdir())
    folded = Counter(name.casefold() for name in names)
    return frozenset(name for name in names if folded[name.casefold()] > 1)


def election_for(config: Config, path: str, wanted: str = "") -> Election:
    """The election a path belongs to. Raises ``UsageError`` for an unknown ``wanted``."""
    if wanted:
        if found := config.election_called(wanted):
            return found
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


def read_question_files(folder: Folder, election: Election) -> dict[str, bytes]:
    """The files that may be questions of an election or answers to them, by their path in the repository."""
    top = folder_of(election)
    found: dict[str, bytes] = {}
    for path in walk(folder.root / top) if top else ():
        shown = relative(path, folder.root)
        if is_question_file(election, shown):
            found[shown] = _start_of(path)
    return found


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
    for path in walk(folder.root):
        found.append(relative(path, folder.root))
        if len(found) >= _MAX_FILES:
            break
    return frozenset(found)
