"""Putting new files on a branch in one commit, without a checkout: all of them or none, and never over others.

Nothing shows before the branch moves, so a run that dies on the way leaves nothing half done, and the next one starts
again. https://docs.github.com/en/rest/git
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping

from msgspec import Struct

from nomflow.core.basics.text import git_blob_sha
from nomflow.github.answers import Json
from nomflow.github.files import Repository, entries_of
from nomflow.github.paths import checked
from nomflow.github.queries import Variables, entries, in_repository
from nomflow.github.reply import RefusedError
from nomflow.github.writer import Writer

_TARGET = "target { oid ... on Commit { tree { oid } } }"
_PATHS_AT_ONCE = 60
_BYTES_AT_ONCE = 4_000_000
"""Bytes of files in one request. GitHub states no limit; this is a tenth of what it takes elsewhere."""


class Branch(Struct, frozen=True):
    """A branch as it was read: its name, its last commit and that one's tree."""

    name: str
    commit: str
    tree: str


class Proposal(Struct, frozen=True):
    """A pull request from a branch of ours, and the last commit it had."""

    number: int
    url: str
    open: bool
    commit: str


class Committer(Writer):
    """A repository whose branches and files are written. Each method may be called again."""

    def __init__(self, repository: Repository) -> None:
        super().__init__(repository)
        self._files = repository

    def default_branch(self) -> Branch:
        """The default branch now."""
        found = self._ask(f"defaultBranchRef {{ name {_TARGET} }}", Variables())["defaultBranchRef"]
        return _branch(found["name"].text, found["target"])

    def branch(self, name: str) -> Branch | None:
        """A branch now, if there is one."""
        variables = Variables()
        part = f"ref(qualifiedName: {variables.add(f'refs/heads/{name}', 'String!')}) {{ {_TARGET} }}"
        found = self._ask(part, variables)["ref"]
        return _branch(name, found["target"]) if found else None

    def differing(self, commit: str, files: Mapping[str, bytes]) -> Mapping[str, bool]:
        """The paths at which other bytes stand at a commit, or (``False``) nothing."""
        blobs: dict[str, str] = {}
        paths = tuple(files)
        for start in range(0, len(paths), _PATHS_AT_ONCE):
            some, variables = paths[start : start + _PATHS_AT_ONCE], Variables()
            oid = variables.add(commit, "GitObjectID!")
            part = f"object(oid: {oid}) {{ ... on Commit {{ {entries(some, variables, 'f')} }} }}"
            found = entries_of(self._ask(part, variables)["object"], "f", some)
            blobs |= {path: entry.blob for path, entry in found.items() if entry}
        return {path: path in blobs for path, raw in files.items() if blobs.get(path) != git_blob_sha(raw)}

    def commit(self, on: Branch, files: Mapping[str, bytes], message: str) -> str:
        """A commit on top of a branch that is not on it yet. GitHub signs it, for it names no author."""
        tree = on.tree
        for some in _portions(files):
            tree = self._tree(tree, some)
        return self._made("/git/commits", {"message": message, "tree": tree, "parents": [on.commit]})["sha"].text

    def move(self, branch: Branch, commit: str) -> None:
        """Moves a branch forward. Raises ``RefusedError`` where it went on meanwhile, or its rules say no."""
        self._client.write("PATCH", f"{self._path}/git/refs/heads/{branch.name}", {"sha": commit, "force": False})

    def create(self, name: str, commit: str) -> bool:
        """Makes a branch; whether this was the one who made it."""
        try:
            self._made("/git/refs", {"ref": f"refs/heads/{name}", "sha": commit})
        except RefusedError as error:
            if error.status != 422 or self.branch(name) is None:
                raise
            return False
        return True

    def delete(self, name: str) -> None:
        """Gone is gone."""
        self._client.write("DELETE", f"{self._path}/git/refs/heads/{name}", fine=(404, 422))

    def proposal(self, branch: str) -> Proposal | None:
        """The pull request from a branch of this repository: the open one, or else the latest."""
        variables = Variables()
        part = (
            f"pullRequests(headRefName: {variables.add(branch, 'String!')}, last: 100)"
            " { nodes { number url state headRefOid isCrossRepository } }"
        )
        found = [
            Proposal(each["number"].number, each["url"].text, each["state"].text == "OPEN", each["headRefOid"].text)
            for each in self._ask(part, variables)["pullRequests"].nodes
            if not each["isCrossRepository"].flag
        ]
        return max(found, key=lambda each: (each.open, each.number), default=None)

    def propose(self, branch: str, base: str, title: str, body: str) -> Proposal:
        """Opens a pull request, once: GitHub has one at most from a branch to another."""
        data = {"title": title, "body": body, "head": branch, "base": base}

        def done() -> bool:
            return (found := self.proposal(branch)) is not None and found.open

        try:
            self._client.write("POST", f"{self._path}/pulls", data, done=done)
        except RefusedError as error:
            if error.status != 422:
                raise
            found = self.proposal(branch)
            if found is None or not found.open:
                raise
            return found
        found = self.proposal(branch)
        assert found is not None
        return found

    def _tree(self, base: str, files: Mapping[str, bytes]) -> str:
        made = []
        for path, raw in files.items():
            entry = {"path": checked(path), "mode": "100644", "type": "blob"}
            try:
                made.append(entry | {"content": raw.decode()})
            except UnicodeDecodeError:
                data = {"content": b64encode(raw).decode(), "encoding": "base64"}
                made.append(entry | {"sha": self._made("/git/blobs", data)["sha"].text})
        return self._made("/git/trees", {"base_tree": base, "tree": made})["sha"].text

    def _made(self, path: str, data: Mapping[str, object]) -> Json:
        return self._client.write("POST", f"{self._path}{path}", data)

    def _ask(self, part: str, variables: Variables) -> Json:
        text = variables.query(in_repository(self._files.owner, self._files.name, variables, [part]))
        return self._client.query(text, variables.values).data["repository"]


def _branch(name: str, target: Json) -> Branch:
    return Branch(name, target["oid"].text, target["tree"]["oid"].text)


def _portions(files: Mapping[str, bytes]) -> Iterator[Mapping[str, bytes]]:
    some: dict[str, bytes] = {}
    for path, raw in files.items():
        if some and sum(map(len, some.values())) + len(raw) > _BYTES_AT_ONCE:
            yield some
            some = {}
        some[path] = raw
    yield some
