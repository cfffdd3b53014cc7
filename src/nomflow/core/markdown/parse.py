"""Reading GitHub-flavoured Markdown: what a statement holds, and where.

comrak is the engine: of the libraries compared it comes near GitHub's own rendering and says where blocks *and* inlines
stand. It renders once, with positions, and the reader turns that into a ``Document``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from msgspec.structs import replace

from nomflow.core.basics.place import Place
from nomflow.core.markdown import limits as guard
from nomflow.core.markdown.collector import Parts, normal_label
from nomflow.core.markdown.document import Definition, Document, Heading, Image, Kind, Paragraph, Section
from nomflow.core.markdown.positions import Positions
from nomflow.core.markdown.reader import OMITTED, Reader
from nomflow.core.markdown.words import count_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    import comrak

    #: What comrak is asked for: the page as written, the safe one with positions, or all targets with positions.
    Form = Literal["page", "positions", "targets"]

_DEFINITION = re.compile(
    r"^(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)][ \t])*\[(\^?)((?:[^\[\]\\\n]|\\.){1,300})\]:", re.MULTILINE
)
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \n]|\Z)[^\n]*", re.MULTILINE)
_SHOWN_AS_TEXT = re.compile(
    r"<(?=/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)(?:[\s/>]|\Z))", re.IGNORECASE
)
"""https://github.github.com/gfm/#disallowed-raw-html-extension-; comrak's own filter takes quadratic time."""
_ADDRESS = re.compile(r'data-sourcepos="(\d+):(\d+)-(\d+):(\d+)" (?:href|src)="([^"]+)"')


def parse(body: str, path: str, first_line: int = 1) -> Document:
    """Reads any text; never raises, and takes time in proportion to its length.

    ``first_line`` is the line of the file where the body begins. Where the text is too big or too deep,
    ``Document.refused`` says so and the rest is empty.
    """
    document = _read(Positions(_plain(body), path, first_line))
    if document.duplicate_footnotes:
        return _with_first_footnotes(document)
    return document


def _read(positions: Positions) -> Document:
    found = guard.too_much(positions)
    if found:
        return Document(positions=positions, engine_body=positions.body, refused=found)
    html = render(positions.body, "positions")
    if html is None:
        return Document(positions=positions, engine_body=positions.body, refused=guard.unreadable(positions))
    found = guard.too_much_html(positions, html)
    if not found and OMITTED in html:
        found = guard.too_tangled(positions, render(positions.body) or "")
    if found:
        return Document(positions=positions, engine_body=positions.body, refused=found)
    parts = Reader(html, positions, _targets(positions.body, html)).read()
    if parts.refused:
        return Document(positions=positions, engine_body=positions.body, refused=parts.refused)
    return _document(positions, parts)


def sections(document: Document) -> tuple[Section, ...]:
    """The document by its headings; a section holds its sub-sections."""
    text = sorted((each for each in document.paragraphs if each.kind is not Kind.FOOTNOTE), key=_start)
    starts = [_start(each) for each in text]
    words = (0, *accumulate(count_words(each.text) for each in text))
    contents = (0, *accumulate(each.kind is not Kind.HEADING for each in text))
    images = sorted(_start(image) for image in document.images)
    found = []
    for heading, after in zip(document.headings, _next_headings(document.headings), strict=True):
        place = heading.place
        begin = (place.end_line, place.end_column)
        end = _start(after) if after else (document.positions.last_line + 1, 1)
        first, last = bisect_right(starts, begin), bisect_left(starts, end)
        pictures = bisect_left(images, end) - bisect_right(images, begin)
        empty = contents[last] == contents[first] and not pictures
        whole = Place(path=place.path, line=place.line, column=place.column, end_line=max(end[0] - 1, place.end_line))
        found.append(
            Section(
                heading=heading,
                place=whole,
                paragraphs=tuple(text[first:last]),
                words=words[last] - words[first],
                empty=empty,
            )
        )
    return tuple(found)


def _start(part: Heading | Paragraph | Image) -> tuple[int, int]:
    return part.place.line, part.place.column


def render(body: str, form: Form = "page") -> str | None:
    """comrak's HTML; None where the engine fails.

    In the page raw HTML stands as written, except for the tags that GitHub too shows as text.
    """
    import comrak

    try:
        html = comrak.render_markdown(body, *_options(form))
    except BaseException as trouble:
        if type(trouble).__name__ != "PanicException":
            raise
        return None
    return _SHOWN_AS_TEXT.sub("&lt;", html) if form == "page" else html


