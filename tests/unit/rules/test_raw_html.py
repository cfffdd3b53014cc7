from __future__ import annotations

import pytest
from made_statements import check, stated

from nomflow.rules.raw_html import raw_html

NONE = "html: none"


@pytest.mark.parametrize(
    "text",
    [
        "Plain **Markdown** & 1 < 2 > 0.",
        "<details open><summary>More</summary>\n\nText\n\n</details>",
        "H<sub>2</sub>O, <kbd>Enter</kbd> and a break<br>here",
        '<p align="center">Hello</p>',
        "<!-- a note -->",
        "A stray <input here",
        "# <Your name>",
        "`<script>` and\n\n```\n<iframe>\n```",
    ],
)
def test_what_github_shows_passes(text: str) -> None:
    check(raw_html, stated(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Hi <script>alert(1)</script>", "must 1:4 ~ Delete `<script>`, or write a link."),
        ('<object data="x"></object>', "must 1:1 ~ A statement cannot contain programs."),
        ('<iframe src="https://video.example"></iframe>', "tip 1:1 ~ does not show `<iframe>` or its content."),
        ("A stray <input> here", "tip 1:9 ~ `<input>`"),
        ("Hi <super>you</super>", "tip 1:4 ~ The page ignores the tag `<super>`."),
        ('Hi <b onclick="x()">you</b>', "tip 1:4 ~ The page ignores the attribute `onclick`."),
    ],
)
def test_the_rest_is_left_out_and_said_so(text: str, wanted: str) -> None:
    check(raw_html, stated(text), wanted)


def test_an_election_may_want_no_html() -> None:
    text = "Hi <b>you</b> and <!-- nobody -->"
    check(raw_html, stated(text, statement=NONE), "must 1:4 ~ Write Markdown instead of `<b>`.")


def test_addresses_are_another_rules_matter() -> None:
    check(raw_html, stated("[a](javascript:x)"))
