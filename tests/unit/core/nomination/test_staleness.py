"""How much a statement changed, which version stood when, and whether an act on an earlier one still stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import HEAD, approve, at, blob_of, make_snapshot, remark, statement_text, status
from msgspec.structs import replace

from nomflow.core.election.choices import Stale
from nomflow.core.election.people_rules import StaleRule
from nomflow.core.nomination.as_it_stood import as_it_stood, stood_instead
from nomflow.core.nomination.staleness import Freshness, changed_percent, changed_words, freshness
from nomflow.core.nomination.versions import blob_of_commit, first_seen, head_at, known_blobs
from nomflow.core.snapshot.snapshot import Event, EventKind, Snapshot, Version

HUNDRED = " ".join(f"word{number}" for number in range(100))


def with_changes(number: int) -> str:
    return " ".join(f"other{place}" if place < number else word for place, word in enumerate(HUNDRED.split()))


@pytest.mark.parametrize(
    ("before", "after", "changed", "of"),
    [
        ("", "", 0, 0),
        ("one two", "one two", 0, 2),
        ("one two", "one three", 1, 2),
        ("one two", "one two three four", 2, 4),
        ("one two three", "three", 2, 3),
        ("one two three four", "two one three four", 1, 4),
        ("one  two\n\nthree", "one two three", 0, 3),
        ("**One** _two_.", "one, two!", 0, 2),
        ("- one\n- two", "1. one\n2. two", 0, 2),
        ("# One\n\ntwo", "One\n===\n\ntwo", 0, 2),
        ("[one](https://a.example) two", "[one](https://b.example) two", 1, 3),
        ("![one](a.png)", "![one](b.png)", 1, 2),
        ("one <b>two</b>", "one two", 0, 2),
        ("```\none\n```", "```\ntwo\n```", 1, 1),
        ("我喜欢猫", "我喜欢狗", 1, 4),
        (HUNDRED, with_changes(10), 10, 100),
    ],
)
def test_words_are_compared_and_nothing_else(before: str, after: str, changed: int, of: int) -> None:
    assert changed_words(before, after) == (changed, of)


def test_the_front_matter_is_compared_too() -> None:
    changed, _ = changed_words(statement_text(), statement_text(more="summary: Something new"))
    assert changed == 3


@pytest.mark.parametrize(
    ("policy", "percent", "changes", "expected"),
    [
        (Stale.UNLESS_CHANGED, 10, 10, Freshness.FRESH),
        (Stale.UNLESS_CHANGED, 10, 11, Freshness.STALE),
        (Stale.UNLESS_CHANGED, 0, 0, Freshness.FRESH),
        (Stale.UNLESS_CHANGED, 0, 1, Freshness.STALE),
        (Stale.UNLESS_CHANGED, 100, 100, Freshness.FRESH),
        (Stale.EXACT, 10, 1, Freshness.STALE),
        (Stale.EXACT, 10, 0, Freshness.FRESH),
        (Stale.KEEP, 0, 100, Freshness.FRESH),
    ],
)
def test_the_boundary_belongs_to_what_still_stands(
    policy: Stale, percent: int, changes: int, expected: Freshness
) -> None:
    before, after = HUNDRED, with_changes(changes)
    snapshot = make_snapshot(text=after, versions=[before])
    assert freshness(snapshot, [blob_of(before)], StaleRule(policy, percent)) is expected


def test_the_percentage_told_is_rounded_up() -> None:
    snapshot = make_snapshot(text="one two four", versions=["one two three"])
    assert changed_percent(snapshot, blob_of("one two three")) == 34
    assert changed_percent(snapshot, "f" * 40) is None


def test_without_a_statement_nothing_is_stale() -> None:
    snapshot = replace(make_snapshot(), statement=None)
    assert freshness(snapshot, ["f" * 40], StaleRule(Stale.EXACT)) is Freshness.FRESH
    assert changed_percent(snapshot, "f" * 40) is None


def test_an_act_of_an_unknown_version_is_fresh_only_if_there_was_never_another() -> None:
    assert freshness(make_snapshot(), [], StaleRule(Stale.EXACT)) is Freshness.FRESH
    assert freshness(make_snapshot(versions=[OLD]), [], StaleRule(Stale.EXACT)) is Freshness.UNKNOWN


words = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12)


@given(words, words)
def test_the_difference_is_what_lies_outside_a_longest_common_subsequence(old: list[str], new: list[str]) -> None:
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            table[i + 1][j + 1] = table[i][j] + 1 if one == other else max(table[i][j + 1], table[i + 1][j])
    longer = max(len(old), len(new))
    assert changed_words(" ".join(old), " ".join(new)) == (longer - table[-1][-1], longer)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(before: str, after: str) -> None:
    changed, of = changed_words(before, after)
    assert 0 <= changed <= of
    assert changed_words(after, after)[0] == 0


def test_long_texts_are_compared_in_little_time() -> None:
    one = " ".join(f"w{number * 7 % 1009}" for number in range(12_000))
    other = " ".join(f"w{number * 11 % 1013}" for number in range(12_000))
    start = time.process_time()
    changed_words(one, other)
    assert time.process_time() - start < 3


# Which version stood when


OLD, NEW = statement_text(thanks="The older one."), statement_text(thanks="The newer one.")
PUSHED = (status("a" * 40, "07-02", blob_of(OLD)), status("b" * 40, "07-10", blob_of(NEW)))


STILL = status("a" * 40, "08-01 00:00:00", blob_of(OLD))
"""A look after the close, which saw the older one."""


def pushed(*events: object, taken: str = "07-20", **more: object) -> Snapshot:
    return make_snapshot(*(events or PUSHED), text=NEW, versions=[OLD], head="b" * 40, taken=taken, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("07-01", {""}),
        ("07-02", {"OLD"}),
        ("07-05", {"OLD"}),
        ("07-06", {"OLD"}),
        ("07-06 00:00:01", {"OLD", "NEW"}),
        ("07-09 23:59:59", {"OLD", "NEW"}),
        ("07-10", {"NEW"}),
        ("07-19", {"NEW"}),
    ],
)
def test_between_two_sightings_of_one_commit_nothing_else_was_the_head(when: str, expected: set[str]) -> None:
    seen = (PUSHED[0], status("a" * 40, "07-06", blob_of(OLD)), PUSHED[1])
    names = {"OLD": blob_of(OLD), "NEW": blob_of(NEW), "": ""}
    head = head_at(pushed(*seen), at(when))
    assert head.blobs == {names[each] for each in expected} - {""}
    assert head.known is (len(head.blobs) == 1)


def test_a_gap_names_the_two_versions_and_the_times_it_lies_between() -> None:
    gap = head_at(pushed(), at("07-07")).gap
    assert str(gap) == (
        "Nothing shows when commit bbbbbbb took the place of aaaaaaa: aaaaaaa was seen on Thursday 2 July 2026, "
        "00:00 UTC, bbbbbbb on Friday 10 July 2026, 00:00 UTC, and nothing in between."
    )


def test_a_force_push_tells_the_second() -> None:
    push = Event(
        kind=EventKind.FORCE_PUSHED,
        at=at("07-08 10:00"),
        before="a" * 40,
        after="b" * 40,
        before_blob=blob_of(OLD),
        after_blob=blob_of(NEW),
    )
    snapshot = pushed(PUSHED[0], status("b" * 40, "07-20", blob_of(NEW)), events=(push,))
    assert head_at(snapshot, at("07-08 09:59:59")).blob == blob_of(OLD)
    assert head_at(snapshot, at("07-08 10:00")).blob == blob_of(NEW)


def test_commits_that_do_not_touch_the_statement_leave_no_gap() -> None:
    commits = tuple(Version(name * 40, blob_of(text)) for name, text in (("a", OLD), ("c", OLD), ("b", NEW)))
    seen = (PUSHED[0], status("c" * 40, "07-10", blob_of(OLD)), status("b" * 40, "07-15", blob_of(NEW)))
    snapshot = pushed(*seen, events=(), commits=commits)
    assert head_at(snapshot, at("07-05")).blob == blob_of(OLD)
    assert not head_at(snapshot, at("07-12")).known


def test_a_status_that_names_no_blob_is_understood_by_its_commit() -> None:
    snapshot = pushed(status("a" * 40, "07-02", blob_of(OLD)), status("a" * 40, "07-06"), status("b" * 40, "07-10"))
    assert head_at(snapshot, at("07-05")).blob == blob_of(OLD)
    assert head_at(snapshot, at("07-12")).blob == blob_of(NEW)
    assert blob_of_commit(snapshot, "c" * 40) == ""


def test_a_review_or_the_merge_proves_that_a_version_was_there() -> None:
    snapshot = pushed(*PUSHED, remark("ben", "07-08", blob=blob_of(NEW)))
    assert first_seen(snapshot, blob_of(NEW)) == at("07-08")
    merged = make_snapshot(text=NEW, merged_at=at("07-15"), statuses=())
    assert first_seen(merged, blob_of(NEW)) == at("07-15")
    assert first_seen(merged, blob_of(OLD)) == at("07-20 12:00")
    assert first_seen(make_snapshot(statuses=()), blob_of(NEW)) == at("07-20 12:00")
    reviewed = replace(remark("ben", "07-05", blob="unknown"), commit="b" * 40)
    assert first_seen(pushed(*PUSHED, reviewed), blob_of(NEW)) == at("07-05")


# What stood at the close


@pytest.mark.parametrize(
    ("late", "expected"),
    [("07-31 23:59:59", None), ("08-01 00:00:01", "a" * 40), ("08-05", "a" * 40)],
)
def test_a_push_after_the_close_is_known_by_our_first_status_on_it(late: str, expected: str | None) -> None:
    seen = (PUSHED[0], STILL) if late > "08" else (PUSHED[0],)
    snapshot = pushed(*seen, status("b" * 40, late, blob_of(NEW)), taken="08-10")
    found = stood_instead(snapshot)
    assert (found.commit if found else None) == expected


def test_a_version_seen_for_the_first_time_after_the_close_is_late() -> None:
    snapshot = pushed(PUSHED[0], STILL, taken="08-10")
    found = stood_instead(snapshot)
    assert found
    assert found.commit == "a" * 40


def test_a_version_seen_for_the_first_time_before_the_close_is_in_time() -> None:
    assert stood_instead(pushed(PUSHED[0], taken="07-20")) is None


def test_going_back_to_the_version_that_stood_is_no_change() -> None:
    back = (status("a" * 40, "07-02", blob_of(OLD)), status("b" * 40, "08-02", blob_of(NEW)))
    snapshot = make_snapshot(*back, text=OLD, versions=[NEW], head="c" * 40, taken="08-10")
    assert stood_instead(snapshot) is None


def test_where_nothing_is_on_record_nobody_is_late() -> None:
    assert stood_instead(pushed(status("b" * 40, "08-02", blob_of(NEW)), taken="08-10")) is None
    assert stood_instead(make_snapshot(taken="08-10", statuses=())) is None


def test_what_stood_is_judged_with_the_text_of_then() -> None:
    snapshot = pushed(PUSHED[0], STILL, status("b" * 40, "08-02", blob_of(NEW)), taken="08-10")
    stood = as_it_stood(snapshot)
    assert stood.statement
    assert stood.statement.source.text == OLD
    assert stood.pull_request
    assert stood.pull_request.head == "a" * 40
    assert set(stood.versions) == {blob_of(OLD), blob_of(NEW)}
    assert as_it_stood(stood) is stood


def test_without_a_pull_request_or_a_statement_there_is_nothing_to_compare() -> None:
    local = make_snapshot(pull_request=False)
    assert as_it_stood(local) is local
    assert known_blobs(local) == {blob_of(statement_text())}
    assert (head_at(local, at("07-20")).blob, first_seen(local, "x")) == ("", at("07-20 12:00"))
    empty = replace(pushed(taken="08-10"), statement=None)
    assert as_it_stood(empty) is empty
    assert known_blobs(empty) == {blob_of(OLD), blob_of(NEW)}
    assert blob_of_commit(empty, "b" * 40) == blob_of(NEW)


def test_a_status_whose_version_nobody_knows_proves_nothing() -> None:
    snapshot = pushed(status("c" * 40, "07-02"), status("b" * 40, "08-02", blob_of(NEW)), taken="08-10")
    assert stood_instead(snapshot) is None


def test_what_nobody_kept_cannot_be_judged_again() -> None:
    snapshot = make_snapshot(PUSHED[0], text=NEW, head="b" * 40, taken="08-10")
    assert as_it_stood(snapshot) is snapshot


def test_a_saved_snapshot_is_judged_as_of_an_earlier_time() -> None:
    earlier = as_it_stood(pushed(PUSHED[0], status("a" * 40, "07-06", blob_of(OLD)), PUSHED[1], taken="07-05"))
    assert earlier.statement
    assert earlier.statement.source.text == OLD


def test_an_approval_of_the_head_is_of_the_statement_there() -> None:
    event = approve("ben", blob="unknown")
    snapshot = make_snapshot(replace(event, commit=HEAD), text=NEW, versions=[OLD])
    assert snapshot.pull_request
    assert blob_of_commit(snapshot, HEAD) == blob_of(NEW)
