"""A name in a statement alone calls nobody: who is asked for a review, and when."""

from __future__ import annotations

import pytest
from making import NOMINEE, approve, comment, make_snapshot, remark
from msgspec.structs import replace

from nomflow.core.action.reviewers_to_ask import reviewers_to_ask
from nomflow.core.basics.errors import ConfigError
from nomflow.core.election.load import load
from nomflow.core.evaluate import evaluate
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.snapshot import Comment, Review, Snapshot
from nomflow.core.verdict.verdict import verdict_of
from nomflow.rules import RULES

ON = "acknowledgements: {request-reviews: true}"


def asked(snapshot: Snapshot) -> tuple[str, ...]:
    report = evaluate(snapshot, RULES)
    return reviewers_to_ask(report, verdict_of(report))


BOTH = "reviewers: [ben, cleo]"


def made(*events: Review | Comment, election: str = ON, more: str = BOTH, **rest: object) -> Snapshot:
    return make_snapshot(*events, election=election, more=more, **rest)  # type: ignore[arg-type] # passed on as given


def test_reviewers_on_the_roll_are_asked() -> None:
    assert asked(made()) == ("ben", "cleo")


def test_nobody_is_asked_unless_the_rules_say_so() -> None:
    assert asked(made(election="")) == ()


@pytest.mark.parametrize(
    "reviewers",
    [
        "reviewers: [somebody-else]",
        "reviewers: ['@everyone', '@org/team']",
        "reviewers: [Ben Abara]",
        f"reviewers: [{NOMINEE}]",
        "summary: '@ben @cleo'",
    ],
)
def test_only_handles_of_electors_in_the_front_matter_are_asked(reviewers: str) -> None:
    assert asked(made(more=reviewers)) == ()


def test_a_name_in_prose_is_asked_nothing() -> None:
    assert asked(made(more="", thanks="Thanks to ben (@ben) and @cleo for reviewing this statement.")) == ()


@pytest.mark.parametrize("event", [approve("ben"), remark("ben"), comment("ben", "/acknowledge")])
def test_who_said_something_already_is_not_asked(event: Review | Comment) -> None:
    assert asked(made(event)) == ("cleo",)


def test_a_statement_with_something_to_fix_calls_nobody() -> None:
    assert asked(made(thanks="<script>x</script>")) == ()
    assert asked(made(comment("ben", "/decline-acknowledgement"))) == ()


def test_a_draft_calls_nobody() -> None:
    assert asked(made(draft=True)) == ()


def test_before_the_nominee_accepts_nobody_is_called() -> None:
    assert asked(made(author="ben", more="reviewers: [cleo]")) == ()
    accepted = made(comment(NOMINEE, "/accept"), author="ben", more="reviewers: [ben, cleo]")
    assert asked(accepted) == ("cleo",)


def test_after_the_close_nobody_is_called() -> None:
    assert asked(made(taken="08-02 12:00")) == ()


def test_where_the_roll_cannot_be_read_nobody_is_called() -> None:
    assert asked(replace(made(), roll=Unavailable("gone"))) == ()


def test_without_a_roll_the_configuration_is_refused() -> None:
    text = (
        "organisation: X\nelections:\n  - {id: x, title: X"
        ", windows: {nominations: {closes: 2026-07-31}}, acknowledgements: {request-reviews: true}}\n"
    )
    with pytest.raises(ConfigError, match="Only people on the roll are asked"):
        load(text, "nomflow.yml", lambda _: None)
