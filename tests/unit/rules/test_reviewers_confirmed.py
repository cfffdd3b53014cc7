"""Nobody is named as a reviewer without their own act."""

from __future__ import annotations

import pytest
from making import NOMINEE, approve, ask, ask_for_changes, comment, make_snapshot, remark

from nomflow.core.basics.answer import Answer, Level
from nomflow.core.snapshot.snapshot import Comment, Review
from nomflow.rules.reviewers_confirmed import reviewers_confirmed

BOTH = "reviewers: ['@ben', '@cleo']"
BEN, CLEO = approve("ben"), approve("cleo")
NO = comment("cleo", "/decline-acknowledgement")
NOW, LATER = "07-20", "08-10"
PASSED, PENDING, FAILED = Answer.PASSED, Answer.PENDING, Answer.FAILED


@pytest.mark.parametrize(
    ("rules", "events", "now", "later"),
    [
        ("", [BEN, CLEO], PASSED, PASSED),
        ("", [BEN], PENDING, PASSED),
        ("", [], PENDING, PASSED),
        ("", [BEN, NO], FAILED, PASSED),
        ("unconfirmed: block", [BEN, CLEO], PASSED, PASSED),
        ("unconfirmed: block", [BEN], PENDING, FAILED),
        ("unconfirmed: block", [BEN, NO], FAILED, FAILED),
        ("unconfirmed: ignore", [], PASSED, PASSED),
        ("unconfirmed: ignore", [NO], PASSED, PASSED),
        ("unconfirmed: ignore, required: 1", [BEN, NO], PASSED, PASSED),
        ("unconfirmed: ignore, required: 1", [NO], PENDING, FAILED),
        ("required: 1", [BEN], PENDING, PASSED),
        ("required: 2", [BEN], PENDING, FAILED),
        ("required: 2", [BEN, CLEO], PASSED, PASSED),
        ("required: 3", [BEN, CLEO], PENDING, FAILED),
        ("required: all", [BEN], PENDING, FAILED),
        ("required: all", [BEN, CLEO], PASSED, PASSED),
        ("required: all", [BEN, NO], FAILED, FAILED),
    ],
)
def test_names_wait_block_or_do_nothing_as_the_rules_say(
    rules: str, events: list[Comment | Review], now: Answer, later: Answer
) -> None:
    election = f"acknowledgements: {{{rules}}}"
    answers = [
        ask(reviewers_confirmed, make_snapshot(*events, more=BOTH, election=election, taken=taken)).answer
        for taken in (NOW, LATER)
    ]
    assert answers == [now, later]


@pytest.mark.parametrize(
    ("rules", "answer", "words"),
    [
        ("", PASSED, "Found no thanks to reviewers; list them under reviewers:."),
        (
            "required: all",
            PASSED,
            "Found no thanks to reviewers; list them under reviewers:.",
        ),
        ("required: 2", PENDING, "2 reviewers must be thanked and confirm. 0 confirmed so far."),
    ],
)
def test_a_statement_may_thank_nobody(rules: str, answer: Answer, words: str) -> None:
    outcome = ask(reviewers_confirmed, make_snapshot(election=f"acknowledgements: {{{rules}}}"))
    assert outcome.answer is answer
    assert str(outcome.text) == words


def test_those_who_are_waited_for_are_named() -> None:
    outcome = ask(reviewers_confirmed, make_snapshot(BEN, more=BOTH))
    assert str(outcome.text) == "1 of 2 thanked reviewers confirmed. Waiting for cleo."
    many = "reviewers: [" + ", ".join(f"'@person-{number}'" for number in range(8)) + "]"
    assert str(ask(reviewers_confirmed, make_snapshot(more=many)).text).endswith("person-4 and 3 more.")


@pytest.mark.parametrize(
    ("event", "more", "words"),
    [
        (NO, BOTH, "cleo does not confirm the credit. Declined to be named. Remove the name"),
        (ask_for_changes("cleo"), BOTH, "cleo does not confirm the credit. Asked for changes."),
        (BEN, f"reviewers: ['@ben', '@{NOMINEE}']", "ida-quist does not confirm the credit. Nominees cannot confirm"),
    ],
)
def test_a_name_whose_bearer_refuses_must_go_while_it_can(event: Comment | Review, more: str, words: str) -> None:
    (finding,) = ask(reviewers_confirmed, make_snapshot(BEN, event, more=more)).findings
    assert finding.level is Level.MUST
    assert finding.place
    assert str(finding.text).startswith(words)
    late = ask(reviewers_confirmed, make_snapshot(BEN, event, more=more, taken=LATER))
    assert [finding.level for finding in late.findings] == [Level.TIP]


def test_after_the_close_those_who_did_not_confirm_are_told_of() -> None:
    waits = ask(reviewers_confirmed, make_snapshot(BEN, more=BOTH, taken=LATER))
    assert [str(finding.text) for finding in waits.findings] == [
        "cleo did not confirm in time, so the page does not list them as a reviewer."
    ]
    blocks = make_snapshot(BEN, more=BOTH, taken=LATER, election="acknowledgements: {unconfirmed: block}")
    (finding,) = ask(reviewers_confirmed, blocks).findings
    assert (finding.level, str(finding.text)) == (Level.MUST, "cleo did not confirm in time. Remove the name.")


@pytest.mark.parametrize("taken", [NOW, LATER])
def test_who_reviewed_and_is_not_thanked_is_a_tip(taken: str) -> None:
    outcome = ask(reviewers_confirmed, make_snapshot(BEN, CLEO, remark("dan"), more=BOTH, taken=taken))
    assert outcome.answer is PASSED
    (finding,) = outcome.findings
    assert (finding.level, str(finding.text)) == (
        Level.TIP,
        "dan reviewed this statement but is not thanked in it. You can add them.",
    )
