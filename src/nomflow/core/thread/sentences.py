"""One sentence, read as it stands: a phrase counts in it only where nothing else in it could turn the sense."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from nomflow.core.thread.acts import ActKind, Match, Phrase
from nomflow.core.thread.employer import employer_after
from nomflow.core.thread.lines import GONE
from nomflow.core.thread.words import NOMINEE, word_list

LONGEST = 1000
"""Characters of a sentence that is read word by word; a longer one is never clear."""

_ENDS = re.compile(r"(?<![.!?;…])[.!?;…]+[)\"'”’*_]*(?= |$)")
_CLAUSES = re.compile(r"[,:()\[\]/]+|\.\.\.|…| [–—-]+ |(?<!\w)(?:and|so|und|et|y|e)(?!\w)")
_SMILES = re.compile(r"(?::[a-z0-9_+-]++:|[:;=]-?[dpo3](?!\w)|<3+|[^\w?<>\[\]`|\\\ufffc@/])*+", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![\w*_])[*_]{1,3}(?=[^\s*_])|(?<=[^\s*_])[*_]{1,3}(?![\w*_])")
_ITEM = re.compile(r"(?:[-*] |[0-9]{1,9}[.)] |#{1,6} )+")
_HANDLE = re.compile(r"(?<![\w.])@[a-z0-9]")
_MARKS = " *_\"'“”‘’«»>()[]&.,:;!–—-"
_SIGNS = frozenset("+!/\\#@~" + GONE)
_SHORT = re.compile(r"(?<=\w)'(?:d|m|ve|ll|re)(?!\w)")
_LONG = {"'d": " would", "'m": " am", "'ve": " have", "'ll": " will", "'re": " are"}
_HEAD = 100  # characters before a verb in which "I would be very happy to" is looked for


class Sense(StrEnum):
    """What a sentence with the words of an act in it means."""

    CLEAR = "clear"
    UNCLEAR = "unclear"
    DENIED = "denied"
    """The act itself is denied: ``I do not endorse``."""


class Sentence(Struct, frozen=True):
    """Plain words without emphasis. ``low`` is ``text`` in lower case, letter by letter. ``asks``: a question."""

    text: str
    low: str
    asks: bool = False


class SentenceReading(Struct, frozen=True):
    """How a phrase stands in a sentence; ``employer`` is the one stated beside it, "" if none was."""

    sense: Sense
    employer: str = ""


def sentences(line: str) -> tuple[Sentence, list[Sentence]]:
    """A line of plain words without the marks of its emphasis or its list, and the sentences in it."""
    text = _EMPHASIS.sub("", line)
    if item := _ITEM.match(text):
        text = text[item.end() :]
    low, start = lowered(text), 0
    parts: list[Sentence] = []
    for end in (*(found.end() for found in _ENDS.finditer(text)), len(text)):
        if text[start:end].strip():
            asks = "?" in text[max(start, end - 6) : end]
            parts.append(Sentence(text[start:end], low[start:end], asks))
        start = end
    return Sentence(text, low, any(part.asks for part in parts)), parts


def lowered(text: str) -> str:
    """In lower case, character by character, so that places stay the same; ``’`` and ``−`` in their ASCII form."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one if len(one := letter.lower()) == 1 else letter for letter in text)
    return low.replace("’", "'").replace("−", "-")


def spelt_out(low: str) -> str:
    """``I'd`` as ``I would``, ``don't`` as ``do not``."""
    if "'" not in low:
        return low
    low = low.replace("can't", "can not").replace("won't", "will not").replace("n't", " not")
    return _SHORT.sub(lambda found: _LONG[found[0]], low)


def is_wordless(tail: str) -> bool:
    """Whether nothing but marks and emoji follows; a question mark is more than that."""
    return _SMILES.fullmatch(tail) is not None


