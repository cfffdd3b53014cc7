"""The nominee's own consent."""

from __future__ import annotations

from nomflow.core.basics.answer import Outcome, failed, passed, pending
from nomflow.core.basics.time import describe, describe_utc
from nomflow.core.election.choices import Origin
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.nomination.accounts import opened_by_nominee
from nomflow.core.nomination.deadlines import close_of
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.nomination.standing import Acceptance, consent
from nomflow.core.snapshot.snapshot import Snapshot


@rule("acceptance", "The nominee wants to stand", group=Group.ACCEPTANCE, needs=Needs.PULL_REQUEST)
def acceptance(snapshot: Snapshot) -> Outcome:
    """The nominee opened the nomination, or accepted it in the thread before the deadline.

    The nominee's last word decides, and declining counts at any time.

    Why: nobody stands against their will, and nobody's statement is published before they agree.

    How to fix: the nominee comments /accept on a line of its own, or approves the pull request in a review.
    """
    own, nominee = consent(snapshot), nominee_of(snapshot)
    origins, self_nominated = snapshot.election.nominations.by, opened_by_nominee(snapshot)
    if self_nominated and Origin.SELF not in origins:
        return failed("In this election, somebody else must nominate you.")
    if not self_nominated and Origin.OTHERS not in origins:
        told = "In this election, people nominate themselves. {who} must open the pull request."
        return failed(told, who=nominee.shown)
    close = close_of(snapshot, "accepted")[0]
    by, at = describe(close) if close else "", describe_utc(own.at) if own.at else ""
    match own.state:
        case Acceptance.SELF:
            return passed("The nominee opened this nomination.")
        case Acceptance.ACCEPTED:
            return passed("{who} accepted on {at}.", who=nominee.shown, at=at)
        case Acceptance.DECLINED:
            return failed("{who} declined the nomination.", who=nominee.shown)
        case Acceptance.LATE:
            return failed("{who} accepted on {at}, after the deadline on {by}.", who=nominee.shown, at=at, by=by)
        case Acceptance.EXPIRED if own.doubt:
            told = "{who} did not accept by {by}. " + own.doubt.template
            return failed(told, **own.doubt.words, who=nominee.shown, by=by)
        case Acceptance.EXPIRED:
            return failed("{who} did not accept by {by}.", who=nominee.shown, by=by)
    if own.doubt:
        told = "Waiting for {who} to accept. " + own.doubt.template
        return pending(told, **own.doubt.words, who=nominee.shown)
    if close:
        return pending("Waiting for {who} to comment `/accept` by {by}.", who=nominee.shown, by=by)
    return pending("Waiting for {who} to comment `/accept`.", who=nominee.shown)
