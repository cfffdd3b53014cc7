"""nomflow init --import-elekto and --import-kubernetes: an election of an earlier time, taken over and reported on."""

from __future__ import annotations

from pathlib import Path

import pytest

from nomflow.cli import main
from nomflow.disk import open_folder

FENCE = "-" * 61
FILES = {
    "election.yaml": """\
name: 2026 Harbour Committee Election
organization: Harbour Commons
start_datetime: 2026-08-29 00:00:01
end_datetime: 2026-09-27 11:59:59
no_winners: 4
allow_no_opinion: True
delete_after: True
show_candidate_fields:
  - employer
  - slack
election_officers:
  - wren-officer
  - ash-officer
eligibility: Members, with one exception, can vote. See [the guide](https://harbour-commons.example/guide)
exception_due: 2026-08-24 11:59:59
""",
    "voters.yaml": "# who votes\neligible_voters:\n- ida-samuel\n- bo-example\n- cy@example.org\n",
    "README.md": """\
| Date               | Event                                  |
|:-------------------|:---------------------------------------|
| Friday, July 31    | Steering Committee selects officers     |
| Saturday, August 1 | Announcement of Election                |
| TBD                | Candidate nominations due, perhaps      |
| Tuesday, August 18 | Candidate nominations due, end of day   |
| Friday, August 21  | All candidate bios due                  |
""",
    "nomination-template.md": f"{FENCE}\nname: \nID: GitHubID\n{FENCE}\n\n## About me\n\n## Plans: mine\n",
    "candidate-ida-samuel.md": (
        f"{FENCE}\nname: Ida Samuel\nID: ida-samuel\ninfo:\n  - employer: Northwind: Charts\n  - slack: ida\n{FENCE}\n"
        "\n## About me\n\nI have kept the books for nine years.\n"
    ),
    "candidate-nobody.md": f"{FENCE}\nname: Somebody\n{FENCE}\n\nHello.\n",
    "results.md": "# Results\n",
}


@pytest.fixture
def past(tmp_path: Path) -> Path:
    folder = tmp_path / "past"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_election_of_elekto_is_taken_over(past: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "new"), "--import-elekto", str(past), "--repository", "harbour/elections"]) == 0
    election = open_folder(tmp_path / "new").config.elections[0]
    assert (election.title, election.seats[0].places) == ("2026 Harbour Committee Election", 4)
    assert election.officers == ("wren-officer", "ash-officer")
    assert election.voting.voters.startswith("Members, with one exception")
    windows = election.windows
    closes = [
        each.closes.at.date().isoformat() for each in (windows.nominations, windows.complete) if each and each.closes
    ]
    assert closes == ["2026-08-18", "2026-08-21"]
    assert windows.voting
    assert windows.voting.opens
    assert windows.voting.opens.at.isoformat() == "2026-08-29T00:00:01+00:00"
    statement = (tmp_path / "new/nominations/2026-harbour/ida-samuel.md").read_text(encoding="utf-8")
    assert statement.startswith('---\nname: "Ida Samuel"\nhandle: ida-samuel\naffiliation: "Northwind: Charts"\n')
    assert (tmp_path / "new/nominations/2026-harbour/voters.yaml").read_bytes() == (past / "voters.yaml").read_bytes()
    told = capsys.readouterr().out
    assert "Put everybody who may vote" not in told
    assert "taken over: the settings, 1 candidate, the roll" in told
    for line in (
        "election.yaml, delete_after: Whether ballots are deleted stays",
        "voters.yaml:5:3: This is an e-mail address.",
        "candidate-nobody.md: its header names no GitHub account",
        "results.md: nomflow takes no votes",
        "README.md: its table gave the dates",
    ):
        assert f"  - {line}" in told
    assert main(["check", str(tmp_path / "new")]) == 0


def test_an_election_of_kubernetes_keeps_its_rules_its_year_and_its_files(past: Path, tmp_path: Path) -> None:
    assert main(["init", str(tmp_path / "new"), "--import-kubernetes", str(past)]) == 0
    election = open_folder(tmp_path / "new").config.elections[0]
    assert (election.id, election.endorsements.count) == ("2026", 3)
    name = "candidate-ida-samuel.md"
    assert (tmp_path / "new/elections/steering/2026" / name).read_text(encoding="utf-8") == FILES[name]


def test_what_no_page_says_is_asked_for_and_what_cannot_be_read_is_told(
    past: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (past / "README.md").unlink()
    assert main(["init", str(tmp_path / "new"), "--import-elekto", str(past)]) == 2
    assert "Answer with --opens, --closes" in capsys.readouterr().err
    (past / "election.yaml").write_text("- no\n- settings\n", encoding="utf-8")
    assert main(["init", str(tmp_path / "new"), "--import-elekto", str(past)]) == 2
    assert "not the folder of an election of Elekto" in capsys.readouterr().err
    assert main(["init", str(tmp_path / "new"), "--import-elekto", str(tmp_path / "nowhere")]) == 2
    assert not (tmp_path / "new").exists()
