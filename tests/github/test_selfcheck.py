"""What nomflow assumes of GitHub is tried before an election trusts it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256
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
    set_up(election)
    ran = election.run("selfcheck", "1", token=election.repo.token(**WITH_SETTINGS))
    assert (ran.code, ran.err) == (ExitCode.OK, ""), ran
    assert "nomflow-selfcheck" not in str(sorted(election.repo.data.refs))
    assert ran.out.count("✓") == len(STEPS)
    assert (election.pull.comments, election.pull.labels) == ([], [])
    assert election.gate == "none"
    assert election.pull.status(CONTEXT)


def set_up(election: Election) -> None:
    """An adopter's settings, and a site that was published."""
    manifest = b"{}"
    digest = sha256(manifest).hexdigest()
    check = {"context": "nomflow", "integration_id": 15368}
    status = {"strict_required_status_checks_policy": False, "required_status_checks": [check]}
    election.repo.data.pages = {"manifest.json": manifest}
    election.repo.data.settings = {
        "/rules/branches/main": [{"type": "required_status_checks", "parameters": status}],
        "/environments/github-pages": {"protection_rules": [{"id": 1, "node_id": "x", "type": "required_reviewers"}]},
        f"/attestations/sha256:{digest}": {"attestations": [{"repository_id": 1}]},
        "/actions/permissions/fork-pr-contributor-approval": {"approval_policy": "first_time_contributors"},
    }


WITH_SETTINGS = {
    **ALL,
    "contents": "write",
    "pages": "read",
    "actions": "read",
    "attestations": "read",
    "administration": "read",
}


def test_what_is_not_set_up_is_not_tried_and_said(election: Election) -> None:
    election.world.clock.set(datetime.now(UTC))
    election.repo.allow("olga")
    ran = election.run("selfcheck", "1", token=election.repo.token(**{**ALL, "contents": "write"}))
    assert ran.code == ExitCode.OK
    assert ran.out.count("not tried, for") == 4
    assert f"{len(STEPS) - 4} of {len(STEPS) - 4} hold, 4 were not tried." in ran.out
    assert (
        "– The published manifest is attested: not tried, for it is not set up, or the token lacks Pages: read."
        in ran.out
    )


def test_a_required_status_that_anybody_can_set_is_noticed(election: Election) -> None:
    set_up(election)
    check = {"context": "nomflow"}
    status = {"strict_required_status_checks_policy": False, "required_status_checks": [check]}
    rule = {"type": "required_status_checks", "parameters": status}
    election.repo.data.settings["/rules/branches/main"] = [rule]
    ran = election.run("selfcheck", "1", token=election.repo.token(**WITH_SETTINGS))
    assert "✗ The required status has one source: anybody who may write can set 'nomflow'" in ran.out


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
    assert len(re.findall("^[✓✗–]", ran.out, re.MULTILINE)) == len(STEPS)


def test_the_page_of_assumptions_names_every_step() -> None:
    page = PAGE.read_text()
    for told, _ in STEPS:
        assert told in page


def test_each_assumption_has_a_source_an_effect_and_a_step_that_there_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = [line[2:-1].split(" |") for line in page.splitlines() if line.startswith("| ") and "We assume" not in line]
    names = {told for told, _ in STEPS}
    known = set(re.findall(r"^\[([a-z-]+)\]: https://", page, re.MULTILINE))
    assert len(rows) > 70
    for _, source, effect, step, *_ in rows:
        named = re.fullmatch(r" \[([a-z-]+)\]", source)
        assert named[1] in known if named else source == " not written down" or "https://" in source
        assert effect.strip()
        assert step.strip() in names | {""}
