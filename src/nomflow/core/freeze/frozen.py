"""What a freeze record and its corrections say. ``freeze_shapes`` writes and reads them, and documents each field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from nomflow.core.basics.answer import Answer
from nomflow.core.evaluate import Conclusion, Group

VERSION = "nomflow-freeze-1"
CORRECTION_VERSION = "nomflow-correction-1"


class Standing(StrEnum):
    """What follows from the close for one nomination."""

    ON_BALLOT = "on-ballot"
    AWAITS_OFFICERS = "awaits-officers"
    NOT_QUALIFIED = "not-qualified"
    COULD_NOT_TELL = "could-not-tell"
    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"
    DECLINED = "declined"
    CLOSED = "closed"

    @property
    def undecided(self) -> bool:
        return self in (Standing.AWAITS_OFFICERS, Standing.COULD_NOT_TELL)


class State(StrEnum):
    """A pull request at the close. ``FOLDER``: a statement that people put there without one."""

    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"
    FOLDER = "folder"


class Proof(StrEnum):
    """How it is known which text stood at the close."""

    STATUS = "status"
    NONE = "none"
    SUPERSEDED = "superseded"


class Act(Struct, frozen=True):
    by: str
    at: datetime | None = None
    link: str = ""
    why: str = ""


class Extended(Struct, frozen=True):
    until: datetime
    by: str = ""
    decided: datetime | None = None
    why: str = ""
    link: str = ""
    nominee: str = ""


class FileVersion(Struct, frozen=True):
    path: str
    sha256: str


class Person(Struct, frozen=True):
    login: str
    id: int | None = None
    name: str = ""


class FrozenStatement(Struct, frozen=True):
    """``sha256`` is empty when superseded: then no text is known to be the one that stood."""

    path: str
    proof: Proof
    commit: str = ""
    blob: str = ""
    sha256: str = ""


class FrozenFile(Struct, frozen=True):
    path: str
    blob: str
    sha256: str


class RuleAnswer(Struct, frozen=True):
    id: str
    group: str
    answer: str
    sentence: str
    unavailable: bool = False


class Endorser(Struct, frozen=True):
    login: str
    counted: bool
    code: str
    sentence: str
    id: int | None = None
    name: str = ""
    employers: tuple[str, ...] = ()
    link: str = ""
    at: datetime | None = None
    version: str = ""


class Endorsements(Struct, frozen=True):
    needed: int
    counted: int
    private: bool
    reached: bool | None = None
    missing: int | None = None
    people: tuple[Endorser, ...] = ()


class Credit(Struct, frozen=True):
    name: str
    login: str
    counted: bool
    code: str
    sentence: str
    link: str = ""
    at: datetime | None = None
    version: str = ""


class Acceptance(Struct, frozen=True):
    state: str
    at: datetime | None = None
    link: str = ""


class Superseded(Struct, frozen=True):
    """An act whose words were changed after the close. ``weighs``: it is the nominee's or an officer's, who could have
    taken the nomination away in it."""

    by: str
    link: str
    written: datetime | None = None
    sentence: str = ""
    weighs: bool = False


class FrozenNomination(Struct, frozen=True):
    """One nomination at the close. ``standing`` and ``conclusion`` follow from the rest: see ``decided``."""

    id: str
    nominee: Person
    seat: str
    closed: datetime
    state: State
    standing: Standing = Standing.COULD_NOT_TELL
    conclusion: str = Conclusion.ERROR.value
    pull_request: int | None = None
    link: str = ""
    author: Person | None = None
    created_at: datetime | None = None
    statement: FrozenStatement | None = None
    photo: FrozenFile | None = None
    translations: tuple[FrozenFile, ...] = ()
    rules: tuple[RuleAnswer, ...] = ()
    endorsements: Endorsements | None = None
    acknowledgements: tuple[Credit, ...] = ()
    acceptance: Acceptance | None = None
    withdrawal: Act | None = None
    disqualification: Act | None = None
    confirmations: tuple[Act, ...] = ()
    extensions: tuple[Extended, ...] = ()
    superseded: tuple[Superseded, ...] = ()
    saved: FileVersion | None = None


class FrozenSeat(Struct, frozen=True):
    id: str
    places: int
    contest: str
    then: str
    title: str = ""
    candidates: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


class FrozenOrder(Struct, frozen=True):
    source: str
    round: int | None = None


class Freeze(Struct, frozen=True):
    """What stood when an election's nominations closed. There is no time of its making in it."""

    schema: str
    nomflow: str
    election: str
    taken_at: datetime
    rules: FileVersion
    title: str = ""
    repository: str = ""
    cut_offs: Mapping[str, datetime] = field(default_factory=dict)
    roll: tuple[FileVersion, ...] = ()
    people: tuple[FileVersion, ...] = ()
    extensions: tuple[Extended, ...] = ()
    order: FrozenOrder | None = None
    seats: tuple[FrozenSeat, ...] = ()
    nominations: tuple[FrozenNomination, ...] = ()


