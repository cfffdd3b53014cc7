"""Characters that cannot be seen."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import bidirectional, category

from nomflow.core.evaluate import rule
from nomflow.core.outcome import Finding, Fix, Level, Outcome, judged, must, tip
from nomflow.core.place import Place
from nomflow.core.snapshot import Snapshot
from nomflow.core.statement import Statement, scalars

#: Controls that reorder what is read: https://trojansource.codes and https://www.unicode.org/reports/tr9/
_OVERRIDES = frozenset("\u202d\u202e")
_EMBEDDINGS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_BIDI = _OVERRIDES | set(_EMBEDDINGS) | {"\u202c", "\u2069"}
_MARKS = frozenset("\u200e\u200f\u061c")
_JOINERS = frozenset("\u200c\u200d")
_SEPARATORS = frozenset("\u2028\u2029")
_BLANK = frozenset("\u034f\u115f\u1160\u3164\uffa0\ufffc")
"""Invisible, although Unicode files them under letters, marks or symbols."""

_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd\U000110cd")
"""Signs around numbers that Unicode files under format characters."""

_WHITE_FLAG = "\U0001f3f4"
_TAGS = frozenset(chr(code) for code in range(0xE0020, 0xE0080))
_MOST = 20


@rule("characters", "No hidden characters change what is read")
def characters(snapshot: Snapshot) -> Outcome:
    """No character that reorders text, none that cannot be seen, in the file's name, the front matter or the text.

    Joiners inside emoji and in scripts that need them are fine, and so are direction marks in right-to-left text.

    Why: such characters can make a sentence read differently from what it says, break handles and file names, and come
    in unseen by copying from a web page.

    How to fix: delete the place named in the message and type it again.
    """
    statement = snapshot.statement
    assert statement is not None
    found = list(_in_path(statement.path))
    from_right = any(bidirectional(sign) in ("R", "AL") for sign in set(statement.source.text))
    for number, line in enumerate(statement.source.lines, 1):
        if not (line.isascii() and line.isprintable()):
            found += _in_line(line, statement.path, number, from_right=from_right)
    found += [*_escaped(statement), *_from_entities(statement)]
    found.sort(key=lambda each: each.level is Level.TIP)
    good = "There are characters that cannot be seen." if found else "Nothing hidden."
    return judged(found[:_MOST], good, "Hidden characters change what is read.")


def _in_path(path: str) -> Iterator[Finding]:
    for sign in sorted(set(path)):
        if not sign.isprintable() or sign in _BLANK:
            told = "The file's name holds a character that cannot be seen ({code}). Please rename the file."
            yield must(told, Place(path), code=_code(sign))


def _in_line(line: str, path: str, number: int, *, from_right: bool) -> Iterator[Finding]:
    waiting = _unclosed(line)
    for at, sign in enumerate(line):
        if sign.isprintable() and sign not in _BLANK:
            continue
        place = Place(path, number, at + 1, number, at + 1)
        if sign in _BIDI:
            if sign in _OVERRIDES or not from_right or at in waiting:
                told = "A hidden character ({code}) changes the order in which this line is read. Please delete it."
                yield must(told, place, Fix(place, ""), code=_code(sign))
        elif sign < " " or sign == "\x7f":
            if sign not in "\t\f\v":
                told = "A control character ({code}) stands here. Please delete it."
                yield must(told, place, Fix(place, ""), code=_code(sign))
        elif sign in _SEPARATORS:
            told = "A hidden line separator ({code}) stands here. Better put a space."
            yield tip(told, place, Fix(place, " "), code=_code(sign))
        elif not _belongs(line, at, from_right=from_right):
            told = "A character that cannot be seen ({code}) stands here; you may delete it."
            yield tip(told, place, Fix(place, ""), code=_code(sign))


def _belongs(line: str, at: int, *, from_right: bool) -> bool:
    """Whether a character that is not printed has work to do where it stands, or can at least be seen."""
    sign = line[at]
    if sign in _MARKS:
        return from_right
    if sign in _JOINERS:
        return not _is_lonely(line, at)
    if sign in _TAGS or sign == "\U000e007f":
        return _WHITE_FLAG in line[max(0, at - 7) : at]
    return sign in _SEEN or (category(sign) not in ("Cc", "Cf") and sign not in _BLANK)


def _unclosed(line: str) -> set[int]:
    """Where embeddings begin that do not end in the line, or end that did not begin in it."""
    waiting: list[int] = []
    wrong = set()
    for at, sign in enumerate(line):
        if sign in _EMBEDDINGS:
            waiting.append(at)
        elif sign in ("\u202c", "\u2069"):
            if waiting and _EMBEDDINGS[line[waiting[-1]]] == sign:
                waiting.pop()
            else:
                wrong.add(at)
    return wrong.union(waiting)


def _escaped(statement: Statement) -> Iterator[Finding]:
    """What an escape such as ``"\\u202e"`` puts into a value of the front matter unseen."""
    root = statement.front.tree.root
    lines = statement.source.lines
    for scalar in scalars(root) if root else ():
        if scalar.plain or scalar.value.isprintable():
            continue
        written = "\n".join(lines[scalar.place.line - 1 : max(scalar.place.end_line, scalar.place.line)])
        for sign in sorted({sign for sign in scalar.value if sign in _BIDI and sign not in written}):
            told = "An escape in this value stands for a hidden character ({code}). Please leave it out."
            yield must(told, scalar.place, code=_code(sign))


def _from_entities(statement: Statement) -> Iterator[Finding]:
    """What ``&#x202e;`` and its kin put into the text unseen."""
    document = statement.document
    if "&" not in document.body:
        return
    unseen = _BIDI.difference(document.body)
    for paragraph in document.paragraphs:
        if unseen.isdisjoint(paragraph.text):
            continue
        at = next(at for at, sign in enumerate(paragraph.text) if sign in unseen)
        told = "A hidden character ({code}) changes the order in which this is read. Please delete it."
        yield must(told, document.place_of(paragraph, at, at + 1), code=_code(paragraph.text[at]))


def _is_lonely(line: str, at: int) -> bool:
    """Whether a joiner stands between characters that nobody joins: spaces, or letters of the Latin script."""
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    return not before or not after or before.isascii() or after.isascii()


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"
