"""GitHub's JSON, read once and strictly: what is not as GitHub's schema has it is an error, never a guess."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from msgspec import Struct

from nomflow.core.basics.errors import GitHubError


class Json(Struct, frozen=True):
    """A value in an answer, and where it stood. What is absent or null is false."""

    value: object
    where: str = "answer"

    def __bool__(self) -> bool:
        return self.value is not None

    def __getitem__(self, name: str) -> Json:
        if self.value is None:
            return Json(None, f"{self.where}.{name}")
        if not isinstance(self.value, dict):
            raise self._wrong("an object")
        return Json(self.value.get(name), f"{self.where}.{name}")

    def __iter__(self) -> Iterator[Json]:
        if not isinstance(self.value, list):
            raise self._wrong("a list")
        for place, item in enumerate(self.value):
            yield Json(item, f"{self.where}[{place}]")

    @property
    def nodes(self) -> tuple[Json, ...]:
        """What a connection holds."""
        found = tuple(self["nodes"])
        if not all(found):
            raise self._wrong("a list without holes")
        return found

    @property
    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self._wrong("text")
        return self.value

    @property
    def text_or_empty(self) -> str:
        return self.text if self else ""

    @property
    def number(self) -> int:
        """A whole number; a ``BigInt`` comes as text."""
        if isinstance(self.value, str) and self.value.isascii() and self.value.isdigit():
            return int(self.value)
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self._wrong("a number")
        return self.value

    @property
    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self._wrong("true or false")
        return self.value

    @property
    def time(self) -> datetime:
        try:
            found = datetime.fromisoformat(self.text)
        except ValueError as error:
            raise self._wrong("a time") from error
        return found.astimezone(UTC)

    @property
    def time_or_none(self) -> datetime | None:
        return self.time if self else None

    def _wrong(self, expected: str) -> GitHubError:
        return GitHubError(f"GitHub's {self.where} is not {expected}, so nomflow cannot continue.")
