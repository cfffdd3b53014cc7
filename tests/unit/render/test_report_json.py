"""The public JSON keeps to its published schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_reports import golden, hostile, make_report, make_rule, one_of_each, pull_request

import nomflow
from nomflow.core.basics.answer import could_not_tell, passed
from nomflow.render.report import report_json
from nomflow.render.report.report_json import render

SCHEMA = json.loads((Path(nomflow.__file__).parent / "schemas/report-1.json").read_bytes())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def _faults(value: object, schema: dict[str, Any], where: str = "") -> list[str]:
    """Keys that the schema does not describe."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    if isinstance(value, list):
        return [fault for item in value for fault in _faults(item, schema["items"], where)]
    if isinstance(value, dict):
        known = schema["properties"]
        return [f"{where}/{key}" for key in value if key not in known] + [
            fault for key in value if key in known for fault in _faults(value[key], known[key], f"{where}/{key}")
        ]
    return []


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_report_reads_as_the_golden_file_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_json, "__version__", "1.2.3")
    text = render([one_of_each()])
    assert text == golden("report.json", text)


def test_every_key_is_in_the_schema_and_as_it_says() -> None:
    document = json.loads(render([one_of_each(), one_of_each(pull_request())]))
    VALIDATOR.validate(document)
    assert _faults(document, SCHEMA) == []


def test_a_report_without_statement_and_nominee_keeps_to_the_schema() -> None:
    report = make_report((make_rule(), passed("Fine.")), with_statement=False, pull_request=pull_request())
    document = json.loads(render([report]))
    VALIDATOR.validate(document)
    assert document["reports"][0]["subject"] == "#42"


def test_what_could_not_be_told_is_no_pass() -> None:
    document = json.loads(render([make_report((make_rule(), could_not_tell("The roll: {why}.", why="404")))]))
    report = document["reports"][0]
    assert report["conclusion"] == "error"
    assert (report["rules"][0]["answer"], report["rules"][0]["unavailable"]) == ("skipped", True)


def test_evidence_has_its_place_in_the_schema() -> None:
    document = json.loads(render([one_of_each()]))
    document["reports"][0]["endorsements"] = {
        "evidence": [
            {
                "person": {"login": "quill-sample", "id": 9, "name": "Quill Sample"},
                "counted": False,
                "code": "does-not-add",
                "sentence": "Same employer as somebody who counts.",
                "employers": ["Example Cooperative"],
                "link": "https://github.com/example/elections/pull/42#issuecomment-2",
                "time": "2026-07-20T12:30:05Z",
                "version": "46aab2c868e99bb546aab2c868e99bb546aab2c8",
            }
        ]
    }
    VALIDATOR.validate(document)
    assert _faults(document, SCHEMA) == []
    document["reports"][0]["endorsements"]["evidence"][0]["counted"] = "no"
    assert not VALIDATOR.is_valid(document)


@given(st.text(max_size=30))
def test_words_come_out_as_they_went_in(words: str) -> None:
    document = json.loads(render([hostile(words)]))
    VALIDATOR.validate(document)
    assert document["reports"][0]["rules"][2]["message"] == words
    assert render([hostile(words)]) == render([hostile(words)])
