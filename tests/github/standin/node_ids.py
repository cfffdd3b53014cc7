"""GitHub's global ids: opaque texts that name one thing of any kind."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

_PREFIXES = {
    "Blob": "B",
    "Bot": "BOT",
    "Commit": "C",
    "Issue": "I",
    "IssueComment": "IC",
    "Label": "LA",
    "Mannequin": "M",
    "Organization": "O",
    "PullRequest": "PR",
    "PullRequestReview": "PRR",
    "PullRequestReviewComment": "PRRC",
    "PullRequestReviewThread": "PRRT",
    "Reaction": "REA",
    "Ref": "REF",
    "Repository": "R",
    "StatusContext": "SC",
    "Tree": "T",
    "User": "U",
    "UserContentEdit": "UCE",
    "WorkflowRun": "WFR",
}
_KINDS = {prefix: kind for kind, prefix in _PREFIXES.items()}


def node_id(kind: str, key: int | str) -> str:
    return f"{_PREFIXES.get(kind, 'X')}_{urlsafe_b64encode(str(key).encode()).decode().rstrip('=')}"


def parse(text: str) -> tuple[str, str] | None:
    """The kind and the key of an id that ``node_id`` made."""
    prefix, _, key = text.partition("_")
    try:
        decoded = urlsafe_b64decode(key + "=" * (-len(key) % 4)).decode()
    except ValueError:
        return None
    return (_KINDS[prefix], decoded) if prefix in _KINDS else None
