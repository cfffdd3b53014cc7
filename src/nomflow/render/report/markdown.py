"""A report for a workflow's step summary: the rules in a table, then what to fix. It mentions nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from nomflow.core.basics.answer import Answer, Fix
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import counted
from nomflow.core.evaluate import Conclusion, Report, Verdict
from nomflow.render.quote import NAME_LIMIT, markdown, markdown_block, markdown_code, markdown_sentence, web_address
from nomflow.render.report.findings import FindingKind, ShownFinding, shown, summary

LIMIT = 1_048_576
"""Bytes of a step summary (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands)."""

_FIX_LIMIT = 2000
_CUT_NOTE = "\n*Cut here, for a step summary holds {limit} bytes. `nomflow check` shows everything.*\n"
_CONCLUSIONS = {
    Conclusion.PASSED: "✅ **Nothing to fix.**",
    Conclusion.PENDING: "⏳ **Waiting.** Nothing is wrong; somebody still has to act.",
    Conclusion.FAILED: "❌ **Not ready yet.**",
    Conclusion.ERROR: "⚠️ **Could not be decided.** nomflow could not check everything, so the question stays open.",
}
_ANSWERS = {
    Answer.PASSED: "✅ done",
    Answer.FAILED: "❌ to fix",
    Answer.PENDING: "⏳ waiting",
    Answer.SKIPPED: "⚠️ not known",
    Answer.CRASHED: "⚠️ crashed",
}
_KINDS = {
    FindingKind.MUST: "❌ **Must**",
    FindingKind.TIP: "💡 Tip",
    FindingKind.WAITING: "⏳ Waiting",
    FindingKind.ERROR: "⚠️ **Not known**",
}

_ORDER = (FindingKind.MUST, FindingKind.ERROR, FindingKind.WAITING, FindingKind.TIP)


def render(reports: Sequence[Report], limit: int = LIMIT) -> str:
    """The summary in at most ``limit`` bytes of UTF-8, cut only between findings."""
    note = _CUT_NOTE.format(limit=limit)
    room = limit - len(note.encode())
    out: list[str] = []
    for block in _blocks(reports):
        room -= len(block.encode("utf-8", "replace"))
        if room < 0:
            return "".join([*out, note])
        out.append(block)
    return "".join(out)


def _blocks(reports: Sequence[Report]) -> Iterator[str]:
    for report in reports:
        yield from _report(report)
    yield f"{summary(reports)}\n"


def _report(report: Report) -> Iterator[str]:
    election = markdown(report.snapshot.election.title, NAME_LIMIT)
    yield f"## {markdown(report.subject)} · {election}\n\n{_CONCLUSIONS[report.conclusion]}\n\n"
    rows = [_row(verdict) for verdict in report.verdicts if not _left_out(verdict)]
    if rows:
        yield "".join(["| Check | State | What it means |\n| :-- | :-- | :-- |\n", *rows, "\n"])
    found = sorted(shown(report), key=lambda each: _ORDER.index(each.kind))
    if found:
        yield (
            "### What to fix\n\n"
            if any(each.kind is FindingKind.MUST for each in found)
            else "### What else there is\n\n"
        )
        for each in found:
            yield _item(report, each)
        yield "\n"
    left_out = [verdict for verdict in report.verdicts if _left_out(verdict)]
    if left_out:
        reasons = "".join(f"- {_title(verdict)} · {markdown_sentence(verdict.outcome.text)}\n" for verdict in left_out)
        number = counted(len(left_out), "rule")
        yield f"<details>\n<summary>{number} skipped, and why</summary>\n\n{reasons}\n</details>\n\n"


def _left_out(verdict: Verdict) -> bool:
    return verdict.outcome.answer is Answer.SKIPPED and not verdict.outcome.unavailable


def _row(verdict: Verdict) -> str:
    outcome = verdict.outcome
    return f"| {_title(verdict)} | {_ANSWERS[outcome.answer]} | {markdown_sentence(outcome.text)} |\n"


def _title(verdict: Verdict) -> str:
    return markdown(verdict.rule.title)


def _item(report: Report, each: ShownFinding) -> str:
    where = f"{_place(report, each.place)} · " if each.place else ""
    said = f"- {_KINDS[each.kind]} · {where}{markdown_sentence(each.text)} {markdown_code(each.rule.id)}\n"
    return said + (_fix(each.fix) if each.fix else "")


def _place(report: Report, place: Place) -> str:
    last = place.end_line if place.end_line > place.line else 0
    said = f"lines {place.line}–{last}" if last else f"line {place.line}"
    if place.path != report.subject:
        said = f"{markdown(place.path)}, {said}"
    address = diff_address(report, place)
    return f"[{said}]({address})" if address else said


def diff_address(report: Report, place: Place) -> str:
    """Where the pull request's diff shows the place, also from a fork; ``""`` without a pull request."""
    pull_request = report.snapshot.pull_request
    base = web_address(pull_request.url) if pull_request else ""
    if not base:
        return ""

    file = sha256(place.path.encode("utf-8", "surrogatepass")).hexdigest()
    last = f"-R{place.end_line}" if place.end_line > place.line else ""
    return f"{base}/files#diff-{file}R{place.line}{last}"


def _fix(fix: Fix) -> str:
    replacement = fix.replacement.removesuffix("\n")
    if not replacement.strip() or len(replacement) > _FIX_LIMIT:
        return ""
    block = markdown_block(replacement).replace("\n", "\n  ")
    return f"\n  Write instead:\n\n  {block}\n\n"
