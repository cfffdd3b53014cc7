"""What a committee decided, set beside what the rules give."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.login import login_key
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import did_you_mean
from nomflow.core.basics.time import Edge, Moment, WhenError, describe_utc, parse_moment, utc
from nomflow.core.verdict.replay import Replayed


class Known(StrEnum):
    """What became of a nomination. ``unknown`` is not compared."""

    QUALIFIED = "qualified"
    NOT_QUALIFIED = "not-qualified"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


_WORDS = {
    **dict.fromkeys(("qualified", "candidate", "accepted", "on-ballot", "merged", "elected", "yes"), Known.QUALIFIED),
    **dict.fromkeys(("not-qualified", "not-a-candidate", "rejected", "refused", "no"), Known.NOT_QUALIFIED),
    **dict.fromkeys(("withdrawn", "declined"), Known.WITHDRAWN),
    **dict.fromkeys(("unknown", ""), Known.UNKNOWN),
}


class KnownOutcome(Struct, frozen=True):
    """One line of the file: ``number`` (of the pull request) tells two nominations of one person apart."""

    nominee: str
    outcome: Known
    qualified_on: Moment | None = None
    number: int | None = None


class Agreement(StrEnum):
    """``later`` agrees on the outcome, but the committee saw enough before the rules do."""

    AGREES = "agrees"
    LATER = "agrees, later"
    DIFFERS = "differs"
    NOT_COMPARED = "not compared"


class Comparison(Struct, frozen=True):
    """A nomination, what is known of it, and whether the two agree, with the reason where there is one to give."""

    replayed: Replayed
    known: KnownOutcome | None
    agreement: Agreement
    why: Text | None = None


def read_outcomes(text: str, path: str) -> tuple[KnownOutcome, ...]:
    """Reads a CSV file with the columns nominee, outcome, and perhaps qualified_on and number.

    Raises ``ConfigError`` with every fault.
    """
    rows = csv.reader(text.removeprefix("\ufeff").splitlines())
    head = [name.strip().lower().replace("-", "_") for name in next(rows, [])]
    if "nominee" not in head or "outcome" not in head:
        told = "The first line must name the columns: nominee,outcome, and perhaps qualified_on,number."
        raise ConfigError([Fault(told, Place(path=path))])
    faults: list[Fault] = []
    found: list[KnownOutcome] = []
    try:
        for row in rows:
            cells = dict(zip(head, (cell.strip() for cell in row), strict=False))
            if any(cells.values()):
                found.append(_outcome(cells, Place(path=path, line=rows.line_num), faults))
    except csv.Error as error:
        faults.append(Fault(f"This is not CSV: {error}.", Place(path=path, line=rows.line_num)))
    if faults:
        raise ConfigError(faults)
    return tuple(found)


def _outcome(cells: dict[str, str], place: Place, faults: list[Fault]) -> KnownOutcome:
    word, number, day = cells.get("outcome", ""), cells.get("number", ""), cells.get("qualified_on", "")
    outcome = _WORDS.get(word.lower().replace(" ", "-").replace("_", "-"))
    if outcome is None:
        hint = did_you_mean(word, _WORDS)
        told = f"“{word[:60]}” is not an outcome.{hint} Write qualified, not-qualified, withdrawn or unknown."
        faults.append(Fault(told, place))
    if number and not (number.isascii() and number.isdigit() and len(number) < 12):
        faults.append(Fault("The number of a pull request has digits only.", place))
        number = ""
    moment = None
    if day:
        try:
            moment = parse_moment(day, "UTC", edge=Edge.CLOSE)
        except WhenError as error:
            faults.append(Fault(str(error), place))
    nominee = cells.get("nominee", "").removeprefix("@")
    if not nominee:
        faults.append(Fault("This line names no nominee.", place))
    return KnownOutcome(nominee, outcome or Known.UNKNOWN, moment, int(number) if number else None)


def compare(replayed: Sequence[Replayed], known: Iterable[KnownOutcome]) -> tuple[Comparison, ...]:
    """Sets each nomination beside what is known of it.

    A line without a number is about the nominee's last nomination that no other line is about.
    """
    found: dict[int, KnownOutcome] = {}
    lines = sorted(known, key=lambda each: each.number is None)
    for line in lines:
        theirs = [
            each.number
            for each in replayed
            if login_key(each.nominee) == login_key(line.nominee)
            and line.number in (None, each.number)
            and each.number not in found
        ]
        if theirs:
            found[max(theirs)] = line
    return tuple(_compared(each, found.get(each.number)) for each in replayed)


def unmatched(comparisons: Iterable[Comparison], known: Iterable[KnownOutcome]) -> tuple[str, ...]:
    """Nominees of whom an outcome is known and no snapshot was given."""
    used = {id(each.known) for each in comparisons}
    return tuple(line.nominee for line in known if id(line) not in used)


def _compared(replayed: Replayed, known: KnownOutcome | None) -> Comparison:
    if known is None or known.outcome is Known.UNKNOWN:
        return Comparison(replayed, known, Agreement.NOT_COMPARED)
    if known.outcome is Known.WITHDRAWN:
        return _withdrawn(replayed, known)
    if replayed.qualifies is None:
        return Comparison(replayed, known, Agreement.NOT_COMPARED, _missing(replayed))
    if known.outcome is Known.NOT_QUALIFIED:
        if not replayed.qualifies:
            return Comparison(replayed, known, Agreement.AGREES, _missing(replayed))
        told = say("It qualified on {at}.", at=describe_utc(replayed.first)) if replayed.first else None
        return Comparison(replayed, known, Agreement.DIFFERS, told)
    if not replayed.qualifies:
        return Comparison(replayed, known, Agreement.DIFFERS, _missing(replayed))
    if known.qualified_on and replayed.first and replayed.first > utc(known.qualified_on):
        told = say("The committee said so by {on}; by the rules it was so on {at}.", **_times(replayed, known))
        return Comparison(replayed, known, Agreement.LATER, told)
    return Comparison(replayed, known, Agreement.AGREES)


def _withdrawn(replayed: Replayed, known: KnownOutcome) -> Comparison:
    if replayed.withdrawn or replayed.qualifies is False:
        return Comparison(replayed, known, Agreement.AGREES)
    return Comparison(replayed, known, Agreement.NOT_COMPARED, say("The snapshot does not record the withdrawal."))


def _times(replayed: Replayed, known: KnownOutcome) -> dict[str, str]:
    on = describe_utc(utc(known.qualified_on)) if known.qualified_on else ""
    return {"on": on, "at": describe_utc(replayed.first) if replayed.first else ""}


def _missing(replayed: Replayed) -> Text | None:
    return replayed.missing[0] if replayed.missing else None
