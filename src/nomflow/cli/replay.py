"""``nomflow replay``: the snapshots of a past election, evaluated over time."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from nomflow import __version__
from nomflow.cli.snapshots import read_snapshot
from nomflow.core.basics.errors import ConfigError, ExitCode, NothingToCheckError, UsageError
from nomflow.core.basics.text import counted
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.verdict.decided import Agreement, Comparison, KnownOutcome, compare, read_outcomes, unmatched
from nomflow.core.verdict.replay import Replayed, replay
from nomflow.disk import open_folder
from nomflow.render.quote import json_text, sentence, terminal, unquoted
from nomflow.rules import RULES

SCHEMA = "nomflow-replay-1"
_HEAD = ("Nominee", "Number", "First qualified (UTC)", "Then", "End", "Needed", "At the end", "Known", "Comparison")
_AT_THE_END = {True: "qualifies", False: "does not qualify", None: "could not tell"}


def run(options: argparse.Namespace) -> ExitCode:
    """Prints when each nomination first qualified. Answers *failed* when a known outcome differs.

    A snapshot that cannot be read is told and left out; the others are replayed.
    """
    if options.config:
        open_folder(options.config.parent, options.config)
    known = _known(options.outcomes)
    unreadable: list[Path] = []
    replayed = [replay(snapshot, RULES) for snapshot in _snapshots(options.path, options.config, unreadable)]
    replayed.sort(key=lambda each: (each.number, each.nominee))
    comparisons = compare(replayed, known)
    if options.format == "json":
        sys.stdout.write(_json(comparisons, known))
    else:
        sys.stdout.write(_text(comparisons, known))
    differs = any(each.agreement is Agreement.DIFFERS for each in comparisons)
    if differs:
        return ExitCode.FAILED
    return ExitCode.USAGE if unreadable else ExitCode.OK


def _snapshots(folder: Path, config: Path | None, unreadable: list[Path]) -> Iterator[Snapshot]:
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.")
    found = False
    for path in sorted(folder.glob("*.json")):
        try:
            snapshot = read_snapshot(path, config)
        except ConfigError as error:
            print(f"nomflow: {error}", file=sys.stderr)
            unreadable.append(path)
            continue
        if snapshot.pull_request is None:
            print(f"nomflow: {path} holds no pull request, so there is nothing to replay.", file=sys.stderr)
            continue
        found = True
        yield snapshot
    if not found:
        raise NothingToCheckError(f"There is no snapshot of a pull request in {folder} (files that end in .json).")


def _known(path: Path | None) -> tuple[KnownOutcome, ...]:
    if path is None:
        return ()
    try:
        return read_outcomes(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"The outcomes {path} could not be read: {error}") from error


def _text(comparisons: Sequence[Comparison], known: Sequence[KnownOutcome]) -> str:
    rows = [_HEAD, *(_row(each) for each in comparisons)]
    columns = range(len(_HEAD) if known else len(_HEAD) - 2)
    widths = [max(len(row[column]) for row in rows) for column in columns]
    lines = ["  ".join(row[column].ljust(widths[column]) for column in columns).rstrip() for row in rows]
    lines.insert(1, "  ".join("─" * width for width in widths))
    lines += ["", *_reasons(comparisons)]
    return "\n".join([*lines, _summary(comparisons, known)]) + "\n"


def _row(each: Comparison) -> tuple[str, ...]:
    replayed, known = each.replayed, each.known
    return (
        terminal(replayed.nominee, 40) or "–",
        f"#{replayed.number}",
        f"{replayed.first.astimezone(UTC):%Y-%m-%d %H:%M}" if replayed.first else "never",
        str(replayed.then) if replayed.first else "–",
        str(replayed.end),
        str(replayed.needed),
        _AT_THE_END[replayed.qualifies],
        known.outcome.value if known else "–",
        each.agreement.value if known else "–",
    )


def _reasons(comparisons: Sequence[Comparison]) -> list[str]:
    """Why, for each nomination that did not qualify, or about which the committee thought otherwise."""
    lines = []
    for each in comparisons:
        replayed = each.replayed
        odd = each.agreement in (Agreement.DIFFERS, Agreement.LATER)
        told = list(replayed.missing)
        if each.why is not None and each.why not in told:
            told.insert(0, each.why)
        if told:
            name = terminal(replayed.nominee, 40)
            lines.append(f"{name} (#{replayed.number}): " + " ".join(sentence(text) for text in told))
        if odd:
            lines += [
                f"    {terminal(person.account.login, 40)}: {sentence(person.text)}"
                for person in replayed.people
                if not person.counted
            ]
    return [*lines, ""] if lines else []


def _summary(comparisons: Sequence[Comparison], known: Sequence[KnownOutcome]) -> str:
    qualified = sum(each.replayed.first is not None for each in comparisons)
    line = f"{qualified} of {counted(len(comparisons), 'nomination')} qualified."
    if not known:
        return line
    agree, compared, later = _counts(comparisons)
    line += f" {agree} of {compared} known outcomes agree"
    line += f" ({_percent(agree, compared)} %)." if compared else "."
    if later:
        line += f" {later} of them qualified later than the committee said."
    skipped = len(comparisons) - compared
    if skipped:
        line += f" {skipped} could not be compared."
    lost = unmatched(comparisons, known)
    if lost:
        line += " No snapshot of: " + ", ".join(terminal(name, 40) for name in lost) + "."
    return line


def _counts(comparisons: Sequence[Comparison]) -> tuple[int, int, int]:
    """How many agree, how many were compared, how many agree with a later date."""
    later = sum(each.agreement is Agreement.LATER for each in comparisons)
    agree = later + sum(each.agreement is Agreement.AGREES for each in comparisons)
    return agree, agree + sum(each.agreement is Agreement.DIFFERS for each in comparisons), later


def _percent(agree: int, compared: int) -> str:
    """Rounded down, so that only full agreement reads as 100."""
    tenths = 1000 * agree // compared
    return str(tenths // 10) if tenths % 10 == 0 else f"{tenths / 10}"


def _json(comparisons: Sequence[Comparison], known: Sequence[KnownOutcome]) -> str:
    agree, compared, later = _counts(comparisons)
    return json_text(
        {
            "nomflow": __version__,
            "schema": SCHEMA,
            "nominations": [_entry(each.replayed) | _compared(each) for each in comparisons],
            "summary": {
                "nominations": len(comparisons),
                "qualified": sum(each.replayed.first is not None for each in comparisons),
                "compared": compared,
                "agree": agree,
                "later": later,
                "without_snapshot": list(unmatched(comparisons, known)),
            },
        }
    )


def _entry(replayed: Replayed) -> dict[str, object]:
    return {
        "nominee": replayed.nominee,
        "number": replayed.number,
        "url": replayed.url,
        "first_qualified": _time(replayed.first),
        "qualifies": replayed.qualifies,
        "withdrawn": replayed.withdrawn,
        "endorsements": {
            "needed": replayed.needed,
            "at_first": replayed.then if replayed.first else None,
            "at_end": replayed.end,
        },
        "changes": [{"at": _time(change.at), "qualifies": change.qualifies} for change in replayed.changes],
        "missing": [unquoted(text) for text in replayed.missing],
        "people": [
            {
                "login": person.account.login,
                "counted": person.counted,
                "code": person.code.value,
                "why": unquoted(person.text),
                "at": _time(person.at),
                "url": person.url,
            }
            for person in replayed.people
        ],
    }


def _compared(each: Comparison) -> dict[str, object]:
    known = each.known
    return {
        "known": known.outcome.value if known else None,
        "comparison": each.agreement.value.replace(", ", "-").replace(" ", "-") if known else None,
        "why": unquoted(each.why) if each.why else None,
    }


def _time(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if at else None
