"""Git's objects and the statuses of a commit, through GraphQL."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from standin import acts
from standin.diff import is_binary
from standin.gitobjects import Blob as BlobObject
from standin.gitobjects import Commit as CommitObject
from standin.gitobjects import Leaf, Signature
from standin.graphql_api.views import Actor, Connection, Context, View, connection, moment
from standin.node_ids import node_id
from standin.state import Repository, Status

MAX_TEXT = 512_000
"""Bytes from which on a blob's ``text`` is cut and ``isTruncated`` (assumed; GitHub names no number)."""


@dataclass(frozen=True, slots=True)
class GitObject(View):
    ctx: Context
    repo: Repository
    oid: str

    @property
    def id(self) -> str:
        return node_id(self.typename, self.oid)

    @property
    def abbreviated_oid(self) -> str:
        return self.oid[:7]

    @property
    def commit_url(self) -> str:
        world = self.ctx.world
        return f"{world.server_url}/{world.state.full_name(self.repo)}/commit/{self.oid}"


def git_object(context: Context, repo: Repository, sha: str) -> GitObject | None:
    match context.world.objects.get(sha):
        case None:
            return None
        case BlobObject():
            return Blob(context, repo, sha)
        case CommitObject():
            return Commit(context, repo, sha)
    return Tree(context, repo, sha)


class Blob(GitObject):
    @property
    def _data(self) -> bytes:
        return self.ctx.world.objects.blob(self.oid).data

    @property
    def byte_size(self) -> int:
        return len(self._data)

    @property
    def is_binary(self) -> bool:
        return is_binary(self._data)

    @property
    def is_truncated(self) -> bool:
        return not self.is_binary and len(self._data) > MAX_TEXT

    @property
    def text(self) -> str | None:
        """GitHub shows bytes that are not UTF-8 as it can, and binary data not at all."""
        return None if self.is_binary else self._data[:MAX_TEXT].decode(errors="replace")


class Tree(GitObject):
    @property
    def entries(self) -> list[TreeEntry]:
        inside = self.ctx.world.objects.tree(self.oid).entries
        return [TreeEntry(self.ctx, self.repo, name, leaf) for name, leaf in inside.items()]


@dataclass(frozen=True, slots=True)
class TreeEntry(View):
    """``mode`` is a whole number: 33188 is 0o100644."""

    ctx: Context
    repo: Repository
    path: str
    leaf: Leaf

    @property
    def name(self) -> str:
        return posixpath.basename(self.path)

    @property
    def mode(self) -> int:
        return int(self.leaf.mode, 8)

    @property
    def type(self) -> str:
        return self.leaf.mode.kind

    @property
    def oid(self) -> str:
        return self.leaf.sha

    @property
    def extension(self) -> str:
        return posixpath.splitext(self.name)[1]

    @property
    def size(self) -> int:
        return len(self.ctx.world.objects.blob(self.leaf.sha).data) if self.type == "blob" else 0

    @property
    def object(self) -> GitObject | None:
        return git_object(self.ctx, self.repo, self.leaf.sha)


@dataclass(frozen=True, slots=True)
class GitActor(View):
    ctx: Context
    signature: Signature

    @property
    def name(self) -> str:
        return self.signature.name

    @property
    def email(self) -> str:
        return self.signature.email

    @property
    def date(self) -> str | None:
        return moment(self.signature.when)

    @property
    def user(self) -> Actor | None:
        number = self.signature.email.partition("+")[0]
        known = number.isdigit() and int(number) in self.ctx.world.state.users
        return self.ctx.person(int(number)) if known else None