def _with_first_footnotes(document: Document) -> Document:
    """Reads a document again without all but the first footnote of each label, as GitHub does.

    comrak leaves them where they stand and puts all that follows into the list of footnotes. So they get labels of the
    same length that nobody uses, and comrak drops them.
    """
    positions = document.positions
    used = set(positions.body)
    free = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in used)
    body, done = [], 0
    for duplicate in document.duplicate_footnotes:
        start = positions.starts[duplicate.place.line - positions.first_line] + duplicate.place.column + 1
        end = start + len(duplicate.label) - 1
        body += [positions.body[done:start], next(free, "\ue000") * (end - start)]
        done = end
    engine_body = "".join((*body, positions.body[done:]))
    again = _read(Positions(engine_body, document.path, positions.first_line))
    dropped = {duplicate.place for duplicate in document.duplicate_footnotes}
    return replace(
        again,
        positions=positions,
        engine_body=engine_body,
        duplicate_footnotes=document.duplicate_footnotes,
        unused_footnotes=tuple(each for each in again.unused_footnotes if each.place not in dropped),
    )


@cache
def _options(form: Form) -> tuple[comrak.ExtensionOptions, comrak.ParseOptions, comrak.RenderOptions]:
    import comrak

    extensions = comrak.ExtensionOptions()
    extensions.table = extensions.autolink = extensions.strikethrough = True
    extensions.tasklist = extensions.footnotes = True
    rendering = comrak.RenderOptions()
    rendering.gfm_quirks = True
    rendering.sourcepos = form != "page"
    rendering.unsafe_ = form != "positions"
    rendering.escape = form == "targets"
    return extensions, comrak.ParseOptions(), rendering


def _plain(body: str) -> str:
    """The body without what UTF-8 or comrak would change in length, every line and column staying where it is: lone
    surrogates, NUL, a byte order mark, carriage returns.
    """
    try:
        body.encode()
    except UnicodeEncodeError:
        body = body.encode(errors="replace").decode()
    body = body.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return " " + body[1:] if body.startswith("\ufeff") else body


def _targets(body: str, html: str) -> dict[str, str]:
    """The targets that the safe rendering leaves out (``javascript:`` and its kin), by position."""
    if ' href=""' not in html and ' src=""' not in html:
        return {}
    found = _ADDRESS.findall(render(body, "targets") or "")
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


def _document(positions: Positions, parts: Parts) -> Document:
    definitions = _definitions(positions, parts)
    notes = [each for each in definitions if each[0].label.startswith("^")]
    link_definitions = [each for each in definitions if not each[0].label.startswith("^")]
    places = {label: definition.place for definition, label, _ in reversed(link_definitions)}
    first_notes = {label: offset for _, label, offset in reversed(notes)}
    used = {label for _, label in parts.links} | set(parts.image_labels)
    shown = set(parts.footnotes)
    return Document(
        positions=positions,
        engine_body=positions.body,
        headings=tuple(parts.headings),
        links=tuple(replace(link, target_place=places.get(label, link.target_place)) for link, label in parts.links),
        images=tuple(parts.images),
        raw_html=tuple(parts.raw_html),
        paragraphs=tuple(parts.paragraphs),
        code=tuple(parts.code),
        tasks=tuple(parts.tasks),
        tables=parts.tables,
        bold_headings=tuple(parts.bold_headings),
        unused_definitions=tuple(each for each, label, _ in link_definitions if label not in used),
        undefined_references=tuple(found for found in parts.undefined if not found.label.startswith("^")),
        duplicate_footnotes=tuple(each for each, label, offset in notes if first_notes[label] != offset),
        unused_footnotes=tuple(
            each for each, label, offset in notes if first_notes[label] == offset and offset not in shown
        ),
        undefined_footnotes=tuple(found for found in parts.undefined if found.label.startswith("^")),
        conflict_markers=tuple(_conflicts(positions)),
        words=sum(count_words(paragraph.text) for paragraph in parts.paragraphs),
    )


def _definitions(positions: Positions, parts: Parts) -> tuple[tuple[Definition, str, int], ...]:
    """Link and footnote definitions with the label to compare and the offset. comrak does not tell where they are, so
    they are what stands in no block.
    """
    taken = sorted(parts.taken)
    found = []
    for match in _DEFINITION.finditer(positions.body):
        offset = match.start(1) - 1
        before = bisect_right(taken, (offset, len(positions.body))) - 1
        if before < 0 or taken[before][1] <= offset:
            definition = Definition(match[1] + match[2], positions.place(offset, match.end()))
            found.append((definition, normal_label(match[2]), offset))
    return tuple(found)


def _conflicts(positions: Positions) -> Iterator[tuple[Place, ...]]:
    """Groups of lines that Git leaves in a file when two changes conflict."""
    group: list[Place] = []
    expected = "<"
    for match in _CONFLICT.finditer(positions.body):
        char = match[0][0]
        place = positions.place(match.start(), match.start() + 7)
        if char == "<":
            group, expected = [place], "="
        elif group and char in (expected, "|"):
            group.append(place)
            if char == ">":
                yield tuple(group)
                group = []
            expected = ">" if char == "=" else expected
