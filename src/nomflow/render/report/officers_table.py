"""The officers' table: one line for each nomination, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import combining, east_asian_width

from nomflow.core.acknowledgements.confirmed import acknowledgements
from nomflow.core.basics.answer import Level
from nomflow.core.endorsements.tally import tally
from nomflow.core.evaluate import Report
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.roll.roll import told_of_roll
from nomflow.core.verdict.verdict import Gate, NominationState, NominationVerdict, verdict_of
from nomflow.render.quote import sentence, terminal

_COLOURS = {Gate.SUCCESS: "32", Gate.PENDING: "33", Gate.FAILURE: "31", Gate.ERROR: "35"}
_HEAD = ("Nominee", "Pull request", "State", "Endorsed", "Reviewers", "To fix")


def officers_table(reports: Sequence[Report], *, colour: bool = False) -> str:
    """Who stands where: the state in words, endorsements, confirmed reviewers and what must be fixed; then the roll."""
    judged = [(report, verdict_of(report)) for report in reports]
    rows = [_row(report, verdict) for report, verdict in judged]
    widths = [max(_width(row[column]) for row in (_HEAD, *rows)) for column in range(len(_HEAD))]
    lines = [_line(_HEAD, widths), "  ".join("─" * each for each in widths)]
    for (_, verdict), row in zip(judged, rows, strict=True):
        line = _line(row, widths)
        lines.append(f"\x1b[{_COLOURS[verdict.gate]}m{line}\x1b[0m" if colour else line)
    return "\n".join((*lines, *_rolls(reports))) + "\n"


def _rolls(reports: Sequence[Report]) -> list[str]:
    """Each election's roll: how many people, and each line to mend."""
    rolls = {each.snapshot.election.id: each.snapshot.roll for each in reports if each.snapshot.roll is not None}
    return [terminal(line, 500) for roll in rolls.values() for line in told_of_roll(roll)]


def _row(report: Report, verdict: NominationVerdict) -> tuple[str, ...]:
    snapshot = report.snapshot
    people, counted = acknowledgements(snapshot), tally(snapshot)
    musts = sum(finding.level is Level.MUST for _, finding in report.findings)
    got = str(counted.standing if counted.private else counted.got)
    return (
        terminal(nominee_of(snapshot).shown, 40),
        f"#{snapshot.pull_request.number}" if snapshot.pull_request else "–",
        sentence(verdict.headline),
        f"{got} of {counted.needed}" if counted.needed else "–",
        f"{sum(each.confirmed for each in people)} of {len(people)}" if people else "–",
        str(musts) if musts and verdict.state is not NominationState.TOO_LATE else "–",
    )


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    """Columns on a terminal."""
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)
