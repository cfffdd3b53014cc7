"""Characters that cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from unicodedata import bidirectional, category

from nomflow.core.basics.answer import Finding, Fix, Level, Outcome, judged, must, say, tip
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import rule
from nomflow.core.markdown.covered import shown_as_typed
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import Statement, scalars
from nomflow.core.yaml.page import BLANKS

#: Controls that reorder what is read: https://trojansource.codes and https://www.unicode.org/reports/tr9/
_OVERRIDES = frozenset("\u202d\u202e")
_EMBEDDINGS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_TO_THE_LEFT = frozenset("\u202b\u2067")
_BIDI = _OVERRIDES | set(_EMBEDDINGS) | {"\u202c", "\u2069"}
_MARKS = frozenset("\u200e\u200f\u061c")
_JOINERS = frozenset("\u200c\u200d")
_SEPARATORS = frozenset("\u2028\u2029")
_BLANK = frozenset("\u034f\u115f\u1160\u3164\uffa0\ufffc")
"""Invisible, although Unicode files them under letters, marks or symbols."""

_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd\U000110cd")
"""Signs around numbers that Unicode files under format characters."""

_ENTITY = r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));"
_WHITE_FLAG = "\U0001f3f4"
_TAGS = frozenset(chr(code) for code in range(0xE0020, 0xE0080))
_BLANK_BEHIND_MARK = re.compile(rf"[ \t>]*(#{{1,6}}|[-*+]|\d{{1,9}}[.)])([{BLANKS}])")
_MOST = 20
_UNSEEN = "There is an invisible character ({code}) here. You can delete it."


@rule("characters", "No hidden characters change what is read")
def characters(snapshot: Snapshot) -> Outcome:
    """The file name, the front matter and the text contain no invisible characters and none that reorder the text.

    Joiners inside emoji and in scripts that need them are fine, and so are direction marks in right-to-left text.

    Why: such characters can make a sentence read differently from what it says, break handles and file names, and come
    along unnoticed when you copy from a web page.

    How to fix: delete the place named in the message and type it again.
    """
    statement = snapshot.statement
    assert statement is not None
    tips = list(islice(_behind_marks(statement), _MOST))
    musts = [*_in_path(statement.path), *_escaped(statement), *_from_entities(statement)]
    lines = statement.source.lines
    for place, template, level in _seen(statement):
        found = musts if level is Level.MUST else tips
        if len(found) < _MOST:
            char = lines[place.line - 1][place.column - 1]
            fix = Fix(place, " " if char in _SEPARATORS else "")
            found.append(Finding(say(template, code=_code(char)), level, place, fix))
        elif found is musts:
            break
    good = "There are invisible characters." if tips else "Nothing hidden."
    return judged((*musts, *tips), good, "Hidden characters change what is read.")


def _behind_marks(statement: Statement) -> Iterator[Finding]:
    """A no-break space, as a Mac types it by mistake, where Markdown wants a space."""
    first = statement.front.body_line
    marks = {
        Place(path=statement.path, line=number, column=mark.start(2) + 1, end_line=number, end_column=mark.end(2)): mark
        for number, line in enumerate(statement.source.lines[first - 1 :], first)
        if not line.isascii() and (mark := _BLANK_BEHIND_MARK.match(line))
    }
    for place in filter(shown_as_typed(statement.document), marks) if marks else ():
        told = (
            "The space after `{mark}` is a special character ({code}), so this is not shown as a heading "
            "or a list. Type a"
            " space with the space bar."
        )
        yield tip(told, place, Fix(place, " "), mark=marks[place][1], code=_code(marks[place][2]))


def _in_path(path: str) -> Iterator[Finding]:
    for char in sorted(set(path)):
        if not char.isprintable() or char in _BLANK:
            told = "The file name contains an invisible character ({code}). Rename the file."
            yield must(told, Place(path=path), code=_code(char))


def _seen(statement: Statement) -> Iterator[tuple[Place, str, Level]]:
    """Every character that should not be in the file, what to say of it, and whether it must go."""
    from_right = any(bidirectional(char) in ("R", "AL") for char in set(statement.source.text))
    for number, line in enumerate(statement.source.lines, 1):
        if line.isascii() and line.isprintable():
            continue
        embedded = _embedded(line)
        for at, char in enumerate(line):
            if char.isprintable() and char not in _BLANK:
                continue
            told = _judge(line, at, from_right=from_right, opener=embedded.get(at, ""))
            if told:
                yield Place(path=statement.path, line=number, column=at + 1, end_line=number, end_column=at + 1), *told


def _judge(line: str, at: int, *, from_right: bool, opener: str) -> tuple[str, Level] | None:
    char = line[at]
    if char in _BIDI:
        if char in _OVERRIDES or _reorders(char, opener, from_right=from_right):
            return (
                "A hidden character ({code}) changes the order in which this line is shown. Delete it.",
                Level.MUST,
            )
        return None if from_right and opener else (_UNSEEN, Level.TIP)
    if char < " " or char == "\x7f":
        if char in "\t\f\v":
            return None
        return "There is a control character ({code}) here. Delete it.", Level.MUST
    if char in _SEPARATORS:
        return "There is a hidden line separator ({code}) here. Replace it with a space.", Level.TIP
    if _belongs(line, at, from_right=from_right):
        return None
    return _UNSEEN, Level.TIP


def _reorders(char: str, opener: str, *, from_right: bool) -> bool:
    """Whether an embedding or its end, opened by ``opener``, changes the order: not where it only says what holds
    there anyway, as around numbers pasted from a telephone, nor where right-to-left text needs it.
    """
    if from_right:
        return not opener and char in _EMBEDDINGS
    return (opener or char) in _TO_THE_LEFT


def _belongs(line: str, at: int, *, from_right: bool) -> bool:
    """Whether a character that is not printed has work to do where it stands, or can at least be seen."""
    char = line[at]
    if char in _MARKS:
        return from_right
    if char in _JOINERS:
        return not _is_lonely(line, at)
    if char in _TAGS or char == "\U000e007f":
        return _WHITE_FLAG in line[max(0, at - 7) : at]
    return char in _SEEN or (category(char) not in ("Cc", "Cf") and char not in _BLANK)


def _embedded(line: str) -> dict[int, str]:
    """For each embedding that begins and ends in the line, what opened it, by the places of both."""
    waiting: list[int] = []
    found: dict[int, str] = {}
    for at, char in enumerate(line):
        if char in _EMBEDDINGS:
            waiting.append(at)
        elif waiting and _EMBEDDINGS[line[waiting[-1]]] == char:
            opened = waiting.pop()
            found[opened] = found[at] = line[opened]
    return found


def _escaped(statement: Statement) -> Iterator[Finding]:
    """What an escape such as ``"\\u202e"`` puts into a value of the front matter unseen."""
    root = statement.front.tree.root
    lines = statement.source.lines
    for scalar in scalars(root) if root else ():
        if scalar.plain or scalar.value.isprintable():
            continue
        written = "\n".join(lines[scalar.place.line - 1 : max(scalar.place.end_line, scalar.place.line)])
        for char in sorted({char for char in scalar.value if char in _BIDI and char not in written}):
            told = "An escape code in this value stands for a hidden character ({code}). Delete the code."
            yield must(told, scalar.place, code=_code(char))


def _from_entities(statement: Statement) -> Iterator[Finding]:
    """What ``&#x202e;`` and its kin put into the text unseen."""
    document = statement.document
    if "&#" not in document.body or _BIDI.difference(document.body).isdisjoint(document.text):
        return
    for entity in islice(re.finditer(_ENTITY, document.body), _MOST):
        told = (
            "This code stands for a hidden character ({code}) that changes the order in which text is shown. Delete it."
        )
        code = int(entity[1], 16) if entity[1] else int(entity[2])
        if code < 0x110000 and chr(code) in _BIDI:
            yield must(told, document.positions.place(*entity.span()), code=_code(chr(code)))


def _is_lonely(line: str, at: int) -> bool:
    """Whether a joiner stands between characters that nobody joins: spaces, or letters of the Latin script."""
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    return not before or not after or before.isascii() or after.isascii()


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"
