"""Lists that never grow too long: ten entries in sight, the rest folded, and what does not fit counted."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from nomflow.render.comment.markdown import NOTHING, Markdown, put

SHOWN = 10
_OVERHEAD = 3


class Listing(Struct, frozen=True):
    """``folded`` stands in a ``<details>`` with ``summary``; ``left_out`` says how many did not fit."""

    shown: tuple[Markdown, ...] = ()
    folded: tuple[Markdown, ...] = ()
    summary: Markdown = NOTHING
    left_out: Markdown = NOTHING


class CommentSection(Struct, frozen=True):
    """A part of the comment: a title, a list, and what is said below it."""

    title: Markdown
    items: tuple[Markdown, ...] = ()
    notes: tuple[Markdown, ...] = ()
    listing: Listing = Listing()

    @property
    def wanted(self) -> int:
        """Characters that the whole list would take."""
        return sum(len(item) + _OVERHEAD for item in self.items)

    def within(self, room: int) -> CommentSection:
        """The section with as much of its list as ``room`` characters hold."""
        return replace(self, listing=_listing(self.items, room))


def _listing(items: Sequence[Markdown], room: int) -> Listing:
    kept = 0
    for item in items:
        room -= len(item) + _OVERHEAD
        if room < 0:
            break
        kept += 1
    rest = len(items) - kept
    folded = tuple(items[SHOWN:kept])
    told = "{rest} more do not fit here. `nomflow check` shows everything."
    if rest == 1:
        told = "One more does not fit here. `nomflow check` shows everything."
    return Listing(
        tuple(items[: min(kept, SHOWN)]),
        folded,
        put("{count} more", count=len(folded)) if folded else NOTHING,
        put(told, rest=rest) if rest else NOTHING,
    )


def shared_out(sections: Sequence[CommentSection | None], room: int) -> list[CommentSection | None]:
    """The sections with their lists in ``room`` characters: each has an equal share, and what one does not need the
    others get."""
    wanted = sorted(section.wanted for section in sections if section)
    share = room
    for place, each in enumerate(wanted):
        share = room // (len(wanted) - place)
        if each > share:
            break
        room -= each
    return [section.within(share) if section else None for section in sections]
