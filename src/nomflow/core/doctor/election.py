"""What the configuration, the roll and the texts beside it say: each question in a function of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, timedelta
from itertools import chain

from nomflow.core.basics.text import counted
from nomflow.core.basics.time import Moment, Window, describe, describe_span
from nomflow.core.basics.zones import WhenError, in_zone
from nomflow.core.doctor.setup import Diagnosis, Setup, advice, good, unknown, wrong
from nomflow.core.election.choices import Venue
from nomflow.core.election.election import Election
from nomflow.core.roll.roll import Unavailable

SHORTEST = timedelta(days=7)
"""Of the 73 elections in the project's tests, none was open for less."""

_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905 - reads better
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS)
_DATES = re.compile(
    rf"\b(?P<iso>20\d\d-\d\d-\d\d)\b|\b(?P<day>\d{{1,2}})\.?\s+(?P<month>{_MONTH})\.?,?\s+(?P<year>20\d\d)\b"
    rf"|\b(?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}}),?\s+(?P<year2>20\d\d)\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\b(?:nominat|statement|candida)\w*.*\b(?:clos|deadline|end|until|by|due)", re.IGNORECASE)
_WORDS = re.compile(r"\b(?P<count>\d[\d,.]{1,6})\s+words\b", re.IGNORECASE)


def about_election(setup: Setup, election: Election) -> Iterator[Diagnosis]:
    """Everything that one election's rules say."""
    return chain(
        _roll(setup, election),
        _officers(election),
        _length(setup, election),
        _clock_change(election),
        _template(setup, election),
        _other_dates(setup, election),
        _other_limits(setup, election),
    )


def _roll(setup: Setup, election: Election) -> Iterator[Diagnosis]:
    about, roll = f"{election.id}: roll", setup.rolls.get(election.id)
    if roll is None:
        if election.endorsements.count:
            yield good(about, "This election has no roll; the rules say who may take part.")
    elif isinstance(roll, Unavailable) and any(each.team for each in election.roll.sources):
        yield unknown(about, roll)
    elif isinstance(roll, Unavailable):
        why = "Without it nobody can tell who may stand, nominate or endorse, and every gate says error."
        yield wrong(about, roll.why, why, "Put the file there, or correct `roll:` in nomflow.yml.")
    elif not roll.electors:
        yield wrong(about, "The roll names nobody.", "Nobody can stand or endorse.", "Add the people who may vote.")
    elif roll.faults:
        first = roll.faults[0]
        lines = counted(len(roll.faults), "line")
        said = f"{lines} of the roll cannot be read; the first is {first.place}: {first.message}"
        yield advice(about, said, "Whoever stands there may not count.", "Correct the lines; nomflow check lists them.")
    else:
        yield good(about, f"The roll names {counted(len(roll.electors), 'person', 'people')}.")


def _officers(election: Election) -> Iterator[Diagnosis]:
    if not election.officers:
        why = "Nobody can decide what a machine cannot, and candidates do not know whom to ask."
        mend = "Add `officers: [name, …]` to the election."
        yield advice(f"{election.id}: officers", "No officer is named.", why, mend)


def _length(setup: Setup, election: Election) -> Iterator[Diagnosis]:
    about, window = f"{election.id}: dates", election.windows.nominations
    if window.closes is None:
        why = "Without a close no record is taken, and no final page is made."
        yield wrong(about, "Nominations never close.", why, "Add `closes:` to the window `nominations`.")
        return
    if window.opens and window.closes.at - window.opens.at < SHORTEST:
        said = f"Nominations are open for {describe_span(window.closes.at - window.opens.at)}."
        yield advice(about, said, "Many people are away for a week.", "Check that this is meant.")
    elif window.closes.at < setup.now and not election.results and not election.called_off:
        said = f"Nominations closed on {describe(window.closes)}."
        yield advice(about, said, "New nominations are too late.", "If this is the coming election, correct its dates.")
    else:
        yield good(about, f"Nominations close on {describe(window.closes)}.")


