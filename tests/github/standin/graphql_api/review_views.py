"""Reviews and their threads, through GraphQL."""

from __future__ import annotations

from dataclasses import dataclass

from standin import pulls
from standin.graphql_api.git_views import Commit
from standin.graphql_api.talk_views import WrittenView
from standin.graphql_api.views import Actor, Connection, Context, View, connection, moment
from standin.node_ids import node_id
from standin.permissions import writing
from standin.state import Issue, Repository, Role, Thread
from standin.state import Review as ReviewData
from standin.state import ReviewComment as RemarkData


@dataclass(frozen=True, slots=True)
class PullRequestReview(WrittenView):
    written: ReviewData

    @property
    def anchor(self) -> str:
        return f"pullrequestreview-{self.written.id}"

    @property
    def state(self) -> str:
        return self.written.state

    @property
    def submitted_at(self) -> str | None:
        return moment(self.written.submitted_at)

    @property
    def commit(self) -> Commit | None:
        known = self.ctx.world.objects.is_commit(self.written.commit)
        return Commit(self.ctx, self.repo, self.written.commit) if known else None

    @property
    def author_can_push_to_repository(self) -> bool:
        return self.ctx.world.state.role(self.repo, self.written.author_id) >= Role.WRITE

    def comments(self, **page: object) -> Connection:
        threads = self.issue.pull.threads if self.issue.pull else []
        found = [(thread, remark) for thread in threads for remark in thread.comments]
        own = [both for both in found if both[1].review_id == self.written.id]
        return connection([PullRequestReviewComment(self.ctx, self.repo, self.issue, r, t) for t, r in own], page)


@dataclass(frozen=True, slots=True)
class PullRequestReviewThread(View):
    ctx: Context
    repo: Repository
    issue: Issue
    thread: Thread
    subject_type: str = "LINE"

    @property
    def id(self) -> str:
        return node_id("PullRequestReviewThread", self.thread.id)

    @property
    def path(self) -> str:
        return self.thread.path

    @property
    def diff_side(self) -> str:
        return self.thread.side

    @property
    def line(self) -> int | None:
        return pulls.line_now(self.ctx.world, pulls.pull_of(self.issue), self.thread)

    @property
    def original_line(self) -> int:
        return self.thread.line

    @property
    def start_line(self) -> int | None:
        now, start = self.line, self.thread.start_line
        return now - self.thread.line + start if now and start else None

    @property
    def original_start_line(self) -> int | None:
        return self.thread.start_line

    @property
    def is_outdated(self) -> bool:
        return self.line is None

    @property
    def is_resolved(self) -> bool:
        return self.thread.resolved_by is not None

    @property
    def is_collapsed(self) -> bool:
        return self.is_resolved or self.is_outdated

    @property
    def resolved_by(self) -> Actor | None:
        return self.ctx.person(self.thread.resolved_by)

    @property
    def viewer_can_resolve(self) -> bool:
        return not self.is_resolved and self.ctx.caller.may(self.repo, writing("contents"))

    def comments(self, **page: object) -> Connection:
        found = [
            PullRequestReviewComment(self.ctx, self.repo, self.issue, r, self.thread) for r in self.thread.comments
        ]
        return connection(found, page)


@dataclass(frozen=True, slots=True)
class PullRequestReviewComment(WrittenView):
    written: RemarkData
    thread: Thread
    subject_type: str = "LINE"

    @property
    def anchor(self) -> str:
        return f"discussion_r{self.written.id}"

    @property
    def _thread(self) -> PullRequestReviewThread:
        return PullRequestReviewThread(self.ctx, self.repo, self.issue, self.thread)

    @property
    def path(self) -> str:
        return self.thread.path

    @property
    def line(self) -> int | None:
        return self._thread.line

    @property
    def original_line(self) -> int:
        return self.thread.line

    @property
    def start_line(self) -> int | None:
        return self._thread.start_line

    @property
    def outdated(self) -> bool:
        return self._thread.is_outdated

    @property
    def original_commit(self) -> Commit:
        return Commit(self.ctx, self.repo, self.thread.commit)

    @property
    def _review(self) -> ReviewData:
        return next(r for r in pulls.pull_of(self.issue).reviews if r.id == self.written.review_id)

    @property
    def state(self) -> str:
        return "PENDING" if self._review.state == "PENDING" else "SUBMITTED"

    @property
    def pull_request_review(self) -> PullRequestReview:
        return PullRequestReview(self.ctx, self.repo, self.issue, self._review)
