"""The nominee's own consent."""

from __future__ import annotations

from nomflow.core.deadlines import close_of
from nomflow.core.election_words import Origin
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.nominee import nominee_of
from nomflow.core.outcome import Outcome, failed, passed, pending
from nomflow.core.snapshot import Snapshot
from nomflow.core.standing import Acceptance, consent
from nomflow.core.when import describe, describe_utc


@rule("acceptance", "The nominee wants to stand", group=Group.ACCEPTANCE, needs=Needs.PULL_REQUEST)
def acceptance(snapshot: Snapshot) -> Outcome:
    """The nominee opened the nomination, or accepted it in the thread before the deadline.

    Why: nobody stands against their will, and nobody's statement is published before they agree.

    How to fix: the nominee comments /accept on a line of its own, or approves the pull request in a review.
    """
    pull_request = snapshot.pull_request
    assert pull_request is not None  # noqa: S101 - the rule needs a pull request
    own, nominee = consent(snapshot), nominee_of(snapshot)
    origins = snapshot.election.nominations.by
    if own.state is Acceptance.SELF:
        if Origin.SELF not in origins:
            return failed("In this election somebody else has to nominate you.")
        return passed("The nominee opened this nomination.")
    if Origin.OTHERS not in origins:
        told = "In this election people nominate themselves; {who} has to open the pull request."
        return failed(told, who=nominee.shown)
    close = close_of(snapshot, "accepted")[0]
    by = describe(close) if close else ""
    match own.state:
        case Acceptance.ACCEPTED:
            return passed("{who} accepted on {at}.", who=nominee.shown, at=describe_utc(own.at) if own.at else "")
        case Acceptance.DECLINED:
            return failed("{who} declined the nomination.", who=nominee.shown)
        case Acceptance.LATE:
            at = describe_utc(own.at) if own.at else ""
            return failed("{who} accepted on {at}, after the deadline on {by}.", who=nominee.shown, at=at, by=by)
        case Acceptance.EXPIRED:
            return failed("{who} did not accept by {by}.", who=nominee.shown, by=by)
    if close:
        return pending("Waiting for {who} to comment /accept by {by}.", who=nominee.shown, by=by)
    return pending("Waiting for {who} to comment /accept.", who=nominee.shown)
