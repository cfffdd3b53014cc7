from __future__ import annotations

import pytest
from made_statements import HEADER, check, skips, stated

from nomflow.rules.length import length

LIMITS = "words: {minimum: 3, guideline: 5, maximum: 7}"


@pytest.mark.parametrize(
    ("count", "wanted"),
    [
        (1, ("must 5:1 ~ Words here: 1. The election asks for at least 3.",)),
        (2, ("must 5:1",)),
        (3, ()),
        (5, ()),
        (6, ("tip 5:1 ~ Words here: 6. The election suggests about 5.",)),
        (7, ("tip 5:1",)),
        (8, ("must 5:1 ~ Words here: 8. The limit is 7. Remove 1 or more.",)),
    ],
)
def test_the_limits_and_one_more(count: int, wanted: tuple[str, ...]) -> None:
    check(length, stated(HEADER + "word " * count, statement=LIMITS), *wanted)


def test_only_what_a_reader_sees_counts() -> None:
    text = f"{HEADER}## One\n\n[two](https://example.org/not/counted) **three** &amp; <!-- not this --> four\n"
    check(length, stated(text, statement="words: {maximum: 4}"))
    check(length, stated(text, statement="words: {maximum: 3}"), "must 5:1 ~ Words here: 4.")


def test_the_front_matter_counts_where_the_election_says_so() -> None:
    text = f"{HEADER}one two three"
    check(length, stated(text, statement="words: {maximum: 6, count-front-matter: true}"), "must 5:1 ~ Words here: 8.")


def test_a_section_can_have_a_limit_of_its_own() -> None:
    asked = "sections:\n  - {title: Goals, aliases: [Plans], words: {maximum: 2}}"
    check(length, stated(f"{HEADER}## Plans\n\none two", statement=asked))
    check(length, stated(f"{HEADER}Hello\n\n## Plans\n\none two three", statement=asked), "must 7:1 ~ Words here: 3.")


@pytest.mark.parametrize("text", ["", "\n", HEADER, HEADER + "<!-- nothing -->", HEADER + "#\n"])
def test_nothing_to_read_is_no_statement(text: str) -> None:
    last = max(1, text.count("\n") + (not text.endswith("\n")))
    check(length, stated(text), f"must {last}:1 ~ The statement is empty.")


def test_a_picture_alone_is_something() -> None:
    check(length, stated(HEADER + "![](poster.png)"))


def test_an_empty_file_may_be_enough() -> None:
    assert skips(length, stated("\n", statement="may-be-empty: true"))


def test_words_that_cannot_be_read_are_not_counted_as_none() -> None:
    assert skips(length, stated(">" * 500))
