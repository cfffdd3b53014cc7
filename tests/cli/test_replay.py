"""nomflow replay, as officers of the next election type it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_check import nomflow

CONFIG = """\
organisation: Example Cooperative
elections:
  - id: 2026-board
    title: Board election 2026
    windows: {zone: UTC, nominations: {opens: 2026-07-01, closes: 2026-07-31}}
    endorsements: {count: 2}
    roll: roll.txt
"""


def snapshot(number: int, nominee: str, *endorsers: tuple[str, str]) -> str:
    comments = [
        {"id": f"{number}{at:02}", "author": login, "body": "/endorse", "created_at": f"2026-07-{day}T12:00:00Z"}
        for at, (login, day) in enumerate(endorsers)
    ]
    return json.dumps(
        {
            "schema": "nomflow-snapshot-1",
            "taken_at": "2026-08-02T00:00:00Z",
            "election": "2026-board",
            "nominee": nominee,
            "pull_request": {
                "number": number,
                "author": nominee,
                "created_at": "2026-07-02T08:00:00Z",
                "comments": comments,
            },
        }
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nomflow.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "roll.txt").write_text("ben\neve\ngus\n", encoding="utf-8")
    (tmp_path / "past").mkdir()
    (tmp_path / "past" / "ida.json").write_text(snapshot(7, "ida", ("ben", "03"), ("Eve", "05")), encoding="utf-8")
    (tmp_path / "past" / "kim.json").write_text(snapshot(9, "kim", ("ben", "03"), ("zoe", "05")), encoding="utf-8")
    return tmp_path


def test_a_table_says_when_each_nomination_first_qualified(folder: Path) -> None:
    ran = nomflow("replay", "past", "--config", "nomflow.yml", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert lines[0].split()[:2] == ["Nominee", "Number"]
    assert "Known" not in lines[0]
    assert lines[2].split() == ["ida", "#7", "2026-07-05", "12:00", "2", "2", "2", "qualifies"]
    assert lines[3].split() == ["kim", "#9", "never", "–", "1", "2", "does", "not", "qualify"]
    assert "kim (#9): 1 of 2 endorsements." in ran.stdout
    assert lines[-1] == "1 of 2 nominations qualified."


def outcomes(folder: Path, text: str) -> None:
    (folder / "known.csv").write_text(text, encoding="utf-8")


def test_known_outcomes_are_compared_and_the_rate_is_told(folder: Path) -> None:
    outcomes(folder, "nominee,outcome,qualified_on\nida,qualified,2026-07-04\nkim,not-qualified,\nzoe,withdrawn,\n")
    ran = nomflow("replay", "past", "--config", "nomflow.yml", "--outcomes", "known.csv", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert "2 of 2 known outcomes agree (100 %). 1 of them qualified later than the committee said." in ran.stdout
    assert "No snapshot of: zoe." in ran.stdout


def test_a_difference_is_explained_person_by_person_and_fails(folder: Path) -> None:
    outcomes(folder, "nominee,outcome\nida,qualified\nkim,qualified\n")
    ran = nomflow("replay", "past", "--config", "nomflow.yml", "--outcomes", "known.csv", cwd=folder)
    assert ran.returncode == 1
    assert "1 of 2 known outcomes agree (50 %)." in ran.stdout
    assert "    zoe: " in ran.stdout
    assert "is not on the roll" in ran.stdout


def test_the_same_as_json(folder: Path) -> None:
    outcomes(folder, "nominee,outcome\nida,qualified\nkim,qualified\n")
    ran = nomflow(
        "replay", "past", "--config", "nomflow.yml", "--outcomes", "known.csv", "--format", "json", cwd=folder
    )
    found = json.loads(ran.stdout)
    assert found["schema"] == "nomflow-replay-1"
    ida, kim = found["nominations"]
    assert ida["first_qualified"] == "2026-07-05T12:00:00Z"
    assert ida["endorsements"] == {"needed": 2, "at_first": 2, "at_end": 2}
    assert ida["comparison"] == "agrees"
    assert kim["comparison"] == "differs"
    assert {person["login"]: person["code"] for person in kim["people"]} == {"ben": "counted", "zoe": "not-on-roll"}
    assert found["summary"] == {
        "nominations": 2,
        "qualified": 1,
        "compared": 2,
        "agree": 1,
        "later": 0,
        "without_snapshot": [],
    }


def test_the_configuration_saved_in_a_snapshot_is_used_when_none_is_given(folder: Path) -> None:
    saved = json.loads((folder / "past" / "ida.json").read_text(encoding="utf-8"))
    saved["config"] = {"text": CONFIG.splitlines()}
    saved["roll"] = {"electors": ["ben", "eve"]}
    (folder / "alone").mkdir()
    (folder / "alone" / "ida.json").write_text(json.dumps(saved), encoding="utf-8")
    ran = nomflow("replay", "alone", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert "2026-07-05 12:00" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("nowhere",), 2, "There is no folder nowhere."),
        (("empty",), 3, "There is no snapshot of a pull request in empty"),
        (("past", "--config", "nomflow.yml", "--outcomes", "lost.csv"), 2, "lost.csv could not be read"),
        (("past", "--config", "nomflow.yml", "--outcomes", "roll.txt"), 2, "The first line must name the columns"),
    ],
)
def test_what_cannot_be_replayed_is_said(folder: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    (folder / "empty").mkdir()
    ran = nomflow("replay", *arguments, cwd=folder)
    assert ran.returncode == code
    assert told in ran.stderr


def test_a_snapshot_that_cannot_be_read_is_told_and_the_others_are_replayed(folder: Path) -> None:
    (folder / "past" / "broken.json").write_text('{"schema": "nomflow-snapshot-1"}', encoding="utf-8")
    ran = nomflow("replay", "past", "--config", "nomflow.yml", cwd=folder)
    assert ran.returncode == 2
    assert "broken.json" in ran.stderr
    assert ran.stdout.splitlines()[-1] == "1 of 2 nominations qualified."


def test_a_fault_of_the_configuration_is_told_once(folder: Path) -> None:
    (folder / "nomflow.yml").write_text(CONFIG.replace("count: 2", "count: many"), encoding="utf-8")
    ran = nomflow("replay", "past", "--config", "nomflow.yml", cwd=folder)
    assert ran.returncode == 2
    assert ran.stderr.count("many") == 1


def test_words_of_other_people_cannot_steer_a_terminal(folder: Path) -> None:
    hostile = snapshot(8, "ida\x1b[31m", ("ben", "03"))
    (folder / "past" / "x.json").write_text(hostile, encoding="utf-8")
    ran = nomflow("replay", "past", "--config", "nomflow.yml", cwd=folder)
    assert "\x1b" not in ran.stdout
