"""Each thanked reviewer can be asked."""

from __future__ import annotations

import pytest
from making import account, ask, bot, make_snapshot, remark

from nomflow.core.basics.answer import Answer, Level
from nomflow.core.snapshot.snapshot import Account
from nomflow.rules.reviewer_handles import reviewer_handles

THANKS = "Thanks to Ben Sample and Cleo Fixture for reviewing drafts of this statement."


@pytest.mark.parametrize(
    ("more", "thanks", "answer", "words"),
    [
        (
            "",
            "",
            Answer.PASSED,
            "Found no thanks to reviewers; list them under reviewers:.",
        ),
        ("reviewers: ['@ben']", "", Answer.PASSED, "Every thanked reviewer has a handle: 1 reviewer."),
        ("reviewers: ['@ben', '@cleo']", "", Answer.PASSED, "Every thanked reviewer has a handle: 2 reviewers."),
        ("", THANKS, Answer.FAILED, "2 of 2 reviewers still without a handle."),
        ("reviewers: [Ben Sample (@ben)]", THANKS, Answer.FAILED, "1 of 2 reviewers still without a handle."),
        ("reviewers: [Ben Sample (@ben), Cleo Fixture (@cleo)]", THANKS, Answer.PASSED, "2 reviewers"),
    ],
)
def test_every_credited_name_needs_an_account(more: str, thanks: str, answer: Answer, words: str) -> None:
    outcome = ask(reviewer_handles, make_snapshot(more=more, thanks=thanks))
    assert outcome.answer is answer
    assert words in str(outcome.text)


def test_the_finding_stands_at_the_name_and_says_what_to_write() -> None:
    outcome = ask(reviewer_handles, make_snapshot(thanks=THANKS))
    assert [(each.place.line, each.place.column) for each in outcome.findings if each.place] == [(15, 11), (15, 26)]
    assert "`- Ben Sample (@handle)`" in str(outcome.findings[0].text)


def test_somebody_of_that_name_in_the_thread_is_suggested_and_not_taken() -> None:
    known = account("benny", name="ben sample")
    outcome = ask(reviewer_handles, make_snapshot(remark(known), thanks=THANKS))
    assert outcome.answer is Answer.FAILED
    assert "`- Ben Sample (@benny)`" in str(outcome.findings[0].text)
    two = make_snapshot(remark(known), remark(account("benjamin", name="Ben Sample")), thanks=THANKS)
    assert "(@handle)" in str(ask(reviewer_handles, two).findings[0].text)


def test_nobody_but_people_of_that_name_is_suggested() -> None:
    helper = bot("helper")
    events = (remark(Account(helper.login, helper.id, helper.kind, "Ben Sample")), remark(account("dan", name="Dan")))
    found = ask(reviewer_handles, make_snapshot(*events, thanks=THANKS)).findings
    assert all("(@handle)" in str(finding.text) for finding in found)
    local = ask(reviewer_handles, make_snapshot(pull_request=False, thanks=THANKS)).findings
    assert all("(@handle)" in str(finding.text) for finding in local)


def test_a_well_known_name_under_another_account_is_a_tip() -> None:
    snapshot = make_snapshot(more="reviewers: [Ben Sample (@mallory)]", people={"Ben Sample": "ben"})
    outcome = ask(reviewer_handles, snapshot)
    assert outcome.answer is Answer.PASSED
    (finding,) = outcome.findings
    assert finding.level is Level.TIP
    assert "Ben Sample is known here as ben, but the statement says mallory." in str(finding.text)


def test_thanks_to_a_group_are_a_tip() -> None:
    thanks = "Thanks to the members of the docs team for reviewing this statement."
    outcome = ask(reviewer_handles, make_snapshot(thanks=thanks))
    assert outcome.answer is Answer.PASSED
    assert [finding.level for finding in outcome.findings] == [Level.TIP]
