"""Mechanical repairs as suggested changes
(https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/incorporating-feedback-in-your-pull-request)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from nomflow.core.action.effects import Suggestion
from nomflow.core.basics.answer import Finding, Fix
from nomflow.core.evaluate import Report
from nomflow.core.snapshot.snapshot import FileStatus, PullRequestState
from nomflow.core.verdict.verdict import NominationState, NominationVerdict
from nomflow.render.quote import markdown_code, markdown_sentence

_LONGEST = 20_000
"""Characters of one suggestion's lines."""


@dataclass(slots=True)
class _Change:
    """Lines ``start`` to ``end``, and every repair in them."""

    start: int
    end: int
    fixes: list[Fix] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def suggestions(report: Report, verdict: NominationVerdict) -> tuple[Suggestion, ...] | None:
    """Every repair that fits the text as it is; ``None`` where none is to be offered or taken back.

    Only lines of the diff can be suggested on, which are all of them in a file that the pull request adds.
    """
    snapshot = report.snapshot
    pull_request, statement = snapshot.pull_request, snapshot.statement
    if pull_request is None or statement is None or not snapshot.config.suggest:
        return None
    if (
        pull_request.state is not PullRequestState.OPEN
        or verdict.state.over
        or verdict.state is NominationState.TOO_LATE
    ):
        return None
    added = any(file.path == statement.path and file.status is FileStatus.ADDED for file in pull_request.files)
    if not added or b"\r" in statement.source.raw or statement.source.bom:
        return None
    lines = statement.source.lines
    made = [_suggestion(statement.path, lines, change) for change in _changes(report, lines)]
    return tuple(each for each in made if each)


def _changes(report: Report, lines: Sequence[str]) -> list[_Change]:
    """Repairs by the lines they change; of two that overlap otherwise, the first."""
    changes: list[_Change] = []
    for rule, finding in report.findings:
        fix = finding.fix
        if fix is None or fix.place.path != (report.snapshot.statement.path if report.snapshot.statement else ""):
            continue
        start, end = fix.place.line, max(fix.place.end_line, fix.place.line)
        if not 1 <= start <= end <= len(lines):
            continue
        same = next((each for each in changes if (each.start, each.end) == (start, end)), None)
        if same is None:
            if any(each.start <= end and start <= each.end for each in changes):
                continue
            same = _Change(start, end)
            changes.append(same)
        if not any(_overlap(fix, other) for other in same.fixes):
            same.fixes.append(fix)
            same.reasons.append(_reason(finding, rule.id))
    return changes


def _reason(finding: Finding, rule: str) -> str:
    return f"{markdown_sentence(finding.text)} {markdown_code(rule)}"


def _whole(fix: Fix) -> bool:
    return fix.place.column == 1 and fix.place.end_column == 0


def _span(fix: Fix) -> tuple[tuple[int, int], tuple[int, int]]:
    place = fix.place
    return (place.line, place.column), (max(place.end_line, place.line), place.end_column)


def _overlap(one: Fix, other: Fix) -> bool:
    if _whole(one) or _whole(other):
        return True
    (start, end), (first, last) = _span(one), _span(other)
    return start <= last and first <= end


def _suggestion(path: str, lines: Sequence[str], change: _Change) -> Suggestion | None:
    before = list(lines[change.start - 1 : change.end])
    after = list(before)
    for fix in sorted(change.fixes, key=_span, reverse=True):
        after = _repaired(after, fix, change.start)
    if after == before or sum(map(len, after)) > _LONGEST:
        return None
    new = "".join(f"{line}\n" for line in after)
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", new)), default=0))
    old = "\n".join(before)
    key = sha256(f"{path}\0{old}\0{new}".encode("utf-8", "replace")).hexdigest()[:16]
    body = "\n\n".join([*change.reasons, f"{fence}suggestion\n{new}{fence}"])
    return Suggestion(path=path, start=change.start, end=change.end, body=body, key=key)


def _repaired(lines: list[str], fix: Fix, first: int) -> list[str]:
    if _whole(fix):
        return fix.replacement.removesuffix("\n").split("\n") if fix.replacement else []
    (start, column), (end, last) = _span(fix)
    head, tail = lines[start - first][: column - 1], lines[end - first][last:]
    return [*lines[: start - first], *f"{head}{fix.replacement}{tail}".split("\n"), *lines[end - first + 1 :]]
