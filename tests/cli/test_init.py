"""nomflow init: from an empty folder to a repository that can hold an election."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from nomflow.cli import main
from nomflow.core.basics.answer import Finding
from nomflow.core.election.load import load
from nomflow.core.evaluate import evaluate
from nomflow.disk import open_folder, preset, preset_names, snapshot_of
from nomflow.rules import RULES

ROOT = Path(__file__).parents[2]
FLAGS = {
    "organisation": "Example Cooperative",
    "repository": "example/elections",
    "title": "Board election 2026",
    "opens": "2026-07-01",
    "closes": "2026-07-31",
    "officers": "wren-officer,ash-officer",
}


def init(folder: Path, *more: str, **flags: str) -> int:
    given = {**FLAGS, **flags}
    return main(["init", str(folder), *(word for name, value in given.items() for word in (f"--{name}", value)), *more])


def findings(folder: Path, statement: Path) -> Iterator[Finding]:
    snapshot = snapshot_of(open_folder(folder), statement, datetime(2026, 7, 15, tzinfo=UTC))
    return (finding for _, finding in evaluate(snapshot, RULES).findings)


@pytest.mark.parametrize("rules", ["", *preset_names()])
def test_whoever_fills_in_the_template_has_nothing_to_fix(tmp_path: Path, rules: str) -> None:
    assert init(tmp_path, preset=rules, voters="ida-samuel", seats="Ida Samuel") == 0
    election = open_folder(tmp_path).config.elections[0]
    where = election.statement.path.replace("{election}", election.id)
    for field in ("{handle}", "{name}", "{email}", "{seat}"):
        where = where.replace(field, {"{email}": "ida@example.org"}.get(field, "ida-samuel"))
    text = "I have kept the books for nine years, and I would like to teach others how.\n"
    if election.statement.template:
        text = (tmp_path / election.statement.template).read_text(encoding="utf-8")
        for field in election.statement.front_matter.fields:
            said = {"handle": "ida-samuel", "name": "Ida Samuel", "conflicts": "none"}.get(field, "Harbour Guild")
            text = text.replace(f"\n{field}: \n", f"\n{field}: {said}\n")
        for number, heading in enumerate(re.findall("^## .*", text, re.MULTILINE)):
            text = text.replace(heading, f"{heading}\n\nWords of my own, number {number}.")
        text += "\nMy last words.\n"
    (tmp_path / where).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / where).write_text(text, encoding="utf-8")
    assert [str(each.text) for each in findings(tmp_path, tmp_path / where)] == []


def test_every_example_in_the_configuration_can_be_used(tmp_path: Path) -> None:
    init(tmp_path)
    text = (tmp_path / "nomflow.yml").read_text(encoding="utf-8")
    used, count = re.subn(r"^( *)# ([a-z-]+: .*)$", r"\1\2", text.partition("\n\n")[2], flags=re.MULTILINE)
    assert count >= 9
    config = load(used, "nomflow.yml", preset, preset_names())
    assert config.elections[0].windows.voting
    assert config.organisation.contact


def test_the_candidates_page_opens_the_form_at_the_right_path_with_the_template_filled_in(tmp_path: Path) -> None:
    init(tmp_path)
    page = (tmp_path / "nominations/2026-board/README.md").read_text(encoding="utf-8")
    url = urlsplit(re.findall(r"\[Open the prepared form\]\((.*?)\)", page)[0])
    asked = parse_qs(url.query, strict_parsing=True)
    assert (url.netloc, url.path) == ("github.com", "/example/elections/new/HEAD")
    assert asked["filename"] == ["nominations/2026-board/YOUR-GITHUB-NAME.md"]
    assert asked["value"] == [(tmp_path / "nominations/2026-board/TEMPLATE.md").read_text(encoding="utf-8")]


def test_the_workflows_are_the_examples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    init(tmp_path)
    for name in ("nomflow.yml", "nomflow-signal.yml", "nomflow-publish.yml"):
        assert (tmp_path / ".github/workflows" / name).read_bytes() == (ROOT / "examples" / name).read_bytes()
    told = capsys.readouterr().out
    assert "zeros where a release's commit belongs" in told
    assert [line[:5] for line in told.partition("next:\n")[2].splitlines()] == ["  1. ", "  2. ", "  3. "]


def test_doctor_finds_what_init_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    init(tmp_path)
    capsys.readouterr()
    main(["doctor", str(tmp_path), "--as-of", "2026-06-20T12:00Z"])
    told = capsys.readouterr().out
    for name in ("nomflow.yml", "nomflow-publish.yml"):
        assert f".github/workflows/{name}" in told
    assert "No workflow" not in told


def test_what_is_there_stays_and_the_difference_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "roll.yml").write_text("- ida-samuel\n- \x1b[31mred\n", encoding="utf-8")
    assert init(tmp_path, "--dry-run") == 0
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["roll.yml"]
    assert init(tmp_path) == 0
    told = capsys.readouterr().out
    assert "    -- ida-samuel\n" in told
    assert "\x1b" not in told
    assert "kept     roll.yml; to replace it: --overwrite" in told
    assert (tmp_path / "roll.yml").read_text(encoding="utf-8").startswith("- ida-samuel")
    assert init(tmp_path, "--overwrite") == 0
    assert "- wren-officer" in (tmp_path / "roll.yml").read_text(encoding="utf-8")
    capsys.readouterr()
    init(tmp_path)
    assert "new " not in (told := capsys.readouterr().out)
    assert "differs" not in told


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ({"opens": "soon"}, "--opens: “soon” is not a date."),
        ({"closes": "2026-06-01"}, "--closes: This is before nominations open (2026-07-01)."),
        ({"zone": "Mars/Olympus"}, "--zone: "),
        ({"preset": "kubernets"}, "Did you mean “kubernetes”?"),
        ({"officers": "Ada Example!"}, "--officers: “Example!” is not a GitHub user name."),
        ({"seats": "0"}, "--seats: Write how many places"),
        ({"seats": "Chair, chair"}, "--seats: "),
        ({"repository": "elections"}, "--repository: Write owner/name"),
        ({"election": "Board 2026"}, "--election: Write a short name"),
        ({"organisation": "a\nelections: []"}, "--organisation: Write one line"),
        ({"preset": "openstack"}, "a folder for each seat. Name the seats"),
        ({"officers": ""}, "Answer with --officers"),
    ],
)
def test_an_answer_that_cannot_be_meant_is_told_and_nothing_is_written(
    tmp_path: Path, flags: dict[str, str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(tmp_path, **flags) == 2
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_who_may_vote_can_be_said_in_four_ways(tmp_path: Path) -> None:
    (tmp_path / "voters.csv").write_text("login\nida-samuel\n", encoding="utf-8")
    for voters, sources in {
        "ida-samuel, bo-example": ["roll.yml"],
        "voters.csv": ["voters.csv"],
        "example/members": ["teams/example/members.yml"],
        "anyone": [],
    }.items():
        init(tmp_path, "--overwrite", voters=voters)
        assert [each.file for each in open_folder(tmp_path).config.elections[0].roll.sources] == sources


def test_seats_by_their_titles(tmp_path: Path) -> None:
    init(tmp_path, seats='Chair, Keeper: "Coin"')
    seats = open_folder(tmp_path).config.elections[0].seats
    assert [(seat.id, seat.title) for seat in seats] == [("chair", "Chair"), ("keeper-coin", 'Keeper: "Coin"')]
    assert "Open the prepared form for Chair" in (tmp_path / "nominations/2026-board/README.md").read_text("utf-8")


def test_it_asks_on_a_terminal_until_an_answer_can_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text(
        '[remote "upstream"]\n\turl = git@github.com:else/where.git\n'
        '[remote "origin"]\n\tfetch = +refs/heads/*\n\turl = git@github.com:example/elections.git\n',
        encoding="utf-8",
    )
    dates = ["Nowhere", "UTC", "2027-01-01", "2026-01-01", "2027-02-01"]
    answers = iter(["", "", "", *dates, "Council 2027", "", "3", "", "wren-officer", "anyone"])
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    assert main(["init", str(tmp_path)]) == 0
    assert asked[0] == "Name of the organisation [example]: "
    assert "Title of the election [Board election 2027]: " in asked
    assert "A short name for it, for paths and addresses [2027-council]: " in asked
    assert "Please give an answer." in capsys.readouterr().out
    config = open_folder(tmp_path).config
    assert (config.repository, config.elections[0].seats[0].places) == ("example/elections", 3)
    assert config.elections[0].endorsements.by == "anyone"
