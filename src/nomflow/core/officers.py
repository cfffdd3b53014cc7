"""What election officers decided in a nomination's thread: the thread itself is the record, nothing is hidden."""

from __future__ import annotations

from datetime import datetime

from nomflow.core.memo import per_snapshot
from nomflow.core.nominee import nominee_of
from nomflow.core.record import record
from nomflow.core.snapshot import Snapshot
from nomflow.core.thread_acts import Kind
from nomflow.core.voices import Voice, is_account, read_thread
from nomflow.core.when import Edge, Extension, Moment, WhenError, parse_moment

_ACTS = (Kind.EXTEND, Kind.CONFIRM, Kind.DISQUALIFY)


@record
class Decision:
    """An officer's act that stands."""

    officer: str
    at: datetime
    url: str
    argument: str


@record
class Decisions:
    """All that officers decided. ``ignored`` are acts that do not stand, each with the reason."""

    extensions: tuple[Extension, ...] = ()
    confirmations: tuple[Decision, ...] = ()
    disqualified: Decision | None = None
    ignored: tuple[tuple[Voice, str], ...] = ()


@per_snapshot
def decisions(snapshot: Snapshot) -> Decisions:
    """Officers' acts, by people whom the base branch names, unedited by others, at the server's times."""
    extensions: list[Extension] = []
    confirmations: dict[str, Decision] = {}
    disqualified: Decision | None = None
    ignored: list[tuple[Voice, str]] = []
    handle = nominee_of(snapshot).handle or None
    for voice in read_thread(snapshot).voices:
        if voice.kind not in _ACTS:
            continue
        if not is_officer(snapshot, voice):
            ignored.append((voice, "Only election officers can do that."))
        elif voice.trouble is not None:
            ignored.append((voice, "This comment was edited by somebody else or hidden. Please write it again."))
        elif voice.kind is Kind.EXTEND:
            day, _, why = voice.argument.strip().partition(" ")
            try:
                until = parse_moment(day, _zone(snapshot), edge=Edge.CLOSE)
            except WhenError as error:
                ignored.append((voice, str(error)))
                continue
            if not why.strip():
                ignored.append((voice, "An extension needs a reason: /nomflow extend DATE REASON."))
                continue
            decided = Moment(voice.at, "UTC")
            extensions.append(Extension(until, voice.author.login, decided, why.strip(), voice.url, handle))
        elif voice.kind is Kind.CONFIRM:
            confirmations[voice.author.login.casefold()] = _decision(voice)
        elif not voice.argument.strip():
            ignored.append((voice, "A disqualification needs a reason: /nomflow disqualify REASON."))
        else:
            disqualified = _decision(voice)
    return Decisions(tuple(extensions), tuple(confirmations.values()), disqualified, tuple(ignored))


def is_officer(snapshot: Snapshot, voice: Voice) -> bool:
    """Whether the base branch names the author of a voice as an officer."""
    return any(is_account(voice.author, officer) for officer in snapshot.election.officers)


def _zone(snapshot: Snapshot) -> str:
    close = snapshot.election.windows.nominations.closes
    return close.zone if close else "UTC"


def _decision(voice: Voice) -> Decision:
    return Decision(voice.author.login, voice.at, voice.url, voice.argument.strip())
