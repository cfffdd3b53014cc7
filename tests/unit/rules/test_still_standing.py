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
            "olive disqualified this nomination on Sunday 12 July 2026, 00:00 UTC: Not a member.",
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
    assert (words or "It stands.") in str(outcome.text)
