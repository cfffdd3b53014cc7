"""Where in a file something stands."""

from __future__ import annotations

from msgspec import Struct


class Place(Struct, frozen=True, kw_only=True, order=True):
    """A stretch of a file. Lines and columns count from 1; columns count characters, not bytes.

    ``end_line`` and ``end_column`` name the last character that belongs to it; 0 means "not known".
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    def moved(self, lines: int) -> Place:
        """The same place after ``lines`` lines were put above it."""
        end = self.end_line + lines if self.end_line else 0
        return Place(
            path=self.path, line=self.line + lines, column=self.column, end_line=end, end_column=self.end_column
        )
