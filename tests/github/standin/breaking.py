"""How each kind of fault looks on the wire."""

from __future__ import annotations

import json
from enum import StrEnum

from standin.faults import Fault, Kind
from standin.world import World

Answer = tuple[int, bytes, dict[str, str], "Broken | None"]


class Broken(StrEnum):
    """What the server does to the connection."""

    SILENT = "closes it without a word"
    HANGING = "says nothing until the client leaves"
    SHORT = "closes it before the announced end"


JSON = {"content-type": "application/json; charset=utf-8"}
HTML = {"content-type": "text/html"}
UNICORN = b"<html><head><title>Unicorn! &middot; GitHub</title></head><body>We had issues.</body></html>"
SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."


def instead_of_answer(fault: Fault, world: World, is_graphql: bool) -> Answer | None:
    """The answer in place of the true one; ``None`` where the fault spoils the true one."""
    wait = {"retry-after": str(fault.retry_after)}
    match fault.kind:
        case Kind.SERVER_ERROR | Kind.UNAVAILABLE:
            return int(fault.kind), UNICORN, HTML, None
        case Kind.BAD_GATEWAY | Kind.GATEWAY_TIMEOUT if is_graphql:
            words = (
                "Something went wrong while executing your query. This may be the result of a timeout, or it could be"
            )
            body = {"data": None, "errors": [{"message": f"{words} a GitHub bug."}]}
            return int(fault.kind), _bytes(body), JSON, None
        case Kind.BAD_GATEWAY | Kind.GATEWAY_TIMEOUT:
            return int(fault.kind), UNICORN, HTML, None
        case Kind.DROPPED:
            return 0, b"", {}, Broken.SILENT
        case Kind.HANGING:
            return 0, b"", {}, Broken.HANGING
        case Kind.SECONDARY_LIMIT:
            return 403, _message(SECONDARY), JSON | wait, None
        case Kind.SECONDARY_LIMIT_BARE:
            return 403, _message(SECONDARY), JSON, None
        case Kind.TOO_MANY:
            return 429, _message(SECONDARY), JSON | wait, None
        case Kind.TOO_MANY_BARE:
            return 429, _message(SECONDARY), JSON, None
        case Kind.BAD_CREDENTIALS:
            return 401, _message("Bad credentials"), JSON, None
        case Kind.NOT_YET:
            return 404, _message("Not Found"), JSON, None
        case Kind.PRIMARY_LIMIT:
            return _primary(fault, world, is_graphql)
        case Kind.GRAPHQL_ERROR:
            error = {"message": "Something went wrong while executing your query.", "type": "INTERNAL"}
            return 200, _bytes({"data": None, "errors": [error]}), JSON, None
    return None


def break_answer(fault: Fault, status: int, body: bytes) -> tuple[int, bytes, Broken | None]:
    """The true answer, spoilt."""
    match fault.kind:
        case Kind.CUT_OFF:
            return status, body, Broken.SHORT
        case Kind.CUT_JSON:
            return status, body[: len(body) // 2], None
        case Kind.PARTIAL:
            return status, _partial(body), None
    raise AssertionError(fault.kind)


def _primary(fault: Fault, world: World, is_graphql: bool) -> Answer:
    reset = int(world.clock.now.timestamp()) + fault.retry_after
    headers = JSON | {
        "x-ratelimit-limit": "1000",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-used": "1000",
        "x-ratelimit-reset": str(reset),
        "x-ratelimit-resource": "graphql" if is_graphql else "core",
    }
    message = "API rate limit exceeded for installation."
    if is_graphql:
        return 200, _bytes({"errors": [{"type": "RATE_LIMITED", "message": message}]}), headers, None
    return 403, _message(message), headers, None


def _partial(body: bytes) -> bytes:
    """The second half of the first list of nodes becomes nulls, each with its error."""
    answer = json.loads(body)
    path, nodes = _first_nodes(answer.get("data"), [])
    lost = range(len(nodes) // 2, len(nodes))
    for index in lost:
        nodes[index] = None
    message = "The query exceeded its resource limits; some of the data could not be read."
    errors = [{"type": "RESOURCE_LIMITS_EXCEEDED", "path": [*path, index], "message": message} for index in lost]
    return _bytes(answer | {"errors": errors or [{"type": "RESOURCE_LIMITS_EXCEEDED", "message": message}]})


def _first_nodes(node: object, path: list[object]) -> tuple[list[object], list[object]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "nodes" and isinstance(value, list) and value:
                return [*path, key], value
            where, found = _first_nodes(value, [*path, key])
            if found:
                return where, found
    return path, []


def _message(text: str) -> bytes:
    return _bytes({"message": text, "documentation_url": "https://docs.github.com/rest", "status": "403"})


def _bytes(value: object) -> bytes:
    return json.dumps(value).encode()
