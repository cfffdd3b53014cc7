"""From checked nominations to pages: who is shown, where, and when."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import make_snapshot
from msgspec.structs import replace

from nomflow.core.basics.errors import ConfigError
from nomflow.core.election.contest import Contest, contest
from nomflow.core.election.load import load
from nomflow.core.election.shapes import LANGUAGES
from nomflow.core.evaluate import Report, evaluate
from nomflow.core.nomination.address import page_id
from nomflow.core.site.candidate import candidate_page
from nomflow.core.site.publish import phase_at, site_of
from nomflow.core.site.site import ChangeKind, MilestoneKind, OrderRule, Phase
from nomflow.core.snapshot.picture import PhotoFile
from nomflow.core.snapshot.snapshot import PullRequestState, Snapshot
from nomflow.core.snapshot.statement import read_statement
from nomflow.render.site import UnshownNomination, render_site
from nomflow.render.site.words import languages as catalogues
from nomflow.rules import RULES

NOW = datetime(2026, 8, 3, tzinfo=UTC)
CONFIG = """\
organisation: Example Cooperative
elections:
  - id: 2026-board
    title: Board election
    seats: 2
    windows:
      zone: UTC
      nominations: {opens: 2026-07-01, closes: 2026-07-31}
      published: {opens: 2026-08-03}
      voting: {opens: 2026-08-10, closes: 2026-08-24}
