from __future__ import annotations

import pytest
from made_statements import HEADER, check, repaired, stated

from nomflow.rules.headings import headings

LONG = "one two three four five six seven eight nine ten " * 3


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n## B\n\n### C\n\n## D\n",
        "### A\n\n#### B\n\n# C\n",
        "## What do you want to change? And why now?\n\n## Goals: Build, test, and ship it\n\n## C.# and F.#\n",
        "A\n=\n\nB\n---\n",
        "**Bold** words in a sentence.\n",
        "#python is fun.\n\n#123 is fixed.\n\n#Python #Rust\n\n#GoTeam\nwe go\n\nIssue. #12 and `a. ## b`\n",
        "# ![Ida](ida.jpg)\n\n# <Your name>\n",
        "**This whole sentence is bold, because I mean it.**\n",
        f"**{'word ' * 13}**\n",
        "`# no heading`\n\n    # none\n\n<!--\n#\n-->\n",
        f"{LONG}\n\n---\n",
    ],
)
def test_headings_in_order_pass(text: str) -> None:
    check(headings, stated(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# \n\nHello", "tip 1:1 ~ This heading is empty. Write its text, or delete the line."),
        ("Hello\n\n##\n", "tip 3:1"),
        ("#Goals\n\nText\n", "tip 1:1 ~ There is no space after `#`, so this line is not a heading. Write `# `."),
        ("Text\n##目标\n", "tip 2:1"),
        ("I will do it. ## Goals\n\nText\n", "tip 1:15 ~ Put it on its own line."),
        ("I will do it.\n---\n\nText\n", "tip 2:1 ~ turns the whole paragraph above it into a heading"),
        ("I will do it.## Goals\n\nText\n", "tip 1:14 ~ Put it on its own line."),
        (
            "## About me I have been a developer for ten years and like it here.\n\nText\n",
            "tip 1:1 ~ This whole line is a heading, with a sentence in it. Begin a new line",
        ),
        ("## Why I stand. I want to help everybody.\n", "tip 1:1 ~ This whole line is a heading"),
        ("# A\n\n### B\n", "tip 3:1 ~ it has 3 `#` characters, and the heading above it has 1."),
        ("# A\n\n#\n\n### B\n", "tip 3:1"),
        (
            "Hello\n\n**My goals:**\n\nMany.",
            "tip 3:1 ~ This bold line looks like a heading.",
        ),
        (f"{LONG}\n{LONG}\n=======\n", "tip 3:1 ~ Put an empty line above it, or delete it."),
        (f"{LONG}\n--- \n", "tip 2:1"),
    ],
)
def test_headings_out_of_order_are_tips(text: str, wanted: str) -> None:
    others = ["tip 5:1 ~ skips a level"] if "#\n\n###" in text else []
    check(headings, stated(text), wanted, *others)


def test_the_empty_heading_is_taken_out() -> None:
    assert repaired(headings, stated(HEADER + "\n# \n\nHello\n")) == HEADER + "\n\nHello\n"
