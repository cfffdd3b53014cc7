"""Our own words: the same in every language, exact about time, and never false by themselves."""

from __future__ import annotations

import re
import runpy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from string import Formatter

import pytest
import yaml
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from invented_site import council, milestones, people, several, site, with_people
from msgspec.structs import replace
from parsed_page import parsed

import nomflow
from nomflow.core.election.choices import ContestOutcome
from nomflow.core.site.site import ElectionPage, HowToStand, Milestone, MilestoneKind, Phase, Race, StandForm
from nomflow.render.site import render_site
from nomflow.render.site.bidi import runs
from nomflow.render.site.dates import deadline, full, short, steps
from nomflow.render.site.templates import initials
from nomflow.render.site.views import election_view
from nomflow.render.site.words import direction_of, language_name, languages, words_in

LOCALES = Path(nomflow.__file__).parent / "locale"
ENGLISH = words_in("en")
GERMAN = words_in("de")


def catalogue(language: str) -> dict[str, str | dict[str, str]]:
    read = yaml.safe_load((LOCALES / f"{language}.yml").read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def named(text: str | dict[str, str]) -> set[str]:
    texts = text.values() if isinstance(text, dict) else (text,)
    return {name for each in texts for _, name, _, _ in Formatter().parse(each) if name}


@pytest.mark.parametrize("language", languages())
def test_every_language_says_everything_with_the_same_fields(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)

    assert set(other) == set(english)
    assert {key: named(text) for key, text in other.items()} == {key: named(text) for key, text in english.items()}
    for key, text in other.items():
        assert isinstance(text, str) == isinstance(english[key], str), key
        assert isinstance(text, str) or "other" in text, key


@pytest.mark.parametrize("language", languages())
def test_numbers_and_dates_are_written_as_cldr_has_them(language: str) -> None:
    words, locale = words_in(language), Locale.parse(language)
    days = [date(2026, month, day) for month in range(1, 13) for day in range(1, 8)]

    for pattern, cldr in (("full", ("MMMM", "EEEE")), ("medium", ("MMM", "EEE"))):
        for day in days:
            assert all(format_date(day, name, locale=locale) in words.date(day, pattern) for name in cldr)
    assert words.number(1234567) == format_decimal(1234567, locale=locale)
    forms = str(words.entries["plural-forms"]).split(", ")
    assert [forms[words.form(n)] for n in range(1000)] == [locale.plural_form(n) for n in range(1000)]
    assert words.direction == locale.text_direction


def test_what_languages_call_themselves_is_what_cldr_has_now() -> None:
    made = runpy.run_path(str(Path(__file__).parents[3] / "scripts" / "languages"))["made"]

    assert (LOCALES / "languages.json").read_text(encoding="utf-8") == made()


@pytest.mark.parametrize(
    ("tag", "name", "direction"),
    [
        ("pt-BR", "Português (Brasil)", "auto"),
        ("ar", "العربية", "rtl"),
        ("zh-TW", "中文 (繁體, 台灣)", "auto"),
        ("ps-PK", "پښتو (پاکستان)", "rtl"),
        ("xx-YY", "xx-YY", "auto"),
        ("", "", "auto"),
    ],
)
def test_a_language_is_called_what_it_calls_itself(tag: str, name: str, direction: str) -> None:
    assert (language_name(tag), direction_of(tag)) == (name, direction)


@pytest.mark.parametrize(
    ("tag", "found", "direction"),
    [("en", "en", "ltr"), ("de-AT", "de", "ltr"), ("xx", "en", "ltr"), ("", "en", "ltr"), ("not a tag", "en", "ltr")],
)
def test_a_language_without_a_catalogue_gets_english(tag: str, found: str, direction: str) -> None:
    assert (words_in(tag).tag, words_in(tag).direction) == (found, direction)


def test_numbers_choose_their_form_and_look_as_the_language_writes_them() -> None:
    assert ENGLISH.text("words", n=1) == "1 word"
    assert ENGLISH.text("words", n=1319) == "1,319 words"
    assert GERMAN.text("words", n=1319) == "1.319 Wörter"


def test_what_is_put_into_a_sentence_is_escaped() -> None:
    assert ENGLISH.text("back") == "All candidates"
    assert "<b>" not in ENGLISH.text("candidate-title", name="<b>", election="{n}")


CLOSE = datetime(2026, 8, 1, 11, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("milestone", "told"),
    [
        (
            Milestone(step=MilestoneKind.NOMINATIONS_CLOSE, at=CLOSE, zone="AoE"),
            "the end of Friday 31 July 2026 everywhere on Earth (Saturday 1 August, 11:59 UTC)",
        ),
        (
            Milestone(step=MilestoneKind.VOTING_CLOSES, at=datetime(2027, 1, 1, 11, 59, 59, tzinfo=UTC), zone="AoE"),
            "the end of Thursday 31 December 2026 everywhere on Earth (Friday 1 January, 11:59 UTC)",
        ),
        (
            Milestone(step=MilestoneKind.NOMINATIONS_CLOSE, at=datetime(2026, 8, 1, 4, 0, tzinfo=UTC), zone="AoE"),
            "Friday 31 July 2026, 16:00 in UTC−12, the last time zone on Earth (Saturday 1 August, 04:00 UTC)",
        ),
        (Milestone(step=MilestoneKind.NOMINATIONS_CLOSE, at=CLOSE), "Saturday 1 August 2026, 11:59 UTC"),
        (
            Milestone(
                step=MilestoneKind.NOMINATIONS_CLOSE,
                at=datetime(2026, 8, 1, 6, 59, tzinfo=UTC),
                zone="America/Los_Angeles",
            ),
            "Friday 31 July 2026, 23:59 America/Los Angeles (Saturday 1 August, 06:59 UTC)",
        ),
        (
            Milestone(step=MilestoneKind.NOMINATIONS_CLOSE, at=CLOSE, zone="Nowhere/At_All"),
            "Saturday 1 August 2026, 11:59 UTC",
        ),
        (
            Milestone(step=MilestoneKind.NOMINATIONS_CLOSE, at=CLOSE, zone="../../etc/passwd"),
            "Saturday 1 August 2026, 11:59 UTC",
        ),
        (
            Milestone(step=MilestoneKind.VOTING_OPENS, at=datetime(2026, 8, 10, tzinfo=UTC), zone="AoE"),
            "Monday 10 August 2026, 00:00 UTC",
        ),
    ],
)
def test_a_deadline_is_told_as_the_organisation_thinks_and_in_utc(milestone: Milestone, told: str) -> None:
    assert full(ENGLISH, milestone).striptags() == told
    assert f'datetime="{milestone.at:%Y-%m-%dT%H:%M:%S}Z"' in full(ENGLISH, milestone)


def test_a_deadline_reads_as_german_in_german() -> None:
    milestone = Milestone(step=MilestoneKind.NOMINATIONS_CLOSE, at=CLOSE, zone="AoE")

    assert short(GERMAN, milestone).striptags().startswith("Fr., 31. Juli 2026, bis der Tag überall auf der Erde")


def test_the_deadline_is_told_for_eleven_places_until_it_is_over() -> None:
    around = deadline(ENGLISH, milestones(), datetime(2026, 7, 2, tzinfo=UTC))

    assert around is not None
    assert around.title == "Nominations close"
    assert {place.name: place.at for place in around.places} == {
        "Honolulu": "Sat 1 Aug, 01:59",
        "Los Angeles": "Sat 1 Aug, 04:59",
        "New York": "Sat 1 Aug, 07:59",
        "São Paulo": "Sat 1 Aug, 08:59",
        "London": "Sat 1 Aug, 12:59",
        "Berlin": "Sat 1 Aug, 13:59",
        "Nairobi": "Sat 1 Aug, 14:59",
        "New Delhi": "Sat 1 Aug, 17:29",
        "Shanghai": "Sat 1 Aug, 19:59",
        "Tokyo": "Sat 1 Aug, 20:59",
        "Auckland": "Sat 1 Aug, 23:59",
    }
    assert deadline(ENGLISH, milestones(), datetime(2026, 9, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("built", "over", "states"),
    [
        (datetime(2026, 6, 30, tzinfo=UTC), False, "next next next next next next"),
        (datetime(2026, 7, 1, tzinfo=UTC), False, "now next next next next next"),
        (CLOSE, False, "done now next next next next"),
        (datetime(2026, 12, 1, tzinfo=UTC), False, "done done done done done now"),
        (datetime(2026, 12, 1, tzinfo=UTC), True, "done done done done done done"),
    ],
)
def test_the_dates_say_what_is_done_and_what_is_to_come(built: datetime, over: bool, states: str) -> None:
    assert " ".join(step.state for step in steps(ENGLISH, milestones(), built, over=over)) == states


def state_of(page: ElectionPage, built: datetime) -> str:
    view = election_view(replace(site(), built=built), page)
    return " ".join(str(line.striptags()) for line in (view.eyebrow, view.state.headline, *view.state.lines))


@pytest.mark.parametrize(
    ("phase", "changes", "told"),
    [
        (Phase.SCHEDULED, {}, "Coming up · Nominations open 1 July Nominations have not opened yet. They open on"),
        (Phase.OPEN, {}, "Nominations are open until the end of Friday 31 July 2026 everywhere on Earth (Saturday 1"),
        (Phase.OPEN, {"races": (Race(hidden=True),)}, "The candidates are published together after nominations close."),
        (
            Phase.CHECKING,
            {"under_check": 9},
            "are checking 9 nominations. The list is published on Monday",
        ),
        (Phase.CHECKING, {"under_check": 1}, "The officers are checking 1 nomination."),
        (Phase.PUBLISHED, {}, "These candidates are final. Voting opens on Monday 10 August 2026, 00:00 UTC."),
        (Phase.PUBLISHED, {"milestones": ()}, "These candidates are final. Statements no longer change."),
        (Phase.VOTING, {}, "Votes count until the end of Monday 24 August 2026 everywhere on Earth"),
        (Phase.VOTING, {"milestones": ()}, "You do not vote on this page."),
        (Phase.COUNTING, {}, "It ended on Monday 24 August 2026"),
        (Phase.COUNTING, {"milestones": ()}, "The result is not on this page yet."),
        (Phase.RESULTS, {"results_url": "https://example.org/"}, "This election is over. This page stays"),
        (Phase.POSTPONED, {"notice": "The roll was lost."}, "This election is postponed. The roll was lost."),
        (Phase.CANCELLED, {}, "This election is cancelled."),
        (Phase.SUPERSEDED, {}, "This election was replaced by another."),
    ],
)
def test_each_state_is_told_in_words_that_stay_true(phase: Phase, changes: dict[str, object], told: str) -> None:
    page = replace(council(), phase=phase, **changes)
    built = datetime(2026, 6, 1, tzinfo=UTC) + timedelta(days=60 * (phase is not Phase.SCHEDULED))

    assert told in state_of(page, built)
    assert not re.search(r"\b(today|tomorrow|days left|in \d+ days|ago)\b", state_of(page, built))


@pytest.mark.parametrize(
    ("standing", "then", "told"),
    [
        (
            0,
            ContestOutcome.APPOINT,
            "Nobody is standing There is no vote; by the rules of this election, seats that stay",
        ),
        (0, ContestOutcome.EXTEND, "Nobody is standing By the rules of this election, nominations are extended;"),
        (0, ContestOutcome.NO_VOTE, "Nobody is standing There is no vote."),
        (1, ContestOutcome.NO_VOTE, "1 candidate 1 candidate for 2 seats. There is no vote."),
        (
            1,
            ContestOutcome.APPOINT,
            "1 candidate for 2 seats. There is no vote; by the rules of this election, seats that stay empty",
        ),
        (
            2,
            ContestOutcome.APPOINT,
            "There is no vote; by the rules of this election, the seats are filled by appointment.",
        ),
        (2, ContestOutcome.VOTE, "2 candidates 2 candidates for 2 seats. There is a vote all the same."),
        (2, None, "2 candidates 2 candidates for 2 seats."),
        (3, ContestOutcome.VOTE, "3 candidates"),
    ],
)
def test_too_few_candidates_are_told_with_what_follows(standing: int, then: ContestOutcome | None, told: str) -> None:
    page = replace(council(), races=(Race(seats=2, then=then, candidates=people()[:standing]),))
    [view] = election_view(site(), page).races

    text = " ".join(str(line.striptags()) for line in (view.count, *view.lines))
    assert told in text
    assert ("vote" in text, "extended" in text) == ("vote" in told, "extended" in told)


def test_a_hidden_list_is_nowhere_in_the_site() -> None:
    page = replace(council(), phase=Phase.OPEN, races=(Race(candidates=people(), hidden=True),), history=())
    built = dict(render_site(site(page)))

    assert not [path for path, content in built.items() if b"Quintanilla" in content or "marisol" in path]


def test_a_page_in_german_has_no_english_left() -> None:
    _, tane, _, *others = people()
    elections = (with_people(election, tane, *others) for election in (several(), council()))
    built = dict(render_site(site(*elections)))
    english = {
        str(entry) for entry in catalogue("en").values() if isinstance(entry, str) and " " in entry and "{" not in entry
    } - {str(entry) for entry in catalogue("de").values()}
    german = [path for path in built if path.startswith(("2025-kreise/", "2026-council/de/"))]
    german = [path for path in german if path.endswith(".html") and not path.startswith("2025-kreise/en/")]
    text = " ".join(" ".join(parsed(built[path]).text) for path in german)
    assert [entry for entry in english if entry in text] == []
    assert '<html lang="de" dir="ltr">' in built["2025-kreise/index.html"].decode()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Example", "AE"),
        ("Winter", "W"),
        ("maria josé garcía", "MJ"),
        ("Paco Xu 徐俊杰", "PX"),
        ('Gabriella ("gabby") Gonzalez', "GG"),
        ("Oisín “Osh” Brennan", "OB"),
        ("林晓雯", "林"),
        ("يسرا الحدّاد", "ي"),
        ("Ærø Øst", "ÆØ"),
        ("Анна Ivanova", "А"),
        ("(only brackets)", "OB"),
        ("42", "·"),
        ("", "·"),
    ],
)
def test_initials_stand_for_anybody_in_any_script(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_each_state_begins_with_the_one_thing_to_do_in_it() -> None:
    where = replace(council().voting, where_url="https://vote.example/")
    stand = HowToStand(forms=(StandForm("", "https://github.com/o/r/new/HEAD?filename=x"),), words=600, endorsements=3)
    empty = (Race(hidden=True),)
    first = {
        phase: election_view(site(page), page).actions[0]
        for phase, page in {
            phase: replace(council(), phase=phase, voting=where, stand=stand, results_url="https://count.example/")
            for phase in (Phase.OPEN, Phase.PUBLISHED, Phase.VOTING, Phase.COUNTING, Phase.RESULTS)
        }.items()
    }

    assert {phase: (str(action.text), action.url) for phase, action in first.items()} == {
        Phase.OPEN: ("How to stand", "#stand"),
        Phase.PUBLISHED: ("Read all statements", "all/"),
        Phase.VOTING: ("Vote", "https://vote.example/"),
        Phase.COUNTING: ("Read all statements", "all/"),
        Phase.RESULTS: ("See the result", "https://count.example/"),
    }
    unsafe = replace(
        council(), phase=Phase.VOTING, races=empty, milestones=(), voting=replace(where, where_url="javascript:1")
    )
    assert election_view(site(unsafe), unsafe).actions == ()


def test_whoever_wants_to_stand_finds_steps_a_deadline_a_form_and_whom_to_ask() -> None:
    form = "https://github.com/o/r/new/HEAD?filename=a%2FYOUR-GITHUB-NAME.md&value=%23"
    stand = HowToStand(forms=(StandForm("", form),), placeholder="YOUR-GITHUB-NAME", words=600, endorsements=3)
    page = replace(council(), phase=Phase.OPEN, stand=stand)
    html = dict(render_site(site(page)))["2026-council/index.html"].decode()
    section = html.partition('<section class="stand"')[2].partition("</section>")[0]

    assert f'href="{form.replace("&", "&amp;")}"' in section
    for told in (
        "in at most 600 words",
        "Ask 3 people to endorse you",
        "Do all of this by",
        "31 July 2026",
        "mailto:elections@riverbend.example",
    ):
        assert told in section


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ada Example", "Ada Example"),
        ("יעל ברק", "יעל ברק"),
        ("יעל ברק (Yael Barak)", "<bdi>יעל ברק</bdi> <bdi>(Yael Barak)</bdi>"),
        ("Yusra Haddad يسرا الحدّاد 2", "<bdi>Yusra Haddad</bdi> <bdi>يسرا الحدّاد 2</bdi>"),
        ("<b> יעל", "<bdi>&lt;b&gt;</bdi> <bdi>יעל</bdi>"),
        ("", ""),
    ],
)
def test_a_name_in_two_scripts_breaks_only_between_them(name: str, shown: str) -> None:
    assert runs(name) == shown


def test_a_candidates_page_leads_to_their_profile_and_folds_the_proof() -> None:
    built = dict(render_site(site()))
    html = built["2026-council/candidates/marisol-q/index.html"].decode()

    assert 'href="https://github.com/Marisol-Q"' in html.partition("</h1>")[2].partition('class="columns"')[0]
    assert "sha256" not in re.sub(r"<details>.*?</details>", "", html.partition("<footer")[2], flags=re.DOTALL)
