"""Nominations are submitted while they are open, by the server's clock."""

from __future__ import annotations

import pytest
from making import ask, at, comment, make_snapshot

from nomflow.core.outcome import Answer
from nomflow.rules.submitted_in_time import submitted_in_time

AOE = "windows: {zone: AoE, nominations: {opens: 2026-07-01, closes: 2026-10-01}}"
EXTENDED = "windows: {extensions: [{until: 2026-08-05, by: olive, why: The server was down}]}"


@pytest.mark.parametrize(
    ("opened", "taken", "election", "answer", "words"),
    [
        ("07-02 09:00", "07-20", "", Answer.PASSED, "Submitted on Thursday 2 July 2026, 09:00 UTC."),
        ("07-01 00:00:00", "07-20", "", Answer.PASSED, "Submitted on"),
        ("06-30 23:59:59", "07-20", "", Answer.PASSED, "Submitted before nominations opened"),
        ("06-28 00:00:00", "06-30 23:59:59", "", Answer.PENDING, "Nominations open on Wednesday 1 July 2026"),
        ("06-28 00:00:00", "07-01 00:00:00", "", Answer.PASSED, "Submitted before nominations opened"),
        ("07-31 23:59:59", "08-02", "", Answer.PASSED, "Submitted on"),
        ("08-01 00:00:00", "08-02", "", Answer.FAILED, "1 second after nominations closed on"),
        ("08-01 00:00:58", "08-02", "", Answer.FAILED, "59 seconds after"),
        ("08-01 00:00:59", "08-02", "", Answer.FAILED, "1 minute after"),
        ("08-01 00:06:59", "08-02", "", Answer.FAILED, "7 minutes after"),
        ("08-01 06:59:59", "08-02", "", Answer.FAILED, "7 hours after"),
        ("08-04 23:59:59", "08-06", "", Answer.FAILED, "4 days after"),
        ("10-02 11:59:59", "10-03", AOE, Answer.PASSED, "Submitted on"),
        ("10-02 12:00:00", "10-03", AOE, Answer.FAILED, "end of day Anywhere on Earth (Friday 2 October 2026, 11:59"),
        ("08-05 23:59:59", "08-06", EXTENDED, Answer.PASSED, "by olive, because: The server was down"),
        ("08-06 00:00:00", "08-07", EXTENDED, Answer.FAILED, "Wednesday 5 August 2026"),
        ("07-30 00:00:00", "08-02", EXTENDED, Answer.PASSED, "Submitted on Thursday 30 July"),
    ],
)
def test_the_server_s_time_decides_to_the_second(
    opened: str, taken: str, election: str, answer: Answer, words: str
) -> None:
    outcome = ask(submitted_in_time, make_snapshot(opened=opened, taken=taken, election=election))
    assert outcome.answer is answer
    assert words in str(outcome.text)


@pytest.mark.parametrize(
    ("changes", "taken", "answer"),
    [
        ({"draft": True}, "07-20", Answer.PENDING),
        ({"draft": True}, "07-31 23:59:59", Answer.PENDING),
        ({"draft": True}, "08-01", Answer.FAILED),
        ({"ready_at": at("07-31 23:59:59")}, "08-02", Answer.PASSED),
        ({"ready_at": at("08-01 00:00:00")}, "08-02", Answer.FAILED),
    ],
)
def test_a_draft_is_submitted_when_it_is_ready(changes: dict[str, object], taken: str, answer: Answer) -> None:
    assert ask(submitted_in_time, make_snapshot(taken=taken, **changes)).answer is answer  # type: ignore[arg-type]


def test_an_officer_can_let_a_late_one_in() -> None:
    said = comment("olive", "/nomflow extend 2026-08-02 Their train was late.", "08-02 10:00")
    snapshot = make_snapshot(said, opened="08-01 00:05", taken="08-03", election="officers: [olive]")
    outcome = ask(submitted_in_time, snapshot)
    assert outcome.answer is Answer.PASSED
    assert "Their train was late." in str(outcome.text)


def test_without_a_window_nothing_is_late() -> None:
    from nomflow.core.record import replace
    from nomflow.core.when import Window

    snapshot = make_snapshot()
    windows = replace(snapshot.election.windows, nominations=Window())
    endless = replace(snapshot, election=replace(snapshot.election, windows=windows))
    assert ask(submitted_in_time, endless).answer is Answer.SKIPPED
