"""Who endorses a nomination, whose endorsement stands, whose does not, and why: the heart of nomflow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.time import describe_utc
from nomflow.core.election.choices import Channel, Who
from nomflow.core.election.people_rules import EndorsementRules
from nomflow.core.endorsements.barred import BY_ROLE, barred
from nomflow.core.endorsements.endorser import Endorser, endorser
from nomflow.core.endorsements.how_to_endorse import endorsing_act, how_to_endorse
from nomflow.core.nomination.accounts import (
    could_be,
    is_nominee,
    is_program,
    nominee_account,
    resolved,
    roll_trouble,
    second,
    who,
)
from nomflow.core.nomination.deadlines import cut_off, is_over, opening
from nomflow.core.nomination.evidence import RULABLE, Code, Evidence
from nomflow.core.nomination.officers import decisions
from nomflow.core.nomination.rulings import Ruled, RuleKind
from nomflow.core.nomination.staleness import Freshness, changed_percent, freshness
from nomflow.core.nomination.standing import Acceptance, consent
from nomflow.core.nomination.thread import (
    Doubt,
    Thread,
    ThreadAct,
    Trouble,
    command_is_phrase,
    heard_at,
    state_at,
    undone,
)
from nomflow.core.snapshot.snapshot import ReviewState, Snapshot
from nomflow.core.thread.acts import ActKind

__all__ = ["Endorsers", "endorsers", "how_to_endorse"]


class Endorsers(Struct, frozen=True):
    """Those whose endorsement stands, and the evidence about everybody else. ``unknown``: what could not be told;
    ``in_doubt``: those who may have taken theirs back."""

    standing: tuple[Endorser, ...]
    others: tuple[Evidence, ...]
    unknown: Text | None = None

    @property
    def in_doubt(self) -> tuple[Evidence, ...]:
        return tuple(each for each in self.others if each.code is Code.IN_DOUBT)


def endorsers(snapshot: Snapshot, thread: Thread, credited: Iterable[str] = ()) -> Endorsers:
    """Judges everybody who did something that might be an endorsement: one answer for each person.

    A person's last word about endorsing decides. If somebody else edited it, or its author did after the close, nobody
    can tell what it said, so it does not count until they say it again. ``credited`` are the handles whom the statement
    credits as reviewers: their reviews are about the text and endorse only where the rules say so.
    """
    judge = _Judge(snapshot, tuple(credited), cut_off(snapshot, "endorsed"))
    by_person: dict[str, list[ThreadAct]] = {}
    for act in (*_implied(snapshot), *thread.acts):
        by_person.setdefault(who(act.author), []).append(act)
    doubts: dict[str, list[Doubt]] = {}
    for doubt in thread.doubts:
        if doubt.said.kind in (ActKind.ENDORSE, ActKind.UNENDORSE, ActKind.WITHDRAW):
            doubts.setdefault(who(doubt.author), []).append(doubt)
    standing: list[Endorser] = []
    others: list[Evidence] = []
    for person in sorted(by_person.keys() | doubts.keys()):
        answer = judge.person(by_person.get(person, []), doubts.get(person, []))
        answer = judge.ruled(answer) if answer else None
        if isinstance(answer, Endorser):
            standing.append(answer)
        elif answer is not None:
            others.append(answer)
    standing += judge.ruled_in({*by_person, *doubts})
    standing.sort(key=lambda each: (each.act.at, who(each.account)))
    others.sort(key=lambda evidence: (evidence.at is None, evidence.at, who(evidence.account)))
    return Endorsers(tuple(standing), tuple(others), _unknown(snapshot, others))


def _implied(snapshot: Snapshot) -> Iterator[ThreadAct]:
    """The endorsements that the rules read into the nomination itself."""
    pull_request, nominee, rules = snapshot.pull_request, nominee_account(snapshot), snapshot.election.endorsements
    if pull_request is None or second(pull_request.created_at) > second(snapshot.taken_at):
        return
    at, url, author = pull_request.created_at, pull_request.url, resolved(snapshot, pull_request.author)
    if rules.nominee_counts and nominee and consent(snapshot).state in (Acceptance.SELF, Acceptance.ACCEPTED):
        yield ThreadAct(author=nominee, at=at, id="nominee", url=url, kind=ActKind.ENDORSE, implied=True)
    if rules.nominator_endorses and not is_nominee(snapshot, author) and not is_program(author):
        yield ThreadAct(author=author, at=at, id="nominator", url=url, kind=ActKind.ENDORSE, implied=True)


def _unknown(snapshot: Snapshot, others: Iterable[Evidence]) -> Text | None:
    """What could not be told. That the roll cannot be used is told even before anybody endorses."""
    rules = snapshot.election.endorsements
    trouble = roll_trouble(snapshot) if rules.by is Who.ROLL and rules.count else None
    return trouble or next((each.text for each in others if each.code is Code.ROLL_UNKNOWN), None)


class _Judge(Struct, frozen=True):
    snapshot: Snapshot
    credited: tuple[str, ...]
    close: datetime | None

    @property
    def rules(self) -> EndorsementRules:
        return self.snapshot.election.endorsements

    def person(self, acts: list[ThreadAct], doubts: list[Doubt]) -> Endorser | Evidence | None:
        """What one person's acts amount to."""
        words = [act for act in acts if self.means(act)]
        heard = heard_at(words, self.close)
        standing, why_not = self.last_word(heard)
        if standing and (doubt := self.taken_back_perhaps(standing[-1], doubts)):
            standing, why_not = [], self.in_doubt(standing[-1], doubt)
        elif not standing:
            why_not = self.too_late(words) or why_not
            tried = [each for each in doubts if each.said.kind is ActKind.ENDORSE]
            again = self.unclear(tried[-1]) if tried and _tried_again(tried[-1], why_not) else None
            if again:
                return again
            if why_not is None:
                return self.something_else(acts)
        reason = barred(self.snapshot, words[-1].author)
        if reason:
            return _evidence(standing[-1], *reason) if standing else _with_reason(why_not, *reason)
        return self.fresh(standing, heard) if standing else why_not

    def ruled(self, answer: Endorser | Evidence) -> Endorser | Evidence:
        """The same after what officers ruled about this person, if that was in doubt."""
        account = answer.account
        ruling = decisions(self.snapshot).ruled(RuleKind.COUNTS, RuleKind.DOES_NOT_COUNT, about=account.login)
        if ruling is None:
            return answer
        if isinstance(answer, Endorser):
            return answer if ruling.kind is RuleKind.COUNTS else self.ruled_out(answer.act, ruling)
        voice = ThreadAct(author=account, at=answer.at or ruling.at, id="ruled", url=answer.url, blob=answer.version)
        if ruling.kind is RuleKind.DOES_NOT_COUNT:
            return self.ruled_out(voice, ruling) if answer.code in RULABLE else answer
        reason = barred(self.snapshot, account)
        if answer.code not in RULABLE or (reason and reason[0] is not Code.ROLL_UNKNOWN):
            return answer
        return self.ruled_endorser(voice, ruling, answer.employers)

    def ruled_in(self, heard: set[str]) -> Iterator[Endorser]:
        """Those of whose words nothing is left, and who count by a ruling."""
        pull_request = self.snapshot.pull_request
        comments = pull_request.comments if pull_request else ()
        for account in {who(each): each for each in (resolved(self.snapshot, one.author) for one in comments)}.values():
            ruling = decisions(self.snapshot).ruled(RuleKind.COUNTS, RuleKind.DOES_NOT_COUNT, about=account.login)
            counts = ruling is not None and ruling.kind is RuleKind.COUNTS and who(account) not in heard
            if ruling and counts and not barred(self.snapshot, account):
                voice = ThreadAct(author=account, at=ruling.at, id="ruled", url=ruling.url)
                yield self.ruled_endorser(voice, ruling, ())

    def ruled_endorser(self, voice: ThreadAct, ruling: Ruled, employers: tuple[str, ...]) -> Endorser:
        voice = replace(voice, kind=ActKind.ENDORSE, employers=employers)
        told = "Counts: {officer} ruled so on {at}. The reason given: {why}"
        note = say(told, officer=ruling.by.login, at=describe_utc(ruling.at), why=ruling.why)
        return replace(endorser(self.snapshot, voice, [voice]), note=note)

    def ruled_out(self, voice: ThreadAct, ruling: Ruled) -> Evidence:
        told = "{officer} ruled on {at} that this does not count. The reason given: {why}"
        text = say(told, officer=ruling.by.login, at=describe_utc(ruling.at), why=ruling.why)
        return _evidence(voice, Code.RULED_OUT, text)

    def last_word(self, words: list[ThreadAct]) -> tuple[list[ThreadAct], Evidence | None]:
        """The endorsing acts since the last one that took back; if there are none, why."""
        opens = opening(self.snapshot, "endorsed")
        standing: list[ThreadAct] = []
        why_not: Evidence | None = None
        for act in words:
            endorses = self.endorses(act)
            if opens and second(act.at) < opens and not act.implied:
                why_not = self.early(act, opens) if endorses else why_not
            elif act.tampered and endorses and standing:
                continue
            elif act.tampered or self.edited_late(act):
                approved = standing and standing[-1].event == act.event and endorses
                if (endorses or standing) and not approved:
                    standing, why_not = [], self.doubtful(act)
            elif not endorses:
                kept = [each for each in standing if each.event != act.event] if undone(act, self.close) else []
                if (standing and not kept) or _undid_an_endorsement(act):
                    why_not = self.taken_back(act)
                standing = kept
            elif act.trouble is Trouble.MINIMISED:
                told, mend = "This comment is hidden, so it does not count.", "Please write it again."
                why_not = self.answer(act, Code.MINIMISED, told, mend)
            else:
                standing.append(act)
        return standing, None if standing else why_not

    def means(self, act: ThreadAct) -> ActKind | None:
        """Endorsing, taking back, or neither, by the election's channels."""
        if act.kind is ActKind.UNENDORSE or act.implied:
            return act.kind
        if act.kind is ActKind.ENDORSE:
            if not self.in_channel(act):
                return None
            return ActKind.UNENDORSE if undone(act, self.close) else ActKind.ENDORSE
        if Channel.APPROVAL not in self.rules.channels or self.reviews_the_text(act):
            return None
        return {
            ReviewState.APPROVED: ActKind.ENDORSE,
            ReviewState.CHANGES_REQUESTED: ActKind.UNENDORSE,
            ReviewState.DISMISSED: ActKind.UNENDORSE,
        }.get(state_at(act, self.close) or ReviewState.COMMENTED)

    def endorses(self, act: ThreadAct) -> bool:
        return self.means(act) is ActKind.ENDORSE

    def in_channel(self, act: ThreadAct) -> bool:
        if not act.phrase and not command_is_phrase(self.rules):
            return Channel.COMMAND in self.rules.channels
        return (Channel.REVIEW if act.in_review else Channel.COMMENT) in self.rules.channels

    def reviews_the_text(self, act: ThreadAct) -> bool:
        """Whether this person's reviews are no endorsements: the nominee's, and those of credited reviewers."""
        if is_nominee(self.snapshot, act.author):
            return True
        also = self.snapshot.election.acknowledgements.approval_also_endorses
        return not also and could_be(self.snapshot, act.author, self.credited)

    def edited_late(self, act: ThreadAct) -> bool:
        return self.close is not None and second(act.at) > self.close

    def too_late(self, words: list[ThreadAct]) -> Evidence | None:
        late = [act for act in words if self.endorses(act) and self.close and second(act.written) > self.close]
        if not late or self.close is None:
            return None
        told = "Given on {at}; endorsing closed on {close}."
        at, close = describe_utc(late[-1].at), describe_utc(self.close)
        return self.answer(late[-1], Code.AFTER_CLOSE, told, at=at, close=close)

    def early(self, act: ThreadAct, opens: datetime) -> Evidence:
        told, mend = "Given on {at}, before endorsing opened on {opens}.", "Please endorse again."
        return self.answer(act, Code.BEFORE_OPEN, told, mend, at=describe_utc(act.at), opens=describe_utc(opens))

    def doubtful(self, act: ThreadAct) -> Evidence:
        if act.trouble is Trouble.EDITED_BY_OTHER:
            told, mend = "Somebody else edited this comment, so it does not count.", "Please write it again."
            return self.answer(act, Code.EDITED_BY_OTHER, told, mend)
        if act.trouble is Trouble.EDITOR_UNKNOWN:
            told, mend = "It is not known who edited this comment, so it does not count.", "Please write it again."
            return self.answer(act, Code.EDITOR_UNKNOWN, told, mend)
        told = "Edited on {at}, after endorsing closed, so its earlier text is not known."
        return self.answer(act, Code.EDITED_AFTER_CLOSE, told, at=describe_utc(act.at))

    def taken_back(self, act: ThreadAct) -> Evidence:
        if state_at(act, self.close) is ReviewState.CHANGES_REQUESTED:
            told, mend = (
                "Endorsed, then requested changes, which withdraws the endorsement.",
                "Endorse again when you agree with the text.",
            )
            return self.answer(act, Code.CHANGES_REQUESTED, told, mend)
        if act.kind is not ActKind.UNENDORSE:
            told, mend = "This review was dismissed, which withdraws the endorsement.", "A new one would count."
            return self.answer(act, Code.DISMISSED, told, mend)
        return self.answer(act, Code.WITHDRAWN, "Endorsed, then withdrew it.")

    def fresh(self, standing: list[ThreadAct], said: list[ThreadAct]) -> Endorser | Evidence:
        """The endorser, if any of the endorsements that stand is about the statement as it is now."""
        rule, last = self.rules.stale, standing[-1]
        answers = {act: freshness(self.snapshot, act.blobs, rule) for act in standing}
        implied = any(act.implied for act in standing)
        for act in reversed(standing):
            if implied or answers[act] is Freshness.FRESH:
                return endorser(self.snapshot, act, filter(self.endorses, said))
        if answers[last] is Freshness.UNKNOWN:
            told, mend = "It is not known which version of the statement this was about.", "Please endorse again."
            return self.answer(last, Code.VERSION_UNKNOWN, told, mend)
        told, mend = "The statement has changed since.", "Please read it again, and endorse again."
        percent = changed_percent(self.snapshot, last.blob)
        if percent is not None:
            told = "The statement has changed since, by {percent} % of its words."
        return self.answer(last, Code.STALE, told, mend, percent=percent)

    def taken_back_perhaps(self, last: ThreadAct, doubts: list[Doubt]) -> Doubt | None:
        """What they wrote after endorsing, in time, that may take it back."""
        if is_nominee(self.snapshot, last.author):
            return None  # what the nominee takes back is the nomination
        later = [each for each in doubts if each.takes_back and each.follows(last) and each.heard_by(self.close)]
        return later[-1] if later else None

    def in_doubt(self, endorsed: ThreadAct, doubt: Doubt) -> Evidence:
        told = (
            "“{typed}” may take the endorsement back. To take it back, please write `/unendorse` on a line of its own; "
            "to keep it, write {how}."
        )
        act = replace(endorsed, at=doubt.at, url=doubt.url)
        if not doubt.said.typed:
            told = "Somebody else edited a later comment of theirs, so it may have taken the endorsement back. "
            told += "To keep it, please write {how}."
            return _evidence(act, Code.IN_DOUBT, say(told, how=how_to_endorse(self.rules) or "a new approving review"))
        text = say(told, typed=doubt.said.typed, how=how_to_endorse(self.rules) or "a new approving review")
        return _evidence(act, Code.IN_DOUBT, text)

    def unclear(self, doubt: Doubt) -> Evidence | None:
        reason = barred(self.snapshot, doubt.author)
        if reason and reason[0] in BY_ROLE:
            return None
        act = ThreadAct(author=doubt.author, at=doubt.at, id="", url=doubt.url)
        if reason and reason[0] is not Code.ROLL_UNKNOWN:
            return _evidence(act, *reason)
        how = how_to_endorse(self.rules)
        told, mend = "“{typed}” does not count.", "Please write `{meant}` on a line of its own."
        if not {Channel.COMMAND, Channel.COMMENT} & set(self.rules.channels):
            mend = "Please write `{meant}` in a review, on a line of its own."
        if doubt.said.quoted:
            told, mend = (
                "“{typed}” belongs to the quotation above it.",
                "Please write it again, with an empty line between.",
            )
        elif not how:
            mend = "To endorse, please approve this pull request in a review."
        return self.answer(act, Code.NEAR_MISS, told, mend, typed=doubt.said.typed, meant=how)

    def something_else(self, acts: list[ThreadAct]) -> Evidence | None:
        """What to tell somebody who approved, or wrote something, that endorses in other elections but not here."""
        for act in reversed(acts):
            spoke = act.kind is ActKind.ENDORSE
            if not (spoke or act.review is ReviewState.APPROVED):
                continue
            reason = barred(self.snapshot, act.author)
            if reason:
                return _evidence(act, *reason) if spoke else None
            how_to = endorsing_act(self.rules)
            mend = "To endorse, " + how_to.template + "."
            if spoke:
                told = "This does not endorse in this election."
                return self.answer(act, Code.NOT_AN_ENDORSEMENT, told, mend, **how_to.words)
            if self.reviews_the_text(act):
                how = how_to_endorse(self.rules)
                told, mend = (
                    "This approval confirms a reviewer's credit.",
                    "To endorse as well, write {how}." if how else "",
                )
                return self.answer(act, Code.CREDIT_ONLY, told, mend, how=how)
            told = "An approving review does not endorse in this election."
            return self.answer(act, Code.NOT_AN_ENDORSEMENT, told, mend, **how_to.words)
        return None

    def answer(self, act: ThreadAct, code: Code, told: str, mend: str = "", **words: object) -> Evidence:
        """Evidence that somebody does not count; ``mend`` is what they can do while endorsing is open."""
        open_ = mend and not is_over(self.snapshot, "endorsed")
        return _evidence(act, code, say(f"{told} {mend}" if open_ else told, **words))


def _tried_again(doubt: Doubt, why_not: Evidence | None) -> bool:
    """Whether somebody who does not count tried after what is known of them."""
    return why_not is None or why_not.at is None or doubt.at > why_not.at


def _undid_an_endorsement(act: ThreadAct) -> bool:
    """Whether a dismissed review was an endorsement before; one that asked for changes was none."""
    return act.dismissed and (act.kind is ActKind.ENDORSE or act.dismissed_from is not ReviewState.CHANGES_REQUESTED)


def _with_reason(evidence: Evidence | None, code: Code, text: Text) -> Evidence | None:
    return replace(evidence, code=code, text=text) if evidence else None


def _evidence(act: ThreadAct, code: Code, text: Text) -> Evidence:
    return Evidence(
        account=act.author,
        counted=False,
        code=code,
        text=text,
        url=act.url,
        at=act.at,
        version=act.blob,
        employers=act.employers,
    )
