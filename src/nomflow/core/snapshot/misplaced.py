"""Nominations in the wrong place: texts that nobody would look for where they lie."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from difflib import SequenceMatcher
from enum import IntEnum
from itertools import starmap
from posixpath import basename, dirname, splitext

from msgspec import Struct

from nomflow.core.basics.login import same_login
from nomflow.core.basics.path_pattern import is_about_nobody, match, nearest
from nomflow.core.basics.time import utc
from nomflow.core.election.choices import Layout
from nomflow.core.election.election import Config, Election
from nomflow.core.election.question_paths import is_question_file
from nomflow.core.election.windows import last_close
from nomflow.core.snapshot.statement import Statement, field_text

MOST_TEXTS = 5
"""Texts that a nominee may add: the statement and a few translations. Whoever adds more is moving an archive."""

_NOMINATION = ("candida", "kandida", "nomina", "nomine")
"""How words for a nomination begin, in the languages that elections here are held in."""

_OTHER_PAGES = " authors blog contributors maintainers members news people posts team teams users "
_DOCUMENTS = (".doc", ".docx", ".htm", ".html", ".odt", ".pdf", ".rtf")
_READABLE = ("", ".markdown", ".md", ".mkd", ".rst", ".text", ".txt")
_ALIKE = 0.75


class Nearness(IntEnum):
    """How near a path is to where statements lie: what its text must show decides the rest."""

    FAR = 1
    NEAR = 2
    SURE = 3


class Suspect(Struct, frozen=True):
    """A text that may be a nomination in the wrong place. Only one that is ``SURE`` need not be read."""

    path: str
    election: Election
    nearness: Nearness


def suspects(
    config: Config, added: Iterable[str], touched: Iterable[str], author: str, opened: datetime, now: datetime
) -> tuple[Suspect, ...]:
    """The added texts of a pull request that may be a nomination, the surest first.

    There are none where it changes what officers keep, such as the configuration or a workflow, and none for an
    election whose window was closed all the while from ``opened`` to ``now``.
    """
    if any(_is_kept_by_officers(config, path) for path in touched):
        return ()
    elections = [each for each in config.elections if _takes(each, author, opened, now)]
    found = [each for path in added if (each := _suspect(elections, path, author))]
    if sum(each.nearness > Nearness.FAR for each in found) > MOST_TEXTS:
        return ()
    return tuple(sorted(found, key=lambda each: -each.nearness))


def suspect_on_disk(config: Config, path: str) -> Suspect | None:
    """The same for a file of a folder, of which nobody knows who added it and when. Another year's folder is none."""
    elections = [each for each in config.elections if each.statement.layout is Layout.FILES]
    if _is_kept_by_officers(config, path) or any(_is_of_another_year(each, path) for each in elections):
        return None
    return _suspect(elections, path, "") if splitext(path)[1].lower() in _READABLE else None


def reads_like_one(suspect: Suspect, statement: Statement) -> bool:
    """Whether the header makes a text a nomination: near the right place a name or a handle is enough; far from it, it
    must hold both, another of the election's fields, and none that the election does not know."""
    election = suspect.election
    named = bool(field_text(statement, election, "name")), bool(field_text(statement, election, "handle"))
    if suspect.nearness > Nearness.FAR:
        return any(named)
    fields = election.statement.front_matter.fields
    known = {spelling.casefold() for name, field in fields.items() for spelling in (name, *field.aliases)}
    typed = {key.casefold() for key in statement.fields}
    return all(named) and len(typed) > len(named) and typed <= known


def _takes(election: Election, author: str, opened: datetime, now: datetime) -> bool:
    """Whether somebody's nomination may lie in a file while a pull request was open."""
    opens, closes = election.windows.nominations.opens, last_close(election)
    open_meanwhile = (opens is None or utc(opens) <= now) and (closes is None or opened <= closes)
    nominating = election.nominations.officers_may_nominate or election.eligibility.officers_may_stand
    officer = any(same_login(author, each) for each in election.officers)
    return election.statement.layout is Layout.FILES and open_meanwhile and (nominating or not officer)


def _is_kept_by_officers(config: Config, path: str) -> bool:
    rolls = (source.path for election in config.elections for source in election.roll.sources)
    kept = (*rolls, *config.people, *(election.statement.template for election in config.elections))
    return path in kept or basename(path) in ("nomflow.yml", "nomflow.yaml") or path.startswith(".")


def _suspect(elections: Iterable[Election], path: str, author: str) -> Suspect | None:
    stem, suffix = splitext(basename(path))
    if suffix.lower() not in (*_READABLE, *_DOCUMENTS) or any(part.startswith((".", "_")) for part in path.split("/")):
        return None
    found = [Suspect(path, each, nearness) for each in elections if (nearness := _nearness(each, path, stem, author))]
    readable = suffix.lower() in _READABLE
    wanted = [each for each in found if each.nearness is Nearness.SURE or (readable and not is_about_nobody(stem))]
    return max(wanted, key=lambda each: each.nearness, default=None)


def _nearness(election: Election, path: str, stem: str, author: str) -> Nearness | None:
    if is_question_file(election, path) or match(election.statement.path, path, election.id):
        return None
    folders = dirname(path).casefold().split("/") if "/" in path else []
    words = {word for part in (*folders, stem.casefold()) for word in _words(part)}
    guess = nearest(election.statement.path, path, election.id).handle
    named = _is_named_after(author, guess, stem, folders)
    folder = election.statement.path.replace("{election}", election.id).rpartition("/")[0].casefold()
    wanted = [part for part in folder.split("/") if part and "{" not in part]
    if _is_mistyped(wanted, folders) and not is_about_nobody(stem):
        return Nearness.SURE
    on_the_way = bool(folders) and (set(folders) <= set(wanted) or _is_mistyped(wanted[-1:], folders[-1:]))
    if on_the_way or any(map(_means_nomination, words)):
        return Nearness.SURE if named else Nearness.NEAR
    if named and not folders:
        return Nearness.SURE
    return None if any(f" {word} " in _OTHER_PAGES for word in words) else Nearness.FAR


def _is_mistyped(wanted: list[str], typed: list[str]) -> bool:
    """Whether these are the folders wanted, but for a letter or two; another number is another year's."""
    if not wanted or len(wanted) != len(typed) or not any(map(_is_telling, wanted)):
        return False
    return all(starmap(_alike, zip(wanted, typed, strict=True)))


def _is_telling(part: str) -> bool:
    """Whether a folder of this name holds an election and not anything, as ``docs`` does."""
    return any(map(_means_nomination, _words(part))) or any(char.isdigit() for char in part)


def _alike(wanted: str, typed: str) -> bool:
    same_year = _digits(wanted) == _digits(typed)
    return same_year and SequenceMatcher(None, wanted, typed[:100]).ratio() >= _ALIKE


def _is_of_another_year(election: Election, path: str) -> bool:
    own = _digits(election.id)
    return bool(own) and any(_digits(part) not in ("", own) for part in path.split("/")[:-1])


def _is_named_after(author: str, guess: str, stem: str, folders: list[str]) -> bool:
    """Whether the author's login is the file's name, with or without a word for a nomination, or a folder's."""
    if not author:
        return False
    rest = "-".join(word for word in _words(stem.casefold()) if not _means_nomination(word))
    return same_login(author, guess) or same_login(author, rest) or author.casefold() in folders


def _means_nomination(word: str) -> bool:
    return word.startswith(_NOMINATION)


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text).split()


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
