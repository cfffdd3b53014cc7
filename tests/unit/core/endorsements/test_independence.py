from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nomflow.core.basics.organisations import INDEPENDENT
from nomflow.core.election.choices import Distinct
from nomflow.core.endorsements.independence import (
    Backer,
    Independence,
    NotAdding,
    solve,
)


def people(*said: str, start: int = 0) -> list[Backer]:
    """``"ada: Acme, Beta"`` each, in order of time."""
    crowd = []
    for rank, one in enumerate(said, start):
        name, _, affiliations = one.partition(":")
        crowd.append(Backer(name, frozenset(each.strip() for each in affiliations.split(",") if each.strip()), rank))
    return crowd


def employers(at_least: int, *must_include: str) -> Independence:
    return Independence(at_least, Distinct.EMPLOYERS, frozenset(must_include))


def interests(at_least: int, *must_include: str) -> Independence:
    return Independence(at_least, Distinct.INTERESTS, frozenset(must_include))


@pytest.mark.parametrize(
    ("said", "best", "missing"),
    [
        ((), (), 3),
        (("ann: A", "bob: B", "cyd: C"), ("ann", "bob", "cyd"), 0),
        (("ann: A", "bob: A", "cyd: C"), ("ann", "cyd"), 1),
        (("ann: A", "bob: A, B", "cyd: A"), ("ann", "bob"), 1),
        (("ann: A, B", "bob: A", "cyd: B"), ("ann", "bob"), 1),
        (("ann: A, B, C", "bob: A", "cyd: B"), ("ann", "bob", "cyd"), 0),
        (("ann: independent", "bob: independent", "cyd: independent"), ("ann", "bob", "cyd"), 0),
        (("ann: A", "bob: A, independent", "cyd: C"), ("ann", "cyd"), 1),
        (("ann: A", "bob", "cyd: C"), ("ann", "cyd"), 1),
    ],
)
def test_each_person_stands_for_an_employer_of_their_own(
    said: tuple[str, ...], best: tuple[str, ...], missing: int
) -> None:
    solution = solve(people(*said), employers(3))
    assert (solution.best, solution.missing, solution.reached) == (best, missing, not missing)


@pytest.mark.parametrize(
    ("said", "best", "missing"),
    [
        ((), (), 3),
        (("ann: A", "bob: B", "cyd: C"), ("ann", "bob", "cyd"), 0),
        (("ann: A", "bob: A, B", "cyd: B"), ("ann", "cyd"), 1),
        (("ann: A, B, C", "bob: A", "cyd: B", "dan: C"), ("bob", "cyd", "dan"), 0),
        (("ann: independent", "bob: independent", "cyd: A"), ("ann", "bob", "cyd"), 0),
        (("ann: A", "bob: A", "cyd: A"), ("ann",), 2),
    ],
)
def test_nobody_in_the_set_shares_an_interest_with_another(
    said: tuple[str, ...], best: tuple[str, ...], missing: int
) -> None:
    solution = solve(people(*said), interests(3))
    assert (solution.best, solution.missing, solution.reached) == (best, missing, not missing)


def test_without_a_rule_on_independence_everybody_counts() -> None:
    solution = solve(people("ann: A", "bob: A", "cyd"), Independence(3, Distinct.NONE))
    assert solution.best == ("ann", "bob", "cyd")
    assert solution.reached


@pytest.mark.parametrize("rule", [employers(2), interests(2)])
def test_the_same_account_twice_is_one_person(rule: Independence) -> None:
    solution = solve([Backer("ann", frozenset({"A"}), 5), Backer("ann", frozenset({"B"}), 1)], rule)
    assert solution.best == ("ann",)
    assert solution.people == 1


@pytest.mark.parametrize("rule", [employers(2), interests(2)])
def test_the_earliest_endorsers_are_credited(rule: Independence) -> None:
    late_first = [
        Backer("zoe", frozenset({"A"}), 1),
        Backer("ann", frozenset({"A"}), 2),
        Backer("bob", frozenset({"B"})),
    ]
    assert solve(late_first, rule).best == ("bob", "zoe")


@pytest.mark.parametrize("rule", [employers(2), interests(2)])
def test_who_states_no_affiliation_is_named_and_does_not_count(rule: Independence) -> None:
    solution = solve(people("ann: A", "bob"), rule)
    assert solution.no_affiliation == ("bob",)
    assert not solution.reached
    assert solve(people("ann: A", "bob"), replace(rule, unstated_counts=True)).reached


def test_whoever_does_not_add_learns_because_of_whom() -> None:
    solution = solve(people("ann: A", "bob: B", "cyd: A, B", "dan: A"), interests(3))
    assert solution.does_not_add == (
        NotAdding("cyd", ("ann", "bob"), frozenset("AB")),
        NotAdding("dan", ("ann",), frozenset("A")),
    )
    assert solution.used == frozenset("AB")


