"""``nomflow action``: from an event to outputs, summary and log."""

from __future__ import annotations

import re
from typing import Any

import pytest
from nomination import CONFIG, PATH, STATEMENT, Election, election
from standin import PullRequest, events

from nomflow.cli.github.action import output
from nomflow.core.basics.errors import ExitCode

__all__ = ["election"]


def outputs(election: Election) -> dict[str, str]:
    text = (election.folder / "output").read_text()
    return dict(re.findall(r"^(\S+)<<(?:nomflow_[0-9a-f]{32})\n(.*)\nnomflow_[0-9a-f]{32}$", text, re.MULTILINE))


def test_opening_a_nomination_is_answered_and_told(election: Election) -> None:
    ran = election.action("pull_request_target", events.pull_request(election.pull, "opened"))
    assert (ran.code, election.gate) == (ExitCode.OK, "pending")
    told = outputs(election)
    assert told["report"].startswith(str(election.folder))
    assert {name: told[name] for name in ("conclusion", "state", "nominee", "endorsements")} == {
        "conclusion": "pending",
        "state": "not-ready",
        "nominee": "ada",
        "endorsements": "0",
    }
    assert (election.folder / "summary").read_text().startswith(election.sticky[:200])


def test_the_summaries_tell_officers_what_to_fix_in_the_roll(election: Election) -> None:
    election.repo.commit({"roll.yml": "- ada\n- bob\n- Cleo *b* Example\n"})
    summary = election.folder / "summary"
    for event, sent in (
        ("pull_request_target", events.pull_request(election.pull, "opened")),
        ("schedule", events.schedule(election.repo)),
    ):
        summary.unlink(missing_ok=True)
        election.action(event, sent)
        assert "\n- Roll: 2 people\n- roll.yml:3:3: “Cleo \\*b\\* Example” does not say" in summary.read_text()
    assert f" | [#{election.pull.number}](" in summary.read_text()


def test_a_comment_is_answered(election: Election) -> None:
    comment = election.pull.comment("bob", "/endorse")
    election.action("issue_comment", events.issue_comment(election.pull, comment, "created"))
    assert comment.reactions == [("github-actions", "+1")]
    assert outputs(election)["endorsements"] == "1"


def test_the_summary_keeps_within_githubs_limit_of_bytes(election: Election, monkeypatch: pytest.MonkeyPatch) -> None:
    election.pull.push({PATH: STATEMENT.replace("I will keep", "🗳" * 400 + " I will keep")})
    event = events.pull_request(election.pull, "opened")
    for limit in (500, 501, 502, 503):
        monkeypatch.setattr("nomflow.cli.github.action.SUMMARY_LIMIT", limit)
        (election.folder / "summary").unlink(missing_ok=True)
        election.action("pull_request_target", event)
        assert len((election.folder / "summary").read_bytes()) <= limit + 1
        assert (election.folder / "summary").read_bytes().decode()


def test_a_comment_on_an_issue_is_nobodys_nomination(election: Election) -> None:
    issue = election.repo.open_issue("bob", "Question")
    ran = election.action(
        "issue_comment", events.issue_comment(issue, issue.comment("bob", "/endorse"), "created"), GITHUB_TOKEN=""
    )
    assert (ran.code, election.requests()) == (ExitCode.OK, (0, 0))
    assert "on an issue" in ran.out


def test_a_review_of_a_fork_is_answered_by_the_run_that_follows_it(election: Election) -> None:
    review = election.pull.review("bob", "APPROVED")
    signal = election.action(
        "pull_request_review",
        events.pull_request_review(review, "submitted"),
        token=election.repo.read_only_token(),
    )
    assert (signal.code, election.requests()[1]) == (ExitCode.OK, 0)
    assert (election.folder / "summary").read_text()
    follows = election.action("workflow_run", events.workflow_run(election.repo, election.repo.run(election.pull)))
    assert follows.code == ExitCode.OK
    assert "1 of 2" in election.sticky


def test_the_signal_is_believed_only_for_the_very_head_it_names(election: Election) -> None:
    run = election.repo.run(election.pull)
    election.pull.push({PATH: STATEMENT + "\nMore.\n"})
    ran = election.action("workflow_run", events.workflow_run(election.repo, run))
    assert (ran.code, election.requests()) == (ExitCode.OK, (1, 0))
    assert "No open pull request has that head any more" in ran.out


def test_one_branch_may_have_two_pull_requests(election: Election) -> None:
    election.repo.commit({"nomflow.yml": CONFIG}, branch="trial")
    second = election.repo.open_pull("ada", election.pull.head, base="trial")
    election.action("workflow_run", events.workflow_run(election.repo, election.repo.run(election.pull)))
    assert election.gate == "pending"
    assert [len(pull.comments) for pull in (election.pull, second)] == [1, 1]


def test_a_fork_that_is_gone_leads_to_a_sweep(election: Election) -> None:
    run = election.repo.run(election.pull)
    election.pull.head.delete()
    ran = election.action("workflow_run", events.workflow_run(election.repo, run))
    assert "cannot be named" in ran.out
    assert election.gate == "pending"


def test_a_review_in_the_same_repository_is_answered_at_once(election: Election) -> None:
    pull = election.repo.open_pull("bob", files={"nominations/2026-board/bob.md": STATEMENT.replace("ada", "bob")})
    review = pull.review("cleo", "APPROVED")
    election.action("pull_request_review", events.pull_request_review(review, "submitted"))
    assert len(pull.comments) == 1


