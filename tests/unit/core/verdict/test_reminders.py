"""A reminder comes in its time, once, and only while something is missing."""

from __future__ import annotations

import pytest
from making import NOMINEE, comment, make_config, make_snapshot

from nomflow.core.basics.errors import ConfigError
from nomflow.core.election.load import load
from nomflow.core.evaluate import evaluate
from nomflow.core.snapshot.snapshot import PullRequestState, Snapshot
from nomflow.core.verdict.reminders import due_reminder, is_final, span_of
from nomflow.core.verdict.verdict import verdict_of
from nomflow.rules import RULES

ON = "reminders: {before: [2 days, 7 days]}\nendorsements: {count: 1}"


def due(snapshot: Snapshot) -> str:
    report = evaluate(snapshot, RULES)
    found = due_reminder(report, verdict_of(report))
    return found.lead if found else ""


def final(snapshot: Snapshot) -> bool | None:
    report = evaluate(snapshot, RULES)
    return is_final(report, verdict_of(report))


@pytest.mark.parametrize(
    ("taken", "lead"),
    [
        ("07-24 23:59", ""),
        ("07-25 00:00", "7 days"),
        ("07-29 23:59", "7 days"),
        ("07-30 00:00", "2 days"),
        ("07-31 23:59", "2 days"),
        ("08-01 00:00", ""),
        ("08-20 00:00", ""),
    ],
)
def test_the_latest_that_is_due_comes_and_none_after_the_close(taken: str, lead: str) -> None:
    assert due(make_snapshot(election=ON, taken=taken)) == lead


def test_nobody_is_reminded_unless_the_rules_say_so() -> None:
    assert due(make_snapshot(election="endorsements: {count: 1}", taken="07-30 12:00")) == ""


@pytest.mark.parametrize(
    "events", [(comment("ben", "/endorse"),), (comment(NOMINEE, "/withdraw"),)], ids=["ready", "withdrawn"]
)
def test_where_nothing_is_missing_nobody_is_reminded(events: tuple[object, ...]) -> None:
    assert due(make_snapshot(*events, election=ON, taken="07-30 12:00")) == ""  # type: ignore[arg-type] # comments


def test_whoever_submitted_later_than_that_was_told_then() -> None:
    assert due(make_snapshot(election=ON, opened="07-30 12:00", taken="07-31 12:00")) == ""
    assert due(make_snapshot(election=ON, opened="07-28 12:00", taken="07-29 12:00")) == ""
    assert due(make_snapshot(election=ON, opened="07-28 12:00", taken="07-31 12:00")) == "2 days"


def test_a_draft_is_reminded_that_it_is_none() -> None:
    assert due(make_snapshot(election="reminders: {before: [2 days]}", draft=True, taken="07-30 12:00")) == "2 days"


def test_the_first_deadline_of_several_counts() -> None:
    spans = "nominations: {opens: 2026-07-01, closes: 2026-07-31}, endorsed: {closes: 2026-07-20}"
    windows = f"windows: {{zone: UTC, {spans}}}"
    assert due(make_snapshot(election=f"{ON}\n{windows}", taken="07-19 12:00")) == "2 days"


@pytest.mark.parametrize(
    ("taken", "is_so"),
    [("07-31 23:00", False), ("08-01 00:00", True), ("08-30 00:00", True), ("09-02 00:00", None)],
)
def test_a_verdict_is_final_after_the_close_and_news_for_a_month(taken: str, is_so: bool | None) -> None:
    assert final(make_snapshot(election=ON, taken=taken)) is is_so


def test_while_officers_still_have_to_merge_nothing_is_final() -> None:
    in_order = comment("ben", "/endorse")
    assert final(make_snapshot(in_order, election=ON, taken="08-02 12:00")) is None
    merged = make_snapshot(in_order, election=ON, taken="08-02 12:00", state=PullRequestState.MERGED)
    assert final(merged) is True


def test_who_left_before_is_told_nothing_more() -> None:
    assert final(make_snapshot(comment(NOMINEE, "/withdraw"), election=ON, taken="08-02 12:00")) is None


@pytest.mark.parametrize(
    "typed", ["7", "seven days", "0 days", "-1 days", "2 months", "7 days ago", "1000 days", "7days"]
)
def test_what_is_no_span_of_time_is_refused_with_its_place(typed: str) -> None:
    text = f"organisation: X\nelections:\n  - id: x\n    title: X\n    reminders: {{before: ['{typed}']}}\n"
    with pytest.raises(ConfigError, match=r"nomflow\.yml:5:.*7 days, 36 hours or 1 week") as raised:
        load(text, "nomflow.yml", lambda _: None)
    assert typed in str(raised.value)


@pytest.mark.parametrize(("typed", "hours"), [("1 hour", 1), ("36 hours", 36), ("1 day", 24), ("2 weeks", 336)])
def test_spans_are_read_as_written(typed: str, hours: int) -> None:
    assert make_config(f"reminders: {{before: {typed}}}").elections[0].reminders.before == (typed,)
    assert span_of(typed).total_seconds() == hours * 3600
