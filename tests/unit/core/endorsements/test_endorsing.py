"""Who endorses, whose endorsement stands, whose does not, and the reason each person is told."""

from __future__ import annotations

import pytest
from making import (
    CAST,
    NOMINEE,
    UNKNOWN_BLOB,
    account,
    approve,
    ask_for_changes,
    blob_of,
    bot,
    codes,
    comment,
    dismissed,
    elector,
    endorse,
    evidence_of,
    make_snapshot,
    number_of,
    remark,
    statement_text,
    status,
)

from nomflow.core.election.choices import Channel
from nomflow.core.election.people_rules import EndorsementRules
from nomflow.core.endorsements.how_to_endorse import endorsing_act, how_to_endorse
from nomflow.core.endorsements.tally import tally
from nomflow.core.nomination.evidence import Code
from nomflow.core.roll.roll import Unavailable, make_roll
from nomflow.core.snapshot.snapshot import GHOST, Account, Comment, Review, ReviewState

TWO = "endorsements: {count: 2}"
Event = Review | Comment


def rules(text: str) -> str:
    return f"endorsements: {{count: 2, {text}}}"


# Channels


SUPPORT = "phrases: [I support], phrase-match: start"


@pytest.mark.parametrize(
    ("channels", "event", "expected"),
    [
        ("[approval]", approve("ben"), "counted"),
        ("[approval]", endorse("ben"), "not-an-endorsement"),
        ("[command]", endorse("ben"), "counted"),
        ("[command]", approve("ben", body="/endorse"), "counted"),
        ("[command]", remark("ben", body="/endorse"), "counted"),
        ("[command]", ask_for_changes("ben", body="/endorse"), "counted"),
        ("[command]", approve("ben"), "not-an-endorsement"),
        ("[approval, command]", approve("ben"), "counted"),
        ("[approval, command]", endorse("ben"), "counted"),
        (f"[comment], {SUPPORT}", comment("ben", "I support Ida."), "counted"),
        (f"[comment], {SUPPORT}", approve("ben", body="I support Ida."), "not-an-endorsement"),
        (f"[comment], {SUPPORT}", endorse("ben"), "near-miss"),
        (f"[comment], {SUPPORT}", approve("ben"), "not-an-endorsement"),
        (f"[review], {SUPPORT}", approve("ben", body="I support Ida."), "counted"),
        (f"[review], {SUPPORT}", remark("ben", body="I support Ida."), "counted"),
        (f"[review], {SUPPORT}", comment("ben", "I support Ida."), "not-an-endorsement"),
        (f"[comment, review], {SUPPORT}", comment("ben", "I support Ida."), "counted"),
        (f"[comment, review], {SUPPORT}", remark("ben", body="I support Ida."), "counted"),
        (f"[comment, command], {SUPPORT}", endorse("ben"), "counted"),
        ("[comment], phrases: ['+1']", comment("ben", "+1"), "counted"),
        ("[comment], phrases: ['+1', /endorse]", endorse("ben"), "counted"),
        ("[review], phrases: [/endorse]", endorse("ben"), "not-an-endorsement"),
        ("[command, review], phrases: [/endorse]", endorse("ben"), "counted"),
        (
            "[comment], phrases: ['!endorse'], phrase-match: anywhere-in-line",
            comment("ben", "Yes! !endorse"),
            "counted",
        ),
    ],
)
def test_an_endorsement_counts_in_the_channels_of_the_election(channels: str, event: Event, expected: str) -> None:
    assert codes(make_snapshot(event, election=rules(f"channels: {channels}"))) == {"ben": expected}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (EndorsementRules(), "/endorse"),
        (EndorsementRules(must_state_employer=True), "/endorse employer: …"),
        (EndorsementRules(channels=(Channel.APPROVAL,)), ""),
        (EndorsementRules(channels=(Channel.COMMENT,), phrases=("I support",)), "I support"),
        (EndorsementRules(channels=(Channel.REVIEW,), phrases=("I support",)), "I support"),
        (
            EndorsementRules(channels=(Channel.COMMENT,), phrases=("+1",), must_state_employer=True),
            "+1, employer: …",
        ),
    ],
)
def test_people_are_told_the_form_of_their_election(rules: EndorsementRules, expected: str) -> None:
    assert how_to_endorse(rules) == expected


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        ((Channel.APPROVAL,), "approve this pull request in a review"),
        ((Channel.APPROVAL, Channel.COMMAND), "write `/endorse` here"),
        ((Channel.COMMENT,), "write `I support` here"),
        ((Channel.REVIEW,), "write `I support` in a review"),
        ((Channel.REVIEW, Channel.COMMENT), "write `I support` here"),
    ],
)
def test_people_are_told_what_to_do_and_where(channels: tuple[Channel, ...], expected: str) -> None:
    phrases = ("I support",) if {Channel.COMMENT, Channel.REVIEW} & set(channels) else ()
    assert str(endorsing_act(EndorsementRules(channels=channels, phrases=phrases))) == expected


