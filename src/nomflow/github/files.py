"""Files of the repository at one commit: their entries in git's tree, and their bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from nomflow.core.basics.text import git_blob_sha
from nomflow.core.election.election import RollSource
from nomflow.core.roll.roll import RollPart, Unavailable
from nomflow.core.snapshot.statement import Statement, read_statement
from nomflow.github.answers import Json
from nomflow.github.client import Client
from nomflow.github.teams import Teams

MAX_BYTES = 8_000_000
"""Bytes of a file of the base branch, such as a roll, that are read."""

_PLAIN = ("100644", "100755")


class TreeEntry(Struct, frozen=True, kw_only=True):
    """One entry of a tree. ``text`` is ``None`` where nobody asked, or where the bytes are no UTF-8 or too many."""

    blob: str
    mode: str
    size: int = 0
    binary: bool = False
    text: str | None = None

    @property
    def plain(self) -> bool:
        """Whether it is a file: no link, folder or other repository."""
        return self.mode in _PLAIN


class Repository(Struct, frozen=True, kw_only=True):
    """One repository, and who asks. ``teams`` may see more than ``client``; ``read`` makes statements of bytes."""

    client: Client
    owner: str
    name: str
    teams: Teams | None = None
    read: Callable[[str, bytes], Statement] = read_statement

    def members_of(self, source: RollSource) -> RollPart | Unavailable:
        """Who is in the team that a source of a roll names."""
        return (self.teams or Teams(self.client)).members(source)

    def bytes_of(self, entry: TreeEntry, limit: int = MAX_BYTES) -> bytes:
        """What a file holds, its first ``limit`` bytes. One more request only where GraphQL cannot say it exactly.

        A file of more than ``MAX_BYTES`` is not fetched, and counts as so many empty lines: too long for any reader.
        """
        if entry.size > MAX_BYTES:
            return b"\n" * limit
        if entry.text is not None:
            return entry.text.encode()[:limit]
        if not entry.size:
            return b""
        return self.client.blob(self.owner, self.name, entry.blob)[:limit]


def entry_of(node: Json) -> TreeEntry | None:
    """An entry as GraphQL shows it; ``None`` where there is none."""
    if not node:
        return None
    shown = node["object"]
    return TreeEntry(
        blob=node["oid"].text,
        mode=f"{node['mode'].number:06o}",
        size=shown["byteSize"].number if shown["byteSize"] else 0,
        binary=bool(shown["isBinary"]) and shown["isBinary"].flag,
        text=_exact(node["oid"].text, shown),
    )


def entries_of(node: Json, prefix: str, paths: tuple[str, ...]) -> Mapping[str, TreeEntry | None]:
    """The entries that a query asked for under ``prefix0`` and so on."""
    return {path: entry_of(node[f"{prefix}{place}"]) for place, path in enumerate(paths)}


def _exact(blob: str, shown: Json) -> str | None:
    """The text if it is the file: GitHub shows bytes that are not UTF-8 as it can, and cuts long texts."""
    text = shown["text"]
    if not text or shown["isTruncated"].flag:
        return None
    raw = text.text.encode("utf-8", "surrogatepass")
    return text.text if git_blob_sha(raw) == blob else None
