"""One nomination for one person and seat."""

from __future__ import annotations

from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.nominee import nominee_of, same_login
from nomflow.core.outcome import Outcome, could_not_tell, failed, passed, skipped
from nomflow.core.roll import Unavailable
from nomflow.core.snapshot import PullRequestState, Snapshot


@rule(
    "one-nomination",
    "The nominee is not nominated twice for one seat",
    group=Group.PULL_REQUEST,
    needs=Needs.PULL_REQUEST,
)
def one_nomination(snapshot: Snapshot) -> Outcome:
    """No earlier open or merged pull request nominates the same person for the same seat, nor for too many seats.

    Why: endorsements would be spread over two threads, and neither might reach the number needed.

    How to fix: go on in the earlier pull request and close this one. To change a merged statement while the window is
    open, say so in this pull request; the officers close the one that is not needed.
    """
    pull_request, nominee = snapshot.pull_request, nominee_of(snapshot)
    assert pull_request is not None  # noqa: S101 - the rule needs a pull request
    if not nominee.handle:
        return skipped("Nobody can tell yet who is nominated.")
    if isinstance(snapshot.others, Unavailable):
        return could_not_tell("The other nominations could not be read: {why}", why=snapshot.others.why)
    same = [
        other
        for other in snapshot.others
        if same_login(other.nominee, nominee.handle)
        and other.state is not PullRequestState.CLOSED
        and other.number != pull_request.number
    ]
    earlier = [other for other in same if other.number < pull_request.number and other.seat == nominee.seat]
    if earlier:
        told = "{who} is already nominated in #{number}. Please go on there, and close this one."
        return failed(told, who=nominee.shown, number=min(other.number for other in earlier))
    seats = {other.seat for other in same} | {nominee.seat}
    most = snapshot.election.nominations.seats_per_nominee
    if len(seats) > most and any(other.number < pull_request.number for other in same):
        return failed(
            "{who} stands for {count} seats; {most} is the most.", who=nominee.shown, count=len(seats), most=most
        )
    return passed("This is the only nomination of {who}.", who=nominee.shown)
