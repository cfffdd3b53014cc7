"""Earlier nominations of the same person, and what follows from them for this one."""

from __future__ import annotations

from nomflow.core.basics.login import same_login
from nomflow.core.nomination.accounts import second
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.snapshot import FileStatus, OtherNomination, PullRequestState, Snapshot


def earlier_nominations(snapshot: Snapshot) -> tuple[OtherNomination, ...]:
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


def changes_a_statement(snapshot: Snapshot) -> bool:
    """Whether the pull request changes a statement that is there already."""
    path = snapshot.statement.path if snapshot.statement else ""
    files = snapshot.pull_request.files if snapshot.pull_request else ()
    return any(file.path == path and file.status in (FileStatus.MODIFIED, FileStatus.RENAMED) for file in files)


def left_before_changed(snapshot: Snapshot) -> OtherNomination | None:
    """The merged nomination that this one changes, if its nominee left it since: whoever withdraws does so once, in
    whichever thread. Who opens a new one after that starts anew."""
    pull_request, nominee = snapshot.pull_request, nominee_of(snapshot)
    if pull_request is None or isinstance(snapshot.others, Unavailable) or not changes_a_statement(snapshot):
        return None
    since, until = second(pull_request.created_at), second(snapshot.taken_at)
    return next(
        (
            other
            for other in snapshot.others
            if same_login(other.nominee, nominee.handle)
            and other.state is PullRequestState.MERGED
            and other.left_at is not None
            and since < second(other.left_at) <= until
        ),
        None,
    )
