"""Every nomination is saved, whatever became of its pull request."""

from __future__ import annotations

import json

from nomination import CONFIG, STATEMENT, Election, election
from standin import Kind

from nomflow.core.basics.errors import ExitCode

__all__ = ["election"]


def test_open_merged_and_closed_nominations_are_saved_and_nothing_else(election: Election) -> None:
    for who in ("bob", "cleo"):
        text = STATEMENT.replace("ada", who).replace("Ada", who.capitalize())
        election.repo.open_pull(who, election.repo.fork(who), files={f"nominations/2026-board/{who}.md": text})
    election.repo.pull(2).merge(by="olga")
    election.repo.pull(3).close(by="olga")
    election.repo.open_pull("dora", files={"README.md": "# Other\n"})
    election.requests()
    assert election.run("snapshots", "--out", "saved").code == ExitCode.OK
    assert election.requests()[1] == 0
    saved = {path.name: json.loads(path.read_text()) for path in (election.folder / "saved").iterdir()}
    assert {name: data["pull_request"].get("state", "open") for name, data in saved.items()} == {
        "1.json": "open",
        "2.json": "merged",
        "3.json": "closed",
    }
    assert [other["nominee"] for other in saved["3.json"]["others"]] == ["ada", "bob"]


def test_what_was_saved_is_judged_as_github_showed_it(election: Election) -> None:
    election.pull.comment("bob", "/endorse")
    election.pull.comment("cleo", "/endorse")
    election.run("snapshots", "--out", "saved")
    assert election.run("check", "--snapshot", "saved/1.json").code == ExitCode.OK


def test_a_set_with_a_gap_is_not_written(election: Election) -> None:
    election.repo.commit({"nomflow.yml": CONFIG + "people: gone.yml\n"})
    ran = election.run("snapshots", "--out", "saved")
    assert ran.code == ExitCode.GITHUB
    assert not (election.folder / "saved").exists()
    election.world.fault(Kind.BAD_CREDENTIALS, at=0)
    assert election.run("snapshots", "--out", "saved").code == ExitCode.GITHUB


def test_an_election_without_nominations_says_so(election: Election) -> None:
    ran = election.run("snapshots", "--out", "saved", "--election", "2027-board")
    assert ran.code == ExitCode.NOTHING
