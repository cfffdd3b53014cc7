"""Pull requests: lists, files, reviews, review comments, merging."""

from __future__ import annotations

from standin import acts, pulls
from standin.permissions import writing
from standin.rest.git_shapes import GitShapes
from standin.rest.issues import change_text
from standin.rest.routing import REPO, Call, Reply, read, route
from standin.rest.shapes import Json, Shapes
from standin.rest.talk_shapes import TalkShapes
from standin.state import GITHUB_ACTIONS, Issue, Pull, Review, Role
from standin.world import RefusedError

REVIEWING = writing("pull-requests", role=Role.READ)
STEERING = writing("pull-requests", role=Role.TRIAGE)
MAX_FILES = 3000
"""Files that GitHub lists (https://docs.github.com/rest/pulls/pulls#list-pull-requests-files)."""


@read("/pulls", "pull-requests")
def list_pulls(call: Call) -> object:
    state, head, base = (call.query.get(name, default) for name, default in _FILTERS)
    found = [
        (issue, pull)
        for issue, pull in call.repo.pulls
        if state in ("all", "closed" if issue.closed_at else "open")
        and (":" not in head or head.lower() == pull.head_label.lower())
        and base in ("", pull.base_ref)
    ]
    key = "updated_at" if call.query.get("sort") == "updated" else "created_at"
    direction = call.query.get("direction", "asc" if call.query.get("sort", "created") != "created" else "desc")
    found.sort(key=lambda both: getattr(both[0], key), reverse=direction == "desc")
    return [Shapes(call).pull(call.repo, issue, pull) for issue, pull in call.page(found)]


_FILTERS = (("state", "open"), ("head", ""), ("base", ""))


@route("POST", REPO + "/pulls", REVIEWING)
def create_pull(call: Call) -> Reply:
    if call.caller.id == GITHUB_ACTIONS and not call.repo.pulls_by_actions:
        raise RefusedError(403, "GitHub Actions is not permitted to create or approve pull requests.")
    owner, colon, ref = call.text("head").rpartition(":")
    head = call.repo
    if colon:
        owners = (r for r in call.world.state.living_repositories() if r.id == head.id or r.parent_id == head.id)
        users = call.world.state.users
        found = [r for r in owners if users[r.owner_id].login.lower() == owner.lower()]
        if not found:
            raise acts.invalid("PullRequest", "head", "invalid")
        head = found[0]
    issue = pulls.open_pull(
        call.world,
        call.repo,
        call.caller.id,
        head,
        ref,
        call.text("base"),
        call.text("title"),
        call.text("body"),
        draft=call.flag("draft"),
    )
    return Reply(201, Shapes(call).whole_pull(call.repo, issue, pulls.pull_of(issue)))


@read("/pulls/{pull_number}", "pull-requests")
def get_pull(call: Call) -> object:
    return Shapes(call).whole_pull(call.repo, *call.pull())


@route("PATCH", REPO + "/pulls/{pull_number}", REVIEWING)
def update_pull(call: Call) -> object:
    issue, pull = call.pull()
    if issue.author_id != call.caller.id:
        call.refuse_unless(STEERING)
    change_text(call, issue)
    return Shapes(call).whole_pull(call.repo, issue, pull)


@read("/pulls/{pull_number}/files", "pull-requests")
def list_files(call: Call) -> object:
    _, pull = call.pull()
    changed = pulls.files(call.world, pull)[:MAX_FILES]
    return [Shapes(call).file(call.repo, pull, change) for change in call.page(changed)]


@read("/pulls/{pull_number}/commits", "pull-requests")
def list_commits(call: Call) -> object:
    _, pull = call.pull()
    return [GitShapes(call).commit(call.repo, sha) for sha in call.page(pulls.commits(call.world, pull)[:250])]


def visible(call: Call, pull: Pull) -> list[Review]:
    """Reviews without those that others have not submitted yet."""
    return [review for review in pull.reviews if review.state != "PENDING" or review.author_id == call.caller.id]


@read("/pulls/{pull_number}/reviews", "pull-requests")
def list_reviews(call: Call) -> object:
    issue, pull = call.pull()
    return [TalkShapes(call).review(call.repo, issue, review) for review in call.page(visible(call, pull))]


@read("/pulls/{pull_number}/reviews/{review_id}", "pull-requests")
def get_review(call: Call) -> object:
    issue, review = the_review(call)
    return TalkShapes(call).review(call.repo, issue, review)


@route("PUT", REPO + "/pulls/{pull_number}/reviews/{review_id}", REVIEWING)
def update_review(call: Call) -> object:
    issue, review = the_review(call)
    if review.author_id != call.caller.id:
        call.refuse_unless(writing("pull-requests"))
    acts.edit(call.world, review, call.caller.id, call.text("body"), "PullRequestReview")
    return TalkShapes(call).review(call.repo, issue, review)


def the_review(call: Call) -> tuple[Issue, Review]:
    issue, pull = call.pull()
    for review in visible(call, pull):
        if review.id == call.number("review_id"):
            return issue, review
    raise RefusedError(404, "Not Found")


