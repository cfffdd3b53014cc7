"""What makes the command line pleasant: completion, a schema of one's own fields, and a word on what comes next."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from nomflow.cli import main

ROOT = Path(__file__).parents[2]
CONFIG = """\
organisation: Example Cooperative
elections:
  - id: 2026-board
    title: Board election 2026
    seats: 1
    windows:
      nominations: {opens: 2026-07-01, closes: 2026-07-31}
    statement:
      front-matter: {unknown: refuse, fields: {shirt: {kind: choice, choices: [blue, red], required: true}}}
    endorsements: {count: 0}
    officers: [wren-officer]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "nomflow.yml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("typed", "answer"), [("nomflow ini", "init"), ("nomflow check --sel", "--select")])
def test_bash_completes_commands_and_options(
    typed: str, answer: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["completion", "bash"]) == 0
    script = tmp_path / "completion.bash"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    words = typed.split()
    asked = f"COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _shtab_nomflow; echo ${{COMPREPLY[*]}}"
    ran = subprocess.run(["bash", "-c", f". {script}; {asked}"], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == [answer]


def test_the_schema_of_the_front_matter_is_that_of_this_election(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "front-matter"]) == 0
    schema = Draft202012Validator(json.loads(capsys.readouterr().out))
    Draft202012Validator.check_schema(schema.schema)
    good = {"name": "Ida Samuel", "ID": "ida-samuel", "shirt": "blue", "reviewers": ["@bo"]}
    assert schema.is_valid(good)
    for wrong in ({"shirt": "green"}, {"ID": "no handle"}, {"colour": "red"}):
        assert not schema.is_valid(good | wrong)
    assert not schema.is_valid({"name": "Ida Samuel", "shirt": "blue"})


def test_on_a_terminal_a_command_says_what_comes_next(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["check"])
    assert "next:" not in capsys.readouterr().err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("CI", raising=False)
    main(["check"])
    assert "next: see the page as voters will: nomflow preview FILE --serve" in capsys.readouterr().err


def test_a_release_holds_the_schemas_at_an_address_that_stays() -> None:
    steps = (ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8")
    assert "workflows/* src/nomflow/schemas/*\n" in steps
    assert {path.name for path in (ROOT / "src/nomflow/schemas").iterdir()} >= {"config-1.json", "snapshot-1.json"}
