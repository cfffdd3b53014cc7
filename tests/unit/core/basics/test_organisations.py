from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.basics.organisations import INDEPENDENT, look_alikes, organisations, parts, similar

PLAIN = organisations({})
KNOWN = organisations(
    {"Rainforest": ("RF", "Rainforest Web Services", "Rainforest Web Services (RF)")},
    {"Scarlet Cap": "Big Blue", "Rainforest Ground": "Rainforest"},
)


@pytest.mark.parametrize(
    "written",
    [
        "Acme Works",
        "acme  works ",
        "ACME WORKS, Inc.",
        "Acme Works Ltd",
        "Acme-Works GmbH & Co. KG",
        "Acme Works S.A.",
        "Ａｃｍｅ Works",
        "Acme Works™",
        "Acme\u200b Works",
        "[Acme Works](https://acme.example/about)",
        "“Acme Works”",
    ],
)
def test_ways_of_writing_one_name_are_one_organisation(written: str) -> None:
    assert PLAIN.canonical(written) == "acmeworks"


@pytest.mark.parametrize(
    ("one", "two"),
    [("Rainforest", "Rainforrest"), ("Acme", "Acme Labs"), ("C++ Club", "C Club"), ("Müllers", "Muellers")],
)
def test_names_that_are_merely_alike_stay_two_and_are_asked_about(one: str, two: str) -> None:
    assert PLAIN.canonical(one) != PLAIN.canonical(two)
    assert similar(one, two) or one == "C++ Club"


@pytest.mark.parametrize(
    "written",
    [
        "Independent",
        "independent contributor",
        "None",
        "n/a",
        "N/A - Independent",
        "NA",
        "Self-employed",
        "selfemployed",
        "Self (unaffiliated)",
        "Free lancer",
        "Freelance",
        "not applicable",
        "Unemployed",
        "Retired",
    ],
)
def test_whoever_belongs_to_nobody_is_independent(written: str) -> None:
    assert PLAIN.canonical(written) == INDEPENDENT


@pytest.mark.parametrize("written", ["", " ", "-", "—", "?", "TBA", "unknown", "Company Name", "🦄"])
def test_a_name_that_says_nothing_is_no_name(written: str) -> None:
    assert PLAIN.canonical(written) == ""


@pytest.mark.parametrize("written", ["None Inc.", "Independent (Acme employee)", "Inc.", "Freelance Network Ltd"])
def test_a_company_with_a_telling_name_is_a_company(written: str) -> None:
    assert PLAIN.canonical(written) not in {"", INDEPENDENT}


@pytest.mark.parametrize(
    ("written", "counts_as"),
    [
        ("RF", "rainforest"),
        ("rainforest web services, Inc.", "rainforest"),
        ("Rainforest Web Services (RF)", "rainforest"),
        ("Rainforest Ground", "rainforest"),
        ("Scarlet Cap, Inc.", "bigblue"),
        ("Big Blue", "bigblue"),
        ("Rainforests", "rainforests"),
    ],
)
def test_declared_spellings_and_subsidiaries_count_as_their_organisation(written: str, counts_as: str) -> None:
    assert KNOWN.canonical(written) == counts_as


def test_subsidiaries_of_subsidiaries_count_as_the_one_on_top() -> None:
    assert organisations({"B": ("bee",)}, {"A": "bee", "B": "C", "C": "D"}).canonical("a") == "d"


def test_organisations_that_own_each_other_are_one() -> None:
    circle = organisations({}, {"A": "B", "B": "C", "C": "B"})
    assert {circle.canonical(name) for name in "ABC"} == {"b"}


def test_a_name_given_to_two_organisations_is_told() -> None:
    assert organisations({"Acme": ("AW",), "Beta": ("A.W.",)}).contradictions == (("aw", "acme", "beta"),)
    assert organisations({}, {"Sub": "A", "sub": "B"}).contradictions == (("sub", "a", "b"),)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("goggles", "gogglse"),
        ("goggles", "gogles"),
        ("goggles", "gogglez"),
        ("beehiveio", "beehive"),
        ("Long Name Enterprise", "LNE"),
        ("РАНО", "PAHO"),
        ("Acme", "Acme Cloud"),
    ],
)
def test_names_that_look_alike_are_pointed_out(one: str, two: str) -> None:
    assert similar(one, two)
    assert look_alikes([two, one, "quite different"]) == (tuple(sorted((one, two))),)


@pytest.mark.parametrize(
    ("one", "two"),
    [("arm", "ibm"), ("acme", "ACME, Inc."), ("alpha works", "beta works"), ("ab", "abc"), ("Meta", "Beta"), ("", "x")],
)
def test_names_that_do_not_look_alike_are_left_alone(one: str, two: str) -> None:
    assert not similar(one, two)


PIECES = st.sampled_from(
    [
        "Acme",
        " ",
        ". ",
        "/",
        " and ",
        "&",
        ", Inc.",
        "(",
        ")",
        "the ",
        "currently ",
        "at ",
        "ex-",
        "é",
        "а",
        "𝐀",
        ".com",
    ]
)
written_names = st.text(max_size=60) | st.lists(PIECES, max_size=12).map("".join)


@given(written_names)
def test_a_canonical_name_is_its_own_canonical_name(written: str) -> None:
    once = PLAIN.canonical(written)
    assert PLAIN.canonical(once) == once
    assert PLAIN.canonical(f"  {written}\n") == once


@given(st.dictionaries(st.text(max_size=5), st.lists(st.text(max_size=5), max_size=3), max_size=5), st.data())
def test_no_configuration_makes_it_hang_or_raise(aliases: dict[str, list[str]], data: st.DataObject) -> None:
    names = st.sampled_from([*aliases, "a", "b", "-"])
    parents = data.draw(st.dictionaries(names, names, max_size=5))
    built = organisations(aliases, parents)
    assert all(built.canonical(top) == top for top in built.spellings.values())


@given(written_names)
def test_whatever_is_written_has_parts_that_are_names(written: str) -> None:
    assert all(PLAIN.canonical(part) for part in parts(written))
    assert PLAIN.canonical(written) in PLAIN.several(written)


def test_a_long_name_costs_little() -> None:
    for piece in ("(", " ", "a ", ". ", "& ", "at ", "-", ", "):
        PLAIN.several(piece * 100_000)


@given(written_names, written_names)
def test_looking_alike_is_mutual(one: str, two: str) -> None:
    assert similar(one, two) == similar(two, one)


def test_the_page_for_officers_explains_every_list() -> None:
    root = Path(__file__).parents[4]
    lists = re.findall(
        r"^\[(.+)\]$", (root / "src/nomflow/core/basics/employer_words.txt").read_text("utf-8"), re.MULTILINE
    )
    page = (root / "docs/employers.md").read_text("utf-8")
    assert lists
    assert [title for title in lists if f"| {title} |" not in page] == []
