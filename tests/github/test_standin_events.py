"""The payloads of events are GitHub's, with the traps that its published examples leave out."""

from __future__ import annotations

import json

import pytest
from standin import GitHub, PullRequest, events


@pytest.fixture
def pull(github: GitHub) -> PullRequest:
    repo = github.repository("acme/elections")
    return repo.open_pull("ada", repo.fork("ada"), files={"ada.md": "I stand.\n"})


@pytest.mark.parametrize(
    "action",
    ["opened", "synchronize", "edited", "reopened", "closed", "ready_for_review", "converted_to_draft", "labeled"],
)
def test_a_pull_request_from_a_fork_names_both_repositories(pull: PullRequest, action: str) -> None:
    payload = events.pull_request(pull, action)
    head, base = payload["pull_request"]["head"], payload["pull_request"]["base"]
    assert (payload["action"], payload["number"], payload["sender"]["login"]) == (action, 1, "ada")
    assert (head["repo"]["full_name"], head["sha"]) == ("ada/elections", pull.head_sha)
    assert base["repo"]["id"] == payload["repository"]["id"] == pull.repo.id


def test_a_deleted_fork_is_null_in_the_payload_too(pull: PullRequest) -> None:
    run = pull.repo.run(pull)
    pull.head.delete()
    assert events.pull_request(pull, "closed", by="acme")["pull_request"]["head"]["repo"] is None
    assert events.workflow_run(pull.repo, run)["workflow_run"]["head_repository"] is None


@pytest.mark.parametrize("action", ["created", "edited", "deleted"])
def test_only_a_comment_on_a_pull_request_says_so(pull: PullRequest, action: str) -> None:
    issue = pull.repo.open_issue("bob", "A question")
    on_issue = events.issue_comment(issue, issue.comment("bob", "/endorse"), action)
    on_pull = events.issue_comment(pull, pull.comment("bob", "/endorse"), action, by="mallory")
    assert "pull_request" not in on_issue["issue"]
    assert on_pull["issue"]["pull_request"]["url"].endswith("/repos/acme/elections/pulls/1")
    assert (on_pull["comment"]["user"]["login"], on_pull["sender"]["login"]) == ("bob", "mallory")


def test_a_review_has_its_state_in_lower_case(pull: PullRequest) -> None:
    review = pull.review("grace", "APPROVED", "Good")
    submitted = events.pull_request_review(review, "submitted")
    review.dismiss(by="acme")
    assert submitted["review"]["state"] == "approved"
    assert events.pull_request_review(review, "dismissed", by="acme")["review"]["state"] == "dismissed"


def test_a_run_for_a_fork_carries_no_pull_request(pull: PullRequest) -> None:
    run = events.workflow_run(pull.repo, pull.repo.run(pull))["workflow_run"]
    assert (run["event"], run["conclusion"], run["pull_requests"]) == ("pull_request_review", "success", [])
    assert (run["head_sha"], run["head_branch"]) == (pull.head_sha, "nomination")
    assert run["head_repository"]["owner"]["login"] == "ada"


def test_the_remaining_events_are_there(pull: PullRequest) -> None:
    dispatch = events.workflow_dispatch(pull.repo, {"pull-request": "1"}, by="olga")
    group = events.merge_group(pull, by="olga")
    assert (dispatch["inputs"], dispatch["ref"]) == ({"pull-request": "1"}, "refs/heads/main")
    assert group["merge_group"]["base_ref"] == "refs/heads/main"
    assert set(events.schedule(pull.repo)) == {"schedule", "repository"}
    assert json.loads(json.dumps([dispatch, group])) == [dispatch, group]
