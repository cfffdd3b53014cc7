"""What the documentation tells people to type works."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from nomflow import __version__
from nomflow.cli import main
from nomflow.cli.arguments import parser

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
WHEN = {
    "close": "2026-08-06T12:00Z",
    "nominations-open": "2026-07-10T12:00Z",
    "last-days": "2026-07-30T12:00Z",
    "list-published": "2026-08-06T12:00Z",
    "voting-open": "2026-08-10T12:00Z",
    "voting-last-days": "2026-08-19T12:00Z",
}
ELSEWHERE = {"draw", "pr", "roll", "selfcheck", "snapshots", "sweep"}
"""They ask GitHub or drand, so that only their words are read here; ``tests/github`` runs them."""
ALONE = {"--serve", "--watch", "--repo"}


def _typed() -> list[str]:
    """The commands in the fenced blocks of every page, without what a page says about them."""
    found = set[str]()
    for page in PAGES:
        for kind, block in re.findall(r"(?ms)^```(\w*)\n(.*?)^```$", page.read_text(encoding="utf-8")):
            if kind in ("", "sh", "console"):
                found.update(re.findall(r"^(?:\$ |uvx )?(nomflow .*?)(?: {2,}#.*)?$", block, re.MULTILINE))
    return sorted(found)


def _when(typed: str) -> tuple[bool, bool]:
    """A folder and a site have to be there before they are looked at."""
    return " verify " in typed, " init " not in typed


def _election(folder: Path) -> Path:
    """The sample election, with the files that the pages name."""
    assert main(["demo", "--out", str(folder)]) == 0
    repository = folder / "repository"
    for name in ("snapshots", "FOLDER"):
        shutil.copytree(folder / "snapshots", repository / name)
    for name in ("FILE", "42.json"):
        shutil.copy(folder / "snapshots/ines-calloway.json", repository / name)
    shutil.copy(repository / "elections/2026-board/ines-calloway.md", repository / "statement.md")
    (repository / "known.csv").write_text("nominee,outcome\nines-calloway,qualified\n", encoding="utf-8")
    return repository


def test_what_the_documentation_tells_people_to_type_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(_election(tmp_path / "demo"))
    wrong = {}
    typed = _typed()
    assert len(typed) > 25
    for each in sorted(typed, key=_when):
        command, *words = shlex.split(each)[1:]
        words += [word for named in [command, *words] if named in WHEN for word in ("--as-of", WHEN[named])]
        capsys.readouterr()
        try:
            if command in ELSEWHERE or ALONE & {*words} or each == "nomflow init":  # that one asks a person
                parser(__version__, [command]).parse_args([command, *words])
            elif main([command, *words]) > 1:
                wrong[each] = capsys.readouterr().err
        except SystemExit:
            wrong[each] = capsys.readouterr().err
    assert not wrong
