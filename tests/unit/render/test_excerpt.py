"""The mark stands under the characters it means, whatever is in the line."""

from __future__ import annotations

from unicodedata import category, combining, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.render.report.excerpt import WIDTH, excerpt


def _columns(text: str) -> int:
    """Columns that a terminal gives to visible text."""
    return sum(0 if combining(c) or c in "\u200c\u200d" else 2 if east_asian_width(c) in "WF" else 1 for c in text)


@pytest.mark.parametrize(
    ("line", "start", "end", "shown", "mark"),
    [
        ("plain text", 6, 10, "plain text", "      ^^^^"),
        ("編集部 x", 1, 2, "編集部 x", "  ^^"),
        ("Ａx", 1, 2, "Ａx", "  ^"),
        ("編集部 x", 4, 5, "編集部 x", "       ^"),
        ("cafe\u0301 x", 3, 5, "cafe\u0301 x", "   ^"),
        ("cafe\u0301 x", 4, 5, "cafe\u0301 x", "   ^"),
        ("cafe\u0301 x", 6, 7, "cafe\u0301 x", "     ^"),
        ("\ta\tb", 3, 4, "    a    b", "         ^"),
        ("a\u200bb", 1, 2, "a<U+200B>b", " ^^^^^^^^"),
        ("\x1b[31mred\u202e", 5, 8, "␛[31mred<U+202E>", "     ^^^"),
        ("a\u200db", 1, 2, "a<U+200D>b", " ^^^^^^^^"),
        ("a\u200dbc", 3, 4, "a\u200dbc", "  ^"),
        ("", 0, 1, "", "^"),
        ("ab", 2, 3, "ab", "  ^"),
        ("ab", 9, 12, "ab", "  ^"),
        ("ab", 1, 1, "ab", " ^"),
    ],
)
def test_the_mark_stands_under_the_characters(line: str, start: int, end: int, shown: str, mark: str) -> None:
    assert excerpt(line, start, end) == (shown, mark)


@pytest.mark.parametrize("at", [0, 50, 5_000, 99_999])
def test_of_a_very_long_line_only_the_part_around_the_mark_is_shown(at: int) -> None:
    line = "".join(chr(0x4E00 + n % 1000) for n in range(100_000))
    shown, mark = excerpt(line, at, at + 1)
    assert _columns(shown) <= WIDTH + 2
    start = len(mark) - len(mark.lstrip())
    before = ""
    while _columns(before) < start:
        before = shown[: len(before) + 1]
    assert shown[len(before)] == line[at]


def test_a_mark_longer_than_the_window_shows_where_it_begins() -> None:
    shown, mark = excerpt("x" * 30 + "y" * 1000, 30, 1030)
    assert shown == "x" * 30 + "y" * 70 + "…"
    assert mark == " " * 30 + "^" * 70


@given(
    st.text(st.one_of(st.characters(), st.sampled_from("\t\x1b\u0301\u200d\u202e編")), max_size=150),
    st.integers(-2, 160),
    st.integers(-2, 160),
)
def test_any_line_gives_one_visible_line_and_one_mark(line: str, start: int, end: int) -> None:
    shown, mark = excerpt(line, start, end)
    assert all(category(c) not in ("Cc", "Cs", "Zl", "Zp") for c in shown)
    assert mark.strip(" ")
    assert set(mark.strip(" ")) == {"^"}
    assert len(mark) <= WIDTH + 2
