"""A line that says how far a long command is, where a person looks on; it is gone at the end."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO, TypeVar

    T = TypeVar("T")

_WIDTH = 20
_PATIENCE, _BETWEEN = 0.5, 0.1
"""Seconds before the line appears, and between two of its states."""


class Progress:
    """The line at the end of a terminal's output. Without a terminal, in CI and where it is not wanted, nothing."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._wanted = self._stream.isatty() and not any(os.environ.get(name) for name in ("CI", "NO_COLOR"))
        self._wanted &= os.environ.get("TERM") not in (None, "", "dumb")
        self._drawn = False

    def over(self, items: Iterable[T], what: str, total: int) -> Iterator[T]:
        """The items as they are asked for; ``what`` is what ``total`` of them are, as in “120 of 1,000 pages”."""
        if not self._wanted:
            yield from items
            return
        due = time.monotonic() + _PATIENCE
        try:
            for number, item in enumerate(items):
                if time.monotonic() >= due:
                    self._draw(number, max(total, number), what)
                    due = time.monotonic() + _BETWEEN
                yield item
        finally:
            self.clear()

    def say(self, line: str) -> None:
        """A line of its own, which stays."""
        self.clear()
        print(line, file=self._stream)

    def clear(self) -> None:
        if self._drawn:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
            self._drawn = False

    def _draw(self, number: int, total: int, what: str) -> None:
        done = "#" * (_WIDTH * number // total) if total else ""
        self._stream.write(f"\r\x1b[2K[{done:{_WIDTH}}] {number:,} of {total:,} {what}")
        self._stream.flush()
        self._drawn = True
