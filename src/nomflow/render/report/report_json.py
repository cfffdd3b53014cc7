"""The report as JSON for programs: ``nomflow-report-1``, described by ``schemas/report-1.json``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from nomflow import __version__
from nomflow.core.basics.answer import Finding
from nomflow.core.basics.place import Place
from nomflow.core.endorsements.evidence_document import counts
from nomflow.core.evaluate import Report, Verdict
from nomflow.render.quote import json_text, unquoted

SCHEMA = "nomflow-report-1"


def render(reports: Sequence[Report]) -> str:
    """One document for all reports. Words of other people stand in it as they were written."""
    return json_text({"nomflow": __version__, "schema": SCHEMA, "reports": [_report(report) for report in reports]})


def _report(report: Report) -> dict[str, object]:
    snapshot = report.snapshot
    return {
        "subject": report.subject,
        "election": snapshot.election.id,
        "nominee": snapshot.nominee.login if snapshot.nominee else None,
        "conclusion": report.conclusion.value,
        "as_of": snapshot.taken_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "rules": [_verdict(verdict) for verdict in report.verdicts],
        **counts(snapshot, unquoted),
    }


def _verdict(verdict: Verdict) -> dict[str, object]:
    rule, outcome = verdict.rule, verdict.outcome
    return {
        "id": rule.id,
        "title": rule.title,
        "group": rule.group.value,
        "answer": outcome.answer.value,
        "unavailable": outcome.unavailable,
        "message": unquoted(outcome.text),
        "findings": [_finding(finding) for finding in outcome.findings],
    }


def _finding(finding: Finding) -> dict[str, object]:
    found: dict[str, object] = {"level": finding.level.value, "message": unquoted(finding.text)}
    found |= _place(finding.place) if finding.place else {"path": None, "line": None, "column": None}
    if finding.fix:
        found["fix"] = {**_place(finding.fix.place), "replacement": finding.fix.replacement}
    return found


def _place(place: Place) -> dict[str, object]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line or None,
        "end_column": place.end_column or None,
    }
