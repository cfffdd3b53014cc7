"""Our data as REST's JSON. What is not said here, ``openapi.Operation.complete`` adds, empty."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from standin import acts, pulls
from standin.diff import Change
from standin.node_ids import node_id
from standin.rest.routing import Call
from standin.state import (
    Issue,
    IssueComment,
    Label,
    Pull,
    Reaction,
    Repository,
    Review,
    ReviewComment,
    Role,
    Status,
    Thread,
    User,
    WorkflowRun,
    Written,
    rest_login,
)

Json = dict[str, object]


def moment(when: datetime | None) -> str | None:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when else None


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes for one caller at one address."""

    call: Call

    @property
    def html(self) -> str:
        return self.call.world.server_url

    def repository_url(self, repository: Repository) -> str:
        return f"{self.call.api}/repos/{self.call.world.state.full_name(repository)}"

    def html_url(self, repository: Repository, rest: str = "") -> str:
        return f"{self.html}/{self.call.world.state.full_name(repository)}{rest}"

    def user_or_none(self, user_id: int | None) -> Json | None:
        user = self.call.world.state.living(user_id) if user_id is not None else None
        return self.user(user) if user else None

    def user_or_ghost(self, user_id: int) -> Json:
        """Where GitHub's description allows no null, a deleted account shows as ``ghost``."""
        return self.user_or_none(user_id) or {"login": "ghost", "id": 10137, "type": "User", "url": ""}

    def user(self, user: User) -> Json:
        login = rest_login(user)
        return {
            "login": login,
            "id": user.id,
            "node_id": node_id(user.kind, user.id),
            "type": user.kind,
            "name": user.name,
            "url": f"{self.call.api}/users/{login}",
            "html_url": f"{self.html}/{'apps/' + user.login if user.kind == 'Bot' else login}",
            "avatar_url": f"{self.html}/avatars/{user.id}",
            "created_at": moment(user.created_at),
        }

    def repository(self, repository: Repository) -> Json:
        state = self.call.world.state
        url = self.repository_url(repository)
        role = state.role(repository, self.call.caller.id)
        shape: Json = {
            "id": repository.id,
            "node_id": node_id("Repository", repository.id),
            "name": repository.name,
            "full_name": state.full_name(repository),
            "owner": self.user(state.users[repository.owner_id]),
            "private": repository.private,
            "visibility": "private" if repository.private else "public",
            "fork": repository.parent_id is not None,
            "default_branch": repository.default_branch,
            "url": url,
            "html_url": self.html_url(repository),
            "created_at": moment(repository.created_at),
            "permissions": {
                "admin": role >= Role.ADMIN,
                "push": role >= Role.WRITE,
                "pull": role >= Role.READ,
                "triage": role >= Role.TRIAGE,
                "maintain": role >= Role.MAINTAIN,
            },
        }
        for name, rest in _LINKS.items():
            shape[f"{name}_url"] = f"{url}/{rest}"
        return shape

    def label(self, repository: Repository, label: Label) -> Json:
        return {
            "id": label.id,
            "node_id": node_id("Label", label.id),
            "url": f"{self.repository_url(repository)}/labels/{label.name}",
            "name": label.name,
            "color": label.color,
            "default": False,
            "description": label.description,
        }

    def labels(self, repository: Repository, issue: Issue) -> list[Json]:
        return [self.label(repository, repository.labels[name]) for name in issue.labels]

    def issue(self, repository: Repository, issue: Issue) -> Json:
        url = self.repository_url(repository)
        kind = "pull" if issue.pull else "issues"
        shape = self._conversation(repository, issue) | {
            "url": f"{url}/issues/{issue.number}",
            "repository_url": url,
            "html_url": self.html_url(repository, f"/{kind}/{issue.number}"),
            "comments": len(issue.comments),
            "assignees": [],
        }
        if issue.pull:
            pull_url = f"{url}/pulls/{issue.number}"
            shape["pull_request"] = {
                "url": pull_url,
                "html_url": shape["html_url"],
                "diff_url": None,
                "patch_url": None,
            }
        return shape

    def pull(self, repository: Repository, issue: Issue, pull: Pull) -> Json:
        """What a list says of a pull request."""
        url = f"{self.repository_url(repository)}/pulls/{issue.number}"
        head = self.call.world.state.repositories[pull.head_repository]
        base_label = f"{self.call.world.state.users[repository.owner_id].login}:{pull.base_ref}"
        return self._conversation(repository, issue) | {
            "id": pull.id,
            "node_id": node_id("PullRequest", pull.id),
            "url": url,
            "html_url": self.html_url(repository, f"/pull/{issue.number}"),
            "issue_url": f"{self.repository_url(repository)}/issues/{issue.number}",
            "draft": pull.draft,
            "merged_at": moment(pull.merged_at),
            "merge_commit_sha": pull.merge_commit,
            "head": self._end(pull.head_label, pull.head_ref, pull.head_sha, None if head.deleted else head),
            "base": self._end(base_label, pull.base_ref, pull.base_sha, repository),
            "requested_reviewers": [self.user_or_ghost(user_id) for user_id in pull.requested],
            "requested_teams": [],
            "assignees": [],
        }

    def whole_pull(self, repository: Repository, issue: Issue, pull: Pull) -> Json:
        """What a request for one pull request says of it."""
        world = self.call.world
        changed = pulls.files(world, pull)
        clash = None if issue.closed_at else pulls.conflicts(world, pull, pull.base_sha)
        mergeable = None if clash is None or not pull.mergeable_known else not clash
        return self.pull(repository, issue, pull) | {
            "merged": pull.merged_at is not None,
            "merged_by": self.user_or_none(pull.merged_by),
            "mergeable": mergeable,
            "mergeable_state": {None: "unknown", True: "clean", False: "dirty"}[mergeable],
            "comments": len(issue.comments),
            "review_comments": sum(len(thread.comments) for thread in pull.threads),
            "commits": len(pulls.commits(world, pull)),
            "changed_files": len(changed),
            "additions": sum(change.additions for change in changed),
            "deletions": sum(change.deletions for change in changed),
        }

    def file(self, repository: Repository, pull: Pull, change: Change) -> Json:
        shape: Json = {
            "sha": change.sha,
            "filename": change.path,
            "status": change.status,
            "additions": change.additions,
            "deletions": change.deletions,
            "changes": change.additions + change.deletions,
            "contents_url": f"{self.repository_url(repository)}/contents/{change.path}?ref={pull.head_sha}",
            "blob_url": self.html_url(repository, f"/blob/{pull.head_sha}/{change.path}"),
            "raw_url": self.html_url(repository, f"/raw/{pull.head_sha}/{change.path}"),
        }
        if change.patch is not None:
            shape["patch"] = change.patch
        if change.previous is not None:
            shape["previous_filename"] = change.previous
        return shape

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

    def status(self, repository: Repository, sha: str, status: Status) -> Json:
        return {
            "id": status.id,
            "node_id": node_id("StatusContext", status.id),
            "url": f"{self.repository_url(repository)}/statuses/{sha}",
            "avatar_url": f"{self.html}/avatars/{status.creator_id}",
            "state": status.state,
            "context": status.context,
            "description": status.description,
            "target_url": status.target_url,
            "creator": self.user_or_none(status.creator_id),
            "created_at": moment(status.created_at),
            "updated_at": moment(status.created_at),
        }

    def git_commit(self, repository: Repository, sha: str) -> Json:
        commit = self.call.world.objects.commit(sha)
        url = f"{self.repository_url(repository)}/git"
        author, committer = (
            {"name": who.name, "email": who.email, "date": moment(who.when)}
            for who in (commit.author, commit.committer)
        )
        return {
            "sha": sha,
            "node_id": node_id("Commit", sha),
            "url": f"{url}/commits/{sha}",
            "html_url": self.html_url(repository, f"/commit/{sha}"),
            "message": commit.message,
            "author": author,
            "committer": committer,
            "tree": {"sha": commit.tree, "url": f"{url}/trees/{commit.tree}"},
            "parents": [
                {
                    "sha": parent,
                    "url": f"{url}/commits/{parent}",
                    "html_url": self.html_url(repository, f"/commit/{parent}"),
                }
                for parent in commit.parents
            ],
            "verification": {"verified": False, "reason": "unsigned", "signature": None, "payload": None},
        }

    def commit(self, repository: Repository, sha: str) -> Json:
        """What the list of commits says: git's part inside GitHub's."""
        inner = self.git_commit(repository, sha)
        url = self.repository_url(repository)
        email = self.call.world.objects.commit(sha).author.email
        author = (
            self.user_or_none(_known_author(email)) if _known_author(email) in self.call.world.state.users else None
        )
        outer: Json = {
            "sha": sha,
            "node_id": inner["node_id"],
            "url": f"{url}/commits/{sha}",
            "html_url": inner["html_url"],
            "comments_url": f"{url}/commits/{sha}/comments",
            "author": author,
            "committer": author,
            "parents": inner["parents"],
        }
        kept = ("url", "message", "author", "committer", "tree", "verification")
        return outer | {"commit": {name: inner[name] for name in kept} | {"comment_count": 0}}

    def blob(self, repository: Repository, sha: str) -> Json:
        data = self.call.world.objects.blob(sha).data
        return {
            "sha": sha,
            "node_id": node_id("Blob", sha),
            "size": len(data),
            "url": f"{self.repository_url(repository)}/git/blobs/{sha}",
            "content": wrapped_base64(data),
            "encoding": "base64",
        }

    def run(self, repository: Repository, run: WorkflowRun) -> Json:
        head = self.call.world.state.repositories.get(run.head_repository or 0)
        url = f"{self.repository_url(repository)}/actions/runs/{run.id}"
        return {
            "id": run.id,
            "node_id": node_id("WorkflowRun", run.id),
            "name": run.name,
            "event": run.event,
            "status": run.status,
            "conclusion": run.conclusion,
            "head_branch": run.head_branch,
            "head_sha": run.head_sha,
            "run_number": 1,
            "url": url,
            "html_url": self.html_url(repository, f"/actions/runs/{run.id}"),
            "created_at": moment(run.created_at),
            "updated_at": moment(run.created_at),
            "actor": self.user_or_ghost(run.actor_id),
            "pull_requests": [],
            "head_commit": None,
            "repository": self.repository(repository),
            "head_repository": self.repository(head) if head and not head.deleted else None,
        }

    def _conversation(self, repository: Repository, issue: Issue) -> Json:
        return {
            "id": issue.id,
            "node_id": node_id("Issue", issue.id),
            "number": issue.number,
            "title": issue.title,
            "body": issue.body or None,
            "user": self.user_or_none(issue.author_id) if not issue.pull else self.user_or_ghost(issue.author_id),
            "state": "closed" if issue.closed_at else "open",
            "locked": False,
            "labels": self.labels(repository, issue),
            "created_at": moment(issue.created_at),
            "updated_at": moment(issue.updated_at),
            "closed_at": moment(issue.closed_at),
            "author_association": self.call.world.state.association(repository, issue.author_id),
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

    def _end(self, label: str, ref: str, sha: str, repository: Repository | None) -> Json:
        owner = self.user_or_none(repository.owner_id) if repository else None
        return {
            "label": label,
            "ref": ref,
            "sha": sha,
            "user": owner,
            "repo": self.repository(repository) if repository else None,
        }


def wrapped_base64(data: bytes) -> str:
    """Base64 in lines of 60, as GitHub writes it."""
    text = b64encode(data).decode()
    return "".join(f"{text[start : start + 60]}\n" for start in range(0, len(text), 60))


def _known_author(email: str) -> int:
    number, plus, _ = email.partition("+")
    return int(number) if plus and number.isdigit() else -1


_LINKS = {
    "commits": "commits{/sha}",
    "contents": "contents/{+path}",
    "issue_comment": "issues/comments{/number}",
    "issues": "issues{/number}",
    "labels": "labels{/name}",
    "pulls": "pulls{/number}",
    "statuses": "statuses/{sha}",
}
