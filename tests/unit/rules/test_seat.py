"""A nomination for no seat, or for a misspelt one, is on no list."""

from __future__ import annotations

import pytest
from making import ask, make_snapshot

from nomflow.core.basics.answer import Answer
from nomflow.rules.seat import seat

TWO = "seats: [{id: chair, title: Chair}, {id: students, title: Students}]"


@pytest.mark.parametrize(
    ("election", "more", "answer", "words"),
    [
        ("", "", Answer.SKIPPED, "one seat"),
        (TWO, "seat: students", Answer.PASSED, "students"),
        (TWO, "seat: Students", Answer.PASSED, "students"),
        (TWO, "seat: studnts", Answer.FAILED, "no seat `studnts`"),
        (TWO, "", Answer.FAILED, "names none. Please write one of these as `seat:`: chair, students."),
    ],
)
def test_every_nomination_names_a_seat(election: str, more: str, answer: Answer, words: str) -> None:
    outcome = ask(seat, make_snapshot(election=election, more=more))
    assert outcome.answer is answer
    assert words in str(outcome.text)
