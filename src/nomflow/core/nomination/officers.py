"""What election officers decided in a nomination's thread: the thread itself is the record, nothing is hidden."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.login import login_key, same_login
from nomflow.core.basics.time import Edge, Extension, Moment, WhenError, describe_utc, parse_moment, utc
from nomflow.core.election.windows import last_close
from nomflow.core.nomination.accounts import is_nominee, is_officer, second
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.nomination.rulings import Ruled, RuleKind, ruled_of, ruling_of
from nomflow.core.nomination.thread import ThreadAct, Trouble, read_thread
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.thread.acts import ActKind

_ACTS = (ActKind.EXTEND, ActKind.CONFIRM, ActKind.DISQUALIFY)
_DEFAULT_ZONE = "AoE"
"""As in the configuration."""


class Decision(Struct, frozen=True):
    """An officer's act that stands."""

    officer: str
    at: datetime
    url: str
    argument: str


class Decisions(Struct, frozen=True, kw_only=True):
    """All that officers decided. ``ignored`` are acts that do not stand, each with the reason.

    ``confirmations`` holds each officer once, with the first time. Of several disqualifications the first is kept.
    ``rulings`` are in the order of their times; of two that contradict each other the later one holds.
    """

    extensions: tuple[Extension, ...] = ()
    confirmations: tuple[Decision, ...] = ()
    disqualified: Decision | None = None
    ignored: tuple[tuple[ThreadAct, Text], ...] = ()
    rulings: tuple[Ruled, ...] = ()

    def ruled(self, *kinds: RuleKind, about: str = "") -> Ruled | None:
        """The last ruling of these kinds, about a login if one is given."""
        same = (each for each in reversed(self.rulings) if each.kind in kinds)
        return next((each for each in same if not about or same_login(each.about, about)), None)


@per_snapshot
def decisions(snapshot: Snapshot) -> Decisions:
    """Officers' acts: by people whom the base branch names, not about themselves, never edited, at the server's times.

    A decision counts from the moment it is made, also for what came before. An extension is given before the nominee's
    last window closes, extended as it is by then: from that second on the record is due, and it may not depend on when
    it is taken. A ruling may come at any time; one that admits gives the nomination all the time until it was made.
    """
    extensions: list[Extension] = []
    confirmations: dict[str, Decision] = {}
    disqualified: Decision | None = None
    ignored: list[tuple[ThreadAct, Text]] = []
    rulings = _rulings(snapshot, ignored)
    handle = nominee_of(snapshot).handle or None
    close = last_close(snapshot.election, handle)
    for act in read_thread(snapshot).acts:
        if act.kind not in _ACTS:
            continue
        refused = _refused(snapshot, act)
        if refused:
            ignored.append((act, refused))
        elif act.kind is ActKind.EXTEND:
            extended = _extension(snapshot, act, handle, close)
            if isinstance(extended, Extension):
                extensions.append(extended)
                close = max(close, utc(extended.until)) if close else None
            else:
                ignored.append((act, extended))
        elif act.kind is ActKind.CONFIRM:
            confirmations.setdefault(login_key(act.author.login), _decision(act))
        else:
            disqualified = disqualified or _decision(act)
    extensions += (_admitted(each, handle) for each in rulings if each.kind is RuleKind.ADMIT)
    return Decisions(
        extensions=tuple(extensions),
        confirmations=tuple(confirmations.values()),
        disqualified=disqualified,
        ignored=tuple(ignored),
        rulings=tuple(rulings),
    )


def _rulings(snapshot: Snapshot, ignored: list[tuple[ThreadAct, Text]]) -> list[Ruled]:
    """Those of the thread, and those that a saved snapshot or a correction brings with it."""
    found: list[Ruled] = []
    for voice in read_thread(snapshot).acts:
        if voice.kind is ActKind.RULE:
            ruling = _refused(snapshot, voice) or ruling_of(voice.argument, voice.author, voice.at, voice.url)
            if isinstance(ruling, Ruled):
                found.append(ruling)
            else:
                ignored.append((voice, ruling))
    brought = (ruled_of(each) for each in snapshot.rulings if is_officer(snapshot, each.by))
    found += (each for each in brought if isinstance(each, Ruled) and not is_nominee(snapshot, each.by))
    return sorted(found, key=lambda each: each.at)


def _admitted(ruling: Ruled, handle: str | None) -> Extension:
    at = Moment(ruling.at, "UTC")
    return Extension(until=at, by=ruling.by.login, decided=at, why=ruling.why, link=ruling.url, nominee=handle)


def _refused(snapshot: Snapshot, act: ThreadAct) -> Text | None:
    """Why an act is no decision."""
    if not is_officer(snapshot, act.author):
        return say("Only election officers can do that.")
    if is_nominee(snapshot, act.author):
        return say("Officers do not decide about their own nomination. Please ask another officer.")
    if act.tampered:
        return say("Somebody else edited this comment, so it decides nothing. Please write it again.")
    if act.trouble is Trouble.MINIMISED or act.dismissed:
        return say("This comment is hidden, so it decides nothing. Please write it again.")
    if act.edited:
        return say("A decision must be readable as it was made, and this comment was edited. Please write a new one.")
    return None


def _extension(snapshot: Snapshot, act: ThreadAct, handle: str | None, close: datetime | None) -> Extension | Text:
    if close and second(act.at) > close:
        told = (
            "The last window had closed on {close}, so a comment extends nothing any more. Until the record is taken, "
            "add an entry with `nominee:` to `windows.extensions` in nomflow.yml; later, write a correction beside it."
        )
        return say(told, close=describe_utc(close))
    typed, why = _date_and_reason(act.argument)
    try:
        until = parse_moment(typed, _zone(snapshot), edge=Edge.CLOSE)
    except WhenError as error:
        return error.text
    if not why:
        return say("An extension needs a reason: `/nomflow extend DATE REASON`.")
    return Extension(
        until=until, by=act.author.login, decided=Moment(act.at, "UTC"), why=why, link=act.url, nominee=handle
    )


def _date_and_reason(argument: str) -> tuple[str, str]:
    """``2026-08-05 14:00 UTC because …`` as the date with its time and zone, and the reason."""
    words = argument.split()
    date, rest = words[:1], words[1:]
    if rest and rest[0][:2].isdigit() and rest[0][2:3] == ":":
        date.append(rest.pop(0))
    if rest and _may_be_zone(rest[0]):
        date.append(rest.pop(0))
    return " ".join(date), " ".join(rest)


def _may_be_zone(word: str) -> bool:
    """Rather refuse a reason that begins with an acronym than take PST for a part of the reason."""
    acronym = word.isalpha() and word.isupper() and 2 <= len(word) <= 4
    return acronym or word.casefold() == "aoe" or ("/" in word and word[0].isupper())


def _zone(snapshot: Snapshot) -> str:
    """The zone of the close of nominations; UTC where that was written with an offset, which names no zone."""
    close = snapshot.election.windows.nominations.closes
    if close is None:
        return _DEFAULT_ZONE
    return "UTC" if close.zone.startswith("UTC") else close.zone


def _decision(act: ThreadAct) -> Decision:
    return Decision(act.author.login, act.at, act.url, act.argument.strip())
