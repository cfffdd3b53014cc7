"""A report for a terminal: each finding with its line and a mark under it, and one line that sums up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nomflow.core.basics.answer import Answer, Fix
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import counted
from nomflow.core.evaluate import Report
from nomflow.render.quote import guarded, sentence, terminal
from nomflow.render.report.excerpt import excerpt
from nomflow.render.report.findings import FindingKind, ShownFinding, shown, summary

FIX_LINES = 8
"""Lines of a repair that are shown."""

_PATH_LIMIT = 1000
_BOLD, _DIM, _GUTTER = "1", "2", "34"
_COLOURS = {FindingKind.MUST: "1;31", FindingKind.TIP: "36", FindingKind.WAITING: "33", FindingKind.ERROR: "1;35"}
_UNANSWERED = "Until that is clear, this counts neither as yes nor as no."
_CRASHED = "The other rules still answered. Until it is repaired you can leave this one out with --ignore."


def render(reports: Sequence[Report], *, colour: bool = False, verbose: bool = False) -> str:
    """The text of all reports; ``verbose`` adds the rules that passed or were skipped, and counts these."""
    paint = _Paint(colour=colour)
    blocks = [list(_report(report, paint, verbose=verbose)) for report in reports]
    lines = [line for block in blocks if block for line in (*block, "")]
    return "".join(f"{guarded(line)}\n" for line in (*lines, paint(summary(reports, skips=verbose), _BOLD)))


class _Paint:
    def __init__(self, *, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text


def _report(report: Report, paint: _Paint, *, verbose: bool) -> Iterator[str]:
    statement = report.snapshot.statement
    lines = statement.source.lines if statement else ()
    for each in shown(report):
        where = str(each.place) if each.place else report.subject
        yield _headline(where, paint(each.kind, _COLOURS[each.kind]), each.rule.id, sentence(each.text), paint)
        place = each.place
        if place and statement and place.path == statement.path and 1 <= place.line <= len(lines):
            yield from _source(lines[place.line - 1], place, paint, _COLOURS[each.kind])
        if each.fix:
            yield from _fix(each.fix, place, lines, paint)
        if each.kind is FindingKind.ERROR:
            yield _note(_hint(report, each), paint)
        yield _note(f"more about {each.rule.id}: nomflow explain {each.rule.id}", paint)
    if verbose:
        for verdict in report.verdicts:
            outcome = verdict.outcome
            if outcome.answer in (Answer.PASSED, Answer.SKIPPED) and not outcome.unavailable:
                word = paint(outcome.answer, _DIM)
                yield _headline(report.subject, word, verdict.rule.id, sentence(outcome.text), paint)


def _headline(where: str, word: str, rule_id: str, said: str, paint: _Paint) -> str:
    return f"{paint(terminal(where, _PATH_LIMIT), _BOLD)}: {word} {rule_id} {said}"


def _source(line: str, place: Place, paint: _Paint, code: str) -> Iterator[str]:
    start = place.column - 1
    goes_on = place.end_line > place.line
    if goes_on or (place.end_line and not place.end_column):
        end = len(line)
    else:
        end = max(place.end_column, start) if place.end_column else start + 1
    text, mark = excerpt(line, start, end)
    number = f"{place.line:>5}"
    yield f"{paint(f'{number} |', _GUTTER)} {text}".rstrip()
    more = f" to line {place.end_line}" if goes_on else ""
    yield f"{paint('      |', _GUTTER)} {paint(f'{mark}{more}', code)}"


def _fix(fix: Fix, place: Place | None, lines: Sequence[str], paint: _Paint) -> Iterator[str]:
    where = "" if place and (fix.place.line, fix.place.end_line) == (place.line, place.end_line) else _lines(fix.place)
    replacement = _repaired(fix, lines)
    if not any(line.strip() for line in replacement):
        yield _note(f"leave this out{where}", paint)
        return
    if len(replacement) == 1:
        yield _note(f"write instead{where}: {replacement[0]}", paint)
        return
    yield _note(f"write instead{where}:", paint)
    for line in replacement[:FIX_LINES]:
        yield f"{paint('      |', _GUTTER)} {line}".rstrip()
    if len(replacement) > FIX_LINES:
        yield _note(f"and {counted(len(replacement) - FIX_LINES, 'more line')}", paint)


def _lines(place: Place) -> str:
    more = place.end_line > place.line
    return f" in lines {place.line}–{place.end_line}" if more else f" in line {place.line}"


def _repaired(fix: Fix, lines: Sequence[str]) -> list[str]:
    """The lines as they should be; where only a part of a line changes, that line as a whole."""
    place = fix.place
    replacement = fix.replacement.removesuffix("\n").split("\n")
    whole = place.column == 1 and not place.end_column
    if whole or len(replacement) > 1 or place.end_line > place.line or place.line > len(lines):
        return [excerpt(line, 0, 0)[0] for line in replacement]
    line, start = lines[place.line - 1], place.column - 1
    after = line[place.end_column or len(line) :]
    return [excerpt(f"{line[:start]}{replacement[0]}{after}", start, start + len(replacement[0]))[0]]


def _note(said: str, paint: _Paint) -> str:
    return f"{paint('      =', _GUTTER)} {said}"


def _hint(report: Report, each: ShownFinding) -> str:
    outcome = report.outcome(each.rule.id)
    return _CRASHED if outcome and outcome.answer is Answer.CRASHED else _UNANSWERED
