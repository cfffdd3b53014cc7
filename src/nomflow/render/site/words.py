"""Our own words on the pages, in the language of the election: a catalogue, plural forms, numbers and dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import cache, lru_cache
from gettext import c2py
from pathlib import Path

import msgspec
from markupsafe import Markup, escape
from msgspec import Struct

Entry = Markup | Mapping[str, Markup]

_FOLDER = Path(__file__).parents[2] / "locale"


class Catalogue(Struct, frozen=True, eq=False):
    """The catalogue of one language. ``tag`` is what the page's ``lang`` says; ``form`` says which of its plural forms
    a number takes.
    """

    tag: str
    entries: Mapping[str, Entry]
    form: Callable[[int], int]

    def __reduce__(self) -> tuple[Callable[[str], Catalogue], tuple[str]]:
        return words_in, (self.tag,)

    @property
    def direction(self) -> str:
        return self._plain("direction")

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return language_name(self.tag)

    def marked(self, language: str) -> Markup:
        """The ``lang`` attribute of what is written in another language than this one."""
        return Markup(' lang="{}"').format(language) if language and language != self.tag else Markup()

    def text(self, key: str, /, **words: object) -> Markup:
        """One sentence. Whatever is put into it is escaped unless it is ``Markup``; ``n`` chooses the plural form."""
        number = words.get("n")
        if isinstance(number, int):
            if len(words) == 1:
                return _counted(self, key, number)
            words["n"] = self.number(number)
        entry = self._entry(key, number if isinstance(number, int) else 0)
        return entry.format(**words) if words else entry

    def plain(self, key: str, /, n: int | None = None, **words: str) -> str:
        """The same for what is no HTML, where whatever is put in is quoted already."""
        entry = self._entry(key, n or 0).unescape()
        return entry.format(n=self.number(n or 0), **words)

    def _entry(self, key: str, number: int) -> Markup:
        entry = self.entries[key]
        if isinstance(entry, Markup):
            return entry
        return entry.get(self._listed("plural-forms")[self.form(number)], entry["other"])

    def number(self, number: int) -> str:
        return f"{number:,}".replace(",", self._plain("thousands"))

    def date(self, day: date, pattern: str) -> str:
        """A day in one of the catalogue's patterns: ``full``, ``medium`` …"""
        return _dated(self, day, pattern)

    def clock(self, moment: datetime | time) -> str:
        return self._plain("time").format(hour=f"{moment.hour:02}", minute=f"{moment.minute:02}")

    def _plain(self, key: str) -> str:
        text = self.entries[key]
        assert isinstance(text, Markup)
        return text.unescape()

    def _listed(self, key: str) -> list[str]:
        return self._plain(key).split(", ")


@lru_cache(maxsize=1024)
def _counted(words: Catalogue, key: str, number: int) -> Markup:
    return words._entry(key, number).format(n=words.number(number))


@lru_cache(maxsize=1024)
def _dated(words: Catalogue, day: date, pattern: str) -> str:
    names = {
        kind: words._listed(f"{plural}{kind.removeprefix(name)}")[index]
        for name, plural, index in (("month", "months", day.month - 1), ("weekday", "weekdays", day.weekday()))
        for kind in (name, f"{name}-short")
    }
    return words._plain(f"date-{pattern}").format(day=day.day, year=day.year, **names)


def languages() -> tuple[str, ...]:
    """The languages that there is a catalogue for."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yml")))


@cache
def words_in(language: str) -> Catalogue:
    """The catalogue that fits a BCP 47 tag best; English where there is none."""
    for tag in (language, language.split("-", maxsplit=1)[0]):
        if tag in languages():
            entries = _entries(tag)
            rule = entries["plural-rule"]
            assert isinstance(rule, Markup)
            return Catalogue(tag, entries, c2py(rule.unescape()))
    return words_in("en")


class _Languages(Struct, frozen=True):
    """What languages call themselves, and which run from right to left; ``scripts/languages`` makes it from CLDR."""

    names: dict[str, str]
    right_to_left: frozenset[str]


@cache
def _languages() -> _Languages:
    return msgspec.json.decode((_FOLDER / "languages.json").read_bytes(), type=_Languages)


def language_name(tag: str) -> str:
    """What the language of a BCP 47 tag calls itself, or the tag where nobody knows."""
    return _languages().names.get(tag.lower(), tag)


def direction_of(tag: str) -> str:
    """How a text in a language runs, for ``dir``: its first letter decides where the tag does not."""
    return "rtl" if tag.lower() in _languages().right_to_left else "auto"


def _entries(tag: str) -> Mapping[str, Entry]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read = yaml.load((_FOLDER / f"{tag}.yml").read_bytes(), Loader=loader)  # noqa: S506 - a safe loader, and our own file
    return {
        key: escape(value) if isinstance(value, str) else {form: escape(text) for form, text in value.items()}
        for key, value in read.items()
    }
