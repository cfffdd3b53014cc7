"""Posting a text to Slack, Discord, Matrix (hookshot), Zulip or Discourse.

The address of a webhook is a secret, like a key: whoever has it can post. Neither stands in a log, an error or a repr.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from nomflow.core.basics.errors import ExitCode, NomflowError, UsageError

if TYPE_CHECKING:
    import requests

TIMEOUT = (10.0, 30.0)
"""Seconds to connect, and between two bytes of an answer."""

_AGENT = "nomflow (https://github.com/nomflow/nomflow)"


class Service(StrEnum):
    """Where a text can be posted."""

    SLACK = "slack"
    DISCORD = "discord"
    MATRIX = "matrix"
    ZULIP = "zulip"
    DISCOURSE = "discourse"

    @property
    def limit(self) -> int:
        """The most UTF-16 units of one message; longer texts are posted in several. docs/announcements.md says whose
        number each is."""
        return {"slack": 30_000, "discord": 2_000, "matrix": 30_000, "zulip": 10_000, "discourse": 32_000}[self]

    @property
    def needs_key(self) -> bool:
        """Whether the address alone is not enough."""
        return self in (Service.ZULIP, Service.DISCOURSE)


class WebhookError(NomflowError):
    """The service refused or did not answer."""

    exit_code = ExitCode.GITHUB


@dataclass(frozen=True, slots=True)
class Webhook:
    """One place to post to. ``user`` and ``key`` are a bot's, for the services that ask who writes."""

    service: Service
    url: str = field(repr=False)
    user: str = field(default="", repr=False)
    key: str = field(default="", repr=False)


def webhook_of(environment: Mapping[str, str]) -> Webhook:
    """The webhook that the environment names. Raises ``UsageError`` that says what is missing and shows no value."""
    named = {name: environment.get(f"NOMFLOW_WEBHOOK_{name}", "").strip() for name in ("URL", "KIND", "USER", "KEY")}
    kinds = ", ".join(Service)
    if not named["URL"] or not named["KIND"]:
        raise UsageError(
            "To post, set NOMFLOW_WEBHOOK_URL to the address of your webhook and NOMFLOW_WEBHOOK_KIND to one of"
            f" {kinds}. Nothing was posted."
        )
    if named["KIND"].lower() not in list(Service):
        raise UsageError(f"NOMFLOW_WEBHOOK_KIND must be one of {kinds}. Nothing was posted.")
    service = Service(named["KIND"].lower())
    if service.needs_key and not (named["USER"] and named["KEY"]):
        raise UsageError(
            f"To post to {service}, set NOMFLOW_WEBHOOK_USER and NOMFLOW_WEBHOOK_KEY, too. Nothing was posted."
        )
    if not _is_safe(named["URL"]):
        raise UsageError("NOMFLOW_WEBHOOK_URL must be an https address. Nothing was posted.")
    return Webhook(service, named["URL"], named["USER"], named["KEY"])


def post(webhook: Webhook, subject: str, text: str) -> int:
    """Posts a text, in parts where it is too long; answers the number of messages.

    Raises ``WebhookError``, which says how many were posted before. Nothing is tried twice, for nobody could tell
    whether the first try was shown.
    """
    import requests

    posted = 0
    with _nothing_logged(), requests.Session() as session:
        session.headers["User-Agent"] = _AGENT
        session.auth = _nobody
        for part in pieces(text, webhook.service.limit):
            answer, why = _answer(session, webhook, subject, part)
            if why:
                raise WebhookError(f"{webhook.service} {why}{_so_far(posted)}")
            if not 200 <= answer < 300:
                raise WebhookError(f"{webhook.service} refused: HTTP {answer}. {_hint(answer)}{_so_far(posted)}")
            posted += 1
    return posted


def pieces(text: str, limit: int) -> Iterator[str]:
    """A text in parts of at most ``limit`` UTF-16 units, cut between lines where that can be."""
    part = ""
    for line in text.splitlines(keepends=True):
        for chunk in _chunks(line, limit):
            if part and _size(part) + _size(chunk) > limit:
                yield part
                part = ""
            part += chunk
    if part:
        yield part


def _chunks(line: str, limit: int) -> Iterator[str]:
    if _size(line) <= limit:
        yield line
        return
    step = limit // 2
    yield from (line[start : start + step] for start in range(0, len(line), step))


def _size(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _answer(session: requests.Session, webhook: Webhook, subject: str, text: str) -> tuple[int, str]:
    """The HTTP status, or why there is none. The library's own errors hold the address, so they end here."""
    import requests

    try:
        return _send(session, webhook, subject, text), ""
    except requests.Timeout:
        return 0, "did not answer in time."
    except (requests.RequestException, ValueError):
        return 0, "could not be reached."


def _send(session: requests.Session, webhook: Webhook, subject: str, text: str) -> int:
    """One message; answers the HTTP status. The query of an address that is an API's own says where it goes."""
    address, _, query = webhook.url.partition("?")
    where = dict(parse_qsl(query))
    who: tuple[str, str] | None = None
    form: dict[str, str] | None = None
    body: dict[str, object] | None = None
    match webhook.service:
        case Service.SLACK:
            address, body = webhook.url, {"text": text, "unfurl_links": False}
        case Service.DISCORD:
            address, body = webhook.url, {"content": text, "allowed_mentions": {"parse": []}}
        case Service.MATRIX:
            address, body = webhook.url, {"text": text}
        case Service.ZULIP:
            form, who = {"type": "stream", "topic": subject, **where, "content": text}, (webhook.user, webhook.key)
        case Service.DISCOURSE:
            body = {"title": subject, **where, "raw": text}
            session.headers.update({"Api-Key": webhook.key, "Api-Username": webhook.user})
    return session.post(
        address, data=form, json=body, auth=who, timeout=TIMEOUT, allow_redirects=False, stream=True
    ).status_code


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Who writes, where the address says it all; without this, requests would look into ``.netrc``."""
    return request


def _is_safe(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    local = parts.hostname in ("127.0.0.1", "localhost", "::1")
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and local))


def _hint(status: int) -> str:
    if status in (401, 403):
        return "Please look at the key, and whether it may post there."
    if status in (404, 410):
        return "There is no such webhook: was it deleted, or is its address incomplete?"
    if status == 429:
        return "It asks to wait. Please try again in some minutes."
    if 300 <= status < 400:
        return "It sends elsewhere, which is not followed: please give the final address."
    return "Please look at the address and the kind."


def _so_far(posted: int) -> str:
    return f" {posted} of the messages had been posted before." if posted else " Nothing was posted."


@contextmanager
def _nothing_logged() -> Iterator[None]:
    """Keeps urllib3 from logging addresses, which it does where a program logs everything."""
    logger = logging.getLogger("urllib3")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
