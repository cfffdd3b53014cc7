"""The headings that voters compare by."""

from __future__ import annotations

from nomflow.core.election import SectionRule
from nomflow.core.evaluate import rule
from nomflow.core.markdown import sections as sections_of
from nomflow.core.markdown_model import Heading
from nomflow.core.outcome import Finding, Outcome, judged, must, skipped
from nomflow.core.place import Place
from nomflow.core.shape import did_you_mean
from nomflow.core.snapshot import Snapshot
from nomflow.core.statement import Statement


@rule("sections", "Every section the election asks for is there and has text")
def sections(snapshot: Snapshot) -> Outcome:
    """Each required section stands under a heading of its title or an alias, and something can be read below it.

    Why: voters compare nominees topic by topic, and a section that is missing looks like a refusal to answer.

    How to fix: add a line such as "## What I will do" and write below it. Bold text alone is not a heading.
    """
    statement, election = snapshot.statement, snapshot.election
    assert statement is not None  # noqa: S101 - the rule needs a statement
    wanted = election.statement.sections
    if not wanted:
        return skipped("This election asks for no particular sections.")
    if not statement.source.text.strip() and election.statement.may_be_empty:
        return skipped("An empty file is enough in this election.")
    found = [finding for each in wanted if (finding := _missing_or_empty(each, statement))]
    return judged(found, "All sections are there.", "{musts} sections are missing or empty.")


def heading_for(wanted: SectionRule, statement: Statement) -> Heading | None:
    """The heading that begins a section, by its title or an alias."""
    titles = {_plain(title) for title in (wanted.title, *wanted.aliases)}
    return next((heading for heading in statement.document.headings if _plain(heading.text) in titles), None)


def _missing_or_empty(wanted: SectionRule, statement: Statement) -> Finding | None:
    heading = heading_for(wanted, statement)
    if heading:
        section = next(each for each in sections_of(statement.document) if each.heading is heading)
        if section.empty and wanted.required:
            return must("Nothing stands under “{title}” yet.", heading.place, title=heading.text)
        return None
    if not wanted.required:
        return None
    titles = {_plain(title) for title in (wanted.title, *wanted.aliases)}
    for bold in statement.document.bold_headings:
        if _plain(bold.text) in titles:
            told = "“{title}” is bold text. Begin the line with ## to make it a heading."
            return must(told, bold.place, title=bold.text)
    for other in statement.document.headings:
        if did_you_mean(_plain(other.text), titles):
            told = "The section “{title}” is missing; this heading is nearly it. Please write it as asked."
            return must(told, other.place, title=wanted.title)
    end = Place(statement.path, max(1, len(statement.source.lines)))
    return must(
        "The section “{title}” is missing. Add the line “## {title}” and write below it.", end, title=wanted.title
    )


def _plain(title: str) -> str:
    """A heading without case, punctuation and the kind of apostrophe."""
    folded = title.casefold().replace("’", "'")
    return " ".join("".join(sign if sign.isalnum() else "" if sign == "'" else " " for sign in folded).split())
