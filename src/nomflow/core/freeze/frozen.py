"""What a freeze record and its corrections say. ``freeze_shapes`` writes and reads them, and documents each field."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from nomflow.core.basics.answer import Answer
from nomflow.core.basics.json_document import Number, Time, doc
from nomflow.core.evaluate import Conclusion, Group

VERSION: Literal["nomflow-freeze-1"] = "nomflow-freeze-1"
CORRECTION_VERSION: Literal["nomflow-correction-1"] = "nomflow-correction-1"


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


class StateAtClose(StrEnum):
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
    GAP = "gap"
    RULED = "ruled"

    @property
    def unknown(self) -> bool:
        """Whether no text is known to be the one that stood."""
        return self in (Proof.SUPERSEDED, Proof.GAP)


class FrozenAct(Struct, frozen=True, forbid_unknown_fields=True):
    by: Annotated[str, doc("Who did it: the user name.")]
    at: Annotated[Time | None, doc("When, by GitHub's clock.")] = None
    link: Annotated[str, doc("Where it can be read.")] = ""
    why: Annotated[str, doc("The reason given.")] = ""


class FrozenRuling(FrozenAct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    words: Annotated[str, doc("What was ruled, as it is written after `/nomflow rule`.")]


class Extended(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    until: Annotated[Time, doc("The last second of the extension.")]
    by: Annotated[str, doc("Which officer decided.")] = ""
    decided: Annotated[Time | None, doc("When it was decided.")] = None
    why: Annotated[str, doc("The reason given.")] = ""
    link: Annotated[str, doc("Where it can be read.")] = ""
    nominee: Annotated[str, doc("For whom; empty when for everybody.")] = ""


class FileVersion(Struct, frozen=True, forbid_unknown_fields=True):
    path: Annotated[str, doc("The file's path in the repository.")]
    sha256: Annotated[str, doc("Of the file's raw bytes.", pattern=r"^([0-9a-f]{64})?$")]


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    login: Annotated[str, doc("The user name; empty where nobody can tell.")]
    id: Annotated[Number | None, doc("The account's number, which survives renames.")] = None
    name: Annotated[str, doc("The name, where known.")] = ""


class FrozenStatement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``sha256`` is empty where no text is known to be the one that stood."""

    path: Annotated[str, doc("The file's path in the repository.")]
    proof: Annotated[
        Proof,
        doc(
            "What tells that this stood at the close: status, it was seen before; none; superseded, its text is not on "
            "record any more; gap, nothing shows which of two versions it was; ruled, officers decided it."
        ),
    ]
    commit: Annotated[str, doc("The commit that stood.", pattern=r"^([0-9a-f]{4,64})?$")] = ""
    blob: Annotated[str, doc("Git's name for the file's bytes.", pattern=r"^([0-9a-f]{4,64})?$")] = ""
    sha256: Annotated[str, doc("Of the file's raw bytes; empty when not known.", pattern=r"^([0-9a-f]{64})?$")] = ""
    gap: Annotated[str, doc("Between which two versions nobody can tell, and between which times.")] = ""


class FrozenFile(Struct, frozen=True, forbid_unknown_fields=True):
    path: Annotated[str, doc("The file's path in the repository.")]
    blob: Annotated[str, doc("Git's name for the file's bytes.", pattern=r"^([0-9a-f]{4,64})?$")]
    sha256: Annotated[str, doc("Of the file's raw bytes.", pattern=r"^([0-9a-f]{64})?$")]


class RuleAnswer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: Annotated[str, doc("The rule.")]
    group: Annotated[str, doc("What the rule is about.")]
    answer: Annotated[str, doc("What it said.", pattern="^(passed|failed|pending|skipped|crashed)$")]
    sentence: Annotated[str, doc("The same in words.")]
    unavailable: Annotated[bool, doc("Whether something that it needs could not be read.")] = False


