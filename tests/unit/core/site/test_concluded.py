"""What officers write down of how an election ended, and what its page then says."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import pytest
from msgspec.structs import replace

from nomflow.core.basics.errors import ConfigError
from nomflow.core.election.election import Config
from nomflow.core.election.load import load
from nomflow.core.site.concluded import concluded, not_on_the_ballot
from nomflow.core.site.publish import nominated, site_of
from nomflow.core.site.settled import settled
from nomflow.core.site.site import CandidatePage, ElectionPage, Phase

VOTING = datetime(2026, 8, 12, tzinfo=UTC)
OVER = datetime(2026, 9, 1, tzinfo=UTC)
TALLY = "https://example.org/tally"


def config(more: str, seats: str = "2", *, vote: bool = True) -> Config:
    voting = "\n      voting: {opens: 2026-08-10, closes: 2026-08-20}" if vote else ""
    text = f"""\
organisation: Example Cooperative
elections:
  - id: 2026-board
    title: Board 2026
    seats: {seats}
    windows:
      nominations: {{opens: 2026-07-01, closes: 2026-07-31}}{voting}
    {more}
"""
    return load(text, "nomflow.yml", lambda _: None)


def shown(config: Config, now: datetime, *ids: str) -> ElectionPage:
    election = config.elections[0]
    page = nominated(config, election, (), now)
    people = tuple(CandidatePage(id=id, name=id.title(), handle=id.title()) for id in ids)
    race = replace(page.races[0], candidates=people)
    return settled(election, replace(page, races=(race, *page.races[1:])), now)


def elected(page: ElectionPage) -> list[str]:
    return [each.id for race in page.races for each in race.candidates if each.elected]


RESULT = f"results: {{elected: [Bo, '@ada'], tally: '{TALLY}', note: 12 of 20 voted.}}"


def test_a_result_is_shown_once_no_more_votes_can_come() -> None:
    made = config(RESULT)
    during, after = (concluded(made.elections[0], shown(made, now, "ada", "bo", "cy")) for now in (VOTING, OVER))

    assert (during.phase, elected(during), during.results_url) == (Phase.VOTING, [], "")
    assert (after.phase, elected(after), after.results_url) == (Phase.RESULTS, ["ada", "bo"], TALLY)
    assert after.results_note == "12 of 20 voted."


@pytest.mark.parametrize("vote", [True, False])
def test_a_result_without_a_vote_is_shown_once_the_list_is_final(vote: bool) -> None:
    made = config(RESULT, vote=vote)
    page = concluded(made.elections[0], shown(made, datetime(2026, 8, 3, tzinfo=UTC), "ada", "bo"))

    assert (page.phase, elected(page)) == (Phase.RESULTS, ["ada", "bo"])


@pytest.mark.parametrize(
    ("names", "unknown"),
    [("[ada, bo]", ()), ("[ada, dan]", ("dan",)), ("['board/ada']", ("board/ada",))],
)
def test_only_somebody_on_the_ballot_is_elected(names: str, unknown: tuple[str, ...]) -> None:
    made = config(f"results: {{elected: {names}}}")
    page = concluded(made.elections[0], shown(made, OVER, "ada", "bo", "cy"))

    assert not_on_the_ballot(made.elections[0], page) == unknown


def test_more_people_than_places_are_refused_with_the_line() -> None:
    with pytest.raises(ConfigError, match=r"nomflow.yml:9:\d+: 2 people cannot be elected for 1 place\."):
        config("results: {elected: [ada, bo]}", "1")


@pytest.mark.parametrize("how", ["postponed", "cancelled", "superseded"])
def test_an_election_that_was_called_off_says_so_and_has_no_more_dates(how: str) -> None:
    made = config(f"called-off: {{how: {how}, why: The roll was wrong., instead: 'https://example.org/2'}}")
    for now in (VOTING, OVER):
        page = concluded(made.elections[0], shown(made, now, "ada", "bo", "cy"))
        assert (page.phase, page.notice, page.milestones) == (Phase(how), "The roll was wrong.", ())
        assert page.successor_url == "https://example.org/2"
        assert {race.then for race in page.races} == {None}


def test_a_sealed_election_that_was_called_off_never_shows_who_stood() -> None:
    made = config("called-off: {how: cancelled}\n    publication: {visibility: sealed}")
    build = partial(site_of, made, (), generator="nomflow")

    assert [build(now=now).elections[0].races[0].hidden for now in (VOTING, OVER)] == [True, True]
