"""What officers decide in the thread, and what is no decision."""

from __future__ import annotations

import pytest
from making import NOMINEE, account, at, bot, comment, dismissed, elector, make_snapshot, number_of, remark

from nomflow.core.nomination.deadlines import cut_off
from nomflow.core.nomination.officers import Decisions, decisions
from nomflow.core.snapshot.snapshot import Account, Comment, Review, ReviewState

OFFICERS = "officers: [olive, '@Oskar']"
EXTEND = "/nomflow extend 2026-08-05 The server was down."


def decided(*events: Comment | Review, election: str = OFFICERS, **more: object) -> Decisions:
    return decisions(make_snapshot(*events, election=election, **more))  # type: ignore[arg-type]


def refused(*events: Comment | Review, **more: object) -> str:
    ((_, why),) = decided(*events, **more).ignored  # type: ignore[arg-type]
    return str(why)


def test_an_extension_is_on_record_with_who_when_why_and_where() -> None:
    said = comment("olive", EXTEND, "07-30 10:00")
    (found,) = decided(said, taken="08-02").extensions
    assert (found.by, found.why, found.link) == ("olive", "The server was down.", said.url)
    assert found.decided
    assert found.decided.at == at("07-30 10:00")
    assert found.nominee == NOMINEE


@pytest.mark.parametrize(
    ("date", "close", "reason"),
    [
        ("2026-08-05", "08-05 23:59:59", "So be it"),
        ("2026-08-05T14:00", "08-05 14:00:59", "So be it"),
        ("2026-08-05 14:00", "08-05 14:00:59", "So be it"),
        ("2026-08-05 AoE", "08-06 11:59:59", "So be it"),
        ("2026-08-05 14:00 UTC", "08-05 14:00:59", "So be it"),
        ("2026-08-05T14:00+02:00", "08-05 12:00:59", "So be it"),
        ("2026-08-05 Europe/Berlin", "08-05 21:59:59", "So be it"),
        ("2026-08-05", "08-05 23:59:59", "and/or so"),
        ("2026-08-05", "08-05 23:59:59", "24 hours more"),
        ("2026-08-05", "08-05 23:59:59", "ab: so"),
        ("2026-08-05", "08-05 23:59:59", "I was ill"),
        ("2026-08-05", "08-05 23:59:59", "GITHUB was down"),
        ("2026-08-05", "08-05 23:59:59", "C++ day"),
    ],
)
def test_the_date_may_have_a_time_and_a_zone(date: str, close: str, reason: str) -> None:
    snapshot = make_snapshot(comment("olive", f"/nomflow extend {date} {reason}"), election=OFFICERS)
    (found,) = decisions(snapshot).extensions
    assert found.why == reason
    assert cut_off(snapshot, "nominations") == at(close)


def test_without_a_zone_the_elections_own_is_meant() -> None:
    election = f"{OFFICERS}\nwindows: {{zone: AoE, nominations: {{closes: 2026-07-31}}}}"
    assert cut_off(make_snapshot(comment("olive", EXTEND), election=election), "nominations") == at("08-06 11:59:59")
    offset = f"{OFFICERS}\nwindows: {{nominations: {{closes: '2026-07-31T14:00+02:00'}}}}"
    assert cut_off(make_snapshot(comment("olive", EXTEND), election=offset), "nominations") == at("08-05 23:59:59")


@pytest.mark.parametrize(
    "date", ["2026-08-05 PST because", "2026-02-30 because", "soon because", "2026-08-05T25:00 because"]
)
def test_a_date_that_cannot_be_read_extends_nothing_and_says_why(date: str) -> None:
    found = decided(comment("olive", f"/nomflow extend {date}"))
    assert found.extensions == ()
    assert len(found.ignored) == 1
    assert str(found.ignored[0][1])


def test_an_extension_needs_a_reason() -> None:
    assert refused(comment("olive", "/nomflow extend 2026-08-05 14:00")) == (
        "An extension needs a reason: `/nomflow extend DATE REASON`."
    )


def test_after_the_last_close_a_comment_extends_nothing_and_says_what_to_do_instead() -> None:
    late = comment("olive", EXTEND, "08-01 00:00:00")
    snapshot = make_snapshot(late, election=OFFICERS, taken="08-03")
    assert cut_off(snapshot, "endorsed") == at("07-31 23:59:59")
    ((_, why),) = decisions(snapshot).ignored
    assert "`windows.extensions` in nomflow.yml" in str(why)
    assert "correction" in str(why)


