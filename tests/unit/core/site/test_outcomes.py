"""What follows from how many stand, for every outcome, on every page: nothing there may say the contrary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from parsed_page import parsed

from nomflow.core.basics.errors import UsageError
from nomflow.core.election.choices import ContestOutcome
from nomflow.core.election.election import Config
from nomflow.core.election.load import load
from nomflow.core.evaluate import Report
from nomflow.core.nomination.deadlines import for_everybody
from nomflow.core.site.publish import nominated, site_of
from nomflow.core.site.settled import settled
from nomflow.core.site.site import (
    CandidatePage,
    ElectionPage,
    Gone,
    Leaving,
    Milestone,
    MilestoneKind,
    Phase,
    Race,
    Site,
)
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import read_statement
from nomflow.render.announce.announce import AnnouncementKind, Form, announce
from nomflow.render.site import render_site

CHECKED = datetime(2026, 8, 2, tzinfo=UTC)
PUBLISHED = datetime(2026, 8, 5, tzinfo=UTC)
VOTING = datetime(2026, 8, 12, tzinfo=UTC)
COUNTING = datetime(2026, 8, 26, tzinfo=UTC)
LANGUAGES = ("en", "de")
VOTE = re.compile(
    r"On the ballot|Voting|Votes count|votes are being counted|Where to vote|Ranked choice"
    r"|Auf dem Stimmzettel|Die Wahl beginnt|Stimmen zählen|Wahl läuft|Wo gewählt wird"
)
NO_VOTE = re.compile(r"There is no vote|Es wird nicht abgestimmt|extended|verlängert")
FINAL = re.compile(r"candidates are final\.|Kandidaturen sind endgültig\.")


def config(then: ContestOutcome = ContestOutcome.VOTE, seats: str = "2", more: str = "") -> Config:
    text = f"""\
organisation: Example Cooperative
site: {{languages: [en, de], url: "https://example.org"}}
elections:
  - id: 2026-board
    title: Election of 2026
    seats: {seats}
    windows:
      zone: UTC
      nominations: {{opens: 2026-07-01, closes: 2026-07-31}}
      published: {{opens: 2026-08-03}}
      voting: {{opens: 2026-08-10, closes: 2026-08-24}}
    statement: {{path: "nominations/{{seat}}/{{handle}}.md"}}
    voting: {{method: Ranked choice, where: "https://vote.example.org"}}
    publication: {{uncontested: {then}, under-contested: {then}, nobody: {then}{more}}}
