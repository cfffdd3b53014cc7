"""The count of endorsements: who counts, who does not add, and what is still missing."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.acknowledgements.confirmed import credited_handles
from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.organisations import INDEPENDENT, Organisations, look_alikes
from nomflow.core.election.choices import Distinct
from nomflow.core.endorsements.endorsements import Endorsers, endorsers
from nomflow.core.endorsements.endorser import Endorser, names_of
from nomflow.core.endorsements.independence import Independence, Person, Solution, public, solve
from nomflow.core.nomination.as_it_stood import as_it_stood
from nomflow.core.nomination.evidence import Code, Evidence
from nomflow.core.nomination.thread import read_thread, who
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import Snapshot


class Tally(Struct, frozen=True):
    """How many count of how many ``needed``. ``reached`` is ``None`` when it could not be told; ``unknown`` says why.

    Of a ``private`` tally everything here may be shown, because nothing in it comes from who shares what with whom but
    the verdict itself: ``got`` is how many endorse, ``missing`` is ``None`` where even that number must not be said,
    and the evidence says only that an endorsement stands. ``alike`` are employers that may be one and the same.
    """

    needed: int
    got: int
    reached: bool | None
    missing: int | None
    people: tuple[Evidence, ...]
    standing: int = 0
    private: bool = False
    unknown: Text | None = None
    alike: tuple[tuple[str, str], ...] = ()

    @property
    def counted(self) -> tuple[Evidence, ...]:
        return tuple(evidence for evidence in self.people if evidence.counted)


@per_snapshot
def tally(snapshot: Snapshot) -> Tally:
    """Counts the endorsements of a nomination by its election's rules: for the statement that stood at the close."""
    stood = as_it_stood(snapshot)
    found = endorsers(stood, read_thread(stood), credited_handles(stood))
    rules = stood.election.endorsements
    if isinstance(stood.affiliations, Unavailable) and (rules.distinct is not Distinct.NONE or asks_employer(stood)):
        return _uncounted(stood, found, stood.affiliations.why)
    solution = _solved(stood, found.standing)
    return _private(stood, found, solution) if rules.private_affiliations else _public(stood, found, solution)


def asks_employer(snapshot: Snapshot) -> bool:
    """Whether an endorser must have an employer (or an interest) on record to count."""
    rules = snapshot.election.endorsements
    return rules.must_state_employer or rules.distinct is Distinct.EMPLOYERS


def _solved(snapshot: Snapshot, standing: tuple[Endorser, ...]) -> Solution:
    rules, names = snapshot.election.endorsements, names_of(snapshot)
    people = [_person(each, rank, names) for rank, each in enumerate(standing)]
    if asks_employer(snapshot):
        people = [person for person in people if person.affiliations]
    return solve(people, Independence(rules.count, rules.distinct, unstated_counts=True))


def _person(endorser: Endorser, rank: int, names: Organisations) -> Person:
    canonical = frozenset(names.canonical(employer) for employer in endorser.employers) - {""}
    return Person(who(endorser.account), canonical, rank)


def _public(snapshot: Snapshot, found: Endorsers, solution: Solution) -> Tally:
    people = {who(endorser.account): endorser for endorser in found.standing}
    names, needed = names_of(snapshot), snapshot.election.endorsements.count
    judged = [_judged(snapshot, each, solution, people) for each in found.standing]
    reached = None if found.unknown and not solution.reached else solution.reached
    unknown = found.unknown
    if reached is None and unknown is None:
        unknown = say("The endorsers share too many interests to find out in reasonable time.")
    employers = {names.canonical(employer): employer for each in found.standing for employer in each.employers}
    return Tally(
        needed,
        solution.size,
        reached,
        solution.missing,
        (*judged, *found.others),
        len(found.standing),
        unknown=unknown if reached is None else None,
        alike=tuple((employers[one], employers[other]) for one, other in look_alikes(employers))
        if snapshot.election.endorsements.distinct is not Distinct.NONE
        else (),
    )


