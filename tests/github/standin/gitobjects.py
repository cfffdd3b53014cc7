"""Git's own objects with their true names: what a file, a folder and a commit are called on GitHub."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar


class Mode(StrEnum):
    """What kind of thing a tree entry is (https://git-scm.com/docs/git-fast-import#_filemodify)."""

    FILE = "100644"
    EXECUTABLE = "100755"
    SYMLINK = "120000"
    SUBMODULE = "160000"
    TREE = "040000"

    @property
    def kind(self) -> str:
        return {Mode.TREE: "tree", Mode.SUBMODULE: "commit"}.get(self, "blob")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A thing in a tree: its mode, and the name of the object it points to."""

    mode: Mode
    sha: str


@dataclass(frozen=True, slots=True)
class Blob:
    data: bytes


@dataclass(frozen=True, slots=True)
class Tree:
    entries: Mapping[str, Leaf]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who and when, as a commit says it: free text, set by whoever made the commit."""

    name: str
    email: str
    when: datetime

    def __str__(self) -> str:
        return f"{self.name} <{self.email}> {int(self.when.timestamp())} +0000"


@dataclass(frozen=True, slots=True)
class Commit:
    tree: str
    parents: tuple[str, ...]
    message: str
    author: Signature
    committer: Signature


@dataclass(frozen=True, slots=True)
class Symlink:
    target: str


@dataclass(frozen=True, slots=True)
class Submodule:
    sha: str = "5" * 40


@dataclass(frozen=True, slots=True)
class Executable:
    data: bytes | str


Content = str | bytes | Symlink | Submodule | Executable
"""What a test puts at a path; plain text and bytes are ordinary files."""

Files = Mapping[str, Content | None]
"""Paths and contents; ``None`` removes a path."""


_T = TypeVar("_T", Blob, Tree, Commit)


class Objects:
    """Content-addressed, only ever added to, shared by a repository and its forks (as on GitHub)."""

    def __init__(self) -> None:
        self._objects: dict[str, Blob | Tree | Commit] = {}
        self._files: dict[str, dict[str, Leaf]] = {}

    def blob(self, sha: str) -> Blob:
        return self._typed(sha, Blob)

    def tree(self, sha: str) -> Tree:
        return self._typed(sha, Tree)

    def commit(self, sha: str) -> Commit:
        return self._typed(sha, Commit)

    def get(self, sha: str) -> Blob | Tree | Commit | None:
        return self._objects.get(sha)

    def is_commit(self, sha: str) -> bool:
        return isinstance(self._objects.get(sha), Commit)

    def starting_with(self, prefix: str) -> str | None:
        """The full name of the one commit whose name begins so."""
        found = [sha for sha in self._objects if sha.startswith(prefix) and self.is_commit(sha)]
        return found[0] if len(prefix) >= 7 and len(found) == 1 else None

    def add_blob(self, data: bytes) -> str:
        return self._add(b"blob", data, Blob(data))

    def add_tree(self, entries: Mapping[str, Leaf]) -> str:
        ordered = sorted(entries.items(), key=lambda item: item[0] + ("/" if item[1].mode is Mode.TREE else ""))
        raw = b"".join(f"{leaf.mode.lstrip('0')} {name}\0".encode() + bytes.fromhex(leaf.sha) for name, leaf in ordered)
        return self._add(b"tree", raw, Tree(dict(ordered)))

    def add_commit(self, commit: Commit) -> str:
        head = [f"tree {commit.tree}", *(f"parent {parent}" for parent in commit.parents)]
        head += [f"author {commit.author}", f"committer {commit.committer}"]
        return self._add(b"commit", ("\n".join(head) + "\n\n" + commit.message).encode(), commit)

    def add_content(self, content: Content) -> Leaf:
        match content:
            case Symlink(target):
                return Leaf(Mode.SYMLINK, self.add_blob(target.encode()))
            case Submodule(sha):
                return Leaf(Mode.SUBMODULE, sha)
            case Executable(data):
                return Leaf(Mode.EXECUTABLE, self.add_blob(_as_bytes(data)))
            case _:
                return Leaf(Mode.FILE, self.add_blob(_as_bytes(content)))

    def add_files(self, files: Mapping[str, Leaf]) -> str:
        """A tree, with the trees inside it, from whole paths."""
        here: dict[str, Leaf] = {}
        below: dict[str, dict[str, Leaf]] = {}
        for path, leaf in files.items():
            first, slash, rest = path.partition("/")
            if slash:
                below.setdefault(first, {})[rest] = leaf
            else:
                here[first] = leaf
        return self.add_tree(here | {name: Leaf(Mode.TREE, self.add_files(inside)) for name, inside in below.items()})

    def changed(self, tree: str | None, files: Files) -> str:
        """The tree that comes of putting ``files`` into ``tree``."""
        leaves = dict(self.files(tree)) if tree else {}
        for path, content in files.items():
            if content is None:
                del leaves[path]
            else:
                leaves[path] = self.add_content(content)
        return self.add_files(leaves)

    def files(self, tree: str) -> Mapping[str, Leaf]:
        """Every path below a tree that is not itself a folder."""
        if tree not in self._files:
            self._files[tree] = {path: leaf for path, leaf in self.walk(tree) if leaf.mode is not Mode.TREE}
        return self._files[tree]

    def walk(self, tree: str, prefix: str = "") -> Iterator[tuple[str, Leaf]]:
        """Every path below a tree, folders too, in git's order."""
        for name, leaf in self.tree(tree).entries.items():
            yield prefix + name, leaf
            if leaf.mode is Mode.TREE:
                yield from self.walk(leaf.sha, f"{prefix}{name}/")

    def at(self, tree: str, path: str) -> Leaf | None:
        """What stands at a path; the tree itself at the empty path."""
        leaf = Leaf(Mode.TREE, tree)
        for name in path.split("/") if path else ():
            if leaf.mode is not Mode.TREE:
                return None
            found = self.tree(leaf.sha).entries.get(name)
            if found is None:
                return None
            leaf = found
        return leaf

    def history(self, sha: str) -> list[str]:
        """A commit and all before it, newest first."""
        seen: dict[str, None] = {}
        waiting = [sha]
        while waiting:
            commit = waiting.pop(0)
            if commit not in seen:
                seen[commit] = None
                waiting += self.commit(commit).parents
        return list(seen)

    def merge_base(self, one: str, other: str) -> str | None:
        behind = set(self.history(other))
        return next((sha for sha in self.history(one) if sha in behind), None)

    def _add(self, kind: bytes, raw: bytes, thing: Blob | Tree | Commit) -> str:
        sha = hashlib.sha1(kind + b" %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
        self._objects[sha] = thing
        return sha

    def _typed(self, sha: str, kind: type[_T]) -> _T:
        found = self._objects[sha]
        assert isinstance(found, kind), f"{sha} is no {kind.__name__}"
        return found


def _as_bytes(data: str | bytes) -> bytes:
    return data.encode() if isinstance(data, str) else data
