"""One comment or review body, as typed on GitHub, read as acts.

The published rules differ in what they count. NixOS counts a "comment containing ``!endorse``", which is
``Phrase("!endorse", Match.ANYWHERE)`` here: a remark with the command at its end counts, a quoted, denied or misspelt
one does not. The safer default is ``Match.LINE``: alone on its line, emphasis, marks, emoji and a stated employer
aside; anything else with those words comes back as a near miss.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from nomflow.core.thread.acts import EVERY_COMMAND, Act, Acts, Kind, Match, NearMiss, Phrase
from nomflow.core.thread.commands import command_in, without_emphasis
from nomflow.core.thread.employer import employer_said, employers_in
from nomflow.core.thread.lines import Line, read_lines, visible_lines
from nomflow.core.thread.near_misses import near_misses
from nomflow.core.thread.phrases import lowered, may_occur, spoken

__all__ = [
    "EVERY_COMMAND",
    "Act",
    "Acts",
    "Kind",
    "Line",
    "Match",
    "NearMiss",
    "Phrase",
    "employers_in",
    "read_body",
    "visible_lines",
]

_CODE = ("`", "~~~", "    ", "\t")


def read_body(body: str, phrases: Sequence[Phrase] = (), commands: Collection[Kind] = EVERY_COMMAND) -> Acts:
    """What a comment or a review says, in the order of its lines. Never fails, and takes time linear in the size.

    ``phrases`` are the election's, tried in their order; ``commands`` are those in force, the others are no acts. An
    endorsement without an employer takes the one stated elsewhere in the body (``Employer: X`` on a line of its own,
    ``… I work for X``). A kind that the body has an act of yields no near miss.
    """
    said, swallowed = read_lines(body)
    acts: list[Act] = []
    rest: list[Line] = []
    low = lowered("\n".join(line.text for line in said))
    occurring = [phrase for phrase in phrases if may_occur(phrase, low)]
    for line in said:
        found = _acts_in(line, occurring, commands)
        acts += found
        if not found:
            rest.append(line)
    meant = {act.kind for act in acts}
    nears = near_misses(rest, swallowed or _shown_as_code(body, said), phrases, commands)
    return Acts(
        tuple(_with_employers(acts, said)),
        tuple(near for near in nears if near.kind not in meant),
    )


def _acts_in(line: Line, phrases: Sequence[Phrase], commands: Collection[Kind]) -> list[Act]:
    act = command_in(line)
    if act:
        return [act] if act.kind in commands else []
    if not phrases:
        return []
    text = without_emphasis(line.text)
    low = lowered(text)
    found: dict[Kind, Act] = {}
    for phrase in phrases:
        employer = None if phrase.kind in found else spoken(phrase, text, low)
        if employer is not None:
            found[phrase.kind] = Act(phrase.kind, line.number, employer, phrase.text)
    return list(found.values())


def _with_employers(acts: Sequence[Act], said: Sequence[Line]) -> list[Act]:
    lacking = any(act.kind is Kind.ENDORSE and not act.argument for act in acts)
    named = [(line.number, name) for line in said if (name := employer_said(line.text))] if lacking else []
    if not named:
        return list(acts)
    same_line = dict(named)
    return [
        replace(act, argument=same_line.get(act.line, named[0][1]))
        if act.kind is Kind.ENDORSE and not act.argument
        else act
        for act in acts
    ]


def _shown_as_code(body: str, said: Sequence[Line]) -> tuple[Line, ...]:
    """The only line of a body that is nothing but code: typed so by mistake, more often than not."""
    bare = "" if said or not body.lstrip("\r\n").startswith(_CODE) else body.strip("`~ \t\r\n")
    return (Line(" ".join(bare.split()), 1 + body[: body.find(bare)].count("\n")),) if bare and "\n" not in bare else ()
