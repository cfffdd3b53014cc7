"""One nomination for one person and seat."""

from __future__ import annotations

from nomflow.core.basics.answer import Outcome, could_not_tell, failed, passed, skipped
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.nomination.earlier import changes_a_statement, earlier_nominations
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.snapshot import OtherNomination, PullRequestState, Snapshot


@rule(
    "one-nomination",
    "The nominee is nominated once for each seat",
    group=Group.PULL_REQUEST,
    needs=Needs.PULL_REQUEST,
)
def one_nomination(snapshot: Snapshot) -> Outcome:
    """No earlier open or merged pull request nominates the same person for the same seat, or for too many seats.

    A change to a merged statement does not count as a second nomination. A nomination that the nominee withdrew or
    declined does not count either.

    Why: endorsements would be spread over two threads, and neither might reach the number needed.

    How to fix: continue in the earlier pull request and close this one. To start again, withdraw the earlier one first.
    """
    nominee = nominee_of(snapshot)
    if not nominee.handle:
        return skipped("It is not clear yet who is nominated.")
    if isinstance(snapshot.others, Unavailable):
        return could_not_tell("The other nominations could not be read: {why}", why=snapshot.others.why)
    same = earlier_nominations(snapshot)
    for other in same:
        if _seat(snapshot, other.seat) != nominee.seat:
            continue
        if other.state is PullRequestState.MERGED and changes_a_statement(snapshot):
            return passed("This changes the nomination of {who} in #{number}.", who=nominee.shown, number=other.number)
        return failed(_told(other), who=nominee.shown, number=other.number)
    seats = {_seat(snapshot, other.seat) for other in same} | {nominee.seat}
    most = snapshot.election.nominations.seats_per_nominee
    if len(seats) > most:
        return failed(
            "{who} stands for {count} seats. The limit is {most}. The first nomination is #{number}.",
            who=nominee.shown,
            count=len(seats),
            most=most,
            number=same[0].number,
        )
    return passed("This is the only nomination of {who}.", who=nominee.shown)


def _seat(snapshot: Snapshot, seat: str) -> str:
    return seat or (snapshot.election.seats[0].id if len(snapshot.election.seats) == 1 else "")


def _told(other: OtherNomination) -> str:
    if other.state is PullRequestState.MERGED:
        return "{who} is already nominated in #{number}, which was merged. Close this pull request."
    return "{who} is already nominated in #{number}. Continue there, and close this pull request."
