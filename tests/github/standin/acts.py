"""What people and programs do to conversations: comment, edit, hide, react, label, set a status."""

from __future__ import annotations

import re

from standin.state import Edit, Event, Issue, IssueComment, Label, Pull, Reaction, Repository, Status, Written
from standin.world import RefusedError, World

MAX_BODY = 65536
"""Characters in a comment, a review or a description
(https://github.com/mshick/add-pr-comment/issues/93)."""

MAX_DESCRIPTION = 140
"""Characters in a status's description (https://docs.github.com/rest/commits/statuses)."""

MAX_STATUSES = 1000
"""Statuses for one commit and context (https://docs.github.com/rest/commits/statuses#create-a-commit-status)."""

REACTIONS = {
    "+1": "THUMBS_UP",
    "-1": "THUMBS_DOWN",
    "laugh": "LAUGH",
    "confused": "CONFUSED",
    "heart": "HEART",
    "hooray": "HOORAY",
    "rocket": "ROCKET",
    "eyes": "EYES",
}
"""REST's word for each, and GraphQL's."""


def invalid(resource: str, field: str, code: str, message: str | None = None) -> RefusedError:
    """422 with one entry in ``errors``, as GitHub's validations answer."""
    error = {"resource": resource, "field": field, "code": code}
    return RefusedError(422, "Validation Failed", error | ({"message": message} if message else {}))


def check_body(body: str, resource: str = "IssueComment") -> None:
    if not body.strip():
        raise invalid(resource, "data", "unprocessable", "Body cannot be blank")
    if len(body) > MAX_BODY:
        raise invalid(resource, "data", "unprocessable", f"Body is too long (maximum is {MAX_BODY} characters)")


def new_issue(world: World, repository: Repository, author_id: int, title: str, body: str) -> Issue:
    if not title.strip():
        raise invalid("Issue", "title", "missing_field")
    if len(body) > MAX_BODY:
        raise invalid("Issue", "body", "custom", f"body is too long (maximum is {MAX_BODY} characters)")
    now = world.state.tick()
    issue = Issue(world.state.new_id(), len(repository.issues) + 1, author_id, title, body, now, now)
    repository.issues[issue.number] = issue
    return issue


def comment(world: World, issue: Issue, author_id: int, body: str) -> IssueComment:
    check_body(body)
    now = world.state.tick()
    written = IssueComment(world.state.new_id(), author_id, body, now, now)
    issue.comments.append(written)
    issue.updated_at = now
    return written


def edit(world: World, written: Written, editor_id: int, body: str, resource: str = "IssueComment") -> None:
    """Change a text; the same text again changes nothing, as on GitHub."""
    check_body(body, resource)
    if body == written.body:
        return
    now = world.state.tick()
    if not written.edits:
        written.edits.append(Edit(world.state.new_id(), written.created_at, written.author_id, written.body))
    written.edits.append(Edit(world.state.new_id(), now, editor_id, body))
    written.body, written.updated_at = body, now


def delete_comment(world: World, issue: Issue, written: Written, actor_id: int) -> None:
    """The time line keeps that a comment of somebody's was deleted, not which."""
    issue.comments[:] = [comment for comment in issue.comments if comment.id != written.id]
    record(world, issue, "CommentDeletedEvent", actor_id, after=str(written.author_id))


def edit_issue(world: World, issue: Issue, editor_id: int, body: str) -> None:
    if body == issue.body:
        return
    now = world.state.tick()
    if not issue.edits:
        issue.edits.append(Edit(world.state.new_id(), issue.created_at, issue.author_id, issue.body))
    issue.edits.append(Edit(world.state.new_id(), now, editor_id, body))
    issue.body, issue.updated_at = body, now


def react(world: World, written: Written, user_id: int, content: str) -> tuple[Reaction, bool]:
    """One reaction of each kind per person; whether it is new."""
    for reaction in written.reactions:
        if (reaction.user_id, reaction.content) == (user_id, content):
            return reaction, False
    reaction = Reaction(world.state.new_id(), content, user_id, world.state.tick())
    written.reactions.append(reaction)
    return reaction, True


