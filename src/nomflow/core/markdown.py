"""Reading GitHub-flavoured Markdown: what a statement holds, and where.

comrak is the engine: of the libraries compared it comes near GitHub's own rendering and says where blocks *and* inlines
stand. It renders once, with positions, and the reader turns that into a ``Document``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from nomflow.core import markdown_guard as guard
from nomflow.core.markdown_collector import Parts, normal_label
from nomflow.core.markdown_model import Definition, Document, Heading, Kind, Section
from nomflow.core.markdown_positions import Positions
from nomflow.core.markdown_reader import OMITTED, Reader
from nomflow.core.markdown_words import count_words
from nomflow.core.place import Place

if TYPE_CHECKING:
    import comrak

_DEFINITION = re.compile(r"^[ \t>]*\[(\^?)((?:[^\[\]\\\n]|\\.){1,300})\]:", re.MULTILINE)
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|\Z)[^\n]*", re.MULTILINE)
_ADDRESS = re.compile(r'data-sourcepos="(\d+):(\d+)-(\d+):(\d+)" (?:href|src)="([^"]+)"')


class Form(Enum):
    """What comrak is asked for: the page as written, the safe one with positions, or all targets with positions."""

    PAGE = "page"
    POSITIONS = "positions"
    TARGETS = "targets"


def parse(body: str, path: str, first_line: int = 1) -> Document:
    """Reads any text; never raises, and takes time in proportion to its length.

    ``first_line`` is the line of the file where the body begins. Where the text is too big or too deep,
    ``Document.refused`` says so and the rest is empty.
    """
    positions = Positions(_encodable(body), path, first_line)
    found = guard.too_much(positions)
    if found:
        return Document(positions, refused=found)
    html = render(positions.body, Form.POSITIONS)
    if html is None:
        return Document(positions, refused=guard.unreadable(positions))
    found = guard.too_much_html(positions, html)
    if not found and OMITTED in html:
        found = guard.too_tangled(positions, render(positions.body) or "")
    if found:
        return Document(positions, refused=found)
    parts = Reader(html, positions, _targets(positions.body, html)).read()
    if parts.refused:
        return Document(positions, refused=parts.refused)
    return _document(positions, parts)


def sections(document: Document) -> tuple[Section, ...]:
    """The document by its headings; a section holds its sub-sections."""
    text = sorted((each for each in document.paragraphs if each.kind is not Kind.FOOTNOTE), key=lambda each: each.place)
    starts = [each.place for each in text]
    words = (0, *accumulate(count_words(each.text) for each in text))
    contents = (0, *accumulate(each.kind is not Kind.HEADING for each in text))
    images = sorted(image.place for image in document.images)
    found = []
    for heading, after in zip(document.headings, _next_headings(document.headings), strict=True):
        begin = replace(heading.place, line=heading.place.end_line, column=heading.place.end_column)
        end = after.place if after else replace(begin, line=document.positions.last_line + 1)
        first, last = bisect_right(starts, begin), bisect_left(starts, end)
        pictures = bisect_left(images, end) - bisect_right(images, begin)
        place = replace(heading.place, end_line=max(end.line - 1, heading.place.end_line), end_column=0)
        empty = contents[last] == contents[first] and not pictures
        found.append(Section(heading, place, tuple(text[first:last]), words[last] - words[first], empty))
    return tuple(found)


def render(body: str, form: Form = Form.PAGE) -> str | None:
    """comrak's HTML; None where the engine fails.

    In the page raw HTML stands as written, except for the tags that GitHub too shows as text
    (https://github.github.com/gfm/#disallowed-raw-html-extension-).
    """
    import comrak

    try:
        return comrak.render_markdown(body, *_options(form))
    except BaseException as trouble:
        if type(trouble).__name__ != "PanicException":
            raise
        return None


@cache
def _options(form: Form) -> tuple[comrak.ExtensionOptions, comrak.ParseOptions, comrak.RenderOptions]:
    import comrak

    extensions = comrak.ExtensionOptions()
    extensions.table = extensions.autolink = extensions.strikethrough = True
    extensions.tasklist = extensions.footnotes = True
    extensions.tagfilter = form is Form.PAGE
    rendering = comrak.RenderOptions()
    rendering.gfm_quirks = True
    rendering.sourcepos = form is not Form.PAGE
    rendering.unsafe_ = form is not Form.POSITIONS
    rendering.escape = form is Form.TARGETS
    return extensions, comrak.ParseOptions(), rendering


def _encodable(body: str) -> str:
    """The body without what UTF-8 or comrak would change in length: lone surrogates, NUL, a byte order mark."""
    try:
        body.encode()
    except UnicodeEncodeError:
        body = body.encode(errors="replace").decode()
    body = body.replace("\0", "\ufffd")
    return " " + body[1:] if body.startswith("\ufeff") else body


def _targets(body: str, html: str) -> dict[str, str]:
    """The targets that the safe rendering leaves out (``javascript:`` and its kin), by position."""
    if ' href=""' not in html and ' src=""' not in html:
        return {}
    found = _ADDRESS.findall(render(body, Form.TARGETS) or "")
    return {":".join(place): target for *place, target in found}


def _next_headings(headings: tuple[Heading, ...]) -> list[Heading | None]:
    """For each heading the next of the same or a higher level."""
    following: list[Heading | None] = []
    waiting: list[Heading] = []
    for heading in reversed(headings):
        while waiting and waiting[-1].level > heading.level:
            waiting.pop()
        following.append(waiting[-1] if waiting else None)
        waiting.append(heading)
    return following[::-1]


@dataclass(frozen=True, slots=True)
class _Defined:
    footnote: bool
    label: str
    offset: int
    definition: Definition


def _document(positions: Positions, parts: Parts) -> Document:
    definitions = _definitions(positions, parts)
    links = {each.label: each.definition.place for each in reversed(definitions) if not each.footnote}
    footnotes = {each.label: each.offset for each in reversed(definitions) if each.footnote}
    used = {label for _, label in parts.links} | set(parts.image_labels)
    shown = set(parts.footnotes)
    return Document(
        positions,
        headings=tuple(parts.headings),
        links=tuple(replace(link, target_place=links.get(label, link.target_place)) for link, label in parts.links),
        images=tuple(parts.images),
        raw_html=tuple(parts.raw_html),
        paragraphs=tuple(parts.paragraphs),
        code=tuple(parts.code),
        tasks=tuple(parts.tasks),
        tables=parts.tables,
        bold_headings=tuple(parts.bold_headings),
        unused_definitions=tuple(
            each.definition for each in definitions if not each.footnote and each.label not in used
        ),
        undefined_references=tuple(found for found in parts.undefined if not found.label.startswith("^")),
        duplicate_footnotes=tuple(
            each.definition for each in definitions if each.footnote and footnotes[each.label] != each.offset
        ),
        unused_footnotes=tuple(
            each.definition
            for each in definitions
            if each.footnote and footnotes[each.label] == each.offset and each.offset not in shown
        ),
        undefined_footnotes=tuple(found for found in parts.undefined if found.label.startswith("^")),
        conflict_markers=tuple(_conflicts(positions)),
        words=sum(count_words(paragraph.text) for paragraph in parts.paragraphs),
    )


def _definitions(positions: Positions, parts: Parts) -> tuple[_Defined, ...]:
    """Link and footnote definitions: comrak shows none of them, so they are what stands in no block."""
    taken = sorted(parts.taken)
    found = []
    for match in _DEFINITION.finditer(positions.body):
        offset = match.start(1) - 1
        before = bisect_right(taken, (offset, len(positions.body))) - 1
        if before < 0 or taken[before][1] <= offset:
            definition = Definition(match[1] + match[2], positions.place(offset, match.end()))
            found.append(_Defined(bool(match[1]), normal_label(match[2]), offset, definition))
    return tuple(found)


def _conflicts(positions: Positions) -> Iterator[tuple[Place, ...]]:
    """Groups of lines that Git leaves in a file when two changes conflict."""
    group: list[Place] = []
    expected = "<"
    for match in _CONFLICT.finditer(positions.body):
        sign = match[0][0]
        place = positions.place(match.start(), match.start() + 7)
        if sign == "<":
            group, expected = [place], "="
        elif group and sign in (expected, "|"):
            group.append(place)
            if sign == ">":
                yield tuple(group)
                group = []
            expected = ">" if sign == "=" else expected
