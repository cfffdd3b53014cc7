"""Slash commands: what a line must be to be one."""

from __future__ import annotations

import re

from nomflow.core.thread.acts import NOMFLOW, Act, ActKind
from nomflow.core.thread.employer import employer_after, employers_in
from nomflow.core.thread.lines import Line
from nomflow.core.thread.sentences import SentenceReader, is_wordless, lowered

_COMMANDS = {kind.value: kind for kind in ActKind if kind not in NOMFLOW} | {
    "decline-acknowledgment": ActKind.DECLINE_ACKNOWLEDGEMENT  # as the word is spelt in America
}
_NOMFLOW = {kind.value: kind for kind in NOMFLOW}
# How many words must follow, and whether more may.
_WORDS = {
    ActKind.EXPLAIN: (1, False),
    ActKind.EXTEND: (2, True),
    ActKind.DISQUALIFY: (1, True),
    ActKind.RULE: (1, True),
}
_EMPLOYER = r"[ ,:(–—-]*(?:employers?|company|companies|affiliations?|organi[sz]ations?|org)\b ?[:=]? ?(?P<name>.*)"


def command_in(line: Line, reader: SentenceReader) -> Act | None:
    """The command that the line is. It must be alone on it, but for emphasis around it, and courtesy, marks, emoji, the
    nominee's own handle or name, or "my nomination" after it.

    An endorsement may name employers: ``/endorse employer: Example Cooperative; Sample Works``.
    """
    if "/" not in line.text[:4]:  # most lines, spared the rest
        return None
    found = re.match(r"/([A-Za-z]+(?:-[A-Za-z]+)*)(?=\W|$)", text := without_emphasis(line.text))
    if not found:
        return None
    word, rest = found[1].lower(), text[found.end() :]
    if word == "nomflow":
        return _nomflow(line.number, rest)
    kind = _COMMANDS.get(word)
    if kind is ActKind.ENDORSE:
        return _endorsement(line.number, rest, reader)
    return Act(kind, line.number) if kind and _is_alone(rest, reader) else None


def without_emphasis(text: str) -> str:
    """``**/endorse**`` reads the same as ``/endorse``."""
    if text[:1] not in "*_":
        return text
    for mark in ("**", "__", "*", "_"):
        if text.startswith(mark) and text.endswith(mark) and len(text) > 2 * len(mark):
            text = text[len(mark) : -len(mark)].strip()
    return text


def _is_alone(rest: str, reader: SentenceReader) -> bool:
    about = reader.words.object.match(low := reader.plain(lowered(rest)))
    return reader.is_courtesy(rest) or (about is not None and reader.is_courtesy(low[about.end() :]))


def _endorsement(number: int, rest: str, reader: SentenceReader) -> Act | None:
    if _is_alone(rest, reader):
        return Act(ActKind.ENDORSE, number)
    name = employer_after(rest)[0] if rest.lstrip(" ,").startswith("(") else ""
    if found := re.match(_EMPLOYER, rest, re.IGNORECASE):
        name = found["name"].strip()
    elif not name or not is_wordless(employer_after(rest)[1]):
        return None
    return Act(ActKind.ENDORSE, number, name if employers_in(name) else "")


def _nomflow(number: int, rest: str) -> Act | None:
    words = rest.split(maxsplit=1)
    kind = _NOMFLOW.get(words[0].lower().rstrip(".!,:")) if words and rest.startswith(" ") else None
    if not kind:
        return None
    after = words[1] if len(words) > 1 else ""
    if kind not in _WORDS:
        return Act(kind, number) if is_wordless(after) else None
    least, more = _WORDS[kind]
    given = after.split()
    if len(given) < least or (len(given) > least and not more):
        return None
    return Act(kind, number, after.rstrip(".!") if kind is ActKind.EXPLAIN else after)
