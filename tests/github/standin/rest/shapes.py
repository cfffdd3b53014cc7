"""People, repositories and conversations as REST's JSON.

What is not said here, ``openapi.Operation.complete`` adds, empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from standin import pulls
from standin.diff import Change
from standin.node_ids import node_id
from standin.rest.routing import Call
from standin.state import (
    Issue,
    Label,
    Pull,
    Repository,
    Role,
    User,
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
            "url": f"{self.call.api}/users/{login}",
            "html_url": f"{self.html}/{'apps/' + user.login if user.kind == 'Bot' else login}",
            "avatar_url": f"{self.html}/avatars/{user.id}",
        }

    def profile(self, user: User) -> Json:
        """What a request for the account itself says of it."""
        return self.user(user) | {"name": user.name, "created_at": moment(user.created_at)}

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
            "has_pages": bool(repository.pages),
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
            page = str(shape["html_url"])
            shape["pull_request"] = {
                "url": f"{url}/pulls/{issue.number}",
                "html_url": page,
                "diff_url": f"{page}.diff",
                "patch_url": f"{page}.patch",
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
            "head": self._end(pull.head_label, pull.head_ref, pull.head_sha, head),
            "base": self._end(base_label, pull.base_ref, pull.base_sha, repository),
            "requested_reviewers": [self.user_or_ghost(user_id) for user_id in pull.requested],
            "requested_teams": [],
            "assignees": [],
        }

    def whole_pull(self, repository: Repository, issue: Issue, pull: Pull) -> Json:
        """What a request for one pull request says of it."""
        world = self.call.world
        changed = pulls.files(world, pull)
        mergeable = pulls.mergeable(world, repository, issue)
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

    def _end(self, label: str, ref: str, sha: str, repository: Repository) -> Json:
        """The head or the base; of a deleted fork GitHub still knows whose it was."""
        return {
            "label": label,
            "ref": ref,
            "sha": sha,
            "user": self.user_or_none(repository.owner_id),
            "repo": None if repository.deleted else self.repository(repository),
        }


_LINKS = {
    "commits": "commits{/sha}",
    "contents": "contents/{+path}",
    "issue_comment": "issues/comments{/number}",
    "issues": "issues{/number}",
    "labels": "labels{/name}",
    "pulls": "pulls{/number}",
    "statuses": "statuses/{sha}",
}
