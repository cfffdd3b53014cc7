"""A report as workflow commands, so that findings stand beside the lines of a pull request
(https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nomflow.core.basics.place import Place
from nomflow.core.basics.text import counted, shortened
from nomflow.core.evaluate import Report
from nomflow.render.quote import guarded, runner_data, runner_property, sentence, terminal, visible
from nomflow.render.report.findings import FindingKind, ShownFinding, shown, summary

ANNOTATIONS = 10
"""Annotations of one kind that GitHub shows for a step."""

MESSAGE_LIMIT = 4096
"""UTF-16 units of a message that the runner keeps
(https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs)."""

TITLE_LIMIT = 255

_COMMANDS = {
    FindingKind.MUST: "error",
    FindingKind.TIP: "warning",
    FindingKind.WAITING: "notice",
    FindingKind.ERROR: "error",
}
_FIX_LIMIT = 1000


def render(reports: Sequence[Report]) -> str:
    """At most ten commands of each kind, what must be fixed first; the rest as plain lines; one line that sums up."""
    found = [(report, each) for report in reports for each in shown(report)]
    found.sort(key=lambda pair: pair[1].kind is not FindingKind.MUST)
    used: Counter[str] = Counter()
    commands: list[str] = []
    rest: list[str] = []
    for report, each in found:
        command = _COMMANDS[each.kind]
        used[command] += 1
        if used[command] <= ANNOTATIONS:
            commands.append(_command(command, each))
        else:
            rest.append(_line(report, each))
    if rest:
        more = f"{counted(len(rest), 'more finding')}, for GitHub shows {ANNOTATIONS} of each kind beside the lines:"
        rest = [more, *rest]
    lines = (*rest, summary(reports))
    return "".join(f"{line}\n" for line in (*commands, *(guarded(line) for line in lines)))


def _command(command: str, each: ShownFinding) -> str:
    properties = _where(each.place) if each.place else {}
    properties["title"] = runner_property(visible(shortened(f"{each.rule.title} ({each.rule.id})", TITLE_LIMIT)))
    message = sentence(each.text)
    if each.fix and each.fix.replacement.strip():
        lines = shortened(each.fix.replacement.removesuffix("\n"), _FIX_LIMIT).split("\n")
        message += "\nWrite instead:\n" + "\n".join(visible(line.replace("\t", "    ")) for line in lines)
    told = ",".join(f"{name}={value}" for name, value in properties.items())
    return f"::{command} {told}::{runner_data(_within(guarded(message)))}"


def _where(place: Place) -> dict[str, str]:
    """The runner drops columns where a place has several lines."""
    where = {"file": runner_property(visible(place.path)), "line": str(place.line)}
    if place.end_line > place.line:
        return where | {"endLine": str(place.end_line)}
    where |= {"col": str(place.column), "endLine": str(place.line)}
    if place.end_column >= place.column:
        where["endColumn"] = str(place.end_column)
    return where


def _within(message: str) -> str:
    units = message.encode("utf-16-le")
    if len(units) <= 2 * MESSAGE_LIMIT:
        return message
    return units[: 2 * (MESSAGE_LIMIT - 1)].decode("utf-16-le", "ignore") + "…"


def _line(report: Report, each: ShownFinding) -> str:
    where = str(each.place) if each.place else report.subject
    return f"{terminal(where)}: {each.kind} {each.rule.id} {sentence(each.text)}"
