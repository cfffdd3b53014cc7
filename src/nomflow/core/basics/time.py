"""Dates, deadlines and windows, as an organiser writes them, as GitHub stamps them, and as people read them.

Everything is exact to the second. What an organiser may write:

========================  ==========================================  ==============================
written                   as an opening                               as a close (inclusive)
========================  ==========================================  ==============================
``2026-07-31``            00:00:00 of that day in the zone            23:59:59 of that day in the zone
``2026-07-31T14:00``      14:00:00                                    14:00:59, the whole minute
``2026-07-31T14:00:30``   14:00:30                                    14:00:30
========================  ==========================================  ==============================

A minute stands for the whole minute because real elections write "23:59 UTC" and mean the end of the day. The zone is
``AoE`` (UTC−12), ``UTC`` or an IANA name, given beside the date (``2026-07-31 AoE``) or once for the window; an RFC
3339 offset (``2026-07-31T14:00+02:00``, ``…Z``) needs none and overrides it.

**AoE is made for deadlines.** An opening in AoE is taken at its word: the day begins at UTC−12, which is *noon* UTC.
Who wants to open at 00:00 UTC writes ``UTC`` for the opening; ``describe`` says "start of day Anywhere on Earth (12:00
UTC)" so that nobody overlooks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import force_setattr

from nomflow.core.basics.answer import say
from nomflow.core.basics.login import same_login
from nomflow.core.basics.text import counted
from nomflow.core.basics.zones import AOE, WhenError, in_zone

__all__ = [
    "AOE",
    "Edge",
    "Extension",
    "Moment",
    "WhenError",
    "Window",
    "WindowState",
    "describe",
    "describe_day",
    "describe_span",
    "describe_utc",
    "effective_close",
    "in_your_time_zone_url",
    "parse_instant",
    "parse_moment",
    "utc",
]

_WRITTEN = (
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    r"(?:[Tt ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]{1,9})?)?"
    r"(?: ?(?P<offset>[Zz]|[+-][0-9]{2}:?[0-9]{2}))?)?"
    r"(?: (?P<zone>\S.*))?"
)
_LONGEST = 100
_YEARS = range(1970, 3000)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Edge(StrEnum):
    """Which end of a window a date stands for."""

    OPEN = "open"
    CLOSE = "close"


class WindowState(StrEnum):
    """Where an instant lies."""

    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


class Moment(Struct, frozen=True):
    """One second as an organiser wrote it.

    ``at`` carries the offset in force, ``zone`` the zone's name: ``AoE``, ``UTC``, an IANA name, or ``UTC+02:00``.
    """

    at: datetime
    zone: str

    def __post_init__(self) -> None:
        force_setattr(self, "at", _to_the_second(self.at))


class Window(Struct, frozen=True):
    """The span in which something may be done; both ends belong to it. ``None`` means no limit at that end.

    Raises ``WhenError`` if it would close before it opens.
    """

    opens: Moment | None = None
    closes: Moment | None = None

    def __post_init__(self) -> None:
        if self.opens and self.closes and self.closes.at < self.opens.at:
            raise WhenError(
                say(
                    "The window would close before it opens: it opens on {opens}, and closes on {closes}.",
                    opens=describe(self.opens),
                    closes=describe(self.closes),
                )
            )

    def state(self, at: datetime) -> WindowState:
        """Where the server's time ``at`` lies. Fractions of a second are dropped: the last second counts in full."""
        second = _to_the_second(at)
        if self.opens and second < self.opens.at:
            return WindowState.BEFORE
        if self.closes and second > self.closes.at:
            return WindowState.AFTER
        return WindowState.OPEN


class Extension(Struct, frozen=True, kw_only=True):
    """More time, on record: until when, who decided (login), when and why, and where that can be read.

    ``nominee`` is the login of the one it is for, or ``None`` if it is for all.
    """

    until: Moment
    by: str
    decided: Moment | None
    why: str
    link: str
    nominee: str | None = None


def effective_close(
    window: Window, extensions: Iterable[Extension], nominee: str | None = None
) -> tuple[Moment | None, Extension | None]:
    """When the window closes for ``nominee`` (a login; ``None``: for everybody), and the extension that makes it so.

    The latest one counts, whether general or the nominee's own; none ever shortens. A window without a close stays so.
    """
    close, reason = window.closes, None
    if close is None:
        return None, None
    for extension in extensions:
        theirs = nominee is not None and extension.nominee is not None and same_login(extension.nominee, nominee)
        if (extension.nominee is None or theirs) and extension.until.at > close.at:
            close, reason = extension.until, extension
    return close, reason


