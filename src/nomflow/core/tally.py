"""The count of endorsements: who counts, who does not add, and what is still missing."""

from __future__ import annotations

from nomflow.core.acknowledging import credited_handles
from nomflow.core.election_words import Distinct
from nomflow.core.endorsing import Endorser, endorsers
from nomflow.core.evidence import Code, Evidence
from nomflow.core.independence import Independence, Person, Solution, public, solve
from nomflow.core.independence_names import INDEPENDENT, Organisations, organisations
from nomflow.core.memo import per_snapshot
from nomflow.core.outcome import Text, say
from nomflow.core.record import record, replace
from nomflow.core.roll import Unavailable
from nomflow.core.snapshot import Snapshot
from nomflow.core.voices import read_thread, who


@record
class Tally:
    """How many count of how many ``needed``. ``reached`` is ``None`` when it could not be told; ``unknown`` says why.

    ``private`` tallies must show nothing but ``reached`` and ``missing``: who shares what with whom stays hidden, and
    so do ``got`` and per-person results (their evidence says only that an endorsement stands). ``missing`` is ``None``
    where even that number must not be said.
    """

    needed: int
    got: int
    reached: bool | None
    missing: int | None
    people: tuple[Evidence, ...]
    standing: int = 0
    private: bool = False
    unknown: Text | None = None

    @property
    def counted(self) -> tuple[Evidence, ...]:
        return tuple(evidence for evidence in self.people if evidence.counted)


@per_snapshot
def tally(snapshot: Snapshot) -> Tally:
    """Counts the endorsements of a nomination by its election's rules."""
    rules = snapshot.election.endorsements
    found = endorsers(snapshot, read_thread(snapshot), credited_handles(snapshot))
    if isinstance(snapshot.affiliations, Unavailable) and rules.distinct is not Distinct.NONE:
        why = say("The affiliations could not be read: {why}", why=snapshot.affiliations.why)
        return Tally(rules.count, 0, None, None, found.others, len(found.standing), rules.private_affiliations, why)
    names = organisations(snapshot.config.employers.aliases, snapshot.config.employers.parents)
    people = {who(endorser.account): endorser for endorser in found.standing}
    rule = Independence(rules.count, rules.distinct, unstated_counts=not _asks_for_employer(snapshot))
    persons = [_person(each, rank, names) for rank, each in enumerate(found.standing)]
    if rules.must_state_employer and rules.distinct is Distinct.NONE:
        persons = [person for person in persons if person.affiliations]
    solution = solve(persons, rule)
    if rules.private_affiliations:
        return _private(solution, found.standing, found.others, rules.count, found.unknown)
    judged = [_judged(each, solution, people, names, rules.distinct) for each in found.standing]
    reached = solution.reached
    if found.unknown is not None and not reached:
        reached = None
    if reached is None and found.unknown is None:
        unknown: Text | None = say("The endorsers share too many interests to find out in reasonable time.")
    else:
        unknown = found.unknown if reached is None else None
    return Tally(
        rules.count,
        solution.size,
        reached,
        solution.missing,
        (*judged, *found.others),
        len(found.standing),
        unknown=unknown,
    )


def _asks_for_employer(snapshot: Snapshot) -> bool:
    rules = snapshot.election.endorsements
    return rules.must_state_employer or rules.distinct is Distinct.EMPLOYERS


def _person(endorser: Endorser, rank: int, names: Organisations) -> Person:
    canonical = frozenset(names.canonical(employer) for employer in endorser.employers) - {""}
    return Person(who(endorser.account), canonical, rank)


def _judged(
    each: Endorser, solution: Solution, people: dict[str, Endorser], names: Organisations, distinct: Distinct
) -> Evidence:
    person = who(each.account)
    base = Evidence(
        each.account, False, Code.COUNTED, say("Counts."), each.name, each.employers, each.voice.url, each.voice.at,
        each.voice.blob,
    )  # fmt: skip
    if person in solution.best:
        return replace(base, counted=True)
    if person in solution.spare:
        return replace(base, counted=True, code=Code.SPARE, text=say("Counts; there are enough without it."))
    for reason in solution.does_not_add:
        if reason.id != person:
            continue
        others = ", ".join(people[other].account.login for other in reason.because_of)
        shared = ", ".join(_as_written(name, each, names) for name in sorted(reason.shared - {INDEPENDENT}))
        told = "Same employer as {others}: {shared}. Counted once."
        if distinct is Distinct.INTERESTS:
            told = "Shares an interest with {others}: {shared}. Counted once."
        elif len(reason.because_of) > 1:
            told = "{others} already stand for {shared}. Each employer counts once."
        return replace(base, code=Code.DOES_NOT_ADD, text=say(told, others=others, shared=shared))
    told = "No employer is known. Please write /endorse employer: …"
    return replace(base, code=Code.NO_EMPLOYER, text=say(told))


def _as_written(canonical: str, endorser: Endorser, names: Organisations) -> str:
    return next((name for name in endorser.employers if names.canonical(name) == canonical), canonical)


def _private(
    solution: Solution, standing: tuple[Endorser, ...], others: tuple[Evidence, ...], needed: int, unknown: Text | None
) -> Tally:
    shown = public(solution)
    reached = None if unknown is not None and not shown.reached else shown.reached
    text = say("The endorsement stands. Whom it adds to is checked in private.")
    stand = tuple(
        Evidence(each.account, True, Code.PRIVATE, text, each.name, (), each.voice.url, each.voice.at, each.voice.blob)
        for each in standing
    )
    bare = tuple(replace(evidence, employers=()) for evidence in others)
    return Tally(
        needed, len(standing), reached, shown.missing, (*stand, *bare), len(standing), private=True, unknown=unknown
    )
