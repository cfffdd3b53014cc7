"""Collects the parts of a document: stretches of text, headings, links, images and raw HTML, each with its place."""

from __future__ import annotations

import re
from html import unescape

from nomflow.core.basics.place import Place
from nomflow.core.markdown.document import Definition, Heading, Image, Kind, Link, LinkKind, Paragraph, RawHtml, Task
from nomflow.core.markdown.positions import Positions, offset_of
from nomflow.core.markdown.words import names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nomflow.core.basics.answer import Finding
    from nomflow.core.markdown.raw_html import Token

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SIDE_BY_SIDE = names(
    """! !-- a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt
    u var wbr"""
)
"""Raw tags that do not part the words before and after them."""
_UNDEFINED = re.compile(r"(?<![\w\]\\])\[(?!\^)[^\[\]\n]{1,200}\]\[[^\[\]\n]{1,200}\]|(?<!\\)\[\^[^\[\]\s]{1,200}\]")


class Parts:
    """What has been read so far. ``taken`` are the stretches of the body in which no definition can stand.

    Plain classes here: each dataclass costs every start of the program half a millisecond.
    """

    __slots__ = (
        "bold_headings",
        "code",
        "footnotes",
        "headings",
        "image_labels",
        "images",
        "links",
        "paragraphs",
        "raw_html",
        "refused",
        "tables",
        "taken",
        "tasks",
        "undefined",
    )

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self.bold_headings: list[Heading] = []
        self.links: list[tuple[Link, str]] = []
        self.images: list[Image] = []
        self.raw_html: list[RawHtml] = []
        self.paragraphs: list[Paragraph] = []
        self.code: list[Place] = []
        self.taken: list[tuple[int, int]] = []
        self.tasks: list[Task] = []
        self.image_labels: list[str] = []
        self.footnotes: list[int] = []
        self.undefined: list[Definition] = []
        self.tables = 0
        self.refused: Finding | None = None


class Label:
    """The text of a heading or a link while it is collected."""

    __slots__ = ("end", "level", "start", "target", "text")

    def __init__(self, start: int, end: int, target: str = "", level: int = 0) -> None:
        self.start = start
        self.end = end
        self.target = target
        self.level = level
        self.text: list[str] = []

    @property
    def line(self) -> str:
        return " ".join("".join(self.text).split())


