"""The adopters' workflows do what they promise, from the event to the comment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from nomination import ALL, CONFIG, STATEMENT, Election, election
from standin import Kind, events
from workflows import Runner

__all__ = ["election"]


@pytest.fixture
def runner(election: Election, tmp_path: Path) -> Runner:
    return Runner(tmp_path / "run", election.api, election.repo.token(**ALL), CONFIG)


def test_opening_a_nomination_is_answered_with_one_read_and_three_writes(election: Election, runner: Runner) -> None:
    """Comment, label, gate. The very first use of a label costs one more, which makes it."""
    election.repo.label("nomination: open")
    ran = runner.run("pull_request_target", events.pull_request(election.pull, "opened"))
    assert ran.code == 0, ran.log
    assert election.gate == "pending"
    assert election.sticky
    assert election.requests() == (1, 3)


def test_nomflow_is_installed_by_hashes_and_isolated(election: Election, runner: Runner) -> None:
    runner.run("pull_request_target", events.pull_request(election.pull, "opened"))
    made, locked, run = runner.install_log.read_text().splitlines()
    assert made.startswith("uv venv --quiet --clear --no-config ")
    assert "--no-config --no-cache " in locked
    assert "--no-deps --require-hashes --only-binary :all: --requirement " in locked
    assert locked.endswith("/requirements/check.txt")
    assert run == "python -I -m nomflow action -- check"


@pytest.mark.parametrize("with_uv", [True, False])
def test_the_real_installation_answers_a_nomination(election: Election, runner: Runner, with_uv: bool) -> None:
    """Nothing here is made up but GitHub: packages come from wherever this machine gets them, by the lock's hashes."""
    uv = Path(sys.executable).with_name("uv")
    lock = str(Path(__file__).parents[2] / "requirements" / "check.txt")
    tried = [
        str(uv),
        "pip",
        "install",
        "-q",
        "--dry-run",
        "--no-deps",
        "--no-config",
        "--no-cache",
        "--target",
        "x",
        "-r",
        lock,
    ]
    if subprocess.run(tried, check=False, capture_output=True, cwd=runner.folder).returncode:
        pytest.skip("no packages can be had here")
    runner.environment["STUB_UV"] = str(uv) if with_uv else ""
    ran = runner.run("pull_request_target", events.pull_request(election.pull, "opened"))
    assert ran.code == 0, ran.log
    assert election.gate == "pending"
    assert election.sticky
    assert ("Failure - Main Get uv" in ran.log) is not with_uv


def test_a_comment_on_an_issue_starts_no_job(election: Election, runner: Runner) -> None:
    comment = election.pull.comment("bob", "/endorse")
    payload = dict(events.issue_comment(election.pull, comment, "created"))
    payload["issue"] = {"number": 1, "user": {"login": "ada"}}
    election.requests()
    ran = runner.run("issue_comment", payload)
    assert (ran.code, election.requests()) == (0, (0, 0)), ran.log
    assert not runner.install_log.exists()


def test_a_command_in_a_comment_is_answered(election: Election, runner: Runner) -> None:
    comment = election.pull.comment("bob", "/endorse")
    ran = runner.run("issue_comment", events.issue_comment(election.pull, comment, "created"))
    assert ran.code == 0, ran.log
    assert comment.reactions == [("github-actions", "+1")]
    assert "1 of 2" in election.sticky


def test_a_review_of_a_fork_ends_in_an_updated_comment(election: Election, runner: Runner) -> None:
    runner.run("pull_request_target", events.pull_request(election.pull, "opened"))
    election.requests()
    review = election.pull.review("bob", "APPROVED")
    signal = runner.run(
        "pull_request_review",
        {**events.pull_request_review(review, "submitted"), "number": 1},
        "nomflow-signal.yml",
        election.repo.read_only_token(),
    )
    assert (signal.code, election.requests()) == (0, (0, 0)), signal.log
    run = election.repo.run(election.pull, name="nomflow signal")  # GitHub may hold it for an approval: that is enough
    ran = runner.run("workflow_run", events.workflow_run(election.repo, run))
    assert ran.code == 0, ran.log
    assert "1 of 2" in election.sticky


REVIEWS = """\
name: reviews
on: {pull_request_review: {types: [submitted]}}
jobs:
  nomflow:
    permissions: {contents: read, issues: write, pull-requests: write, statuses: write}
    uses: nomflow/nomflow/.github/workflows/check.yml@0000000000000000000000000000000000000000
"""
"""Where every nomination comes from a branch of the repository itself, reviews need no signal."""


