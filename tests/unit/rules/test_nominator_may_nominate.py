"""Who may nominate."""

from __future__ import annotations

import pytest
from making import NOMINEE, account, ask, at, elector, make_snapshot, number_of, other

from nomflow.core.basics.answer import Answer
from nomflow.core.roll.roll import Unavailable, make_roll
from nomflow.core.snapshot.snapshot import Account, OtherNomination, PullRequestState
from nomflow.rules.nominator_may_nominate import nominator_may_nominate

ROLL = "nominations: {nominators: roll}"
LIMIT = "nominations: {per-nominator: 2}"
SEATED = "nominations: {seated-may-nominate: false}\nendorsements: {seated: [ben]}"


@pytest.mark.parametrize(
    ("author", "election", "words"),
    [
        ("ben", "", None),
        ("zoe", "", None),
        ("zoe", ROLL, "not on the roll"),
        ("ben", ROLL, None),
        (account("benedict", number_of("ben")), ROLL, None),
        (account("ben", 5), ROLL, "another account"),
        ("olive", "officers: [Olive]", "olive is an officer of this election"),
        ("olive", "officers: [olive]\nnominations: {officers-may-nominate: true}", None),
        ("ben", SEATED, "ben is a sitting member"),
        ("cleo", SEATED, None),
        ("ben", "endorsements: {seated: [ben]}", None),
        (NOMINEE, f"officers: [{NOMINEE}]", None),
        (NOMINEE, ROLL, None),
    ],
)
def test_the_rules_say_who_may_nominate(author: str | Account, election: str, words: str | None) -> None:
    outcome = ask(nominator_may_nominate, make_snapshot(author=author, election=election))
    assert outcome.answer is (Answer.FAILED if words else Answer.PASSED)
    assert (words or "") in str(outcome.text)


def by_ben(number: int, nominee: str, **changes: object) -> OtherNomination:
    return other(number, nominee, nominator="BEN", **changes)


@pytest.mark.parametrize(
    ("others", "answer"),
    [
        ((), Answer.PASSED),
        ((by_ben(3, "cleo"),), Answer.PASSED),
        ((by_ben(3, "cleo"), by_ben(4, "dan")), Answer.FAILED),
        ((by_ben(3, "cleo"), by_ben(4, "dan", state=PullRequestState.CLOSED)), Answer.PASSED),
        ((by_ben(3, "cleo"), by_ben(8, "dan")), Answer.PASSED),
        ((by_ben(3, "cleo"), by_ben(7, "ida-quist")), Answer.PASSED),
        ((by_ben(3, "cleo"), by_ben(4, "ben")), Answer.PASSED),
        ((by_ben(3, "cleo"), other(4, "dan")), Answer.PASSED),
    ],
)
def test_one_person_nominates_so_many(others: tuple[OtherNomination, ...], answer: Answer) -> None:
    outcome = ask(nominator_may_nominate, make_snapshot(author="ben", others=others, election=LIMIT))
    assert outcome.answer is answer
    if answer is Answer.FAILED:
        assert str(outcome.text) == "ben has nominated 2 before (#3, #4); 2 is the most that one person may nominate."


@pytest.mark.parametrize(
    ("roll", "others", "election", "answer", "unavailable"),
    [
        (None, (), ROLL, Answer.SKIPPED, True),
        (Unavailable("403"), (), ROLL, Answer.SKIPPED, True),
        (make_roll([elector("ben")], at("07-21")), (), ROLL, Answer.PENDING, False),
        (["ben"], Unavailable("502"), LIMIT, Answer.SKIPPED, True),
        (["ben"], Unavailable("502"), ROLL, Answer.PASSED, False),
    ],
)
def test_what_could_not_be_read_is_neither_yes_nor_no(
    roll: object, others: object, election: str, answer: Answer, unavailable: bool
) -> None:
    snapshot = make_snapshot(author="ben", roll=roll, others=others, election=election)  # type: ignore[arg-type]
    outcome = ask(nominator_may_nominate, snapshot)
    assert (outcome.answer, outcome.unavailable) == (answer, unavailable)
