"""From nothing to the first checked file. Both ways install by the hashes of their locks, without caches, into new
folders, and check one statement. What only GitHub's runner does is left out: fetching setup-uv and uv."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from measure import PEERS, Cost, Row, against, in_turn

ROOT = Path(__file__).parents[1]
PIP = ["-I", "-m", "pip", "--disable-pip-version-check", "--no-cache-dir", "-q", "install", "--no-deps"]


def first_check(python: Path, folder: Path) -> None:
    statement = folder / "statement.md"
    statement.write_text("---\nname: Ada\nhandle: ada\n---\n\n# Ada\n\nI keep things running.\n")
    ran = subprocess.run(
        [python, "-I", "-m", "nomflow", "check", statement], capture_output=True, text=True, check=False
    )
    assert ran.returncode in (0, 1), ran.stderr


def before(folder: Path) -> None:
    python = folder / "nomflow" / "bin" / "python"
    subprocess.run([sys.executable, "-I", "-m", "venv", folder / "nomflow"], check=True)
    lock = ROOT / "requirements" / "run.txt"
    subprocess.run([python, *PIP, "--require-hashes", "--only-binary", ":all:", "-r", lock], check=True)
    subprocess.run([python, *PIP, "--no-index", "--no-build-isolation", ROOT], check=True)
    first_check(python, folder)


def now(uv: str, folder: Path) -> None:
    """As action.yml does it; ``uv`` may be empty, as where none can be had."""
    import yaml

    [script] = [
        step["run"]
        for step in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
        if "UV" in step.get("env", {})
    ]
    given = {
        **os.environ,
        "GITHUB_ACTION_PATH": str(ROOT),
        "RUNNER_TEMP": str(folder),
        "NOMFLOW_COMMAND": "check",
        "UV": uv,
    }
    subprocess.run(["bash", "-eo", "pipefail", "-c", script], check=True, env=given)
    first_check(folder / "nomflow" / "bin" / "python", folder)


def starts(repeat: int) -> Iterator[Row]:
    """From nothing to the first checked file: the action's way against ``venv`` and pip."""
    uv = shutil.which("uv", path=f"{PEERS / 'uv' / 'bin'}:{os.environ['PATH']}") or ""

    def way(work: Callable[[Path], None]) -> Callable[[int], Cost]:
        def timed(_: int) -> Cost:
            with tempfile.TemporaryDirectory() as folder:
                began, used = time.perf_counter(), os.times()
                work(Path(folder))
                after = os.times()
                spent = sum(after[2:4]) - sum(used[2:4])
                return Cost(time.perf_counter() - began, spent, 1)

        return timed

    ours, pips = in_turn(repeat, way(lambda folder: now(uv, folder)), way(before))
    name = "event → first check on a bare machine" + ("" if uv else " (without uv)")
    yield against(name, "venv and pip", ours, pips, 0.15)
