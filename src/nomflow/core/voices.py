"""Everything that people did in a nomination's thread, in the order of the server's times."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from nomflow.core.election import Election
from nomflow.core.election_words import Channel
from nomflow.core.memo import per_snapshot
from nomflow.core.record import record
from nomflow.core.snapshot import Account, AccountKind, Comment, PullRequest, Review, ReviewState, Snapshot
from nomflow.core.thread import NearMiss, Phrase, read_body
from nomflow.core.thread_acts import Kind


class Trouble(StrEnum):
    """Why an act counts for nothing, whatever it says."""

    EDITED_BY_OTHER = "edited-by-other"
    EDITOR_UNKNOWN = "editor-unknown"
    MINIMISED = "minimised"


@record
class Voice:
    """One act of one person: a command or phrase (``kind``), or what a review says (``review``), never both.

    ``at`` is when it was done, or last edited by its author; ``blob`` the version of the statement it was about.
    """

    author: Account
    at: datetime
    id: str
    url: str
    kind: Kind | None = None
    review: ReviewState | None = None
    phrase: bool = False
    in_review: bool = False
    argument: str = ""
    employers: tuple[str, ...] = ()
    blob: str = ""
    trouble: Trouble | None = None
    dismissed_at: datetime | None = None
    dismissed_from: ReviewState | None = None


@record
class Missed:
    """A near miss, and whose."""

    author: Account
    at: datetime
    url: str
    near: NearMiss


@record
class Thread:
    """All voices by time, and all near misses."""

    voices: tuple[Voice, ...]
    missed: tuple[Missed, ...]


@per_snapshot
def read_thread(snapshot: Snapshot) -> Thread:
    """Reads every review and comment of the pull request. Our own comments say nothing."""
    pull_request = snapshot.pull_request
    if pull_request is None:
        return Thread((), ())
    phrases = _phrases(snapshot.election)
    voices: list[Voice] = []
    missed: list[Missed] = []
    for each in (*pull_request.reviews, *pull_request.comments):
        if each.author.kind is AccountKind.BOT and isinstance(each, Comment):
            continue
        if isinstance(each, Review):
            voices.append(_of_review(each))
        if each.body:
            said, near = _of_body(each, phrases, pull_request)
            voices += said
            missed += near
    return Thread(tuple(sorted(voices, key=_order)), tuple(sorted(missed, key=lambda miss: (miss.at, miss.url))))


def who(account: Account) -> str:
    """What makes two acts one person's: the account's number, or else the login without regard to case."""
    return f"#{account.id}" if account.id is not None else account.login.casefold()


def is_account(account: Account, login: str, id: int | None = None) -> bool:
    """Whether an account is the one called ``login`` (with the number ``id``, where that is known)."""
    if id is not None and account.id is not None:
        return id == account.id
    return account.login.casefold() == login.removeprefix("@").casefold()


def _of_review(review: Review) -> Voice:
    return Voice(
        review.author,
        review.submitted_at,
        review.id,
        review.url,
        review=review.state,
        in_review=True,
        blob=review.blob,
        trouble=Trouble.MINIMISED if review.minimised else None,
        dismissed_at=review.dismissed_at,
        dismissed_from=review.dismissed_from,
    )


def _of_body(
    each: Review | Comment, phrases: tuple[Phrase, ...], pull_request: PullRequest
) -> tuple[list[Voice], list[Missed]]:
    read = read_body(each.body, phrases)
    written = each.submitted_at if isinstance(each, Review) else each.created_at
    at = each.edited_at or written
    trouble = _trouble(each)
    if trouble is Trouble.EDITED_BY_OTHER:
        at = written
    blob = each.blob if isinstance(each, Review) else _blob_at(pull_request, at)
    voices = [
        Voice(
            each.author,
            at,
            f"{each.id}:{number:05}",
            each.url,
            act.kind,
            phrase=bool(act.phrase),
            in_review=isinstance(each, Review),
            argument=act.argument,
            employers=act.employers,
            blob=blob,
            trouble=trouble,
        )
        for number, act in enumerate(read.acts)
    ]
    return voices, [Missed(each.author, at, each.url, near) for near in read.near_misses]


def _trouble(each: Review | Comment) -> Trouble | None:
    if each.edited_at is not None:
        if each.edited_by is None:
            return Trouble.EDITOR_UNKNOWN
        if who(each.edited_by) != who(each.author):
            return Trouble.EDITED_BY_OTHER
    return Trouble.MINIMISED if each.minimised else None


def _blob_at(pull_request: PullRequest, at: datetime) -> str:
    """The statement's version that stood at a time, as far as our own statuses prove it."""
    seen = [status for status in pull_request.statuses if status.blob and status.at <= at]
    return max(seen, key=lambda status: status.at).blob if seen else ""


def _phrases(election: Election) -> tuple[Phrase, ...]:
    endorsing, accepting = election.endorsements, election.acceptance
    spoken = {Channel.COMMENT, Channel.REVIEW} & set(endorsing.channels)
    return (
        *(Phrase(text, endorsing.phrase_match, Kind.ENDORSE) for text in endorsing.phrases if spoken),
        *(Phrase(text, accepting.phrase_match, Kind.ACCEPT) for text in accepting.phrases),
        *(Phrase(text, accepting.phrase_match, Kind.DECLINE) for text in accepting.decline_phrases),
    )


_TAKES_BACK = (Kind.UNENDORSE, Kind.DECLINE, Kind.WITHDRAW, Kind.DECLINE_ACKNOWLEDGEMENT)


def _order(voice: Voice) -> tuple[datetime, bool, int, str]:
    """By time; in one second, what takes back comes last; then by number, whatever the order they were read in."""
    takes_back = voice.kind in _TAKES_BACK or voice.review in (ReviewState.CHANGES_REQUESTED, ReviewState.DISMISSED)
    return voice.at, takes_back, len(voice.id), voice.id