"""


def report() -> Report:
    return evaluate(make_snapshot(), RULES)


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        ("2026-06-30T23:59:59", Phase.SCHEDULED),
        ("2026-07-01T00:00:00", Phase.OPEN),
        ("2026-07-31T23:59:59", Phase.OPEN),
        ("2026-08-01T00:00:00", Phase.CHECKING),
        ("2026-08-03T00:00:00", Phase.PUBLISHED),
        ("2026-08-10T00:00:00", Phase.VOTING),
        ("2026-08-25T00:00:00", Phase.COUNTING),
    ],
)
def test_an_election_is_where_its_dates_say(now: str, phase: Phase) -> None:
    election = load(CONFIG, "nomflow.yml", lambda name: None).elections[0]
    assert phase_at(election, datetime.fromisoformat(now).replace(tzinfo=UTC)) is phase


def test_an_extension_for_everybody_moves_the_close_on_the_page_and_is_told() -> None:
    more = "{until: 2026-08-02, by: olga, why: The mail was down., decided: 2026-07-30, link: 'https://example.org/7'}"
    mine = "{until: 2026-08-09, by: olga, why: Ill., nominee: ada}"
    config = load(
        CONFIG.replace("      published", f"      extensions: [{more}, {mine}]\n      published"), "", lambda _: None
    )
    during = datetime(2026, 8, 1, 12, tzinfo=UTC)
    page = site_of(config, (), during, "test").elections[0]
    assert page.phase is Phase.OPEN
    close = page.milestone(MilestoneKind.NOMINATIONS_CLOSE)
    assert close
    assert (close.at, close.revision) == (datetime(2026, 8, 2, 23, 59, 59, tzinfo=UTC), 1)
    assert [(each.kind, each.words, each.by) for each in page.history] == [
        (ChangeKind.EXTENDED, "The mail was down.", "olga")
    ]


@pytest.mark.parametrize(
    ("typed", "languages"),
    [
        ("", ("en",)),
        ("site: {language: de}", ("de",)),
        ("site: {languages: [de, en]}", ("de", "en")),
        ("site: {languages: [de, en], language: en}", ("en", "de")),
        ("site: {languages: [de], language: en}", ("en", "de")),
        ("site: {languages: de}", ("de",)),
    ],
)
def test_the_pages_are_in_the_languages_that_were_asked_for(typed: str, languages: tuple[str, ...]) -> None:
    site = site_of(load(CONFIG + typed, "nomflow.yml", lambda name: None), (), NOW, "test")

    assert (site.languages, site.language, site.elections[0].language) == (languages, languages[0], languages[0])


def test_a_language_without_words_is_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigError) as refused:
        load(CONFIG + "site: {languages: [en, pt]}", "nomflow.yml", lambda name: None)

    [fault] = refused.value.faults
    assert fault.message == "Expected one of ar, de, en, found “pt”."
    assert catalogues() == LANGUAGES


def test_the_rule_for_the_ballot_is_said_in_every_language() -> None:
    typed = CONFIG + "    endorsements: {count: 3, distinct: employers, by: anyone}\nsite: {languages: [en, de]}\n"
    built = dict(render_site(site_of(load(typed, "nomflow.yml", lambda name: None), (), NOW, "test")))

    assert "<strong>3 endorsements</strong>" in built["2026-board/index.html"].decode()
    assert "<strong>3 Unterstützungen</strong>" in built["2026-board/de/index.html"].decode()


def test_a_nomination_in_order_is_on_the_ballot() -> None:
    judged = report()
    site = site_of(judged.snapshot.config, [judged], judged.snapshot.taken_at, "test")
    race = site.elections[0].races[0]
    assert [person.id for person in race.standing] == [candidate_page(judged).id]
    assert contest(race.seats, len(race.standing)) is not Contest.NOBODY


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Ada-Example", "ada-example"),
        ("ADA_EXAMPLE", "ada-example"),
        ("../../etc", "etc"),
        ("Ádám Nagy", "adam-nagy"),
        ("CON", "con-"),
        ("lpt1", "lpt1-"),
        ("Conrad", "conrad"),
        ("ada-", "ada-28cd54fe"),
        ("Ada--B", "ada-b-8521fccc"),
        ("李", "nominee-"),
        ("Łukasz", "ukasz-"),
        ("___", "nominee-"),
        ("\ud800", "nominee-"),
    ],
)
def test_a_page_address_is_plain_whatever_the_name(text: str, id: str) -> None:
    assert page_id(text).startswith(id)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", page_id(text))


@given(st.lists(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9-]{0,5}", fullmatch=True), min_size=2, max_size=2))
def test_two_accounts_never_share_an_address(logins: list[str]) -> None:
    one, other = logins
    assert (page_id(one) == page_id(other)) is (one.casefold() == other.casefold())


@given(st.lists(st.text(alphabet="李王张ابجדהЖЯ", min_size=1, max_size=3), min_size=2, max_size=2, unique=True))
def test_two_people_whose_names_are_in_another_script_never_share_an_address(names: list[str]) -> None:
    one, other = (page_id(name) for name in names)
    assert (one == other) is (names[0].lower() == names[1].lower())


def test_two_people_whose_names_come_to_the_same_address_are_both_shown() -> None:
    config = CONFIG.replace(
        "    title:", "    statement: {path: 'n/{name}.md', front-matter: {required: false}}\n    title:"
    )
    made = load(config, "nomflow.yml", lambda name: None)
    reports = [
        Report(
            Snapshot(
                config=made,
                election=made.elections[0],
                taken_at=NOW,
                statement=read_statement(f"n/{name}.md", b"I stand.\n"),
            ),
            (),
        )
        for name in ("Jose Silva", "José Silva")
    ]
    told: list[UnshownNomination] = []
    built = dict(render_site(site_of(made, reports, NOW, "test"), on_trouble=told.append))

    assert json.loads(built["2026-board/election.json"])["races"][0]["contest"] == "uncontested"
    assert [each.why for each in told] == ["the id is taken"]


def test_while_nominations_are_open_the_list_goes_by_acceptance() -> None:
    def merged(handle: str, day: int) -> Report:
        at = datetime(2026, 7, day, tzinfo=UTC)
        accepted = make_snapshot(nominee=handle, author=handle, state=PullRequestState.MERGED, merged_at=at)
        return evaluate(accepted, RULES)

    reports = [merged("ada", 9), merged("bo", 7), merged("zoe", 5)]
    site = site_of(reports[0].snapshot.config, reports, datetime(2026, 7, 20, tzinfo=UTC), "test")
    race = site.elections[0].races[0]
    assert race.order.rule is OrderRule.AS_ACCEPTED
    assert [person.id for person in race.standing] == ["zoe", "bo", "ada"]


@pytest.mark.parametrize("public", [True, False])
def test_a_field_that_is_not_public_is_on_no_page(public: bool) -> None:
    names = ("affiliation", "summary", "pronouns", "conflicts", "links", "photo")
    fields = ", ".join(f"{name}: {{public: {str(public).lower()}}}" for name in names)
    made = make_snapshot(
        election=f"statement: {{front-matter: {{fields: {{{fields}}}}}}}",
        text="---\nname: Ida\nhandle: ida-quist\naffiliation: A\nsummary: B\npronouns: C\nconflicts: D\n"
        "links: https://example.org\nphoto: ida.jpg\n---\nHello.\n",
    )
    here = made.statement.path.rpartition("/")[0] if made.statement else ""
    photo = PhotoFile(
        path=f"{here}/ida.jpg",
        mode="100644",
        size=9,
        blob="b" * 40,
        sha256="c" * 64,
        format="jpeg",
        width=500,
        height=500,
    )
    person = candidate_page(evaluate(replace(made, photo=photo), ()))
    told = (person.affiliation, person.summary, person.pronouns, person.conflicts, person.links, person.photo_file)
    assert [bool(each) for each in told] == [public] * 6
    assert person.name == "Ida"
