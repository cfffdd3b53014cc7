"""How many stand for how many places, and what follows."""

from __future__ import annotations

from enum import StrEnum

from nomflow.core.election.choices import ContestOutcome
from nomflow.core.election.election import Election, Seat


class Contest(StrEnum):
    """How many stand for how many seats."""

    CONTESTED = "contested"
    UNCONTESTED = "uncontested"
    UNDER_CONTESTED = "under-contested"
    NOBODY = "nobody"


def contest(places: int, standing: int) -> Contest:
    """How ``standing`` people compare with the places to fill."""
    if standing == 0:
        return Contest.NOBODY
    if standing < places:
        return Contest.UNDER_CONTESTED
    return Contest.UNCONTESTED if standing == places else Contest.CONTESTED


def follows(election: Election, seat: Seat, standing: int) -> ContestOutcome:
    """What the configuration says follows when so many stand for a seat."""
    if seat.filled_by == "appointment":
        return ContestOutcome.APPOINT
    rules = election.publication
    return {
        Contest.CONTESTED: ContestOutcome.VOTE,
        Contest.UNCONTESTED: rules.uncontested,
        Contest.UNDER_CONTESTED: rules.under_contested,
        Contest.NOBODY: rules.nobody,
    }[contest(seat.places, standing)]
