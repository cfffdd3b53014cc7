"""Pull requests, through GraphQL."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from standin import pulls
from standin.diff import Change
from standin.graphql_api.git_views import Commit, Ref, StatusCheckRollup
from standin.graphql_api.review_views import PullRequestReview, PullRequestReviewThread
from standin.graphql_api.talk_views import EventView, IssueComment, edits
from standin.graphql_api.views import Actor, Connection, Context, View, connection, moment
from standin.node_ids import node_id
from standin.state import Issue, Pull
from standin.state import Label as LabelData
from standin.state import Repository as RepositoryData
from standin.state import Review as ReviewData
from standin.world import NotModelledError

if TYPE_CHECKING:
    from standin.graphql_api.repository_views import Repository

TALK = ("issues", "pull-requests")
CHANGE_TYPES = {"removed": "DELETED"}


@dataclass(frozen=True, slots=True)
class Label(View):
    ctx: Context
    label: LabelData
    is_default: bool = False

    @property
    def id(self) -> str:
        return node_id("Label", self.label.id)

    @property
    def name(self) -> str:
        return self.label.name

    @property
    def color(self) -> str:
        return self.label.color

    @property
    def description(self) -> str | None:
        return self.label.description


@dataclass(frozen=True, slots=True)
class PullRequestChangedFile(View):
    change: Change

    @property
    def path(self) -> str:
        return self.change.path

    @property
    def additions(self) -> int:
        return self.change.additions

    @property
    def deletions(self) -> int:
        return self.change.deletions

    @property
    def change_type(self) -> str:
        """The schema has no place for a renamed file's former path."""
        return CHANGE_TYPES.get(self.change.status, self.change.status.upper())


@dataclass(frozen=True, slots=True)
class PullRequestCommit(View):
    commit: Commit

    @property
    def id(self) -> str:
        return node_id("Commit", f"pull:{self.commit.oid}")


@dataclass(frozen=True, slots=True)
class ReviewRequest(View):
    requested_reviewer: Actor | None
    as_code_owner: bool = False


