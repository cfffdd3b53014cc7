"""What is asked of GitHub, in its own words: one query for a pull request, one for what that names.

Schema: https://docs.github.com/en/graphql/reference. Connections are read a hundred at a time, GitHub's most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from nomflow.github.paths import checked

CONTEXT = "nomflow"
"""The name of our commit status: the gate."""

_WHO = "{ __typename login ... on User { databaseId name } ... on Bot { databaseId } ... on Mannequin { databaseId } }"
_PAGE = "pageInfo { hasNextPage endCursor }"
TEXT = "{ mode oid type object { ... on Blob { byteSize isBinary isTruncated text } } }"
STATUS = f'status {{ context(name: "{CONTEXT}") {{ state description targetUrl createdAt creator {{ login }} }} }}'
_ACTOR = f"createdAt actor {_WHO}"
_EDITED = f"lastEditedAt editor {_WHO} isMinimized url"

#: The connections of a pull request, and what is read of each item. ``{at}`` stands where a path may be looked up.
CONNECTIONS: Mapping[str, tuple[str, str]] = {
    "labels": ("", "name"),
    "files": ("", "path changeType"),
    "reviews": (
        "",
        (
            f"id fullDatabaseId state submittedAt body viewerDidAuthor author {_WHO} {_EDITED} commit {{ oid {{at}} }}"
            f" comments(first: 100) {{ nodes {{ fullDatabaseId createdAt body author {_WHO} {_EDITED} }} }}"
        ),
    ),
    "comments": (
        "",
        (
            f"id fullDatabaseId createdAt body viewerDidAuthor author {_WHO} {_EDITED}"
            " reactionGroups { content viewerHasReacted }"
        ),
    ),
    "timelineItems": (
        (
            ", itemTypes: [REVIEW_DISMISSED_EVENT, REVIEW_REQUESTED_EVENT, HEAD_REF_FORCE_PUSHED_EVENT,"
            " READY_FOR_REVIEW_EVENT, CONVERT_TO_DRAFT_EVENT, CLOSED_EVENT, REOPENED_EVENT, MERGED_EVENT,"
            " BASE_REF_CHANGED_EVENT, COMMENT_DELETED_EVENT]"
        ),
        (
            "__typename"
            " ... on ReviewDismissedEvent { createdAt previousReviewState review { fullDatabaseId } }"
            " ... on ReviewRequestedEvent { requestedReviewer { ... on User { login } } }"
            f" ... on HeadRefForcePushedEvent {{ {_ACTOR} beforeCommit {{ oid {{at}} }} afterCommit {{ oid {{at}} }} }}"
            f" ... on ReadyForReviewEvent {{ {_ACTOR} }} ... on ConvertToDraftEvent {{ {_ACTOR} }}"
            f" ... on ClosedEvent {{ {_ACTOR} }} ... on ReopenedEvent {{ {_ACTOR} }} ... on MergedEvent {{ {_ACTOR} }}"
            f" ... on BaseRefChangedEvent {{ {_ACTOR} previousRefName currentRefName }}"
            f" ... on CommentDeletedEvent {{ {_ACTOR} deletedCommentAuthor {_WHO} }}"
        ),
    ),
}
KNOWN_LABELS = "known: labels(first: 100) { nodes { name } }"
"""Of the repository; of one that has more, the others count as unknown."""

_GATE = f"gate: commits(last: 1) {{ nodes {{ commit {{ oid {STATUS} }} }} }}"


class Variables(Struct):
    """The variables of one query: other people's words never stand in its text."""

    values: dict[str, object] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)

    def add(self, value: object, kind: str) -> str:
        """A new variable; answers how to write it."""
        name = f"v{len(self.values)}"
        self.values[name], self.types[name] = value, kind
        return f"${name}"

    def path(self, path: str) -> str:
        """A variable that holds a path. Raises ``UnsafePathError``."""
        return self.add(checked(path), "String!")

    def query(self, body: str) -> str:
        """The whole query."""
        declared = ", ".join(f"${name}: {kind}" for name, kind in self.types.items())
        return f"query({declared}) {{ {body} }}" if declared else f"query {{ {body} }}"


