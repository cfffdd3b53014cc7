"""nomflow announce, as its users type it."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_check import CONFIG, GOOD, nomflow

from nomflow.cli.arguments import ANNOUNCEMENTS
from nomflow.render.announce.announce import AnnouncementKind

OPEN = "--as-of=2026-07-02T12:00Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nominations").mkdir()
    (tmp_path / "nomflow.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "roll.txt").write_text("ida-samuel\nbo\n", encoding="utf-8")
    return tmp_path


def test_every_kind_can_be_typed() -> None:
    assert set(ANNOUNCEMENTS) == set(AnnouncementKind)


def test_a_call_can_be_written_before_there_is_any_nomination(folder: Path) -> None:
    ran = nomflow("announce", "nominations-open", OPEN, cwd=folder)

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("# ")
    assert "Anywhere on Earth" in ran.stdout or "UTC" in ran.stdout


def test_only_a_record_is_announced_as_final(folder: Path) -> None:
    (folder / "nominations" / "ida-samuel.md").write_text(GOOD, encoding="utf-8")
    ran = nomflow("announce", "list-published", "--as-of=2026-08-02T12:00Z", cwd=folder)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "is not final before its record is taken (nomflow close)" in ran.stderr


def test_the_list_names_those_who_stand(folder: Path) -> None:
    (folder / "nominations" / "ida-samuel.md").write_text(GOOD, encoding="utf-8")
    (folder / "nomflow.yml").write_text(f"{CONFIG}    nominations: {{venue: mail}}\n", encoding="utf-8")
    assert nomflow("close", "--as-of=2026-08-02T12:00Z", cwd=folder).returncode == 0
    ran = nomflow("announce", "list-published", "--format=email", "--as-of=2026-08-02T12:00Z", cwd=folder)

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("Subject: ")
    assert "* Ida Samuel" in ran.stdout


def test_a_list_that_waits_for_more_nominations_is_not_announced_as_final(folder: Path) -> None:
    (folder / "nomflow.yml").write_text(CONFIG.replace("seats: 1", "seats: 3"), encoding="utf-8")
    (folder / "nominations" / "ida-samuel.md").write_text(GOOD, encoding="utf-8")
    ran = nomflow("announce", "list-published", "--as-of=2026-08-02T12:00Z", cwd=folder)

    assert ran.returncode == 2
    assert "That would not be true of 2026-board. By the rules of this election, nominations are extended" in ran.stderr


def test_what_is_not_true_is_not_written(folder: Path) -> None:
    ran = nomflow("announce", "list-published", OPEN, cwd=folder)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert "not final" in ran.stderr


def test_without_a_webhook_nothing_is_posted_and_the_user_learns_what_to_set(folder: Path) -> None:
    ran = nomflow("announce", "nominations-open", "--post", OPEN, cwd=folder)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert "NOMFLOW_WEBHOOK_URL" in ran.stderr


def test_an_unknown_election_is_told_with_those_there_are(folder: Path) -> None:
    ran = nomflow("announce", "nominations-open", "--election=2025-board", OPEN, cwd=folder)

    assert ran.returncode == 2
    assert "2026-board" in ran.stderr