@dataclass(frozen=True, slots=True)
class PullRequest(View):
    ctx: Context
    repo: RepositoryData
    issue: Issue
    pull: Pull
    locked: bool = False

    @property
    def id(self) -> str:
        return node_id("PullRequest", self.pull.id)

    @property
    def database_id(self) -> int:
        return self.pull.id

    @property
    def full_database_id(self) -> str:
        return str(self.pull.id)

    @property
    def number(self) -> int:
        return self.issue.number

    @property
    def title(self) -> str:
        return self.issue.title

    @property
    def body(self) -> str:
        return self.issue.body

    @property
    def resource_path(self) -> str:
        return f"/{self.ctx.world.state.full_name(self.repo)}/pull/{self.number}"

    @property
    def url(self) -> str:
        return self.ctx.world.server_url + self.resource_path

    @property
    def is_in_merge_queue(self) -> bool:
        return self.issue.number in dict(self.repo.queue)

    @property
    def is_draft(self) -> bool:
        return self.pull.draft

    @property
    def state(self) -> str:
        return "MERGED" if self.pull.merged_at else "CLOSED" if self.issue.closed_at else "OPEN"

    @property
    def closed(self) -> bool:
        return self.issue.closed_at is not None

    @property
    def merged(self) -> bool:
        return self.pull.merged_at is not None

    @property
    def created_at(self) -> str | None:
        return moment(self.issue.created_at)

    @property
    def updated_at(self) -> str | None:
        return moment(self.issue.updated_at)

    @property
    def closed_at(self) -> str | None:
        return moment(self.issue.closed_at)

    @property
    def merged_at(self) -> str | None:
        return moment(self.pull.merged_at)

    @property
    def last_edited_at(self) -> str | None:
        return moment(self.issue.edits[-1].at) if self.issue.edits else None

    @property
    def editor(self) -> Actor | None:
        return self.ctx.actor(self.issue.edits[-1].editor_id) if self.issue.edits else None

    def user_content_edits(self, **page: object) -> Connection | None:
        return edits(self.ctx, self.issue.edits, page)

    @property
    def author(self) -> Actor | None:
        return self.ctx.actor(self.issue.author_id)

    @property
    def author_association(self) -> str:
        return self.ctx.world.state.association(self.repo, self.issue.author_id)

    @property
    def viewer_did_author(self) -> bool:
        return self.issue.author_id == self.ctx.caller.id

    @property
    def merged_by(self) -> Actor | None:
        return self.ctx.actor(self.pull.merged_by)

    @property
    def merge_commit(self) -> Commit | None:
        return Commit(self.ctx, self.repo, self.pull.merge_commit) if self.pull.merge_commit else None

    @property
    def mergeable(self) -> str:
        known = pulls.mergeable(self.ctx.world, self.repo, self.issue)
        return {None: "UNKNOWN", True: "MERGEABLE", False: "CONFLICTING"}[known]

    @property
    def head_ref_name(self) -> str:
        return self.pull.head_ref

    @property
    def head_ref_oid(self) -> str:
        return self.pull.head_sha

    @property
    def _head(self) -> RepositoryData | None:
        found = self.ctx.world.state.repositories[self.pull.head_repository]
        return None if found.deleted else found

    @property
    def head_repository(self) -> Repository | None:
        return _shown_repository(self.ctx, self._head) if self._head else None

    @property
    def head_repository_owner(self) -> Actor | None:
        return self.ctx.actor(self._head.owner_id) if self._head else None

    @property
    def head_ref(self) -> Ref | None:
        name = f"refs/heads/{self.pull.head_ref}"
        return Ref(self.ctx, self._head, name) if self._head and name in self._head.refs else None

    @property
    def is_cross_repository(self) -> bool:
        return self.pull.head_repository != self.repo.id

    @property
    def base_ref_name(self) -> str:
        return self.pull.base_ref

    @property
    def base_ref_oid(self) -> str:
        return self.pull.base_sha

    @property
    def base_ref(self) -> Ref | None:
        name = f"refs/heads/{self.pull.base_ref}"
        return Ref(self.ctx, self.repo, name) if name in self.repo.refs else None

    @property
    def base_repository(self) -> Repository:
        return _shown_repository(self.ctx, self.repo)

    @property
    def repository(self) -> Repository:
        return _shown_repository(self.ctx, self.repo)

    def labels(self, order_by: object = None, **page: object) -> Connection:
        return connection([Label(self.ctx, self.repo.labels[name]) for name in self.issue.labels], page)

    def _shown(self, reviews: Sequence[ReviewData]) -> list[PullRequestReview]:
        me = self.ctx.caller.id
        seen = [review for review in reviews if review.state != "PENDING" or review.author_id == me]
        return [PullRequestReview(self.ctx, self.repo, self.issue, review) for review in seen]

    def reviews(self, states: Sequence[str] | None = None, author: str | None = None, **page: object) -> Connection:
        found = self._shown(self.pull.reviews)
        if states is not None:
            found = [review for review in found if review.state in states]
        if author is not None:
            found = [review for review in found if review.author and review.author.login.lower() == author.lower()]
        return connection(found, page)

    def latest_opinionated_reviews(self, *, writers_only: bool = False, **page: object) -> Connection:
        opinions = [r for r in self.pull.reviews if r.state in {"APPROVED", "CHANGES_REQUESTED", "DISMISSED"}]
        latest = {review.author_id: review for review in opinions}
        found = self._shown(list(latest.values()))
        return connection([r for r in found if r.author_can_push_to_repository or not writers_only], page)

    def comments(self, order_by: Mapping[str, str] | None = None, **page: object) -> Connection:
        self.ctx.require_reading(self.repo, *TALK)
        found = [IssueComment(self.ctx, self.repo, self.issue, comment) for comment in self.issue.comments]
        if order_by:
            found.sort(key=lambda shown: shown.written.updated_at, reverse=order_by["direction"] == "DESC")
        return connection(found, page)

    @property
    def total_comments_count(self) -> int:
        return len(self.issue.comments) + sum(len(thread.comments) for thread in self.pull.threads)

    def review_threads(self, **page: object) -> Connection:
        seen = {review.written.id for review in self._shown(self.pull.reviews)}
        threads = [thread for thread in self.pull.threads if thread.comments[0].review_id in seen]
        return connection([PullRequestReviewThread(self.ctx, self.repo, self.issue, t) for t in threads], page)

    def files(self, **page: object) -> Connection:
        return connection([PullRequestChangedFile(c) for c in pulls.files(self.ctx.world, self.pull)], page)

    @property
    def changed_files(self) -> int:
        return len(pulls.files(self.ctx.world, self.pull))

    def commits(self, **page: object) -> Connection:
        shas = pulls.commits(self.ctx.world, self.pull)[:250]
        return connection([PullRequestCommit(Commit(self.ctx, self.repo, sha)) for sha in shas], page)

    @property
    def status_check_rollup(self) -> StatusCheckRollup | None:
        return Commit(self.ctx, self.repo, self.pull.head_sha).status_check_rollup

    def review_requests(self, **page: object) -> Connection:
        return connection([ReviewRequest(self.ctx.actor(user_id)) for user_id in self.pull.requested], page)

    def timeline_items(self, item_types: Sequence[str] | None = None, **page: object) -> Connection:
        """Events only: a query must name the types it wants, and comments and reviews are not among them."""
        if item_types is None or not all(name.endswith("_EVENT") for name in item_types):
            raise NotModelledError(f"time line items {item_types}")
        found = [e for e in self.issue.events if re.sub(r"(?<=[a-z])(?=[A-Z])", "_", e.kind).upper() in item_types]
        return connection([EventView(self.ctx, self.repo, self.issue, event) for event in found], page)


def _shown_repository(ctx: Context, repo: RepositoryData) -> Repository:
    from standin.graphql_api.repository_views import Repository

    return Repository(ctx, repo)
