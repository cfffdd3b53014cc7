from __future__ import annotations

import pytest
from made_statements import HEADER, check, repaired, stated

from nomflow.rules.markup import markup


@pytest.mark.parametrize(
    "text",
    [
        "# Hello\n\nA note[^1].\n\n[^1]: Here.\n",
        "<!-- closed -->\n\nText",
        "A paragraph\n=======\n\n<<<<<<< is no conflict alone\n",
        "Name: Ida\nTown: Quill\n",
        "Name: Ida  \nTown: Quill  \nClub: Chess\n",
        "Name: Ida\\\nTown: Quill\\\nClub: Chess\n",
        "- Name: Ida\n- Town: Quill\n- Club: Chess\n",
        "I think so: yes.\nAnd this is a longer sentence that happens to have its colon late: here.\nDone: no.\n",
        "```py\nx\n\n# the rest is code, as meant, and has many words\n```\n",
        "> ~~~\n> a\n> ~~~~\n",
        "`**a` and \\*\\*b, 2 ** 3, src/**/*.md, f**k and **bold**\n",
        "<details><summary>More</summary>\n\n## All\n\n</details>\n",
        "• One\\\n• Two\n",
        "https://one.example\nhttps://two.example\nhttps://three.example\n",
    ],
)
def test_sound_markdown_passes(text: str) -> None:
    check(markup, stated(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "One\n<<<<<<< HEAD\nTwo\n=======\nThree\n>>>>>>> main\n",
            "must 2:1 ~ delete the lines that begin with `<<<<<<<`",
        ),
        (
            "Hello\n\n<!-- a note\n\nThe rest\n",
            "must 3:1 ~ Add `-->` where the comment ends.",
        ),
        ("Hello\n\n<!--\n\n", "tip 3:1 ~ Add `-->` after it, or delete it."),
        ("A[^1]\n\n[^1]: One\n\n[^1]: Two\n", "tip 5:1 ~ There are two footnotes `[^1]`, and only the first is shown."),
        ("A\n\n[^1]: One\n", "tip 3:1 ~ Nothing refers to the footnote `[^1]`"),
        ("A[^1]\n", "tip 1:2 ~ Add a line `[^1]: …` at the end."),
        ("Hi\nName: Ida\n**Town**: Quill\nClub (old): Chess\n", "tip 2:1 ~ these 3 lines become one paragraph."),
        (
            "Hello\n\n```\nx\n\n## Goals\n\nText\n",
            "must 3:1 ~ everything after it is shown as code. Add ``` where the code ends.",
        ),
        ("Hello\n\n~~~ py\nx\n", "tip 3:1 ~ Add ~~~ where"),
        ("- a\n  ```\n  x\n\n  a sentence of six words here\n", "must 2:3"),
        ("Hello\n\n<details>\n\nText\n\n## Goals\n\nText\n", "must 3:1 ~ Add `</details>` where it ends."),
        ("Hello\n\n<details>\n\nText\n", "tip 3:1 ~ everything after it is folded away"),
        ("I will **do it.\n\nMuch\n", "tip 1:8 ~ have no partner in this paragraph"),
        ("I will ** do it** now, and ** so on**.\n", "tip 1:8 ~ Put them directly around the words"),
        ("Goals:\n• One\n• Two\n", "tip 2:1 ~ these 2 lines run together: `•` makes no list."),
        ("Name: Ida\nTown: Quill\nClub: Chess\n\nOne: b\nTwo: d\nTen: f\n", "tip 5:1"),
        (">" * 500, "must 1:1"),
    ],
)
def test_what_hides_or_breaks_text_is_told(text: str, wanted: str) -> None:
    check(markup, stated(text), wanted)


def test_places_count_from_the_top_of_the_file() -> None:
    check(markup, stated(HEADER + "A[^1]\n"), "tip 5:2")


def test_bullets_become_a_list() -> None:
    assert repaired(markup, stated("Goals:\n  • One\n• Two\n")) == "Goals:\n  - One\n- Two\n"
