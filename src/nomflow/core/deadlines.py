"""When what closes for this nomination, extensions included."""

from __future__ import annotations

from datetime import datetime

from nomflow.core.nominee import nominee_of
from nomflow.core.officers import decisions
from nomflow.core.snapshot import Snapshot
from nomflow.core.when import Extension, Moment, Window, effective_close, utc


def window(snapshot: Snapshot, phase: str) -> Window:
    """The window of a phase: its own, or else that of nominations."""
    windows = snapshot.election.windows
    own: Window | None = getattr(windows, phase)
    return own or windows.nominations


def close_of(snapshot: Snapshot, phase: str) -> tuple[Moment | None, Extension | None]:
    """When a phase closes for this nominee, and the extension that makes it so."""
    extensions = (*snapshot.election.windows.extensions, *decisions(snapshot).extensions)
    return effective_close(window(snapshot, phase), extensions, nominee_of(snapshot).handle or None)


def cut_off(snapshot: Snapshot, phase: str) -> datetime | None:
    """The last second in which a phase is open, in UTC; ``None`` when it never closes."""
    close = close_of(snapshot, phase)[0]
    return utc(close) if close else None


def opening(snapshot: Snapshot, phase: str) -> datetime | None:
    """The first second of a phase, if it has a window of its own with an opening."""
    own: Window | None = getattr(snapshot.election.windows, phase)
    return utc(own.opens) if own and own.opens and phase != "nominations" else None


def is_over(snapshot: Snapshot, phase: str) -> bool:
    """Whether a phase has closed by the time of the snapshot."""
    close = cut_off(snapshot, phase)
    return close is not None and snapshot.taken_at.replace(microsecond=0) > close