"""
    return load(text, "nomflow.yml", lambda name: None)


def built(made: Config, now: datetime, *people: str) -> Site:
    """The site with these people, each named with the seat they stand for, once they are on record."""
    reports = []
    for each in people:
        name = each.rpartition("/")[2]
        raw = f"---\nname: {name.title()}\nhandle: {name}\n---\nI stand.\n".encode()
        statement = read_statement(f"nominations/{each}.md", raw)
        reports.append(Report(Snapshot(config=made, election=made.elections[0], taken_at=now, statement=statement), ()))
    election = made.elections[0]
    recorded = settled(for_everybody(election), nominated(made, election, reports, now), now)
    return replace(site_of(made, reports, now, "test"), elections=(recorded,))


def texts(site: Site) -> Iterator[tuple[str, str]]:
    """Everything that people read of the election."""
    for path, content in render_site(site):
        if path.endswith("index.html"):
            yield path, " ".join(" ".join(parsed(content).text).split())
        elif path.endswith((".ics", ".xml")):
            yield path, content.decode()


def announced(site: Site) -> Iterator[tuple[str, str]]:
    for kind in AnnouncementKind:
        try:
            yield kind, announce(kind, site, site.elections[0], Form.MARKDOWN).text
        except UsageError:  # a text that is not true is refused
            continue


@pytest.mark.parametrize("now", [PUBLISHED, VOTING, COUNTING])
@pytest.mark.parametrize(
    ("standing", "then"),
    [
        *((standing, then) for standing in (0, 1, 2) for then in ContestOutcome),
        (3, ContestOutcome.NO_VOTE),
        (3, ContestOutcome.EXTEND),
    ],
)
def test_no_page_contradicts_what_follows(standing: int, then: ContestOutcome, now: datetime) -> None:
    site = built(config(then), now, *(f"x/{name}" for name in ("ada", "bo", "cy")[:standing]))
    election = site.elections[0]
    vote = standing > 2 or then is ContestOutcome.VOTE
    said = [*texts(site), *announced(site)]
    assert election.races[0].then is (ContestOutcome.VOTE if standing > 2 else then)
    assert [path for path, text in said if VOTE.search(text)] == [] or vote
    assert [path for path, text in said if NO_VOTE.search(text)] == [] or not vote
    index = dict(said)["2026-board/index.html"]
    assert NO_VOTE.search(index) is None if vote else NO_VOTE.search(index)
    assert (MilestoneKind.VOTING_OPENS in {each.step for each in election.milestones}) is vote
    assert bool(FINAL.search(index)) is (election.phase in (Phase.PUBLISHED, Phase.VOTING) and standing > 0)
    if not standing:
        assert "Nobody is standing" in index
    if then is ContestOutcome.EXTEND and not vote:
        assert election.phase is Phase.CHECKING
        assert not [path for path, text in said if FINAL.search(text)]


@pytest.mark.parametrize(
    ("standing", "then"), [(0, ContestOutcome.EXTEND), (1, ContestOutcome.NO_VOTE), (2, ContestOutcome.NO_VOTE)]
)
def test_nothing_follows_while_nominations_are_still_checked(standing: int, then: ContestOutcome) -> None:
    site = built(config(then), CHECKED, *(f"x/{name}" for name in ("ada", "bo")[:standing]))

    assert site.elections[0].races[0].then is None
    assert not [path for path, text in (*texts(site), *announced(site)) if NO_VOTE.search(text)]


def test_several_races_have_an_outcome_each() -> None:
    seats = """
      - {id: many, title: Council}
      - {id: few, title: Auditors, places: 2}
      - {id: none, title: Treasurer}
      - {id: named, title: Archivist, filled-by: appointment}"""
    made = config(ContestOutcome.NO_VOTE, seats)
    rules = replace(made.elections[0].publication, nobody=ContestOutcome.EXTEND)
    made = replace(made, elections=(replace(made.elections[0], publication=rules),))
    site = built(made, VOTING, "many/ada", "many/bo", "few/cy", "named/dan")
    election = site.elections[0]
    pages = dict(texts(site))

    assert [race.then for race in election.races] == [
        ContestOutcome.VOTE,
        ContestOutcome.NO_VOTE,
        ContestOutcome.EXTEND,
        ContestOutcome.APPOINT,
    ]
    assert election.phase is Phase.VOTING
    index = pages["2026-board/index.html"]
    assert re.search("There is no vote on: Auditors ?, Archivist", index)
    assert "Nominations are extended for: Treasurer" in index
    assert "These candidates are final, except where nominations are extended." in index
    assert "On the ballot" in pages["2026-board/candidates/ada/index.html"]
    assert "On the ballot" not in pages["2026-board/candidates/cy/index.html"]
    assert "Standing" in pages["2026-board/candidates/cy/index.html"]


@pytest.mark.parametrize(
    ("left", "now", "then"),
    [
        (None, PUBLISHED, ContestOutcome.VOTE),
        (PUBLISHED, PUBLISHED, ContestOutcome.NO_VOTE),
        (PUBLISHED, VOTING, ContestOutcome.NO_VOTE),
        (VOTING - timedelta(hours=1), VOTING, ContestOutcome.VOTE),
        (VOTING, COUNTING, ContestOutcome.VOTE),
    ],
)
def test_who_leaves_before_voting_changes_the_outcome_and_who_leaves_later_does_not(
    left: datetime | None, now: datetime, then: ContestOutcome
) -> None:
    election = config(ContestOutcome.NO_VOTE).elections[0]
    gone = Gone(why=Leaving.WITHDRAWN, at=left) if left else None
    people = (
        CandidatePage(id="a", name="A"),
        CandidatePage(id="b", name="B"),
        CandidatePage(id="c", name="C", gone=gone),
    )
    opens = Milestone(step=MilestoneKind.VOTING_OPENS, at=datetime(2026, 8, 10, tzinfo=UTC))
    shown = ElectionPage(
        id="e", title="E", phase=Phase.VOTING, races=(Race(seats=2, candidates=people),), milestones=(opens,)
    )

    assert settled(election, shown, now).races[0].then is then


def test_a_sealed_race_that_waits_for_nominations_stays_sealed() -> None:
    made = config(ContestOutcome.EXTEND, more=", visibility: sealed")
    site = built(made, VOTING, "x/ada")

    assert not [path for path, content in render_site(site) if b"Ada" in content or "ada" in path]
