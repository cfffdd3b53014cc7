"""Who is credited as a reviewer, which account that is, and whether they agree."""

from __future__ import annotations

import pytest
from making import (
    NOMINEE,
    UNKNOWN_BLOB,
    account,
    approve,
    ask_for_changes,
    blob_of,
    bot,
    comment,
    dismissed,
    elector,
    endorse,
    make_snapshot,
    number_of,
    remark,
    statement_text,
    status,
)

from nomflow.core.acknowledgements.confirmed import acknowledgements, credited, credited_handles, uncredited
from nomflow.core.acknowledgements.credited import collectives, other_handle
from nomflow.core.nomination.evidence import Code
from nomflow.core.snapshot.snapshot import GHOST, Account, Comment, Review, ReviewState, Snapshot

Event = Review | Comment
BEN = "reviewers: ['Ben Sample (@ben)']"
THANKS = "Thanks to Ben Sample for reviewing drafts of this statement."


def answer(*events: Event, more: str = BEN, election: str = "", **others: object) -> str:
    (found,) = acknowledgements(make_snapshot(*events, more=more, election=election, **others))  # type: ignore[arg-type]
    return found.code.value


def told(*events: Event, **others: object) -> str:
    (found,) = acknowledgements(make_snapshot(*events, more=BEN, **others))  # type: ignore[arg-type]
    return str(found.text)


def people(snapshot: Snapshot) -> list[tuple[str, str]]:
    return [(each.name, each.handle) for each in credited(snapshot)]


# Who is credited


@pytest.mark.parametrize(
    ("more", "thanks", "expected"),
    [
        ("", "", []),
        (BEN, "", [("Ben Sample", "ben")]),
        ("", "Thanks to @ben for reviewing this statement.", [("", "ben")]),
        ("", THANKS, [("Ben Sample", "")]),
        (BEN, THANKS, [("Ben Sample", "ben")]),
        ("reviewers: ['@ben']", "Thanks to @Ben for reviewing this statement.", [("", "Ben")]),
        ("reviewers: ['@ben', Ben Sample (@BEN)]", "", [("Ben Sample", "ben")]),
        ("reviewers: [Ben Sample, 'Cleo Fixture (@cleo)']", THANKS, [("Ben Sample", ""), ("Cleo Fixture", "cleo")]),
    ],
)
def test_everybody_is_credited_once_by_name_or_handle(more: str, thanks: str, expected: list[tuple[str, str]]) -> None:
    assert people(make_snapshot(more=more, thanks=thanks)) == expected


def test_names_are_tied_by_the_people_file_then_by_the_full_names_of_the_roll() -> None:
    file = {"Ben Sample": "ben"}
    roll = [elector("benji", name="Ben Sample"), elector("cleo", name="Cleo Fixture")]
    thanks = "Thanks to Ben Sample and Cleo Fixture for reviewing this statement."
    assert people(make_snapshot(thanks=thanks, roll=roll)) == [("Ben Sample", "benji"), ("Cleo Fixture", "cleo")]
    ambiguous = make_snapshot(thanks=thanks, roll=[*roll, elector("cleo2", name="cleo fixture")])
    assert people(ambiguous)[1] == ("Cleo Fixture", "")
    by_file = make_snapshot(thanks=THANKS, people=file)
    assert people(by_file) == [("Ben Sample", "ben")]


def test_only_one_full_name_ties_by_the_roll() -> None:
    roll = [elector("ben", name="Ben"), elector("", name="Cleo Fixture", id=5), elector("dan")]
    thanks = "Thanks to Ben and Cleo Fixture for reviewing this statement."
    assert people(make_snapshot(thanks=thanks, roll=roll)) == [("Ben", ""), ("Cleo Fixture", "")]
    named = make_snapshot(more="reviewers: [Ben Sample]", roll=[elector("benji", name="ben sample")])
    assert people(named) == [("Ben Sample", "benji")]