@pytest.mark.parametrize("body", ["> /endorse", "```\n/endorse\n```", "<!-- /endorse -->", "`/endorse` is how", "Hi!"])
def test_what_is_only_quoted_or_shown_is_nobodys_endorsement(body: str) -> None:
    assert not tally(make_snapshot(comment("ben", body), election=TWO)).counted


def test_a_near_miss_is_answered_with_the_right_form() -> None:
    found = evidence_of(make_snapshot(comment("ben", "!endorce"), election=TWO), "ben")
    assert (found.code, found.counted) == (Code.NEAR_MISS, False)
    assert str(found.text) == "“!endorce” does not count. Please write `/endorse` on a line of its own."


def test_a_near_miss_is_answered_with_the_phrase_where_only_a_phrase_endorses() -> None:
    snapshot = make_snapshot(endorse("ben"), election=rules(f"channels: [comment], {SUPPORT}"))
    assert "Please write `I support` on a line of its own." in str(evidence_of(snapshot, "ben").text)


def test_after_the_close_nobody_is_asked_to_do_what_would_come_too_late() -> None:
    found = evidence_of(make_snapshot(comment("ben", "!endorce"), election=TWO, taken="08-02"), "ben")
    assert str(found.text) == "“!endorce” does not count."


@pytest.mark.parametrize(
    ("who", "expected"),
    [(NOMINEE, {}), ("olive", {}), ("zoe", {"zoe": "not-on-roll"})],
)
def test_a_near_miss_of_somebody_who_cannot_endorse_invites_nothing(who: str, expected: dict[str, str]) -> None:
    snapshot = make_snapshot(comment(who, "Please write !endorce"), election=f"{TWO}\nofficers: [olive]")
    assert codes(snapshot) == expected


def test_a_near_miss_is_answered_even_while_the_roll_cannot_be_read() -> None:
    snapshot = make_snapshot(comment("ben", "!endorce"), roll=Unavailable("403"), election=TWO)
    assert codes(snapshot) == {"ben": "near-miss"}


def test_a_near_miss_is_answered_with_the_place_where_only_reviews_endorse() -> None:
    snapshot = make_snapshot(comment("ben", "I suport Ida"), election=rules(f"channels: [review], {SUPPORT}"))
    assert str(evidence_of(snapshot, "ben").text).endswith(
        "Please write `I support` in a review, on a line of its own."
    )


def test_a_slip_before_the_last_word_is_forgotten() -> None:
    events = (comment("ben", "!endorce", "07-08"), endorse("ben", "07-09"), comment("ben", "/unendorse"))
    assert codes(make_snapshot(*events, election=TWO)) == {"ben": "withdrawn"}
    withdrawn_first = (comment("ben", "/unendorce", "07-08"), endorse("ben", "07-09"))
    assert evidence_of(make_snapshot(*withdrawn_first, election=TWO), "ben").note is None


@pytest.mark.parametrize("body", ["/unendorce", "I no longer endorse Ada.", "/endorse cancel", "I withdraw my +1"])
def test_what_may_take_an_endorsement_back_does_not_count_until_its_author_says_what_it_means(body: str) -> None:
    said = (endorse("ben"), endorse("cleo"), comment("ben", body, "07-11"))
    assert codes(make_snapshot(*said, election=TWO)) == {"ben": "in-doubt", "cleo": "counted"}
    told = str(evidence_of(make_snapshot(*said, election=TWO), "ben").text)
    assert told == (
        f"“{body}” may take the endorsement back. To take it back, please write `/unendorse` on a line of its own; "
        "to keep it, write /endorse."
    )
    again = (*said, comment("ben", "/endorse", "07-12"))
    assert codes(make_snapshot(*again, election=TWO))["ben"] == "counted"
    gone = (*said, comment("ben", "/unendorse", "07-12"))
    assert codes(make_snapshot(*gone, election=TWO))["ben"] == "withdrawn"


def test_who_wrote_directly_below_a_quotation_is_told_to_leave_a_line_empty() -> None:
    found = evidence_of(make_snapshot(comment("ben", "> Would you?\n/endorse"), election=TWO), "ben")
    told = "“/endorse” belongs to the quotation above it. Please write it again, with an empty line between."
    assert (found.code, str(found.text)) == ("near-miss", told)


