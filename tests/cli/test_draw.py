"""nomflow draw, as officers type it: the value is fetched once, kept, and orders the list."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from beacon import VALUE, Beacon, beacon
from test_check import CONFIG, GOOD
from test_close import nomflow

from nomflow.core.freeze.draw import QUICKNET, drawn

__all__ = ["beacon"]

AFTER = "--as-of=2025-08-05T00:00Z"
PEOPLE = ("ida-samuel", "bo", "cy", "dee")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nominations").mkdir()
    config = re.sub(r"\b2026-(?=0[78])", "2025-", CONFIG)
    (tmp_path / "nomflow.yml").write_text(f"{config}    nominations: {{venue: mail}}\n", encoding="utf-8")
    (tmp_path / "roll.txt").write_text("\n".join(PEOPLE), encoding="utf-8")
    for each in PEOPLE:
        text = GOOD.replace("ida-samuel", each).replace("Ida Samuel", each.title())
        (tmp_path / "nominations" / f"{each}.md").write_text(text, encoding="utf-8")
    return tmp_path


def listed(folder: Path) -> tuple[list[str], dict[str, object], str]:
    """Whom the page lists, how the order came about, and what publishing said."""
    closed = nomflow("close", AFTER, "--out", "records", cwd=folder)
    assert closed.returncode == 0, closed.stderr
    ran = nomflow("publish", AFTER, cwd=folder)
    assert ran.returncode == 0, ran.stderr
    race = json.loads((folder / "site" / "2026-board" / "election.json").read_bytes())["races"][0]
    return [each["id"] for each in race["candidates"]], race["order"], ran.stderr


def test_a_list_that_was_not_drawn_is_alphabetical_and_officers_are_told_what_to_do(folder: Path) -> None:
    people, order, said = listed(folder)
    assert people == sorted(PEOPLE)
    assert order["rule"] == "alphabetical"
    assert "`nomflow draw --election 2026-board`" in said
    page = (folder / "site" / "2026-board" / "index.html").read_text("utf-8")
    assert "The final order is drawn at random" in page


def test_the_value_is_fetched_once_and_orders_the_list(folder: Path, beacon: Beacon) -> None:
    ran = nomflow("draw", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    people, order, said = listed(folder)
    assert people == list(drawn(VALUE, PEOPLE))
    assert "drawn" not in said
    assert order["seed"] == VALUE
    assert beacon.asked == [f"/{QUICKNET}/public/{order['round']}"]
    again = nomflow("draw", cwd=folder)
    assert (again.returncode, again.stdout) == (0, ran.stdout)
    assert len(beacon.asked) == 1


def test_a_value_that_is_not_what_was_signed_is_not_kept(folder: Path, beacon: Beacon) -> None:
    beacon.value = "0" * 64
    ran = nomflow("draw", cwd=folder)
    assert ran.returncode == 4
    assert "did not tell the value of round" in ran.stderr
    assert not (folder / "records").exists()


@pytest.mark.parametrize("ahead", [-1, 1])
def test_the_value_of_another_round_is_not_kept(folder: Path, beacon: Beacon, ahead: int) -> None:
    beacon.ahead = ahead
    ran = nomflow("draw", cwd=folder)
    assert ran.returncode == 4
    assert "did not tell the value of round" in ran.stderr
    assert not (folder / "records").exists()


@pytest.mark.parametrize("status", [302, 404, 425, 500])
def test_a_server_that_does_not_tell_it_leaves_nothing(folder: Path, beacon: Beacon, status: int) -> None:
    beacon.status = status
    ran = nomflow("draw", cwd=folder)
    assert ran.returncode == 4
    assert f"HTTP {status}" in ran.stderr
    assert not (folder / "records").exists()


def test_nobody_is_asked_before_the_close(folder: Path, beacon: Beacon) -> None:
    path = folder / "nomflow.yml"
    path.write_text(path.read_text("utf-8").replace("closes: 2025-07", "closes: 2125-07"), encoding="utf-8")
    ran = nomflow("draw", cwd=folder)
    assert ran.returncode == 2
    assert "is not published before" in ran.stderr
    assert not beacon.asked


def test_a_value_of_another_round_stops_the_page(folder: Path, beacon: Beacon) -> None:
    nomflow("draw", cwd=folder)
    path = folder / "records" / "2026-board" / "draw.json"
    told = json.loads(path.read_bytes())
    path.write_text(json.dumps({**told, "round": told["round"] + 1}), encoding="utf-8")
    ran = nomflow("publish", AFTER, cwd=folder)
    assert ran.returncode == 2
    assert f"holds drand's round {told['round'] + 1}" in ran.stderr


def test_another_way_of_ordering_needs_no_beacon(folder: Path, beacon: Beacon) -> None:
    path = folder / "nomflow.yml"
    path.write_text(path.read_text("utf-8") + "    publication: {order: alphabetical}\n", encoding="utf-8")
    ran = nomflow("draw", cwd=folder)
    assert ran.returncode == 2
    assert "public-draw" in ran.stderr


def test_the_record_and_the_value_are_verified_together(folder: Path, beacon: Beacon) -> None:
    nomflow("draw", cwd=folder)
    closed = nomflow("close", AFTER, "--out", "records", cwd=folder)
    assert closed.returncode == 0, closed.stderr
    _, order, _ = listed(folder)
    verified = nomflow("verify", cwd=folder)
    assert verified.returncode == 0, verified.stdout
    assert f"It is drand's round {order['round']}: {VALUE}" in verified.stdout
    path = folder / "records" / "2026-board" / "draw.json"
    path.write_bytes(path.read_bytes().replace(b"b6b6", b"b6b7", 1))
    assert "DIFFERS" in nomflow("verify", cwd=folder).stdout
