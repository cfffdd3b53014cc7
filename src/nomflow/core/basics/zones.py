"""Time zones as organisers write them: the offset that holds there at a wall-clock time, or why there is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from difflib import get_close_matches

from nomflow.core.basics.answer import Text, say

AOE = "AoE"
"""Anywhere on Earth: a day is over when it is over everywhere, that is at UTC−12."""

_AOE = timedelta(hours=-12)
_FIXED = {
    "aoe": (AOE, _AOE),
    "anywhere on earth": (AOE, _AOE),
    "utc": ("UTC", timedelta(0)),
    "gmt": ("UTC", timedelta(0)),
    "z": ("UTC", timedelta(0)),
}
# Letters that mean different offsets in summer and in winter, or in different countries.
_LETTERS = {
    "pst pdt pt": "America/Los_Angeles",
    "mst mdt mt": "America/Denver",
    "cdt ct": "America/Chicago",
    "cst": "America/Chicago, Asia/Shanghai",
    "est edt et": "America/New_York",
    "akst akdt": "America/Anchorage",
    "hst": "Pacific/Honolulu",
    "brt": "America/Sao_Paulo",
    "bst": "Europe/London, Asia/Dhaka",
    "wet west": "Europe/Lisbon",
    "cet cest met mest": "Europe/Berlin, Europe/Paris",
    "eet eest": "Europe/Helsinki, Europe/Athens",
    "msk": "Europe/Moscow",
    "ist": "Asia/Kolkata, Europe/Dublin, Asia/Jerusalem",
    "pkt": "Asia/Karachi",
    "sgt": "Asia/Singapore",
    "hkt": "Asia/Hong_Kong",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "awst": "Australia/Perth",
    "acst acdt": "Australia/Adelaide",
    "aest aedt": "Australia/Sydney",
    "nzst nzdt": "Pacific/Auckland",
    "sast": "Africa/Johannesburg",
    "wat": "Africa/Lagos",
    "eat": "Africa/Nairobi",
    "idlw": AOE,
}
# Files of a zone database that are no place: they differ from machine to machine, or count leap seconds.
_NO_PLACE = ("posix/", "right/", "posixrules", "localtime", "factory", "leap", "tzdata", "zone", "iso3166", "+version")
_LONGEST_NAME = 60


class WhenError(ValueError):
    """A date, a time or a time zone that cannot be read; ``text`` says why and what to write instead."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(str(text))


def in_zone(wall: datetime, zone: str) -> tuple[datetime, str]:
    """The naive ``wall`` clock time with the offset that holds in ``zone``, and the zone's proper name.

    Raises ``WhenError`` if the zone is unknown or ambiguous, and if its clocks show that time twice or never
    (https://peps.python.org/pep-0495/).
    """
    name = " ".join(zone.split())
    if fixed := _FIXED.get(name.casefold()):
        return wall.replace(tzinfo=timezone(fixed[1])), fixed[0]
    for letters, places in _LETTERS.items():
        if name.casefold() in letters.split():
            raise WhenError(
                say("{zone} can mean several offsets. Write the place instead: {places}.", zone=name, places=places)
            )
    return _in_place(wall, name), name


def _in_place(wall: datetime, name: str) -> datetime:
    from zoneinfo import ZoneInfo  # most elections use AoE or UTC and need no zone database

    no_place = len(name) > _LONGEST_NAME or name.casefold().startswith(_NO_PLACE)
    try:
        place = None if no_place else ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        place = None
    if place is None:
        raise _unknown(name)
    earlier, later = wall.replace(tzinfo=place, fold=0), wall.replace(tzinfo=place, fold=1)
    before, after = earlier.utcoffset(), later.utcoffset()
    if before is None or after is None:  # for the type checker: ZoneInfo always answers for a whole datetime
        raise _unknown(name)
    first, second = wall.replace(tzinfo=timezone(before)), wall.replace(tzinfo=timezone(after))
    if before == after:
        return first
    words = {
        "wall": f"{wall:%Y-%m-%d %H:%M}",
        "zone": name,
        "one": written(first),
        "other": written(second),
        "one_utc": f"{first.astimezone(UTC):%H:%M}",
        "other_utc": f"{second.astimezone(UTC):%H:%M}",
    }
    if before > after:
        raise WhenError(
            say(
                "{wall} happens twice in {zone}, because the clocks are set back. "
                "Write {one} ({one_utc} UTC) or {other} ({other_utc} UTC).",
                **words,
            )
        )
    raise WhenError(
        say(
            "{wall} does not exist in {zone}, because the clocks are set forward over it. "
            "Write {one} ({one_utc} UTC) or {other} ({other_utc} UTC).",
            **words,
        )
    )


def written(at: datetime) -> str:
    """RFC 3339 to the minute, with offset: what an organiser may paste into a config."""
    return at.replace(second=0).isoformat(timespec="minutes")


def _unknown(name: str) -> WhenError:
    from zoneinfo import available_timezones  # needed for a mistake only

    shown = name[:_LONGEST_NAME]
    names = {known.casefold(): known for known in available_timezones() if "/" in known}
    cities = {key.rpartition("/")[2]: known for key, known in sorted(names.items(), reverse=True)}
    key = shown.casefold().replace(" ", "_")
    close = get_close_matches(key, names, 1, 0.75) or get_close_matches(key, cities, 1, 0.85)
    if close:
        guess = names.get(close[0]) or cities[close[0]]
        return WhenError(say("{zone} is not a time zone. Did you mean {guess}?", zone=shown, guess=guess))
    return WhenError(
        say(
            "{zone} is not a time zone. Write AoE, UTC, or a place such as Europe/Berlin.",
            zone=shown or "An empty name",
        )
    )
