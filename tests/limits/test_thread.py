"""No thread of the largest size takes long, and no crowd is left undecided."""

from __future__ import annotations

import time
from random import Random

import pytest
from making import comment, endorse, make_snapshot

from nomflow.core.acknowledgements.thanks import read_thanks
from nomflow.core.election.choices import Distinct
from nomflow.core.endorsements.independence import Backer, Independence, solve
from nomflow.core.endorsements.tally import tally
from nomflow.core.markdown.parse import parse
from nomflow.core.thread.body import ActKind, Match, Phrase, read_body

PHRASES = (
    *(Phrase("!endorse", Match.ANYWHERE), Phrase("!accept", Match.ANYWHERE, ActKind.ACCEPT)),
    *(Phrase(text, Match.START) for text in ("I support", "Seconded", "+1", "I endorse")),
    *(Phrase("I * support"), Phrase("Sample*", Match.ANYWHERE, ActKind.DECLINE)),
)


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "a\n",
            "`",
            "`a\n",
            "``` \n",
            "<!--",
            "<!--\n-->",
            "[",
            "[a](",
            "~~a ",
            "> a\nb\n",
            "<s>",
            "/x ",
            "/endorce ",
        ),
        *("!", "!!!!a", "I don't ", "+1 (", "on 1 wrote:\n>\n", "on 1 wrote:\n\n\n>a\n", ":-:", "- ", "\t", "\\`", "İ"),
        *(
            "?!",
            "but ",
            "a b ",
            "i aaly ",
            "/endorse employer: a;",
            "Employer: Inc. ",
            "I work for a, ",
            "x```\n",
            "**a",
        ),
    ],
)
def test_the_largest_comment_takes_no_time_however_it_is_made(unit: str) -> None:
    """GitHub takes 65,536 characters; a quadratic reader would need many seconds for them."""
    body = ("I " + unit * 65536)[:65530] + "\na?"
    begin = time.process_time()
    read_body(body, PHRASES)
    assert time.process_time() - begin < 3


def test_a_hostile_thread_takes_little_time() -> None:
    long = [comment("ben", "/endorse\n/unendorse\n" * 200, f"07-10 12:00:{number:02}") for number in range(40)]
    many = [endorse(f"person-{number}") for number in range(300)]
    start = time.process_time()
    tally(make_snapshot(*long, *many, election="endorsements: {count: 3, by: anyone}"))
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[a](",
        "_a ",
        "`",
        "<a ",
        "{",
        "(",
        "reviewed by ",
        "Ada, ",
        "Ada's ",
        "- Ada review\n",
        "<!--",
        "~~a",
        "draft of ",
        *(
            "(",
            "Ada (",
            "[[",
            "“a” ",
            "感谢李雷",
            "a.b.c. ",
            "Ada\n",
            "Ada and ",
            "with Ada ",
            "for this draft of ",
            "**Ada** ",
        ),
    ],
)
def test_the_time_is_linear_in_the_length(piece: str) -> None:
    text = "Thanks to " + piece * (16_384 // len(piece)) + " for reviewing this"
    start = time.process_time()
    read_thanks(parse(text, "a.md"))
    assert time.process_time() - start < 3


def test_a_crowd_of_300_with_five_interests_each_of_40_is_decided_or_cannot_be_told_at_once() -> None:
    random = Random(1)
    crowd = [Backer(f"p{n}", frozenset(random.sample([f"{each}" for each in range(40)], 5)), n) for n in range(300)]
    assert solve(crowd, Independence(5, Distinct.INTERESTS)).reached
    began = time.process_time()
    hopeless = solve(crowd, Independence(9, Distinct.INTERESTS))
    assert hopeless.reached is None
    assert len(hopeless.best) >= 6
    assert time.process_time() - began < 0.5  # 0.05 on an idle machine
