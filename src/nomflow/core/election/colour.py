"""Colours of an organisation, and whether people can read what is set in them.

Contrast as https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio defines it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Struct

from nomflow.core.election.shapes import COLOUR
from nomflow.core.yaml.shape import Key

TEXT_CONTRAST = 4.5
"""The least contrast of text: https://www.w3.org/TR/WCAG22/#contrast-minimum (AA)."""

_HEX = frozenset("0123456789abcdef")


class Colour(Struct, frozen=True):
    """An opaque sRGB colour; each part from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


BLACK = Colour(0, 0, 0)
WHITE = Colour(255, 255, 255)


def read_colour(text: str) -> Colour | None:
    """A colour written ``#rgb`` or ``#rrggbb``, or ``None``."""
    digits = text.strip().lower().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) != 6 or not set(digits) <= _HEX or not text.strip().startswith("#"):
        return None
    return Colour(int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16))


def luminance(colour: Colour) -> float:
    """Relative luminance, from 0 for black to 1 for white."""
    return 0.2126 * _linear(colour.red) + 0.7152 * _linear(colour.green) + 0.0722 * _linear(colour.blue)


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def contrast(one: Colour, other: Colour) -> float:
    """From 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: Colour, other: Colour, percent: int) -> Colour:
    """``colour`` with ``percent`` of ``other`` in it. Whole numbers only, so that every machine gets the same."""
    return Colour(
        *(
            (mine * (100 - percent) + theirs * percent + 50) // 100
            for mine, theirs in (
                (colour.red, other.red),
                (colour.green, other.green),
                (colour.blue, other.blue),
            )
        )
    )


def readable(colour: Colour, background: Colour, least: float = TEXT_CONTRAST) -> Colour:
    """``colour``, moved towards white or black only as far as text in it needs to be read on ``background``."""
    pole = WHITE if contrast(WHITE, background) >= contrast(BLACK, background) else BLACK
    for percent in range(101):
        tried = mixed(colour, pole, percent)
        if contrast(tried, background) >= least:
            return tried
    return pole


class Theme(Struct, frozen=True):
    """An organisation's colours, as ``#rgb`` or ``#rrggbb``; an empty one means ours.

    ``accent`` colours links and buttons, ``paper`` is what everything stands on. A dark one that is not given is made
    from the light one.
    """

    accent: Annotated[str, Key("Links and buttons.", COLOUR)] = ""
    accent_dark: Annotated[str, Key("The same for dark mode. Without it, nomflow derives it from accent.", COLOUR)] = ""
    paper: Annotated[str, Key("The background.", COLOUR)] = ""
    paper_dark: Annotated[str, Key("The same for dark mode.", COLOUR)] = ""

    def faults(self) -> Iterator[tuple[str, str]]:
        """Colours on which words could not be read."""
        yield from theme_faults(self).items()


_ACCENT, _PAPER = Colour(86, 66, 122), Colour(250, 248, 243)
_ACCENT_DARK, _PAPER_DARK = Colour(198, 180, 240), Colour(19, 18, 24)
_INK, _INK_DARK = Colour(26, 23, 28), Colour(240, 237, 231)
_SOFT, _SOFT_DARK = Colour(84, 80, 88), Colour(186, 181, 174)


def palette(theme: Theme) -> tuple[dict[str, str], dict[str, str]]:
    """The colour tokens of the style sheet for light and for dark, each ``name: #rrggbb``."""
    accent, paper, accent_dark, paper_dark = _chosen(theme)
    return (
        _tokens(accent, paper, _INK, _SOFT, mixed(paper, WHITE, 75)),
        _tokens(accent_dark, paper_dark, _INK_DARK, _SOFT_DARK, mixed(paper_dark, WHITE, 4)),
    )


def theme_faults(theme: Theme) -> dict[str, str]:
    """What is wrong with a theme: the token's name and what to do about it. Nobody should squint at a ballot."""
    faults = {
        name: "Write a colour as #rrggbb, for example #56427a."
        for name in ("accent", "accent_dark", "paper", "paper_dark")
        if (text := str(getattr(theme, name))) and read_colour(text) is None
    }
    if faults:
        return faults
    accent, paper, accent_dark, paper_dark = _chosen(theme)
    for name, ground, soft in (("paper", paper, _SOFT), ("paper_dark", paper_dark, _SOFT_DARK)):
        if contrast(soft, ground) < TEXT_CONTRAST:
            faults[name] = f"Text on {ground} would have a contrast of {contrast(soft, ground):.1f}; it needs 4.5."
    for name, colour, ground in (("accent", accent, paper), ("accent_dark", accent_dark, paper_dark)):
        if name not in faults and contrast(colour, ground) < TEXT_CONTRAST:
            faults[name] = (
                f"{colour} on {ground} has a contrast of {contrast(colour, ground):.1f}; links need 4.5. "
                f"The nearest that can be read is {readable(colour, ground)}."
            )
    return faults


def _chosen(theme: Theme) -> tuple[Colour, Colour, Colour, Colour]:
    accent = read_colour(theme.accent) or _ACCENT
    paper = read_colour(theme.paper) or _PAPER
    paper_dark = read_colour(theme.paper_dark) or _PAPER_DARK
    accent_dark = read_colour(theme.accent_dark) or (
        readable(mixed(accent, WHITE, 40), paper_dark, 7) if theme.accent else _ACCENT_DARK
    )
    return accent, paper, accent_dark, paper_dark


def _tokens(accent: Colour, paper: Colour, ink: Colour, soft: Colour, card: Colour) -> dict[str, str]:
    tokens = {
        "paper": paper,
        "card": card,
        "ink": ink,
        "soft": soft,
        "line": mixed(paper, ink, 12),
        "edge": readable(mixed(paper, ink, 45), paper, 3.2),
        "accent": accent,
        "on-accent": readable(card, accent),
        "tint": mixed(card, accent, 11),
    }
    return {name: str(colour) for name, colour in tokens.items()}
