"""What spreadsheets and voting systems are given: everybody who stands, once, in the order of the page."""

from __future__ import annotations

import csv
import io
import json

import pytest
from invented_site import only, people, several, site
from msgspec.structs import replace

from nomflow.core.election.choices import ContestOutcome
from nomflow.core.site.site import CandidatePage, ElectionPage, Order, OrderRule, Phase, Race, Site
from nomflow.render.exports import exports
from nomflow.render.site import render_site
from nomflow.render.site.views import election_view

PAGE = ElectionPage(id="2026-board", title="Board election 2026", phase=Phase.PUBLISHED, races=(Race(seats=2),))


def made(*standing: CandidatePage, page: ElectionPage = PAGE, order: Order | None = None) -> dict[str, bytes]:
    race = replace(page.races[0], candidates=standing, order=order or Order())
    return of(replace(page, races=(race,)))


def of(page: ElectionPage) -> dict[str, bytes]:
    view = election_view(replace(site(), base_url="https://riverbend.example/elections"), page)
    return {path.removeprefix(f"{page.id}/export/"): content for path, content in exports(view)}


def rows(files: dict[str, bytes]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["candidates.csv"].decode("utf-8-sig"), newline="")))


def test_every_list_has_the_drawn_order() -> None:
    drawn = Order(rule=OrderRule.PUBLIC_DRAW, seed="4 8 15 16 23 42")
    files = made(*(CandidatePage(id=id, name=id.title()) for id in ("ada", "bo", "cy", "dee")), order=drawn)
    race = Race(candidates=tuple(CandidatePage(id=id, name="") for id in ("ada", "bo", "cy", "dee")), order=drawn)
    names = [person.id.title() for person in race.standing]

    assert names != sorted(names)
    assert [row["name"] for row in rows(files)] == names
    assert files["civs.txt"].decode().split() == names
    assert files["opavote.txt"].decode().split() == names
    assert json.loads(files["helios.json"])[0]["answers"] == names


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n@", "  =", "＝", "|", "%"])
def test_no_cell_is_a_formula(start: str) -> None:
    text = f"{start}HYPERLINK(A1)"
    (row,) = rows(made(CandidatePage(id="ada", name=text, handle=text, affiliation=text, summary=text)))

    for column in ("name", "handle", "affiliation", "summary"):
        assert row[column] == f"'{text.strip()}"


def test_a_row_says_where_the_statement_is_and_what_it_is() -> None:
    person = people()[0]
    (row,) = rows(made(person))

    assert person.source
    assert person.statement
    assert row["place"] == "1"
    assert row["page"] == "https://riverbend.example/elections/2026-board/candidates/marisol-q/"
    assert (row["source"], row["sha256"]) == (person.source.url, person.source.sha256)
    assert row["words"] == str(person.statement.count)


def test_a_row_is_one_line_whatever_somebody_wrote() -> None:
    content = made(CandidatePage(id="ada", name="Ada\n\u2028Example", summary='Quotes ", commas\r\nand lines'))[
        "candidates.csv"
    ]

    assert content.count(b"\r\n") == 2
    assert content.decode("utf-8-sig").count("\n") == 2


def test_those_who_no_longer_stand_are_on_no_list() -> None:
    everybody = people()
    gone = [person for person in everybody if person.gone]
    files = made(*everybody)

    assert gone
    for content in files.values():
        for person in gone:
            assert person.name.encode() not in content


def test_two_people_of_one_name_can_be_told_apart() -> None:
    files = made(CandidatePage(id="ada", name="Ada Example"), CandidatePage(id="ada-2", name="Ada Example"))

    assert files["opavote.txt"].decode() == "Ada Example (ada)\nAda Example (ada-2)\n"


def test_a_choice_in_civs_is_one_line_and_no_markup() -> None:
    files = made(CandidatePage(id="ada", name="Ada\n<b>&</b> -- Example"), CandidatePage(id="bo", name="Bo"))

    assert files["civs.txt"].decode().split("\n")[0] == "Ada &lt;b&gt;&amp;&lt;/b&gt; -&#45; Example"


def test_helios_asks_for_as_many_as_there_are_seats() -> None:
    (question,) = json.loads(
        made(CandidatePage(id="ada", name="Ada"), CandidatePage(id="bo", name="Bo"))["helios.json"]
    )

    assert question["max"] == 2
    assert question["answer_urls"][0] == "https://riverbend.example/elections/2026-board/candidates/ada/"
    assert len(question["answer_urls"]) == len(question["answers"])


def test_several_races_have_a_folder_each_and_one_table() -> None:
    page = several()
    files = of(replace(page, phase=Phase.VOTING))
    voted = [race for race in page.races if race.standing and race.voted]

    assert voted
    assert {f"{race.id}/civs.txt" for race in voted} == {path for path in files if path.endswith("civs.txt")}
    assert len(json.loads(files["helios.json"])) == len(voted)
    assert {row["race"] for row in rows(files)} == {race.title for race in page.races if race.standing}


@pytest.mark.parametrize("phase", [phase for phase in Phase if not phase.final])
def test_a_list_that_may_still_change_reaches_no_ballot(phase: Phase) -> None:
    assert made(CandidatePage(id="ada", name="Ada"), page=replace(PAGE, phase=phase)) == {}


def test_a_list_that_is_kept_back_is_not_exported() -> None:
    hidden = replace(PAGE, races=(Race(candidates=(CandidatePage(id="ada", name="Ada"),), hidden=True),))

    assert of(hidden) == {}


def test_where_there_is_no_vote_there_are_no_ballots() -> None:
    page = replace(PAGE, races=(Race(candidates=(CandidatePage(id="ada", name="Ada"),), then=ContestOutcome.NO_VOTE),))

    assert set(of(page)) == {"candidates.csv"}


def test_the_exports_are_files_of_the_site_and_in_its_manifest() -> None:
    built = dict(render_site(only(*people())))
    manifest = json.loads(built["2026-council/manifest.json"])["files"]

    assert "2026-council/export/candidates.csv" in manifest
    assert "2026-council/export/elekto/candidate-Marisol-Q.md" in manifest
    assert b'href="./export/candidates.csv"' in built["2026-council/index.html"]


def test_a_site_without_exports_links_to_none() -> None:
    model = only(*people())
    page = replace(model.elections[0], phase=Phase.CHECKING)
    built = dict(render_site(replace(model, elections=(page,))))

    assert isinstance(model, Site)
    assert not [path for path in built if "/export/" in path]
    assert b"candidates.csv" not in built["2026-council/index.html"]
