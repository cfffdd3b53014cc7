"""An election's windows as its configuration has them, before anything is said in a thread."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from nomflow.core.basics.time import Window, effective_close, utc
from nomflow.core.election.election import Election

PHASES = ("nominations", "complete", "accepted", "endorsed", "reviewed")
"""What a nominee and those around them do in a window."""


def window(election: Election, phase: str) -> Window:
    """The window of a phase; a close that it does not give is that of nominations."""
    windows = election.windows
    own: Window | None = getattr(windows, phase)
    if own is None:
        return windows.nominations
    return own if own.closes else Window(own.opens, windows.nominations.closes)


def cut_offs(election: Election, nominee: str | None = None) -> Mapping[str, datetime]:
    """The last second of each window, in UTC, with the extensions in the configuration: those for everybody, and those
    of a nominee (a login). Empty if a window never closes."""
    given = election.windows.extensions
    closes = {phase: effective_close(window(election, phase), given, nominee)[0] for phase in PHASES}
    ends = {phase: utc(close) for phase, close in closes.items() if close}
    return ends if len(ends) == len(closes) else {}


def last_close(election: Election, nominee: str | None = None) -> datetime | None:
    """The last second of the last of these windows; ``None`` if one never closes."""
    return max(cut_offs(election, nominee).values(), default=None)
