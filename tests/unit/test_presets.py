"""An organisation names a preset and gets the rules of that election, which it may then change key by key."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from pathlib import Path

import pytest

from nomflow.core.basics.errors import ConfigError
from nomflow.core.basics.time import describe
from nomflow.core.election.choices import (
    Channel,
    ContestOutcome,
    Distinct,
    FrontMatterStyle,
    HtmlPolicy,
    Layout,
    Merge,
    Origin,
    Venue,
    Visibility,
    Who,
)
from nomflow.core.election.election import Config, Election
from nomflow.core.election.load import load
from nomflow.core.election.people_rules import EmployerCap
from nomflow.core.thread.body import ActKind, Match, Phrase, names_in, read_body
from nomflow.disk import preset, preset_names

NAMES = ("chaoss", "kubernetes", "nixos", "openstack", "opentelemetry", "psf")
DOCS = Path(__file__).parents[2] / "docs" / "presets.md"


@cache
def config(name: str, more: str = "") -> Config:
    text = f"""\
organisation: Example Cooperative
elections:
  - id: 2026-board
    title: Board election 2026
    extends: {name}
    seats: 3
    windows:
      nominations: {{opens: 2026-07-01, closes: 2026-07-31}}
    roll: roll.csv
    officers: [ada-example]
{more}"""
    return load(text, "nomflow.yml", preset, preset_names())


def election(name: str, more: str = "") -> Election:
    return config(name, more).elections[0]


def test_the_presets_are_these() -> None:
    assert preset_names() == NAMES


BOTH = (Origin.SELF, Origin.OTHERS)
RULES = {
    "kubernetes": {
        "nominations.venue": Venue.ISSUE,
        "nominations.by": BOTH,
        "nominations.nominators": Who.ANYONE,
        "nominations.officers_may_nominate": False,
        "nominations.seated_may_nominate": False,
        "eligibility.nominees": Who.ANYONE,
        "eligibility.officers_may_stand": False,
        "eligibility.employer_cap": EmployerCap(share="1/3"),
        "endorsements.count": 3,
        "endorsements.by": Who.ROLL,
        "endorsements.distinct": Distinct.EMPLOYERS,
        "endorsements.nominee_counts": True,
        "endorsements.nominator_endorses": False,
        "endorsements.channels": (Channel.COMMENT,),
        "endorsements.phrase_match": Match.ANYWHERE,
        "endorsements.must_state_employer": True,
        "endorsements.officers_may_endorse": False,
        "endorsements.seated_may_endorse": False,
        "statement.path": "elections/steering/{election}/candidate-{handle}.md",
        "statement.front_matter.style": FrontMatterStyle.ELEKTO,
        "statement.words.guideline": 300,
        "statement.words.maximum": 450,
        "statement.words.count_front_matter": False,
        "publication.visibility": Visibility.OPEN,
    },
    "opentelemetry": {
        "nominations.venue": Venue.PULL_REQUEST,
        "nominations.by": BOTH,
        "nominations.nominators": Who.ANYONE,
        "nominations.merge": Merge.WHEN_READY,
        "eligibility.officers_may_stand": False,
        "eligibility.employer_cap": EmployerCap(2),
        "endorsements.count": 3,
        "endorsements.by": Who.ROLL,
        "endorsements.distinct": Distinct.EMPLOYERS,
        "endorsements.nominee_counts": True,
        "endorsements.nominator_counts": True,
        "endorsements.nominator_endorses": True,
        "endorsements.channels": (Channel.COMMENT, Channel.REVIEW),
        "endorsements.phrase_match": Match.ANYWHERE,
        "endorsements.must_state_employer": False,
        "endorsements.officers_may_endorse": True,
        "statement.layout": Layout.SHARED,
        "statement.front_matter.style": FrontMatterStyle.NONE,
        "statement.front_matter.required": False,
        "publication.order.source": "alphabetical",
    },
    "nixos": {
        "nominations.by": BOTH,
        "nominations.nominators": Who.ROLL,
        "acceptance.approval": False,
        "eligibility.nominees": Who.ROLL,
        "eligibility.officers_may_stand": False,
        "eligibility.employer_cap": EmployerCap(2),
        "endorsements.count": 4,
        "endorsements.by": Who.ROLL,
        "endorsements.distinct": Distinct.INTERESTS,
        "endorsements.nominee_counts": True,
        "endorsements.nominator_endorses": True,
        "endorsements.channels": (Channel.COMMENT,),
        "endorsements.phrases": ("!endorse",),
        "endorsements.phrase_match": Match.ANYWHERE,
        "endorsements.private_affiliations": True,
        "statement.path": "candidates/{handle}.md",
        "statement.may_be_empty": True,
        "statement.front_matter.required": False,
    },
    "chaoss": {
        "nominations.confirmations": 2,
        "nominations.officers_may_nominate": True,
        "nominations.close_late": True,
        "eligibility.officers_may_stand": False,
        "eligibility.employer_cap": EmployerCap(2),
        "endorsements.count": 2,
        "endorsements.by": Who.ROLL,
        "endorsements.distinct": Distinct.NONE,
        "endorsements.channels": (Channel.COMMAND, Channel.COMMENT),
        "endorsements.nominee_counts": False,
        "statement.path": "elections/{election}/candidate-{handle}.md",
        "statement.front_matter.style": FrontMatterStyle.ELEKTO,
    },
    "openstack": {
        "nominations.by": (Origin.SELF,),
        "nominations.seats_per_nominee": 100,
        "nominations.confirmations": 2,
        "eligibility.officers_may_stand": False,
        "eligibility.employer_cap": EmployerCap(share="1/2"),
        "endorsements.count": 0,
        "statement.path": "candidates/{election}/{seat}/{email}",
        "statement.front_matter.required": False,
        "statement.html": HtmlPolicy.NONE,
        "statement.words.maximum": 0,
        "publication.uncontested": ContestOutcome.NO_VOTE,
        "publication.under_contested": ContestOutcome.APPOINT,
        "publication.nobody": ContestOutcome.APPOINT,
    },
    "psf": {
        "nominations.by": BOTH,
        "nominations.confirmations": 1,
        "nominations.merge": Merge.AT_CLOSE,
        "nominations.seats_per_nominee": 1,
        "endorsements.count": 0,
        "statement.words.maximum": 0,
        "publication.visibility": Visibility.SEALED,
        "publication.amendments": "refuse",
        "publication.order.source": "drand",
    },
}


@pytest.mark.parametrize(
    ("name", "key", "meant"), [(name, key, meant) for name, rules in RULES.items() for key, meant in rules.items()]
)
def test_a_preset_says_what_the_rules_say(name: str, key: str, meant: object) -> None:
    assert attrgetter(key)(election(name)) == meant


CLOSES = {
    "kubernetes": "Friday 31 July 2026, end of day Anywhere on Earth (Saturday 1 August 2026, 11:59 UTC)",
    "nixos": "Friday 31 July 2026, end of day Anywhere on Earth (Saturday 1 August 2026, 11:59 UTC)",
    "opentelemetry": "Friday 31 July 2026, 23:59 UTC",
    "chaoss": "Friday 31 July 2026, 23:59 UTC",
    "openstack": "Friday 31 July 2026, 23:59 UTC",
    "psf": "Friday 31 July 2026, 23:59 UTC",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_bare_date_closes_in_the_elections_own_zone(name: str) -> None:
    closes = election(name).windows.nominations.closes
    assert closes is not None
    assert describe(closes) == CLOSES[name]


def endorses(name: str, said: str) -> bool:
    rules = election(name).endorsements
    phrases = [Phrase(text, rules.phrase_match) for text in rules.phrases]
    commands = (ActKind.ENDORSE,) if Channel.COMMAND in rules.channels else ()
    return any(
        act.kind is ActKind.ENDORSE
        for act in read_body(said, phrases, commands, names=names_in("ada-example", "Ada Example")).acts
    )


@pytest.mark.parametrize(
    ("name", "said", "counts"),
    [
        ("kubernetes", "I endorse this nominee, and I work for Tidewater", True),
        ("kubernetes", "+1, employer: Tidewater", True),
        ("kubernetes", "I wholeheartedly endorse Ada. I work for Tidewater.", True),
        ("kubernetes", "> +1", False),
        ("kubernetes", "I do not endorse this", False),
        ("kubernetes", "Strong +1! I work for Tidewater.", True),
        ("kubernetes", "I'm an eligible voter and I endorse Ada.", True),
        ("kubernetes", "I was asked to endorse somebody.", False),
        ("opentelemetry", "I, as a member of standing, support this nomination", True),
        ("opentelemetry", "I appreciate your support", False),
        ("kubernetes", "+!", False),
        ("opentelemetry", "I support this nomination", True),
        ("opentelemetry", "As a maintainer of the collector, I fully support this!", True),
        ("opentelemetry", "I don't think I can support this", False),
        ("opentelemetry", "LGTM", False),
        ("opentelemetry", "+1", False),
        ("nixos", "!endorse", True),
        ("nixos", "The deadline is near, so: !endorse", True),
        ("nixos", "!endorce", False),
        ("nixos", "> !endorse", False),
        ("nixos", "`!endorse`", False),
        ("nixos", "please don't !endorse yet", False),
        ("chaoss", "/endorse", True),
        ("chaoss", "I endorse Ada for the board.", True),
        ("chaoss", "Good luck!", False),
    ],
)
def test_what_counts_as_endorsing(name: str, said: str, counts: bool) -> None:
    assert endorses(name, said) is counts


@pytest.mark.parametrize(
    ("name", "said", "means"),
    [
        ("kubernetes", "I accept the nomination", ActKind.ACCEPT),
        ("kubernetes", "I gladly accept!", ActKind.ACCEPT),
        ("opentelemetry", "Thanks all, I accept this nomination", ActKind.ACCEPT),
        ("nixos", "Thank you everyone, !accept and see you there", ActKind.ACCEPT),
        ("nixos", "No time this year, sorry.\n\n!decline", ActKind.DECLINE),
        ("nixos", "I cannot accept the nomination", None),
        ("kubernetes", "Should I accept?", None),
    ],
)
def test_what_accepts_a_nomination(name: str, said: str, means: ActKind | None) -> None:
    rules = election(name).acceptance
    phrases = [
        *(Phrase(text, rules.phrase_match, ActKind.ACCEPT) for text in rules.phrases),
        *(Phrase(text, rules.phrase_match, ActKind.DECLINE) for text in rules.decline_phrases),
    ]
    assert [act.kind for act in read_body(said, phrases).acts] == ([means] if means else [])


FIELDS = {
    "kubernetes": ({"name", "handle", "affiliation"}, "ID"),
    "chaoss": ({"name", "handle", "affiliation"}, "ID"),
    "psf": ({"name", "handle", "affiliation"}, "github"),
}


@pytest.mark.parametrize("name", FIELDS)
def test_the_front_matter_asked_for(name: str) -> None:
    fields = election(name).statement.front_matter.fields
    required, alias = FIELDS[name]
    assert {key for key, field in fields.items() if field.required} == required
    assert alias in fields["handle"].aliases


def test_the_psf_keeps_e_mail_addresses_off_the_page() -> None:
    assert not election("psf").statement.front_matter.fields["email"].public


SECTIONS = {
    "kubernetes": ["SIGS", "What I have done", "What I'll do", "Resources About Me"],
    "chaoss": ["My Contributions to CHAOSS", "Why I'm Running"],
    "openstack": [],
}


@pytest.mark.parametrize("name", SECTIONS)
def test_the_sections_asked_for(name: str) -> None:
    assert [section.title for section in election(name).statement.sections] == SECTIONS[name]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_beside_extends_replaces_the_presets_keys_and_nothing_else(name: str) -> None:
    own = election(name, "    endorsements: {count: 7}\n    statement: {words: {maximum: 900}}\n    body: Council\n")
    usual = election(name)
    assert own.endorsements.count == 7
    assert own.statement.words.maximum == 900
    assert own.body == "Council"
    assert own.endorsements.channels == usual.endorsements.channels
    assert own.statement.words.guideline == usual.statement.words.guideline
    assert own.statement.path == usual.statement.path
    assert own.nominations == usual.nominations


def test_a_list_replaces_the_presets_list() -> None:
    assert election("kubernetes", "    endorsements: {phrases: [Seconded]}\n").endorsements.phrases == ("Seconded",)


def test_a_preset_that_needs_a_roll_says_so() -> None:
    text = (
        "organisation: X\nelections:\n  - {id: a, title: A"
        ", windows: {nominations: {closes: 2026-07-31}}, extends: kubernetes}\n"
    )
    with pytest.raises(ConfigError, match="Say which file holds it: roll:"):
        load(text, "nomflow.yml", preset, preset_names())


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_is_documented_and_names_its_sources(name: str) -> None:
    page = DOCS.read_text(encoding="utf-8")
    text = preset(name)
    assert text is not None
    assert f"## `{name}`" in page
    sources = [line.removeprefix("#").strip() for line in text.splitlines() if line.startswith("#   https://")]
    assert sources
    assert all(source in page for source in sources)


def test_an_empty_value_takes_a_presets_key_away() -> None:
    own = election(
        "nixos", "    eligibility: {employer-cap: {seats: ~, share: 1/3}}\n    nominations: {close-late: ~}\n"
    )
    assert own.eligibility.employer_cap == EmployerCap(share="1/3")
    assert not own.nominations.close_late
    assert own.nominations.nominators is Who.ROLL
