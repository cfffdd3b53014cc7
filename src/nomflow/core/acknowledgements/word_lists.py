"""The word lists by which thanks are read, and patterns over them.

The lists are data: ``words/reviewers.toml`` (docs/reviewer-words.md says what each is for). Every word becomes one sign
that stands for its lists, so a phrase is an ordinary regular expression over lists: ``<review> <this> <text>``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache

_FILE = __file__.rpartition("core")[0] + "words/reviewers.toml"
_LIST = re.compile(r"<([a-z_|]+)(?:-([a-z_|]+))?>|\s+")
_PRIVATE = 0xE000
_ENDINGS = ("ly", "ing", "ed")
NAME, GROUP, NOTE, OTHER, OWNS = "N", "G", "(", "w", "'"
"""Signs that stand for no list: a person, an organisation, a remark in brackets, any other word, and "'s"."""


@cache
def lists() -> dict[str, frozenset[str]]:
    """Every list by its name. All words are in lower case."""
    with open(_FILE, "rb") as file:  # noqa: PTH123 - a constant of the program, read once; core has no paths
        return {name: frozenset(words.split()) for name, words in tomllib.load(file).items()}


@cache
def _lists_of() -> dict[str, frozenset[str]]:
    """The names of the lists in which each word stands."""
    found: dict[str, set[str]] = {}
    for name, words in lists().items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _signs() -> dict[frozenset[str], str]:
    """A sign for every group of lists that has a word of its own, and for some endings of other words."""
    groups = dict.fromkeys([*_lists_of().values(), *(frozenset({ending}) for ending in _ENDINGS)])
    return {names: chr(_PRIVATE + number) for number, names in enumerate(groups)}


def sign(key: str) -> str:
    """The sign of a word in lower case."""
    if found := _lists_of().get(key):
        return _signs()[found]
    ending = next((end for end in _ENDINGS if key.endswith(end) and len(key) > 4), "")
    return _signs()[frozenset({ending})] if ending else OTHER


def of_list(word: str, *names: str) -> bool:
    """Whether a word in lower case stands in one of the lists."""
    found = _lists_of().get(word)
    return found is not None and not found.isdisjoint(names)


@cache
def pattern(text: str) -> re.Pattern[str]:
    """A regular expression in which ``<a|b-c>`` is any word of list a or b that is not in c. Spaces mean nothing."""
    return re.compile(_LIST.sub(_members, text))


def _members(found: re.Match[str]) -> str:
    if found[1] is None:
        return ""
    wanted, unwanted = set(found[1].split("|")), set((found[2] or "").split("|"))
    signs = "".join(sign for names, sign in _signs().items() if names & wanted and not names & unwanted)
    inside = found.string.rfind("[", 0, found.start()) > found.string.rfind("]", 0, found.start())
    return signs if inside else f"[{signs}]"
