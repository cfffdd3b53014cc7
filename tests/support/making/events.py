"""What people do in a pull request, each with a time such as ``07-10 12:00`` (2026, UTC)."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import TypedDict, Unpack

from making.people import account
from nomflow.core.snapshot.snapshot import Account, Comment, PostedStatus, Review, ReviewState

UNKNOWN_BLOB = "unknown"
"""For a review of which nobody knows what version it is about."""

_NUMBERS = count(1)
_URL = "https://github.com/example/elections/pull/7"
NOON = "07-10 12:00"


def at(text: str | datetime) -> datetime:
    """``07-10``, ``07-10 12:00`` or ``07-10 12:00:59`` as a time of 2026 in UTC."""
    if isinstance(text, datetime):
        return text
    day, _, clock = text.partition(" ")
    return datetime.fromisoformat(f"2026-{day}T{clock or '00:00'}").replace(tzinfo=UTC)


class Edited(TypedDict, total=False):
    """What may have happened to words afterwards."""

    edited_at: str | None
    edited_by: str | Account | None
    minimised: bool


def comment(who: str | Account, body: str, when: str = NOON, **edited: Unpack[Edited]) -> Comment:
    """A comment. ``edited_at`` alone means that nobody knows who edited it."""
    number = next(_NUMBERS)
    return Comment(
        id=str(number),
        author=account(who),
        body=body,
        created_at=at(when),
        edited_at=at(edited_at) if (edited_at := edited.get("edited_at")) else None,
        edited_by=_editor(edited),
        minimised=edited.get("minimised", False),
        url=f"{_URL}#issuecomment-{number}",
    )


def endorse(who: str | Account, when: str = NOON, employer: str = "") -> Comment:
    """``/endorse``, with an employer if there is one."""
    return comment(who, f"/endorse employer: {employer}" if employer else "/endorse", when)


def review(
    who: str | Account,
    state: ReviewState,
    when: str = NOON,
    body: str = "",
    blob: str = "",
    **edited: Unpack[Edited],
) -> Review:
    """A review, by default of the statement as it is."""
    number = next(_NUMBERS)
    return Review(
        id=str(number),
        author=account(who),
        state=state,
        submitted_at=at(when),
        body=body,
        blob=blob,
        edited_at=at(edited["edited_at"]) if edited.get("edited_at") else None,  # type: ignore[arg-type]  # checked before
        edited_by=_editor(edited),
        minimised=edited.get("minimised", False),
        url=f"{_URL}#pullrequestreview-{number}",
    )


def approve(who: str | Account, when: str = NOON, body: str = "", blob: str = "", **edited: Unpack[Edited]) -> Review:
    """An approving review."""
    return review(who, ReviewState.APPROVED, when, body, blob, **edited)


def ask_for_changes(who: str | Account, when: str = NOON, body: str = "", blob: str = "") -> Review:
    """A review that requests changes."""
    return review(who, ReviewState.CHANGES_REQUESTED, when, body, blob)


def remark(
    who: str | Account,
    when: str = NOON,
    body: str = "Please shorten the second part.",
    blob: str = "",
    **edited: Unpack[Edited],
) -> Review:
    """A review that only comments."""
    return review(who, ReviewState.COMMENTED, when, body, blob, **edited)


def dismissed(given: Review, when: str | None = None, was: ReviewState | None = ReviewState.APPROVED) -> Review:
    """A review after it was dismissed; without ``when``, nobody knows at what time."""
    from msgspec.structs import replace

    return replace(
        given,
        state=ReviewState.DISMISSED,
        dismissed_at=at(when) if when else None,
        dismissed_from=was if when else None,
    )


def status(commit: str, when: str, blob: str = "", state: str = "pending") -> PostedStatus:
    """A commit status of ours."""
    return PostedStatus(commit=commit, state=state, at=at(when), blob=blob)


def _editor(edited: Edited) -> Account | None:
    by = edited.get("edited_by")
    return account(by) if by else None
