"""What does not count but was probably meant, so that its author can be told the right form.

Only a guess for an answer: nothing here ever counts. Ordinary prose must not come up, so a word needs a command's sign,
a line of its own, or the first person. The work is bounded whatever the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from nomflow.core.thread.acts import NOMFLOW, Kind, Match, NearMiss, Phrase
from nomflow.core.thread.commands import command_in, is_wordless, without_emphasis
from nomflow.core.thread.employer import employer_after
from nomflow.core.thread.lines import Line
from nomflow.core.thread.phrases import Sense, find, lowered, sense, spoken

_LINES = 300
_LINE_LENGTH = 1000
_GUESSES = 100
_LONGEST_TYPED = 60
_SYNONYMS = {
    **dict.fromkeys(("approve", "approved", "support", "supported", "second", "seconded", "vote"), Kind.ENDORSE),
    **dict.fromkeys(("concur", "third"), Kind.ENDORSE),
    **dict.fromkeys(("withdraw-endorsement", "remove-endorsement", "retract", "revoke"), Kind.UNENDORSE),
    **dict.fromkeys(("ack",), Kind.ACKNOWLEDGE),
    **dict.fromkeys(("reject", "refuse"), Kind.DECLINE),
}
_SIGNED = r"(?<![\w/.:!\\-])(?:[/!]|\\[/!]?) ?(?P<word>[^\W\d_][\w-]{2,30})(?![\w/])(?!\.\w)"
_FIRST_PERSON = (
    r"\bi(?:(?:'d| would) (?:like|love|be happy|be glad) to| am happy to| want to| wish to)?"
    r"(?: (?:hereby|also|do|can|[a-z]{1,20}ly)){0,2}"
    r" (?P<verb>endorse|support|second|third|concur|accept|decline|withdraw|acknowledge)\b(?P<after>[^.!?;]{0,60})"
)
_ABOUT = r" (?:this|that|it|him|her|them|you|too|@[\w-]+)|.*\b(?:nominat|nominee|candida|i work|employer).*"
_ASKS = r"\b(?:if|should|how|why|when|unless|whether)\b"
_PLUS_ONE = r"\+ ?(?:1|!|l|i|\d{2,4}|:100:|💯)(?=\W|$)|1\+(?=\W|$)|(?::\+1:|👍)"
_WORDS = r"[^\W_]+(?:'[^\W_]+)*"
_SLASHES = str.maketrans("⁄∕⧸", "///")


class _Guesser:
    """The forms in force, and how much guessing is left for one body."""

    def __init__(self, phrases: Sequence[Phrase], commands: Collection[Kind]) -> None:
        self.phrases = phrases
        self.left = _GUESSES
        self.forms = {kind: kind.form for kind in commands}
        self.signed: dict[str, Phrase] = {}
        for phrase in phrases:
            self.forms.setdefault(phrase.kind, phrase.text)
            if re.fullmatch(r"[!/\\#]\w[\w-]*", phrase.text):
                self.signed.setdefault(phrase.text[1:].lower(), phrase)
        self.words = {kind.value: kind for kind in Kind if kind in self.forms and kind not in NOMFLOW}
        self.words |= {word: phrase.kind for word, phrase in self.signed.items()}
        self.others = {word: kind for word, kind in _SYNONYMS.items() if kind in self.forms and word not in self.words}
        self.officers = {kind.value: kind for kind in NOMFLOW if kind in self.forms}

    def guess(self, line: Line) -> NearMiss | None:
        text = without_emphasis(line.text[:_LINE_LENGTH])
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text).translate(_SLASHES)
        low = lowered(text)
        return (
            self._signed(line.number, text, low)
            or self._alone(line.number, text, low)
            or self._misplaced(line.number, text, low)
            or self._misspelt(line.number, text, low)
            or self._first_person(line.number, text, low)
            or self._plus_one(line.number, text, low)
        )

    def near(self, kind: Kind, line: int, typed: str, meant: str = "") -> NearMiss | None:
        meant = meant or self.forms.get(kind, "")
        return NearMiss(kind, line, typed.strip()[:_LONGEST_TYPED], meant) if meant else None

    def _closest(self, word: str, among: Collection[str]) -> str | None:
        """The one of ``among`` that ``word`` was meant as. A few slips are forgiven, and endings such as -d."""
        if word in among:
            return word
        self.left -= 1
        if self.left < 0:
            return None
        for known in among:
            stem = known.removesuffix("e")
            if word.startswith(stem) and len(word) <= len(known) + 4 and not word.endswith("able"):
                return known
        near = [(slips, known) for known in among if (slips := _slips(word, known)) is not None]
        return min(near)[1] if near else None

    def _signed(self, number: int, text: str, low: str) -> NearMiss | None:
        """``/endorce``, ``/ endorse``, ``\\endorse``, ``!endorse`` where ``/endorse`` is right, a command in prose."""
        for found in re.finditer(_SIGNED, low):
            word, typed = found["word"], text[found.start() : found.end()]
            if word == "nomflow" or word in self.officers:
                return self._for_officers(number, typed, word, low[found.end() :])
            known = self._closest(word, self.words)
            kind = self.words[known] if known else self.others.get(word)
            if kind is None or sense(low[: found.start()]) is Sense.DENIED:
                continue
            phrase = self.signed.get(known or "")
            theirs = phrase and (phrase.text[0] in typed or kind.form != self.forms[kind])
            return self.near(kind, number, typed, phrase.text if phrase and theirs else "")
        return None

    def _for_officers(self, number: int, typed: str, word: str, after: str) -> NearMiss | None:
        if word != "nomflow":
            return self.near(self.officers[word], number, typed)
        asked = re.match(r"[ :/-]*([^\W\d_]\w{2,20})", after)
        known = self._closest(asked[1], self.officers) if asked else None
        return self.near(self.officers[known] if known else Kind.HELP, number, typed + after)

    def _alone(self, number: int, text: str, low: str) -> NearMiss | None:
        """``endorse``, ``Endorsed!``, ``endorse employer: X``: a command without its sign."""
        found = re.match(r"[^\w?]*(?P<word>[^\W\d_][\w-]{2,30})", low)
        if not found:
            return None
        left = text[found.end() :]
        if not is_wordless(left) and not (left.startswith((" ", ",", "(")) and employer_after(left)[0]):
            return None
        known = self._closest(found["word"], self.words)
        kind = self.words[known] if known else self.others.get(found["word"])
        return self.near(kind, number, text) if kind else None

    def _misplaced(self, number: int, text: str, low: str) -> NearMiss | None:
        """The words of a phrase, but not where they count, or in a sentence that denies something."""
        for phrase in self.phrases:
            if any(place.sense is not Sense.DENIED for place in find(phrase, Match.ANYWHERE, low)):
                return self.near(phrase.kind, number, text, phrase.text)
        return None

    def _misspelt(self, number: int, text: str, low: str) -> NearMiss | None:
        """``I suporte!!!!``: each word of a phrase, at the beginning of the line, with few slips."""
        typed = re.findall(_WORDS, low[:200])
        for phrase in self.phrases:
            words = re.findall(_WORDS, lowered(phrase.text))
            if not any(len(word) > 4 for word in words) or "*" in phrase.text or "?" in low or self.left <= 0:
                continue
            self.left -= 1
            slips = [_slips(one, other) for one, other in zip(typed, words, strict=False)]
            alone = len(words) > 1 or len(typed) == 1
            if alone and len(slips) == len(words) and None not in slips:
                return self.near(phrase.kind, number, text, phrase.text)
        return None

    def _first_person(self, number: int, text: str, low: str) -> NearMiss | None:
        """``I endorse this nominee!`` where only a command or another phrase counts."""
        for found in re.finditer(_FIRST_PERSON, low):
            verb, after = found["verb"], found["after"]
            kind = self.words.get(verb) or self.others.get(verb)
            about = verb in {"endorse", "support"} or not after.strip(" ,") or re.fullmatch(_ABOUT, after)
            asks = low[found.end() : found.end() + 1] == "?" or re.search(_ASKS, low[: found.end()])
            if kind and about and not asks:
                return self.near(kind, number, text)
        return None

    def _plus_one(self, number: int, text: str, low: str) -> NearMiss | None:
        """``+1`` where it is no phrase, and ``+ 1``, ``+!``, ``+100`` where it is one."""
        found = re.match(_PLUS_ONE, low)
        wanted = next((phrase for phrase in self.phrases if phrase.text == "+1"), None)
        if not found or (not wanted and found[0] != "+1"):
            return None
        if wanted:
            return self.near(wanted.kind, number, text, wanted.text)
        return self.near(Kind.ENDORSE, number, text)


def near_misses(
    said: Sequence[Line], swallowed: Sequence[Line], phrases: Sequence[Phrase], commands: Collection[Kind]
) -> tuple[NearMiss, ...]:
    """At most one guess per kind, in the order of the lines. ``said`` are the lines without an act."""
    guesser = _Guesser(phrases, commands)
    nears: dict[Kind, NearMiss] = {}
    for line in said[:_LINES]:
        if (near := guesser.guess(line)) and near.kind not in nears:
            nears[near.kind] = near
    for line in swallowed[:_LINES]:
        kind = _exact(line, phrases, commands)
        if kind and kind not in nears and (near := guesser.near(kind, line.number, line.text)):
            nears[kind] = near
    return tuple(sorted(nears.values(), key=lambda near: near.line))


def _exact(line: Line, phrases: Sequence[Phrase], commands: Collection[Kind]) -> Kind | None:
    act = command_in(line)
    if act and act.kind in commands:
        return act.kind
    text = without_emphasis(line.text[:_LINE_LENGTH])
    return next((phrase.kind for phrase in phrases if spoken(phrase, text, lowered(text)) is not None), None)


def _slips(typed: str, meant: str) -> int | None:
    """How many slips lie between two words, or ``None`` if they are two different words."""
    if typed == meant:
        return 0
    allowed = 0 if len(meant) < 4 else 1 if len(meant) < 7 else 2
    if abs(len(typed) - len(meant)) > allowed:
        return None
    missing = sum(max(0, meant.count(letter) - typed.count(letter)) for letter in set(meant))
    if missing > (1 if len(meant) < 10 else 2):  # else "suppose" would be "support"
        return None
    distance = _distance(typed, meant)
    return distance if distance <= allowed else None


def _distance(one: str, other: str) -> int:
    """Letters to add, drop, change, or swap with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
