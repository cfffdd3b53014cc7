"""Who may stand."""

from __future__ import annotations

import pytest
from making import NOMINEE, account, ask, at, bot, elector, make_snapshot, number_of
from msgspec.structs import replace

from nomflow.core.basics.answer import Answer
from nomflow.core.roll.roll import Unavailable, make_roll
from nomflow.core.snapshot.snapshot import GHOST, Account
from nomflow.rules.nominee_may_stand import nominee_may_stand

ROLL = "eligibility: {nominees: roll}"


@pytest.mark.parametrize(
    ("election", "words"),
    [
        ("", None),
        (ROLL, None),
        ("officers: [ida-quist]", "is an officer of this election."),
        ("officers: [Ida-Quist]", "is an officer of this election."),
        ("officers: [ida-quist]\neligibility: {officers-may-stand: true}", None),
        ("eligibility: {barred: ['@IDA-QUIST']}", "The rules of this election do not allow Ida Quist to stand."),
        ("eligibility: {term-limits: [ida-quist]}", "has already served the most terms that the rules allow."),
        ("eligibility: {incompatible-offices: {Treasurer: [ida-quist]}}", "Treasurer."),
        ("eligibility: {incompatible-offices: {Treasurer: [ben]}}", None),
        ("eligibility: {excluded-employers: [quist works ltd]}", "People of Quist Works may not stand"),
        ("eligibility: {excluded-employers: [Northwind]}", None),
    ],
)
def test_rules_can_keep_somebody_out(election: str, words: str | None) -> None:
    outcome = ask(nominee_may_stand, make_snapshot(election=election))
    assert outcome.answer is (Answer.FAILED if words else Answer.PASSED)
    assert (words or "Ida Quist") in str(outcome.text)


@pytest.mark.parametrize(
    ("nominee", "roll", "answer", "words"),
    [
        (NOMINEE, [elector(NOMINEE)], Answer.PASSED, "Ida Quist is on the roll."),
        (account("ida-new", number_of(NOMINEE)), [elector(NOMINEE)], Answer.PASSED, "on the roll"),
        (account(NOMINEE, 5), [elector(NOMINEE)], Answer.FAILED, "another account"),
        (NOMINEE, ["ben"], Answer.FAILED, "not on the roll"),
        (Account(NOMINEE), [elector(NOMINEE)], Answer.SKIPPED, "number of @ida-quist is not known"),
        (NOMINEE, None, Answer.SKIPPED, "The roll (voter list) of this election was not read."),
        (NOMINEE, Unavailable("403"), Answer.SKIPPED, "could not be read: 403"),
        (NOMINEE, make_roll([]), Answer.SKIPPED, "empty"),
        (NOMINEE, make_roll([elector(NOMINEE)], at("07-21")), Answer.PENDING, "The roll is valid from Tuesday 21 July"),
        (NOMINEE, make_roll([elector(NOMINEE)], at("07-20")), Answer.PASSED, "on the roll"),
    ],
)
def test_the_roll_is_asked_where_the_rules_say_so(
    nominee: str | Account, roll: object, answer: Answer, words: str
) -> None:
    snapshot = make_snapshot(nominee=nominee, author="ben", roll=roll, election=ROLL)  # type: ignore[arg-type]
    outcome = ask(nominee_may_stand, snapshot)
    assert (outcome.answer, outcome.unavailable) == (answer, answer is Answer.SKIPPED)
    assert words in str(outcome.text)


def test_on_a_disk_nobody_knows_account_numbers_and_that_is_no_error() -> None:
    local = make_snapshot(nominee=None, pull_request=False, election=ROLL)
    outcome = ask(nominee_may_stand, local)
    assert (outcome.answer, outcome.unavailable) == (Answer.SKIPPED, False)
    by_name = make_snapshot(nominee=None, pull_request=False, roll=[elector(NOMINEE, id=None)], election=ROLL)
    assert ask(nominee_may_stand, by_name).answer is Answer.PASSED
    unread = make_snapshot(
        nominee=None, pull_request=False, roll=Unavailable("Write the full address, with `https://`."), election=ROLL
    )
    assert ask(nominee_may_stand, unread).unavailable


def test_the_rolls_employers_count_too() -> None:
    snapshot = make_snapshot(
        roll=[elector(NOMINEE, "Northwind")], election="eligibility: {excluded-employers: [Northwind]}"
    )
    assert ask(nominee_may_stand, snapshot).answer is Answer.FAILED


@pytest.mark.parametrize(("who", "words"), [(bot("helper"), "Bots cannot stand."), (GHOST, "was deleted")])
def test_only_people_stand(who: Account, words: str) -> None:
    outcome = ask(nominee_may_stand, make_snapshot(nominee=who))
    assert outcome.answer is Answer.FAILED
    assert words in str(outcome.text)


def test_without_a_name_nobody_can_tell() -> None:
    nobody = replace(make_snapshot(nominee=None), statement=None)
    assert ask(nominee_may_stand, nobody).answer is Answer.SKIPPED
