"""What a release says and hands out."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import yaml

from nomflow import __version__

ROOT = Path(__file__).parents[2]
COMMIT = "5" * 40


def release(*typed: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "release"), *typed]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_tag_that_is_not_the_version_or_not_in_the_changelog_releases_nothing() -> None:
    assert "The tag is v9.9.9" in release("check", "v9.9.9").stderr
    ready = re.search(
        rf"^## {re.escape(__version__)}", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert (release("check", f"v{__version__}").returncode == 0) is bool(ready)


def test_the_workflows_of_a_release_name_its_commit_and_its_tag(tmp_path: Path) -> None:
    """Whoever adopts nomflow copies them as they are, and Dependabot follows the tag in the comment."""
    assert release("workflows", "v1.2.3", COMMIT, str(tmp_path / "made")).returncode == 0
    made = sorted((tmp_path / "made").iterdir())
    assert [path.name for path in made] == sorted(path.name for path in (ROOT / "examples").glob("nomflow*.yml"))
    for path in made:
        used = re.findall(r"uses: nomflow/\S+@(.*)", path.read_text(encoding="utf-8"))
        assert set(used) == {f"{COMMIT} # v1.2.3"}, path


def test_what_is_released_was_tried_wherever_the_suite_of_a_change_is() -> None:
    def tried(workflow: str) -> object:
        text = (ROOT / ".github" / "workflows" / f"{workflow}.yml").read_text(encoding="utf-8")
        return yaml.safe_load(text)["jobs"]["systems"]["strategy"]["matrix"]

    assert tried("release") == tried("ci")
