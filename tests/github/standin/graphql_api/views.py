"""How our data looks through the schema: a class per GraphQL type, an attribute or a method per field.

A field's name in snake case is the attribute's. A field without one is not modelled: asking for it fails the test.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from graphql import GraphQLResolveInfo

from standin.node_ids import node_id
from standin.permissions import Caller, Need, reading
from standin.state import Repository, User
from standin.world import NotModelledError, World


class FieldError(Exception):
    """An error of one field: it becomes null, and the error stands in ``errors`` with its ``type``."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Context:
    """One request: the world and who looks at it, what it costs."""

    world: World
    caller: Caller
    cost: int = 1
    node_count: int = 0

    def require(self, repository: Repository, need: Need) -> None:
        if not self.caller.may(repository, need):
            raise FieldError("FORBIDDEN", "Resource not accessible by integration")

    def require_reading(self, repository: Repository, *permissions: str) -> None:
        self.require(repository, reading(*permissions))

    def actor(self, user_id: int | None) -> Actor | None:
        user = self.world.state.living(user_id) if user_id is not None else None
        return Actor(self, user) if user else None

    def person(self, user_id: int | None) -> Actor | None:
        """Where the schema wants a ``User``, there is no place for a bot."""
        found = self.actor(user_id)
        return found if found and found.user.kind == "User" else None


class View:
    """Anything with ``typename``."""

    @property
    def typename(self) -> str:
        return type(self).__name__


def moment(when: datetime | None) -> str | None:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when else None


@dataclass(frozen=True, slots=True)
class Actor(View):
    """A user, bot, mannequin or organisation; a bot without the ``[bot]`` that REST puts behind it."""

    ctx: Context
    user: User

    @property
    def typename(self) -> str:
        return self.user.kind

    @property
    def id(self) -> str:
        return node_id(self.user.kind, self.user.id)

    @property
    def database_id(self) -> int:
        return self.user.id

    @property
    def login(self) -> str:
        return self.user.login

    @property
    def name(self) -> str | None:
        return self.user.name

    @property
    def created_at(self) -> str | None:
        return moment(self.user.created_at)

    @property
    def resource_path(self) -> str:
        return f"/{'apps/' if self.user.kind == 'Bot' else ''}{self.user.login}"

    @property
    def url(self) -> str:
        return self.ctx.world.server_url + self.resource_path

    def avatar_url(self, size: int | None = None) -> str:
        return f"{self.ctx.world.server_url}/avatars/{self.user.id}"

    def team(self, slug: str) -> Team | None:
        token = self.ctx.caller.token
        if token.is_installation and not token.permissions.get("members"):
            raise FieldError("FORBIDDEN", "Resource not accessible by integration")
        found = self.user.teams.get(slug)
        if found is None or not (token.is_installation or self.ctx.caller.id in self.user.members):
            return None
        return Team(self.ctx, found.slug, found.name, self.user.in_team(found))


@dataclass(frozen=True, slots=True)
class Team(View):
    ctx: Context
    slug: str
    name: str
    known: Sequence[int]

    def members(self, membership: str = "ALL", **page: object) -> Connection:
        if membership != "ALL":
            raise NotModelledError("members of child teams apart")
        return connection([self.ctx.actor(user_id) for user_id in self.known], page)


@dataclass(frozen=True, slots=True)
class PageInfo(View):
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@dataclass(frozen=True, slots=True)
class Edge(View):
    cursor: str
    node: object


@dataclass(frozen=True, slots=True)
class Connection(View):
    """One page of something."""

    total_count: int
    start: int
    nodes: Sequence[object]

    @property
    def edges(self) -> list[Edge]:
        return [Edge(_cursor(self.start + offset), node) for offset, node in enumerate(self.nodes)]

    @property
    def page_info(self) -> PageInfo:
        end = self.start + len(self.nodes)
        first, last = (_cursor(self.start), _cursor(end - 1)) if self.nodes else (None, None)
        return PageInfo(end < self.total_count, self.start > 0, first, last)


Page = object
"""One of ``first``, ``after``, ``last``, ``before``: a number, a cursor or nothing."""


def connection(items: Sequence[object], page: Mapping[str, Page]) -> Connection:
    """The page that ``first``, ``after``, ``last``, ``before`` ask for."""
    start, end = 0, len(items)
    if unknown := {name for name, value in page.items() if value is not None} - {"first", "last", "after", "before"}:
        raise NotModelledError(f"arguments {sorted(unknown)}")
    if isinstance(after := page.get("after"), str):
        start = _position(after) + 1
    if isinstance(before := page.get("before"), str):
        end = _position(before)
    if isinstance(first := page.get("first"), int):
        end = min(end, start + first)
    if isinstance(last := page.get("last"), int):
        start = max(start, end - last)
    return Connection(len(items), start, items[start:end])


def _cursor(position: int) -> str:
    return b64encode(f"cursor:v2:{position}".encode()).decode()


def _position(cursor: str) -> int:
    try:
        found = re.fullmatch(r"cursor:v2:(\d+)", b64decode(cursor, validate=True).decode())
    except ValueError:
        found = None
    if found is None:
        raise FieldError("INVALID_CURSOR_ARGUMENTS", f"`{cursor}` does not appear to be a valid cursor.")
    return int(found[1])


@cache
def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def resolve(source: object, info: GraphQLResolveInfo[Any], **arguments: object) -> object:
    """The value of any field of any type."""
    missing = object()
    value = getattr(source, snake(info.field_name), missing)
    where = f"{info.parent_type.name}.{info.field_name}"
    if value is missing:
        raise NotModelledError(where)
    if not callable(value):
        return value
    method: Callable[..., object] = value
    try:
        return method(**{snake(name): argument for name, argument in arguments.items()})
    except (TypeError, NotModelledError) as error:
        raise NotModelledError(f"{where}: {error}") from error


def typename(value: object, *_: object) -> str:
    assert isinstance(value, View)
    return value.typename
