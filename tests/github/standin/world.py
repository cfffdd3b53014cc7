"""The stand-in's memory in one place, and how to put it back to an earlier moment."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from standin.faults import Faults
from standin.gitobjects import Objects
from standin.permissions import Tokens
from standin.state import GITHUB_ACTIONS, State, User

FIRST_MOMENT = datetime(2026, 3, 2, 9, 0, 0, tzinfo=UTC)


class RefusedError(Exception):
    """GitHub says no to what was asked, although the asker may ask it."""

    def __init__(self, status: int, message: str, *errors: str | dict[str, str]) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.errors = errors


class NotModelledError(Exception):
    """GitHub can do this; the stand-in cannot. A test that meets it must fail."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    data: bytes


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One request as it came in and how it was answered; status 0: not at all."""

    method: str
    path: str
    kind: str
    """``read`` or ``write``."""
    status: int
    fault: str | None = None
    login: str = ""
    body: str = ""

    def __str__(self) -> str:
        fault = f" ({self.fault})" if self.fault else ""
        return f"{self.method} {self.path} -> {self.status}{fault}"


class Clock:
    """The server's clock. It stands still but for tests, and for one second at each act that changes something."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def now(self) -> datetime:
        return self._world.state.now

    def set(self, when: datetime | str) -> None:
        """Jump to a moment; a text is ISO 8601 with its offset."""
        moment = datetime.fromisoformat(when) if isinstance(when, str) else when
        assert moment.tzinfo is not None, "the server's clock needs a time zone"
        self._world.state.now = moment.astimezone(UTC)

    def advance(self, **span: float) -> None:
        """Go on by a ``timedelta``: ``advance(hours=2)``."""
        self._world.state.now += timedelta(**span)


class World:
    """State, git objects, tokens, and the books: log, mistakes, faults to come."""

    server_url = "https://github.com"
    """Where people look at pages; API addresses are those the request came to."""

    def __init__(self) -> None:
        self.state = State(now=FIRST_MOMENT)
        self.objects = Objects()
        self.clock = Clock(self)
        self.tokens = Tokens()
        self.faults = Faults()
        self.log: list[LogEntry] = []
        self.mistakes: list[str] = []
        """What was asked or answered against GitHub's own schemas: a test should end with none."""
        self.state.users[GITHUB_ACTIONS] = User(GITHUB_ACTIONS, "github-actions", "Bot", FIRST_MOMENT)

    def snapshot(self) -> Snapshot:
        return Snapshot(pickle.dumps(self.state))

    def restore(self, snapshot: Snapshot) -> None:
        """Everything as it was, but for git objects nobody points to; log, faults and mistakes begin anew."""
        self.state = pickle.loads(snapshot.data)
        self.log.clear()
        self.mistakes.clear()
        self.faults.clear()

    @property
    def reads(self) -> list[LogEntry]:
        return [entry for entry in self.log if entry.kind == "read"]

    @property
    def writes(self) -> list[LogEntry]:
        return [entry for entry in self.log if entry.kind == "write"]
