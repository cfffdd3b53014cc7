"""Everything that people did in a nomination's thread, in the order of the server's times."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.election.choices import Channel
from nomflow.core.election.election import Election
from nomflow.core.election.people_rules import EndorsementRules
from nomflow.core.nomination.accounts import (
    is_nominee,
    is_program,
    nominee_account,
    on_roll,
    resolved,
    second,
    who,
)
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.nomination.versions import blob_of_commit, head_at
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import Account, AccountKind, Comment, Review, ReviewState, Snapshot
from nomflow.core.thread.acts import NOMFLOW, TAKES_BACK, ActKind
from nomflow.core.thread.body import EVERY_COMMAND, Acts, Phrase, Unclear, names_in, read_body

__all__ = [
    "Doubt",
    "Thread",
    "ThreadAct",
    "Trouble",
    "command_is_phrase",
    "heard_at",
    "names_of_nominee",
    "phrases_of",
    "read_thread",
    "state_at",
    "undone",
    "who",
]

OUR_MARK = "<!-- nomflow:"
"""How each comment of ours begins. What stands in one is nobody's word."""

_REFUSES = (ReviewState.CHANGES_REQUESTED, ReviewState.DISMISSED)


TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    Spoken = TypeVar("Spoken", Review, Comment)


class Trouble(StrEnum):
    """Why an act counts for nothing, whatever it says.

    Hiding silences what gives, never what takes back: else whoever may hide comments could undo a withdrawal.
    """

    EDITED_BY_OTHER = "edited-by-other"
    EDITOR_UNKNOWN = "editor-unknown"
    MINIMISED = "minimised"


class ThreadAct(Struct, frozen=True, kw_only=True):
    """One act of one person: a command or phrase (``kind``), or what a review says (``review``), never both.

    ``at`` is when it was done, or last edited by its author; ``written`` when it was first written; ``blob`` the
    version of the statement it was about, and ``blobs`` all that it can have been about. ``dismissed`` is whether the
    review it stands in was dismissed, at ``dismissed_at`` (if known) from the state ``dismissed_from``. ``implied``
    acts are read into the nomination.
    """

    author: Account
    at: datetime
    id: str
    url: str
    kind: ActKind | None = None
    review: ReviewState | None = None
    phrase: bool = False
    in_review: bool = False
    argument: str = ""
    employers: tuple[str, ...] = ()
    blob: str = ""
    blobs: frozenset[str] = frozenset()
    trouble: Trouble | None = None
    dismissed: bool = False
    dismissed_at: datetime | None = None
    dismissed_from: ReviewState | None = None
    edited: bool = False
    first_at: datetime | None = None
    implied: bool = False

    @property
    def written(self) -> datetime:
        """When the act was first written."""
        return self.first_at or self.at

    @property
    def event(self) -> str:
        """The id of the review or comment it stands in."""
        return self.id.rpartition(":")[0] if self.kind else self.id

    @property
    def tampered(self) -> bool:
        """Whether nobody can tell what the author said, because somebody else edited it."""
        return self.trouble in (Trouble.EDITED_BY_OTHER, Trouble.EDITOR_UNKNOWN)


class Doubt(Struct, frozen=True, kw_only=True):
    """Words of somebody's that are not clear, and matter: see ``Unclear``. ``id`` is that of an act in their place."""

    author: Account
    at: datetime
    url: str
    said: Unclear
    id: str = ""
    written: datetime | None = None

    @property
    def takes_back(self) -> bool:
        """Whether it may take something away, so that nothing is settled before it is clear. A question may not."""
        return self.said.kind in TAKES_BACK and not self.said.asks

    def heard_by(self, close: datetime | None) -> bool:
        """Whether it was written before a window closed."""
        return close is None or second(self.written or self.at) <= close

    def follows(self, act: ThreadAct) -> bool:
        """Whether it came after an act: in a later comment, or further down in the same one."""
        event, _, line = act.id.rpartition(":")
        own, _, below = self.id.rpartition(":")
        return below > line if event == own else self.at >= act.at


class Thread(Struct, frozen=True):
    """All acts and all doubts, by time."""

    acts: tuple[ThreadAct, ...]
    doubts: tuple[Doubt, ...]


