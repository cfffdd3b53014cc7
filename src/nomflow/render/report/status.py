"""The officers' dashboard: every nomination, whose turn it is, what is in doubt; for a terminal, Markdown or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from itertools import groupby
from unicodedata import combining, east_asian_width

from nomflow import __version__
from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.text import counted, shortened
from nomflow.core.basics.time import AOE, Moment, describe, describe_span, utc
from nomflow.core.verdict.overview import ElectionStatus, NominationStatus, SeatTotal
from nomflow.core.verdict.verdict import Gate
from nomflow.render.quote import (
    json_text,
    markdown,
    markdown_sentence,
    sentence,
    terminal,
    unquoted,
    web_address,
)

SCHEMA = "nomflow-status-1"
_COLOURS = {Gate.SUCCESS: "32", Gate.PENDING: "33", Gate.FAILURE: "31", Gate.ERROR: "35"}
_LONGEST_CELL = 60
MOST_CHARACTERS = 60_000
"""GitHub refuses an issue of more than 65,536."""
MOST_DOUBTS = 10
"""Of one nomination in a document: whoever writes many unclear comments hides nobody else's."""
_IN_HOURS = timedelta(days=4)
_HEAD = ("Nominee", "Pull request", "State", "Endorsed", "What is missing", "Whose turn", "Until")


def text(states: Sequence[ElectionStatus], *, colour: bool = False) -> str:
    """For a terminal, with the time that is left."""
    return "\n".join("\n".join(_text(state, colour=colour)) + "\n" for state in states)


def _text(state: ElectionStatus, *, colour: bool) -> Iterator[str]:
    yield terminal(f"{state.election.title}, as of {_utc(state.taken_at)}")
    for what, at in state.deadlines:
        yield f"  {what}, in {_left(utc(at) - state.taken_at)}: {_moment(at)}"
    yield ""
    if state.nominations:
        yield from _table(state, colour=colour)
    else:
        yield "There is no nomination yet."
    yield ""
    for total in state.seats:
        yield terminal(_total(total))
    yield from (terminal(f"On the ballot already: #{number} {who}", 300) for number, who in state.merged)
    yield from (terminal(line, 500) for line in state.roll)
    if doubts := list(_doubts(state)):
        yield "In doubt:"
        for line, said, url in doubts:
            yield terminal(f"  {line.nominee}", 100) + f": {sentence(said)}" + (f" {terminal(url)}" if url else "")


def _table(state: ElectionStatus, *, colour: bool) -> Iterator[str]:
    rows = [tuple(_shortened(cell) for cell in _cells(line, state.taken_at)) for line in state.nominations]
    widths = [max(_width(row[column]) for row in (_HEAD, *rows)) for column in range(len(_HEAD))]
    yield _line(_HEAD, widths)
    yield "  ".join("─" * each for each in widths)
    for line, row in zip(state.nominations, rows, strict=True):
        told = _line(row, widths)
        yield f"\x1b[{_COLOURS[line.verdict.gate]}m{told}\x1b[0m" if colour else told


def document(states: Sequence[ElectionStatus]) -> str:
    """For the summary of a workflow, or an issue. It says dates and no spans, so that it changes when something did."""
    text = "\n".join("\n".join(_markdown(state)) + "\n" for state in states)
    if len(text) <= MOST_CHARACTERS:
        return text
    return f"{text[:MOST_CHARACTERS].rpartition(chr(10))[0]}\n\nThere is more. See it with `nomflow status`.\n"


def _markdown(state: ElectionStatus) -> Iterator[str]:
    yield f"## {markdown(state.election.title)}"
    yield ""
    yield from (f"- {what}: {_moment(at)}" for what, at in state.deadlines)
    if state.deadlines:
        yield ""
    if state.nominations:
        yield f"| {' | '.join(_HEAD)} |"
        yield f"|{' :-- |' * len(_HEAD)}"
    else:
        yield "There is no nomination yet."
    for line in state.nominations:
        cells = [markdown_sentence(cell) for cell in _cells(line, None)]
        cells[1] = _link(line) or cells[1]
        yield f"| {' | '.join(cells)} |"
    yield ""
    yield from (f"- {markdown(_total(total))}" for total in state.seats)
    yield from (f"- On the ballot already: #{number} {markdown(who)}" for number, who in state.merged)
    yield from (f"- {markdown(line, 500)}" for line in state.roll)
    if doubts := list(_doubts(state)):
        yield "\n### In doubt\n"
        for line, said, url in _some(doubts):
            link = f" ([look]({web_address(url)}))" if web_address(url) else ""
            yield f"- **{markdown(line.nominee)}**: {markdown_sentence(said)}{link}"


