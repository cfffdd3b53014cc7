"""nomflow preview --serve: a candidate types, and the browser follows."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from test_check import CONFIG, GOOD


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    (tmp_path / "nominations").mkdir()
    (tmp_path / "nomflow.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "roll.txt").write_text("ida-samuel\n", encoding="utf-8")
    statement = tmp_path / "nominations" / "ida-samuel.md"
    statement.write_text(GOOD, encoding="utf-8")
    command = [sys.executable, "-m", "nomflow", "preview", str(statement), "--out", str(tmp_path / "out"), "--serve"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout is not None
    try:
        yield statement, process.stdout.readline().split()[0]
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)
        process.stdout.close()


def test_the_preview_follows_the_file(served: tuple[Path, str]) -> None:
    statement, address = served
    assert address.startswith("http://127.0.0.1:")
    base = address.removesuffix("preview.html")
    page = f"{base}2026-board/candidates/ida-samuel/index.html"
    with urlopen(address, timeout=10) as shell:
        assert b"comment.html" in shell.read()
    with urlopen(page, timeout=10) as before:
        assert b"nine years" in before.read()
    with urlopen(f"{base}.changes", timeout=20) as changes:
        statement.write_text(GOOD.replace("nine years", "ten years"), encoding="utf-8")
        assert changes.readline() == b"data: reload\n"
    with urlopen(page, timeout=10) as after:
        assert b"ten years" in after.read()