def _judged(snapshot: Snapshot, each: Endorser, solution: Solution, people: dict[str, Endorser]) -> Evidence:
    person, names, rules = who(each.account), names_of(snapshot), snapshot.election.endorsements
    base = _stands(each, Code.COUNTED, _counts(each), counted=False)
    if person in solution.best:
        return replace(base, counted=True)
    if person in solution.spare:
        return replace(base, counted=True, code=Code.SPARE, text=say("Counts; there are enough without it."))
    reason = next((reason for reason in solution.does_not_add if reason.id == person), None)
    if reason is None:
        told = "No employer is known. Please write /endorse employer: …"
        if rules.phrases:
            told = "No employer is known. Please endorse again, with a line `Employer: …`."
        return replace(base, code=Code.NO_EMPLOYER, text=say(told))
    others = ", ".join(people[other].account.login for other in reason.because_of)
    shared = ", ".join(_as_written(name, each, names) for name in sorted(reason.shared - {INDEPENDENT}))
    told = "Same employer as {others}: {shared}. Counted once."
    if rules.distinct is Distinct.INTERESTS:
        told = "Shares an interest with {others}: {shared}. Counted once."
    elif len(reason.because_of) > 1:
        told = "{others} already stand for {shared}. Each employer counts once."
    return replace(base, code=Code.DOES_NOT_ADD, text=say(told, others=others, shared=shared))


def _counts(each: Endorser) -> Text:
    if not each.voice.implied:
        return say("Counts.")
    if each.voice.id == "nominee":
        return say("The nominee counts as one of them.")
    return say("Opened this nomination, which counts as endorsing it.")


def _as_written(canonical: str, endorser: Endorser, names: Organisations) -> str:
    return next((name for name in endorser.employers if names.canonical(name) == canonical), canonical)


def _stands(each: Endorser, code: Code, text: Text, *, counted: bool) -> Evidence:
    voice = each.voice
    return Evidence(
        each.account, counted, code, text, each.name, each.employers, voice.url, voice.at, voice.blob, each.note
    )


def _private(snapshot: Snapshot, found: Endorsers, solution: Solution) -> Tally:
    """Only what follows from the verdict and from the number of people, which everybody can count."""
    needed, shown = snapshot.election.endorsements.count, public(replace(solution, people=len(found.standing)))
    reached = None if found.unknown and not shown.reached else shown.reached
    unknown = found.unknown
    if reached is None and unknown is None:
        unknown = say("Whether the endorsers are independent could not be found out in reasonable time.")
    people = _without_reasons(found)
    return Tally(
        needed,
        len(found.standing),
        reached,
        shown.missing,
        people,
        len(found.standing),
        private=True,
        unknown=unknown if reached is None else None,
    )


def _without_reasons(found: Endorsers) -> tuple[Evidence, ...]:
    text = say("The endorsement stands. Whom it adds to is checked in private.")
    stand = [replace(_stands(each, Code.PRIVATE, text, counted=True), employers=()) for each in found.standing]
    return (*stand, *(replace(evidence, employers=()) for evidence in found.others))


def _uncounted(snapshot: Snapshot, found: Endorsers, why: str) -> Tally:
    """Without the affiliations nobody knows who adds: neither yes nor no. Why a private file failed may quote it."""
    rules = snapshot.election.endorsements
    if rules.private_affiliations:
        unknown, people = say("The private affiliations could not be read."), _without_reasons(found)
    else:
        unknown = say("The affiliations could not be read: {why}", why=why)
        text = say("The endorsement stands; whether it adds could not be checked.")
        stand = [_stands(each, Code.UNCHECKED, text, counted=False) for each in found.standing]
        people = (*stand, *found.others)
    size, private = len(found.standing), rules.private_affiliations
    return Tally(rules.count, size if private else 0, None, None, people, size, private, unknown)
