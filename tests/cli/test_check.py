"""nomflow check, as its user types it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = """\
organisation: Example Cooperative
elections:
  - id: 2026-board
    title: Board election 2026
    seats: 1
    windows:
      nominations: {opens: 2026-07-01, closes: 2026-07-31}
    statement:
      path: nominations/{handle}.md
    endorsements: {count: 1}
    roll: roll.txt
"""
GOOD = """\
---
name: Ida Samuel
handle: ida-samuel
---

I have kept the books for nine years, and I would like to teach somebody else how.
"""
BAD = GOOD.replace("handle: ida-samuel", "handle: eve") + "\n[My plan](/plan)\n"

WINDOWS = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
"""What a program cannot start without there."""


def nomflow(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nomflow", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={"PATH": "", "LC_ALL": "C.UTF-8", **WINDOWS, **environment},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nominations").mkdir()
    (tmp_path / "nomflow.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "roll.txt").write_text("ida-samuel\n", encoding="utf-8")
    (tmp_path / "nominations" / "ida-samuel.md").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_a_statement_in_order_passes_and_says_what_was_skipped_on_request(folder: Path) -> None:
    ran = nomflow("check", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert "nothing to fix" in ran.stdout
    assert "skipped" not in ran.stdout
    assert "need the pull request" in nomflow("check", "-v", cwd=folder).stdout
    assert ran.stderr == "Roll: 1 person\n"


def test_every_roll_is_told_with_its_people_or_its_fault(folder: Path) -> None:
    (folder / "roll.txt").write_text("ida-samuel\nBo Example\n@cy\n", encoding="utf-8")
    ran = nomflow("check", cwd=folder)
    assert (ran.returncode, ran.stderr.splitlines()[0]) == (0, "Roll: 2 people")
    assert ran.stderr.splitlines()[1].startswith(
        "roll.txt:2:1: “Bo Example” does not say which GitHub account is meant."
    )
    (folder / "roll.txt").unlink()
    ran = nomflow("check", cwd=folder)
    assert (ran.returncode, ran.stderr) == (2, "Roll: roll.txt: No such file or directory\n")


def test_whoever_checks_one_statement_hears_nothing_of_the_roll(folder: Path) -> None:
    assert nomflow("check", "nominations/ida-samuel.md", cwd=folder).stderr == ""


def test_the_roll_of_a_snapshot_is_enough_and_what_an_old_one_lacks_is_told(folder: Path) -> None:
    (folder / "roll.txt").unlink()
    pull_request: dict[str, object] = {"number": 7, "author": "ida-samuel", "created_at": "2026-07-10T08:30:00Z"}
    snapshot = {
        "schema": "nomflow-snapshot-1",
        "taken_at": "2026-07-20T00:00:00Z",
        "election": "2026-board",
        "nominee": "ida-samuel",
        "roll": {"electors": ["ida-samuel"]},
        "pull_request": pull_request,
    }
    (folder / "one.json").write_text(json.dumps(snapshot), encoding="utf-8")
    for more in ((), ("--config", "nomflow.yml")):
        config = {} if more else {"config": {"text": CONFIG}}
        (folder / "one.json").write_text(json.dumps({**snapshot, **config}), encoding="utf-8")
        ran = nomflow("check", "--snapshot", "one.json", *more, cwd=folder)
        assert "could not be read" not in ran.stdout + ran.stderr
        assert "Roll" not in ran.stderr
        assert "It lacks GitHub's time line (events)" in ran.stderr
    pull_request["events"] = []
    (folder / "one.json").write_text(json.dumps({**snapshot, "config": {"text": CONFIG}}), encoding="utf-8")
    assert "lacks" not in nomflow("check", "--snapshot", "one.json", cwd=folder).stderr


def test_a_mistake_is_shown_with_its_line_and_a_caret(folder: Path) -> None:
    (folder / "nominations" / "ida-samuel.md").write_text(BAD, encoding="utf-8")
    ran = nomflow("check", "nominations/ida-samuel.md", cwd=folder)
    assert ran.returncode == 1
    assert "nominations/ida-samuel.md:3:9: must handle" in ran.stdout
    assert "nominations/ida-samuel.md:8:11: must links" in ran.stdout
    assert "[My plan](/plan)" in ran.stdout
    assert "^^^^^" in ran.stdout


def test_without_a_configuration_it_says_so_and_checks_the_form(tmp_path: Path) -> None:
    (tmp_path / "me.md").write_text("Hello, I would like to stand.\n", encoding="utf-8")
    ran = nomflow("check", "me.md", cwd=tmp_path)
    assert ran.returncode == 1
    assert "no nomflow.yml found" in ran.stderr
    assert "me.md:1:1: must front-matter" in ran.stdout


def test_json_sarif_github_and_markdown(folder: Path) -> None:
    (folder / "nominations" / "ida-samuel.md").write_text(BAD, encoding="utf-8")
    report = json.loads(nomflow("check", "--format", "json", cwd=folder).stdout)
    assert report["reports"][0]["conclusion"] == "failed"
    sarif = json.loads(nomflow("check", "--format", "sarif", cwd=folder).stdout)
    assert sarif["version"] == "2.1.0"
    commands = nomflow("check", "--format", "github", cwd=folder).stdout
    assert "::error file=nominations/ida-samuel.md,line=8" in commands
    assert "| " in nomflow("check", "--format", "markdown", cwd=folder).stdout


def test_rules_can_be_selected_and_ignored(folder: Path) -> None:
    (folder / "nominations" / "ida-samuel.md").write_text(BAD, encoding="utf-8")
    assert nomflow("check", "--select", "encoding,length", cwd=folder).returncode == 0
    assert nomflow("check", "--ignore", "handle", "--ignore", "links", cwd=folder).returncode == 0
    wrong = nomflow("check", "--select", "link", cwd=folder)
    assert wrong.returncode == 2
    assert "Did you mean “links”?" in wrong.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("check", "nowhere"), 2, "nowhere"),
        (("check", "--config", "missing.yml"), 2, "missing.yml"),
        (("check", "--as-of", "soon"), 2, "soon"),
        (("check", "--election", "2027"), 2, "2026-board"),
        (("check", "--snapshot", "missing.json"), 2, "missing.json"),
        (("explain", "link"), 2, "links"),
        (("explain", "links"), 0, ""),
        (("rules",), 0, ""),
        (("schema", "config"), 0, ""),
        (("schema", "snapshot"), 0, ""),
        (("schema", "report"), 0, ""),
    ],
)
def test_every_command_answers_with_its_exit_code(
    folder: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ran = nomflow(*arguments, cwd=folder)
    assert ran.returncode == code, ran.stderr
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_empty_folder_is_nothing_to_check(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert nomflow("check", "empty", cwd=folder).returncode == 3


def test_a_broken_configuration_tells_every_fault_with_its_place(folder: Path) -> None:
    (folder / "nomflow.yml").write_text(
        CONFIG.replace("seats: 1", "seat: x").replace("count: 1", "count: many"), "utf-8"
    )
    ran = nomflow("check", cwd=folder)
    assert ran.returncode == 2
    assert "nomflow.yml:5:5" in ran.stderr
    assert "nomflow.yml:10:27" in ran.stderr


def test_no_colour_in_a_pipe_but_on_demand(folder: Path) -> None:
    (folder / "nominations" / "ida-samuel.md").write_text(BAD, encoding="utf-8")
    assert "\x1b[" not in nomflow("check", cwd=folder).stdout
    assert "\x1b[" in nomflow("check", "--colour", "always", cwd=folder).stdout


def test_a_check_of_one_file_starts_without_what_only_other_commands_need(folder: Path) -> None:
    (folder / "nominations" / "ida-samuel.md").write_text(GOOD, encoding="utf-8")
    heavy = ("github", "jinja2", "PIL", "requests")
    code = (
        "import sys; before = set(sys.modules); from nomflow.cli import main; main(['check', sys.argv[1]]);"
        f"print(sorted(set({heavy}) & set(sys.modules) - before), file=sys.stderr)"
    )
    (folder / "nomflow.yml").unlink()
    ran = subprocess.run(
        [sys.executable, "-c", code, "nominations/ida-samuel.md"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stderr.splitlines()[-1] == "[]", ran.stderr


def test_a_pipe_with_an_old_code_page_gets_every_sign(folder: Path) -> None:
    """Windows gives what is piped the code page of the machine, which has few signs."""
    path = folder / "nominations" / "ida-samuel.md"
    path.write_text(BAD.replace("(/plan)", "(/plán-ř-名)"), encoding="utf-8")
    plain = nomflow("check", str(path), cwd=folder)
    assert not plain.stdout.isascii()
    assert nomflow("check", str(path), cwd=folder, PYTHONIOENCODING="cp1252").stdout == plain.stdout


def test_a_folder_names_a_statement_in_the_wrong_place(tmp_path: Path) -> None:
    (tmp_path / "candidates").mkdir()
    (tmp_path / "nomflow.yml").write_text(
        "organisation: Acme\nelections: [{id: 2026-board, title: Board"
        ", windows: {nominations: {closes: 2026-07-31}}}]\n"
    )
    (tmp_path / "candidates" / "ida.md").write_text("---\nname: Ida Quist\nhandle: ida\n---\n\nHello.\n")
    (tmp_path / "candidates" / "guide.md").write_text("# How to stand\n\nWrite a nomination.\n")
    ran = nomflow("check", cwd=tmp_path)
    assert ran.returncode == 1
    assert "Move it to `nominations/2026-board/ida.md`" in ran.stdout
    assert "guide.md" not in ran.stdout


def test_a_configuration_without_a_statement_is_told_to_be_fine_and_where_statements_go(tmp_path: Path) -> None:
    (tmp_path / "nomflow.yml").write_text(CONFIG)
    (tmp_path / "roll.txt").write_text("ada\n")
    ran = nomflow("check", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "")
    for told in ("nomflow.yml is fine", "Board election 2026", "nominations/{handle}.md", "rules that apply"):
        assert told in ran.stderr


def test_front_matter_is_explained_with_the_fields_of_this_election(folder: Path) -> None:
    more = "statement:\n      front-matter: {fields: {shirt: {kind: choice, choices: [blue, red], required: true}}}\n"
    (folder / "nomflow.yml").write_text(CONFIG.replace("statement:\n", more))
    told = nomflow("explain", "front-matter", cwd=folder).stdout
    assert "Fields in Board election 2026:" in told
    assert re.search(r"shirt +required, choice; one of: blue, red", told)


@pytest.mark.parametrize("command", ["check", "publish", "explain", "sweep"])
def test_the_help_of_a_command_shows_an_example(folder: Path, command: str) -> None:
    assert f"examples:\n  nomflow {command}" in nomflow(command, "-h", cwd=folder).stdout


def test_colour_may_be_spelt_in_two_ways(folder: Path) -> None:
    assert "\x1b[" in nomflow("check", "--color", "always", cwd=folder).stdout


def test_line_ends_change_nothing_anywhere(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A whole repository as git on Windows checks it out: every finding stays in its line and column."""
    extra = "      template: template.md\n      sections: [{title: Goals, required: true}]\n"
    (folder / "nomflow.yml").write_text(
        CONFIG.replace("{handle}.md\n", "{handle}.md\n" + extra).replace("roll.txt", "roll.csv") + "people: [who.yml]\n"
    )
    (folder / "roll.csv").write_text("github,name\nida-samuel,Ida Samuel\nbo,Bo\n")
    (folder / "who.yml").write_text("Ida Samuel: ida-samuel\nBo: bo\n")
    (folder / "template.md").write_text("---\nname:\n---\n\n## Goals\n\nSay what you want to do here.\n")
    text = GOOD + "\n## Goals\n\nSay what you want to do here. [x](/no)\n\n```\ncode\n```\n\n| a |\n|--|\n| <b>1 |\n"
    (folder / "nominations" / "ida-samuel.md").write_text(text)
    (folder / "nominations" / "ida-samuel.pt.md").write_text("---\nlanguage: pt\n---\n\nOi.\n")
    (folder / "nominations" / "bo.md").write_text("---\nnick: Bo\n---\n\nhello\n")
    windows = Path(shutil.copytree(folder, tmp_path_factory.mktemp("windows") / "clone"))
    for path in windows.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    here, there = (nomflow("check", "-v", "--as-of", "2026-07-10T00:00Z", cwd=each) for each in (folder, windows))
    assert here.returncode == 1, here.stderr
    assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)
