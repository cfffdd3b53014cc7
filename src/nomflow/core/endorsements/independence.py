"""Whether enough people who are independent of each other stand behind a nomination, and because of whom not.

Three rules (``Distinct``): so many people; so many people with different employers, where somebody with several may
stand for any one of them (https://github.com/kubernetes/steering/blob/main/elections.md); so many people of whom no two
share a declared interest (https://github.com/NixOS/SC-election-2025/blob/main/doc/nominate.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from msgspec import Struct

from nomflow.core.basics.organisations import INDEPENDENT
from nomflow.core.election.choices import Distinct
from nomflow.core.endorsements.matching import match
from nomflow.core.endorsements.packing import EFFORT, earliest_group


class Backer(Struct, frozen=True):
    """Somebody who may count.

    ``affiliations`` are canonical names (``independence_names``). Empty means that none was stated; ``INDEPENDENT``
    that the person belongs to nobody, and it is passed over beside a named affiliation, because otherwise two
    colleagues could each add it. The lower ``rank`` (say, the second of the endorsement) is credited first, then the
    lower id.
    """

    id: str
    affiliations: frozenset[str] = frozenset()
    rank: int = 0


class Independence(Struct, frozen=True):
    """The rule: at least so many people, distinct in this, and with all of ``must_include`` among them.

    ``unstated_counts``: whether somebody who stated nothing counts as sharing nothing with anybody.
    """

    at_least: int
    distinct: Distinct
    must_include: frozenset[str] = frozenset()
    unstated_counts: bool = False


class NotAdding(Struct, frozen=True):
    """Somebody who does not add to the best set.

    Interests: ``because_of`` are the members who share some, ``shared`` is what they share. Employers: ``because_of``
    stand for the employers ``shared``, as many people as employers, and neither they nor this person have any other.
    """

    id: str
    because_of: tuple[str, ...]
    shared: frozenset[str]


class Solution(Struct, frozen=True, kw_only=True):
    """The answer, and for each person why. Where affiliations are private, nothing of it may be shown but ``reached``.

    ``best`` is a largest set in order of rank, and of all such sets the one that was complete first; under *interests*
    it stops at ``at_least`` people. Everybody is in exactly one of ``best``, ``does_not_add``, ``no_affiliation`` (they
    stated none, and the rule asks for one) and ``spare`` (independent of ``best``, which is large enough without them).

    ``reached`` is None when the search could not tell; ``proven`` is then False, ``best`` is the best set found, and
    ``missing`` is the most that can be missing. ``blocked`` are people who must be in the set and prevent it, because
    they share with each other or stated no affiliation: then ``best`` is empty, ``does_not_add`` is about them alone,
    and no further person can help.

    ``used``: a newcomer adds one if, under *employers*, at least one of their employers is outside it, and, under
    *interests*, all of their interests are. ``stands_for``: under *employers*, whom each member is counted for.
    """

    best: tuple[str, ...]
    at_least: int
    people: int
    reached: bool | None
    does_not_add: tuple[NotAdding, ...] = ()
    no_affiliation: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    used: frozenset[str] = frozenset()
    stands_for: tuple[tuple[str, str], ...] = ()

    @property
    def size(self) -> int:
        return len(self.best)

    @property
    def missing(self) -> int:
        return max(0, self.at_least - self.size)

    @property
    def proven(self) -> bool:
        return self.reached is not None


def solve(people: Iterable[Backer], rule: Independence, *, effort: int = EFFORT) -> Solution:
    """The best set of independent people, exactly, whatever the order of ``people``.

    The same id twice is one person with the affiliations of both. ``effort`` bounds the search under *interests*
    (``independence_packing``); the other two rules need none. Raises ``ValueError`` if somebody who must be included
    is not among ``people``.
    """
    crowd = _one_each(people)
    absent = rule.must_include - {person.id for person in crowd}
    if absent:
        raise ValueError(f"must be included and is not among the people: {sorted(absent)}")
    judged = crowd
    if rule.distinct is not Distinct.NONE and not rule.unstated_counts:
        judged = tuple(person for person in crowd if person.affiliations)
    unstated = _ids(set(crowd) - set(judged))
    found = _search(judged, rule, effort)
    blocked = {reason.id for reason in found.blocked} | rule.must_include.intersection(unstated)
    if blocked:
        found = _Found(does_not_add=found.blocked)
    best = _ids(found.best)
    placed = {*best, *unstated, *(reason.id for reason in found.does_not_add)}
    reached = len(best) >= rule.at_least and not blocked
    return Solution(
        best=best,
        at_least=rule.at_least,
        people=len(crowd),
        reached=reached if found.proven or reached else None,
        does_not_add=found.does_not_add,
        no_affiliation=unstated,
        spare=tuple(person.id for person in judged if person.id not in placed),
        blocked=tuple(person.id for person in crowd if person.id in blocked),
        used=found.used,
        stands_for=found.stands_for,
    )


class _Found(Struct, frozen=True):
    best: tuple[Backer, ...] = ()
    does_not_add: tuple[NotAdding, ...] = ()
    blocked: tuple[NotAdding, ...] = ()
    used: frozenset[str] = frozenset()
    stands_for: tuple[tuple[str, str], ...] = ()
    proven: bool = True


def _search(judged: Sequence[Backer], rule: Independence, effort: int) -> _Found:
    if rule.distinct is Distinct.EMPLOYERS:
        return _by_employers(judged, rule.must_include)
    if rule.distinct is Distinct.INTERESTS:
        return _by_interests(judged, rule, effort)
    return _Found(tuple(judged))


def _by_employers(judged: Sequence[Backer], must_include: frozenset[str]) -> _Found:
    employed = [person for person in judged if _named(person)]
    employed.sort(key=lambda person: person.id not in must_include)
    matching = match([_named(person) for person in employed])
    holder = {employer: employed[position] for employer, position in matching.holder.items()}
    stands_for = {person.id: INDEPENDENT for person in judged if not _named(person)}
    stands_for |= {person.id: employer for employer, person in holder.items()}

    @cache
    def circle(employers: frozenset[str]) -> tuple[tuple[Backer, ...], frozenset[str]]:
        inside = matching.circle(employers) or frozenset()
        return tuple({holder[employer] for employer in inside}), inside

    surplus = []
    blocked: dict[str, NotAdding] = {}
    for person in judged:
        if person.id in stands_for:
            continue
        others, inside = circle(_named(person))
        surplus.append(NotAdding(person.id, _ids(others), inside))
        if person.id in must_include:
            group = {person, *others}
            blocked |= {member.id: NotAdding(member.id, _ids(group - {member}), inside) for member in group}
    best = tuple(person for person in judged if person.id in stands_for)
    return _Found(
        best,
        tuple(surplus),
        tuple(blocked[person.id] for person in judged if person.id in blocked),
        frozenset().union(*(circle(frozenset({employer}))[1] for employer in holder)),
        tuple((person.id, stands_for[person.id]) for person in best),
    )


def _by_interests(judged: Sequence[Backer], rule: Independence, effort: int) -> _Found:
    needed = [person for person in judged if person.id in rule.must_include]
    blocked = _sharing(needed, needed)
    if blocked:
        return _Found(blocked=blocked)
    excluded = {reason.id for reason in _sharing(judged, needed)} | rule.must_include
    free = [person for person in judged if person.id not in excluded]
    group = earliest_group([_named(person) for person in free], rule.at_least - len(needed), effort)
    best = (*needed, *(free[position] for position in group.members))
    return _Found(
        best,
        _sharing(judged, best),
        used=frozenset().union(*map(_named, best)),
        proven=group.proven or len(needed) + len(free) < rule.at_least,
    )


def _sharing(people: Iterable[Backer], members: Iterable[Backer]) -> tuple[NotAdding, ...]:
    """Those of ``people`` who share an interest with another of ``members``."""
    holders: dict[str, set[Backer]] = {}
    for member in members:
        for interest in _named(member):
            holders.setdefault(interest, set()).add(member)
    reasons = []
    for person in people:
        shared = frozenset(each for each in _named(person) if holders.get(each, set()) - {person})
        if shared:
            others = set().union(*(holders[each] for each in shared)) - {person}
            reasons.append(NotAdding(person.id, _ids(others), shared))
    return tuple(reasons)


def _one_each(people: Iterable[Backer]) -> tuple[Backer, ...]:
    crowd: dict[str, Backer] = {}
    for person in people:
        known = crowd.get(person.id, person)
        crowd[person.id] = Backer(person.id, known.affiliations | person.affiliations, min(known.rank, person.rank))
    return tuple(sorted(crowd.values(), key=_rank))


def _rank(person: Backer) -> tuple[int, str]:
    return person.rank, person.id


def _ids(people: Iterable[Backer]) -> tuple[str, ...]:
    return tuple(person.id for person in sorted(people, key=_rank))


def _named(person: Backer) -> frozenset[str]:
    return person.affiliations - {INDEPENDENT}
