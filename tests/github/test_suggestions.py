"""Mechanical repairs are offered once, where they can be committed by a press of a button."""

from __future__ import annotations

import pytest
from nomination import CONFIG, PATH, STATEMENT, Election, election
from standin import GivenReview, Kind, Remark

from nomflow.core.action.effects import (
    Effect,
    HideReview,
    OwnReview,
    Present,
    Status,
    Suggest,
    Suggestion,
    TakeBackSuggestions,
    Wanted,
)
from nomflow.core.action.plan import plan

__all__ = ["election"]

BROKEN = STATEMENT + "\n## \n\nSee [my page](htps://example.org/ada) and [that](htps://example.org/b).\n"
ONE = Suggestion(path="a.md", start=1, end=1, body="body", key="k1")
TWO = Suggestion(path="a.md", start=2, end=2, body="body", key="k2")
FIRST = OwnReview("R1", frozenset({"k1"}), hidden=False, id=1)
SECOND = OwnReview("R2", frozenset({"k1", "k2"}), hidden=False, id=2)


def broken(election: Election) -> None:
    election.pull.push({PATH: BROKEN})


def suggested(election: Election) -> list[str]:
    return [thread.comments[0].body for thread in election.pull.threads]


def keys(review: GivenReview) -> set[str]:
    return set(review.body.partition(" -->")[0].split()[3:])


def test_all_repairs_come_in_one_review_each_with_its_reason(election: Election) -> None:
    broken(election)
    election.pr()
    [review] = election.pull.reviews
    assert review.data.state == "COMMENTED"
    assert review.body.startswith("<!-- nomflow:suggestions v1 ")
    heading, link = suggested(election)
    assert heading.startswith("<!-- nomflow:suggestion v1 ")
    assert "```suggestion\n```" in heading
    assert "```suggestion\nSee [my page](https://example.org/ada) and [that](https://example.org/b).\n```" in link
    assert "`links`" in link


def test_the_same_suggestion_is_never_made_twice(election: Election) -> None:
    broken(election)
    election.pr()
    election.requests()
    election.pr()
    assert election.requests()[1] == 0
    election.pull.push({PATH: BROKEN + "\nA new line.\n"})
    election.pr()
    assert len(election.pull.reviews) == 1


def test_a_committed_suggestion_is_gone_and_the_review_folded_away_with_the_last(election: Election) -> None:
    broken(election)
    election.pr()
    election.pull.apply_suggestion(election.pull.threads[1], by="ada")
    election.pr()
    [review] = election.pull.reviews
    assert review.data.minimized is None
    election.pull.push({PATH: STATEMENT})
    election.pr()
    assert review.data.minimized == "outdated"
    election.requests()
    election.pr()
    assert election.requests()[1] == 0


def test_our_own_review_counts_for_nobody(election: Election) -> None:
    broken(election)
    election.pr()
    pull = election.snapshot().pull_request
    assert pull
    assert pull.reviews == ()


def test_a_review_of_somebody_else_with_our_marker_is_theirs(election: Election) -> None:
    """It counts like any other, is never hidden or taken back, and keeps no suggestion from being made."""
    broken(election)
    election.pr()
    ours = election.pull.reviews[0].body
    election.pull.review("bob", "APPROVED", ours)
    election.pull.push({PATH: STATEMENT})
    election.pr()
    pull = election.snapshot().pull_request
    assert pull
    assert [(review.author.login, review.body) for review in pull.reviews] == [("bob", ours)]
    assert [review.data.minimized for review in election.pull.reviews] == ["outdated", None]


def test_organisations_can_do_without(election: Election) -> None:
    election.repo.commit({"nomflow.yml": CONFIG + "suggest: false\n"})
    broken(election)
    election.pr()
    assert election.pull.reviews == []


def test_nothing_is_suggested_on_lines_outside_the_diff(election: Election) -> None:
    election.repo.commit({"nominations/2026-board/bob.md": BROKEN.replace("ada", "bob")})
    changed = BROKEN.replace("ada", "bob").replace("keep", "hold")
    pull = election.repo.open_pull("bob", election.repo.fork("bob"), files={"nominations/2026-board/bob.md": changed})
    election.pr(number=pull.number)
    assert pull.reviews == []


def test_a_withdrawn_nomination_is_left_in_peace(election: Election) -> None:
    broken(election)
    election.pull.comment("ada", "/withdraw")
    election.pr()
    assert election.pull.reviews == []


@pytest.mark.parametrize("happened", [False, True])
@pytest.mark.parametrize("kind", [Kind.BAD_GATEWAY, Kind.DROPPED, Kind.CUT_OFF, Kind.CUT_JSON])
def test_a_review_whose_answer_was_lost_is_not_made_twice(election: Election, kind: Kind, happened: bool) -> None:
    broken(election)
    election.world.fault(kind, at=2, only="write", happened=happened)
    assert election.pr().err == ""
    assert len(election.pull.reviews) == 1


