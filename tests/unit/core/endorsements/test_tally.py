"""The count: independence, employers from several sources, and what private affiliations let nobody see."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import (
    CAST,
    NOMINEE,
    approve,
    blob_of,
    codes,
    comment,
    elector,
    endorse,
    evidence_of,
    make_snapshot,
    number_of,
    statement_text,
    status,
)

from nomflow.core.endorsements.tally import tally
from nomflow.core.evaluate import evaluate
from nomflow.core.nomination.evidence import Code, plain
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.snapshot import Comment, Snapshot
from nomflow.core.verdict.overview import overview
from nomflow.render.report.status import as_json
from nomflow.rules import RULES

EMPLOYERS = "endorsements: {count: 2, distinct: employers}"
INTERESTS = "endorsements: {count: 3, distinct: interests, nominee-counts: true}"


def told(snapshot: Snapshot, login: str) -> str:
    return str(evidence_of(snapshot, login).text)


def test_two_colleagues_count_once_and_the_later_one_is_told_because_of_whom() -> None:
    roll = [elector("ben", "Northwind"), elector("cleo", "northwind inc.")]
    snapshot = make_snapshot(endorse("ben", "07-09"), endorse("cleo"), roll=roll, election=EMPLOYERS)
    found = tally(snapshot)
    assert (found.got, found.reached, found.missing, found.standing) == (1, False, 1, 2)
    assert codes(snapshot) == {"ben": "counted", "cleo": "does-not-add"}
    assert told(snapshot, "cleo") == "Same employer as ben: northwind inc.. Counted once."


def test_one_with_two_employers_stands_for_the_one_that_helps() -> None:
    roll = [elector("ben", "Northwind", "Cobalt"), elector("cleo", "Northwind")]
    snapshot = make_snapshot(endorse("ben", "07-09"), endorse("cleo"), roll=roll, election=EMPLOYERS)
    assert codes(snapshot) == {"ben": "counted", "cleo": "counted"}


def test_aliases_and_subsidiaries_are_one_employer() -> None:
    config = "employers: {aliases: {Northwind: [NW]}, parents: {Cobalt: Northwind}}"
    roll = [elector("ben", "NW"), elector("cleo", "Cobalt"), elector("dan", "Dunes")]
    events = (endorse("ben", "07-08"), endorse("cleo", "07-09"), endorse("dan"))
    snapshot = make_snapshot(*events, roll=roll, election=EMPLOYERS, config=config)
    assert codes(snapshot) == {"ben": "counted", "cleo": "does-not-add", "dan": "counted"}


def test_independent_people_share_nothing() -> None:
    roll = [elector("ben", "independent"), elector("cleo", "Independent"), elector("dan", "none")]
    events = [endorse(who) for who in ("ben", "cleo", "dan")]
    assert tally(make_snapshot(*events, roll=roll, election=EMPLOYERS)).got == 3


def test_interests_must_not_be_shared_by_any_two() -> None:
    roll = [elector(NOMINEE), elector("ben", "A", "B"), elector("cleo", "B"), elector("dan", "C")]
    events = (endorse("ben", "07-08"), endorse("cleo", "07-09"), endorse("dan"))
    snapshot = make_snapshot(*events, roll=roll, election=INTERESTS)
    found = codes(snapshot)
    assert found.pop("cleo") == "does-not-add"
    assert set(found.values()) == {"counted"}
    assert told(snapshot, "cleo") == "Shares an interest with ben: B. Counted once."


def test_whoever_comes_when_there_are_enough_counts_as_well() -> None:
    roll = [elector(NOMINEE), *(elector(who, who) for who in CAST)]
    snapshot = make_snapshot(*(endorse(who) for who in CAST[:4]), roll=roll, election=INTERESTS)
    found = tally(snapshot)
    assert (found.got, found.reached, len(found.counted)) == (3, True, 5)
    assert sorted(codes(snapshot).values()) == ["counted"] * 3 + ["spare"] * 2


def test_three_people_of_two_employers_are_two() -> None:
    roll = [elector(who, "Northwind", "Cobalt") for who in CAST[:3]]
    events = [endorse(who, f"07-{10 + place}") for place, who in enumerate(CAST[:3])]
    snapshot = make_snapshot(*events, roll=roll, election="endorsements: {count: 3, distinct: employers}")
    assert tally(snapshot).got == 2
    assert told(snapshot, "dan") == "ben, cleo already stand for Cobalt, Northwind. Each employer counts once."


@pytest.mark.parametrize("private", ["false", "true"])
def test_a_search_that_gave_up_is_neither_yes_nor_no(private: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from msgspec.structs import replace

    from nomflow.core.endorsements import tally as module
    from nomflow.core.endorsements.independence import solve

    monkeypatch.setattr(module, "solve", lambda people, rule: replace(solve(people, rule), reached=None))
    election = f"endorsements: {{count: 2, distinct: interests, private-affiliations: {private}}}"
    events = (endorse("ben"), endorse("cleo"))
    found = tally(make_snapshot(*events, election=election, affiliations={"ben": (), "cleo": ()}, taken="08-10"))
    assert found.reached is None
    assert ("It is not clear" if private == "true" else "reasonable time") in str(found.unknown)


def test_the_nominee_brings_the_employer_and_the_interests_of_the_statement() -> None:
    roll = [elector(NOMINEE), elector("ben", "quist works"), elector("cleo", "Tidal Fund")]
    events = (endorse("ben"), endorse("cleo"))
    by_employer = make_snapshot(
        *events, roll=roll, election="endorsements: {count: 3, distinct: employers, nominee-counts: true}"
    )
    assert codes(by_employer) == {NOMINEE: "counted", "ben": "does-not-add", "cleo": "counted"}
    by_interest = make_snapshot(*events, roll=roll, more="conflicts: [Tidal Fund]", election=INTERESTS)
    assert codes(by_interest) == {NOMINEE: "does-not-add", "ben": "counted", "cleo": "counted"}


@pytest.mark.parametrize(
    ("on_file", "enrolled", "stated", "used"),
    [
        (("File",), ("Roll",), "Stated", ("File",)),
        ((), ("Roll",), "Stated", ("Roll",)),
        ((), (), "Stated", ("Stated",)),
        (("File", "Also"), (), "", ("File", "Also")),
        ((), (), "One; Two", ("One", "Two")),
    ],
)
def test_employers_come_from_the_file_else_the_roll_else_the_person(
    on_file: tuple[str, ...], enrolled: tuple[str, ...], stated: str, used: tuple[str, ...]
) -> None:
    snapshot = make_snapshot(
        endorse("ben", employer=stated),
        roll=[elector("ben", *enrolled)],
        affiliations={"BEN": on_file} if on_file else {},
        election=EMPLOYERS,
    )
    assert evidence_of(snapshot, "ben").employers == used


def test_a_stated_employer_that_contradicts_the_record_is_a_note_for_officers() -> None:
    roll = [elector("ben", "Northwind")]
    contradicting = make_snapshot(endorse("ben", employer="Cobalt"), roll=roll, election=EMPLOYERS)
    note = evidence_of(contradicting, "ben").note
    assert str(note) == "Stated Cobalt; on record is Northwind. What is on record was used."
    agreeing = make_snapshot(endorse("ben", employer="Northwind Ltd; Cobalt"), roll=roll, election=EMPLOYERS)
    assert evidence_of(agreeing, "ben").note is None


@pytest.mark.parametrize(
    ("on_file", "enrolled", "stated", "noted"),
    [
        ("Northwind", "", "Cobalt", True),
        ("Northwind", "Cobalt", "Cobalt", True),
        ("Cobalt", "Northwind", "Cobalt", False),
        ("", "", "Cobalt", False),
        ("Northwind", "", "", False),
    ],
)
def test_only_a_contradiction_is_noted(on_file: str, enrolled: str, stated: str, noted: bool) -> None:
    snapshot = make_snapshot(
        endorse("ben", employer=stated),
        roll=[elector("ben", *([enrolled] if enrolled else []))],
        affiliations={"ben": (on_file,)} if on_file else {},
        election=EMPLOYERS,
    )
    assert (evidence_of(snapshot, "ben").note is not None) is noted


def test_what_the_nominee_says_goes_before_the_statement() -> None:
    election = "endorsements: {count: 1, distinct: employers, nominee-counts: true}"
    said = comment(NOMINEE, "/endorse employer: Cobalt")
    assert evidence_of(make_snapshot(said, election=election), NOMINEE).employers == ("Cobalt",)
    silent = make_snapshot(more="conflicts: [Tidal Fund]", election=election)
    assert evidence_of(silent, NOMINEE).employers == ("Quist Works",)


def test_affiliations_do_not_follow_a_name_to_somebody_else() -> None:
    from making import account

    newcomer = comment(account("ben", 99), "/endorse")
    election = "endorsements: {count: 1, distinct: employers, by: anyone}"
    snapshot = make_snapshot(newcomer, affiliations={"ben": ("Northwind",)}, election=election)
    assert codes(snapshot) == {"ben": "no-employer"}


def test_the_last_stated_employer_is_taken_even_if_the_last_endorsement_names_none() -> None:
    events = (endorse("ben", "07-08", "Northwind"), endorse("ben", "07-09", "Cobalt"), approve("ben"))
    assert evidence_of(make_snapshot(*events, election=EMPLOYERS), "ben").employers == ("Cobalt",)


def test_affiliations_follow_a_renamed_person() -> None:
    from making import account

    renamed = comment(account("benedict", number_of("ben")), "/endorse")
    snapshot = make_snapshot(renamed, affiliations={"ben": ("Northwind",)}, election=EMPLOYERS)
    assert evidence_of(snapshot, "benedict").employers == ("Northwind",)


@pytest.mark.parametrize(
    ("election", "said", "asks"),
    [
        (EMPLOYERS, "/endorse", "Please write `/endorse employer: …`."),
        ("endorsements: {count: 2, must-state-employer: true}", "/endorse", "Please write `/endorse employer: …`."),
        (f"{EMPLOYERS[:-1]}, channels: [comment], phrases: ['+1']}}", "+1", "Please write `+1, employer: …`."),
    ],
)
def test_who_has_no_employer_where_one_is_asked_for_is_told_how_to_state_it(
    election: str, said: str, asks: str
) -> None:
    snapshot = make_snapshot(comment("ben", said), election=election)
    assert codes(snapshot) == {"ben": "no-employer"}
    assert told(snapshot, "ben").endswith(asks)
    assert tally(snapshot).got == 0


def test_employers_that_look_alike_are_told_to_officers() -> None:
    roll = [elector("ben", "Northwind Charts"), elector("cleo", "Northwind"), elector("dan", "Cobalt")]
    events = [endorse(who) for who in ("ben", "cleo", "dan")]
    assert tally(make_snapshot(*events, roll=roll, election=EMPLOYERS)).alike == (("Northwind", "Northwind Charts"),)
    assert tally(make_snapshot(*events, roll=roll, election="endorsements: {count: 2}")).alike == ()


def test_affiliations_that_could_not_be_read_leave_the_count_open_and_nobody_out() -> None:
    snapshot = make_snapshot(
        endorse("ben"), endorse("zoe"), affiliations=Unavailable("file.yml:3: “x”"), election=EMPLOYERS
    )
    found = tally(snapshot)
    assert (found.reached, found.missing) == (None, None)
    assert "file.yml:3" in str(found.unknown)
    assert codes(snapshot) == {"ben": "unchecked", "zoe": "not-on-roll"}
    without = make_snapshot(endorse("ben"), affiliations=Unavailable("403"), election="endorsements: {count: 1}")
    assert tally(without).reached is True
    stated = "endorsements: {count: 1, must-state-employer: true}"
    assert tally(make_snapshot(endorse("ben"), affiliations=Unavailable("403"), election=stated)).reached is None


def test_an_interest_may_have_to_be_stated() -> None:
    election = "endorsements: {count: 1, distinct: interests, must-state-employer: true}"
    assert codes(make_snapshot(endorse("ben"), election=election)) == {"ben": "no-employer"}
    assert codes(make_snapshot(endorse("ben"), election=election.replace("true", "false"))) == {"ben": "counted"}


def test_who_is_absent_from_a_file_of_interests_may_share_some() -> None:
    election = "endorsements: {count: 2, distinct: interests, affiliations: interests.yml}"
    events = (endorse("ben"), endorse("cleo"))
    absent = make_snapshot(*events, affiliations={"ben": ("A",)}, election=election)
    assert tally(absent).reached is None
    assert "cleo is not in the file of interests" in str(tally(absent).unknown)
    assert codes(absent) == {"ben": "counted", "cleo": "unchecked"}
    none = make_snapshot(*events, affiliations={"ben": ("A",), "cleo": ()}, election=election)
    assert tally(none).reached is True
    three = make_snapshot(*events, endorse("dan"), affiliations={"ben": (), "dan": ("B",)}, election=election)
    assert tally(three).reached is True


@pytest.mark.parametrize(
    ("people", "taken", "reached"), [(3, "07-20", None), (3, "08-02", False), (4, "08-02", None), (5, "08-02", None)]
)
def test_too_few_are_too_few_whatever_they_share(people: int, taken: str, reached: bool | None) -> None:
    election = "endorsements: {count: 4, distinct: interests, affiliations: interests.yml}"
    events = [endorse(who) for who in CAST[:people]]
    snapshot = make_snapshot(*events, affiliations=Unavailable("403"), election=election, taken=taken)
    assert tally(snapshot).reached is reached


def test_somebody_who_could_not_be_judged_matters_only_where_one_more_would_do() -> None:
    from nomflow.core.snapshot.snapshot import Account

    events = (endorse("ben"), comment(Account("finn"), "/endorse", "07-16"))
    for count, reached in ((1, True), (2, None), (3, False)):
        election = f"endorsements: {{count: {count}}}"
        assert tally(make_snapshot(*events, election=election, taken="08-02")).reached is reached


# What stood at the close


OLD = statement_text(more="reviewers: ['@ben']", thanks="An older last word.")
LATE = statement_text(thanks="Everything was rewritten after the close. " * 10)


def pushed_late(*events: object, **more: object) -> Snapshot:
    seen = (status("a" * 40, day, blob_of(OLD)) for day in ("07-02", "08-01"))
    statuses = (*seen, status("b" * 40, "08-02", blob_of(LATE)))
    return make_snapshot(*events, *statuses, text=LATE, versions=[OLD], head="b" * 40, taken="08-10", **more)  # type: ignore[arg-type]


def test_a_push_after_the_close_does_not_change_who_counts() -> None:
    events = (approve("cleo", blob=blob_of(OLD)), approve("ben", blob=blob_of(OLD)), endorse("dan", "07-12"))
    snapshot = pushed_late(*events, election="endorsements: {count: 2, stale: exact}")
    assert codes(snapshot) == {"cleo": "counted", "dan": "counted", "ben": "credit-only"}


# Private affiliations


PRIVATE = "endorsements: {count: 3, distinct: interests, private-affiliations: true}"
PEOPLE = CAST[:5]
EVENTS = tuple(endorse(who, f"07-{10 + place}") for place, who in enumerate(PEOPLE))


OPEN, CLOSED = "07-20", "08-02"


def private(
    affiliations: Mapping[str, tuple[str, ...]] | Unavailable,
    count: int = 5,
    election: str = PRIVATE,
    taken: str = CLOSED,
) -> Snapshot:
    return make_snapshot(*EVENTS[:count], affiliations=affiliations, election=election, taken=taken)


def everything_said(snapshot: Snapshot) -> list[object]:
    """Whatever leaves the core about a nomination: the tally, each rule's answer, the officers' table."""
    found = tally(snapshot)
    report = evaluate(snapshot, RULES)
    shown = [plain(each) for each in found.people]
    table = as_json([overview(snapshot.election, [report], snapshot.taken_at)])
    return [repr(found), shown, table, report.conclusion, [repr(verdict.outcome) for verdict in report.verdicts]]


affiliated = st.dictionaries(st.sampled_from(PEOPLE), st.lists(st.sampled_from("ABCD"), max_size=2).map(tuple))


@given(one=affiliated, two=affiliated, count=st.integers(0, 5), kind=st.sampled_from(["interests", "employers"]))
def test_two_private_files_with_the_same_verdict_cannot_be_told_apart(
    one: dict[str, tuple[str, ...]], two: dict[str, tuple[str, ...]], count: int, kind: str
) -> None:
    election = PRIVATE.replace("interests", kind)
    first, second = private(one, count, election), private(two, count, election)
    if tally(first).reached is tally(second).reached:
        assert everything_said(first) == everything_said(second)


@given(affiliated, st.integers(0, 5))
def test_who_has_handed_in_nothing_stays_hidden(given: dict[str, tuple[str, ...]], count: int) -> None:
    election = "endorsements: {count: 3, must-state-employer: true, private-affiliations: true}"
    found = tally(private(given, count, election))
    assert found.missing == (3 - count if count < 3 else 0 if found.reached else None)
    assert {each.code for each in found.people} <= {Code.PRIVATE}


def test_the_test_compares_different_private_files() -> None:
    apart = {who: (who,) for who in PEOPLE}
    assert tally(private(apart)).reached is True
    assert tally(private(dict.fromkeys(PEOPLE, ("A",)))).reached is False
    assert tally(private({**apart, "ben": ("cleo",)})).reached is True
    assert tally(private({"ben": ()})).reached is None


life = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(["/endorse", "/unendorse"])), max_size=8)


@given(lived=life, one=affiliated, two=affiliated, kind=st.sampled_from(["interests", "employers"]))
def test_a_whole_life_of_public_answers_tells_one_yes_or_no(
    lived: list[tuple[str, str]], one: dict[str, tuple[str, ...]], two: dict[str, tuple[str, ...]], kind: str
) -> None:
    events = [comment(who, act, f"07-{10 + day}") for day, (who, act) in enumerate(lived)]

    def seen(affiliations: dict[str, tuple[str, ...]], count: int, taken: str) -> Snapshot:
        election = PRIVATE.replace("interests", kind)
        return make_snapshot(*events[:count], affiliations=affiliations, election=election, taken=taken)

    for day in range(len(events)):
        looks = [everything_said(seen(each, day + 1, f"07-{10 + day} 23:00")) for each in (one, two)]
        assert looks[0] == looks[1], "Before the close, what is said may depend on nothing private."
    at_last = [seen(each, len(events), CLOSED) for each in (one, two)]
    if tally(at_last[0]).reached is tally(at_last[1]).reached:
        assert everything_said(at_last[0]) == everything_said(at_last[1])


def test_while_endorsing_is_open_two_who_share_are_told_as_two_who_do_not() -> None:
    shared, apart = dict.fromkeys(PEOPLE, ("A",)), {who: (who,) for who in PEOPLE}
    election = PRIVATE.replace("3", "2")
    for count in range(1, 6):
        open_ = [private(each, count, election, OPEN) for each in (shared, apart)]
        assert everything_said(open_[0]) == everything_said(open_[1])
        assert tally(open_[0]).sealed is (count > 1)
    assert [tally(private(each, 2, election)).reached for each in (shared, apart)] == [False, True]


def test_a_private_count_is_open_while_somebody_cannot_be_judged() -> None:
    from nomflow.core.snapshot.snapshot import Account

    doubtful = comment(Account("finn"), "/endorse", "07-16")
    apart = {who: (who,) for who in PEOPLE}
    few = tally(make_snapshot(*EVENTS[:2], doubtful, affiliations=apart, election=PRIVATE))
    assert (few.reached, str(few.unknown)[:8]) == (None, "The roll")
    enough = tally(make_snapshot(*EVENTS[:3], doubtful, affiliations=apart, election=PRIVATE, taken=CLOSED))
    assert (enough.reached, enough.unknown) == (True, None)


def test_why_a_private_file_could_not_be_read_is_not_said() -> None:
    found = tally(private(Unavailable("line 3: “ben: Secret Works”")))
    assert (found.reached, found.missing, found.got) == (None, None, 5)
    assert str(found.unknown) == "The private affiliations could not be read."
    assert "Secret" not in repr(found)


def test_stated_and_recorded_employers_are_not_compared_in_public_when_private() -> None:
    event = endorse("ben", employer="Cobalt")
    found = tally(make_snapshot(event, affiliations={"ben": ("Northwind",)}, election=PRIVATE))
    assert found.people[0].note is None
    assert (found.people[0].employers, found.alike) == ((), ())


# Properties


bodies = st.sampled_from(["/endorse", "/unendorse", "!endorce", "> /endorse", "Hello", "/endorse employer: Northwind"])
acts = st.lists(st.tuples(st.sampled_from((*CAST, NOMINEE, "zoe")), bodies, st.integers(0, 40)), max_size=10)


def thread(found: list[tuple[str, str, int]]) -> tuple[Comment, ...]:
    return tuple(comment(who, body, f"07-10 12:00:{second:02}") for who, body, second in found)


def counts(snapshot: Snapshot) -> tuple[object, ...]:
    found = tally(snapshot)
    return found.got, found.reached, found.missing, found.people


@given(acts, st.randoms())
def test_the_order_in_which_events_are_listed_never_matters(found: list[tuple[str, str, int]], random: object) -> None:
    events = list(thread(found))
    straight = counts(make_snapshot(*events, election=EMPLOYERS))
    random.shuffle(events)  # type: ignore[attr-defined]  # hypothesis' own kind of random
    assert counts(make_snapshot(*events, election=EMPLOYERS)) == straight


@given(acts, st.sampled_from(["none", "interests"]))
def test_one_more_endorser_never_lowers_the_count(found: list[tuple[str, str, int]], kind: str) -> None:
    events = thread(found)
    election = f"endorsements: {{count: 4, distinct: {kind}}}"
    more = make_snapshot(*events, endorse("new", "07-11", "Northwind"), roll=[*CAST, "new"], election=election)
    assert tally(more).got >= tally(make_snapshot(*events, roll=[*CAST, "new"], election=election)).got


@given(acts, st.data())
def test_the_case_of_logins_changes_nothing(found: list[tuple[str, str, int]], data: st.DataObject) -> None:
    def mixed(login: str) -> str:
        return "".join(data.draw(st.sampled_from([sign.lower(), sign.upper()])) for sign in login)

    from making import account

    def answered(events: tuple[Comment, ...], officer: str) -> dict[str, str]:
        return codes(make_snapshot(*events, election=f"{EMPLOYERS}\nofficers: [{officer}]"))

    plainly = answered(thread(found), "gus")
    others = tuple(comment(account(mixed(who)), body, f"07-10 12:00:{at:02}") for who, body, at in found)
    assert answered(others, mixed("gus")) == plainly


@given(st.lists(st.sampled_from(["/endorse", "I support", "> /endorse", "", "and so on"]), min_size=1, max_size=6))
def test_quoting_never_counts(lines: list[str]) -> None:
    quoted = "\n".join(f"> {line}" for line in lines)
    election = "endorsements: {count: 1, channels: [command, comment], phrases: [I support], phrase-match: start}"
    assert not tally(make_snapshot(comment("ben", quoted), election=election)).counted


@given(acts)
def test_everybody_has_exactly_one_entry(found: list[tuple[str, str, int]]) -> None:
    snapshot = make_snapshot(*thread(found), election=EMPLOYERS)
    endorsing = {who for who, body, _ in found if body.startswith("/endorse")}
    assert endorsing <= set(codes(snapshot))
