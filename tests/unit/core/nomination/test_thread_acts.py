"""The thread as acts: in the order of the server's times, whoever lists them, and nobody's words but their author's."""

from __future__ import annotations

import gc
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import (
    CAST,
    UNKNOWN_BLOB,
    account,
    approve,
    ask_for_changes,
    at,
    blob_of,
    bot,
    comment,
    dismissed,
    endorse,
    make_snapshot,
    number_of,
    remark,
    review,
    statement_text,
    status,
)
from msgspec.structs import replace

from nomflow.core.acknowledgements.confirmed import acknowledgements
from nomflow.core.endorsements.tally import tally
from nomflow.core.nomination.standing import consent
from nomflow.core.nomination.thread import ThreadAct, heard_at, read_thread, state_at, undone, who
from nomflow.core.snapshot.snapshot import Account, Comment, PostedStatus, Review, ReviewState
from nomflow.core.thread.acts import ActKind

Event = Review | Comment | PostedStatus


def acts(*events: Event, **more: object) -> tuple[ThreadAct, ...]:
    return read_thread(make_snapshot(*events, **more)).acts  # type: ignore[arg-type]


def said(*events: Event, **more: object) -> list[str]:
    return [(act.kind or act.review or "").value for act in acts(*events, **more)]  # type: ignore[union-attr]


def test_acts_are_in_the_order_of_their_times() -> None:
    events = (endorse("ben", "07-12"), approve("cleo", "07-10"), comment("dan", "/accept", "07-11"))
    assert said(*events) == ["approved", "accept", "endorse"]


def test_a_review_speaks_before_its_words_and_they_line_by_line() -> None:
    event = approve("ben", body="/unendorse\n/acknowledge\n/endorse")
    assert said(event) == ["approved", "unendorse", "acknowledge", "endorse"]


def test_words_edited_later_are_an_act_of_their_own_time() -> None:
    event = approve("ben", "07-10", body="/endorse", edited_at="07-12", edited_by="ben")
    other = comment("cleo", "/endorse", "07-11")
    assert [(act.author.login, act.at) for act in acts(event, other)] == [
        ("ben", at("07-10")),
        ("cleo", at("07-11")),
        ("ben", at("07-12")),
    ]


def test_an_edit_by_somebody_else_moves_nothing() -> None:
    (found,) = acts(comment("ben", "/endorse", "07-10", edited_at="07-12", edited_by="cleo"))
    assert (found.at, found.tampered) == (at("07-10"), True)


@pytest.mark.parametrize("body", ["<!-- nomflow:comment v1 -->\n/endorse", "\n <!-- nomflow:state -->\n/endorse"])
def test_our_own_comments_say_nothing(body: str) -> None:
    assert acts(comment(bot("github-actions"), body)) == ()
    assert acts(remark(bot("github-actions"), body=body)) == ()


def test_programs_slip_unanswered() -> None:
    assert read_thread(make_snapshot(comment(bot("helper"), "!endorce"))).doubts == ()


def test_a_person_is_their_number_or_else_their_name() -> None:
    assert who(account("Ben")) == who(account("benedict", number_of("ben")))
    assert who(Account("Ben")) == who(Account("@ben")) == "ben"
    (found,) = acts(comment(Account("BEN"), "/endorse"), author="ben")
    assert found.author.id == number_of("ben")


@pytest.mark.parametrize(
    ("event", "close", "state"),
    [
        (approve("ben"), "07-20", ReviewState.APPROVED),
        (dismissed(approve("ben"), "07-12"), "07-20", ReviewState.DISMISSED),
        (dismissed(approve("ben"), "07-20"), "07-20", ReviewState.DISMISSED),
        (dismissed(approve("ben"), "07-20 00:00:01"), "07-20", ReviewState.APPROVED),
        (dismissed(approve("ben"), "07-12"), None, ReviewState.DISMISSED),
        (dismissed(approve("ben")), "07-20", ReviewState.DISMISSED),
        (dismissed(approve("ben"), "07-21", None), "07-20", ReviewState.DISMISSED),
    ],
)
def test_a_review_is_what_it_was_at_the_close(event: Review, close: str | None, state: ReviewState) -> None:
    (act,) = acts(event, taken="08-10")
    assert state_at(act, at(close) if close else None) is state


