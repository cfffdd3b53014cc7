"""Everything that goes wrong between a client and GitHub goes wrong here when told to."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from standin import GitHub, Kind, PullRequest
from standin.client import Client
from standin.limits import budget

COMMENTS = "/repos/acme/elections/issues/1/comments"
QUERY = """{ repository(owner: "acme", name: "elections") { pullRequest(number: 1) {
    comments(first: 10) { nodes { body } } } } }"""


@pytest.fixture
def pull(github: GitHub) -> PullRequest:
    repo = github.repository("acme/elections")
    return repo.open_pull("ada", repo.fork("ada"), files={"ada.md": "I stand.\n"})


@pytest.fixture
def token(pull: PullRequest) -> str:
    return pull.repo.token(pull_requests="write", statuses="write")


@pytest.mark.parametrize(
    ("kind", "status", "header"),
    [
        (Kind.SERVER_ERROR, 500, None),
        (Kind.BAD_GATEWAY, 502, None),
        (Kind.UNAVAILABLE, 503, None),
        (Kind.GATEWAY_TIMEOUT, 504, None),
        (Kind.BAD_CREDENTIALS, 401, None),
        (Kind.NOT_YET, 404, None),
        (Kind.SECONDARY_LIMIT, 403, ("retry-after", "60")),
        (Kind.SECONDARY_LIMIT_BARE, 403, None),
        (Kind.TOO_MANY, 429, ("retry-after", "60")),
        (Kind.TOO_MANY_BARE, 429, None),
        (Kind.PRIMARY_LIMIT, 403, ("x-ratelimit-remaining", "0")),
    ],
)
def test_the_second_request_fails_as_told_and_nothing_happened(
    pull: PullRequest, api: str, token: str, github: GitHub, kind: Kind, status: int, header: tuple[str, str] | None
) -> None:
    github.fault(kind, at=2)
    with Client(api, token) as client:
        answers = [client.ask("POST", COMMENTS, {"body": f"{number}"}) for number in range(3)]
    assert [answer.status_code for answer in answers] == [201, status, 201]
    assert [comment.body for comment in pull.comments] == ["0", "2"]
    if header:
        assert answers[1].headers[header[0]] == header[1]
    elif kind in (Kind.SECONDARY_LIMIT_BARE, Kind.TOO_MANY_BARE):
        assert "retry-after" not in answers[1].headers
    assert [(entry.status, entry.fault) for entry in github.log] == [(201, None), (status, kind.name), (201, None)]


@pytest.mark.parametrize("kind", [Kind.BAD_GATEWAY, Kind.DROPPED, Kind.GATEWAY_TIMEOUT])
def test_a_write_may_have_happened_although_its_answer_is_lost(
    pull: PullRequest, api: str, token: str, github: GitHub, kind: Kind
) -> None:
    github.fault(kind, happened=True)
    with Client(api, token) as client:
        if kind is Kind.DROPPED:
            with pytest.raises(requests.ConnectionError):
                client.ask("POST", COMMENTS, {"body": "Twice?"})
        else:
            assert client.ask("POST", COMMENTS, {"body": "Twice?"}).status_code >= 500
    assert [comment.body for comment in pull.comments] == ["Twice?"]


def test_a_hanging_answer_is_a_timeout_for_the_client(pull: PullRequest, api: str, token: str, github: GitHub) -> None:
    github.fault(Kind.HANGING)
    with Client(api, token, timeout=0.05) as client, pytest.raises(requests.ReadTimeout):
        client.ask("GET", COMMENTS)
    with Client(api, token) as client:
        assert client.get(COMMENTS) == []


def test_a_body_may_end_too_early(pull: PullRequest, api: str, token: str, github: GitHub) -> None:
    github.fault(Kind.CUT_OFF)
    github.fault(Kind.CUT_JSON, at=2)
    with Client(api, token) as client:
        with pytest.raises(requests.exceptions.ChunkedEncodingError):
            client.ask("POST", COMMENTS, {"body": "Cut"})
        with pytest.raises(requests.JSONDecodeError):
            client.get("/repos/acme/elections/pulls/1")
    assert len(pull.comments) == 1


@pytest.mark.parametrize(
    ("kind", "status", "error"),
    [
        (Kind.PRIMARY_LIMIT, 200, "RATE_LIMITED"),
        (Kind.GRAPHQL_ERROR, 200, "INTERNAL"),
        (Kind.SECONDARY_LIMIT, 403, None),
        (Kind.BAD_GATEWAY, 502, None),
    ],
)
def test_graphql_fails_in_its_own_way(
    pull: PullRequest, api: str, token: str, github: GitHub, kind: Kind, status: int, error: str | None
) -> None:
    github.fault(kind)
    with Client(api, token) as client:
        answer = client.ask("POST", "/graphql", {"query": QUERY})
    assert answer.status_code == status
    assert not answer.json().get("data")
    errors = [found.get("type") for found in answer.json().get("errors", [])]
    assert errors == ([] if kind is Kind.SECONDARY_LIMIT else [error])


def test_partial_data_comes_with_errors_and_status_200(pull: PullRequest, api: str, token: str, github: GitHub) -> None:
    for number in range(4):
        pull.comment("bob", f"{number}")
    github.fault(Kind.PARTIAL)
    with Client(api, token) as client:
        answer = client.ask("POST", "/graphql", {"query": QUERY})
    body = answer.json()
    nodes = body["data"]["repository"]["pullRequest"]["comments"]["nodes"]
    assert (answer.status_code, nodes) == (200, [{"body": "0"}, {"body": "1"}, None, None])
    assert [error["path"][-1] for error in body["errors"]] == [2, 3]


def test_faults_can_wait_for_a_write(pull: PullRequest, api: str, token: str, github: GitHub) -> None:
    github.fault(Kind.BAD_GATEWAY, only="write", at=2)
    mutation = """mutation($id: ID!) { addComment(input: {subjectId: $id, body: "Two"}) { clientMutationId } }"""
    with Client(api, token) as client:
        client.get(COMMENTS)
        client.ask("POST", COMMENTS, {"body": "One"})
        client.graphql(QUERY)
        failed = client.ask("POST", "/graphql", {"query": mutation, "variables": {"id": pull.node_id}})
    assert failed.status_code == 502
    assert [entry.kind for entry in github.log] == ["read", "write", "read", "write"]
    assert (len(github.reads), len(github.writes)) == (2, 2)


def test_a_fault_at_every_request_lasts_until_cleared(pull: PullRequest, api: str, token: str, github: GitHub) -> None:
    github.fault(Kind.UNAVAILABLE, at=0)
    with Client(api, token) as client:
        assert {client.ask("GET", COMMENTS).status_code for _ in range(3)} == {503}
        github.faults.clear()
        assert client.get(COMMENTS) == []


def test_somebody_acts_between_two_requests_even_through_the_server(
    pull: PullRequest, api: str, token: str, github: GitHub
) -> None:
    with Client(api, token) as first, Client(api, token) as second:

        def another_run() -> None:
            pull.push({"ada.md": "Changed.\n"})
            second.ask("POST", COMMENTS, {"body": "I was faster"})

        github.before(another_run, at=2)
        shas = [first.get("/repos/acme/elections/pulls/1")["head"]["sha"] for _ in range(3)]
    assert shas[0] != shas[1] == shas[2] == pull.head_sha
    assert [comment.body for comment in pull.comments] == ["I was faster"]
    assert [entry.method for entry in github.log] == ["GET", "POST", "GET", "GET"]


def test_two_histories_with_the_same_end_give_the_same_picture(
    pull: PullRequest, api: str, token: str, github: GitHub
) -> None:
    start = github.snapshot()

    def run(client: Client) -> None:
        found = client.get(COMMENTS)
        if not found:
            client.ask("POST", COMMENTS, {"body": "Welcome"})
        client.ask("POST", f"/repos/acme/elections/statuses/{pull.head_sha}", {"state": "success"})

    with Client(api, token) as client:
        run(client)
        smooth = pull.picture()
        github.restore(start)
        github.fault(Kind.BAD_GATEWAY, at=2, happened=True)
        run(client)
        run(client)
    assert pull.picture() == smooth
    pull.comment("bob", "Hello")
    assert pull.picture() != smooth


def test_many_clients_at_once_are_answered_one_after_another(
    pull: PullRequest, api: str, token: str, github: GitHub
) -> None:
    def write(number: int) -> None:
        with Client(api, token) as client:
            for _ in range(3):
                client.ask("POST", COMMENTS, {"body": f"{number}"})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    times = [comment.data.created_at for comment in pull.comments]
    assert len(set(times)) == 12
    assert times == sorted(times)
    assert len(github.writes) == 12


def test_an_act_that_breaks_is_told(pull: PullRequest, api: str, token: str, github: GitHub) -> None:
    github.before(lambda: 1 / 0)
    with Client(api, token) as client:
        assert client.ask("GET", COMMENTS).status_code == 500
    assert "ZeroDivisionError" in github.mistakes[0]
    github.mistakes.clear()


@pytest.mark.parametrize(
    ("resource", "ask", "status"),
    [
        ("core", lambda client: client.ask("GET", COMMENTS), 403),
        ("graphql", lambda client: client.ask("POST", "/graphql", {"query": QUERY}), 200),
    ],
)
def test_the_hours_budget_runs_out_and_comes_back(
    pull: PullRequest,
    api: str,
    token: str,
    github: GitHub,
    resource: str,
    ask: Callable[[Client], requests.Response],
    status: int,
) -> None:
    with Client(api, token) as client:
        first = ask(client)
        known = github.tokens.find(f"Bearer {token}")
        assert known is not None
        budget(github.state, known, resource).limit = 2
        last, beyond = ask(client), ask(client)
        github.clock.advance(hours=1)
        again = ask(client)
    assert (first.headers["x-ratelimit-limit"], first.headers["x-ratelimit-remaining"]) == ("1000", "999")
    assert last.headers["x-ratelimit-remaining"] == beyond.headers["x-ratelimit-remaining"] == "0"
    assert int(beyond.headers["x-ratelimit-reset"]) > github.clock.now.timestamp() - 3600
    assert (beyond.status_code, "rate limit" in beyond.text) == (status, True)
    assert "rate limit" not in again.text


def test_a_world_is_put_back_in_milliseconds_with_all_handles_good(
    pull: PullRequest, api: str, token: str, github: GitHub
) -> None:
    for number in range(100):
        pull.comment(f"user-{number}", "Hello " * 50)
    before, moment = github.snapshot(), github.clock.now
    with Client(api, token) as client:
        client.ask("POST", COMMENTS, {"body": "More"})
        pull.push({"ada.md": "Changed.\n"})
        start = time.process_time()
        github.restore(before)
        took = time.process_time() - start
        assert len(client.get(f"{COMMENTS}?per_page=100")) == 100
    assert (len(pull.comments), github.clock.now) == (100, moment)
    assert pull.head.text("ada.md", pull.head_sha) == "I stand.\n"
    assert len(github.log) == 1
    assert took < 1
