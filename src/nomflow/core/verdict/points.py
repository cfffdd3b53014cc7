"""What is to be fixed and what may be: the findings of a report as points that people work through."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from nomflow.core.basics.answer import Answer, Fix, Level, Text
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import Group, Report, Rule, Verdict

ABOUT_FILES = (Group.PULL_REQUEST, Group.STATEMENT, Group.ACKNOWLEDGEMENTS, Group.PHOTO)
"""What a change of a file can mend."""


class Point(Struct, frozen=True, kw_only=True):
    """One thing to do, and where."""

    rule: Rule
    text: Text
    level: Level
    place: Place | None = None
    fix: Fix | None = None


def points(report: Report) -> tuple[Point, ...]:
    """Everything that can be done about the files: what must be fixed before tips, both in the order of their places.

    What no change of a file can mend (a date, a vote of others) is not among them: the status table tells it.
    """
    return tuple(sorted((point for verdict in report.verdicts for point in _of(verdict)), key=_order))


def musts(report: Report) -> tuple[Point, ...]:
    """The points that block."""
    return tuple(point for point in points(report) if point.level is Level.MUST)


def _of(verdict: Verdict) -> Iterator[Point]:
    outcome, about_files = verdict.outcome, verdict.rule.group in ABOUT_FILES
    blocks = False
    for finding in outcome.findings:
        if outcome.answer is Answer.PENDING and finding.text == outcome.text:
            continue
        if finding.place is None and finding.level is Level.MUST and not about_files:
            continue
        blocks = blocks or finding.level is Level.MUST
        yield Point(rule=verdict.rule, text=finding.text, level=finding.level, place=finding.place, fix=finding.fix)
    if outcome.answer is Answer.FAILED and about_files and not blocks:
        yield Point(rule=verdict.rule, text=outcome.text, level=Level.MUST)


def _order(point: Point) -> tuple[bool, bool, str, int, int]:
    place = point.place
    where = (place.path, place.line, place.column) if place else ("", 0, 0)
    return (point.level is Level.TIP, place is None, *where)
