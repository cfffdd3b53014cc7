"""Reviewers who agree to be named."""

from __future__ import annotations

from nomflow.core.acknowledgements.confirmed import acknowledgements, uncredited
from nomflow.core.basics.answer import Answer, Finding, Level, Outcome, Text, must, say, tip
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import counted
from nomflow.core.election.choices import Unconfirmed
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.nomination.deadlines import is_over
from nomflow.core.nomination.evidence import Code
from nomflow.core.snapshot.snapshot import Snapshot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nomflow.core.acknowledgements.confirmed import Acknowledgement

_NAMES = 5


@rule(
    "reviewers-confirmed",
    "The reviewers thanked in the statement confirm it",
    group=Group.ACKNOWLEDGEMENTS,
    needs=Needs.BOTH,
)
def reviewers_confirmed(snapshot: Snapshot) -> Outcome:
    """Each thanked reviewer reviewed the statement on GitHub, in about its present version, and agrees to be named.

    Until reviews close, this waits for those who have not answered. After that, the list of reviewers leaves out names
    that are not confirmed. If the rules say that unconfirmed names block, or that more people must confirm, the
    nomination fails. If a person refuses, you must remove the name as long as you can still change the statement.

    Why: a statement that thanks somebody uses their good name. The election page names people as reviewers only when
    they agree.

    How to fix: ask them to approve the pull request in a review or to comment /acknowledge. A person who does not want
    to be named comments /decline-acknowledgement. Then remove the name.
    """
    rules, people = snapshot.election.acknowledgements, acknowledgements(snapshot)
    confirmed = sum(each.confirmed for each in people)
    needed = len(people) if rules.required < 0 else rules.required
    refused = [each for each in people if each.code in (Code.REFUSED, Code.NOMINEE, Code.BOT)]
    waiting = [each for each in people if not each.confirmed and each not in refused]
    over, lacking = is_over(snapshot, "reviewed"), confirmed < needed
    if rules.unconfirmed is Unconfirmed.IGNORE:
        refused, waiting = [], []
    strict = rules.unconfirmed is Unconfirmed.BLOCK
    too_late = over and (strict or lacking)
    must_go = strict or not is_over(snapshot, "complete")
    findings = [
        *(_refused(each, must_go=must_go) for each in refused),
        *(_waited(each, too_late=too_late) for each in waiting if each.credited.handle and over),
        *_thanked_nowhere(snapshot),
    ]
    answer = Answer.PASSED
    if (refused and must_go) or (over and lacking) or (waiting and too_late):
        answer = Answer.FAILED
    elif not over and (lacking or waiting):
        answer = Answer.PENDING
    text = _text(people, confirmed, needed)
    if answer is Answer.PENDING and waiting:
        text = say(text.template + " Waiting for {names}.", **text.words, names=_names(waiting))
    return Outcome(answer, text, tuple(findings))


def _names(people: list[Acknowledgement]) -> str:
    names = [each.credited.shown for each in people[:_NAMES]]
    return ", ".join(names) + (f" and {len(people) - _NAMES} more" if len(people) > _NAMES else "")


def _text(people: tuple[Acknowledgement, ...], confirmed: int, needed: int) -> Text:
    if needed > len(people):
        told = "{needed} must be thanked and confirm. {confirmed} confirmed so far."
        return say(told, needed=counted(needed, "reviewer"), confirmed=confirmed)
    if not people:
        return say("Found no thanks to reviewers; list them under reviewers:.")
    return say("{confirmed} of {all} confirmed.", confirmed=confirmed, all=counted(len(people), "thanked reviewer"))


def _refused(each: Acknowledgement, *, must_go: bool) -> Finding:
    told = "{who} does not confirm the credit. " + each.text.template
    level = Level.MUST if must_go else Level.TIP
    if must_go:
        told += " Remove the name, or ask them again."
    return Finding(say(told, **each.text.words, who=each.credited.shown), level, each.credited.place)


def _waited(each: Acknowledgement, *, too_late: bool) -> Finding:
    who, place = each.credited.shown, each.credited.place
    if too_late:
        return must("{who} did not confirm in time. Remove the name.", place, who=who)
    return tip("{who} did not confirm in time, so the page does not list them as a reviewer.", place, who=who)


def _thanked_nowhere(snapshot: Snapshot) -> list[Finding]:
    place = Place(path=snapshot.statement.path if snapshot.statement else "")
    told = "{who} reviewed this statement but is not thanked in it. You can add them."
    return [tip(told, place, who=act.author.login) for act in uncredited(snapshot)]
