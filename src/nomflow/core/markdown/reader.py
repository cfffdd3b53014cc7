"""From comrak's HTML, which says where everything stands, to the parts of a document.

The HTML is the *safe* one: raw HTML is left out and marked, all text is escaped. So a tag in it is comrak's own, and
nobody can forge a position. (comrak's Python binding does not hand out its syntax tree.)
"""

from __future__ import annotations

import re
from bisect import bisect_left

from nomflow.core.markdown.collector import HEADINGS, Collector, Label, Parts
from nomflow.core.markdown.document import Heading, Image, Kind, Task
from nomflow.core.markdown.limits import MAX_DEPTH, too_deep
from nomflow.core.markdown.positions import Positions
from nomflow.core.markdown.raw_html import RawHtmlFinder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nomflow.core.markdown.raw_html import RawHtmlFinder

OMITTED = "<!-- raw HTML omitted -->"

_TOKEN = re.compile(
    r"<(/?)([a-z][a-z0-9]*)(?: data-sourcepos=\"(\d+):(\d+)-(\d+):(\d+)\")?([^>]*)>|<!-- raw HTML omitted -->"
)
_ATTRIBUTE = re.compile(r" ([a-z-]+)=\"([^\"]*)\"")
_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.){1,300}\]:")
_MARKER = re.compile(r"(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t])?")
_HOLD_ONLY_BLOCKS = frozenset(("ul", "ol", "table", "thead", "tbody", "tr", "hr"))
_HOLD_BLOCKS = frozenset(("li", "blockquote", "section"))
_BLOCKS = HEADINGS | _HOLD_ONLY_BLOCKS | _HOLD_BLOCKS | {"p", "td", "th", "pre"}
_KINDS = {"li": Kind.ITEM, "td": Kind.CELL, "th": Kind.CELL, "pre": Kind.CODE} | dict.fromkeys(HEADINGS, Kind.HEADING)


class _Open:
    """An open element: where it stands in the body and where its content begins in the HTML."""

    __slots__ = ("content", "end", "name", "start")

    def __init__(self, name: str, start: int, end: int, content: int) -> None:
        self.name = name
        self.start = start
        self.end = end
        self.content = content


