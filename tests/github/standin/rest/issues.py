"""Issues, their comments, reactions and labels. A pull request is an issue too."""

from __future__ import annotations

from datetime import datetime

from standin import acts
from standin.permissions import Level, Need, reading, writing
from standin.rest.routing import REPO, Call, Reply, read, route
from standin.rest.shapes import Shapes
from standin.rest.talk_shapes import TalkShapes
from standin.state import Issue, IssueComment, Role
from standin.world import RefusedError

TALKING = writing("issues", "pull-requests", role=Role.READ)
LABELLING = writing("issues", "pull-requests", role=Role.TRIAGE)
REACTING = writing("issues", role=Role.READ)
"""GitHub documents reactions under "Issues" alone, even where the issue is a pull request."""


@read("/issues/{issue_number}", "issues")
def get_issue(call: Call) -> object:
    return Shapes(call).issue(call.repo, call.issue())


@route("PATCH", REPO + "/issues/{issue_number}", TALKING)
def update_issue(call: Call) -> object:
    issue = call.issue()
    if issue.author_id != call.caller.id:
        call.refuse_unless(LABELLING)
    if "labels" in call.body:
        for name in [name for name in issue.labels if name not in {n.lower() for n in call.texts("labels")}]:
            acts.remove_label(call.world, issue, name, call.caller.id)
        for name in call.texts("labels"):
            acts.add_label(call.world, call.repo, issue, name, call.caller.id)
    change_text(call, issue)
    return Shapes(call).issue(call.repo, issue)


def change_text(call: Call, issue: Issue) -> None:
    """Title, body and state, which an issue and a pull request change alike."""
    if "title" in call.body:
        issue.title = call.text("title")
    if "body" in call.body:
        acts.edit_issue(call.world, issue, call.caller.id, call.text("body"))
    if "state" in call.body:
        acts.set_open(call.world, issue, call.caller.id, is_open=call.text("state") == "open")


@read("/issues/{issue_number}/comments", "issues", "pull-requests")
def list_comments(call: Call) -> object:
    issue = call.issue()
    since = datetime.fromisoformat(call.query["since"]) if "since" in call.query else None
    found = [comment for comment in issue.comments if since is None or comment.updated_at >= since]
    return [TalkShapes(call).comment(call.repo, issue, comment) for comment in call.page(found)]


@route("POST", REPO + "/issues/{issue_number}/comments", TALKING)
def create_comment(call: Call) -> Reply:
    issue = call.issue()
    comment = acts.comment(call.world, issue, call.caller.id, call.text("body"))
    shape = TalkShapes(call).comment(call.repo, issue, comment)
    return Reply(201, shape, {"location": str(shape["url"])})


@read("/issues/comments/{comment_id}", "issues", "pull-requests")
def get_comment(call: Call) -> object:
    issue, comment = the_comment(call)
    return TalkShapes(call).comment(call.repo, issue, comment)


@route("PATCH", REPO + "/issues/comments/{comment_id}", TALKING)
def update_comment(call: Call) -> object:
    issue, comment = the_comment(call, changing=True)
    acts.edit(call.world, comment, call.caller.id, call.text("body"))
    return TalkShapes(call).comment(call.repo, issue, comment)


@route("DELETE", REPO + "/issues/comments/{comment_id}", TALKING)
def delete_comment(call: Call) -> Reply:
    issue, comment = the_comment(call, changing=True)
    acts.delete_comment(call.world, issue, comment, call.caller.id)
    return Reply(204)


def the_comment(call: Call, *, changing: bool = False) -> tuple[Issue, IssueComment]:
    """The comment of the path. Its author may change it, and so may whoever may write to the repository."""
    for issue in call.repo.issues.values():
        for comment in issue.comments:
            if comment.id == call.number("comment_id"):
                if changing and comment.author_id != call.caller.id:
                    call.refuse_unless(writing("issues", "pull-requests"))
                return issue, comment
    raise RefusedError(404, "Not Found")


@read("/issues/comments/{comment_id}/reactions", "issues")
def list_reactions(call: Call) -> object:
    _, comment = the_comment(call)
    wanted = call.query.get("content")
    found = [reaction for reaction in comment.reactions if wanted in (None, reaction.content)]
    return [TalkShapes(call).reaction(reaction) for reaction in call.page(found)]


@route("POST", REPO + "/issues/comments/{comment_id}/reactions", REACTING)
def create_reaction(call: Call) -> Reply:
    _, comment = the_comment(call)
    reaction, is_new = acts.react(call.world, comment, call.caller.id, call.text("content"))
    return Reply(201 if is_new else 200, TalkShapes(call).reaction(reaction))


@route("DELETE", REPO + "/issues/comments/{comment_id}/reactions/{reaction_id}", REACTING)
def delete_reaction(call: Call) -> Reply:
    _, comment = the_comment(call)
    for reaction in comment.reactions:
        if reaction.id == call.number("reaction_id"):
            if reaction.user_id != call.caller.id:
                call.refuse_unless(Need(("issues",), Level.WRITE, Role.ADMIN))
            comment.reactions.remove(reaction)
            return Reply(204)
    raise RefusedError(404, "Not Found")


@read("/issues/{issue_number}/labels", "issues", "pull-requests")
def list_labels_of_issue(call: Call) -> object:
    return call.page(Shapes(call).labels(call.repo, call.issue()))


@route("POST", REPO + "/issues/{issue_number}/labels", LABELLING)
def add_labels(call: Call) -> object:
    issue = call.issue()
    for name in call.texts("labels"):
        acts.add_label(call.world, call.repo, issue, name, call.caller.id)
    return Shapes(call).labels(call.repo, issue)


@route("DELETE", REPO + "/issues/{issue_number}/labels/{name}", LABELLING)
def remove_label(call: Call) -> object:
    issue = call.issue()
    acts.remove_label(call.world, issue, call.params["name"], call.caller.id)
    return Shapes(call).labels(call.repo, issue)


@read("/labels", "issues", "pull-requests")
def list_labels(call: Call) -> object:
    return [Shapes(call).label(call.repo, label) for label in call.page(list(call.repo.labels.values()))]


@route("POST", REPO + "/labels", LABELLING)
def create_label(call: Call) -> Reply:
    color = call.text("color", "ededed")
    label = acts.create_label(call.world, call.repo, call.text("name"), color, call.text_or_none("description"))
    return Reply(201, Shapes(call).label(call.repo, label))


@route("GET", REPO + "/labels/{name}", reading("issues", "pull-requests"))
def get_label(call: Call) -> object:
    label = call.repo.labels.get(call.params["name"].lower())
    if label is None:
        raise RefusedError(404, "Not Found")
    return Shapes(call).label(call.repo, label)
