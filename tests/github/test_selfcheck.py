"""What nomflow assumes of GitHub is tried before an election trusts it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from nomination import ALL, Election, election
from standin import Kind

from nomflow.cli.github.selfcheck import CONTEXT, STEPS
from nomflow.core.basics.errors import ExitCode

__all__ = ["election"]

PAGE = Path(__file__).parents[2] / "docs" / "live-github.md"


def test_every_assumption_holds_on_the_stand_in_and_nothing_is_left_behind(election: Election) -> None:
    election.world.clock.set(datetime.now(UTC))
    election.repo.allow("olga")
    ran = election.run("selfcheck", "1", token=election.repo.token(**{**ALL, "contents": "write"}))
    assert (ran.code, ran.err) == (ExitCode.OK, ""), ran
    assert "nomflow-selfcheck" not in str(sorted(election.repo.data.refs))
    assert ran.out.count("✓") == len(STEPS)
    assert (election.pull.comments, election.pull.labels) == ([], [])
    assert election.gate == "none"
    assert election.pull.status(CONTEXT)


def test_a_clock_that_is_wrong_is_noticed(election: Election) -> None:
    ran = election.run("selfcheck", "1")
    assert ran.code == ExitCode.FAILED
    assert "✗ GitHub's clock is near this one: GitHub says 2026-03-02" in ran.out


@pytest.mark.parametrize("lacks", ["contents", "pull_requests", "statuses", "issues"])
def test_a_permission_that_is_missing_is_noticed(election: Election, lacks: str) -> None:
    election.world.clock.set(datetime.now(UTC))
    given = {name: level for name, level in ALL.items() if name != lacks}
    ran = election.run("selfcheck", "1", token=election.repo.token(**given))
    assert ran.code == ExitCode.FAILED
    assert "✗" in ran.out


def test_a_step_that_fails_does_not_keep_the_others_from_being_tried(election: Election) -> None:
    election.world.fault(Kind.BAD_CREDENTIALS)
    ran = election.run("selfcheck", "1")
    assert len(re.findall("[✓✗]", ran.out)) == len(STEPS)


def test_the_page_of_assumptions_names_every_step() -> None:
    page = PAGE.read_text()
    for told, _ in STEPS:
        assert told in page
