"""What a test holds in its hands: people, repositories, pull requests, texts.

A handle remembers only ids, so it stays good when the world is put back to an earlier moment.
People may be given by their login; whoever is new is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

from standin import acts, pulls
from standin.gitobjects import Files
from standin.node_ids import node_id
from standin.pulls import Remark
from standin.refs import commit_of
from standin.state import Issue, Pull, Repository, Review, Role, Status, Thread, User, WorkflowRun, Written

if TYPE_CHECKING:
    from standin.github import GitHub

Who = Union["Person", str]


@dataclass(frozen=True, slots=True)
class Person:
    """Any account: a person, a bot, an organisation."""

    world: GitHub
    id: int

    @property
    def data(self) -> User:
        return self.world.state.users[self.id]

    @property
    def login(self) -> str:
        return self.data.login

    def rename(self, login: str) -> None:
        """From now on the former name is free for anybody."""
        self.data.login = login

    def delete(self) -> None:
        self.data.deleted = True

    def token(self) -> str:
        """A personal access token."""
        return self.world.tokens.for_user(self.id).secret


@dataclass(frozen=True, slots=True)
class Repo:
    world: GitHub
    id: int

    @property
    def data(self) -> Repository:
        return self.world.state.repositories[self.id]

    @property
    def full_name(self) -> str:
        return self.world.state.full_name(self.data)

    @property
    def head(self) -> str:
        """The commit of the default branch."""
        return self.data.refs[f"refs/heads/{self.data.default_branch}"]

    def tip(self, branch: str) -> str:
        return self.data.refs[f"refs/heads/{branch}"]

    def text(self, path: str, ref: str = "HEAD") -> str:
        """What a file says at a branch or commit."""
        commit = commit_of(self.world, self.data, ref)
        assert commit is not None, ref
        leaf = self.world.objects.at(self.world.objects.commit(commit).tree, path)
        assert leaf is not None, path
        return self.world.objects.blob(leaf.sha).data.decode()

    def commit(
        self,
        files: Files,
        message: str = "Change",
        *,
        branch: str | None = None,
        by: Who | None = None,
        force: bool = False,
    ) -> str:
        """Put files into a branch (made from the default branch if new). ``force``: in place of its last commit."""
        name = branch or self.data.default_branch
        parent = self.data.refs.get(f"refs/heads/{name}") or self.data.refs.get(
            f"refs/heads/{self.data.default_branch}"
        )
        author = self.world.person(by) if by else Person(self.world, self.data.owner_id)
        objects = self.world.objects
        tree = objects.changed(objects.commit(parent).tree if parent else None, files)
        self.world.state.tick()
        parents = [parent] if parent else []
        if force and parent:
            parents = list(objects.commit(parent).parents)
        sha = pulls.commit(self.world, author.data, tree, parents, message)
        pulls.move_ref(self.world, self.data, f"refs/heads/{name}", sha, author.id)
        return sha

    def fork(self, who: Who, name: str | None = None) -> Repo:
        owner = self.world.person(who)
        fork = self.world.new_repository(owner.id, name or self.data.name)
        fork.data.parent_id, fork.data.default_branch = self.id, self.data.default_branch
        fork.data.private = self.data.private
        fork.data.refs = {ref: sha for ref, sha in self.data.refs.items() if ref.startswith("refs/heads/")}
        return fork

    def delete(self) -> None:
        self.data.deleted = True

    def rename(self, name: str) -> None:
        self.data.former_names.add(self.full_name.lower())
        self.data.name = name

    def allow(self, who: Who, role: Role = Role.WRITE) -> None:
        self.data.roles[self.world.person(who).id] = role

    def token(self, **permissions: str) -> str:
        """A ``GITHUB_TOKEN`` with these permissions: ``token(contents="read", pull_requests="write")``."""
        named = {name.replace("_", "-"): level for name, level in permissions.items()}
        return self.world.tokens.for_installation(self.data, named).secret

    def read_only_token(self) -> str:
        """What a run for a pull request from a fork gets, whatever its workflow asks for."""
        return self.token(
            **dict.fromkeys(("actions", "checks", "contents", "issues", "pull_requests", "statuses"), "read")
        )

    def app_token(self, app: str, **permissions: str) -> str:
        """An installation token of an App, which unlike ``GITHUB_TOKEN`` may be let to read ``members``."""
        named = {name.replace("_", "-"): level for name, level in permissions.items()}
        return self.world.tokens.for_installation(self.data, named, self.world.bot(app).id).secret

    def label(self, name: str, color: str = "ededed", description: str | None = None) -> None:
        acts.create_label(self.world, self.data, name, color, description)

    def open_issue(self, who: Who, title: str, body: str = "") -> Conversation:
        issue = acts.new_issue(self.world, self.data, self.world.person(who).id, title, body)
        return Conversation(self.world, self.id, issue.number)

    def open_pull(
        self,
        who: Who,
        head: Repo | None = None,
        branch: str = "nomination",
        files: Files | None = None,
        *,
        title: str = "Nomination",
        body: str = "",
        draft: bool = False,
        base: str | None = None,
    ) -> PullRequest:
        """A pull request from ``branch`` of ``head`` (a fork of this repository, or itself), with ``files`` put in."""
        author, head = self.world.person(who), head or self
        head.commit(files or {}, title, branch=branch, by=author)
        target = base or self.data.default_branch
        issue = pulls.open_pull(self.world, self.data, author.id, head.data, branch, target, title, body, draft=draft)
        return PullRequest(self.world, self.id, issue.number)

    def pull(self, number: int) -> PullRequest:
        return PullRequest(self.world, self.id, number)

    def run(
        self, pull: PullRequest, event: str = "pull_request_review", name: str = "Signal", **more: str
    ) -> WorkflowRun:
        """A workflow run that a pull request caused, as ``workflow_run`` shows it: without the pull request."""
        state, data = self.world.state, pull.data
        run = WorkflowRun(
            state.new_id(),
            name,
            event,
            data.head_ref,
            data.head_sha,
            data.head_repository,
            pull.issue.author_id,
            state.tick(),
        )
        for key, value in more.items():
            setattr(run, key, value)
        self.data.runs[run.id] = run
        return run


@dataclass(frozen=True, slots=True)
class Conversation:
    """An issue."""

    world: GitHub
    repository_id: int
    number: int

    @property
    def repo(self) -> Repo:
        return Repo(self.world, self.repository_id)

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
        return Repo(self.world, self.data.head_repository)

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

    def push(self, files: Files, message: str = "Change", *, by: Who | None = None, force: bool = False) -> str:
        """A new commit on the head branch; ``force``: in place of its last one."""
        author = self.world.person(by) if by else Person(self.world, self.issue.author_id)
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
        raise NotImplementedError

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
    def data(self) -> Written:
        return next(comment for comment in self.conversation.issue.comments if comment.id == self.id)

    @property
    def node_id(self) -> str:
        return node_id("IssueComment", self.id)

    def delete(self) -> None:
        comments = self.conversation.issue.comments
        comments[:] = [comment for comment in comments if comment.id != self.id]


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
