"""The most people who can each stand for a different employer."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Matching(Struct, frozen=True):
    """``holder`` says for each employer taken which person (a position) stands for it."""

    employers: tuple[frozenset[str], ...]
    holder: dict[str, int]

    def circle(self, employers: frozenset[str]) -> frozenset[str] | None:
        """The employers among which there is no room for somebody who has these ``employers``, or None if there is.

        There are as many people holding an employer of the circle as the circle has employers, and they have no other
        employers: that is why a further person cannot add one (Hall's theorem).
        """
        seen = set(employers)
        queue = sorted(employers)
        for employer in queue:
            person = self.holder.get(employer)
            if person is None:
                return None
            new = self.employers[person] - seen
            seen |= new
            queue.extend(sorted(new))
        return frozenset(seen)


def match(employers: Sequence[frozenset[str]]) -> Matching:
    """A largest matching that favours whoever comes first in ``employers``.

    One augmenting path a person, by breadth first. Somebody once matched stays matched, and somebody refused can never
    be matched later, so the people matched are the earliest that a largest matching can have, each as early as
    possible. Employers from which a search could not go on are never searched again: no later path can enter them and
    come out. Time: at most (employers + 1) x (all affiliations stated).
    """
    holder: dict[str, int] = {}
    closed: set[str] = set()
    for person in range(len(employers)):
        came_from: dict[str, str | None] = {}
        queue = sorted(employers[person] - closed)
        came_from.update(dict.fromkeys(queue))
        for employer in queue:
            other = holder.get(employer)
            if other is None:
                _move_along(employer, person, came_from, holder)
                break
            for another in sorted(employers[other] - closed - came_from.keys()):
                came_from[another] = employer
                queue.append(another)
        else:
            closed |= came_from.keys()
    return Matching(tuple(employers), holder)


def _move_along(free: str, newcomer: int, came_from: dict[str, str | None], holder: dict[str, int]) -> None:
    """Everybody on the path moves to the next employer, which leaves the first for the newcomer."""
    employer = free
    while (previous := came_from[employer]) is not None:
        holder[employer] = holder[previous]
        employer = previous
    holder[employer] = newcomer
