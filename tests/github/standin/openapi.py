"""GitHub's own OpenAPI description: what may be asked, and what an answer looks like.

Requests are held to it strictly: a parameter or property that GitHub does not know is a mistake even though GitHub
would ignore it. Answers need say only what the stand-in knows: ``Operation.complete`` adds the rest, empty.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"

Schema = Mapping[str, Any]

LISTS_OF_LABELS = ("POST", "/repos/{owner}/{repo}/issues/{issue_number}/labels")
"""GitHub takes a bare list of names here, and PyGithub sends one; the description of 2026 names only the object."""


GITHUB_DIFFERS = (
    "head.repo: None is not of type 'object'",
    "head.user: None is not of type 'object'",
    "head_repository: None is not of type 'object'",
    "description: None is not of type 'string'",
)
"""Ends of complaints about answers that GitHub gives nevertheless: forks and accounts that were deleted, a label
without a description in a list of pull requests. Its own description is stricter than it is."""


@dataclass(frozen=True)
class Operation:
    """One route with one method."""

    method: str
    path: str
    description: Schema

    @cached_property
    def _query(self) -> dict[str, Schema]:
        return {p["name"]: p["schema"] for p in self.description.get("parameters", ()) if p["in"] == "query"}

    @cached_property
    def _body(self) -> Schema:
        content = self.description.get("requestBody", {}).get("content", {})
        found: Schema = content.get("application/json", {}).get("schema", {})
        return found

    @cached_property
    def _body_validator(self) -> Draft202012Validator:
        return Draft202012Validator(self._body)

    @cached_property
    def _answers(self) -> dict[int, Schema]:
        return {
            int(status): answer["content"]["application/json"]["schema"]
            for status, answer in self.description["responses"].items()
            if "application/json" in answer.get("content", {})
        }

    @cached_property
    def _answer_validators(self) -> dict[int, Draft202012Validator]:
        return {status: Draft202012Validator(schema) for status, schema in self._answers.items()}

    def wrong_in_request(self, query: Mapping[str, str], body: object) -> list[str]:
        """What GitHub's description does not allow in this request."""
        wrong = [f"query parameter {name!r} is not known" for name in query if name not in self._query]
        for name in query.keys() & self._query.keys():
            schema = self._query[name]
            errors = Draft202012Validator(schema).iter_errors(_typed(schema, query[name]))
            wrong += [f"query parameter {name!r}: {error.message}" for error in errors]
        if body is None:
            return wrong + (["a body is wanted"] if self.description.get("requestBody", {}).get("required") else [])
        if not self._body:
            return [*wrong, "no body is wanted"]
        if (self.method, self.path) == LISTS_OF_LABELS and isinstance(body, list):
            body = {"labels": body}
        wrong += [f"body at {error.json_path}: {error.message}" for error in self._body_validator.iter_errors(body)]
        return [*wrong, *(f"body: property {name!r} is not known" for name in _unknown(self._body, body))]

    def wrong_in_answer(self, status: int, value: object) -> list[str]:
        """How an answer of ours differs from what GitHub describes."""
        if status not in self._answers:
            return []
        return [f"answer at {wrong}" for wrong in _wrong(self._answer_validators[status], value)]

    def complete(self, status: int, value: Any) -> Any:
        """The answer with all that GitHub always says and the stand-in knows nothing of."""
        return _complete(self._answers[status], value) if status in self._answers else value


@cache
def _whole() -> Any:
    whole = json.loads(gzip.decompress((SCHEMAS / "rest.json.gz").read_bytes()))
    _inline(whole, whole, {})
    return whole


def whole_payload(webhook: str, payload: Mapping[str, object]) -> dict[str, Any]:
    """The payload of an event with all that GitHub always says; fails where it is not as GitHub describes it."""
    schema = _whole()["webhooks"][webhook]
    whole: dict[str, Any] = _complete(schema, dict(payload))
    wrong = _wrong(Draft202012Validator(schema), whole)
    assert not wrong, "\n".join(wrong)
    return whole


@cache
def operations() -> Mapping[tuple[str, str], Operation]:
    """By method (upper case) and path template."""
    return {
        (method.upper(), path): Operation(method.upper(), path, description)
        for path, methods in _whole()["paths"].items()
        for method, description in methods.items()
    }


def _inline(node: Any, whole: Any, done: dict[int, Any]) -> None:
    """Put what a ``$ref`` points to in its place; shared, not copied."""
    if id(node) in done:
        return
    done[id(node)] = node
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        node[key] = target = _target(value, whole)
        if isinstance(target, dict | list):
            _inline(target, whole, done)


def _target(node: Any, whole: Any) -> Any:
    if isinstance(node, dict) and isinstance(node.get("$ref"), str):
        kind, name = node["$ref"].removeprefix("#/components/").split("/")
        return _target(whole["components"][kind][name], whole)
    return node


def _wrong(validator: Draft202012Validator, value: object) -> list[str]:
    """What GitHub's description does not allow in what GitHub says, but for what it says nevertheless."""
    wrong = (f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(value))
    return [complaint for complaint in wrong if not complaint.endswith(GITHUB_DIFFERS)]


def _unknown(schema: Schema, value: object) -> Iterator[str]:
    """Names of properties that the schema does not have."""
    if isinstance(value, dict) and "properties" in schema and "additionalProperties" not in schema:
        for name, inner in value.items():
            if name in schema["properties"]:
                yield from _unknown(schema["properties"][name], inner)
            else:
                yield name
    elif isinstance(value, list) and isinstance(schema.get("items"), dict):
        for item in value:
            yield from _unknown(schema["items"], item)


def _typed(schema: Schema, text: str) -> object:
    kinds = schema.get("type", "string")
    if kinds == "integer" and text.isdigit():
        return int(text)
    if kinds == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


def _complete(schema: Schema, value: Any) -> Any:
    if isinstance(value, list) and isinstance(schema.get("items"), dict):
        return [_complete(schema["items"], item) for item in value]
    if not isinstance(value, dict):
        return value
    for part in schema.get("allOf", ()):
        value = _complete(part, value)
    for part in [*schema.get("anyOf", ()), *schema.get("oneOf", ())]:
        if part.keys() & {"properties", "allOf", "anyOf", "oneOf"}:
            value = _complete(part, value)
            break
    properties = schema.get("properties", {})
    missing = {name: _emptiest(properties.get(name, {})) for name in schema.get("required", ()) if name not in value}
    return {name: _complete(properties.get(name, {}), inner) for name, inner in value.items()} | missing


def _emptiest(schema: Schema) -> Any:
    """The value that says least."""
    kinds = schema.get("type", "object")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if "null" in kinds or any(part.get("type") == "null" for part in schema.get("anyOf", ())):
        return None
    if "enum" in schema:
        return schema["enum"][0]
    if "object" in kinds:
        return _complete(schema, {})
    if "string" in kinds:
        return "https://example.invalid/not-modelled" if schema.get("format") == "uri" else ""
    return {"integer": 0, "number": 0, "boolean": False, "array": []}[kinds[0]]
