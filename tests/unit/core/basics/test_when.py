"""Dates, deadlines and windows."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nomflow
from nomflow.core.basics.time import (
    Edge,
    Extension,
    Moment,
    WhenError,
    Window,
    WindowState,
    describe,
    describe_utc,
    effective_close,
    in_your_time_zone_url,
    parse_instant,
    parse_moment,
    utc,
)


def opening(text: str, zone: str | None = None) -> Moment:
    return parse_moment(text, zone, edge=Edge.OPEN)


def close(text: str, zone: str | None = None) -> Moment:
    return parse_moment(text, zone, edge=Edge.CLOSE)


def at(text: str) -> datetime:
    return parse_instant(text)


# What is written and which second it is


@pytest.mark.parametrize(
    ("text", "zone", "edge", "instant"),
    [
        ("2026-10-01", "AoE", Edge.CLOSE, "2026-10-02T11:59:59Z"),
        ("2026-10-01", "AoE", Edge.OPEN, "2026-10-01T12:00:00Z"),
        ("2026-10-01", "UTC", Edge.CLOSE, "2026-10-01T23:59:59Z"),
        ("2026-10-01", "UTC", Edge.OPEN, "2026-10-01T00:00:00Z"),
        ("2026-07-31", "Europe/Berlin", Edge.CLOSE, "2026-07-31T21:59:59Z"),
        ("2026-07-31", "Europe/Berlin", Edge.OPEN, "2026-07-30T22:00:00Z"),
        ("2026-12-03T23:59", "UTC", Edge.CLOSE, "2026-12-03T23:59:59Z"),
        ("2026-12-03T14:00", "UTC", Edge.CLOSE, "2026-12-03T14:00:59Z"),
        ("2026-12-03T14:00", "UTC", Edge.OPEN, "2026-12-03T14:00:00Z"),
        ("2026-12-03T14:00:30", "UTC", Edge.CLOSE, "2026-12-03T14:00:30Z"),
        ("2026-12-03 14:00", "America/New_York", Edge.OPEN, "2026-12-03T19:00:00Z"),
        ("2026-12-03T14:00:00+05:30", None, Edge.CLOSE, "2026-12-03T08:30:00Z"),
        ("2026-12-03 14:00 -0800", None, Edge.OPEN, "2026-12-03T22:00:00Z"),
        ("2026-12-03t14:00:00.999z", None, Edge.CLOSE, "2026-12-03T14:00:00Z"),
        ("2028-02-29", "UTC", Edge.CLOSE, "2028-02-29T23:59:59Z"),
    ],
)
def test_a_date_stands_for_its_first_or_its_last_second(text: str, zone: str | None, edge: Edge, instant: str) -> None:
    assert utc(parse_moment(text, zone, edge=edge)) == at(instant)


@pytest.mark.parametrize("zone", ["AoE", "aoe", "AOE", "Anywhere on Earth", "anywhere  on earth"])
def test_anywhere_on_earth_may_be_spelt_in_several_ways(zone: str) -> None:
    assert close("2026-10-01", zone) == close("2026-10-01", "AoE")


@pytest.mark.parametrize("zone", ["UTC", "utc", "GMT", "Z", "z"])
def test_utc_may_be_spelt_in_several_ways(zone: str) -> None:
    assert close("2026-10-01", zone) == close("2026-10-01", "UTC")


def test_a_zone_beside_the_date_is_stronger_than_the_zone_of_the_window() -> None:
    assert close("2026-10-01 AoE", "Europe/Berlin") == close("2026-10-01", "AoE")
    assert close("2026-10-01T12:00Z", "Europe/Berlin").zone == "UTC"


# What cannot be understood is refused, with a way out


@pytest.mark.parametrize(
    ("text", "zone", "says"),
    [
        ("1 October 2026", "UTC", "Write 2026-07-31"),
        ("01/10/2026", "UTC", "Write 2026-07-31"),
        ("2026-1-1", "UTC", "Write 2026-07-31"),
        ("", "UTC", "Write 2026-07-31"),
        ("२०२६-१०-०१", "UTC", "Write 2026-07-31"),
        ("2026-02-30", "UTC", "There is no 2026-02-30"),
        ("2026-10-01T23:60", "UTC", "There is no 2026-10-01T23:60"),
        ("2026-10-01T24:00", "UTC", "write the date alone, or 23:59"),
        ("0206-10-01", "UTC", "The year 0206"),
        ("2026-10-01", None, "no time zone. Add one: AoE, UTC"),
        ("2026-10-01", " ", "no time zone. Add one: AoE, UTC"),
        ("2026-10-01T12:00+02:00 AoE", None, "both an offset and a time zone"),
        ("2026-10-01T12:00+20:00", None, "No place on Earth"),
        ("2026-10-01T12:00+01:75", None, "No place on Earth"),
        ("2026-10-01", "PST", "America/Los_Angeles"),
        ("2026-10-01", "pt", "America/Los_Angeles"),
        ("2026-10-01", "EST", "America/New_York"),
        ("2026-10-01", "CET", "Europe/Berlin"),
        ("2026-10-01", "IST", "Asia/Kolkata"),
        ("2026-10-01", "europe/berlin", "Did you mean Europe/Berlin?"),
        ("2026-10-01", "Amerika/New York", "Did you mean America/New_York?"),
        ("2026-10-01", "Berlin", "Did you mean Europe/Berlin?"),
        ("2026-10-01", "Europe", "not a time zone"),
        ("2026-10-01", "right/Europe/Berlin", "not a time zone"),
        ("2026-10-01", "localtime", "not a time zone"),
        ("2026-10-01", "../../etc/passwd", "not a time zone"),
        ("2026-10-01", "/etc/localtime", "not a time zone"),
        ("2026-10-01", "{text}", "{text} is not a time zone"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_a_way_out(text: str, zone: str | None, says: str) -> None:
    with pytest.raises(WhenError) as refused:
        close(text, zone)
    assert says in str(refused.value)
    assert str(refused.value.text) == str(refused.value)


@pytest.mark.parametrize(
    ("text", "zone", "edge", "says", "one", "other"),
    [
        ("2026-10-25T02:30", "Europe/Berlin", Edge.CLOSE, "happens twice", "02:30+02:00", "02:30+01:00"),
        ("2026-03-29T02:30", "Europe/Berlin", Edge.OPEN, "does not exist", "02:30+01:00", "02:30+02:00"),
        ("2026-11-01T01:00", "America/New_York", Edge.OPEN, "happens twice", "01:00-04:00", "01:00-05:00"),
        ("2023-04-28", "Africa/Cairo", Edge.OPEN, "does not exist", "00:00+02:00", "00:00+03:00"),
        ("2023-10-26", "Africa/Cairo", Edge.CLOSE, "happens twice", "23:59+03:00", "23:59+02:00"),
    ],
)
def test_a_time_that_the_clocks_skip_or_repeat_is_refused_with_both_instants(
    text: str, zone: str, edge: Edge, says: str, one: str, other: str
) -> None:
    with pytest.raises(WhenError) as refused:
        parse_moment(text, zone, edge=edge)
    message = str(refused.value)
    assert says in message
    for written in (f"{text[:10]}T{one}", f"{text[:10]}T{other}"):
        assert written in message
        instant = utc(parse_moment(written, None, edge=edge))
        assert f"{written} ({instant:%H:%M} UTC)" in message


@pytest.mark.parametrize(
    ("text", "instant"),
    [("2026-10-25T01:59", "2026-10-24T23:59:59Z"), ("2026-10-25T03:00", "2026-10-25T02:00:59Z")],
)
def test_the_minutes_beside_the_repeated_hour_are_as_good_as_any(text: str, instant: str) -> None:
    assert utc(close(text, "Europe/Berlin")) == at(instant)


def described(text: str, zone: str | None, edge: Edge) -> str:
    """What people are told: when it is, or why that cannot be said."""
    try:
        return describe(parse_moment(text, zone, edge=edge))
    except WhenError as refused:
        return str(refused)


@given(
    st.text(max_size=60) | st.from_regex(r"[0-9]{4}-[01][0-9]-[0-3][0-9]([T ][0-2][0-9]:[0-9]{2}(Z|[+-][0-9]{4})?)?")
)
def test_no_text_does_worse_than_a_refusal(text: str) -> None:
    for zone in (None, "AoE", "Pacific/Apia"):
        for edge in Edge:
            assert described(text, zone, edge).endswith(("UTC", "UTC)", ".", "?"))


@given(st.text(max_size=30))
def test_no_zone_does_worse_than_a_refusal(zone: str) -> None:
    assert described("2026-10-01", zone, Edge.CLOSE).endswith(("UTC", "UTC)", ".", "?"))


# Windows


@pytest.mark.parametrize(
    ("instant", "state"),
    [
        ("2026-09-13T23:59:59.999Z", WindowState.BEFORE),
        ("2026-09-14T00:00:00Z", WindowState.OPEN),
        ("2026-10-02T11:59:59Z", WindowState.OPEN),
        ("2026-10-02T11:59:59.999Z", WindowState.OPEN),
        ("2026-10-02T12:00:00Z", WindowState.AFTER),
    ],
)
def test_a_window_holds_its_first_and_its_last_second(instant: str, state: WindowState) -> None:
    window = Window(opening("2026-09-14", "UTC"), close("2026-10-01", "AoE"))
    seen = datetime.fromisoformat(instant)
    assert window.state(seen) is state
    assert window.state(seen.astimezone(timezone(timedelta(hours=-9)))) is state


def test_a_window_without_ends_is_always_open() -> None:
    assert Window().state(at("1999-01-01T00:00:00Z")) is WindowState.OPEN
    assert Window(closes=close("2026-10-01", "UTC")).state(at("1999-01-01T00:00:00Z")) is WindowState.OPEN
    assert Window(opens=opening("2026-10-01", "UTC")).state(at("2999-01-01T00:00:00Z")) is WindowState.OPEN


def test_a_window_that_closes_before_it_opens_is_refused_in_words() -> None:
    with pytest.raises(WhenError, match="opens on Friday 2 October 2026, 00:00 UTC, and closes on Thursday 1 October"):
        Window(opening("2026-10-02", "UTC"), close("2026-10-01", "UTC"))


def test_a_day_opened_in_aoe_begins_at_noon_utc_and_says_so() -> None:
    window = Window(opens=opening("2026-07-10", "AoE"))
    assert window.state(at("2026-07-10T11:59:59Z")) is WindowState.BEFORE
    assert window.state(at("2026-07-10T12:00:00Z")) is WindowState.OPEN
    assert window.opens
    assert describe(window.opens) == "Friday 10 July 2026, start of day Anywhere on Earth (12:00 UTC)"


def test_a_time_without_a_zone_is_our_mistake_and_never_compared() -> None:
    naive = datetime(2026, 10, 1)  # noqa: DTZ001 - the mistake under test
    with pytest.raises(ValueError, match="without its zone"):
        Window().state(naive)
    with pytest.raises(ValueError, match="without its zone"):
        Moment(naive, "UTC")
    with pytest.raises(ValueError, match="without its zone"):
        describe_utc(naive)


# Extensions


def extension(until: str, nominee: str | None = None) -> Extension:
    return Extension(
        until=close(until, "UTC"),
        by="officer",
        decided=None,
        why="An outage",
        link="https://example.org/decision",
        nominee=nominee,
    )


WINDOW = Window(closes=close("2026-10-01", "UTC"))
WEEK, FORTNIGHT, EARLIER = extension("2026-10-08"), extension("2026-10-15", "Avery"), extension("2026-09-20")


@pytest.mark.parametrize(
    ("extensions", "nominee", "expected"),
    [
        ((), None, None),
        ((WEEK,), None, WEEK),
        ((WEEK,), "blake", WEEK),
        ((EARLIER,), "blake", None),
        ((FORTNIGHT,), "blake", None),
        ((FORTNIGHT,), None, None),
        ((FORTNIGHT,), "aVERY", FORTNIGHT),
        ((WEEK, FORTNIGHT, EARLIER), "avery", FORTNIGHT),
        ((FORTNIGHT, WEEK), "blake", WEEK),
        ((extension("2026-10-01"),), "blake", None),
    ],
)
def test_the_latest_extension_that_applies_moves_the_close_and_none_shortens(
    extensions: tuple[Extension, ...], nominee: str | None, expected: Extension | None
) -> None:
    moment, reason = effective_close(WINDOW, extensions, nominee)
    assert reason is expected
    assert moment == (expected.until if expected else WINDOW.closes)


def test_a_window_without_a_close_needs_no_extension() -> None:
    assert effective_close(Window(), (WEEK,), "avery") == (None, None)


# Words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (
            close("2026-07-31", "AoE"),
            "Friday 31 July 2026, end of day Anywhere on Earth (Saturday 1 August 2026, 11:59 UTC)",
        ),
        (
            close("2026-07-31T18:00", "AoE"),
            "Friday 31 July 2026, 18:00 Anywhere on Earth (Saturday 1 August 2026, 06:00 UTC)",
        ),
        (opening("2026-08-10", "UTC"), "Monday 10 August 2026, 00:00 UTC"),
        (opening("2026-08-14T00:00:01Z"), "Friday 14 August 2026, 00:00:01 UTC"),
        (close("2026-07-31T23:59", "Europe/Berlin"), "Friday 31 July 2026, 23:59 Europe/Berlin (21:59 UTC)"),
        (opening("2026-07-31T14:00+02:00"), "Friday 31 July 2026, 14:00 UTC+02:00 (12:00 UTC)"),
        (close("2027-01-01", "Asia/Tokyo"), "Friday 1 January 2027, 23:59 Asia/Tokyo (14:59 UTC)"),
    ],
)
def test_words_always_show_the_zone_and_utc(moment: Moment, words: str) -> None:
    assert describe(moment) == words


def test_the_link_to_ones_own_time_names_the_minute_in_utc() -> None:
    url = in_your_time_zone_url(close("2026-07-31", "AoE"))
    assert url == "https://www.timeanddate.com/worldclock/fixedtime.html?iso=20260801T1159&p1=1440"


# Timestamps of the server


def test_a_server_timestamp_is_read_as_utc() -> None:
    assert parse_instant("2026-07-31T12:00:00Z") == datetime(2026, 7, 31, 12, tzinfo=UTC)
    assert parse_instant("2026-07-31T14:00:00.5+02:00") == datetime(2026, 7, 31, 12, tzinfo=UTC)
    assert parse_instant("2026-07-31T12:00:00Z").tzinfo is UTC


@pytest.mark.parametrize(
    "text", ["", "2026-07-31", "2026-07-31T12:00:00", "2026-07-31T12:00:00 UTC", "now", "9" * 5000]
)
def test_a_timestamp_without_its_offset_is_refused(text: str) -> None:
    with pytest.raises(WhenError, match="not a time such as"):
        parse_instant(text)


def test_the_zone_database_is_loaded_for_places_only() -> None:
    program = (
        "import sys; from nomflow.core.basics.time import *;"
        "describe(parse_moment('2026-10-01', 'AoE', edge=Edge.CLOSE));"
        "print('zoneinfo' in sys.modules)"
    )
    path = {"PYTHONPATH": str(Path(nomflow.__file__).parents[1])}
    run = subprocess.run([sys.executable, "-c", program], env=path, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
