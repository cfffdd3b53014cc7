"""Publishing again into the folder of an earlier build: the bytes of a new one, and nothing touched without need."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from test_check import CONFIG, GOOD
from test_close import nomflow
from test_publish import NOW, files

LONG_AGO = 1_000_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nominations").mkdir()
    (tmp_path / "nomflow.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "roll.txt").write_text("ida-samuel\nbo\ncy\n", encoding="utf-8")
    for who in ("ida-samuel", "bo", "cy"):
        state(tmp_path, who)
    publish(tmp_path)
    for path in (tmp_path / "site").rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return tmp_path


def state(folder: Path, who: str, more: str = "") -> None:
    text = GOOD.replace("ida-samuel", who).replace("Ida Samuel", who.title()) + more
    (folder / "nominations" / f"{who}.md").write_text(text, encoding="utf-8")


def publish(folder: Path, out: str = "site") -> dict[str, bytes]:
    ran = nomflow("publish", "--out", out, NOW, cwd=folder)
    assert ran.returncode == 0, ran.stderr
    return files(folder / out)


def touched(folder: Path) -> set[str]:
    site = folder / "site"
    written = (path for path in site.rglob("*") if path.is_file() and path.stat().st_mtime != LONG_AGO)
    return {path.relative_to(site).as_posix() for path in written}


def test_nothing_changed_so_nothing_is_written(folder: Path) -> None:
    publish(folder)
    assert touched(folder) == set()


def test_only_what_changed_is_written(folder: Path) -> None:
    state(folder, "bo", "\nI also bake bread.\n")
    assert publish(folder) == publish(folder, "new")
    assert "2026-board/candidates/bo/index.html" in touched(folder)
    assert "2026-board/candidates/cy/index.html" not in touched(folder)


def test_what_is_gone_is_removed_with_its_folder(folder: Path) -> None:
    (folder / "nominations" / "bo.md").unlink()
    assert publish(folder) == publish(folder, "new")
    assert not (folder / "site" / "2026-board" / "candidates" / "bo").exists()


def test_a_file_that_we_did_not_write_stays(folder: Path) -> None:
    site = folder / "site"
    ours = site / "2026-board" / "candidates" / "bo" / "index.html"
    for path in (site / "CNAME", ours.parent / "notes.txt", ours):
        path.write_text("mine", encoding="utf-8")
    (folder / "nominations" / "bo.md").unlink()
    publish(folder)
    assert (site / "CNAME").exists()
    assert (ours.parent / "notes.txt").exists()
    assert ours.read_text("utf-8") == "mine", "somebody changed it since, so it is theirs"


@pytest.mark.parametrize("name", ["../precious.txt", "link/precious.txt", "a\0b"])
def test_a_manifest_made_to_harm_removes_nothing_elsewhere(folder: Path, name: str) -> None:
    precious = folder / "precious.txt"
    precious.write_bytes(b"")
    (folder / "site" / "link").symlink_to(folder)
    listed = {name: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
    for text in (json.dumps({"format": "nomflow-manifest/1", "files": listed}), "[", '{"format": 1}', "[" * 100_000):
        (folder / "site" / "manifest.json").write_text(text, encoding="utf-8")
        publish(folder)
        assert precious.exists()
