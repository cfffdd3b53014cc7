"""Rules, and the report of asking every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.answer import Answer, Finding, Level, Outcome, could_not_tell, say, skipped
from nomflow.core.basics.errors import kind_of
from nomflow.core.snapshot.snapshot import Snapshot


class Group(StrEnum):
    """The row of the comment's table that a rule belongs to, in the order people read them."""

    WINDOW = "window"
    PULL_REQUEST = "pull-request"
    ACCEPTANCE = "acceptance"
    STANDING = "standing"
    STATEMENT = "statement"
    ENDORSEMENTS = "endorsements"
    ACKNOWLEDGEMENTS = "acknowledgements"
    PHOTO = "photo"
    OFFICERS = "officers"


class Needs(StrEnum):
    """What must be there before a rule can answer."""

    STATEMENT = "statement"
    PULL_REQUEST = "pull-request"
    BOTH = "both"
    NOTHING = "nothing"


class Rule(Struct, frozen=True, kw_only=True):
    """One rule: ``id`` is for good, ``title`` is a sentence, ``doc`` its documentation."""

    id: str
    title: str
    doc: str
    check: Callable[[Snapshot], Outcome]
    group: Group
    needs: Needs


def rule(
    id: str, title: str, *, group: Group = Group.STATEMENT, needs: Needs = Needs.STATEMENT
) -> Callable[[Callable[[Snapshot], Outcome]], Rule]:
    """Makes a rule of a pure function; its docstring is the rule's documentation."""

    def make(check: Callable[[Snapshot], Outcome]) -> Rule:
        return Rule(id=id, title=title, doc=check.__doc__ or "", check=check, group=group, needs=needs)

    return make


class Verdict(Struct, frozen=True):
    """What one rule answered."""

    rule: Rule
    outcome: Outcome


class Conclusion(StrEnum):
    """The report in one word; ``error`` when something could not be told or a rule crashed."""

    PASSED = "passed"
    PENDING = "pending"
    FAILED = "failed"
    ERROR = "error"


class Report(Struct, frozen=True):
    """Every rule's answer about one nomination."""

    snapshot: Snapshot
    verdicts: tuple[Verdict, ...]

    @property
    def conclusion(self) -> Conclusion:
        outcomes = [verdict.outcome for verdict in self.verdicts]
        if any(outcome.unavailable or outcome.answer is Answer.CRASHED for outcome in outcomes):
            return Conclusion.ERROR
        if any(outcome.answer is Answer.FAILED for outcome in outcomes):
            return Conclusion.FAILED
        if any(outcome.answer is Answer.PENDING for outcome in outcomes):
            return Conclusion.PENDING
        return Conclusion.PASSED

    @property
    def findings(self) -> tuple[tuple[Rule, Finding], ...]:
        """All findings, in the order of their places, what must be fixed before tips at one place."""
        found = [(verdict.rule, finding) for verdict in self.verdicts for finding in verdict.outcome.findings]
        return tuple(sorted(found, key=_by_place))

    @property
    def subject(self) -> str:
        """The path or pull request this is about."""
        if self.snapshot.statement:
            return self.snapshot.statement.path
        return f"#{self.snapshot.pull_request.number}" if self.snapshot.pull_request else "nomination"

    def outcome(self, rule_id: str) -> Outcome | None:
        """The answer of one rule, or ``None`` when it was not asked."""
        return next((verdict.outcome for verdict in self.verdicts if verdict.rule.id == rule_id), None)


def evaluate(snapshot: Snapshot, rules: Iterable[Rule]) -> Report:
    """Asks every rule. A rule that raises is *crashed* and the rest still answer."""
    return Report(snapshot, tuple(Verdict(each, _ask(each, snapshot)) for each in rules))


def _ask(each: Rule, snapshot: Snapshot) -> Outcome:
    setting = snapshot.election.rules.get(each.id, "must")
    if setting == "off":
        return skipped("Turned off in the election's configuration.")
    if snapshot.pull_request is None and each.needs in (Needs.PULL_REQUEST, Needs.BOTH):
        return skipped("This needs the pull request; it is checked there.")
    if snapshot.statement is None and each.needs in (Needs.STATEMENT, Needs.BOTH):
        return skipped("There is no statement to look at.")
    if snapshot.statement and snapshot.statement.trouble and each.needs in (Needs.STATEMENT, Needs.BOTH):
        return could_not_tell(
            "nomflow could not read the statement: {why}. Please write it more simply, and tell the officers.",
            why=snapshot.statement.trouble,
        )
    try:
        outcome = each.check(snapshot)
    except Exception as error:
        return Outcome(
            Answer.CRASHED,
            say(
                "This rule stopped with {error}; that is a bug of nomflow, please report it.",
                error=kind_of(error),
            ),
        )
    return _softened(outcome) if setting == "tip" else outcome


def _softened(outcome: Outcome) -> Outcome:
    if outcome.answer not in (Answer.FAILED, Answer.PENDING):
        return outcome
    findings = tuple(replace(finding, level=Level.TIP) for finding in outcome.findings)
    return replace(outcome, answer=Answer.PASSED, findings=findings)


def _by_place(found: tuple[Rule, Finding]) -> tuple[str, int, int, bool]:
    place = found[1].place
    where = (place.path, place.line, place.column) if place else ("", 0, 0)
    return (*where, found[1].level is Level.TIP)
