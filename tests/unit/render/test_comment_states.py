"""Each state of a nomination, judged by all rules: what its first lines tell people, and that they stay as they are."""

from __future__ import annotations

import pytest
from making import NOMINEE, NOW, at, comment, make_snapshot
from msgspec.structs import replace

from nomflow.core.evaluate import evaluate
from nomflow.core.snapshot.snapshot import PullRequestState, Snapshot
from nomflow.render.comment.comment import render_comment
from nomflow.rules import RULES

TWO = "endorsements: {count: 2}"
SITE = "site: {url: 'https://vote.example.org/'}\n"
CLOSED = "08-02 12:00"
ENDORSED = (comment("ben", "/endorse"), comment("cleo", "/endorse"))
PAGE = f"https://vote.example.org/2026-board/candidates/{NOMINEE}/"


def merged(election: str = TWO, taken: str = NOW) -> Snapshot:
    merged_at = at("07-24 10:00")
    state = PullRequestState.MERGED
    return make_snapshot(*ENDORSED, election=election, config=SITE, taken=taken, state=state, merged_at=merged_at)


def body(snapshot: Snapshot) -> str:
    return render_comment(evaluate(snapshot, RULES)).body


def first(snapshot: Snapshot) -> str:
    """What stands above the table."""
    return body(snapshot).partition("\n\n")[2].partition("\n\n|")[0].partition("\n\n<sub>")[0]


@pytest.mark.parametrize(
    ("snapshot", "said"),
    [
        (make_snapshot(election=TWO), "**Not ready yet.**\n\n**Next step:** Ask 2 more people to endorse."),
        (make_snapshot(*ENDORSED, election=TWO), "**Ready for the officers.** Nothing is left to do for you;"),
        (make_snapshot(author="ben"), "comments `/accept` here. Deadline: **Friday 31 July 2026, 23:59 UTC**"),
        (make_snapshot(author="ben"), "**Waiting for acceptance.** Nothing is published before Ida Quist agrees."),
        (make_snapshot(draft=True), "A draft is checked like everything else, and does not count as submitted."),
        (make_snapshot(taken="06-20 12:00", opened="06-19 12:00"), "Nominations open on **Wednesday 1 July 2026"),
        (
            make_snapshot(opened="08-01 00:07:31", taken=CLOSED),
            "Submitted on Saturday 1 August 2026, 00:07:31 UTC, 7",
        ),
        (make_snapshot(opened="08-01 00:07:31", taken=CLOSED), "You may ask the officers to decide."),
        (
            make_snapshot(ENDORSED[0], comment("cleo", "/endorse", "08-01 00:04"), election=TWO, taken=CLOSED),
            "there were 1 of 2 endorsements. You may ask the officers to decide. Another one came 4 minutes",
        ),
        (make_snapshot(comment(NOMINEE, "/withdraw")), "**Withdrawn.** The nominee withdrew on"),
        (merged(), f"See [the candidate’s page]({PAGE})."),
        (merged(taken=CLOSED), "**On the ballot.**"),
    ],
)
def test_each_state_says_what_it_is_and_what_comes_next(snapshot: Snapshot, said: str) -> None:
    assert said in first(snapshot)


def test_officers_can_be_reached_when_something_came_too_late() -> None:
    late = make_snapshot(opened="08-01 00:07", taken=CLOSED)
    contact = replace(late.config, organisation=replace(late.config.organisation, contact="elections@example.org"))
    assert "mailto:elections@example.org" in first(replace(late, config=contact))


def test_a_sealed_page_is_linked_only_once_it_shows_names() -> None:
    sealed = f"{TWO}\npublication: {{visibility: sealed}}"
    assert "vote.example.org" not in first(merged(sealed))
    assert PAGE in first(merged(sealed, CLOSED))


@pytest.mark.parametrize(
    "made", [merged(taken="08-01 00:00"), make_snapshot(election=TWO, taken="08-01 00:00")], ids=["ballot", "too late"]
)
def test_after_the_close_the_comment_does_not_change_any_more(made: Snapshot) -> None:
    assert body(made) == body(replace(made, taken_at=at("12-24 12:00")))


def test_after_the_close_only_commands_that_do_something_are_offered() -> None:
    made = body(merged(taken=CLOSED))
    assert "`/withdraw`: the nominee no longer stands" in made
    assert not [word for word in ("`/endorse`", "`/accept`", "extend DATE") if word in made]


def test_what_does_not_belong_to_a_nomination_is_listed() -> None:
    files = ["README.md", *(f"a/{number:02}" for number in range(14))]
    made = body(make_snapshot(files=[f"nominations/2026-board/{NOMINEE}.md", *files]))
    listed = made.partition("### What to fix")[2].partition("###")[0]
    assert "README.md does not belong to a nomination. Remove it from this pull request." in listed
    assert "The same goes for a/00, a/01, a/02, a/03, a/04 and 9 more." in listed


def test_what_must_be_fixed_stands_above_the_table_and_a_table_without_trouble_is_folded() -> None:
    made = body(make_snapshot(files=[f"nominations/2026-board/{NOMINEE}.md", "README.md"]))
    assert made.index("### What to fix") < made.index("| Check | State |")
    assert "<summary>All checks</summary>" not in made

    ready = body(make_snapshot(*ENDORSED, election=TWO))
    assert ready.index("<summary>All checks</summary>") < ready.index("| Check | State |")


def test_several_steps_are_numbered() -> None:
    made = body(make_snapshot(election=TWO, author="ben"))

    assert "**Next steps:**\n\n1. " in made
    assert "\n2. Ask 2 more people to endorse." in made
