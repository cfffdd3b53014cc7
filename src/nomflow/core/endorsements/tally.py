"""The count of endorsements: who counts, who does not add, and what is still missing."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.acknowledgements.confirmed import credited_handles
from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.organisations import INDEPENDENT, Organisations
from nomflow.core.election.choices import Distinct
from nomflow.core.endorsements.employers import EmployerReading, read_employers
from nomflow.core.endorsements.endorsements import Endorsers, endorsers
from nomflow.core.endorsements.endorser import Endorser, names_of
from nomflow.core.endorsements.how_to_endorse import how_to_endorse
from nomflow.core.endorsements.independence import Backer, Independence, Solution, solve
from nomflow.core.nomination.accounts import roll_trouble, who
from nomflow.core.nomination.as_it_stood import as_it_stood
from nomflow.core.nomination.deadlines import cut_off, is_over
from nomflow.core.nomination.evidence import Code, Evidence
from nomflow.core.nomination.thread import read_thread
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import Snapshot


class Tally(Struct, frozen=True, kw_only=True):
    """How many count of how many ``needed``. ``reached`` is ``None`` when it could not be told; ``unknown`` says why.

    Of a ``private`` tally everything here may be shown. While endorsing is open it comes from public facts alone, and
    where enough people endorse it is ``sealed``: whether they are independent is told once, after the close, because
    a "not yet" that follows somebody's endorsement tells who shares something with whom (docs/private.md). ``got`` is
    then how many endorse, and ``missing`` is ``None`` where that number must not be said.

    ``alike`` are employers that may be one and the same.
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
    sealed: bool = False

    @property
    def counted(self) -> tuple[Evidence, ...]:
        return tuple(evidence for evidence in self.people if evidence.counted)


class _Count(Struct, frozen=True):
    """The best sets of independent people, where every doubt about who shares what is against them, and for them."""

    worst: Solution
    best: Solution
    reading: EmployerReading

    @property
    def reached(self) -> bool | None:
        if self.worst.reached:
            return True
        return False if self.best.reached is False else None


@per_snapshot
def tally(snapshot: Snapshot) -> Tally:
    """Counts the endorsements of a nomination by its election's rules: for the statement that stood at the close."""
    stood = as_it_stood(snapshot)
    found = endorsers(stood, read_thread(stood), credited_handles(stood))
    rules = stood.election.endorsements
    if isinstance(stood.affiliations, Unavailable) and (rules.distinct is not Distinct.NONE or asks_employer(stood)):
        return _uncounted(stood, found, stood.affiliations.why)
    count = _counted(stood, found.standing)
    return _private(stood, found, count) if rules.private_affiliations else _public(stood, found, count)


def asks_employer(snapshot: Snapshot) -> bool:
    """Whether an endorser must have an employer (or an interest) on record to count."""
    rules = snapshot.election.endorsements
    return rules.must_state_employer or rules.distinct is Distinct.EMPLOYERS


def _counted(snapshot: Snapshot, standing: tuple[Endorser, ...]) -> _Count:
    rules = snapshot.election.endorsements
    reading = read_employers(
        [each.employers for each in standing],
        names_of(snapshot),
        share_all=rules.distinct is Distinct.INTERESTS,
    )

    def solved(sides: tuple[frozenset[str], ...], *, unfiled: bool) -> Solution:
        people = [
            Backer(who(each.account), names, rank)
            for rank, (each, names) in enumerate(zip(standing, sides, strict=True))
            if (unfiled or not each.unfiled) and (names or not asks_employer(snapshot))
        ]
        return solve(people, Independence(rules.count, rules.distinct, unstated_counts=True))

    worst = solved(reading.worst, unfiled=False)
    same = reading.worst == reading.best and not any(each.unfiled for each in standing)
    return _Count(worst, worst if same or worst.reached else solved(reading.best, unfiled=True), reading)


def _reached(snapshot: Snapshot, found: Endorsers, count: _Count) -> tuple[bool | None, Text | None]:
    """Whether there are enough, or why that could not be told."""
    if found.unknown and not count.reached:
        certain = _certainly_too_few(snapshot, found, count.best.size if count.best.proven else len(found.standing))
        return (False, None) if certain else (None, found.unknown)
    in_doubt = [each.account.login for each in found.in_doubt]
    if in_doubt and not count.reached and count.best.size + len(in_doubt) >= snapshot.election.endorsements.count:
        told = "It is not clear whether {names} still endorse."
        if len(in_doubt) == 1:
            told = "It is not clear whether {names} still endorses."
        return None, say(told, names=", ".join(in_doubt))
    return count.reached, None if count.reached is not None else _doubt(snapshot, found, count)


def _certainly_too_few(snapshot: Snapshot, found: Endorsers, most: int) -> bool:
    """Whether nothing that is not known could make ``most`` endorsers enough, now that nobody can come any more."""
    unknown = sum(each.code is Code.ROLL_UNKNOWN for each in found.others)
    closed = is_over(snapshot, "endorsed") and not roll_trouble(snapshot)
    return closed and most + unknown < snapshot.election.endorsements.count


def _doubt(snapshot: Snapshot, found: Endorsers, count: _Count) -> Text:
    if snapshot.election.endorsements.private_affiliations:
        return say("It is not clear whether the endorsers are independent. Please ask the election officers.")
    unfiled = [each.account.login for each in found.standing if each.unfiled]
    if unfiled:
        told = "{who} is not in the file of interests. Officers, please add them, with `[]` if they have none."
        return say(told, who=", ".join(unfiled))
    if count.reading.alike:
        told = "“{one}” and “{other}” may be one employer. Officers, please name both under `employers:`."
        return say(told, one=count.reading.alike[0][0], other=count.reading.alike[0][1])
    if count.reading.unclear:
        told = "“{name}” may be one employer or several. Officers, please name it under `employers:`."
        return say(told, name=count.reading.unclear[0])
    return say("The endorsers share too many interests to find out in reasonable time.")