def test_an_employer_is_explained_with_everybody_who_could_have_moved() -> None:
    solution = solve(people("ann: A, B", "bob: B", "cyd: A", "dan: C"), employers(4))
    assert solution.does_not_add == (NotAdding("cyd", ("ann", "bob"), frozenset("AB")),)
    assert dict(solution.stands_for) == {"ann": "A", "bob": "B", "dan": "C"}


def test_an_employer_is_used_up_only_if_nobody_can_make_room() -> None:
    solution = solve(people("ann: A, B", "bob: C"), employers(3))
    assert solution.used == frozenset("C")
    assert solve([*people("ann: A, B", "bob: C"), Backer("new", frozenset("A"), 9)], employers(3)).reached


def test_people_beyond_the_number_needed_are_spare() -> None:
    solution = solve(people("ann: A", "bob: B", "cyd: C", "dan: A"), interests(2))
    assert (solution.best, solution.spare) == (("ann", "bob"), ("cyd",))
    assert [reason.id for reason in solution.does_not_add] == ["dan"]


@pytest.mark.parametrize("rule", [employers(2, "cyd"), interests(2, "cyd")])
def test_a_member_who_must_be_included_displaces_an_earlier_one(rule: Independence) -> None:
    solution = solve(people("ann: A", "bob: B", "cyd: A"), rule)
    assert solution.best == ("bob", "cyd")
    assert [(reason.id, reason.because_of) for reason in solution.does_not_add] == [("ann", ("cyd",))]


@pytest.mark.parametrize("rule", [employers(2, "ann", "cyd"), interests(2, "ann", "cyd")])
def test_members_who_must_be_included_and_share_block_every_set(rule: Independence) -> None:
    solution = solve(people("ann: A", "bob: B", "cyd: A"), rule)
    assert (solution.best, solution.reached, solution.blocked) == ((), False, ("ann", "cyd"))
    assert solution.does_not_add == (
        NotAdding("ann", ("cyd",), frozenset("A")),
        NotAdding("cyd", ("ann",), frozenset("A")),
    )


@pytest.mark.parametrize("rule", [employers(1, "bob"), interests(1, "bob")])
def test_a_member_who_must_be_included_has_to_state_an_affiliation(rule: Independence) -> None:
    solution = solve(people("ann: A", "bob"), rule)
    assert (solution.reached, solution.blocked, solution.no_affiliation) == (False, ("bob",), ("bob",))


def test_asking_for_somebody_who_is_not_there_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="zoe"):
        solve(people("ann: A"), interests(1, "zoe"))


def test_when_the_effort_runs_out_the_answer_is_neither_yes_nor_no() -> None:
    tangle = people(*(f"p{n:02}: {n}, {n + 1}, {n * 7 % 20}, {n * 3 % 20}" for n in range(20)))
    whole = solve(tangle, interests(9))
    assert whole.proven
    assert whole.reached is False
    cut = solve(tangle, interests(9), effort=40)
    assert cut.reached is None
    assert not cut.proven
    assert 0 < cut.size <= whole.size


def test_too_few_people_is_certain_whatever_the_effort() -> None:
    assert solve(people("ann: A, B", "bob: A, C", "cyd: B, C"), interests(4), effort=0).reached is False


# What must hold for any crowd.

_affiliations = st.frozensets(st.sampled_from(["A", "B", "C", "D", "E", "F", INDEPENDENT]), max_size=3)


