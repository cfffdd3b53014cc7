"""The feed and the calendar: what other programs make of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_site import council, milestones, people, site
from msgspec.structs import replace

from nomflow.core.site.site import Change, ChangeKind, ElectionPage
from nomflow.render.site.feed import MOST_ENTRIES, atom, calendar
from nomflow.render.site.views import election_view

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(page: ElectionPage, base: str = "https://example.org/e/") -> ElementTree.Element:
    return ElementTree.fromstring(atom(election_view(replace(site(), base_url=base), page)))


def test_the_newest_change_comes_first_and_no_statement_is_repeated() -> None:
    entries = feed(council()).findall(f"{ATOM}entry")

    assert [entry.findtext(f"{ATOM}title") for entry in entries][:2] == [
        "Marisol Quintanilla: Amended.",
        "Bo Lindahl: Withdrawn.",
    ]
    assert [entry.findtext(f"{ATOM}summary") for entry in entries][:1] == ["The surplus is a third, not a half."]
    assert b"kitchen table" not in atom(election_view(site(), council()))


@pytest.mark.parametrize("base", ["", "https://example.org/e/"])
def test_an_entry_keeps_its_id_when_others_come(base: str) -> None:
    before = {entry.findtext(f"{ATOM}id") for entry in feed(council(), base).findall(f"{ATOM}entry")}
    new = Change(kind=ChangeKind.DECIDED, at=datetime(2026, 8, 9, tzinfo=UTC), words="One more.")
    after = {entry.findtext(f"{ATOM}id") for entry in feed(replace(council(), history=(*council().history, new)), base)}

    assert len(before) == len(feed(council(), base).findall(f"{ATOM}entry"))
    assert before <= after


@given(st.text(max_size=30))
def test_whatever_people_write_the_feed_stays_xml(text: str) -> None:
    change = Change(kind=ChangeKind.AMENDED, at=datetime(2026, 8, 9, tzinfo=UTC), words=text)
    person = replace(people()[0], name=text, history=(change,))
    race = replace(council().races[0], candidates=(person,))

    feed(replace(council(), title=text, races=(race,)))


def test_a_feed_has_an_end() -> None:
    change = [
        Change(kind=ChangeKind.DECIDED, at=datetime(2026, 8, 9, 1, minute % 60, tzinfo=UTC)) for minute in range(300)
    ]

    assert len(feed(replace(council(), history=tuple(change))).findall(f"{ATOM}entry")) == MOST_ENTRIES


def test_a_calendar_program_reads_every_date_in_utc_and_rings_before_deadlines() -> None:
    told = calendar(election_view(site(), council())).decode()
    lines = told.replace("\r\n ", "").split("\r\n")

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(milestones())
    assert lines.count("BEGIN:VALARM") == lines.count("TRIGGER:-PT24H") == 2
    assert "DTSTART:20260825T115959Z" in lines
    assert "SUMMARY:Deadline: Voting closes · Council election 2026" in lines
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == len(uids)
    assert "\n" not in told.replace("\r\n", "")


def test_a_moved_date_keeps_its_name_and_counts_up() -> None:
    first, *others = milestones()
    moved = replace(first, at=datetime(2026, 7, 2, tzinfo=UTC), revision=1)
    before = calendar(election_view(site(), council())).decode()
    after = calendar(election_view(site(), replace(council(), milestones=(moved, *others)))).decode()

    assert re.findall("UID:.*", before) == re.findall("UID:.*", after)
    assert "SEQUENCE:1" in after


@given(st.text(max_size=120))
def test_a_line_of_the_calendar_is_short_and_no_text_begins_a_line_of_its_own(title: str) -> None:
    told = calendar(election_view(site(), replace(council(), title=title)))

    assert all(len(line) <= 75 for line in told.split(b"\r\n"))
    assert told.count(b"\r\nBEGIN:VEVENT") == len(milestones())
    told.decode()
