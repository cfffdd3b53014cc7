"""Statements for the tests of form, and what a rule says about them: a line for each finding."""

from __future__ import annotations

from collections.abc import Iterable

from making import NOMINEE, PATH, ask, make_snapshot
from msgspec.structs import replace

from nomflow.core.basics.answer import Answer, Fix, Level
from nomflow.core.election.defaults import default_config
from nomflow.core.evaluate import Rule
from nomflow.core.snapshot.snapshot import ChangedFile, Snapshot
from nomflow.core.snapshot.statement import read_statement

RIGHT_PATH = PATH.format(nominee=NOMINEE)
HEADER = f"---\nname: Ida Quist\nhandle: {NOMINEE}\n---\n"
"""Four lines; the text below it begins in line 5."""


def stated(
    text: str | bytes,
    *,
    path: str = RIGHT_PATH,
    statement: str = "",
    config: str = "",
    declared: bool = True,
    account: str | None = None,
    known: Iterable[str] | None = None,
    added: tuple[ChangedFile, ...] = (),
    template: str = "",
) -> Snapshot:
    """A snapshot of one file, without a pull request unless it ``added`` files.

    ``statement`` holds keys of the configuration's ``statement``; ``known`` are the repository's files.
    """
    keys = "".join(f"  {line}\n" for line in statement.splitlines())
    made = make_snapshot(
        election=f"statement:\n{keys}" if keys else "",
        config=config,
        nominee=account,
        files=added or None,
        pull_request=bool(added),
    )
    raw = text if isinstance(text, bytes) else text.encode()
    made = replace(
        made,
        statement=read_statement(path, raw),
        files=None if known is None else frozenset(known),
        template=template,
    )
    if declared:
        return made
    usual = default_config()
    return replace(made, config=usual, election=usual.elections[0])


def said(rule: Rule, snapshot: Snapshot) -> list[str]:
    """``must 3:9 What is wrong``, for each finding."""
    found = []
    for finding in ask(rule, snapshot).findings:
        assert finding.place is not None, "every finding has a place"
        found.append(f"{finding.level} {finding.place.line}:{finding.place.column} {finding.text}")
    return found


def check(rule: Rule, snapshot: Snapshot, *wanted: str) -> None:
    """Holds the findings to ``wanted``, in their order: ``must 3:9``, or ``must 3:9 ~ words of the message``. The rule
    fails just when something must be fixed.
    """
    found = said(rule, snapshot)
    outcome = ask(rule, snapshot)
    assert len(found) == len(wanted), found
    for one, other in zip(found, wanted, strict=True):
        where, _, words = other.partition(" ~ ")
        assert one.startswith(f"{where} "), found
        assert words in one, found
    musts = any(finding.level is Level.MUST for finding in outcome.findings)
    assert outcome.answer is (Answer.FAILED if musts else Answer.PASSED), outcome


def skips(rule: Rule, snapshot: Snapshot) -> bool:
    """Whether the rule says that it does not apply."""
    return ask(rule, snapshot).answer is Answer.SKIPPED


def repaired(rule: Rule, snapshot: Snapshot) -> str:
    """The text after all repairs that the rule offers."""
    assert snapshot.statement is not None
    lines = list(snapshot.statement.source.lines)
    fixes = [finding.fix for finding in ask(rule, snapshot).findings if finding.fix]
    for fix in sorted(fixes, key=lambda each: each.place, reverse=True):
        _apply(fix, lines)
    return "\n".join(lines) + "\n"


def _apply(fix: Fix, lines: list[str]) -> None:
    place = fix.place
    first, last = place.line - 1, max(place.end_line, place.line) - 1
    if place.column == 1 and not place.end_column:
        lines[first : last + 1] = fix.replacement.split("\n") if fix.replacement else []
        return
    before = lines[first][: place.column - 1]
    after = lines[last][place.end_column or place.column - 1 :]
    lines[first : last + 1] = f"{before}{fix.replacement}{after}".split("\n")
