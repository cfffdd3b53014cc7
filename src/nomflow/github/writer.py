"""Writing to GitHub with PyGithub's objects. Whatever is not safe to repeat is never repeated blindly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from nomflow.core.action.effects import OwnComment, OwnReview, Suggestion, first_line
from nomflow.core.basics.errors import GitHubError
from nomflow.github.answers import Json
from nomflow.github.asking import until_answered
from nomflow.github.client import Client, RefusedError, UnclearError
from nomflow.github.facts import SUGGESTION, SUGGESTIONS, own_comments, own_notices, own_reviews, suggestion_key
from nomflow.github.files import Repository
from nomflow.github.patience import ATTEMPTS
from nomflow.github.permissions import may_not
from nomflow.github.queries import CONTEXT, Variables, in_repository

if TYPE_CHECKING:
    from github.Repository import Repository as Remote

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
        self._opened: Remote | None = None

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
        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = self._client.change(_ADD, {"subject": node, "body": body})
                return _marked(answer.data["addComment"]["subject"]["comments"].nodes, mark)
            except UnclearError:
                if attempt == ATTEMPTS:
                    raise
                self._client.patience.after_trouble(attempt)
                if there := self.comments(number, mark):
                    return there
        raise AssertionError

    def edit_comment(self, number: int, comment: int, body: str) -> None:
        """The same edit again changes nothing."""
        self._do(lambda remote: remote.get_issue(number).get_comment(comment).edit(body))

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

        def post(remote: Remote) -> None:
            remote.requester.requestJsonAndCheck("POST", f"{remote.url}/pulls/{number}/reviews", input=data)

        self._do(post, done=lambda: any(keys <= review.keys for review in self.reviews(number)))
        return self.reviews(number)

    def take_back_suggestions(self, number: int, review: OwnReview, rest: frozenset[str]) -> None:
        """Deletes what a review suggests but for ``rest``; one that suggests nothing any more is folded away."""
        twice = review.keys - rest
        part = "comments(first: 100) { nodes { fullDatabaseId body viewerDidAuthor } }"
        text = f"query($review: ID!) {{ node(id: $review) {{ ... on PullRequestReview {{ {part} }} }} }}"
        found = self._client.query(text, {"review": review.node}).data["node"]["comments"].nodes
        for each in found:
            if each["viewerDidAuthor"].flag and suggestion_key(each["body"].text) in twice:
                self._delete_suggestion(each["fullDatabaseId"].number)
        if rest:
            url, body = f"/pulls/{number}/reviews/{review.id}", _suggesting(rest)
            self._do(lambda remote: remote.requester.requestJsonAndCheck("PUT", remote.url + url, input={"body": body}))
        else:
            self.hide(review.node)

    def _delete_suggestion(self, comment: int) -> None:
        def delete(remote: Remote) -> None:
            remote.requester.requestJsonAndCheck("DELETE", f"{remote.url}/pulls/comments/{comment}")

        self._do(delete, fine=(404,))

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

        def post(remote: Remote) -> None:
            url = f"{remote.url}/pulls/{number}/requested_reviewers"
            remote.requester.requestJsonAndCheck("POST", url, input={"reviewers": [login]})

        self._do(post, done=lambda: login.lower() in self._requested(number))

    def _requested(self, number: int) -> set[str]:
        path = f"/repos/{self._repository.owner}/{self._repository.name}/pulls/{number}/requested_reviewers"
        return {user["login"].text.lower() for user in self._client.one(path)["users"]}

    def hide(self, node: str) -> None:
        """Folds something of ours away as outdated."""
        self._client.change(_HIDE, {"subject": node})

    def delete_comment(self, number: int, comment: int) -> None:
        """Gone is gone, whoever deleted it."""
        self._do(lambda remote: remote.get_issue(number).get_comment(comment).delete(), fine=(404,))

    def set_status(self, commit: str, state: str, description: str, url: str, context: str = CONTEXT) -> None:
        """The same status again is only listed twice; the last one counts."""

        def post(remote: Remote) -> None:
            remote.requester.requestJsonAndCheck(
                "POST",
                f"{remote.url}/statuses/{commit}",
                input={"state": state, "description": description, "target_url": url, "context": context},
            )

        self._do(post)

    def add_label(self, number: int, name: str, *, known: bool = False) -> None:
        """Makes the label first, unless the repository is known to have it."""
        if not known:
            self._do(lambda remote: remote.create_label(name, _COLOUR, "Kept by nomflow"), fine=(422,))
        self._do(lambda remote: remote.get_issue(number).add_to_labels(name))

    def remove_label(self, number: int, name: str) -> None:
        """Takes the label off, if it is on."""
        self._do(lambda remote: remote.get_issue(number).remove_from_labels(name), fine=(404,))

    def react(self, number: int, comment: str, content: str) -> None:
        """One reaction of a kind is all that GitHub keeps of one account."""
        self._do(lambda remote: remote.get_issue(number).get_comment(int(comment)).create_reaction(_REACTIONS[content]))

    def take_back_reaction(self, node: str, content: str) -> None:
        """Takes a reaction of ours away."""
        try:
            self._client.change(_UNREACT, {"subject": node, "content": content})
        except RefusedError as error:
            if error.status != 404:
                raise

    def merge(self, number: int, commit: str) -> None:
        """Merges, unless the head is another commit by now (409) or the rules of the branch say no (405)."""
        self._do(lambda remote: remote.get_pull(number).merge(sha=commit))

    def close(self, number: int) -> None:
        """Closes the pull request; closed is closed."""
        self._do(lambda remote: remote.get_pull(number).edit(state="closed"))

    def _do(
        self, write: Callable[[Remote], object], fine: tuple[int, ...] = (), done: Callable[[], bool] | None = None
    ) -> None:
        """Writes until GitHub answers. What must not be written twice has ``done``, which looks whether it is there."""
        self._client.patience.before_write()
        until_answered(self._client.patience, lambda: write(self._remote()), fine, done)

    def _remote(self) -> Remote:
        if self._opened is None:
            from github import Auth, Github

            place = self._client.place
            remote = Github(
                base_url=place.api,
                auth=Auth.Token(self._client.token.value),
                per_page=100,
                timeout=30,
                retry=None,
                lazy=True,
                seconds_between_requests=None,
                seconds_between_writes=None,
            )
            self._opened = remote.get_repo(f"{self._repository.owner}/{self._repository.name}")
        return self._opened


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