def test_two_of_one_name_in_the_front_matter_are_not_decided_by_the_roll() -> None:
    more = "reviewers: [Ben Sample (@b1), Ben Sample (@b2), Cleo Fixture (@cleo)]"
    snapshot = make_snapshot(more=more, thanks=THANKS, roll=[elector("benji", name="Ben Sample")])
    assert [(each.name, each.handle) for each in credited(snapshot)][:3] == [
        ("Ben Sample", ""),
        ("Ben Sample", "b1"),
        ("Ben Sample", "b2"),
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("reviewers: [Ben Sample (@ben), '@ben']", "Ben Sample"),
        ("reviewers: ['@ben', Ben Sample (@ben)]", "Ben Sample"),
        ("reviewers: [Ben Sample (@ben), Benjamin Sample (@ben)]", "Ben Sample"),
        ("reviewers: ['@ben']", "ben"),
        ("reviewers: [Ben Sample]", "Ben Sample"),
    ],
)
def test_the_fullest_name_is_shown(more: str, expected: str) -> None:
    (found,) = credited(make_snapshot(more=more))
    assert found.shown == expected


def test_one_person_under_a_name_and_a_handle_is_one() -> None:
    snapshot = make_snapshot(more="reviewers: ['@ben']", thanks=THANKS, people={"Ben Sample": "ben"})
    assert people(snapshot) == [("Ben Sample", "ben")]
    assert credited_handles(snapshot) == {"ben"}


def test_a_name_that_is_known_under_another_handle_is_noticed() -> None:
    snapshot = make_snapshot(more="reviewers: ['Ben Sample (@mallory)']", people={"Ben Sample": "ben"})
    assert other_handle(snapshot, credited(snapshot)[0]) == "ben"
    right = make_snapshot(more=BEN, people={"Ben Sample": "BEN"})
    assert other_handle(right, credited(right)[0]) == ""
    roll = [elector("ben", name="Ben Sample"), elector("benji", name="Ben Sample")]
    untied = make_snapshot(thanks=THANKS, roll=roll)
    assert other_handle(untied, credited(untied)[0]) == ""


def test_groups_without_names_are_told_apart() -> None:
    snapshot = make_snapshot(thanks="Thanks to the members of the docs team for reviewing this statement.")
    assert people(snapshot) == []
    assert len(collectives(snapshot)) == 1


# What they answered


