"""GraphQL is GitHub's: its schema, its limits, its errors with status 200."""

from __future__ import annotations

import pytest
from standin import GitHub, Repo
from standin.client import Client
from standin.graphql_api import schema


@pytest.fixture
def repo(github: GitHub) -> Repo:
    repo = github.repository("acme/elections", {"README.md": "Hello\n", "photo.png": b"\x89PNG\0", "bad.md": b"\xff\n"})
    for name in ("ada", "grace"):
        repo.open_pull(name, repo.fork(name), files={f"{name}.md": "I stand.\n"}, title=name)
    return repo


def pull_query(fields: str) -> str:
    return f'{{ rateLimit {{ cost nodeCount }} repository(owner: "acme", name: "elections") {{ {fields} }} }}'


def test_the_schema_is_built_once(github: GitHub) -> None:
    assert schema() is schema()


@pytest.mark.parametrize(
    ("fields", "kind", "message"),
    [
        ("pullRequests { nodes { id } }", "MISSING_PAGINATION_BOUNDARIES", "You must provide a `first` or `last`"),
        ("pullRequests(first: 101) { nodes { id } }", "EXCESSIVE_PAGINATION", "Requesting 101 records on the"),
        (
            """pullRequests(first: 100) { nodes { reviews(first: 100) { nodes {
            comments(first: 100) { nodes { id } } } } } }""",
            "MAX_NODE_LIMIT_EXCEEDED",
            "This query requests up to 1,010,100 possible nodes",
        ),
    ],
)
def test_too_much_or_unbounded_is_refused(repo: Repo, api: str, fields: str, kind: str, message: str) -> None:
    with Client(api, repo.token(pull_requests="read")) as client:
        answer = client.graphql(pull_query(fields))
    assert (answer["data"], answer["errors"][0]["type"]) == (None, kind)
    assert answer["errors"][0]["message"].startswith(message)
    assert repo.world.mistakes
    repo.world.mistakes.clear()


def test_a_page_size_from_a_variable_counts_too(repo: Repo, api: str) -> None:
    query = """query($size: Int!) { repository(owner: "acme", name: "elections") {
        pullRequests(first: $size) { nodes { number } } } }"""
    with Client(api, repo.token(pull_requests="read")) as client:
        assert len(client.graphql(query, size=2)["data"]["repository"]["pullRequests"]["nodes"]) == 2
        assert client.graphql(query, size=200)["errors"][0]["type"] == "EXCESSIVE_PAGINATION"
    repo.world.mistakes.clear()


@pytest.mark.parametrize(
    ("fields", "cost", "nodes"),
    [
        ("name", 1, 0),
        ("pullRequest(number: 1) { reviews(first: 100) { nodes { id } } labels(first: 20) { nodes { id } } }", 1, 120),
        (
            """pullRequests(first: 100) { nodes { reviews(first: 100) { nodes { id } }
            comments(first: 100) { nodes { id } } files(first: 100) { nodes { path } } } }""",
            3,
            30_100,
        ),
    ],
)
def test_a_query_costs_what_githubs_formula_says(repo: Repo, api: str, fields: str, cost: int, nodes: int) -> None:
    with Client(api, repo.token(pull_requests="read")) as client:
        answer = client.ask("POST", "/graphql", {"query": pull_query(fields)})
    assert answer.json()["data"]["rateLimit"] == {"cost": cost, "nodeCount": nodes}
    assert answer.headers["x-ratelimit-used"] == str(cost)
    assert answer.headers["x-ratelimit-resource"] == "graphql"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("pullRequest(number: 1) { titel }", "Cannot query field 'titel' on type 'PullRequest'"),
        ("pullRequest(number: 1) { databaseId }", "will be removed"),
        ("pullRequest(number: 1) { milestone { title } }", "not modelled: PullRequest.milestone"),
        (
            "pullRequests(first: 1, states: [DRAFT]) { nodes { id } }",
            "Value 'DRAFT' does not exist in 'PullRequestState'",
        ),
    ],
)
def test_what_github_does_not_know_and_what_we_do_not_model_fails_the_test(
    repo: Repo, api: str, fields: str, message: str
) -> None:
    with Client(api, repo.token(pull_requests="read")) as client:
        client.graphql(pull_query(fields))
    assert any(message in mistake for mistake in repo.world.mistakes), repo.world.mistakes
    repo.world.mistakes.clear()


