"""What goes wrong between a client and GitHub, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a request fails. For those after which the client cannot know, ``happened`` says whether it took effect."""

    SERVER_ERROR = "500"
    BAD_GATEWAY = "502"
    UNAVAILABLE = "503"
    GATEWAY_TIMEOUT = "504"
    DROPPED = "connection closed without an answer"
    HANGING = "no answer until the client gives up"
    CUT_OFF = "body shorter than its Content-Length"
    CUT_JSON = "body of the announced length that is not whole JSON"
    PRIMARY_LIMIT = "primary rate limit"
    SECONDARY_LIMIT = "secondary rate limit, 403 with Retry-After"
    SECONDARY_LIMIT_BARE = "secondary rate limit, 403 without Retry-After"
    TOO_MANY = "secondary rate limit, 429 with Retry-After"
    TOO_MANY_BARE = "secondary rate limit, 429 without Retry-After"
    BAD_CREDENTIALS = "401"
    NOT_YET = "404 for what exists"
    PARTIAL = "GraphQL: part of the data, and errors, with 200"
    GRAPHQL_ERROR = "GraphQL: no data, and errors, with 200"


@dataclass(frozen=True, slots=True)
class Fault:
    """``at`` counts the matching requests from 1, from the moment the fault was set; 0: every one."""

    kind: Kind
    at: int
    only: str | None
    happened: bool
    retry_after: int


@dataclass(slots=True)
class _Waiting:
    fault: Fault | None
    do: Callable[[], object] | None
    at: int
    only: str | None
    seen: int = 0

    def reached(self, kind: str) -> bool:
        if self.only not in (None, kind):
            return False
        self.seen += 1
        return self.at in (0, self.seen)


class Faults:
    """Faults to come, and acts of other people that come just before a request is answered."""

    def __init__(self) -> None:
        self._waiting: list[_Waiting] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append(_Waiting(fault, None, fault.at, fault.only))

    def before(self, at: int, do: Callable[[], object], only: str | None) -> None:
        self._waiting.append(_Waiting(None, do, at, only))

    def clear(self) -> None:
        self._waiting.clear()

    def due(self, kind: str) -> tuple[list[Callable[[], object]], Fault | None]:
        """What happens now that a request of this kind (``read`` or ``write``) has come."""
        reached = [waiting for waiting in self._waiting if waiting.reached(kind)]
        faults = [waiting.fault for waiting in reached if waiting.fault]
        return [waiting.do for waiting in reached if waiting.do], faults[0] if faults else None
