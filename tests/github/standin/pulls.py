"""What people and programs do to pull requests: open, push, review, suggest, merge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from standin import acts
from standin.diff import Change, changes, content, moved_line
from standin.gitobjects import Commit, Leaf, Signature
from standin.state import Issue, Pull, Repository, Review, ReviewComment, Thread, User, rest_login
from standin.world import RefusedError, World

STATE_OF_EVENT = {"APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED", "COMMENT": "COMMENTED"}


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment on lines of the diff, not yet made."""

    path: str
    line: int
    body: str
    start_line: int | None = None
    side: str = "RIGHT"


def signature(world: World, user: User) -> Signature:
    email = f"{user.id}+{rest_login(user)}@users.noreply.github.com"
    return Signature(user.name or rest_login(user), email, world.state.now)


def commit(world: World, user: User, tree: str, parents: Sequence[str], message: str) -> str:
    who = signature(world, user)
    return world.objects.add_commit(Commit(tree, tuple(parents), message, who, who))


def move_ref(world: World, repository: Repository, ref: str, sha: str, actor_id: int) -> None:
    """Point a branch elsewhere; open pull requests from it follow, and say so when history was rewritten."""
    repository.refs[ref] = sha
    for base in world.state.living_repositories():
        for issue, pull in base.pulls:
            here = (pull.head_repository, f"refs/heads/{pull.head_ref}") == (repository.id, ref)
            if not here or issue.closed_at or pull.head_sha == sha:
                continue
            before, pull.head_sha = pull.head_sha, sha
            pull.base_sha = base.refs.get(f"refs/heads/{pull.base_ref}", pull.base_sha)
            base.refs[f"refs/pull/{issue.number}/head"] = sha
            if before in world.objects.history(sha):
                issue.updated_at = world.state.tick()
            else:
                acts.record(world, issue, "HeadRefForcePushedEvent", actor_id, before, sha)


def open_pull(
    world: World,
    base: Repository,
    author_id: int,
    head: Repository,
    head_ref: str,
    base_ref: str,
    title: str,
    body: str = "",
    *,
    draft: bool = False,
) -> Issue:
    label = f"{world.state.users[head.owner_id].login}:{head_ref}"
    head_sha, base_sha = head.refs.get(f"refs/heads/{head_ref}"), base.refs.get(f"refs/heads/{base_ref}")
    if not head_sha or not base_sha:
        raise acts.invalid("PullRequest", "base" if head_sha else "head", "invalid")
    if any(not i.closed_at and (p.head_label, p.base_ref) == (label, base_ref) for i, p in base.pulls):
        message = f"A pull request already exists for {label}."
        raise acts.invalid("PullRequest", "base", "custom", message)
    if world.objects.merge_base(base_sha, head_sha) == head_sha:
        message = f"No commits between {base_ref} and {head_ref}"
        raise acts.invalid("PullRequest", "base", "custom", message)
    issue = acts.new_issue(world, base, author_id, title, body)
    issue.pull = Pull(world.state.new_id(), head.id, head_ref, label, head_sha, base_ref, base_sha, draft)
    base.refs[f"refs/pull/{issue.number}/head"] = head_sha
    return issue


def change_base(world: World, base: Repository, issue: Issue, name: str, actor_id: int) -> None:
    pull = pull_of(issue)
    if f"refs/heads/{name}" not in base.refs:
        raise acts.invalid("PullRequest", "base", "invalid")
    before, pull.base_ref, pull.base_sha = pull.base_ref, name, base.refs[f"refs/heads/{name}"]
    acts.record(world, issue, "BaseRefChangedEvent", actor_id, before, name)


def files(world: World, pull: Pull) -> list[Change]:
    """What the pull request changes since it left its base."""
    objects = world.objects
    fork_point = objects.merge_base(pull.base_sha, pull.head_sha) or pull.base_sha
    return changes(objects, objects.commit(fork_point).tree, objects.commit(pull.head_sha).tree)