@route("POST", REPO + "/pulls/{pull_number}/reviews", REVIEWING)
def create_review(call: Call) -> object:
    issue, pull = call.pull()
    event = call.text("event")
    if event in {"APPROVE", "REQUEST_CHANGES"} and issue.author_id == call.caller.id:
        verb = "approve" if event == "APPROVE" else "request changes on"
        raise RefusedError(422, "Unprocessable Entity", f"Can not {verb} your own pull request")
    if event == "APPROVE" and call.caller.id == GITHUB_ACTIONS and not call.repo.pulls_by_actions:
        message = "GitHub Actions is not permitted to approve pull requests."
        raise RefusedError(422, "Unprocessable Entity", message)
    given = call.body.get("comments")
    remarks = [_remark(item) for item in given if isinstance(item, dict)] if isinstance(given, list) else []
    sha = call.text_or_none("commit_id")
    if sha and sha not in pulls.commits(call.world, pull):
        raise RefusedError(422, "Unprocessable Entity", "The commit_id is not part of the pull request")
    state = pulls.STATE_OF_EVENT[event] if event else "PENDING"
    review = pulls.review(call.world, issue, call.caller.id, state, call.text("body"), remarks, sha)
    return TalkShapes(call).review(call.repo, issue, review)


def _remark(item: Json) -> pulls.Remark:
    line, start = item.get("line"), item.get("start_line")
    if not isinstance(line, int):
        raise RefusedError(422, "Unprocessable Entity", "Line could not be resolved")
    side = str(item.get("side", "RIGHT"))
    return pulls.Remark(str(item["path"]), line, str(item["body"]), start if isinstance(start, int) else None, side)


@route("PUT", REPO + "/pulls/{pull_number}/reviews/{review_id}/dismissals", writing("pull-requests"))
def dismiss_review(call: Call) -> object:
    issue, review = the_review(call)
    pulls.dismiss(call.world, issue, review, call.caller.id)
    return TalkShapes(call).review(call.repo, issue, review)


@read("/pulls/{pull_number}/comments", "pull-requests")
def list_remarks(call: Call) -> object:
    issue, pull = call.pull()
    seen = {review.id for review in visible(call, pull)}
    found = [(t, c) for t in pull.threads for c in t.comments if c.review_id in seen]
    found.sort(key=lambda both: both[1].id)
    return [TalkShapes(call).remark(call.repo, issue, thread, remark) for thread, remark in call.page(found)]


@route("POST", REPO + "/pulls/{pull_number}/comments", REVIEWING)
def create_remark(call: Call) -> Reply:
    issue, pull = call.pull()
    remark = _remark(dict(call.body))
    review = pulls.review(call.world, issue, call.caller.id, "COMMENTED", "", [remark], call.text("commit_id"))
    thread = next(t for t in pull.threads if t.comments[0].review_id == review.id)
    return Reply(201, TalkShapes(call).remark(call.repo, issue, thread, thread.comments[0]))


@route("DELETE", REPO + "/pulls/comments/{comment_id}", REVIEWING)
def delete_remark(call: Call) -> Reply:
    """A thread goes with its last comment."""
    for _, pull in call.repo.pulls:
        for thread in pull.threads:
            for remark in thread.comments:
                if remark.id == call.number("comment_id"):
                    if remark.author_id != call.caller.id:
                        call.refuse_unless(writing("pull-requests"))
                    thread.comments.remove(remark)
                    pull.threads[:] = [each for each in pull.threads if each.comments]
                    return Reply(204)
    raise RefusedError(404, "Not Found")


@read("/pulls/{pull_number}/merge", "pull-requests")
def is_merged(call: Call) -> Reply:
    _, pull = call.pull()
    if pull.merged_at is None:
        raise RefusedError(404, "Not Found")
    return Reply(204)


@route("PUT", REPO + "/pulls/{pull_number}/merge", writing("contents"))
def merge(call: Call) -> object:
    issue, _ = call.pull()
    sha, method = call.text_or_none("sha"), call.text("merge_method", "merge")
    title = call.text_or_none("commit_title")
    merged = pulls.merge(call.world, call.repo, issue, call.caller.id, sha, method, title)
    return {"sha": merged, "merged": True, "message": "Pull Request successfully merged"}


@read("/pulls/{pull_number}/requested_reviewers", "pull-requests")
def list_requested(call: Call) -> object:
    _, pull = call.pull()
    return {"users": [Shapes(call).user_or_ghost(user_id) for user_id in pull.requested], "teams": []}


@route("POST", REPO + "/pulls/{pull_number}/requested_reviewers", STEERING)
def request_reviewers(call: Call) -> Reply:
    issue, pull = call.pull()
    pulls.request_reviews(call.world, call.repo, issue, call.texts("reviewers"), call.caller.id)
    return Reply(201, Shapes(call).pull(call.repo, issue, pull))


@route("DELETE", REPO + "/pulls/{pull_number}/requested_reviewers", STEERING)
def remove_requested(call: Call) -> object:
    issue, pull = call.pull()
    for login in call.texts("reviewers"):
        pulls.unrequest_review(call.world, issue, call.user_named(login).id, call.caller.id)
    return Shapes(call).pull(call.repo, issue, pull)
