"""Where a nomination stands: accepted, declined, withdrawn, disqualified."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.time import describe_utc
from nomflow.core.nomination.accounts import is_nominee, nominee_account, opened_by_nominee, resolved, second
from nomflow.core.nomination.deadlines import cut_off, is_over, last_cut_off
from nomflow.core.nomination.officers import decisions
from nomflow.core.nomination.rulings import Ruled, RuleKind
from nomflow.core.nomination.thread import Doubt, ThreadAct, Trouble, heard_at, read_thread, state_at, undone
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import Account, PullRequestState, ReviewState, Snapshot
from nomflow.core.thread.acts import ActKind


class Acceptance(StrEnum):
    """What the nominee said to the nomination. ``self`` needs no word: they opened it."""

    SELF = "self"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WAITING = "waiting"
    EXPIRED = "expired"
    LATE = "late"


class Consent(Struct, frozen=True, kw_only=True):
    """The nominee's consent, and when and where it was given. ``doubt``: why what was said does not count; ``event``
    is the id of the review or comment."""

    state: Acceptance
    at: datetime | None = None
    url: str = ""
    doubt: Text | None = None
    event: str = ""


@per_snapshot
def consent(snapshot: Snapshot) -> Consent:
    """The nominee's own last word before the close of acceptances.

    Declining counts at any time, and an acceptance after it, while there is time, makes it good again. Withdrawing is
    for good and asked for apart: see ``withdrawal``.
    """
    pull_request, close = snapshot.pull_request, cut_off(snapshot, "accepted")
    if pull_request is None:
        return Consent(state=Acceptance.WAITING)
    own = Consent(state=Acceptance.WAITING)
    if opened_by_nominee(snapshot):
        own = Consent(state=Acceptance.SELF, at=pull_request.created_at, url=pull_request.url)
    acts = [act for act in read_thread(snapshot).acts if is_nominee(snapshot, act.author)]
    for act in heard_at(acts, close):
        own = _after(snapshot, own, act, close)
    later = [act for act in acts if close and second(act.written) > close]
    if any(act.kind is ActKind.DECLINE and not act.tampered for act in later):
        act = next(act for act in later if act.kind is ActKind.DECLINE)
        return Consent(state=Acceptance.DECLINED, at=act.at, url=act.url)
    if own.state is Acceptance.WAITING and own.doubt is None:
        own = replace(own, doubt=_unclear(snapshot, close))
    if own.state is not Acceptance.WAITING or not is_over(snapshot, "accepted"):
        return own
    late = next((act for act in later if _accepts(snapshot, act, None) and not act.trouble), None)
    if late:
        return Consent(state=Acceptance.LATE, at=late.at, url=late.url)
    return replace(own, state=Acceptance.EXPIRED)


@per_snapshot
def withdrawal(snapshot: Snapshot) -> ThreadAct | None:
    """The nominee's first ``/withdraw``, at whatever time; hiding or dismissing it changes nothing.

    It is for good: endorsers and voters must be able to rely on it, so an ``/accept`` after it does not count. Who
    wants to stand again opens a new nomination. Only a comment that its author deletes or words anew is as if it had
    never been, because GitHub shows nothing else.
    """
    for act in read_thread(snapshot).acts:
        if act.kind is ActKind.WITHDRAW and not act.tampered and is_nominee(snapshot, act.author):
            return act
    ruled, nominee = _ruled_departure(snapshot), nominee_account(snapshot)
    if ruled is None or ruled.kind is not RuleKind.WITHDRAWN or nominee is None:
        return None
    doubt = _last_doubt(snapshot, (ActKind.WITHDRAW, ActKind.DECLINE))
    at, url = (doubt.at, doubt.url) if doubt else (ruled.at, ruled.url)
    return ThreadAct(author=nominee, at=at, id="ruled", url=url, kind=ActKind.WITHDRAW)


def _ruled_departure(snapshot: Snapshot) -> Ruled | None:
    """The officers' word whether what the nominee wrote withdraws. Where they wrote nothing in doubt, nor anything that
    was changed since, there is nothing to rule."""
    ruled = decisions(snapshot).ruled(RuleKind.WITHDRAWN, RuleKind.NOT_WITHDRAWN)
    if ruled is None or consent(snapshot).state not in (Acceptance.SELF, Acceptance.ACCEPTED):
        return None
    doubt = _last_doubt(snapshot, (ActKind.WITHDRAW, ActKind.DECLINE))
    if doubt:
        return ruled if ruled.at >= doubt.at else None
    comments = snapshot.pull_request.comments if snapshot.pull_request else ()
    changed = (each for each in comments if each.edited_at or each.deleted)
    return ruled if any(is_nominee(snapshot, resolved(snapshot, each.author)) for each in changed) else None


@per_snapshot
def departure_in_doubt(snapshot: Snapshot) -> Doubt | None:
    """What the nominee wrote, at whatever time, that may withdraw or decline a nomination which they had accepted.

    It is settled by a clear word of theirs after it: ``/withdraw``, ``/decline``, or ``/accept`` to go on standing.
    """
    if consent(snapshot).state not in (Acceptance.SELF, Acceptance.ACCEPTED):
        return None
    return None if _ruled_departure(snapshot) else _last_doubt(snapshot, (ActKind.WITHDRAW, ActKind.DECLINE))


def _last_doubt(snapshot: Snapshot, kinds: tuple[ActKind, ...]) -> Doubt | None:
    """The nominee's last unclear words of these kinds, if nothing clear followed."""
    thread, clear = read_thread(snapshot), (ActKind.ACCEPT, ActKind.DECLINE, ActKind.WITHDRAW)
    spoken = [act for act in thread.acts if act.kind in clear and is_nominee(snapshot, act.author)]
    for doubt in reversed(thread.doubts):
        if (
            doubt.said.kind in kinds
            and is_nominee(snapshot, doubt.author)
            and (doubt.takes_back or ActKind.ACCEPT in kinds)
        ):
            return doubt if all(doubt.follows(act) for act in spoken) else None
    return None


