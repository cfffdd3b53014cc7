"""From a request to the function that answers it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlencode

from standin.permissions import Caller, Level, Need, reading
from standin.state import Issue, Pull, Repository, User
from standin.world import RefusedError, World

MAX_PER_PAGE = 100
REPO = "/repos/{owner}/{repo}"
_SLASHES_ALLOWED = {"path", "ref", "branch"}
_T = TypeVar("_T")


@dataclass(slots=True)
class Reply:
    """An answer: JSON, or raw bytes where a media type asks for them."""

    status: int
    value: object = None
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None


@dataclass(slots=True)
class Call:
    """One REST request, understood."""

    world: World
    caller: Caller
    api: str
    """The address of the API as the client wrote it, without a slash at the end."""
    path: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: Mapping[str, object]
    accept: str
    repository: Repository | None = None
    link: str | None = None

    @property
    def repo(self) -> Repository:
        assert self.repository is not None
        return self.repository

    def text(self, name: str, default: str = "") -> str:
        value = self.body.get(name)
        return value if isinstance(value, str) else default

    def text_or_none(self, name: str) -> str | None:
        value = self.body.get(name)
        return value if isinstance(value, str) else None

    def texts(self, name: str) -> list[str]:
        value = self.body.get(name)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    def flag(self, name: str) -> bool:
        return self.body.get(name) is True

    def number(self, name: str) -> int:
        return int(self.params[name])

    def refuse_unless(self, need: Need) -> None:
        if not self.caller.may(self.repo, need):
            integration = self.caller.token.is_installation
            by = "integration" if integration else f"{self.caller.login}: needs the {need.role.name.lower()} role"
            raise RefusedError(403, f"Resource not accessible by {by}")

    def issue(self) -> Issue:
        number = self.number("issue_number" if "issue_number" in self.params else "pull_number")
        found = self.repo.issues.get(number)
        if found is None:
            raise RefusedError(404, "Not Found")
        return found

    def pull(self) -> tuple[Issue, Pull]:
        issue = self.issue()
        if issue.pull is None:
            raise RefusedError(404, "Not Found")
        return issue, issue.pull

    def user_named(self, login: str) -> User:
        user = self.world.state.user_named(login)
        if user is None:
            raise RefusedError(404, "Not Found")
        return user

    def page(self, items: Sequence[_T]) -> list[_T]:
        """The page asked for; the others are named in the ``Link`` header, by the repository's number as GitHub
        names them."""
        size = min(max(int(self.query.get("per_page", 30)), 1), MAX_PER_PAGE)
        page = max(int(self.query.get("page", 1)), 1)
        last = max(-(-len(items) // size), 1)
        pages = {"prev": page - 1, "next": page + 1, "last": last, "first": 1}
        wanted = {rel: n for rel, n in pages.items() if 1 <= n <= last and (page > 1 or rel in {"next", "last"})}
        if page >= last:
            wanted.pop("last", None)
        path = self.path
        if self.repository is not None:
            path = re.sub(r"^/repos/[^/]+/[^/]+", f"/repositories/{self.repository.id}", path)
        links = [
            f'<{self.api}{path}?{urlencode({**self.query, "page": number})}>; rel="{rel}"'
            for rel, number in wanted.items()
        ]
        self.link = ", ".join(links) or None
        return list(items[(page - 1) * size : page * size])


Handler = Callable[[Call], object]


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    template: str
    need: Need | None
    handler: Handler
    pattern: re.Pattern[str]


ROUTES: list[Route] = []


def route(method: str, template: str, need: Need | None = None) -> Callable[[Handler], Handler]:
    """Answer ``method template`` with the function below. ``need`` is checked against the path's repository."""
    names = {name: ".+" if name in _SLASHES_ALLOWED else r"\d+" if _is_number(name) else "[^/]+" for name in
             re.findall(r"{(\w+)}", template)}  # fmt: skip
    pattern = re.sub(r"\\{(\w+)\\}", lambda found: f"(?P<{found[1]}>{names[found[1]]})", re.escape(template))

    def keep(handler: Handler) -> Handler:
        ROUTES.append(Route(method, template, need, handler, re.compile(pattern)))
        ROUTES.sort(key=lambda known: known.template.count("{") - 2 * known.template.count("/"))
        return handler

    return keep


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The route of a path, and what its fields stand for (still percent-encoded)."""
    for known in ROUTES:
        found = known.pattern.fullmatch(path) if known.method == method else None
        if found:
            return known, found.groupdict()
    return None


def read(template: str, *permissions: str) -> Callable[[Handler], Handler]:
    """A GET below a repository that needs one of these permissions."""
    return route("GET", REPO + template, reading(*permissions) if permissions else _METADATA)


def _is_number(name: str) -> bool:
    return name.endswith(("_number", "_id"))


_METADATA = reading("metadata")
assert _METADATA.level is Level.READ
