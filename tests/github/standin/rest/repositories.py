"""Repositories, branches, commits and their statuses, collaborators, workflow runs."""

from __future__ import annotations

from standin import acts, pulls
from standin.permissions import writing
from standin.refs import commit_of
from standin.rest.git_shapes import GitShapes
from standin.rest.routing import REPO, Call, Reply, read, route
from standin.rest.shapes import Shapes
from standin.state import PAGES, Role
from standin.world import RefusedError


@read("")
def get_repository(call: Call) -> object:
    shape = Shapes(call).repository(call.repo)
    if call.repo.parent_id is not None:
        parent = call.world.state.repositories[call.repo.parent_id]
        shape["parent"] = shape["source"] = Shapes(call).repository(parent)
    return shape


@read("/branches/{branch}", "contents")
def get_branch(call: Call) -> object:
    sha = call.repo.refs.get(f"refs/heads/{call.params['branch']}")
    if sha is None:
        raise RefusedError(404, "Branch not found")
    shape = {"name": call.params["branch"], "commit": GitShapes(call).commit(call.repo, sha), "protected": False}
    protection = call.repo.settings.get(f"/branches/{call.params['branch']}/protection")
    return {**shape, "protected": True, "protection": protection} if protection else shape


@read("/commits", "contents")
def list_commits(call: Call) -> object:
    sha = the_commit(call, call.query.get("sha", call.repo.default_branch))
    history = call.world.objects.history(sha)
    if path := call.query.get("path"):
        objects = call.world.objects
        standing = [(one, objects.at(objects.commit(one).tree, path)) for one in history]
        older = [*standing[1:], ("", None)]
        history = [one for (one, leaf), (_, before) in zip(standing, older, strict=True) if leaf != before]
    return [GitShapes(call).commit(call.repo, one) for one in call.page(history)]


@read("/commits/{ref}", "contents")
def get_commit(call: Call) -> object:
    return GitShapes(call).commit(call.repo, the_commit(call, call.params["ref"]))


@read("/commits/{commit_sha}/pulls", "pull-requests")
def list_pulls_of_commit(call: Call) -> object:
    """Pull requests of a commit of *this* repository: one that is only in a fork has none here."""
    sha = the_commit(call, call.params["commit_sha"])
    objects, state = call.world.objects, call.world.state
    own = {one for ref, tip in call.repo.refs.items() if ref.startswith("refs/heads/") for one in objects.history(tip)}
    if sha not in own:
        return []
    bases = (base for base in state.living_repositories() if base.id in (call.repo.id, call.repo.parent_id))
    found = [(b, i, p) for b in bases for i, p in b.pulls if sha in (*pulls.commits(call.world, p), p.merge_commit)]
    return [Shapes(call).pull(base, issue, pull) for base, issue, pull in call.page(found)]


def the_commit(call: Call, name: str) -> str:
    sha = commit_of(call.world, call.repo, name)
    if sha is None:
        raise RefusedError(422, f"No commit found for SHA: {name}")
    return sha


@route("POST", REPO + "/statuses/{sha}", writing("statuses"))
def create_status(call: Call) -> Reply:
    sha = call.params["sha"]
    status = acts.set_status(
        call.world,
        call.repo,
        sha,
        call.caller.id,
        call.text("state"),
        call.text("context", "default"),
        call.text_or_none("description"),
        call.text_or_none("target_url"),
    )
    return Reply(201, GitShapes(call).status(call.repo, sha, status))


@read("/commits/{ref}/statuses", "statuses")
def list_statuses(call: Call) -> object:
    sha = the_commit(call, call.params["ref"])
    newest_first = call.repo.statuses.get(sha, [])[::-1]
    return [GitShapes(call).status(call.repo, sha, status) for status in call.page(newest_first)]


@read("/commits/{ref}/status", "statuses")
def get_combined_status(call: Call) -> object:
    sha = the_commit(call, call.params["ref"])
    latest = acts.latest_statuses(call.repo, sha)
    return {
        "state": acts.combined_state(latest),
        "sha": sha,
        "total_count": len(latest),
        "statuses": [GitShapes(call).status(call.repo, sha, status) for status in call.page(latest)],
        "repository": Shapes(call).repository(call.repo),
    }


@read("/pages", "pages")
def get_pages(call: Call) -> object:
    """The site is served at an address of the stand-in's own: ``PAGES`` and the repository's number."""
    if not call.repo.pages:
        raise RefusedError(404, "Not Found")
    return {
        "status": "built",
        "html_url": f"{call.api}{PAGES}{call.repo.id}/",
        "build_type": "workflow",
        "public": True,
    }


@read("/collaborators/{username}/permission")
def get_permission(call: Call) -> object:
    user = call.user_named(call.params["username"])
    role = call.world.state.role(call.repo, user.id)
    words = {Role.TRIAGE: "read", Role.MAINTAIN: "write"}
    return {
        "permission": words.get(role, role.name.lower()),
        "role_name": role.name.lower(),
        "user": Shapes(call).user(user),
    }


@read("/actions/runs", "actions")
def list_runs(call: Call) -> object:
    filters = {"event": "event", "head_sha": "head_sha", "branch": "head_branch", "status": "status"}
    found = [
        run
        for run in reversed(call.repo.runs.values())
        if all(getattr(run, name) == call.query[key] for key, name in filters.items() if key in call.query)
    ]
    shapes = [GitShapes(call).run(call.repo, run) for run in call.page(found)]
    return {"total_count": len(found), "workflow_runs": shapes}


@read("/actions/runs/{run_id}", "actions")
def get_run(call: Call) -> object:
    run = call.repo.runs.get(call.number("run_id"))
    if run is None:
        raise RefusedError(404, "Not Found")
    return GitShapes(call).run(call.repo, run)


@read("/rules/branches/{branch}")
def get_rules(call: Call) -> object:
    return _setting(call, [])


@read("/environments/{environment_name}", "actions")
def get_environment(call: Call) -> object:
    return _setting(call)


@read("/attestations/{subject_digest}", "attestations")
def list_attestations(call: Call) -> object:
    return _setting(call)


@read("/actions/permissions", "administration")
@read("/actions/permissions/workflow", "administration")
def get_actions_permissions(call: Call) -> object:
    return _setting(call)


@read("/actions/permissions/fork-pr-contributor-approval", "administration")
def get_fork_approval(call: Call) -> object:
    return _setting(call)


def _setting(call: Call, otherwise: object = None) -> object:
    _, _, _, _, path = call.path.split("/", 4)
    found = call.repo.settings.get(f"/{path}", otherwise)
    if found is None:
        raise RefusedError(404, "Not Found")
    return found
