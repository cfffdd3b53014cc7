"""Every page of everything, at one commit."""

from __future__ import annotations

from collections.abc import Iterator

from nomflow.core.basics.errors import GitHubError
from nomflow.github.answers import Json
from nomflow.github.files import Repository
from nomflow.github.queries import CONNECTIONS, Variables, commits, connection, in_repository


class MovedError(GitHubError):
    """The pull request or its base branch changed while it was read."""


def whole(repository: Repository, node: Json, path: str) -> Json:
    """A pull request with every page of everything. Raises ``MovedError`` if its head moves meanwhile."""
    if not isinstance(node.value, dict):
        raise GitHubError("GitHub does not know this pull request.")
    filled: dict[str, object] = dict(node.value)
    for name in CONNECTIONS:
        filled[name] = {"nodes": list(_pages(repository, node, name, path))}
    filled["commits"] = {"nodes": list(_commits(repository, node, path))}
    found = Json(filled, node.where)
    shown, there = len(found["files"].nodes), node["changedFiles"].number
    if shown < there:
        told = f"GitHub lists only {shown} of the {there} files, so nomflow cannot tell what this pull request changes."
        raise GitHubError(told)
    return found


def _pages(repository: Repository, node: Json, name: str, path: str) -> Iterator[object]:
    page = node[name]
    while True:
        yield from (item.value for item in page.nodes)
        if not page["pageInfo"]["hasNextPage"].flag:
            return
        variables = Variables()
        at = variables.path(path) if path and "{at}" in CONNECTIONS[name][1] else ""
        after = variables.add(page["pageInfo"]["endCursor"].text, "String!")
        page = _more(repository, node, connection(name, at, after), variables)[name]


def _commits(repository: Repository, node: Json, path: str) -> Iterator[object]:
    page = node["commits"]
    while True:
        yield from (item.value for item in page.nodes)
        if not page["pageInfo"]["hasPreviousPage"].flag:
            return
        variables = Variables()
        at = variables.path(path) if path else ""
        before = variables.add(page["pageInfo"]["startCursor"].text, "String!")
        page = _more(repository, node, commits(at, before), variables)["commits"]


def _more(repository: Repository, node: Json, part: str, variables: Variables) -> Json:
    number = variables.add(node["number"].number, "Int!")
    pull = f"pullRequest(number: {number}) {{ headRefOid {part} }}"
    text = variables.query(in_repository(repository.owner, repository.name, variables, [pull]))
    found = repository.client.query(text, variables.values).data["repository"]["pullRequest"]
    if found["headRefOid"].text != node["headRefOid"].text:
        raise MovedError("The pull request has a new commit.")
    return found
