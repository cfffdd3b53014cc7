"""nomflow rehearse: the officers' own configuration, played to its end without a network."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest

from nomflow.cli import main

FLAGS = "--organisation Example --opens 2026-07-01 --closes 2026-07-31 --officers wren-officer --repository acme/votes"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def refuse(*_: object) -> None:
        raise AssertionError("a rehearsal needs no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert main(["init", str(tmp_path / "new"), *FLAGS.split()]) == 0
    return tmp_path / "new"


def test_an_election_is_played_from_the_first_day_to_the_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "rehearsal"
    roll = (folder / "roll.yml").read_bytes()
    assert main(["rehearse", str(folder), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^Day 11 \(.*\): 4 × Ready for the officers, 1 × Waiting for acceptance", told, re.MULTILINE)
    assert re.search(r"^Closed \(.*\): 2 × Ready for the officers, 5 × Too late, 1 × Withdrawn$", told, re.MULTILINE)
    assert (folder / "roll.yml").read_bytes() == roll
    page = (out / "index.html").read_text(encoding="utf-8")
    for shown in ("Day 3", "the file is in the wrong folder", "opened seven minutes too late", "never accepts"):
        assert shown in page
    for target in re.findall(r'href="([^"]+)"', page):
        assert (out / target).is_file(), target
    assert main(["verify", str(out)]) == 0
    capsys.readouterr()
    assert main(["check", str(folder)]) == 0, "a rehearsal inside the repository is none of its nominations"
    assert "sample" not in capsys.readouterr().out


def test_nothing_that_is_there_is_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["rehearse", str(folder), "--out", str(folder)]) == 2
    assert "does not overwrite it" in capsys.readouterr().err


def test_without_a_configuration_it_says_how_to_get_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rehearse", str(tmp_path)]) == 2
    assert "nomflow init" in capsys.readouterr().err
