"""Characters that cannot be seen."""

from __future__ import annotations

from unicodedata import bidirectional

from nomflow.core.evaluate import rule
from nomflow.core.outcome import Finding, Fix, Outcome, judged, must, tip
from nomflow.core.place import Place
from nomflow.core.snapshot import Snapshot

#: Controls that reorder what is read: https://trojansource.codes and https://www.unicode.org/reports/tr9/
_BIDI = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_MARKS = {"\u200e", "\u200f", "\u061c"}
_JOINERS = {"\u200c", "\u200d"}
_INVISIBLE = set("\u00ad\u034f\u115f\u1160\u180e\u200b\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0")
_MOST = 20


@rule("characters", "No hidden characters change what is read")
def characters(snapshot: Snapshot) -> Outcome:
    """No character that reorders text, none that cannot be seen, in the file's name or in its text.

    Joiners inside emoji and in scripts that need them are fine, and so are direction marks in right-to-left text.

    Why: such characters can make a sentence read differently from what it says, break handles and file names, and come
    in unseen by copying from a web page.

    How to fix: delete the place named in the message and type it again.
    """
    statement = snapshot.statement
    assert statement is not None  # noqa: S101 - the rule needs a statement
    found: list[Finding] = [
        must(
            "The file's name holds a character that cannot be seen ({code}). Please rename it.",
            Place(statement.path),
            code=f"U+{ord(sign):04X}",
        )
        for sign in statement.path
        if sign in _BIDI | _MARKS | _JOINERS | _INVISIBLE or not sign.isprintable()
    ]
    text = statement.source.text
    if not text.isascii():
        from_right = any(bidirectional(sign) in ("R", "AL") for sign in set(text))
        for number, line in enumerate(statement.source.lines, 1):
            found.extend(_in_line(line, Place(statement.path, number), from_right=from_right))
    if any(sign < " " and sign not in "\n\t\f\v" for sign in text):
        for number, line in enumerate(statement.source.lines, 1):
            found.extend(_controls(line, Place(statement.path, number)))
    good = "{tips} tips about characters." if found else "Nothing hidden."
    return judged(found[:_MOST], good, "{musts} hidden characters change what is read.")


def _in_line(line: str, start: Place, *, from_right: bool) -> list[Finding]:
    if line.isascii():
        return []
    found = []
    for at, sign in enumerate(line):
        if sign < "\u00ad":
            continue
        place = Place(start.path, start.line, at + 1, start.line, at + 1)
        words = {"code": f"U+{ord(sign):04X}"}
        if sign in _BIDI:
            told = "A hidden character ({code}) changes the order in which this line is read. Please delete it."
            found.append(must(told, place, Fix(place, ""), **words))
        elif sign in _INVISIBLE or (sign in _MARKS and not from_right) or (sign in _JOINERS and _lonely(line, at)):
            found.append(
                tip(
                    "A character that cannot be seen ({code}) stands here; you may delete it.",
                    place,
                    Fix(place, ""),
                    **words,
                )
            )
    return found


def _controls(line: str, start: Place) -> list[Finding]:
    return [
        must(
            "A control character ({code}) stands here. Please delete it.",
            place,
            Fix(place, ""),
            code=f"U+{ord(sign):04X}",
        )
        for at, sign in enumerate(line)
        if sign < " " and sign not in "\t\f\v"
        for place in [Place(start.path, start.line, at + 1, start.line, at + 1)]
    ]


def _lonely(line: str, at: int) -> bool:
    """Whether a joiner stands between characters that nobody joins: spaces, or letters of the Latin script."""
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    return not before or not after or before.isascii() or after.isascii()
