"""One order and one way of counting for every renderer."""

from __future__ import annotations

import pytest
from made_reports import PATH, make_report, make_rule, one_of_each, pull_request

from nomflow.core.basics.answer import Outcome, could_not_tell, failed, judged, must, passed, pending, skipped, tip
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import Needs
from nomflow.render.report.findings import FindingKind, shown, summary


def test_findings_come_by_place_and_those_without_one_last() -> None:
    report = make_report(
        (make_rule("a"), failed("Nowhere.")),
        (
            make_rule("b"),
            judged([tip("Line 2.", Place(path=PATH, line=2)), must("Line 1.", Place(path=PATH, line=1))], "", ""),
        ),
        (make_rule("c"), judged([must("Line 2, too.", Place(path=PATH, line=2))], "", "")),
    )
    assert [str(each.text) for each in shown(report)] == ["Line 1.", "Line 2, too.", "Line 2.", "Nowhere."]


@pytest.mark.parametrize(
    ("outcome", "kinds"),
    [
        (passed("Fine."), []),
        (skipped("Not here."), []),
        (failed("Bad."), [FindingKind.MUST]),
        (pending("Wait."), [FindingKind.WAITING]),
        (pending("Wait.", Place(path=PATH)), [FindingKind.WAITING]),
        (could_not_tell("No answer."), [FindingKind.ERROR]),
        (judged([tip("Hm.", Place(path=PATH))], "Fine.", ""), [FindingKind.TIP]),
    ],
)
def test_every_answer_that_asks_for_something_is_shown_once(outcome: Outcome, kinds: list[FindingKind]) -> None:
    assert [each.kind for each in shown(make_report((make_rule(), outcome)))] == kinds


def test_rules_are_counted_once_however_many_files_they_skipped() -> None:
    remote = make_rule("a", needs=Needs.PULL_REQUEST)
    reports = [make_report((remote, skipped("Later.")), (make_rule("b"), skipped("No.")))] * 3
    assert summary(reports) == (
        "3 files: nothing to fix; 1 rule skipped because it needs the pull request, 1 other skipped"
    )


def test_with_a_pull_request_nothing_is_skipped_for_want_of_it() -> None:
    report = make_report((make_rule("a", needs=Needs.BOTH), skipped("No.")), pull_request=pull_request())
    assert summary([report]) == "1 nomination: nothing to fix; 1 rule skipped"


def test_everything_is_summed_up() -> None:
    assert summary([one_of_each()]) == (
        "1 file: 4 to fix, 3 tips, 2 waiting, 2 could not be answered; "
        "2 rules skipped because they need the pull request, 1 other skipped"
    )