@pytest.mark.parametrize(
    ("ways", "event", "expected"),
    [
        ("[approval]", approve("ben"), "confirmed"),
        ("[approval]", remark("ben"), "waiting"),
        ("[approval]", comment("ben", "/acknowledge"), "waiting"),
        ("[review]", approve("ben"), "confirmed"),
        ("[review]", remark("ben"), "confirmed"),
        ("[review]", ask_for_changes("ben"), "refused"),
        ("[command]", comment("ben", "/acknowledge"), "confirmed"),
        ("[command]", remark("ben", body="/acknowledge"), "confirmed"),
        ("[command]", approve("ben"), "waiting"),
        ("[approval, command]", comment("ben", "/acknowledge"), "confirmed"),
        ("[approval, command]", approve("ben"), "confirmed"),
        ("[approval, command]", comment("ben", "/decline-acknowledgement"), "refused"),
        ("[approval, command]", ask_for_changes("ben"), "refused"),
        ("[approval, command]", dismissed(approve("ben"), "07-11"), "waiting"),
        ("[approval, command]", dismissed(approve("ben"), "08-02"), "confirmed"),
        ("[approval, command]", comment("ben", "> /acknowledge"), "waiting"),
        ("[approval, command]", comment("ben", "/acknowlege"), "waiting"),
        ("[approval, command]", comment("cleo", "/acknowledge"), "waiting"),
        ("[approval, command]", approve("cleo"), "waiting"),
        ("[approval, command]", approve(account("ben", 99)), "waiting"),
    ],
)
def test_a_credit_is_confirmed_in_the_ways_of_the_election(ways: str, event: Event, expected: str) -> None:
    election = f"acknowledgements: {{confirm-by: {ways}}}"
    assert answer(event, election=election, taken="08-10") == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], "waiting"),
        ([ask_for_changes("ben", "07-09"), approve("ben")], "confirmed"),
        ([approve("ben", "07-09"), ask_for_changes("ben")], "refused"),
        ([approve("ben", "07-09"), remark("ben")], "confirmed"),
        ([approve("ben", "07-09"), comment("ben", "/decline-acknowledgement")], "refused"),
        ([comment("ben", "/decline-acknowledgement", "07-09"), approve("ben")], "refused"),
        ([comment("ben", "/decline-acknowledgement", "07-09"), comment("ben", "/acknowledge")], "confirmed"),
        ([approve("ben", "07-09"), dismissed(approve("ben"), "07-11")], "waiting"),
        ([dismissed(approve("ben", "07-09"), "07-11"), approve("ben", "07-12")], "confirmed"),
        ([approve("ben"), comment("ben", "/decline-acknowledgement", "08-05")], "refused"),
        ([approve("ben"), ask_for_changes("ben", "08-05")], "confirmed"),
        ([approve("ben", "08-01")], "waiting"),
        ([approve("ben", "07-31 23:59:59")], "confirmed"),
        ([comment("ben", "/acknowledge", edited_at="07-11", edited_by="mona")], "waiting"),
        ([comment("ben", "/acknowledge", edited_at="08-02", edited_by="ben")], "waiting"),
        ([approve("ben", body="/acknowledge", edited_at="07-11", edited_by="mona")], "confirmed"),
        ([approve("ben", "07-09"), comment("ben", "/acknowledge", edited_at="07-11", edited_by="mona")], "waiting"),
        ([approve("ben"), comment("ben", "/decline-acknowledgement", edited_at="07-11", edited_by="mona")], "waiting"),
        ([ask_for_changes("ben", "07-09"), approve("ben", minimised=True)], "refused"),
        ([endorse("ben")], "waiting"),
        ([approve(bot("linter"))], "waiting"),
        ([comment("ben", "/acknowledge", minimised=True)], "waiting"),
        ([approve("ben", "07-09"), comment("ben", "/acknowledge", minimised=True)], "confirmed"),
        ([approve("ben"), comment("ben", "/decline-acknowledgement", "07-11", minimised=True)], "refused"),
    ],
)
def test_the_last_word_decides(events: list[Event], expected: str) -> None:
    assert answer(*events, taken="08-10") == expected


@pytest.mark.parametrize(
    ("ways", "events", "expected"),
    [
        ("[approval]", [comment("ben", "/decline-acknowledgement", "07-09"), approve("ben")], "confirmed"),
        ("[command]", [dismissed(approve("ben", body="/acknowledge"), "07-11")], "waiting"),
        ("[command]", [dismissed(approve("ben", body="/acknowledge"), "08-02")], "confirmed"),
        ("[command]", [dismissed(approve("ben", "07-12"), "07-13"), comment("ben", "/acknowledge")], "waiting"),
        ("[review]", [remark("ben", "07-09"), remark("ben", "07-11", minimised=True)], "confirmed"),
    ],
)
def test_the_last_word_decides_in_each_way(ways: str, events: list[Event], expected: str) -> None:
    assert answer(*events, election=f"acknowledgements: {{confirm-by: {ways}}}", taken="08-10") == expected


def test_an_election_without_a_close_waits_for_ever() -> None:
    from msgspec.structs import replace

    from nomflow.core.basics.time import Window

    def endless(*events: Event) -> str:
        snapshot = make_snapshot(*events, more=BEN, taken="12-01")
        windows = replace(snapshot.election.windows, nominations=Window())
        (found,) = acknowledgements(replace(snapshot, election=replace(snapshot.election, windows=windows)))
        return found.code.value

    assert endless() == "waiting"
    assert endless(approve("ben", "11-01")) == "confirmed"
    assert endless(approve("ben"), comment("ben", "/decline-acknowledgement", "11-01")) == "refused"