class SentenceReader:
    """Reads sentences about the nominee who is called by one of ``names``, which are in lower case."""

    def __init__(self, names: frozenset[str], languages: tuple[str, ...]) -> None:
        self.words = word_list(languages)
        either = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))) or r"(?!)"
        self.nominee = re.compile(rf"(?<![\w/.])@?(?:{either})(?: (?:{either}))*(?![\w-])")

    def spoken(self, phrase: Phrase, sentence: Sentence) -> SentenceReading | None:
        """How the phrase stands in the sentence, ``None`` if it does not."""
        place = self._find(phrase, sentence.low)
        if place is None:
            return None
        before, end, gaps = place
        if phrase.kind is not ActKind.ENDORSE and self.is_elsewhere(sentence.low[end:]):
            return None
        quoted = sentence.low[end : end + 1] in tuple('"”»') and not is_wordless(before + sentence.low[end:])
        if sentence.asks or quoted or len(sentence.low) > LONGEST:
            return SentenceReading(Sense.UNCLEAR)
        before = self.plain(before)
        if self.denies(before) or (gaps and self._turned(self.plain(gaps))):
            return SentenceReading(Sense.DENIED)
        after = sentence.text[end:]
        name, left = employer_after(after, bare=phrase.match is not Match.LINE)
        if name and (self._turned(self.plain(lowered(name))) or self.nominee.fullmatch(lowered(name))):
            name, left = "", after
        if phrase.match is Match.ANYWHERE:
            clear = self._leads_up(before)
        else:
            clear = not any(letter.isalnum() or letter in _SIGNS for letter in before)
        if phrase.match is Match.LINE:
            clear = clear and self.is_courtesy(left) and not self.nominee.search(lowered(left))
        else:
            clear = clear and not self._names_others(sentence.low) and self.goes_on(left, phrase, stated=bool(name))
        return SentenceReading(Sense.CLEAR, name) if clear else SentenceReading(Sense.UNCLEAR)

    def is_courtesy(self, tail: str) -> bool:
        """Whether only thanks, the nominee, marks or emoji follow."""
        return is_wordless(tail) or is_wordless(self.words.courtesy.sub(" ", self.plain(lowered(tail))))

    def turns_back(self, sentence: Sentence) -> bool:
        """Whether a sentence that follows an act narrows it or takes it back: "Only if …", "Just kidding"."""
        low = self.plain(sentence.low).lstrip(_MARKS)
        if self.words.afterthoughts.match(low) or self.words.hedges.fullmatch(low.rstrip(_MARKS + "?…")):
            return True
        first = self.words.turns_first.match(low) or re.match(r"if\b", low)
        return first is not None and "," not in low and not sentence.asks

    def goes_on(self, after: str, phrase: Phrase | None = None, *, stated: bool = False) -> bool:
        """Whether what follows is about the nominee, or adds to it, and turns nothing."""
        rest = self.plain(lowered(after))
        if GONE in rest[:2] or any(self._turned(clause) for clause in _CLAUSES.split(rest)):
            return False
        if stated:
            return True
        rest = self._past_adverbs(rest)
        prefix = self.words.prefix.match(rest) if phrase else None
        found = self.words.object.match(rest, prefix.end() if prefix else 0)
        if prefix and phrase and not found and not phrase.text[-1:].isalpha():
            return False
        if found:
            rest = rest[found.end() :]
            rest = rest.removeprefix(f" of {NOMINEE}") if found["noun"] else rest
        rest = self._past_adverbs(rest).lstrip(" *_")
        if self.words.turns_first.match(rest):
            return False
        if not (rest[:1].isalnum() or rest[:1] in _SIGNS - {"!"}) or (found and rest.startswith("to ")):
            return True
        return any(pattern.match(rest) for pattern in (self.words.onward, self.words.courtesy))

    def denies(self, before: str) -> bool:
        """Whether what stands before an act denies it. ``before`` is plain."""
        last = " ".join(_CLAUSES.split(before)[-1].split()[-6:])
        return self.words.denials.search(self.words.subject.split(last)[-1]) is not None

    def is_elsewhere(self, after: str) -> bool:
        """Whether an act is done to something else: "I withdraw my objection"."""
        return self.words.elsewhere.search(" ".join(after.split()[:4])) is not None

    def is_about(self, after: str) -> bool:
        """Whether nothing, or the nominee or the nomination follows a verb, whatever comes then. ``after`` is plain."""
        rest = self._past_adverbs(after)
        return not rest.strip()[:1].isalnum() or any(p.match(rest) for p in (self.words.object, self.words.onward))

    def plain(self, low: str) -> str:
        """With the nominee's names as one character, no short forms, and without sayings that deny nothing."""
        return self.words.neutral.sub(" ", spelt_out(self.nominee.sub(NOMINEE, low)))

    def _find(self, phrase: Phrase, low: str) -> tuple[str, int, str] | None:
        """What stands before a phrase in a lowered sentence, where it ends, and what its ``*`` stand for."""
        own, parts = _parts(phrase.text, self.words.subjects)
        if not parts or parts[0] not in low:
            return None
        for found in _core(phrase.text, self.words.subjects).finditer(low):
            near = max(0, found.start() - _HEAD)
            window = spelt_out(low[near : found.start()])
            head = self.words.head.search(window)
            if head or not own:
                before = low[:near] + (window[: head.start()] if head else window)
                return before, found.end(), " ".join(filter(None, found.groups()))
        return None

    def is_lead(self, before: str) -> bool:
        """Whether only words such as "Yes, a big …" stand before an act. ``before`` is plain."""
        left = self.words.openers.sub(" ", before.replace(NOMINEE, " "))
        return not any(letter.isalnum() or letter in _SIGNS - {"!"} for letter in left)

    def _leads_up(self, before: str) -> bool:
        """Whether the words before a phrase, which are plain, may lead up to it."""
        *earlier, last = _CLAUSES.split(before)
        if not self.is_lead(last) and (not self.words.leads.match(last.strip(_MARKS)) or self._turned(last)):
            return False
        return not any(self._turned(clause) for clause in earlier)

    def _turned(self, clause: str) -> bool:
        clause = clause.strip(_MARKS)
        words = self.words
        if words.turns.search(clause) or words.turns_first.match(clause) or words.hedges.fullmatch(clause.rstrip("?…")):
            return True
        return words.denials.search(clause) is not None and not words.third.match(clause)

    def _past_adverbs(self, text: str) -> str:
        found = self.words.adverbs.match(text)
        return text[found.end() :] if found else text

    def _names_others(self, low: str) -> bool:
        return _HANDLE.search(self.nominee.sub(NOMINEE, low)) is not None


