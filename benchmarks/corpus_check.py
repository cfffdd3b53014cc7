"""What ``benchmarks/corpus`` does once nomflow can be imported."""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from nomflow.core.basics.answer import Answer, Finding, Level
from nomflow.core.basics.path_pattern import match
from nomflow.core.election.defaults import default_config
from nomflow.core.election.election import Config, Election
from nomflow.core.election.load import load
from nomflow.core.evaluate import Needs, Report, evaluate
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import read_statement
from nomflow.rules import RULES

FAIR = Path(__file__).parent / "fair"
NOW = datetime(2026, 7, 1, tzinfo=UTC)
FORM = tuple(rule for rule in RULES if rule.needs is Needs.STATEMENT)
HANG = 1.0


def check(top: Path) -> int:
    """Checks all statements below ``top``, where their manifest lies; answers the exit code."""
    rows = list(csv.DictReader((top / "manifest.csv").open(encoding="utf-8")))
    troubles = without_configuration(top, rows)
    config = fair_config()
    troubles += with_fair_rules(top, rows, config)
    repairs = top.parent / "fixups" / "fixups.csv"
    if repairs.is_file():
        fixups(top.parent, list(csv.DictReader(repairs.open(encoding="utf-8"))), config)
    good = "No crash, no hang, and every finding has a line."
    print("\n".join(["", "Trouble:", *troubles] if troubles else ["", good]))
    return 1 if troubles else 0


def without_configuration(top: Path, rows: list[dict[str, str]]) -> list[str]:
    config = default_config()
    files = sorted({top.parent / row["path"] for row in rows} | {path for path in top.rglob("*") if is_statement(path)})
    timed = []
    troubles: list[str] = []
    counts: Counter[tuple[str, str, str]] = Counter()
    for path in files:
        start = perf_counter()
        report = judged(config, config.elections[0], path.relative_to(top).as_posix(), path.read_bytes())
        timed.append((perf_counter() - start, report))
        troubles += trouble(report, timed[-1][0])
        counts.update((rule.id, finding.level, finding.text.template) for rule, finding in report.findings)
    spent = sum(seconds for seconds, _ in timed)
    print(f"{len(files)} statements without a configuration: {spent:.1f} s")
    show(counts)
    print("\nSlowest:")
    for seconds, report in sorted(timed, key=lambda each: -each[0])[:5]:
        print(f"{seconds * 1000:7.0f} ms  {report.subject}")
    return troubles


def is_statement(path: Path) -> bool:
    return path.is_file() and path.name != "manifest.csv"


def with_fair_rules(top: Path, rows: list[dict[str, str]], config: Config) -> list[str]:
    """Statements that their election accepted, under rules that are fair to it."""
    counts: Counter[tuple[str, str, str]] = Counter()
    troubles: list[str] = []
    refused: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    by_id = {election.id: election for election in config.elections}
    checked = left_out = 0
    for row in rows:
        found = by_id.get(row["election"]) or of_path(config, row["source_path"])
        if row["kind"] == "document" or found is None:
            left_out += 1
            continue
        checked += 1
        path = row["path"] if found.statement.path.startswith("statements/") else row["source_path"]
        start = perf_counter()
        report = judged(config, found, path, (top.parent / row["path"]).read_bytes())
        troubles += trouble(report, perf_counter() - start)
        for rule, finding in report.findings:
            counts[rule.id, finding.level, finding.text.template] += 1
            if finding.level is Level.MUST:
                refused[row["path"]].append((rule.id, finding))
    print(f"\n{checked} statements of {len(by_id)} elections under fair rules ({left_out} documents of many left out)")
    show(counts)
    print(f"\nAccepted statements that would have been refused: {len(refused)}")
    for path, findings in refused.items():
        print(f"  {path}")
        for rule_id, finding in findings[:5]:
            print(f"    {finding.place.line if finding.place else '?'}: {rule_id}: {finding.text}")
    return troubles


def fixups(top: Path, rows: list[dict[str, str]], config: Config) -> None:
    beyond = reasons()
    print(f"\n{len(rows)} repairs that people made after merging: what was said before and is gone after")
    totals: Counter[str] = Counter()
    for row in rows:
        name = Path(row["before"]).name.removesuffix(".before")
        found = of_path(config, row["path_after"])
        if found is None:
            totals["without rules"] += 1
            print(f"  no rules   {name}")
            continue
        before = said(judged(config, found, row["path_before"], (top / row["before"]).read_bytes()))
        after = said(judged(config, found, row["path_after"], (top / row["after"]).read_bytes()))
        gone, new = before - after, after - before
        key = name.rpartition(".")[0] or name
        verdict = "flagged" if gone else "beyond" if key in beyond else "MISSED"
        totals[verdict] += 1
        print(f"  {verdict:8}   {name:46} {', '.join(told(gone)) or beyond.get(key, row['subject'])}")
        if new:
            print(f"             {'':46} new after it: {', '.join(told(new))}")
    print("  " + ", ".join(f"{number} {verdict}" for verdict, number in totals.most_common()))


def said(report: Report) -> Counter[tuple[str, str, str]]:
    return Counter((rule.id, finding.level, finding.text.template) for rule, finding in report.findings)


def told(found: Counter[tuple[str, str, str]]) -> list[str]:
    counts = Counter({(rule_id, level): 0 for rule_id, level, _ in found})
    for (rule_id, level, _), number in found.items():
        counts[rule_id, level] += number
    return [f"{rule_id} ({number} {level})" for (rule_id, level), number in counts.items()]


def reasons() -> dict[str, str]:
    lines = (FAIR / "beyond.yml").read_text(encoding="utf-8").splitlines()
    return dict(line.split(": ", 1) for line in lines if line and not line.startswith("#"))


def fair_config() -> Config:
    presets = {path.stem: path.read_text(encoding="utf-8") for path in FAIR.glob("*.yml")}
    return load(presets["elections"], "benchmarks/fair/elections.yml", presets.get)


def of_path(config: Config, path: str) -> Election | None:
    return next((each for each in config.elections if match(each.statement.path, path, each.id)), None)


def judged(config: Config, election: Election, path: str, raw: bytes) -> Report:
    return evaluate(Snapshot(config=config, election=election, taken_at=NOW, statement=read_statement(path, raw)), FORM)


def trouble(report: Report, seconds: float) -> Iterator[str]:
    lines = report.snapshot.statement.source.lines if report.snapshot.statement else ()
    if seconds > HANG:
        yield f"{report.subject} took {seconds:.1f} s"
    for verdict in report.verdicts:
        if verdict.outcome.answer is Answer.CRASHED:
            yield f"{report.subject}: {verdict.rule.id} crashed: {verdict.outcome.text}"
        for finding in verdict.outcome.findings:
            place = finding.place
            if place is None or not 1 <= place.line <= max(1, len(lines)) or place.column < 1:
                yield f"{report.subject}: {verdict.rule.id} has no line: {finding.text}"


def show(counts: Counter[tuple[str, str, str]]) -> None:
    rules = {rule.id: number for number, rule in enumerate(RULES)}
    for (rule_id, level, template), number in sorted(counts.items(), key=lambda each: (rules[each[0][0]], each[0])):
        print(f"{number:5}  {level:4}  {rule_id:17} {template[:110]}")


if __name__ == "__main__":
    sys.exit(check(Path(sys.argv[1])))
