"""Reminders and the final verdict: each told once, in a comment of its own, whatever goes wrong."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from nomination import CONFIG, Election, election
from standin import Kind

from nomflow.core.action.effects import (
    DeleteComment,
    EditComment,
    Effect,
    Notice,
    Notify,
    OwnComment,
    Present,
    Status,
    Wanted,
)
from nomflow.core.action.plan import plan
from nomflow.github import facts
from nomflow.render.comment import notice as comment_notice

__all__ = ["election"]

NOTICE = "<!-- nomflow:notice v1 "
REMINDING = "    reminders: {before: [7 days, 2 days], by: comment}\n"
MERGING = "    nominations: {merge: when-ready}\n"


def at(election: Election, moment: str) -> None:
    election.world.clock.set(datetime.fromisoformat(f"2026-{moment}:00+00:00").astimezone(UTC))


def configure(election: Election, more: str) -> None:
    election.repo.commit({"nomflow.yml": CONFIG.replace("    officers", f"{more}    officers")})


def notices(election: Election) -> list[str]:
    """What our other comments are, by their first lines."""
    bodies = [comment.body for comment in election.pull.comments]
    return [body.partition(NOTICE)[2].partition(" -->")[0] for body in bodies if body.startswith(NOTICE)]


SEVEN, TWO = (f"reminder {lead} before 2026-07-31T12:00:59Z" for lead in ("7-days", "2-days"))


def test_each_reminder_comes_once_and_names_what_is_missing(election: Election) -> None:
    configure(election, REMINDING)
    for moment, told in (
        ("07-24T11:00", []),
        ("07-24T13:00", [SEVEN]),
        ("07-28T13:00", [SEVEN]),
        ("07-29T13:00", [SEVEN, TWO]),
        ("07-31T11:00", [SEVEN, TWO]),
    ):
        at(election, moment)
        election.run("sweep")
        assert notices(election) == told
        election.requests()
        election.run("sweep")
        assert election.requests()[1] == 0
    body = election.pull.comments[-1].body
    assert "less than 2 days left" in body
    assert "- endorsements 0 of 2" in body
    assert "Friday 31 July 2026, 12:00 UTC" in body
    assert "@" not in body


def test_of_reminders_that_were_missed_only_the_latest_comes(election: Election) -> None:
    configure(election, REMINDING)
    at(election, "07-30T13:00")
    election.run("sweep")
    assert notices(election) == [TWO]


def test_a_reminder_is_nobodys_word_and_asks_for_nothing(election: Election) -> None:
    configure(election, REMINDING)
    at(election, "07-30T13:00")
    election.run("sweep")
    pull = election.snapshot().pull_request
    assert pull
    assert pull.comments == ()


def test_a_reminder_at_the_top_of_the_comment_changes_it_once(election: Election) -> None:
    configure(election, REMINDING.replace("comment", "edit"))
    at(election, "07-24T11:00")
    election.run("sweep")
    assert "Reminder" not in election.sticky
    at(election, "07-24T13:00")
    election.run("sweep")
    assert "⏰ **Reminder: less than 7 days left.** Still open: endorsements 0 of 2." in election.sticky
    assert notices(election) == []
    at(election, "07-28T13:00")
    election.requests()
    election.run("sweep")
    assert election.requests()[1] == 0


def test_whoever_is_ready_is_not_reminded(election: Election) -> None:
    configure(election, REMINDING)
    at(election, "07-20T12:00")
    election.pull.comment("bob", "/endorse")
    election.pull.comment("cleo", "/endorse")
    at(election, "07-30T13:00")
    election.run("sweep")
    assert notices(election) == []


def test_the_final_verdict_comes_once_after_the_close(election: Election) -> None:
    at(election, "07-30T12:00")
    election.run("sweep")
    assert notices(election) == []
    at(election, "07-31T13:00")
    election.run("sweep")
    assert notices(election) == ["verdict"]
    assert "**Too late.**" in election.pull.comments[-1].body
    election.requests()
    election.run("sweep")
    assert election.requests()[1] == 0


def test_who_was_merged_is_told_too_though_nothing_happens_there_any_more(election: Election) -> None:
    election.repo.commit({"nomflow.yml": CONFIG + "site: {url: https://vote.example.org}\n"})
    at(election, "07-20T12:00")
    election.pull.comment("bob", "/endorse")
    election.pull.comment("cleo", "/endorse")
    election.pr()
    election.pull.merge(by="olga")
    at(election, "07-31T13:00")
    election.run("sweep")
    assert notices(election) == ["verdict"]
    body = election.pull.comments[-1].body
    assert "**On the ballot.**" in body
    assert "https://vote.example.org/2026-board/candidates/ada/" in body
    election.requests()
    election.run("sweep")
    assert election.requests()[1] == 0
    at(election, "08-20T13:00")
    election.run("sweep")
    assert election.requests()[0] <= 2


def test_more_time_takes_the_final_verdict_back(election: Election) -> None:
    at(election, "07-31T13:00")
    election.run("sweep")
    configure(election, "")
    more = "    windows:\n      extensions: [{until: 2026-08-05T12:00Z, by: olga, why: Outage}]\n"
    election.repo.commit({"nomflow.yml": CONFIG.replace("    windows:\n", more)})
    election.run("sweep")
    assert notices(election) == []
    at(election, "08-05T13:00")
    election.run("sweep")
    assert notices(election) == ["verdict"]


def test_organisations_can_do_without_the_final_verdict(election: Election) -> None:
    configure(election, "    reminders: {verdict: false}\n")
    at(election, "07-31T13:00")
    election.run("sweep")
    assert notices(election) == []


def test_an_election_of_last_year_wakes_nobody(election: Election) -> None:
    at(election, "10-31T13:00")
    election.run("sweep")
    assert notices(election) == []


@pytest.mark.parametrize("moment", ["07-30T13:00", "07-31T13:00"])
@pytest.mark.parametrize("happened", [False, True])
@pytest.mark.parametrize("kind", [Kind.BAD_GATEWAY, Kind.DROPPED, Kind.CUT_JSON])
@pytest.mark.parametrize("number", range(1, 6))
def test_whatever_goes_wrong_nothing_is_told_twice(
    election: Election, moment: str, kind: Kind, happened: bool, number: int
) -> None:
    configure(election, REMINDING)
    at(election, moment)
    election.world.fault(kind, at=number, only="write", happened=happened)
    election.pr()
    once = len(notices(election))
    election.pr()
    assert (once <= 1, len(notices(election))) == (True, 1)


@pytest.mark.parametrize("number", range(2, 8))
def test_two_runs_at_once_tell_it_once(election: Election, number: int) -> None:
    configure(election, REMINDING)
    at(election, "07-30T13:00")
    election.world.before(election.pr, at=number)
    election.pr()
    assert notices(election) == [TWO]


def test_without_the_right_to_write_the_verdict_stands(election: Election) -> None:
    configure(election, REMINDING)
    at(election, "07-20T13:00")
    election.pr()
    at(election, "07-30T13:00")
    election.world.fault(Kind.SECONDARY_LIMIT, at=1, only="write", retry_after=3600)
    ran = election.pr()
    assert ran.code == 0
    assert "could not write a new comment" in ran.err


def test_a_marker_that_others_wrote_is_not_ours(election: Election) -> None:
    configure(election, REMINDING)
    at(election, "07-30T13:00")
    election.pull.comment("mallory", f"{NOTICE}{TWO} -->\nAll is well.")
    election.pr()
    ours = [comment for comment in election.pull.comments if comment.author == "github-actions"]
    assert len(ours) == 2


MARK = f"{NOTICE}verdict -->"
FIRST, SECOND = OwnComment(1, f"{MARK}\nx", ""), OwnComment(2, f"{MARK}\nx", "")


@pytest.mark.parametrize(
    ("wanted", "there", "effects"),
    [
        (Notice(MARK, f"{MARK}\nx"), (), (Notify(Notice(MARK, f"{MARK}\nx")),)),
        (Notice(MARK, f"{MARK}\nx"), (FIRST,), ()),
        (Notice(MARK, f"{MARK}\ny"), (FIRST,), ()),
        (Notice(MARK, f"{MARK}\ny", current=True), (FIRST,), (EditComment(1, f"{MARK}\ny"),)),
        (Notice(MARK, f"{MARK}\nx"), (SECOND, FIRST), (DeleteComment(2),)),
        (Notice(MARK, ""), (FIRST,), (DeleteComment(1),)),
        (Notice(MARK, ""), (), ()),
    ],
)
def test_notices_are_planned_once(wanted: Notice, there: tuple[OwnComment, ...], effects: tuple[Effect, ...]) -> None:
    present = Present(number=1, node="PR", head="h", notices=there)
    _, *planned = plan(Wanted(status=Status("success", ""), notices=(wanted,)), present)
    assert tuple(planned) == effects


def test_readers_and_writers_of_notices_agree_on_their_marker() -> None:
    assert facts.NOTICE == comment_notice.NOTICE == NOTICE
