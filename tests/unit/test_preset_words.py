"""What committees took for an endorsement or an acceptance, in other words; and that who does as told, counts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from making import NOMINEE, comment, elector, make_snapshot
from msgspec.structs import replace

import nomflow
from nomflow.core.election.load import load
from nomflow.core.endorsements.tally import tally
from nomflow.core.evaluate import evaluate
from nomflow.core.nomination.standing import consent
from nomflow.core.nomination.thread import read_words
from nomflow.core.snapshot.snapshot import Comment, Snapshot
from nomflow.core.thread.body import ActKind, Match, Phrase, read_body
from nomflow.disk import preset, preset_names
from nomflow.render.comment.comment import render_comment
from nomflow.rules import RULES

PEOPLE = ("ben", "cleo", "dara", "emil")


def nomination(name: str, *events: Comment, author: str = NOMINEE, election: str = "", **changes: object) -> Snapshot:
    """A nomination under a preset, or without one; the roll tells nobody's employer."""
    extends = f"    extends: {name}\n" if name else "    endorsements: {count: 2}\n"
    text = f"""\
organisation: Example Cooperative
elections:
  - id: 2026-board
    title: Board election 2026
{extends}    seats: 3
    windows: {{nominations: {{opens: 2026-07-01, closes: 2026-07-31}}}}
    roll: roll.csv
    officers: [olive]
{election}"""
    config = load(text, "nomflow.yml", preset, preset_names())
    made = make_snapshot(*events, author=author, roll=[elector(each) for each in (*PEOPLE, NOMINEE, "olive")])
    return replace(made, config=config, election=config.elections[0], **changes)


def kinds(name: str, body: str) -> list[str]:
    said = read_words(nomination(name), body.replace("Ada", f"@{NOMINEE}"))
    return [act.kind.value for act in said.acts] + [f"{each.kind.value}?" for each in said.unclear]


ENDORSING = {
    "kubernetes": """
        yes    +1
        yes    +1, Example Works
        yes    +1 / Employer: Example Works
        yes    +1 (I work at Example Works)
        yes    I endorse this nominee, and I work for Example Works.
        yes    Big +1 from me, employer: Example Works
        yes    👍 +1 from Example Works
        yes    As an eligible voter I endorse Ada
        yes    I'm happy to endorse Ada. Employer: Example Works
        asked  +!
        asked  + :100:
        asked  Seconded
        asked  +1 if the bio is there in time
        asked  +1 for the other nominee
        asked  +1, N/A, but I don't know whether I may vote
        no     Congratulations, Ada!
    """,
    "opentelemetry": """
        yes    I support this nomination
        yes    I support!
        yes    I fully support Ada, she keeps the meetings going
        yes    I, as a member of standing, support this nomination.
        yes    As a maintainer of the collector, I strongly support this candidate!
        yes    Happy to say it again: I support this nomination :)
        asked  I suporte!!!!
        asked  Seconded.
        asked  +1
        asked  I support whoever mends the build
        no     LGTM
        no     Thanks for doing this.
    """,
    "nixos": """
        yes    !endorse
        yes    I !endorse Ada
        yes    The deadline is near, so: !endorse
        yes    Happily !endorse this nomination
        asked  !endorce
        asked  I endorse Ada
        asked  How does one !endorse?
        asked  You have to write !endorse
        no     Good luck with the election
    """,
    "chaoss": """
        yes    /endorse
        yes    I highly endorse Ada, whose work on metrics has helped us all
        yes    I wholeheartedly endorse Ada for this board.
        yes    I would love to endorse Ada! Years of steady work
        yes    I endorse Ada, a contributor of many years
        yes    It has been a joy to work with Ada; she would serve well, and I endorse her nomination.
        yes    It's my pleasure to support Ada's candidacy.
        yes    +1 for Ada
        asked  Full support from me!
        asked  I second this nomination
        asked  +1 for Bob in the other thread
        no     Ada has been around for years.
    """,
}


@pytest.mark.parametrize(
    ("name", "right", "body"),
    [
        (name, *line.split(maxsplit=1))
        for name, lines in ENDORSING.items()
        for line in lines.splitlines()
        if line.strip()
    ],
)
def test_a_committee_took_this_for_an_endorsement(name: str, right: str, body: str) -> None:
    assert kinds(name, body) == {"yes": ["endorse"], "asked": ["endorse?"], "no": []}[right]


