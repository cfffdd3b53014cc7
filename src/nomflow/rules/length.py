"""How much there is to read."""

from __future__ import annotations

from nomflow.core.election import Words
from nomflow.core.evaluate import rule
from nomflow.core.markdown import sections
from nomflow.core.markdown_words import words_of
from nomflow.core.outcome import Finding, Outcome, judged, must, skipped, tip
from nomflow.core.place import Place
from nomflow.core.snapshot import Snapshot
from nomflow.core.statement import Statement
from nomflow.rules.sections import heading_for


@rule("length", "The statement is as long as the election asks")
def length(snapshot: Snapshot) -> Outcome:
    """The words a reader sees are counted: no Markdown signs, no addresses of links, no comments, no front matter.

    Why: voters read every statement. Equal room for everybody is fair to them and to the nominees.

    How to fix: above the guideline, think of shortening; above the maximum, please do. An empty file needs a statement.
    """
    statement, election = snapshot.statement, snapshot.election
    assert statement is not None  # noqa: S101 - the rule needs a statement
    limits = election.statement.words
    if not statement.source.text.strip() and election.statement.may_be_empty:
        return skipped("An empty file is enough in this election.")
    count = statement.document.words
    if limits.count_front_matter:
        count += len(words_of(statement.source.text)) - len(words_of(statement.front.body))
    found = list(_judge(count, limits, Place(statement.path, statement.front.body_line)))
    if not count and not election.statement.may_be_empty:
        found = [must("There is nothing to read here yet. Please write your statement.", _end(statement))]
    for wanted in election.statement.sections:
        heading = heading_for(wanted, statement)
        section = next((each for each in sections(statement.document) if each.heading is heading), None)
        if section:
            found.extend(_judge(section.words, wanted.words, section.place))
    return judged(found, "{count} words.", "{count} words.", count=count)


def _judge(count: int, limits: Words, place: Place) -> list[Finding]:
    if limits.maximum and count > limits.maximum:
        told = "This has {count} words; {maximum} are the most allowed. Please take out {over} or more."
        return [must(told, place, count=count, maximum=limits.maximum, over=count - limits.maximum)]
    if limits.guideline and count > limits.guideline:
        told = "This has {count} words; about {guideline} are asked for. It is up to you."
        return [tip(told, place, count=count, guideline=limits.guideline)]
    if 0 < count < limits.minimum:
        return [
            must(
                "This has {count} words; at least {minimum} are asked for.", place, count=count, minimum=limits.minimum
            )
        ]
    return []


def _end(statement: Statement) -> Place:
    return Place(statement.path, max(1, len(statement.source.lines)))