class Collector:
    """``cursor`` is the offset in the body up to which everything has been collected."""

    def __init__(self, positions: Positions) -> None:
        self.parts = Parts()
        self.cursor = 0
        self.heading: Label | None = None
        self.link: Label | None = None
        self._raw_heading: Label | None = None
        self._raw_link: Label | None = None
        self._positions = positions
        self._body = positions.body
        self._text: list[str] = []
        self._marks: list[tuple[int, int]] = []
        self._length = 0
        self._hidden = False

    @property
    def hidden(self) -> bool:
        """Whether an HTML comment that nobody closed hides what follows."""
        return self._hidden

    @property
    def has_text(self) -> bool:
        return bool(self._text)

    @property
    def text(self) -> str:
        """The stretch of text that is being collected."""
        return "".join(self._text)

    def place(self, start: int, end: int) -> Place:
        return self._positions.place(start, end)

    # Text

    def add(self, text: str, offset: int) -> None:
        """Adds visible text that begins at an offset of the body."""
        if not self._text:
            text = text.lstrip()
        if self._hidden or not text:
            return
        self._marks.append((self._length, offset))
        self._text.append(text)
        self._length += len(text)
        self._label(text)

    def end_text(self, kind: Kind, start: int = -1, end: int = -1) -> None:
        """Ends a stretch of text; without a start it reaches from its first character to its last."""
        if not self._text:
            return
        text = self.text.rstrip()
        if text:
            if start < 0:
                start = offset_of(self._body, text, self._marks, 0)
                end = offset_of(self._body, text, self._marks, len(text) - 1) + 1
                end = max(end, self.cursor)
            self.parts.paragraphs.append(Paragraph(text, kind, self.place(start, end), tuple(self._marks)))
            self.parts.taken.append((start, end))
        self._text, self._marks, self._length = [], [], 0

    def find_undefined(self, text: str, limit: int) -> None:
        """Finds ``[text][label]`` and ``[^label]`` that stayed text because nothing defines the label."""
        if self._hidden:
            return
        at = self.cursor
        for match in _UNDEFINED.finditer(text):
            found = self._body.find(match[0], at, limit)
            if found >= 0:
                at = found + len(match[0])
                label = match[0] if match[0].startswith("[^") else match[0][match[0].index("][") + 1 :]
                self.parts.undefined.append(Definition(label[1:-1], self.place(found, at)))

    def _label(self, text: str) -> None:
        for label in (self.heading, self.link, self._raw_heading, self._raw_link):
            if label:
                label.text.append(text)

    # Headings, links, images

    def end_heading(self) -> None:
        if self.heading:
            label, self.heading = self.heading, None
            place = self.place(label.start, label.end)
            if not self._hidden:
                self.parts.headings.append(Heading(label.level, label.line, place, place.end_line > place.line))
            self.parts.taken.append((label.start, label.end))

    def end_link(self) -> None:
        if self.link is None:
            return
        label, self.link = self.link, None
        source = self._body[label.start : label.end]
        if source.startswith("[") and not source.endswith((")", "]")):
            # comrak does not count the lines of a title that goes over several
            label.end = max(self._body.find(")", label.end) + 1, label.end)
            source = self._body[label.start : label.end]
        place = target = self.place(label.start, label.end)
        kind, reference = LinkKind.BARE, ""
        if source.startswith("[") and source.endswith(")"):
            kind = LinkKind.INLINE
            target = self._target_place(max(self.cursor, label.start), label.end) or place
        elif source.startswith("["):
            kind, reference = LinkKind.REFERENCE, _reference(source)
        elif label.target.startswith("mailto:") and not source.lower().startswith(("mailto:", "<mailto:")):
            kind = LinkKind.EMAIL
        elif source.startswith("<"):
            kind = LinkKind.AUTOLINK
        if not self._hidden:
            self.parts.links.append(
                (Link(target=label.target, text=label.line, kind=kind, place=place, target_place=target), reference)
            )

    def image(self, image: Image, start: int, end: int) -> None:
        """Takes an image; its alt text is part of the heading or link around it."""
        if self._hidden:
            return
        self.parts.images.append(image)
        self._label(image.alt)
        if self._body[start : start + 1] == "!" and self._body[end - 1 : end] == "]":
            self.parts.image_labels.append(_reference(self._body[start + 1 : end]))

    def _target_place(self, after: int, end: int) -> Place | None:
        """Where the address stands in ``](address "title")``."""
        opening = self._body.find("](", after, end)
        while opening > 0 and self._body[opening - 1] == "\\":
            opening = self._body.find("](", opening + 1, end)
        if opening < 0:
            return None
        inner = self._body[opening + 2 : end - 1]
        address = inner.strip()
        start = opening + 2 + inner.find(address)
        if address.startswith("<"):
            return self.place(start + 1, start + max(address.find(">"), 1))
        return self.place(start, start + len(address.split(None, 1)[0])) if address else self.place(start, start + 1)

    # Raw HTML

    def raw(self, token: Token) -> None:
        """Takes one piece of raw HTML."""
        self.cursor = token.end
        text = self._body[token.start : token.end]
        if self._hidden:
            self._hidden = "-->" not in text
            return
        if not token.name:
            self.add(_unescaped(text), token.start)
            return
        place = self.place(token.start, token.end)
        self.parts.raw_html.append(
            RawHtml(
                text=text,
                name=token.name,
                place=place,
                closing=token.closing,
                attributes=token.attributes,
                unclosed=token.unclosed,
            )
        )
        self._hidden = token.unclosed
        if token.name in HEADINGS:
            self._raw_heading_tag(token)
        elif token.name == "a":
            self._raw_anchor(token)
        elif token.name == "img" and not token.closing:
            found = dict(reversed(token.attributes))
            image = Image(found.get("src", ""), found.get("alt", ""), found.get("title", ""), place)
            self.image(image, token.start, token.end)
        if token.name not in _SIDE_BY_SIDE:
            self.add("\n", token.start)

    def end_raw_heading(self, end: int) -> None:
        """Ends a heading such as ``<h2>``, closed or not."""
        if self._raw_heading:
            label, self._raw_heading = self._raw_heading, None
            self.end_text(Kind.HEADING)
            self.parts.headings.append(Heading(label.level, label.line, self.place(label.start, end)))

    def _raw_heading_tag(self, token: Token) -> None:
        self.end_raw_heading(token.end)
        if not token.closing:
            self.end_text(Kind.HTML)
            self._raw_heading = Label(token.start, token.end, level=int(token.name[1]))

    def _raw_anchor(self, token: Token) -> None:
        if self._raw_link:
            label, self._raw_link = self._raw_link, None
            place = self.place(label.start, token.end if token.closing else label.end)
            self.parts.links.append(
                (Link(target=label.target, text=label.line, kind=LinkKind.HTML, place=place, target_place=place), "")
            )
        address = dict(reversed(token.attributes)).get("href")
        if not token.closing and address is not None:
            self._raw_link = Label(token.start, token.end, address)


def normal_label(label: str) -> str:
    """A label as CommonMark compares it."""
    return " ".join(label.split()).casefold()


def _reference(source: str) -> str:
    """The label that ``[text][label]``, ``[label][]`` or ``[label]`` refers to."""
    if source.endswith("[]"):
        return normal_label(source[1:-3])
    return normal_label(source[source.rfind("][") + 2 if "][" in source else 1 : -1])


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text

    return unescape(text)
