"""When what closes, to the second, extensions included."""

from __future__ import annotations

import pytest
from making import NOMINEE, at, comment, make_snapshot

from nomflow.core.election.windows import window
from nomflow.core.nomination.deadlines import close_of, cut_off, for_everybody, is_late, is_over, last_cut_off, opening

PHASES = ("nominations", "complete", "accepted", "endorsed", "reviewed")


@pytest.mark.parametrize("phase", PHASES)
def test_a_cut_off_that_is_not_given_is_the_close_of_nominations(phase: str) -> None:
    assert cut_off(make_snapshot(), phase) == at("07-31 23:59:59")
    only_opens = make_snapshot(election="windows: {endorsed: {opens: 2026-07-05}, reviewed: {opens: 2026-07-05}}")
    assert cut_off(only_opens, phase) == at("07-31 23:59:59")


def test_each_phase_may_have_its_own() -> None:
    days = {phase: 20 + place for place, phase in enumerate(PHASES[1:])}
    windows = ", ".join(f"{phase}: {{closes: 2026-08-{day}}}" for phase, day in days.items())
    snapshot = make_snapshot(election=f"windows: {{{windows}}}")
    for phase, day in days.items():
        assert cut_off(snapshot, phase) == at(f"08-{day} 23:59:59")


@pytest.mark.parametrize(
    ("moment", "over"), [("10-02 11:59:59", False), ("10-02 12:00:00", True), ("10-01 23:59:59", False)]
)
def test_the_first_of_october_anywhere_on_earth_ends_at_noon_utc_of_the_second(moment: str, over: bool) -> None:
    election = "windows: {zone: AoE, nominations: {opens: 2026-07-01, closes: 2026-10-01}}"
    snapshot = make_snapshot(election=election, taken=moment)
    assert is_over(snapshot, "nominations") is over
    assert is_late(snapshot, "nominations", at(moment)) is over


def test_the_last_second_counts_in_full() -> None:
    last = at("07-31 23:59:59").replace(microsecond=999_999)
    assert not is_late(make_snapshot(), "endorsed", last)


EXTENSION = "{until: 2026-08-05, by: olive, why: The server was down}"
FOR_ONE = "{until: 2026-08-07, by: olive, why: Illness, nominee: %s}"


@pytest.mark.parametrize(
    ("extensions", "close", "why"),
    [
        (f"[{EXTENSION}]", "08-05 23:59:59", "The server was down"),
        (f"[{FOR_ONE % NOMINEE}]", "08-07 23:59:59", "Illness"),
        (f"[{FOR_ONE % NOMINEE.upper()}]", "08-07 23:59:59", "Illness"),
        (f"[{FOR_ONE % 'ben'}]", "07-31 23:59:59", None),
        (f"[{EXTENSION}, {FOR_ONE % NOMINEE}]", "08-07 23:59:59", "Illness"),
        ("[{until: 2026-07-20, by: olive, why: Too early}]", "07-31 23:59:59", None),
    ],
)
def test_extensions_are_general_or_for_one_nominee_and_never_shorten(
    extensions: str, close: str, why: str | None
) -> None:
    snapshot = make_snapshot(election=f"windows: {{extensions: {extensions}}}")
    assert cut_off(snapshot, "nominations") == at(close)
    found = close_of(snapshot, "nominations")[1]
    assert (found.why if found else None) == why


def test_an_extension_moves_every_earlier_cut_off_and_no_later_one() -> None:
    windows = f"windows: {{endorsed: {{closes: 2026-08-10}}, extensions: [{EXTENSION}]}}"
    snapshot = make_snapshot(election=windows)
    assert cut_off(snapshot, "accepted") == at("08-05 23:59:59")
    assert cut_off(snapshot, "endorsed") == at("08-10 23:59:59")


def test_an_officers_comment_extends_for_this_nominee() -> None:
    said = comment("olive", "/nomflow extend 2026-08-06 The form was broken.")
    snapshot = make_snapshot(said, election="officers: [olive]")
    close, extension = close_of(snapshot, "endorsed")
    assert close
    assert close.at == at("08-06 23:59:59")
    assert extension
    assert (extension.by, extension.nominee) == ("olive", NOMINEE)


def test_only_a_phase_of_its_own_has_an_opening() -> None:
    snapshot = make_snapshot(election="windows: {endorsed: {opens: 2026-07-05}}")
    assert opening(snapshot, "endorsed") == at("07-05")
    assert opening(snapshot, "reviewed") is None
    assert opening(snapshot, "nominations") is None
    assert opening(make_snapshot(election="windows: {endorsed: {closes: 2026-08-05}}"), "endorsed") is None


def test_what_never_closes_is_never_over() -> None:
    from msgspec.structs import replace

    from nomflow.core.basics.time import Window

    snapshot = make_snapshot(taken="12-31")
    windows = replace(snapshot.election.windows, nominations=Window())
    endless = replace(snapshot, election=replace(snapshot.election, windows=windows))
    assert (cut_off(endless, "endorsed"), is_over(endless, "endorsed")) == (None, False)


def test_an_extension_for_somebody_else_does_not_help_an_unknown_nominee() -> None:
    from msgspec.structs import replace

    snapshot = make_snapshot(nominee=None, election=f"windows: {{extensions: [{FOR_ONE % 'ben'}]}}")
    assert cut_off(replace(snapshot, statement=None), "nominations") == at("07-31 23:59:59")
    assert window(snapshot.election, "nominations").opens


@pytest.mark.parametrize(
    ("extensions", "close"),
    [
        (f"[{EXTENSION}]", "08-05 23:59:59"),
        (f"[{FOR_ONE % NOMINEE}]", "08-07 23:59:59"),
        (f"[{FOR_ONE % 'ben'}]", "07-31 23:59:59"),
    ],
)
def test_the_last_second_of_a_nomination_is_that_of_its_own_extensions(extensions: str, close: str) -> None:
    assert last_cut_off(make_snapshot(election=f"windows: {{extensions: {extensions}}}")) == at(close)


def test_everybody_sees_the_windows_as_the_extensions_for_everybody_leave_them() -> None:
    windows = f"endorsed: {{opens: 2026-07-05, closes: 2026-08-06}}, extensions: [{EXTENSION}, {FOR_ONE % 'ben'}]"
    election = make_snapshot(election=f"windows: {{{windows}}}").election
    shown = for_everybody(election).windows
    assert shown.endorsed
    assert shown.nominations.closes == election.windows.extensions[0].until
    assert (shown.nominations.opens, shown.endorsed) == (election.windows.nominations.opens, election.windows.endorsed)
