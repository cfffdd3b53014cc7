"""Phrases that an election counts, found in a line and not taken out of its sense."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from nomflow.core.thread.acts import Match, Phrase
from nomflow.core.thread.commands import is_wordless
from nomflow.core.thread.employer import employer_after
from nomflow.core.thread.lines import GONE

_SENTENCE_ENDS = r"(?<![.!?;…])[.!?;…]++(?= |$)| (?:but|however) "
_BEFORE = frozenset(" ([{<\"'“‘«*_>,;–—-")
_AFTER = frozenset(" .,;:!?)]}>\"'”’»*_…/–—-&")
_SIGNS = frozenset("+!/\\#@~" + GONE)
_DENIAL = (
    r"n't\b|\b(?:not|never|cannot|cant|dont|doesnt|didnt|wont|isnt|unable|refuse|neither|nor|hardly|no longer|if|unless"
    r"|withdraw|withdrawing|retract|retracting|revoke|revoking|remove|removing|cancel|instead)\b"
)
_HEDGE = r"\b(?:would|could|should|might|may|before|until|once|when|whether|wish|why|how)\b"
_NO_DENIAL = r"\bnot only\b|\bnot to be \w+,|\bwould (?:like|love|be \w+) to\b|\bdon't hesitate to\b"
_FAR = 4


class Sense(StrEnum):
    """Whether a phrase means what it says."""

    MEANT = "meant"
    DENIED = "denied"
    UNSURE = "unsure"
    """Something is denied earlier in the sentence, perhaps something else."""


class Found(Struct, frozen=True):
    """A phrase in a line: the place behind it, and its sense."""

    end: int
    sense: Sense


class _Piece(Struct, frozen=True):
    text: str
    whole_start: bool
    whole_end: bool


def lowered(text: str) -> str:
    """In lower case, character by character, so that places stay the same."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one if len(one := letter.lower()) == 1 else letter for letter in text)
    return low.replace("’", "'")


def spoken(phrase: Phrase, text: str, low: str) -> str | None:
    """The employer stated with the phrase ("" if none) if the line counts as the phrase, else ``None``.

    ``low`` is ``lowered(text)``.
    """
    for found in find(phrase, phrase.match, low):
        if found.sense is not Sense.MEANT:
            continue
        whole = phrase.match is Match.LINE
        employer, left = employer_after(text[found.end :], bare=not whole)
        if not whole or is_wordless(left):
            return employer
    return None


def find(phrase: Phrase, match: Match, low: str) -> tuple[Found, ...]:
    """Where the phrase stands in a lowered line, at most once a sentence; questions are left out."""
    if not may_occur(phrase, low):
        return ()
    pieces = _pieces(phrase.text)
    places = []
    for start, stop in _sentences(low):
        begin = _first(pieces[0], low, start, stop, anywhere=match is Match.ANYWHERE)
        if begin is None or (match is Match.LINE and low[:begin].strip("*_ ")):
            continue
        if matched := _match_at(pieces, low, begin, stop):
            places.append(Found(matched[0], sense(low[start:begin], matched[1])))
    return tuple(places)


def may_occur(phrase: Phrase, low: str) -> bool:
    """A cheap look before the sentences of a lowered text are gone through."""
    pieces = _pieces(phrase.text)
    return bool(pieces) and pieces[0].text in low


@lru_cache(maxsize=256)
def _pieces(text: str) -> tuple[_Piece, ...]:
    parts = " ".join(text.split()).split("*")
    last = len(parts) - 1
    return tuple(
        _Piece(lowered(part.strip()), index == 0 or part[0] == " ", index == last or part[-1] == " ")
        for index, part in enumerate(parts)
        if part.strip()
    )


def _sentences(low: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends; those that end in a question mark are not among them."""
    places = []
    start = 0
    for found in re.finditer(_SENTENCE_ENDS, low):
        if "?" not in found[0]:
            places.append((start, found.end()))
        start = found.end()
    return [*places, (start, len(low))] if start < len(low) else places


def _first(piece: _Piece, low: str, start: int, stop: int, *, anywhere: bool) -> int | None:
    """Where the piece first stands in the sentence; at its beginning, behind nothing but marks, unless ``anywhere``."""
    stop += len(piece.text) - 1  # it only has to begin in the sentence
    place = low.find(piece.text, start, stop)
    while place >= 0:
        if not anywhere and any(letter.isalnum() or letter in _SIGNS for letter in low[start:place]):
            return None
        if _is_whole(piece, low, place):
            return place
        place = low.find(piece.text, place + 1, stop)
    return None


def _match_at(pieces: tuple[_Piece, ...], low: str, begin: int, stop: int) -> tuple[int, str] | None:
    """The end of the phrase that begins at ``begin``, and what its ``*`` stand for; the first place of a piece does."""
    if not low.startswith(pieces[0].text, begin) or not _is_whole(pieces[0], low, begin):
        return None
    end, gaps = begin + len(pieces[0].text), []
    for piece in pieces[1:]:
        place = _first(piece, low, end, stop, anywhere=True)
        if place is None:
            return None
        gaps.append(low[end:place])
        end = place + len(piece.text)
    return end, " ".join(gaps)


def _is_whole(piece: _Piece, low: str, place: int) -> bool:
    end = place + len(piece.text)
    before, after = low[place - 1 : place], low[end : end + 1]
    if piece.whole_start and before and before not in _BEFORE:
        return False
    if not piece.whole_end or not after or after in _AFTER:
        return not (piece.whole_end and after == "'" and low[end + 1 : end + 2].isalpha())
    return not after.isascii() and not after.isalnum() and after != GONE  # an emoji


def sense(before: str, gaps: str = "") -> Sense:
    """What the sentence before a phrase, and the runs inside it, make of it. Both lowered."""
    before, gaps = re.sub(_NO_DENIAL, " ", before), re.sub(_NO_DENIAL, " ", gaps)
    close = " ".join(before.split()[-2:])
    if re.search(_HEDGE, close) or re.search(rf"{_DENIAL}|{_HEDGE}", gaps):
        return Sense.DENIED
    denied = -1
    for found in re.finditer(_DENIAL, before):
        denied = found.end()
    if denied < 0:
        return Sense.MEANT
    return Sense.DENIED if len(before[denied:].split()) <= _FAR else Sense.UNSURE
