"""Enough officers have looked."""

from __future__ import annotations

import pytest
from making import ask, comment, make_snapshot

from nomflow.core.basics.answer import Answer
from nomflow.core.snapshot.snapshot import Comment
from nomflow.rules.officers_confirm import officers_confirm

TWO = "officers: [olive, oskar, ida-quist]\nnominations: {confirmations: 2}\neligibility: {officers-may-stand: true}"


def confirm(who: str, **edited: object) -> Comment:
    return comment(who, "/nomflow confirm", **edited)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("events", "answer", "words"),
    [
        ([], Answer.PENDING, "0 of 2 officers confirmed."),
        ([confirm("olive")], Answer.PENDING, "1 of 2 officers confirmed."),
        ([confirm("olive"), confirm("OLIVE")], Answer.PENDING, "1 of 2 officers confirmed."),
        ([confirm("olive"), confirm("oskar")], Answer.PASSED, "olive, oskar confirmed."),
        ([confirm("olive"), confirm("ben")], Answer.PENDING, "1 of 2 officers confirmed."),
        ([confirm("olive"), confirm("ida-quist")], Answer.PENDING, "1 of 2 officers confirmed."),
        (
            [confirm("olive"), confirm("oskar", edited_at="07-11", edited_by="oskar")],
            Answer.PENDING,
            "1 of 2 officers confirmed.",
        ),
    ],
)
def test_officers_confirm_each_once_and_not_for_themselves(events: list[Comment], answer: Answer, words: str) -> None:
    outcome = ask(officers_confirm, make_snapshot(*events, election=TWO))
    assert outcome.answer is answer
    assert str(outcome.text) == words


def test_an_election_may_ask_for_no_confirmation() -> None:
    assert ask(officers_confirm, make_snapshot(confirm("olive"))).answer is Answer.SKIPPED
