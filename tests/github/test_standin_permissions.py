"""A token may do what it was given, and the refusals are GitHub's."""

from __future__ import annotations

import pytest
from standin import GitHub, PullRequest, Remark, Role
from standin.client import Client

REPO = "/repos/acme/elections"
CONTENT = {"message": "Change", "content": "eA=="}


@pytest.fixture
def pull(github: GitHub) -> PullRequest:
    github.organization("acme", ["olga"], {"officers": ["olga"]})
    repo = github.repository("acme/elections")
    repo.allow("wanda", Role.WRITE)
    repo.label("late")
    pull = repo.open_pull("ada", repo.fork("ada"), files={"ada.md": "I stand.\n"})
    pull.comment("bob", "Hello")
    return pull


@pytest.mark.parametrize(
    ("permission", "method", "path", "body", "status"),
    [
        ("pull_requests", "GET", f"{REPO}/pulls/1", None, 200),
        ("pull_requests", "GET", f"{REPO}/pulls/1/files", None, 200),
        ("pull_requests", "POST", f"{REPO}/pulls/1/reviews", {"event": "COMMENT", "body": "x"}, 200),
        ("pull_requests", "POST", f"{REPO}/pulls/1/requested_reviewers", {"reviewers": ["wanda"]}, 201),
        ("pull_requests", "PATCH", f"{REPO}/pulls/1", {"state": "closed"}, 200),
        ("pull_requests", "GET", f"{REPO}/issues/1/comments", None, 200),
        ("issues", "GET", f"{REPO}/issues/1/comments", None, 200),
        ("pull_requests", "POST", f"{REPO}/issues/1/comments", {"body": "x"}, 201),
        ("issues", "POST", f"{REPO}/issues/1/comments", {"body": "x"}, 201),
        ("pull_requests", "POST", f"{REPO}/issues/1/labels", {"labels": ["late"]}, 200),
        ("issues", "POST", f"{REPO}/labels", {"name": "early", "color": "00ff00"}, 201),
        ("issues", "GET", f"{REPO}/issues/1", None, 200),
        ("issues", "POST", f"{REPO}/issues/comments/{{comment}}/reactions", {"content": "eyes"}, 201),
        ("issues", "GET", f"{REPO}/issues/comments/{{comment}}/reactions", None, 200),
        ("contents", "GET", f"{REPO}/contents/README.md", None, 200),
        ("contents", "GET", f"{REPO}/git/trees/main", None, 200),
        ("contents", "PUT", f"{REPO}/contents/new.txt", CONTENT, 201),
        ("contents", "PUT", f"{REPO}/pulls/1/merge", {}, 200),
        ("contents", "POST", f"{REPO}/git/blobs", {"content": "x"}, 201),
        ("statuses", "GET", f"{REPO}/commits/{{head}}/status", None, 200),
        ("statuses", "POST", f"{REPO}/statuses/{{head}}", {"state": "success"}, 201),
        ("actions", "GET", f"{REPO}/actions/runs", None, 200),
    ],
)
def test_a_permission_opens_its_route_and_everything_else_does_not(
    pull: PullRequest, api: str, permission: str, method: str, path: str, body: object, status: int
) -> None:
    where = path.format(comment=pull.comments[0].id, head=pull.head_sha)
    enough = "read" if method == "GET" else "write"
    every = ("actions", "checks", "contents", "issues", "pull_requests", "statuses")
    others = dict.fromkeys((name for name in every if name != permission), "write")
    if permission in {"issues", "pull_requests"}:
        others.pop("issues", None)
        others.pop("pull_requests", None)
    with Client(api, pull.repo.token(**others)) as without:
        refused = without.ask(method, where, body)
    with Client(api, pull.repo.token(**{permission: enough})) as given:
        assert given.ask(method, where, body).status_code == status
    assert (refused.status_code, refused.json()["message"]) == (403, "Resource not accessible by integration")


def test_reactions_need_issues_even_on_a_pull_request(pull: PullRequest, api: str) -> None:
    path = f"{REPO}/issues/comments/{pull.comments[0].id}/reactions"
    with Client(api, pull.repo.token(pull_requests="write")) as client:
        assert client.ask("POST", path, {"content": "eyes"}).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", f"{REPO}/issues/1/comments", {"body": "x"}),
        ("POST", f"{REPO}/issues/1/labels", {"labels": ["late"]}),
        ("POST", f"{REPO}/statuses/{{head}}", {"state": "success"}),
        ("POST", f"{REPO}/pulls/1/reviews", {"event": "COMMENT", "body": "x"}),
    ],
)
def test_the_token_of_a_run_for_a_fork_reads_and_never_writes(
    pull: PullRequest, api: str, method: str, path: str, body: object
) -> None:
    with Client(api, pull.repo.read_only_token()) as client:
        assert client.get(f"{REPO}/pulls/1")["number"] == 1
        assert client.ask(method, path.format(head=pull.head_sha), body).status_code == 403
    assert len(pull.comments) == 1


MUTATIONS = {
    "resolve": (
        "mutation($id: ID!) { resolveReviewThread(input: {threadId: $id}) { thread { isResolved } } }",
        "thread",
    ),
    "minimize": (
        "mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { clientMutationId } }",
        "comment",
    ),
    "react": (
        "mutation($id: ID!) { addReaction(input: {subjectId: $id, content: EYES}) { clientMutationId } }",
        "comment",
    ),
}


