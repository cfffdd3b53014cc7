"""The gates on the commits of a merge queue, for a sweep and for the queue's own event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from nomflow.cli.github.run import Judged
from nomflow.core.action.decisions import error_status
from nomflow.core.action.effects import Status
from nomflow.core.action.events import QueuedCommit
from nomflow.core.action.merge_queue import QueueEntry, queue_gates, up_to
from nomflow.core.basics.errors import ExitCode, GitHubError, NomflowError
from nomflow.github.files import Repository
from nomflow.github.merge_queue import merge_queue
from nomflow.github.writer import Writer

Say = Callable[[str], None]


def group_gate(
    repository: Repository, group: QueuedCommit, judge: Callable[[int], Judged], say: Say, *, write: bool
) -> ExitCode:
    """Judges everything that a commit of the queue holds, and sets its gate: the worst of theirs.

    GitHub may merge a whole group once its last commit passes. Where nobody can tell what the commit holds, its gate
    is an error. Raises ``GitHubError``.
    """
    try:
        entries = up_to(merge_queue(repository, group.branch), group.commit)
    except GitHubError as error:
        _set(
            repository,
            group.number,
            group.commit,
            error_status(f"Could not read the merge queue: {error}"),
            write=write,
        )
        raise
    if not entries:
        say("The merge queue has no such commit any more, so there is nothing to check.")
    worst, gates = ExitCode.OK, dict[int, Status]()
    for entry in entries:
        try:
            gates[entry.number] = judge(entry.number).status
        except NomflowError as error:
            gates[entry.number] = error_status(str(error))
            worst = max(worst, error.exit_code)
    return max(worst, set_gates(repository, entries, gates, say, write=write))


def set_gates(
    repository: Repository, entries: Iterable[QueueEntry], gates: Mapping[int, Status], say: Say, *, write: bool
) -> ExitCode:
    """Sets what does not show yet; what GitHub refuses is told."""
    worst = ExitCode.OK
    for entry, status in queue_gates(entries, gates):
        say(f"#{entry.number} in the merge queue: {status.state}: {status.description}")
        try:
            _set(repository, entry.number, entry.commit, status, write=write)
        except GitHubError as error:
            say(f"#{entry.number}: {error}")
            worst = max(worst, error.exit_code)
    return worst


def _set(repository: Repository, number: int, commit: str, status: Status, *, write: bool) -> None:
    if write:
        url = f"{repository.client.server.web}/{repository.owner}/{repository.name}/pull/{number}"
        Writer(repository).set_status(commit, status.state, status.description, url)
