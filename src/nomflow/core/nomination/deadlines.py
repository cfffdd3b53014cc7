"""When what closes for this nomination, extensions included. Only the server's times count, to the second."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from nomflow.core.basics.time import Extension, Moment, Window, effective_close, utc
from nomflow.core.election.election import Election
from nomflow.core.election.windows import last_close, window
from nomflow.core.nomination.accounts import second
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.nomination.officers import decisions
from nomflow.core.snapshot.snapshot import Snapshot


def close_of(snapshot: Snapshot, phase: str) -> tuple[Moment | None, Extension | None]:
    """When a phase closes for this nominee, and the extension that makes it so.

    An extension moves every cut-off that would be earlier: who gets more time to be nominated gets it for the rest too.
    """
    extensions = (*snapshot.election.windows.extensions, *decisions(snapshot).extensions)
    return effective_close(window(snapshot.election, phase), extensions, nominee_of(snapshot).handle or None)


def for_everybody(election: Election) -> Election:
    """The election with its windows as the extensions for everybody leave them."""
    windows, extensions = election.windows, election.windows.extensions
    later: dict[str, Window] = {}
    for phase in ("nominations", "complete", "accepted", "endorsed", "reviewed"):
        own: Window | None = getattr(windows, phase)
        if own:
            later[phase] = Window(own.opens, effective_close(own, extensions)[0])
    return replace(election, windows=replace(windows, **later))


def cut_off(snapshot: Snapshot, phase: str) -> datetime | None:
    """The last second in which a phase is open, in UTC; ``None`` when it never closes."""
    close = close_of(snapshot, phase)[0]
    return utc(close) if close else None


def last_cut_off(snapshot: Snapshot) -> datetime | None:
    """The last second in which anything counts for this nomination, in UTC; ``None`` when a window never closes."""
    closed = last_close(snapshot.election, nominee_of(snapshot).handle or None)
    return max((closed, *(utc(each.until) for each in decisions(snapshot).extensions))) if closed else None


def opening(snapshot: Snapshot, phase: str) -> datetime | None:
    """The first second of a phase, if it has a window of its own with an opening."""
    own: Window | None = getattr(snapshot.election.windows, phase)
    return utc(own.opens) if own and own.opens and phase != "nominations" else None


def is_over(snapshot: Snapshot, phase: str) -> bool:
    """Whether a phase has closed by the time of the snapshot."""
    return is_late(snapshot, phase, snapshot.taken_at)


def is_late(snapshot: Snapshot, phase: str, at: datetime) -> bool:
    """Whether a server's time lies after the close of a phase."""
    close = cut_off(snapshot, phase)
    return close is not None and second(at) > close
