"""A sealed election: until the list is final nothing of anybody who stands, or has withdrawn, is in any file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_pictures import drawn
from test_check import CONFIG
from test_close import Made, comment, nomflow, put, saved
from test_publish import files

from nomflow.core.basics.json_document import plain
from nomflow.core.snapshot.photo import photo_file

SEALED = """\
    questions: questions
    officers: [ola]
    publication: {visibility: sealed, uncontested: vote, under-contested: vote, nobody: extend}
site: {languages: [en, de], url: "https://example.org"}
repository: example/elections
"""
HANDLES = ("zyx-ready", "zyx-merged", "zyx-waiting", "zyx-left", "zyx-barred")
MARK = "zyx"
"""Stands in every field of every nominee, and nowhere else."""
NUMBER = 770_000
"""The numbers of the pull requests begin like this."""
BEFORE = [
    "2026-07-05T12:00:00Z",
    "2026-07-31T12:00:00Z",
    "2026-08-02T12:00:00Z",
]


def statement(handle: str) -> str:
    return f"""\
---
name: Zyx {handle}
handle: {handle}
affiliation: Zyx Works
summary: Zyx is what I say in a sentence.
pronouns: zyx/zyxs
conflicts: [zyx]
links: ["https://zyx.example/"]
reviewers: [zyx-reviewer]
photo: {handle}.jpg
---

## What I will do about zyx

Zyx, and [more zyx](zyx.md).
"""


def nomination(number: int, handle: str) -> Made:
    thread = [comment(10 * number, "zyx-endorser", "/endorse", "2026-07-02T10:00:00Z")]
    changes: Made = {}
    match handle:
        case "zyx-merged":
            changes = {"state": "merged", "merged_at": "2026-07-03T10:00:00Z"}
        case "zyx-waiting":
            thread = []
        case "zyx-left":
            thread.append(comment(10 * number + 1, handle, "/withdraw", "2026-07-04T10:00:00Z"))
        case "zyx-barred":
            thread.append(comment(10 * number + 1, "ola", "/disqualify zyx reasons", "2026-07-04T10:00:00Z"))
    made = saved(handle, number, *thread, text=statement(handle), created_at="2026-07-02T09:00:00Z", **changes)
    pull_request = made["pull_request"]
    assert isinstance(pull_request, dict)
    pull_request["statuses"] = [{**pull_request["statuses"][0], "at": "2026-07-02T09:30:00Z"}]
    picture = drawn(500, 500, note=handle)
    return made | {"photo": plain(photo_file(f"nominations/{handle}.jpg", "100644", picture))}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    windows = (
        "    windows:\n      published: {opens: 2026-08-05}\n      voting: {opens: 2026-08-10, closes: 2026-08-20}\n"
    )
    (tmp_path / "nomflow.yml").write_text(CONFIG.replace("    windows:\n", windows, 1) + SEALED, encoding="utf-8")
    (tmp_path / "roll.txt").write_text("\n".join((*HANDLES, "zyx-endorser")), encoding="utf-8")
    (tmp_path / "nominations").mkdir()
    answers = tmp_path / "questions" / "1-budget"
    answers.mkdir(parents=True)
    (tmp_path / "questions" / "1-budget.md").write_text("# Who pays?\n", encoding="utf-8")
    for handle in HANDLES:
        (tmp_path / "nominations" / f"{handle}.md").write_text(statement(handle), encoding="utf-8")
        (tmp_path / "nominations" / f"{handle}.jpg").write_bytes(drawn(500, 500, note=handle))
        (answers / f"{handle}.md").write_text("Zyx pays.", encoding="utf-8")
    put(tmp_path, *(nomination(NUMBER + place, handle) for place, handle in enumerate(HANDLES)))
    return tmp_path


def publish(folder: Path, now: str, *more: str) -> dict[str, bytes]:
    ran = nomflow("publish", "--out", "site", "--as-of", now, *more, cwd=folder)
    assert ran.returncode == 0, ran.stderr
    return files(folder / "site")


def leaks(site: dict[str, bytes]) -> Iterator[str]:
    for path, content in site.items():
        if MARK in path or MARK.encode() in content.lower() or str(NUMBER)[:4].encode() in content:
            yield path
        if path.startswith(("assets/photos", "2026-board/candidates", "2026-board/all", "2026-board/export")):
            yield path


@pytest.mark.parametrize("now", BEFORE)
@pytest.mark.parametrize("more", [(), ("--snapshots", "snapshots")])
def test_before_the_list_is_final_nothing_of_anybody_is_in_any_file(
    folder: Path, now: str, more: tuple[str, ...]
) -> None:
    site = publish(folder, now, *more)

    assert sorted(leaks(site)) == []
    assert all(not path.rsplit("/", 1)[-1].startswith(".") for path in site), "Pages drops such files when it deploys"
    assert b"Who pays?" in site["2026-board/questions/1-budget/index.html"]
    election = json.loads(site["2026-board/election.json"])
    assert (election["races"][0]["listed"], election["races"][0]["contest"]) == (False, None)
    assert election["races"][0]["candidates"] == []
    assert "Nobody is standing" not in site["2026-board/index.html"].decode()


def test_an_election_that_is_not_shown_live_is_as_silent_as_a_sealed_one(folder: Path) -> None:
    config = folder / "nomflow.yml"
    config.write_text(config.read_text().replace("visibility: sealed", "live: false"))
    assert sorted(leaks(publish(folder, BEFORE[0], "--snapshots", "snapshots"))) == []


@pytest.mark.parametrize("now", BEFORE)
@pytest.mark.parametrize("kind", ["nominations-open", "last-days", "no-candidates", "list-published", "voting-open"])
def test_no_announcement_gives_anybody_away(folder: Path, now: str, kind: str) -> None:
    ran = nomflow("announce", kind, "--snapshots", "snapshots", "--as-of", now, cwd=folder)

    assert MARK not in (ran.stdout + ran.stderr).lower()
    assert "obody" not in ran.stdout


def test_once_it_is_final_everybody_is_there_at_once(folder: Path) -> None:
    closed = nomflow("close", "--snapshots", "snapshots", "--as-of", "2026-08-02T12:00Z", cwd=folder)
    assert closed.returncode == 0, closed.stderr
    site = publish(folder, "2026-08-06T12:00:00Z", "--snapshots", "snapshots")

    shown = {
        path.split("/")[2] for path in site if path.startswith("2026-board/candidates/") and path.endswith(".html")
    }
    assert shown == {"zyx-ready", "zyx-merged", "zyx-left", "zyx-barred"}
    assert b"Zyx pays." in site["2026-board/questions/1-budget/index.html"]
    assert [path for path in publish(folder, "2026-08-06T12:00:00Z") if path.startswith("assets/photos")]