def test_a_number_that_is_none_is_an_error_with_status_200(repo: Repo, api: str) -> None:
    with Client(api, repo.token(pull_requests="read")) as client:
        response = client.ask("POST", "/graphql", {"query": pull_query("pullRequest(number: 99) { title } name")})
    answer = response.json()
    assert response.status_code == 200
    assert answer["data"]["repository"] == {"pullRequest": None, "name": "elections"}
    assert (answer["errors"][0]["type"], answer["errors"][0]["path"]) == ("NOT_FOUND", ["repository", "pullRequest"])


def test_blobs_say_what_they_are(repo: Repo, api: str) -> None:
    repo.commit({"long.md": "x" * 600_000})
    blob = "{ ... on Blob { oid byteSize isBinary isTruncated text } }"
    names = {"readme": "README.md", "photo": "photo.png", "bad": "bad.md", "long": "long.md", "none": "no.md"}
    fields = " ".join(f'{alias}: object(expression: "main:{path}") {blob}' for alias, path in names.items())
    with Client(api, repo.token(contents="read")) as client:
        found = client.graphql(pull_query(fields))["data"]["repository"]
    assert found["readme"] == {
        "oid": "e965047ad7c57865823c7d992b1d046ea66edf78",
        "byteSize": 6,
        "isBinary": False,
        "isTruncated": False,
        "text": "Hello\n",
    }
    assert (found["photo"]["isBinary"], found["photo"]["text"]) == (True, None)
    assert (found["bad"]["byteSize"], found["bad"]["text"]) == (2, "�\n")
    assert (found["long"]["byteSize"], found["long"]["isTruncated"]) == (600_000, True)
    assert len(found["long"]["text"]) < 600_000
    assert found["none"] is None


def test_lists_of_pull_requests_are_filtered_and_paged(repo: Repo, api: str) -> None:
    repo.pull(1).close(by="ada")
    query = """query($states: [PullRequestState!], $after: String) { repository(owner: "acme", name: "elections") {
        pullRequests(states: $states, first: 1, after: $after, orderBy: {field: CREATED_AT, direction: DESC}) {
            totalCount pageInfo { hasNextPage endCursor } nodes { number state } } } }"""
    with Client(api, repo.token(pull_requests="read")) as client:
        first = client.graphql(query)["data"]["repository"]["pullRequests"]
        cursor = first["pageInfo"]["endCursor"]
        second = client.graphql(query, after=cursor)["data"]["repository"]["pullRequests"]
        still_open = client.graphql(query, states=["OPEN"])["data"]["repository"]["pullRequests"]
        broken = client.graphql(query, after="nonsense")
    assert (first["nodes"], first["pageInfo"]["hasNextPage"]) == ([{"number": 2, "state": "OPEN"}], True)
    assert (second["nodes"], second["pageInfo"]["hasNextPage"]) == ([{"number": 1, "state": "CLOSED"}], False)
    assert still_open["totalCount"] == 1
    assert broken["errors"][0]["type"] == "INVALID_CURSOR_ARGUMENTS"


def test_a_node_is_found_again_by_its_id(repo: Repo, api: str) -> None:
    pull = repo.pull(1)
    comment = pull.comment("bob", "Hello")
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on IssueComment { body } } }"
    with Client(api, repo.token(pull_requests="read")) as client:
        nodes = client.graphql(query, ids=[pull.node_id, comment.node_id])["data"]["nodes"]
        lost = client.graphql(query, ids=["IC_nothing"])
    assert nodes == [{"__typename": "PullRequest"}, {"__typename": "IssueComment", "body": "Hello"}]
    assert lost["errors"][0]["type"] == "NOT_FOUND"
