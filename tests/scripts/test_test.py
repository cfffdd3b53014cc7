"""``scripts/test`` itself: it runs all that a machine can run, and says in the end what it could not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("ruff", "mypy", "pytest")
EVERYTHING = [
    "environment dev",
    "mypy",
    "pytest --hypothesis-profile=thorough --numprocesses=auto --dist=worksteal --fail-if-missing tests/unit",
    "ruff check",
    "ruff format --check --quiet",
]
"""In alphabetical order, for some run beside others."""


def on_a_machine_with(folder: Path, **results: int) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Runs the script where the tools are stubs that note how they were called; and these notes."""
    bare = folder / "bin"
    for path in (bare, folder / "scripts", folder / ".venv" / "bin", folder / "tests" / "support"):
        path.mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "test", folder / "scripts")
    shutil.copy(ROOT / "tests" / "support" / "chromium_path.py", folder / "tests" / "support")
    programs = {folder / ".venv" / "bin" / name: 0 for name in TOOLS}
    programs[folder / "scripts" / "environment"] = 0
    for name, result in results.items():
        programs[(folder / ".venv" / "bin" if name in TOOLS else bare) / name] = result
    for path, result in programs.items():
        path.write_text(f'#!/bin/sh\necho "{path.name} $*" >>{folder}/ran\nexit {result}\n')
        path.chmod(0o755)
    for name in ("python3", "bash", "sh", "env", "dirname", "id", "cmp", "cp", "sudo"):
        if found := shutil.which(name):
            (bare / name).symlink_to(found)
    done = subprocess.run(
        ["scripts/test", "tests/unit"], cwd=folder, env={"PATH": str(bare)}, capture_output=True, text=True, check=False
    )
    return done, sorted(line.strip() for line in (folder / "ran").read_text().splitlines())


def test_without_npm_apt_and_a_browser_the_rest_is_run(tmp_path: Path) -> None:
    done, ran = on_a_machine_with(tmp_path)
    assert (done.returncode, ran) == (0, EVERYTHING)


def test_where_npm_and_apt_answer_nothing_the_rest_is_run(tmp_path: Path) -> None:
    broken = {"npm": 1, "apt-get": 100}
    done, ran = on_a_machine_with(tmp_path, **broken)
    assert done.returncode == 0
    assert [line for line in ran if not line.startswith(("npm", "apt-get"))] == EVERYTHING
    assert any(line.startswith("npm ci") for line in ran)


@pytest.mark.parametrize("tool", TOOLS)
def test_what_fails_stops_nothing_and_is_told_in_the_end(tmp_path: Path, tool: str) -> None:
    done, ran = on_a_machine_with(tmp_path, **{tool: 3})
    assert (done.returncode, ran) == (1, EVERYTHING)
    assert done.stderr.splitlines()[-1].startswith(f"Failed: {tool}")


@pytest.mark.parametrize("asked", [True, False])
def test_a_test_that_lacks_something_fails_the_whole_run_only_where_that_is_asked(tmp_path: Path, asked: bool) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_it.py").write_text(
        'import pytest\n\ndef test_a(): pytest.skip("Missing on this machine: Chromium")\n\ndef test_b(): ...\n'
    )
    command = ["python3", "-m", "pytest", "-q", "-n2", *(["--fail-if-missing"] if asked else []), str(tmp_path)]
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert "1 passed, 1 skipped" in done.stdout
    assert done.returncode == asked
    assert done.stderr == ("1 tests could not run. Install what they need: Chromium.\n" if asked else "")