def test_who_withdrew_and_slipped_while_endorsing_again_is_told_the_right_form() -> None:
    events = (endorse("ben"), comment("ben", "/unendorse", "07-11"), comment("ben", "/endorce", "07-12"))
    assert codes(make_snapshot(*events, election=TWO)) == {"ben": "near-miss"}


# The last word decides


CLOSE = "2026-07-31"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([approve("ben", "07-10"), comment("ben", "/unendorse", "07-11")], "withdrawn"),
        ([endorse("ben", "07-10"), comment("ben", "/unendorse", "07-11"), endorse("ben", "07-12")], "counted"),
        ([comment("ben", "/unendorse", "07-10"), endorse("ben", "07-11")], "counted"),
        ([comment("ben", "/endorse\n/unendorse")], "withdrawn"),
        ([comment("ben", "/unendorse\n/endorse")], "counted"),
        ([approve("ben", "07-10"), ask_for_changes("ben", "07-11")], "changes-requested"),
        ([approve("ben", "07-10"), ask_for_changes("ben", "07-11"), approve("ben", "07-12")], "counted"),
        ([approve("ben", "07-10"), remark("ben", "07-11")], "counted"),
        ([endorse("ben", "07-10"), ask_for_changes("ben", "07-11")], "changes-requested"),
        ([dismissed(approve("ben", "07-10"), "07-11")], "dismissed"),
        ([dismissed(approve("ben", "07-10"))], "dismissed"),
        ([approve("ben", "07-09"), dismissed(approve("ben", "07-10"), "07-11")], "counted"),
        ([endorse("ben", "07-09"), dismissed(approve("ben", "07-10"), "07-11")], "counted"),
        ([dismissed(approve("ben", "07-10"), "07-11"), approve("ben", "07-12")], "counted"),
        ([dismissed(approve("ben", "07-10"), "07-11"), endorse("ben", "07-10 18:00")], "counted"),
        ([dismissed(approve("ben", body="/endorse"), "07-11")], "dismissed"),
        (
            [dismissed(ask_for_changes("ben", body="/endorse"), "07-11", ReviewState.CHANGES_REQUESTED)],
            "dismissed",
        ),
        ([endorse("ben", "07-09"), comment("ben", "Thanks all!", "07-11")], "counted"),
    ],
)
def test_the_last_word_decides_and_nothing_older_takes_its_place(events: list[Event], expected: str) -> None:
    assert codes(make_snapshot(*events, election=TWO)) == {"ben": expected}


@pytest.mark.parametrize(
    "events",
    [
        [ask_for_changes("ben")],
        [comment("ben", "/unendorse")],
        [remark("ben")],
        [dismissed(ask_for_changes("ben"), "07-11", ReviewState.CHANGES_REQUESTED)],
        [comment("ben", "Good luck!")],
        [comment("ben", "/unendorse", edited_at="07-11", edited_by="mona")],
    ],
)
def test_who_never_endorsed_is_not_listed(events: list[Event]) -> None:
    assert codes(make_snapshot(*events, election=TWO)) == {}


@pytest.mark.parametrize(
    ("when", "expected"), [("07-31 23:59:59", "dismissed"), ("08-01 00:00:00", "counted"), ("08-05", "counted")]
)
def test_a_dismissal_after_the_close_leaves_what_stood(when: str, expected: str) -> None:
    snapshot = make_snapshot(dismissed(approve("ben"), when), election=TWO, taken="08-10")
    assert codes(snapshot) == {"ben": expected}


def test_a_dismissal_after_the_close_leaves_a_request_for_changes_too() -> None:
    events = (approve("ben", "07-09"), dismissed(ask_for_changes("ben"), "08-02", ReviewState.CHANGES_REQUESTED))
    assert codes(make_snapshot(*events, election=TWO, taken="08-10")) == {"ben": "changes-requested"}


def test_who_withdrew_reads_just_that() -> None:
    snapshot = make_snapshot(comment("ben", "/endorse\n/unendorse"), election=TWO)
    assert str(evidence_of(snapshot, "ben").text) == "Endorsed, then withdrew it."


def test_within_one_second_taking_back_comes_last() -> None:
    events = (comment("ben", "/unendorse"), endorse("ben"))
    assert codes(make_snapshot(*events, election=TWO)) == {"ben": "withdrawn"}
    reviews = (ask_for_changes("ben"), approve("ben"))
    assert codes(make_snapshot(*reviews, election=TWO)) == {"ben": "changes-requested"}


