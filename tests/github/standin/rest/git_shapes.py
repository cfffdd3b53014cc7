"""Commits, blobs, statuses and workflow runs, as REST's JSON."""

from __future__ import annotations

from base64 import b64encode

from standin.node_ids import node_id
from standin.rest.shapes import Json, Shapes, moment
from standin.state import Repository, Status, WorkflowRun


class GitShapes(Shapes):
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
            "head_commit": self._simple_commit(run.head_sha),
            "repository": self.repository(repository),
            "head_repository": self.repository(head) if head and not head.deleted else None,
        }

    def _simple_commit(self, sha: str) -> Json:
        commit = self.call.world.objects.commit(sha)
        author, committer = ({"name": w.name, "email": w.email} for w in (commit.author, commit.committer))
        return {
            "id": sha,
            "tree_id": commit.tree,
            "message": commit.message,
            "timestamp": moment(commit.committer.when),
            "author": author,
            "committer": committer,
        }


def wrapped_base64(data: bytes) -> str:
    """Base64 in lines of 60, as GitHub writes it."""
    text = b64encode(data).decode()
    return "".join(f"{text[start : start + 60]}\n" for start in range(0, len(text), 60))


def _known_author(email: str) -> int:
    number, plus, _ = email.partition("+")
    return int(number) if plus and number.isdigit() else -1
