"""The headings that voters compare by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from msgspec.structs import replace

from nomflow.core.basics.answer import Finding, Fix, Level, Outcome, judged, must, skipped
from nomflow.core.basics.place import Place
from nomflow.core.election.statement_rules import SectionRule
from nomflow.core.evaluate import rule
from nomflow.core.markdown.document import Heading, Kind, Section
from nomflow.core.markdown.parse import sections as sections_of
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import Statement

_ALIKE = 0.8
_COMPARED = 200
"""Headings that a missing section is looked for among."""


@rule("sections", "Every required section is there and has text")
def sections(snapshot: Snapshot) -> Outcome:
    """Each required section has a heading with its title or an alias, and text below it.

    Why: voters compare nominees topic by topic, and a missing section looks like a refusal to answer.

    How to fix: add a line such as "## What I will do" and write below it. Bold text alone is not a heading.
    """
    statement, election = snapshot.statement, snapshot.election
    assert statement is not None
    wanted = election.statement.sections
    if not wanted:
        return skipped("This election does not require any sections.")
    if not statement.source.text.strip() and election.statement.may_be_empty:
        return skipped("An empty file is enough in this election.")
    if statement.document.refused:
        return skipped("The Markdown cannot be read.")
    found = [finding for each in wanted if (finding := _missing_or_empty(each, snapshot))]
    good = "All required sections are there." if found else "All sections are there."
    return judged(found, good, "Some sections are missing or empty.")


@per_snapshot
def asked_sections(snapshot: Snapshot) -> tuple[tuple[SectionRule, Section], ...]:
    """The sections the election asks for, each with the part of the statement that answers it."""
    if snapshot.statement is None:
        return ()
    known: dict[str, Section] = {}
    for section in sections_of(snapshot.statement.document):
        title = _plain(section.heading.text)
        if title not in known or (known[title].empty and not section.empty):
            known[title] = section
    found = []
    for wanted in _all(snapshot):
        found += [(wanted, known[title]) for title in _titles([wanted]) if title in known][:1]
    return tuple(found)


def _all(snapshot: Snapshot) -> tuple[SectionRule, ...]:
    return snapshot.election.statement.sections


def _missing_or_empty(wanted: SectionRule, snapshot: Snapshot) -> Finding | None:
    section = next((section for each, section in asked_sections(snapshot) if each is wanted), None)
    if section and section.empty:
        told = "The section “{title}” is empty. Write something below this heading."
        return _say(wanted, told, section.heading.place, title=section.heading.text)
    if section:
        return None
    statement = snapshot.statement
    assert statement is not None
    title = wanted.title
    for text, place in _unmarked(statement, set(_titles([wanted]))):
        told = "“{text}” is not a heading yet. Write it as `## {title}`."
        return _say(wanted, told, place, _line(place, f"## {title}"), text=text, title=title)
    if not wanted.required:
        return None
    for heading in statement.document.headings[:_COMPARED]:
        if _is_nearly(heading, wanted, snapshot):
            told = "The section “{title}” is missing, but this heading is close. Change it to `{line}`."
            line = f"{'#' * heading.level} {title}"
            fix = None if heading.setext else _line(heading.place, line)
            return must(told, heading.place, fix, title=title, line=line)
    end = Place(path=statement.path, line=max(1, len(statement.source.lines)))
    told = "The section “{title}” is missing. Add the line `## {title}` and write below it."
    return must(told, end, title=title)


def _say(wanted: SectionRule, told: str, place: Place, fix: Fix | None = None, **words: str) -> Finding:
    finding = must(told, place, fix, **words)
    return finding if wanted.required else replace(finding, level=Level.TIP)


def _unmarked(statement: Statement, titles: set[str]) -> Iterator[tuple[str, Place]]:
    """Lines that read like one of the titles and are no headings: bold, or a line of their own in a paragraph."""
    for paragraph in statement.document.paragraphs:
        if paragraph.kind not in (Kind.PARAGRAPH, Kind.ITEM):
            continue
        start = 0
        for line in paragraph.text.split("\n"):
            if len(line) <= 200 and _plain(line) in titles:
                yield line.strip(), statement.document.place_of(paragraph, start, start + len(line))
            start += len(line) + 1


def _line(place: Place, replacement: str) -> Fix | None:
    """Puts another line in place of the whole one."""
    one = place.end_line in (0, place.line)
    return (
        Fix(Place(path=place.path, line=place.line, column=1, end_line=place.line, end_column=0), replacement)
        if one
        else None
    )


def _is_nearly(heading: Heading, wanted: SectionRule, snapshot: Snapshot) -> bool:
    typed = _plain(heading.text[:200])
    if not typed or typed in set(_titles(_all(snapshot))):
        return False

    def alike(rules: Iterable[SectionRule]) -> float:
        matchers = (SequenceMatcher(None, typed, title) for title in _titles(rules))
        near = (each for each in matchers if each.real_quick_ratio() >= _ALIKE and each.quick_ratio() >= _ALIKE)
        return max((each.ratio() for each in near), default=0.0)

    own = alike([wanted])
    return own >= _ALIKE and own > alike(each for each in _all(snapshot) if each is not wanted)


def _titles(wanted: Iterable[SectionRule]) -> tuple[str, ...]:
    return tuple(_plain(title) for each in wanted for title in (each.title, *each.aliases))


def _plain(title: str) -> str:
    """A heading without case, punctuation, numbering and the kind of apostrophe."""
    folded = title.casefold().replace("’", "'")
    words = "".join(char if char.isalnum() else "" if char == "'" else " " for char in folded).split()
    return " ".join(words[1:] if len(words) > 1 and words[0].isdecimal() else words)