# Who may endorse


@pytest.mark.parametrize(
    ("event", "election", "expected"),
    [
        (endorse(NOMINEE), TWO, {NOMINEE: "nominee"}),
        (endorse("olive"), f"{TWO}\nofficers: [olive]", {"olive": "officer"}),
        (endorse("olive"), f"{rules('officers-may-endorse: true')}\nofficers: [olive]", {"olive": "not-on-roll"}),
        (comment("olive", "/endorse\n/unendorse"), f"{TWO}\nofficers: [olive]", {"olive": "officer"}),
        (endorse("ben"), rules("seated: [Ben], seated-may-endorse: false"), {"ben": "seated"}),
        (endorse("ben"), rules("seated: [Ben]"), {"ben": "counted"}),
        (endorse("ben"), rules("seated: [cleo], seated-may-endorse: false"), {"ben": "counted"}),
        (endorse("ben"), rules("barred: ['@BEN']"), {"ben": "barred"}),
        (endorse("zoe"), TWO, {"zoe": "not-on-roll"}),
        (endorse("zoe"), rules("by: anyone"), {"zoe": "counted"}),
        (comment(bot("helper"), "/endorse"), rules("by: anyone"), {"helper": "bot"}),
        (approve(bot("helper")), rules("by: anyone"), {"helper": "bot"}),
        (comment("helper[bot]", "/endorse"), rules("by: anyone"), {"helper[bot]": "bot"}),
        (comment(GHOST, "/endorse"), rules("by: anyone"), {"ghost": "ghost"}),
        (approve(GHOST), rules("by: anyone"), {"ghost": "ghost"}),
    ],
)
def test_who_may_not_endorse_is_told_why(event: Event, election: str, expected: dict[str, str]) -> None:
    snapshot = make_snapshot(event, election=election)
    assert codes(snapshot) == expected
    for each in tally(snapshot).people:
        assert str(each.text)
        assert each.counted is (each.code is Code.COUNTED)


def test_who_may_not_endorse_reads_so_also_after_taking_it_back() -> None:
    events = (endorse("olive", "07-08"), comment("olive", "/unendorse", "07-09"), comment("olive", "/endorce"))
    assert codes(make_snapshot(*events, election=f"{TWO}\nofficers: [olive]")) == {"olive": "officer"}


def test_without_a_roll_everybody_may_endorse_where_the_rules_say_so() -> None:
    found = tally(make_snapshot(endorse("zoe"), roll=None, election="endorsements: {count: 1, by: anyone}"))
    assert (found.got, found.reached, found.unknown) == (1, True, None)
    assert tally(make_snapshot(roll=None)).unknown is None


def test_without_a_pull_request_nobody_has_endorsed() -> None:
    election = rules("nominee-counts: true, nominator-endorses: true")
    assert tally(make_snapshot(pull_request=False, election=election)).people == ()
    assert codes(make_snapshot(author="ben", election=election, taken="07-02 08:59:59")) == {}
    assert codes(make_snapshot(author="ben", election=election, taken="07-02 09:00:00")) != {}
    from msgspec.structs import replace

    nobody = replace(make_snapshot(nominee=None, election=election), statement=None)
    assert "nominee" not in codes(nobody)


@pytest.mark.parametrize("silent", [approve(NOMINEE), approve("olive")])
def test_approving_what_one_runs_or_accepts_is_no_attempt_to_endorse(silent: Review) -> None:
    election = f"{rules('channels: [command]')}\nofficers: [olive]"
    assert codes(make_snapshot(silent, author="ben", election=election)) == {}


def test_the_nominator_counts_where_the_rules_say_so() -> None:
    assert codes(make_snapshot(endorse("ben"), author="ben", election=TWO)) == {"ben": "counted"}
    barred = make_snapshot(endorse("ben"), endorse("cleo"), author="ben", election=rules("nominator-counts: false"))
    assert codes(barred) == {"ben": "nominator", "cleo": "counted"}
    both = rules("nominator-counts: false, nominee-counts: true")
    assert codes(make_snapshot(election=both)) == {NOMINEE: "counted"}


