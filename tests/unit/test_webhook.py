"""Announcements reach the service as it wants them, and no secret reaches anybody else."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.basics.errors import UsageError
from nomflow.net.webhook import Service, Webhook, WebhookError, pieces, post, webhook_of

SECRET = "T000-B000-very-secret"
KEY = "another-secret-key"


@dataclass
class Received:
    path: str
    headers: Mapping[str, str]
    body: str


@dataclass
class Place:
    """A service on this machine: it answers with ``statuses`` in turn, the last one for ever."""

    url: str = ""
    statuses: list[int] = field(default_factory=lambda: [200])
    received: list[Received] = field(default_factory=list)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    made = Place()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            made.received.append(Received(self.path, dict(self.headers), self.rfile.read(length).decode()))
            status = made.statuses.pop(0) if len(made.statuses) > 1 else made.statuses[0]
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{made.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_request(self, code: object = "-", size: object = "-") -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        made.url = f"http://127.0.0.1:{server.server_port}/{SECRET}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        server.shutdown()
        thread.join()


def test_slack_gets_a_text(place: Place) -> None:
    assert post(Webhook(Service.SLACK, place.url), "Subject", "The *text*") == 1

    (got,) = place.received
    assert got.path == f"/{SECRET}"
    assert json.loads(got.body)["text"] == "The *text*"


def test_discord_is_told_to_ping_nobody(place: Place) -> None:
    place.statuses = [204]
    post(Webhook(Service.DISCORD, f"{place.url}?thread_id=7"), "Subject", "@everyone")

    (got,) = place.received
    assert got.path == f"/{SECRET}?thread_id=7"
    assert json.loads(got.body) == {"content": "@everyone", "allowed_mentions": {"parse": []}}


def test_matrix_gets_markdown(place: Place) -> None:
    post(Webhook(Service.MATRIX, place.url), "Subject", "# Text")

    assert json.loads(place.received[0].body) == {"text": "# Text"}


def test_zulip_gets_a_form_from_its_bot(place: Place) -> None:
    post(Webhook(Service.ZULIP, f"{place.url}?to=announce", "bot@example.org", KEY), "Board election", "Text")

    (got,) = place.received
    assert got.path == f"/{SECRET}"
    assert got.headers["Authorization"].startswith("Basic ")
    assert parse_qs(got.body) == {
        "type": ["stream"],
        "to": ["announce"],
        "topic": ["Board election"],
        "content": ["Text"],
    }


def test_discourse_gets_a_topic(place: Place) -> None:
    post(Webhook(Service.DISCOURSE, f"{place.url}?category=5", "officer", KEY), "Board election", "Text")

    (got,) = place.received
    assert (got.headers["Api-Key"], got.headers["Api-Username"]) == (KEY, "officer")
    assert json.loads(got.body) == {"title": "Board election", "category": "5", "raw": "Text"}


def test_a_long_text_is_posted_in_parts(place: Place) -> None:
    text = "".join(f"- candidate {number}\n" for number in range(300))
    count = post(Webhook(Service.DISCORD, place.url), "Subject", text)

    contents = [json.loads(got.body)["content"] for got in place.received]
    assert count == len(contents) == 3
    assert "".join(contents) == text
    assert all(content.endswith("\n") for content in contents)


@pytest.mark.parametrize("status", [301, 307, 400, 401, 403, 404, 410, 429, 500])
@pytest.mark.parametrize("service", list(Service))
def test_a_refusal_is_told_without_a_secret_and_nothing_is_tried_again(
    place: Place, service: Service, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    place.statuses = [status]
    with caplog.at_level(logging.DEBUG), pytest.raises(WebhookError) as raised:
        post(Webhook(service, place.url, "bot", KEY), "Subject", "Text")

    assert len(place.received) == 1
    told = (
        f"{raised.value} {raised.value!r} {raised.value.__context__ or ''} {raised.value.__cause__ or ''} {caplog.text}"
    )
    assert str(status) in told
    assert "Nothing was posted." in told
    assert SECRET not in told
    assert KEY not in told


def test_a_refusal_half_way_says_how_much_was_posted(place: Place) -> None:
    place.statuses = [204, 500]
    with pytest.raises(WebhookError, match="1 of the messages had been posted before"):
        post(Webhook(Service.DISCORD, place.url), "Subject", "line\n" * 1000)


def test_nobody_at_home_is_told_without_the_address(caplog: pytest.LogCaptureFixture) -> None:
    import socket

    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with caplog.at_level(logging.DEBUG), pytest.raises(WebhookError) as raised:
        post(Webhook(Service.SLACK, f"http://127.0.0.1:{port}/{SECRET}"), "Subject", "Text")

    assert str(raised.value) == "slack could not be reached. Nothing was posted."
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None
    assert SECRET not in caplog.text


def test_no_secret_is_logged_when_all_goes_well(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        post(Webhook(Service.SLACK, place.url), "Subject", "Text")

    assert SECRET not in caplog.text


def test_a_webhook_shows_no_secret() -> None:
    hook = Webhook(Service.DISCOURSE, f"https://example.org/{SECRET}", "officer", KEY)

    assert repr(hook) == "Webhook(service=<Service.DISCOURSE: 'discourse'>)"


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({}, "NOMFLOW_WEBHOOK_URL"),
        ({"URL": f"https://example.org/{SECRET}"}, "NOMFLOW_WEBHOOK_KIND"),
        ({"KIND": "slack"}, "NOMFLOW_WEBHOOK_URL"),
        ({"URL": f"https://example.org/{SECRET}", "KIND": KEY}, "slack, discord, matrix, zulip, discourse"),
        ({"URL": f"https://example.org/{SECRET}", "KIND": "zulip", "KEY": KEY}, "NOMFLOW_WEBHOOK_USER"),
        ({"URL": f"https://example.org/{SECRET}", "KIND": "discourse", "USER": "a"}, "NOMFLOW_WEBHOOK_KEY"),
        ({"URL": f"http://example.org/{SECRET}", "KIND": "slack"}, "https"),
        ({"URL": f"https://[{SECRET}", "KIND": "slack"}, "https"),
        ({"URL": SECRET, "KIND": "slack"}, "https"),
    ],
)
def test_what_is_missing_is_said_and_what_is_there_is_not(environment: Mapping[str, str], missing: str) -> None:
    with pytest.raises(UsageError) as raised:
        webhook_of({f"NOMFLOW_WEBHOOK_{name}": value for name, value in environment.items()})

    assert missing in str(raised.value)
    assert "Nothing was posted." in str(raised.value)
    assert SECRET not in str(raised.value)
    assert KEY not in str(raised.value)


def test_the_environment_names_the_webhook() -> None:
    hook = webhook_of({"NOMFLOW_WEBHOOK_URL": " https://example.org/x\n", "NOMFLOW_WEBHOOK_KIND": "Slack"})

    assert (hook.service, hook.url) == (Service.SLACK, "https://example.org/x")


@given(st.text("a\n é\U0001f5f3", max_size=60), st.integers(4, 20))
def test_parts_are_short_enough_and_lose_nothing(text: str, limit: int) -> None:
    parts = list(pieces(text, limit))

    assert "".join(parts) == text
    assert all(0 < len(part.encode("utf-16-le")) // 2 <= limit for part in parts)