@pytest.mark.parametrize(
    ("name", "body", "right"),
    [
        ("kubernetes", "I accept the nomination.", ["accept"]),
        ("kubernetes", "Thank you all! I gladly accept.", ["accept"]),
        ("kubernetes", "I have decided to accept the nomination", ["accept"]),
        ("kubernetes", "I need a few days to decide to accept the nomination", ["accept?"]),
        (
            "kubernetes",
            "I appreciate everyone who wants me to accept the nomination, sorry to disappoint.",
            ["accept?"],
        ),
        ("opentelemetry", "I confirm my nomination", ["accept"]),
        ("opentelemetry", "Yes, I'm happy to accept", ["accept"]),
        ("opentelemetry", "I confirm that I do not want to stand", ["accept?", "withdraw?"]),
        ("nixos", "Thanks everyone, I will thus !accept this nomination.", ["accept"]),
        ("nixos", "!accept", ["accept"]),
        ("nixos", "I cannot accept, sorry", ["decline?"]),
        ("nixos", "No time this year.\n\n!decline", ["decline"]),
    ],
)
def test_a_committee_took_this_for_an_acceptance(name: str, body: str, right: list[str]) -> None:
    assert kinds(name, body) == right


def told(text: str) -> list[str]:
    """The forms that a text tells people to write, with an employer where one is asked for."""
    return [form.replace("…", "Example Works") for form in re.findall(r"`([^`]+)`", text)]


@pytest.mark.parametrize("name", ["", "kubernetes", "opentelemetry", "nixos", "chaoss"])
def test_whatever_the_comment_tells_people_to_write_counts(name: str) -> None:
    start = nomination(name, affiliations=dict.fromkeys(PEOPLE, ()) if name == "nixos" else {})
    page = render_comment(evaluate(start, RULES)).body
    (how,) = re.findall(r"To endorse, .*", page)
    forms = [form for form in told(how) if not form.startswith("/unendorse")]
    assert forms
    near = nomination(name, comment("ben", "Endorsed!"), affiliations=start.affiliations)
    for form in [*forms, *(form for each in tally(near).people if not each.counted for form in told(str(each.text)))]:
        after = nomination(name, comment("ben", form), affiliations=start.affiliations)
        (ben,) = [each for each in tally(after).people if each.account.login == "ben"]
        if ben.code == "no-employer":
            (again,) = told(str(ben.text))
            after = nomination(name, comment("ben", again), affiliations=start.affiliations)
            (ben,) = [each for each in tally(after).people if each.account.login == "ben"]
        assert ben.counted, (form, str(ben.text))


@pytest.mark.parametrize("name", ["", "kubernetes", "opentelemetry", "nixos", "chaoss", "psf"])
def test_the_nominee_accepts_as_told(name: str) -> None:
    start = nomination(name, author="ben")
    (how,) = set(re.findall(r"comments (`/accept`) here", render_comment(evaluate(start, RULES)).body))
    for form in told(how):
        assert consent(nomination(name, comment(NOMINEE, form), author="ben")).state == "accepted"


FILES = [path for kind in ("py", "yml") for path in sorted(Path(nomflow.__file__).parent.rglob(f"*.{kind}"))]
FORMS = sorted(
    {form for path in FILES for form in re.findall(r"(?<!`)`([/!][a-z][^`]*)`(?!`)", path.read_text(encoding="utf-8"))}
)
GIVEN = {"…": "Example Works", "RULE": "links", "DATE REASON": "2026-08-05 Ill", "REASON": "Two seats", "NAME": "Acme"}


@pytest.mark.parametrize("form", sorted(FORMS))
def test_each_command_that_any_message_tells_people_to_write_is_heard(form: str) -> None:
    for blank, given in GIVEN.items():
        form = form.replace(blank, given)
    form += {"/nomflow explain": " links", "/nomflow rule": " admit why"}.get(form, "")  # named alone
    phrases = tuple(Phrase(f"!{word}", Match.LINE, ActKind(word)) for word in ("endorse", "accept"))
    found = read_body(form, phrases)
    assert [act.kind.form.split()[0].strip("/!") for act in found.acts] == [form.split()[0].strip("/!")]
    assert found.unclear == ()


def test_nixos_officers_may_nominate_and_endorse() -> None:
    rules = nomination("nixos").election
    assert rules.nominations.officers_may_nominate
    assert rules.endorsements.officers_may_endorse
    assert not rules.eligibility.officers_may_stand
