"""An organisation may have its colours; nobody must squint because of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.election.colour import (
    BLACK,
    WHITE,
    Colour,
    Theme,
    contrast,
    mixed,
    palette,
    read_colour,
    readable,
    theme_faults,
)

COLOURS = st.builds(Colour, *[st.integers(0, 255)] * 3)
TEXT_ON_GROUND = [
    ("ink", "paper"),
    ("ink", "card"),
    ("soft", "paper"),
    ("soft", "card"),
    ("soft", "tint"),
    ("ink", "tint"),
]


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#fff", WHITE),
        ("#51455F", Colour(81, 69, 95)),
        (" #000000 ", BLACK),
        ("fff", None),
        ("#ffff", None),
        ("red", None),
        ("", None),
        ("#12345g", None),
        ("#٣٣٣", None),
    ],
)
def test_a_colour_is_three_or_six_hex_digits(text: str, colour: Colour | None) -> None:
    assert read_colour(text) == colour


def test_contrast_is_what_wcag_says() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(Colour(118, 118, 118), WHITE) == pytest.approx(4.54, abs=0.01)


@given(COLOURS, COLOURS)
def test_what_is_made_readable_can_be_read(colour: Colour, background: Colour) -> None:
    assert contrast(readable(colour, background), background) >= 4.5


def test_what_can_be_read_stays_as_it_is() -> None:
    assert readable(BLACK, WHITE) == BLACK
    assert mixed(BLACK, WHITE, 0) == BLACK


def tokens(theme: Theme) -> list[dict[str, Colour]]:
    read = [{name: read_colour(text) for name, text in scheme.items()} for scheme in palette(theme)]
    return [{name: colour for name, colour in scheme.items() if colour} for scheme in read]


@pytest.mark.parametrize("theme", [Theme(), Theme(accent="#0b5d3b"), Theme(accent="#8a1c1c", paper="#fff")])
def test_everything_set_in_a_theme_that_is_taken_can_be_read(theme: Theme) -> None:
    assert theme_faults(theme) == {}
    for scheme in tokens(theme):
        for text, ground in [*TEXT_ON_GROUND, ("accent", "paper"), ("accent", "card"), ("on-accent", "accent")]:
            assert contrast(scheme[text], scheme[ground]) >= 4.5, (text, ground)
        assert contrast(scheme["edge"], scheme["paper"]) >= 3
        assert contrast(scheme["accent"], scheme["paper"]) >= 3


@given(COLOURS)
def test_a_theme_with_any_accent_is_refused_or_can_be_read(accent: Colour) -> None:
    theme = Theme(accent=str(accent))
    if "accent" not in theme_faults(theme):
        for scheme in tokens(theme):
            assert contrast(scheme["accent"], scheme["paper"]) >= 4.5
            assert contrast(scheme["on-accent"], scheme["accent"]) >= 4.5


@pytest.mark.parametrize(
    ("theme", "token", "told"),
    [
        (Theme(accent="#ffcc00"), "accent", "#ffcc00 on #faf8f3"),
        (Theme(accent_dark="#333333"), "accent_dark", "The nearest that can be read is #"),
        (Theme(paper="#777777"), "paper", "it needs 4.5"),
        (Theme(accent="brick"), "accent", "#rrggbb"),
    ],
)
def test_a_theme_that_cannot_be_read_is_refused_and_told_what_would_do(theme: Theme, token: str, told: str) -> None:
    assert told in theme_faults(theme)[token]
