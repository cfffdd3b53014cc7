"""What officers see of an election: whose turn it is, what is missing and what is in doubt."""

from __future__ import annotations

import json

import pytest
from making import NOMINEE, at, comment, endorse, make_snapshot, other, statement_text

from nomflow.core.evaluate import evaluate
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.snapshot import PullRequestState, Snapshot
from nomflow.core.verdict.overview import ElectionStatus, overview
from nomflow.render.report import status
from nomflow.rules import RULES

TWO = "endorsements: {count: 2, by: anyone}"
LINK = "[x](/no)"


def seen(*snapshots: Snapshot) -> ElectionStatus:
    return overview(snapshots[0].election, [evaluate(each, RULES) for each in snapshots], snapshots[0].taken_at)


@pytest.mark.parametrize(
    ("snapshot", "turn", "missing"),
    [
        (make_snapshot(election=TWO), "endorsers", ["endorsements 0 of 2"]),
        (make_snapshot(endorse("ben"), endorse("cleo"), election=TWO), "officers", []),
        (make_snapshot(election="nominations: {merge: when-ready}"), "nobody", []),
        (make_snapshot(election="nominations: {merge: when-ready, confirmations: 1}"), "officers", []),
        (make_snapshot(election=TWO, thanks=LINK), "nominee", ["1 to fix", "endorsements 0 of 2"]),
        (make_snapshot(author="ben"), "nominee", ["the nominee has not accepted yet"]),
        (make_snapshot(draft=True), "nominee", ["still a draft"]),
        (make_snapshot(comment(NOMINEE, "/withdraw"), election=TWO), "nobody", []),
        (make_snapshot(state=PullRequestState.MERGED, merged_at=at("07-10")), "nobody", []),
    ],
)
def test_whose_turn_it_is_and_what_is_missing(snapshot: Snapshot, turn: str, missing: list[str]) -> None:
    (line,) = seen(snapshot).nominations
    assert (line.turn.value, [str(each) for each in line.missing]) == (turn, missing)


def test_too_late_is_told_with_its_reason_and_is_nobodys_turn() -> None:
    (line,) = seen(make_snapshot(opened="08-01 10:00", taken="08-02 12:00")).nominations
    assert line.turn == "nobody"
    assert str(line.missing[0]).startswith("Submitted on Saturday 1 August 2026, 10:00 UTC, 10 hours after")


def test_totals_for_each_seat_and_for_none() -> None:
    seats = "seats: [{id: chair, title: Chair}, {id: purse, title: Treasurer, places: 2}]"
    chair = make_snapshot(election=seats, more="seat: chair")
    gone = make_snapshot(comment(NOMINEE, "/withdraw"), election=seats, more="seat: chair")
    lost = make_snapshot(election=seats)
    got = [(each.title, each.places, each.ready, each.waiting, each.gone) for each in seen(chair, gone, lost).seats]
    assert got == [("Chair", 1, 1, 0, 1), ("Treasurer", 2, 0, 0, 0), ("No seat named", 0, 0, 1, 0)]


def test_readings_in_doubt_are_listed_with_where_to_look() -> None:
    (line,) = seen(make_snapshot(comment("ben", "/endorce"), election=TWO)).nominations
    ((told, url),) = line.doubts
    assert str(told).startswith("@ben: “/endorce” does not count.")
    assert "#issuecomment-" in url
    (line,) = seen(
        make_snapshot(election="endorsements: {count: 2}", roll=Unavailable("roll.yml is gone."))
    ).nominations
    unknown = "Endorsements could not be counted. The roll could not be read: roll.yml is gone."
    assert [(str(said), url) for said, url in line.doubts] == [(unknown, "")]
    assert line.turn == "officers"


def test_what_opens_and_closes_at_one_moment_is_one_line_with_every_zone() -> None:
    windows = """\
windows:
  zone: Europe/Berlin
  nominations: {opens: 2026-07-01, closes: 2026-07-31}
  endorsed: {closes: 2026-07-31}
  voting: {opens: 2026-08-10}"""
    state = seen(make_snapshot(election=windows, taken="07-30 12:00"))
    assert [what for what, _ in state.deadlines] == ["Closes: nominations, endorsements", "Opens: voting"]
    told = status.text([state])
    line = "in 33 hours: Friday 31 July 2026, 23:59 Europe/Berlin (21:59 UTC) = 09:59 on 31 July Anywhere on Earth"
    assert line in told


def test_who_was_merged_before_is_not_forgotten() -> None:
    state = seen(make_snapshot(others=(other(3, "ben", state=PullRequestState.MERGED), other(4, "cleo"))))
    assert state.merged == ((3, "ben"),)


def test_other_peoples_words_are_quoted_for_their_medium() -> None:
    evil = "Ida `|` <b> @everyone"
    state = seen(make_snapshot(text=statement_text().replace("Ida Quist", evil)))
    told = status.document([state])
    assert "<b>" not in told
    assert "@everyone" not in told
    row = next(line for line in told.splitlines() if "Ida" in line)
    assert row.replace("\\|", "").count("|") == 8
    assert json.loads(status.as_json([state]))["elections"][0]["nominations"][0]["state"]


def test_the_document_changes_only_when_something_did() -> None:
    now, later = (seen(make_snapshot(taken=taken)) for taken in ("07-20 12:00", "07-21 12:00"))
    assert status.document([now]) == status.document([later])
    assert status.text([now]) != status.text([later])


def test_a_flood_of_unclear_comments_hides_nobody_and_fits_into_an_issue() -> None:
    crowd = [comment(f"p{n}", f"/endorce {'x' * 300}", f"07-10 12:{n // 60:02}:{n % 60:02}") for n in range(600)]
    flooded, other_one = make_snapshot(*crowd, election=TWO), make_snapshot(comment("ben", "/endorce"), election=TWO)
    told = status.document([seen(flooded, other_one)])
    assert told.count("/endorce") == status.MOST_DOUBTS + 1
    assert "590 more" in told
    assert len(status.document([seen(flooded)] * 200)) < 65_536
