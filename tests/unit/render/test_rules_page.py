"""The rules explain themselves."""

from __future__ import annotations

from made_reports import golden, make_rule

from nomflow.core.evaluate import Group, Needs
from nomflow.render.docs.rules_page import explain, rules_list, rules_page

RULES = (
    make_rule("file-name", "The file is named after the nominee"),
    make_rule("window", "Nominations are open", group=Group.WINDOW, needs=Needs.PULL_REQUEST),
    make_rule("support", "Enough people endorse", group=Group.ENDORSEMENTS, needs=Needs.BOTH),
    make_rule("bare", "Without a word", doc=""),
)


def test_the_page_reads_as_the_golden_file_does() -> None:
    text = rules_page(RULES)
    assert text == golden("rules.md", text)


def test_the_page_has_the_groups_in_the_order_people_read_them() -> None:
    headings = [line for line in rules_page(RULES).splitlines() if line.startswith("#")]
    assert headings[1:] == [
        *("## Window", "### `window`", "## Statement", "### `file-name`", "### `bare`"),
        *("## Endorsements", "### `support`"),
    ]


def test_the_list_has_one_line_a_rule() -> None:
    assert rules_list(RULES[:2]) == (
        "file-name  The file is named after the nominee\nwindow     Nominations are open\n"
    )
    assert rules_list(()) == ""


def test_one_rule_is_taught_within_the_terminal() -> None:
    text = explain(RULES[0])
    assert text == golden("explain.txt", text)
    assert all(len(line) <= 80 for line in text.splitlines())


def test_lists_and_examples_in_a_documentation_stay_as_they_are() -> None:
    doc = "What.\n\n    How to fix: write\n\n    - one\n    - two\n\n        key: value\n    "
    assert "\n\n- one\n- two\n\n    key: value\n\n" in explain(make_rule(doc=doc))
