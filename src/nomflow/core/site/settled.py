"""What follows from how many stand: a vote, none, an appointment, or more time for nominations."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from nomflow.core.election.choices import ContestOutcome
from nomflow.core.election.contest import follows
from nomflow.core.election.election import Election, Seat
from nomflow.core.site.site import ElectionPage, MilestoneKind, Phase, Race

_OF_THE_VOTE = (MilestoneKind.VOTING_OPENS, MilestoneKind.VOTING_CLOSES)


def settled(election: Election, shown: ElectionPage, now: datetime) -> ElectionPage:
    """The pages of an election with what follows for each of its races, which are those of ``election.seats`` in turn.

    It is settled when the list is final, by those who stood until voting opened: whoever leaves after that leaves an
    election that is under way. Where nobody votes there are no dates of a vote and no state of one. Where all races
    wait for more nominations the list is not final, and one that was not shown stays hidden.
    """
    if not shown.phase.final:
        return shown
    opens = shown.milestone(MilestoneKind.VOTING_OPENS)
    at = min(now, opens.at) if opens else now
    races = tuple(_settled(election, seat, race, at) for seat, race in zip(election.seats, shown.races, strict=True))
    if any(race.then is ContestOutcome.VOTE for race in races):
        return replace(shown, races=races)
    waits = all(race.then is ContestOutcome.EXTEND for race in races)
    over = (*_OF_THE_VOTE, MilestoneKind.LIST_PUBLISHED) if waits else _OF_THE_VOTE
    return replace(
        shown,
        races=races,
        phase=Phase.CHECKING if waits else Phase.PUBLISHED,
        milestones=tuple(each for each in shown.milestones if each.step not in over),
    )


def _settled(election: Election, seat: Seat, race: Race, at: datetime) -> Race:
    standing = sum(person.gone is None or person.gone.at > at for person in race.candidates)
    then = follows(election, seat, standing)
    waits = then is ContestOutcome.EXTEND and not election.publication.names_before_close
    return replace(race, then=then, hidden=race.hidden or waits)
