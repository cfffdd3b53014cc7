"""From GitHub's answers to our own data. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.action.effects import GateShown, OwnComment, OwnReview, Present, first_line
from nomflow.core.basics.login import login_key
from nomflow.core.snapshot.run_memory import Memory, memory_in
from nomflow.core.snapshot.snapshot import (
    GHOST,
    Account,
    AccountKind,
    ChangedFile,
    Comment,
    Edit,
    Event,
    EventKind,
    FileStatus,
    PostedStatus,
    PullRequest,
    PullRequestState,
    Review,
    ReviewState,
    Version,
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

_EVENTS = {
    "HeadRefForcePushedEvent": EventKind.FORCE_PUSHED,
    "ReadyForReviewEvent": EventKind.READY,
    "ConvertToDraftEvent": EventKind.DRAFTED,
    "ClosedEvent": EventKind.CLOSED,
    "ReopenedEvent": EventKind.REOPENED,
    "MergedEvent": EventKind.MERGED,
    "BaseRefChangedEvent": EventKind.BASE_CHANGED,
    "CommentDeletedEvent": EventKind.COMMENT_DELETED,
}
_WORKFLOW = "github-actions"
"""The account of every workflow of the repository."""

_KINDS = {"User": AccountKind.USER, "Mannequin": AccountKind.GHOST, "EnterpriseUserAccount": AccountKind.USER}
_FILE = {
    "ADDED": FileStatus.ADDED,
    "CHANGED": FileStatus.MODIFIED,
    "COPIED": FileStatus.COPIED,
    "DELETED": FileStatus.REMOVED,
    "MODIFIED": FileStatus.MODIFIED,
    "RENAMED": FileStatus.RENAMED,
}


class Facts(Struct, frozen=True, kw_only=True):
    """A pull request as read, and what of ours is there already.

    ``base`` is the commit of the base branch; ``blobs`` maps commits to the blob at the path that was asked about;
    ``memory`` is what earlier runs saw; ``nodes`` are the GraphQL names of comments and reviews.
    """

    pull_request: PullRequest
    base: str
    present: Present
    blobs: Mapping[str, str]
    memory: Memory
    nodes: Mapping[str, str]


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
    shown = next((each["commit"] for each in node["gate"].nodes), Json(None))
    return Facts(
        pull_request=pull_request_of(node),
        base=node["baseRef"]["target"]["oid"].text_or_empty,
        present=_present(node, [comment for comment in node["comments"].nodes if _is_own(comment)], shown, repository),
        blobs=_blobs(_commits(node)),
        memory=_memory(node),
        nodes={
            each["fullDatabaseId"].text: each["id"].text for each in (*node["comments"].nodes, *node["reviews"].nodes)
        },
    )


def pull_request_of(node: Json) -> PullRequest:
    """The pull request alone."""
    memory = _memory(node)
    events = tuple(_event(each) for each in node["timelineItems"].nodes if each["__typename"].text in _EVENTS)
    return PullRequest(
        number=node["number"].number,
        author=account(node["author"]),
        created_at=node["createdAt"].time,
        url=node["url"].text,
        title=node["title"].text,
        state=PullRequestState(node["state"].text.lower()),
        draft=node["isDraft"].flag,
        closed_at=node["closedAt"].time_or_none,
        merged_at=node["mergedAt"].time_or_none,
        base=node["baseRefName"].text,
        head=node["headRefOid"].text,
        labels=tuple(label["name"].text for label in node["labels"].nodes),
        files=tuple(
            ChangedFile(path=file["path"].text, status=_FILE[file["changeType"].text]) for file in node["files"].nodes
        ),
        reviews=_reviews(node, memory),
        comments=_comments(node, memory, events),
        statuses=_looks(memory),
        events=events,
        commits=tuple(Version(each["commit"]["oid"].text) for each in node["commits"].nodes),
    )


def _commits(node: Json) -> list[Json]:
    """Every commit that is named, those that were pushed over included."""
    events, reviews = node["timelineItems"].nodes, node["reviews"].nodes
    pushed = [event[side] for event in events for side in ("beforeCommit", "afterCommit") if event[side]]
    return [*(review["commit"] for review in reviews), *(each["commit"] for each in node["commits"].nodes), *pushed]


def edits_of(node: Json) -> Iterable[Edit]:
    """What a text said when, oldest first."""
    for each in reversed(node["userContentEdits"].nodes if node["userContentEdits"] else ()):
        if each["diff"]:
            yield Edit(each["editedAt"].time, each["diff"].text, account(each["editor"]))


def _event(node: Json) -> Event:
    kind = _EVENTS[node["__typename"].text]
    before, after = node["beforeCommit"]["oid"].text_or_empty, node["afterCommit"]["oid"].text_or_empty
    if kind is EventKind.BASE_CHANGED:
        before, after = node["previousRefName"].text, node["currentRefName"].text
    about = account(node["deletedCommentAuthor"]) if kind is EventKind.COMMENT_DELETED else None
    by = account(node["actor"]) if node["actor"] else None
    return Event(kind=kind, at=node["createdAt"].time, by=by, before=before, after=after, about=about)


def _memory(node: Json) -> Memory:
    """What our runs saw, from the comment that the workflow, or whoever asks, keeps; nothing if somebody else has
    touched it."""
    for comment in node["comments"].nodes:
        author = account(comment["author"])
        workflow = author.kind is AccountKind.BOT and author.login == _WORKFLOW
        untouched = not comment["editor"] or account(comment["editor"]) == author
        if (workflow or comment["viewerDidAuthor"].flag) and untouched and _is_marked(comment):
            return memory_in(comment["body"].text)
    return Memory()


def _looks(memory: Memory) -> tuple[PostedStatus, ...]:
    looks = (
        PostedStatus(commit=each.commit, state="seen", at=at, via=tuple(map(Version, each.via)))
        for each in memory.heads
        for at in (each.first, each.last)
    )
    return tuple(dict.fromkeys(looks))


def _comments(node: Json, memory: Memory, events: Iterable[Event]) -> tuple[Comment, ...]:
    """Those that are there, and those that we saw and that are gone. Of whose comments GitHub says when they were
    deleted, not which."""
    shown = [each for each in node["comments"].nodes if not (_is_own(each) or _is_notice(each))]
    there = [*(_comment(each, memory) for each in shown), *_beside_lines(node, memory)]
    ids = {each.id for each in there}
    deletions = [each for each in events if each.kind is EventKind.COMMENT_DELETED]
    gone = []
    for comment in memory.said:
        if comment.id not in ids:
            theirs = (each for each in deletions if _whose(each.about) == _whose(comment.author))
            deletion = next((each for each in theirs if each.at >= comment.created_at), None)
            if deletion:
                deletions.remove(deletion)
            hidden = memory.hidden.get(comment.id)
            at = deletion.at if deletion else None
            gone.append(replace(comment, deleted=True, deleted_at=at, minimised=hidden is not None, hidden_at=hidden))
    return (*there, *gone)


def _whose(account: Account | None) -> object:
    return (account.id or account.login.casefold()) if account else None


def _is_own(comment: Json) -> bool:
    return comment["viewerDidAuthor"].flag and _is_marked(comment)


def _is_notice(comment: Json) -> bool:
    return comment["viewerDidAuthor"].flag and _is_marked(comment, NOTICE)


def with_blobs(pull_request: PullRequest, blobs: Mapping[str, str]) -> PullRequest:
    """Reviews and statuses with the statement's blob at their commit, where that is known."""
    return replace(
        pull_request,
        reviews=tuple(replace(each, blob=blobs.get(each.commit, "")) for each in pull_request.reviews),
        statuses=tuple(
            replace(each, blob=blobs.get(each.commit, ""), via=tuple(_with_blob(one, blobs) for one in each.via))
            for each in pull_request.statuses
        ),
        commits=tuple(replace(each, blob=blobs.get(each.commit, "")) for each in pull_request.commits),
        events=tuple(
            replace(each, before_blob=blobs.get(each.before, ""), after_blob=blobs.get(each.after, ""))
            for each in pull_request.events or ()
        ),
    )


