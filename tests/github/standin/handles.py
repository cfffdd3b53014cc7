"""What a test holds in its hands: people and repositories (and ``conversations``).

A handle remembers only ids, so it stays good when the world is put back to an earlier moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from standin import acts, pulls
from standin.conversations import Conversation, PullRequest, Who
from standin.gitobjects import Files
from standin.refs import commit_of
from standin.state import Repository, Role, User, WorkflowRun

if TYPE_CHECKING:
    from standin.github import GitHub


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
        """The account goes, and its repositories with it."""
        self.data.deleted = True
        for repository in self.world.state.repositories.values():
            repository.deleted = repository.deleted or repository.owner_id == self.id

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
