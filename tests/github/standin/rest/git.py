"""Git's objects and refs, one by one: what a program uses to make a commit without a checkout."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NotBase64
from datetime import datetime

from standin import pulls
from standin.gitobjects import Blob, Commit, Leaf, Mode, Signature, Tree
from standin.permissions import writing
from standin.refs import commit_of
from standin.rest.git_shapes import GitShapes
from standin.rest.routing import REPO, Call, Reply, read, route
from standin.rest.shapes import Json, Shapes
from standin.state import Repository
from standin.world import RefusedError

WRITING = writing("contents")
MAX_ENTRIES = 100_000
"""Entries in a recursive tree (https://docs.github.com/rest/git/trees#get-a-tree)."""


@read("/git/blobs/{file_sha}", "contents")
def get_blob(call: Call) -> object:
    if not isinstance(call.world.objects.get(call.params["file_sha"]), Blob):
        raise RefusedError(404, "Not Found")
    if "raw" in call.accept:
        return Reply(200, raw=call.world.objects.blob(call.params["file_sha"]).data)
    return GitShapes(call).blob(call.repo, call.params["file_sha"])


@route("POST", REPO + "/git/blobs", WRITING)
def create_blob(call: Call) -> Reply:
    sha = call.world.objects.add_blob(decoded(call.text("content"), call.text("encoding", "utf-8")))
    return Reply(201, {"sha": sha, "url": f"{Shapes(call).repository_url(call.repo)}/git/blobs/{sha}"})


def decoded(content: str, encoding: str) -> bytes:
    if encoding != "base64":
        return content.encode()
    try:
        return b64decode("".join(content.split()), validate=True)
    except NotBase64:
        raise RefusedError(422, "content is not valid Base64") from None


@read("/git/trees/{tree_sha}", "contents")
def get_tree(call: Call) -> object:
    objects, name = call.world.objects, call.params["tree_sha"]
    sha = name if isinstance(objects.get(name), Tree) else None
    if sha is None:
        commit = commit_of(call.world, call.repo, name)
        if commit is None:
            raise RefusedError(404, "Not Found")
        sha = objects.commit(commit).tree
    below = objects.walk(sha) if "recursive" in call.query else objects.tree(sha).entries.items()
    url = f"{Shapes(call).repository_url(call.repo)}/git"
    entries: list[Json] = []
    for path, leaf in below:
        entry: Json = {"path": path, "mode": leaf.mode.value, "type": leaf.mode.kind, "sha": leaf.sha}
        if leaf.mode.kind == "blob":
            entry["size"] = len(objects.blob(leaf.sha).data)
        if leaf.mode.kind != "commit":
            entry["url"] = f"{url}/{leaf.mode.kind}s/{leaf.sha}"
        entries.append(entry)
    shown = entries[:MAX_ENTRIES]
    return {"sha": sha, "url": f"{url}/trees/{sha}", "tree": shown, "truncated": len(shown) < len(entries)}


@route("POST", REPO + "/git/trees", WRITING)
def create_tree(call: Call) -> Reply:
    objects = call.world.objects
    base = call.text("base_tree")
    leaves: dict[str, Leaf] = {}
    if base:
        sha = base if isinstance(objects.get(base), Tree) else commit_of(call.world, call.repo, base)
        if sha is None:
            raise RefusedError(422, "base_tree is not a tree oid")
        leaves = dict(objects.files(sha if isinstance(objects.get(sha), Tree) else objects.commit(sha).tree))
    given = call.body.get("tree")
    for item in given if isinstance(given, list) else []:
        path, mode = str(item["path"]), Mode(item.get("mode", Mode.FILE))
        if path.startswith("/") or any(part in {"", ".", "..", ".git"} for part in path.split("/")):
            raise RefusedError(422, "tree.path contains a malformed path component")
        if "content" in item:
            leaves[path] = Leaf(mode, objects.add_blob(str(item["content"]).encode()))
        elif item.get("sha") is None:
            leaves.pop(path, None)
        elif mode is Mode.TREE:
            leaves |= {f"{path}/{name}": leaf for name, leaf in objects.files(str(item["sha"])).items()}
        elif mode is not Mode.SUBMODULE and not isinstance(objects.get(str(item["sha"])), Blob):
            raise RefusedError(422, f"tree.sha {item['sha']} is not a valid blob")
        else:
            leaves[path] = Leaf(mode, str(item["sha"]))
    made = objects.add_files(leaves)
    call.params = {**call.params, "tree_sha": made}
    return Reply(201, get_tree(call))


@read("/git/commits/{commit_sha}", "contents")
def get_commit(call: Call) -> object:
    if not call.world.objects.is_commit(call.params["commit_sha"]):
        raise RefusedError(404, "Not Found")
    return GitShapes(call).git_commit(call.repo, call.params["commit_sha"])


@route("POST", REPO + "/git/commits", WRITING)
def create_commit(call: Call) -> Reply:
    objects = call.world.objects
    if not isinstance(objects.get(call.text("tree")), Tree):
        raise RefusedError(422, "Tree SHA does not exist")
    for parent in call.texts("parents"):
        if not objects.is_commit(parent):
            raise RefusedError(422, "Parent SHA does not exist or is not a commit object")
    call.world.state.tick()
    author = _signature(call, call.body.get("author"))
    committer = _signature(call, call.body.get("committer") or call.body.get("author"))
    parents = tuple(call.texts("parents"))
    sha = objects.add_commit(Commit(call.text("tree"), parents, call.text("message"), author, committer))
    return Reply(201, GitShapes(call).git_commit(call.repo, sha))


def _signature(call: Call, given: object) -> Signature:
    own = pulls.signature(call.world, call.world.state.users[call.caller.id])
    if not isinstance(given, dict):
        return own
    when = datetime.fromisoformat(given["date"]) if "date" in given else own.when
    return Signature(str(given["name"]), str(given["email"]), when)


@read("/git/ref/{ref}", "contents")
def get_ref(call: Call) -> object:
    return _ref(call, f"refs/{call.params['ref']}")


@route("POST", REPO + "/git/refs", WRITING)
def create_ref(call: Call) -> Reply:
    name, sha = call.text("ref"), call.text("sha")
    if not name.startswith("refs/") or name.count("/") < 2:
        raise RefusedError(422, "Reference name must start with 'refs/' and have at least two slashes")
    if name in call.repo.refs:
        raise RefusedError(422, "Reference already exists")
    if not call.world.objects.is_commit(sha):
        raise RefusedError(422, "Object does not exist")
    pulls.move_ref(call.world, call.repo, name, sha, call.caller.id)
    return Reply(201, _ref(call, name))


@route("PATCH", REPO + "/git/refs/{ref}", WRITING)
def update_ref(call: Call) -> object:
    name, sha = f"refs/{call.params['ref']}", call.text("sha")
    before = _known(call.repo, name, 422)
    if not call.world.objects.is_commit(sha):
        raise RefusedError(422, "Object does not exist")
    if name.removeprefix("refs/heads/") in call.repo.protected:
        raise RefusedError(422, "Repository rule violations found\n\nChanges must be made through a pull request.")
    if not call.flag("force") and before not in call.world.objects.history(sha):
        raise RefusedError(422, "Update is not a fast forward")
    pulls.move_ref(call.world, call.repo, name, sha, call.caller.id)
    return _ref(call, name)


@route("DELETE", REPO + "/git/refs/{ref}", WRITING)
def delete_ref(call: Call) -> Reply:
    name = f"refs/{call.params['ref']}"
    _known(call.repo, name, 422)
    del call.repo.refs[name]
    return Reply(204)


def _known(repository: Repository, name: str, status: int) -> str:
    if name not in repository.refs:
        raise RefusedError(status, "Not Found" if status == 404 else "Reference does not exist")
    return repository.refs[name]


def _ref(call: Call, name: str) -> Json:
    sha = _known(call.repo, name, 404)
    url = f"{Shapes(call).repository_url(call.repo)}/git"
    target = {"type": "commit", "sha": sha, "url": f"{url}/commits/{sha}"}
    return {"ref": name, "node_id": "", "url": f"{url}/{name}", "object": target}
