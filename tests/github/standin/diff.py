"""What a pull request changes, as GitHub computes and shows it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from standin.gitobjects import Leaf, Mode, Objects

CONTEXT = 3
"""Unchanged lines around a change; review comments stand on these and on the changed lines."""

SIMILAR = 0.5
"""From this share of equal lines on, a removed and an added file are one renamed file."""


@dataclass(frozen=True)
class Change:
    """One changed file."""

    path: str
    status: str
    old: Leaf | None
    new: Leaf | None
    previous: str | None = None
    before: bytes = b""
    after: bytes = b""

    @property
    def sha(self) -> str:
        leaf = self.new or self.old
        assert leaf is not None
        return leaf.sha

    @property
    def binary(self) -> bool:
        return is_binary(self.before) or is_binary(self.after)

    @cached_property
    def _hunks(self) -> list[list[tuple[str, int, int, int, int]]]:
        if self.binary:
            return []
        matcher = SequenceMatcher(None, lines(self.before), lines(self.after), autojunk=False)
        return [] if self.before == self.after else list(matcher.get_grouped_opcodes(CONTEXT))

    @property
    def additions(self) -> int:
        return sum(j2 - j1 for hunk in self._hunks for tag, _, _, j1, j2 in hunk if tag != "equal")

    @property
    def deletions(self) -> int:
        return sum(i2 - i1 for hunk in self._hunks for tag, i1, i2, _, _ in hunk if tag != "equal")

    def lines_in_diff(self, side: str) -> set[int]:
        """The lines (from 1) of the new (``RIGHT``) or old (``LEFT``) file that the diff shows."""
        if side == "RIGHT":
            return {n + 1 for hunk in self._hunks for _, _, _, j1, j2 in hunk for n in range(j1, j2)}
        return {n + 1 for hunk in self._hunks for _, i1, i2, _, _ in hunk for n in range(i1, i2)}

    @cached_property
    def patch(self) -> str | None:
        """The hunks as text; GitHub leaves them out for binary and for merely renamed files."""
        if not self._hunks:
            return None
        old, new = lines(self.before), lines(self.after)
        out: list[str] = []
        for hunk in self._hunks:
            first, last = hunk[0], hunk[-1]
            out.append(f"@@ -{_span(first[1], last[2])} +{_span(first[3], last[4])} @@")
            for tag, i1, i2, j1, j2 in hunk:
                if tag == "equal":
                    out += [f" {line}" for line in old[i1:i2]]
                else:
                    out += [*(f"-{line}" for line in old[i1:i2]), *(f"+{line}" for line in new[j1:j2])]
        return "\n".join(out)


def changes(objects: Objects, before: str, after: str) -> list[Change]:
    """What turns one tree into another, in the order of paths."""
    old, new = objects.files(before), objects.files(after)
    removed = {path: leaf for path, leaf in old.items() if path not in new}
    found: list[Change] = []
    for path, leaf in new.items():
        was = old.get(path)
        if was == leaf:
            continue
        after_data = content(objects, leaf)
        if was is not None:
            found.append(Change(path, "modified", was, leaf, None, content(objects, was), after_data))
        elif source := _source(objects, removed, leaf):
            was = removed.pop(source)
            found.append(Change(path, "renamed", was, leaf, source, content(objects, was), after_data))
        else:
            found.append(Change(path, "added", None, leaf, None, b"", after_data))
    found += [Change(path, "removed", leaf, None, None, content(objects, leaf)) for path, leaf in removed.items()]
    return sorted(found, key=lambda change: change.path)


def moved_line(before: bytes, after: bytes, line: int) -> int | None:
    """Where a line of one version stands in another; ``None`` when it was changed or removed."""
    for tag, i1, i2, j1, _ in SequenceMatcher(None, lines(before), lines(after), autojunk=False).get_opcodes():
        if tag == "equal" and i1 < line <= i2:
            return line - i1 + j1
    return None


def content(objects: Objects, leaf: Leaf) -> bytes:
    """A file's bytes; for a submodule what its diff shows."""
    return f"Subproject commit {leaf.sha}".encode() if leaf.mode is Mode.SUBMODULE else objects.blob(leaf.sha).data


def is_binary(data: bytes) -> bool:
    """Git's own guess: a NUL in the first 8,000 bytes."""
    return b"\0" in data[:8000]


def lines(data: bytes) -> list[str]:
    """Lines as git sees them: only a line feed ends one."""
    text = data.decode(errors="replace")
    return text.removesuffix("\n").split("\n") if text else []


def _source(objects: Objects, removed: dict[str, Leaf], leaf: Leaf) -> str | None:
    for path, was in removed.items():
        if was == leaf:
            return path
    for path, was in removed.items():
        if was.mode is leaf.mode and _similarity(content(objects, was), content(objects, leaf)) >= SIMILAR:
            return path
    return None


def _similarity(one: bytes, other: bytes) -> float:
    first, second = Counter(lines(one)), Counter(lines(other))
    return 2 * (first & second).total() / max(1, first.total() + second.total())


def _span(start: int, end: int) -> str:
    length = end - start
    return f"{start + 1 if length else start},{length}" if length != 1 else str(start + 1)
