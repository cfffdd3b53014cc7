"""Whether the nominee consents, and whether there still is a nomination."""

from __future__ import annotations

import pytest
from making import NOMINEE, account, approve, ask_for_changes, at, comment, dismissed, make_snapshot, number_of

from nomflow.core.nomination.accounts import opened_by_nominee
from nomflow.core.nomination.standing import by_nominee, closed_unmerged, consent, withdrawal
from nomflow.core.snapshot.snapshot import Account, Comment, PullRequestState, Review, Snapshot

Event = Review | Comment


def state(*events: Event, author: str = "ben", taken: str = "07-20", **more: object) -> str:
    return consent(make_snapshot(*events, author=author, taken=taken, **more)).state.value  # type: ignore[arg-type]


def said(body: str, when: str = "07-10", **edited: object) -> Comment:
    return comment(NOMINEE, body, when, **edited)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], "waiting"),
        ([said("/accept")], "accepted"),
        ([comment(NOMINEE.upper(), "/accept")], "accepted"),
        ([comment("ben", "/accept")], "waiting"),
        ([comment(account(NOMINEE, 99), "/accept")], "waiting"),
        ([comment(account("renamed", number_of(NOMINEE)), "/accept")], "accepted"),
        ([approve(NOMINEE)], "accepted"),
        ([ask_for_changes(NOMINEE)], "waiting"),
        ([dismissed(approve(NOMINEE), "07-11")], "waiting"),
        ([said("/accept", "07-09"), dismissed(approve(NOMINEE), "07-11")], "accepted"),
        ([said("> /accept")], "waiting"),
        ([said("/acept")], "waiting"),
        ([said("/decline")], "declined"),
        ([said("/accept"), said("/decline", "07-11")], "declined"),
        ([said("/decline"), said("/accept", "07-11")], "accepted"),
        ([approve(NOMINEE), said("/decline", "07-11")], "declined"),
        ([said("/accept\n/decline")], "declined"),
        ([said("/accept", edited_at="07-11", edited_by=NOMINEE)], "accepted"),
        ([said("/accept", edited_at="07-11", edited_by="ben")], "waiting"),
        ([said("/accept", "07-09"), said("/decline", edited_at="07-11", edited_by="ben")], "waiting"),
        ([approve(NOMINEE, body="/accept", edited_at="07-11", edited_by="ben")], "accepted"),
        ([approve(NOMINEE, "07-09"), said("/accept", edited_at="07-11", edited_by="ben")], "waiting"),
        ([said("/accept", minimised=True)], "waiting"),
        ([said("/decline", minimised=True)], "declined"),
    ],
)
def test_the_nominees_own_last_word_is_their_consent(events: list[Event], expected: str) -> None:
    assert state(*events) == expected


@pytest.mark.parametrize(
    ("body", "accepts"), [("I accept the nomination.", True), ("I do not accept the nomination.", False)]
)
def test_phrases_accept_where_the_election_has_them(body: str, accepts: bool) -> None:
    election = "acceptance: {phrases: [I accept the nomination]}"
    assert (state(said(body), election=election) == "accepted") is accepts


def test_phrases_decline_where_the_election_has_them() -> None:
    assert state(said("No, thank you"), election="acceptance: {decline-phrases: ['No, thank you']}") == "declined"


def test_an_approval_accepts_only_where_the_rules_say_so() -> None:
    assert state(approve(NOMINEE), election="acceptance: {approval: false}") == "waiting"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], "expired"),
        ([said("/accept", "07-31 23:59:59")], "accepted"),
        ([said("/accept", "08-01 00:00:00")], "late"),
        ([said("/accept"), said("/decline", "08-05")], "declined"),
        ([said("/decline"), said("/accept", "08-05")], "declined"),
        ([said("/accept", edited_at="08-05", edited_by=NOMINEE)], "expired"),
        ([said("/accept"), said("/decline", "08-05", edited_at="08-06", edited_by="ben")], "accepted"),
        ([said("/endorse", "08-05")], "expired"),
        ([said("/accept", "08-05", minimised=True)], "expired"),
        ([dismissed(approve(NOMINEE), "08-02")], "accepted"),
    ],
)
def test_accepting_has_a_deadline_and_declining_has_none(events: list[Event], expected: str) -> None:
    assert state(*events, taken="08-10") == expected


def test_accepting_may_close_apart_from_nominating() -> None:
    election = "windows: {accepted: {closes: 2026-08-04}}"
    assert state(taken="08-04 23:59:59", election=election) == "waiting"
    assert state(taken="08-05", election=election) == "expired"
    assert state(said("/accept", "08-04"), taken="08-05", election=election) == "accepted"


