"""Headings that help to find one's way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nomflow.core.basics.answer import Finding, Fix, Outcome, judged, tip
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import rule
from nomflow.core.markdown.covered import shown_as_typed
from nomflow.core.markdown.document import Document, Heading, Kind
from nomflow.core.snapshot.snapshot import Snapshot

_WORDS_OF_A_PARAGRAPH = 30
_WORDS_OF_A_SENTENCE = 4
_WORDS_OF_A_HEADING = 12
_TIGHT = re.compile(r" {0,3}(#{1,6})([^\s#!\d\W].*)")
_INSIDE = re.compile(r"(?<=[.!?:;)])(?:[ \t]+(?=#{1,6} +\w)|(?=#{2,6} +\w))")
_TWO_SENTENCES = re.compile(r"[.!?:] +[^\W\d_a-z]\w*(?: +\S+){3,}[.!…]$")
_ENDS_OF_SENTENCES = (".", "!", ",", ";", "…")


@rule("headings", "Headings have text and do not skip levels")
def headings(snapshot: Snapshot) -> Outcome:
    """No heading is empty, no level is skipped on the way down, no paragraph became a heading by accident, and no
    heading became text.

    Why: people who listen to a page move from heading to heading. The page leaves out empty headings.

    How to fix: write the heading's text, or delete the line; use ## for sections and ### for parts of a section.
    """
    statement = snapshot.statement
    assert statement is not None
    document = statement.document
    lines = statement.source.lines
    found = [
        *_of_headings(document.headings, lines),
        *_underlined(document.headings, lines),
        *_as_text(document, lines),
    ]
    told = "This bold line looks like a heading. If it is one, remove the asterisks and begin the line with `##`."
    found += [tip(told, bold.place) for bold in document.bold_headings if _could_be_heading(bold.text)]
    return judged(found, "There are tips about the headings." if found else "The headings are correct.", "")


def _of_headings(headings: tuple[Heading, ...], lines: tuple[str, ...]) -> Iterator[Finding]:
    above = 0
    for heading in headings:
        place = heading.place
        if not heading.text.strip():
            if not lines[place.line - 1].strip("# \t>"):
                line = Place(path=place.path, line=place.line, column=1, end_line=place.end_line or place.line)
                yield tip("This heading is empty. Write its text, or delete the line.", place, Fix(line, ""))
            continue
        if above and heading.level > above + 1:
            right = "#" * (above + 1)
            told = (
                "This heading skips a level: it has {level} `#` characters, and the heading above it has "
                "{above}. Begin it with `{right}`."
            )
            yield tip(told, place, level=heading.level, above=above, right=right)
        if not heading.setext and _goes_on(heading.text.strip()):
            told = (
                "This whole line is a heading, with a sentence in it. Begin a new line behind the heading's own words."
            )
            yield tip(told, place)
        above = heading.level


def _goes_on(text: str) -> bool:
    """Whether a sentence was glued to a heading: ``## About me I have been a developer for ten years …``."""
    long = len(text.split()) > _WORDS_OF_A_HEADING and text.endswith((".", "!", "…"))
    return long or _TWO_SENTENCES.search(text) is not None


def _underlined(headings: tuple[Heading, ...], lines: tuple[str, ...]) -> Iterator[Finding]:
    """Sentences and whole paragraphs that the line of ``-`` or ``=`` below them makes a heading."""
    for heading in headings:
        words = len(heading.text.split())
        ends = words >= _WORDS_OF_A_SENTENCE and heading.text.endswith((".", ",", ";"))
        if heading.setext and (ends or words >= _WORDS_OF_A_PARAGRAPH):
            last = heading.place.end_line or heading.place.line
            line = lines[last - 1] if last <= len(lines) else ""
            told = (
                "This line turns the whole paragraph above it into a heading. Put an empty line above it, or delete it."
            )
            yield tip(
                told, Place(path=heading.place.path, line=last, column=1, end_line=last, end_column=max(1, len(line)))
            )


def _as_text(document: Document, lines: tuple[str, ...]) -> Iterator[Finding]:
    """Headings that Markdown takes for text: without a space behind ``#``, or in the middle of a line."""
    inside: list[Place] = []
    for paragraph in document.paragraphs:
        place = paragraph.place
        if paragraph.kind is not Kind.PARAGRAPH or "#" not in paragraph.text:
            continue
        for number in range(place.line, min(place.end_line, len(lines)) + 1):
            line = lines[number - 1]
            tight = _TIGHT.match(line)
            if tight and (len(tight[1]) > 1 or _is_heading(tight[2], alone=place.line == place.end_line)):
                at = Place(
                    path=place.path, line=number, column=tight.start(1) + 1, end_line=number, end_column=tight.end(1)
                )
                told = "There is no space after `{signs}`, so this line is not a heading. Write `{signs} `."
                yield tip(told, at, Fix(at, tight[1] + " "), signs=tight[1])
            inside += (Place(path=place.path, line=number, column=found.end() + 1) for found in _INSIDE.finditer(line))
    for at in filter(shown_as_typed(document), inside) if inside else ():
        yield tip("A heading begins inside this line, so it is shown as text. Put it on its own line.", at)


def _is_heading(text: str, *, alone: bool) -> bool:
    """Whether ``#`` directly before this text meant a heading, and not a tag such as ``#python``."""
    return alone and text[:1].isupper() and "#" not in text and _could_be_heading(text)


def _could_be_heading(text: str) -> bool:
    return len(text.split()) <= _WORDS_OF_A_HEADING and not text.rstrip().endswith(_ENDS_OF_SENTENCES)