@lru_cache(maxsize=64)
def reader(names: frozenset[str] = frozenset(), languages: tuple[str, ...] = ()) -> SentenceReader:
    """The reader for a nominee's ``names`` (as ``names_in`` gives them) and the languages of an election."""
    return SentenceReader(names, languages)


def names_in(*texts: str) -> frozenset[str]:
    """What a nominee may be called by: handles and names, their words, and the parts of handles."""
    found: set[str] = set()
    for text in texts:
        low = lowered(text.strip().removeprefix("@"))
        found |= {low, *low.split(), *(part for part in re.split(r"[\W\d_]+", low) if len(part) > 2)}
    return frozenset(found - {""})


def occurs(phrase: Phrase, low: str, subjects: tuple[str, ...]) -> bool:
    """A cheap look before the sentences of a lowered text are gone through."""
    _, parts = _parts(phrase.text, subjects)
    return bool(parts) and parts[0] in low


@lru_cache(maxsize=256)
def _parts(text: str, subjects: tuple[str, ...]) -> tuple[bool, tuple[str, ...]]:
    """Whether a phrase says "I", and its parts between ``*``, without the "I"."""
    typed = lowered(" ".join(text.split()))
    own = next((one for one in subjects if typed.startswith(f"{one} ") and "*" not in typed), "")
    return bool(own), tuple(part.strip() for part in typed.removeprefix(own).split("*") if part.strip())


@lru_cache(maxsize=256)
def _core(text: str, subjects: tuple[str, ...]) -> re.Pattern[str]:
    """The phrase without its "I", as whole words."""
    _, parts = _parts(text, subjects)
    start = "" if text.startswith("*") else r"(?<![\w+!/\\#@~%:\ufffc-])"
    end = "" if text.endswith("*") else r"(?![\w%\ufffc+=]|'\w|-\w)"
    return re.compile(start + r"\b(.{0,200}?)(?<!\w)".join(map(re.escape, parts)) + end)
