"""SECURITY.md names a test for each threat and a reason for each dependency, and they are there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| (S\d+) \|(.*)\|$", TEXT, re.MULTILINE))


def test_every_threat_has_tests_that_exist() -> None:
    assert list(ROWS) == [f"S{number}" for number in range(1, len(ROWS) + 1)]
    assert len(ROWS) >= 30
    for threat, row in ROWS.items():
        named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", row)
        assert named, f"{threat} names no test"
        for file, test in named:
            assert f"\ndef {test}(" in (ROOT / file).read_text(encoding="utf-8"), f"{threat}: {file} has no {test}"


def test_every_dependency_has_its_reason() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    table = TEXT.partition("## Dependencies")[2].partition("## Threats")[0]
    reasons = {
        name for row in re.findall(r"^\| (.+?) \| .+ \|$", table, re.MULTILINE) for name in re.findall(r"\w+", row)
    }
    assert {re.split(r"[<>=]", each)[0] for each in wanted} <= reasons
