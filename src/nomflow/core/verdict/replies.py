"""Answers to what people wrote in the thread: to commands that nobody may expect silence after."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from nomflow.core.acknowledgements.confirmed import credited_handles
from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.login import login_key
from nomflow.core.basics.text import did_you_mean
from nomflow.core.evaluate import Report, Rule
from nomflow.core.freeze.state_at_close import state_at_close
from nomflow.core.nomination.deadlines import cut_off
from nomflow.core.nomination.officers import decisions
from nomflow.core.nomination.standing import Acceptance, by_nominee, consent
from nomflow.core.nomination.thread import Doubt, Thread, ThreadAct, read_thread, who
from nomflow.core.snapshot.snapshot import Account, AccountKind, Snapshot
from nomflow.core.thread.acts import ActKind
from nomflow.core.verdict.to_rule import without_effect

_BY_NOMINEE = (ActKind.ACCEPT, ActKind.DECLINE, ActKind.WITHDRAW)
_OWN = (*_BY_NOMINEE, ActKind.ACKNOWLEDGE, ActKind.DECLINE_ACKNOWLEDGEMENT)


class Reply(Struct, frozen=True):
    """What to tell ``author`` about what they wrote at ``url``. ``rule`` is the one they asked to be explained."""

    author: Account
    url: str
    text: Text
    rule: Rule | None = None


def replies(report: Report) -> tuple[Reply, ...]:
    """Answers, the latest first. What worked needs no answer."""
    thread = read_thread(report.snapshot)
    credited = credited_handles(report.snapshot)
    found = [
        *_to_officers(report, thread),
        *_to_acts(report, thread, credited),
        *_to_doubts(report.snapshot, thread, credited),
    ]
    found.sort(key=lambda each: (each[0].at, each[0].url), reverse=True)
    return tuple(reply for _, reply in found)


def doubts(snapshot: Snapshot) -> tuple[Reply, ...]:
    """Answers to words that are not clear, and that their authors have not made clear since."""
    return tuple(reply for _, reply in _to_doubts(snapshot, read_thread(snapshot), credited_handles(snapshot)))


_Found = tuple[ThreadAct | Doubt, Reply]


def _to_officers(report: Report, thread: Thread) -> Iterator[_Found]:
    for voice, why in decisions(report.snapshot).ignored:
        yield voice, Reply(voice.author, voice.url, say("{why}", why=why))
    spoken = {(voice.url, voice.at): voice for voice in thread.acts if voice.kind is ActKind.RULE}
    for ruling, why in without_effect(report.snapshot, state_at_close(report)):
        if found := spoken.get((ruling.url, ruling.at)):
            yield found, Reply(found.author, found.url, say("{why}", why=why))


def _to_acts(report: Report, thread: Thread, credited: frozenset[str]) -> Iterator[_Found]:
    for act in thread.acts:
        if act.author.kind is not AccountKind.USER or act.phrase:
            continue
        if act.kind is ActKind.EXPLAIN:
            yield act, _explanation(report, act)
        elif act.kind in _OWN:
            why = _why_not(report.snapshot, act, credited)
            if why:
                yield act, Reply(act.author, act.url, why)


_DOUBTS = {
    ActKind.ACCEPT: "“{typed}” does not accept the nomination. To accept it, write `/accept` on a line of its own.",
    ActKind.DECLINE: (
        "“{typed}” is not clear. To decline, write `/decline` on a line of its own; to go on standing, `/accept`."
    ),
    ActKind.WITHDRAW: (
        "“{typed}” is not clear. To withdraw, write `/withdraw` on a line of its own; to go on standing, `/accept`."
    ),
}


def _to_doubts(snapshot: Snapshot, thread: Thread, credited: frozenset[str]) -> Iterator[_Found]:
    """Unclear words that their author has not made clear since. Endorsements are answered where they are counted."""
    for doubt in thread.doubts:
        kind, author = doubt.said.kind, doubt.author
        if kind in (ActKind.ENDORSE, ActKind.UNENDORSE) or author.kind is not AccountKind.USER:
            continue
        clear = _BY_NOMINEE if kind in _BY_NOMINEE else (kind,)
        own = [each for each in thread.acts if each.kind in clear and who(each.author) == who(author)]
        if not all(doubt.follows(each) for each in own):
            continue
        told = _DOUBTS.get(kind, "“{typed}” does not count. Please write `{meant}` on a line of its own.")
        if kind in _BY_NOMINEE:
            if not by_nominee(snapshot, author.login, author.id):
                if not doubt.said.signed:
                    continue
                told = "Only the nominee can do that."
            elif kind is ActKind.ACCEPT and consent(snapshot).state in (Acceptance.SELF, Acceptance.ACCEPTED):
                continue
        elif kind in _OWN and login_key(author.login) not in credited and not doubt.said.signed:
            continue
        if doubt.said.quoted:
            told = "“{typed}” belongs to the quotation above it. Please write it again, with an empty line between."
        yield doubt, Reply(author, doubt.url, say(told, typed=doubt.said.typed, meant=kind.form))


def _explanation(report: Report, act: ThreadAct) -> Reply:
    wanted = act.argument.strip().casefold()
    rules = {verdict.rule.id: verdict.rule for verdict in report.verdicts}
    if wanted in rules:
        return Reply(act.author, act.url, say("{title}.", title=rules[wanted].title), rules[wanted])
    hint = did_you_mean(wanted[:40], rules).strip()
    told = "There is no rule “{name}”. {hint}" if hint else "There is no rule “{name}”. The rules: {rules}."
    answer = say(told, name=wanted[:40], hint=hint, rules=", ".join(rules))
    return Reply(act.author, act.url, answer)


def _why_not(snapshot: Snapshot, act: ThreadAct, credited: frozenset[str]) -> Text | None:
    """Why an act by this person does nothing, or ``None``."""
    if act.kind in _BY_NOMINEE:
        if not by_nominee(snapshot, act.author.login, act.author.id):
            return say("Only the nominee can do that.")
    elif login_key(act.author.login) not in credited:
        return say("The statement does not thank this person for a review; the nominee can add them under “reviewers”.")
    if act.trouble is not None:
        return say("This comment was edited by somebody else or hidden, so it does nothing. Please write it again.")
    close = cut_off(snapshot, "reviewed")
    if act.kind is ActKind.ACKNOWLEDGE and close and act.at.replace(microsecond=0) > close:
        return say("This came after the close of reviews, so it does not count.")
    return None
