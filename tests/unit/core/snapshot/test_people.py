from __future__ import annotations

import pytest

from nomflow.core.basics.errors import ConfigError
from nomflow.core.snapshot.people import read_people


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
        ("Ida Quist: a\nIda Quist: b\n", "people.yml:2:1: The key “Ida Quist” stands here again"),
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
