"""One name for each organisation, however people write it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from itertools import combinations
from types import MappingProxyType

from msgspec import Struct

INDEPENDENT = "independent"
"""The canonical name of belonging to nobody. Two people who have it share nothing."""

# The usual ones of https://www.gleif.org/en/about-lei/code-lists/iso-20275-entity-legal-forms-code-list, without dots.
_LEGAL_FORMS = frozenset(
    {
        "inc",
        "incorporated",
        "ltd",
        "limited",
        "llc",
        "llp",
        "corp",
        "corporation",
        "co",
        "gmbh",
        "mbh",
        "ag",
        "kg",
        "se",
    }
    | {"ug", "sa", "sas", "sarl", "srl", "ab", "asa", "oy", "oyj", "bv", "nv", "plc", "pty", "pte", "pvt", "kk"}
)
_NOBODY = frozenset(
    {"independent", "independant", "unaffiliated", "freelance", "freelancer", "freelancing", "unemployed", "retired"}
    | {"none", "individual", "hobbyist", "volunteer", "selfemployed", "nobody", "self"}
)
_BESIDE_NOBODY = frozenset(
    {"na", "n", "a", "no", "not", "free", "lance", "lancer", "employed", "employer", "affiliated", "affiliation"}
    | {"company", "contributor", "consultant", "contractor", "developer", "engineer", "i", "am", "an", "applicable"}
    | {"and", "currently", "person"}
)
_NOBODY_IN_WORDS = frozenset(
    {"na", "n a", "no", "not applicable", "not affiliated", "no affiliation", "no employer", "no company"}
    | {"free lance", "free lancer", "not employed", "between jobs", "not currently employed"}
)
_NOT_SAID = frozenset({"tba", "tbd", "unknown", "unspecified", "not stated", "company name", "your company", "null"})
# Letters of other scripts that look like Latin ones, after case folding: enough to notice a disguise, not to judge one.
_TWINS = str.maketrans("аеорсухіѕјԁһԛԝклмнтвαεικνορτυχ", "aeopcyxisjdhqwklmhtbaeiknoptux")


_TOO_SHORT_TO_SLIP = 4


class Organisations(Struct, frozen=True):
    """Which spellings and subsidiaries count as which organisation. Build it with ``organisations``.

    ``contradictions`` are names that the configuration gives to two organisations; the first in the alphabet has them.
    """

    spellings: Mapping[str, str]
    contradictions: tuple[tuple[str, str, str], ...] = ()

    def canonical(self, name: str) -> str:
        """The name to compare by: ``""`` if ``name`` says nothing, ``INDEPENDENT`` if it says "nobody".

        Letter case, width, spacing, punctuation, a Markdown link and a legal form at the end do not matter; everything
        else does. Names are never merged for being alike: see ``look_alikes``.
        """
        folded = _folded(name)
        return self.spellings.get(folded, folded)


def organisations(
    aliases: Mapping[str, Iterable[str]], parents: Mapping[str, str] = MappingProxyType({})
) -> Organisations:
    """``aliases``: organisation to its other names. ``parents``: subsidiary to the organisation it counts as."""
    counts_as: dict[str, str] = {}
    contradictions: set[tuple[str, str, str]] = set()

    def declare(name: str, main: str) -> None:
        if name and main and name != main and counts_as.setdefault(name, main) != main:
            contradictions.add((name, counts_as[name], main))

    for main, others in sorted((_folded(main), sorted(map(_folded, others))) for main, others in aliases.items()):
        for other in others:
            declare(other, main)
    pairs = [(_folded(child), _folded(parent)) for child, parent in parents.items()]
    for child, parent in sorted((_top(child, counts_as), parent) for child, parent in pairs):
        declare(child, parent)
    names = counts_as.keys() | set(counts_as.values())
    spellings = {name: _top(name, counts_as) for name in names}
    return Organisations(MappingProxyType(spellings), tuple(sorted(contradictions)))


def _top(name: str, counts_as: Mapping[str, str]) -> str:
    """The last organisation above ``name``. Those above each other in a circle are one."""
    seen = [name]
    while (parent := counts_as.get(seen[-1])) is not None:
        if parent in seen:
            return min(seen[seen.index(parent) :])
        seen.append(parent)
    return seen[-1]


def _folded(name: str) -> str:
    text = "".join(char for char in _link_text(name.strip()) if unicodedata.category(char) != "So")
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    words = "".join(map(_plain, text)).split()
    bare = list(words)
    while len(bare) > 1 and (bare[-1] in _LEGAL_FORMS or bare[-1] == "and"):
        bare.pop()
    if words != bare and _meaning(bare) != " ".join(bare):
        bare = words  # a company that is called "None Inc." is one
    return _meaning(bare)


def _meaning(words: list[str]) -> str:
    name = " ".join(words)
    if name in _NOT_SAID:
        return ""
    if name in _NOBODY_IN_WORDS:
        return INDEPENDENT
    if not _NOBODY.isdisjoint(words) and frozenset(words) <= _NOBODY | _BESIDE_NOBODY:
        return INDEPENDENT
    return name


def _link_text(name: str) -> str:
    """The text of a Markdown link, if ``name`` is one."""
    if name.startswith("[") and name.endswith(")") and "](" in name:
        return name[1:].partition("](")[0]
    return name


def _plain(char: str) -> str:
    if char.isalnum() or char in "+#":
        return char
    if char == "&":
        return " and "
    if char in ".'’‘`´":
        return ""
    kind = unicodedata.category(char)
    if kind.startswith("M") or kind == "Sc":
        return char
    return "" if kind in {"Cf", "Sk"} else " "


class _Look(Struct, frozen=True):
    letters: str
    words: frozenset[str]
    initials: str


def similar(first: str, second: str) -> bool:
    """Whether two different canonical names look like one organisation: something to ask, never to decide.

    True for one letter more, fewer, other or swapped; look-alike letters of another script, accents or spaces; a name
    that begins with the other or has all its words; and initials.
    """
    return first != second and _alike(_look(first), _look(second))


def look_alikes(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The pairs of canonical names that are ``similar``, in the order of the alphabet. Time: names squared."""
    looks = {name: _look(name) for name in sorted(set(names) - {"", INDEPENDENT})}
    return tuple(pair for pair in combinations(looks, 2) if _alike(looks[pair[0]], looks[pair[1]]))


def _look(name: str) -> _Look:
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", name) if not unicodedata.category(char).startswith("M")
    )
    words = bare.translate(_TWINS).split()
    return _Look("".join(words), frozenset(words), "".join(word[0] for word in words))


def _alike(first: _Look, second: _Look) -> bool:
    short, long = sorted((first, second), key=lambda look: len(look.letters))
    if short.letters == long.letters or short.words <= long.words or short.letters == long.initials:
        return True
    return len(short.letters) >= 4 and (
        long.letters.startswith(short.letters) or _one_slip(short.letters, long.letters)
    )


def _one_slip(short: str, long: str) -> bool:
    """Whether one letter was added, left out, mistaken, or swapped with its neighbour."""
    if len(long) - len(short) > 1:
        return False
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    if short[start:] == long[start + 1 :] or short[start + 1 :] == long[start + 1 :]:
        return True
    swapped = short[start : start + 2]
    return swapped[::-1] == long[start : start + 2] and short[start + 2 :] == long[start + 2 :]
