"""Posting a text to Slack, Discord, Matrix (hookshot), Zulip or Discourse.

The address of a webhook is a secret, like a key: whoever has it can post. Neither stands in a log, an error or a repr.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from nomflow.core.errors import ExitCode, NomflowError, UsageError

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
        session.trust_env = False
        for part in pieces(text, webhook.service.limit):
            try:
                answer = _send(session, webhook, subject, part)
            except requests.RequestException as error:
                why = "did not answer in time" if isinstance(error, requests.Timeout) else "could not be reached"
                raise WebhookError(f"{webhook.service} {why}.{_so_far(posted)}") from None
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
    return len(text) + sum(sign > "\uffff" for sign in text)


def _send(session: requests.Session, webhook: Webhook, subject: str, text: str) -> int:
    address, options = webhook.url, dict(parse_qsl(urlsplit(webhook.url).query))
    bare = address.partition("?")[0]
    match webhook.service:
        case Service.SLACK:
            body: dict[str, object] = {"text": text, "unfurl_links": False}
        case Service.DISCORD:
            body = {"content": text, "allowed_mentions": {"parse": []}}
        case Service.MATRIX:
            body = {"text": text}
        case Service.ZULIP:
            form = {"type": "stream", **options, "content": text}
            who = (webhook.user, webhook.key)
            return session.post(bare, data=form, auth=who, timeout=TIMEOUT, allow_redirects=False).status_code
        case Service.DISCOURSE:
            address, body = bare, {"title": subject, **options, "raw": text}
            session.headers.update({"Api-Key": webhook.key, "Api-Username": webhook.user})
    return session.post(address, json=body, timeout=TIMEOUT, allow_redirects=False).status_code


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
    import logging

    logger = logging.getLogger("urllib3")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
