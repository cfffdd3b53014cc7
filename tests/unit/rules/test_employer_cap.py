"""A cap on one employer's people is told before the vote, and blocks nobody."""

from __future__ import annotations

import pytest
from making import ask, make_snapshot, other

from nomflow.core.basics.answer import Answer, Level
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.snapshot import PullRequestState
from nomflow.rules.employer_cap import employer_cap

TWO = ("Quist Works Ltd",)


def cap(rules: str, seats: int = 7) -> str:
    return f"seats: {seats}\neligibility: {{{rules}}}"


@pytest.mark.parametrize(
    ("rules", "colleagues", "warned"),
    [
        ("employer-cap: {seats: 2}", 0, False),
        ("employer-cap: {seats: 2}", 1, False),
        ("employer-cap: {seats: 2}", 2, True),
        ("employer-cap: {share: 1/3}", 1, False),
        ("employer-cap: {share: 1/3}", 2, True),
        ("employer-cap: {seats: 2}, seated-employers: [quist works]", 1, True),
        ("employer-cap: {seats: 2}, seated-employers: [Northwind]", 1, False),
        ("employer-cap: {share: 1/4}, seated-employers: [Northwind]", 1, False),
    ],
)
def test_a_nominee_beyond_the_cap_is_told(rules: str, colleagues: int, warned: bool) -> None:
    others = tuple(other(number, f"nominee-{number}", employers=TWO) for number in range(20, 20 + colleagues))
    outcome = ask(employer_cap, make_snapshot(others=others, election=cap(rules)))
    assert outcome.answer is Answer.PASSED
    assert [finding.level for finding in outcome.findings] == ([Level.TIP] if warned else [])
    assert ("at most 2 can hold a seat" in str(outcome.text)) is warned


def test_seats_that_are_not_up_for_election_count_for_a_share() -> None:
    others = (other(20, "ben", employers=TWO),)
    small = cap("employer-cap: {share: 1/3}", 3)
    assert ask(employer_cap, make_snapshot(others=others, election=small)).findings
    whole = cap("employer-cap: {share: 1/3}, seated-employers: [A, B, C, D]", 3)
    assert not ask(employer_cap, make_snapshot(others=others, election=whole)).findings


@pytest.mark.parametrize("employers", [(), ("Independent",), ("Northwind",)])
def test_whoever_shares_nothing_is_not_counted(employers: tuple[str, ...]) -> None:
    others = tuple(other(number, f"nominee-{number}", employers=employers) for number in range(20, 24))
    snapshot = make_snapshot(others=others, election=cap("employer-cap: {seats: 1}"))
    assert not ask(employer_cap, snapshot).findings


def test_one_is_not_counted_twice() -> None:
    itself = (other(7, employers=TWO),)
    assert not ask(employer_cap, make_snapshot(others=itself, election=cap("employer-cap: {seats: 1}"))).findings


def test_closed_nominations_do_not_count() -> None:
    others = tuple(other(20, "ben", employers=TWO, state=PullRequestState.CLOSED) for _ in range(3))
    assert not ask(employer_cap, make_snapshot(others=others, election=cap("employer-cap: {seats: 1}"))).findings


@pytest.mark.parametrize(("others", "election"), [((), ""), (Unavailable("502"), cap("employer-cap: {seats: 1}"))])
def test_without_a_cap_or_the_others_it_says_nothing_and_holds_nobody_up(others: object, election: str) -> None:
    outcome = ask(employer_cap, make_snapshot(others=others, election=election))  # type: ignore[arg-type]
    assert (outcome.answer, outcome.unavailable) == (Answer.SKIPPED, False)
