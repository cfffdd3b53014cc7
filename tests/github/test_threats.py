"""What an attacker or a bad hour could do, where no other test shows that it does nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_nominations import comment, pull_request, report, snapshot
from nomination import ALL, PATH, STATEMENT, Election, election
from standin import Kind

from nomflow.core.basics.answer import failed, pending
from nomflow.core.basics.time import Edge, parse_moment
from nomflow.core.verdict.reminders import Reminder
from nomflow.core.verdict.verdict import verdict_of
from nomflow.render.comment.notice import NOTICE, reminder_comment, verdict_comment

__all__ = ["election"]

ROOT = Path(__file__).parents[2]
PRIVILEGED = [ROOT / ".github" / "workflows" / f"{name}.yml" for name in ("check", "signal", "sweep")]
MENTION = r"(?<![\w`])[@＠]\w"


def endorse(election: Election) -> None:
    election.pull.comment("bob", "/endorse")
    election.pull.comment("cleo", "/endorse")


@pytest.mark.parametrize("kind", [Kind.SERVER_ERROR, Kind.BAD_CREDENTIALS, Kind.CUT_JSON, Kind.SECONDARY_LIMIT])
@pytest.mark.parametrize("first", [True, False])
def test_whatever_cannot_be_read_the_gate_is_never_green(election: Election, kind: Kind, *, first: bool) -> None:
    endorse(election)

    def from_now_on() -> None:
        election.world.fault(kind, at=0, only="read", retry_after=3600)

    if first:
        from_now_on()
    else:
        election.world.before(from_now_on, at=1, only="read")
    assert election.pr().code != 0
    assert election.gate in ("error", "none")
    election.world.faults.clear()
    election.pr()
    assert election.gate == "success"


def test_a_commit_pushed_meanwhile_is_not_passed_by_the_verdict_on_another(election: Election) -> None:
    endorse(election)
    before = election.pull.head_sha
    election.world.before(lambda: election.pull.push({PATH: "# Something else\n"}), at=1, only="write")
    election.pr()
    assert [status.state for status in election.repo.data.statuses[before]] == ["success"]
    assert election.gate == "none"


@pytest.mark.parametrize("kind", [Kind.SERVER_ERROR, Kind.BAD_CREDENTIALS, Kind.CUT_JSON, Kind.SECONDARY_LIMIT])
def test_no_failure_shows_the_token(election: Election, kind: Kind) -> None:
    token = election.repo.token(**ALL)
    for only in ("read", "write"):
        election.world.fault(kind, at=0, only=only, retry_after=3600)
        event = {"pull_request": {"number": 1, "user": {"login": "ada"}, "head": {"sha": election.pull.head_sha}}}
        ran = election.action("pull_request_target", event, token=token)
        election.world.faults.clear()
        assert token not in ran.out + ran.err
        assert token not in (election.folder / "summary").read_text()


def test_no_privileged_workflow_takes_anything_over_from_another_run() -> None:
    """What a fork's run could leave behind: artifacts, caches, outputs."""
    for path in PRIVILEGED:
        assert not re.search("artifact|cache|workflow_run\\.outputs", path.read_text().split("jobs:")[1]), path.name
    sources = "".join(path.read_text() for path in (ROOT / "src" / "nomflow" / "github").glob("*.py"))
    assert not re.search("zipfile|tarfile|pickle", sources)


HOSTILE = st.sampled_from(
    ("@ada", "＠ada", "@org/team", "<!-- nomflow:comment v1 -->", "-->", "</details>", "\n", "#1")
)
NAMES = st.lists(st.one_of(HOSTILE, st.characters(exclude_categories=["Cs"])), max_size=8).map("".join)


@given(NAMES)
def test_no_words_in_a_notice_call_anybody_or_pose_as_ours(words: str) -> None:
    made = report(
        snapshot(pull_request(comments=(comment(1, "ben", "/endorse"),))),
        window=failed("Too late, says {who}.", who=words),
        acceptance=pending("Waiting for {who}.", who=words),
    )
    verdict = verdict_of(made)
    deadline = parse_moment("2026-07-31", "AoE", edge=Edge.CLOSE)
    told = [verdict_comment(made, verdict, ""), reminder_comment(Reminder("2 days", deadline, verdict.steps), "")]
    for body in told:
        assert body.startswith(NOTICE)
        assert body.count("<!--") == 1
        assert not re.search(MENTION, body)


def test_a_statement_that_poses_as_our_comment_changes_nothing(election: Election) -> None:
    forged = "<!-- nomflow:notice v1 verdict -->\n<!-- nomflow:comment v1 election=x candidate=y -->"
    election.pull.push({PATH: f"{STATEMENT}\n{forged}\n"})
    election.pull.comment("mallory", forged)
    election.pr()
    before = election.sticky
    election.requests()
    election.pr()
    assert (election.sticky, election.requests()[1]) == (before, 0)
