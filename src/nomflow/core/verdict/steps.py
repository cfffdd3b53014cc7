"""What has to happen next for a nomination, who does it, and by when; and what came too late."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from nomflow.core.acknowledgements.confirmed import Acknowledgement, acknowledgements
from nomflow.core.basics.answer import Answer, Outcome, Text, say
from nomflow.core.basics.text import counted, shortened
from nomflow.core.basics.time import Moment, describe, describe_span
from nomflow.core.election.choices import Distinct
from nomflow.core.endorsements.tally import Tally, tally
from nomflow.core.evaluate import Group, Report
from nomflow.core.nomination.deadlines import close_of, cut_off, is_over
from nomflow.core.nomination.evidence import Code
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.nomination.standing import Acceptance, consent
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.verdict.points import musts

_NAMES_SHOWN = 3
_LONGEST_NAME = 40


class NextTask(StrEnum):
    """The kinds of steps, in the order in which they are taken."""

    FIX = "fix"
    ACCEPT = "accept"
    ENDORSE = "endorse"
    CONFIRM = "confirm"
    SUBMIT = "submit"


class Step(Struct, frozen=True):
    """A step as words that follow "Next step:", the same in a few words, and the last second for it if there is one."""

    task: NextTask
    text: Text
    short: Text
    by: Moment | None = None


def outcomes(report: Report, group: Group, *answers: Answer) -> list[Outcome]:
    """The outcomes of a group's rules that are among these answers."""
    return [
        verdict.outcome
        for verdict in report.verdicts
        if verdict.rule.group is group and verdict.outcome.answer in answers
    ]


def steps(report: Report) -> tuple[Step, ...]:
    """Every step that is open, in the order in which to take them."""
    return tuple(_steps(report))


def late(report: Report) -> tuple[Text, ...]:
    """What was not there when its time was over; nothing but an officer's decision can still change that."""
    return tuple(_late(report))


def _steps(report: Report) -> Iterator[Step]:
    snapshot = report.snapshot
    count = len(musts(report))
    if count:
        fix = say("fix the {count} required points below" if count > 1 else "fix the required point below", count=count)
        yield Step(NextTask.FIX, fix, say("{count} to fix", count=count), _by(snapshot, "complete"))
    if outcomes(report, Group.ACCEPTANCE, Answer.PENDING):
        told = say("{name} comments `/accept` here", name=shortened(nominee_of(snapshot).shown, _LONGEST_NAME))
        yield Step(NextTask.ACCEPT, told, say("the nominee has not accepted yet"), _by(snapshot, "accepted"))
    if outcomes(report, Group.ENDORSEMENTS, Answer.PENDING):
        yield _endorse(snapshot)
    if outcomes(report, Group.ACKNOWLEDGEMENTS, Answer.PENDING):
        yield _confirm(snapshot)
    pull_request = snapshot.pull_request
    if pull_request is None:
        yield Step(NextTask.SUBMIT, say("open a pull request with this file"), say("no pull request yet"), None)
    elif pull_request.draft:
        by = _by(snapshot, "nominations")
        yield Step(NextTask.SUBMIT, say("press “Ready for review” to submit it"), say("still a draft"), by)


def _endorse(snapshot: Snapshot) -> Step:
    count, by, distinct = tally(snapshot), _by(snapshot, "endorsed"), snapshot.election.endorsements.distinct
    missing, told = count.missing or 0, ""
    match distinct:
        case Distinct.EMPLOYERS:
            told = "ask {missing} more people to endorse, from employers that are not counted yet"
            if missing == 1:
                told = "ask one more person to endorse, from an employer that is not counted yet"
            elif not missing:
                told = "ask more people to endorse, from employers that are not counted yet"
        case Distinct.INTERESTS:
            told = "ask {missing} more people to endorse, who share no interest with the others"
            if missing == 1:
                told = "ask one more person to endorse, who shares no interest with the others"
            elif not missing:
                told = "ask more people to endorse, who share no interest with the others"
        case Distinct.NONE:
            told = "ask {missing} more people to endorse" if missing > 1 else "ask one more person to endorse"
    if count.sealed:
        told = "ask more people to endorse than are needed, in case some are not independent of each other"
    return Step(NextTask.ENDORSE, say(told, missing=missing), endorsements_in_short(count), by)


