"""What a statement's Markdown holds, as frozen data with places (the reading is in ``markdown``)."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from nomflow.core.basics.answer import Finding
from nomflow.core.basics.place import Place
from nomflow.core.markdown.positions import Positions, offset_of


class LinkKind(StrEnum):
    """How a link is written: ``[t](u)``, ``[t][r]``, ``<u>``, ``https://…``, an e-mail address, ``<a href>``."""

    INLINE = "inline"
    REFERENCE = "reference"
    AUTOLINK = "autolink"
    BARE = "bare"
    EMAIL = "email"
    HTML = "html"


class Kind(StrEnum):
    """Where a stretch of visible text stands."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    HEADING = "heading"
    CODE = "code"
    FOOTNOTE = "footnote"
    HTML = "html"


class Heading(Struct, frozen=True):
    """A heading, ATX (``# x``), Setext (underlined) or raw HTML (``<h2>``). An empty one has no ``text``."""

    level: int
    text: str
    place: Place
    setext: bool = False


class Link(Struct, frozen=True, kw_only=True):
    """A link. ``target`` is percent-encoded as it stands in ``href``; ``text`` holds the alt text of images too.

    ``target_place`` is the address itself for inline links, its definition for reference links, else ``place``.
    """

    target: str
    text: str
    kind: LinkKind
    place: Place
    target_place: Place


class Image(Struct, frozen=True):
    """An image, written in Markdown or as ``<img>``."""

    target: str
    alt: str
    title: str
    place: Place


class RawHtml(Struct, frozen=True, kw_only=True):
    """One raw tag or comment. ``name`` is in lower case; ``!--`` for a comment, ``!`` for any other declaration."""

    text: str
    name: str
    place: Place
    closing: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    unclosed: bool = False

    @property
    def comment(self) -> bool:
        """Whether it is an HTML comment: nobody sees it on the page."""
        return self.name == "!--"


class Paragraph(Struct, frozen=True):
    """A stretch of text as a reader sees it. ``marks`` pairs offsets in ``text`` with offsets in the body."""

    text: str
    kind: Kind
    place: Place
    marks: tuple[tuple[int, int], ...] = ()


class Definition(Struct, frozen=True):
    """A link or footnote definition, or a reference to one that does not exist. ``label`` as written."""

    label: str
    place: Place


class Task(Struct, frozen=True):
    """A task list item."""

    done: bool
    place: Place


class Document(Struct, frozen=True, kw_only=True):
    """A statement's body, read. Everything is in the order of the rendered page (footnotes last).

    ``engine_body`` is what comrak is to render: the body but for labels of footnotes that it would get wrong.
    """

    positions: Positions
    engine_body: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    raw_html: tuple[RawHtml, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    code: tuple[Place, ...] = ()
    tasks: tuple[Task, ...] = ()
    tables: int = 0
    bold_headings: tuple[Heading, ...] = ()
    unused_definitions: tuple[Definition, ...] = ()
    undefined_references: tuple[Definition, ...] = ()
    duplicate_footnotes: tuple[Definition, ...] = ()
    unused_footnotes: tuple[Definition, ...] = ()
    undefined_footnotes: tuple[Definition, ...] = ()
    conflict_markers: tuple[tuple[Place, ...], ...] = ()
    words: int = 0
    refused: Finding | None = None

    @property
    def text(self) -> str:
        """All that a reader sees, one paragraph, heading, item or cell after the other."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def body(self) -> str:
        """The Markdown itself."""
        return self.positions.body

    @property
    def path(self) -> str:
        """The file."""
        return self.positions.path

    def place_of(self, paragraph: Paragraph, start: int, end: int) -> Place:
        """Where ``paragraph.text[start:end]`` stands in the file."""
        first = offset_of(self.body, paragraph.text, paragraph.marks, start)
        if self.body[first : first + 1] == ";" != paragraph.text[start : start + 1]:
            first = self.body.rfind("&", 0, first)
        last = offset_of(self.body, paragraph.text, paragraph.marks, max(end - 1, start))
        return self.positions.place(first, last + 1)


class Section(Struct, frozen=True, kw_only=True):
    """A heading and what stands below it, up to the next heading of the same or a higher level.

    ``empty`` means that a reader sees nothing there: no text, image, code or table, sub-headings alone not counting.
    """

    heading: Heading
    place: Place
    paragraphs: tuple[Paragraph, ...]
    words: int
    empty: bool

    @property
    def text(self) -> str:
        """All that a reader sees below the heading."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)
