"""The largest group of people of whom no two share an interest: exact, and bounded.

People are the vertices of a graph, and two who share an interest are joined by an edge, so every interest is a clique.
Wanted is an independent set, which is hard in general and easy for the targets and crowds of elections:

- an interest that only one person holds joins nobody;
- somebody who holds all the interests of an earlier person, and perhaps more, is never needed: the earlier one does
  as well wherever they do;
- somebody left with one shared interest may be taken at once, because their neighbours all hold it and so exclude
  each other;
- a branch is left when fewer interests than people still wanted cover everybody, or when the people with the fewest
  interests together already hold more interests than there are.

What remains is searched, one branch for each holder of the rarest interest and one for "none of them".

**Bound.** Reading the people takes (people squared) comparisons. One question, "are there *s* such people among these
*c*?", opens fewer than 3 ** (c / 2 + 1) branches: a branch with *c* people open leads to at most *h* + 1 branches with
at most *c* - *h*, where *h* >= 2 is the number of holders of the rarest interest. That is the worst crowd; for any
crowd, the search ends after ``effort`` operations on bit sets of one bit a person, and the answer then is "could not
tell". Finding who of equals was complete first may take as much again, and both together take 50 ms
(``scripts/bench solver``). Of 300 people with 5 of 40 interests each, 3 who share nothing take a thousandth of that,
and 6 a tenth.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

EFFORT = 150_000
"""Operations on sets of people, each of which takes 0.16 µs."""


class IndependentGroup(Struct, frozen=True):
    """Positions of the members, ascending; ``proven`` unless the effort ran out before a larger group was excluded."""

    members: tuple[int, ...]
    proven: bool
    effort: int


def earliest_group(interests: Sequence[frozenset[str]], wanted: int, effort: int = EFFORT) -> IndependentGroup:
    """The largest group up to ``wanted`` people, and among those the one that was complete first.

    ``interests`` come in the order in which people are to be credited. "Complete first" means that the last member
    comes as early as possible, then the last but one, and so on: whoever comes after a group is large enough neither
    changes it nor makes it harder to find. When the effort runs out, the group is still one that shares nothing.
    """
    return _Search(interests, effort).run(wanted)


class _OutOfEffortError(Exception):
    pass


class _Search:
    """Knows only the people who have arrived, so that nobody can change what was found before them."""

    def __init__(self, interests: Sequence[frozenset[str]], effort: int) -> None:
        self.interests = interests
        self.allowed = self.left = effort
        self.holders: dict[str, int] = {}
        self.shared: dict[str, int] = {}
        self.cliques: list[int] = []
        self.weight = [0] * len(interests)
        self.of_weight: dict[int, int] = {}
        self.kept: list[frozenset[str]] = []
        self.clashes: dict[int, int] = {}

    def run(self, wanted: int) -> IndependentGroup:
        useful, found, proven = 0, 0, True
        try:
            for position, mine in enumerate(self.interests):
                if found.bit_count() >= wanted:
                    break
                if any(earlier <= mine for earlier in self.kept):
                    continue
                self._arrive(position, mine)
                larger = self._group(useful & ~self._clashing(position), found.bit_count())
                useful |= 1 << position
                if larger is not None:
                    found = larger | 1 << position
        except _OutOfEffortError:
            proven = False
        spent = self.allowed - self.left
        return IndependentGroup(tuple(_positions(self._earliest(found, useful))), proven, spent)

    def _arrive(self, position: int, mine: frozenset[str]) -> None:
        if mine:
            self.kept.append(mine)
        me = 1 << position
        self.of_weight[0] = self.of_weight.get(0, 0) | me
        for interest in mine:
            others = self.holders.get(interest, 0)
            self.holders[interest] = others | me
            if others:
                self.shared[interest] = others | me
                self._weigh(position)
            if others.bit_count() == 1:
                self._weigh(others.bit_length() - 1)
        # By their holders, not by their names: what an interest is called must not steer the search.
        self.cliques = sorted(self.shared.values())
        self.clashes.clear()

    def _weigh(self, position: int) -> None:
        """One more interest of this person is shared."""
        weight, me = self.weight[position], 1 << position
        self.weight[position] += 1
        self.of_weight[weight] &= ~me
        self.of_weight[weight + 1] = self.of_weight.get(weight + 1, 0) | me

    def _clashing(self, position: int) -> int:
        """Who shares an interest with this person, and the person."""
        clashing = self.clashes.get(position)
        if clashing is None:
            self._spend(len(self.interests[position]))
            clashing = 1 << position
            for interest in self.interests[position]:
                clashing |= self.shared.get(interest, 0)
            self.clashes[position] = clashing
        return clashing

    def _earliest(self, found: int, useful: int) -> int:
        """Of all groups as large as ``found`` and with the same last member, the one that was complete first."""
        if not found:
            return 0
        last = found.bit_length() - 1
        members = 1 << last
        self.left = self.allowed
        try:
            open_ = useful & (members - 1) & ~self._clashing(last)
            for size in range(found.bit_count() - 1, 0, -1):
                last = self._first_end(open_, size)
                members |= 1 << last
                open_ &= ((1 << last) - 1) & ~self._clashing(last)
        except _OutOfEffortError:
            return found
        return members

    def _first_end(self, open_: int, size: int) -> int:
        """The earliest person such that the people up to them hold a group of ``size``."""
        candidates = list(_positions(open_))
        low, high = size - 1, len(candidates) - 1
        while low < high:
            middle = (low + high) // 2
            if self._group(open_ & ((2 << candidates[middle]) - 1), size) is None:
                low = middle + 1
            else:
                high = middle
        return candidates[low]

    def _group(self, open_: int, size: int) -> int | None:
        """Some group of ``size`` among the people ``open_``."""
        branches = [(open_, 0)]
        while branches:
            open_, taken = branches.pop()
            open_, taken, live = self._take_the_obvious(open_, taken, size)
            lacking = size - taken.bit_count()
            if lacking <= 0:
                return _lowest(taken, size)
            if open_.bit_count() < lacking:
                continue
            if lacking == 1:
                return taken | open_ & -open_
            if self._too_few(open_, live, lacking):
                continue
            rarest = min(live, key=int.bit_count)
            branches.append((open_ & ~rarest, taken))
            for position in _positions(rarest):
                rest = open_ & ~self._clashing(position)
                if rest.bit_count() >= lacking - 1:
                    branches.append((rest, taken | 1 << position))
        return None

    def _take_the_obvious(self, open_: int, taken: int, size: int) -> tuple[int, int, list[int]]:
        """Take those who share with nobody, or whose neighbours all share one interest; and the cliques left."""
        live = self.cliques
        while taken.bit_count() < size:
            self._spend(1 + len(live))
            live = [rest for clique in live if (rest := clique & open_) & (rest - 1)]
            once = twice = 0
            for clique in live:
                twice |= once & clique
                once |= clique
            taken |= open_ & ~once
            open_ &= once
            simple = open_ & ~twice
            if not simple:
                break
            first = simple & -simple
            taken |= first
            open_ &= ~self._clashing(first.bit_length() - 1)
        return open_, taken, live

    def _too_few(self, open_: int, live: Sequence[int], lacking: int) -> bool:
        """Whether a bound shows that no ``lacking`` people among ``open_`` can be found."""
        self._spend(len(self.cliques))
        fit, room = 0, sum(1 for clique in self.cliques if clique & open_)
        for weight in sorted(self.of_weight):
            here = (self.of_weight[weight] & open_).bit_count()
            if weight * here > room:
                fit += room // weight
                break
            fit += here
            room -= weight * here
        if fit < lacking:
            return True
        uncovered = open_
        for _ in range(lacking - 1):
            self._spend(len(live))
            most = fewest = 0
            for clique in live:
                count = (clique & uncovered).bit_count()
                if count > fewest:
                    most, fewest = clique, count
            uncovered &= ~most
            if not uncovered:
                return True
        return False

    def _spend(self, operations: int) -> None:
        self.left -= operations
        if self.left < 0:
            raise _OutOfEffortError


def _positions(people: int) -> Iterator[int]:
    while people:
        first = people & -people
        yield first.bit_length() - 1
        people ^= first


def _lowest(people: int, count: int) -> int:
    kept = 0
    for _ in range(count):
        first = people & -people
        kept |= first
        people ^= first
    return kept
