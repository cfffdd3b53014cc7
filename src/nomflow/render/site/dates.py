"""Dates as people need them: in the organisation's terms, in UTC, and in eleven places on Earth."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from markupsafe import Markup
from msgspec import Struct

from nomflow.core.site.site import Milestone, MilestoneKind
from nomflow.render.site.words import Catalogue

ANYWHERE_ON_EARTH = timezone(timedelta(hours=-12))

PLACES = (
    ("honolulu", "Pacific/Honolulu"),
    ("los-angeles", "America/Los_Angeles"),
    ("new-york", "America/New_York"),
    ("sao-paulo", "America/Sao_Paulo"),
    ("london", "Europe/London"),
    ("berlin", "Europe/Berlin"),
    ("nairobi", "Africa/Nairobi"),
    ("delhi", "Asia/Kolkata"),
    ("shanghai", "Asia/Shanghai"),
    ("tokyo", "Asia/Tokyo"),
    ("auckland", "Pacific/Auckland"),
)


class DatedStep(Struct, frozen=True):
    """A date in the list of dates: ``state`` is ``done``, ``now`` or ``next``."""

    title: str
    state: str
    at: Markup


class ZonePlace(Struct, frozen=True):
    name: str
    at: str


class Deadline(Struct, frozen=True):
    """A deadline and when it is where."""

    title: str
    places: tuple[ZonePlace, ...]


@cache
def zone(name: str) -> tzinfo:
    """A zone by name, from the pinned ``tzdata`` so that every machine says the same. Unknown names are UTC."""
    if name == "AoE":
        return ANYWHERE_ON_EARTH
    if name == "UTC":
        return UTC
    *folders, file = name.split("/")
    try:
        with importlib.resources.files(".".join(("tzdata.zoneinfo", *folders))).joinpath(file).open("rb") as data:
            return ZoneInfo.from_file(data, key=name)
    except (ModuleNotFoundError, OSError, ValueError):
        return UTC


def machine(at: datetime) -> str:
    """RFC 3339 in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamped(at: datetime, text: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine(at), text)


@lru_cache(maxsize=1024)
def day(words: Catalogue, at: datetime) -> Markup:
    """3 Aug 2026, in UTC."""
    return stamped(at, words.date(at.astimezone(UTC).date(), "short"))


@lru_cache(maxsize=1024)
def stamp(words: Catalogue, at: datetime) -> Markup:
    """3 Aug 2026, 09:00 UTC."""
    return stamped(at, _moment(words, at, "short"))


def full(words: Catalogue, milestone: Milestone) -> Markup:
    """A whole sentence's worth: a deadline in the organisation's zone and in UTC, a start in UTC."""
    return stamped(milestone.at, _told(words, milestone, "full", "weekday", ""))


def told(words: Catalogue, milestone: Milestone) -> str:
    """The same where there is no HTML."""
    return _told(words, milestone, "full", "weekday", "")


def short(words: Catalogue, milestone: Milestone) -> Markup:
    """The same for the list of dates."""
    return stamped(milestone.at, _told(words, milestone, "medium", "medium-weekday", "-short"))


def local_day(words: Catalogue, milestone: Milestone, pattern: str) -> str:
    """The day the organisation would name."""
    return words.date(milestone.at.astimezone(zone(milestone.zone) if milestone.closes else UTC).date(), pattern)


def moment(words: Catalogue, at: datetime, pattern: str) -> Markup:
    """A day in one of the catalogue's patterns and the time, in UTC."""
    return stamped(at, _moment(words, at, pattern))


def _moment(words: Catalogue, at: datetime, pattern: str) -> str:
    utc = at.astimezone(UTC)
    return str(words.text("moment", date=words.date(utc.date(), pattern), time=words.clock(utc)).unescape())


def _told(words: Catalogue, milestone: Milestone, pattern: str, utc_pattern: str, form: str) -> str:
    where = zone(milestone.zone)
    if not milestone.closes or where is UTC:
        return _moment(words, milestone.at, pattern)
    local = milestone.at.astimezone(where)
    day_ends = (local.hour, local.minute) == (23, 59)
    key = ("deadline-aoe" if day_ends else "deadline-aoe-at") if milestone.zone == "AoE" else "deadline-zone"
    told = words.text(
        key + form,
        date=words.date(local.date(), pattern),
        time=words.clock(local),
        zone=milestone.zone.replace("_", " "),
        utc=_moment(words, milestone.at, utc_pattern),
    )
    return str(told.unescape())


def title(words: Catalogue, milestone: Milestone, *, past: bool) -> str:
    """What a date is called, before or after it."""
    if milestone.title or milestone.step is MilestoneKind.OTHER:
        return milestone.title
    return str(words.text(f"step-{milestone.step}{'-done' if past else ''}").unescape())


def steps(words: Catalogue, milestones: Iterable[Milestone], built: datetime, *, over: bool) -> tuple[DatedStep, ...]:
    """The dates in order. The last one that has come by ``built`` is where an election stands that is not ``over``."""
    ordered = sorted(milestones, key=lambda milestone: milestone.at)
    come = sum(milestone.at <= built for milestone in ordered)
    return tuple(
        DatedStep(
            title(words, milestone, past=index < come),
            "next" if index >= come else "now" if index == come - 1 and not over else "done",
            short(words, milestone),
        )
        for index, milestone in enumerate(ordered)
    )


def next_step(milestones: Iterable[Milestone], built: datetime) -> Milestone | None:
    """The first date after ``built``."""
    return min((milestone for milestone in milestones if milestone.at > built), key=lambda each: each.at, default=None)


def deadline(words: Catalogue, milestones: Iterable[Milestone], built: datetime) -> Deadline | None:
    """The next deadline around the world; nothing once they are all over."""
    following = next_step((milestone for milestone in milestones if milestone.closes), built)
    if following is None:
        return None
    places = []
    for key, name in PLACES:
        local = following.at.astimezone(zone(name))
        text = f"{words.date(local.date(), 'medium-weekday')}, {words.clock(local)}"
        places.append(ZonePlace(str(words.text(f"place-{key}").unescape()), text))
    return Deadline(title(words, following, past=False), tuple(places))
