"""The headings of a page section: levels that are never skipped, and ids like GitHub's."""

from __future__ import annotations

from unicodedata import category
from urllib.parse import unquote

from msgspec import Struct

_LOWEST = 6


class Entry(Struct, frozen=True):
    """A heading as it stands on the page: ``level`` from the first level used there to 6."""

    level: int
    id: str
    text: str


class Outline:
    """Gives each note and then each heading, in the order of the text, its id, and each heading its level."""

    def __init__(self, first_level: int, prefix: str) -> None:
        self.entries: list[Entry] = []
        self.ids: dict[str, str] = {}
        """For each fragment under which GitHub would find a heading, the id it has here."""
        self._first = first_level
        self._prefix = prefix
        self._above: list[tuple[int, int]] = []
        self._used: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._repeats: dict[str, int] = {}
        self._notes: dict[str, int] = {}

    def note_id(self, kind: str) -> str:
        """The id of the next footnote (``fn``) or reference to one (``fnref``); headings come after all of them."""
        self._notes[kind] = self._notes.get(kind, 0) + 1
        identity = f"{self._prefix}{kind}-{self._notes[kind]}"
        self._used.add(identity)
        return identity

    def add(self, written_level: int, text: str) -> Entry:
        """The next heading, that was written with this level."""
        while self._above and self._above[-1][0] >= written_level:
            self._above.pop()
        level = min(self._above[-1][1] + 1, _LOWEST) if self._above else self._first
        self._above.append((written_level, level))
        slug = slug_of(text)
        entry = Entry(level, self._free(slug or "section"), text)
        self.entries.append(entry)
        repeats = self._repeats.get(slug, 0)
        self._repeats[slug] = repeats + 1
        self.ids.setdefault(f"{slug}-{repeats}" if repeats else slug, entry.id)
        self.ids.setdefault(entry.id, entry.id)
        return entry

    def anchor(self, name: str) -> str:
        """The id of a place that the writer named, unless a heading has that name; after all headings."""
        key = fragment_key(name)
        if not key or key in self.ids:
            return ""
        self.ids[key] = self._free(slug_of(key) or "place")
        return self.ids[key]

    def alias(self, name: str, entry: Entry) -> None:
        """Lets links find a heading by the id that the writer gave it."""
        if name:
            self.ids.setdefault(fragment_key(name), entry.id)

    def _free(self, slug: str) -> str:
        identity = f"{self._prefix}{slug}"
        number = self._numbers.get(slug, 1)
        while identity in self._used:
            number += 1
            identity = f"{self._prefix}{slug}-{number}"
        self._numbers[slug] = number
        self._used.add(identity)
        return identity


def slug_of(text: str) -> str:
    """The fragment that GitHub gives to a heading: lower case, letters, marks, digits, ``-`` and ``_`` kept, spaces
    become hyphens, the rest goes.
    """
    lowered = text.lower()
    if lowered.isascii():
        kept = (character for character in lowered if character.isalnum() or character in " -_")
    else:
        kept = (
            character
            for character in lowered
            if character.isalnum() or character in " -_" or category(character)[0] == "M"
        )
    return "".join(kept).replace(" ", "-")


def fragment_key(fragment: str) -> str:
    """A fragment of a link in the form of ``Outline.ids``."""
    if "%" in fragment:
        fragment = unquote(fragment)
    return fragment.lower()