def _clock_change(election: Election) -> Iterator[Diagnosis]:
    for name, moment in _moments(election):
        if not _clocks_change(moment):
            continue
        why = "People who use another clock than the zone's may be an hour early or late."
        mend = "Choose a day without a clock change, or write the time in UTC."
        said = f"The clocks in {moment.zone} change within a day of {name}, {describe(moment)}."
        yield advice(f"{election.id}: dates", said, why, mend)


def _template(setup: Setup, election: Election) -> Iterator[Diagnosis]:
    about, path = f"{election.id}: template", election.statement.template
    if path and path in setup.missing:
        why = "Candidates have nothing to start from, and every gate says error."
        yield wrong(about, f"There is no file {path}.", why, "Write it, or take `template:` out of nomflow.yml.")
    elif path:
        yield good(about, f"Candidates start from {path}.")
    elif election.nominations.venue is Venue.PULL_REQUEST:
        why = "A candidate who starts from a template makes fewer mistakes."
        yield advice(about, "There is no template.", why, "nomflow init writes one.")


def _other_dates(setup: Setup, election: Election) -> Iterator[Diagnosis]:
    """A text for candidates that names a deadline which the configuration does not know."""
    days = {day for _, moment in _moments(election) for day in (moment.at.date(), moment.at.astimezone(UTC).date())}
    years = {day.year for day in days}
    for path, text in sorted(setup.texts.items()):
        for number, line in enumerate(text.split("\n"), 1):
            for found in _DATES.finditer(line) if _DEADLINE.search(line) else ():
                day = _day(found)
                if day and day.year in years and day not in days:
                    said = f"{path}:{number} says {found[0]}. nomflow.yml has no such date."
                    why = "Candidates believe what they read first; nomflow goes by nomflow.yml."
                    yield advice(f"{election.id}: dates", said, why, "Correct the one that is wrong.")


def _other_limits(setup: Setup, election: Election) -> Iterator[Diagnosis]:
    limits = election.statement.words
    known = {limits.minimum, limits.guideline, limits.maximum} - {0}
    if not known:
        return
    for path, text in sorted(setup.texts.items()):
        for number, line in enumerate(text.split("\n"), 1):
            for found in _WORDS.finditer(line):
                count = int(re.sub(r"\D", "", found["count"]))
                if count not in known:
                    said = f"{path}:{number} says {found[0]}. nomflow.yml says {' and '.join(map(str, sorted(known)))}."
                    why = "A statement that keeps to the one may break the other."
                    yield advice(f"{election.id}: length", said, why, "Correct the one that is wrong.")


def _moments(election: Election) -> Iterator[tuple[str, Moment]]:
    windows = election.windows
    spans: dict[str, Window | None] = {
        "nominations": windows.nominations,
        "complete": windows.complete,
        "accepted": windows.accepted,
        "endorsed": windows.endorsed,
        "reviewed": windows.reviewed,
        "published": windows.published,
        "voting": windows.voting,
        **{other.title: other.window for other in windows.other},
    }
    for name, window in spans.items():
        for edge, moment in (("opens", window.opens), ("closes", window.closes)) if window else ():
            if moment:
                yield f"`{name}: {edge}`", moment
    for extension in windows.extensions:
        yield "`extensions`", extension.until


def _clocks_change(moment: Moment) -> bool:
    """Whether the zone has another offset a day before or after."""
    wall = moment.at.replace(tzinfo=None)
    try:
        around = [in_zone(wall + timedelta(days=days), moment.zone)[0].utcoffset() for days in (-1, 1)]
    except WhenError:  # an offset instead of a place, or a time that the clocks skip
        return False
    return any(each != moment.at.utcoffset() for each in around)


def _day(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        month = (found["month"] or found["month2"]).lower()[:3]
        number = next(at for at, name in enumerate(_MONTHS, 1) if name.startswith(month))
        return date(int(found["year"] or found["year2"]), number, int(found["day"] or found["day2"]))
    except ValueError:
        return None
