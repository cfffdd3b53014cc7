"""Folders as on macOS and Windows: capital and small letters are the same, and a file is called as it was made."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def ignore_case(monkeypatch: pytest.MonkeyPatch, top: Path) -> None:
    """Below ``top``, every spelling of a path leads to the file. What is listed, is listed as it was made."""
    for module, name in ((os, "stat"), (os, "lstat"), (os, "listdir"), (os, "scandir"), (io, "open")):
        monkeypatch.setattr(module, name, _patient(getattr(module, name), top, os.listdir))


def _patient(ask: Callable[..., Any], top: Path, listdir: Callable[[Path], list[str]]) -> Callable[..., Any]:
    def asked(path: Any, *more: Any, **named: Any) -> Any:
        try:
            return ask(path, *more, **named)
        except FileNotFoundError:
            found = top
            if not Path(path).is_relative_to(top):
                raise
            for part in Path(path).relative_to(top).parts:
                found /= next((name for name in listdir(found) if name.casefold() == part.casefold()), part)
            return ask(found, *more, **named)

    return asked
