"""However many processes make a site, it is the same site."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_check import CONFIG
from test_publish import NOW

from nomflow.cli import main, workers
from nomflow.core.basics.errors import ExitCode
from nomflow.core.site.site import CandidatePage
from nomflow.render.site import data

TEXT = "---\nname: Person {n}\nhandle: person-{n}\n---\n\n## Why\n\nI keep **{n}** things <em>running</em>.\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "nominations").mkdir()
    (tmp_path / "nomflow.yml").write_text(CONFIG)
    (tmp_path / "roll.txt").write_text("ada\nbob\n")
    for n in range(20):
        (tmp_path / "nominations" / f"person-{n}.md").write_text(TEXT.format(n=n))
    return tmp_path


def built(repository: Path, out: str) -> dict[str, bytes]:
    top = repository / "out" / out
    assert main(["publish", str(repository), "--out", str(top), NOW]) == ExitCode.OK
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}


def test_one_two_and_seven_processes_make_the_same_bytes(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = built(repository, "alone")
    monkeypatch.setattr(workers, "FEW", 4)
    for count in (1, 2, 7):
        monkeypatch.setattr("os.cpu_count", lambda count=count: count)
        assert built(repository, str(count)) == alone


def test_a_page_that_fails_in_a_copy_is_told_and_replaced_as_everywhere(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = data.candidate

    def mistaken(view: object, race: object, person: CandidatePage) -> bytes:
        if person.id == "person-7" and person.statement:
            raise KeyError("a mistake")
        return made(view, race, person)  # type: ignore[arg-type] # whatever it was given

    monkeypatch.setattr(data, "candidate", mistaken)
    monkeypatch.setattr(workers, "FEW", 4)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    site = built(repository, "site")
    assert "The page of person-7 could not be built" in capsys.readouterr().err.replace("the page", "The page")
    assert b"running" not in site["2026-board/candidates/person-7/index.html"]
    assert b"running" in site["2026-board/candidates/person-8/index.html"]
