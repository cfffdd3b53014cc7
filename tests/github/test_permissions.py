"""The reusable workflows ask for what they need and nothing more: whatever is missing is named, once, with the fix."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from nomination import CONFIG, PATH, ROLL, STATEMENT, Election, Run, election
from standin import events

from nomflow.core.basics.errors import ExitCode

__all__ = ["election"]

WORKFLOWS = Path(__file__).parents[2] / ".github" / "workflows"
COURTESIES = (("issues", "none"), ("issues", "read"), ("pull-requests", "read"))
"""Without these nothing fails: reactions are lacking, or suggested changes. (To comment, GitHub asks for either of the
two to write.)"""
BROKEN = STATEMENT + "\n## \n"
"""Worth a suggested change."""


def asked(workflow: str, job: str) -> dict[str, str]:
    """The permissions of a job of a reusable workflow."""
    found: dict[str, str] = yaml.safe_load((WORKFLOWS / f"{workflow}.yml").read_text())["jobs"][job]["permissions"]
    return found


JOBS = {"check": asked("check", "check"), "sweep": asked("sweep", "sweep"), "publish": asked("publish", "build")}
LESS = [
    (command, permission, level)
    for command, given in JOBS.items()
    for permission, asked_for in given.items()
    for level in ("none", "read")
    if level != asked_for and permission != "pages"
]
"""Every permission taken away, and every one to write cut down to reading. Without `pages` a site is deployed again
although nothing changed, and that is all: see test_publish_action."""


def run(election: Election, command: str, given: dict[str, str]) -> Run:
    payload = events.workflow_dispatch(election.repo, {}, by="olga")
    if command != "publish":
        election.pull.push({PATH: BROKEN})
    if command == "check":
        comment = election.pull.comment("bob", "/endorse")
        payload = events.issue_comment(election.pull, comment, "created")
    elif command == "publish":
        roll = "".join(f"- {{login: {login}, id: {election.world.person(login).id}}}\n" for login in ROLL)
        for name, text in (("nomflow.yml", CONFIG), ("roll.yml", roll), (PATH, STATEMENT)):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text)
        Path("runner").mkdir()
    else:
        election.pull.comment("bob", "/endorse")
    Path("event.json").write_text(json.dumps(payload))
    return election.run(
        "action",
        command,
        token=election.repo.token(**{name.replace("-", "_"): level for name, level in given.items()}),
        GITHUB_ACTIONS="true",
        GITHUB_EVENT_NAME="issue_comment" if command == "check" else "workflow_dispatch",
        GITHUB_EVENT_PATH="event.json",
        GITHUB_REF="refs/heads/main",
        GITHUB_OUTPUT="output",
        GITHUB_STEP_SUMMARY="summary",
        RUNNER_TEMP=str(election.folder / "runner") if command == "publish" else str(election.folder),
    )


def told(ran: Run) -> list[str]:
    """What the run says of permissions."""
    return [
        line for line in (ran.out + ran.err).splitlines() if re.search(r"nomflow may not|not accessible|40[34]", line)
    ]


@pytest.mark.parametrize("command", JOBS)
def test_what_a_workflow_asks_for_is_enough(election: Election, command: str) -> None:
    ran = run(election, command, JOBS[command])
    assert (ran.code, told(ran)) == (ExitCode.OK, []), ran


@pytest.mark.parametrize(("command", "permission", "level"), LESS)
def test_what_is_missing_is_named_once_with_the_fix(
    election: Election, command: str, permission: str, level: str
) -> None:
    ran = run(election, command, {**JOBS[command], permission: level})
    [line] = told(ran)
    assert f"Add `{permission}: " in line
    wanted = JOBS[command][permission]
    assert f"`{permission}: {wanted}`" in line
    assert ran.code == (ExitCode.OK if (permission, level) in COURTESIES else ExitCode.GITHUB)
    assert election.gate != "success"


def test_without_any_permission_the_first_thing_that_is_missing_is_named(election: Election) -> None:
    ran = run(election, "check", {})
    assert ran.code == ExitCode.GITHUB
    assert len(told(ran)) == 1
    assert "Add `pull-requests: write` under `permissions:` in the workflow" in told(ran)[0]


def test_whatever_one_permission_is_missing_for_is_one_sentence(election: Election) -> None:
    ran = run(election, "check", {"contents": "read", "pull-requests": "read", "statuses": "write"})
    of_pulls, of_issues = sorted(told(ran), key=lambda line: "issues: write" in line)
    assert (
        "nomflow may not write the comment, suggest changes or put on a label. Add `pull-requests: write`" in of_pulls
    )
    assert "Add `issues: write`" in of_issues


def test_a_person_with_a_token_that_may_only_read_can_make_a_dry_run(election: Election) -> None:
    ran = election.run("pr", "1", "--dry-run", token=election.repo.read_only_token())
    assert (ran.code, ran.err) == (ExitCode.OK, "")
