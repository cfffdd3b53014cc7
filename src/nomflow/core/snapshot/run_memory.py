"""What our own runs saw of a pull request, kept in the comment that they keep up to date.

GitHub gives no time for a push that only adds commits, for hiding a comment, and no words of a comment that was
deleted. So each run that has something to write also writes what it saw; a run that finds nothing new writes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from msgspec import Struct, field

from nomflow.core.snapshot.snapshot import Account, AccountKind, Comment

_BEGINS, _ENDS = "<!-- nomflow:seen v1 ", " -->"
_MOST_HEADS = 20
ROOM = 5_000
"""Characters for all of it: with the rest of the comment it stays below the 65,536 at which GitHub refuses one."""


class SeenHead(Struct, frozen=True):
    """That a commit was the head when we first looked, when we last wrote that down, and all the time in between.
    ``via`` are the commits that can have been the head since the sighting before: a later force push hides them."""

    commit: str
    first: datetime
    last: datetime
    via: tuple[str, ...] = ()


class Memory(Struct, frozen=True):
    """``said`` are comments that do something, in their shortest form; ``hidden`` are ids of comments and reviews, with
    the time when we first saw that they are hidden."""

    heads: tuple[SeenHead, ...] = ()
    said: tuple[Comment, ...] = ()
    hidden: Mapping[str, datetime] = field(default_factory=dict)


def memory_line(memory: Memory) -> str:
    """The memory as one line that nobody sees. What does not fit is left out, the newest comments first."""
    said = [_said(each) for each in memory.said]
    while True:
        document = {
            "heads": [
                [each.commit, _time(each.first), _time(each.last), *([list(each.via)] if each.via else [])]
                for each in memory.heads[-_MOST_HEADS:]
            ],
            "said": said,
            "hidden": {id: _time(at) for id, at in sorted(memory.hidden.items())},
        }
        text = json.dumps(document, separators=(",", ":"))
        for char in "-<>@":
            text = text.replace(char, f"\\u{ord(char):04x}")
        line = f"{_BEGINS}{text}{_ENDS}"
        if len(line) <= ROOM or not said:
            return line
        said.pop()


def memory_in(body: str) -> Memory:
    """The memory in a comment of ours; an empty one where there is none that can be read."""
    line = next((line for line in reversed(body.splitlines()) if line.startswith(_BEGINS)), "")
    try:
        found = json.loads(line.removeprefix(_BEGINS).removesuffix(_ENDS))
        return Memory(
            tuple(_head(*each) for each in found["heads"]),
            tuple(_comment(*each) for each in found["said"]),
            {str(id): _moment(at) for id, at in found["hidden"].items()},
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Memory()


def _head(commit: str, first: str, last: str, via: Iterable[str] = ()) -> SeenHead:
    return SeenHead(str(commit), _moment(first), _moment(last), tuple(map(str, via)))


def without_memory(body: str) -> str:
    """A comment of ours without what only runs read."""
    return "\n".join(line for line in body.splitlines() if not line.startswith(_BEGINS)).rstrip()


def _said(comment: Comment) -> list[object]:
    author = comment.author
    edited = _time(comment.edited_at) if comment.edited_at else None
    return [comment.id, author.login, author.id, _time(comment.created_at), edited, comment.body, comment.url]


def _comment(id: str, login: str, number: int | None, at: str, edited: str | None, body: str, url: str) -> Comment:
    author = Account(str(login), int(number) if number is not None else None, AccountKind.USER)
    changed = _moment(edited) if edited else None
    return Comment(
        id=str(id),
        author=author,
        body=str(body),
        created_at=_moment(at),
        edited_at=changed,
        edited_by=author if changed else None,
        url=str(url),
    )


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
