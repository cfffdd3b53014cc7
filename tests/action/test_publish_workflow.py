"""The publish workflow, from the events that start it to the site that is deployed."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from hashlib import sha256
from pathlib import Path

import pytest
from nomination import CONFIG, ROLL, Election, election
from standin import events
from workflows import Runner

from nomflow.cli import verify
from nomflow.core.basics.errors import ExitCode

__all__ = ["election"]

WORKFLOW = "nomflow-publish.yml"


@pytest.fixture
def runner(election: Election, tmp_path: Path) -> Runner:
    token = election.repo.token(contents="write", pull_requests="write", statuses="read", pages="write")
    made = Runner(tmp_path / "run", election.api, token, CONFIG)
    election.repo.data.pulls_by_actions = True
    roll = "".join(f"- {{login: {login}, id: {election.world.person(login).id}}}\n" for login in ROLL)
    (made.adopter / "roll.yml").write_text(roll)
    return made


@pytest.fixture
def closed(election: Election) -> Election:
    for who in ("bob", "cleo"):
        election.pull.comment(who, "/endorse")
    election.world.clock.set("2026-08-02T12:00+00:00")
    election.requests()
    return election


def test_a_closed_election_is_frozen_built_verified_and_deployed(closed: Election, runner: Runner) -> None:
    ran = runner.run("schedule", events.schedule(closed.repo), WORKFLOW)
    assert ran.code == 0, ran.log
    assert "checks agree" in ran.log
    assert closed.requests()[1] == 3
    site, record = runner.artifacts / "nomflow-site", runner.artifacts / "nomflow-record" / "2026-board"
    assert "Ada Byron" in (site / "2026-board" / "index.html").read_text()
    frozen = json.loads((record / "freeze.json").read_text())
    assert [each["standing"] for each in frozen["nominations"]] == ["on-ballot"]
    for path in record.rglob("*.*"):
        assert closed.repo.text(f"records/2026-board/{path.relative_to(record).as_posix()}") == path.read_text()
    deployed = (runner.artifacts / "deployed" / "manifest.json").read_bytes()
    assert deployed == (site / "manifest.json").read_bytes()
    assert verify.run(Namespace(paths=[runner.artifacts / "deployed", record], format="text")) is ExitCode.OK
    attested = (runner.artifacts / "attested").read_text()
    assert attested == f"sha256:{sha256(deployed).hexdigest()} manifest.json\n"


def test_a_dry_run_shows_the_site_and_deploys_nothing(closed: Election, runner: Runner) -> None:
    ran = runner.run(
        "workflow_dispatch", events.workflow_dispatch(closed.repo, {"dry-run": "true"}, by="olga"), WORKFLOW
    )
    assert ran.code == 0, ran.log
    assert closed.requests()[1] == 0
    assert sorted(each.name for each in runner.artifacts.iterdir()) == ["nomflow-record", "nomflow-site"]


def test_what_differs_is_kept_to_look_at_and_not_deployed(closed: Election, runner: Runner) -> None:
    runner.run("schedule", events.schedule(closed.repo), WORKFLOW)
    shutil.copytree(runner.artifacts / "nomflow-record", runner.adopter / "records")
    shutil.rmtree(runner.artifacts)
    record = runner.adopter / "records" / "2026-board" / "freeze.json"
    record.write_text(record.read_text().replace('"places": 1', '"places": 2'))
    ran = runner.run("schedule", events.schedule(closed.repo), WORKFLOW)
    assert ran.code != 0
    assert "DIFFERS" in ran.log
    assert [each.name for each in runner.artifacts.iterdir()] == ["nomflow-site"]


@pytest.mark.parametrize("event", ["schedule", "push"])
def test_while_nominations_are_open_the_page_is_live_and_nothing_is_recorded(
    election: Election, runner: Runner, event: str
) -> None:
    ran = runner.run(event, {**events.schedule(election.repo), "ref": "refs/heads/main"}, WORKFLOW)
    assert ran.code == 0, ran.log
    assert election.requests()[1] == 0
    assert "nomflow-record" not in [each.name for each in runner.artifacts.iterdir()]
    page = (runner.artifacts / "deployed" / "2026-board" / "index.html").read_text()
    assert "Board election 2026" in page


def test_who_approves_weeks_later_still_finds_the_site(closed: Election, runner: Runner) -> None:
    runner.environment["STUB_DAYS"] = "29"
    ran = runner.run("schedule", events.schedule(closed.repo), WORKFLOW)
    assert ran.code == 0, ran.log
    assert (runner.artifacts / "deployed" / "index.html").is_file()


def test_a_record_that_is_there_is_not_committed_again(closed: Election, runner: Runner) -> None:
    runner.run("schedule", events.schedule(closed.repo), WORKFLOW)
    shutil.copytree(runner.artifacts / "nomflow-record", runner.adopter / "records")
    shutil.rmtree(runner.artifacts)
    closed.requests()
    ran = runner.run("schedule", events.schedule(closed.repo), WORKFLOW)
    assert ran.code == 0, ran.log
    assert closed.requests()[1] == 0
    assert (runner.artifacts / "deployed").is_dir()
    assert not (runner.artifacts / "nomflow-record").exists()
    assert (runner.artifacts / "attested").is_file()


def test_a_site_that_is_live_already_is_not_deployed_again(closed: Election, runner: Runner) -> None:
    runner.run("schedule", events.schedule(closed.repo), WORKFLOW)
    shutil.copytree(runner.artifacts / "nomflow-record", runner.adopter / "records")
    closed.repo.data.pages = served(runner)
    closed.world.clock.set("2026-08-02T18:00+00:00")
    shutil.rmtree(runner.artifacts)
    ran = runner.run("schedule", events.schedule(closed.repo), WORKFLOW)
    assert ran.code == 0, ran.log
    assert [each.name for each in runner.artifacts.iterdir()] == ["nomflow-site"]


def served(runner: Runner) -> dict[str, bytes]:
    deployed = runner.artifacts / "deployed"
    return {path.relative_to(deployed).as_posix(): path.read_bytes() for path in deployed.rglob("*") if path.is_file()}


def test_while_the_record_waits_in_a_pull_request_nothing_is_deployed(closed: Election, runner: Runner) -> None:
    closed.repo.data.protected.add("main")
    ran = runner.run("schedule", events.schedule(closed.repo), WORKFLOW)
    assert ran.code == 0, ran.log
    assert not (runner.artifacts / "deployed").exists()
    assert not (runner.artifacts / "attested").exists()
    number = max(issue.number for issue, _ in closed.repo.data.pulls)
    assert closed.repo.pull(number).issue.title == "Record of Board election 2026"


def test_a_record_that_was_exchanged_between_the_jobs_is_neither_committed_nor_deployed(
    closed: Election, runner: Runner
) -> None:
    stub = next(path for used, path in runner.actions.items() if "download-artifact" in used) / "action.yml"
    stub.write_text(stub.read_text().rstrip() + '\n        echo " " >> "$TO/2026-board/freeze.json"\n')
    ran = runner.run("schedule", events.schedule(closed.repo), WORKFLOW)
    assert ran.code != 0
    assert "not from this run" in ran.log
    assert closed.requests()[1] == 0
    assert not (runner.artifacts / "deployed").exists()


def test_a_preview_of_a_pull_request_is_an_artifact_and_nothing_else(closed: Election, runner: Runner) -> None:
    given = {"dry-run": "false", "pull-request": str(closed.pull.number)}
    ran = runner.run("workflow_dispatch", events.workflow_dispatch(closed.repo, given, by="olga"), WORKFLOW)
    assert ran.code == 0, ran.log
    assert closed.requests()[1] == 0
    assert [each.name for each in runner.artifacts.iterdir()] == ["nomflow-site"]
    page = (runner.artifacts / "nomflow-site" / "2026-board" / "index.html").read_text()
    assert "as they would be if pull request 1 were merged" in page
