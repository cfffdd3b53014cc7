"""Pull requests by their head, for the run that follows a review of a fork."""

from __future__ import annotations

from nomflow.core.action.events import FindByHead, Pull
from nomflow.core.basics.login import login_key
from nomflow.github.files import Repository
from nomflow.github.queries import Variables, in_repository


def find_by_head(repository: Repository, wanted: FindByHead) -> tuple[Pull, ...]:
    """Every open pull request of this very repository from that branch whose head is that very commit."""
    variables = Variables()
    branch = variables.add(wanted.branch, "String!")
    part = (
        f"databaseId pullRequests(headRefName: {branch}, states: OPEN, last: 100)"
        " { nodes { number headRefOid headRepositoryOwner { login } author { login } } }"
    )
    text = variables.query(in_repository(repository.owner, repository.name, variables, [part]))
    found = repository.client.query(text, variables.values).data["repository"]
    return tuple(
        Pull(number=each["number"].number, head=wanted.sha, author=each["author"]["login"].text_or_empty)
        for each in found["pullRequests"].nodes
        if found["databaseId"].number == wanted.repository_id
        and each["headRefOid"].text == wanted.sha
        and login_key(each["headRepositoryOwner"]["login"].text_or_empty) == login_key(wanted.owner)
    )


def head_of(repository: Repository, number: int) -> str:
    """The head of a pull request, asked in the simplest way there is."""
    path = f"/repos/{repository.owner}/{repository.name}/pulls/{number}"
    return repository.client.read(path)["head"]["sha"].text