@per_snapshot
def read_thread(snapshot: Snapshot) -> Thread:
    """Reads every review and comment of the pull request, up to the time of the snapshot.

    The order does not hang on how the events are listed. Within one second, an event that ends in taking something
    back comes last; within one event, its lines follow what the review says.
    """
    pull_request = snapshot.pull_request
    if pull_request is None:
        return Thread((), ())
    events: list[list[ThreadAct]] = []
    doubts: list[Doubt] = []
    spoken: list[Review | Comment] = [own_words(snapshot, each) for each in pull_request.reviews]
    spoken += [own_words(snapshot, each) for each in pull_request.comments]
    for each in spoken:
        if each.body.lstrip().startswith(OUR_MARK) or _is_gone(snapshot, each):
            continue
        said = read_words(snapshot, each.body)
        events += _events(snapshot, each, said)
        at, author = _spoken_at(snapshot, each), resolved(snapshot, each.author)
        if not is_program(author) and _by_now(snapshot, at) and _trouble(snapshot, each) in (None, Trouble.MINIMISED):
            written = _written_at(each)
            doubts += [
                Doubt(author=author, at=at, url=each.url, said=one, id=_id(each, one.line), written=written)
                for one in said.unclear
            ]
        elif not is_program(author) and _by_now(snapshot, at) and not (said.acts or said.unclear):
            # Somebody else edited it, and what it said before is not known: it may have taken something back.
            lost = Unclear(kind=ActKind.UNENDORSE, line=0, typed="")
            doubts.append(Doubt(author=author, at=at, url=each.url, said=lost, id=_id(each, 0), written=at))
    events.sort(key=_order)
    doubts.sort(key=lambda doubt: (doubt.at, who(doubt.author), doubt.url, doubt.said.line, doubt.said.kind))
    acts = tuple(act for event in events for act in event)
    endorsed = {who(act.author) for act in acts if act.kind is ActKind.ENDORSE}
    if snapshot.election.endorsements.nominator_endorses:
        endorsed.add(who(resolved(snapshot, pull_request.author)))
    return Thread(acts, tuple(doubt for doubt in doubts if _matters(snapshot, doubt, endorsed)))


def read_words(snapshot: Snapshot, body: str) -> Acts:
    """What a comment says in this nomination, by its election's phrases."""
    election = snapshot.election
    if not body:
        return Acts()
    return read_body(
        body,
        phrases_of(election),
        _commands(election),
        names=names_of_nominee(snapshot),
        languages=election.comment_languages,
    )


@per_snapshot
def names_of_nominee(snapshot: Snapshot) -> frozenset[str]:
    """What people may call the nominee."""
    nominee, account = nominee_of(snapshot), nominee_account(snapshot)
    elector = on_roll(snapshot, account).elector if account else None
    names = (nominee.handle, nominee.name, account.login if account else "", account.name if account else "")
    return names_in(*names, elector.name if elector else "")


def _matters(snapshot: Snapshot, doubt: Doubt, endorsed: Collection[str]) -> bool:
    """Whether words could be an act by this person at all; a command that is not quite right always could."""
    kind = doubt.said.kind
    if kind in NOMFLOW or doubt.said.signed:
        return True
    if kind in (ActKind.ACCEPT, ActKind.DECLINE):
        return is_nominee(snapshot, doubt.author)
    if kind is ActKind.WITHDRAW:
        return is_nominee(snapshot, doubt.author) or who(doubt.author) in endorsed
    if kind is ActKind.UNENDORSE:
        return who(doubt.author) in endorsed
    return True


def undone(act: ThreadAct, close: datetime | None) -> bool:
    """Whether the review an act stands in was dismissed by ``close``; after that it stays as it stood."""
    return act.dismissed and (act.dismissed_at is None or close is None or second(act.dismissed_at) <= close)


def state_at(act: ThreadAct, close: datetime | None) -> ReviewState | None:
    """What a review said at ``close``."""
    if act.review is not ReviewState.DISMISSED or undone(act, close):
        return act.review
    return act.dismissed_from or ReviewState.DISMISSED


def heard_at(acts: Iterable[ThreadAct], close: datetime | None) -> list[ThreadAct]:
    """The acts written by ``close``, in order. One that was edited later keeps the place of what it was edited from."""
    if close is None:
        return list(acts)
    told = [act for act in acts if second(act.written) <= close]
    return sorted(told, key=lambda act: act.written if second(act.at) > close else act.at)


def _events(snapshot: Snapshot, each: Review | Comment, said: Acts) -> list[list[ThreadAct]]:
    """What one review or comment amounts to: its state, and the acts in its body, which may have been edited since."""
    author = resolved(snapshot, each.author)
    state = [_of_review(snapshot, each, author)] if isinstance(each, Review) else []
    lines = _of_body(snapshot, each, author, said)
    both = [*state, *lines] if state and lines and state[0].at == lines[0].at else []
    return [event for event in ([both] if both else [state, lines]) if event and _by_now(snapshot, event[0].at)]


def _about(snapshot: Snapshot, each: Review | Comment, at: datetime) -> frozenset[str]:
    """The versions of the statement that an act can have been about; empty where nobody knows."""
    if isinstance(each, Comment):
        return head_at(snapshot, at).blobs
    blob = each.blob or blob_of_commit(snapshot, each.commit)
    return frozenset({blob} if blob else ())


def _of_review(snapshot: Snapshot, review: Review, author: Account) -> ThreadAct:
    blobs = _about(snapshot, review, review.submitted_at)
    state, dismissed = review.state, _is_dismissed(snapshot, review)
    if state is ReviewState.DISMISSED and not dismissed:
        state = review.dismissed_from or state
    return ThreadAct(
        author=author,
        at=review.submitted_at,
        id=review.id,
        url=review.url,
        review=state,
        in_review=True,
        blob=_one(blobs),
        blobs=blobs,
        trouble=Trouble.MINIMISED if review.minimised and state not in _REFUSES else None,
        dismissed=dismissed,
        dismissed_at=review.dismissed_at,
        dismissed_from=review.dismissed_from,
    )