def test_without_a_deadline_an_acceptance_is_never_late() -> None:
    from msgspec.structs import replace

    from nomflow.core.basics.time import Window

    snapshot = make_snapshot(said("/accept", "11-01"), author="ben", taken="12-01")
    windows = replace(snapshot.election.windows, nominations=Window())
    endless = replace(snapshot, election=replace(snapshot.election, windows=windows))
    assert consent(endless).state.value == "accepted"


def test_opening_ones_own_nomination_is_consent() -> None:
    assert state(author=NOMINEE) == "self"
    assert state(author=NOMINEE.upper()) == "self"
    assert state(said("/accept"), author=NOMINEE) == "accepted"
    assert state(said("/decline"), author=NOMINEE) == "declined"
    assert opened_by_nominee(make_snapshot(said("/accept"), author=NOMINEE))
    assert not opened_by_nominee(make_snapshot(author="ben"))


def test_what_does_not_count_is_explained() -> None:
    tampered = make_snapshot(said("/accept", edited_at="07-11", edited_by="ben"), author="ben")
    assert "Somebody else edited" in str(consent(tampered).doubt)
    hidden = make_snapshot(said("/accept", minimised=True), author="ben")
    assert "hidden" in str(consent(hidden).doubt)


@pytest.mark.parametrize(
    ("events", "withdrawn"),
    [
        ([], False),
        ([said("/accept")], False),
        ([said("/withdraw")], True),
        ([said("/withdraw", "08-09")], True),
        ([comment("ben", "/withdraw")], False),
        ([said("> /withdraw")], False),
        ([said("/withdraw"), said("/accept", "07-11")], True),
        ([said("/withdraw", minimised=True)], True),
        ([said("/withdraw", edited_at="07-11", edited_by="ben")], False),
        ([said("/withdraw", edited_at="07-11", edited_by=NOMINEE)], True),
        ([approve(NOMINEE, body="/withdraw")], True),
    ],
)
def test_withdrawing_is_the_nominees_right_at_any_time_and_for_good(events: list[Event], withdrawn: bool) -> None:
    snapshot = make_snapshot(*events, author="ben", taken="08-10")
    assert (withdrawal(snapshot) is not None) is withdrawn


@pytest.mark.parametrize(
    ("changes", "closed"),
    [
        ({}, False),
        ({"state": PullRequestState.CLOSED}, True),
        ({"state": PullRequestState.CLOSED, "closed_at": at("07-20")}, True),
        ({"state": PullRequestState.CLOSED, "closed_at": at("07-20 00:00:01")}, False),
        ({"state": PullRequestState.MERGED, "merged_at": at("07-19")}, False),
    ],
)
def test_a_pull_request_may_just_be_closed(changes: dict[str, object], closed: bool) -> None:
    assert closed_unmerged(make_snapshot(taken="07-20", **changes)) is closed  # type: ignore[arg-type]


def test_without_a_pull_request_nothing_has_been_said() -> None:
    snapshot = make_snapshot(pull_request=False)
    assert (consent(snapshot).state.value, withdrawal(snapshot), closed_unmerged(snapshot)) == ("waiting", None, False)


@pytest.mark.parametrize(
    ("nominee", "who", "expected"),
    [
        (NOMINEE, account("Ida-Quist"), True),
        (NOMINEE, account("other", number_of(NOMINEE)), True),
        (NOMINEE, Account("ida-quist", 5), False),
        (NOMINEE, Account("ida-quist"), True),
        (None, Account("Ida-Quist", number_of(NOMINEE)), True),
        (None, Account("ida-quist", 5), False),
        (None, Account("ben"), False),
    ],
)
def test_the_nominee_is_known_by_number_then_by_the_roll_then_by_name(
    nominee: str | None, who: Account, expected: bool
) -> None:
    snapshot: Snapshot = make_snapshot(nominee=nominee)
    assert by_nominee(snapshot, who.login, who.id) is expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (account("other", number_of(NOMINEE)), True),
        (Account(NOMINEE, 5), False),
        (Account(NOMINEE), True),
        (Account("other"), False),
    ],
)
def test_without_a_roll_the_number_decides_if_both_are_known(who: Account, expected: bool) -> None:
    assert by_nominee(make_snapshot(roll=None), who.login, who.id) is expected
    unnumbered = make_snapshot(roll=None, nominee=Account(NOMINEE), author="ben")
    assert by_nominee(unnumbered, who.login, who.id) is (who.login == NOMINEE)