def as_json(states: Sequence[ElectionStatus]) -> str:
    """For programs; words of other people stand in it as they were written."""
    return json_text({"nomflow": __version__, "schema": SCHEMA, "elections": [_plain(state) for state in states]})


def _plain(state: ElectionStatus) -> dict[str, object]:
    return {
        "id": state.election.id,
        "title": state.election.title,
        "as_of": _stamp(state.taken_at),
        "deadlines": [{"what": what, "at": _stamp(at.at), "zone": at.zone} for what, at in state.deadlines],
        "nominations": [
            {
                "nominee": line.nominee,
                "pull_request": pull_request.number if (pull_request := line.report.snapshot.pull_request) else None,
                "url": pull_request.url if pull_request else None,
                "seat": line.seat or None,
                "state": line.verdict.state.value,
                "gate": line.verdict.gate.value,
                "endorsed": unquoted(line.endorsed) if line.report.snapshot.election.endorsements.count else None,
                "missing": [unquoted(each) for each in line.missing],
                "turn": line.turn.value,
                "by": _stamp(line.by.at) if line.by else None,
                "doubts": [{"text": unquoted(said), "url": url or None} for said, url in line.doubts],
            }
            for line in state.nominations
        ],
        "seats": [
            {
                "title": each.title or None,
                "places": each.places,
                "on_ballot": each.on_ballot,
                "ready": each.ready,
                "waiting": each.waiting,
                "gone": each.gone,
            }
            for each in state.seats
        ],
        "roll": list(state.roll),
        "merged": [{"pull_request": number, "nominee": who} for number, who in state.merged],
    }


def _cells(line: NominationStatus, now: datetime | None) -> tuple[Text, ...]:
    pull_request = line.report.snapshot.pull_request
    missing = Text("; ".join(f"{{m{at}}}" for at in range(len(line.missing))), _words(line.missing))
    until = "–"
    if line.by:
        until = f"{_left(utc(line.by) - now)} left" if now and utc(line.by) >= now else _moment(line.by)
    return (
        Text("{nominee}", {"nominee": line.nominee}),
        Text(f"#{pull_request.number}" if pull_request else "–"),
        line.verdict.headline,
        line.endorsed,
        missing if line.missing else Text("–"),
        Text(line.turn.value if line.turn != "nobody" else "–"),
        Text("{until}", {"until": until}),
    )


def _left(span: timedelta) -> str:
    """Hours while there are few; then days."""
    return describe_span(span) if span >= _IN_HOURS else counted(int(span.total_seconds() // 3600), "hour")


def _shortened(cell: Text) -> str:
    return shortened(sentence(cell), _LONGEST_CELL)


def _words(texts: Sequence[Text]) -> dict[str, str]:
    return {f"m{at}": str(each) for at, each in enumerate(texts)}


def _doubts(state: ElectionStatus) -> Iterator[tuple[NominationStatus, Text, str]]:
    return ((line, said, url) for line in state.nominations for said, url in line.doubts)


def _some(doubts: Iterable[tuple[NominationStatus, Text, str]]) -> Iterator[tuple[NominationStatus, Text, str]]:
    for line, each in groupby(doubts, key=lambda doubt: doubt[0]):
        own = list(each)
        yield from own[:MOST_DOUBTS]
        if len(own) > MOST_DOUBTS:
            yield line, say("There are {number} more of this kind.", number=len(own) - MOST_DOUBTS), ""


def _total(total: SeatTotal) -> str:
    parts = [
        f"{total.on_ballot} on the ballot",
        f"{total.ready} ready",
        f"{total.waiting} waiting",
        f"{total.gone} gone",
    ]
    places = f" ({counted(total.places, 'place')})" if total.places else ""
    return f"{total.title or 'In all'}{places}: {', '.join(parts)}"


def _moment(at: Moment) -> str:
    """In the zone it was written in, in UTC, and Anywhere on Earth."""
    if at.zone == AOE:
        return describe(at)
    there = at.at.astimezone(timezone(timedelta(hours=-12)))
    return f"{describe(at)} = {there:%H:%M} on {there.day} {there:%B} Anywhere on Earth"


def _link(line: NominationStatus) -> str:
    pull_request = line.report.snapshot.pull_request
    url = web_address(pull_request.url) if pull_request else ""
    return f"[#{pull_request.number}]({url})" if pull_request and url else ""


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    """Columns on a terminal."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)
