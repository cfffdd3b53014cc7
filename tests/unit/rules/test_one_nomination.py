"""One nomination for one person and seat; the second names the first."""

from __future__ import annotations

import pytest
from making import PATH, ask, at, make_snapshot, other

from nomflow.core.basics.answer import Answer
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.snapshot import ChangedFile, FileStatus, OtherNomination, PullRequestState
from nomflow.rules.one_nomination import one_nomination

CLOSED, MERGED = PullRequestState.CLOSED, PullRequestState.MERGED


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ((), None),
        ((other(3),), "Ida Quist is already nominated in #3. Continue there, and close this pull request."),
        ((other(5), other(3)), "in #3."),
        ((other(3, "IDA-QUIST"),), "in #3."),
        ((other(3, state=MERGED),), "is already nominated in #3, which was merged."),
        ((other(3, seat=""),), "in #3."),
        ((other(3, state=CLOSED),), None),
        ((other(3, left_at=at("07-20 12:00:00")),), None),
        ((other(3, state=MERGED, left_at=at("07-10")),), None),
        ((other(3, left_at=at("07-20 12:00:01")),), "in #3."),
        ((other(3, left_at=at("07-10")), other(5)), "in #5."),
        ((other(9),), None),
        ((other(7),), None),
        ((other(3, "ben"),), None),
        ((other(3, created_at=at("07-21")),), None),
        ((other(3, created_at=at("07-20 12:00:00")),), "in #3."),
        ((other(3, created_at=at("07-20 12:00:01")),), None),
    ],
)
def test_a_second_nomination_names_the_first(others: tuple[OtherNomination, ...], words: str | None) -> None:
    outcome = ask(one_nomination, make_snapshot(others=others))
    assert outcome.answer is (Answer.FAILED if words else Answer.PASSED)
    assert (words or "This is the only nomination of Ida Quist.") in str(outcome.text)


SEATS = "seats: [{id: board, title: Board}, {id: chair, title: Chair}, {id: clerk, title: Clerk}]"


@pytest.mark.parametrize(
    ("most", "seats", "answer"),
    [
        (1, ["board"], Answer.FAILED),
        (1, ["chair"], Answer.FAILED),
        (2, ["chair"], Answer.PASSED),
        (2, ["board"], Answer.FAILED),
        (2, ["chair", "clerk"], Answer.FAILED),
        (3, ["chair", "clerk"], Answer.PASSED),
    ],
)
def test_one_may_stand_for_so_many_seats(most: int, seats: list[str], answer: Answer) -> None:
    election = f"{SEATS}\nnominations: {{seats-per-nominee: {most}}}"
    others = tuple(other(number, seat=seat) for number, seat in enumerate(seats, 3))
    outcome = ask(one_nomination, make_snapshot(others=others, more="seat: board", election=election))
    assert outcome.answer is answer
    if answer is Answer.FAILED:
        assert "#3" in str(outcome.text)


def test_changing_a_merged_statement_is_no_second_nomination() -> None:
    file = ChangedFile(path=PATH.format(nominee="ida-quist"), status=FileStatus.MODIFIED)
    merged = make_snapshot(others=(other(3, state=MERGED),), files=(file,))
    assert str(ask(one_nomination, merged).text) == "This changes the nomination of Ida Quist in #3."
    template = ChangedFile(path="template.md", status=FileStatus.MODIFIED)
    beside = make_snapshot(others=(other(3, state=MERGED),), files=(PATH.format(nominee="ida-quist"), template))
    assert ask(one_nomination, beside).answer is Answer.FAILED
    still_open = make_snapshot(others=(other(3),), files=(file,))
    assert ask(one_nomination, still_open).answer is Answer.FAILED


def test_what_could_not_be_read_is_neither_yes_nor_no() -> None:
    outcome = ask(one_nomination, make_snapshot(others=Unavailable("502")))
    assert (outcome.answer, outcome.unavailable) == (Answer.SKIPPED, True)


def test_without_a_name_there_is_nothing_to_compare() -> None:
    from msgspec.structs import replace

    nobody = replace(make_snapshot(nominee=None), statement=None)
    assert ask(one_nomination, nobody).answer is Answer.SKIPPED
