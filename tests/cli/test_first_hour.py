"""The questions of a first hour are answered where the documentation says they are."""

from __future__ import annotations

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
README = "https://github.com/nomflow/nomflow#readme"


def test_twenty_questions_lead_to_the_lines_that_answer_them() -> None:
    page = (DOCS / "first-hour.md").read_text(encoding="utf-8").partition("## Twenty questions")[2]
    rows = re.findall(r"^\| (.+\?.*) \| .*“(.+)”.* \| \[.+\]\((.+)\) \|$", page, re.MULTILINE)
    assert len(rows) == 20
    for question, answer, target in rows:
        path, _, anchor = target.partition("#")
        text = (DOCS.parent / "README.md" if target == README else DOCS / path).read_text(encoding="utf-8")
        if anchor and target != README:
            sections = re.split(r"^#+ ", text, flags=re.MULTILINE)
            text = next(each for each in sections if _anchor(each.partition("\n")[0]) == anchor)
        assert answer in " ".join(text.split()), question


def _anchor(heading: str) -> str:
    """https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github"""
    return re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")