def test_nominating_endorses_where_the_rules_say_so_until_it_is_taken_back() -> None:
    election = rules("nominator-endorses: true")
    nominated = make_snapshot(author="ben", election=election)
    assert codes(nominated) == {"ben": "counted"}
    assert str(evidence_of(nominated, "ben").text) == "Opened this nomination, which counts as endorsing it."
    assert codes(make_snapshot(comment("ben", "/unendorse"), author="ben", election=election)) == {"ben": "withdrawn"}
    by_phrase = rules("nominator-endorses: true, channels: [comment], phrases: ['+1']")
    assert codes(make_snapshot(author="ben", election=by_phrase)) == {"ben": "counted"}
    later = f"{election}\nwindows: {{endorsed: {{opens: 2026-07-10, closes: 2026-07-31}}}}"
    assert codes(make_snapshot(author="ben", election=later)) == {"ben": "counted"}
    assert codes(make_snapshot(author=bot("form"), election=election)) == {}
    assert codes(make_snapshot(election=election)) == {}


def test_the_nominee_counts_as_one_where_the_rules_say_so() -> None:
    snapshot = make_snapshot(endorse("ben"), election=rules("nominee-counts: true"))
    assert codes(snapshot) == {NOMINEE: "counted", "ben": "counted"}
    assert str(evidence_of(snapshot, NOMINEE).text) == "The nominee counts as one of them."
    put_forward = make_snapshot(author="ben", election=rules("nominee-counts: true"))
    assert codes(put_forward) == {}, "nobody supports a nomination that they have not accepted yet"
    stranger = make_snapshot(roll=["ben"], election=rules("nominee-counts: true"))
    assert codes(stranger) == {NOMINEE: "not-on-roll"}


def test_nobody_endorses_themselves_in_another_case_of_letters() -> None:
    assert codes(make_snapshot(comment(NOMINEE.upper(), "/endorse"), election=TWO)) == {NOMINEE: "nominee"}
    unnumbered = Account(NOMINEE.title(), None)
    assert codes(make_snapshot(comment(unnumbered, "/endorse"), election=TWO)) == {NOMINEE: "nominee"}


# Accounts


def test_a_renamed_person_is_one_person_and_keeps_their_place_on_the_roll() -> None:
    before, after = account("ben"), account("benedict", number_of("ben"))
    snapshot = make_snapshot(comment(before, "/endorse", "07-09"), comment(after, "/endorse", "07-10"), election=TWO)
    assert codes(snapshot) == {"benedict": "counted"}
    assert str(evidence_of(snapshot, "benedict").note) == "@benedict is on the roll under an earlier name, @ben."


def test_whoever_took_over_a_name_is_somebody_else() -> None:
    newcomer = account("ben", 99)
    snapshot = make_snapshot(comment(newcomer, "/endorse"), election=TWO)
    assert codes(snapshot) == {"ben": "login-reclaimed"}
    found = evidence_of(snapshot, "ben")
    assert "another account" in str(found.text)


def test_whoever_took_over_the_name_of_somebody_barred_stays_out_as_well() -> None:
    newcomer = comment(account("olive", 99), "/endorse")
    election = f"{rules('by: anyone')}\nofficers: [olive]"
    assert codes(make_snapshot(newcomer, roll=[elector("olive")], election=election)) == {"olive": "officer"}
    namesake = comment(account(NOMINEE, 99), "/endorse")
    assert codes(make_snapshot(namesake, roll=None, election=rules("by: anyone"))) == {NOMINEE: "nominee"}


def test_a_renamed_officer_stays_an_officer() -> None:
    renamed = account("olivia", number_of("olive"))
    election = f"{TWO}\nofficers: [olive]"
    snapshot = make_snapshot(comment(renamed, "/endorse"), roll=["ben", "olive"], election=election)
    assert codes(snapshot) == {"olivia": "officer"}


def test_a_person_with_and_without_a_number_is_counted_once() -> None:
    events = (comment(Account("Ben"), "/endorse", "07-09"), approve("ben"))
    assert codes(make_snapshot(*events, election=rules("by: anyone"))) == {"ben": "counted"}


def test_an_account_without_a_number_cannot_be_told_from_a_roll_of_numbers() -> None:
    snapshot = make_snapshot(comment(Account("ben"), "/endorse"), election=TWO)
    assert codes(snapshot) == {"ben": "roll-unknown"}
    assert tally(snapshot).reached is None


def test_two_accounts_of_one_name_are_not_counted_by_a_roll_of_names() -> None:
    roll = [elector("ben", id=None), elector("cleo", id=None)]
    events = (comment(account("ben", 1), "/endorse"), comment(account("ben", 2), "/endorse"))
    found = tally(make_snapshot(*events, roll=roll, election=TWO))
    assert [each.code for each in found.people] == [Code.ROLL_UNKNOWN] * 2
    assert codes(make_snapshot(events[0], roll=roll, election=TWO)) == {"ben": "counted"}
    numbered = tally(make_snapshot(*events, roll=[elector("ben", id=1), elector("cleo")], election=TWO))
    assert [each.code for each in numbered.people] == [Code.COUNTED, Code.LOGIN_RECLAIMED]


