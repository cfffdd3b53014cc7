"""Our own words on the pages, in the language of the election: a catalogue, plural forms, numbers and dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from markupsafe import Markup, escape
from msgspec import Struct

Entry = Markup | Mapping[str, Markup]

_FOLDER = Path(__file__).parents[2] / "locale"


class Catalogue(Struct, frozen=True, eq=False):
    """The catalogue of one language. ``tag`` is what the page's ``lang`` says."""

    tag: str
    locale: Locale
    entries: Mapping[str, Entry]

    def __reduce__(self) -> tuple[Callable[[str], Catalogue], tuple[str]]:
        return words_in, (str(self.locale).replace("_", "-"),)

    @property
    def direction(self) -> str:
        return self.locale.text_direction

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

    def _entry(self, key: str, number: int) -> Markup:
        entry = self.entries[key]
        return entry if isinstance(entry, Markup) else entry.get(self.locale.plural_form(number), entry["other"])

    def number(self, number: int) -> str:
        return str(number) if number < 1000 else format_decimal(number, locale=self.locale)

    def date(self, day: date, pattern: str) -> str:
        """A day in one of the catalogue's patterns: ``full``, ``medium`` …"""
        return _dated(self, day, self._pattern(f"date-{pattern}"))

    def clock(self, moment: datetime | time) -> str:
        return format_time(moment, self._pattern("time"), locale=self.locale)

    def _pattern(self, key: str) -> str:
        pattern = self.entries[key]
        assert isinstance(pattern, Markup)
        return pattern.unescape()


@lru_cache(maxsize=1024)
def _counted(words: Catalogue, key: str, number: int) -> Markup:
    return words._entry(key, number).format(n=words.number(number))


@lru_cache(maxsize=1024)
def _dated(words: Catalogue, day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=words.locale)


def languages() -> tuple[str, ...]:
    """The languages that there is a catalogue for."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yml")))


@cache
def words_in(language: str) -> Catalogue:
    """The catalogue that fits a BCP 47 tag best; English where there is none."""
    for tag in (language, language.split("-", maxsplit=1)[0]):
        if tag in languages():
            return Catalogue(tag, _locale(language, tag), _entries(tag))
    return words_in("en")


def _locale(language: str, tag: str) -> Locale:
    return _known(language) or Locale.parse(tag)


@cache
def _known(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def language_name(tag: str) -> str:
    """What the language of a BCP 47 tag calls itself, or the tag where nobody knows."""
    locale = _known(tag)
    name = locale.get_display_name(locale) if locale else ""
    return name[:1].upper() + name[1:] if name else tag


@cache
def direction_of(tag: str) -> str:
    """How a text in a language runs, for ``dir``: its first letter decides where the tag does not."""
    locale = _known(tag)
    return "rtl" if locale and locale.text_direction == "rtl" else "auto"


def _entries(tag: str) -> Mapping[str, Entry]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read = yaml.load((_FOLDER / f"{tag}.yml").read_bytes(), Loader=loader)  # noqa: S506 - a safe loader, and our own file
    return {
        key: escape(value) if isinstance(value, str) else {form: escape(text) for form, text in value.items()}
        for key, value in read.items()
    }
