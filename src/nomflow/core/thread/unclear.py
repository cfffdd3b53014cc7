"""Words that speak of an act but do not say it clearly enough, so that their author can be told what to write.

Only for an answer, and for a doubt: nothing here ever counts. Ordinary prose must not come up, so a word needs a
command's sign, the first person, or the head of its sentence. The work is bounded whatever the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from nomflow.core.basics.text import shortened
from nomflow.core.thread.acts import NOMFLOW, TAKES_BACK, ActKind, Phrase, Unclear
from nomflow.core.thread.commands import without_emphasis
from nomflow.core.thread.lines import Line
from nomflow.core.thread.sentences import LONGEST, Sentence, SentenceReader, is_wordless, lowered

_LINES = 300
_GUESSES = 100
_LONGEST_TYPED = 200
_SIGNED = re.compile(r"(?<![\w/.:!\\-])(?:[/!]|\\[/!]?) ?(?P<word>[^\W\d_][\w-]{2,30})(?![\w/])(?!\.\w)")
_MISTYPED = re.compile(r"(?:\+{1,3} ?(?:1|!|l|i|\d{2,4}|0?[.,]\d|½|:100:|💯)|1\+)(?=\W|$)|(?::\+1:|👍|💯|:100:)")
_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SLASHES = str.maketrans("⁄∕⧸", "///")
_DENIABLE = {
    ActKind.ENDORSE: ActKind.UNENDORSE,
    ActKind.ACCEPT: ActKind.DECLINE,
    ActKind.ACKNOWLEDGE: ActKind.DECLINE_ACKNOWLEDGEMENT,
}
_ORDER = (
    *(ActKind.UNENDORSE, ActKind.DECLINE_ACKNOWLEDGEMENT, ActKind.WITHDRAW, ActKind.DECLINE),
    *(ActKind.ACKNOWLEDGE, ActKind.ACCEPT, ActKind.ENDORSE),
)


class Family:
    """What belongs to the acts in force, and how much guessing is left for one body."""

    def __init__(
        self, reader: SentenceReader, phrases: Sequence[Phrase], commands: Collection[ActKind], low: str
    ) -> None:
        self.reader, self.words = reader, reader.words
        self.phrases = phrases
        self.lines, self.left = _LINES, _GUESSES
        kinds = {*commands, *(phrase.kind for phrase in phrases)}
        self.kinds = [kind for kind in _ORDER if kind in kinds]
        self.commands = {kind.value: kind for kind in kinds - NOMFLOW}
        self.commands |= {
            phrase.text[1:].lower(): phrase.kind for phrase in phrases if re.match(r"[!/#]\w", phrase.text)
        }
        self.synonyms = {w: kind for w, kind in self.words.synonyms.items() if kind in kinds and w not in self.commands}
        self.officers = {kind.value: kind for kind in NOMFLOW if kind in kinds}
        plain = reader.plain(low)
        self.present = [kind for kind in self.kinds if self.words.anything[kind].search(plain)]

    def of_sentence(self, sentence: Sentence, line: Line, *, only_back: bool = False) -> Iterator[Unclear]:
        """What a sentence in plain words seems to speak of; ``only_back``: only what takes something away."""
        self.lines -= 1
        if self.lines < 0 or not self.present:
            return
        low = self.reader.plain(sentence.low[:LONGEST])
        some = only_back  # who may take something back may mean any of those acts, and gives nothing
        for kind in self.present:
            if some and kind not in TAKES_BACK and kind is not ActKind.ACKNOWLEDGE:
                continue
            found = (self._meant(kind, low, each) for each in self.words.anything[kind].finditer(low))
            if meant := next(filter(None, found), None):
                some = True
                yield Unclear(kind=meant, line=line.number, typed=as_typed(line.text), asks=sentence.asks)

    def of_line(self, line: Line) -> Iterator[Unclear]:
        """``/endorce``, ``/ endorse``, ``Happy to /endorse``, ``endorse!``, ``+!``: typed almost as it must be."""
        self.lines -= 1
        if self.lines < 0:
            return
        text = without_emphasis(line.text[:LONGEST])
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text).translate(_SLASHES)
        low = lowered(text)
        kind = self._signed(low) or self._alone(low) or self._misspelt(low)
        if kind:
            yield Unclear(kind=kind, line=line.number, typed=as_typed(line.text), asks=text.rstrip(" )").endswith("?"))

    def _meant(self, kind: ActKind, low: str, found: re.Match[str]) -> ActKind | None:
        before, after = low[: found.start()], low[found.end() :]
        at_head = self.reader.is_lead(before)
        mine = self.words.first.search(low) is not None
        inner = found[0].rpartition(" ")[0]  # what `*` stands for: "ziehe meinen Einwand zurück"
        if not (at_head or mine) or self.reader.is_elsewhere(after) or self.words.elsewhere.search(inner):
            return None
        if self.words.weak_only(kind, found[0]) and not (
            self.reader.is_about(after) and (at_head or self._i_say(before))
        ):
            return None
        if self.reader.denies(before):
            return _DENIABLE.get(kind)
        return kind

    def _i_say(self, before: str) -> bool:
        return self.words.first.search(" ".join(before.split()[-4:])) is not None

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

    def _known(self, word: str) -> ActKind | None:
        if word in self.synonyms:
            return self.synonyms[word]
        known = self._closest(word, self.commands)
        return self.commands[known] if known else None

    def _signed(self, low: str) -> ActKind | None:
        for found in _SIGNED.finditer(low):
            word, after = found["word"], low[found.end() :]
            if word in self.officers:
                return self.officers[word]
            if word == "nomflow":
                asked = re.match(r"[ :/-]*([^\W\d_]\w{2,20})", after)
                known = self._closest(asked[1], self.officers) if asked else None
                return self.officers[known] if known else ActKind.HELP
            kind = self._known(word)
            if kind is None:
                continue
            if self.reader.denies(self.reader.plain(low[: found.start()])):
                return _DENIABLE.get(kind)
            if kind is ActKind.WITHDRAW and self.words.anything[ActKind.UNENDORSE].search(low):
                return ActKind.UNENDORSE
            return _DENIABLE.get(kind, kind) if self.words.undo.match(after.strip()) else kind
        return None

    def _alone(self, low: str) -> ActKind | None:
        """``endorse``, ``Endorsed!``: a command without its sign."""
        found = re.match(r"[^\w?]*(?P<word>[^\W\d_][\w-]{2,30})", low)
        return self._known(found["word"]) if found and is_wordless(low[found.end() :]) else None

    def _misspelt(self, low: str) -> ActKind | None:
        """``I suporte!!!!``, ``+!``: each word of a phrase, at the beginning of the line, with few slips."""
        if _MISTYPED.match(low) and ActKind.ENDORSE in self.kinds:
            return ActKind.ENDORSE
        typed = _WORDS.findall(low[:200])
        for phrase in self.phrases:
            words = _WORDS.findall(lowered(phrase.text))
            if not any(len(word) > 4 for word in words) or "*" in phrase.text or self.left <= 0:
                continue
            if not self.commands.keys().isdisjoint(typed[: len(words)]):
                continue
            self.left -= 1
            slips = [_slips(one, other) for one, other in zip(typed, words, strict=False)]
            alone = len(words) > 1 or len(typed) == 1
            if alone and len(slips) == len(words) and None not in slips and any(slips):
                return phrase.kind
        return None


def as_typed(line: str) -> str:
    """The whole line as its author will know it again."""
    text = line.replace("\ufffc", "").strip()
    return shortened(text, _LONGEST_TYPED)


def takes_back(unclear: Unclear) -> bool:
    """Whether it may take something away, so that nothing is settled before it is clear."""
    return unclear.kind in TAKES_BACK and not unclear.asks


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