def commits(world: World, pull: Pull) -> list[str]:
    """The commits it would bring, oldest first."""
    behind = set(world.objects.history(pull.base_sha))
    return [sha for sha in world.objects.history(pull.head_sha) if sha not in behind][::-1]


def review(
    world: World,
    issue: Issue,
    author_id: int,
    state: str,
    body: str = "",
    remarks: Sequence[Remark] = (),
    commit_sha: str | None = None,
) -> Review:
    """Give a review; ``PENDING`` keeps it from everybody else's eyes until it is submitted."""
    pull = pull_of(issue)
    pending = any(r.state == "PENDING" and r.author_id == author_id for r in pull.reviews)
    if state == "PENDING" and pending:
        raise RefusedError(422, "Unprocessable Entity", "User can only have one pending review per pull request")
    if body:
        acts.check_body(body, "PullRequestReview")
    if state in {"COMMENTED", "CHANGES_REQUESTED"} and not (body or remarks):
        raise RefusedError(422, "Unprocessable Entity", "Could not create review: body can't be blank")
    sha = commit_sha or pull.head_sha
    for remark in remarks:
        check_remark(world, pull, remark)
    now = world.state.tick()
    given = Review(world.state.new_id(), author_id, body, now, now, state=state, commit=sha)
    given.submitted_at = None if state == "PENDING" else now
    pull.reviews.append(given)
    for remark in remarks:
        add_thread(world, pull, given, remark)
    if author_id in pull.requested and state != "PENDING":
        pull.requested.remove(author_id)
    issue.updated_at = now
    return given


def submit(world: World, given: Review, state: str) -> None:
    given.state, given.submitted_at = state, world.state.tick()


def dismiss(world: World, issue: Issue, given: Review, actor_id: int) -> None:
    """The review itself changes; when it was given and for which commit does not."""
    if given.state not in {"APPROVED", "CHANGES_REQUESTED"}:
        raise RefusedError(422, "Unprocessable Entity", f"Can not dismiss a {given.state.lower()} pull request review")
    given.state = "DISMISSED"
    acts.record(world, issue, "ReviewDismissedEvent", actor_id, after=str(given.id))


def check_remark(world: World, pull: Pull, remark: Remark) -> None:
    acts.check_body(remark.body, "PullRequestReviewComment")
    change = next((change for change in files(world, pull) if change.path == remark.path), None)
    if change is None:
        raise RefusedError(422, "Unprocessable Entity", "Path could not be resolved")
    shown = change.lines_in_diff(remark.side)
    first = remark.line if remark.start_line is None else remark.start_line
    if remark.start_line is not None and first >= remark.line:
        raise RefusedError(422, "Unprocessable Entity", "start_line must precede the end line")
    if not shown.issuperset(range(first, remark.line + 1)):
        raise RefusedError(422, "Unprocessable Entity", "Line could not be resolved")


def add_thread(world: World, pull: Pull, given: Review, remark: Remark) -> Thread:
    thread = Thread(
        world.state.new_id(), remark.path, remark.line, remark.start_line, remark.side, given.commit or pull.head_sha
    )
    pull.threads.append(thread)
    add_remark(world, thread, given, remark.body)
    return thread


def add_remark(world: World, thread: Thread, given: Review, body: str, reply_to: int | None = None) -> ReviewComment:
    now = world.state.tick()
    written = ReviewComment(
        world.state.new_id(), given.author_id, body, now, now, review_id=given.id, reply_to=reply_to
    )
    thread.comments.append(written)
    return written


def line_now(world: World, pull: Pull, thread: Thread) -> int | None:
    """Where the thread's line stands in the head; ``None`` when it is outdated."""
    if thread.side == "LEFT" or thread.commit == pull.head_sha:
        return thread.line
    then, now = (_file(world, sha, thread.path) for sha in (thread.commit, pull.head_sha))
    return None if then is None or now is None else moved_line(then, now, thread.line)