class Commit(GitObject):
    @property
    def _commit(self) -> CommitObject:
        return self.ctx.world.objects.commit(self.oid)

    @property
    def url(self) -> str:
        return self.commit_url

    @property
    def message(self) -> str:
        return self._commit.message

    @property
    def message_headline(self) -> str:
        return self._commit.message.partition("\n")[0]

    @property
    def author(self) -> GitActor:
        return GitActor(self.ctx, self._commit.author)

    @property
    def committer(self) -> GitActor:
        return GitActor(self.ctx, self._commit.committer)

    @property
    def authored_date(self) -> str | None:
        return moment(self._commit.author.when)

    @property
    def committed_date(self) -> str | None:
        return moment(self._commit.committer.when)

    @property
    def tree(self) -> Tree:
        return Tree(self.ctx, self.repo, self._commit.tree)

    def file(self, path: str) -> TreeEntry | None:
        leaf = self.ctx.world.objects.at(self._commit.tree, path)
        return TreeEntry(self.ctx, self.repo, path, leaf) if leaf and path else None

    def parents(self, **page: object) -> Connection:
        return connection([Commit(self.ctx, self.repo, sha) for sha in self._commit.parents], page)

    def history(self, path: str | None = None, **page: object) -> Connection:
        objects = self.ctx.world.objects
        found = objects.history(self.oid)
        if path is not None:
            leaves = [objects.at(objects.commit(sha).tree, path) for sha in found]
            after = [*leaves[1:], None]
            found = [sha for sha, leaf, before in zip(found, leaves, after, strict=True) if leaf != before]
        return connection([Commit(self.ctx, self.repo, sha) for sha in found], page)

    @property
    def status(self) -> CommitStatus | None:
        self.ctx.require_reading(self.repo, "statuses")
        return CommitStatus(self.ctx, self.repo, self.oid) if self.repo.statuses.get(self.oid) else None

    @property
    def status_check_rollup(self) -> StatusCheckRollup | None:
        """Statuses and checks in one: an integration must be let to read both."""
        self.ctx.require_reading(self.repo, "statuses")
        self.ctx.require_reading(self.repo, "checks")
        return StatusCheckRollup(self.ctx, self.repo, self.oid) if self.repo.statuses.get(self.oid) else None


@dataclass(frozen=True, slots=True)
class _Statuses(View):
    ctx: Context
    repo: Repository
    oid: str

    @property
    def id(self) -> str:
        return node_id("StatusContext", self.oid)

    @property
    def commit(self) -> Commit:
        return Commit(self.ctx, self.repo, self.oid)

    @property
    def state(self) -> str:
        return acts.combined_state(self._latest).upper()

    @property
    def _latest(self) -> list[Status]:
        return acts.latest_statuses(self.repo, self.oid)

    def _all(self) -> list[StatusContext]:
        return [StatusContext(self.ctx, self.repo, self.oid, status) for status in self._latest]


class CommitStatus(_Statuses):
    @property
    def typename(self) -> str:
        return "Status"

    @property
    def contexts(self) -> list[StatusContext]:
        return self._all()

    def context(self, name: str) -> StatusContext | None:
        return next((shown for shown in self._all() if shown.status.context.lower() == name.lower()), None)


class StatusCheckRollup(_Statuses):
    def contexts(self, **page: object) -> Connection:
        return connection(self._all(), page)


@dataclass(frozen=True, slots=True)
class StatusContext(View):
    ctx: Context
    repo: Repository
    oid: str
    status: Status

    @property
    def id(self) -> str:
        return node_id("StatusContext", self.status.id)

    @property
    def context(self) -> str:
        return self.status.context

    @property
    def state(self) -> str:
        return self.status.state.upper()

    @property
    def description(self) -> str | None:
        return self.status.description

    @property
    def target_url(self) -> str | None:
        return self.status.target_url

    @property
    def created_at(self) -> str | None:
        return moment(self.status.created_at)

    @property
    def creator(self) -> Actor | None:
        return self.ctx.actor(self.status.creator_id)

    @property
    def commit(self) -> Commit:
        return Commit(self.ctx, self.repo, self.oid)


@dataclass(frozen=True, slots=True)
class Ref(View):
    ctx: Context
    repo: Repository
    full_name: str

    @property
    def id(self) -> str:
        return node_id("Ref", f"{self.repo.id}:{self.full_name}")

    @property
    def prefix(self) -> str:
        return "/".join(self.full_name.split("/")[:2]) + "/"

    @property
    def name(self) -> str:
        return self.full_name.removeprefix(self.prefix)

    @property
    def target(self) -> GitObject | None:
        return git_object(self.ctx, self.repo, self.repo.refs[self.full_name])