def test_backticks_in_a_line_do_not_end_the_suggestion(election: Election) -> None:
    election.pull.push(
        {PATH: STATEMENT + "\n````` [x](htps://example.org) ``` `````\n\n[y](htps://example.org) ````\n"}
    )
    election.pr()
    for body in suggested(election):
        fence = body.partition("suggestion\n")[0].rpartition("\n")[2]
        assert fence == "`````"


@pytest.mark.parametrize(
    ("wanted", "reviews", "effects"),
    [
        ((ONE, TWO), (), (Suggest("h", (ONE, TWO)),)),
        ((ONE, TWO), (OwnReview("R", frozenset({"k1"}), hidden=False),), (Suggest("h", (TWO,)),)),
        ((ONE,), (OwnReview("R", frozenset({"k1", "k2"}), hidden=False),), ()),
        ((), (OwnReview("R", frozenset({"k1"}), hidden=False),), (HideReview("R"),)),
        ((), (OwnReview("R", frozenset({"k1"}), hidden=True),), ()),
        ((ONE,), (OwnReview("R", frozenset({"k1"}), hidden=True),), ()),
        (None, (OwnReview("R", frozenset({"k1"}), hidden=False),), ()),
        ((ONE,), (SECOND, FIRST), (TakeBackSuggestions(SECOND, frozenset({"k2"})),)),
        ((ONE, TWO), (FIRST, OwnReview("R2", frozenset({"k2"}), hidden=False, id=2)), ()),
        ((ONE,), (FIRST, OwnReview("R2", frozenset({"k1"}), hidden=True, id=2)), ()),
        ((), (FIRST, SECOND), (HideReview("R1"), HideReview("R2"))),
    ],
)
def test_suggestions_are_planned_once(
    wanted: tuple[Suggestion, ...] | None, reviews: tuple[OwnReview, ...], effects: tuple[Effect, ...]
) -> None:
    present = Present(number=1, node="PR", head="h", reviews=reviews)
    *planned, _ = plan(Wanted(status=Status("success", ""), suggestions=wanted), present)
    assert tuple(planned) == effects


def test_no_review_holds_more_than_twenty() -> None:
    many = tuple(Suggestion(path="a.md", start=line, end=line, body="", key=f"k{line}") for line in range(30))
    first, _ = plan(Wanted(status=Status("success", ""), suggestions=many), Present(number=1, node="PR", head="h"))
    assert isinstance(first, Suggest)
    assert len(first.suggestions) == 20


@pytest.mark.parametrize("at", range(1, 9))
def test_two_runs_at_once_suggest_everything_once_wherever_they_meet(election: Election, at: int) -> None:
    broken(election)
    election.world.before(election.pr, at=at)
    election.pr()
    assert len(suggested(election)) == len(set(suggested(election))) == 2
    shown = [review for review in election.pull.reviews if not review.data.minimized]
    assert len(shown) == 1
    election.requests()
    election.pr()
    assert election.requests()[1] == 0


def test_suggestions_left_twice_by_two_heads_are_taken_back_one_by_one(election: Election) -> None:
    """The second run saw a text with one more repair, and not yet the review of the first."""
    election.pull.push({PATH: BROKEN + "\n[third](htps://example.org/c)\n"})

    def meanwhile() -> None:
        election.pull.push({PATH: BROKEN + "\nNothing to repair.\n"})
        election.pr()

    election.world.before(meanwhile, at=1, only="write")
    election.pr()
    assert len(suggested(election)) == len(set(suggested(election))) == 3
    first, second = election.pull.reviews
    assert (first.data.minimized, second.data.minimized) == (None, None)
    assert [len(keys(review)) for review in (first, second)] == [2, 1]
    assert not keys(first) & keys(second)


@pytest.mark.parametrize("at", range(1, 9))
def test_a_run_that_dies_while_taking_back_is_finished_by_the_next(election: Election, at: int) -> None:
    broken(election)
    election.pr()
    [first] = election.pull.reviews
    remarks = [Remark(thread.path, thread.line, thread.comments[0].body) for thread in election.pull.threads]
    twin = election.pull.review("github-actions", "COMMENTED", first.body, remarks)
    election.world.before(lambda: election.world.fault(Kind.BAD_GATEWAY, at=0), at=at)
    election.pr()
    election.world.faults.clear()
    election.pr()
    assert len(suggested(election)) == 2
    assert (first.data.minimized, twin.data.minimized) == (None, "outdated")
