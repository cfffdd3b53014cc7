"""Announcements are true, complete, and safe in the medium they are sent through."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from invented_site import BUILT
from msgspec.structs import replace

from nomflow.core.basics.errors import UsageError
from nomflow.core.election.choices import ContestOutcome
from nomflow.core.site.site import (
    CandidatePage,
    ElectionPage,
    Help,
    Milestone,
    MilestoneKind,
    Order,
    OrderRule,
    OrganisationPage,
    Phase,
    Race,
    Site,
    VotingNotes,
)
from nomflow.core.site.stand import HowToStand, StandForm
from nomflow.render.announce.announce import AnnouncementKind, Form, announce
from nomflow.render.site.words import languages

CLOSE = Milestone(
    step=MilestoneKind.NOMINATIONS_CLOSE, at=datetime(2026, 8, 1, 11, 59, 59, tzinfo=UTC), zone="AoE", deadline=True
)
CLOSE_TOLD = "the end of Friday 31 July 2026 everywhere on Earth (Saturday 1 August, 11:59 UTC)"
PAGE = ElectionPage(
    id="2026-board",
    title="Board election 2026",
    phase=Phase.OPEN,
    races=(Race(seats=2, term="two years"),),
    milestones=(
        CLOSE,
        Milestone(step=MilestoneKind.VOTING_OPENS, at=datetime(2026, 8, 10, tzinfo=UTC)),
        Milestone(
            step=MilestoneKind.VOTING_CLOSES,
            at=datetime(2026, 8, 25, 11, 59, 59, tzinfo=UTC),
            zone="AoE",
            deadline=True,
        ),
    ),
    voting=VotingNotes(method="Schulze", voters="Everybody on the roll", where_url="https://vote.riverbend.example/"),
    help=Help(email="elections@riverbend.example"),
)
DRAWN = Order(rule=OrderRule.PUBLIC_DRAW, seed="4 8 15 16 23 42")
ADA, BO, CY = (CandidatePage(id=id, name=id.title()) for id in ("ada", "bo", "cy"))
PHASES = {
    AnnouncementKind.NOMINATIONS_OPEN: Phase.OPEN,
    AnnouncementKind.LAST_DAYS: Phase.OPEN,
    AnnouncementKind.NO_CANDIDATES: Phase.PUBLISHED,
    AnnouncementKind.LIST_PUBLISHED: Phase.PUBLISHED,
    AnnouncementKind.VOTING_OPEN: Phase.VOTING,
    AnnouncementKind.VOTING_LAST_DAYS: Phase.VOTING,
}


def said(
    kind: AnnouncementKind,
    page: ElectionPage = PAGE,
    form: Form = Form.MARKDOWN,
    base: str = "https://riverbend.example/",
) -> str:
    made = replace(page, phase=PHASES[kind])
    return announce(
        kind,
        Site(organisation=OrganisationPage("Riverbend"), elections=(made,), built=BUILT, base_url=base),
        made,
        form,
    ).text


def standing(*people: CandidatePage, then: ContestOutcome | None = None, hidden: bool = False) -> ElectionPage:
    race = replace(PAGE.races[0], candidates=people, order=DRAWN, then=then, hidden=hidden)
    return replace(PAGE, races=(race,))


@pytest.mark.parametrize("kind", [AnnouncementKind.NOMINATIONS_OPEN, AnnouncementKind.LAST_DAYS])
def test_a_call_says_until_when_for_what_and_where(kind: AnnouncementKind) -> None:
    text = said(kind)

    assert CLOSE_TOLD in text
    assert "- 2 seats · two years" in text
    assert "https://riverbend.example/2026-board/" in text
    assert "elections@riverbend.example" in text


def test_the_published_list_is_in_the_drawn_order_with_a_link_to_everybody() -> None:
    text = said(AnnouncementKind.LIST_PUBLISHED, standing(ADA, BO, CY))
    order = [person.name for person in standing(ADA, BO, CY).races[0].standing]

    assert re.findall(r"- \[(\w+)\]\(https://riverbend\.example/2026-board/candidates/\w+/\)", text) == order
    assert "3 candidates for 2 seats." in text
    assert "Drawn at random, in public." in text
    assert "Voting opens on Monday 10 August 2026, 00:00 UTC." in text


def test_too_few_candidates_and_what_it_means_are_said() -> None:
    text = said(AnnouncementKind.LIST_PUBLISHED, standing(ADA, BO, then=ContestOutcome.NO_VOTE))

    assert "2 candidates for 2 seats." in text
    assert "There is no vote." in text
    assert "Voting opens" not in text


def test_two_people_of_one_name_can_be_told_apart() -> None:
    text = said(AnnouncementKind.LIST_PUBLISHED, standing(ADA, replace(BO, name="Ada")))

    assert "Ada (ada)" in text
    assert "Ada (bo)" in text


@pytest.mark.parametrize("form", list(Form))
def test_whoever_reads_that_nominations_are_open_is_led_to_the_form(form: Form) -> None:
    form_address = "https://github.com/riverbend/elections/new/HEAD?filename=nominations%2FYOU.md"
    stand = HowToStand(forms=(StandForm("", form_address),), placeholder="YOU", words=0, endorsements=0)
    text = said(AnnouncementKind.NOMINATIONS_OPEN, replace(PAGE, stand=stand), form, base="")
    assert form_address in text
    assert "#stand" in said(AnnouncementKind.NOMINATIONS_OPEN, replace(PAGE, stand=stand), form)


def test_that_nobody_stands_is_said_with_what_comes_next() -> None:
    assert "The election officers will say what happens next." in said(AnnouncementKind.NO_CANDIDATES)
    noted = replace(PAGE, races=(replace(PAGE.races[0], then=ContestOutcome.APPOINT),))
    assert "seats that stay empty are filled by appointment." in said(AnnouncementKind.NO_CANDIDATES, noted)


@pytest.mark.parametrize("kind", [AnnouncementKind.VOTING_OPEN, AnnouncementKind.VOTING_LAST_DAYS])
def test_voters_hear_until_when_and_where(kind: AnnouncementKind) -> None:
    text = said(kind)

    assert "until the end of Monday 24 August 2026 everywhere on Earth (Tuesday 25 August, 11:59 UTC)" in text
    assert "[Where to vote](https://vote.riverbend.example/)" in text
    assert "Everybody on the roll" in text


@pytest.mark.parametrize(("kind", "phase"), [(kind, phase) for kind in AnnouncementKind for phase in Phase])
def test_nothing_is_announced_that_is_not_true(kind: AnnouncementKind, phase: Phase) -> None:
    page = standing(ADA) if kind is AnnouncementKind.LIST_PUBLISHED else PAGE
    model = replace(page, phase=phase)
    may = {
        AnnouncementKind.NO_CANDIDATES: {Phase.CHECKING, Phase.PUBLISHED, Phase.VOTING, Phase.COUNTING, Phase.RESULTS},
        AnnouncementKind.LIST_PUBLISHED: {Phase.PUBLISHED, Phase.VOTING, Phase.COUNTING, Phase.RESULTS},
    }.get(kind, {PHASES[kind]})
    if phase in may:
        assert announce(
            kind, Site(organisation=OrganisationPage("Riverbend"), elections=(model,), built=BUILT), model, Form.EMAIL
        ).text
        return
    with pytest.raises(UsageError, match="--as-of"):
        announce(
            kind, Site(organisation=OrganisationPage("Riverbend"), elections=(model,), built=BUILT), model, Form.EMAIL
        )


def test_an_empty_list_is_not_published_and_a_full_one_is_not_empty() -> None:
    with pytest.raises(UsageError, match="no-candidates"):
        said(AnnouncementKind.LIST_PUBLISHED)
    with pytest.raises(UsageError, match="list-published"):
        said(AnnouncementKind.NO_CANDIDATES, standing(ADA))
    with pytest.raises(UsageError, match="still being checked"):
        said(AnnouncementKind.NO_CANDIDATES, replace(PAGE, under_check=1))


def test_names_that_are_kept_back_are_not_told() -> None:
    with pytest.raises(UsageError):
        said(AnnouncementKind.LIST_PUBLISHED, standing(ADA, hidden=True))


def test_a_mail_has_a_subject_and_short_lines() -> None:
    page = replace(standing(ADA, BO, CY), about="The board sets the budget, hires the staff and answers for both. " * 2)
    for kind in (AnnouncementKind.LIST_PUBLISHED, AnnouncementKind.NOMINATIONS_OPEN):
        text = said(kind, page, Form.EMAIL)
        subject, _, body = text.partition("\n\n")

        assert re.fullmatch(r"Subject: Board election 2026: [^\n]+", subject)
        assert max(len(line) for line in body.split("\n") if "https://" not in line) <= 72
        assert "](" not in body
        assert "\n\n\n" not in text


@pytest.mark.parametrize("form", list(Form))
def test_a_name_cannot_mention_link_or_begin_a_header(form: Form) -> None:
    names = (
        "@everyone",
        "<!channel>",
        "[free money](https://evil.example)",
        "Ada\nBcc: all@riverbend.example",
        "```",
        "<@123>",
        "**all** _x_",
    )
    people = [CandidatePage(id=f"c{number}", name=name) for number, name in enumerate(names)]
    text = said(
        AnnouncementKind.LIST_PUBLISHED, replace(standing(*people), title="Board\nBcc: you@riverbend.example"), form
    )

    assert "\nBcc" not in text
    if form is not Form.EMAIL:
        for sign in ("@everyone", "<!channel", "(https://evil", "```", "<@123", "https://evil"):
            assert sign not in text


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("kind", list(AnnouncementKind))
def test_every_text_is_tidy_even_when_hardly_anything_is_known(kind: AnnouncementKind, form: Form) -> None:
    bare = ElectionPage(id="2026-board", title="Board election 2026", phase=Phase.OPEN, races=(Race(),))
    if kind is AnnouncementKind.LIST_PUBLISHED:
        bare = replace(bare, races=(Race(candidates=(ADA,)),))
    text = said(kind, bare, form, base="")

    assert text.endswith("\n")
    assert not re.search(r"\n{3}| \n|\(\)|<\||:\n*$", text)
    assert "Board election 2026" in text


def test_several_races_each_have_their_heading() -> None:
    races = (Race(id="chair", title="Chair", candidates=(ADA,)), Race(id="members", title="Members", seats=2))
    text = said(AnnouncementKind.LIST_PUBLISHED, replace(PAGE, races=races))

    assert text.index("## Chair") < text.index("1 candidate for 1 seat.") < text.index("## Members")
    assert "Nobody is standing" in text


def test_the_whole_text_of_a_list() -> None:
    assert said(AnnouncementKind.LIST_PUBLISHED, standing(ADA, BO, CY), Form.EMAIL) == (
        "Subject: Board election 2026: the candidates\n"
        "\n"
        "This list of candidates is final.\n"
        "\n"
        "3 candidates for 2 seats.\n"
        "\n"
        "* Bo\n"
        "  https://riverbend.example/2026-board/candidates/bo/\n"
        "* Ada\n"
        "  https://riverbend.example/2026-board/candidates/ada/\n"
        "* Cy\n"
        "  https://riverbend.example/2026-board/candidates/cy/\n"
        "\n"
        "Drawn at random, in public.\n"
        "\n"
        "Voting opens on Monday 10 August 2026, 00:00 UTC.\n"
        "Votes count until the end of Monday 24 August 2026 everywhere on Earth\n"
        "(Tuesday 25 August, 11:59 UTC).\n"
        "\n"
        "* The election page\n"
        "  https://riverbend.example/2026-board/\n"
        "* Dates for your calendar\n"
        "  https://riverbend.example/2026-board/dates.ics\n"
        "\n"
        "Questions? elections@riverbend.example\n"
    )


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("kind", AnnouncementKind)
@pytest.mark.parametrize("language", languages())
def test_an_announcement_is_in_the_language_of_its_pages_and_in_no_other(
    kind: AnnouncementKind, form: Form, language: str
) -> None:
    page = standing(ADA, BO, then=ContestOutcome.VOTE) if kind is AnnouncementKind.LIST_PUBLISHED else PAGE
    page = replace(
        page, phase=PHASES[kind], title="—", stand=HowToStand(forms=()), rules_url="https://riverbend.example/r"
    )
    page = replace(
        page, voting=VotingNotes(where_url="https://vote.example/"), races=(replace(page.races[0], term=""),)
    )
    about = Site(
        organisation=OrganisationPage("—"), elections=(page,), built=BUILT, base_url="https://riverbend.example"
    )
    said = {tag: announce(kind, about, page, form, tag) for tag in languages()}
    ours, others = said[language].text, [each.text for tag, each in said.items() if tag != language]

    assert f"2026-board/{'' if language == 'en' else f'{language}/'}" in ours
    shared = _words(ours) & set[str]().union(*map(_words, others))
    assert shared <= {"August"}, shared


def _words(text: str) -> set[str]:
    plain = re.sub(r"(?:https?://|mailto:|elections@)\S+|Subject:|Ada", " ", text)
    return set(re.findall(r"[^\W\d_]{4,}", plain))
