"""For whom two endorsers count, however they write it: one employer, two, none, or a doubt for the officers."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import elector, endorse, make_snapshot

from nomflow.core.basics.organisations import organisations
from nomflow.core.election.choices import Distinct
from nomflow.core.endorsements.employers import read_employers
from nomflow.core.endorsements.independence import Backer, Independence, solve
from nomflow.core.endorsements.tally import tally

NOTHING_KNOWN = organisations({})
CONFIGURED = organisations({"Big Blue": ["BB Machines"], "Violet": [], "Violet Labs": []}, {"Scarlet Cap": "Big Blue"})

ONE = [
    ("Scarlet Cap", "ScarletCap"),
    ("Scarlet-Cap", "Scarlet Cap"),
    ("SCARLET CAP, INC.", "Scarlet Cap"),
    ("The Penguin Foundation", "Penguin Foundation"),
    ("Rainforest.com, Inc.", "Rainforest"),
    ("rainforest.com", "Rainforest"),
    ("https://www.rainforest.com", "Rainforest"),
    ("http://rainforest.com/careers?x=1", "Rainforest"),
    ("www.rainforest.co.uk", "Rainforest"),
    ("@rainforest", "Rainforest"),
    ("Société Lumière", "Societe Lumiere"),
    ("Łódź Works", "Lodz Works"),
    ("Smørrebrød", "Smorrebrod"),
    ("R\u0430inforest", "Rainforest"),
    ("Rainf\u03bfrest", "Rainforest"),
    ("R\u3164ainforest", "Rainforest"),
    ("\u3164Rainforest", "Rainforest"),
    ("Rainforest\u2800", "Rainforest"),
    ("Rainforest\ufe0f", "Rainforest"),
    ("Rain\u200bfor\u00adest", "Rainforest"),
    ("Ｒａｉｎｆｏｒｅｓｔ", "Rainforest"),
    ("𝐑𝐚𝐢𝐧𝐟𝐨𝐫𝐞𝐬𝐭", "Rainforest"),
    ("ʀainforest", "Rainforest"),
    ("Rainforest. Great candidate!", "Rainforest"),
    ("Rainforest! She is great.", "Rainforest"),
    ("Rainforest (views my own)", "Rainforest"),
    ("currently Rainforest", "Rainforest"),
    ("Currently at Rainforest", "Rainforest"),
    ("Rainforest, opinions are my own", "Rainforest"),
    ("Software Engineer at Rainforest", "Rainforest"),
    ("Senior Engineer @ Rainforest", "Rainforest"),
    ("I work for Rainforest", "Rainforest"),
    ("employed by Rainforest", "Rainforest"),
    ("Rainforest 🌳", "Rainforest"),
    ("Rainforest!", "Rainforest"),
    ("**Rainforest**", "Rainforest"),
    ("[Rainforest](https://rainforest.example)", "Rainforest"),
    ("Rainforest (she/her)", "Rainforest"),
    ("Rainforest since 2019", "Rainforest"),
    ("Rainforest, Oslo", "Rainforest"),
    ("Rainforest (Berlin)", "Rainforest"),
    ("Rainforest Inc., São Paulo, Brazil", "Rainforest"),
    ("Rainforest - Remote", "Rainforest"),
    ("Rainforest, U.S.", "Rainforest"),
    ("Rainforest - views are my own", "Rainforest"),
    ("Rainforest (not speaking for them)", "Rainforest"),
    ("Rainforest Web Services (RWS)", "Rainforest Web Services"),
    ("Hansen & Hansen", "Hansen and Hansen"),
    ("Møller A/S", "Moller"),
    ("Bürger e.V.", "Burger"),
    ("Rainforest S.p.A.", "Rainforest"),
    ("Rainforest Pty Ltd", "Rainforest"),
    ("株式会社レインフォレスト", "レインフォレスト株式会社"),
    ("Rainforest, formerly Scarlet Cap", "Rainforest"),
    ("B&Q", "B and Q"),
    ("Oak & Elm", "Oak & Elm"),
    ("cloud.rainforest.com", "Rainforest"),
]

TWO = [
    ("Independent", "independent"),
    ("N/A", "n/a"),
    ("none", "None."),
    ("Student", "student"),
    ("Retired", "retired (formerly Rainforest)"),
    ("Freelance developer", "Freelancer"),
    ("self-employed", "Self Employed"),
    ("Looking for work", "open to work"),
    ("Unemployed at the moment", "unemployed"),
    ("I'm independent", "Independent, no affiliation"),
    ("Selbstständig", "freiberuflich"),
    ("Scarlet Cap", "Rainforest"),
    ("Delta Air", "Delta Dental"),
    ("Meta", "Beta"),
    ("Hansen and Hansen", "Larsen and Larsen"),
    ("Oak & Elm", "Elm Street Partners"),
    ("SAP", "SAS"),
    ("University of Ostia", "University of Osaka"),
    ("Scarlet Cap/Big Blue", "Rainforest"),
    ("Independent", "Rainforest"),
]

NONE = [
    ("prefer not to say", "Prefer not to say."),
    ("-", "—"),
    ("?", "unknown"),
    ("confidential", "undisclosed"),
    ("\u3164", "🦄"),
    ("TBD", "rather not say"),
]

DOUBT = [
    ("Rainforest Cloud", "Rainforest"),
    ("RainforestCloud", "Rainforest"),
    ("Rainforest Web Services", "RWS"),
    ("Rainfrest", "Rainforest"),
    ("Rainf0rest", "Rainforest"),
    ("Scarlet Cap, Quist", "Scarlet Cap, Quist"),
    ("Scarlet Cap, Quist", "Scarlet Cap"),
    ("Oak & Elm", "Elm"),
    ("Scarlet Cap and Rainforest", "Scarlet Cap"),
    ("\u0420\u0410\u041d\u041e", "PAHO"),
]


def counted(*employers: str, names: object = NOTHING_KNOWN) -> tuple[int, int]:
    """How many of these people count from different employers: at worst, and at best."""
    assert isinstance(names, type(NOTHING_KNOWN))
    reading = read_employers([(each,) for each in employers], names, share_all=False)
    return _size(reading.worst), _size(reading.best)


def _size(sides: Iterable[frozenset[str]]) -> int:
    people = [Backer(str(place), each, place) for place, each in enumerate(sides) if each]
    return solve(people, Independence(9, Distinct.EMPLOYERS)).size


@pytest.mark.parametrize(("one", "two"), ONE)
def test_two_spellings_of_one_employer_count_once(one: str, two: str) -> None:
    assert counted(one, two) == (1, 1)


@pytest.mark.parametrize(("one", "two"), TWO)
def test_different_employers_and_people_without_one_count_twice(one: str, two: str) -> None:
    assert counted(one, two) == (2, 2)


@pytest.mark.parametrize(("one", "two"), NONE)
def test_what_says_nothing_counts_for_nobody(one: str, two: str) -> None:
    assert counted(one, two) == (0, 0)


@pytest.mark.parametrize(("one", "two"), DOUBT)
def test_where_spelling_leaves_a_doubt_it_is_told(one: str, two: str) -> None:
    assert counted(one, two) == (1, 2)


@pytest.mark.parametrize(
    ("one", "two", "count"),
    [
        ("Violet", "Violet Labs", 2),
        ("Scarlet Cap and Big Blue", "Scarlet Cap", 1),
        ("Big Blue/Scarlet Cap", "Scarlet Cap", 1),
        ("Big Blue (Scarlet Cap)", "BB Machines", 1),
        ("Scarlet Cap / Violet", "Big Blue", 2),
    ],
)
def test_what_the_officers_named_leaves_no_doubt(one: str, two: str, count: int) -> None:
    assert counted(one, two, names=CONFIGURED) == (count, count)


def test_two_who_share_both_of_two_known_employers_stand_for_one_each() -> None:
    assert counted("Violet/Big Blue", "Violet & Big Blue", names=CONFIGURED) == (2, 2)


def test_a_doubt_that_decides_could_not_be_told_until_the_officers_name_it() -> None:
    roll, election = (
        [elector("ben", "Acme"), elector("cleo", "Acme Cloud")],
        "endorsements: {count: 2, distinct: employers}",
    )
    events = (endorse("ben", "07-08"), endorse("cleo", "07-09"))
    found = tally(make_snapshot(*events, roll=roll, election=election))
    assert (found.got, found.reached) == (1, None)
    assert (
        str(found.unknown)
        == "“Acme” and “Acme Cloud” may be one employer. Officers, please name both under `employers:`."
    )
    assert [each.code for each in found.people] == ["counted", "unchecked"]
    for aliases, reached in (("{Acme: [Acme Cloud]}", False), ("{Acme: [], Acme Cloud: []}", True)):
        config = f"employers: {{aliases: {aliases}}}"
        assert tally(make_snapshot(*events, roll=roll, election=election, config=config)).reached is reached


def test_what_stands_behind_a_stated_employer_is_no_second_employer_for_sure() -> None:
    events = [endorse(who, employer="Acme, Dunes") for who in ("ben", "cleo")]
    found = tally(make_snapshot(*events, election="endorsements: {count: 2, distinct: employers}"))
    assert (found.got, found.reached) == (1, None)


def test_a_doubt_that_decides_nothing_is_no_trouble() -> None:
    roll = [elector("ben", "Acme"), elector("cleo", "Acme Cloud"), elector("dan", "Dunes")]
    events = [endorse(who) for who in ("ben", "cleo", "dan")]
    for count, reached in ((2, True), (4, False)):
        election = f"endorsements: {{count: {count}, distinct: employers}}"
        assert tally(make_snapshot(*events, roll=roll, election=election)).reached is reached


employers = st.lists(
    st.lists(
        st.sampled_from(["Acme", "Acme Cloud", "Acme/Bell", "Bell and Acme", "Bell", "none", "-", "Dunes, Oslo"]),
        max_size=2,
    ),
    max_size=5,
)


@given(employers, st.booleans())
def test_the_worst_is_never_better_than_the_best(crowd: list[list[str]], share_all: bool) -> None:
    reading = read_employers(crowd, NOTHING_KNOWN, share_all=share_all)
    rule = Independence(9, Distinct.INTERESTS if share_all else Distinct.EMPLOYERS, unstated_counts=share_all)

    def size(sides: Iterable[frozenset[str]]) -> int:
        return solve([Backer(str(place), each, place) for place, each in enumerate(sides)], rule).size

    assert size(reading.worst) <= size(reading.best)
