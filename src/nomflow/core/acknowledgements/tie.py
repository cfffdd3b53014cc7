"""Names in prose tied to handles that are given elsewhere. Equal names only, never similar ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from unicodedata import combining, normalize

from msgspec import Struct

from nomflow.core.acknowledgements.thanks import ThankedPerson

_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "\u00ad": "", "\u200b": "", "_": " "})


class TiedBy(StrEnum):
    """What says which account a credited person has."""

    PROSE = "prose"
    FRONT_MATTER = "front matter"
    PEOPLE_FILE = "people file"


class Tied(Struct, frozen=True):
    """A credit and the person's handle. Both ``handle`` and ``by`` are ``None`` when nothing, or more than one thing,
    could be meant."""

    credit: ThankedPerson
    handle: str | None
    by: TiedBy | None


def tie(
    found: Sequence[ThankedPerson], reviewers: Sequence[tuple[str, str]], people: Mapping[str, str]
) -> tuple[Tied, ...]:
    """Ties each credit by the prose itself, else by ``reviewers`` of the front matter (name and handle, either of
    which may be empty), else by ``people`` (handles by name).

    Names are equal without regard to case, accents and kinds of apostrophe. A first name alone is enough where exactly
    one person has it. What is ambiguous in the front matter is not looked up in the people file.
    """
    sources = (
        (TiedBy.FRONT_MATTER, _Book(reviewers)),
        (TiedBy.PEOPLE_FILE, _Book(people.items())),
    )
    return tuple(_tied(credit, sources) for credit in found)


def _tied(credit: ThankedPerson, sources: Sequence[tuple[TiedBy, _Book]]) -> Tied:
    if credit.handle:
        return Tied(credit, credit.handle, TiedBy.PROSE)
    for by, book in sources:
        handles = book.handles(credit.name)
        if len(handles) == 1:
            return Tied(credit, handles[0], by)
        if handles:
            break
    return Tied(credit, None, None)


class _Book:
    """Handles by full name, by first name, and by the handle itself."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self.full: dict[str, dict[str, str]] = {}
        self.first: dict[str, dict[str, str]] = {}
        for name, handle in entries:
            if not handle:
                continue
            for key in {name_key(name), name_key(handle)} - {""}:
                self.full.setdefault(key, {})[handle.casefold()] = handle
            words = name_key(name).split(" ")
            if words[0]:
                self.first.setdefault(words[0], {})[handle.casefold()] = handle

    def handles(self, name: str) -> tuple[str, ...]:
        """All handles the name may stand for."""
        key = name_key(name)
        found = self.full.get(key) or (self.first.get(key) if " " not in key else None) or {}
        return tuple(found.values())


def name_key(name: str) -> str:
    """What two spellings of a name have in common."""
    plain = normalize("NFKD", name.translate(_SAME))
    bare = "".join(char for char in plain if not combining(char))
    return " ".join(bare.casefold().removeprefix("@").split())
