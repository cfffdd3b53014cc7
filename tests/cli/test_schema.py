"""nomflow schema, for editors and for the documentation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_check import nomflow


@pytest.mark.parametrize("name", ["config", "snapshot", "report"])
def test_a_schema_is_json(tmp_path: Path, name: str) -> None:
    ran = nomflow("schema", name, cwd=tmp_path)
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", ["config", "snapshot"])
def test_a_page_is_markdown(tmp_path: Path, name: str) -> None:
    ran = nomflow("schema", name, "--page", cwd=tmp_path)
    assert ran.returncode == 0
    assert ran.stdout.startswith("## Reference\n")


def test_there_is_no_page_of_reports(tmp_path: Path) -> None:
    ran = nomflow("schema", "report", "--page", cwd=tmp_path)
    assert ran.returncode == 2
    assert "nomflow schema config --page" in ran.stderr
