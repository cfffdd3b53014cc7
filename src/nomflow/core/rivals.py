"""Earlier nominations of the same person."""

from __future__ import annotations

from nomflow.core.accounts import second
from nomflow.core.nominee import nominee_of, same_login
from nomflow.core.roll import Unavailable
from nomflow.core.snapshot import OtherNomination, PullRequestState, Snapshot


def rivals(snapshot: Snapshot) -> tuple[OtherNomination, ...]:
    """The nominee's earlier nominations that were not closed, nor left as far as that is known, by number."""
    pull_request, nominee = snapshot.pull_request, nominee_of(snapshot)
    if pull_request is None or isinstance(snapshot.others, Unavailable):
        return ()
    same = (
        other
        for other in snapshot.others
        if same_login(other.nominee, nominee.handle)
        and other.state is not PullRequestState.CLOSED
        and other.number < pull_request.number
        and (other.created_at is None or second(other.created_at) <= second(snapshot.taken_at))
        and (other.left_at is None or second(other.left_at) > second(snapshot.taken_at))
    )
    return tuple(sorted(same, key=lambda other: other.number))
