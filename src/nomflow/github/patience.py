"""How long to wait for GitHub, and when to give up.

https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from nomflow.core.basics.errors import GitHubError

ATTEMPTS = 4
"""How often one request is made before GitHub counts as not answering."""

_PLAIN = 60.0
"""Seconds to wait at a limit that does not say how long."""


class LimitError(GitHubError):
    """GitHub asks for a longer wait than this run may take."""


class LimitReachedError(GitHubError):
    """GitHub did nothing, and asks to wait ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__("GitHub's limit of requests is reached.")
        self.seconds = seconds


@dataclass(slots=True)
class Patience:
    """Waits by ``sleep``, in all of one run at most ``longest`` seconds. ``between_writes`` keeps below GitHub's limit
    for what makes content."""

    sleep: Callable[[float], None]
    longest: float = 300.0
    between_writes: float = 1.0
    waited: float = field(default=0.0, init=False)
    written: bool = field(default=False, init=False)

    def after_trouble(self, attempt: int) -> None:
        """Before asking again what went wrong on the way: 1, 4, 9 seconds."""
        self.wait(float(attempt * attempt), "GitHub does not answer")

    def at_limit(self, seconds: float) -> None:
        """As long as GitHub says. Raises ``LimitError`` if that is too long."""
        self.wait(seconds, "GitHub's limit of requests is reached")

    def before_write(self) -> None:
        """A short rest between two writes."""
        if self.written:
            self.sleep(self.between_writes)
        self.written = True

    def wait(self, seconds: float, why: str) -> None:
        if self.waited + seconds > self.longest:
            told = f"{why}, and it asks to wait {seconds:.0f} seconds. Please start this again after that."
            raise LimitError(told)
        self.waited += seconds
        self.sleep(seconds)


def is_limit(status: int, headers: Mapping[str, str], body: str) -> bool:
    """Whether an answer says "too much" rather than "no"."""
    if status == 429:
        return True
    if status != 403:
        return False
    return "retry-after" in headers or headers.get("x-ratelimit-remaining") == "0" or "rate limit" in body.lower()


def limit_wait(headers: Mapping[str, str], now: datetime) -> float:
    """Seconds: as ``retry-after`` says, else until the reset if nothing is left, else a minute."""
    asked = headers.get("retry-after", "")
    if asked.isascii() and asked.isdigit():
        return float(asked)
    reset = headers.get("x-ratelimit-reset", "")
    if headers.get("x-ratelimit-remaining") == "0" and reset.isascii() and reset.isdigit():
        return max((datetime.fromtimestamp(int(reset), UTC) - now).total_seconds(), 0.0) + 1
    return _PLAIN
