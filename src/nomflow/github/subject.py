"""Which of the files that a pull request touches is the statement, and of which election."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from posixpath import basename, dirname, splitext

from msgspec import Struct

from nomflow.core.basics.login import same_login
from nomflow.core.basics.path_pattern import PathMatch, match
from nomflow.core.election.election import Config, Election
from nomflow.core.snapshot.translations import translation_of

_NOT_STATEMENTS = ("readme", "template", "index", "contributing", "license", "nomination-template")


class Subject(Struct, frozen=True):
    """A statement's path, its election, and what the path says; ``None`` where it lies beside the right place."""

    path: str
    election: Election
    place: PathMatch | None


def subject_of(config: Config, paths: Iterable[str], author: str) -> Subject | None:
    """The nomination that these files are; ``None`` if they are none.

    Of several statements, the one named after ``author`` comes first; the rules then tell that the others are too many.
    A Markdown file beside where statements lie is taken for one under a wrong name, but a translation of one that is
    there, too, for none.
    """
    paths = frozenset(paths)
    originals = (path for path in sorted(paths) if not _is_translation(path, paths))
    found = [subject for path in originals if (subject := _exact(config, path) or _beside(config, path))]
    found.sort(key=lambda subject: (subject.place is None, not _is(subject, author)))
    return found[0] if found else None


def _is_translation(path: str, among: Collection[str]) -> bool:
    found = translation_of(path)
    return found is not None and found[0] in among


def _is(subject: Subject, author: str) -> bool:
    return subject.place is not None and same_login(subject.place.handle, author)


def _exact(config: Config, path: str) -> Subject | None:
    for election in config.elections:
        place = match(election.statement.path, path, election.id)
        if place is not None:
            return Subject(path, election, place)
    return None


def _beside(config: Config, path: str) -> Subject | None:
    stem, suffix = splitext(basename(path))
    if suffix.lower() not in (".md", ".markdown") or stem.lower() in _NOT_STATEMENTS or stem.startswith("."):
        return None
    for election in config.elections:
        folder = dirname(election.statement.path.replace("{election}", election.id))
        if folder and folder == dirname(path) and path not in (election.statement.template, *config.people):
            return Subject(path, election, None)
    return None