def _with_blob(version: Version, blobs: Mapping[str, str]) -> Version:
    return replace(version, blob=blobs.get(version.commit, ""))


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


def _reviews(node: Json, memory: Memory) -> tuple[Review, ...]:
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
                id=str(number),
                author=account(review["author"]),
                state=_state(review["state"]),
                submitted_at=review["submittedAt"].time,
                body=review["body"].text,
                commit=review["commit"]["oid"].text_or_empty,
                dismissed_at=dismissal["createdAt"].time_or_none,
                dismissed_from=_state(dismissal["previousReviewState"]) if dismissal else None,
                edited_at=review["lastEditedAt"].time_or_none,
                edited_by=_editor(review),
                minimised=review["isMinimized"].flag,
                hidden_at=memory.hidden.get(str(number)),
                url=review["url"].text,
            )
        )
    return tuple(found)


def _beside_lines(node: Json, memory: Memory) -> Iterable[Comment]:
    """What reviewers wrote beside lines of the files."""
    for review in node["reviews"].nodes:
        if review["state"].text != "PENDING" and not _keys(review):
            yield from (_comment(each, memory) for each in review["comments"].nodes)


def _state(node: Json) -> ReviewState:
    return ReviewState(node.text.lower().replace("_", "-"))


def _editor(node: Json) -> Account | None:
    return account(node["editor"]) if node["editor"] else None


