"""What is too big or too deep to be read: each limit is there because something behind it was seen to blow up."""

from __future__ import annotations

import re

from nomflow.core.basics.answer import Finding, must
from nomflow.core.markdown.positions import Positions
from nomflow.core.markdown.words import names

MAX_CHARACTERS = 262_144
"""As many as ``core.text`` lets through; the largest statement of 73 real elections has 102 kB."""
MAX_CELLS = 20_000
"""comrak fills rows up to the width of the table: 42 kB of pipes became 50 MB of HTML."""
MAX_DEPTH = 100
"""comrak's output grows with depth, and nh3's time with its square: 100 kB of ``>`` took 15 s."""
MAX_FOOTNOTE_MARKS = 2_000
"""Each becomes 280 bytes of HTML."""
MAX_AT_SIGNS = 1_000
"""comrak looks for an e-mail address behind each by calling itself: 30,000 in a paragraph overflowed 8 MB of stack, and
some systems have 1 MB. The most in 526 real files is 41."""
MAX_EMPHASIS = 10_000
"""Runs of ``*``, ``_`` and ``~`` in one block: comrak's time grows with their square, and 40,000 took half a second."""
MAX_REOPENED = 50_000
"""An HTML parser opens every unclosed ``<b>`` again in each paragraph after it: 100 kB ate 4 GB."""

MAX_HTML = 1_000_000
"""Characters that comrak makes of a body: reading costs time by the tag. The most in 526 real files is 112,000."""

_MARKERS = re.compile(r"^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+", re.MULTILINE)
_DELIMITER_ROW = "0123456789.)+* \t>|:-\n"
_TAG = r"<(/?)([a-zA-Z][^\s/>]*)"
_FORMATTING = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
_NEVER_DEEPER = names(
    """p li td th tr tbody thead tfoot dd dt option optgroup rp rt h1 h2 h3 h4 h5 h6 area base br col embed hr img input
    link meta param source track wbr"""
)


def too_much(positions: Positions) -> Finding | None:
    """What makes this body too much to be parsed at all; linear."""
    body = positions.body
    if len(body) > MAX_CHARACTERS:
        return must(
            "This text has more than {limit} characters, and it is not read further. Please shorten it.",
            positions.place(MAX_CHARACTERS, MAX_CHARACTERS + 1),
            limit=MAX_CHARACTERS,
        )
    for mark, called, limit in (("[^", "footnote marks", MAX_FOOTNOTE_MARKS), ("@", "@ signs", MAX_AT_SIGNS)):
        if body.count(mark) > limit:
            return must(
                "This text has more than {limit} {called}, and it is not read further. Please use fewer.",
                positions.place(body.index(mark), body.index(mark) + len(mark)),
                limit=limit,
                called=called,
            )
    return _too_deep(positions) or _too_many_cells(positions) or _too_much_emphasis(positions)


def too_deep(positions: Positions, offset: int) -> Finding:
    """Says that something is nested too deeply at an offset of the body."""
    return must(
        "From here the text is nested more than {limit} levels deep (lists, quotes or emphasis inside each other), and"
        " it is not read further. Please make it flatter.",
        positions.place(offset, offset + 1),
        limit=MAX_DEPTH,
    )


def too_tangled(positions: Positions, html: str) -> Finding | None:
    """What makes HTML with raw tags in it too costly to sanitise; linear. ``html`` is what comrak made of the body."""
    still_open: dict[str, int] = {}
    depth = formatting = reopened = 0
    culprit = "<"
    for match in re.finditer(_TAG, html):
        name = match[2].lower()
        step = -1 if match[1] else 1
        if name not in _NEVER_DEEPER and (step > 0 or still_open.get(name)):
            still_open[name] = still_open.get(name, 0) + step
            depth += step
            if name in _FORMATTING:
                formatting += step
            if step > 0:
                culprit = match[0]
        if name not in _FORMATTING:
            reopened += formatting
        if depth > MAX_DEPTH or reopened > MAX_REOPENED:
            return _tangled(positions, culprit)
    return None


def too_much_html(positions: Positions, html: str) -> Finding | None:
    """What makes comrak's output too long to be read."""
    if len(html) <= MAX_HTML:
        return None
    return must(
        "This text has too many links, lists, quotes or cells for its length and is not read. Please make it plainer.",
        positions.place(0, 1),
    )


def unreadable(positions: Positions) -> Finding:
    """Says that the Markdown engine gave up."""
    return must(
        "This text could not be read as Markdown. Please take out what is unusual in it, and tell the officers.",
        positions.place(0, 1),
    )


def _tangled(positions: Positions, tag: str) -> Finding:
    found = positions.body.find(tag)
    return must(
        "So many HTML tags such as {tag} are opened and never closed that the text is not read further."
        " Please close each tag, or write Markdown instead.",
        positions.place(max(found, 0), max(found, 0) + len(tag)),
        tag=f"{tag}>",
    )


def _too_deep(positions: Positions) -> Finding | None:
    for match in _MARKERS.finditer(positions.body):
        if len(match[0]) > MAX_DEPTH:
            run = match[0].replace(" ", "").replace("\t", "")
            if len(run) > MAX_DEPTH and (len(set(run)) > 1 or run[0] == ">"):
                return too_deep(positions, match.start())
    return None


def _too_many_cells(positions: Positions) -> Finding | None:
    """Counts a cell for each column of the widest delimiter row so far in each line of a run of lines."""
    body = positions.body
    if "|" not in body:
        return None
    cells = width = 0
    for number, start in enumerate(positions.starts):
        end = positions.starts[number + 1] if number + 1 < len(positions.starts) else len(body)
        line = body[start:end]
        if not line.strip(" \t>\n"):
            width = 0
        elif "|" in line and "-" in line and not line.strip(_DELIMITER_ROW):
            width = max(width, line.count("|") + 1)
        cells += width
        if cells > MAX_CELLS:
            return must(
                "The tables of this text have more than {limit} cells, and it is not read further."
                " Please make them smaller.",
                positions.place(start, end),
                limit=MAX_CELLS,
            )
    return None


def _too_much_emphasis(positions: Positions) -> Finding | None:
    start = 0
    for block in positions.body.split("\n\n"):
        if len(block) > MAX_EMPHASIS and len(re.findall(r"[*_~]+", block)) > MAX_EMPHASIS:
            return must(
                "From here more than {limit} marks of emphasis (*, _ or ~) follow in one paragraph, and the text is not"
                " read further. Please use fewer.",
                positions.place(start, start + 1),
                limit=MAX_EMPHASIS,
            )
        start += len(block) + 2
    return None
