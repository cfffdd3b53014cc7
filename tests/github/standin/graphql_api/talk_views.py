"""What people wrote about a pull request, through GraphQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standin.acts import REACTIONS
from standin.graphql_api.git_views import Commit
from standin.graphql_api.views import Actor, Connection, Context, View, connection, moment
from standin.node_ids import node_id
from standin.permissions import writing
from standin.state import Edit, Event, Issue, Reaction, Repository, Written
from standin.state import IssueComment as CommentData

if TYPE_CHECKING:
    from standin.graphql_api.pull_views import PullRequest


@dataclass(frozen=True, slots=True)
class WrittenView(View):
    """What every text has: an author, times, edits, reactions, and perhaps a reason to hide it."""

    ctx: Context
    repo: Repository
    issue: Issue
    written: Written

    @property
    def id(self) -> str:
        return node_id(self.typename, self.written.id)

    @property
    def database_id(self) -> int:
        return self.written.id

    @property
    def full_database_id(self) -> str:
        return str(self.written.id)

    @property
    def author(self) -> Actor | None:
        return self.ctx.actor(self.written.author_id)

    @property
    def author_association(self) -> str:
        return self.ctx.world.state.association(self.repo, self.written.author_id)

    @property
    def viewer_did_author(self) -> bool:
        return self.written.author_id == self.ctx.caller.id

    @property
    def viewer_can_update(self) -> bool:
        return self.viewer_did_author or self.ctx.caller.may(self.repo, writing("issues", "pull-requests"))

    @property
    def body(self) -> str:
        return self.written.body

    @property
    def created_at(self) -> str | None:
        return moment(self.written.created_at)

    @property
    def published_at(self) -> str | None:
        return moment(self.written.created_at)

    @property
    def updated_at(self) -> str | None:
        return moment(self.written.updated_at)

    @property
    def last_edited_at(self) -> str | None:
        return moment(self.written.edits[-1].at) if self.written.edits else None

    @property
    def editor(self) -> Actor | None:
        return self.ctx.actor(self.written.edits[-1].editor_id) if self.written.edits else None

    @property
    def includes_created_edit(self) -> bool:
        return bool(self.written.edits)

    def user_content_edits(self, **page: object) -> Connection | None:
        """Newest first; none when the text was never edited."""
        return edits(self.ctx, self.written.edits, page)

    @property
    def is_minimized(self) -> bool:
        return self.written.minimized is not None

    @property
    def minimized_reason(self) -> str | None:
        return self.written.minimized

    def reactions(self, content: str | None = None, **page: object) -> Connection:
        found = [
            ReactionView(self.ctx, reaction)
            for reaction in self.written.reactions
            if content in (None, REACTIONS[reaction.content])
        ]
        return connection(found, page)

    @property
    def reaction_groups(self) -> list[ReactionGroup]:
        """One for each kind, used or not."""
        return [ReactionGroup(self.ctx, rest, self.written.reactions) for rest in REACTIONS]

    @property
    def pull_request(self) -> PullRequest | None:
        from standin.graphql_api.pull_views import PullRequest

        return PullRequest(self.ctx, self.repo, self.issue, self.issue.pull) if self.issue.pull else None

    @property
    def resource_path(self) -> str:
        return f"/{self.ctx.world.state.full_name(self.repo)}/pull/{self.issue.number}#{self.anchor}"

    @property
    def url(self) -> str:
        return self.ctx.world.server_url + self.resource_path

    @property
    def anchor(self) -> str:
        raise NotImplementedError  # this is only the base: each kind of text has an anchor of its own


def edits(ctx: Context, known: Sequence[Edit], page: dict[str, object]) -> Connection | None:
    return connection([ContentEdit(ctx, edit) for edit in reversed(known)], page) if known else None


@dataclass(frozen=True, slots=True)
class ContentEdit(View):
    ctx: Context
    edit: Edit
    deleted_at: None = None
    deleted_by: None = None

    @property
    def id(self) -> str:
        return node_id("UserContentEdit", self.edit.id)

    @property
    def created_at(self) -> str | None:
        return moment(self.edit.at)

    @property
    def edited_at(self) -> str | None:
        return moment(self.edit.at)

    @property
    def editor(self) -> Actor | None:
        return self.ctx.actor(self.edit.editor_id)

    @property
    def diff(self) -> str:
        return self.edit.body


@dataclass(frozen=True, slots=True)
class ReactionView(View):
    ctx: Context
    reaction: Reaction

    @property
    def typename(self) -> str:
        return "Reaction"

    @property
    def id(self) -> str:
        return node_id("Reaction", self.reaction.id)

    @property
    def database_id(self) -> int:
        return self.reaction.id

    @property
    def content(self) -> str:
        return REACTIONS[self.reaction.content]

    @property
    def created_at(self) -> str | None:
        return moment(self.reaction.created_at)

    @property
    def user(self) -> Actor | None:
        return self.ctx.person(self.reaction.user_id)


@dataclass(frozen=True, slots=True)
class ReactionGroup(View):
    ctx: Context
    rest_content: str
    all: Sequence[Reaction]

    @property
    def content(self) -> str:
        return REACTIONS[self.rest_content]

    @property
    def _own(self) -> list[Reaction]:
        return [reaction for reaction in self.all if reaction.content == self.rest_content]

    @property
    def viewer_has_reacted(self) -> bool:
        return any(reaction.user_id == self.ctx.caller.id for reaction in self._own)

    def reactors(self, **page: object) -> Connection:
        return connection([self.ctx.actor(reaction.user_id) for reaction in self._own], page)


@dataclass(frozen=True, slots=True)
class IssueComment(WrittenView):
    written: CommentData

    @property
    def anchor(self) -> str:
        return f"issuecomment-{self.written.id}"


@dataclass(frozen=True, slots=True)
class EventView(View):
    ctx: Context
    repo: Repository
    issue: Issue
    event: Event

    @property
    def typename(self) -> str:
        return self.event.kind

    @property
    def id(self) -> str:
        return node_id("Event", self.event.id)

    @property
    def actor(self) -> Actor | None:
        return self.ctx.actor(self.event.actor_id)

    @property
    def created_at(self) -> str | None:
        return moment(self.event.at)

    @property
    def requested_reviewer(self) -> Actor | None:
        return self.ctx.actor(int(self.event.after))

    @property
    def previous_ref_name(self) -> str:
        return self.event.before

    @property
    def current_ref_name(self) -> str:
        return self.event.after

    @property
    def deleted_comment_author(self) -> Actor | None:
        return self.ctx.actor(int(self.event.after))

    @property
    def before_commit(self) -> Commit | None:
        return Commit(self.ctx, self.repo, self.event.before) if self.event.before else None

    @property
    def after_commit(self) -> Commit | None:
        return Commit(self.ctx, self.repo, self.event.after) if self.event.after else None
