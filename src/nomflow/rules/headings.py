"""Headings that help to find one's way."""

from __future__ import annotations

from collections.abc import Iterator

from nomflow.core.basics.answer import Finding, Fix, Outcome, judged, tip
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import rule
from nomflow.core.markdown.document import Heading
from nomflow.core.snapshot.snapshot import Snapshot

_WORDS_OF_A_PARAGRAPH = 30
_WORDS_OF_A_HEADING = 12
_ENDS_OF_SENTENCES = (".", "!", ",", ";", "…")


@rule("headings", "Headings have text and do not skip levels")
def headings(snapshot: Snapshot) -> Outcome:
    """No heading is empty, no level is skipped on the way down, and no paragraph became a heading by accident.

    Why: people who listen to a page jump from heading to heading. An empty one says nothing; the page leaves it out.

    How to fix: write the heading's text, or delete the line; use ## for sections and ### for parts of a section.
    """
    statement = snapshot.statement
    assert statement is not None
    document = statement.document
    found = [*_of_headings(document.headings), *_underlined(document.headings, statement.source.lines)]
    told = "This bold line looks like a heading. If it is one, begin the line with `##` instead of the asterisks."
    found += [tip(told, bold.place) for bold in document.bold_headings if _could_be_heading(bold.text)]
    return judged(found, "There are tips about the headings." if found else "The headings are in order.", "")


def _of_headings(headings: tuple[Heading, ...]) -> Iterator[Finding]:
    above = 0
    for heading in headings:
        place = heading.place
        if not heading.text.strip():
            line = Place(place.path, place.line, 1, place.end_line or place.line)
            yield tip("This heading is empty. Write its text, or delete the line.", place, Fix(line, ""))
            continue
        if above and heading.level > above + 1:
            right = "#" * (above + 1)
            told = "This heading skips a level: {level} signs below a heading with {above}. Better write `{right}`."
            yield tip(told, place, level=heading.level, above=above, right=right)
        above = heading.level


def _underlined(headings: tuple[Heading, ...], lines: tuple[str, ...]) -> Iterator[Finding]:
    """Whole paragraphs that the line of ``-`` or ``=`` below them makes a heading."""
    for heading in headings:
        if heading.setext and len(heading.text.split()) >= _WORDS_OF_A_PARAGRAPH:
            last = heading.place.end_line or heading.place.line
            line = lines[last - 1] if last <= len(lines) else ""
            told = "This line makes a heading of the whole paragraph above it. Put an empty line between, or delete it."
            yield tip(told, Place(heading.place.path, last, 1, last, max(1, len(line))))


def _could_be_heading(text: str) -> bool:
    return len(text.split()) <= _WORDS_OF_A_HEADING and not text.rstrip().endswith(_ENDS_OF_SENTENCES)
