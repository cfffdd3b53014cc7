"""Whom to ask for a review: people notice that, so it takes more than a name in a statement."""

from __future__ import annotations

from nomflow.core.acknowledgements.confirmed import acknowledgements
from nomflow.core.acknowledgements.credited import in_front_matter
from nomflow.core.basics.login import login_key
from nomflow.core.evaluate import Report
from nomflow.core.nomination.deadlines import is_over
from nomflow.core.nomination.evidence import Code
from nomflow.core.roll.roll import Roll
from nomflow.core.snapshot.snapshot import PullRequestState
from nomflow.core.verdict.points import musts
from nomflow.core.verdict.verdict import NominationState, NominationVerdict


def reviewers_to_ask(report: Report, verdict: NominationVerdict) -> tuple[str, ...]:
    """The handles of reviewers who could be asked, in the order of the statement; none unless the rules say so.

    A statement's author chooses whom it names. So only electors are asked, whose handles stand in the front matter and
    who have not said anything yet; and only for a statement that is in order, submitted and accepted.
    """
    snapshot = report.snapshot
    pull_request, roll = snapshot.pull_request, snapshot.roll
    if not snapshot.election.acknowledgements.request_reviews or not isinstance(roll, Roll) or pull_request is None:
        return ()
    if pull_request.draft or pull_request.state is not PullRequestState.OPEN or is_over(snapshot, "reviewed"):
        return ()
    if verdict.state not in (NominationState.NOT_READY, NominationState.READY) or musts(report):
        return ()
    written = in_front_matter(snapshot)
    spoken = {login_key(review.author.login) for review in pull_request.reviews}
    spoken.add(login_key(pull_request.author.login))
    return tuple(
        each.credited.handle
        for each in acknowledgements(snapshot)
        if each.code is Code.WAITING
        and not each.url
        and login_key(each.credited.handle) in (written & roll.by_login.keys()) - spoken
    )
