"""Whether there is still a nomination."""

from __future__ import annotations

from nomflow.core.basics.answer import Outcome, could_not_tell, failed, passed
from nomflow.core.basics.time import describe_utc
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.nomination.earlier import disqualification, left_before_changed
from nomflow.core.nomination.standing import closed_unmerged, departure_in_doubt, withdrawal
from nomflow.core.snapshot.snapshot import Snapshot


@rule(
    "still-standing",
    "The nomination was neither withdrawn nor disqualified",
    group=Group.STANDING,
    needs=Needs.PULL_REQUEST,
)
def still_standing(snapshot: Snapshot) -> Outcome:
    """The nominee has not withdrawn, no officer has disqualified the nomination, and nobody has closed the pull
    request.

    Why: nominees may withdraw at any time, and the withdrawal stays on record. It is final, so that everybody can rely
    on it: a later /accept does not undo it.

    If a comment may be a withdrawal, the nominee has to make it clear. Until then, the nomination stays undecided.

    How to fix: if you wrote such words, write /withdraw to withdraw, or /accept to go on standing. After a withdrawal
    by mistake, close this pull request and open a new nomination while the window is open, or write to the officers.
    """
    gone = withdrawal(snapshot)
    if gone:
        return failed("The nominee withdrew on {at}.", at=describe_utc(gone.at))
    if (other := left_before_changed(snapshot)) and other.left_at:
        told = "This pull request changes #{number}, but the nominee left that nomination on {at}."
        return failed(told, number=other.number, at=describe_utc(other.left_at))
    decided = disqualification(snapshot)
    if decided:
        told = "{officer} disqualified this nomination on {at}. Reason: {why}"
        return failed(told, officer=decided.officer, at=describe_utc(decided.at), why=decided.argument)
    if closed_unmerged(snapshot):
        return failed("The pull request was closed without being merged.")
    if doubt := departure_in_doubt(snapshot):
        told = (
            "“{typed}” may be a withdrawal. To withdraw, the nominee comments `/withdraw` on a line of its own; "
            "to go on standing, `/accept`."
        )
        return could_not_tell(told, typed=doubt.said.typed)
    return passed("The nomination still stands.")