@pytest.mark.parametrize(
    ("name", "permissions", "works"),
    [
        ("resolve", {"pull_requests": "write", "contents": "read"}, False),
        ("resolve", {"pull_requests": "write", "contents": "write"}, True),
        ("minimize", {"pull_requests": "read"}, False),
        ("minimize", {"pull_requests": "write"}, True),
        ("react", {"pull_requests": "write"}, False),
        ("react", {"issues": "write"}, True),
    ],
)
def test_mutations_need_what_they_need(
    pull: PullRequest, api: str, name: str, permissions: dict[str, str], works: bool
) -> None:
    pull.review("grace", "COMMENTED", "Look", [Remark("ada.md", 1, "Hm.")])
    with Client(api, pull.world.person("ada").token()) as client:
        query = """{ repository(owner: "acme", name: "elections") { pullRequest(number: 1) {
            reviewThreads(first: 1) { nodes { id } } } } }"""
        [thread] = client.graphql(query)["data"]["repository"]["pullRequest"]["reviewThreads"]["nodes"]
    mutation, subject = MUTATIONS[name]
    with Client(api, pull.repo.token(**permissions)) as client:
        answer = client.graphql(mutation, id={"thread": thread["id"], "comment": pull.comments[0].node_id}[subject])
    if works:
        assert "errors" not in answer
    else:
        [error] = answer["errors"]
        assert (error["type"], error["message"]) == ("FORBIDDEN", "Resource not accessible by integration")


def test_a_query_keeps_what_it_may_read_and_names_what_it_may_not(pull: PullRequest, api: str) -> None:
    query = """{ repository(owner: "acme", name: "elections") { pullRequest(number: 1) { title
        commits(last: 1) { nodes { commit { status { state } } } } } } }"""
    with Client(api, pull.repo.token(pull_requests="read")) as client:
        answer = client.graphql(query)
    assert answer["data"]["repository"]["pullRequest"]["title"] == "Nomination"
    assert answer["data"]["repository"]["pullRequest"]["commits"]["nodes"] == [{"commit": {"status": None}}]
    assert answer["errors"][0]["path"] == ["repository", "pullRequest", "commits", "nodes", 0, "commit", "status"]


def test_unknown_tokens_are_401_and_without_one_only_what_is_public_is_read(pull: PullRequest, api: str) -> None:
    answers = []
    for token in ("ghp_nobody", None):
        with Client(api, token) as client:
            answers += [
                client.ask("GET", f"{REPO}/pulls"),
                client.ask("POST", "/graphql", {"query": "{viewer{login}}"}),
            ]
    assert [answer.status_code for answer in answers] == [401, 401, 200, 401]
    assert answers[0].json()["message"] == "Bad credentials"
    with Client(api, None) as client:
        assert client.ask("GET", f"{REPO}/actions/permissions").status_code == 403
        assert client.ask("POST", f"{REPO}/labels", {"name": "mine"}).status_code == 401


def test_what_may_not_be_seen_is_404(github: GitHub, pull: PullRequest, api: str) -> None:
    secret = github.repository("acme/secret", private=True)
    query = '{ repository(owner: "acme", name: "secret") { name } }'
    for token in (pull.repo.token(contents="write"), github.person("stranger").token()):
        with Client(api, token) as client:
            assert client.ask("GET", "/repos/acme/secret").status_code == 404
            assert client.graphql(query)["errors"][0]["type"] == "NOT_FOUND"
    with Client(api, secret.token(contents="read")) as client:
        assert client.get("/repos/acme/secret")["private"] is True


def test_a_repository_token_reads_other_public_repositories_only(pull: PullRequest, api: str) -> None:
    with Client(api, pull.repo.token(pull_requests="write", issues="write")) as client:
        assert client.get("/repos/ada/elections")["fork"] is True
        assert client.get("/repos/ada/elections/contents/ada.md?ref=nomination")["type"] == "file"
        assert client.ask("POST", "/repos/ada/elections/labels", {"name": "x"}).status_code == 403


@pytest.mark.parametrize(("who", "status"), [("wanda", 200), ("bob", 200), ("grace", 403)])
def test_a_comment_is_edited_by_its_author_and_by_writers(pull: PullRequest, api: str, who: str, status: int) -> None:
    with Client(api, pull.world.person(who).token()) as client:
        path = f"{REPO}/issues/comments/{pull.comments[0].id}"
        assert client.ask("PATCH", path, {"body": "Changed"}).status_code == status


def test_only_members_and_apps_that_were_let_see_a_team(pull: PullRequest, api: str) -> None:
    member = "/orgs/acme/teams/officers/memberships/olga"
    query = '{ organization(login: "acme") { team(slug: "officers") { members(first: 9) { nodes { login } } } } }'
    tokens = {
        "GITHUB_TOKEN": pull.repo.token(contents="write", pull_requests="write"),
        "app": pull.repo.app_token("nomflow", members="read"),
        "olga": pull.world.person("olga").token(),
        "ada": pull.world.person("ada").token(),
    }
    found = {}
    for name, token in tokens.items():
        with Client(api, token) as client:
            found[name] = client.ask("GET", member).status_code
            if name == "app":
                assert [user["login"] for user in client.get("/orgs/acme/teams/officers/members")] == ["olga"]
                assert client.ask("GET", "/orgs/acme/teams/officers/memberships/ada").status_code == 404
                team = client.graphql(query)["data"]["organization"]["team"]
                assert team == {"members": {"nodes": [{"login": "olga"}]}}
    assert found == {"GITHUB_TOKEN": 403, "app": 200, "olga": 200, "ada": 404}
