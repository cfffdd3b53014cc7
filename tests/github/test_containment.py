"""One nomination cannot hurt another: whatever happens while it is read or judged, its own gate says *error*."""

from __future__ import annotations

from pathlib import Path

import pytest
from deadly import DEADLY, plant
from nomination import PATH, STATEMENT, Election, election
from test_check import CONFIG
from test_publish import NOW
from test_sweep import nominate

from nomflow.cli import main
from nomflow.core.basics.errors import ExitCode
from nomflow.core.evaluate import Report, evaluate
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.github.reading import Reading

__all__ = ["election"]

LATE = "2026-08-02T12:00:00Z"


def gates(election: Election) -> list[str]:
    pulls = [election.repo.pull(number) for number in (1, 2, 3)]
    return [status.state if (status := pull.status("nomflow")) else "none" for pull in pulls]


def three(election: Election, text: str) -> None:
    """Healthy, hostile, healthy."""
    nominate(election, "bob").push({"nominations/2026-board/bob.md": STATEMENT.replace("ada", "bob") + text})
    nominate(election, "cleo")


@pytest.mark.parametrize("text", ["\n# [](#)\n", "\n" + "a@b.c " * 30_000, "\n" + "> " * 20_000, "\n" + "<b>" * 40_000])
def test_texts_that_once_stopped_a_sweep_get_their_own_gate(election: Election, text: str) -> None:
    three(election, text)
    assert election.run("sweep").code == ExitCode.OK
    assert "none" not in gates(election)
    assert "error" not in gates(election)


def test_a_text_that_kills_the_engine_costs_only_its_own_gate(
    election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    three(election, DEADLY)
    election.run("sweep")
    assert gates(election) == ["pending", "error", "pending"]
    ran = election.pr(number=2)
    assert gates(election)[1] == "error"
    comment = next(each for each in election.repo.pull(2).comments if each.author == "github-actions")
    assert "could not read the statement" in comment.body
    assert "Traceback" not in ran.out + ran.err
    election.repo.pull(2).push({"nominations/2026-board/bob.md": STATEMENT.replace("ada", "bob")})
    election.run("sweep")
    assert gates(election) == ["pending", "pending", "pending"]


def test_an_earlier_version_that_kills_the_engine_is_not_compared(
    election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    election.pull.push({PATH: STATEMENT + DEADLY})
    election.pull.review("bob", "APPROVED", "/endorse")
    election.pull.push({PATH: STATEMENT})
    plant(monkeypatch)
    election.pr()
    assert election.gate == "pending"


def test_a_mistake_of_ours_at_one_nomination_costs_only_its_own_gate(
    election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(election, "")
    from nomflow.cli.github import run

    of = Reading.snapshot

    def mistaken(snapshot: Snapshot, *more: object) -> Report:
        if snapshot.pull_request and snapshot.pull_request.number == 2:
            raise KeyError("a mistake")
        return evaluate(snapshot, *more)  # type: ignore[arg-type] # whatever it was given

    monkeypatch.setattr(run, "evaluate", mistaken)
    assert election.run("sweep").code == ExitCode.BUG
    assert gates(election) == ["pending", "error", "pending"]
    assert election.pr(number=2).code == ExitCode.BUG
    monkeypatch.setattr(run, "evaluate", evaluate)

    def snapshot(reading: Reading) -> Snapshot:
        if reading.pull_request.number == 3:
            raise RecursionError("a mistake")
        return of(reading)

    monkeypatch.setattr(Reading, "snapshot", snapshot)
    assert election.run("sweep").code == ExitCode.BUG
    assert gates(election) == ["pending", "pending", "error"]
    assert election.pr(number=3).code == ExitCode.BUG
    assert gates(election)[2] == "error"


def test_the_list_is_complete_and_the_page_of_a_broken_statement_says_so(
    election: Election, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plant(monkeypatch)
    folder_with(tmp_path, "bob")
    assert main(["publish", str(tmp_path), "--out", str(tmp_path / "site"), NOW]) == ExitCode.OK
    site = tmp_path / "site" / "2026-board"
    listed = (site / "index.html").read_text()
    assert all(f"candidates/{who}/" in listed for who in ("ada", "bob", "cleo"))
    assert "cannot be shown" in (site / "candidates" / "bob" / "index.html").read_text()
    assert "keep things running" in (site / "candidates" / "cleo" / "index.html").read_text()


def folder_with(folder: Path, deadly: str) -> None:
    (folder / "nominations").mkdir()
    (folder / "nomflow.yml").write_text(
        CONFIG.replace("    seats: 1", "    questions: questions\n    nominations: {venue: mail}\n    seats: 3")
    )
    (folder / "roll.txt").write_text("ada\nbob\n")
    for who in ("ada", "bob", "cleo"):
        mine = STATEMENT.replace("ada", who).replace("Ada", who.capitalize())
        (folder / "nominations" / f"{who}.md").write_text(mine + (DEADLY if who == deadly else ""))


def test_no_question_and_no_answer_stops_the_site(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(monkeypatch)
    folder_with(tmp_path, "")
    for name, text in {
        "1-one.md": "# One\n\nWhy?\n",
        "2-two.md": f"# Two\n\n{DEADLY}",
        "1-one/ada.md": DEADLY,
        "1-one/bob.md": "Because.\n",
    }.items():
        path = tmp_path / "questions" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
    assert main(["close", str(tmp_path), "--as-of", LATE, "--out", str(tmp_path / "records")]) == ExitCode.OK
    assert main(["publish", str(tmp_path), "--out", str(tmp_path / "site"), NOW]) == ExitCode.OK
    asked = tmp_path / "site" / "2026-board" / "questions"
    assert {each.name for each in asked.iterdir() if each.is_dir()} == {"1-one", "2-two"}
    assert "Because." in (asked / "1-one" / "index.html").read_text()
    told = capsys.readouterr().err
    assert "2-two.md:1:1: This question could not be read" in told
    assert "1-one/ada.md:1:1: This answer could not be read" in told


def test_a_statement_that_kills_the_engine_is_closed_and_shown_as_what_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plant(monkeypatch)
    folder_with(tmp_path, "bob")
    assert main(["close", str(tmp_path), "--as-of", LATE, "--out", str(tmp_path / "records")]) == ExitCode.OK
    (tmp_path / "nominations" / "ada.md").write_text(STATEMENT + DEADLY)
    assert main(["publish", str(tmp_path), "--out", str(tmp_path / "site"), NOW]) == ExitCode.OK
    site = tmp_path / "site" / "2026-board" / "candidates"
    assert "cannot be shown" in (site / "bob" / "index.html").read_text()
    assert "The engine dies of this" in (site / "ada" / "index.html").read_text(), "as a change since the close"
    assert "keep things running" in (site / "cleo" / "index.html").read_text()
