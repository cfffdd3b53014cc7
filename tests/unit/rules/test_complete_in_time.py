"""What stood at the close is what counts."""

from __future__ import annotations

import pytest
from making import ask, blob_of, make_snapshot, remark, statement_text, status

from nomflow.core.basics.answer import Answer
from nomflow.core.snapshot.snapshot import PostedStatus, Review
from nomflow.rules.complete_in_time import complete_in_time

OLD, NEW = statement_text(thanks="The older one."), statement_text(thanks="The newer one.")
FIRST, STILL = (status("a" * 40, day, blob_of(OLD)) for day in ("07-02", "08-01"))


@pytest.mark.parametrize(
    ("events", "taken", "answer", "words"),
    [
        ((FIRST,), "07-20", Answer.PASSED, "This version was submitted in time."),
        ((FIRST,), "07-31 23:59:59", Answer.PASSED, "This version was submitted in time."),
        ((FIRST, status("b" * 40, "07-25", blob_of(NEW))), "07-20", Answer.PASSED, "submitted in time"),
        ((FIRST,), "08-01 00:00:00", Answer.FAILED, "Nothing shows when commit bbbbbbb took the place of aaaaaaa"),
        ((FIRST, STILL), "08-10", Answer.FAILED, "commit aaaaaaa, is what counts"),
        ((FIRST, status("b" * 40, "07-31 23:59:59", blob_of(NEW))), "08-10", Answer.PASSED, "submitted in time"),
        ((FIRST, STILL, status("b" * 40, "08-02", blob_of(NEW))), "08-10", Answer.FAILED, "came after the close on"),
        ((FIRST, STILL, status("b" * 40, "08-02")), "08-10", Answer.FAILED, "came after the close on"),
        ((FIRST, status("b" * 40, "08-01", blob_of(NEW))), "08-10", Answer.FAILED, "and nothing in between"),
        ((FIRST, remark("ben", "07-30", blob=blob_of(NEW))), "08-10", Answer.PASSED, "submitted in time"),
        ((status("b" * 40, "08-01", blob_of(NEW)),), "08-10", Answer.PASSED, "No version is known to be later"),
    ],
)
def test_a_later_version_is_not_judged_for_the_close(
    events: tuple[PostedStatus | Review, ...], taken: str, answer: Answer, words: str
) -> None:
    snapshot = make_snapshot(*events, text=NEW, versions=[OLD], head="b" * 40, taken=taken)
    outcome = ask(complete_in_time, snapshot)
    assert outcome.answer is answer
    assert words in str(outcome.text)


def test_statements_may_be_complete_later_than_submitted() -> None:
    election = "windows: {complete: {closes: 2026-08-04}}"
    pushed = (FIRST, status("b" * 40, "08-03", blob_of(NEW)))
    assert ask(complete_in_time, make_snapshot(*pushed, text=NEW, election=election, taken="08-10")).answer is (
        Answer.PASSED
    )
