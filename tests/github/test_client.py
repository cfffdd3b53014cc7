"""GitHub's bad days: every answer is whole, or an error; nothing that writes is repeated blindly."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from nomination import Election, election
from standin import Kind

from nomflow.core.basics.errors import GitHubError
from nomflow.github.answers import Json
from nomflow.github.client import Client, GitHubServer, Secret
from nomflow.github.patience import LimitError, Patience, is_limit, limit_wait
from nomflow.github.reply import RefusedError, UnclearError

__all__ = ["election"]

QUERY = 'query($n: Int!) { repository(owner: "acme", name: "elections") { pullRequest(number: $n) { title } } }'
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def title(client: Client) -> str:
    return client.query(QUERY, {"n": 1}).data["repository"]["pullRequest"]["title"].text


PASSING = [
    Kind.SERVER_ERROR,
    Kind.BAD_GATEWAY,
    Kind.UNAVAILABLE,
    Kind.GATEWAY_TIMEOUT,
    Kind.DROPPED,
    Kind.CUT_OFF,
    Kind.CUT_JSON,
    Kind.SECONDARY_LIMIT,
    Kind.SECONDARY_LIMIT_BARE,
    Kind.TOO_MANY,
    Kind.TOO_MANY_BARE,
    Kind.PRIMARY_LIMIT,
    Kind.NOT_YET,
    Kind.GRAPHQL_ERROR,
]


@pytest.mark.parametrize("kind", PASSING)
def test_a_query_is_asked_again_until_the_answer_is_whole(election: Election, kind: Kind) -> None:
    election.world.fault(kind)
    client = election.client()
    assert title(client) == "Ada for the board"
    assert len(election.slept) == 1
    client.close()


@pytest.mark.parametrize("kind", [kind for kind in PASSING if "limit" not in kind.value])
def test_a_query_is_given_up_after_four_times(election: Election, kind: Kind) -> None:
    election.world.fault(kind, at=0)
    client = election.client()
    with pytest.raises(GitHubError):
        title(client)
    assert (election.requests(), election.slept) == ((4, 0), [1.0, 4.0, 9.0])
    client.close()


def test_part_of_an_answer_is_never_taken_for_the_whole(election: Election) -> None:
    election.pull.comment("bob", "/endorse")
    election.pull.comment("cleo", "/endorse")
    election.world.fault(Kind.PARTIAL)
    assert len(election.snapshot().pull_request.comments) == 2  # type: ignore[union-attr] # it is one
    election.world.fault(Kind.PARTIAL, at=0)
    with pytest.raises(UnclearError, match="only in part"):
        election.snapshot()


def test_a_limit_that_asks_for_too_long_a_wait_ends_the_run_with_the_time(election: Election) -> None:
    election.world.fault(Kind.SECONDARY_LIMIT, retry_after=3000)
    client = election.client()
    with pytest.raises(LimitError, match="3000 seconds"):
        title(client)
    assert election.slept == []
    client.close()


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "7", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1772442030"}, 7),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1772442030"}, 31),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"}, 1),
        ({"x-ratelimit-remaining": "9", "x-ratelimit-reset": "1772442030"}, 60),
        ({"retry-after": "soon"}, 60),
        ({}, 60),
    ],
)
def test_a_limit_is_waited_for_as_github_says(headers: dict[str, str], seconds: float) -> None:
    assert limit_wait(headers, NOW) == seconds


@pytest.mark.parametrize(
    ("status", "headers", "body", "limit"),
    [
        (429, {}, "", True),
        (403, {"retry-after": "1"}, "", True),
        (403, {"x-ratelimit-remaining": "0"}, "", True),
        (403, {}, "You have exceeded a secondary rate limit", True),
        (403, {"x-ratelimit-remaining": "9"}, "Resource not accessible by integration", False),
        (401, {}, "", False),
        (200, {}, "a candidate writes of the rate limit", False),
    ],
)
def test_a_limit_is_told_from_a_no(status: int, headers: dict[str, str], body: str, limit: bool) -> None:
    assert is_limit(status, headers, body) is limit


def test_a_bad_token_is_said_to_be_one_at_once(election: Election) -> None:
    client = election.client("ghp_nonsense")
    with pytest.raises(RefusedError, match="does not know this token"):
        title(client)
    assert election.requests() == (1, 0)
    client.close()


def test_a_token_shows_in_no_text() -> None:
    assert "secret" not in f"{Secret('secret')!r} {Secret('secret')}"


def test_writes_rest_between_each_other() -> None:
    slept: list[float] = []
    patience = Patience(slept.append)
    for _ in range(3):
        patience.before_write()
    assert slept == [1.0, 1.0]


@pytest.mark.parametrize(
    ("given", "server"),
    [
        ({}, GitHubServer()),
        ({"GITHUB_API_URL": ""}, GitHubServer()),
        (
            {"GITHUB_API_URL": "https://ghe.example/api/v3/", "GITHUB_SERVER_URL": "https://ghe.example"},
            GitHubServer("https://ghe.example/api/v3", "https://ghe.example"),
        ),
    ],
)
def test_the_environment_says_where_github_is(given: dict[str, str], server: GitHubServer) -> None:
    assert GitHubServer.of(given) == server


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("x", lambda found: found.number),
        (1, lambda found: found.text),
        (True, lambda found: found.number),
        ("yes", lambda found: found.flag),
        ("tomorrow", lambda found: found.time),
        ({}, list),
        ([1], lambda found: found["name"]),
        ({"nodes": [None]}, lambda found: found.nodes),
    ],
)
def test_an_answer_that_is_not_as_the_schema_says_is_an_error(value: object, read: object) -> None:
    assert callable(read)
    with pytest.raises(GitHubError, match="is not"):
        read(Json(value))
