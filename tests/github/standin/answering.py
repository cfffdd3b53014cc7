"""One HTTP request to GitHub, from its first line to its answer."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from standin import graphql_api, limits, rest
from standin.breaking import Broken, break_answer, instead_of_answer
from standin.faults import Fault
from standin.openapi import Operation, operations
from standin.permissions import Caller, Token
from standin.rest.routing import Route
from standin.state import PAGES, Repository, rest_login
from standin.world import LogEntry, NotModelledError, RefusedError, World

DOCS = "https://docs.github.com/rest"


@dataclass(frozen=True, slots=True)
class Request:
    """``host`` with its scheme; ``target`` as on the wire; header names in lower case."""

    method: str
    host: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(slots=True)
class Response:
    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    broken: Broken | None = None


@dataclass(slots=True)
class _Asked:
    """A request, taken apart."""

    request: Request
    api: str
    path: str
    query: dict[str, str]
    json: object
    is_graphql: bool

    @property
    def kind(self) -> str:
        if self.is_graphql:
            return "write" if graphql_api.is_mutation(self.graphql_text) else "read"
        return "read" if self.request.method in {"GET", "HEAD"} else "write"

    @property
    def graphql_text(self) -> str:
        return str(self.json.get("query", "")) if isinstance(self.json, dict) else ""

    @property
    def resource(self) -> str:
        return "graphql" if self.is_graphql else "core"


class Answering:
    """Answers requests about a world, one at a time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._lock = threading.RLock()

    def answer(self, request: Request) -> Response:
        asked = _understand(request)
        before, fault = self.world.faults.due(asked.kind)
        for act in before:
            act()
        with self._lock:
            response = self._answer(asked, fault)
            response.headers |= {
                "date": format_datetime(self.world.clock.now, usegmt=True),
                "server": "github.com",
                "x-github-request-id": f"{len(self.world.log):04X}:STAND-IN",
            }
            token = self.world.tokens.find(request.headers.get("authorization", ""))
            login = rest_login(self.world.state.users[token.user_id]) if token else ""
            self.world.log.append(
                LogEntry(
                    request.method,
                    unquote(asked.path) + (f"?{urlencode(asked.query)}" if asked.query else ""),
                    asked.kind,
                    0 if response.broken is Broken.SILENT else response.status,
                    fault.kind.name if fault else None,
                    login,
                    request.body.decode(errors="replace"),
                )
            )
        return response

    def _answer(self, asked: _Asked, fault: Fault | None) -> Response:
        instead = instead_of_answer(fault, self.world, asked.is_graphql) if fault else None
        if instead and fault and not fault.happened:
            return Response(*instead)
        response = self._limited(asked)
        if fault is None:
            return response
        if instead:
            return Response(*instead)
        status, body, broken = break_answer(fault, response.status, response.body)
        return Response(status, body, response.headers, broken)

    def _limited(self, asked: _Asked) -> Response:
        """The answer to whoever is known and has requests left."""
        if asked.path.startswith(PAGES):
            number, _, name = asked.path.removeprefix(PAGES).partition("/")
            page = self.world.state.repositories[int(number)].pages.get(name)
            return Response(404, b"") if page is None else Response(200, page)
        token = self.world.tokens.find(asked.request.headers.get("authorization", ""))
        given = "authorization" in asked.request.headers
        if token is None and not given and not asked.is_graphql and asked.request.method == "GET":
            token = self.world.tokens.of_nobody()
        if token is None:
            return _error(401, "Bad credentials" if given else "Requires authentication")
        if token.app and "/installation" not in asked.path:
            return _error(401, "Bad credentials")
        left = limits.budget(self.world.state, token, asked.resource)
        if left.used >= left.limit:
            response = _out_of_budget(asked, token)
        else:
            caller = Caller(token, self.world.state)
            response, cost = self._graphql(asked, caller) if asked.is_graphql else (self._rest(asked, caller), 1)
            left = limits.budget(self.world.state, token, asked.resource)
            left.used += 0 if response.status == 304 or asked.path == "/rate_limit" else cost
        response.headers |= limits.headers(left, asked.resource)
        return response

    def _graphql(self, asked: _Asked, caller: Caller) -> tuple[Response, int]:
        body = asked.json
        if not isinstance(body, dict) or asked.request.method != "POST":
            return _error(400, "Problems parsing JSON"), 1
        if unknown := set(body) - {"query", "variables", "operationName"}:
            self.world.mistakes.append(f"GraphQL: unknown properties {sorted(unknown)}")
        outcome = graphql_api.execute(self.world, caller, asked.graphql_text, body.get("variables") or {})
        self.world.mistakes += outcome.mistakes
        return Response(200, _encoded(outcome.body), _JSON), outcome.points

    def _rest(self, asked: _Asked, caller: Caller) -> Response:
        method = asked.request.method
        try:
            path, repository = self._repository(asked, caller)
            found = rest.find(method, path)
            if found is None:
                raise NotModelledError(f"{method} {path}")
            response = self._routed(asked, caller, path, repository, found)
        except RefusedError as refused:
            response = _error(refused.status, refused.message, refused.errors)
        except NotModelledError as unknown:
            self.world.mistakes.append(f"not modelled: {unknown}")
            response = _error(501, f"The stand-in does not model {unknown}")
        except _MovedError as moved:
            response = _error(301 if method == "GET" else 307, "Moved Permanently")
            response.headers["location"] = (
                asked.api + moved.path + (f"?{urlencode(asked.query)}" if asked.query else "")
            )
        return response

    def _repository(self, asked: _Asked, caller: Caller) -> tuple[str, Repository | None]:
        """The path with the repository's present name, and the repository."""
        state, path = self.world.state, asked.path
        parts = path.split("/")
        if parts[1] == "repositories" and len(parts) > 2 and parts[2].isdigit():
            repository = state.repositories.get(int(parts[2]))
            if repository:
                path = "/".join(["", "repos", *state.full_name(repository).split("/"), *parts[3:]])
        elif parts[1] == "repos" and len(parts) > 3:
            name = unquote(f"{parts[2]}/{parts[3]}")
            repository = state.repository_named(name)
            if repository is None and (moved := state.repository_once_named(name)):
                raise _MovedError("/".join(["", "repositories", str(moved.id), *parts[4:]]))
        else:
            return path, None
        if repository is None or repository.deleted or not caller.sees(repository):
            raise RefusedError(404, "Not Found")
        return path, repository

    def _routed(
        self,
        asked: _Asked,
        caller: Caller,
        path: str,
        repository: Repository | None,
        found: tuple[Route, dict[str, str]],
    ) -> Response:
        route, params = found
        operation = _operation(route)
        if wrong := operation.wrong_in_request(asked.query, asked.json):
            self.world.mistakes += [f"{route.method} {route.template}: {message}" for message in wrong]
            raise RefusedError(422, "Invalid request.\n\n" + "\n".join(wrong))
        body = asked.json if isinstance(asked.json, dict) else {"labels": asked.json} if asked.json else {}
        plain = {name: unquote(value) for name, value in params.items()}
        accept = asked.request.headers.get("accept", "")
        call = rest.Call(self.world, caller, asked.api, path, plain, asked.query, body, accept, repository)
        if route.need is not None:
            call.refuse_unless(route.need)
        answer = route.handler(call)
        reply = answer if isinstance(answer, rest.Reply) else rest.Reply(200, answer)
        headers = dict(reply.headers) | ({"link": call.link} if call.link else {})
        if reply.raw is not None:
            return Response(reply.status, reply.raw, headers | {"content-type": "application/vnd.github.raw"})
        return self._checked(asked, operation, reply.status, reply.value, headers)

    def _checked(
        self, asked: _Asked, operation: Operation, status: int, value: object, headers: dict[str, str]
    ) -> Response:
        """Completed, and held to GitHub's description; an answer the client has already is not sent again."""
        if status == 204:
            return Response(204, b"", headers)
        whole = operation.complete(status, value)
        wrong = operation.wrong_in_answer(status, whole)
        self.world.mistakes += [f"{operation.method} {operation.path}: {message}" for message in wrong]
        body = _encoded(whole)
        if asked.request.method == "GET":
            headers["etag"] = f'W/"{hashlib.sha256(body).hexdigest()}"'
            if asked.request.headers.get("if-none-match") == headers["etag"]:
                return Response(304, b"", headers)
        return Response(status, body, headers | _JSON)