@pytest.mark.parametrize("roll", [None, Unavailable("403"), make_roll([])])
def test_a_roll_that_cannot_be_used_counts_nobody_and_refuses_nobody(roll: object) -> None:
    for events in ((), (endorse("ben"),)):
        found = tally(make_snapshot(*events, roll=roll, election=TWO))  # type: ignore[arg-type]  # the table's types
        assert found.reached is None
        assert found.unknown
        assert all(each.code is Code.ROLL_UNKNOWN for each in found.people)


def test_a_contradictory_roll_leaves_only_those_in_doubt_whom_it_contradicts() -> None:
    roll = make_roll([elector("ben"), elector("ben", id=5), elector("cleo"), elector("dan")])
    events = (endorse("ben"), endorse("cleo"))
    doubtful = tally(make_snapshot(*events, roll=roll, election=TWO))
    assert (doubtful.got, doubtful.reached) == (1, None)
    assert tally(make_snapshot(*events, endorse("dan"), roll=roll, election=TWO)).reached is True


def test_a_roll_that_does_not_hold_yet_judges_nobody() -> None:
    from making import at

    roll = make_roll([elector("ben")], at("07-15"))
    assert codes(make_snapshot(endorse("ben"), roll=roll, election=TWO, taken="07-14 23:59:59")) == {
        "ben": "roll-unknown"
    }
    assert codes(make_snapshot(endorse("ben"), roll=roll, election=TWO, taken="07-15")) == {"ben": "counted"}


# Edits and hiding


def edited(when: str, by: str | Account | None, body: str = "/endorse", written: str = "07-09") -> Comment:
    return comment("ben", body, written, edited_at=when, edited_by=by)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([edited("07-10", "ben")], "counted"),
        ([edited("07-10", "mona")], "edited-by-other"),
        ([edited("07-10", bot("tidy"))], "edited-by-other"),
        ([edited("07-10", None)], "editor-unknown"),
        ([edited("07-10", GHOST)], "editor-unknown"),
        ([edited("07-10", account("benny", number_of("ben")))], "counted"),
        ([edited("08-02", "ben")], "edited-after-close"),
        ([edited("07-10", "mona"), endorse("ben", "07-11")], "counted"),
        ([endorse("ben", "07-08"), edited("07-10", "mona")], "counted"),
        ([endorse("ben", "07-08"), edited("08-02", "ben")], "edited-after-close"),
        ([edited("08-02", "ben"), endorse("ben", "07-10")], "counted"),
        ([endorse("ben", "07-08"), edited("07-10", "mona", "/unendorse")], "edited-by-other"),
        ([approve("ben", body="I read it.", edited_at="07-11", edited_by="mona")], "counted"),
        ([approve("ben", edited_at="08-03", edited_by="ben")], "counted"),
        ([approve("ben", body="/endorse", edited_at="08-03", edited_by="ben")], "counted"),
        ([approve("ben", body="/endorse", edited_at="07-11", edited_by="mona")], "counted"),
        ([approve("ben", body="/unendorse", edited_at="07-11", edited_by="mona")], "edited-by-other"),
        ([remark("ben", body="/endorse", edited_at="07-11", edited_by="mona")], "edited-by-other"),
        ([comment("ben", "/endorse", minimised=True)], "minimised"),
        ([approve("ben", minimised=True)], "minimised"),
        ([endorse("ben", "07-09"), comment("ben", "/endorse", minimised=True)], "counted"),
        ([endorse("ben", "07-09"), comment("ben", "/unendorse", minimised=True)], "withdrawn"),
    ],
)
def test_only_what_its_author_said_in_time_counts(events: list[Event], expected: str) -> None:
    assert codes(make_snapshot(*events, election=TWO, taken="08-10")) == {"ben": expected}


def test_an_edit_is_an_act_of_the_time_of_the_edit() -> None:
    events = (edited("07-12", "ben"), comment("ben", "/unendorse", "07-11"))
    assert codes(make_snapshot(*events, election=TWO)) == {"ben": "counted"}
    last_second = (edited("07-31 23:59:59", "ben"), comment("ben", "/unendorse", "07-11"))
    assert codes(make_snapshot(*last_second, election=TWO, taken="08-10")) == {"ben": "counted"}


def test_what_a_comment_of_ours_shows_is_nobodys_word() -> None:
    shown = comment(bot("github-actions"), "<!-- nomflow:comment v1 -->\n\n/endorse")
    assert codes(make_snapshot(shown, election=rules("by: anyone"))) == {}


