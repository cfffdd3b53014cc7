"""The word lists by which comments are read: data files of the package, one for each language (docs/word-lists.md)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from nomflow.core.thread.acts import ActKind

LANGUAGES = ("en", "de", "es", "fr", "pt")
"""Those that there is a list for. English is always read."""

NOMINEE = "\ue001"
"""Stands for the nominee's handle or name in text that the patterns below are tried on."""


class WordList:
    """The lists of some languages together, as patterns for text in lower case."""

    def __init__(self, languages: Iterable[str]) -> None:
        read = [_read(language) for language in dict.fromkeys(("en", *languages))]

        def words(name: str) -> tuple[str, ...]:
            return tuple(word for each in read for word in each.get(name, ()))

        def by_kind(name: str) -> dict[ActKind, tuple[str, ...]]:
            kinds = dict.fromkeys(kind for each in read for kind in each.get(name, {}))
            return {
                ActKind(kind): tuple(w for each in read for w in each.get(name, {}).get(kind, ())) for kind in kinds
            }

        subject, between, instead = either(words("subjects")), either(words("between")), either(words("instead"))
        noun = rf"(?:{either(words('qualities'))} )*(?P<noun>{either(words('nouns'))})"
        whose = rf"(?:{NOMINEE}'?s?|{either(words('determiners'))})"
        own = rf"{subject}(?:,? {between},?)*"
        self.head = re.compile(rf"(?:{own}|{instead}) $")
        self.subject = _one_of(words("subjects"))
        self.openers = re.compile(rf"{either((*words('openers'), *words('courtesy')))}|{between}|{instead}|{subject}")
        self.leads = _one_of(words("leads"))
        self.courtesy = re.compile(rf"{NOMINEE}|{either(words('courtesy'))}")
        self.object = re.compile(
            rf" ?(?:{whose}(?: {whose})*(?: {NOMINEE})? {noun}|{NOMINEE}(?:'s)?|{either(words('pronouns'))}"
            rf"|{either(words('nouns'))})"
        )
        self.prefix = re.compile(rf" ?{either(words('prefixes'))}")
        self.adverbs = re.compile(rf"(?:[ ,]*{either(words('adverbs'))})*")
        self.third = re.compile(rf"{NOMINEE}|{either(words('third'))}")
        self.onward, self.neutral, self.first = map(_one_of, map(words, ("onward", "neutral", "first")))
        self.denials, self.turns, self.turns_first = map(_one_of, map(words, ("denials", "turns", "turns-first")))
        self.afterthoughts, self.irony, self.hedges = map(_one_of, map(words, ("afterthoughts", "irony", "hedges")))
        self.elsewhere, self.undo = map(_one_of, map(words, ("elsewhere", "undo")))
        strong, weak = by_kind("families"), by_kind("weak")
        self.strong = {kind: re.compile(either(words)) for kind, words in strong.items()}
        self.anything = {kind: _one_of((*words, *weak.get(kind, ()))) for kind, words in strong.items()}
        self.synonyms = {w: ActKind(k) for each in read for k, some in each.get("synonyms", {}).items() for w in some}
        self.subjects = words("subjects")

    def weak_only(self, kind: ActKind, word: str) -> bool:
        """Whether a word is of the family only where the act's object follows."""
        return self.strong[kind].fullmatch(word) is None


@lru_cache(maxsize=16)
def word_list(languages: tuple[str, ...] = ()) -> WordList:
    """The lists of English and of ``languages``. Raises ``KeyError`` for a language without one."""
    return WordList(languages)


def either(words: Iterable[str]) -> str:
    """A regular expression for one of ``words`` as a whole, the longest first; ``*`` in one is up to four words."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return rf"(?<!\w)(?:{'|'.join(map(_pattern, longest_first))})(?!\w|-\w)"


def _one_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(either(words))


def _pattern(word: str) -> str:
    return re.escape(word).replace(r"\ \*\ ", r"(?: [^ .;!?]+){0,4}? ").replace(r"\ ", " ")


def _read(language: str) -> Mapping[str, Mapping[str, Iterable[str]]]:
    if language not in LANGUAGES:
        raise KeyError(language)
    return tomllib.loads(files("nomflow").joinpath("words", f"{language}.toml").read_text(encoding="utf-8"))
