"""A past election is judged as it was at each moment, from the record alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.election.load import load
from nomflow.core.roll.roll import Elector, make_roll
from nomflow.core.snapshot.snapshot import (
    Account,
    Comment,
    PostedStatus,
    PullRequest,
    PullRequestState,
    Review,
    ReviewState,
    Snapshot,
)
from nomflow.core.verdict.decided import Agreement, Known, compare, read_outcomes, unmatched
from nomflow.core.verdict.replay import Replayed, as_of, moments, replay
from nomflow.rules import RULES

CONFIG = load(
    """\
organisation: Example Cooperative
elections:
  - id: 2026-board
    title: Board election 2026
    windows:
      zone: UTC
      nominations: {opens: 2026-07-01, closes: 2026-07-31}
    endorsements: {count: 2, distinct: employers}
    roll: roll.csv
""",
    "nomflow.yml",
    lambda name: None,
)
START = datetime(2026, 7, 10, 12, tzinfo=UTC)
PEOPLE = {"ida": "", "ben": "Northwind", "eve": "Northwind", "gus": "Tidewater", "pia": "Tidewater", "kim": "Kilda"}
ROLL = make_roll(
    Elector(id=None, login=login, name="", organisations=(employer,) if employer else ())
    for login, employer in PEOPLE.items()
)


def day(days: float) -> datetime:
    return START + timedelta(days=days)


def said(by: str, days: float, body: str = "/endorse", **more: object) -> Comment:
    return replace(Comment(id=f"{int(days * 1000)}", author=Account(by), body=body, created_at=day(days)), **more)


def reviewed(by: str, days: float, state: ReviewState = ReviewState.APPROVED, **more: object) -> Review:
    return replace(Review(id=f"{int(days * 1000)}", author=Account(by), state=state, submitted_at=day(days)), **more)


def nomination(*acts: Comment | Review, author: str = "ida", taken: float = 30, **more: object) -> Snapshot:
    pull_request = PullRequest(
        number=7,
        author=Account(author),
        created_at=START,
        reviews=tuple(act for act in acts if isinstance(act, Review)),
        comments=tuple(act for act in acts if isinstance(act, Comment)),
    )
    return Snapshot(
        config=CONFIG,
        election=CONFIG.elections[0],
        taken_at=day(taken),
        nominee=Account("ida"),
        pull_request=replace(pull_request, **more),
        roll=ROLL,
    )


def replayed(*acts: Comment | Review, author: str = "ida", taken: float = 30, **more: object) -> Replayed:
    return replay(nomination(*acts, author=author, taken=taken, **more), RULES)


TABLE = {
    "two employers": ((said("ben", 1), said("gus", 3)), 3, True),
    "one employer twice": ((said("ben", 1), said("eve", 2)), None, False),
    "one employer twice, repaired by a third": ((said("ben", 1), said("eve", 2), said("gus", 6)), 6, True),
    "an approval and a comment": ((reviewed("ben", 1), said("gus", 2)), 2, True),
    "withdrawn later": ((said("ben", 1), said("gus", 2), said("gus", 4, "/unendorse")), 2, False),
    "withdrawn and given again": (
        (said("ben", 1), said("ben", 2, "/unendorse"), said("gus", 3), said("ben", 5)),
        5,
        True,
    ),
    "too late": ((said("ben", 1), said("gus", 25)), None, False),
    "off the roll": ((said("ben", 1), said("zoe", 2)), None, False),
    "the nominee withdrew": ((said("ben", 1), said("gus", 2), said("ida", 9, "/withdraw")), 2, False),
    "nobody": ((), None, False),
}


@pytest.mark.parametrize(("acts", "first", "qualifies"), TABLE.values(), ids=TABLE)
def test_when_a_nomination_first_qualified(
    acts: tuple[Comment | Review, ...], first: float | None, qualifies: bool
) -> None:
    found = replayed(*acts)
    assert found.first == (None if first is None else day(first))
    assert found.qualifies is qualifies
    assert bool(found.missing) is not qualifies


def test_a_nomination_by_somebody_else_waits_for_the_nominee() -> None:
    acts = (said("ben", 1), said("gus", 2))
    assert replayed(*acts, author="ben").first is None
    accepted = replayed(*acts, said("ida", 4, "/accept"), author="ben")
    assert accepted.first == day(4)
    assert [(change.at, change.qualifies) for change in accepted.changes] == [(START, False), (day(4), True)]


def test_counts_are_told_for_the_first_moment_and_for_the_end() -> None:
    found = replayed(said("ben", 1), said("gus", 2), said("kim", 5))
    assert (found.then, found.end, found.needed) == (2, 3, 2)


def test_what_the_committee_did_with_the_pull_request_does_not_decide() -> None:
    acts = (said("ben", 1), said("gus", 2))
    closed = replayed(*acts, state=PullRequestState.CLOSED, closed_at=day(3))
    merged = replayed(state=PullRequestState.MERGED, merged_at=day(3))
    assert (closed.first, closed.qualifies) == (day(2), True)
    assert (merged.first, merged.qualifies) == (None, False)


def test_a_roll_that_cannot_be_read_makes_nobody_qualify_and_refuses_nobody() -> None:
    from nomflow.core.roll.roll import Unavailable

    found = replay(replace(nomination(said("ben", 1), said("gus", 2)), roll=Unavailable("gone")), RULES)
    assert found.first is None
    assert found.qualifies is None
    assert found.missing


def test_a_nomination_before_the_window_qualifies_when_it_opens() -> None:
    early = datetime(2026, 6, 28, tzinfo=UTC)
    acts = (said("ben", -11), said("gus", -11))
    assert replayed(*acts, created_at=early).first == datetime(2026, 7, 1, tzinfo=UTC)


def test_a_draft_qualifies_when_it_is_marked_ready() -> None:
    found = replayed(said("ben", 1), said("gus", 2), ready_at=day(4))
    assert found.first == day(4)


def test_the_past_is_what_stood_then() -> None:
    editor = Account("ben")
    snapshot = nomination(
        said("ben", 1, edited_at=day(5), edited_by=editor),
        said("gus", 2),
        reviewed("pia", 3, ReviewState.DISMISSED, dismissed_at=day(6), dismissed_from=ReviewState.APPROVED),
        reviewed("kim", 4, ReviewState.COMMENTED, body="I liked it", edited_at=day(7), edited_by=Account("kim")),
        state=PullRequestState.MERGED,
        merged_at=day(8),
        statuses=(
            PostedStatus(commit="c0", state="pending", at=day(0)),
            PostedStatus(commit="c1", state="success", at=day(9)),
        ),
    )
    before = as_of(snapshot, day(4.5)).pull_request
    assert before is not None
    assert [(comment.author.login, comment.body) for comment in before.comments] == [("ben", ""), ("gus", "/endorse")]
    assert [review.state for review in before.reviews] == [ReviewState.APPROVED, ReviewState.COMMENTED]
    assert [review.body for review in before.reviews] == ["", ""]
    assert (before.state, before.merged_at) == (PullRequestState.OPEN, None)
    assert [status.commit for status in before.statuses] == ["c0"]
    after = as_of(snapshot, day(20))
    assert snapshot.pull_request
    assert after.pull_request == replace(snapshot.pull_request, closed_at=day(8))
    assert after.taken_at == day(20)


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(sorted(PEOPLE)),
        st.integers(1, 40),
        st.sampled_from(["/endorse", "/unendorse", "/accept", "/withdraw", "hello", "approve", "dismissed"]),
    ),
    max_size=8,
)


def acts_of(events: list[tuple[str, int, str]]) -> list[Comment | Review]:
    acts: list[Comment | Review] = []
    for by, days, what in events:
        if what == "approve":
            acts.append(reviewed(by, days))
        elif what == "dismissed":
            undone = {"dismissed_at": day(days + 2), "dismissed_from": ReviewState.APPROVED}
            acts.append(reviewed(by, days, ReviewState.DISMISSED, **undone))
        else:
            acts.append(said(by, days, what))
    return acts


@given(EVENTS, st.integers(0, 45))
def test_what_happens_later_changes_nothing_about_before(events: list[tuple[str, int, str]], taken: int) -> None:
    """A snapshot taken early, and a later one as of that time, tell the same."""
    acts = acts_of(events)
    early = nomination(*[act for act in acts if when(act) <= day(taken)], taken=taken)
    late = nomination(*acts, taken=60)
    one, other = replay(as_of(early, day(taken)), RULES), replay(as_of(late, day(taken)), RULES)
    assert (one.first, one.then, one.end, one.qualifies) == (other.first, other.then, other.end, other.qualifies)


@given(EVENTS, st.randoms())
def test_the_order_in_which_acts_are_listed_does_not_matter(
    events: list[tuple[str, int, str]], random: st.DataObject
) -> None:
    acts = [replace(act, id=str(number)) for number, act in enumerate(acts_of(events))]
    mixed = acts.copy()
    random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert replayed(*acts).changes == replayed(*mixed).changes


def when(act: Comment | Review) -> datetime:
    return act.submitted_at if isinstance(act, Review) else act.created_at


def test_moments_are_sorted_and_never_later_than_the_snapshot() -> None:
    found = moments(nomination(said("ben", 5), said("gus", 2), said("kim", 40)))
    assert found == (START, day(2), day(5), day(30))


KNOWN = """\
nominee,outcome,qualified_on,number
@IDA,qualified,2026-07-13,
"""


def test_known_outcomes_are_found_whatever_the_case_of_the_handle() -> None:
    known = read_outcomes(KNOWN, "known.csv")
    (one,) = compare([replayed(said("ben", 1), said("gus", 3))], known)
    assert one.agreement is Agreement.AGREES
    assert unmatched([one], known) == ()


def test_a_committee_that_said_so_too_early_is_caught() -> None:
    (one,) = compare([replayed(said("ben", 1), said("eve", 2), said("gus", 6))], read_outcomes(KNOWN, "known.csv"))
    assert one.agreement is Agreement.LATER
    assert "Thursday 16 July 2026, 12:00 UTC" in str(one.why)


ENOUGH = (said("ben", 1), said("gus", 3))


@pytest.mark.parametrize(
    ("outcome", "acts", "agreement"),
    [
        ("qualified", ENOUGH, Agreement.AGREES),
        ("candidate", ENOUGH, Agreement.AGREES),
        ("qualified", ENOUGH[:1], Agreement.DIFFERS),
        ("not qualified", ENOUGH[:1], Agreement.AGREES),
        ("Not-Qualified", ENOUGH, Agreement.DIFFERS),
        ("withdrawn", (*ENOUGH, said("ida", 4, "/withdraw")), Agreement.AGREES),
        ("withdrawn", ENOUGH[:1], Agreement.AGREES),
        ("withdrawn", ENOUGH, Agreement.NOT_COMPARED),
        ("unknown", ENOUGH, Agreement.NOT_COMPARED),
        ("", ENOUGH, Agreement.NOT_COMPARED),
    ],
)
def test_a_comparison(outcome: str, acts: tuple[Comment, ...], agreement: Agreement) -> None:
    known = read_outcomes(f"nominee,outcome\nida,{outcome}\n", "known.csv")
    assert compare([replayed(*acts)], known)[0].agreement is agreement


def test_two_nominations_of_one_person_are_told_apart_by_their_numbers() -> None:
    first, second = replace(replayed(), number=431), replace(replayed(*ENOUGH), number=433)
    known = read_outcomes("nominee,outcome,number\nida,unknown,431\nida,qualified,\nzoe,qualified,\n", "known.csv")
    compared = compare([first, second], known)
    assert [each.known.outcome for each in compared if each.known] == [Known.UNKNOWN, Known.QUALIFIED]
    assert unmatched(compared, known) == ("zoe",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("who,what\n", "known.csv:1:1: The first line must name the columns"),
        ("", "The first line must name the columns"),
        ("nominee,outcome\nida,qualifed\n", "known.csv:2:1: “qualifed” is not an outcome. Did you mean “qualified”?"),
        ("nominee,outcome\n,qualified\n", "names no nominee"),
        ("nominee,outcome,number\nida,qualified,#7\n", "digits only"),
        ("nominee,outcome,qualified_on\nida,qualified,yesterday\n", "is not a date"),
    ],
)
def test_a_fault_in_the_known_outcomes_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_outcomes(text, "known.csv")
    assert told in str(caught.value)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    faults: tuple[Fault, ...] = ()
    try:
        read_outcomes("nominee,outcome\n" + text, "known.csv")
    except ConfigError as error:
        faults = error.faults
    assert all(fault.place.line >= 1 for fault in faults)


def test_a_field_too_long_for_a_csv_file_is_a_fault() -> None:
    with pytest.raises(ConfigError, match="This is not CSV"):
        read_outcomes("nominee,outcome\n" + "x" * 200_000, "known.csv")