@pytest.mark.parametrize(
    "windows", ["reviewed: {closes: 2026-08-04}", "extensions: [{until: 2026-08-04, by: olive, why: Ill}]"]
)
def test_until_the_last_window_closes_an_officer_may_extend_the_others(windows: str) -> None:
    last_second = comment("olive", EXTEND, "08-04 23:59:59")
    election = f"{OFFICERS}\nwindows: {{{windows}}}"
    assert cut_off(make_snapshot(last_second, election=election, taken="08-05"), "nominations") == at("08-05 23:59:59")
    assert cut_off(make_snapshot(last_second, election=election, taken="08-04"), "endorsed") < at("08-05")  # type: ignore[operator]  # it closes


def test_more_time_may_be_given_while_there_is_more_time() -> None:
    first = comment("olive", "/nomflow extend 2026-08-02 The mail was down.", "07-31 23:59:59")
    again = comment("oskar", "/nomflow extend 2026-08-04 It still is.", "08-02 10:00")
    late = comment("oskar", "/nomflow extend 2026-08-06 It was.", "08-05")
    found = make_snapshot(first, again, late, election=OFFICERS, taken="08-09")
    assert cut_off(found, "endorsed") == at("08-04 23:59:59")
    assert [act.url for act, _ in decisions(found).ignored] == [late.url]
    alone = make_snapshot(again, election=OFFICERS, taken="08-09")
    assert cut_off(alone, "endorsed") == at("07-31 23:59:59")


def test_without_a_close_there_is_no_too_late() -> None:
    from msgspec.structs import replace

    from nomflow.core.basics.time import Window

    one = make_snapshot(comment("olive", EXTEND, "08-04"), election=OFFICERS, taken="08-09")
    windows = replace(one.election.windows, nominations=Window(), endorsed=one.election.windows.nominations)
    assert len(decisions(replace(one, election=replace(one.election, windows=windows))).extensions) == 1


ACTS = ["/nomflow confirm", EXTEND, "/nomflow disqualify They are not a member."]


@pytest.mark.parametrize("body", ACTS)
@pytest.mark.parametrize(
    ("event", "why"),
    [
        (lambda body: comment("ben", body), "Only election officers can do that."),
        (lambda body: comment(bot("olive"), body), "Only election officers can do that."),
        (lambda body: comment(account("olive", 99), body), "Only election officers can do that."),
        (lambda body: comment("olive", body, edited_at="07-11", edited_by="ben"), "Somebody else edited this comment"),
        (lambda body: comment("olive", body, edited_at="07-11"), "Somebody else edited this comment"),
        (lambda body: comment("olive", body, edited_at="07-11", edited_by="olive"), "A decision must be readable as"),
        (lambda body: comment("olive", body, minimised=True), "This comment is hidden"),
        (
            lambda body: dismissed(remark("olive", body=body), "07-11", ReviewState.CHANGES_REQUESTED),
            "This comment is hidden",
        ),
    ],
)
def test_what_is_no_decision_decides_nothing_and_says_why(body: str, event: object, why: str) -> None:
    roll = [elector("olive"), elector("ben"), elector(NOMINEE)]
    found = decided(event(body), roll=roll)  # type: ignore[operator]  # the table's functions
    assert (found.extensions, found.confirmations, found.disqualified) == ((), (), None)
    assert str(found.ignored[0][1]).startswith(why)


def test_quoting_an_officer_decides_nothing() -> None:
    assert decided(comment("olive", "> /nomflow confirm")) == Decisions()


def test_an_officer_does_not_decide_about_their_own_nomination() -> None:
    why = refused(comment(NOMINEE, "/nomflow confirm"), election=f"officers: [{NOMINEE}]")
    assert why == "Officers do not decide about their own nomination. Please ask another officer."


def test_a_renamed_officer_still_decides() -> None:
    renamed = comment(account("olivia", number_of("olive")), "/nomflow confirm")
    found = decided(renamed, roll=[elector("olive"), elector(NOMINEE)])
    assert [each.officer for each in found.confirmations] == ["olivia"]


def test_each_officer_confirms_once() -> None:
    events = (
        comment("olive", "/nomflow confirm", "07-10"),
        comment("Olive", "/nomflow confirm", "07-12"),
        comment("oskar", "/nomflow confirm", "07-11"),
    )
    found = decided(*events).confirmations
    assert [(each.officer, each.at) for each in found] == [("olive", at("07-10")), ("oskar", at("07-11"))]


def test_a_disqualification_keeps_its_first_time_and_reason() -> None:
    events = (
        comment("olive", "/nomflow disqualify Not a member.", "07-10"),
        comment("oskar", "/nomflow disqualify Twice nominated.", "07-11"),
    )
    found = decided(*events).disqualified
    assert found
    assert (found.officer, found.argument, found.at) == ("olive", "Not a member.", at("07-10"))


def test_an_officer_without_a_number_is_known_by_name() -> None:
    assert decided(comment(Account("OLIVE"), "/nomflow confirm")).confirmations
    assert decided(comment(Account("OLIVE"), "/nomflow confirm"), roll=[elector("olive")]).confirmations