def parse_moment(text: str, zone: str | None, *, edge: Edge) -> Moment:
    """What the organiser wrote as the opening or the close of a window; the forms are listed above.

    ``zone`` is the window's own, for a text that names none. Raises ``WhenError`` and nothing else.
    """
    shown = " ".join(text.split())
    found = re.fullmatch(_WRITTEN, shown) if len(shown) <= _LONGEST else None
    if not found:
        raise WhenError(
            say(
                "“{text}” is not a date. Write 2026-07-31, 2026-07-31T14:00 or 2026-07-31T14:00+02:00.",
                text=shown[:_LONGEST],
            )
        )
    wall = _wall_clock(found, edge)
    if offset := found["offset"]:
        if found["zone"]:
            raise WhenError(say("“{text}” gives both an offset and a time zone. Leave one of them out.", text=shown))
        return _with_offset(wall, offset, shown)
    named = found["zone"] or zone
    if not named or not named.strip():
        raise WhenError(
            say("“{text}” has no time zone. Add one: AoE, UTC, or a place such as Europe/Berlin.", text=shown)
        )
    at, proper = in_zone(wall, named)
    return Moment(at, proper)


def parse_instant(text: str) -> datetime:
    """A server's RFC 3339 timestamp (``2026-07-31T12:00:00Z``) in UTC. Raises ``WhenError`` and nothing else."""
    found = re.fullmatch(_WRITTEN, text) if len(text) <= _LONGEST else None
    if not found or not found["offset"] or found["zone"]:
        raise WhenError(say("“{text}” is not a time such as 2026-07-31T12:00:00Z.", text=text[:_LONGEST]))
    return utc(_with_offset(_wall_clock(found, Edge.OPEN), found["offset"], text))


def utc(moment: Moment) -> datetime:
    """The same second, in UTC."""
    return moment.at.astimezone(UTC)


def describe(moment: Moment) -> str:
    """In words, always with its zone and in UTC: ``Friday 31 July 2026, 23:59 Europe/Berlin (21:59 UTC)``."""
    if moment.zone == "UTC":
        return describe_utc(moment.at)
    there, here = moment.at, utc(moment)
    clock, place = _clock(there), moment.zone
    if moment.zone == AOE:
        place = "Anywhere on Earth"
        clock = {"23:59": "end of day", "00:00": "start of day"}.get(clock, clock)
    in_utc = f"{_clock(here)} UTC" if here.date() == there.date() else describe_utc(here)
    return f"{describe_day(there)}, {clock} {place} ({in_utc})"


def describe_utc(at: datetime) -> str:
    """``Monday 10 August 2026, 00:00 UTC``."""
    here = _to_the_second(at).astimezone(UTC)
    return f"{describe_day(here)}, {_clock(here)} UTC"


def describe_day(day: date) -> str:
    """``Monday 10 August 2026``, in English wherever the program runs."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def describe_span(span: timedelta) -> str:
    """``3 minutes``: the largest unit that tells at least two, or one minute."""
    seconds = int(span.total_seconds())
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= 2 * size or (size == 60 and seconds >= size):
            return counted(seconds // size, name)
    return counted(seconds, "second")


def in_your_time_zone_url(moment: Moment) -> str:
    """A page that shows the reader the same minute on their own clock (``p1=1440`` says that the time is UTC)."""
    return f"https://www.timeanddate.com/worldclock/fixedtime.html?iso={utc(moment):%Y%m%dT%H%M}&p1=1440"


def _clock(at: datetime) -> str:
    """Hours and minutes; seconds only where they are neither the first nor the last of the minute."""
    return f"{at:%H:%M}" if at.second in {0, 59} else f"{at:%H:%M:%S}"


def _wall_clock(found: re.Match[str], edge: Edge) -> datetime:
    """The naive time that was written, with what was left out filled up towards the edge."""
    last = edge is Edge.CLOSE
    hour = found["hour"] or ("23" if last else "00")
    minute = found["minute"] or ("59" if last else "00")
    second = found["second"] or ("59" if last else "00")
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    if hour == "24":
        raise WhenError(say("There is no hour 24. For the end of a day, write the date alone, or 23:59."))
    if year not in _YEARS:
        raise WhenError(say("The year {year} cannot be meant. Write the date as 2026-07-31.", year=found["year"]))
    try:
        return datetime(year, month, day, int(hour), int(minute), int(second))  # noqa: DTZ001 - its zone comes next
    except ValueError:
        raise WhenError(say("There is no {text} in the calendar or on the clock.", text=found[0])) from None


def _with_offset(wall: datetime, offset: str, text: str) -> Moment:
    if offset in {"Z", "z"}:
        return Moment(wall.replace(tzinfo=UTC), "UTC")
    away = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    if away > timedelta(hours=14) or int(offset[-2:]) > 59:
        raise WhenError(say("No place on Earth has the offset of “{text}”. Write for example +02:00 or Z.", text=text))
    signed = -away if offset[0] == "-" else away
    return Moment(wall.replace(tzinfo=timezone(signed)), f"UTC{offset[:3]}:{offset[-2:]}" if away else "UTC")


def _to_the_second(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a time without its zone cannot be compared: " + at.isoformat())
    return at.replace(microsecond=0)
