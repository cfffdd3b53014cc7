from __future__ import annotations

import pytest
from made_statements import HEADER, check, repaired, skips, stated

from nomflow.rules.sections import sections

ASKED = """\
sections:
  - {title: What I have done, aliases: [Background]}
  - {title: What I will do, aliases: [Goals, "What I'll do"]}
  - {title: Conflicts of interest, required: false}"""


def body(*parts: str) -> str:
    return HEADER + "\n\n".join(parts) + "\n"


@pytest.mark.parametrize(
    "parts",
    [
        ("## What I have done", "Much.", "## What I will do", "More."),
        ("# what i HAVE done:", "Much.", "### 2. Goals", "More."),
        ("Background\n---", "Much.", "## What I’ll do!", "More."),
        ("## **Background**", "- Much", "## Goals", "![A chart](chart.png)"),
        ("## Background", "### 2019", "Much.", "## Goals", "| a |\n|---|\n| b |"),
        ("## Background", "", "## Goals", "More.", "## Background", "Much, further below."),
    ],
)
def test_sections_are_found_by_title_or_alias(parts: tuple[str, ...]) -> None:
    check(sections, stated(body(*parts), statement=ASKED))


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        (("## Background", "Much."), "must 7:1 ~ Add the line `## What I will do` and write below it."),
        (("## Background", "## Goals", "More."), "must 5:1 ~ The section “Background” is empty."),
        (("## Background", "### 2019", "## Goals", "More."), "must 5:1 ~ Write something below this heading."),
        (("## Background", "<!-- soon -->", "## Goals", "More."), "must 5:1 ~ Write something below this heading."),
        (("## Background", "Much.", "**Goals**", "More."), "must 9:3 ~ Write it as `## What I will do`."),
        (("## Background", "Much.", "Goals:\nMore."), "must 9:1 ~ Goals:” is not a heading yet."),
        (
            ("## Background", "Much.", "## What I wil do", "More."),
            "must 9:1 ~ Change it to `## What I will do`.",
        ),
        (("## Background", "Much.", "```\n## Goals\n```"), "must 11:1 ~ The section “What I will do” is missing."),
        (("## Background", "Much.", "## Goals", "More.", "**Conflicts of Interest**", "None."), "tip 13:3"),
        (
            ("## Background", "Much.", "## Goals", "More.", "## Conflicts of interest"),
            "tip 13:1 ~ Write something below this heading.",
        ),
    ],
)
def test_what_is_missing_or_empty_is_told_in_its_place(parts: tuple[str, ...], wanted: str) -> None:
    check(sections, stated(body(*parts), statement=ASKED), wanted)


def test_a_heading_that_answers_another_question_is_not_taken_for_a_misspelt_one() -> None:
    snapshot = stated(body("## What I have done", "Much."), statement=ASKED)
    check(sections, snapshot, "must 7:1 ~ The section “What I will do” is missing.")


def test_repairs_make_the_sections_right() -> None:
    text = body("**Background**", "Much.", "### Whatt I will do", "More.")
    mended = repaired(sections, stated(text, statement=ASKED))
    assert "## What I have done\n" in mended
    assert "### What I will do\n" in mended
    check(sections, stated(mended, statement=ASKED))


def test_elections_that_ask_for_none_skip() -> None:
    assert skips(sections, stated(HEADER))


def test_an_empty_file_may_be_enough() -> None:
    assert skips(sections, stated("", statement=f"{ASKED}\nmay-be-empty: true"))
    check(sections, stated("", statement=ASKED), "must 1:1", "must 1:1")


def test_a_text_that_cannot_be_read_is_not_said_to_lack_sections() -> None:
    assert skips(sections, stated(">" * 500, statement=ASKED))
