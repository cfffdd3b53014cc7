"""The contents API: files and folders by path, with its ways of following and hiding things."""

from __future__ import annotations

import posixpath

from standin import pulls
from standin.gitobjects import Leaf, Mode
from standin.permissions import writing
from standin.refs import commit_of
from standin.rest.git import decoded
from standin.rest.git_shapes import GitShapes, wrapped_base64
from standin.rest.routing import REPO, Call, Reply, read, route
from standin.rest.shapes import Json, Shapes
from standin.world import RefusedError

MAX_INLINE = 1024 * 1024
"""Bytes up to which a file's content is in the answer
(https://docs.github.com/rest/repos/contents#get-repository-content)."""
MAX_RAW = 100 * MAX_INLINE
MAX_LISTED = 1000
"""Entries of a folder that are listed (same page)."""


@read("/contents", "contents")
@read("/contents/", "contents")
@read("/contents/{path}", "contents")
def get_contents(call: Call) -> object:
    path = call.params.get("path", "").strip("/")
    ref = call.query.get("ref", call.repo.default_branch)
    commit = commit_of(call.world, call.repo, ref)
    if commit is None:
        raise RefusedError(404, f"No commit found for the ref {ref}")
    objects = call.world.objects
    tree = objects.commit(commit).tree
    leaf = objects.at(tree, path)
    if leaf is None:
        raise RefusedError(404, "Not Found")
    if leaf.mode is Mode.TREE:
        below = sorted(objects.tree(leaf.sha).entries.items())[:MAX_LISTED]
        entries = [_entry(call, f"{path}/{name}".strip("/"), inner, ref) for name, inner in below]
        if "object" in call.accept:
            return {**_entry(call, path, leaf, ref), "entries": entries}
        return entries
    return _one(call, path, _followed(call, tree, path, leaf), ref)


def _followed(call: Call, tree: str, path: str, leaf: Leaf) -> Leaf:
    """A symlink to an ordinary file of the repository answers with that file's content."""
    if leaf.mode is not Mode.SYMLINK:
        return leaf
    target = call.world.objects.blob(leaf.sha).data.decode(errors="replace")
    end = call.world.objects.at(tree, posixpath.normpath(posixpath.join(posixpath.dirname(path), target)))
    return end if end and end.mode in (Mode.FILE, Mode.EXECUTABLE) else leaf


def _one(call: Call, path: str, leaf: Leaf, ref: str) -> object:
    entry = _entry(call, path, leaf, ref)
    if leaf.mode is Mode.SUBMODULE:
        return entry | {"type": "submodule", "submodule_git_url": "https://example.invalid/submodule.git"}
    data = call.world.objects.blob(leaf.sha).data
    if leaf.mode is Mode.SYMLINK:
        return entry | {"type": "symlink", "target": data.decode(errors="replace")}
    if len(data) > MAX_RAW:
        raise RefusedError(403, "This API returns blobs up to 100 MB in size.")
    if "raw" in call.accept:
        return Reply(200, raw=data)
    if len(data) > MAX_INLINE:
        return entry | {"content": "", "encoding": "none"}
    return entry | {"content": wrapped_base64(data), "encoding": "base64"}


def _entry(call: Call, path: str, leaf: Leaf, ref: str) -> Json:
    """What a listing says of one entry; there a submodule shows as a file."""
    url = Shapes(call).repository_url(call.repo)
    own, git = f"{url}/contents/{path}?ref={ref}", f"{url}/git/{leaf.mode.kind}s/{leaf.sha}"
    kinds = {Mode.TREE: "dir", Mode.SYMLINK: "symlink"}
    plain = leaf.mode.kind == "blob"
    html = Shapes(call).html_url(call.repo, f"/blob/{ref}/{path}")
    return {
        "name": posixpath.basename(path),
        "path": path,
        "sha": leaf.sha,
        "size": len(call.world.objects.blob(leaf.sha).data) if plain else 0,
        "url": own,
        "html_url": html,
        "git_url": git,
        "download_url": Shapes(call).html_url(call.repo, f"/raw/{ref}/{path}") if plain else None,
        "type": kinds.get(leaf.mode, "file"),
        "_links": {"self": own, "git": git, "html": html},
    }


@route("PUT", REPO + "/contents/{path}", writing("contents"))
def put_contents(call: Call) -> Reply:
    path, branch = call.params["path"], call.text("branch", call.repo.default_branch)
    objects, ref = call.world.objects, f"refs/heads/{branch}"
    if path.startswith(".github/workflows/"):
        call.refuse_unless(writing("workflows"))
    if ref not in call.repo.refs:
        raise RefusedError(404, f"Branch {branch} not found")
    head = call.repo.refs[ref]
    leaf, given = objects.at(objects.commit(head).tree, path), call.text_or_none("sha")
    if leaf and given is None:
        raise RefusedError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.')
    if given and (leaf is None or leaf.sha != given):
        raise RefusedError(409, f"{path} does not match {given}")
    call.world.state.tick()
    tree = objects.changed(objects.commit(head).tree, {path: decoded(call.text("content"), "base64")})
    author = call.world.state.users[call.caller.id]
    sha = pulls.commit(call.world, author, tree, [head], call.text("message"))
    pulls.move_ref(call.world, call.repo, ref, sha, call.caller.id)
    made = objects.at(tree, path)
    assert made is not None
    shapes = {"content": _entry(call, path, made, branch), "commit": GitShapes(call).git_commit(call.repo, sha)}
    return Reply(200 if leaf else 201, shapes)