class Amending(Struct, frozen=True):
    """What a correction changes about one nomination."""

    nomination: str
    pull_request: int | None = None
    standing: Standing | None = None
    sha256: str = ""


class Correction(Struct, frozen=True):
    """A later decision, beside the record, which itself is never rewritten."""

    schema: str
    election: str
    freeze: str
    number: int
    by: str
    at: datetime
    why: str
    change: Amending
    link: str = ""


_OF_FORM = (Group.WINDOW, Group.PULL_REQUEST, Group.STATEMENT, Group.PHOTO)
"""What no comment can mend."""


def conclusion_of(nomination: FrozenNomination) -> Conclusion:
    """All answers in one word. Where an act's words were changed after the close, and what failed or waits is what
    people said, nobody can tell whether it would have been enough; nor whether somebody whose act counts took it back.
    """
    answers = nomination.rules
    unknown = any(each.unavailable or each.answer == Answer.CRASHED for each in answers)
    if unknown or (nomination.statement and nomination.statement.proof is Proof.SUPERSEDED):
        return Conclusion.ERROR
    failed = [each for each in answers if each.answer == Answer.FAILED]
    waits = [each for each in answers if each.answer == Answer.PENDING]
    if any(each.group in _OF_FORM for each in failed):
        return Conclusion.FAILED
    if nomination.superseded and (failed or waits or _could_have_taken_back(nomination)):
        return Conclusion.ERROR
    if failed:
        return Conclusion.FAILED
    return Conclusion.PENDING if waits else Conclusion.PASSED


def _could_have_taken_back(nomination: FrozenNomination) -> bool:
    people = nomination.endorsements.people if nomination.endorsements else ()
    counted = {each.login for each in people if each.counted}
    return any(each.weighs or each.by in counted for each in nomination.superseded)


def standing_of(nomination: FrozenNomination) -> Standing:
    """What follows from everything else in the entry. People merged it, or everything about it is in order."""
    if nomination.withdrawal:
        return Standing.WITHDRAWN
    if nomination.disqualification:
        return Standing.DISQUALIFIED
    if nomination.acceptance and nomination.acceptance.state == "declined":
        return Standing.DECLINED
    if nomination.state is State.CLOSED:
        return Standing.CLOSED
    if nomination.statement is None:
        return Standing.NOT_QUALIFIED
    if nomination.statement.proof is Proof.SUPERSEDED:
        return Standing.COULD_NOT_TELL
    if nomination.state in (State.MERGED, State.FOLDER):
        weighs = any(each.weighs for each in nomination.superseded)
        return Standing.COULD_NOT_TELL if weighs else Standing.ON_BALLOT
    conclusion = conclusion_of(nomination)
    if conclusion is Conclusion.PENDING:
        waits = [each.group for each in nomination.rules if each.answer == Answer.PENDING]
        return Standing.AWAITS_OFFICERS if set(waits) == {Group.OFFICERS} else Standing.NOT_QUALIFIED
    return {
        Conclusion.PASSED: Standing.ON_BALLOT,
        Conclusion.FAILED: Standing.NOT_QUALIFIED,
        Conclusion.ERROR: Standing.COULD_NOT_TELL,
    }[conclusion]


def decided(nomination: FrozenNomination) -> FrozenNomination:
    """The entry with what follows from the rest of it."""
    return replace(nomination, conclusion=conclusion_of(nomination).value, standing=standing_of(nomination))


def corrected(freeze: Freeze, corrections: Iterable[Correction]) -> Freeze:
    """The record with what was decided later, in the order of the corrections' numbers."""
    entries = freeze.nominations
    for correction in sorted(corrections, key=lambda each: each.number):
        entries = tuple(_amended(entry, correction.change) for entry in entries)
    return replace(freeze, nominations=entries)


def _amended(entry: FrozenNomination, change: Amending) -> FrozenNomination:
    if entry.id != change.nomination or change.pull_request not in (None, entry.pull_request):
        return entry
    statement = entry.statement
    if statement and change.sha256:
        statement = replace(statement, sha256=change.sha256)
    return replace(entry, standing=change.standing or entry.standing, statement=statement)
