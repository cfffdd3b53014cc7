"""Answers to what people wrote in the thread: to commands that nobody may expect silence after."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from nomflow.core.acknowledgements.confirmed import credited_handles
from nomflow.core.basics.answer import Text, say
from nomflow.core.evaluate import Report, Rule
from nomflow.core.nomination.deadlines import cut_off
from nomflow.core.nomination.officers import decisions
from nomflow.core.nomination.standing import by_nominee
from nomflow.core.nomination.thread import Missed, Thread, Voice, read_thread, who
from nomflow.core.snapshot.snapshot import Account, AccountKind, Snapshot
from nomflow.core.thread.acts import Kind
from nomflow.core.yaml.shape import did_you_mean

_BY_NOMINEE = (Kind.ACCEPT, Kind.DECLINE, Kind.WITHDRAW)
_OWN = (*_BY_NOMINEE, Kind.ACKNOWLEDGE, Kind.DECLINE_ACKNOWLEDGEMENT)


class Reply(Struct, frozen=True):
    """What to tell ``author`` about what they wrote at ``url``. ``rule`` is the one they asked to be explained."""

    author: Account
    url: str
    text: Text
    rule: Rule | None = None


def replies(report: Report) -> tuple[Reply, ...]:
    """Answers, the latest first. Endorsements are answered where they are counted, and what worked needs no answer."""
    thread = read_thread(report.snapshot)
    found = [*_to_officers(report.snapshot), *_to_acts(report, thread), *_to_slips(thread)]
    found.sort(key=lambda each: (each[0].at, each[0].url), reverse=True)
    return tuple(reply for _, reply in found)


_Found = tuple[Voice | Missed, Reply]


def _to_officers(snapshot: Snapshot) -> Iterator[_Found]:
    for voice, why in decisions(snapshot).ignored:
        yield voice, Reply(voice.author, voice.url, say("{why}", why=why))


def _to_acts(report: Report, thread: Thread) -> Iterator[_Found]:
    credited = credited_handles(report.snapshot)
    for voice in thread.voices:
        if voice.author.kind is not AccountKind.USER or voice.phrase:
            continue
        if voice.kind is Kind.EXPLAIN:
            yield voice, _explanation(report, voice)
        elif voice.kind in _OWN:
            why = _why_not(report.snapshot, voice, credited)
            if why:
                yield voice, Reply(voice.author, voice.url, why)


def _to_slips(thread: Thread) -> Iterator[_Found]:
    """Near misses that their author has not put right since."""
    done = {(who(voice.author), voice.kind): voice.at for voice in thread.voices}
    for missed in thread.missed:
        kind = missed.near.kind
        later = done.get((who(missed.author), kind))
        if kind is Kind.ENDORSE or missed.author.kind is not AccountKind.USER or (later and later >= missed.at):
            continue
        told = say("“{typed}” does not count. Write {meant}.", typed=missed.near.typed, meant=missed.near.meant)
        yield missed, Reply(missed.author, missed.url, told)


def _explanation(report: Report, voice: Voice) -> Reply:
    wanted = voice.argument.strip().casefold()
    rules = {verdict.rule.id: verdict.rule for verdict in report.verdicts}
    if wanted in rules:
        return Reply(voice.author, voice.url, say("{title}.", title=rules[wanted].title), rules[wanted])
    hint = did_you_mean(wanted[:40], rules).strip()
    told = "There is no rule “{name}”. {hint}" if hint else "There is no rule “{name}”. The rules: {rules}."
    answer = say(told, name=wanted[:40], hint=hint, rules=", ".join(rules))
    return Reply(voice.author, voice.url, answer)


def _why_not(snapshot: Snapshot, voice: Voice, credited: frozenset[str]) -> Text | None:
    """Why an act by this person does nothing, or ``None``."""
    if voice.kind in _BY_NOMINEE:
        if not by_nominee(snapshot, voice.author.login, voice.author.id):
            return say("Only the nominee can do that.")
    elif voice.author.login.casefold() not in credited:
        return say("The statement does not thank this person for a review; the nominee can add them under “reviewers”.")
    if voice.trouble is not None:
        return say("This comment was edited by somebody else or hidden, so it does nothing. Please write it again.")
    close = cut_off(snapshot, "reviewed")
    if voice.kind is Kind.ACKNOWLEDGE and close and voice.at.replace(microsecond=0) > close:
        return say("This came after the close of reviews, so it does not count.")
    return None
