"""Nobody stands against their will."""

from __future__ import annotations

import pytest
from making import NOMINEE, approve, ask, comment, make_snapshot

from nomflow.core.basics.answer import Answer
from nomflow.core.snapshot.snapshot import Comment, Review
from nomflow.rules.acceptance import acceptance

CLOSE = "Friday 31 July 2026, 23:59 UTC"


def said(body: str, when: str = "07-10", **edited: object) -> Comment:
    return comment(NOMINEE, body, when, **edited)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("author", "events", "taken", "answer", "words"),
    [
        (NOMINEE, [], "07-20", Answer.PASSED, "The nominee opened this nomination."),
        (NOMINEE, [said("/accept")], "07-20", Answer.PASSED, "Ida Quist accepted on Friday 10 July 2026, 00:00 UTC."),
        (NOMINEE, [said("/decline")], "07-20", Answer.FAILED, "Ida Quist declined the nomination."),
        ("ben", [], "07-20", Answer.PENDING, f"Waiting for Ida Quist to comment `/accept` by {CLOSE}."),
        ("ben", [said("/accept")], "07-20", Answer.PASSED, "accepted on"),
        ("ben", [approve(NOMINEE)], "07-20", Answer.PASSED, "accepted on"),
        ("ben", [said("/accept"), said("/decline", "07-11")], "07-20", Answer.FAILED, "declined"),
        ("ben", [], "08-01", Answer.FAILED, f"Ida Quist did not accept by {CLOSE}."),
        ("ben", [said("/accept", "08-01")], "08-02", Answer.FAILED, f"after the deadline on {CLOSE}."),
        (
            "ben",
            [said("/accept", edited_at="07-11", edited_by="ben")],
            "07-20",
            Answer.PENDING,
            "Waiting for Ida Quist to accept. Somebody else edited the nominee's comment",
        ),
        (
            "ben",
            [said("/accept", edited_at="08-11", edited_by=NOMINEE)],
            "08-20",
            Answer.FAILED,
            f"Ida Quist did not accept by {CLOSE}. The nominee's comment was edited on Tuesday 11 August 2026",
        ),
    ],
)
def test_the_nominee_agrees_before_anything_is_published(
    author: str, events: list[Comment | Review], taken: str, answer: Answer, words: str
) -> None:
    outcome = ask(acceptance, make_snapshot(*events, author=author, taken=taken))
    assert outcome.answer is answer
    assert words in str(outcome.text)


@pytest.mark.parametrize(
    ("by", "author", "events", "answer"),
    [
        ("[self]", NOMINEE, [], Answer.PASSED),
        ("[self]", NOMINEE, [said("/accept")], Answer.PASSED),
        ("[self]", "ben", [said("/accept")], Answer.FAILED),
        ("[others]", NOMINEE, [], Answer.FAILED),
        ("[others]", "ben", [said("/accept")], Answer.PASSED),
    ],
)
def test_an_election_may_want_only_one_kind_of_nomination(
    by: str, author: str, events: list[Comment], answer: Answer
) -> None:
    snapshot = make_snapshot(*events, author=author, election=f"nominations: {{by: {by}}}")
    assert ask(acceptance, snapshot).answer is answer


def test_without_a_deadline_one_waits() -> None:
    from msgspec.structs import replace

    from nomflow.core.basics.time import Window

    snapshot = make_snapshot(author="ben", taken="12-20")
    windows = replace(snapshot.election.windows, nominations=Window())
    endless = replace(snapshot, election=replace(snapshot.election, windows=windows))
    assert str(ask(acceptance, endless).text) == "Waiting for Ida Quist to comment `/accept`."
