"""The payloads of the events that start workflows: what ``GITHUB_EVENT_PATH`` holds.

Held to GitHub's own webhook schemas where it has one; ``schedule`` has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from standin.conversations import Comment, Conversation, GivenReview, PullRequest, Who
from standin.github import GitHub
from standin.handles import Repo
from standin.node_ids import node_id
from standin.openapi import whole_payload
from standin.permissions import Caller, Token
from standin.rest.git_shapes import GitShapes
from standin.rest.routing import Call
from standin.rest.shapes import Json, Shapes
from standin.rest.talk_shapes import TalkShapes
from standin.state import WorkflowRun

API = "https://api.github.com"
Payload = dict[str, Any]


def pull_request(pull: PullRequest, action: str, by: Who | None = None) -> Payload:
    """Of ``pull_request`` and ``pull_request_target``, which are alike."""
    data = _base(pull.repo, by or pull.world.account(pull.issue.author_id)) | {
        "action": action,
        "number": pull.number,
        "pull_request": Shapes(_call(pull.world)).whole_pull(pull.repo.data, pull.issue, pull.data),
    }
    if action == "synchronize":
        data |= {"before": "0" * 40, "after": pull.head_sha}
    return whole_payload(f"pull-request-{action.replace('_', '-')}", data)


def issue_comment(conversation: Conversation, comment: Comment, action: str, by: Who | None = None) -> Payload:
    """Of a comment on an issue or a pull request: only the latter's ``issue`` has ``pull_request``."""
    shapes, repo = TalkShapes(_call(conversation.world)), conversation.repo
    data = _base(repo, by or conversation.world.account(comment.data.author_id)) | {
        "action": action,
        "issue": shapes.issue(repo.data, conversation.issue),
        "comment": shapes.comment(repo.data, conversation.issue, comment.data),
    }
    return whole_payload(f"issue-comment-{action}", data)


def pull_request_review(review: GivenReview, action: str, by: Who | None = None) -> Payload:
    """Here, and only here, a review's state is in lower case."""
    pull = review.conversation
    shapes, repo = TalkShapes(_call(pull.world)), pull.repo
    shape = shapes.review(repo.data, pull.issue, review.data)
    data = _base(repo, by or pull.world.account(review.data.author_id)) | {
        "action": action,
        "pull_request": shapes.pull(repo.data, pull.issue, pull.data),
        "review": shape | {"state": review.data.state.lower()},
    }
    return whole_payload(f"pull-request-review-{action}", data)


def workflow_run(repo: Repo, run: WorkflowRun) -> Payload:
    """``completed``. For a fork the list of pull requests is empty; of a deleted one the head repository is null."""
    shape = GitShapes(_call(repo.world)).run(repo.data, run)
    data = _base(repo, repo.world.account(run.actor_id)) | {"action": "completed", "workflow": None}
    return whole_payload("workflow-run-completed", data | {"workflow_run": shape})


def workflow_dispatch(repo: Repo, inputs: Mapping[str, str], by: Who) -> Payload:
    branch = f"refs/heads/{repo.data.default_branch}"
    data = _base(repo, by) | {"inputs": dict(inputs), "ref": branch, "workflow": ".github/workflows/nomflow.yml"}
    return whole_payload("workflow-dispatch", data)


def schedule(repo: Repo, cron: str = "17 * * * *") -> Payload:
    """All that a run by the clock is told."""
    whole = workflow_dispatch(repo, {}, by=repo.world.account(repo.data.owner_id))
    return {"schedule": cron, "repository": whole["repository"]}


def merge_group(pull: PullRequest, by: Who) -> Payload:
    ref = f"refs/heads/gh-readonly-queue/{pull.data.base_ref}/pr-{pull.number}-{pull.repo.head}"
    group: Json = {
        "head_sha": pull.head_sha,
        "head_ref": ref,
        "base_sha": pull.repo.head,
        "base_ref": f"refs/heads/{pull.data.base_ref}",
    }
    data = _base(pull.repo, by) | {"action": "checks_requested", "merge_group": group}
    return whole_payload("merge-group-checks-requested", data)


def _base(repo: Repo, by: Who) -> Json:
    sender = repo.world.person(by)
    shapes = Shapes(_call(repo.world, sender.id))
    data: Json = {"repository": shapes.repository(repo.data), "sender": shapes.user(sender.data)}
    owner = repo.world.account(repo.data.owner_id).data
    if owner.kind == "Organization":
        data["organization"] = {"login": owner.login, "id": owner.id, "node_id": node_id(owner.kind, owner.id)}
    return data


def _call(world: GitHub, user_id: int = 0) -> Call:
    """The shapes' view of the world from nowhere in particular."""
    caller = Caller(Token("", user_id), world.state)
    return Call(world, caller, API, "", {}, {}, {}, "")
