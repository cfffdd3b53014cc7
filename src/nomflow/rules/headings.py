"""Headings that help to find one's way."""

from __future__ import annotations

from nomflow.core.evaluate import rule
from nomflow.core.outcome import Finding, Fix, Outcome, judged, tip
from nomflow.core.place import Place
from nomflow.core.snapshot import Snapshot


@rule("headings", "Headings have text and do not skip levels")
def headings(snapshot: Snapshot) -> Outcome:
    """No heading is empty, and no level is skipped on the way down.

    Why: people who listen to a page jump from heading to heading. An empty one says nothing; the page leaves it out.

    How to fix: write the heading's text, or delete the line; use ## for sections and ### for parts of a section.
    """
    statement = snapshot.statement
    assert statement is not None  # noqa: S101 - the rule needs a statement
    found: list[Finding] = []
    above = 0
    for heading in statement.document.headings:
        place = heading.place
        if not heading.text.strip():
            line = Place(place.path, place.line, 1, place.end_line or place.line)
            found.append(tip("This heading is empty. Write its text, or delete the line.", place, Fix(line, "")))
            continue
        if above and heading.level > above + 1:
            told = "This heading skips a level: {level} signs # below one with {above}. Use {right}."
            found.append(tip(told, place, level=heading.level, above=above, right="#" * (above + 1)))
        above = heading.level
    told = "This bold line looks like a heading. Begin it with ## to make it one."
    found += [tip(told, bold.place) for bold in statement.document.bold_headings]
    return judged(found, "The headings are in order." if not found else "{tips} tips about headings.", "")
