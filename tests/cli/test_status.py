"""nomflow status, as an officer types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from nomflow.cli import main

DEMO = Path(__file__).parents[2] / "src" / "nomflow" / "demo"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "elections/2026-board").mkdir(parents=True)
    for name in ("nomflow.yml", "elections/2026-board/roll.csv"):
        shutil.copy(DEMO / name, tmp_path / name)
    (tmp_path / "snapshots").mkdir()
    for name in ("noor-haddad.json", "lucia-ferrer.json"):
        shutil.copy(DEMO / "snapshots" / name, tmp_path / "snapshots" / name)
    (tmp_path / "elections/2026-board/new-one.md").write_text(
        "---\nname: New One\nhandle: new-one\n---\n\n## What I have done\n\nMuch.\n\n## What I will do\n\nMore.\n",
        encoding="utf-8",
    )
    return tmp_path


def test_snapshots_and_statements_of_a_folder_are_one_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", str(folder), "--as-of", "2026-08-02T12:00Z"]) == 0
    told = capsys.readouterr().out
    rows = [line.split("  ")[0] for line in told.splitlines() if "  #" in line or "  –" in line]
    assert rows == ["New One", "Noor Haddad", "Lucía Ferrer"]
    assert "no pull request yet" in told
    assert "In all (2 places): 0 on the ballot, 0 ready, 2 waiting, 1 gone" in told
    assert "Roll: 20 people" in told


def test_a_table_for_programs_and_one_for_a_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["status", str(folder), "--format", "json"])
    (shown,) = json.loads(capsys.readouterr().out)["elections"]
    assert {each["nominee"]: each["turn"] for each in shown["nominations"]}["Lucía Ferrer"] == "nobody"
    main(["status", str(folder), "--format", "markdown"])
    assert "| [#13](https://github.com/harbour-commons/elections/pull/13) |" in capsys.readouterr().out


def test_an_election_without_a_nomination_shows_its_dates_and_its_roll(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(folder / "snapshots")
    (folder / "elections/2026-board/new-one.md").unlink()
    assert main(["status", str(folder), "--as-of", "2026-06-01T00:00Z"]) == 0
    told = capsys.readouterr().out
    assert "Opens: nominations, in 30 days" in told
    assert "There is no nomination yet." in told
    assert "Roll: 20 people" in told


def test_it_is_shown_again_until_somebody_stops_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("time.sleep", wait)
    assert main(["status", str(folder), "--watch", "5"]) == 130
    assert waited == [5, 5]
    assert capsys.readouterr().out.count("Whose turn") == 2
