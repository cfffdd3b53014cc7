"""Words as readers count them, and as changes are measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.markdown.parse import parse
from nomflow.core.markdown.words import count_words, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one two", 2),
        ("day-to-day work – 60% of it, isn't it?", 7),
        ("... --- !!", 0),
        ("https://example.org/a/b?c=d", 1),
        ("Zoë\u00a0Löve", 2),
        ("日本語で書く", 3),
        ("我支持 Python 社区", 2 + 1 + 1),
        ("สวัสดีครับ", 2),
        ("안녕하세요 여러분", 2),
        ("नमस्ते दुनिया", 2),
        ("שלום עולם", 2),
    ],
)
def test_words_are_counted_as_a_reader_would(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("I **like** [trees](https://example.org/a-long-address).", 3),
        ("## Goals\n\n- one\n- two\n", 3),
        ("text <!-- not these four words --> more", 2),
        ("<details><summary>One two</summary>\n\nthree\n\n</details>", 3),
        ("![not these words](p.png) x", 1),
        ("see[^1]\n\n[^1]: a note", 3),
    ],
)
def test_a_document_counts_what_a_reader_sees(markdown: str, words: int) -> None:
    assert parse(markdown, "f.md").words == words


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One two. Three", "one   two,\nTHREE!"),
        ("I *like* `trees`", "I **like** trees"),
        ("# Goals\n\n* a\n* b", "Goals\n=====\n\n1. a\n2. b"),
        ("a\nb\nc", "a b c"),
        ("Zoe\u0308", "Zoë"),
        ("[t](https://a.example)", "[t](https://b.example)"),
    ],
)
def test_markup_case_punctuation_and_line_breaks_change_no_word(before: str, after: str) -> None:
    assert words_of(parse(before, "f.md").text) == words_of(parse(after, "f.md").text)


def test_the_words_of_a_text_in_order() -> None:
    assert words_of("“Don't” stop: 日本 (2020).") == ("don't", "stop", "日", "本", "2020")


@given(st.text(max_size=80))
def test_any_text_has_words_or_none(text: str) -> None:
    assert count_words(text) >= 0
    assert all(word and not word.isspace() for word in words_of(text))
