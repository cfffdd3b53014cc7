"""What docs/live-github.md says of a GitHub that is other than assumed: played, and never a pass."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from nomination import CONFIG, PATH, STATEMENT, Election, election
from standin import events
from standin import pulls as standin_pulls
from standin.graphql_api import git_views, repository_views, talk_views

from nomflow.cli.github.selfcheck import STEPS
from nomflow.core.basics.errors import ExitCode, GitHubError
from nomflow.github.reply import server_time

__all__ = ["election"]

PAGE = (Path(__file__).parents[2] / "docs" / "live-github.md").read_text()


def endorsed(election: Election) -> None:
    for who in ("bob", "cleo"):
        election.pull.comment(who, "/endorse")


def test_a_base_that_does_not_show_a_forks_files_is_an_error(
    election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    endorsed(election)
    head, shown = election.pull.head_sha, repository_views.Repository.object
    monkeypatch.setattr(
        repository_views.Repository,
        "object",
        lambda self, expression=None, oid=None: None if oid == head else shown(self, expression, oid),
    )
    monkeypatch.setattr(git_views.Commit, "file", _unless(git_views.Commit.file, head))
    ran = election.pr()
    assert (ran.code, election.gate) == (ExitCode.GITHUB, "error")
    assert "GitHub lists the statement but did not send its text" in ran.err


def _unless(read: object, head: str) -> object:
    """A commit's file, but not at the head."""
    assert callable(read)
    return lambda self, path: None if self.oid == head else read(self, path)


def test_a_list_of_commits_that_does_not_end_at_the_head_is_not_taken_for_it(
    election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    endorsed(election)
    election.pull.push({PATH: STATEMENT.replace("summary: I keep things running.\n", "summary: [broken\n")})
    whole = standin_pulls.commits
    monkeypatch.setattr(standin_pulls, "commits", lambda world, pull: whole(world, pull)[:-1])
    (election.folder / "nomflow.yml").write_text(CONFIG)
    election.action("pull_request_target", events.pull_request(election.pull, "synchronize"))
    assert election.gate == "failure"


def test_a_signal_about_another_head_changes_nothing(election: Election) -> None:
    endorsed(election)
    run = election.repo.run(election.pull, name="nomflow signal", head_sha=election.repo.head)
    ran = election.action("workflow_run", events.workflow_run(election.repo, run))
    assert (ran.code, election.gate, election.pull.comments[2:]) == (ExitCode.OK, "none", [])
    assert "No open pull request has that head any more" in ran.out


def test_a_github_that_does_not_know_our_comments_gets_no_other_verdict(
    election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talk_views.IssueComment, "viewer_did_author", False)
    endorsed(election)
    election.action("pull_request_target", events.pull_request(election.pull, "opened"))
    assert election.gate == "success"
    ran = election.run("selfcheck", "1")
    assert "✗ A comment that was written is in the answer, and ours" in ran.out


@pytest.mark.parametrize("date", [{}, {"date": "yesterday"}])
def test_an_answer_without_a_time_decides_nothing(date: dict[str, str]) -> None:
    with pytest.raises(GitHubError, match="no date"):
        server_time(date)


def test_who_stands_does_not_approve_themselves_where_somebody_else_opened_it(election: Election) -> None:
    """GitHub keeps people from approving pull requests of their own, and this one is bob's."""
    path, text = "nominations/2026-board/cleo.md", STATEMENT.replace("ada", "cleo").replace("Ada", "Cleo")
    pull = election.repo.open_pull("bob", election.repo.fork("bob"), files={path: text})
    pull.review("cleo", "APPROVED")
    election.pr(number=pull.number)
    [comment] = pull.comments
    status = pull.status("nomflow")
    assert status
    assert status.state != "success"
    assert "0 of 2" in comment.body
    assert "| Acceptance | ✅" in comment.body


def test_nobody_asks_how_somebody_belongs_to_the_repository(election: Election) -> None:
    """``author_association`` does not tell members of whom nobody may know that they are."""
    endorsed(election)
    election.pull.review("dora", "APPROVED")
    election.pr()
    election.run("sweep")
    election.run("selfcheck", "1")
    assert not any("association" in entry.body.lower() for entry in election.world.log)


def test_every_assumption_stands_in_a_table_with_what_follows(election: Election) -> None:
    del election
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "We assume" not in line]
    steps = {told for told, _ in STEPS}
    assert len(rows) > 40
    for row in rows:
        assumed, _, otherwise, step = (cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:5])
        assert assumed
        assert otherwise, f"What follows if this is not so? {assumed}"
        assert step in steps | {""}, step
