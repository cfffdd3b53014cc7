"""One nomination of the freeze record: the facts and the answers, person by person."""

from __future__ import annotations

from nomflow.core.acknowledgements.confirmed import Acknowledgement, acknowledgements
from nomflow.core.basics.time import Extension, utc
from nomflow.core.endorsements.tally import tally
from nomflow.core.evaluate import Report, Verdict
from nomflow.core.freeze import frozen as r
from nomflow.core.freeze.stood import Stood
from nomflow.core.nomination.address import address_of
from nomflow.core.nomination.earlier import disqualification, left_before_changed
from nomflow.core.nomination.evidence import Code, Evidence
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.nomination.officers import Decision, decisions
from nomflow.core.nomination.rulings import Ruled
from nomflow.core.nomination.standing import consent, withdrawal
from nomflow.core.nomination.thread import read_thread
from nomflow.core.snapshot.photo import shown_photo
from nomflow.core.snapshot.snapshot import Account, Snapshot
from nomflow.core.snapshot.statement import Statement

_NEAR_MISS = "This is not written as an endorsement is, or may take one back, so it does not count."


def entry(one: Stood, report: Report, saved: r.FileVersion | None = None) -> r.FrozenNomination:
    """The entry, but for what follows from it."""
    snapshot, pull_request = one.snapshot, one.snapshot.pull_request
    nominee, account = nominee_of(snapshot), snapshot.nominee
    made, own, left = decisions(snapshot), consent(snapshot), withdrawal(snapshot)
    barred = disqualification(snapshot)
    return r.FrozenNomination(
        id=address_of(snapshot),
        nominee=r.Person(nominee.handle, account.id if account else None, nominee.name),
        seat=nominee.seat,
        closed=one.closed,
        state=r.StateAtClose(pull_request.state.value) if pull_request else r.StateAtClose.FOLDER,
        pull_request=pull_request.number if pull_request else None,
        link=pull_request.url if pull_request else "",
        author=_account(pull_request.author) if pull_request else None,
        created_at=pull_request.created_at if pull_request else None,
        statement=one.statement,
        photo=_photo(one),
        translations=tuple(_translation(each) for each in one.snapshot.translations),
        rules=tuple(_answer(verdict) for verdict in report.verdicts),
        endorsements=_endorsements(report.snapshot) if pull_request else None,
        acknowledgements=tuple(_credit(report.snapshot, each) for each in acknowledgements(report.snapshot)),
        acceptance=r.FrozenAcceptance(own.state.value, own.at, own.url) if pull_request else None,
        withdrawal=r.FrozenAct(left.author.login, left.at, left.url) if left else _left_before(snapshot),
        disqualification=_act(barred) if barred else None,
        confirmations=tuple(_act(each) for each in made.confirmations),
        extensions=tuple(extended(each) for each in made.extensions),
        rulings=tuple(_ruling(each) for each in made.rulings),
        superseded=one.superseded,
        saved=saved,
    )


def _photo(one: Stood) -> r.FrozenFile | None:
    photo = shown_photo(one.snapshot)
    return r.FrozenFile(photo.path, photo.blob, photo.sha256) if photo else None


def extended(extension: Extension) -> r.Extended:
    """More time, as it stands on record."""
    decided = utc(extension.decided) if extension.decided else None
    return r.Extended(
        until=utc(extension.until),
        by=extension.by,
        decided=decided,
        why=extension.why,
        link=extension.link,
        nominee=extension.nominee or "",
    )


def _translation(statement: Statement) -> r.FrozenFile:
    return r.FrozenFile(statement.path, statement.source.git_blob_sha, statement.source.sha256)


def _left_before(snapshot: Snapshot) -> r.FrozenAct | None:
    other = left_before_changed(snapshot)
    return r.FrozenAct(other.nominee, other.left_at, other.url) if other else None


def _account(account: Account) -> r.Person:
    return r.Person(account.login, account.id, account.name)


def _act(decision: Decision) -> r.FrozenAct:
    return r.FrozenAct(decision.officer, decision.at, decision.url, decision.argument)


def _ruling(ruled: Ruled) -> r.FrozenRuling:
    return r.FrozenRuling(words=ruled.words, by=ruled.by.login, at=ruled.at, link=ruled.url, why=ruled.why)


def _answer(verdict: Verdict) -> r.RuleAnswer:
    rule, outcome = verdict.rule, verdict.outcome
    return r.RuleAnswer(
        id=rule.id,
        group=rule.group.value,
        answer=outcome.answer.value,
        sentence=str(outcome.text),
        unavailable=outcome.unavailable,
    )


def _endorsements(snapshot: Snapshot) -> r.Endorsements:
    count = tally(snapshot)
    people = tuple(_endorser(each, private=count.private) for each in count.people)
    return r.Endorsements(
        needed=count.needed,
        counted=count.got,
        private=count.private,
        reached=count.reached,
        missing=count.missing,
        people=people,
    )


def _endorser(evidence: Evidence, *, private: bool) -> r.FrozenEndorser:
    account = evidence.account
    # What was typed may name an employer.
    told = _NEAR_MISS if private and evidence.code in (Code.NEAR_MISS, Code.IN_DOUBT) else str(evidence.text)
    return r.FrozenEndorser(
        login=account.login,
        counted=evidence.counted,
        code=evidence.code.value,
        sentence=told,
        id=account.id,
        name=evidence.name,
        employers=() if private else evidence.employers,
        link=evidence.url,
        at=evidence.at,
        version=evidence.version,
    )


def _credit(snapshot: Snapshot, said: Acknowledgement) -> r.Credit:
    about = next((each.blob for each in read_thread(snapshot).acts if said.url and each.url == said.url), "")
    return r.Credit(
        name=said.credited.name,
        login=said.credited.handle,
        counted=said.confirmed,
        code=said.code.value,
        sentence=str(said.text),
        link=said.url,
        at=said.at,
        version=about,
    )