def _of_body(snapshot: Snapshot, each: Review | Comment, author: Account, said: Acts) -> list[ThreadAct]:
    trouble, at = _trouble(snapshot, each), _spoken_at(snapshot, each)
    review = each if isinstance(each, Review) else None
    blobs = _about(snapshot, each, at)
    return [
        ThreadAct(
            author=author,
            at=at,
            id=_id(each, told.line),
            url=each.url,
            kind=told.kind,
            phrase=bool(told.phrase),
            in_review=review is not None,
            argument=told.argument,
            employers=told.employers,
            blob=_one(blobs),
            blobs=blobs,
            trouble=None if trouble is Trouble.MINIMISED and told.kind in TAKES_BACK else trouble,
            dismissed=review is not None and _is_dismissed(snapshot, review),
            dismissed_at=review.dismissed_at if review else None,
            dismissed_from=review.dismissed_from if review else None,
            edited=each.edited_at is not None,
            first_at=_written_at(each),
        )
        for told in said.acts
    ]


def _id(each: Review | Comment, line: int) -> str:
    return f"{each.id}:{line:05}"


def _one(blobs: frozenset[str]) -> str:
    return next(iter(blobs)) if len(blobs) == 1 else ""


def own_words(snapshot: Snapshot, each: Spoken) -> Spoken:
    """What its author last wrote, where somebody else edited it since and GitHub shows what it said before."""
    author = who(resolved(snapshot, each.author))
    own = [edit for edit in each.edits if edit.by and who(resolved(snapshot, edit.by)) == author]
    if not own or _trouble(snapshot, each) is not Trouble.EDITED_BY_OTHER:
        return each
    edited = own[-1].at if own[-1].at > _written_at(each) else None
    return replace(each, body=own[-1].body, edited_at=edited, edited_by=each.author if edited else None)


def _is_gone(snapshot: Snapshot, each: Review | Comment) -> bool:
    """Whether it was deleted by now, as far as anybody can tell."""
    return isinstance(each, Comment) and each.deleted and (not each.deleted_at or _by_now(snapshot, each.deleted_at))


def _is_dismissed(snapshot: Snapshot, review: Review) -> bool:
    return review.state is ReviewState.DISMISSED and (
        review.dismissed_at is None or review.dismissed_from is None or _by_now(snapshot, review.dismissed_at)
    )


def _trouble(snapshot: Snapshot, each: Review | Comment) -> Trouble | None:
    if each.edited_at is not None:
        if each.edited_by is None or each.edited_by.kind is AccountKind.GHOST:
            return Trouble.EDITOR_UNKNOWN
        if who(resolved(snapshot, each.edited_by)) != who(resolved(snapshot, each.author)):
            return Trouble.EDITED_BY_OTHER
    return Trouble.MINIMISED if each.minimised else None


def _written_at(each: Review | Comment) -> datetime:
    return each.submitted_at if isinstance(each, Review) else each.created_at


def _spoken_at(snapshot: Snapshot, each: Review | Comment) -> datetime:
    """When the author last touched these words, as far as that is known."""
    written = _written_at(each)
    if each.edited_at is None or _trouble(snapshot, each) is Trouble.EDITED_BY_OTHER:
        return written
    return max(each.edited_at, written)


def _by_now(snapshot: Snapshot, at: datetime) -> bool:
    """Nothing later than the snapshot's own time is heard, so that a saved one can be judged as of an earlier time."""
    return second(at) <= second(snapshot.taken_at)


def phrases_of(election: Election) -> tuple[Phrase, ...]:
    """What an election counts besides commands."""
    endorsing, accepting = election.endorsements, election.acceptance
    spoken = {Channel.COMMENT, Channel.REVIEW} & set(endorsing.channels)
    return (
        *(Phrase(text, endorsing.phrase_match, ActKind.ENDORSE) for text in endorsing.phrases if spoken),
        *(Phrase(text, accepting.phrase_match, ActKind.ACCEPT) for text in accepting.phrases),
        *(Phrase(text, accepting.phrase_match, ActKind.DECLINE) for text in accepting.decline_phrases),
    )


def _commands(election: Election) -> frozenset[ActKind]:
    """The commands in force: where a phrase endorses and ``/endorse`` does not, it is answered with the phrase."""
    rules = election.endorsements
    by_phrase = Channel.COMMAND not in rules.channels and rules.phrases and not command_is_phrase(rules)
    return frozenset(EVERY_COMMAND) - ({ActKind.ENDORSE} if by_phrase else set())


def command_is_phrase(rules: EndorsementRules) -> bool:
    """Whether an election without the channel ``command`` has ``/endorse`` among its phrases."""
    listed = ActKind.ENDORSE.form in (phrase.strip().lower() for phrase in rules.phrases)
    return listed and Channel.COMMAND not in rules.channels


def _order(event: list[ThreadAct]) -> tuple[datetime, bool, int, str, str, str]:
    first, last = event[0], event[-1]
    takes_back = last.kind in TAKES_BACK or last.review in _REFUSES
    return first.at, takes_back, len(first.id), first.id, who(first.author), first.url