class _MovedError(Exception):
    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


_JSON = {"content-type": "application/json; charset=utf-8"}


def _understand(request: Request) -> _Asked:
    """The API lives at the root, as on api.github.com, and below ``/api/v3``, as on an Enterprise Server."""
    split = urlsplit(request.target)
    path, prefix = split.path, ""
    if path.startswith("/api/v3/"):
        path, prefix = path.removeprefix("/api/v3"), "/api/v3"
    is_graphql = path in {"/graphql", "/api/graphql"}
    try:
        body = json.loads(request.body) if request.body else None
    except ValueError:
        body = None
    return _Asked(request, request.host + prefix, path, dict(parse_qsl(split.query)), body, is_graphql)


def _operation(route: Route) -> Operation:
    template = route.template
    if template.rstrip("/").endswith("/contents"):
        template = template.rstrip("/") + "/{path}"
    return operations()[route.method, template]


def _encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _error(status: int, message: str, errors: tuple[object, ...] = ()) -> Response:
    body: dict[str, object] = {"message": message, "documentation_url": DOCS, "status": str(status)}
    return Response(status, _encoded(body | ({"errors": list(errors)} if errors else {})), dict(_JSON))


def _out_of_budget(asked: _Asked, token: Token) -> Response:
    whose = "installation" if token.is_installation else f"user ID {token.user_id}"
    if asked.is_graphql:
        error = {"type": "RATE_LIMITED", "message": f"API rate limit already exceeded for {whose}."}
        return Response(200, _encoded({"errors": [error]}), dict(_JSON))
    return _error(403, f"API rate limit exceeded for {whose}.")
