"""A sweep heals what was missed, in few requests, with the verdicts of single runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nomination import CONFIG, STATEMENT, Election, election
from standin import Kind, PullRequest
from standin.acts import new_issue

from nomflow.cli.github import run as github_run
from nomflow.core.basics.errors import ExitCode
from nomflow.core.snapshot.run_memory import without_memory
from nomflow.github.sweep import sweep

__all__ = ["election"]

CLOSE = datetime(2026, 7, 31, 12, 0, 59, tzinfo=UTC)
A_WEEK = timedelta(days=7)


def nominate(election: Election, who: str) -> PullRequest:
    text = STATEMENT.replace("ada", who).replace("Ada", who.capitalize())
    return election.repo.open_pull(who, election.repo.fork(who), files={f"nominations/2026-board/{who}.md": text})


def shown(pull: PullRequest) -> tuple[object, ...]:
    """All that people see of a nomination."""
    status = pull.status("nomflow")
    bodies = [without_memory(comment.body) for comment in pull.comments if comment.author == "github-actions"]
    return bodies, status and (status.state, status.description), sorted(pull.labels)


def test_a_hundred_nominations_take_few_reads_and_once_settled_no_writes(election: Election) -> None:
    for number in range(99):
        pull = nominate(election, f"person-{number}")
        if number % 3 == 0:
            pull.comment("bob", "/endorse")
            pull.review("cleo", "APPROVED")
    assert election.run("sweep").code == ExitCode.OK
    assert election.requests()[0] <= 6
    assert election.run("sweep").code == ExitCode.OK
    reads, writes = election.requests()
    assert (reads, writes) == (5, 0)


def test_a_sweep_tells_officers_what_to_mend_in_the_roll(election: Election) -> None:
    assert "Roll: " in election.run("sweep").out
    election.repo.commit({"roll.yml": "- ada\n- bob\n- Cleo Example\n"})
    told = election.run("sweep").out.splitlines()
    assert "Roll: 2 people" in told
    assert [line for line in told if line.startswith("roll.yml:3:3: “Cleo Example” does not say which GitHub account")]
    election.pull.comment("cleo", "/endorse")
    election.run("sweep")
    assert election.gate == "error"
    assert "The roll has a line that may mean" in election.sticky


def test_a_sweep_makes_no_label_that_is_there(election: Election) -> None:
    election.repo.label("nomination: open")
    nominate(election, "bob")
    election.run("sweep")
    assert election.requests()[1] == 6


def test_a_sweep_finds_what_single_runs_find(election: Election) -> None:
    pulls = [election.pull, nominate(election, "bob"), nominate(election, "cleo"), nominate(election, "dora")]
    pulls[1].comment("ada", "/endorse")
    pulls[1].review("cleo", "APPROVED")
    pulls[2].push({"nominations/2026-board/cleo.md": STATEMENT + "\n[a](../../README.md) [b](gone.md)\n"})
    pulls[2].review("ada", "CHANGES_REQUESTED")
    pulls[2].push({"README.md": "mixed\n"})
    pulls[3].set_draft(draft=True, by="dora")
    before = election.world.snapshot()
    for pull in pulls:
        election.pr(number=pull.number)
    single = [shown(pull) for pull in pulls]
    election.world.restore(before)
    election.run("sweep")
    assert [shown(pull) for pull in pulls] == single
    assert all(single)


def test_a_sweep_gives_every_other_pull_request_its_gate_once(election: Election) -> None:
    other = election.repo.open_pull("bob", files={"README.md": "# Better\n"})
    election.run("sweep")
    status = other.status("nomflow")
    assert status
    assert (status.state, other.comments) == ("success", [])
    election.requests()
    election.run("sweep")
    assert election.requests()[1] == 0


def test_the_oldest_of_more_than_a_hundred_pull_requests_is_swept_as_well(election: Election) -> None:
    for number in range(100):
        election.repo.open_pull("bob", files={"README.md": f"# Better {number}\n"}, branch=f"better-{number}")
    election.run("sweep")
    assert election.gate == "pending"
    assert election.sticky


@pytest.mark.parametrize(("after", "swept"), [(A_WEEK, [1]), (A_WEEK + timedelta(seconds=1), [])])
def test_a_merged_nomination_is_swept_for_a_week_after_the_close(
    election: Election, after: timedelta, swept: list[int]
) -> None:
    election.pull.merge("olga")
    election.world.clock.set(CLOSE + after)
    with election.reader() as repository:
        assert [each.present.number for each in sweep(repository, github_run.load)] == swept


def test_one_that_goes_to_another_branch_is_judged_by_that_branch(election: Election) -> None:
    election.repo.commit({"nomflow.yml": CONFIG.replace("count: 2", "count: 0")}, branch="trial")
    fork = election.repo.fork("bob")
    files = {"nominations/2026-board/bob.md": STATEMENT.replace("ada", "bob")}
    pull = election.repo.open_pull("bob", fork, files=files, base="trial")
    election.run("sweep")
    status = pull.status("nomflow")
    assert status
    assert status.state == "success"
    assert election.gate == "pending"


def test_a_nomination_hidden_behind_many_files_is_no_free_pass(election: Election) -> None:
    election.pull.push({f"a/{number:02}.txt": "x" for number in range(30)})
    election.run("sweep")
    assert election.gate == "failure"


def test_one_that_moves_meanwhile_is_read_again(election: Election) -> None:
    def push() -> None:
        election.pull.push({"nominations/2026-board/ada.md": STATEMENT + "\nMore.\n"})

    election.world.before(push, at=2, only="read")
    assert election.run("sweep").code == ExitCode.OK
    assert election.gate == "pending"


def test_one_that_cannot_be_judged_does_not_keep_the_others_from_it(election: Election) -> None:
    bob = nominate(election, "bob")
    election.pull.push({"nominations/2026-board/bob.md": STATEMENT, f"{'x' * 200}/y": "z"})
    election.run("sweep")
    assert shown(bob)[1]
    assert shown(election.pull)[1]


def test_a_configuration_with_faults_turns_every_gate_to_error(election: Election) -> None:
    bob = nominate(election, "bob")
    election.run("sweep")
    election.repo.commit({"nomflow.yml": CONFIG.replace("seats: 1", "seats: many")})
    ran = election.run("sweep")
    assert ran.code == ExitCode.USAGE
    assert [pull.status("nomflow").state for pull in (election.pull, bob)] == ["error", "error"]  # type: ignore[union-attr] # there is one
    election.repo.commit({"nomflow.yml": CONFIG})
    election.run("sweep")
    assert [pull.status("nomflow").state for pull in (election.pull, bob)] == ["pending", "pending"]  # type: ignore[union-attr] # there is one


def test_people_files_that_are_gone_turn_the_gate_to_error(election: Election) -> None:
    election.repo.commit({"nomflow.yml": CONFIG + "people: people.yml\n"})
    assert election.run("sweep").code == ExitCode.USAGE
    assert election.gate == "error"
    assert "people.yml is not there" in str(election.pull.statuses[-1].description)


def test_a_dry_run_of_a_sweep_writes_nothing(election: Election) -> None:
    ran = election.run("sweep", "--dry-run", token=election.repo.read_only_token())
    assert "  would write the comment\n" in ran.out
    assert election.requests()[1] == 0


def test_a_limit_ends_a_sweep_instead_of_asking_on(election: Election) -> None:
    for who in ("bob", "cleo", "dora"):
        nominate(election, who)
    election.world.fault(Kind.SECONDARY_LIMIT, at=2, only="read", retry_after=3600)
    ran = election.run("sweep")
    assert (ran.code, election.requests()) == (ExitCode.GITHUB, (2, 0))
    assert "3600 seconds" in ran.err


def test_what_anybody_wrote_cannot_command_the_runner(election: Election) -> None:
    pull = election.repo.open_pull("eve", files={"nominations/2026-board/eve\n::add-mask::x.md": STATEMENT})
    ran = election.run("sweep")
    assert pull.status("nomflow")
    assert "\n::" not in ran.out + ran.err


def in_queue(election: Election, *pulls: PullRequest) -> list[str]:
    """The commits that GitHub's merge queue makes of pull requests."""
    made = [election.repo.commit({f"{pull.number}.txt": ""}, branch=f"queue-{pull.number}") for pull in pulls]
    election.repo.data.queue = [(pull.number, commit) for pull, commit in zip(pulls, made, strict=True)]
    return made


