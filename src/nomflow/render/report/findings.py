"""What every renderer shows of a report, in one order and counted in one way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from nomflow.core.basics.answer import Answer, Fix, Level, Text
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import counted
from nomflow.core.evaluate import Needs, Report, Rule, Verdict


class FindingKind(StrEnum):
    """What a finding asks of its reader; ``error`` is a rule that could not tell, or that crashed."""

    MUST = "must"
    TIP = "tip"
    WAITING = "waiting"
    ERROR = "error"


class ShownFinding(Struct, frozen=True, kw_only=True):
    """One line of what a person reads."""

    kind: FindingKind
    rule: Rule
    text: Text
    place: Place | None = None
    fix: Fix | None = None


def shown(report: Report) -> tuple[ShownFinding, ...]:
    """Everything to say: by place, what must be fixed first at one place; then what has no place."""
    return tuple(sorted((each for verdict in report.verdicts for each in _of(verdict)), key=_order))


def _of(verdict: Verdict) -> Iterator[ShownFinding]:
    outcome = verdict.outcome
    said = False
    for finding in outcome.findings:
        kind = FindingKind.MUST if finding.level is Level.MUST else FindingKind.TIP
        if outcome.answer is Answer.PENDING and finding.text == outcome.text:
            kind = FindingKind.WAITING
        said = said or kind is _whole(verdict)
        yield ShownFinding(kind=kind, rule=verdict.rule, text=finding.text, place=finding.place, fix=finding.fix)
    whole = _whole(verdict)
    if whole and not said:
        yield ShownFinding(kind=whole, rule=verdict.rule, text=outcome.text)


def _whole(verdict: Verdict) -> FindingKind | None:
    outcome = verdict.outcome
    if outcome.unavailable or outcome.answer is Answer.CRASHED:
        return FindingKind.ERROR
    return {Answer.FAILED: FindingKind.MUST, Answer.PENDING: FindingKind.WAITING}.get(outcome.answer)


def _order(each: ShownFinding) -> tuple[bool, str, int, int, int]:
    rank = tuple(FindingKind).index(each.kind)
    if each.place is None:
        return True, "", 0, 0, rank
    return False, each.place.path, each.place.line, each.place.column, rank


def summary(reports: Sequence[Report], *, skips: bool = True) -> str:
    """One line for all reports, such as ``2 files: 5 to fix, 3 tips; 12 rules skipped …``, or without these."""
    kinds = [each.kind for report in reports for each in shown(report)]
    musts, tips, waiting, errors = (kinds.count(kind) for kind in FindingKind)
    said = [f"{musts} to fix" if musts else "nothing to fix"]
    said += [counted(tips, "tip")] if tips else []
    said += [f"{waiting} waiting"] if waiting else []
    said += [f"{errors} could not be answered"] if errors else []
    noun = "nomination" if any(report.snapshot.pull_request for report in reports) else "file"
    return f"{counted(len(reports), noun)}: {', '.join(said)}{_skips(reports) if skips else ''}"


def _skips(reports: Sequence[Report]) -> str:
    remote: set[str] = set()
    others: set[str] = set()
    for report in reports:
        for verdict in report.verdicts:
            if verdict.outcome.answer is not Answer.SKIPPED or verdict.outcome.unavailable:
                continue
            needs = verdict.rule.needs in (Needs.PULL_REQUEST, Needs.BOTH)
            (remote if needs and report.snapshot.pull_request is None else others).add(verdict.rule.id)
    said = []
    if remote:
        pronoun = "it needs" if len(remote) == 1 else "they need"
        said.append(f"{counted(len(remote), 'rule')} skipped because {pronoun} the pull request")
    if others - remote:
        what = "other" if remote else "rule"
        said.append(f"{counted(len(others - remote), what)} skipped")
    return f"; {', '.join(said)}" if said else ""
