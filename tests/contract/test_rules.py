"""A rule is one file, listed, documented, and shown to people."""

from __future__ import annotations

from pathlib import Path

import pytest

from nomflow.core.evaluate import Rule
from nomflow.render.docs.rules_page import rules_page
from nomflow.rules import RULES

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "src" / "nomflow" / "rules"


def test_every_rule_file_is_listed() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    listed = {rule.id.replace("-", "_") for rule in RULES}
    assert files == listed, "list each rule in rules/__init__.py; file name, function name and id are one"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_documented(rule: Rule) -> None:
    assert "Why:" in rule.doc
    assert "How to fix:" in rule.doc
    assert rule.check.__name__ == rule.id.replace("-", "_")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_a_test_of_its_own(rule: Rule) -> None:
    assert (ROOT / "tests" / "unit" / "rules" / f"test_{rule.id.replace('-', '_')}.py").is_file()


def test_the_rules_page_is_current() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page == rules_page(RULES), "run: scripts/docs"
