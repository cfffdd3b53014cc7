"""From GitHub's answers to our own data. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.action.effects import GateShown, OwnComment, OwnReview, Present, first_line
from nomflow.core.basics.login import login_key
from nomflow.core.snapshot.snapshot import (
    GHOST,
    Account,
    AccountKind,
    ChangedFile,
    Comment,
    FileStatus,
    PostedStatus,
    PullRequest,
    PullRequestState,
    Review,
    ReviewState,
)
from nomflow.github.answers import Json

MARKER = "<!-- nomflow:comment v1 "
"""How the first line of our comment begins. It counts only where GitHub says that we are the author."""

NOTICE = "<!-- nomflow:notice v1 "
"""How the first line of any other comment of ours begins."""

SUGGESTIONS = "<!-- nomflow:suggestions v1 "
"""How the first line of our review begins; the keys of its suggestions follow."""

SUGGESTION = "<!-- nomflow:suggestion v1 "
"""How the first line of one suggestion begins; its key follows."""

FIRST_SEEN = "first-seen"
"""Part of the address a status links to: when we first saw the commit. A later status keeps it."""

_KINDS = {"User": AccountKind.USER, "Mannequin": AccountKind.GHOST, "EnterpriseUserAccount": AccountKind.USER}
_FILE = {
    "ADDED": FileStatus.ADDED,
    "CHANGED": FileStatus.MODIFIED,
    "COPIED": FileStatus.COPIED,
    "DELETED": FileStatus.REMOVED,
    "MODIFIED": FileStatus.MODIFIED,
    "RENAMED": FileStatus.RENAMED,
}


class Facts(Struct, frozen=True):
    """A pull request as read, and what of ours is there already.

    ``base`` is the commit of the base branch; ``blobs`` maps commits to the blob at the path that was asked about.
    """

    pull_request: PullRequest
    base: str
    present: Present
    blobs: Mapping[str, str]


def account(node: Json) -> Account:
    """Whoever acted; a deleted account is a ghost."""
    if not node:
        return GHOST
    number = node["databaseId"]
    return Account(
        node["login"].text,
        number.number if number else None,
        _KINDS.get(node["__typename"].text, AccountKind.BOT),
        node["name"].text_or_empty,
    )


def facts(node: Json, repository: Json) -> Facts:
    """All of one pull request, each connection with every page in its ``nodes``. ``repository`` holds what is known of
    its labels."""
    seen = _commits(node)
    return Facts(
        pull_request_of(node),
        node["baseRef"]["target"]["oid"].text_or_empty,
        _present(node, [comment for comment in node["comments"].nodes if _is_own(comment)], seen, repository),
        _blobs([review["commit"] for review in node["reviews"].nodes] + seen),
    )


def pull_request_of(node: Json) -> PullRequest:
    """The pull request alone."""
    return PullRequest(
        node["number"].number,
        account(node["author"]),
        node["createdAt"].time,
        node["url"].text,
        node["title"].text,
        PullRequestState(node["state"].text.lower()),
        node["isDraft"].flag,
        node["closedAt"].time_or_none,
        node["mergedAt"].time_or_none,
        node["baseRefName"].text,
        node["headRefOid"].text,
        tuple(label["name"].text for label in node["labels"].nodes),
        tuple(ChangedFile(file["path"].text, _FILE[file["changeType"].text]) for file in node["files"].nodes),
        _reviews(node),
        (
            *(_comment(comment) for comment in node["comments"].nodes if not (_is_own(comment) or _is_notice(comment))),
            *_beside_lines(node),
        ),
        tuple(status for commit in _commits(node) for status in _posted(commit)),
    )


def _commits(node: Json) -> list[Json]:
    """The commits at which a status of ours may be: those there are, and those that were pushed over."""
    pushed_over = [event["beforeCommit"] for event in node["timelineItems"].nodes if event["beforeCommit"]]
    return [commit["commit"] for commit in node["commits"].nodes] + pushed_over


def _is_own(comment: Json) -> bool:
    return comment["viewerDidAuthor"].flag and _is_marked(comment)


def _is_notice(comment: Json) -> bool:
    return comment["viewerDidAuthor"].flag and _is_marked(comment, NOTICE)


def with_blobs(pull_request: PullRequest, blobs: Mapping[str, str]) -> PullRequest:
    """Reviews and statuses with the statement's blob at their commit, where that is known."""
    return replace(
        pull_request,
        reviews=tuple(replace(each, blob=blobs.get(each.commit, "")) for each in pull_request.reviews),
        statuses=tuple(replace(each, blob=blobs.get(each.commit, "")) for each in pull_request.statuses),
    )


def own_comments(nodes: Iterable[Json]) -> tuple[OwnComment, ...]:
    """Our sticky comments among comments, oldest first."""
    found = [_own(node) for node in nodes if _is_own(node)]
    return tuple(sorted(found, key=lambda comment: comment.id))


def own_notices(nodes: Iterable[Json]) -> tuple[OwnComment, ...]:
    """Our other comments, oldest first."""
    return tuple(sorted((_own(node) for node in nodes if _is_notice(node)), key=lambda comment: comment.id))


def own_reviews(nodes: Iterable[Json]) -> tuple[OwnReview, ...]:
    """Our reviews with suggestions."""
    return tuple(
        OwnReview(node["id"].text, frozenset(keys), node["isMinimized"].flag, node["fullDatabaseId"].number)
        for node in nodes
        if (keys := _keys(node))
    )