def conflicts(world: World, pull: Pull, base_sha: str) -> list[str]:
    """Paths that both sides changed, each differently."""
    objects = world.objects
    fork_point = objects.merge_base(base_sha, pull.head_sha)
    start, ours, theirs = (_leaves(world, sha) for sha in (fork_point, base_sha, pull.head_sha))
    return [
        path for path in {**ours, **theirs} if start.get(path) != ours.get(path) != theirs.get(path) != start.get(path)
    ]


def mergeable(world: World, repository: Repository, issue: Issue) -> bool | None:
    """``None`` where GitHub does not say: it is closed, or not worked out yet."""
    pull = pull_of(issue)
    base_sha = repository.refs.get(f"refs/heads/{pull.base_ref}")
    if issue.closed_at or base_sha is None or not pull.mergeable_known:
        return None
    return not conflicts(world, pull, base_sha)


def merge(
    world: World, repository: Repository, issue: Issue, actor_id: int, sha: str | None, method: str, title: str | None
) -> str:
    """Bring a pull request into its base; the new commit's name."""
    pull = pull_of(issue)
    base_sha = repository.refs[f"refs/heads/{pull.base_ref}"]
    if sha is not None and sha != pull.head_sha:
        raise RefusedError(409, "Head branch was modified. Review and try the merge again.")
    if issue.closed_at or pull.draft or conflicts(world, pull, base_sha):
        raise RefusedError(405, "Pull Request is not mergeable")
    fork_point = world.objects.merge_base(base_sha, pull.head_sha)
    start, ours, theirs = (_leaves(world, sha) for sha in (fork_point, base_sha, pull.head_sha))
    leaves = dict(ours)
    for path in {**start, **theirs}:
        if start.get(path) != theirs.get(path):
            leaves.pop(path, None)
            if path in theirs:
                leaves[path] = theirs[path]
    acts.record(world, issue, "MergedEvent", actor_id)
    acts.record(world, issue, "ClosedEvent", actor_id)
    parents = [base_sha, pull.head_sha] if method == "merge" else [base_sha]
    message = title or f"Merge pull request #{issue.number} from {pull.head_label.replace(':', '/')}"
    merged = commit(world, world.state.users[actor_id], world.objects.add_files(leaves), parents, message)
    issue.closed_at = pull.merged_at = issue.updated_at
    pull.merged_by, pull.merge_commit = actor_id, merged
    move_ref(world, repository, f"refs/heads/{pull.base_ref}", merged, actor_id)
    return merged


def request_reviews(world: World, repository: Repository, issue: Issue, logins: Sequence[str], actor_id: int) -> None:
    """Whoever is asked already is not asked again; one name that may not be asked refuses all."""
    pull = pull_of(issue)
    users = [world.state.user_named(login) for login in logins]
    asked = [user.id for user in users if user and world.state.is_collaborator(repository, user.id)]
    if issue.author_id in asked:
        raise RefusedError(422, "Review cannot be requested from pull request author.")
    if len(asked) < len(logins):
        name = world.state.full_name(repository)
        message = "Reviews may only be requested from collaborators. One or more of the users or teams you specified"
        raise RefusedError(422, f"{message} is not a collaborator of the {name} repository.")
    for user_id in asked:
        if user_id not in pull.requested:
            pull.requested.append(user_id)
            acts.record(world, issue, "ReviewRequestedEvent", actor_id, after=str(user_id))


def unrequest_review(world: World, issue: Issue, user_id: int, actor_id: int) -> None:
    pull = pull_of(issue)
    if user_id in pull.requested:
        pull.requested.remove(user_id)
        acts.record(world, issue, "ReviewRequestRemovedEvent", actor_id, after=str(user_id))


def pull_of(issue: Issue) -> Pull:
    if issue.pull is None:
        raise RefusedError(404, "Not Found")
    return issue.pull


def _leaves(world: World, sha: str | None) -> Mapping[str, Leaf]:
    return world.objects.files(world.objects.commit(sha).tree) if sha else {}


def _file(world: World, sha: str, path: str) -> bytes | None:
    leaf = _leaves(world, sha).get(path)
    return content(world.objects, leaf) if leaf else None
