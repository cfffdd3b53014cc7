"""Where a nomination stands, what comes next, and the gate."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from made_nominations import (
    ELECTION,
    NOMINATOR,
    NOW,
    PATH,
    comment,
    faults,
    not_ready,
    pull_request,
    report,
    snapshot,
)
from making import make_snapshot
from msgspec.structs import replace

from nomflow.core.basics.answer import (
    Answer,
    Outcome,
    could_not_tell,
    failed,
    judged,
    must,
    passed,
    pending,
    say,
    skipped,
    tip,
)
from nomflow.core.basics.place import Place
from nomflow.core.basics.time import Moment, Window
from nomflow.core.election.choices import Merge
from nomflow.core.election.people_rules import NominationRules
from nomflow.core.evaluate import Group, Report, evaluate
from nomflow.core.snapshot.snapshot import PullRequestState
from nomflow.core.verdict.points import musts, points
from nomflow.core.verdict.rows import Sign, rows
from nomflow.core.verdict.steps import NextTask
from nomflow.core.verdict.verdict import DESCRIPTION_LIMIT, Gate, NominationState, verdict_of
from nomflow.rules.photo import photo

AFTER = datetime(2026, 8, 2, 0, 0, 0, tzinfo=UTC)
OFFICER = "olive-officer"


def quiet(**answers: Outcome) -> Report:
    """A self-nomination whose thread is empty."""
    return report(snapshot(pull_request(comments=())), **answers)


def at(moment: datetime, **answers: Outcome) -> Report:
    return report(snapshot(pull_request(comments=()), now=moment), **answers)


def with_thread(*said: str, by: str = "ada-example", **answers: Outcome) -> Report:
    comments = tuple(comment(number, by, body) for number, body in enumerate(said, 1))
    return report(snapshot(pull_request(comments=comments)), **answers)


def in_state(state: PullRequestState, **answers: Outcome) -> Report:
    return report(snapshot(pull_request(state=state)), **answers)


def early(**answers: Outcome) -> Report:
    opens = Window(Moment(NOW + timedelta(days=1), "UTC"), ELECTION.windows.nominations.closes)
    election = replace(ELECTION, windows=replace(ELECTION.windows, nominations=opens))
    return report(snapshot(pull_request(comments=()), election=election), window=pending("Later."), **answers)


def crashed() -> Outcome:
    return Outcome(Answer.CRASHED, say("This rule stopped."))


WAITS = pending("Somebody still has to act.")
UNKNOWN = could_not_tell("The roll could not be read: {why}", why="404")
BAD = failed("It is wrong.", Place(path=PATH, line=3))

STATES = [
    (quiet(), NominationState.READY, Gate.SUCCESS),
    (quiet(officers=WAITS), NominationState.READY, Gate.PENDING),
    (quiet(statement=BAD), NominationState.NOT_READY, Gate.FAILURE),
    (quiet(endorsements=WAITS), NominationState.NOT_READY, Gate.PENDING),
    (quiet(acknowledgements=WAITS), NominationState.NOT_READY, Gate.PENDING),
    (report(replace(snapshot(pull_request(comments=())), statement=None)), NominationState.NOT_READY, Gate.FAILURE),
    (quiet(standing=failed("Not on the roll.")), NominationState.NOT_READY, Gate.FAILURE),
    (quiet(endorsements=UNKNOWN), NominationState.COULD_NOT_TELL, Gate.ERROR),
    (quiet(statement=crashed()), NominationState.COULD_NOT_TELL, Gate.ERROR),
    (quiet(statement=BAD, endorsements=UNKNOWN), NominationState.COULD_NOT_TELL, Gate.ERROR),
    (report(snapshot(None)), NominationState.NOT_SUBMITTED, Gate.PENDING),
    (report(snapshot(pull_request(draft=True))), NominationState.DRAFT, Gate.PENDING),
    (report(snapshot(pull_request(draft=True)), statement=BAD), NominationState.DRAFT, Gate.FAILURE),
    (early(), NominationState.EARLY, Gate.PENDING),
    (quiet(acceptance=WAITS), NominationState.WAITING_FOR_ACCEPTANCE, Gate.PENDING),
    (quiet(acceptance=WAITS, statement=BAD), NominationState.NOT_READY, Gate.FAILURE),
    (quiet(window=failed("Seven minutes late.")), NominationState.TOO_LATE, Gate.FAILURE),
    (quiet(window=failed("Late."), endorsements=UNKNOWN), NominationState.TOO_LATE, Gate.FAILURE),
    (at(AFTER - timedelta(seconds=1), statement=BAD), NominationState.NOT_READY, Gate.FAILURE),
    (at(AFTER, statement=BAD), NominationState.TOO_LATE, Gate.FAILURE),
    (at(AFTER), NominationState.READY, Gate.SUCCESS),
    (at(AFTER + timedelta(days=4), endorsements=failed("Too few.")), NominationState.TOO_LATE, Gate.FAILURE),
    (with_thread("/withdraw"), NominationState.WITHDRAWN, Gate.FAILURE),
    (with_thread("/withdraw", endorsements=UNKNOWN), NominationState.WITHDRAWN, Gate.FAILURE),
    (with_thread("/decline"), NominationState.DECLINED, Gate.FAILURE),
    (with_thread("/nomflow disqualify two terms served", by=OFFICER), NominationState.DISQUALIFIED, Gate.FAILURE),
    (with_thread("/nomflow disqualify no", by="somebody"), NominationState.READY, Gate.SUCCESS),
    (in_state(PullRequestState.CLOSED), NominationState.CLOSED, Gate.FAILURE),
    (in_state(PullRequestState.MERGED), NominationState.ON_BALLOT, Gate.SUCCESS),
    (in_state(PullRequestState.MERGED, endorsements=UNKNOWN), NominationState.ON_BALLOT, Gate.ERROR),
]


@pytest.mark.parametrize(("made", "state", "gate"), STATES)
def test_a_nomination_stands_somewhere_and_the_gate_follows(made: Report, state: NominationState, gate: Gate) -> None:
    verdict = verdict_of(made)
    assert (verdict.state, verdict.gate) == (state, gate)


@pytest.mark.parametrize("made", [made for made, _, _ in STATES])
def test_the_gate_opens_only_when_every_rule_passed(made: Report) -> None:
    answers = {each.outcome.answer for each in made.verdicts}
    if verdict_of(made).gate is Gate.SUCCESS:
        assert answers <= {Answer.PASSED, Answer.SKIPPED}
        assert not any(each.outcome.unavailable for each in made.verdicts)


@pytest.mark.parametrize("made", [made for made, _, _ in STATES])
def test_a_status_says_in_one_short_line_where_it_stands(made: Report) -> None:
    line = verdict_of(made).description
    assert 0 < len(line) <= DESCRIPTION_LIMIT
    assert line.isprintable()


def test_a_status_names_every_open_step() -> None:
    assert verdict_of(not_ready()).description == (
        "Not ready yet: 8 to fix; endorsements 2 of 3; one reviewer has not confirmed"
    )


def test_a_status_says_why_something_could_not_be_told_and_is_cut_to_what_fits() -> None:
    told = verdict_of(quiet(endorsements=could_not_tell("The roll: {why}", why="\x1b[31m" + "x" * 300))).description
    assert told.startswith("Could not be decided: The roll: [31mxxx")
    assert len(told) == DESCRIPTION_LIMIT


def test_steps_come_in_the_order_in_which_to_take_them_each_with_its_deadline() -> None:
    steps = verdict_of(not_ready()).steps
    assert [(step.task, step.by.at.day if step.by else 0) for step in steps] == [
        (NextTask.FIX, 1),
        (NextTask.ENDORSE, 5),
        (NextTask.CONFIRM, 5),
    ]
    assert [str(step.text) for step in steps] == [
        "fix the 8 required points below",
        "ask one more person to endorse, from an employer that is not counted yet",
        "ask Rowan Stub to confirm that they reviewed this statement",
    ]


def test_a_deadline_that_has_passed_is_no_deadline() -> None:
    (step,) = verdict_of(at(AFTER + timedelta(days=9), acknowledgements=WAITS)).steps
    assert step.by is None


def test_whoever_nominates_somebody_else_reads_who_has_to_accept() -> None:
    made = report(snapshot(pull_request(NOMINATOR, comments=())), acceptance=WAITS)
    verdict = verdict_of(made)
    assert [str(step.text) for step in verdict.steps] == ["Ada Example comments `/accept` here"]
    assert [str(said) for said in verdict.said] == ["Nothing is published before Ada Example agrees."]


@pytest.mark.parametrize(
    ("rules", "confirmed", "said"),
    [
        (NominationRules(), 0, "an officer looks at form, not at opinions, and merges"),
        (NominationRules(confirmations=2), 0, "2 officers have to confirm"),
        (NominationRules(confirmations=2), 1, "one officer has to confirm"),
        (NominationRules(merge=Merge.WHEN_READY), 0, "this is merged by itself"),
        (NominationRules(merge=Merge.AT_CLOSE), 0, "this is merged when nominations close"),
    ],
)
def test_a_nomination_in_order_says_what_the_officers_do(rules: NominationRules, confirmed: int, said: str) -> None:
    comments = tuple(comment(number, OFFICER, "/nomflow confirm") for number in range(confirmed))
    made = snapshot(pull_request(comments=comments), election=replace(ELECTION, nominations=rules))
    verdict = verdict_of(report(made))
    assert verdict.state is NominationState.READY
    assert said in str(verdict.said[0])
    assert not verdict.steps


def test_what_no_step_mends_is_said_before_the_steps() -> None:
    verdict = verdict_of(quiet(standing=failed("You may not stand."), statement=BAD))
    assert [str(said) for said in verdict.said] == ["You may not stand."]
    assert [step.task for step in verdict.steps] == [NextTask.FIX]


def test_every_group_has_one_row_in_the_order_people_read_them() -> None:
    assert [row.group for row in rows(not_ready())] == list(Group)


def test_rows_that_only_a_pull_request_can_answer_wait_for_it() -> None:
    from nomflow.core.evaluate import Needs, Verdict

    made = report(snapshot(None))
    remote = (Group.WINDOW, Group.ENDORSEMENTS)
    verdicts = tuple(
        Verdict(replace(each.rule, needs=Needs.PULL_REQUEST), skipped("Checked there."))
        if each.rule.group in remote
        else each
        for each in made.verdicts
    )
    assert not {row.group for row in rows(replace(made, verdicts=verdicts))} & set(remote)


@pytest.mark.parametrize(
    ("made", "group", "sign", "word"),
    [
        (not_ready(), Group.STATEMENT, Sign.FIX, "7 to fix"),
        (not_ready(), Group.PULL_REQUEST, Sign.FIX, "1 to fix"),
        (not_ready(), Group.ENDORSEMENTS, Sign.PARTLY, "2 of 3"),
        (not_ready(), Group.ACKNOWLEDGEMENTS, Sign.PARTLY, "1 of 2 confirmed"),
        (not_ready(), Group.OFFICERS, Sign.WAITING, "0 of 2"),
        (not_ready(), Group.STANDING, Sign.DONE, "yes"),
        (quiet(standing=failed("No."), window=passed("Yes.")), Group.STANDING, Sign.FIX, "no"),
        (quiet(standing=UNKNOWN), Group.STANDING, Sign.UNKNOWN, "not known"),
        (quiet(window=failed("Late.")), Group.WINDOW, Sign.FIX, "too late"),
        (quiet(acceptance=WAITS), Group.ACCEPTANCE, Sign.WAITING, "waiting"),
        (in_state(PullRequestState.MERGED), Group.OFFICERS, Sign.DONE, "merged"),
        (quiet(statement=skipped("There is none.")), Group.STATEMENT, Sign.NONE, "missing"),
    ],
)
def test_a_row_says_its_state_in_a_sign_and_a_word(made: Report, group: Group, sign: Sign, word: str) -> None:
    row = next(row for row in rows(made) if row.group is group)
    assert (row.sign, str(row.word)) == (sign, word)
    assert row.meaning


def test_a_row_keeps_every_reason_why_it_is_not_in_order() -> None:
    made = quiet()
    standing = next(each for each in made.verdicts if each.rule.group is Group.STANDING)
    two = (replace(standing, outcome=failed("First.")), replace(standing, outcome=UNKNOWN))
    row = next(row for row in rows(replace(made, verdicts=(*made.verdicts, *two))) if row.group is Group.STANDING)
    assert [str(said) for said in row.meaning] == ["First.", "The roll could not be read: 404"]


def test_it_is_the_officers_turn_once_all_else_is_done() -> None:
    election = replace(ELECTION, nominations=NominationRules())
    for waits, word in ((False, "their turn"), (True, "later")):
        made = report(
            snapshot(pull_request(comments=()), election=election),
            officers=skipped("Not asked."),
            **({"endorsements": WAITS} if waits else {}),
        )
        assert str(rows(made)[-1].word) == word


def test_when_it_is_too_late_the_officers_may_be_asked() -> None:
    election = replace(ELECTION, nominations=NominationRules())
    made = report(
        snapshot(pull_request(comments=()), election=election), window=failed("Late."), officers=skipped("Not asked.")
    )
    assert str(rows(made)[-1].word) == "may be asked"


def test_what_must_be_fixed_comes_before_tips_both_by_their_places() -> None:
    found = points(quiet(statement=faults()))
    assert [point.place.line for point in found if point.place] == [1, 13, 20, 21, 22, 23, 24, 16]
    assert len(musts(quiet(statement=faults()))) == 7


def test_a_waiting_is_no_point_to_fix_and_a_missing_endorsement_neither() -> None:
    waits = Outcome(Answer.PENDING, say("Waits."), (tip("Waits.", Place(path=PATH)), tip("A tip.", Place(path=PATH))))
    made = quiet(acknowledgements=waits, endorsements=failed("Too few."))
    assert [str(point.text) for point in points(made)] == ["A tip."]


def test_a_failure_without_a_finding_is_a_point_all_the_same() -> None:
    made = quiet(statement=Outcome(Answer.FAILED, say("Something is wrong.")))
    assert [str(point.text) for point in musts(made)] == ["Something is wrong."]


def test_points_of_two_files_do_not_mix() -> None:
    found = judged([must("b", Place(path="b.md", line=1)), must("a", Place(path="a.md", line=9))], "", "Bad.")
    assert [str(point.text) for point in points(quiet(statement=found))] == ["a", "b"]


@pytest.mark.parametrize(
    ("election", "told"),
    [
        (
            "",
            ["none: A photo is optional. The list shows photos only if everyone has one."],
        ),
        ('statement: {front-matter: {fields: {photo: "off"}}}', []),
    ],
)
def test_a_row_tells_of_the_photo_where_an_election_shows_them(election: str, told: list[str]) -> None:
    made = evaluate(make_snapshot(election=election), (photo,))
    assert [f"{row.word}: {row.meaning[0]}" for row in rows(made)] == told
