"""Pull requests by their head, for the run that follows a review of a fork."""

from __future__ import annotations

from nomflow.core.action.events import FindByHead, Pull
from nomflow.github.files import Repository


def find_by_head(repository: Repository, wanted: FindByHead) -> tuple[Pull, ...]:
    """Every open pull request of this very repository from that branch whose head is that very commit."""
    path = f"/repos/{repository.owner}/{repository.name}/pulls"
    found = repository.client.pages(path, {"state": "open", "head": f"{wanted.owner}:{wanted.branch}"})
    return tuple(
        Pull(each["number"].number, wanted.sha, each["user"]["login"].text_or_empty)
        for each in found
        if each["base"]["repo"]["id"].number == wanted.repository_id and each["head"]["sha"].text == wanted.sha
    )


def head_of(repository: Repository, number: int) -> str:
    """The head of a pull request, asked in the simplest way there is."""
    path = f"/repos/{repository.owner}/{repository.name}/pulls/{number}"
    return repository.client.one(path)["head"]["sha"].text
