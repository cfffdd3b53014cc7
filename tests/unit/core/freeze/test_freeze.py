"""The freeze holds what stood at the close, and nothing that came after it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import (
    HEAD,
    PATH,
    approve,
    at,
    blob_of,
    comment,
    dismissed,
    elector,
    endorse,
    make_snapshot,
    other,
    remark,
    statement_text,
    status,
)
from msgspec.structs import replace

from nomflow.core.election.election import Windows
from nomflow.core.freeze.document import dump
from nomflow.core.freeze.frozen import FileVersion, FrozenNomination, Proof, Standing, StateAtClose
from nomflow.core.freeze.take import Frozen, Inputs, closes_at, freeze
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.snapshot import ChangedFile, PullRequestState, ReviewState, Snapshot
from nomflow.rules import RULES

ELECTION = """\
seats: 1
officers: [ola]
endorsements: {count: 1, distinct: employers, must-state-employer: true}
"""
INPUTS = Inputs("1.2.3", FileVersion("nomflow.yml", "0" * 64), (FileVersion("roll.yml", "1" * 64),))
LATE = "08-09 12:00"
NEW = statement_text(thanks="I changed my mind about all of this, and would rather paint the shed.")


def taken(*snapshots: Snapshot) -> Frozen:
    config = snapshots[0].config
    return freeze(config, config.elections[0], snapshots, RULES, INPUTS)


def nomination(*snapshots: Snapshot) -> FrozenNomination:
    (found,) = taken(*snapshots).freeze.nominations
    return found


def snapshot(*events: object, **changes: object) -> Snapshot:
    return make_snapshot(*events, **{"election": ELECTION, "taken": LATE, **changes})  # type: ignore[arg-type]  # as there


def whole(*events: object, nominee: str = "ida-quist", text: str, **changes: object) -> Snapshot:
    """A snapshot whose file has a size, too."""
    path = PATH.format(nominee=nominee)
    files = (ChangedFile(path=path, blob=blob_of(text), size=len(text.encode())),)
    return snapshot(*events, nominee=nominee, text=text, files=files, **changes)


def same(one: Frozen, two: Frozen) -> bool:
    return dump(one.freeze) == dump(two.freeze) and one.files == two.files


def without(frozen: Frozen, some: list[FrozenNomination]) -> Frozen:
    """What the record says of the others."""
    kept = tuple(each for each in frozen.freeze.nominations if each not in some)
    files = {each.saved.path for each in kept if each.saved}
    return Frozen(
        replace(frozen.freeze, nominations=kept), {name: raw for name, raw in frozen.files.items() if name in files}
    )


ENDORSED = endorse("ben", "07-10 12:00", "Acme")
MINUTE_BEFORE = "07-31 23:59:59"


def test_what_stood_is_recorded_with_its_evidence() -> None:
    found = nomination(snapshot(ENDORSED, endorse("cleo", "07-12", "Acme"), comment("zoe", "/endorse")))
    assert found.standing is Standing.ON_BALLOT
    assert found.state is StateAtClose.OPEN
    assert found.statement is not None
    assert (found.statement.proof, found.statement.commit) == (Proof.STATUS, HEAD)
    assert found.statement.blob == blob_of(statement_text())
    assert len(found.statement.sha256) == 64
    assert found.endorsements is not None
    people = {each.login: each for each in found.endorsements.people}
    assert (people["ben"].counted, people["ben"].employers, people["ben"].link) == (True, ("Acme",), ENDORSED.url)
    assert (people["cleo"].counted, people["zoe"].code) == (False, "not-on-roll")
    assert {each.id for each in found.rules} == {rule.id for rule in RULES}
    assert found.closed == at("07-31 23:59:59")


def pushed(before: Snapshot, text: str, when: str = LATE, commit: str = "b" * 40) -> Snapshot:
    """The same nomination after a push that one run of ours saw, after another that had looked after the close."""
    from nomflow.core.snapshot.statement import read_statement

    assert before.statement is not None
    assert before.pull_request is not None
    old, raw = before.statement.source, text.encode()
    statement = read_statement(before.statement.path, raw)
    still = status(before.pull_request.head, "08-01", old.git_blob_sha)
    pull_request = replace(
        before.pull_request,
        head=commit,
        files=(
            ChangedFile(path=before.statement.path, blob=blob_of(text), size=len(raw)),
            ChangedFile(path="another.md"),
        ),
        statuses=(*before.pull_request.statuses, still, status(commit, when, blob_of(text))),
    )
    versions = {**before.versions, old.git_blob_sha: old.text}
    return replace(before, statement=statement, pull_request=pull_request, versions=versions)


BODIES = (
    *("/endorse employer: Bell", "/unendorse", "/withdraw", "/decline", "/acknowledge", "Well done!"),
    *("/nomflow confirm", "/nomflow extend 2026-12-01 more time", "/nomflow disqualify for this and that"),
)
PEOPLE = st.sampled_from(["ben", "cleo", "dan", "ida-quist", "ola", "zoe"])
WHEN = st.sampled_from(["08-01 00:00", "08-01 00:00:01", "08-05 08:30", LATE])
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("comment"), PEOPLE, st.sampled_from(BODIES), WHEN),
        st.tuples(st.just("review"), PEOPLE, st.sampled_from(sorted(ReviewState)), WHEN),
        st.tuples(st.just("push"), st.text(max_size=20), st.integers(0, 9), WHEN),
        st.tuples(st.just("state"), st.sampled_from(sorted(PullRequestState)), st.just(""), WHEN),
        st.tuples(st.just("title"), st.text(max_size=9), st.text(max_size=9), WHEN),
        st.tuples(st.just("dismiss"), st.just(""), st.just(""), WHEN),
        st.tuples(st.just("nominate"), PEOPLE, st.integers(20, 30), WHEN),
    ),
    max_size=6,
)


def acted(before: Snapshot, act: tuple[object, ...]) -> list[Snapshot]:
    """The nomination after somebody did something, and whatever nomination came of it."""
    pull_request = before.pull_request
    assert pull_request is not None
    match act:
        case ("comment", str(who), str(body), str(when)):
            pull_request = replace(pull_request, comments=(*pull_request.comments, comment(who, body, when)))
        case ("review", str(who), str(state), str(when)):
            said = replace(approve(who, when), state=ReviewState(state))
            pull_request = replace(pull_request, reviews=(*pull_request.reviews, said))
        case ("push", str(words), int(number), str(when)):
            return [pushed(before, f"{NEW}\n{words}\n", when, f"{number}" * 40)]
        case ("state", str(state), _, str(when)):
            pull_request = replace(
                pull_request,
                state=PullRequestState(state),
                merged_at=at(when) if state == "merged" else None,
                closed_at=None if state == "open" else at(when),
            )
        case ("title", str(title), str(label), _):
            pull_request = replace(pull_request, title=title, labels=(label,))
        case ("dismiss", _, _, str(when)):
            gone = (
                dismissed(each, when, each.state) if each.state is not ReviewState.DISMISSED else each
                for each in pull_request.reviews
            )
            pull_request = replace(pull_request, reviews=tuple(gone))
        case ("nominate", str(who), int(number), str(when)):
            return [before, snapshot(nominee=who, author=who, opened=when, number=number)]
    return [replace(before, pull_request=pull_request)]


EARLY = (
    whole(
        ENDORSED, approve("cleo", "07-11"), remark("dan", "07-12"), comment("zoe", "/endorse"), text=statement_text()
    ),
    whole(endorse("eve", MINUTE_BEFORE, "Acme"), nominee="finn", author="finn", number=8, text=statement_text("finn")),
    whole(nominee="gus", author="hana", number=9, text=statement_text("gus", more="reviewers: [ivy]")),
)
BEFORE = taken(*EARLY)


@given(st.lists(ACTS, min_size=3, max_size=3), st.permutations([0, 1, 2]), st.integers(0, 400))
def test_nothing_after_the_close_changes_the_freeze(
    acts: list[list[tuple[object, ...]]], order: list[int], days: int
) -> None:
    later: list[Snapshot] = []
    for one, done in zip(EARLY, acts, strict=True):
        kept = [
            replace(one, taken_at=one.taken_at + timedelta(days=days), others=(other(77, "eve", created_at=at(LATE)),))
        ]
        for act in done:
            kept = [*acted(kept[0], act), *kept[1:]]
        later += kept
    found = taken(*(later[each] for each in order), *later[3:])
    late = [each for each in found.freeze.nominations if each.late]
    assert all(each.standing is Standing.NOT_QUALIFIED for each in late)
    assert same(without(found, late), BEFORE)


@given(st.permutations(EARLY))
def test_the_order_of_input_never_matters(snapshots: list[Snapshot]) -> None:
    assert same(taken(*snapshots), BEFORE)


def test_saved_snapshots_give_the_same_freeze_again() -> None:
    from nomflow.core.snapshot.document import load_snapshot

    config, roll = EARLY[0].config, EARLY[0].roll
    again = [
        replace(load_snapshot(raw.decode(), name, lambda text, path: config, config), roll=each.roll)
        for (name, raw), each in zip(BEFORE.files.items(), EARLY, strict=True)
    ]
    assert roll is not None
    assert same(taken(*again), BEFORE)


def test_the_last_second_counts_and_the_next_does_not() -> None:
    assert nomination(snapshot(endorse("ben", MINUTE_BEFORE, "Acme"))).standing is Standing.ON_BALLOT
    assert nomination(snapshot(endorse("ben", "08-01", "Acme"))).standing is Standing.NOT_QUALIFIED


def test_a_push_after_the_close_leaves_the_earlier_text() -> None:
    found = nomination(pushed(snapshot(ENDORSED), NEW))
    assert found.statement is not None
    assert (found.statement.blob, found.statement.commit) == (blob_of(statement_text()), HEAD)


def test_a_later_text_is_never_frozen_as_if_it_had_stood() -> None:
    late = replace(pushed(snapshot(ENDORSED), NEW), versions={})
    result = taken(late)
    (found,) = result.freeze.nominations
    assert found.statement is not None
    assert (found.statement.proof, found.statement.sha256) == (Proof.SUPERSEDED, "")
    assert found.statement.blob == blob_of(statement_text())
    assert found.standing is Standing.COULD_NOT_TELL
    assert result.freeze.seats[0].undecided == ("ida-quist",)
    assert b"paint the shed" not in dump(result.freeze) + b"".join(result.files.values())


def test_an_earlier_snapshot_brings_back_a_text_that_was_pushed_over() -> None:
    early = snapshot(ENDORSED)
    late = replace(pushed(early, NEW), versions={}, taken_at=at("08-20"))
    assert early.pull_request
    assert late.pull_request
    assert same(taken(late, early), taken(early))
    unseen = replace(late.pull_request, statuses=(*early.pull_request.statuses, late.pull_request.statuses[-1]))
    before_alone = nomination(replace(late, pull_request=unseen), replace(early, taken_at=at("07-20")))
    assert before_alone.standing is Standing.COULD_NOT_TELL
    assert before_alone.statement is not None
    assert "aaaaaaa was seen on Monday 20 July 2026, 00:00 UTC" in before_alone.statement.gap


def test_without_any_status_nobody_can_prove_since_when_a_text_stood() -> None:
    found = nomination(snapshot(ENDORSED, statuses=()))
    assert found.statement is not None
    assert found.statement.proof is Proof.NONE


def test_words_edited_after_the_close_are_superseded_and_not_believed() -> None:
    edited = replace(ENDORSED, edited_at=at("08-02"), edited_by=ENDORSED.author)
    result = taken(snapshot(replace(edited, body="/endorse employer: Bell")))
    (found,) = result.freeze.nominations
    assert [(each.by, each.link) for each in found.superseded] == [("ben", ENDORSED.url)]
    assert found.standing is Standing.COULD_NOT_TELL
    assert b"Bell" not in dump(result.freeze) + b"".join(result.files.values())
    again = taken(snapshot(replace(edited, body="Never mind", edited_at=at("08-03"))))
    assert same(result, again)


def test_superseded_words_do_not_take_away_what_is_there_without_them() -> None:
    chat = comment("zoe", "Good luck!", edited_at="08-02", edited_by="zoe")
    assert nomination(snapshot(ENDORSED, chat)).standing is Standing.ON_BALLOT


@pytest.mark.parametrize("who", ["ida-quist", "ola", "ben"])
@pytest.mark.parametrize("state", [PullRequestState.OPEN, PullRequestState.MERGED])
def test_words_that_could_have_taken_something_back_are_never_passed_over(who: str, state: PullRequestState) -> None:
    gone = comment(who, "Good luck!", "07-20", edited_at="08-02", edited_by=who)
    found = nomination(snapshot(ENDORSED, gone, state=state, merged_at=at("07-25")))
    assert [each.by for each in found.superseded] == [who]
    by_people = state is PullRequestState.MERGED and who == "ben"
    assert found.standing is (Standing.ON_BALLOT if by_people else Standing.COULD_NOT_TELL)


def test_superseded_words_do_not_help_a_statement_that_cannot_be() -> None:
    chat = comment("ben", "/endorse", edited_at="08-02", edited_by="ben")
    found = nomination(snapshot(chat, text=statement_text().replace("ida-quist", "eve")))
    assert found.standing is Standing.NOT_QUALIFIED


def test_a_dismissal_after_the_close_is_undone() -> None:
    election = ELECTION.replace(", must-state-employer: true", "")
    given_ = approve("ben", "07-11")
    before = snapshot(given_, election=election, roll=[elector("ben", "Acme"), "ida-quist"])
    after = snapshot(dismissed(given_, "08-02"), election=election, roll=[elector("ben", "Acme"), "ida-quist"])
    assert nomination(before).standing is Standing.ON_BALLOT
    assert same(taken(before), taken(after))


def test_an_extension_given_in_time_moves_the_close_for_that_nomination() -> None:
    more = comment("ola", "/nomflow extend 2026-08-03 the mail was down", "07-30")
    found = taken(snapshot(more, endorse("ben", "08-02", "Acme")))
    assert found.freeze.taken_at == at("08-03 23:59:59")
    assert found.freeze.cut_offs["nominations"] == at("07-31 23:59:59")
    assert found.freeze.nominations[0].standing is Standing.ON_BALLOT
    assert found.freeze.nominations[0].extensions[0].why == "the mail was down"


def test_an_extension_given_after_the_close_is_a_correction_and_not_in_the_freeze() -> None:
    more = comment("ola", "/nomflow extend 2026-08-06 the mail was down", "08-01 10:00")
    assert same(taken(snapshot(more)), taken(snapshot()))
    one = snapshot(more)
    assert closes_at(one.election, [one]) == at("07-31 23:59:59")


def test_what_only_waits_for_officers_is_said_to() -> None:
    election = f"{ELECTION}nominations: {{confirmations: 1}}\n"
    confirmed = comment("ola", "/nomflow confirm", "07-30")
    assert nomination(snapshot(ENDORSED, election=election)).standing is Standing.AWAITS_OFFICERS
    assert nomination(snapshot(ENDORSED, confirmed, election=election)).standing is Standing.ON_BALLOT


@pytest.mark.parametrize(
    ("events", "changes", "standing"),
    [
        ((comment("ida-quist", "/withdraw", "07-20"),), {}, Standing.WITHDRAWN),
        ((comment("ola", "/nomflow disqualify not a member", "07-20"),), {}, Standing.DISQUALIFIED),
        ((comment("ida-quist", "/decline", "07-20"),), {"author": "ben"}, Standing.DECLINED),
        ((), {"state": PullRequestState.CLOSED, "closed_at": at("07-20")}, Standing.CLOSED),
        ((), {"state": PullRequestState.MERGED, "merged_at": at("07-20")}, Standing.ON_BALLOT),
        ((), {"state": PullRequestState.MERGED, "merged_at": at("08-20")}, Standing.NOT_QUALIFIED),
        ((), {"roll": Unavailable("the file is locked")}, Standing.COULD_NOT_TELL),
    ],
)
def test_where_a_nomination_stands(events: tuple[object, ...], changes: dict[str, object], standing: Standing) -> None:
    if not isinstance(changes.get("roll"), Unavailable):
        events = (*events, ENDORSED) if standing is not Standing.NOT_QUALIFIED else events
    assert (
        nomination(
            snapshot(*events, ENDORSED, **changes) if "roll" in changes else snapshot(*events, **changes)
        ).standing
        is standing
    )


@pytest.mark.parametrize(
    ("places", "contest", "then"),
    [
        (1, "contested", "vote"),
        (2, "uncontested", "no-vote"),
        (3, "under-contested", "appoint"),
        (0, "nobody", "extend"),
    ],
)
def test_the_outcome_follows_from_the_configuration(places: int, contest: str, then: str) -> None:
    election = ELECTION.replace("seats: 1", f"seats: {places or 1}") + "publication: {under-contested: appoint}\n"
    events = [ENDORSED] if places else []
    people = ("ida-quist", "finn")
    made = taken(
        *(
            snapshot(*events, election=election, nominee=who, author=who, number=7 + at_, text=statement_text(who))
            for at_, who in enumerate(people)
        )
    )
    (seat,) = made.freeze.seats
    assert (seat.contest, seat.then) == (contest, then)
    assert seat.candidates == (tuple(sorted(people)) if places else ())


SECRET = ("Umbrella Holdings", "Wayfarer Group")
PRIVATE = """\
seats: 1
officers: [ola]
endorsements: {count: 2, distinct: interests, private-affiliations: true}
"""


def private(**changes: object) -> Frozen:
    return taken(
        snapshot(
            comment("ben", f"/endorse employer: {SECRET[0]}\n\nI work for {SECRET[0]}."),
            comment("cleo", "/endorse", "07-11"),
            comment("dan", f"/endorce employer: {SECRET[1]}", "07-12"),
            approve("eve", "07-13", body=f"Employer: {SECRET[1]}"),
            election=PRIVATE,
            roll=[elector("ben", SECRET[0]), elector("cleo", SECRET[1]), "dan", "eve", "ida-quist"],
            affiliations={"ben": SECRET, "cleo": SECRET, "zoe": (SECRET[0],)},
            **changes,
        )
    )


def test_private_affiliations_leave_no_trace() -> None:
    made = private()
    text = (dump(made.freeze) + b"".join(made.files.values())).decode()
    assert not [name for name in (*SECRET, "Umbrella", "Wayfarer") if name in text]
    (found,) = made.freeze.nominations
    assert found.endorsements is not None
    assert found.endorsements.private
    assert {each.login for each in found.endorsements.people if each.counted} >= {"ben", "cleo"}
    assert json.loads(made.files["nominations/ida-quist.json"])["affiliations"]["unavailable"]


def test_an_election_that_never_closes_is_not_frozen() -> None:
    one = snapshot()
    assert closes_at(replace(one.election, windows=Windows()), [one]) is None


def test_two_nominations_of_one_person_have_two_files() -> None:
    made = taken(snapshot(ENDORSED), snapshot(number=8))
    assert sorted(made.files) == ["nominations/ida-quist-7.json", "nominations/ida-quist-8.json"]
    assert PATH.format(nominee="ida-quist") in made.files["nominations/ida-quist-7.json"].decode()