def _keys(review: Json) -> list[str]:
    """The keys of our suggestions, if this review is ours and carries some."""
    first = first_line(review["body"].text)
    if not review["viewerDidAuthor"].flag or not first.startswith(SUGGESTIONS) or not first.endswith("-->"):
        return []
    return first.removeprefix(SUGGESTIONS).removesuffix("-->").split()


def suggestion_key(body: str) -> str:
    """The key of a suggestion of ours."""
    first = first_line(body)
    return first.removeprefix(SUGGESTION).removesuffix(" -->") if first.startswith(SUGGESTION) else ""


def _own(node: Json) -> OwnComment:
    return OwnComment(node["fullDatabaseId"].number, node["body"].text, node["url"].text)


def _is_marked(comment: Json, marker: str = MARKER) -> bool:
    first = first_line(comment["body"].text)
    return first.startswith(marker) and first.endswith("-->")


def _reviews(node: Json) -> tuple[Review, ...]:
    dismissals = {
        event["review"]["fullDatabaseId"].number: event
        for event in node["timelineItems"].nodes
        if event["__typename"].text == "ReviewDismissedEvent" and event["review"]
    }
    found = []
    for review in node["reviews"].nodes:
        if review["state"].text == "PENDING" or _keys(review):
            continue
        number = review["fullDatabaseId"].number
        dismissal = dismissals.get(number, Json(None))
        found.append(
            Review(
                str(number),
                account(review["author"]),
                _state(review["state"]),
                review["submittedAt"].time,
                review["body"].text,
                review["commit"]["oid"].text_or_empty,
                dismissed_at=dismissal["createdAt"].time_or_none,
                dismissed_from=_state(dismissal["previousReviewState"]) if dismissal else None,
                edited_at=review["lastEditedAt"].time_or_none,
                edited_by=_editor(review),
                minimised=review["isMinimized"].flag,
                url=review["url"].text,
            )
        )
    return tuple(found)


def _beside_lines(node: Json) -> Iterable[Comment]:
    """What reviewers wrote beside lines of the files."""
    for review in node["reviews"].nodes:
        if review["state"].text != "PENDING" and not _keys(review):
            yield from map(_comment, review["comments"].nodes)


def _state(node: Json) -> ReviewState:
    return ReviewState(node.text.lower().replace("_", "-"))


def _editor(node: Json) -> Account | None:
    return account(node["editor"]) if node["editor"] else None


def _comment(node: Json) -> Comment:
    return Comment(
        node["fullDatabaseId"].text,
        account(node["author"]),
        node["body"].text,
        node["createdAt"].time,
        node["lastEditedAt"].time_or_none,
        _editor(node),
        node["isMinimized"].flag,
        node["url"].text,
    )


def _posted(commit: Json) -> Iterable[PostedStatus]:
    status = commit["status"]["context"]
    if status:
        at = first_seen(status["targetUrl"].text_or_empty) or status["createdAt"].time
        yield PostedStatus(
            commit["oid"].text,
            status["state"].text.lower(),
            at,
            description=status["description"].text_or_empty,
        )


def first_seen(url: str) -> datetime | None:
    """What an earlier status of ours says of its commit, if it says it rightly."""
    try:
        typed = parse_qs(urlsplit(url).query).get(FIRST_SEEN, [""])[0]
        found = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _present(node: Json, own: Iterable[Json], commits: Iterable[Json], repository: Json) -> Present:
    head = node["headRefOid"].text
    shown = next((commit["status"]["context"] for commit in commits if commit["oid"].text == head), Json(None))
    comments = node["comments"].nodes
    return Present(
        node["number"].number,
        node["id"].text,
        head,
        own_comments(own),
        shown_of(shown),
        tuple(label["name"].text for label in node["labels"].nodes),
        {
            comment["fullDatabaseId"].text: frozenset(
                group["content"].text for group in comment["reactionGroups"] if group["viewerHasReacted"].flag
            )
            for comment in comments
            if comment["reactionGroups"]
        },
        {comment["fullDatabaseId"].text: comment["id"].text for comment in comments},
        next((account(each["author"]).login for each in comments if _foreign(each)), ""),
        own_reviews(node["reviews"].nodes),
        frozenset(label["name"].text for label in repository["known"].nodes),
        frozenset(
            login_key(login)
            for event in node["timelineItems"].nodes
            if (login := event["requestedReviewer"]["login"].text_or_empty)
        ),
        own_notices(comments),
    )


def shown_of(status: Json) -> GateShown | None:
    """The gate as it shows, if it was ever set."""
    if not status:
        return None
    url = status["targetUrl"].text_or_empty
    return GateShown(
        status["state"].text.lower(),
        status["description"].text_or_empty,
        url,
        first_seen(url) or status["createdAt"].time,
    )


def _foreign(comment: Json) -> bool:
    """A comment that another program's account, perhaps the workflow's, keeps as nomflow's."""
    bot = account(comment["author"]).kind is AccountKind.BOT
    return bot and not comment["viewerDidAuthor"].flag and _is_marked(comment)


def _blobs(commits: Iterable[Json]) -> Mapping[str, str]:
    return {commit["oid"].text: commit["file"]["oid"].text for commit in commits if commit["file"]}