class FrozenEndorser(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    login: Annotated[str, doc("The user name.")]
    counted: Annotated[bool, doc("Whether the endorsement counts.")]
    code: Annotated[str, doc("The reason, for programs.")]
    sentence: Annotated[str, doc("The reason in words.")]
    id: Annotated[Number | None, doc("The account's number.")] = None
    name: Annotated[str, doc("The name, where known.")] = ""
    employers: Annotated[
        tuple[str, ...], doc("Employers or interests; always empty where affiliations are private.")
    ] = ()
    link: Annotated[str, doc("Where the act can be read.")] = ""
    at: Annotated[Time | None, doc("When it was done.")] = None
    version: Annotated[str, doc("The blob of the statement it was about, where known.")] = ""


class Endorsements(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    needed: Annotated[Number, doc("How many are needed.")]
    counted: Annotated[Number, doc("How many count; where affiliations are private, how many stand.")]
    private: Annotated[bool, doc("Whether affiliations are private in this election.")]
    reached: Annotated[bool | None, doc("Whether there are enough; left out when that could not be told.")] = None
    missing: Annotated[Number | None, doc("How many are missing; left out when that cannot or must not be told.")] = (
        None
    )
    people: Annotated[tuple[FrozenEndorser, ...], doc("Everybody who endorsed or tried to.")] = ()


class Credit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Annotated[str, doc("As the statement credits them.")]
    login: Annotated[str, doc("The user name; empty where nobody can tell.")]
    counted: Annotated[bool, doc("Whether the person confirmed it.")]
    code: Annotated[str, doc("The reason, for programs.")]
    sentence: Annotated[str, doc("The reason in words.")]
    link: Annotated[str, doc("Where the act can be read.")] = ""
    at: Annotated[Time | None, doc("When it was done.")] = None
    version: Annotated[str, doc("The blob of the statement it was about, where known.")] = ""


class FrozenAcceptance(Struct, frozen=True, forbid_unknown_fields=True):
    state: Annotated[str, doc("What the nominee said to the nomination.")]
    at: Annotated[Time | None, doc("When.")] = None
    link: Annotated[str, doc("Where it can be read.")] = ""


class Superseded(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An act whose words were changed after the close. ``weighs``: it is the nominee's or an officer's, who could have
    taken the nomination away in it."""

    by: Annotated[str, doc("Whose act it was.")]
    link: Annotated[str, doc("Where it stands.")]
    written: Annotated[Time | None, doc("When it was first written.")] = None
    sentence: Annotated[str, doc("What is not known about it.")] = ""
    weighs: Annotated[
        bool, doc("Whether the nominee or an officer wrote it, who could have taken the nomination away in it.")
    ] = False


class FrozenNomination(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One nomination at the close. ``standing`` and ``conclusion`` follow from the rest: see ``decided``."""

    id: Annotated[str, doc("The nominee's id in addresses.")]
    nominee: Annotated[Person, doc("Who would serve.")]
    seat: Annotated[str, doc("The seat stood for; empty where nobody can tell.")]
    closed: Annotated[Time, doc("The last second in which anything counted for this nomination.")]
    state: Annotated[StateAtClose, doc("The pull request at the close; folder: there was none.")]
    standing: Annotated[Standing, doc("What follows.")] = Standing.COULD_NOT_TELL
    conclusion: Annotated[str, doc("All rules in one word.", pattern="^(passed|pending|failed|error)$")] = (
        Conclusion.ERROR.value
    )
    pull_request: Annotated[Number | None, doc("The pull request's number; left out for a file that has none.")] = None
    link: Annotated[str, doc("The pull request's address.")] = ""
    author: Annotated[Person | None, doc("Who opened the pull request.")] = None
    created_at: Annotated[Time | None, doc("When it was opened.")] = None
    statement: Annotated[FrozenStatement | None, doc("The statement that stood.")] = None
    photo: Annotated[
        FrozenFile | None, doc("The photo that it named; left out where it named none or nobody can tell which stood.")
    ] = None
    translations: Annotated[tuple[FrozenFile, ...], doc("The nominee's translations of it at the same commit.")] = ()
    rules: Annotated[tuple[RuleAnswer, ...], doc("What each rule answered.")] = ()
    endorsements: Annotated[Endorsements | None, doc("The count of endorsements, person by person.")] = None
    acknowledgements: Annotated[tuple[Credit, ...], doc("The people whom the statement credits as reviewers.")] = ()
    acceptance: Annotated[FrozenAcceptance | None, doc("The nominee's own consent.")] = None
    withdrawal: Annotated[FrozenAct | None, doc("The nominee's withdrawal before the close.")] = None
    disqualification: Annotated[FrozenAct | None, doc("The officers' decision before the close.")] = None
    confirmations: Annotated[tuple[FrozenAct, ...], doc("Officers who confirmed before the close.")] = ()
    extensions: Annotated[tuple[Extended, ...], doc("More time, decided in the thread before the close.")] = ()
    rulings: Annotated[
        tuple[FrozenRuling, ...], doc("What officers ruled before the record was taken, where something was in doubt.")
    ] = ()
    superseded: Annotated[
        tuple[Superseded, ...], doc("Acts whose words were changed after the close; the later ones do not count.")
    ] = ()
    saved: Annotated[FileVersion | None, doc("The snapshot that all this was worked out from.")] = None

    @property
    def late(self) -> bool:
        """Whether it was opened after its close: it is on record so that officers can admit it."""
        return self.created_at is not None and self.created_at.replace(microsecond=0) > self.closed


class FrozenSeat(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: Annotated[str, doc("The seat.")]
    places: Annotated[Number, doc("How many people are chosen.")]
    contest: Annotated[str, doc("How many stand.", pattern="^(contested|uncontested|under-contested|nobody)$")]
    then: Annotated[str, doc("What the configuration says follows.", pattern="^(vote|no-vote|extend|appoint)$")]
    title: Annotated[str, doc("Its title.")] = ""
    candidates: Annotated[tuple[str, ...], doc("The ids of those on the ballot, in alphabetical order.")] = ()
    undecided: Annotated[
        tuple[str, ...], doc("The ids of nominations that wait for officers or could not be decided.")
    ] = ()


class FrozenOrder(Struct, frozen=True, forbid_unknown_fields=True):
    source: Annotated[str, doc("How the order of candidates comes about.")]
    round: Annotated[Number | None, doc("The drand round whose value decides, where that is the source.")] = None


class Freeze(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stood when an election's nominations closed. There is no time of its making in it."""

    schema: Annotated[Literal["nomflow-freeze-1"], doc("The version of this format.")]
    nomflow: Annotated[str, doc("The version of nomflow that worked this out.")]
    election: Annotated[str, doc("The election's id.")]
    taken_at: Annotated[Time, doc("The cut-off: the last second in which anything counted for anybody.")]
    rules: Annotated[FileVersion, doc("The configuration.")]
    title: Annotated[str, doc("Its title.")] = ""
    repository: Annotated[str, doc("OWNER/NAME on GitHub.")] = ""
    cut_offs: Annotated[
        Mapping[str, Time], doc("The last second of each window, without extensions for one nominee.")
    ] = field(default_factory=dict)
    roll: Annotated[tuple[FileVersion, ...], doc("The files of the roll.")] = ()
    people: Annotated[
        tuple[FileVersion, ...], doc("The files about people: names and handles, public affiliations.")
    ] = ()
    extensions: Annotated[tuple[Extended, ...], doc("More time, as the configuration says.")] = ()
    order: Annotated[FrozenOrder | None, doc("The rule of the order, as published before the close.")] = None
    seats: Annotated[tuple[FrozenSeat, ...], doc("The outcome for each seat.")] = ()
    nominations: Annotated[
        tuple[FrozenNomination, ...], doc("Every nomination there was at the close, by number.")
    ] = ()


class Amending(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a correction changes about one nomination."""

    nomination: Annotated[str, doc("The id of the nomination.")]
    pull_request: Annotated[Number | None, doc("Its number, where the same person has several.")] = None
    standing: Annotated[Standing | None, doc("What it is from now on.")] = None
    sha256: Annotated[str, doc("The statement's raw bytes from now on.", pattern=r"^([0-9a-f]{64})?$")] = ""
    ruling: Annotated[
        str, doc("What officers rule, in the words of `/nomflow rule`, such as `counts cy-example`; then `why` holds.")
    ] = ""


class Correction(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A later decision, beside the record, which itself is never rewritten."""

    schema: Annotated[Literal["nomflow-correction-1"], doc("The version of this format.")]
    election: Annotated[str, doc("The election's id.")]
    freeze: Annotated[str, doc("The sha256 of the freeze record that this corrects.", pattern=r"^([0-9a-f]{64})?$")]
    number: Annotated[Annotated[int, Meta(ge=1, le=9999)], doc("1 for the first correction, as in its file's name.")]
    by: Annotated[str, doc("Who decided: user names of officers.", least=1)]
    at: Annotated[Time, doc("When it was decided.")]
    why: Annotated[str, doc("The reason.", least=1)]
    change: Annotated[Amending, doc("What is different from now on.")]
    link: Annotated[str, doc("Where the decision can be read.")] = ""


_OF_FORM = (Group.WINDOW, Group.PULL_REQUEST, Group.STATEMENT, Group.PHOTO)
"""What no comment can mend."""


def conclusion_of(nomination: FrozenNomination) -> Conclusion:
    """All answers in one word. Where an act's words were changed after the close, and what failed or waits is what
    people said, nobody can tell whether it would have been enough; nor whether somebody whose act counts took it back.
    """
    answers = nomination.rules
    unknown = any(each.unavailable or each.answer == Answer.CRASHED for each in answers)
    if unknown or (nomination.statement and nomination.statement.proof.unknown):
        return Conclusion.ERROR
    failed = [each for each in answers if each.answer == Answer.FAILED]
    waits = [each for each in answers if each.answer == Answer.PENDING]
    if any(each.group in _OF_FORM for each in failed):
        return Conclusion.FAILED
    if unsettled(nomination) and (failed or waits or _could_have_taken_back(nomination)):
        return Conclusion.ERROR
    if failed:
        return Conclusion.FAILED
    return Conclusion.PENDING if waits else Conclusion.PASSED


def _could_have_taken_back(nomination: FrozenNomination) -> bool:
    people = nomination.endorsements.people if nomination.endorsements else ()
    counted = {each.login for each in people if each.counted}
    return any(each.weighs or each.by in counted for each in unsettled(nomination))


def unsettled(nomination: FrozenNomination) -> tuple[Superseded, ...]:
    """The lost words that no ruling is about."""
    ruled = {each.words.casefold() for each in nomination.rulings}
    left = bool(ruled & {"withdrawn", "not-withdrawn"})

    def settled(each: Superseded) -> bool:
        person = any(f"{word} {each.by.casefold()}" in ruled for word in ("counts", "does-not-count"))
        return person or (each.weighs and left)

    return tuple(each for each in nomination.superseded if not settled(each))


def standing_of(nomination: FrozenNomination) -> Standing:
    """What follows from everything else in the entry. People merged it, or everything about it is in order."""
    if nomination.withdrawal:
        return Standing.WITHDRAWN
    if nomination.disqualification:
        return Standing.DISQUALIFIED
    if nomination.acceptance and nomination.acceptance.state == "declined":
        return Standing.DECLINED
    if nomination.state is StateAtClose.CLOSED:
        return Standing.CLOSED
    if nomination.statement is None:
        return Standing.NOT_QUALIFIED
    if nomination.statement.proof.unknown:
        return Standing.COULD_NOT_TELL
    if nomination.state in (StateAtClose.MERGED, StateAtClose.FOLDER):
        weighs = any(each.weighs for each in unsettled(nomination))
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


def amended(entry: FrozenNomination, change: Amending) -> FrozenNomination:
    """The entry with what a correction says of its standing and its text."""
    statement = entry.statement
    if statement and change.sha256:
        statement = replace(statement, sha256=change.sha256)
    return replace(entry, standing=change.standing or entry.standing, statement=statement)
