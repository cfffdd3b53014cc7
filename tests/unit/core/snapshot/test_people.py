from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.snapshot.people import read_people
from nomflow.core.snapshot.statement import is_handle


def test_names_and_their_handles_in_any_form() -> None:
    text = "# Who is who\nIda Quist: ida-quist\nBen Sample: '@ben'\nCleo Otto: https://github.com/cleo\n"
    assert read_people(text, "people.yml") == {"Ida Quist": "ida-quist", "Ben Sample": "ben", "Cleo Otto": "cleo"}


@pytest.mark.parametrize("text", ["", "# nobody yet\n"])
def test_an_empty_file_names_nobody(text: str) -> None:
    assert read_people(text, "people.yml") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ida Quist: Ida Quist\n", "people.yml:1:12: Expected a GitHub user name here, found “Ida Quist”."),
        ("Ida Quist:\n", "people.yml:1:11: Expected a GitHub user name here, found nothing."),
        ("Ida Quist: [a, b]\n", "people.yml:1:12: Expected a GitHub user name here, found several values."),
        ("- Ida Quist\n", "people.yml:1:1: Expected one “Name: handle” a line."),
        ("Ida Quist: a\nIda Quist: b\n", "people.yml:2:1: The key “Ida Quist” is already in line 1"),
    ],
)
def test_faults_have_their_places(text: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_people(text, "people.yml")
    assert told in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        read_people("Ida Quist: Ida Q\nBen: ben\nCleo: c c\n", "people.yml")
    assert [fault.place.line for fault in caught.value.faults] == [1, 3]


_PIECES = [
    "Ida",
    " ",
    ": ",
    ":",
    "ida-quist",
    "@",
    "\n",
    "\t",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "'",
    '"',
    "#",
    "&a",
    "*a",
    "|",
    "\0",
    "é",
]


@given(st.text(max_size=80) | st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_whatever_a_file_says_it_names_accounts_or_tells_where_it_does_not(text: str) -> None:
    people, faults = read_or_faults(text)
    lines = len(text.splitlines()) + 1
    assert all(is_handle(handle) for handle in people.values())
    assert all(each.place.path == "people.yml" and 1 <= each.place.line <= lines for each in faults)
    assert all(each.place.column >= 1 and each.message for each in faults)


def read_or_faults(text: str) -> tuple[dict[str, str], list[Fault]]:
    try:
        return read_people(text, "people.yml"), []
    except ConfigError as error:
        return {}, list(error.faults)


def test_a_long_file_is_read_in_time_and_a_longer_one_refused() -> None:
    text = "".join(f"Person {number}: person-{number}\n" for number in range(20_000))
    assert len(read_people(text, "people.yml")) == 20_000
    with pytest.raises(ConfigError, match=r"people\.yml"):
        read_people(text * 3, "people.yml")