def test_a_nomination_of_the_same_repository_is_answered_and_its_review_at_once(
    election: Election, runner: Runner
) -> None:
    path, text = "nominations/2026-board/bob.md", STATEMENT.replace("ada", "bob").replace("Ada", "Bob")
    pull = election.repo.open_pull("bob", branch="bob", files={path: text})
    ran = runner.run("pull_request_target", events.pull_request(pull, "opened"))
    assert ran.code == 0, ran.log
    assert "0 of 2" in pull.comments[0].body
    (runner.adopter / ".github" / "workflows" / "reviews.yml").write_text(REVIEWS)
    review = pull.review("cleo", "APPROVED")
    payload = {**events.pull_request_review(review, "submitted"), "number": pull.number}
    ran = runner.run("pull_request_review", payload, "reviews.yml")
    assert ran.code == 0, ran.log
    [comment] = pull.comments
    assert "1 of 2" in comment.body


def test_a_review_of_a_fork_alone_may_only_read_and_says_so(election: Election, runner: Runner) -> None:
    (runner.adopter / ".github" / "workflows" / "reviews.yml").write_text(REVIEWS)
    review = election.pull.review("bob", "APPROVED")
    payload = {**events.pull_request_review(review, "submitted"), "number": 1}
    election.requests()
    ran = runner.run("pull_request_review", payload, "reviews.yml", election.repo.read_only_token())
    assert ran.code == 0, ran.log
    assert "This run may only read" in ran.log
    assert election.requests()[1] == 0


TEAM = """\
name: team
on: {pull_request_target: {types: [opened]}}
jobs:
  nomflow:
    permissions: {contents: read, issues: write, pull-requests: write, statuses: write}
    uses: nomflow/nomflow/.github/workflows/check.yml@0000000000000000000000000000000000000000
    secrets: {team-token: TOKEN}
"""


def test_a_team_is_read_with_the_token_that_the_organisation_passes_on(election: Election, runner: Runner) -> None:
    election.world.organization("acme", teams={"voters": ["bob"]})
    election.repo.commit({"nomflow.yml": CONFIG.replace("roll: roll.yml", "roll: {team: acme/voters}")})
    token = election.repo.app_token("election-app", members="read")
    (runner.adopter / ".github" / "workflows" / "team.yml").write_text(TEAM.replace("TOKEN", token))
    election.pull.comment("bob", "/endorse")
    ran = runner.run("pull_request_target", events.pull_request(election.pull, "opened"), "team.yml")
    assert ran.code == 0, ran.log
    assert "1 of 2" in election.sticky


def test_the_clock_sweeps(election: Election, runner: Runner) -> None:
    ran = runner.run("schedule", events.schedule(election.repo))
    assert ran.code == 0, ran.log
    assert election.gate == "pending"


def test_a_number_typed_by_hand_is_checked(election: Election, runner: Runner) -> None:
    ran = runner.run("workflow_dispatch", events.workflow_dispatch(election.repo, {"number": "1"}, by="olga"))
    assert ran.code == 0, ran.log
    assert election.gate == "pending"


def test_sweeping_alone_gives_the_same_verdict(election: Election, runner: Runner) -> None:
    ran = runner.run("schedule", events.schedule(election.repo), "nomflow-sweep-only.yml")
    assert ran.code == 0, ran.log
    assert election.gate == "pending"
    assert election.sticky


def test_a_run_that_could_not_read_fails_and_says_so(election: Election, runner: Runner) -> None:
    election.world.fault(Kind.BAD_CREDENTIALS, at=0, only="read")
    ran = runner.run("pull_request_target", events.pull_request(election.pull, "opened"))
    assert ran.code != 0
    assert "does not know this token" in ran.log
    assert election.gate == "error"


def test_hostile_words_of_an_event_run_nothing(election: Election, runner: Runner) -> None:
    election.pull.edit(title='"; touch /tmp/pwned; echo "$(id)" #`id`', by="ada")
    comment = election.pull.comment("mallory", "/endorse\n::set-output name=x::y\n$(id)")
    ran = runner.run("issue_comment", events.issue_comment(election.pull, comment, "created"))
    assert ran.code == 0, ran.log
    assert "uid=" not in ran.log
