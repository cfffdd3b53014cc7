"""What the real GitHub would not take, or the stand-in does not know, fails the test that sent it."""

from __future__ import annotations

import pytest
from standin import GitHub, Repo
from standin.client import Client
from standin.openapi import operations
from standin.rest import ROUTES

REPO = "/repos/acme/elections"


@pytest.fixture
def repo(github: GitHub) -> Repo:
    repo = github.repository("acme/elections")
    repo.open_pull("ada", repo.fork("ada"), files={"ada.md": "I stand.\n"})
    return repo


@pytest.mark.parametrize(
    ("method", "path", "body", "message"),
    [
        ("POST", "/issues/1/comments", {"text": "x"}, "'body' is a required property"),
        ("POST", "/issues/1/comments", {"body": 7}, "7 is not of type 'string'"),
        ("POST", "/issues/1/comments", {"body": "x", "pinned": True}, "property 'pinned' is not known"),
        ("POST", "/issues/1/comments", None, "a body is wanted"),
        ("POST", "/statuses/abc", {"state": "green"}, "'green' is not one of"),
        ("POST", "/pulls/1/reviews", {"event": "approve"}, "'approve' is not one of"),
        ("GET", "/pulls?state=draft", None, "'draft' is not one of"),
        ("GET", "/pulls?author=ada", None, "query parameter 'author' is not known"),
        ("GET", "/pulls?per_page=many", None, "'many' is not of type 'integer'"),
    ],
)
def test_a_request_that_github_does_not_describe_is_refused_and_remembered(
    repo: Repo, api: str, method: str, path: str, body: object, message: str
) -> None:
    with Client(api, repo.token(pull_requests="write", statuses="write")) as client:
        assert client.ask(method, REPO + path, body).status_code == 422
    assert any(message in mistake for mistake in repo.world.mistakes), repo.world.mistakes
    repo.world.mistakes.clear()


def test_a_route_that_is_not_modelled_says_so(repo: Repo, api: str) -> None:
    with Client(api, repo.token()) as client:
        assert client.ask("GET", f"{REPO}/milestones").status_code == 501
    assert repo.world.mistakes == [f"not modelled: GET {REPO}/milestones"]
    repo.world.mistakes.clear()


def test_every_route_stands_in_githubs_description_and_the_other_way_round() -> None:
    modelled = {
        (route.method, route.template) for route in ROUTES if not route.template.rstrip("/").endswith("/contents")
    }
    assert modelled == set(operations())


def test_every_answer_of_the_stand_in_is_one_that_github_describes(repo: Repo, api: str) -> None:
    pull = repo.pull(1)
    repo.label("late")
    pull.add_label("late", by="acme")
    pull.comment("bob", "Hello").react("bob", "heart")
    pull.review("bob")
    run = repo.run(pull)
    numbers = {"comment_id": pull.comments[0].id, "review_id": pull.reviews[0].id, "run_id": run.id}
    words = {"owner": "acme", "repo": "elections", "branch": "main", "path": "README.md", "name": "late"}
    words |= {"username": "ada", "issue_number": "1", "pull_number": "1", "commit_sha": repo.head, "ref": "heads/main"}
    words |= {"tree_sha": repo.head, "file_sha": repo.world.objects.add_blob(b"# Elections\n")}
    words |= {"environment_name": "github-pages", "subject_digest": "sha256:1"}
    repo.data.pages = {"manifest.json": b"{}"}
    repo.data.settings = {
        "/environments/github-pages": {},
        "/attestations/sha256:1": {},
        "/actions/permissions": {"enabled": True, "sha_pinning_required": False},
        "/actions/permissions/workflow": {
            "default_workflow_permissions": "read",
            "can_approve_pull_request_reviews": False,
        },
        "/actions/permissions/fork-pr-contributor-approval": {"approval_policy": "first_time_contributors"},
    }
    every = ("actions", "administration", "attestations", "contents", "issues", "pages", "pull_requests", "statuses")
    with Client(api, repo.token(**dict.fromkeys(every, "read"))) as client:
        for method, template in operations():
            if method == "GET" and template.startswith("/repos") and not template.endswith("/merge"):
                path = template.format(**words, **numbers)
                assert client.ask("GET", path).status_code == 200, path


def test_a_number_in_place_of_the_name_finds_the_repository(repo: Repo, api: str) -> None:
    with Client(api, repo.token(pull_requests="read")) as client:
        assert client.get(f"/repositories/{repo.id}/pulls/1")["number"] == 1


def test_requests_below_a_path_with_dots_are_not_resolved(repo: Repo, api: str, github: GitHub) -> None:
    with Client(api, repo.token(contents="read")) as client:
        assert client.ask("GET", f"{REPO}/contents/%2e%2e/secret").status_code == 404
    assert github.log[-1].path == f"{REPO}/contents/../secret"
