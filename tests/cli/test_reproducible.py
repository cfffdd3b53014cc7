"""The same inputs give the same bytes: on any machine, in any place, in whatever order files were made."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from test_check import CONFIG, GOOD
from test_close import OFFICERS, comment, endorsed, saved
from test_publish import files

PEOPLE = ("ida-samuel", "bo", "zoe", "élan", "山田")
NAMES = ("Ida Samuel", "bo", "Zoë", "Ida Samuel", "Yamada 太郎")


@dataclass
class Place:
    """A machine: how it differs from others."""

    zone: str
    locale: str
    seed: str
    umask: int
    order: Callable[[Iterable[str]], Iterable[str]]
    from_root: bool


HERE = Place("UTC", "C.UTF-8", "0", 0o022, sorted, from_root=False)
ELSEWHERE = (
    Place("Pacific/Kiritimati", "de_DE.UTF-8", "1", 0o077, lambda names: sorted(names, reverse=True), from_root=True),
    Place("America/St_Johns", "tr_TR.UTF-8", "4294967295", 0o002, lambda names: sorted(names, key=hash), False),
    Place("Asia/Kathmandu", "C", "7", 0o000, sorted, from_root=True),
)


def inputs(frozen: bool) -> dict[str, str]:
    config = CONFIG + OFFICERS if frozen else CONFIG
    made = {"nomflow.yml": config, "roll.txt": "".join(f"{each}\n" for each in (*PEOPLE, "cy", "di"))}
    for who, name in zip(PEOPLE, NAMES, strict=True):
        text = GOOD.replace("ida-samuel", who).replace("Ida Samuel", name)
        made[f"nominations/{who}.md"] = text + "\n[Plan](https://example.org/ä)\n\n- one\n- two\n"
    for number, who in enumerate(("bo", "zoe"), 1):
        nomination = saved(
            who, number, endorsed(number), comment(10 + number, "di", "/endorse", "2026-07-21T10:00:00Z")
        )
        made[f"snapshots/{who}.json"] = json.dumps(nomination)
    return made


def built(top: Path, place: Place, *, frozen: bool) -> dict[str, bytes]:
    """The site, and the freeze record if there is one, as a machine makes it."""
    given = inputs(frozen)
    for name in place.order(given):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(given[name], encoding="utf-8")
    environment = {"PATH": "", "TZ": place.zone, "LC_ALL": place.locale, "PYTHONHASHSEED": place.seed}
    where, cwd = (top, top.parent) if place.from_root else (Path(), top)

    def nomflow(command: str, out: str) -> None:
        typed = [command, str(where), "--snapshots", str(where / "snapshots"), "--out", str(where / out)]
        ran = subprocess.run(
            [sys.executable, "-m", "nomflow", *typed, "--as-of", "2026-08-02T12:00Z"],
            cwd=cwd,
            env=environment,
            umask=place.umask,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr.decode()

    if frozen:
        nomflow("close", "records")
    nomflow("publish", "site")
    return {
        **{f"site/{name}": data for name, data in files(top / "site").items()},
        **({f"records/{name}": data for name, data in files(top / "records").items()} if frozen else {}),
    }


@pytest.mark.parametrize("frozen", [False, True], ids=["open", "frozen"])
def test_every_byte_is_the_same_everywhere(tmp_path: Path, frozen: bool) -> None:
    here = built(tmp_path / "here", HERE, frozen=frozen)
    assert len(here) > 20
    for number, place in enumerate(ELSEWHERE):
        there = built(tmp_path / f"there {number}", place, frozen=frozen)
        assert there.keys() == here.keys()
        assert [name for name in here if here[name] != there[name]] == [], place
