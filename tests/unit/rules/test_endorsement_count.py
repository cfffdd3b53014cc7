"""Enough eligible people endorse the nomination."""

from __future__ import annotations

import pytest
from making import CAST, ask, at, elector, endorse, make_snapshot
from msgspec.structs import replace

from nomflow.core.basics.answer import Answer, Level
from nomflow.core.roll.roll import Unavailable, make_roll
from nomflow.rules.endorsement_count import endorsement_count

THREE = "endorsements: {count: 3}"
CLOSE = "Friday 31 July 2026, 23:59 UTC"


@pytest.mark.parametrize(
    ("people", "taken", "answer", "words"),
    [
        (3, "07-20", Answer.PASSED, "3 of 3 endorsements."),
        (4, "07-20", Answer.PASSED, "4 of 3 endorsements."),
        (2, "07-20", Answer.PENDING, f"2 of 3 endorsements. To endorse, write `/endorse` here by {CLOSE}."),
        (0, "07-20", Answer.PENDING, "0 of 3 endorsements."),
        (2, "07-31 23:59:59", Answer.PENDING, "2 of 3 endorsements."),
        (2, "08-01", Answer.FAILED, f"2 of 3 endorsements. Endorsing closed on {CLOSE}."),
        (3, "08-01", Answer.PASSED, "3 of 3 endorsements."),
    ],
)
def test_so_many_are_needed_by_the_close(people: int, taken: str, answer: Answer, words: str) -> None:
    snapshot = make_snapshot(*(endorse(who) for who in CAST[:people]), election=THREE, taken=taken)
    outcome = ask(endorsement_count, snapshot)
    assert outcome.answer is answer
    assert str(outcome.text).startswith(words)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("employers", "1 of 2 endorsements from different employers."),
        ("interests", "1 of 2 endorsements from people who share no interest."),
    ],
)
def test_the_sentence_says_what_is_asked_of_endorsers(kind: str, words: str) -> None:
    roll = [elector("ben", "Northwind"), elector("cleo", "Northwind")]
    election = f"endorsements: {{count: 2, distinct: {kind}}}"
    outcome = ask(endorsement_count, make_snapshot(endorse("ben"), endorse("cleo"), roll=roll, election=election))
    assert outcome.answer is Answer.PENDING
    assert words in str(outcome.text)


@pytest.mark.parametrize(
    ("roll", "answer", "unavailable", "words"),
    [
        (None, Answer.SKIPPED, True, "The roll (voter list) of this election was not read."),
        (Unavailable("403"), Answer.SKIPPED, True, "The roll could not be read: 403"),
        (make_roll([]), Answer.SKIPPED, True, "The roll is empty."),
        (make_roll([elector("ben")], at("07-25")), Answer.PENDING, False, "The roll is valid from Saturday 25 July"),
    ],
)
def test_a_roll_that_cannot_be_used_is_no_count_of_nobody(
    roll: object, answer: Answer, unavailable: bool, words: str
) -> None:
    for events in ((), (endorse("ben"),)):
        outcome = ask(endorsement_count, make_snapshot(*events, roll=roll, election=THREE))  # type: ignore[arg-type]
        assert (outcome.answer, outcome.unavailable) == (answer, unavailable)
        assert words in str(outcome.text)


def test_affiliations_that_could_not_be_read_are_an_error() -> None:
    election = "endorsements: {count: 1, distinct: employers}"
    snapshot = make_snapshot(endorse("ben"), affiliations=Unavailable("404"), election=election)
    outcome = ask(endorsement_count, snapshot)
    assert (outcome.answer, outcome.unavailable) == (Answer.SKIPPED, True)
    assert str(outcome.text) == "Endorsements could not be counted. The affiliations could not be read: 404"


def test_without_a_close_one_may_endorse_whenever() -> None:
    from nomflow.core.basics.time import Window

    snapshot = make_snapshot(endorse("ben"), election=THREE, taken="12-01")
    windows = replace(snapshot.election.windows, nominations=Window())
    endless = replace(snapshot, election=replace(snapshot.election, windows=windows))
    assert str(ask(endorsement_count, endless).text) == "1 of 3 endorsements. To endorse, write `/endorse` here."


def test_an_election_may_ask_for_none() -> None:
    assert ask(endorsement_count, make_snapshot(endorse("ben"))).answer is Answer.SKIPPED


def test_employers_that_look_alike_are_a_tip_where_they_decide_nothing() -> None:
    roll = [elector("ben", "Northwind Charts"), elector("cleo", "Northwind")]
    election = "endorsements: {count: 1, distinct: employers}"
    outcome = ask(endorsement_count, make_snapshot(endorse("ben"), endorse("cleo"), roll=roll, election=election))
    assert outcome.answer is Answer.PASSED
    (finding,) = outcome.findings
    assert finding.level is Level.TIP
    assert "“Northwind” and “Northwind Charts” may be one employer." in str(finding.text)


PRIVATE = "endorsements: {count: 3, distinct: employers, private-affiliations: true}"
APART = {who: (who,) for who in CAST}
TOGETHER = dict.fromkeys(CAST, ("Northwind",))


@pytest.mark.parametrize(
    ("people", "affiliations", "taken", "answer", "words"),
    [
        (0, APART, "07-20", Answer.PENDING, "3 more needed from different employers."),
        (2, APART, "07-20", Answer.PENDING, "2 endorse; 1 more needed from different employers."),
        (2, TOGETHER, "07-20", Answer.PENDING, "2 endorse; 1 more needed from different employers."),
        (
            3,
            APART,
            "07-20",
            Answer.PENDING,
            "3 endorse. Whether they are from different employers is checked in private",
        ),
        (
            3,
            TOGETHER,
            "07-20",
            Answer.PENDING,
            "3 endorse. Whether they are from different employers is checked in priv",
        ),
        (3, APART, "08-01", Answer.PASSED, "Enough people endorse from different employers."),
        (5, TOGETHER, "08-01", Answer.FAILED, "5 endorse, but too few of them are from different employers. Endorsing"),
    ],
)
def test_a_private_rule_says_how_many_endorse_and_after_the_close_yes_or_no(
    people: int, affiliations: dict[str, tuple[str, ...]], taken: str, answer: Answer, words: str
) -> None:
    events = [endorse(who, employer="Northwind") for who in CAST[:people]]
    snapshot = make_snapshot(*events, affiliations=affiliations, taken=taken, election=PRIVATE)
    outcome = ask(endorsement_count, snapshot)
    assert outcome.answer is answer
    assert str(outcome.text).startswith(words)
    assert "Northwind" not in repr(outcome)
