"""Slash commands: what a line must be to be one."""

from __future__ import annotations

import re

from nomflow.core.thread.acts import NOMFLOW, Act, Kind
from nomflow.core.thread.employer import employer_after, employers_in
from nomflow.core.thread.lines import Line

_COMMANDS = {kind.value: kind for kind in Kind if kind not in NOMFLOW} | {
    "decline-acknowledgment": Kind.DECLINE_ACKNOWLEDGEMENT  # as the word is spelt in America
}
_NOMFLOW = {kind.value: kind for kind in NOMFLOW}
# How many words must follow, and whether more may.
_WORDS = {Kind.EXPLAIN: (1, False), Kind.EXTEND: (2, True), Kind.DISQUALIFY: (1, True)}
_EMPLOYER = r"[ ,:(–—-]*(?:employers?|company|companies|affiliations?|organi[sz]ations?|org)\b ?[:=]? ?(?P<name>.*)"
_SMILES = r"(?::[a-z0-9_+-]++:|[:;=]-?[dpo3](?!\w)|<3+|[^\w?<>\[\]`|\\\ufffc])*+"


def command_in(line: Line) -> Act | None:
    """The command that the line is. It must be alone on it, apart from emphasis around it and marks or emoji after it.

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
    if kind is Kind.ENDORSE:
        return _endorsement(line.number, rest)
    return Act(kind, line.number) if kind and is_wordless(rest) else None


def without_emphasis(text: str) -> str:
    """``**/endorse**`` reads the same as ``/endorse``."""
    if text[:1] not in "*_":
        return text
    for mark in ("**", "__", "*", "_"):
        if text.startswith(mark) and text.endswith(mark) and len(text) > 2 * len(mark):
            text = text[len(mark) : -len(mark)].strip()
    return text


def is_wordless(tail: str) -> bool:
    """Whether nothing but marks and emoji follows; a question mark is more than that."""
    return re.fullmatch(_SMILES, tail, re.IGNORECASE) is not None


def _endorsement(number: int, rest: str) -> Act | None:
    if is_wordless(rest):
        return Act(Kind.ENDORSE, number)
    name = employer_after(rest)[0] if rest.lstrip(" ,").startswith("(") else ""
    if found := re.match(_EMPLOYER, rest, re.IGNORECASE):
        name = found["name"].strip()
    elif not name or not is_wordless(employer_after(rest)[1]):
        return None
    return Act(Kind.ENDORSE, number, name if employers_in(name) else "")


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
    return Act(kind, number, after.rstrip(".!") if kind is Kind.EXPLAIN else after)
