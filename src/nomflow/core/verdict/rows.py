"""The status of a nomination in one row for each group of rules: a sign, a word, and what it means."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from nomflow.core.acknowledgements.confirmed import acknowledgements
from nomflow.core.basics.answer import Answer, Level, Outcome, Text, say
from nomflow.core.election.choices import Distinct, Merge
from nomflow.core.endorsements.tally import tally
from nomflow.core.evaluate import Group, Needs, Report, Verdict
from nomflow.core.nomination.evidence import Code
from nomflow.core.nomination.officers import decisions
from nomflow.core.snapshot.photo import asks_for_photos
from nomflow.core.snapshot.snapshot import PullRequestState
from nomflow.core.verdict.points import points
from nomflow.core.verdict.steps import late


class Sign(StrEnum):
    """What a row says at a glance; it never stands without its word."""

    DONE = "done"
    FIX = "fix"
    PARTLY = "partly"
    WAITING = "waiting"
    NONE = "none"
    UNKNOWN = "unknown"


class Row(Struct, frozen=True, kw_only=True):
    """One row. ``meaning`` is one or more sentences."""

    group: Group
    check: Text
    sign: Sign
    word: Text
    meaning: tuple[Text, ...]


_CHECKS = {
    Group.WINDOW: "In time",
    Group.PULL_REQUEST: "Pull request",
    Group.ACCEPTANCE: "Acceptance",
    Group.STANDING: "May stand",
    Group.STATEMENT: "Statement",
    Group.ENDORSEMENTS: "Endorsements",
    Group.ACKNOWLEDGEMENTS: "Reviewers thanked",
    Group.PHOTO: "Photo",
    Group.OFFICERS: "Officers",
}
_WORDS = {
    Sign.DONE: "done",
    Sign.FIX: "to fix",
    Sign.PARTLY: "partly",
    Sign.WAITING: "waiting",
    Sign.NONE: "not needed",
    Sign.UNKNOWN: "not known",
}
_OWN_WORDS = {
    (Group.WINDOW, Sign.DONE): "yes",
    (Group.WINDOW, Sign.FIX): "too late",
    (Group.ACCEPTANCE, Sign.FIX): "no",
    (Group.STANDING, Sign.DONE): "yes",
    (Group.STANDING, Sign.FIX): "no",
    (Group.STANDING, Sign.NONE): "not yet",
    (Group.STATEMENT, Sign.NONE): "missing",
    (Group.ACKNOWLEDGEMENTS, Sign.NONE): "none",
    (Group.PHOTO, Sign.NONE): "none",
}
_LATER = say("later")
_TELLING = "nominee-may-stand"
"""Of the rules about standing, the one whose answer says most when all of them hold."""


def rows(report: Report) -> tuple[Row, ...]:
    """One row for each group that was asked about; groups that only a pull request can answer wait for it."""
    made = []
    for group in Group:
        verdicts = [verdict for verdict in report.verdicts if verdict.rule.group is group]
        remote = all(verdict.rule.needs in (Needs.PULL_REQUEST, Needs.BOTH) for verdict in verdicts)
        off = group is Group.PHOTO and not asks_for_photos(report.snapshot.election)
        if verdicts and not off and not (remote and report.snapshot.pull_request is None):
            made.append(_row(report, group, verdicts))
    if made and made[-1].word == _LATER and late(report):
        decide = say("Only they can decide otherwise.")
        made[-1] = _with(made[-1], word=say("may be asked"), meaning=(decide,))
    elif made and made[-1].word == _LATER and all(row.sign in (Sign.DONE, Sign.NONE) for row in made[:-1]):
        look = say("They look at form, not at opinions, and merge.")
        made[-1] = _with(made[-1], word=say("their turn"), meaning=(look,))
    return tuple(made)


def _row(report: Report, group: Group, verdicts: list[Verdict]) -> Row:
    sign = _sign([verdict.outcome for verdict in verdicts])
    word = say(_OWN_WORDS.get((group, sign), _WORDS[sign]))
    plain = Row(group=group, check=say(_CHECKS[group]), sign=sign, word=word, meaning=_meaning(verdicts, sign))
    if sign is Sign.UNKNOWN:
        return plain
    match group:
        case Group.PULL_REQUEST | Group.STATEMENT | Group.PHOTO:
            return _about_files(report, plain)
        case Group.ENDORSEMENTS if report.snapshot.election.endorsements.count:
            return _endorsements(report, plain)
        case Group.ACKNOWLEDGEMENTS:
            return _reviewers(report, plain)
        case Group.OFFICERS:
            return _officers(report, plain)
        case Group.WINDOW if sign is Sign.FIX:
            return _with(plain, meaning=(say("Only what was there in time counts."),))
        case Group.ACCEPTANCE if sign is Sign.WAITING:
            return _with(plain, meaning=(say("The nominee has not accepted yet."),))
    return plain


def _sign(found: list[Outcome]) -> Sign:
    answers = {outcome.answer for outcome in found}
    if Answer.FAILED in answers:
        return Sign.FIX
    if Answer.CRASHED in answers or any(outcome.unavailable for outcome in found):
        return Sign.UNKNOWN
    if Answer.PENDING in answers:
        return Sign.WAITING
    return Sign.DONE if Answer.PASSED in answers else Sign.NONE


def _meaning(verdicts: list[Verdict], sign: Sign) -> tuple[Text, ...]:
    """What is not in order, all of it; else the most telling answer."""
    telling = {Sign.FIX: (Answer.FAILED,), Sign.WAITING: (Answer.PENDING,)}.get(sign, ())
    said = [verdict.outcome.text for verdict in verdicts if verdict.outcome.answer in telling]
    said += [
        verdict.outcome.text
        for verdict in verdicts
        if verdict.outcome.unavailable or verdict.outcome.answer is Answer.CRASHED
    ]
    if said:
        return tuple(said)
    passed = [verdict for verdict in verdicts if verdict.outcome.answer is Answer.PASSED] or verdicts
    return (next((each.outcome.text for each in passed if each.rule.id == _TELLING), passed[0].outcome.text),)


def _about_files(report: Report, row: Row) -> Row:
    here = [point for point in points(report) if point.rule.group is row.group]
    to_fix = sum(point.level is Level.MUST for point in here)
    tips = len(here) - to_fix
    if row.sign is Sign.FIX:
        told = "See “What to fix”."
        if tips:
            told = "See “What to fix”; {tips} more are tips." if tips > 1 else "See “What to fix”; one more is a tip."
        meaning: tuple[Text, ...] = (say(told, tips=tips),)
        return _with(row, word=say("{count} to fix", count=to_fix), meaning=meaning)
    if row.sign is Sign.DONE and row.group is Group.STATEMENT:
        told = "Everything is in order."
        if tips:
            told = "Everything is in order; there are {tips} tips." if tips > 1 else "In order; there is one tip."
        return _with(row, meaning=(say(told, tips=tips),))
    return row


_KINDS = {
    Distinct.NONE: "{needed} are needed.",
    Distinct.EMPLOYERS: "{needed} are needed, from different employers.",
    Distinct.INTERESTS: "{needed} are needed, from people who share no interest.",
}


def _endorsements(report: Report, row: Row) -> Row:
    count, distinct = tally(report.snapshot), report.snapshot.election.endorsements.distinct
    kind = say(_KINDS[distinct] if count.needed > 1 else "One is needed.", needed=count.needed)
    sign = Sign.PARTLY if row.sign is Sign.WAITING and count.standing else row.sign
    told = "{got} of {needed}" if count.got <= count.needed else "{got}"
    if count.private:
        told = "enough" if count.reached else "not enough"
        if count.sealed:
            told = "{got}, answer after the close"
        elif count.missing:
            told = "{missing} more needed"
    word = say(told, got=count.got, needed=count.needed, missing=count.missing)
    return _with(row, sign=sign, word=word, meaning=row.meaning if row.sign is Sign.FIX else (kind,))


def _reviewers(report: Report, row: Row) -> Row:
    people = acknowledgements(report.snapshot)
    if not people:
        if row.sign is not Sign.DONE:
            return row
        nobody = say("The statement thanks nobody for a review.")
        return _with(row, sign=Sign.NONE, word=say("none"), meaning=(nobody,))
    confirmed = sum(each.confirmed for each in people)
    unknown = sum(each.code is Code.UNKNOWN_PERSON for each in people)
    refused = sum(each.code in (Code.REFUSED, Code.NOMINEE) for each in people)
    waiting = len(people) - confirmed - unknown - refused
    said = []
    if waiting:
        said.append(say("{n} have not confirmed yet." if waiting > 1 else "One has not confirmed yet.", n=waiting))
    if refused:
        said.append(say("{n} do not confirm it." if refused > 1 else "One does not confirm it.", n=refused))
    if unknown:
        told = "It is not clear yet who {n} of them are." if unknown > 1 else "It is not clear yet who one of them is."
        said.append(say(told, n=unknown))
    sign = Sign.PARTLY if row.sign is Sign.WAITING and confirmed else row.sign
    if row.sign is Sign.DONE and confirmed < len(people):
        sign = Sign.NONE  # nothing waits for those who have not
    word = say("{confirmed} of {all} confirmed", confirmed=confirmed, all=len(people))
    return _with(row, sign=sign, word=word, meaning=tuple(said) or (say("Each of them agrees to be named."),))


def _officers(report: Report, row: Row) -> Row:
    rules, pull_request = report.snapshot.election.nominations, report.snapshot.pull_request
    if pull_request and pull_request.state is PullRequestState.MERGED:
        return _with(row, sign=Sign.DONE, word=say("merged"), meaning=(say("The nomination was accepted."),))
    if rules.confirmations:
        done = len(decisions(report.snapshot).confirmations)
        sign = Sign.PARTLY if row.sign is Sign.WAITING and done else row.sign
        told = "{done} of {needed}" if done <= rules.confirmations else "{done}"
        word = say(told, done=done, needed=rules.confirmations)
        return _with(row, sign=sign, word=word, meaning=(say("They look at form, not at opinions."),))
    if row.sign is not Sign.NONE:
        return row
    if rules.merge is Merge.BY_HAND:
        told = "They look at the form once everything else is done."
        return _with(row, sign=Sign.WAITING, word=_LATER, meaning=(say(told),))
    return _with(row, meaning=(say("This is merged without them once everything else is done."),))


def _with(
    row: Row, *, sign: Sign | None = None, word: Text | None = None, meaning: tuple[Text, ...] | None = None
) -> Row:
    return Row(
        group=row.group, check=row.check, sign=sign or row.sign, word=word or row.word, meaning=meaning or row.meaning
    )