def _unclear(snapshot: Snapshot, close: datetime | None) -> Text | None:
    doubt = _last_doubt(snapshot, (ActKind.ACCEPT, ActKind.WITHDRAW, ActKind.DECLINE))
    if doubt is None or not doubt.heard_by(close):
        return None
    told = "“{typed}” is not clear enough to count. Please write `/accept` or `/decline` on a line of its own."
    return say(told, typed=doubt.said.typed)


def closed_unmerged(snapshot: Snapshot) -> bool:
    """Whether the pull request was closed without being merged, while that counted."""
    pull_request = snapshot.pull_request
    if pull_request is None or pull_request.state is not PullRequestState.CLOSED:
        return False
    at, close, now = pull_request.closed_at, last_cut_off(snapshot), second(snapshot.taken_at)
    return at is None or second(at) <= (now if close is None else min(close, now))


def left_at(snapshot: Snapshot) -> datetime | None:
    """When the nominee withdrew, or declined to be nominated."""
    gone, own = withdrawal(snapshot), consent(snapshot)
    return gone.at if gone else own.at if own.state is Acceptance.DECLINED else None


def by_nominee(snapshot: Snapshot, login: str, id: int | None) -> bool:
    """Whether an account is the nominee's."""
    return is_nominee(snapshot, resolved(snapshot, Account(login, id)))


def _after(snapshot: Snapshot, own: Consent, act: ThreadAct, close: datetime | None) -> Consent:
    """What the consent is once the nominee has said this, too."""
    declines = act.kind is ActKind.DECLINE
    if not declines and not _accepts(snapshot, act, close):
        return own
    approved = own.state is Acceptance.ACCEPTED and own.event == act.event and not declines
    if approved:
        return own
    if act.tampered:
        told = "Somebody else edited the nominee's comment, so it does not count. Please write it again."
        return Consent(state=Acceptance.WAITING, at=act.at, url=act.url, doubt=say(told))
    if declines:
        return Consent(state=Acceptance.DECLINED, at=act.at, url=act.url)
    if close is not None and second(act.at) > close:
        told = "The nominee's comment was edited on {at}, after the close, so its earlier text is not known."
        return Consent(state=Acceptance.WAITING, at=act.at, url=act.url, doubt=say(told, at=describe_utc(act.at)))
    if act.trouble is Trouble.MINIMISED:
        told = "The nominee's comment is hidden, so it does not count. Please write it again."
        return own if own.state is not Acceptance.WAITING else replace(own, doubt=say(told))
    return Consent(state=Acceptance.ACCEPTED, at=act.at, url=act.url, event=act.event)


def _accepts(snapshot: Snapshot, act: ThreadAct, close: datetime | None) -> bool:
    if undone(act, close):
        return False
    if act.kind is ActKind.ACCEPT:
        return True
    return snapshot.election.acceptance.approval and state_at(act, close) is ReviewState.APPROVED
