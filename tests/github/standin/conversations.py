"""What a test holds of a pull request: its thread, its texts, its head.

A handle remembers only ids, so it stays good when the world is put back to an earlier moment.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

from standin import acts, pulls
from standin.gitobjects import Files
from standin.node_ids import node_id
from standin.pulls import Remark
from standin.state import Issue, IssueComment, Pull, Review, Status, Thread, Written

if TYPE_CHECKING:
    from standin.github import GitHub
    from standin.handles import Person, Repo

Who = Union["Person", str]
"""People may be given by their login; whoever is new is made."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """An issue."""

    world: GitHub
    repository_id: int
    number: int

    @property
    def repo(self) -> Repo:
        return self.world.repo(self.repository_id)

    @property
    def issue(self) -> Issue:
        return self.repo.data.issues[self.number]

    @property
    def comments(self) -> list[Comment]:
        return [Comment(self.world, self.repository_id, self.number, comment.id) for comment in self.issue.comments]

    @property
    def labels(self) -> list[str]:
        return [self.repo.data.labels[name].name for name in self.issue.labels]

    def comment(self, who: Who, body: str) -> Comment:
        written = acts.comment(self.world, self.issue, self.world.person(who).id, body)
        return Comment(self.world, self.repository_id, self.number, written.id)

    def add_label(self, name: str, by: Who) -> None:
        acts.add_label(self.world, self.repo.data, self.issue, name, self.world.person(by).id)

    def edit(self, *, body: str | None = None, title: str | None = None, by: Who) -> None:
        if title is not None:
            self.issue.title = title
        if body is not None:
            acts.edit_issue(self.world, self.issue, self.world.person(by).id, body)

    def close(self, by: Who) -> None:
        acts.set_open(self.world, self.issue, self.world.person(by).id, is_open=False)

    def reopen(self, by: Who) -> None:
        acts.set_open(self.world, self.issue, self.world.person(by).id, is_open=True)


@dataclass(frozen=True, slots=True)
class PullRequest(Conversation):
    @property
    def data(self) -> Pull:
        return pulls.pull_of(self.issue)

    @property
    def node_id(self) -> str:
        return node_id("PullRequest", self.data.id)

    @property
    def head(self) -> Repo:
        """Where it comes from."""
        return self.world.repo(self.data.head_repository)

    @property
    def head_sha(self) -> str:
        return self.data.head_sha

    @property
    def statuses(self) -> list[Status]:
        """Of the head, oldest first."""
        return self.repo.data.statuses.get(self.head_sha, [])

    @property
    def reviews(self) -> list[GivenReview]:
        return [GivenReview(self.world, self.repository_id, self.number, review.id) for review in self.data.reviews]

    @property
    def threads(self) -> list[Thread]:
        return self.data.threads

    def status(self, context: str) -> Status | None:
        """The last status of the head in this context."""
        return next((status for status in reversed(self.statuses) if status.context == context), None)

    def picture(self) -> dict[str, object]:
        """All that somebody who looks at the page sees, without numbers and times: equal for two histories that
        came to the same end."""
        texts = [*self.comments, *self.reviews]
        latest = {status.context: status for status in self.statuses}
        return {
            "state": "merged" if self.data.merged_at else "closed" if self.issue.closed_at else "open",
            "labels": sorted(self.labels),
            "texts": [(text.author, text.body, text.data.minimized, sorted(text.reactions)) for text in texts],
            "reviews": [review.data.state for review in self.reviews],
            "threads": [
                (thread.path, thread.line, [c.body for c in thread.comments], thread.resolved_by is not None)
                for thread in self.threads
            ],
            "statuses": {
                context: (status.state, status.description, status.target_url) for context, status in latest.items()
            },
            "requested": sorted(self.world.state.users[user_id].login for user_id in self.data.requested),
        }

    def push(self, files: Files, message: str = "Change", *, by: Who | None = None, force: bool = False) -> str:
        """A new commit on the head branch; ``force``: in place of its last one."""
        author = self.world.person(by) if by else self.world.account(self.issue.author_id)
        return self.head.commit(files, message, branch=self.data.head_ref, by=author, force=force)

    def review(self, who: Who, state: str = "APPROVED", body: str = "", remarks: Sequence[Remark] = ()) -> GivenReview:
        """``PENDING`` is one that its author has not submitted."""
        given = pulls.review(
            self.world, self.issue, self.world.person(who).id, state, body or _WORDS.get(state, ""), remarks
        )
        return GivenReview(self.world, self.repository_id, self.number, given.id)

    def set_draft(self, *, draft: bool, by: Who) -> None:
        self.data.draft = draft
        kind = "ConvertToDraftEvent" if draft else "ReadyForReviewEvent"
        acts.record(self.world, self.issue, kind, self.world.person(by).id)

    def set_base(self, name: str, by: Who) -> None:
        """Make it go to another branch."""
        pulls.change_base(self.world, self.repo.data, self.issue, name, self.world.person(by).id)

    def merge(self, by: Who, method: str = "merge") -> str:
        return pulls.merge(self.world, self.repo.data, self.issue, self.world.person(by).id, None, method, None)

    def apply_suggestion(self, thread: Thread, by: Who) -> str:
        """Press "Commit suggestion" on the first comment of a thread."""
        body = thread.comments[0].body
        _, _, rest = body.partition("```suggestion")
        replacement = rest.partition("\n")[2].rpartition("```")[0]
        lines = self.head.text(thread.path, self.head_sha).splitlines(keepends=True)
        start = thread.start_line or thread.line
        lines[start - 1 : thread.line] = [replacement]
        return self.push({thread.path: "".join(lines)}, "Apply suggestion", by=by)


_WORDS = {"CHANGES_REQUESTED": "Please change this.", "COMMENTED": "A remark."}


@dataclass(frozen=True, slots=True)
class _Text:
    world: GitHub
    repository_id: int
    number: int
    id: int

    @property
    def conversation(self) -> PullRequest:
        return PullRequest(self.world, self.repository_id, self.number)

    @property
    def data(self) -> Written:
        raise NotImplementedError  # this is only the base: a comment and a review each say where their text is kept

    @property
    def body(self) -> str:
        return self.data.body

    @property
    def author(self) -> str:
        return self.world.state.users[self.data.author_id].login

    @property
    def reactions(self) -> list[tuple[str, str]]:
        """Who reacted, and how."""
        return [(self.world.state.users[r.user_id].login, r.content) for r in self.data.reactions]

    def edit(self, body: str, by: Who) -> None:
        acts.edit(self.world, self.data, self.world.person(by).id, body)

    def minimize(self, reason: str = "outdated") -> None:
        self.data.minimized = reason

    def react(self, who: Who, content: str) -> None:
        acts.react(self.world, self.data, self.world.person(who).id, content)


@dataclass(frozen=True, slots=True)
class Comment(_Text):
    @property
    def data(self) -> IssueComment:
        return next(comment for comment in self.conversation.issue.comments if comment.id == self.id)

    @property
    def node_id(self) -> str:
        return node_id("IssueComment", self.id)

    def delete(self) -> None:
        """By whoever wrote it."""
        acts.delete_comment(self.world, self.conversation.issue, self.data, self.data.author_id)


@dataclass(frozen=True, slots=True)
class GivenReview(_Text):
    @property
    def data(self) -> Review:
        return next(review for review in self.conversation.data.reviews if review.id == self.id)

    @property
    def node_id(self) -> str:
        return node_id("PullRequestReview", self.id)

    def dismiss(self, by: Who) -> None:
        pulls.dismiss(self.world, self.conversation.issue, self.data, self.world.person(by).id)

    def submit(self, state: str = "APPROVED") -> None:
        pulls.submit(self.world, self.data, state)