def test_a_reply_after_a_request_for_changes_is_no_confirmation() -> None:
    events = (ask_for_changes("ben", "07-09"), remark("ben"))
    assert answer(*events, election="acknowledgements: {confirm-by: [review]}") == "refused"


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([], "Has not confirmed yet: approve the pull request in a review or comment /acknowledge."),
        (
            [comment("ben", "/acknowlege")],
            "“/acknowlege” does not confirm. Please write `/acknowledge` on a line of its own.",
        ),
        ([comment("ben", "/acknowledge", edited_at="07-11", edited_by="mona")], "Somebody else edited this"),
        ([ask_for_changes("ben")], "Asked for changes. Once they are made: approve"),
        ([dismissed(approve("ben"), "07-11")], "The review was dismissed; a new one is needed."),
        ([approve("ben")], "Confirmed by a review."),
        ([comment("ben", "/acknowledge")], "Confirmed by `/acknowledge`."),
        ([comment("ben", "/decline-acknowledgement")], "Declined to be named."),
        ([comment("ben", "/acknowledge", minimised=True)], "This is hidden, so it does not confirm."),
        ([comment("ben", "!endorce")], "Has not confirmed yet"),
        ([comment("cleo", "/acknowlege")], "Has not confirmed yet"),
        ([approve("ben", blob=UNKNOWN_BLOB), remark("cleo", blob="f" * 40)], "It is not known which version"),
        ([approve("ben", blob="f" * 40)], "It is not known which version"),
    ],
)
def test_everybody_reads_what_became_of_their_word(events: list[Event], words: str) -> None:
    assert told(*events).startswith(words)


@pytest.mark.parametrize("late", [remark("ben", "08-02"), endorse("ben", "08-02")])
def test_what_confirms_nothing_is_not_late(late: Event) -> None:
    assert told(late, taken="08-10").startswith("Has not confirmed yet")


def test_who_confirms_too_late_reads_so() -> None:
    late = told(approve("ben", "08-01"), taken="08-10")
    assert late == (
        "Confirmed on Saturday 1 August 2026, 00:00 UTC; the time to confirm ended on Friday 31 July 2026, 23:59 UTC."
    )


# Versions


OLD = statement_text(more=BEN, thanks="An older last word.")
NEW = statement_text(more=BEN, thanks="Another last word. " + "Many new words were written here. " * 3)


@pytest.mark.parametrize(
    ("stale", "blob", "expected"),
    [
        ("keep", blob_of(OLD), "confirmed"),
        ("exact", blob_of(OLD), "stale"),
        ("exact", "", "confirmed"),
        ("{policy: unless-changed, percent: 90}", blob_of(OLD), "confirmed"),
        ("{policy: unless-changed, percent: 5}", blob_of(OLD), "stale"),
        ("exact", UNKNOWN_BLOB, "stale"),
    ],
)
def test_a_confirmation_is_of_a_version(stale: str, blob: str, expected: str) -> None:
    election = f"acknowledgements: {{stale: {stale}}}"
    snapshot = make_snapshot(approve("ben", blob=blob), text=NEW, versions=[OLD], election=election)
    assert acknowledgements(snapshot)[0].code.value == expected


def test_one_confirmation_of_the_present_text_is_enough() -> None:
    events = (approve("ben", "07-10"), comment("ben", "/acknowledge", "07-01 10:00"))
    snapshot = make_snapshot(*events, text=NEW, versions=[OLD], election="acknowledgements: {stale: exact}")
    assert acknowledgements(snapshot)[0].code is Code.CONFIRMED


def test_a_push_after_the_close_does_not_change_who_is_credited_and_confirmed() -> None:
    late = statement_text(more="reviewers: ['@mallory']", thanks="All of it is new. " * 20)
    seen = (status("a" * 40, day, blob_of(OLD)) for day in ("07-02", "08-01"))
    pushed = (*seen, status("b" * 40, "08-02", blob_of(late)))
    snapshot = make_snapshot(
        approve("ben", blob=blob_of(OLD)), *pushed, text=late, versions=[OLD], head="b" * 40, taken="08-10"
    )
    assert [(each.credited.handle, each.code) for each in acknowledgements(snapshot)] == [("ben", Code.CONFIRMED)]


