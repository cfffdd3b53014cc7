"""Withdrawn, disqualified, closed, or standing."""

from __future__ import annotations

import pytest
from making import NOMINEE, ask, comment, make_snapshot

from nomflow.core.basics.answer import Answer
from nomflow.core.snapshot.snapshot import Comment, PullRequestState
from nomflow.rules.still_standing import still_standing

OFFICERS = "officers: [olive]"


@pytest.mark.parametrize(
    ("events", "state", "words"),
    [
        ([], PullRequestState.OPEN, None),
        ([], PullRequestState.MERGED, None),
        ([], PullRequestState.CLOSED, "The pull request was closed without being merged."),
        (
            [comment(NOMINEE, "/withdraw", "07-12 08:00")],
            PullRequestState.OPEN,
            "The nominee withdrew on Sunday 12 July 2026, 08:00 UTC.",
        ),
        ([comment(NOMINEE, "/withdraw")], PullRequestState.MERGED, "The nominee withdrew"),
        ([comment(NOMINEE, "/withdraw")], PullRequestState.CLOSED, "The nominee withdrew"),
        ([comment(NOMINEE, "/withdraw"), comment(NOMINEE, "/accept", "07-12")], PullRequestState.OPEN, "withdrew"),
        ([comment("ben", "/withdraw")], PullRequestState.OPEN, None),
        (
            [comment("olive", "/nomflow disqualify Not a member.", "07-12")],
            PullRequestState.OPEN,
            "olive disqualified this nomination on Sunday 12 July 2026, 00:00 UTC. Reason: Not a member.",
        ),
        ([comment("olive", "/nomflow disqualify")], PullRequestState.OPEN, None),
        ([comment("ben", "/nomflow disqualify Not a member.")], PullRequestState.OPEN, None),
    ],
)
def test_a_nomination_stands_until_somebody_ends_it(
    events: list[Comment], state: PullRequestState, words: str | None
) -> None:
    outcome = ask(still_standing, make_snapshot(*events, state=state, election=OFFICERS))
    assert outcome.answer is (Answer.FAILED if words else Answer.PASSED)
    assert (words or "The nomination still stands.") in str(outcome.text)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (["I withdraw my candidacy."], None),
        (["/withdraw as soon as Ben is nominated"], None),
        (["I have decided to step down"], None),
        (["I can't accept the nomination after all"], None),
        (["How do I withdraw?"], Answer.PASSED),
        (["I will not withdraw"], Answer.PASSED),
        (["I withdraw my objection"], Answer.PASSED),
        (["I withdraw.", "/withdraw"], Answer.FAILED),
        (["I withdraw.", "/accept"], Answer.PASSED),
        (["/accept", "I withdraw."], None),
    ],
)
def test_words_that_may_withdraw_hold_everything_until_they_are_clear(said: list[str], answer: Answer | None) -> None:
    events = [comment(NOMINEE, body, f"07-{day}") for day, body in enumerate(said, 12)]
    outcome = ask(still_standing, make_snapshot(*events))
    assert (None if outcome.unavailable else outcome.answer) is answer
    if outcome.unavailable:
        assert str(outcome.text) == (
            f"“{said[-1]}” may be a withdrawal. To withdraw, the nominee comments `/withdraw` on a line of its own; "
            "to go on standing, `/accept`."
        )
    others = [comment("ben", body, f"07-{day}") for day, body in enumerate(said, 12)]
    assert ask(still_standing, make_snapshot(*others)).answer is Answer.PASSED
