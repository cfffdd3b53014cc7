"""Whom GitHub lets us ask for a review."""

from __future__ import annotations

from collections.abc import Sequence

from nomflow.core.basics.login import same_login
from nomflow.core.snapshot.snapshot import Account
from nomflow.github.facts import account
from nomflow.github.files import Repository
from nomflow.github.queries import Variables, in_repository


def with_access(repository: Repository, logins: Sequence[str]) -> tuple[Account, ...]:
    """Those of ``logins`` who have access to the repository, as far as GitHub shows it: it refuses to ask anybody else
    for a review, and one name it refuses is asked for again by every run."""
    variables = Variables()
    user = "{ nodes { __typename login databaseId name } }"
    parts = [
        f"u{place}: assignableUsers(first: 10, query: {variables.add(login, 'String!')}) {user}"
        for place, login in enumerate(logins)
    ]
    text = variables.query(in_repository(repository.owner, repository.name, variables, parts))
    answer = repository.client.query(text, variables.values).data["repository"]
    return tuple(
        account(node)
        for place, login in enumerate(logins)
        for node in answer[f"u{place}"].nodes
        if same_login(node["login"].text, login)
    )
