"""What happened on GitHub, and which pull requests that is about. The event says nothing else: every verdict is made
from the present state.

https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.errors import UsageError

Payload = Mapping[str, object]


class NewComment(Struct, frozen=True):
    """A comment that a person just wrote. It is never judged from here: ``body`` only tells whether to show at once
    that it was seen."""

    comment: int
    body: str


class Pull(Struct, frozen=True, kw_only=True):
    """One pull request. ``head`` is the commit the event was about, for the gate when nothing can be read.

    ``author`` is who opened it, if the event says so: a hint what to ask for first. ``said`` is the comment that the
    event brought.

    ``read_only``: the token of this run cannot write, whatever the workflow says.
    """

    number: int
    head: str = ""
    author: str = ""
    read_only: bool = False
    said: NewComment | None = None


class FindByHead(Struct, frozen=True):
    """The open pull requests of this repository from ``branch`` of ``owner`` whose head is ``sha``."""

    owner: str
    branch: str
    sha: str
    repository_id: int


class QueuedCommit(Struct, frozen=True):
    """A commit of the merge queue of ``branch``: pull request ``number`` on top of all that waits before it."""

    number: int
    commit: str
    branch: str


class Sweep(Struct, frozen=True):
    """Every open nomination. ``why`` says what asked for it."""

    why: str


class Nothing(Struct, frozen=True):
    """No pull request is meant. ``why`` is told to whoever reads the log."""

    why: str


Target = Pull | FindByHead | QueuedCommit | Sweep | Nothing


def target_of(event: str, payload: Payload) -> Target:
    """Whom an event is about. Raises ``UsageError`` for an event or a payload that nomflow does not know: silence would
    look like a pass."""
    read = _READERS.get(event)
    if read is None:
        known = ", ".join(_READERS)
        raise UsageError(f"nomflow does not handle the event “{event}”. Use one of: {known}.")
    return read(payload)


def _pull_request_target(payload: Payload) -> Target:
    return Pull(
        number=_number(payload, "pull_request", "number"),
        head=_text(payload, "pull_request", "head", "sha"),
        author=_hint(payload, "pull_request", "user", "login"),
    )


def _pull_request_review(payload: Payload) -> Target:
    """A review in a fork's pull request comes with a token that only reads
    (https://docs.github.com/en/actions/reference/security/securely-using-pull_request_target)."""
    own = _find(payload, "pull_request", "base", "repo", "id")
    head = _find(payload, "pull_request", "head", "repo", "id")
    found = _pull_request_target(payload)
    return replace(found, read_only=head != own) if isinstance(found, Pull) else found


def _issue_comment(payload: Payload) -> Target:
    if _find(payload, "issue", "pull_request") is None:
        return Nothing("This comment is on an issue, not on a pull request.")
    author = _hint(payload, "issue", "user", "login")
    return Pull(number=_number(payload, "issue", "number"), author=author, said=_said(payload))


def _said(payload: Payload) -> NewComment | None:
    """The comment, if it is new and a person's."""
    number, body = _find(payload, "comment", "id"), _find(payload, "comment", "body")
    person = _find(payload, "comment", "user", "type") == "User"
    if _find(payload, "action") != "created" or not person or not isinstance(body, str):
        return None
    return NewComment(number, body) if isinstance(number, int) and not isinstance(number, bool) and number > 0 else None


def _workflow_run(payload: Payload) -> Target:
    """A run of the workflow that only signals a review. It carries no data, and nothing it says is believed but who
    GitHub says its head is. A fork may call a workflow of its own by the same name: that is nothing."""
    if _text(payload, "workflow_run", "event") != "pull_request_review":
        return Nothing("The run before this one is about no review, so there is nothing to answer.")
    owner = _find(payload, "workflow_run", "head_repository", "owner", "login")
    if not isinstance(owner, str):
        return Sweep("The fork that was reviewed is gone, so that its pull request cannot be named.")
    return FindByHead(
        owner,
        _text(payload, "workflow_run", "head_branch"),
        _text(payload, "workflow_run", "head_sha"),
        _number(payload, "repository", "id"),
    )


def _workflow_dispatch(payload: Payload) -> Target:
    typed = _find(payload, "inputs", "number")
    if typed in (None, ""):
        return Sweep("It was started by hand.")
    number = str(typed).strip().removeprefix("#")
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 10):
        raise UsageError("The input “number” must be the number of a pull request.")
    return Pull(number=int(number))


def _merge_group(payload: Payload) -> Target:
    """A merge queue asks for the gate on a commit of its own; its branch is named after the last pull request in it
    (https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue)."""
    name = _text(payload, "merge_group", "head_ref").rpartition("/")[2]
    kind, _, rest = name.partition("-")
    number = rest.partition("-")[0]
    if kind != "pr" or not number.isdigit():
        raise UsageError("The merge queue's branch does not name its pull request.")
    branch = _text(payload, "merge_group", "base_ref").removeprefix("refs/heads/")
    return QueuedCommit(int(number), _text(payload, "merge_group", "head_sha"), branch)


def _schedule(_: Payload) -> Target:
    return Sweep("It is time for a sweep.")


def _push(payload: Payload) -> Target:
    if not _text(payload, "ref").startswith("refs/heads/"):
        return Nothing("This push is to no branch.")
    return Sweep("A branch changed, and with it perhaps the rules or the roll.")


_READERS: Mapping[str, Callable[[Payload], Target]] = {
    "pull_request_target": _pull_request_target,
    "pull_request_review": _pull_request_review,
    "issue_comment": _issue_comment,
    "workflow_run": _workflow_run,
    "workflow_dispatch": _workflow_dispatch,
    "schedule": _schedule,
    "push": _push,
    "merge_group": _merge_group,
}


def _find(payload: Payload, *path: str) -> object:
    value: object = payload
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _hint(payload: Payload, *path: str) -> str:
    value = _find(payload, *path)
    return value if isinstance(value, str) else ""


def _text(payload: Payload, *path: str) -> str:
    value = _find(payload, *path)
    if not isinstance(value, str) or not value:
        raise UsageError(f"The event lacks {'.'.join(path)}.")
    return value


def _number(payload: Payload, *path: str) -> int:
    value = _find(payload, *path)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise UsageError(f"The event lacks {'.'.join(path)}.")
    return value
