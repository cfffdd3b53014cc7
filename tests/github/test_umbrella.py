"""What the page for umbrella organisations computes follows from what a sweep takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from nomination import CONFIG, STATEMENT, Election, election

__all__ = ["election"]

PAGE = (Path(__file__).parents[2] / "docs" / "umbrella.md").read_text(encoding="utf-8")
MEASURED = re.search(r"sweep of (\d+) open nominations reads with (\d+) requests, and writes (\d+) for each", PAGE)
assert MEASURED
NOMINATIONS, READS, WRITES = (int(figure) for figure in MEASURED.groups())


@pytest.mark.parametrize("count", [1, NOMINATIONS])
def test_a_sweep_takes_no_more_than_the_page_says(election: Election, count: int) -> None:
    election.repo.commit({"nomflow.yml": CONFIG.partition("labels:")[0]})
    for number in range(1, count):
        who = f"person-{number}"
        files = {f"nominations/2026-board/{who}.md": STATEMENT.replace("ada", who)}
        election.repo.open_pull(who, election.repo.fork(who), files=files)
    election.run("sweep")
    reads, writes = election.requests()
    assert reads <= READS
    assert writes == WRITES * count


def test_the_tables_of_the_page_follow_from_that() -> None:
    carries = PAGE.partition("## Where one machine ends")[0]
    told = [
        int(each.replace(",", ""))
        for each in re.findall(r"carries|\| ([\d,]+) (?:sweeps|repos|nomin)", carries)
        if each
    ]
    hourly = [int(each.replace(",", "")) for each in re.findall(r"^\| .*?\| ([\d,]+)", carries, re.MULTILINE)]
    assert hourly == [1000, 5000, 1000, 5000, 500]
    sweep = float(re.findall(r"a nomination costs ([\d.]+) point", carries)[0]) * NOMINATIONS
    carried = [
        hourly[0] / sweep,
        hourly[1] / (2 * sweep),
        hourly[2] / READS,
        hourly[3] / (2 * READS),
        hourly[4] / WRITES,
    ]
    assert len(told) == 5
    assert all(0.89 * real <= said <= real for said, real in zip(told, carried, strict=True)), (told, carried)
    assert f"`{READS}·r·s + {WRITES}·c = 5000` and `{WRITES}·c = 500`" in PAGE
    example = re.search(
        r"With (\d+)\s+repositories, (\d+) sweeps and (\d+) changes that is ([\d,]+) of 5,000 and ([\d,]+) of 500", PAGE
    )
    assert example
    repositories, sweeps, changes, requests, written = (int(each.replace(",", "")) for each in example.groups())
    assert (requests, written) == (READS * repositories * sweeps + WRITES * changes, WRITES * changes)
    month = re.search(r"(\d+) repositories, twice an hour, are ([\d,]+) minutes in a month", PAGE)
    assert month
    assert int(month[2].replace(",", "")) == int(month[1]) * 2 * 24 * 30
