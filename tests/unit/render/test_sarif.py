"""SARIF that code scanning services accept, and results they know again after an edit."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_reports import PATH, golden, hostile, make_report, make_rule, one_of_each, pull_request

from nomflow.core.basics.answer import Fix, could_not_tell, failed, judged, must, passed, pending, say, tip
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import Report
from nomflow.render.report import sarif
from nomflow.render.report.sarif import render

SCHEMA = json.loads(gzip.decompress((Path(__file__).parent / "sarif-2.1.0.json.gz").read_bytes()))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


def run(*reports: Report) -> dict[str, Any]:
    """The one run of a valid document."""
    document = json.loads(render(reports))
    VALIDATOR.validate(document)
    (only,) = document["runs"]
    assert isinstance(only, dict)
    return only


def _prints(report: Report) -> list[str]:
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in run(report)["results"]]


def test_a_report_reads_as_the_golden_file_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "__version__", "1.2.3")
    text = render([one_of_each()])
    assert text == golden("report.sarif", text)


def test_the_official_schema_accepts_every_kind_of_answer_and_refuses_others() -> None:
    run(one_of_each(), one_of_each(pull_request()))
    assert not VALIDATOR.is_valid({"version": "2.1.0", "runs": [{"tool": {}}]})


def test_levels_say_what_blocks() -> None:
    report = make_report(
        (make_rule("a"), judged([must("Bad.", Place(path=PATH)), tip("Hm.", Place(path=PATH))], "", "")),
        (make_rule("b"), pending("Wait.")),
    )
    levels = [(result["ruleId"], result["level"]) for result in run(report)["results"]]
    assert levels == [("a", "error"), ("a", "warning"), ("b", "note")]


def test_each_result_points_at_its_rule_with_its_help() -> None:
    only = run(one_of_each())
    rules = only["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in only["results"])
    assert rules[0]["fullDescription"]["text"] == "What it looks at, in a sentence."
    assert "\n\n**How to fix:** write it" in rules[0]["help"]["markdown"]
    assert "\n\nHow to fix: write it" in rules[0]["help"]["text"]


@pytest.mark.parametrize(
    ("place", "region"),
    [
        (Place(path=PATH, line=3), {"startLine": 3, "startColumn": 1}),
        (
            Place(path=PATH, line=3, column=4, end_line=3, end_column=9),
            {"startLine": 3, "startColumn": 4, "endLine": 3, "endColumn": 10},
        ),
        (
            Place(path=PATH, line=3, column=4, end_line=5, end_column=1),
            {"startLine": 3, "startColumn": 4, "endLine": 5, "endColumn": 2},
        ),
        (
            Place(path=PATH, line=3, column=4, end_line=5, end_column=0),
            {"startLine": 3, "startColumn": 4, "endLine": 5},
        ),
    ],
)
def test_the_end_column_is_one_after_the_last_character(place: Place, region: dict[str, int]) -> None:
    only = run(make_report((make_rule(), failed("Bad.", place))))
    assert only["columnKind"] == "unicodeCodePoints"
    assert only["results"][0]["locations"][0]["physicalLocation"]["region"] == region


def test_a_finding_without_a_place_stands_at_the_statement() -> None:
    only = run(make_report((make_rule(), failed("Bad."))))
    assert only["results"][0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": PATH},
        "region": {"startLine": 1, "startColumn": 1},
    }


def test_a_path_is_a_relative_reference() -> None:
    only = run(make_report((make_rule(), failed("Bad.", Place(path="a b/ü:#?%.md")))))
    uri = only["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20b/%C3%BC%3A%23%3F%25.md"


def _apply(text: str, replacement: dict[str, Any]) -> str:
    """A repair as section 3.57 of the standard has it."""
    region = replacement["deletedRegion"]
    lines = text.split("\n")

    def offset(line: int, column: int) -> int:
        return sum(len(each) + 1 for each in lines[: line - 1]) + column - 1

    last = region.get("endLine", region["startLine"])
    start = offset(region["startLine"], region.get("startColumn", 1))
    end = offset(last, region.get("endColumn", len(lines[last - 1]) + 1))
    return f"{text[:start]}{replacement['insertedContent']['text']}{text[end:]}"


@pytest.mark.parametrize(
    ("place", "replacement", "repaired"),
    [
        (Place(path=PATH, line=2, column=5, end_line=2, end_column=9), "3", "one\ntwo 3\nfour\n"),
        (Place(path=PATH, line=2, column=5, end_line=2, end_column=4), "and ", "one\ntwo and three\nfour\n"),
        (Place(path=PATH, line=2, column=1, end_line=2, end_column=0), "2\n", "one\n2\nfour\n"),
        (Place(path=PATH, line=2, column=1, end_line=2, end_column=0), "2", "one\n2\nfour\n"),
        (Place(path=PATH, line=1, column=1, end_line=2, end_column=0), "1\n2", "1\n2\nfour\n"),
        (Place(path=PATH, line=2, column=1, end_line=2, end_column=0), "", "one\nfour\n"),
        (Place(path=PATH, line=2, column=1), "", "one\nfour\n"),
        (Place(path=PATH, line=1, column=4, end_line=2, end_column=3), "-", "one- three\nfour\n"),
    ],
)
def test_a_repair_does_what_it_says(place: Place, replacement: str, repaired: str) -> None:
    text = "one\ntwo three\nfour\n"
    report = make_report((make_rule(), judged([must("Bad.", place, Fix(place, replacement))], "", "")), text=text)
    (fix,) = run(report)["results"][0]["fixes"]
    (change,) = fix["artifactChanges"]
    assert _apply(text, change["replacements"][0]) == repaired


def test_a_result_is_known_again_when_lines_above_come_and_go() -> None:
    def report(above: str) -> Report:
        line = above.count("\n") + 1
        found = [
            must("Bad {word}.", Place(path=PATH, line=line, column=1, end_line=line, end_column=3), word=line),
            must("Worse.", Place(path=PATH, line=line, column=1)),
        ]
        return make_report((make_rule(), judged(found, "", "")), text=f"{above}bad line\nend\n")

    assert _prints(report("")) == _prints(report("a\n\nb\n"))
    assert len(set(_prints(report("")))) == 2


def test_twins_have_fingerprints_of_their_own() -> None:
    found = [must("Bad.", Place(path=PATH, line=line)) for line in (1, 2)]
    prints = _prints(make_report((make_rule(), judged(found, "", "")), text="same\nsame\n"))
    assert [each.partition(":")[2] for each in prints] == ["1", "2"]
    assert prints[0].partition(":")[0] == prints[1].partition(":")[0]


def test_what_could_not_be_told_is_a_run_that_did_not_succeed() -> None:
    (invocation,) = run(make_report((make_rule("roll"), could_not_tell("No roll."))))["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["associatedRule"] == {"id": "roll"}
    (invocation,) = run(make_report((make_rule(), passed("Fine."))))["invocations"]
    assert invocation["executionSuccessful"] is True


def test_words_of_others_are_neither_a_link_nor_a_placeholder() -> None:
    report = make_report((make_rule(), failed("{who}", who="[x](https://a.example) {0} {name}")))
    text = run(report)["results"][0]["message"]["text"]
    assert text == "[x]\u200b(https://a.example) {\u200b0} {name}"


@given(st.text(max_size=30))
def test_any_words_give_a_valid_document(words: str) -> None:
    run(hostile(words))
    assert "##[" not in render([hostile(words)])


def test_a_rule_without_documentation_is_helped_by_its_title() -> None:
    text = say("Bad.")
    report = make_report((make_rule(doc="", title="A title"), failed(text.template)))
    (rule,) = run(report)["tool"]["driver"]["rules"]
    assert rule["help"] == {"text": "A title", "markdown": "A title"}