def test_words_in_a_dismissed_review_are_undone_with_it_by_the_close() -> None:
    (_, spoken) = acts(dismissed(approve("ben", body="/endorse"), "07-20"), taken="08-10")
    assert undone(spoken, at("07-20"))
    assert not undone(spoken, at("07-19"))
    assert undone(spoken, None)


def test_nothing_later_than_the_snapshot_is_answered() -> None:
    assert read_thread(make_snapshot(comment("ben", "!endorce", "07-21"), taken="07-20")).doubts == ()


def test_words_in_a_review_are_about_what_was_reviewed_and_others_about_what_stood_then() -> None:
    old, new = statement_text(thanks="One."), statement_text(thanks="Two.")
    pushed = (status("a" * 40, "07-02", blob_of(old)), status("b" * 40, "07-10", blob_of(new)))
    reviewed = remark("ben", "07-12", "/endorse", blob=blob_of(old))
    by_commit = replace(remark("cleo", "07-13", "/endorse", blob=UNKNOWN_BLOB), commit="a" * 40)
    found = acts(reviewed, by_commit, endorse("dan", "07-14"), *pushed, text=new, head="b" * 40)
    assert [act.blob for act in found] == [blob_of(old)] * 4 + [blob_of(new)]


def test_hiding_silences_what_gives_and_never_what_takes_back() -> None:
    events = (approve("ben", minimised=True), comment("cleo", "/unendorse", minimised=True))
    hidden = review("dan", ReviewState.CHANGES_REQUESTED, minimised=True)
    assert [act.trouble is None for act in acts(*events, hidden)] == [False, True, True]


@pytest.mark.parametrize(
    ("when", "was"), [("07-25", None), (None, ReviewState.APPROVED), (None, None), ("07-20", ReviewState.APPROVED)]
)
def test_a_dismissal_of_which_too_little_is_known_has_happened(when: str | None, was: ReviewState | None) -> None:
    given = replace(dismissed(approve("ben")), dismissed_at=at(when) if when else None, dismissed_from=was)
    (act,) = acts(given, taken="07-20")
    assert act.dismissed
    assert state_at(act, at("07-31")) is ReviewState.DISMISSED


def test_a_dismissal_later_than_the_snapshot_has_not_happened() -> None:
    assert said(dismissed(approve("ben"), "07-21"), taken="07-20") == ["approved"]


def test_what_was_edited_after_the_close_keeps_its_earlier_place() -> None:
    early = comment("ben", "/endorse", "07-10", edited_at="08-05", edited_by="ben")
    found = acts(early, comment("ben", "/unendorse", "07-11"), comment("ben", "/endorse", "08-01"), taken="08-10")
    assert [act.kind for act in heard_at(found, at("07-31"))] == [ActKind.ENDORSE, ActKind.UNENDORSE]
    assert len(heard_at(found, None)) == 3


bodies = st.sampled_from(["/endorse", "/unendorse", "/accept", "/decline", "/acknowledge", "+1", "/withdraw\n/endorse"])
makers = st.sampled_from([approve, ask_for_changes, remark])
people = st.sampled_from([*CAST[:3], "ida-quist"])
seconds = st.integers(0, 3).map(lambda second: f"07-10 12:00:0{second}")
events = st.lists(
    st.one_of(
        st.builds(comment, people, bodies, seconds),
        st.builds(lambda make, who, when, body: make(who, when, body), makers, people, seconds, bodies),
    ),
    max_size=8,
)


@given(events, st.randoms())
def test_how_events_are_listed_never_matters(found: list[Event], random: object) -> None:
    election = "endorsements: {count: 2}"
    answers = []
    for _ in range(2):
        snapshot = make_snapshot(*found, author="ben", more="reviewers: ['@cleo']", election=election)
        answers.append((read_thread(snapshot), tally(snapshot), acknowledgements(snapshot), consent(snapshot)))
        random.shuffle(found)  # type: ignore[attr-defined]  # hypothesis' own kind of random
    assert answers[0] == answers[1]


def test_what_was_worked_out_is_forgotten_with_its_snapshot() -> None:
    old, new = statement_text(thanks="One."), statement_text(thanks="Two.")
    snapshot = make_snapshot(approve("ben"), text=new, versions=[old], election="endorsements: {count: 2}")
    tally(snapshot)
    acknowledgements(snapshot)
    gone = weakref.ref(snapshot)
    del snapshot
    gc.collect()
    assert gone() is None
