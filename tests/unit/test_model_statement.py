"""A statement with the difficulties of the one that nomflow was made for: what is said of it, and that the obvious
repairs suffice. The words are our own.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from making import NOW, at

from nomflow.cli import main
from nomflow.core.basics.answer import Level
from nomflow.core.evaluate import Conclusion, Report, evaluate
from nomflow.core.markdown.html import to_html
from nomflow.core.site.candidate import candidate_page
from nomflow.disk import open_folder, snapshot_of
from nomflow.rules import RULES

STATEMENT = """\
---
title: Welcome
description: ...
---

#

I’m Ottoline, and I have kept the harbour’s charts for eleven years. I have:

* drawn the tide tables of 2019\\-2023
* led a non\\-profit for small boats

## Work \\& play

I wrote two of our guides:

* [Guide 3: Lights and marks 1\\.2](/guides/0003/) (2021, accepted)
* [Guide 7: Mooring](/guides/0007/) (2022, pending)
* the maps at [harbour charts](/maps)

I gave talks:

* BoatCon (2019, 2020\\)
* QuayDays (2021\\)

> *“The fund rests on one source (@boatcon).”* ([June 7](https://social.example/ottoline/1\\_2))

## Conclusion

I look forward to serving.

*Thanks to Odile Marchetti, Bram Oyelaran, Priya Lindqvist, and Tomas Achterberg for reviewing drafts of this.*
"""
CONFIG = """\
organisation: Harbour
elections:
  - {id: board-2026, title: Board 2026, statement: {path: "statements/{election}/{handle}.md"},
     windows: {nominations: {opens: 2026-07-01, closes: 2026-07-31}}}
"""
REVIEWERS = ("Odile Marchetti", "Bram Oyelaran", "Priya Lindqvist", "Tomas Achterberg")


@pytest.fixture(params=["with a configuration", "without"])
def statement(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "statements" / "board-2026" / "ottoline.md"
    path.parent.mkdir(parents=True)
    path.write_text(STATEMENT, encoding="utf-8")
    if request.param == "with a configuration":
        (tmp_path / "nomflow.yml").write_text(CONFIG, encoding="utf-8")
    return path


def report(path: Path) -> Report:
    return evaluate(snapshot_of(open_folder(path), path, at(NOW)), RULES)


def places(found: Report, level: Level) -> list[tuple[str, int]]:
    return [
        (rule.id, finding.place.line)
        for rule, finding in found.findings
        if finding.level is level and finding.place is not None
    ]


def mended(text: str) -> str:
    people = "".join(f"  - {name} (@{name.split()[1].lower()})\n" for name in REVIEWERS)
    header = f"---\nname: Ottoline Voss\nhandle: ottoline\nreviewers:\n{people}"
    text = text.replace("---\n", header, 1).replace("\n#\n", "\n", 1)
    return text.replace("](/", "](https://harbour.example/")


def test_each_difficulty_is_named_at_its_line(statement: Path) -> None:
    found = report(statement)
    assert found.conclusion is Conclusion.FAILED
    assert places(found, Level.MUST) == [
        ("front-matter", 1),
        ("front-matter", 1),
        ("links", 17),
        ("links", 18),
        ("links", 19),
        *[("reviewer-handles", 32)] * 4,
    ]
    assert ("headings", 6) in places(found, Level.TIP)


def test_the_messages_say_what_to_write(statement: Path) -> None:
    told = "\n".join(str(finding.text) for _, finding in report(statement).findings)
    assert "Add the line `name: Ada Example`." in told
    assert "`handle: " in told
    assert all(f"- {name} (@handle)" in told for name in REVIEWERS)
    assert "`/guides/0003/` begins with /, so it does not work on the election page." in told


def test_the_obvious_repairs_suffice(statement: Path) -> None:
    statement.write_text(mended(STATEMENT), encoding="utf-8")
    found = report(statement)
    assert places(found, Level.MUST) == []
    assert found.conclusion is Conclusion.PASSED
    assert main(["check", str(statement)]) == 0


def test_the_command_fails_and_prints_each_place(statement: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--colour", "never", str(statement)]) == 1
    printed = capsys.readouterr().out
    for where in ("ottoline.md:1:1: must", "ottoline.md:6:1: tip", "ottoline.md:17:", "ottoline.md:32:"):
        assert where in printed


def test_the_page_reads_as_it_was_meant(statement: Path) -> None:
    statement.write_text(mended(STATEMENT), encoding="utf-8")
    found = report(statement)
    page = candidate_page(found)
    assert (page.name, page.handle) == ("Ottoline Voss", "ottoline")
    assert found.snapshot.statement is not None
    html = to_html(found.snapshot.statement.document).html
    for words in ("2019-2023", "a non-profit", "Work &amp; play</h", "marks 1.2</a>", "2020)</li>", "(@boatcon)"):
        assert words in html
    assert "\\" not in html
    assert html.count("<h") == 2
    assert 'href="https://harbour.example/guides/0003/"' in html