def connection(name: str, path: str = "", after: str = "") -> str:
    """One page of a pull request's connection. ``path`` and ``after`` are variables."""
    arguments, item = CONNECTIONS[name]
    at = f"file(path: {path}) {{ oid }}" if path else ""
    cursor = f", after: {after}" if after else ""
    return f"{name}(first: 100{cursor}{arguments}) {{ {_PAGE} nodes {{ {item.replace('{at}', at)} }} }}"


def commits(path: str = "", before: str = "") -> str:
    """The last hundred commits."""
    at = f"file(path: {path}) {{ oid }}" if path else ""
    cursor = f", before: {before}" if before else ""
    page = "pageInfo { hasPreviousPage startCursor }"
    return f"commits(last: 100{cursor}) {{ {page} nodes {{ commit {{ oid {at} }} }} }}"


def pull_fields(path: str = "") -> str:
    """Everything about one pull request; with the variable ``path``, also which blob stood there when."""
    pages = " ".join(connection(name, path) for name in CONNECTIONS)
    return (
        "id number title url state isDraft createdAt closedAt mergedAt headRefOid baseRefName changedFiles"
        f" author {_WHO} baseRef {{ target {{ oid }} }} {pages} {commits(path)} {_GATE}"
    )


def edits(node: str) -> str:
    """What a text said when, newest first; ``node`` is a variable."""
    shown = f"userContentEdits(first: 50) {{ nodes {{ editedAt diff editor {_WHO} }} }}"
    return f"node(id: {node}) {{ ... on IssueComment {{ {shown} }} ... on PullRequestReview {{ {shown} }} }}"


def texts(paths: Sequence[str], variables: Variables, prefix: str) -> str:
    """The entries at ``paths`` of a commit, as ``prefix0`` and so on. Raises ``UnsafePathError``."""
    return " ".join(f"{prefix}{place}: file(path: {variables.path(path)}) {TEXT}" for place, path in enumerate(paths))


def entries(paths: Sequence[str], variables: Variables, prefix: str) -> str:
    """The same without their texts."""
    shown = "{ mode oid type object { ... on Blob { byteSize isBinary } } }"
    return " ".join(f"{prefix}{place}: file(path: {variables.path(path)}) {shown}" for place, path in enumerate(paths))


def listed(states: str = "OPEN, MERGED", *, name: str = "listed", after: str = "", status: bool = False) -> str:
    """The newest pull requests in these states; a nomination does not touch more than twenty files."""
    cursor = f", after: {after}" if after else ""
    files = "files(first: 20) { pageInfo { hasNextPage } nodes { path } }"
    tip = f" isInMergeQueue tip: commits(last: 1) {{ nodes {{ commit {{ oid {STATUS} }} }} }}" if status else ""
    return (
        f"{name}: pullRequests(first: 100, states: [{states}],"
        f" orderBy: {{field: CREATED_AT, direction: DESC}}{cursor}) {{ {_PAGE} nodes {{"
        f" number state url createdAt closedAt headRefOid baseRefName author {_WHO} {files}{tip}"
        " } }"
    )


def just_closed() -> str:
    """The pull requests that were closed without being merged, those that somebody touched last: one that was closed
    after the close of nominations was still there when they closed."""
    return listed("CLOSED", name="closed").replace("CREATED_AT", "UPDATED_AT")


ALIKE = (
    "alike: pullRequests(first: 100, states: [OPEN], orderBy: {field: UPDATED_AT, direction: DESC})"
    " { nodes { number headRefOid } }"
)
"""The open pull requests that somebody touched last, and their heads."""


def in_repository(owner: str, name: str, variables: Variables, parts: Iterable[str]) -> str:
    """A query for parts of one repository."""
    who, what = variables.add(owner, "String!"), variables.add(name, "String!")
    return f"repository(owner: {who}, name: {what}) {{ {' '.join(parts)} }}"
