"""Whether each reviewer whom a statement credits confirmed it: nobody is named without their own act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from nomflow.core.acknowledgements.credited import Credited, credited, credited_handles
from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.login import login_key
from nomflow.core.basics.time import describe_utc
from nomflow.core.election.choices import Channel, Confirmation
from nomflow.core.nomination.accounts import (
    could_be,
    is_nominee,
    is_program,
    is_surely,
    nominee_account,
    resolved,
    second,
    who,
)
from nomflow.core.nomination.as_it_stood import as_it_stood
from nomflow.core.nomination.deadlines import cut_off
from nomflow.core.nomination.evidence import Code
from nomflow.core.nomination.staleness import Freshness, freshness
from nomflow.core.nomination.thread import ThreadAct, Trouble, heard_at, read_thread, state_at, undone
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import Account, AccountKind, ReviewState, Snapshot
from nomflow.core.thread.acts import ActKind

__all__ = ["Acknowledgement", "Credited", "acknowledgements", "credited", "credited_handles", "uncredited"]


class Acknowledgement(Struct, frozen=True, kw_only=True):
    """A credited person and their answer: confirmed, waiting, stale, refused or unknown.

    The nominee and programs cannot confirm: ``nominee`` and ``bot``. ``version`` is the blob that was reviewed.
    """

    credited: Credited
    code: Code
    text: Text
    url: str = ""
    at: datetime | None = None
    version: str = ""

    @property
    def confirmed(self) -> bool:
        return self.code is Code.CONFIRMED


@per_snapshot
def acknowledgements(snapshot: Snapshot) -> tuple[Acknowledgement, ...]:
    """What each credited person answered, in the order of the statement that stood at the close."""
    stood = as_it_stood(snapshot)
    return tuple(_answer(stood, each) for each in credited(stood))


@per_snapshot
def uncredited(snapshot: Snapshot) -> tuple[ThreadAct, ...]:
    """Reviews of the text by people whom the statement does not credit, one for each person.

    An approval is none where approving endorses, nor is a review that does nothing but endorse or the like. Who
    declined to be named is not put forward again.
    """
    thread, pull_request = read_thread(snapshot), snapshot.pull_request
    if pull_request is None:
        return ()
    known = (*credited_handles(snapshot), *snapshot.election.officers)
    quiet = {who(act.author) for act in thread.acts if act.kind is ActKind.DECLINE_ACKNOWLEDGEMENT}
    quiet.add(who(resolved(snapshot, pull_request.author)))
    acted = {act.event for act in thread.acts if act.kind}
    reviews = [ReviewState.COMMENTED, ReviewState.CHANGES_REQUESTED]
    if Channel.APPROVAL not in snapshot.election.endorsements.channels:
        reviews.append(ReviewState.APPROVED)
    seen: dict[str, ThreadAct] = {}
    for act in thread.acts:
        author = act.author
        if act.review not in reviews or act.trouble or act.id in acted or who(author) in quiet:
            continue
        if author.kind is AccountKind.GHOST or is_program(author) or is_nominee(snapshot, author):
            continue
        if not could_be(snapshot, author, known):
            seen[who(author)] = act
    return tuple(seen.values())


def _answer(snapshot: Snapshot, person: Credited) -> Acknowledgement:
    handle = person.handle
    if not handle:
        told = "It is not clear which account this is. Add it to the front matter: `reviewers: [{name} (@handle)]`."
        return Acknowledgement(credited=person, code=Code.UNKNOWN_PERSON, text=say(told, name=person.shown))
    nominee = nominee_account(snapshot)
    if nominee and (login_key(nominee.login) == login_key(handle) or is_surely(snapshot, nominee, handle)):
        return Acknowledgement(
            credited=person, code=Code.NOMINEE, text=say("Nominees cannot confirm thanks in their own statement.")
        )
    acts = [act for act in read_thread(snapshot).acts if _is_theirs(snapshot, act.author, handle)]
    if any(is_program(act.author) for act in acts):
        return Acknowledgement(credited=person, code=Code.BOT, text=say("Bots cannot be reviewers."))
    return _Answer(snapshot, person).of(acts)


def _is_theirs(snapshot: Snapshot, account: Account, handle: str) -> bool:
    bot = is_program(account) and login_key(account.login).removesuffix("[bot]") == login_key(handle)
    return bot or is_surely(snapshot, account, handle)


class _Answer(Struct, frozen=True):
    snapshot: Snapshot
    person: Credited

    @property
    def ways(self) -> tuple[Confirmation, ...]:
        return self.snapshot.election.acknowledgements.confirm_by

    def of(self, acts: list[ThreadAct]) -> Acknowledgement:
        """What one person's acts amount to. The last one decides; who declined to be named confirms by a command."""
        close = cut_off(self.snapshot, "reviewed")
        confirming: list[ThreadAct] = []
        why_not: Acknowledgement | None = None
        declined = False
        for act in (*heard_at(acts, close), *_declined_late(acts, close)):
            state, declines = state_at(act, close), act.kind is ActKind.DECLINE_ACKNOWLEDGEMENT
            doubtful = act.tampered or (not declines and close is not None and second(act.at) > close)
            if declines:
                confirming, declined = [], True
                why_not = self.doubtful(act) if doubtful else self.answer(Code.REFUSED, "Declined to be named.", act)
            elif self.confirms(act, close):
                by_command = act.kind is not None or Confirmation.COMMAND not in self.ways
                if doubtful:
                    approved = confirming and confirming[-1].event == act.event
                    confirming, why_not = (confirming, None) if approved else ([], self.doubtful(act))
                elif act.trouble is Trouble.MINIMISED:
                    told = "This is hidden, so it does not confirm. Please " + self.how
                    why_not = why_not or self.answer(Code.WAITING, told, act)
                elif (not declined or by_command) and not (why_not and state is ReviewState.COMMENTED):
                    confirming.append(act)
                    why_not, declined = None, False
            elif state is ReviewState.CHANGES_REQUESTED:
                told = "Asked for changes. Once they are made: " + self.how
                confirming, why_not = [], self.answer(Code.REFUSED, told, act)
            elif state is ReviewState.DISMISSED or (act.kind is ActKind.ACKNOWLEDGE and undone(act, close)):
                told = "The review was dismissed; a new one is needed. Please " + self.how
                confirming, why_not = [], self.answer(Code.WAITING, told, act)
        if confirming:
            return self.in_doubt(confirming[-1], close) or self.fresh(confirming)
        return why_not or self.late(acts, close) or self.unclear() or self.waiting()

    def confirms(self, act: ThreadAct, close: datetime | None) -> bool:
        if act.kind is not None:
            return act.kind is ActKind.ACKNOWLEDGE and Confirmation.COMMAND in self.ways and not undone(act, close)
        state, review = state_at(act, close), Confirmation.REVIEW in self.ways
        if state is ReviewState.APPROVED:
            return review or Confirmation.APPROVAL in self.ways
        return state is ReviewState.COMMENTED and review

    def fresh(self, confirming: list[ThreadAct]) -> Acknowledgement:
        rule = self.snapshot.election.acknowledgements.stale
        answers = [(act, freshness(self.snapshot, act.blobs, rule)) for act in confirming]
        for act, answer in reversed(answers):
            if answer is Freshness.FRESH:
                told = "Confirmed by `/acknowledge`." if act.kind else "Confirmed by a review."
                return self.answer(Code.CONFIRMED, told, act)
        last, answer = answers[-1]
        told = "Reviewed an earlier text, which has changed since. Please " + self.how
        if answer is Freshness.UNKNOWN:
            told = "It is not known which version of the text this was about. Please " + self.how
        return self.answer(Code.STALE, told, last)

    def doubtful(self, act: ThreadAct) -> Acknowledgement:
        told = "Edited on {at}, after the close, so its earlier text is not known."
        if act.tampered:
            told = "Somebody else edited this, so it does not confirm. Please " + self.how
        return self.answer(Code.WAITING, told, act, at=describe_utc(act.at))

    def late(self, acts: list[ThreadAct], close: datetime | None) -> Acknowledgement | None:
        late = [act for act in acts if close and second(act.written) > close and self.confirms(act, None)]
        if not late or close is None:
            return None
        told = "Confirmed on {at}; the time to confirm ended on {close}."
        return self.answer(Code.WAITING, told, late[-1], at=describe_utc(late[-1].at), close=describe_utc(close))

    def in_doubt(self, last: ThreadAct, close: datetime | None) -> Acknowledgement | None:
        """A wish after confirming, perhaps, not to be named."""
        for doubt in read_thread(self.snapshot).doubts:
            declines = doubt.said.kind is ActKind.DECLINE_ACKNOWLEDGEMENT and doubt.takes_back
            own = is_surely(self.snapshot, doubt.author, self.person.handle)
            if declines and own and doubt.follows(last) and doubt.heard_by(close):
                told = (
                    "“{typed}” may ask not to be named. If so, please write `/decline-acknowledgement` on a line of "
                    "its own; else `/acknowledge`."
                )
                text = say(told, typed=doubt.said.typed)
                return Acknowledgement(credited=self.person, code=Code.WAITING, text=text, url=doubt.url, at=doubt.at)
        return None

    def unclear(self) -> Acknowledgement | None:
        """What they wrote that may confirm or decline, and does neither."""
        kinds, handle = (ActKind.ACKNOWLEDGE, ActKind.DECLINE_ACKNOWLEDGEMENT), self.person.handle
        for doubt in reversed(read_thread(self.snapshot).doubts):
            if doubt.said.kind in kinds and is_surely(self.snapshot, doubt.author, handle):
                told = "“{typed}” does not confirm. Please write `{meant}` on a line of its own."
                text = say(told, typed=doubt.said.typed, meant=doubt.said.kind.form)
                return Acknowledgement(credited=self.person, code=Code.WAITING, text=text, url=doubt.url, at=doubt.at)
        return None

    def waiting(self) -> Acknowledgement:
        return Acknowledgement(credited=self.person, code=Code.WAITING, text=say("Has not confirmed yet: " + self.how))

    def answer(self, code: Code, told: str, act: ThreadAct, **words: object) -> Acknowledgement:
        return Acknowledgement(
            credited=self.person, code=code, text=say(told, **words), url=act.url, at=act.at, version=act.blob
        )

    @property
    def how(self) -> str:
        """What to do, in words of ours."""
        words = {
            Confirmation.APPROVAL: "approve the pull request in a review",
            Confirmation.REVIEW: "review the pull request",
            Confirmation.COMMAND: "comment /acknowledge",
        }
        return " or ".join(words[way] for way in self.ways) + "."


def _declined_late(acts: list[ThreadAct], close: datetime | None) -> Iterator[ThreadAct]:
    """Who does not want to be named may say so at any time."""
    for act in acts:
        if act.kind is ActKind.DECLINE_ACKNOWLEDGEMENT and close is not None and second(act.written) > close:
            yield act
