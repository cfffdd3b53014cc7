"""After the close the comment, the record and the page say the same of a nomination, whatever people did and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import (
    HEAD,
    approve,
    at,
    blob_of,
    comment,
    endorse,
    make_snapshot,
    other,
    remark,
    statement_text,
    status,
)
from msgspec.structs import replace

from nomflow.core.evaluate import evaluate
from nomflow.core.freeze.correct import Corrected
from nomflow.core.freeze.frozen import FileVersion, FrozenNomination, Standing
from nomflow.core.freeze.take import Inputs, freeze
from nomflow.core.site.from_freeze import Later, frozen_page
from nomflow.core.site.publish import site_of
from nomflow.core.site.site import ElectionPage, FreezeReference, Leaving
from nomflow.core.snapshot.snapshot import ChangedFile, FileStatus, PullRequestState, Snapshot
from nomflow.core.verdict.verdict import Gate, NominationState, NominationVerdict, verdict_of
from nomflow.rules import RULES

INPUTS = Inputs("1.2.3", FileVersion("nomflow.yml", "0" * 64))
OFFICERS = "officers: [ola, oskar]\nendorsements: {count: 1}\n"
CONFIRMED = f"{OFFICERS}nominations: {{confirmations: 1}}\n"
LATER_REVIEWS = f"{OFFICERS}windows: {{reviewed: {{closes: 2026-08-03}}}}\n"
ELECTIONS = (OFFICERS, CONFIRMED, LATER_REVIEWS, f"{OFFICERS}nominations: {{merge: at-close}}\n")
NOW = "08-09 12:00"
OLD, NEW = statement_text(), statement_text(thanks="I changed my mind about all of this.")
SLIGHTLY = OLD.replace("each spring", "each autumn")
ENDORSED = endorse("ben", "07-10 12:00")


@dataclass(frozen=True)
class Told:
    """What three places say of one nomination."""

    live: NominationVerdict
    frozen: FrozenNomination
    page: ElectionPage

    @property
    def standing(self) -> bool:
        """Whether the page lists the nominee for the vote."""
        return any(not each.gone for race in self.page.races for each in race.candidates)

    @property
    def gone(self) -> list[Leaving]:
        return [each.gone.why for race in self.page.races for each in race.candidates if each.gone]

    @property
    def said(self) -> str:
        return " ".join(str(each) for each in self.live.said)


def told(*events: object, **changes: object) -> Told:
    return told_of(make_snapshot(*events, **{"election": OFFICERS, "taken": NOW, **changes}))  # type: ignore[arg-type]  # as there


def told_of(snapshot: Snapshot) -> Told:
    config, report = snapshot.config, evaluate(snapshot, RULES)
    made = freeze(config, snapshot.election, [snapshot], RULES, INPUTS)
    (entry,) = made.freeze.nominations
    assert entry.saved
    saved = {entry.saved.path: _saved(made.files[entry.saved.path], snapshot)}
    assert snapshot.pull_request
    later = Later((), {snapshot.pull_request.number: report})
    page = frozen_page(
        config, snapshot.election, Corrected(made.freeze, saved), later, at(NOW), FreezeReference("", "0" * 64, at(NOW))
    )
    return Told(verdict_of(report), entry, page)


def _saved(raw: bytes, snapshot: Snapshot) -> Snapshot:
    from nomflow.core.snapshot.document import load_snapshot

    read = load_snapshot(raw.decode(), "saved.json", lambda *_: snapshot.config, snapshot.config)
    return replace(read, roll=snapshot.roll) if read.roll is None else read


BODIES = (
    *("/endorse", "/unendorse", "/withdraw", "/decline", "/accept", "Well done!", "/nomflow confirm"),
    *("/nomflow extend 2026-08-05 more time", "/nomflow disqualify not a member"),
)
PEOPLE = st.sampled_from(["ben", "ida-quist", "ola", "oskar", "zoe"])
WHEN = st.sampled_from(["07-20", "07-31 23:59:59", "08-01 00:00:00", "08-02", "08-05 23:59:59", "08-06"])
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("comment"), PEOPLE, st.sampled_from(BODIES), WHEN),
        st.tuples(st.just("edit"), PEOPLE, st.sampled_from(BODIES), WHEN),
        st.tuples(st.just("review"), PEOPLE, st.sampled_from([OLD, NEW]), WHEN),
        st.tuples(st.just("seen"), st.just(""), st.sampled_from([OLD, NEW]), WHEN),
        st.tuples(st.just("merged"), st.just(""), st.just(""), WHEN),
        st.tuples(st.just("closed"), st.just(""), st.just(""), WHEN),
    ),
    max_size=5,
)


def nomination(election: str, acts: list[tuple[str, str, str, str]], *, kept: bool) -> Snapshot:
    events: list[object] = [status(HEAD, "07-02 09:00", blob_of(OLD))]
    state: dict[str, object] = {}
    text = OLD
    for what, who, body, when in sorted(acts, key=lambda act: at(act[3])):
        if what == "comment":
            events.append(comment(who, body, when))
        elif what == "edit":
            events.append(comment(who, body, "07-15", edited_at=when, edited_by=who))
        elif what == "review":
            seen = remark(who, when, blob=blob_of(body))
            events.append(replace(seen, commit=("a" if body == OLD else "b") * 40))
            text = body
        elif what == "seen":
            events.append(status(("a" if body == OLD else "b") * 40, when, blob_of(body)))
            text = body
        elif not state:
            ends = {"merged_at": at(when), "closed_at": at(when)} if what == "merged" else {"closed_at": at(when)}
            state = {"state": PullRequestState(what), **ends}
    head = ("a" if text == OLD else "b") * 40
    files = (ChangedFile(path="nominations/2026-board/ida-quist.md", blob=blob_of(text), size=len(text.encode())),)
    return make_snapshot(
        ENDORSED,
        *events,  # type: ignore[arg-type]  # comments, reviews and statuses
        election=election,
        taken=NOW,
        text=text,
        head=head,
        files=files,
        versions=[OLD, NEW] if kept else [],
        **state,  # type: ignore[arg-type]  # fields of the pull request
    )


@given(st.sampled_from(ELECTIONS), ACTS, st.booleans())
def test_the_comment_the_record_and_the_page_agree(
    election: str, acts: list[tuple[str, str, str, str]], kept: bool
) -> None:
    found = told_of(nomination(election, acts, kept=kept))
    stands = found.live.state in (NominationState.READY, NominationState.ON_BALLOT) and not waits_for_officers(found)
    assert stands == found.standing
    told_now = found.live.state in (NominationState.WITHDRAWN, NominationState.DISQUALIFIED, NominationState.DECLINED)
    if found.frozen.standing is Standing.ON_BALLOT:
        assert told_now == bool(found.gone)
    elif not told_now:
        assert (found.live.state is NominationState.COULD_NOT_TELL) == (
            found.frozen.standing is Standing.COULD_NOT_TELL
        )
    if found.live.gate is Gate.SUCCESS:
        assert stands


def waits_for_officers(found: Told) -> bool:
    return found.frozen.standing is Standing.AWAITS_OFFICERS and not found.standing


def test_a_late_extension_helps_nowhere() -> None:
    found = told(comment("ola", "/nomflow extend 2026-08-06 ill", "08-01"), endorse("ben", "08-02"))
    assert (found.live.state, found.frozen.standing, found.standing) == (
        NominationState.TOO_LATE,
        Standing.NOT_QUALIFIED,
        False,
    )


def test_an_extension_while_reviews_are_still_open_helps_everywhere() -> None:
    more = comment("ola", "/nomflow extend 2026-08-06 ill", "08-01")
    found = told(more, endorse("ben", "08-02"), election=LATER_REVIEWS)
    assert (found.live.state, found.frozen.standing, found.standing) == (
        NominationState.READY,
        Standing.ON_BALLOT,
        True,
    )


@pytest.mark.parametrize("state", [PullRequestState.MERGED, PullRequestState.CLOSED])
def test_merging_or_closing_after_the_close_decides_nothing_and_it_says_so(state: PullRequestState) -> None:
    ends = {"state": state, "closed_at": at("08-02"), "merged_at": at("08-02") if state == "merged" else None}
    found = told(ENDORSED, **ends)
    assert (found.live.gate, found.frozen.standing, found.standing) == (Gate.SUCCESS, Standing.ON_BALLOT, True)
    assert "after the close, which changes nothing" in found.said
    found = told(**ends)
    assert (found.live.state, found.frozen.standing) == (NominationState.TOO_LATE, Standing.NOT_QUALIFIED)


def test_a_push_after_the_close_is_said_to_change_nothing_and_is_never_merged() -> None:
    late = status("b" * 40, "08-02", blob_of(NEW))
    seen = status(HEAD, "07-02 09:00", blob_of(OLD))
    still = status(HEAD, "08-01", blob_of(OLD))
    found = told(ENDORSED, seen, still, late, text=NEW, head="b" * 40, versions=[OLD])
    assert (found.live.state, found.live.gate) == (NominationState.READY, Gate.FAILURE)
    assert "The earlier version counts, commit aaaaaaa." in found.said
    assert found.standing
    gone = told(ENDORSED, seen, still, late, text=NEW, head="b" * 40)
    assert (gone.live.state, gone.frozen.standing) == (NominationState.COULD_NOT_TELL, Standing.COULD_NOT_TELL)
    assert "the officers have to look" in gone.said
    unseen = told(ENDORSED, seen, late, text=NEW, head="b" * 40, versions=[OLD])
    assert (unseen.live.state, unseen.frozen.standing) == (NominationState.COULD_NOT_TELL, Standing.COULD_NOT_TELL)
    assert "aaaaaaa was seen on Thursday 2 July 2026, 09:00 UTC, bbbbbbb on Sunday 2 August 2026" in unseen.said


def test_going_back_to_an_older_version_after_the_close_changes_nothing() -> None:
    events = (status(HEAD, "07-02", blob_of(OLD)), status("b" * 40, "07-10", blob_of(NEW)))
    still = status("b" * 40, "08-01", blob_of(NEW))
    found = told(ENDORSED, *events, still, text=OLD, versions=[NEW])
    assert found.frozen.statement
    assert found.frozen.statement.blob == blob_of(NEW)
    assert "The earlier version counts, commit bbbbbbb." in found.said


@pytest.mark.parametrize("proof", ["review", "merge"])
def test_a_review_or_the_merge_proves_a_version_that_no_status_saw_in_time(proof: str) -> None:
    seen = status(HEAD, "07-02", blob_of(OLD))
    events = (replace(remark("zoe", "07-30", blob=blob_of(SLIGHTLY)), commit="b" * 40),) if proof == "review" else ()
    ends = {"state": PullRequestState.MERGED, "merged_at": at("07-30"), "closed_at": at("07-30")}
    more = ends if proof == "merge" else {}
    found = told(ENDORSED, seen, *events, text=SLIGHTLY, head="b" * 40, versions=[OLD], **more)
    assert found.frozen.statement
    assert found.frozen.statement.blob == blob_of(SLIGHTLY)
    assert found.standing
    assert not found.said.count("came after the close")


def test_a_review_of_a_version_before_the_last_one_is_no_newer_one() -> None:
    events = (status(HEAD, "07-02", blob_of(OLD)), status("b" * 40, "07-10", blob_of(NEW)))
    found = told(ENDORSED, *events, approve("zoe", "07-30", blob=blob_of(OLD)), text=NEW, head="b" * 40, versions=[OLD])
    assert found.frozen.statement
    assert found.frozen.statement.blob == blob_of(NEW)


def test_words_of_the_nominee_that_were_edited_after_the_close_are_for_officers_to_look_at() -> None:
    found = told(ENDORSED, comment("ida-quist", "Good day!", "07-15", edited_at="08-02", edited_by="ida-quist"))
    assert (found.live.state, found.frozen.standing) == (NominationState.COULD_NOT_TELL, Standing.COULD_NOT_TELL)
    assert "ida-quist: This comment was edited after the close." in found.said


@pytest.mark.parametrize(
    ("body", "who", "state", "why"),
    [
        ("/withdraw", "ida-quist", NominationState.WITHDRAWN, Leaving.WITHDRAWN),
        ("/decline", "ida-quist", NominationState.DECLINED, Leaving.WITHDRAWN),
        ("/nomflow disqualify not a member", "ola", NominationState.DISQUALIFIED, Leaving.DISQUALIFIED),
    ],
)
def test_who_leaves_after_the_close_is_shown_as_gone(body: str, who: str, state: NominationState, why: Leaving) -> None:
    found = told(ENDORSED, comment(who, body, "08-02"))
    assert (found.live.state, found.frozen.standing, found.gone) == (state, Standing.ON_BALLOT, [why])
    assert "Nothing is published" not in found.said


def test_a_confirmation_after_the_close_is_enough() -> None:
    waits = told(ENDORSED, election=CONFIRMED)
    assert (waits.live.state, waits.frozen.standing, waits.standing) == (
        NominationState.READY,
        Standing.AWAITS_OFFICERS,
        False,
    )
    ends = {"state": PullRequestState.MERGED, "merged_at": at("08-03"), "closed_at": at("08-03")}
    found = told(ENDORSED, comment("ola", "/nomflow confirm", "08-02"), election=CONFIRMED, **ends)
    assert (found.live.state, found.standing) == (NominationState.ON_BALLOT, True)


def test_an_acceptance_after_its_close_is_too_late_everywhere() -> None:
    found = told(ENDORSED, comment("ida-quist", "/accept", "08-02"), author="zoe")
    assert (found.live.state, found.frozen.standing) == (NominationState.TOO_LATE, Standing.NOT_QUALIFIED)


def test_while_a_window_is_open_nothing_is_decided_by_the_record() -> None:
    from nomflow.core.freeze.state_at_close import state_at_close

    last = make_snapshot(ENDORSED, election=OFFICERS, taken="07-31 23:59:59")
    assert state_at_close(evaluate(last, RULES)) is None
    assert state_at_close(evaluate(replace(last, taken_at=last.taken_at + timedelta(seconds=1)), RULES))


def two(withdrawn: str) -> tuple[Snapshot, Snapshot]:
    """A merged nomination that its nominee withdrew, and a new one of theirs, as GitHub tells of them."""
    ends = {"state": PullRequestState.MERGED, "merged_at": at("07-08"), "closed_at": at("07-08")}
    first = make_snapshot(ENDORSED, comment("ida-quist", "/withdraw", withdrawn), election=OFFICERS, taken=NOW, **ends)  # type: ignore[arg-type]  # fields of the pull request
    before = other(7, state=PullRequestState.MERGED, created_at=at("07-02"), left_at=at(withdrawn))
    again = make_snapshot(
        endorse("ben", "07-21"), election=OFFICERS, taken=NOW, number=8, opened="07-20", others=(before,)
    )
    return first, again


@pytest.mark.parametrize(("withdrawn", "standing"), [("07-15", Standing.ON_BALLOT), ("08-02", Standing.NOT_QUALIFIED)])
def test_who_withdrew_while_nominations_were_open_may_be_nominated_again(withdrawn: str, standing: Standing) -> None:
    first, again = two(withdrawn)
    made = freeze(first.config, first.election, [first, again], RULES, INPUTS)
    assert made.freeze.nominations[1].standing is standing
    stands = standing is Standing.ON_BALLOT
    assert (verdict_of(evaluate(again, RULES)).state is NominationState.READY) == stands


def test_a_change_that_was_merged_before_the_close_is_what_the_page_shows() -> None:
    ends = {"state": PullRequestState.MERGED, "merged_at": at("07-08"), "closed_at": at("07-08")}
    changed = {"state": PullRequestState.MERGED, "merged_at": at("07-20"), "closed_at": at("07-20")}
    first = make_snapshot(ENDORSED, election=OFFICERS, taken=NOW, **ends)  # type: ignore[arg-type]  # fields of the pull request
    then = make_snapshot(election=OFFICERS, taken=NOW, number=8, text=SLIGHTLY, **changed)  # type: ignore[arg-type]  # as above
    made = freeze(first.config, first.election, [first, then], RULES, INPUTS)
    pairs = zip(made.freeze.nominations, (first, then), strict=True)
    saved = {each.saved.path: _saved(made.files[each.saved.path], of) for each, of in pairs if each.saved}
    page = frozen_page(
        first.config,
        first.election,
        Corrected(made.freeze, saved),
        Later(),
        at(NOW),
        FreezeReference("", "0" * 64, at(NOW)),
    )
    live = site_of(first.config, [evaluate(first, RULES), evaluate(then, RULES)], at(NOW), "nomflow").elections[0]
    for shown in (page, live):
        (person,) = shown.races[0].candidates
        assert person.source
        assert (person.source.pull_request, person.source.blob) == (8, blob_of(SLIGHTLY))


@pytest.mark.parametrize(("withdrawn", "at_the_close"), [("07-25", Standing.WITHDRAWN), ("08-02", Standing.ON_BALLOT)])
def test_who_withdraws_where_they_were_nominated_withdraws_what_was_changed_since(
    withdrawn: str, at_the_close: Standing
) -> None:
    ends = {"state": PullRequestState.MERGED, "merged_at": at("07-08"), "closed_at": at("07-08")}
    changed: dict[str, object] = {
        "state": PullRequestState.MERGED,
        "merged_at": at("07-20"),
        "closed_at": at("07-20"),
        "others": (other(7, state=PullRequestState.MERGED, created_at=at("07-02"), left_at=at(withdrawn)),),
        "files": (ChangedFile(path="nominations/2026-board/ida-quist.md", status=FileStatus.MODIFIED),),
    }
    first = make_snapshot(ENDORSED, comment("ida-quist", "/withdraw", withdrawn), election=OFFICERS, taken=NOW, **ends)  # type: ignore[arg-type]  # fields of the pull request
    then = make_snapshot(election=OFFICERS, taken=NOW, number=8, opened="07-19", text=SLIGHTLY, **changed)  # type: ignore[arg-type]  # as above
    reports = [evaluate(first, RULES), evaluate(then, RULES)]
    assert [verdict_of(report).state for report in reports] == [NominationState.WITHDRAWN, NominationState.WITHDRAWN]
    made = freeze(first.config, first.election, [first, then], RULES, INPUTS)
    assert [each.standing for each in made.freeze.nominations] == [at_the_close, at_the_close]
    pairs = zip(made.freeze.nominations, (first, then), strict=True)
    saved = {each.saved.path: _saved(made.files[each.saved.path], of) for each, of in pairs if each.saved}
    later = Later((), dict(zip((7, 8), reports, strict=True)))
    kept = FreezeReference("", "0" * 64, at(NOW))
    page = frozen_page(first.config, first.election, Corrected(made.freeze, saved), later, at(NOW), kept)
    live = site_of(first.config, reports, at(NOW), "nomflow").elections[0]
    for shown in (page, live):
        (person,) = shown.races[0].candidates
        assert person.gone
        assert person.gone.why is Leaving.WITHDRAWN
