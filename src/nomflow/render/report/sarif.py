"""A report as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as code scanning services read it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from nomflow import __version__
from nomflow.core.basics.answer import Fix, Text
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import Report, Rule
from nomflow.render.docs.rules_page import documentation, markdown_documentation
from nomflow.render.quote import ZWSP, json_text, path_address, unquoted, visible
from nomflow.render.report.findings import FindingKind, ShownFinding, shown

_LEVELS = {FindingKind.MUST: "error", FindingKind.TIP: "warning", FindingKind.WAITING: "note"}


def render(reports: Sequence[Report]) -> str:
    """One run for all reports. What could not be told is a notification, and the run then did not succeed."""
    rules = {verdict.rule.id: verdict.rule for report in reports for verdict in report.verdicts}
    notifications = [
        _notification(report, each) for report in reports for each in shown(report) if each.kind is FindingKind.ERROR
    ]
    run = {
        "tool": {
            "driver": {
                "name": "nomflow",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_descriptor(rule) for rule in rules.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not notifications, "toolExecutionNotifications": notifications}],
        "results": list(_results(reports, tuple(rules))),
    }
    return json_text({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _descriptor(rule: Rule) -> dict[str, object]:
    text = documentation(rule)
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": text.split("\n\n")[0] or rule.title},
        "help": {"text": text or rule.title, "markdown": markdown_documentation(rule) or rule.title},
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": [rule.group.value]},
    }


def _results(reports: Sequence[Report], rule_ids: Sequence[str]) -> Iterator[dict[str, object]]:
    seen: Counter[str] = Counter()
    for report in reports:
        statement = report.snapshot.statement
        lines = statement.source.lines if statement else ()
        for each in shown(report):
            if each.kind is FindingKind.ERROR:
                continue
            key = _key(report, each, lines)
            seen[key] += 1
            result: dict[str, object] = {
                "ruleId": each.rule.id,
                "ruleIndex": rule_ids.index(each.rule.id),
                "level": _LEVELS[each.kind],
                "message": _message(each.text),
                "locations": _locations(report, each.place),
                "partialFingerprints": {"primaryLocationLineHash": f"{key}:{seen[key]}"},
            }
            if each.fix:
                result["fixes"] = [_fix(each.fix)]
            yield result


def _notification(report: Report, each: ShownFinding) -> dict[str, object]:
    return {
        "level": "error",
        "associatedRule": {"id": each.rule.id},
        "message": _message(each.text),
        "locations": _locations(report, each.place),
    }


def _message(text: Text) -> dict[str, str]:
    """Plain text: an invisible character breaks what would be a link or a placeholder (sections 3.11.5 and 3.11.6)."""
    plain = visible(unquoted(text))
    return {"text": re.sub(r"\](?=\()|\{(?=\d)", lambda found: found[0] + ZWSP, plain)}


def _locations(report: Report, place: Place | None) -> list[dict[str, object]]:
    if place is None and report.snapshot.statement:
        place = Place(path=report.snapshot.statement.path)
    if place is None:
        return []
    where = {"artifactLocation": {"uri": path_address(place.path)}, "region": _region(place)}
    return [{"physicalLocation": where}]


def _region(place: Place) -> dict[str, int]:
    """Ours counts the last character in; SARIF's ``endColumn`` is one after it (section 3.30.8)."""
    region = {"startLine": place.line, "startColumn": place.column}
    if place.end_line:
        region["endLine"] = place.end_line
    if place.end_column:
        region["endColumn"] = place.end_column + 1
    return region


def _fix(fix: Fix) -> dict[str, object]:
    place, text = fix.place, fix.replacement
    region = _region(place)
    if place.column == 1 and not place.end_column:
        text = text.removesuffix("\n")
        last = place.end_line or place.line
        region = {"startLine": place.line, "endLine": last}
        if not text:
            region |= {"startColumn": 1, "endLine": last + 1, "endColumn": 1}
    replacement = {"deletedRegion": region, "insertedContent": {"text": text}}
    return {
        "description": {"text": "The repair that nomflow suggests."},
        "artifactChanges": [
            {"artifactLocation": {"uri": path_address(place.path)}, "replacements": [replacement]},
        ],
    }


def _key(report: Report, each: ShownFinding, lines: Sequence[str]) -> str:
    """The rule, what it says and the line's words, so that lines above may come and go."""
    statement, place = report.snapshot.statement, each.place
    here = statement and place and place.path == statement.path and 1 <= place.line <= len(lines)
    line = " ".join(lines[place.line - 1].split()) if here and place else ""
    parts = (each.rule.id, place.path if place else report.subject, each.text.template, line)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