def _comment(node: Json, memory: Memory) -> Comment:
    return Comment(
        id=node["fullDatabaseId"].text,
        author=account(node["author"]),
        body=node["body"].text,
        created_at=node["createdAt"].time,
        edited_at=node["lastEditedAt"].time_or_none,
        edited_by=_editor(node),
        minimised=node["isMinimized"].flag,
        url=node["url"].text,
        hidden_at=memory.hidden.get(node["fullDatabaseId"].text),
    )


def _present(node: Json, own: Iterable[Json], tip: Json, repository: Json) -> Present:
    head = node["headRefOid"].text
    shown = tip["status"]["context"] if tip["oid"].text_or_empty == head else Json(None)
    comments = node["comments"].nodes
    return Present(
        number=node["number"].number,
        node=node["id"].text,
        head=head,
        comments=own_comments(own),
        status=shown_of(shown),
        labels=tuple(label["name"].text for label in node["labels"].nodes),
        reactions={
            comment["fullDatabaseId"].text: frozenset(
                group["content"].text for group in comment["reactionGroups"] if group["viewerHasReacted"].flag
            )
            for comment in comments
            if comment["reactionGroups"]
        },
        nodes={comment["fullDatabaseId"].text: comment["id"].text for comment in comments},
        kept_by=next((account(each["author"]).login for each in comments if _foreign(each)), ""),
        reviews=own_reviews(node["reviews"].nodes),
        known_labels=frozenset(label["name"].text for label in repository["known"].nodes),
        asked=frozenset(
            login_key(login)
            for event in node["timelineItems"].nodes
            if (login := event["requestedReviewer"]["login"].text_or_empty)
        ),
        notices=own_notices(comments),
    )


def shown_of(status: Json) -> GateShown | None:
    """The gate as it shows, if it was ever set."""
    if not status:
        return None
    url = status["targetUrl"].text_or_empty
    return GateShown(status["state"].text.lower(), status["description"].text_or_empty, url)


def _foreign(comment: Json) -> bool:
    """A comment that another program's account, perhaps the workflow's, keeps as nomflow's."""
    bot = account(comment["author"]).kind is AccountKind.BOT
    return bot and not comment["viewerDidAuthor"].flag and _is_marked(comment)


def _blobs(commits: Iterable[Json]) -> Mapping[str, str]:
    """What stood at the path that was asked about; "" where nothing did."""
    asked = (each for each in commits if isinstance(each.value, dict) and "file" in each.value)
    return {each["oid"].text: each["file"]["oid"].text_or_empty for each in asked}
