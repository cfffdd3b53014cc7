"""Whoever asks nomflow for something sees at once that it was heard, and in the end what came of it."""

from __future__ import annotations

import pytest
from nomination import CONFIG, Election, election
from standin import Comment, Kind, events

from nomflow.core.action.reactions import is_request

__all__ = ["election"]


def hear(election: Election, comment: Comment, action: str = "created", **environment: str) -> None:
    election.requests()
    election.action("issue_comment", events.issue_comment(election.pull, comment, action), **environment)


def saw_first(election: Election) -> bool:
    first = election.world.log[0]
    return first.path.endswith("/reactions") and "eyes" in first.body


@pytest.mark.parametrize(("body", "answer"), [("/endorse", "+1"), ("/endrose", "confused"), ("/nomflow help", "+1")])
def test_a_command_is_heard_before_anything_is_read(election: Election, body: str, answer: str) -> None:
    comment = election.pull.comment("bob", body)
    hear(election, comment)
    assert saw_first(election)
    assert comment.reactions == [("github-actions", answer)]


def test_two_more_writes_are_all_that_being_heard_costs(election: Election) -> None:
    election.pr()
    comment = election.pull.comment("bob", "/endorse")
    before = election.world.snapshot()
    election.requests()
    election.pr()
    reads, writes = election.requests()
    election.world.restore(before)
    hear(election, comment)
    assert election.requests() == (reads, writes + 2)


def test_a_phrase_of_the_election_is_heard_where_the_configuration_is_at_hand(election: Election) -> None:
    config = CONFIG.replace("by: roll", 'by: roll, channels: [comment], phrases: ["hear hear"]')
    election.repo.commit({"nomflow.yml": config})
    (election.folder / "nomflow.yml").write_text(config)
    comment = election.pull.comment("bob", "Hear hear!")
    hear(election, comment)
    assert saw_first(election)
    assert comment.reactions == [("github-actions", "+1")]


@pytest.mark.parametrize("body", ["Nice!", "See /etc/hosts", "> /endorse", "Hear hear!"])
def test_talk_is_not_reacted_to(election: Election, body: str) -> None:
    comment = election.pull.comment("bob", body)
    hear(election, comment)
    assert not saw_first(election)
    assert comment.reactions == []


@pytest.mark.parametrize("action", ["edited", "deleted"])
def test_only_a_new_comment_is_heard(election: Election, action: str) -> None:
    hear(election, election.pull.comment("bob", "/endorse"), action)
    assert not saw_first(election)


def test_programs_are_not_heard(election: Election) -> None:
    hear(election, election.pull.comment(election.world.bot("helper"), "/endorse"))
    assert not saw_first(election)


def test_a_run_that_is_not_to_write_shows_nothing(election: Election) -> None:
    comment = election.pull.comment("bob", "/endorse")
    hear(election, comment, NOMFLOW_DRY_RUN="true")
    assert (election.requests()[1], comment.reactions) == (0, [])


def test_what_is_no_nomination_shows_nothing_in_the_end(election: Election) -> None:
    pull = election.repo.open_pull("bob", files={"README.md": "# Better\n"})
    comment = pull.comment("bob", "/endorse")
    election.action("issue_comment", events.issue_comment(pull, comment, "created"))
    assert comment.reactions == []


def test_what_other_workflows_saw_elsewhere_is_theirs(election: Election) -> None:
    pull = election.repo.open_pull("bob", files={"README.md": "# Better\n"})
    comment = pull.comment("bob", "Deploy this, please.")
    comment.react("github-actions", "eyes")
    election.action("pull_request_target", events.pull_request(pull, "opened"))
    assert comment.reactions == [("github-actions", "eyes")]


def test_without_the_right_to_react_the_comment_answers_and_the_log_says_why(election: Election) -> None:
    comment = election.pull.comment("bob", "/endorse")
    token = election.repo.token(contents="read", pull_requests="write", statuses="write")
    ran = election.action("issue_comment", events.issue_comment(election.pull, comment, "created"), token=token)
    assert ran.code == 0
    assert ran.out.count("issues: write") == 1
    assert "1 of 2" in election.sticky


@pytest.mark.parametrize("heals", ["another event", "sweep"])
@pytest.mark.parametrize("at", range(2, 9))
def test_a_run_that_dies_after_it_heard_is_finished_by_the_next(election: Election, at: int, heals: str) -> None:
    comment = election.pull.comment("bob", "/endorse")
    election.world.before(lambda: election.world.fault(Kind.BAD_GATEWAY, at=0), at=at)
    hear(election, comment)
    election.world.faults.clear()
    if heals == "sweep":
        election.action("schedule", events.schedule(election.repo))
    else:
        election.action("pull_request_target", events.pull_request(election.pull, "edited"))
    assert comment.reactions == [("github-actions", "+1")]


def test_two_commands_at_once_are_both_answered(election: Election) -> None:
    first, second = election.pull.comment("bob", "/endorse"), election.pull.comment("cleo", "/endorse")
    inner = events.issue_comment(election.pull, second, "created")
    election.world.before(lambda: election.action("issue_comment", inner), at=3)
    hear(election, first)
    assert first.reactions == second.reactions == [("github-actions", "+1")]


def test_our_own_comment_asks_for_nothing() -> None:
    assert is_request("/endorse")
    assert not is_request("<!-- nomflow:comment v1 x -->\n/endorse")