def create_label(
    world: World, repository: Repository, name: str, color: str = "ededed", description: str | None = None
) -> Label:
    if name.lower() in repository.labels:
        raise invalid("Label", "name", "already_exists")
    if not name.strip() or len(name) > 50:
        raise invalid("Label", "name", "invalid")
    if not re.fullmatch(r"[0-9a-fA-F]{6}", color):
        raise invalid("Label", "color", "invalid")
    if description and len(description) > 100:
        raise invalid("Label", "description", "custom", "description is too long (maximum is 100 characters)")
    label = Label(world.state.new_id(), name, color, description)
    repository.labels[name.lower()] = label
    return label


def add_label(world: World, repository: Repository, issue: Issue, name: str, actor_id: int) -> None:
    """Put a label on; one that the repository does not have is made, grey."""
    if name.lower() not in repository.labels:
        create_label(world, repository, name)
    if name.lower() not in issue.labels:
        issue.labels.append(name.lower())
        record(world, issue, "LabeledEvent", actor_id, after=name)


def remove_label(world: World, issue: Issue, name: str, actor_id: int) -> None:
    if name.lower() not in issue.labels:
        raise RefusedError(404, "Label does not exist")
    issue.labels.remove(name.lower())
    record(world, issue, "UnlabeledEvent", actor_id, after=name)


def set_status(
    world: World,
    repository: Repository,
    sha: str,
    creator_id: int,
    state: str,
    context: str = "default",
    description: str | None = None,
    target_url: str | None = None,
) -> Status:
    if not world.objects.is_commit(sha):
        raise RefusedError(422, f"No commit found for SHA: {sha}")
    if description and len(description) > MAX_DESCRIPTION:
        message = f"description is too long (maximum is {MAX_DESCRIPTION} characters)"
        raise invalid("Status", "description", "custom", message)
    if target_url and not target_url.startswith(("http://", "https://")):
        raise invalid("Status", "target_url", "custom", "target_url must use http(s) scheme")
    known = repository.statuses.setdefault(sha, [])
    if sum(status.context == context for status in known) >= MAX_STATUSES:
        message = "This SHA and context has reached the maximum number of statuses."
        raise invalid("Status", "base", "custom", message)
    now = world.state.tick()
    status = Status(world.state.new_id(), state, context, description, target_url, creator_id, now)
    known.append(status)
    return status


def latest_statuses(repository: Repository, sha: str) -> list[Status]:
    """The last of each context, in the order the contexts came."""
    return list({status.context.lower(): status for status in repository.statuses.get(sha, [])}.values())


def combined_state(statuses: list[Status]) -> str:
    """``failure``, ``pending`` or ``success``
    (https://docs.github.com/rest/commits/statuses#get-the-combined-status-for-a-specific-reference)."""
    states = {status.state for status in statuses}
    if states & {"error", "failure"}:
        return "failure"
    return "pending" if "pending" in states or not states else "success"


def set_open(world: World, issue: Issue, actor_id: int, *, is_open: bool) -> None:
    if is_open == (issue.closed_at is None):
        return
    if is_open and issue.pull and issue.pull.merged_at:
        raise invalid("PullRequest", "state", "invalid", "state cannot be changed. The pull request was merged.")
    record(world, issue, "ReopenedEvent" if is_open else "ClosedEvent", actor_id)
    issue.closed_at = None if is_open else issue.updated_at
    if is_open and issue.pull:
        catch_up(world, issue, issue.pull)


def catch_up(world: World, issue: Issue, pull: Pull) -> None:
    """What was pushed to the branch while the pull request was closed is its head once it is open again."""
    tip = world.state.repositories[pull.head_repository].refs.get(f"refs/heads/{pull.head_ref}")
    if tip and tip != pull.head_sha:
        if pull.head_sha not in world.objects.history(tip):
            issue.closed_at = issue.updated_at
            raise invalid("PullRequest", "state", "invalid", "state cannot be changed. The branch was force-pushed.")
        pull.head_sha = tip
        world.state.repository_of(issue).refs[f"refs/pull/{issue.number}/head"] = tip


def record(world: World, issue: Issue, kind: str, actor_id: int, before: str = "", after: str = "") -> None:
    """Put an entry into the time line."""
    issue.updated_at = world.state.tick()
    issue.events.append(Event(world.state.new_id(), kind, issue.updated_at, actor_id, before, after))