@pytest.mark.parametrize("event", ["schedule", "workflow_dispatch"])
def test_the_clock_and_people_start_a_sweep(election: Election, event: str) -> None:
    payload = (
        events.schedule(election.repo)
        if event == "schedule"
        else events.workflow_dispatch(election.repo, {"number": ""}, by="olga")
    )
    assert election.action(event, payload).code == ExitCode.OK
    assert election.gate == "pending"


def test_a_number_typed_by_hand_is_looked_at(election: Election) -> None:
    payload = events.workflow_dispatch(election.repo, {"number": "1"}, by="olga")
    election.action("workflow_dispatch", payload)
    assert election.gate == "pending"


def queued(election: Election, *pulls: PullRequest) -> tuple[dict[str, Any], str]:
    """The event for the last of them, with its commit, in a queue of commits that each hold those before."""
    made = [election.repo.commit({f"{pull.number}.txt": ""}, branch=f"queue-{pull.number}") for pull in pulls]
    election.repo.data.queue = [(pull.number, commit) for pull, commit in zip(pulls, made, strict=True)]
    payload = events.merge_group(pulls[-1], by="olga")
    payload["merge_group"]["head_sha"] = made[-1]
    return payload, made[-1]


def gates(election: Election, commit: str) -> list[tuple[str, str]]:
    return [(each.state, each.description or "") for each in election.repo.data.statuses.get(commit, [])]


def test_a_merge_queue_gets_the_gate_of_everything_that_its_commit_holds(election: Election) -> None:
    other = election.repo.open_pull("bob", files={"README.md": "# Better\n"})
    payload, commit = queued(election, election.pull, other)
    assert election.action("merge_group", payload).code == ExitCode.OK
    [(state, description)] = gates(election, commit)
    assert (state, description.partition(":")[0]) == ("pending", f"#{election.pull.number}")
    election.pull.comment("bob", "/endorse")
    election.pull.comment("cleo", "/endorse")
    election.action("merge_group", payload)
    assert gates(election, commit)[-1][0] == "success"


def test_where_the_merge_queue_cannot_be_read_nothing_passes(election: Election) -> None:
    payload, commit = queued(election, election.pull)
    election.repo.data.queue.append((9999, commit))  # the stand-in answers with an error
    ran = election.action("merge_group", payload)
    assert (ran.code, [state for state, _ in gates(election, commit)]) == (ExitCode.GITHUB, ["error"])


def test_a_commit_that_left_the_merge_queue_is_nobodys(election: Election) -> None:
    payload, commit = queued(election, election.pull)
    election.repo.data.queue = []
    ran = election.action("merge_group", payload)
    assert (ran.code, gates(election, commit)) == (ExitCode.OK, [])
    assert "no such commit any more" in ran.out


@pytest.mark.parametrize(("event", "payload"), [("watch", {}), ("pull_request_target", {}), ("", {})])
def test_an_event_that_nomflow_does_not_know_fails_the_run(
    election: Election, event: str, payload: dict[str, object]
) -> None:
    ran = election.action(event, payload)
    assert (ran.code, election.requests()) == (ExitCode.USAGE, (0, 0))
    assert ran.out.startswith("::error::")
    assert "nomflow stopped" in (election.folder / "summary").read_text()


def test_what_stops_a_run_cannot_command_the_runner(election: Election) -> None:
    ran = election.action("x::add-mask::y\n::stop-commands::z", {})
    [line] = ran.out.splitlines()
    assert line.startswith("::error::nomflow does not handle")


def test_an_event_that_cannot_be_read_fails_the_run(election: Election) -> None:
    for text in ("", "[1]", "{", "[" * 100_000):
        (election.folder / "bad.json").write_text(text)
        ran = election.run("action", "check", GITHUB_EVENT_NAME="schedule", GITHUB_EVENT_PATH="bad.json")
        assert ran.code == ExitCode.USAGE
    assert election.run("action", "check", GITHUB_EVENT_NAME="schedule").code == ExitCode.USAGE


@pytest.mark.parametrize("value", ["a\nx=y", "a\r\nb<<EOF", "a\u2028b", "nomflow_0\n"])
def test_an_output_is_one_value_whatever_it_holds(value: str) -> None:
    lines = output("name", value).split("\n")
    assert len(lines) == 4
    assert lines[0] == f"name<<{lines[2]}"
    assert lines[2] not in lines[1]


def test_a_file_name_is_no_output(election: Election) -> None:
    name = "nominations/2026-board/$(touch pwned).md"
    pull = election.repo.open_pull("eve", election.repo.fork("eve"), files={name: "# Hi\n"})
    election.action("pull_request_target", events.pull_request(pull, "opened"))
    assert outputs(election)["nominee"] == ""


def test_the_same_run_twice_writes_nothing_the_second_time(election: Election) -> None:
    event = events.pull_request(election.pull, "opened")
    election.action("pull_request_target", event)
    election.requests()
    election.action("pull_request_target", event)
    assert election.requests()[1] == 0


def test_another_programs_copy_of_our_marker_does_not_silence_us(election: Election) -> None:
    election.pull.comment(election.world.bot("echo"), "<!-- nomflow:comment v1 election=x candidate=y -->\nAll done!")
    election.action("pull_request_target", events.pull_request(election.pull, "opened"))
    assert election.sticky
    assert len(election.pull.comments) == 2
