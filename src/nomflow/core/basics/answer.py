"""The five answers a rule can give, and the findings that come with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct, field

from nomflow.core.basics.place import Place


class Answer(StrEnum):
    """What a rule says. Pending is not failing; skipped says why; crashed is our bug and never a pass."""

    PASSED = "passed"
    FAILED = "failed"
    PENDING = "pending"
    SKIPPED = "skipped"
    CRASHED = "crashed"


class Level(StrEnum):
    """``must`` blocks the nomination and is about form only; ``tip`` never blocks."""

    MUST = "must"
    TIP = "tip"


class Text(Struct, frozen=True):
    """A sentence of ours with other people's words kept apart, so that each medium can quote them its own way.

    ``template`` is a literal with ``{name}`` fields; ``words`` holds what stands there.
    """

    template: str
    words: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format_map(self.words)


class Fix(Struct, frozen=True):
    """A mechanical repair: put ``replacement`` where ``place`` is (whole lines when ``place.column`` is 1 and
    ``place.end_column`` is 0)."""

    place: Place
    replacement: str


class Finding(Struct, frozen=True):
    """One thing to say about one place."""

    text: Text
    level: Level = Level.MUST
    place: Place | None = None
    fix: Fix | None = None


class Outcome(Struct, frozen=True):
    """A rule's answer: one sentence for people, and the findings behind it.

    ``unavailable`` marks a skip whose cause is a look-up that failed: the gate then says *error*, never success.
    """

    answer: Answer
    text: Text
    findings: tuple[Finding, ...] = field(default=())
    unavailable: bool = False


def passed(template: str, /, **words: object) -> Outcome:
    """The rule holds. ``template`` must be a literal; other people's words go in by name."""
    return Outcome(Answer.PASSED, say(template, **words))


def failed(template: str, place: Place | None = None, /, **words: object) -> Outcome:
    """The rule does not hold, and one sentence says it all."""
    text = say(template, **words)
    return Outcome(Answer.FAILED, text, (Finding(text, Level.MUST, place),))


def pending(template: str, place: Place | None = None, /, **words: object) -> Outcome:
    """Nothing is wrong; somebody still has to act."""
    text = say(template, **words)
    return Outcome(Answer.PENDING, text, (Finding(text, Level.TIP, place),) if place else ())


def skipped(template: str, /, **words: object) -> Outcome:
    """The rule does not apply here; the sentence says why."""
    return Outcome(Answer.SKIPPED, say(template, **words))


def could_not_tell(template: str, /, **words: object) -> Outcome:
    """A look-up that the rule needs failed: neither yes nor no."""
    return Outcome(Answer.SKIPPED, say(template, **words), unavailable=True)


def must(template: str, place: Place, /, fix: Fix | None = None, **words: object) -> Finding:
    """A finding that blocks."""
    return Finding(say(template, **words), Level.MUST, place, fix)


def tip(template: str, place: Place, /, fix: Fix | None = None, **words: object) -> Finding:
    """A finding that never blocks."""
    return Finding(say(template, **words), Level.TIP, place, fix)


def judged(findings: Iterable[Finding], good: str, bad: str, /, **words: object) -> Outcome:
    """``bad`` if any finding must be fixed, else ``good``. ``{musts}`` and ``{tips}`` stand for their numbers."""
    found = tuple(findings)
    musts = sum(finding.level is Level.MUST for finding in found)
    words |= {"musts": musts, "tips": len(found) - musts}
    if musts:
        return Outcome(Answer.FAILED, say(bad, **words), found)
    return Outcome(Answer.PASSED, say(good, **words), found)


def say(template: str, /, **words: object) -> Text:
    """A ``Text`` with every word as a string."""
    return Text(template, {name: str(word) for name, word in words.items()})
