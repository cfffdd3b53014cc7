"""Where a nomination stands: accepted, declined, withdrawn, disqualified."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from nomflow.core.deadlines import cut_off
from nomflow.core.memo import per_snapshot
from nomflow.core.nominee import nominee_of
from nomflow.core.record import record
from nomflow.core.snapshot import PullRequestState, ReviewState, Snapshot
from nomflow.core.thread_acts import Kind
from nomflow.core.voices import Voice, read_thread


class Acceptance(StrEnum):
    """What the nominee said to the nomination. ``self`` needs no word: they opened it."""

    SELF = "self"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WAITING = "waiting"
    EXPIRED = "expired"
    LATE = "late"


@record
class Consent:
    """The nominee's consent, and when and where it was given."""

    state: Acceptance
    at: datetime | None = None
    url: str = ""


@per_snapshot
def consent(snapshot: Snapshot) -> Consent:
    """The nominee's own last word before the close of acceptances."""
    pull_request = snapshot.pull_request
    if pull_request is None:
        return Consent(Acceptance.WAITING)
    if by_nominee(snapshot, pull_request.author.login, pull_request.author.id):
        own = Consent(Acceptance.SELF, pull_request.created_at, pull_request.url)
    else:
        own = Consent(Acceptance.WAITING)
    close = cut_off(snapshot, "accepted")
    late: Voice | None = None
    for voice in read_thread(snapshot).voices:
        said = _says(snapshot, voice)
        if said is None or voice.trouble is not None or not by_nominee(snapshot, voice.author.login, voice.author.id):
            continue
        if close is not None and voice.at.replace(microsecond=0) > close and said is Acceptance.ACCEPTED:
            late = late or voice
            continue
        own = Consent(said, voice.at, voice.url)
    if own.state is Acceptance.WAITING and late:
        return Consent(Acceptance.LATE, late.at, late.url)
    if own.state is Acceptance.WAITING and close is not None and snapshot.taken_at.replace(microsecond=0) > close:
        return Consent(Acceptance.EXPIRED)
    return own


@per_snapshot
def withdrawal(snapshot: Snapshot) -> Voice | None:
    """The nominee's ``/withdraw``, at whatever time."""
    for voice in read_thread(snapshot).voices:
        own = by_nominee(snapshot, voice.author.login, voice.author.id)
        if voice.kind is Kind.WITHDRAW and voice.trouble is None and own:
            return voice
    return None


def closed_unmerged(snapshot: Snapshot) -> bool:
    """Whether the pull request was closed without being merged."""
    return snapshot.pull_request is not None and snapshot.pull_request.state is PullRequestState.CLOSED


def by_nominee(snapshot: Snapshot, login: str, id: int | None) -> bool:
    """Whether an account is the nominee's."""
    nominee = snapshot.nominee
    handle = nominee.login if nominee else nominee_of(snapshot).handle
    if nominee and nominee.id is not None and id is not None:
        return nominee.id == id
    return bool(handle) and handle.casefold() == login.casefold()


def _says(snapshot: Snapshot, voice: Voice) -> Acceptance | None:
    if voice.kind is Kind.ACCEPT:
        return Acceptance.ACCEPTED
    if voice.kind is Kind.DECLINE:
        return Acceptance.DECLINED
    if voice.review is ReviewState.APPROVED and snapshot.election.acceptance.approval:
        return Acceptance.ACCEPTED
    return None
