"""What people wrote, as REST's JSON."""

from __future__ import annotations

from collections import Counter

from standin import acts, pulls
from standin.node_ids import node_id
from standin.rest.shapes import Json, Shapes, moment
from standin.state import Issue, IssueComment, Reaction, Repository, Review, ReviewComment, Thread, Written


class TalkShapes(Shapes):
    def comment(self, repository: Repository, issue: Issue, comment: IssueComment) -> Json:
        url = self.repository_url(repository)
        place = f"/{'pull' if issue.pull else 'issues'}/{issue.number}#issuecomment-{comment.id}"
        return self._written(repository, comment, "IssueComment") | {
            "url": f"{url}/issues/comments/{comment.id}",
            "html_url": self.html_url(repository, place),
            "issue_url": f"{url}/issues/{issue.number}",
            "reactions": self._rollup(f"{url}/issues/comments/{comment.id}/reactions", comment.reactions),
        }

    def review(self, repository: Repository, issue: Issue, review: Review) -> Json:
        place = f"/pull/{issue.number}#pullrequestreview-{review.id}"
        shape = self._written(repository, review, "PullRequestReview") | {
            "state": review.state,
            "commit_id": review.commit,
            "html_url": self.html_url(repository, place),
            "pull_request_url": f"{self.repository_url(repository)}/pulls/{issue.number}",
        }
        del shape["created_at"], shape["updated_at"]
        if review.submitted_at:
            shape["submitted_at"] = moment(review.submitted_at)
        return shape

    def remark(self, repository: Repository, issue: Issue, thread: Thread, remark: ReviewComment) -> Json:
        world, pull = self.call.world, pulls.pull_of(issue)
        line = pulls.line_now(world, pull, thread)
        change = next((c for c in pulls.files(world, pull) if c.path == thread.path), None)
        url = f"{self.repository_url(repository)}/pulls"
        shape = self._written(repository, remark, "PullRequestReviewComment") | {
            "url": f"{url}/comments/{remark.id}",
            "pull_request_url": f"{url}/{issue.number}",
            "html_url": self.html_url(repository, f"/pull/{issue.number}#discussion_r{remark.id}"),
            "pull_request_review_id": remark.review_id,
            "path": thread.path,
            "side": thread.side,
            "line": line,
            "original_line": thread.line,
            "start_line": line - thread.line + thread.start_line if line and thread.start_line else None,
            "original_start_line": thread.start_line,
            "start_side": thread.side if thread.start_line else None,
            "commit_id": pull.head_sha,
            "original_commit_id": thread.commit,
            "diff_hunk": change.patch or "" if change else "",
        }
        if remark.reply_to:
            shape["in_reply_to_id"] = remark.reply_to
        return shape

    def reaction(self, reaction: Reaction) -> Json:
        return {
            "id": reaction.id,
            "node_id": node_id("Reaction", reaction.id),
            "user": self.user_or_none(reaction.user_id),
            "content": reaction.content,
            "created_at": moment(reaction.created_at),
        }

    def _written(self, repository: Repository, written: Written, kind: str) -> Json:
        return {
            "id": written.id,
            "node_id": node_id(kind, written.id),
            "user": self.user_or_none(written.author_id)
            if kind != "PullRequestReviewComment"
            else self.user_or_ghost(written.author_id),
            "body": written.body,
            "created_at": moment(written.created_at),
            "updated_at": moment(written.updated_at),
            "author_association": self.call.world.state.association(repository, written.author_id),
        }

    def _rollup(self, url: str, reactions: list[Reaction]) -> Json:
        counts = Counter(reaction.content for reaction in reactions)
        return {"url": url, "total_count": len(reactions), **{name: counts[name] for name in acts.REACTIONS}}
