"""Repositories and what one finds in them, through GraphQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from standin.graphql_api.git_views import GitObject, Ref, git_object
from standin.graphql_api.pull_views import TALK, Label, PullRequest
from standin.graphql_api.views import Actor, Connection, Context, FieldError, Page, View, connection, moment
from standin.node_ids import node_id
from standin.refs import commit_of
from standin.state import Repository as RepositoryData
from standin.state import Role


@dataclass(frozen=True, slots=True)
class MergeQueueEntry(View):
    ctx: Context
    repo: RepositoryData
    place: int

    @property
    def position(self) -> int:
        return self.place + 1

    @property
    def pull_request(self) -> PullRequest:
        return Repository(self.ctx, self.repo).pull_request(self.repo.queue[self.place][0])

    @property
    def head_commit(self) -> GitObject | None:
        oid = self.repo.queue[self.place][1]
        return git_object(self.ctx, self.repo, oid) if oid else None


@dataclass(frozen=True, slots=True)
class MergeQueue(View):
    ctx: Context
    repo: RepositoryData

    def entries(self, **page: Page) -> Connection:
        places = range(len(self.repo.queue))
        return connection([MergeQueueEntry(self.ctx, self.repo, place) for place in places], page)


@dataclass(frozen=True, slots=True)
class Repository(View):
    ctx: Context
    repo: RepositoryData
    merge_commit_allowed: bool = True
    squash_merge_allowed: bool = True

    @property
    def id(self) -> str:
        return node_id("Repository", self.repo.id)

    @property
    def database_id(self) -> int:
        return self.repo.id

    @property
    def name(self) -> str:
        return self.repo.name

    @property
    def name_with_owner(self) -> str:
        return self.ctx.world.state.full_name(self.repo)

    @property
    def owner(self) -> Actor | None:
        return self.ctx.actor(self.repo.owner_id)

    @property
    def url(self) -> str:
        return f"{self.ctx.world.server_url}/{self.name_with_owner}"

    @property
    def created_at(self) -> str | None:
        return moment(self.repo.created_at)

    @property
    def is_private(self) -> bool:
        return self.repo.private

    @property
    def is_fork(self) -> bool:
        return self.repo.parent_id is not None

    @property
    def parent(self) -> Repository | None:
        parent = self.ctx.world.state.repositories.get(self.repo.parent_id or 0)
        return Repository(self.ctx, parent) if parent else None

    @property
    def viewer_permission(self) -> str | None:
        role = self.ctx.world.state.role(self.repo, self.ctx.caller.id)
        return role.name if role > Role.NONE else None

    @property
    def default_branch_ref(self) -> Ref | None:
        return self.ref(f"refs/heads/{self.repo.default_branch}")

    def ref(self, qualified_name: str) -> Ref | None:
        for name in (qualified_name, f"refs/heads/{qualified_name}", f"refs/tags/{qualified_name}"):
            if name in self.repo.refs:
                return Ref(self.ctx, self.repo, name)
        return None

    def object(self, expression: str | None = None, oid: str | None = None) -> GitObject | None:
        """By name, or by git's way of saying "this path at that commit"."""
        self.ctx.require_reading(self.repo, "contents")
        if oid is not None:
            return git_object(self.ctx, self.repo, oid)
        revision, colon, path = (expression or "").partition(":")
        commit = commit_of(self.ctx.world, self.repo, revision)
        if commit is None:
            return git_object(self.ctx, self.repo, revision) if not colon else None
        if not colon:
            return git_object(self.ctx, self.repo, commit)
        leaf = self.ctx.world.objects.at(self.ctx.world.objects.commit(commit).tree, path.rstrip("/"))
        return git_object(self.ctx, self.repo, leaf.sha) if leaf else None

    def merge_queue(self, branch: str | None = None) -> MergeQueue | None:
        self.ctx.require_reading(self.repo, "pull-requests")
        here = branch in (None, self.repo.default_branch)
        return MergeQueue(self.ctx, self.repo) if here and self.repo.queue else None

    def label(self, name: str) -> Label | None:
        self.ctx.require_reading(self.repo, *TALK)
        found = self.repo.labels.get(name.lower())
        return Label(self.ctx, found) if found else None

    def labels(self, order_by: Mapping[str, str] | None = None, **page: Page) -> Connection:
        self.ctx.require_reading(self.repo, *TALK)
        return connection([Label(self.ctx, label) for label in self.repo.labels.values()], page)

    def assignable_users(self, query: str | None = None, **page: Page) -> Connection:
        """People with access. ``query`` matches parts of names; that it does so at the front alone is assumed."""
        users = self.ctx.world.state.users.values()
        found = [
            Actor(self.ctx, user)
            for user in users
            if user.kind == "User"
            and self.ctx.world.state.is_collaborator(self.repo, user.id)
            and user.login.lower().startswith((query or "").lower())
        ]
        return connection(found, page)

    def pull_request(self, number: int) -> PullRequest:
        self.ctx.require_reading(self.repo, "pull-requests")
        issue = self.repo.issues.get(number)
        if issue is None or issue.pull is None:
            raise FieldError("NOT_FOUND", f"Could not resolve to a PullRequest with the number of {number}.")
        return PullRequest(self.ctx, self.repo, issue, issue.pull)

    def pull_requests(
        self,
        states: Sequence[str] | None = None,
        base_ref_name: str | None = None,
        head_ref_name: str | None = None,
        labels: Sequence[str] | None = None,
        order_by: Mapping[str, str] | None = None,
        **page: Page,
    ) -> Connection:
        self.ctx.require_reading(self.repo, "pull-requests")
        wanted = {name.lower() for name in labels} if labels is not None else None
        found = [
            shown
            for shown in (PullRequest(self.ctx, self.repo, issue, pull) for issue, pull in self.repo.pulls)
            if (states is None or shown.state in states)
            and base_ref_name in (None, shown.base_ref_name)
            and head_ref_name in (None, shown.head_ref_name)
            and (wanted is None or wanted.intersection(shown.issue.labels))
        ]
        if order_by:
            by = "updated_at" if order_by["field"] == "UPDATED_AT" else "created_at"
            found.sort(key=lambda shown: getattr(shown.issue, by), reverse=order_by["direction"] == "DESC")
        return connection(found, page)
