"""Markdown that means what the writer thinks it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from nomflow.core.basics.answer import Finding, Outcome, judged, must, tip
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import rule
from nomflow.core.markdown.document import Document, Kind
from nomflow.core.snapshot.snapshot import Snapshot

_PAIR = r"(?!https?:)\W{0,4}+\w[\w '’()/&-]{1,28}+\W{0,3}?: ?\W{0,4}[\w@<]"
_BROKEN = ("  ", "\\", "<br>", "<br/>", "<br />")
_PAIRS = 3


@rule("markup", "The Markdown shows what was meant")
def markup(snapshot: Snapshot) -> Outcome:
    """No markers of a merge conflict, no comment that swallows the rest, no footnote that hides another.

    Why: each of these makes part of the statement invisible or puts rubbish before voters, and is hard to see in an
    editor.

    How to fix: look at the line in the message; the preview shows what voters will read.
    """
    statement = snapshot.statement
    assert statement is not None
    document = statement.document
    found = [document.refused] if document.refused else []
    found += [*_conflicts(document), *_comments(document, statement.source.lines), *_footnotes(document)]
    found += _flowing(document, statement.source.lines)
    good = "There are tips about the Markdown." if found else "The Markdown is sound."
    return judged(found, good, "Something hides or breaks part of the text.")


def _conflicts(document: Document) -> Iterator[Finding]:
    for group in document.conflict_markers:
        told = (
            "A merge conflict was left here. Keep one of the two versions, and delete the lines that begin with"
            " `<<<<<<<`, `=======` and `>>>>>>>`."
        )
        yield must(told, group[0])


def _flowing(document: Document, lines: tuple[str, ...]) -> Iterator[Finding]:
    """Several lines like "Name: Ada", one below the other, that Markdown puts behind each other."""
    for paragraph in document.paragraphs:
        place = paragraph.place
        if paragraph.kind is not Kind.PARAGRAPH or place.end_line - place.line < _PAIRS - 1:
            continue
        numbers = range(place.line, min(place.end_line, len(lines)) + 1)
        for pairs, run in groupby(numbers, lambda number: re.match(_PAIR, lines[number - 1]) is not None):
            block = list(run)
            if pairs and len(block) >= _PAIRS and not any(lines[n - 1].endswith(_BROKEN) for n in block[:-1]):
                told = (
                    "On the page these {count} lines flow together into one. To keep them apart, begin each with `- `."
                )
                first, last = block[0], block[-1]
                yield tip(told, Place(place.path, first, 1, last, len(lines[last - 1])), count=len(block))


def _comments(document: Document, lines: tuple[str, ...]) -> Iterator[Finding]:
    for raw in document.raw_html:
        if not (raw.comment and raw.unclosed):
            continue
        hidden = raw.text.removeprefix("<!--").strip() or any(line.strip() for line in lines[raw.place.end_line :])
        if hidden:
            told = "This comment is never closed, so all that follows is hidden. Add `-->` where the comment ends."
            yield must(told, raw.place)
        else:
            yield tip("This comment is never closed. Add `-->` behind it, or delete it.", raw.place)


def _footnotes(document: Document) -> Iterator[Finding]:
    for each in document.duplicate_footnotes:
        told = "The footnote `[{label}]` stands here again, and only the first is shown. Better rename this one."
        yield tip(told, each.place, label=each.label)
    for each in document.unused_footnotes:
        told = "Nothing refers to the footnote `[{label}]`, so it is not shown. Put `[{label}]` where it belongs."
        yield tip(told, each.place, label=each.label)
    for each in document.undefined_footnotes:
        told = "There is no footnote `[{label}]`. Add a line `[{label}]: …` at the end."
        yield tip(told, each.place, label=each.label)
