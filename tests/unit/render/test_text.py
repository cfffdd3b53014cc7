"""What a person sees in a terminal."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_reports import PATH, golden, hostile, make_report, make_rule, one_of_each, pull_request

from nomflow.core.basics.answer import (
    Answer,
    Finding,
    Fix,
    Level,
    Outcome,
    failed,
    judged,
    must,
    passed,
    pending,
    say,
    skipped,
)
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import Report
from nomflow.render.report.text import FIX_LINES, render

MORE = "      = more about made-up: nomflow explain made-up\n"
WORDS = st.text(st.one_of(st.characters(), st.sampled_from(":#[\x1b\r\n\u202e\u2028error")), max_size=30)


def test_a_report_reads_as_the_golden_file_does() -> None:
    text = render([one_of_each()])
    assert text == golden("text.txt", text)


def test_a_report_in_full_and_in_colour_reads_as_the_golden_file_does() -> None:
    text = render([one_of_each()], colour=True, verbose=True)
    assert text == golden("text-colour.txt", text)


def test_colour_changes_nothing_but_the_colour() -> None:
    assert re.sub(r"\x1b\[[\d;]*m", "", render([one_of_each()], colour=True)) == render([one_of_each()])


def test_a_file_in_order_takes_one_line() -> None:
    assert render([make_report((make_rule(), passed("Fine.")))]) == "1 file: nothing to fix\n"


def test_several_files_are_summed_up_in_one_line() -> None:
    fine = make_report((make_rule(), passed("Fine.")), path="a.md")
    bad = make_report((make_rule(), failed("Bad.")), path="b.md")
    assert render([fine, bad]) == f"b.md: must made-up Bad.\n{MORE}\n2 files: 1 to fix\n"


def test_a_pull_request_without_a_statement_is_named_by_its_number() -> None:
    report = make_report((make_rule(), pending("Wait.")), pull_request=pull_request(), with_statement=False)
    assert render([report]) == f"#42: waiting made-up Wait.\n{MORE}\n1 nomination: nothing to fix, 1 waiting\n"


def test_a_failure_without_findings_and_tips_of_a_pending_rule_are_not_lost() -> None:
    bare = Outcome(Answer.FAILED, say("It fails."))
    tips = Outcome(Answer.PENDING, say("Two wait."), tuple(judged([_tip()], "", "").findings))
    text = render([make_report((make_rule("a"), bare), (make_rule("b"), tips))])
    assert f"{PATH}: must a It fails.\n" in text
    assert f"{PATH}:1:1: tip b A thought.\n" in text
    assert f"{PATH}: waiting b Two wait.\n" in text
    assert text.endswith("1 file: 1 to fix, 1 tip, 1 waiting\n")


def test_a_skipped_rule_is_counted_and_told_only_on_request() -> None:
    report = make_report((make_rule(), skipped("There is no photo.")))
    assert render([report]) == "1 file: nothing to fix\n"
    assert "1 file: nothing to fix; 1 rule skipped\n" in render([report], verbose=True)
    assert f"{PATH}: skipped made-up There is no photo.\n" in render([report], verbose=True)


def _tip() -> Finding:
    return Finding(say("A thought."), Level.TIP, Place(path=PATH, line=1))


def _with_fix(fix: Fix) -> Report:
    return make_report((make_rule(), judged([must("Bad.", fix.place, fix)], "", "")), text="one\ntwo three\nfour\n")


@pytest.mark.parametrize(
    ("place", "replacement", "note"),
    [
        (Place(path=PATH, line=2, column=5, end_line=2, end_column=9), "3", "      = write instead: two 3\n"),
        (Place(path=PATH, line=2, column=1, end_line=2, end_column=3), "2", "      = write instead: 2 three\n"),
        (
            Place(path=PATH, line=2, column=5, end_line=2, end_column=4),
            "and ",
            "      = write instead: two and three\n",
        ),
        (Place(path=PATH, line=2, column=1, end_line=2, end_column=0), "2 3\n", "      = write instead: 2 3\n"),
        (Place(path=PATH, line=2, column=1, end_line=2, end_column=0), "", "      = leave this out\n"),
        (
            Place(path=PATH, line=2, column=1, end_line=3, end_column=0),
            "a\n\n\tb\n",
            "      = write instead:\n      | a\n      |\n      |     b\n",
        ),
        (Place(path=PATH, line=2, column=5, end_line=3, end_column=2), "x", "      = write instead: x\n"),
        (Place(path=PATH, line=9, column=1, end_line=9, end_column=0), "\x1b[2J", "      = write instead: ␛[2J\n"),
    ],
)
def test_a_repair_shows_the_line_as_it_should_be(place: Place, replacement: str, note: str) -> None:
    assert note in render([_with_fix(Fix(place, replacement))])


def test_a_long_repair_is_cut_and_says_so() -> None:
    text = render([_with_fix(Fix(Place(path=PATH, line=1, column=1, end_line=1, end_column=0), "x\n" * 500))])
    assert text.count("| x\n") == FIX_LINES
    assert f"and {500 - FIX_LINES} more lines" in text


@pytest.mark.parametrize(
    "place",
    [
        Place(path=PATH, line=99, column=5),
        Place(path=PATH, line=0, column=0),
        Place(path="other.md", line=1),
        Place(path=PATH, line=1, column=999),
    ],
)
def test_a_place_outside_of_the_file_is_still_told(place: Place) -> None:
    assert f"{place}: must made-up Bad." in render([make_report((make_rule(), failed("Bad.", place)))])


@given(WORDS)
@example("::add-mask::x")
@example("a\r::error::x")
@example("##[error]x")
@example("\x1b]8;;https://a.example\x07")
def test_nothing_of_theirs_acts_on_the_terminal_or_on_the_runner(words: str) -> None:
    text = render([hostile(words)], verbose=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", text)
    assert not re.search(r"(?m)^\s*::(?!\u200b)|##\[(?!\u200b)", text)
