"""Which permission a refusal is about, in one sentence that says how to give it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PULLS = re.compile(r"pullRequests?|open|listed|p\d+")
"""Names under which queries ask for pull requests."""

_WHAT = {
    "contents": ("read files of the repository", "contents: read"),
    "pull-requests": ("read pull requests", "pull-requests: write"),
    "statuses": ("read the gate", "statuses: write"),
}


def may_not(doings: Sequence[str], permission: str) -> str:
    """What could not be written for want of one permission."""
    *most, last = doings
    told = f"{', '.join(most)} or {last}" if most else last
    return (
        f"nomflow may not {told}. Add `{permission}` under `permissions:` in the workflow. "
        "For pull requests from forks the workflow must start on pull_request_target."
    )


def may_not_read(path: Sequence[object]) -> str:
    """What a query was not shown, by the path of GraphQL's error; ``""`` for what is not of a repository."""
    if not path or path[0] != "repository":
        return ""
    last = next((part for part in reversed(path) if isinstance(part, str) and part not in ("nodes", "edges")), "")
    kind = "statuses" if last == "status" else "pull-requests" if _PULLS.fullmatch(last) else "contents"
    return _unread(kind)


def may_not_fetch(url: str) -> str:
    """The same for an address of REST; ``""`` for what is not of a repository."""
    found = re.search(r"/repos/[^/]+/[^/]+/(pulls|git|contents|commits)\b", url)
    return _unread("pull-requests" if found[1] == "pulls" else "contents") if found else ""


def _unread(kind: str) -> str:
    what, permission = _WHAT[kind]
    less = f" (`{kind}: read` is enough to publish or for a dry run)" if permission.endswith("write") else ""
    return f"nomflow may not {what}. Add `{permission}` under `permissions:` in the workflow, or to your token{less}."
