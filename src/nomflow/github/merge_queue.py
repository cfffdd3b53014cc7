"""The entries of a merge queue."""

from __future__ import annotations

from nomflow.core.action.merge_queue import QueueEntry
from nomflow.github.answers import Json
from nomflow.github.facts import shown_of
from nomflow.github.files import Repository
from nomflow.github.queries import STATUS, Variables, in_repository

_ENTRIES = f"entries(first: 100) {{ nodes {{ position pullRequest {{ number }} headCommit {{ oid {STATUS} }} }} }}"
"""GitHub builds at most a hundred entries at once."""


def merge_queue(repository: Repository, branch: str = "") -> tuple[QueueEntry, ...]:
    """The entries in their order, by one query; none where there is no queue. Without ``branch``, the default branch's.
    Raises ``GitHubError``."""
    variables = Variables()
    of_branch = f"(branch: {variables.add(branch, 'String!')})" if branch else ""
    part = f"mergeQueue{of_branch} {{ {_ENTRIES} }}"
    text = variables.query(in_repository(repository.owner, repository.name, variables, [part]))
    queue = repository.client.query(text, variables.values).data["repository"]["mergeQueue"]
    nodes = sorted(queue["entries"].nodes, key=lambda each: each["position"].number) if queue else []
    return tuple(_entry(each) for each in nodes)


def _entry(node: Json) -> QueueEntry:
    """An entry; of a pull request that nobody may see, the number is 0, for no gate of it is known."""
    pull, commit = node["pullRequest"], node["headCommit"]
    number = pull["number"].number if pull else 0
    if not commit:
        return QueueEntry(number, "")
    return QueueEntry(number, commit["oid"].text, shown_of(commit["status"]["context"]))
