"""Counting words, and the words of a text for measuring how much of it changed."""

from __future__ import annotations

import re
from itertools import compress
from unicodedata import normalize

_HALVES = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆"
_SIGNS = {code: None for code in range(128) if not chr(code).isalnum() and not chr(code).isspace()}
"""What stands between letters, digits and spaces in ASCII: to be left out."""
_FIFTHS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"


def count_words(text: str) -> int:
    """How many words a reader sees: what stands between spaces and has a letter or a digit.

    Scripts without spaces are counted by length, as dictionaries differ: two characters of Chinese or Japanese, five of
    Thai, Lao, Khmer or Burmese make a word. A bare address is one word.
    """
    if text.isascii():
        return len(text.translate(_SIGNS).split())

    total = 0
    for characters, size in ((_HALVES, 2), (_FIFTHS, 5)):
        runs = re.findall(f"[{characters}]+", text)
        if runs:
            total += sum((len(run) + size - 1) // size for run in runs)
            text = re.sub(f"[{characters}]+", " ", text)
    return total + sum(map(_speaks, text.split()))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text (``Document.text``) in a form in which only a change of wording shows.

    Case, punctuation around words, white space and line breaks do not count; each character of a script without spaces
    is a word of its own, so that one changed character is a small change.
    """
    if not text.isascii():
        text = re.sub(f"([{_HALVES}{_FIFTHS}])", r" \1 ", normalize("NFC", text))
    words = text.casefold().split()
    return tuple(_trimmed(word) for word in compress(words, map(_speaks, words)))


def names(text: str) -> frozenset[str]:
    """The names of tags or attributes in a text, for a set that would else take forty lines."""
    return frozenset(text.split())


def _speaks(word: str) -> bool:
    return word.isalnum() or any(map(str.isalnum, word))


def _trimmed(word: str) -> str:
    if word.isalnum():
        return word
    inside = [number for number, character in enumerate(word) if character.isalnum()]
    return word[inside[0] : inside[-1] + 1]
