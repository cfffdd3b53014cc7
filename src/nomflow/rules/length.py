"""How much there is to read."""

from __future__ import annotations

from collections.abc import Iterator

from nomflow.core.basics.answer import Finding, Outcome, failed, judged, must, skipped, tip
from nomflow.core.basics.place import Place
from nomflow.core.election.statement_rules import WordLimits
from nomflow.core.evaluate import rule
from nomflow.core.markdown.words import words_of
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.rules.sections import asked_sections


@rule("length", "The statement is as long as the election asks")
def length(snapshot: Snapshot) -> Outcome:
    """The words a reader sees are counted: no Markdown characters, no addresses of links, no comments, no front matter.

    Why: voters read every statement. Equal room for everybody is fair to them and to the nominees.

    How to fix: above the guideline, think about shortening it. Above the maximum, shorten it. If the file is empty,
    write a statement.
    """
    statement, election = snapshot.statement, snapshot.election
    assert statement is not None
    limits, document = election.statement.words, statement.document
    if not statement.source.text.strip() and election.statement.may_be_empty:
        return skipped("An empty file is enough in this election.")
    if document.refused:
        return skipped("The Markdown cannot be read, so its words cannot be counted.")
    if not document.words and not document.images:
        end = Place(path=statement.path, line=max(1, len(statement.source.lines)))
        return failed("The statement is empty. Write your statement.", end)
    count = document.words
    if limits.count_front_matter:
        count += len(words_of(statement.source.text)) - len(words_of(statement.front.body))
    found = list(_judge(count, limits, Place(path=statement.path, line=statement.front.body_line)))
    for wanted, section in asked_sections(snapshot):
        found.extend(_judge(section.words, wanted.words, section.heading.place))
    return judged(found, "Words: {count}.", "Words: {count}.", count=count)


def _judge(count: int, limits: WordLimits, place: Place) -> Iterator[Finding]:
    if limits.maximum and count > limits.maximum:
        told = "Words here: {count}. The limit is {maximum}. Remove {over} or more."
        yield must(told, place, count=count, maximum=limits.maximum, over=count - limits.maximum)
    elif limits.guideline and count > limits.guideline:
        told = "Words here: {count}. The election suggests about {guideline}. You decide whether to shorten it."
        yield tip(told, place, count=count, guideline=limits.guideline)
    elif 0 < count < limits.minimum:
        told = "Words here: {count}. The election asks for at least {minimum}."
        yield must(told, place, count=count, minimum=limits.minimum)
