"""The coming election as it would go by its own rules: who gets onto the ballot, and what keeps the others off it."""

from __future__ import annotations

import pytest

from nomflow.core.election.load import load
from nomflow.core.evaluate import evaluate
from nomflow.core.verdict.verdict import NominationState, verdict_of
from nomflow.disk import preset, preset_names
from nomflow.render.rehearsal.story import Rehearsal, rehearsal, roll_of, seen_at
from nomflow.rules import RULES

USUAL = """\
endorsements: {count: 2, distinct: employers}
    statement: {sections: [What I have done, What I will do], words: {minimum: 80, maximum: 1500}}
    acknowledgements: {required: 1}"""


def play(rules: str) -> Rehearsal:
    text = f"""\
organisation: Example Cooperative
elections:
  - id: "2026"
    title: Board election 2026
    seats: 2
    windows:
      nominations: {{opens: 2026-07-01, closes: 2026-07-31}}
    roll: roll.yml
    officers: [wren-officer, ash-officer]
    {rules}
"""
    config = load(text, "nomflow.yml", preset, preset_names())
    return rehearsal(config, config.elections[0])


def ends(made: Rehearsal) -> dict[str, set[NominationState]]:
    """How each kind of nomination ends."""
    found: dict[str, set[NominationState]] = {}
    for each in made.plays:
        snapshot = seen_at(made, each, roll_of(made), made.closed)
        assert snapshot
        found.setdefault(each.about, set()).add(verdict_of(evaluate(snapshot, RULES)).state)
    return found


@pytest.mark.parametrize("rules", [USUAL, *(f"extends: {name}" for name in preset_names() if name != "openstack")])
def test_what_is_in_order_is_ready_by_any_rules_and_what_goes_wrong_is_not(rules: str) -> None:
    found = ends(play(rules))
    assert found.pop("in order") == {NominationState.READY}
    assert found.pop("withdraws") == {NominationState.WITHDRAWN}
    changed = found.pop("the text was changed after people endorsed it")
    assert changed == {NominationState.TOO_LATE if rules in (USUAL, "extends: chaoss") else NominationState.READY}
    assert found
    assert {state for states in found.values() for state in states} == {NominationState.TOO_LATE}


def test_one_more_stands_than_there_are_places_so_that_there_is_something_to_vote_on() -> None:
    assert sum(each.about == "in order" for each in play(USUAL).plays) == 3


def test_nobody_is_seen_before_they_were_nominated_and_nothing_before_it_was_done() -> None:
    made = play(USUAL)
    first, then = made.plays[0], made.moments[0][1]
    assert seen_at(made, first, None, then) is None
    snapshot = seen_at(made, first, None, first.opened)
    assert snapshot
    assert snapshot.pull_request
    assert not snapshot.pull_request.comments


def test_a_rehearsal_has_a_moment_for_each_day_or_sixty() -> None:
    assert [title for title, _ in play(USUAL).moments][-3:] == ["Day 31", "The last hour", "Closed"]
