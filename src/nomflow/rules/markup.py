"""Markdown that means what the writer thinks it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from nomflow.core.basics.answer import Finding, Fix, Outcome, judged, must, tip
from nomflow.core.basics.place import Place
from nomflow.core.election.choices import FrontMatterStyle
from nomflow.core.evaluate import rule
from nomflow.core.markdown.covered import shown_as_typed
from nomflow.core.markdown.document import Document, Kind
from nomflow.core.snapshot.front_matter import Style
from nomflow.core.snapshot.snapshot import Snapshot

_PAIR = r"(?!https?:)\W{0,4}+\w[\w '’()/&-]{1,28}+\W{0,3}?: ?\W{0,4}[\w@<]"
_BULLET = r"[ \t]*[•‣◦▪●○■➢➤][ \t]*\w"
_FENCE = re.compile(r"(?:(`{3,})[^`]*|(~{3,}).*)\Z")
_STARS = re.compile(r"(?<!\*)\*\*(?!\*)")
_BROKEN = ("  ", "\\", "<br>", "<br/>", "<br />")
_PAIRS = 3
_WORDS_OF_PROSE = 6


@rule("markup", "The Markdown shows what was meant")
def markup(snapshot: Snapshot) -> Outcome:
    """There are no merge conflict markers, no comment, code block or ``<details>`` without an end, no stray asterisks,
    no lines that run together, and no two footnotes with one name.

    Why: each of these makes part of the statement invisible or shows voters stray characters, and is hard to see in an
    editor.

    How to fix: look at the line in the message; the preview shows what voters will read.
    """
    statement = snapshot.statement
    assert statement is not None
    document = statement.document
    found = [document.refused] if document.refused else []
    found += [*_conflicts(document), *_comments(document, statement.source.lines), *_footnotes(document)]
    found += [*_fences(document, statement.source.lines), *_folded(document), *_stars(document)]
    rules = snapshot.election.statement.front_matter
    header = statement.front.style is Style.NONE and rules.required and rules.style is not FrontMatterStyle.NONE
    flowing = _flowing(document, statement.source.lines)
    found += (each for each in flowing if not (header and each.place and each.place.line == 1))
    good = "There are tips about the Markdown." if found else "The Markdown is correct."
    return judged(found, good, "Part of the text is hidden or broken.")


def _conflicts(document: Document) -> Iterator[Finding]:
    for group in document.conflict_markers:
        told = (
            "A merge conflict was left here. Keep one of the two versions, and delete the lines that begin with"
            " `<<<<<<<`, `=======` and `>>>>>>>`."
        )
        yield must(told, group[0])


def _flowing(document: Document, lines: tuple[str, ...]) -> Iterator[Finding]:
    """Lines like "Name: Ada" or "• Ada", one below the other, that Markdown puts behind each other."""
    for paragraph in document.paragraphs:
        place = paragraph.place
        if paragraph.kind not in (Kind.PARAGRAPH, Kind.ITEM):
            continue
        numbers = range(place.line, min(place.end_line, len(lines)) + 1)
        for sign, run in groupby(numbers, lambda number: _begins(lines[number - 1])):
            block = list(run)
            if any(lines[n - 1].endswith(_BROKEN) for n in block[:-1]):
                continue
            first, last = block[0], block[-1]
            where = Place(path=place.path, line=first, column=1, end_line=last, end_column=len(lines[last - 1]))
            if sign == "•" and len(block) > 1:
                told = "On the page these {count} lines run together: `{sign}` makes no list. Begin each with `- `."
                bullets = (re.sub(r"\A([ \t]*)\S[ \t]*", r"\1- ", lines[n - 1]) for n in block)
                fix = Fix(Place(path=place.path, line=first, column=1, end_line=last, end_column=0), "\n".join(bullets))
                yield tip(told, where, fix, count=len(block), sign=lines[first - 1].lstrip()[0])
            elif sign == ":" and len(block) >= _PAIRS and paragraph.kind is Kind.PARAGRAPH:
                told = (
                    "On the page, these {count} lines become one paragraph. To keep them separate, begin each "
                    "with `- `."
                )
                yield tip(told, where, count=len(block))


def _begins(line: str) -> str:
    return "•" if re.match(_BULLET, line) else ":" if re.match(_PAIR, line) else ""


def _fences(document: Document, lines: tuple[str, ...]) -> Iterator[Finding]:
    """Blocks of code that nobody closed. What a reader takes for text must not be code."""
    for place in document.code:
        opening = _FENCE.match(lines[place.line - 1], place.column - 1)
        if not opening or place.line > place.end_line:
            continue
        fence = opening[1] or opening[2]
        closing = lines[place.end_line - 1].strip("> \t") if place.end_line > place.line else ""
        if len(closing) >= len(fence) and closing == fence[0] * len(closing):
            continue
        inside = lines[place.line : place.end_line]
        blank = next((number for number, line in enumerate(inside) if not line.strip("> \t")), len(inside))
        prose = any(len(line.split()) >= _WORDS_OF_PROSE or line.startswith("## ") for line in inside[blank:])
        told = (
            "The code that begins here is never closed, so everything after it is shown as code. Add {fence} where the"
            " code ends."
        )
        here = Place(
            path=place.path,
            line=place.line,
            column=place.column,
            end_line=place.line,
            end_column=place.column + len(fence) - 1,
        )
        yield (must if prose else tip)(told, here, fence=fence)


def _folded(document: Document) -> Iterator[Finding]:
    """``<details>`` that nobody closed: the reader has to open it to see the headings below it."""
    opened: list[Place] = []
    for raw in document.raw_html:
        if raw.name == "details" and raw.closing:
            del opened[-1:]
        elif raw.name == "details":
            opened.append(raw.place)
    for place in opened:
        told = (
            "This `<details>` is never closed, so everything after it is folded away. Add `</details>` where it ends."
        )
        hides = any(heading.place.line > place.line for heading in document.headings)
        yield (must if hides else tip)(told, place)


def _stars(document: Document) -> Iterator[Finding]:
    """Two asterisks that were meant to make words bold and are shown, once for each paragraph."""
    paragraphs = [each for each in document.paragraphs if each.kind is not Kind.CODE and "**" in each.text]
    shown, body = shown_as_typed(document) if paragraphs else None, document.body
    for paragraph in paragraphs:
        found = []
        for stars in _STARS.finditer(paragraph.text):
            around = paragraph.text[max(stars.start() - 1, 0) : stars.start()], paragraph.text[stars.end() :][:1]
            place = document.place_of(paragraph, *stars.span())
            typed = document.positions.starts[place.line - document.positions.first_line] + place.column - 1
            meant = "/" not in around and not all(map(str.isalnum, around))
            if meant and body.startswith("**", typed) and body[typed - 1 : typed] != "\\" and shown and shown(place):
                found.append((place, all(map(str.isspace, around))))
        if len(found) == 1 and not found[0][1]:
            told = (
                "These asterisks have no partner in this paragraph, so they are shown. Add `**` at the other end of the"
                " bold words, or delete them."
            )
            yield tip(told, found[0][0])
        elif not all(spaced for _, spaced in found):
            told = (
                "These asterisks are shown and make nothing bold. Put them directly around the words, and a space"
                " outside of them."
            )
            yield tip(told, found[0][0])


def _comments(document: Document, lines: tuple[str, ...]) -> Iterator[Finding]:
    for raw in document.raw_html:
        if not (raw.comment and raw.unclosed):
            continue
        hidden = raw.text.removeprefix("<!--").strip() or any(line.strip() for line in lines[raw.place.end_line :])
        if hidden:
            told = "This comment has no end, so everything after it is hidden. Add `-->` where the comment ends."
            yield must(told, raw.place)
        else:
            yield tip("This comment has no end. Add `-->` after it, or delete it.", raw.place)


def _footnotes(document: Document) -> Iterator[Finding]:
    for each in document.duplicate_footnotes:
        told = "There are two footnotes `[{label}]`, and only the first is shown. Rename this one."
        yield tip(told, each.place, label=each.label)
    for each in document.unused_footnotes:
        told = "Nothing refers to the footnote `[{label}]`, so it is not shown. Put `[{label}]` where it belongs."
        yield tip(told, each.place, label=each.label)
    for each in document.undefined_footnotes:
        told = "The footnote `[{label}]` is missing. Add a line `[{label}]: …` at the end."
        yield tip(told, each.place, label=each.label)