class Reader:
    """Reads one rendering. ``addresses`` has the targets, by position, that the safe rendering left out."""

    def __init__(self, html: str, positions: Positions, addresses: dict[str, str]) -> None:
        self._html = html
        self._positions = positions
        self._body = positions.body
        self._addresses = addresses
        self._raw_html: RawHtmlFinder | None = None
        self._into = Collector(positions)
        self._open: list[_Open] = []
        self._skipped = 0
        self._footnotes = False
        self._pipes: list[int] = []
        self._shift = 0
        self._row_shift = 0

    def read(self) -> Parts:
        done = 0
        for match in _TOKEN.finditer(self._html):
            if done < match.start():
                self._words(self._html[done : match.start()])
            done = match.end()
            name = match[2]
            if name is None:
                self._raw(match)
            elif self._skipped:
                self._skipped += (name in ("a", "sup")) * (-1 if match[1] else 1)
            elif match[1]:
                self._close(name, match.start())
            else:
                self._begin(name, match)
                if len(self._open) > MAX_DEPTH:
                    self._into.parts.refused = too_deep(self._positions, self._into.cursor)
                    break
        self._into.end_raw_heading(len(self._body))
        return self._into.parts

    def _words(self, escaped: str) -> None:
        if self._skipped:
            return
        text = escaped
        if "&" in text:
            text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
        if "[" in text and self._open and self._open[-1].name not in ("code", "pre"):
            self._into.find_undefined(text, self._open[-1].end)
        self._into.add(text, self._into.cursor)

    def _end_text(self) -> None:
        """Ends the text of the innermost block."""
        block = next((element for element in reversed(self._open) if element.name in _BLOCKS), None)
        if block is None:
            self._into.end_text(Kind.HTML)
            return
        kind = _KINDS.get(block.name, Kind.PARAGRAPH)
        if self._footnotes:
            kind = Kind.FOOTNOTE
        elif block.name == "p" and len(self._open) > 1 and self._open[-2].name == "li":
            kind = Kind.ITEM
        if block.name in _HOLD_BLOCKS:
            self._into.end_text(kind)
        else:
            self._into.end_text(kind, block.start, block.end)

    def _begin(self, name: str, match: re.Match[str]) -> None:
        start, end = self._span(match)
        if name in ("a", "sup") and "footnote-" in match[7]:
            self._skipped = 1
            self._into.cursor = end
        elif name in ("img", "br", "hr", "input"):
            self._void(name, match, start, end)
        else:
            if name in _BLOCKS:
                self._end_text()
            if name == "p" and self._body.startswith("[", start):
                start = self._after_definitions(match, start)
            self._into.cursor = start
            self._open.append(_Open(name, start, end, match.end()))
            self._enter(name, match, start, end)

    def _enter(self, name: str, match: re.Match[str], start: int, end: int) -> None:
        into = self._into
        if name == "a":
            into.link = Label(start, end, self._address(match, "href"))
        elif name == "li":
            if ' id="fn-' in match[7]:
                into.parts.footnotes.append(start)
            marker = _MARKER.match(self._body, start, end)
            into.cursor = marker.end() if marker else start
        elif name in HEADINGS:
            into.end_raw_heading(start)
            into.heading = Label(start, end, level=int(name[1]))
            into.cursor = end - len(self._body[start:end].lstrip("#"))
        elif name in ("td", "th"):
            found = enumerate(re.finditer(r"\\\|", self._body[start:end]))
            self._pipes = [start + pipe.start() - number for number, pipe in found]
        elif name == "tr":
            self._row_shift = self._of_row(match, start)
        elif name == "pre":
            newline = self._body.find("\n", start, end)
            if self._body[start : start + 3] in ("```", "~~~") and newline > 0:
                into.cursor = newline + 1
            into.parts.taken.append((start, end))
        elif name == "table":
            into.parts.tables += 1
        elif name == "section":
            self._footnotes = True
        if name == "pre" or (name == "code" and match[3]):
            into.parts.code.append(into.place(start, end))

    def _close(self, name: str, at: int) -> None:
        if name in _BLOCKS:
            if name == "p":
                self._bold_heading(at)
                self._shift = 0
            self._end_text()
        if name == "a":
            self._into.end_link()
        elif name in HEADINGS:
            self._into.end_heading()
        elif name in ("td", "th"):
            self._pipes = []
        elif name == "tr":
            self._row_shift = 0
        if self._open:
            self._into.cursor = self._open.pop().end

    def _void(self, name: str, match: re.Match[str], start: int, end: int) -> None:
        if name == "img":
            found = dict(_ATTRIBUTE.findall(match[7]))
            alt, title = _plain(found.get("alt", "")), _plain(found.get("title", ""))
            image = Image(self._address(match, "src"), alt, title, self._into.place(start, end))
            self._into.image(image, start, end)
        elif name == "input":
            at = self._open[-1].start if self._open else start
            self._into.parts.tasks.append(Task("checked" in match[7], self._into.place(at, at + 1)))
        elif name == "hr":
            self._end_text()
        if match[3]:
            self._into.cursor = end

    def _bold_heading(self, at: int) -> None:
        """A paragraph on one line that is nothing but bold text."""
        if len(self._open) != 1 or self._into.hidden:
            return
        element = self._open[0]
        inner = self._html[element.content : at]
        whole = inner.startswith("<strong ") and inner.removesuffix(":").endswith("</strong>")
        if whole and "\n" not in inner and inner.count("<strong ") == 1:
            place = self._into.place(element.start, element.end)
            self._into.parts.bold_headings.append(Heading(0, self._into.text.strip(), place))

    # Raw HTML

    @property
    def _finder(self) -> RawHtmlFinder:
        if self._raw_html is None:
            self._raw_html = RawHtmlFinder(self._body)
        return self._raw_html

    def _raw(self, match: re.Match[str]) -> None:
        into = self._into
        limit = self._open[-1].end if self._open else len(self._body)
        if not self._is_block(match):
            for token in self._finder.tokens(*self._finder.inline(into.cursor, limit)):
                into.raw(token)
            return
        self._end_text()
        start, end = self._finder.block(into.cursor, limit)
        for token in self._finder.tokens(start, end):
            into.raw(token)
        into.end_text(Kind.HTML)
        into.parts.taken.append((start, end))

    def _is_block(self, match: re.Match[str]) -> bool:
        if not self._open or self._open[-1].name in ("blockquote", "section"):
            return True
        if self._open[-1].name != "li" or not self._into.has_text:
            return self._open[-1].name == "li" and self._html.startswith("\n", match.end())
        # Within the text of a tight item a block looks like a tag on a line of its own, but for what follows.
        after = self._html[match.end() : match.end() + 6]
        alone = self._html[match.start() - 1] == "\n"
        return alone and after.startswith(("\n</li>", "\n<ul ", "\n<ol ", "\n<p ", "\n<pre ", "\n<!--"))

    # Places

    def _span(self, match: re.Match[str]) -> tuple[int, int]:
        """Start and end in the body, without the line end that some blocks include."""
        if not match[3]:
            return self._into.cursor, self._open[-1].end if self._open else len(self._body)
        start = self._positions.offset(int(match[3]) + self._shift, int(match[4]))
        end = self._positions.offset(int(match[5]) + self._shift, int(match[6]) or 1) + (match[6] != "0")
        start, end = start + self._row_shift, end + self._row_shift
        if self._pipes:
            start, end = self._past_pipes(start), self._past_pipes(end)
        end = min(end, len(self._body))
        while end > start + 1 and self._body[end - 1] == "\n":
            end -= 1
        return start, end

    def _after_definitions(self, match: re.Match[str], start: int) -> int:
        """comrak forgets the lines of link definitions that stand right on top of a paragraph."""
        lines = self._html.count("\n", match.end(), self._html.find("</p>", match.end()))
        self._shift = max(int(match[5]) - int(match[3]) - lines, 0)
        if not _DEFINITION.match(self._body, start):
            self._shift = 0
        return self._positions.offset(int(match[3]) + self._shift, 1) if self._shift else start

    def _of_row(self, match: re.Match[str], start: int) -> int:
        """comrak counts the columns of a row as if all rows of a table were indented like the first."""
        if self._open[-2].name != "tbody":
            return 0
        line = self._positions.offset(int(match[3]), 1)
        while line < len(self._body) and self._body[line] in " \t>":
            line += 1
        return line - start

    def _past_pipes(self, offset: int) -> int:
        """comrak forgets the backslash of ``\\|`` when it counts the columns of a table cell."""
        return offset + bisect_left(self._pipes, offset)

    def _address(self, match: re.Match[str], name: str) -> str:
        found = _plain(dict(_ATTRIBUTE.findall(match[7])).get(name, ""))
        return found or self._addresses.get(":".join(match.group(3, 4, 5, 6)), "")


def _plain(escaped: str) -> str:
    if "&" not in escaped:
        return escaped
    for entity, character in (("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        escaped = escaped.replace(entity, character)
    return escaped
