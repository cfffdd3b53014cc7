"""Plain text to sentences of words. Dots inside names ("Ada B. Cole", "M.A.") end no sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from nomflow.core.acknowledgements.word_lists import lists, of_list

_PIECE = re.compile(
    r"https?://[^\s<>\[\]()\"*]+|(?<!\w)[hHsS]/[tToO](?!\w)"
    r"|[^\s,;:!?()\[\]{}<>\"“”„«»|/…—–、，；：。！？।؛،؟·•&+*]+|\S"
)
_NICKNAME = re.compile(r"(?<=\w\s)[\"“„][\w-]{1,30}[\"”](?=\s[^\W\d_])")
_QUOTES = "'’‘‚`"
_ENDS = frozenset(".!?。！？।؟")
_PLAIN_SIGNS = str.maketrans("，、；：؛،—–", ",,;:;,--")
_KEPT_SIGNS = frozenset(",;:-/|&+…()[]{}") | _ENDS
_CLOSING = {"(": ")", "[": "]", "{": "}"}
SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of Chinese, Japanese and Korean."""
_DEEPEST = 50


class ThanksToken(Struct, frozen=True, kw_only=True):
    """A word or sign of a text, from ``start`` to ``end``. ``key``: the word in lower case; ``inside``: what a bracket
    holds; ``owns``: "'s" follows."""

    text: str
    key: str
    start: int
    end: int
    inside: tuple[ThanksToken, ...] = ()
    owns: bool = False


def sentences(text: str) -> Iterator[tuple[ThanksToken, ...]]:
    """The sentences of a plain text. A bracket that encloses a whole sentence is taken off."""
    text = _NICKNAME.sub(lambda found: " " * len(found[0]), text)
    yield from _parted(_enclosed([token for piece in _PIECE.finditer(text) for token in _tokens(piece)]))


def _parted(tokens: tuple[ThanksToken, ...]) -> Iterator[tuple[ThanksToken, ...]]:
    first = 0
    for number, token in enumerate(tokens):
        if number + 1 == len(tokens) or _ends(token, tokens[number + 1]):
            last = number + (token.text not in _ENDS)
            if last == first + 1 and tokens[first].inside:
                yield from _parted(tokens[first].inside)
            elif last > first:
                yield tokens[first:last]
            first = number + 1


def _ends(token: ThanksToken, following: ThanksToken) -> bool:
    if token.text in _ENDS:
        return True
    starts = of_list(following.key, "starter") and following.text[:1].isupper()
    return token.text.endswith(".") and starts and len(token.key) > 2


def _tokens(piece: re.Match[str]) -> Iterator[ThanksToken]:
    text, start = piece[0], piece.start()
    if "@" in text[1:]:
        return
    if "://" in text or not any(map(str.isalnum, text)):
        sign = text.translate(_PLAIN_SIGNS)[:1] if "://" not in text else text
        if "://" in text or sign in _KEPT_SIGNS:
            yield ThanksToken(text=sign, key=sign, start=start, end=piece.end())
    elif SPACELESS.search(text):
        words = text.rstrip("." + _QUOTES)
        for part in _spaceless().finditer(words):
            yield ThanksToken(text=part[0], key=part[0], start=start + part.start(), end=start + part.end())
        if text[len(words) :].strip(_QUOTES):
            yield ThanksToken(text=".", key=".", start=start + len(words), end=piece.end())
    else:
        yield from _word(text, start)


@cache
def _spaceless() -> re.Pattern[str]:
    """Words of scripts without spaces: those of the lists, and what stands between them."""
    known = {word for words in lists().values() for word in words if SPACELESS.search(word)}
    either = "|".join(sorted(known, key=len, reverse=True))
    return re.compile(f"(?:{either})|(?:(?!{either}).)+")


def _word(word: str, start: int) -> Iterator[ThanksToken]:
    stripped = word.lstrip(_QUOTES)
    start += len(word) - len(stripped)
    body = stripped.rstrip(_QUOTES)
    dotless = body.rstrip(".").rstrip(_QUOTES)
    dots = body[len(dotless) :].strip(_QUOTES)
    if dots == "." and _abbreviates(dotless):
        dotless, dots = body, ""
    owns = dotless.endswith(("'s", "’s")) or (dotless.endswith("s") and stripped[len(dotless) :][:1] in ("'", "’"))
    own = dotless[:-2] if dotless.endswith(("'s", "’s")) else dotless
    if own:
        yield ThanksToken(
            text=own, key=own.casefold().replace("’", "'"), start=start, end=start + len(own), inside=(), owns=owns
        )
    if dots:
        sign = "." if len(dots) == 1 else "…"
        yield ThanksToken(text=sign, key=sign, start=start + len(dotless), end=start + len(dotless) + len(dots))


def _abbreviates(word: str) -> bool:
    parts = word.split(".")
    if len(word) == 1 or len(parts) > 1:
        return all(part.isalpha() and len(part) <= 3 for part in parts)
    return of_list(word.casefold(), "abbreviation")


def _enclosed(tokens: list[ThanksToken]) -> tuple[ThanksToken, ...]:
    """Brackets that close become one token with what they hold; the others are dropped."""
    levels: list[tuple[ThanksToken | None, list[ThanksToken]]] = [(None, [])]
    for token in tokens:
        if token.text in _CLOSING:
            if len(levels) < _DEEPEST:
                levels.append((token, []))
        elif token.text in _CLOSING.values():
            opening = levels[-1][0]
            if opening and _CLOSING[opening.text] == token.text:
                inside, outer = tuple(levels.pop()[1]), levels[-1][1]
                if outer and outer[-1].text == "[" and outer[-1].end == opening.start:
                    outer[-1:] = outer[-1].inside  # "[Ada][1]", whose address is missing
                else:
                    outer.append(
                        ThanksToken(text=opening.text, key="", start=opening.start, end=token.end, inside=inside)
                    )
        else:
            levels[-1][1].append(token)
    while len(levels) > 1:
        inside_open = levels.pop()[1]
        levels[-1][1].extend(inside_open)
    return tuple(levels[0][1])
