"""Which paths and names may stand in a request. Asked before every request; see github.md S6 for what happens else."""

from __future__ import annotations

from nomflow.core.basics.errors import GitHubError, UsageError

_LONGEST = 4096
"""Bytes of a path: what Linux allows (https://man7.org/linux/man-pages/man3/realpath.3.html)."""

_NAME = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


class UnsafePathError(GitHubError):
    """A path that no repository holds and that might lead a request elsewhere."""


def safe(path: str) -> bool:
    """Whether a path is relative, written with ``/``, and names the same thing to everybody who reads it."""
    if not path or len(path.encode("utf-8", "replace")) > _LONGEST or "\\" in path:
        return False
    if any(ord(char) < 0x20 or ord(char) == 0x7F or 0xD800 <= ord(char) <= 0xDFFF for char in path):
        return False
    return all(part not in ("", ".", "..") and part.lower() not in _DISGUISED for part in path.split("/"))


_DISGUISED = frozenset(("%2e", "%2e%2e", ".%2e", "%2e."))


def checked(path: str) -> str:
    """The path. Raises ``UnsafePathError``."""
    if not safe(path):
        raise UnsafePathError(f"nomflow does not ask GitHub for the path {path[:80]!r}.")
    return path


def repository_name(typed: str) -> tuple[str, str]:
    """Owner and name. Raises ``UsageError`` for what can be no repository."""
    if not typed.strip():
        raise UsageError("Name the repository with --repo owner/name.")
    owner, slash, name = typed.strip().removesuffix(".git").partition("/")
    if not slash or not _is_name(owner) or not _is_name(name):
        raise UsageError(f"{typed[:80]!r} is not a repository. Write owner/name.")
    return owner, name


def _is_name(text: str) -> bool:
    return 0 < len(text) <= 100 and text not in (".", "..") and _NAME.issuperset(text)
