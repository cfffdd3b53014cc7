"""What people can say in a thread: commands, phrases, acts, and what stays unclear."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from msgspec import Struct

from nomflow.core.thread.employer import employers_in


class ActKind(StrEnum):
    """What an act does. The value is the word of its command."""

    ENDORSE = "endorse"
    UNENDORSE = "unendorse"
    ACKNOWLEDGE = "acknowledge"
    DECLINE_ACKNOWLEDGEMENT = "decline-acknowledgement"
    ACCEPT = "accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    HELP = "help"
    RECHECK = "recheck"
    EXPLAIN = "explain"
    EXTEND = "extend"
    CONFIRM = "confirm"
    DISQUALIFY = "disqualify"
    RULE = "rule"

    @property
    def form(self) -> str:
        """How to write it: ``/endorse``, ``/nomflow extend DATE REASON``."""
        return f"/nomflow {self.value}{_AFTER.get(self, '')}" if self in NOMFLOW else f"/{self.value}"


_AFTER = {
    ActKind.EXPLAIN: " RULE",
    ActKind.EXTEND: " DATE REASON",
    ActKind.DISQUALIFY: " REASON",
    ActKind.RULE: " WHAT REASON",
}
NOMFLOW = frozenset(
    {ActKind.HELP, ActKind.RECHECK, ActKind.EXPLAIN, ActKind.EXTEND, ActKind.CONFIRM, ActKind.DISQUALIFY, ActKind.RULE}
)
"""The kinds whose command begins with ``/nomflow``."""

TAKES_BACK = frozenset({ActKind.UNENDORSE, ActKind.DECLINE, ActKind.WITHDRAW, ActKind.DECLINE_ACKNOWLEDGEMENT})
"""The kinds that take something away."""

EVERY_COMMAND: Collection[ActKind] = frozenset(ActKind)


class Match(StrEnum):
    """How much of a line a phrase must be."""

    LINE = "line"
    """All of it, but for courtesy, marks, emoji, and a stated employer. The safe choice."""
    START = "start"
    """It begins the line, or a sentence in it, and nothing there turns it."""
    ANYWHERE = "anywhere-in-line"
    """It stands somewhere in a sentence, as NixOS's "comment containing !endorse", and nothing there turns it."""


class Phrase(Struct, frozen=True):
    """Words that an election counts as an act: ``!endorse``, ``I support``, ``I * support``.

    "I" may be followed by words such as "gladly" or "would like to". ``*`` stands for anything within a sentence that
    does not turn it. Letter case and the width of spaces make no difference; whole words must match. A phrase of
    nothing but ``*`` and spaces matches nothing.
    """

    text: str
    match: Match = Match.LINE
    kind: ActKind = ActKind.ENDORSE


class Act(Struct, frozen=True):
    """One thing somebody said, in line ``line`` (from 1) of a comment or a review.

    ``argument`` is what the command needs: the employer of an endorsement as typed ("" if none was stated), the rule to
    explain, date and reason of an extension, the reason of a disqualification, a ruling with its reason. ``phrase`` is
    the election's phrase that was used, "" for a command.
    """

    kind: ActKind
    line: int
    argument: str = ""
    phrase: str = ""

    @property
    def employers(self) -> tuple[str, ...]:
        """The stated employers of an endorsement, one by one."""
        return employers_in(self.argument) if self.kind is ActKind.ENDORSE else ()


class Unclear(Struct, frozen=True, kw_only=True):
    """Words of the family of ``kind`` that do not say clearly enough what they mean: they never count.

    ``typed`` is the whole line, shortened. ``asks``: it stands in a question, so it takes nothing back. ``quoted``: it
    is plain, but GitHub draws it into the quotation above it.
    """

    kind: ActKind
    line: int
    typed: str
    asks: bool = False
    quoted: bool = False

    @property
    def signed(self) -> bool:
        """Whether it was typed as a command."""
        return self.typed[:1] in tuple("/!\\")


class Acts(Struct, frozen=True):
    """What one body says, in the order of its lines. If two acts contradict each other, the later one decides."""

    acts: tuple[Act, ...] = ()
    unclear: tuple[Unclear, ...] = ()
