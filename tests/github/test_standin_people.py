"""Accounts come and go, change their names, and are not all people."""

from __future__ import annotations

from standin import GitHub
from standin.client import Client

QUERY = """{ viewer { login } repository(owner: "acme", name: "elections") { pullRequest(number: 1) {
  author { __typename login } viewerDidAuthor
  comments(first: 100) { nodes { viewerDidAuthor author { __typename login ... on User { databaseId } } } } } } }"""


def test_a_bot_has_a_suffix_in_rest_and_none_in_graphql(github: GitHub, api: str) -> None:
    repo = github.repository("acme/elections")
    pull = repo.open_pull(github.bot("renovate"), files={"a.md": "x"})
    pull.comment(github.mannequin("imported"), "From elsewhere")
    with Client(api, repo.token(pull_requests="write")) as client:
        client.ask("POST", "/repos/acme/elections/issues/1/comments", {"body": "Mine"})
        rest = client.get("/repos/acme/elections/pulls/1")
        comments = client.get("/repos/acme/elections/issues/1/comments")
        answer = client.graphql(QUERY)["data"]
        assert client.get("/users/renovate%5Bbot%5D")["type"] == "Bot"
        assert client.ask("GET", "/users/renovate").status_code == 404
    shown = answer["repository"]["pullRequest"]
    assert (rest["user"]["login"], rest["user"]["type"]) == ("renovate[bot]", "Bot")
    assert shown["author"] == {"__typename": "Bot", "login": "renovate"}
    assert [(c["user"]["login"], c["user"]["id"], c["user"]["type"]) for c in comments] == [
        ("imported", comments[0]["user"]["id"], "Mannequin"),
        ("github-actions[bot]", 41898282, "Bot"),
    ]
    assert [(c["author"]["__typename"], c["viewerDidAuthor"]) for c in shown["comments"]["nodes"]] == [
        ("Mannequin", False),
        ("Bot", True),
    ]
    assert answer["viewer"] == {"login": "github-actions[bot]"}


def test_a_deleted_account_leaves_its_works_without_an_author(github: GitHub, api: str) -> None:
    repo = github.repository("acme/elections")
    pull = repo.open_pull("ada", repo.fork("ada"), files={"a.md": "x"})
    pull.comment("bob", "Bye")
    pull.review("bob")
    for login in ("ada", "bob"):
        github.person(login).delete()
    with Client(api, repo.token(pull_requests="read")) as client:
        shown = client.graphql(QUERY)["data"]["repository"]["pullRequest"]
        rest = client.get("/repos/acme/elections/pulls/1")
        assert (rest["user"]["login"], rest["head"]["user"], rest["head"]["repo"]) == ("ghost", None, None)
        assert client.get("/repos/acme/elections/issues/1/comments")[0]["user"] is None
        assert client.get("/repos/acme/elections/pulls/1/reviews")[0]["user"] is None
        assert client.ask("GET", "/users/bob").status_code == 404
    assert (shown["author"], shown["comments"]["nodes"][0]["author"]) == (None, None)


def test_a_former_name_can_be_taken_by_somebody_else(github: GitHub, api: str) -> None:
    repo = github.repository("acme/elections")
    pull = repo.open_pull("ada", repo.fork("ada"), files={"a.md": "x"})
    grace = github.person("grace")
    pull.comment(grace, "/endorse")
    grace.rename("Admiral-Grace")
    pull.comment("grace", "/endorse")
    with Client(api, repo.token(pull_requests="read")) as client:
        nodes = client.graphql(QUERY)["data"]["repository"]["pullRequest"]["comments"]["nodes"]
        assert client.get("/users/admiral-grace")["id"] == grace.id
    assert [node["author"]["login"] for node in nodes] == ["Admiral-Grace", "grace"]
    assert nodes[0]["author"]["databaseId"] == grace.id != nodes[1]["author"]["databaseId"]


def test_a_renamed_repository_redirects_until_its_name_is_taken(github: GitHub, api: str) -> None:
    repo = github.repository("acme/elections")
    repo.rename("votes")
    with Client(api, repo.token(contents="read")) as client:
        moved = client.ask("GET", "/repos/acme/elections/contents?ref=main")
        assert (moved.status_code, moved.headers["location"]) == (
            301,
            f"{api}/repositories/{repo.id}/contents?ref=main",
        )
        assert client.get(moved.headers["location"])[0]["name"] == "README.md"
        query = '{ repository(owner: "acme", name: "elections") { nameWithOwner } }'
        assert client.graphql(query)["data"]["repository"] == {"nameWithOwner": "acme/votes"}
        other = github.repository("acme/elections")
        assert client.get("/repos/acme/elections")["id"] == other.id


def test_a_workflow_run_for_a_fork_does_not_name_its_pull_request(github: GitHub, api: str) -> None:
    repo = github.repository("acme/elections")
    pull = repo.open_pull("ada", repo.fork("ada"), files={"a.md": "x"})
    run = repo.run(pull)
    with Client(api, repo.token(actions="read", pull_requests="read")) as client:
        shown = client.get(f"/repos/acme/elections/actions/runs/{run.id}")
        owner, branch = shown["head_repository"]["owner"]["login"], shown["head_branch"]
        [found] = client.get(f"/repos/acme/elections/pulls?head={owner}:{branch}&state=open")
        listed = client.get(f"/repos/acme/elections/actions/runs?head_sha={pull.head_sha}")
        assert client.get("/repos/acme/elections/pulls?head=grace:nomination") == []
        pull.head.delete()
        assert client.get(f"/repos/acme/elections/actions/runs/{run.id}")["head_repository"] is None
    assert shown["pull_requests"] == []
    assert (found["number"], found["head"]["sha"]) == (1, shown["head_sha"])
    assert listed["total_count"] == 1
