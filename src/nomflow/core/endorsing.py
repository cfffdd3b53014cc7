"""Who endorses a nomination, who counts, who does not, and why: the heart of nomflow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from nomflow.core.deadlines import cut_off, opening
from nomflow.core.election import EndorsementRules
from nomflow.core.election_words import Channel, Who
from nomflow.core.evidence import Code, Evidence
from nomflow.core.nominee import nominee_of
from nomflow.core.outcome import Text, say
from nomflow.core.record import record
from nomflow.core.roll import MatchKind, find
from nomflow.core.snapshot import Account, AccountKind, ReviewState, Snapshot
from nomflow.core.staleness import Freshness, freshness
from nomflow.core.thread_acts import Kind
from nomflow.core.voices import Missed, Thread, Trouble, Voice, is_account, who
from nomflow.core.when import describe_utc


@record
class Endorser:
    """Somebody whose endorsement stands, before independence is asked."""

    account: Account
    voice: Voice
    name: str
    employers: tuple[str, ...]


@record
class Endorsers:
    """Those whose endorsement stands, and the evidence about everybody else. ``unknown``: what could not be told."""

    standing: tuple[Endorser, ...]
    others: tuple[Evidence, ...]
    unknown: Text | None = None


def endorsers(snapshot: Snapshot, thread: Thread, credited: frozenset[str] = frozenset()) -> Endorsers:
    """Judges everybody who did something that might be an endorsement.

    ``credited`` are the handles, in lower case, whom the statement credits as reviewers: their approvals confirm the
    credit and endorse only where the rules say so.
    """
    judge = _Judge(snapshot, credited)
    by_person: dict[str, list[Voice]] = {}
    for voice in (*judge.implied(), *thread.voices):
        if judge.speaks_of_endorsing(voice):
            by_person.setdefault(who(voice.author), []).append(voice)
    missed: dict[str, Missed] = {}
    for miss in thread.missed:
        if miss.near.kind is Kind.ENDORSE and miss.author.kind is AccountKind.USER:
            missed[who(miss.author)] = miss
    standing: list[Endorser] = []
    others: list[Evidence] = []
    for person in sorted(by_person.keys() | missed.keys()):
        answer = judge.person(by_person.get(person, []), missed.get(person))
        if isinstance(answer, Endorser):
            standing.append(answer)
        elif answer is not None:
            others.append(answer)
    standing.sort(key=lambda endorser: (endorser.voice.at, who(endorser.account)))
    others.sort(key=lambda evidence: (evidence.at is None, evidence.at, who(evidence.account)))
    unknown = next((evidence.text for evidence in others if evidence.code is Code.ROLL_UNKNOWN), None)
    return Endorsers(tuple(standing), tuple(others), unknown)


@record
class _Judge:
    snapshot: Snapshot
    credited: frozenset[str]

    @property
    def rules(self) -> EndorsementRules:
        return self.snapshot.election.endorsements

    def implied(self) -> Iterable[Voice]:
        """The endorsements that the rules read into the nomination itself."""
        pull_request = self.snapshot.pull_request
        if pull_request is None:
            return
        nominee = self.snapshot.nominee or Account(nominee_of(self.snapshot).handle)
        if self.rules.nominee_counts and nominee.login:
            yield Voice(nominee, pull_request.created_at, "nominee", pull_request.url, Kind.ENDORSE)
        if self.rules.nominator_endorses and not self.is_nominee(pull_request.author):
            yield Voice(pull_request.author, pull_request.created_at, "nominator", pull_request.url, Kind.ENDORSE)

    def speaks_of_endorsing(self, voice: Voice) -> bool:
        """Whether a voice could be an endorsement or take one back, under any rules."""
        if voice.kind in (Kind.ENDORSE, Kind.UNENDORSE):
            return True
        return voice.review in (ReviewState.APPROVED, ReviewState.CHANGES_REQUESTED, ReviewState.DISMISSED)

    def person(self, voices: list[Voice], missed: Missed | None) -> Endorser | Evidence | None:
        """What one person's acts amount to."""
        relevant = [voice for voice in voices if self.means(voice)]
        valid = [voice for voice in relevant if voice.trouble is None and self.in_time(voice)]
        if not valid:
            return self.without_act(voices, relevant, missed)
        last = valid[-1]
        if self.means(last) is not Kind.ENDORSE:
            endorsed = any(self.means(voice) is Kind.ENDORSE for voice in valid)
            return self.taken_back(last) if endorsed or last.review is ReviewState.DISMISSED else None
        return self.barred(last) or self.stale(last) or self.endorser(last, valid)

    def means(self, voice: Voice) -> Kind | None:
        """Endorsing, taking back, or neither, by the election's channels."""
        channels = self.rules.channels
        if voice.kind is Kind.UNENDORSE:
            return Kind.UNENDORSE
        if voice.kind is Kind.ENDORSE:
            if not voice.phrase:
                return Kind.ENDORSE if Channel.COMMAND in channels or not voice.id[:1].isdigit() else None
            return Kind.ENDORSE if (Channel.REVIEW if voice.in_review else Channel.COMMENT) in channels else None
        if Channel.APPROVAL not in channels or self.only_credits(voice.author):
            return None
        state = voice.review
        if state is ReviewState.DISMISSED and voice.dismissed_at and voice.dismissed_from:
            close = cut_off(self.snapshot, "endorsed")
            state = voice.dismissed_from if close and voice.dismissed_at > close else state
        return {
            ReviewState.APPROVED: Kind.ENDORSE,
            ReviewState.CHANGES_REQUESTED: Kind.UNENDORSE,
            ReviewState.DISMISSED: Kind.UNENDORSE,
        }.get(state) if state else None  # fmt: skip

    def only_credits(self, account: Account) -> bool:
        """Whether this person's reviews are about the text, because the statement credits them for reviewing it."""
        also = self.snapshot.election.acknowledgements.approval_also_endorses
        return not also and account.login.casefold() in self.credited

    def in_time(self, voice: Voice) -> bool:
        close, opens = cut_off(self.snapshot, "endorsed"), opening(self.snapshot, "endorsed")
        second = voice.at.replace(microsecond=0)
        return (close is None or second <= close) and (opens is None or second >= opens)

    def without_act(self, voices: list[Voice], relevant: list[Voice], missed: Missed | None) -> Evidence | None:
        """Why somebody who did something did not endorse."""
        for voice in reversed(relevant):
            if self.means(voice) is not Kind.ENDORSE:
                continue
            barred = self.barred(voice)
            if barred:
                return barred
            if voice.trouble is Trouble.EDITED_BY_OTHER:
                told = "Somebody else edited this comment, so it counts for nothing. Please write it again."
                return _evidence(voice, Code.EDITED_BY_OTHER, say(told))
            if voice.trouble is Trouble.EDITOR_UNKNOWN:
                told = "Nobody can tell who edited this comment. Please write it again."
                return _evidence(voice, Code.EDITOR_UNKNOWN, say(told))
            if voice.trouble is Trouble.MINIMISED:
                return _evidence(voice, Code.MINIMISED, say("This comment is hidden. Please write it again."))
            return self.untimely(voice)
        if missed:
            told = "“{typed}” does not count. Please write {meant} on a line of its own."
            text = say(told, typed=missed.near.typed, meant=missed.near.meant)
            return Evidence(missed.author, False, Code.NEAR_MISS, text, url=missed.url, at=missed.at)
        for voice in reversed(voices):
            if voice.review is ReviewState.APPROVED and voice.author.kind is AccountKind.USER:
                return self.mere_approval(voice)
            if voice.kind is Kind.ENDORSE:
                told = "Here {how} endorses; this does not."
                return _evidence(voice, Code.NOT_AN_ENDORSEMENT, say(told, how=how_to_endorse(self.rules)))
        return None

    def untimely(self, voice: Voice) -> Evidence:
        close, opens = cut_off(self.snapshot, "endorsed"), opening(self.snapshot, "endorsed")
        if opens and voice.at < opens:
            told = "Given on {at}, before endorsing opened on {opens}."
            return _evidence(voice, Code.BEFORE_OPEN, say(told, at=describe_utc(voice.at), opens=describe_utc(opens)))
        told = "Given on {at}; endorsing closed on {close}."
        close_text = describe_utc(close) if close else ""
        return _evidence(voice, Code.AFTER_CLOSE, say(told, at=describe_utc(voice.at), close=close_text))

    def mere_approval(self, voice: Voice) -> Evidence | None:
        barred = self.barred(voice)
        if barred:
            return barred if barred.code is not Code.NOMINEE else None
        if self.only_credits(voice.author):
            told = "This approval confirms a reviewer's credit. To endorse as well, write {how}."
            return _evidence(voice, Code.CREDIT_ONLY, say(told, how=how_to_endorse(self.rules)))
        told = "An approving review does not endorse in this election. To endorse, write {how}."
        return _evidence(voice, Code.NOT_AN_ENDORSEMENT, say(told, how=how_to_endorse(self.rules)))

    def taken_back(self, voice: Voice) -> Evidence:
        if voice.review is ReviewState.CHANGES_REQUESTED:
            return _evidence(
                voice, Code.CHANGES_REQUESTED, say("Endorsed, then asked for changes, which takes it back.")
            )
        if voice.review is ReviewState.DISMISSED:
            told = "This review was dismissed, so the endorsement is withdrawn. A new one would count."
            return _evidence(voice, Code.DISMISSED, say(told))
        return _evidence(voice, Code.WITHDRAWN, say("Endorsed, then withdrew it."))

    def is_nominee(self, account: Account) -> bool:
        nominee = self.snapshot.nominee
        handle = nominee.login if nominee else nominee_of(self.snapshot).handle
        return bool(handle) and is_account(account, handle, nominee.id if nominee else None)

    def barred(self, voice: Voice) -> Evidence | None:
        """Why this person may not endorse at all."""
        account, rules, election = voice.author, self.rules, self.snapshot.election
        login = account.login.casefold()

        def among(handles: Iterable[str]) -> bool:
            return any(handle.removeprefix("@").casefold() == login for handle in handles)

        if account.kind is AccountKind.GHOST:
            return _evidence(voice, Code.GHOST, say("This account was deleted."))
        if account.kind is AccountKind.BOT:
            return _evidence(voice, Code.BOT, say("Programs do not endorse."))
        if self.is_nominee(account) and not rules.nominee_counts:
            return _evidence(voice, Code.NOMINEE, say("Nominees do not endorse themselves."))
        pull_request = self.snapshot.pull_request
        nominator = pull_request is not None and who(account) == who(pull_request.author)
        if nominator and not self.is_nominee(account) and not rules.nominator_counts:
            return _evidence(voice, Code.NOMINATOR, say("The nominator's endorsement does not count here."))
        if among(rules.barred):
            return _evidence(voice, Code.BARRED, say("The election's rules do not let this person endorse."))
        if among(election.officers) and not rules.officers_may_endorse:
            return _evidence(voice, Code.OFFICER, say("Election officers do not endorse."))
        if among(rules.seated) and not rules.seated_may_endorse:
            return _evidence(voice, Code.SEATED, say("Sitting members do not endorse."))
        return self.off_roll(voice) if rules.by is Who.ROLL else None

    def off_roll(self, voice: Voice) -> Evidence | None:
        roll = self.snapshot.roll
        if roll is None:
            return _evidence(voice, Code.ROLL_UNKNOWN, say("The roll of this election was not read."))
        found = find(roll, voice.author.id, voice.author.login)
        code = {
            MatchKind.NOT_ON_ROLL: Code.NOT_ON_ROLL,
            MatchKind.RECLAIMED: Code.LOGIN_RECLAIMED,
            MatchKind.DELETED: Code.GHOST,
            MatchKind.UNKNOWN: Code.ROLL_UNKNOWN,
        }.get(found.kind)
        return _evidence(voice, code, found.text) if code else None

    def stale(self, voice: Voice) -> Evidence | None:
        if voice.id in ("nominee", "nominator"):
            return None
        match freshness(self.snapshot, voice.blob, self.rules.stale):
            case Freshness.STALE:
                told = "The statement has changed since. Please read it again and endorse again."
                return _evidence(voice, Code.STALE, say(told))
            case Freshness.UNKNOWN:
                told = "Nobody can tell which version of the statement this was about. Please endorse again."
                return _evidence(voice, Code.VERSION_UNKNOWN, say(told))
        return None

    def endorser(self, voice: Voice, valid: list[Voice]) -> Endorser:
        """Employers come from the affiliations on record, else from the roll, else from what was stated last."""
        roll, account = self.snapshot.roll, voice.author
        match = find(roll, account.id, account.login) if roll is not None else None
        elector = match.elector if match else None
        on_file = _for_login(self.snapshot.affiliations, account.login)
        stated = next((each.employers for each in reversed(valid) if each.employers), ())
        employers = on_file or (elector.organisations if elector else ()) or stated
        return Endorser(account, voice, elector.name if elector else account.name, tuple(employers))


def how_to_endorse(rules: EndorsementRules) -> str:
    """What to write, in code signs: ``/endorse``, or the election's phrase."""
    if Channel.COMMAND in rules.channels:
        return "/endorse employer: …" if rules.must_state_employer else "/endorse"
    return rules.phrases[0] if rules.phrases else "an approving review"


def _for_login(affiliations: object, login: str) -> tuple[str, ...]:
    if not isinstance(affiliations, Mapping):
        return ()
    for handle, names in affiliations.items():
        if handle.casefold() == login.casefold():
            return tuple(names)
    return ()


def _evidence(voice: Voice, code: Code, text: Text) -> Evidence:
    at: datetime | None = voice.at
    return Evidence(
        voice.author, False, code, text, url=voice.url, at=at, version=voice.blob, employers=voice.employers
    )
