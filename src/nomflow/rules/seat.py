"""For which seat."""

from __future__ import annotations

from nomflow.core.basics.answer import Outcome, failed, passed, skipped
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import rule
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.snapshot.snapshot import Snapshot


@rule("seat", "The nomination names a seat of this election")
def seat(snapshot: Snapshot) -> Outcome:
    """Where an election has several seats, the path or the front matter names one of them.

    Why: each seat has a list of its own. A nomination for no seat, or for one with a misspelt name, would be on none.

    How to fix: write `seat:` with one of the names in the message at the top of the statement.
    """
    statement, seats = snapshot.statement, snapshot.election.seats
    assert statement is not None
    if len(seats) < 2:
        return skipped("This election has one seat.")
    named, known = nominee_of(snapshot).seat, [each.id for each in seats]
    if named in known:
        return passed("The nomination is for the seat {seat}.", seat=named)
    told = (
        "This election has several seats, and the statement names none. Please write one of these as `seat:`: {seats}."
    )
    if named:
        told = "This election has no seat `{named}`. Please write one of these as `seat:`: {seats}."
    return failed(told, Place(path=statement.path), named=named, seats=", ".join(known))
