"""What people and programs call a commit: a branch, a tag, a ref, a name of 40 or of at least 7 digits."""

from __future__ import annotations

from standin.state import Repository
from standin.world import World


def commit_of(world: World, repository: Repository, name: str) -> str | None:
    """The commit meant, if there is one. Commits of forks are reachable by their full names, as on GitHub."""
    for ref in (name, f"refs/{name}", f"refs/heads/{name}", f"refs/tags/{name}"):
        if ref in repository.refs:
            return repository.refs[ref]
    if name == "HEAD":
        return repository.refs.get(f"refs/heads/{repository.default_branch}")
    return name if world.objects.is_commit(name) else world.objects.starting_with(name)