# Time


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("07-31 23:59:59", "counted"),
        ("08-01 00:00:00", "after-close"),
        ("08-01 00:00:01", "after-close"),
    ],
)
def test_the_last_second_counts_and_the_next_does_not(when: str, expected: str) -> None:
    for event in (endorse("ben", when), approve("ben", when)):
        assert codes(make_snapshot(event, election=TWO, taken="08-10")) == {"ben": expected}


@pytest.mark.parametrize(("when", "expected"), [("08-02 11:59:59", "counted"), ("08-02 12:00:00", "after-close")])
def test_anywhere_on_earth_ends_at_noon_of_the_next_day(when: str, expected: str) -> None:
    election = f"{TWO}\nwindows: {{zone: AoE, endorsed: {{closes: 2026-08-01}}}}"
    assert codes(make_snapshot(endorse("ben", when), election=election, taken="08-10")) == {"ben": expected}


def test_an_election_without_a_close_counts_whenever_it_is_asked() -> None:
    from msgspec.structs import replace

    from nomflow.core.basics.time import Window

    events = (edited("07-10", "ben"), endorse("cleo", "08-05"), comment("dan", "!endorce", "08-05"))
    snapshot = make_snapshot(*events, election=TWO, taken="12-01")
    windows = replace(snapshot.election.windows, nominations=Window())
    endless = replace(snapshot, election=replace(snapshot.election, windows=windows))
    assert codes(endless) == {"ben": "counted", "cleo": "counted", "dan": "near-miss"}


@pytest.mark.parametrize(("when", "expected"), [("07-04 23:59:59", "before-open"), ("07-05", "counted")])
def test_endorsing_may_open_later_than_nominating(when: str, expected: str) -> None:
    election = f"{TWO}\nwindows: {{endorsed: {{opens: 2026-07-05, closes: 2026-07-31}}}}"
    assert codes(make_snapshot(endorse("ben", when), election=election)) == {"ben": expected}


def test_what_came_after_the_close_changes_nothing() -> None:
    late = (comment("ben", "/unendorse", "08-02"), ask_for_changes("cleo", "08-02"), endorse("dan", "08-02"))
    snapshot = make_snapshot(endorse("ben"), approve("cleo"), *late, election=TWO, taken="08-10")
    assert codes(snapshot) == {"ben": "counted", "cleo": "counted", "dan": "after-close"}


def test_nothing_later_than_the_snapshot_is_heard() -> None:
    events = (endorse("ben", "07-10"), endorse("cleo", "07-11"), comment("ben", "/unendorse", "07-12"))
    assert codes(make_snapshot(*events, election=TWO, taken="07-10")) == {"ben": "counted"}
    assert codes(make_snapshot(*events, election=TWO, taken="07-11")) == {"ben": "counted", "cleo": "counted"}
    assert codes(make_snapshot(*events, election=TWO, taken="07-12")) == {"ben": "withdrawn", "cleo": "counted"}


# Versions


OLD = statement_text(thanks="An older last word.")
NEW = statement_text(thanks="Another last word, and much more of it: " + "many new words were written here. " * 3)


@pytest.mark.parametrize(
    ("stale", "events", "expected"),
    [
        ("keep", [approve("ben", blob=blob_of(OLD))], "counted"),
        ("exact", [approve("ben", blob=blob_of(OLD))], "stale"),
        ("exact", [approve("ben")], "counted"),
        ("{policy: unless-changed, percent: 10}", [approve("ben", blob=blob_of(OLD))], "stale"),
        ("{policy: unless-changed, percent: 90}", [approve("ben", blob=blob_of(OLD))], "counted"),
        ("exact", [approve("ben", blob=blob_of(OLD)), approve("ben", "07-12")], "counted"),
        ("exact", [approve("ben"), endorse("ben", "07-01 10:00")], "counted"),
        ("exact", [approve("ben", "07-11"), approve("ben", "07-12", blob=blob_of(OLD))], "counted"),
        ("exact", [approve("ben", blob=UNKNOWN_BLOB)], "version-unknown"),
        ("keep", [approve("ben", blob=UNKNOWN_BLOB)], "counted"),
        ("{policy: unless-changed}", [approve("ben", blob="f" * 40)], "version-unknown"),
        ("exact", [endorse("ben", "07-05")], "version-unknown"),
        ("exact", [endorse("ben", "07-05"), status("a" * 40, "07-06", blob_of(OLD))], "stale"),
        ("exact", [endorse("ben", "07-11")], "counted"),
        ("exact", [endorse("ben", "07-05"), approve("ben", "07-12")], "counted"),
        ("exact", [endorse("ben", "07-01 10:00")], "version-unknown"),
    ],
)
def test_an_endorsement_is_of_a_version(stale: str, events: list[Event], expected: str) -> None:
    pushed = (status("a" * 40, "07-02", blob_of(OLD)), status("b" * 40, "07-10", blob_of(NEW)))
    election = rules(f"stale: {stale}")
    snapshot = make_snapshot(*events, *pushed, text=NEW, versions=[OLD], election=election, head="b" * 40)
    assert codes(snapshot) == {"ben": expected}