def gates(election: Election, commit: str) -> list[tuple[str, str]]:
    return [(each.state, each.description or "") for each in election.repo.data.statuses.get(commit, [])]


def test_a_sweep_sets_the_worst_gate_on_the_commits_of_a_merge_queue_once(election: Election) -> None:
    first = election.repo.open_pull("bob", files={"README.md": "# Better\n"})
    last = election.repo.open_pull("bob", files={"README.md": "# Best\n"}, branch="best")
    made = in_queue(election, first, election.pull, last)
    election.run("sweep")
    assert [[state for state, _ in gates(election, each)] for each in made] == [["success"], ["pending"], ["pending"]]
    assert gates(election, made[2])[0][1].startswith(f"#{election.pull.number}: ")
    election.requests()
    election.run("sweep")
    assert election.requests()[1] == 0
    for who in ("bob", "cleo"):
        election.pull.comment(who, "/endorse")
    election.pull.comment("ada", "/accept")
    election.run("sweep")
    assert [gates(election, each)[-1][0] for each in made] == ["success"] * 3


def test_a_queue_that_may_not_be_read_fails_no_sweep(election: Election) -> None:
    [made] = in_queue(election, election.pull)
    election.repo.data.queue.append((9999, made))  # the stand-in answers with an error
    ran = election.run("sweep")
    assert ran.code == ExitCode.OK
    assert "The merge queue could not be looked at" in ran.out
    assert gates(election, made) == []


def test_officers_find_the_table_in_the_summary_of_a_sweep(election: Election, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    assert election.run("action", "sweep", GITHUB_STEP_SUMMARY=str(summary)).code == ExitCode.OK
    assert f" | [#{election.pull.number}](https://github.com/acme/elections/pull/" in summary.read_text(
        encoding="utf-8"
    )


def test_an_issue_shows_the_state_and_is_written_only_when_something_changed(election: Election) -> None:
    data = election.repo.data
    issue = new_issue(election.world, data, data.owner_id, "For officers", "Read me first.")
    election.repo.commit({"nomflow.yml": f"{CONFIG}\nstatus-issue: {issue.number}\n"})
    assert f"did: write the state of every nomination into the issue #{issue.number}" in election.run("sweep").out
    assert issue.body.startswith("Read me first.\n\n<!-- nomflow status")
    assert f"pull/{election.pull.number})" in issue.body
    election.requests()
    election.run("sweep")
    assert election.requests()[1] == 0
    election.pull.comment("ada", "/withdraw")
    election.run("sweep")
    assert "Withdrawn" in issue.body
    assert issue.body.count("nomflow status") == 1
