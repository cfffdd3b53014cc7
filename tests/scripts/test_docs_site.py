"""The documentation is a site without a broken link, and each of its pages can be reached."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--nitpicky", "--keep-going"]
    made = subprocess.run([*build, str(ROOT / "docs"), str(tmp_path)], check=False, capture_output=True, text=True)
    assert (made.returncode, made.stderr) == (0, "")
    assert "--snapshots" in (tmp_path / "commands.html").read_text(encoding="utf-8")


def test_links_from_the_pages_beside_it_lead_to_files() -> None:
    broken = [
        (page.name, target)
        for page in ROOT.glob("*.md")
        for target in re.findall(r"(?:\]\(|src=\")(?!https?:|#)([^)#\" ]+)", page.read_text(encoding="utf-8"))
        if not (ROOT / target).exists()
    ]
    assert not broken
