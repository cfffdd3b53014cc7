from __future__ import annotations

import pytest
from made_statements import HEADER, check, stated

from nomflow.rules.template_text import template_text


def field(line: str) -> str:
    return f"---\nname: Ida Quist\n{line}\n---\nHello"


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "I will do what I can, and name what I cannot.\n",
        field("summary:"),
        field("language: en"),
        field("affiliation: n/a"),
        field("favourite: your name in lights"),
        HEADER + "## Your questions\n\nAsk me.\n\nTODO lists are my friends.\n",
        HEADER + "`TODO`... is what I find in code.\n\n    todo\n",
        HEADER + "<!-- Your name -->\n",
        HEADER + "`TODO:` comments, todo: lists, XXXL and <details>names</details> are fine. Lorem ipsum is Latin.\n",
    ],
)
def test_words_of_ones_own_pass(text: str) -> None:
    check(template_text, stated(text))


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("name: Ada Example", "must 3:7"),
        ("handle: ada-example", "must 3:9"),
        ("handle: <your GitHub handle>", "must 3:9"),
        ("handle: YourGitHubID", "must 3:9"),
        ("summary: One sentence that introduces you in the list", "must 3:10"),
        ("affiliation: Your employer.", "must 3:14"),
        ("affiliation: '[your company]'", "must 3:14"),
        ("affiliation: TBA", "tip 3:14"),
        ("summary: ...", "tip 3:10"),
        ("links: [https://ida.example, todo]", "must 3:30"),
        ("description: ...", "tip 3:14"),
        ("description: Your name", "tip 3:14"),
    ],
)
def test_placeholders_in_fields_block_only_where_they_would_be_shown(line: str, wanted: str) -> None:
    text = field(line).replace("name: Ida Quist\n", "" if line.startswith("name") else "name: Ida Quist\n")
    wanted = wanted.replace(" 3:", " 2:") if line.startswith("name") else wanted
    check(template_text, stated(text), f"{wanted} ~ still holds a placeholder. Write your own text there")


@pytest.mark.parametrize("name", ["...", "TBD"])
def test_a_required_field_must_not_wait(name: str) -> None:
    check(template_text, stated(f"---\nname: {name}\n---\n"), "must 2:7")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# Candidate Name", "must 5:1 ~ Write your own text here"),
        ("### **Your Name**", "must 5:1"),
        ("# NOMINEE NAME HERE", "must 5:1"),
        ("# <Your Name>", "must 5:3"),
        ("I am <your name>, and I stand.", "must 5:6"),
        ("Lorem ipsum dolor sit amet, " + "consectetur adipiscing elit, " * 5, "must 5:1"),
        ("I will work hard.\nTODO: add examples", "tip 6:1 ~ looks like a placeholder"),
        ("## Goals [TBD]", "tip 5:11"),
        ("TODO", "must 5:1"),
        ("- [Your name]", "must 5:3"),
        ("Lorem ipsum.", "must 5:1"),
        ("Hello\n\n...", "tip 7:1 ~ Write your own text here, or delete it."),
        ("## Goals\n\nTBD", "tip 7:1"),
        ("![Candidate name](ida.jpg)", "tip 5:1 ~ Say what the picture shows"),
    ],
)
def test_placeholders_in_the_text(text: str, wanted: str) -> None:
    check(template_text, stated(HEADER + text), wanted)


TEMPLATE = """\
---
name: Your name
---
# Candidate Name

## What I will do

Write in three sentences what you want to do.

<!-- Keep it short and friendly, please. -->

Thank you!
"""


def test_sentences_of_the_elections_template_are_tips() -> None:
    text = f"{HEADER}## What I will do\n\nWrite in three sentences  what you want to do\n\nThank you!\n\nMuch.\n"
    check(template_text, stated(text, template=TEMPLATE), "tip 7:1 ~ If it is only an instruction, delete it.")


def test_titles_short_lines_and_comments_of_the_template_may_stay() -> None:
    text = f"{HEADER}## What I will do\n\nI will answer.\n\n<!-- Keep it short and friendly, please. -->\n\nThank you!"
    check(template_text, stated(text, template=TEMPLATE))


def test_a_template_that_nobody_filled_in_is_found_as_a_whole() -> None:
    check(template_text, stated(TEMPLATE, template=TEMPLATE), "must 2:7", "must 4:1", "tip 8:1")