def test_the_one_who_must_read_again_is_told_how_much_changed() -> None:
    event = approve("ben", blob=blob_of(OLD))
    snapshot = make_snapshot(event, text=NEW, versions=[OLD], election=rules("stale: exact"))
    told = str(evidence_of(snapshot, "ben").text)
    assert "The statement has changed since, by 3" in told
    assert told.endswith("% of its words. Please read it again, and endorse again.")


def test_a_statement_that_never_changed_leaves_no_doubt_about_versions() -> None:
    event = approve("ben", blob=UNKNOWN_BLOB)
    assert codes(make_snapshot(event, election=rules("stale: exact"))) == {"ben": "counted"}


def test_opening_the_nomination_endorses_every_version() -> None:
    pushed = (status("a" * 40, "07-02", blob_of(OLD)), status("b" * 40, "07-10", blob_of(NEW)))
    election = rules("stale: exact, nominator-endorses: true, nominee-counts: true")
    accepted = comment(NOMINEE, "/accept", "07-05")
    snapshot = make_snapshot(*pushed, accepted, text=NEW, versions=[OLD], author="ben", election=election)
    assert codes(snapshot) == {"ben": "counted", NOMINEE: "counted"}


# Credited reviewers


CREDITS = "reviewers: ['@ben']"


@pytest.mark.parametrize(
    ("events", "config", "expected"),
    [
        ([approve("ben")], "", "credit-only"),
        ([approve("ben"), endorse("ben", "07-11")], "", "counted"),
        ([endorse("ben", "07-09"), approve("ben")], "", "counted"),
        ([approve("ben")], "endorsements: {count: 2, channels: [command]}", "credit-only"),
        ([approve("ben")], "acknowledgements: {approval-also-endorses: true}", "counted"),
        ([endorse("ben", "07-09"), ask_for_changes("ben")], "", "counted"),
        ([endorse("ben", "07-09"), dismissed(approve("ben"), "07-11")], "", "counted"),
        ([approve(account("BEN"))], "", "credit-only"),
    ],
)
def test_a_reviewers_approval_confirms_the_credit_and_endorses_only_by_a_word(
    events: list[Event], config: str, expected: str
) -> None:
    election = config if "count" in config else f"{TWO}\n{config}"
    assert codes(make_snapshot(*events, more=CREDITS, election=election)) == {"ben": expected}


def test_a_reviewer_who_only_approved_is_told_how_to_endorse_as_well() -> None:
    found = evidence_of(make_snapshot(approve("ben"), more=CREDITS, election=TWO), "ben")
    assert str(found.text) == "This approval confirms a reviewer's credit. To endorse as well, write /endorse."


def test_where_only_approvals_endorse_a_reviewer_is_told_of_no_other_way() -> None:
    snapshot = make_snapshot(approve("ben"), more=CREDITS, election=rules("channels: [approval]"))
    assert str(evidence_of(snapshot, "ben").text) == "This approval confirms a reviewer's credit."


def test_a_credited_reviewer_who_may_not_endorse_is_not_invited_to() -> None:
    assert codes(make_snapshot(approve("zoe"), more="reviewers: ['@zoe']", election=TWO)) == {}


# The record


def test_evidence_has_the_link_the_time_the_version_and_the_name() -> None:
    event = approve("ben", "07-10 08:30:01")
    snapshot = make_snapshot(event, roll=[elector("ben", "Northwind", name="Ben Sample")], election=TWO)
    found = evidence_of(snapshot, "ben")
    assert snapshot.statement
    assert (found.url, found.at) == (event.url, event.submitted_at)
    assert found.version == snapshot.statement.source.git_blob_sha
    assert (found.name, found.employers) == ("Ben Sample", ("Northwind",))


def test_everybody_on_the_roll_can_endorse_at_once() -> None:
    found = tally(make_snapshot(*(endorse(who) for who in CAST), election=TWO))
    assert (found.got, found.needed, found.reached, found.missing) == (8, 2, True, 0)
