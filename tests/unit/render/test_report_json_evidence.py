"""The JSON report says of every person whether they count, and why."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator
from making import approve, comment, make_snapshot

from nomflow.core.evaluate import evaluate
from nomflow.render.report.report_json import render
from nomflow.rules import RULES

SCHEMA = Path(__file__).parents[3] / "src" / "nomflow" / "schemas" / "report-1.json"


def test_every_endorser_is_there_with_the_reason() -> None:
    snapshot = make_snapshot(approve("ben"), comment("cleo", "/endorce"), election="endorsements: {count: 2}")
    document = json.loads(render([evaluate(snapshot, RULES)]))
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(document)
    found = document["reports"][0]["endorsements"]
    assert (found["needed"], found["got"], found["reached"], found["missing"]) == (2, 1, False, 1)
    assert {each["person"]["login"]: each["code"] for each in found["evidence"]} == {
        "ben": "counted",
        "cleo": "near-miss",
    }