# Who cannot confirm


@pytest.mark.parametrize(
    ("more", "events", "expected"),
    [
        ("reviewers: [Ida Quist (@IDA-QUIST)]", [], "nominee"),
        ("reviewers: ['@ida-quist']", [comment(NOMINEE, "/acknowledge")], "nominee"),
        ("reviewers: ['@linter']", [approve(bot("linter"))], "bot"),
        ("reviewers: ['@linter']", [approve(bot("linter[bot]"))], "bot"),
        ("reviewers: [Somebody Unheard]", [], "unknown-person"),
    ],
)
def test_some_cannot_confirm(more: str, events: list[Event], expected: str) -> None:
    assert answer(*events, more=more) == expected


def test_a_renamed_nominee_does_not_confirm_either() -> None:
    renamed = account("ida-new", number_of(NOMINEE))
    snapshot = make_snapshot(nominee=renamed, more="reviewers: ['@ida-quist']", roll=[elector(NOMINEE)])
    assert acknowledgements(snapshot)[0].code is Code.NOMINEE


def test_reviewers_are_asked_even_while_nobody_knows_the_nominee() -> None:
    from msgspec.structs import replace

    snapshot = make_snapshot(approve("ben"), nominee=None, text="---\nreviewers: ['@ben']\n---\n\nHello.\n")
    unknown = replace(snapshot, config=replace(snapshot.config, declared=False))
    assert [each.code for each in acknowledgements(unknown)] == [Code.CONFIRMED]


def test_a_renamed_reviewer_confirms_under_the_new_name() -> None:
    snapshot = make_snapshot(approve(account("benedict", number_of("ben"))), more=BEN)
    assert acknowledgements(snapshot)[0].confirmed


def test_a_reviewer_who_is_on_no_roll_confirms_all_the_same() -> None:
    assert answer(approve(Account("zoe", 5)), more="reviewers: ['@zoe']") == "confirmed"


def test_the_record_of_a_confirmation_is_linked() -> None:
    event = approve("ben")
    (found,) = acknowledgements(make_snapshot(event, more=BEN))
    assert (found.url, found.at) == (event.url, event.submitted_at)
    assert found.version


# The other way round


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (remark("ben"), ["ben"]),
        (remark("ben", body=""), ["ben"]),
        (ask_for_changes("ben"), ["ben"]),
        (approve("ben"), []),
        (remark("ben", body="/endorse"), []),
        (remark(NOMINEE), []),
        (remark("ben", minimised=True), []),
        (remark(GHOST), []),
        (remark("olive"), []),
        (remark(bot("linter")), []),
        (dismissed(ask_for_changes("ben"), "07-11", ReviewState.CHANGES_REQUESTED), []),
        (comment("ben", "Nice text."), []),
    ],
)
def test_who_reviewed_and_is_not_thanked_is_noticed(event: Event, expected: list[str]) -> None:
    found = uncredited(make_snapshot(event, election="officers: [olive]"))
    assert [act.author.login for act in found] == expected


def test_neither_the_nominee_nor_the_nominator_is_put_forward() -> None:
    snapshot = make_snapshot(remark(NOMINEE), remark("ben"), remark("cleo"), author="ben")
    assert [act.author.login for act in uncredited(snapshot)] == ["cleo"]


def test_an_approval_is_a_review_where_it_does_not_endorse() -> None:
    snapshot = make_snapshot(approve("ben"), election="endorsements: {channels: [command]}")
    assert [act.author.login for act in uncredited(snapshot)] == ["ben"]


@pytest.mark.parametrize("more", [BEN, "reviewers: ['@BEN']"])
def test_who_is_thanked_is_not_put_forward(more: str) -> None:
    assert uncredited(make_snapshot(remark("ben"), more=more)) == ()


def test_who_declined_to_be_named_is_not_put_forward() -> None:
    assert uncredited(make_snapshot(remark("ben"), comment("ben", "/decline-acknowledgement", "07-12"))) == ()