def _public(snapshot: Snapshot, found: Endorsers, count: _Count) -> Tally:
    people = {who(endorser.account): endorser for endorser in found.standing}
    judged = [_judged(snapshot, each, count, people) for each in found.standing]
    reached, unknown = _reached(snapshot, found, count)
    return Tally(
        needed=snapshot.election.endorsements.count,
        got=count.worst.size,
        reached=reached,
        missing=count.worst.missing,
        people=(*judged, *found.others),
        standing=len(found.standing),
        unknown=unknown,
        alike=() if snapshot.election.endorsements.distinct is Distinct.NONE else count.reading.alike,
    )


def _judged(snapshot: Snapshot, each: Endorser, count: _Count, people: dict[str, Endorser]) -> Evidence:
    person, names, rules = who(each.account), names_of(snapshot), snapshot.election.endorsements
    base = _stands(each, Code.COUNTED, _counts(each), counted=False)
    if person in count.worst.best:
        return replace(base, counted=True)
    if person in count.worst.spare:
        return replace(base, counted=True, code=Code.SPARE, text=say("Counts; there are enough without it."))
    if each.unfiled:
        return replace(base, code=Code.UNCHECKED, text=say("This person is not in the file of interests."))
    reason = next((reason for reason in count.worst.does_not_add if reason.id == person), None)
    if reason is None:
        told, how = "No employer is known. Please write `{how}`.", how_to_endorse(rules, employer=True)
        if not how:
            told = "No employer is known. Please approve again, with a line `Employer: …` in the review."
        return replace(base, code=Code.NO_EMPLOYER, text=say(told, how=how))
    others = ", ".join(people[other].account.login for other in reason.because_of)
    if all(reason.id != person for reason in count.best.does_not_add):
        told = "May share an employer with {others}: {written}. It counts once the officers say that these are several."
        written = ", ".join(each.employers)
        return replace(base, code=Code.UNCHECKED, text=say(told, others=others, written=written))
    shared = ", ".join(_as_written(name, each, names) for name in sorted(reason.shared - {INDEPENDENT}))
    told = "Same employer as {others}: {shared}. Counted once."
    if rules.distinct is Distinct.INTERESTS:
        told = "Shares an interest with {others}: {shared}. Counted once."
    elif len(reason.because_of) > 1:
        told = "{others} already stand for {shared}. Each employer counts once."
    return replace(base, code=Code.DOES_NOT_ADD, text=say(told, others=others, shared=shared))


def _counts(each: Endorser) -> Text:
    if each.act.id == "ruled" and each.note:
        return each.note
    if not each.act.implied:
        return say("Counts.")
    if each.act.id == "nominee":
        return say("The nominee counts as one of them.")
    return say("Opened this nomination, which counts as endorsing it.")


def _as_written(canonical: str, endorser: Endorser, names: Organisations) -> str:
    return next((name for name in endorser.employers if canonical in names.several(name)), canonical)


def _stands(each: Endorser, code: Code, text: Text, *, counted: bool) -> Evidence:
    act = each.act
    return Evidence(
        account=each.account,
        counted=counted,
        code=code,
        text=text,
        name=each.name,
        employers=each.employers,
        url=act.url,
        at=act.at,
        version=act.blob,
        note=each.note,
    )


def _private(snapshot: Snapshot, found: Endorsers, count: _Count) -> Tally:
    """What everybody can count; and, once endorsing is closed, yes or no."""
    needed, standing = snapshot.election.endorsements.count, len(found.standing)
    sealed = standing >= needed and cut_off(snapshot, "endorsed") is not None and not is_over(snapshot, "endorsed")
    reached, unknown = (False, None) if sealed else _reached(snapshot, found, count)
    return Tally(
        needed=needed,
        got=standing,
        reached=reached,
        missing=0 if reached else max(0, needed - standing) or None,
        people=_without_reasons(found),
        standing=standing,
        private=True,
        unknown=unknown,
        sealed=sealed,
    )


def _without_reasons(found: Endorsers) -> tuple[Evidence, ...]:
    text = say("The endorsement is valid. Whether it adds to the count is checked in private.")
    stand = [replace(_stands(each, Code.PRIVATE, text, counted=True), employers=()) for each in found.standing]
    return (*stand, *(replace(evidence, employers=()) for evidence in found.others))


def _uncounted(snapshot: Snapshot, found: Endorsers, why: str) -> Tally:
    """Without the affiliations nobody knows who adds: only that they are too few can be certain.

    Why a private file failed may quote it, so that is not said.
    """
    rules, size = snapshot.election.endorsements, len(found.standing)
    if rules.private_affiliations:
        unknown, people = say("The private affiliations could not be read."), _without_reasons(found)
    else:
        unknown = say("The affiliations could not be read: {why}", why=why)
        text = say("The endorsement is valid. Whether it adds to the count could not be checked.")
        stand = [_stands(each, Code.UNCHECKED, text, counted=False) for each in found.standing]
        people = (*stand, *found.others)
    too_few = _certainly_too_few(snapshot, found, size)
    return Tally(
        needed=rules.count,
        got=size if rules.private_affiliations else 0,
        reached=False if too_few else None,
        missing=rules.count - size if too_few else None,
        people=people,
        standing=size,
        private=rules.private_affiliations,
        unknown=None if too_few else unknown,
    )