def _people(most: int) -> st.SearchStrategy[list[Backer]]:
    return st.lists(_affiliations, max_size=most).map(
        lambda said: [Backer(f"p{n:02}", affiliations, n // 2) for n, affiliations in enumerate(said)]
    )


_crowd = _people(8)
_rule = st.builds(Independence, st.integers(0, 6), st.sampled_from(Distinct), unstated_counts=st.booleans())


def _named(person: Backer) -> frozenset[str]:
    return person.affiliations - {INDEPENDENT}


def _independent(chosen: tuple[Backer, ...], rule: Independence) -> bool:
    if rule.distinct is Distinct.NONE:
        return True
    if not rule.unstated_counts and not all(person.affiliations for person in chosen):
        return False
    if rule.distinct is Distinct.INTERESTS:
        return all(not _named(one) & _named(two) for one, two in combinations(chosen, 2))
    return _seated([_named(person) for person in chosen if _named(person)], frozenset())


def _seated(waiting: list[frozenset[str]], taken: frozenset[str]) -> bool:
    """Whether everybody waiting finds an employer that is not taken."""
    if not waiting:
        return True
    return any(_seated(waiting[1:], taken | {employer}) for employer in waiting[0] - taken)


def _brute(crowd: list[Backer], rule: Independence) -> tuple[str, ...]:
    """The largest set, then the one whose last member is earliest, then the last but one, and so on."""
    limit = rule.at_least if rule.distinct is Distinct.INTERESTS else len(crowd)
    order = sorted(crowd, key=lambda person: (person.rank, person.id))
    for size in range(min(limit, len(order)), -1, -1):
        sets = [
            chosen
            for chosen in combinations(range(len(order)), size)
            if _independent(tuple(order[at] for at in chosen), rule)
        ]
        if sets:
            return tuple(order[at].id for at in min(sets, key=lambda chosen: chosen[::-1]))
    raise AssertionError("the empty set is independent")


@given(_people(12), _rule)
def test_the_answer_is_that_of_trying_every_set(crowd: list[Backer], rule: Independence) -> None:
    solution = solve(crowd, rule)
    assert solution.best == _brute(crowd, rule)
    assert solution.reached is (solution.size >= rule.at_least)


@given(_crowd, _rule, st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_matters(crowd: list[Backer], rule: Independence, random: Random) -> None:
    shuffled = list(crowd)
    random.shuffle(shuffled)
    assert replace(solve(shuffled, rule), stands_for=()) == replace(solve(crowd, rule), stands_for=())


@given(_crowd, _rule, _affiliations, st.integers(0, 9))
def test_one_more_person_never_lowers_the_count(
    crowd: list[Backer], rule: Independence, affiliations: frozenset[str], rank: int
) -> None:
    more = [*crowd, Backer("new", affiliations, rank)]
    assert solve(more, rule).missing <= solve(crowd, rule).missing


@given(_crowd, _rule, _affiliations)
def test_a_later_endorser_never_changes_who_is_credited_once_it_is_enough(
    crowd: list[Backer], rule: Independence, affiliations: frozenset[str]
) -> None:
    before = solve(crowd, rule)
    after = solve([*crowd, Backer("late", affiliations, 99)], rule)
    if before.reached:
        assert after.best[: before.size] == before.best


@given(_crowd, _rule)
def test_what_affiliations_are_called_never_matters(crowd: list[Backer], rule: Independence) -> None:
    names = {name: f"{9 - at}{name}" for at, name in enumerate("ABCDEF")} | {INDEPENDENT: INDEPENDENT}
    renamed = [replace(person, affiliations=frozenset(names[name] for name in person.affiliations)) for person in crowd]
    one, two = solve(crowd, rule), solve(renamed, rule)
    assert (one.best, one.spare, one.no_affiliation) == (two.best, two.spare, two.no_affiliation)
    assert {names[name] for name in one.used} == two.used
    assert [reason.because_of for reason in one.does_not_add] == [reason.because_of for reason in two.does_not_add]


@given(_crowd, _rule, st.sets(st.integers(0, 7), max_size=2))
def test_everybody_is_told_exactly_one_thing(crowd: list[Backer], rule: Independence, needed: set[int]) -> None:
    ids = [person.id for person in crowd]
    solution = solve(crowd, replace(rule, must_include=frozenset(ids[at] for at in needed if at < len(ids))))
    told = [*solution.best, *(reason.id for reason in solution.does_not_add), *solution.no_affiliation, *solution.spare]
    assert sorted(told) == sorted(ids)


@given(_crowd, st.integers(0, 6), st.sets(st.integers(0, 7), max_size=2))
def test_the_set_contains_whoever_it_must_and_is_the_largest_that_does(
    crowd: list[Backer], at_least: int, needed: set[int]
) -> None:
    must = frozenset(crowd[at].id for at in needed if at < len(crowd))
    rule = Independence(at_least, Distinct.INTERESTS, must)
    solution = solve(crowd, rule)
    sizes = [
        size
        for size in range(len(crowd) + 1)
        for chosen in combinations(crowd, size)
        if must <= {person.id for person in chosen} and _independent(chosen, rule)
    ]
    assert bool(solution.blocked) == (not sizes)
    if sizes:
        assert must <= set(solution.best)
        assert min(solution.size, at_least) == min(max(sizes), at_least)


@given(_crowd, _rule)
def test_every_reason_can_be_checked(crowd: list[Backer], rule: Independence) -> None:
    solution = solve(crowd, rule)
    by_id = {person.id: person for person in crowd}
    for reason in solution.does_not_add:
        others = [by_id[other] for other in reason.because_of]
        assert others
        assert set(reason.because_of) <= set(solution.best)
        if rule.distinct is Distinct.INTERESTS:
            shared = frozenset().union(*(_named(other) & _named(by_id[reason.id]) for other in others))
            assert shared == reason.shared
        else:
            assert len(others) == len(reason.shared)
            assert all(_named(person) <= reason.shared for person in [*others, by_id[reason.id]])


@given(_crowd, _rule)
def test_somebody_with_nothing_that_is_used_adds_one(crowd: list[Backer], rule: Independence) -> None:
    solution = solve(crowd, rule)
    fresh = frozenset("ABCDEF") - solution.used
    assert (
        not fresh
        or rule.distinct is Distinct.NONE
        or solution.reached
        or (solve([*crowd, Backer("new", frozenset({min(fresh)}), 9)], rule).size == solution.size + 1)
    )