def endorsements_in_short(count: Tally) -> Text:
    """``endorsements 1 of 2``; of a private tally only what may be said."""
    if not count.private:
        return say("endorsements {got} of {needed}", got=count.got, needed=count.needed)
    if count.missing:
        return say("{missing} needed", missing=counted(count.missing, "more endorsement"))
    if count.sealed:
        return say("endorsements: answer after the close")
    return say("endorsements: enough") if count.reached else say("too few independent endorsements")


def _confirm(snapshot: Snapshot) -> Step:
    people, by = unconfirmed(snapshot), _by(snapshot, "reviewed")
    if not people:
        told = "thank more reviewers in the statement and have them confirm"
        return Step(NextTask.CONFIRM, say(told), say("reviewers are missing"), by)
    if len(people) == 1:
        one = say(
            "ask {name} to confirm that they reviewed this statement",
            name=shortened(people[0].credited.shown, _LONGEST_NAME),
        )
        return Step(NextTask.CONFIRM, one, say("one reviewer has not confirmed"), by)
    names = [shortened(each.credited.shown, _LONGEST_NAME) for each in people[:_NAMES_SHOWN]]
    rest = len(people) - len(names)
    told = "ask {names} and {rest} more to confirm that they reviewed this statement"
    if not rest:
        told = "ask {names} and {last} to confirm that they reviewed this statement"
    last = "" if rest else names.pop()
    all_of_them = say(told, names=", ".join(names), last=last, rest=rest)
    return Step(NextTask.CONFIRM, all_of_them, say("{n} reviewers have not confirmed", n=len(people)), by)


def unconfirmed(snapshot: Snapshot) -> tuple[Acknowledgement, ...]:
    """The credited reviewers who can still confirm."""
    return tuple(each for each in acknowledgements(snapshot) if each.code in (Code.WAITING, Code.STALE))


def _late(report: Report) -> Iterator[Text]:
    snapshot = report.snapshot
    windows = outcomes(report, Group.WINDOW, Answer.FAILED)
    yield from (outcome.text for outcome in windows if not outcome.unavailable)
    if consent(snapshot).state in (Acceptance.LATE, Acceptance.EXPIRED):
        yield from (outcome.text for outcome in outcomes(report, Group.ACCEPTANCE, Answer.FAILED))
    count, close = len(musts(report)), close_of(snapshot, "complete")[0]
    if count and close and is_over(snapshot, "complete"):
        told = "{count} required points were still open when statements had to be complete, on {close}."
        if count == 1:
            told = "One required point was still open when statements had to be complete, on {close}."
        yield say(told, count=count, close=describe(close))
    close = close_of(snapshot, "endorsed")[0]
    if outcomes(report, Group.ENDORSEMENTS, Answer.FAILED) and close and is_over(snapshot, "endorsed"):
        result = tally(snapshot)
        told = "Not enough people had endorsed when endorsing closed on {close}."
        if not result.private:
            told = "When endorsing closed on {close}, there were {got} of {needed}."
        yield say(told, got=result.got, needed=counted(result.needed, "endorsement"), close=describe(close))
        yield from came_late(snapshot)
        yield say("You may ask the officers to decide.")


def came_late(snapshot: Snapshot) -> Iterator[Text]:
    """How far endorsements missed the deadline: officers who may decide need to know."""
    result, close = tally(snapshot), cut_off(snapshot, "endorsed")
    late = sorted(each.at for each in result.people if each.code is Code.AFTER_CLOSE and each.at)
    if not late or close is None or result.private or result.reached:
        return
    told = "Another one came {late} later." if len(late) == 1 else "{count} more came, the first of them {late} later."
    yield say(told, count=len(late), late=describe_span(late[0] - close))


def _by(snapshot: Snapshot, phase: str) -> Moment | None:
    return None if is_over(snapshot, phase) else close_of(snapshot, phase)[0]
