"""How long the independence solver takes: ``python benchmarks/independence/run.py``.

Prints, for crowds drawn at random (fixed seeds), the time, the share of the allowed effort, and the time as a multiple
of one plain count of who shares with whom (every pair compared once), so that runs on two machines can be compared.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from random import Random
from time import perf_counter

from nomflow.core.election.choices import Distinct
from nomflow.core.endorsements.independence import Backer, Independence, solve
from nomflow.core.endorsements.packing import EFFORT, earliest_group

Crowd = list[frozenset[str]]


def drawn(people: int, fewest: int, most: int, pool: int, seed: int = 0) -> Crowd:
    """Each person has ``fewest`` to ``most`` of ``pool`` interests."""
    random = Random(seed)
    names = [f"interest {n}" for n in range(pool)]
    return [frozenset(random.sample(names, random.randint(fewest, most))) for _ in range(people)]


def quarrelsome(people: int, share: float, seed: int = 0) -> Crowd:
    """Each pair shares an interest of its own with this probability: no interest says anything about a third person."""
    random = Random(seed)
    crowd: list[set[str]] = [set() for _ in range(people)]
    for one, two in combinations(range(people), 2):
        if random.random() < share:
            crowd[one].add(f"{one}-{two}")
            crowd[two].add(f"{one}-{two}")
    return [frozenset(interests) for interests in crowd]


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def row(name: str, crowd: Crowd, wanted: int) -> None:
    people = [Backer(f"{n:05}", interests, n) for n, interests in enumerate(crowd)]
    group = earliest_group(crowd, wanted)
    spent = min(timed(lambda: solve(people, Independence(wanted, Distinct.INTERESTS))) for _ in range(3))
    pairs = timed(lambda: sum(not one.isdisjoint(two) for one, two in combinations(crowd, 2)))
    answer = "yes" if len(group.members) >= wanted else "no" if group.proven else "cannot tell"
    print(
        f"{name:44} {wanted:4} {len(group.members):5}  {answer:11} {spent * 1000:8.1f} ms"
        f" {group.effort / EFFORT:7.2%} {spent / pairs:8.2f}"
    )


def employers_row(people: int, most: int, pool: int) -> None:
    crowd = [Backer(f"{n:05}", names, n) for n, names in enumerate(drawn(people, 1, most, pool))]
    rule = Independence(3, Distinct.EMPLOYERS)
    spent = min(timed(lambda: solve(crowd, rule)) for _ in range(3))
    size = solve(crowd, rule).size
    print(
        f"{f'{people} people, 1 to {most} employers of {pool}':44} {rule.at_least:4} {size:5} {spent * 1000:16.1f} ms"
    )


def main() -> None:
    print(f"{'no shared interest':44} want  best  enough?         time  effort  x pairs")
    for wanted in (3, 4, 5, 7, 8, 9, 40):
        row("300 people, 5 interests of 40", drawn(300, 5, 5, 40), wanted)
    for wanted in (4, 20):
        row("300 people, 1 to 5 interests of 40", drawn(300, 1, 5, 40), wanted)
    for wanted in (4, 20):
        row("2000 people, 20 interests of 60", drawn(2000, 20, 20, 60), wanted)
    row("2000 people, 10 interests of 40", drawn(2000, 10, 10, 40), 4)
    row("2000 people, 5 interests of 40", drawn(2000, 5, 5, 40), 9)
    row("1000 people, 4 interests of 100", drawn(1000, 4, 4, 100), 20)
    row("300 people, 99 % of pairs share", quarrelsome(300, 0.99), 4)
    row("100 people, 30 % of pairs share", quarrelsome(100, 0.3), 50)
    print(f"\n{'distinct employers':44} want  best              time")
    for people, most, pool in ((300, 5, 40), (2000, 20, 60), (2000, 20, 3000), (2000, 1, 60)):
        employers_row(people, most, pool)


if __name__ == "__main__":
    main()
