"""A statement in Markdown that Elekto can hold: nothing it takes for a fence, no HTML, no address that runs something.

Elekto's Markdown library reads some texts otherwise than we do, so nothing here relies on what a character means to us
alone: what could do harm is broken wherever it stands, by a character that cannot be seen (U+200B).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from nomflow.core.basics.place import Place
from nomflow.core.markdown.document import Document, Image, Link, LinkKind, RawHtml
from nomflow.core.markdown.parse import parse
from nomflow.core.markdown.words import names
from nomflow.render.quote import ZWSP, web_address

Edit = tuple[int, int, str]
"""From where, up to where, and what stands there instead."""

_NEEDS_READING = re.compile(r"<|---|--n|!\[")
_RUN = re.compile(r"-{3,}|--(?=n)")
_RULE = re.compile(r"^([ \t>]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++)*+)-{3,}[ \t]*+$", re.MULTILINE)
_ADDRESS = re.compile(r"(?:://|\]\(|^ {0,3}\[[^\]\n]{1,999}\]:[ \t]*+)[^\s<>\u200b]*+", re.MULTILINE)
_TAG = re.compile(r"<(?=[A-Za-z/!?$%])")
_TARGET = r"(?P<target>[\s\x00-\x20\\<&#;\w+.:-]*+)(?P<rest>[^\s)]{0,500}+)"
_LINK = re.compile(rf"\](?=[ \t\n]*+\({_TARGET})")
_DEFINITION = re.compile(rf"\](?=:{_TARGET})")
_NOTE = re.compile(r"(\[\^[^\]\n]{0,999}\])(?=:)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
_GOOD = ("http:", "https:", "mailto:")
_DROPPED = frozenset(("script", "style"))
_BLOCKS = names(
    """address article aside blockquote center dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header
    hr main nav ol p pre section summary table tbody td tfoot th thead tr ul"""
)
_INSTEAD = {"br": "  \n", "li": "\n- ", "hr": "\n\n***\n\n"}


def harmless(text: str) -> str:
    """The same text with raw HTML taken out, lines and runs of hyphens written otherwise, and harmless addresses.

    Never raises; the result has no ``---`` and no ``--n``, and no ``<`` before anything a tag begins with.
    """
    if _NEEDS_READING.search(text):
        document = parse(text, "")
        text = document.body if document.refused else _edited(document.body, _edits(document))
    for change in (_dashes, _addresses, _tags):
        text = change(text)
    return _RUN.sub(_split, text)


def _edited(text: str, edits: Iterable[Edit]) -> str:
    kept, done = [], 0
    for start, end, instead in sorted(edits):
        if start >= done:
            kept += [text[done:start], instead]
            done = end
    return "".join((*kept, text[done:]))


def _edits(document: Document) -> Iterator[Edit]:
    """What has to be read to be changed: HTML, code, addresses between ``<`` and ``>``, underlined headings, images."""
    yield from _without_html(document)
    for link in document.links:
        yield from _without_brackets(document, link)
    for image in document.images:
        yield from _as_text(document, image)
    for heading in document.headings:
        if heading.setext:
            start, end = _line(document, heading.place.end_line)
            if "---" in document.body[start:end]:
                yield start, end, document.body[start:end].replace("-", "").rstrip() + "--"
    for place in document.code:
        start, end = _span(document, place)
        for run in _RUN.finditer(document.body, start, end):
            yield run.start(), run.end(), _split(run)


def _without_html(document: Document) -> Iterator[Edit]:
    dropping, since = "", (0, 0)
    for tag in document.raw_html:
        start, _ = _span(document, tag.place)
        end = start + len(tag.text)
        if document.body[start:end] != tag.text:
            continue
        if dropping:
            if tag.closing and tag.name == dropping:
                yield since[0], end, ""
                dropping = ""
        elif tag.name in _DROPPED and not tag.closing:
            dropping, since = tag.name, (start, end)
        else:
            yield start, end, _instead(document.body, start, tag)
    if dropping:
        yield *since, ""


def _instead(body: str, start: int, tag: RawHtml) -> str:
    line = body[body.rfind("\n", 0, start) + 1 : start]
    in_block = not line.strip() or line.lstrip().startswith("<")
    if tag.name == "img":
        return dict(tag.attributes).get("alt", "")
    if tag.name == "br" and "|" in line:
        return " "
    if not in_block and tag.name != "br":
        return ""
    if tag.name in _INSTEAD:
        return "" if tag.closing else _INSTEAD[tag.name]
    return "\n\n" if tag.name in _BLOCKS else ""


def _without_brackets(document: Document, link: Link) -> Iterator[Edit]:
    """``<https://example.org>`` as a link with a text; ``[text](<address>)`` with the bare address."""
    body = document.body
    start, end = _span(document, link.target_place)
    address = web_address(link.target).replace("(", "%28").replace(")", "%29")
    if not address and link.kind is LinkKind.INLINE:
        return
    if link.kind is LinkKind.INLINE and body[start - 1 : start] == "<" and body[end : end + 1] == ">":
        yield start - 1, end + 1, address
    elif body[start : start + 1] == "<" and body[end - 1 : end] == ">":
        label = body[start + 1 : end - 1]
        yield start, end, f"[{label}]({address})" if address and not set(label) & set("[]()*_`\\") else label


def _as_text(document: Document, image: Image) -> Iterator[Edit]:
    """An image becomes a link to it: Elekto would load it from wherever a candidate said."""
    start, _ = _span(document, image.place)
    if document.body.startswith("![", start):
        yield start, start + 1, ""


def _span(document: Document, place: Place) -> tuple[int, int]:
    starts = document.positions.starts
    return starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column


def _line(document: Document, number: int) -> tuple[int, int]:
    starts, body = document.positions.starts, document.body
    return starts[number - 1], starts[number] - 1 if number < len(starts) else len(body)


def _dashes(text: str) -> str:
    """Rules as ``***``, lines of tables with two hyphens, ``%2D`` in addresses, dashes in sentences."""
    text = _RULE.sub(r"\1***", text)
    text = "\n".join(map(_table_line, text.split("\n")))
    text = _ADDRESS.sub(lambda found: _RUN.sub(lambda run: "-" + "%2D" * (len(run[0]) - 1), found[0]), text)
    return re.sub("-{3,}", "—", text)


def _table_line(line: str) -> str:
    return re.sub("-{3,}", "--", line) if "---" in line and "|" in line and set(line) <= set("|:- \t>") else line


def _split(run: re.Match[str]) -> str:
    return ZWSP.join(run[0])


def _tags(text: str) -> str:
    return _TAG.sub(f"<{ZWSP}", text)


def _addresses(text: str) -> str:
    """No link to anything but the web and mail, no image, and no note that Elekto would take for an address."""
    for place in (_LINK, _DEFINITION):
        text = place.sub(lambda found: "]" if _good(found["target"], found["rest"]) else f"]{ZWSP}", text)
    return _NOTE.sub(rf"\1{ZWSP}", text).replace("![", f"!{ZWSP}[")


def _good(target: str, rest: str) -> bool:
    """Whether a target has no scheme or a good one, as a browser reads it: without blanks, entities resolved."""
    read = "".join(char for char in unescape(target) if char > " " and char not in "\\<").lower()
    scheme = _SCHEME.match(read)
    return (not scheme or scheme[0] in _GOOD) and not set(target + rest) & set("\"'`")
