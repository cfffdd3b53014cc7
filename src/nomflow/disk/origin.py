"""Where a checkout came from."""

from __future__ import annotations

import re
from pathlib import Path

_ORIGIN = re.compile(r'\[remote "origin"\]\s*(?:(?!\[).*\n)*?\s*url\s*=\s*(\S+)')
_ON_GITHUB = re.compile(r"(?:https://|git@|ssh://git@)github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?")


def origin_of(folder: Path) -> str:
    """``owner/name`` of the repository on github.com that a folder is a clone of, or ``""``."""
    try:
        found = _ORIGIN.search((folder / ".git" / "config").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""
    named = _ON_GITHUB.fullmatch(found[1]) if found else None
    return named[1] if named else ""
