"""Plain text to sentences of words. Dots inside names ("Ada B. Cole", "M.A.") end no sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

from msgspec import Struct

from nomflow.core.acknowledgements.plain import HARD_BREAK, OPAQUE
from nomflow.core.acknowledgements.thanks_words import ABBREVIATIONS, STARTERS

_PIECE = re.compile(
    r"(\u2028)|((?<!\w)[hHsS]/[tToO](?!\w)|[^\s\u2028,;:!?()\[\]{}<>\"“”„«»|/…—–、，；：。！？।؛،؟·•&+\ufffc]+)|(\ufffc)|([^\s\u2028])"
)
_ENDS = frozenset(".!?。！？।؟")
_QUOTES = "'’‘‚`"
_POSSESSIVE = ("'s", "’s")
_MARKS = frozenset('"“”„«»')
_CLOSING = {"(": ")", "[": "]"}


class Kind(IntEnum):
    """What a token is: a word, a sign, what stands in round or square brackets, or a URL or template."""

    WORD = 1
    SIGN = 2
    NOTE = 3
    BRACKET = 4
    OPAQUE = 5


class Token(Struct, frozen=True):
    """``key`` is the casefolded word with straight apostrophes; ``inside`` holds what brackets enclose."""

    kind: Kind
    text: str
    key: str
    start: int
    end: int
    inside: tuple[Token, ...] = ()
    owns: bool = False


def sentences(text: str) -> Iterator[tuple[Token, ...]]:
    """The sentences of a plain text. A bracket that encloses a whole sentence is taken off."""
    flat = _enclosed(tuple(_nicknames(list(_tokens(text)))))
    first = 0
    for number, token in enumerate(flat):
        following = flat[number + 1] if number + 1 < len(flat) else None
        if _ends(token, following):
            yield from _unwrapped(flat[first : number + 1])
            first = number + 1
    yield from _unwrapped(flat[first:])


def _unwrapped(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    while tokens and tokens[-1].kind is Kind.SIGN and tokens[-1].text in _ENDS:
        tokens = tokens[:-1]
    if not tokens:
        return
    if tokens[0].kind in (Kind.NOTE, Kind.BRACKET) and len(tokens) == 1:
        first = 0
        inner = tokens[0].inside
        for number, token in enumerate(inner):
            if _ends(token, inner[number + 1] if number + 1 < len(inner) else None):
                yield inner[first:number]
                first = number + 1
        yield inner[first:]
    else:
        yield tokens


def _ends(token: Token, following: Token | None) -> bool:
    if token.kind is Kind.SIGN:
        return token.text in _ENDS
    if token.kind is not Kind.WORD or not token.text.endswith("."):
        return False
    return following is None or (
        following.kind is Kind.WORD
        and following.key in STARTERS
        and following.text[:1].isupper()
        and len(token.key) > 1
    )


def _tokens(text: str) -> Iterator[Token]:
    for piece in _PIECE.finditer(text):
        broken, word, opaque, sign = piece.groups()
        end = piece.end()
        if word:
            yield from _word(word, end - len(word))
        elif opaque:
            yield Token(Kind.OPAQUE, OPAQUE, OPAQUE, end - 1, end)
        elif broken:
            yield Token(Kind.SIGN, HARD_BREAK, HARD_BREAK, end - 1, end)
        else:
            yield Token(Kind.SIGN, sign, sign, end - 1, end)


def _nicknames(tokens: list[Token]) -> Iterator[Token]:
    """A word in quotation marks is a remark (Ada "quill" Cole); other quotation marks go."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.text in _MARKS and token.kind is Kind.SIGN:
            word, end = tokens[at + 1 : at + 2], tokens[at + 2 : at + 3]
            if word and end and word[0].kind is Kind.WORD and end[0].kind is Kind.SIGN and end[0].text in _MARKS:
                yield Token(Kind.NOTE, "", "", token.start, end[0].end, (word[0],))
                at += 2
        else:
            yield token
        at += 1


def _word(word: str, start: int) -> Iterator[Token]:
    stripped = word.lstrip(_QUOTES)
    start += len(word) - len(stripped)
    body = stripped.rstrip(_QUOTES)
    dotless = body.rstrip(".").rstrip(_QUOTES)
    if not dotless:
        if body:
            yield Token(Kind.SIGN, body if len(body) == 1 else "…", body, start, start + len(body))
        return
    dots = body[len(dotless) :]
    if dots == "." and _abbreviates(dotless):
        dotless, dots = body, ""
    owns = dotless.endswith(_POSSESSIVE)
    own = dotless[:-2] if owns else dotless
    if not owns and stripped[len(dotless) :][:1] in ("'", "’") and dotless.endswith("s"):
        owns = True
    if own:
        yield Token(Kind.WORD, own, own.casefold().replace("’", "'"), start, start + len(own), owns=owns)
    if dots.strip(_QUOTES):
        end = start + len(dotless)
        sign = "…" if dots.count(".") > 1 else "."
        yield Token(Kind.SIGN, sign, sign, end, end + len(dots))


def _abbreviates(word: str) -> bool:
    if len(word) == 1:
        return word.isalpha()
    parts = word.split(".")
    if len(parts) > 1:
        return all(part.isalpha() and len(part) <= 3 for part in parts)
    return word.casefold() in ABBREVIATIONS


def _enclosed(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Brackets that close become one token with what they hold; the others are dropped."""
    levels: list[tuple[Token | None, list[Token]]] = [(None, [])]
    for token in tokens:
        if token.kind is Kind.SIGN and token.text in _CLOSING and len(levels) < 50:
            levels.append((token, []))
        elif token.kind is Kind.SIGN and token.text in ")]":
            opening = levels[-1][0]
            if opening and _CLOSING[opening.text] == token.text:
                _, inside = levels.pop()
                kind = Kind.NOTE if token.text == ")" else Kind.BRACKET
                levels[-1][1].append(Token(kind, "", "", opening.start, token.end, tuple(inside)))
        else:
            levels[-1][1].append(token)
    while len(levels) > 1:
        _, inside = levels.pop()
        levels[-1][1].extend(inside)
    return tuple(levels[0][1])
