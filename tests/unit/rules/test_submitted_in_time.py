"""Nominations are submitted while they are open, by the server's clock."""

from __future__ import annotations

import pytest
from making import ask, at, comment, make_snapshot

from nomflow.core.basics.answer import Answer
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
        ("08-01 00:01:58", "08-02", "", Answer.FAILED, "1 minute after"),
        ("08-01 00:01:59", "08-02", "", Answer.FAILED, "2 minutes after"),
        ("08-01 01:59:58", "08-02", "", Answer.FAILED, "119 minutes after"),
        ("08-01 01:59:59", "08-02", "", Answer.FAILED, "2 hours after"),
        ("08-02 23:59:58", "08-03", "", Answer.FAILED, "47 hours after"),
        ("08-02 23:59:59", "08-03", "", Answer.FAILED, "2 days after"),
        ("08-01 06:59:59", "08-02", "", Answer.FAILED, "7 hours after"),
        ("08-04 23:59:59", "08-06", "", Answer.FAILED, "4 days after"),
        ("10-02 11:59:59", "10-03", AOE, Answer.PASSED, "Submitted on"),
        ("10-02 12:00:00", "10-03", AOE, Answer.FAILED, "end of day Anywhere on Earth (Friday 2 October 2026, 11:59"),
        ("08-05 23:59:59", "08-06", EXTENDED, Answer.PASSED, "olive extended the deadline to"),
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
    election = "officers: [olive]\nwindows: {reviewed: {closes: 2026-08-07}}"
    snapshot = make_snapshot(said, opened="08-01 00:05", taken="08-03", election=election)
    outcome = ask(submitted_in_time, snapshot)
    assert outcome.answer is Answer.PASSED
    assert "Their train was late." in str(outcome.text)


def test_a_window_may_be_open_at_either_end() -> None:
    from msgspec.structs import replace

    from nomflow.core.basics.time import Window

    def answer(window: Window, opened: str, taken: str = "12-01") -> Answer:
        snapshot = make_snapshot(opened=opened, taken=taken)
        windows = replace(snapshot.election.windows, nominations=window)
        return ask(submitted_in_time, replace(snapshot, election=replace(snapshot.election, windows=windows))).answer

    whole = make_snapshot().election.windows.nominations
    assert answer(Window(), "11-01") is Answer.SKIPPED
    assert answer(Window(whole.opens), "11-01") is Answer.PASSED
    assert answer(Window(whole.opens), "06-01", "06-02") is Answer.PENDING
    assert answer(Window(None, whole.closes), "06-01") is Answer.PASSED
    assert answer(Window(None, whole.closes), "08-01") is Answer.FAILED
