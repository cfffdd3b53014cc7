"""Writing to a pull request. What must not be written twice is looked for before it is written again."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from nomflow.core.action.effects import OwnComment, OwnReview, Suggestion, first_line
from nomflow.core.basics.errors import GitHubError
from nomflow.core.basics.login import login_key
from nomflow.github.answers import Json
from nomflow.github.client import Client
from nomflow.github.facts import SUGGESTION, SUGGESTIONS, own_comments, own_notices, own_reviews, suggestion_key
from nomflow.github.files import Repository
from nomflow.github.permissions import may_not
from nomflow.github.queries import CONTEXT, Variables, in_repository
from nomflow.github.reply import RefusedError

_OWN = "nodes { fullDatabaseId body url viewerDidAuthor }"
_ADD = (
    "mutation($subject: ID!, $body: String!) { addComment(input: {subjectId: $subject, body: $body}) {"
    f" subject {{ ... on PullRequest {{ comments(last: 100) {{ {_OWN} }} }} }} }} }}"
)
_UNREACT = (
    "mutation($subject: ID!, $content: ReactionContent!) {"
    " removeReaction(input: {subjectId: $subject, content: $content}) { reaction { content } } }"
)
_HIDE = (
    "mutation($subject: ID!) { minimizeComment(input: {subjectId: $subject, classifier: OUTDATED}) {"
    " minimizedComment { isMinimized } } }"
)
_ABOUT_SUGGESTIONS = (
    "Small repairs that need no thought: press “Commit suggestion” where you agree, and leave the others. Only you "
    "change your words, and this review counts for nobody."
)
_REACTIONS = {"THUMBS_UP": "+1", "CONFUSED": "confused", "EYES": "eyes"}
_COLOUR = "5319e7"


class Writer:
    """One repository, written to. Each method makes one thing true and may be called again."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._client: Client = repository.client
        self._path = f"/repos/{repository.owner}/{repository.name}"

    def comments(self, number: int, mark: str = "") -> tuple[OwnComment, ...]:
        """Our comments on a pull request as they are now, on whatever page: the sticky ones, or those with the first
        line ``mark``."""
        found: list[OwnComment] = []
        after = ""
        while True:
            variables = Variables()
            cursor = f", after: {variables.add(after, 'String!')}" if after else ""
            part = f"comments(first: 100{cursor}) {{ pageInfo {{ hasNextPage endCursor }} {_OWN} }}"
            pull = f"pullRequest(number: {number}) {{ {part} }}"
            text = variables.query(in_repository(self._repository.owner, self._repository.name, variables, [pull]))
            page = self._client.query(text, variables.values).data["repository"]["pullRequest"]["comments"]
            found += _marked(page.nodes, mark)
            if not page["pageInfo"]["hasNextPage"].flag:
                return tuple(sorted(found, key=lambda comment: comment.id))
            after = page["pageInfo"]["endCursor"].text

    def add_comment(self, number: int, node: str, body: str, mark: str = "") -> tuple[OwnComment, ...]:
        """Writes a comment; answers all of ours of its kind that are there then, oldest first. After an unclear answer
        it looks whether the comment is there before it writes again."""
        there: list[OwnComment] = []

        def done() -> bool:
            there.extend(self.comments(number, mark))
            return bool(there)

        answer = self._client.change(_ADD, {"subject": node, "body": body}, done)
        return tuple(there) or _marked(answer["addComment"]["subject"]["comments"].nodes, mark)

    def edit_comment(self, comment: int, body: str) -> None:
        """The same edit again changes nothing."""
        self._client.write("PATCH", f"{self._path}/issues/comments/{comment}", {"body": body})

    def suggest(self, number: int, commit: str, suggestions: tuple[Suggestion, ...]) -> tuple[OwnReview, ...]:
        """One review that only comments; answers all of ours that are there then. After an unclear answer it looks
        whether it is there before it tries again."""
        keys = frozenset(each.key for each in suggestions)
        comments = []
        for each in suggestions:
            span = {"start_line": each.start, "start_side": "RIGHT"} if each.start < each.end else {}
            body = f"{SUGGESTION}{each.key} -->\n{each.body}"
            comments.append({"path": each.path, "line": each.end, "side": "RIGHT", "body": body, **span})
        data = {"commit_id": commit, "event": "COMMENT", "body": _suggesting(keys), "comments": comments}
        url = f"{self._path}/pulls/{number}/reviews"
        self._client.write("POST", url, data, done=lambda: any(keys <= each.keys for each in self.reviews(number)))
        return self.reviews(number)

    def take_back_suggestions(self, number: int, review: OwnReview, rest: frozenset[str]) -> None:
        """Deletes what a review suggests but for ``rest``; one that suggests nothing any more is folded away."""
        twice = review.keys - rest
        part = "comments(first: 100) { nodes { fullDatabaseId body viewerDidAuthor } }"
        text = f"query($review: ID!) {{ node(id: $review) {{ ... on PullRequestReview {{ {part} }} }} }}"
        found = self._client.query(text, {"review": review.node}).data["node"]["comments"].nodes
        for each in found:
            if each["viewerDidAuthor"].flag and suggestion_key(each["body"].text) in twice:
                suggestion = each["fullDatabaseId"].number
                self._client.write("DELETE", f"{self._path}/pulls/comments/{suggestion}", fine=(404,))
        if rest:
            url = f"{self._path}/pulls/{number}/reviews/{review.id}"
            self._client.write("PUT", url, {"body": _suggesting(rest)})
        else:
            self.hide(review.node)

    def reviews(self, number: int) -> tuple[OwnReview, ...]:
        """Our reviews with suggestions among the last hundred."""
        variables = Variables()
        part = "reviews(last: 100) { nodes { id fullDatabaseId body viewerDidAuthor isMinimized } }"
        pull = f"pullRequest(number: {number}) {{ {part} }}"
        text = variables.query(in_repository(self._repository.owner, self._repository.name, variables, [pull]))
        return own_reviews(
            self._client.query(text, variables.values).data["repository"]["pullRequest"]["reviews"].nodes
        )

    def request_review(self, number: int, login: str) -> None:
        """Asks one person for a review; of several, one whom GitHub refuses would keep the others from being asked."""
        url = f"{self._path}/pulls/{number}/requested_reviewers"

        def done() -> bool:
            return login_key(login) in {login_key(each["login"].text) for each in self._client.read(url)["users"]}

        self._client.write("POST", url, {"reviewers": [login]}, done=done)

    def hide(self, node: str) -> None:
        """Folds something of ours away as outdated."""
        self._client.change(_HIDE, {"subject": node})

    def delete_comment(self, comment: int) -> None:
        """Gone is gone, whoever deleted it."""
        self._client.write("DELETE", f"{self._path}/issues/comments/{comment}", fine=(404,))

    def set_status(self, commit: str, state: str, description: str, url: str, context: str = CONTEXT) -> None:
        """The same status again is only listed twice; the last one counts."""
        data = {"state": state, "description": description, "target_url": url, "context": context}
        self._client.write("POST", f"{self._path}/statuses/{commit}", data)

    def add_label(self, number: int, name: str, *, known: bool = False) -> None:
        """Makes the label first, unless the repository is known to have it."""
        if not known:
            data = {"name": name, "color": _COLOUR, "description": "Kept by nomflow"}
            self._client.write("POST", f"{self._path}/labels", data, fine=(422,))
        self._client.write("POST", f"{self._path}/issues/{number}/labels", {"labels": [name]})

    def remove_label(self, number: int, name: str) -> None:
        """Takes the label off, if it is on."""
        self._client.write("DELETE", f"{self._path}/issues/{number}/labels/{quote(name, safe='')}", fine=(404,))

    def react(self, comment: str, content: str) -> None:
        """One reaction of a kind is all that GitHub keeps of one account."""
        url = f"{self._path}/issues/comments/{int(comment)}/reactions"
        self._client.write("POST", url, {"content": _REACTIONS[content]})

    def take_back_reaction(self, node: str, content: str) -> None:
        """Takes a reaction of ours away."""
        try:
            self._client.change(_UNREACT, {"subject": node, "content": content})
        except RefusedError as error:
            if error.status != 404:
                raise

    def keep_issue(self, number: int, mark: str, text: str, *, write: bool = True) -> bool:
        """Puts a text below the first line ``mark`` of an issue, and leaves what stands above it. Answers whether it
        was, or would be, another text."""
        path = f"{self._path}/issues/{number}"
        before = self._client.read(path, may_lack=True)["body"].text_or_empty.replace("\r\n", "\n")
        above = before.partition(mark)[0].rstrip()
        body = f"{above}\n\n{mark}\n\n{text}".lstrip().rstrip()
        if body == before.rstrip():
            return False
        if write:
            self._client.write("PATCH", path, {"body": body})
        return True

    def merge(self, number: int, commit: str) -> None:
        """Merges, unless the head is another commit by now (409) or the rules of the branch say no (405)."""
        self._client.write("PUT", f"{self._path}/pulls/{number}/merge", {"sha": commit})

    def close(self, number: int) -> None:
        """Closes the pull request; closed is closed."""
        self._client.write("PATCH", f"{self._path}/pulls/{number}", {"state": "closed"})


def _marked(nodes: Iterable[Json], mark: str) -> tuple[OwnComment, ...]:
    nodes = tuple(nodes)
    return tuple(each for each in own_notices(nodes) if first_line(each.body) == mark) if mark else own_comments(nodes)


def _suggesting(keys: frozenset[str]) -> str:
    return f"{SUGGESTIONS}{' '.join(sorted(keys))} -->\n{_ABOUT_SUGGESTIONS}"


def problem(error: GitHubError, doing: str, permission: str) -> str:
    """One sentence for what could not be written, with the permission that is missing if that is why."""
    if isinstance(error, RefusedError) and error.status in (403, 404):
        return may_not([doing], permission)
    return f"nomflow could not {doing}: {error}"
