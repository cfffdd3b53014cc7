"""One name for each organisation, however people write it. docs/employers.md says it to officers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from importlib.resources import files
from itertools import combinations
from types import MappingProxyType

from msgspec import Struct

INDEPENDENT = "independent"
"""The canonical name of belonging to nobody. Two people who have it share nothing."""


def _read_words() -> tuple[Mapping[str, tuple[str, ...]], Mapping[int, str]]:
    """The lists of ``employer_words.txt``, and which letters look like which."""
    text = files("nomflow.core.basics").joinpath("employer_words.txt").read_text(encoding="utf-8")
    lists: dict[str, tuple[str, ...]] = {}
    twins: dict[int, str] = {}
    for section in re.split(r"^\[", text, flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("]")
        lines = [line for line in body.splitlines() if line and not line.startswith("#")]
        if title == "look-alike letters":
            twins = {ord(twin): latin for latin, twins in map(str.split, lines) for twin in twins}
        else:
            lists[title] = tuple(word.strip() for line in lines for word in line.split(","))
    return lists, twins


def _any_of(*titles: str) -> str:
    words = sorted((word for title in titles for word in _WORDS[title]), key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, words)) + ")"


_WORDS, _TWINS = _read_words()
_LEGAL_FORMS = frozenset(_WORDS["legal forms"])
_JOINED_FORMS = tuple(form for form in _LEGAL_FORMS if not form.isascii())
_ABBREVIATIONS = frozenset(_WORDS["abbreviations"])

_DOMAINS = _any_of("domains")
_SITE = re.compile(
    rf"(?:https?://)?(?:[\w-]+\.)*?(?P<name>[\w-]{{2,}})(?:\.{_DOMAINS}){{1,2}}(?:[/?#:]\S*)?(?P<more>[ ,].*)?",
    re.IGNORECASE,
)
_JOB_AT = re.compile(
    rf"(?:i am |i'm |i |we )?(?:(?:\w+[ -]){{0,3}}{_any_of('jobs')}\b[^,;/|]{{0,40}}? (?:at|for|with|by|@) ?"
    r"|employee of )",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"(?:(?:currently|presently|at present|right now|today)[ ,:]+)(?:(?:at|with|for) )?|at |@", re.IGNORECASE
)
_FORMER = re.compile(rf"(?:^|[\s,;(–—-]){_any_of('not theirs any more')}\b.*", re.IGNORECASE | re.DOTALL)
_BEHIND = re.compile(
    rf"[\s,;:.–—(\[-]+(?:(?:and|all|but) )?(?:{_any_of('no part of a name')}|(?:since|until|from) \d{{4}})(?!\w).*",
    re.IGNORECASE | re.DOTALL,
)
_PLACE = _any_of("places")
_WHERE = re.compile(rf"(?: *, *| +[–—-] +| *\((?=[^()]*\)$))(?:{_PLACE}\.?(?: *, *|\)?$))+$", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"(?<=\w)([.!?…]+)\s+(?=(\w+))|\n")
_STRONG = re.compile(r" *[/|;•·]+ *| +[–—-]+ +| +\+ +|[({\[\])}]+|, *", re.IGNORECASE)
_AND = re.compile(rf"(?: +(?:and|und|et|y|e|og|och|en) +| *& *)(?!{_any_of('partners')}\b)", re.IGNORECASE)
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5\u034f")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]")
_LATIN = re.compile(r"LATIN (?:SMALL LETTER|LETTER SMALL CAPITAL) (?:DOTLESS |SCRIPT |LONG )?([A-Z])(?: WITH .*)?")
_LONG_ENOUGH_TO_SLIP = 6
_LONGEST = 300


class Organisations(Struct, frozen=True):
    """Which spellings and subsidiaries count as which organisation. Build it with ``organisations``.

    ``contradictions`` are names that the configuration gives to two organisations; the first in the alphabet has them.
    """

    spellings: Mapping[str, str]
    contradictions: tuple[tuple[str, str, str], ...] = ()

    def canonical(self, name: str) -> str:
        """The name to compare by: ``""`` if ``name`` says nothing, ``INDEPENDENT`` if it says "nobody".

        What no reader would take for a difference does not matter: letter case, spaces, marks, accents, an article,
        a legal form, the address of a site, letters of another script in disguise, and remarks around the name. All
        else does; names that are merely ``similar`` are for people to judge.
        """
        folded = _folded(name)
        return self.spellings.get(folded, folded)

    def is_named(self, name: str) -> bool:
        """Whether the configuration knows ``name`` as one organisation, so that it is not to be taken apart."""
        return _folded(name) in self.spellings

    def several(self, name: str) -> frozenset[str]:
        """Every canonical name that ``name`` may stand for: of the whole, and of each part of "Acme/Bell Labs"."""
        return frozenset(
            map(self.canonical, (name, *parts(name), *(each for part in parts(name) for each in joined(part))))
        )


def parts(name: str) -> tuple[str, ...]:
    """The names in "Acme, Inc./Bell (Oslo)", without remarks. A name that is only one comes back alone."""
    found: list[str] = []
    for part in map(_without_remarks, _STRONG.split(_bare(name))):
        if found and part.casefold().replace(".", "") in _LEGAL_FORMS:
            continue
        if _folded(part):
            found.append(part)
    return tuple(found)


def joined(name: str) -> tuple[str, ...]:
    """The two sides of "Acme and Bell", which may be two employers; nothing where a side is a letter or "Sons"."""
    sides = tuple(side.strip() for side in _AND.split(name))
    return sides if len(sides) > 1 and all(len(side) > 1 for side in sides) else ()


def organisations(
    aliases: Mapping[str, Iterable[str]], parents: Mapping[str, str] = MappingProxyType({})
) -> Organisations:
    """``aliases``: organisation to its other names. ``parents``: subsidiary to the organisation it counts as."""
    counts_as: dict[str, str] = {}
    contradictions: set[tuple[str, str, str]] = set()

    def declare(name: str, main: str) -> None:
        if name and main and name != main and counts_as.setdefault(name, main) != main:
            contradictions.add((name, counts_as[name], main))

    written = sorted((_folded(main), sorted(map(_folded, others))) for main, others in aliases.items())
    for main, others in written:
        for other in others:
            declare(other, main)
    pairs = [(_folded(child), _folded(parent)) for child, parent in parents.items()]
    for child, parent in sorted((_top(child, counts_as), parent) for child, parent in pairs):
        declare(child, parent)
    names = (counts_as.keys() | set(counts_as.values()) | {main for main, _ in written}) - {""}
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
    words = _words_of(name)
    bare = list(words)
    while len(bare) > 1 and (bare[-1] in _LEGAL_FORMS or bare[-1] in {"and", "the"} or bare[0] == "the"):
        bare.pop(0 if bare[0] == "the" and bare[-1] not in _LEGAL_FORMS else -1)
    if words != bare and _meaning(bare) != "".join(bare):
        bare = words  # a company that is called "None Inc." is one
    return _meaning(bare)


def _words_of(name: str) -> list[str]:
    """The words of a name without its remarks, in small plain letters."""
    return "".join(map(_plain, _letters(_bare(name)))).split()


def _bare(name: str) -> str:
    """Without remarks, the address of a site, and initials; A/S is one word."""
    text = _without_remarks(name)
    while site := _SITE.fullmatch(text):
        text = site["name"] + (site["more"] or "")
    text = re.sub(r"\b(\w)/(\w)\b", r"\1\2", text)
    return re.sub(r"^(.+?) *\(([^()]+)\)$", _without_initials, text)


def _without_initials(found: re.Match[str]) -> str:
    """Leaves "Acme Web Services" of "Acme Web Services (AWS)"."""
    initials = "".join(word[0] for word in re.findall(r"\w+", found[1])).casefold()
    return found[1] if found[2].replace(".", "").casefold() == initials else found[0]


def _without_remarks(name: str) -> str:
    """Without what people write around a name: "currently at X", "X. Great candidate!", "X (views my own)"."""
    text = "".join(char for char in _link_text(name.strip()) if unicodedata.category(char) != "So")
    text = " ".join(unicodedata.normalize("NFKC", text[:_LONGEST]).split()).strip(" \t*_~\"'`“”‘’,;:!<>")
    for remark in (_FORMER, _BEHIND):
        text = _cut(text, remark)
    text = _cut(_first_sentence(text), _WHERE)
    if _words(text):
        for lead in (_NOW, _JOB_AT):
            found = lead.match(text)
            text = text[found.end() :] if found and _words(text[found.end() :]) else text
    return text.strip(" \t*_~\"'`“”‘’,;:!<>–—-")


def _cut(text: str, remark: re.Pattern[str]) -> str:
    found = remark.search(text)
    return text[: found.start()] if found else text


def _first_sentence(text: str) -> str:
    for end in _SENTENCE_ENDS.finditer(text):
        before = re.split(r"\W", text[: end.start()])[-1].casefold()
        abbreviated = end[1] == "." and (len(before) < 2 or before in _ABBREVIATIONS)
        if not abbreviated and (end[2] or "").casefold() not in _LEGAL_FORMS:
            return text[: end.start()]
    return text


def _words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _letters(text: str) -> str:
    """In small letters of the Latin alphabet where that is what they are, look like among others of it, or vary."""
    text = unicodedata.normalize("NFKC", text)
    if re.search("[A-Za-z]", text):
        text = text.translate(_TWINS)
    text = unicodedata.normalize("NFKC", text.casefold())
    text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    text = unicodedata.normalize("NFC", "".join(map(_latin, text)))
    return text.translate(_TWINS) if re.search("[a-z]", text) else text


def _latin(char: str) -> str:
    found = None if char.isascii() else _LATIN.fullmatch(unicodedata.name(char, ""))
    return found[1].lower() if found else char


def _compact(title: str) -> frozenset[str]:
    return frozenset("".join(map(_plain, _letters(word))).replace(" ", "") for word in _WORDS[title])


def _meaning(words: list[str]) -> str:
    name = "".join(words)
    for form in _JOINED_FORMS:
        name = name.replace(form, "") or name
    if name in _NOT_SAID:
        return ""
    if name in _NOBODY_IN_WORDS or name in _NOBODY:
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
    if char in _INVISIBLE:
        return ""
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


_NOBODY = _compact("no employer")
_BESIDE_NOBODY = _compact("beside no employer")
_NOBODY_IN_WORDS = _compact("no employer in words")
_NOT_SAID = _compact("not said")


class _Look(Struct, frozen=True):
    letters: str
    words: frozenset[str]
    initials: str


def similar(first: str, second: str) -> bool:
    """Whether two names, as written, look like one organisation: something to ask, never to decide.

    True for one letter more, fewer, other or swapped; letters that look alike; a name that begins with the other or
    has all its words; and initials. Short names are left alone: Meta and Beta are two.
    """
    if _folded(first) == _folded(second):
        return False
    one, other = _look(first), _look(second)
    short, long = sorted((one, other), key=lambda look: len(look.letters))
    if not short.letters:
        return False
    if short.letters == long.letters or short.words <= long.words:
        return True
    if short.letters == long.initials:
        return len(short.letters) > 1
    return len(short.letters) >= _LONG_ENOUGH_TO_SLIP and (
        long.letters.startswith(short.letters) or _one_slip(short.letters, long.letters)
    )


def look_alikes(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The pairs of names that are ``similar``, in the order of the alphabet. Time: names squared."""
    return tuple(pair for pair in combinations(sorted(set(names)), 2) if similar(*pair))


def _look(name: str) -> _Look:
    words = [word.translate(_TWINS) for word in _words_of(name)]
    bare = [word for word in words if word not in _LEGAL_FORMS and word not in {"the", "and", "of"}] or list(words)
    return _Look("".join(bare), frozenset(bare), "".join(word[0] for word in bare))


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
