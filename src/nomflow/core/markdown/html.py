"""From a document to the HTML of its page section and of the pull request comment: one and the same.

comrak renders, nh3 sanitises, and what is left is adapted to its place: headings, ids, links, images. The result has no
blank line, so that it stays one raw HTML block inside a GitHub comment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from msgspec import Struct

from nomflow.core.markdown.document import Document
from nomflow.core.markdown.html_headings import Entry, Outline, fragment_key
from nomflow.core.markdown.html_policy import ATTRIBUTES, MARKDOWN_TAGS, SCHEMES, TAGS, Removed, removed, scheme_of
from nomflow.core.markdown.parse import render

TYPE_CHECKING = False
if TYPE_CHECKING:
    import nh3

_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [^\s=>\"]+=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r" ([^\s=>\"]+)=\"([^\"]*)\"")
_ALERT = re.compile(r"\[!(note|tip|important|warning|caution)\][ \t]*\n", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n(?:[ \t\r\f]*\n)+")
_NEWLINE_BEFORE_NOTHING = re.compile(r"\r?\n(?![^ \t\r\n])")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_RENAMED = {"strike": "s", "tt": "code"}
_REL = ' rel="nofollow ugc noopener noreferrer"'
_NO_IMAGES: Mapping[str, str] = MappingProxyType({})


class Html(Struct, frozen=True):
    """Safe HTML, what it left out, and its headings for a table of contents."""

    html: str
    removed: tuple[Removed, ...] = ()
    contents: tuple[Entry, ...] = ()


def to_html(
    document: Document,
    *,
    raw_html: bool = True,
    images: Mapping[str, str] = _NO_IMAGES,
    base: str = "",
    root: str = "",
    first_level: int = 3,
    id_prefix: str = "s-",
) -> Html:
    """The HTML of a document; never raises, and the same for the same input.

    ``raw_html`` lets raw tags through as GitHub does, else only their words. ``images`` maps targets, as in
    ``Image.target``, to addresses on the page; any other image becomes its alt text in brackets, which leads to the
    file if that lies below ``root``. Relative links lose their address unless there is a ``base`` (http or https) that
    they start from; those with ``/`` start from ``root``.
    The highest heading becomes ``first_level``, no level is skipped, and empty headings go. Every id begins with
    ``id_prefix``.
    """
    if document.refused:
        return Html(_as_text(document.body))
    rendered = render(document.engine_body)
    if rendered is None:
        return Html(_as_text(document.body))
    page = _Page(images, base, Outline(first_level, id_prefix), root)
    html = page.read(_cleaner(raw_html=raw_html).clean(rendered))
    return Html(html, removed(document, raw_html=raw_html), tuple(page.outline.entries))


@cache
def _cleaner(*, raw_html: bool) -> nh3.Cleaner:
    import nh3

    return nh3.Cleaner(
        tags=set(TAGS if raw_html else MARKDOWN_TAGS),
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


def _as_text(body: str) -> str:
    return f"<pre>{_without_blank_lines(_escape(body.strip()))}</pre>"


class _Page:
    """Reads what nh3 wrote, which is regular and balanced, and writes what goes to the page."""

    def __init__(self, images: Mapping[str, str], base: str, outline: Outline, root: str = "") -> None:
        self.outline = outline
        self._images = images
        self._base = base
        self._root = root
        self._out: list[str] = []
        self._verbatim = 0
        self._before = ""
        self._links: list[int] = []
        self._fragments: list[tuple[int, int, str]] = []
        self._heading: int | None = None
        self._heading_text: list[str] = []
        self._notes: dict[str, str] = {}

    def read(self, html: str) -> str:
        self.outline.reserve(re.findall(r' id="(fn(?:ref)?-[^"]*)"', html))
        done = 0
        for match in _TOKEN.finditer(html):
            if done < match.start():
                self._text(html[done : match.start()])
            done = match.end()
            self._tag(match[2], match[3], closing=bool(match[1]))
            self._before = match[0]
        self._text(html[done:])
        self._resolve_fragments()
        return _BLANK_LINES.sub("\n", "".join(self._out)).strip()

    def _text(self, text: str) -> None:
        if self._heading is not None:
            self._heading_text.append(text)
        if self._verbatim:
            self._out.append(_without_blank_lines(text))
            return
        if self._before == "<p>" and "".join(self._out[-3:]).endswith("<blockquote>\n<p>"):
            text = _ALERT.sub(lambda alert: f"<strong>{alert[1].capitalize()}</strong></p>\n<p>", text, count=1)
        self._out.append(text)

    def _tag(self, name: str, attributes: str, *, closing: bool) -> None:
        name = _RENAMED.get(name, name)
        if name in _HEADINGS:
            self._end_heading() if closing else self._begin_heading(name)
        elif name == "a":
            self._end_link() if closing else self._begin_link(attributes)
        elif name == "img":
            self._image(dict(_ATTRIBUTE.findall(attributes)))
        elif name == "input":
            if 'type="checkbox"' in attributes:
                self._out.append("☑" if "checked=" in attributes else "☐")
        elif name == "section":
            self._out.append("" if closing else "<hr>")
        elif closing:
            self._verbatim -= name == "pre"
            self._out.append(f"</{name}>")
        else:
            self._verbatim += name == "pre"
            self._out.append(f"<{name}{self._attributes(attributes)}>")

    def _attributes(self, written: str) -> str:
        """The attributes as nh3 left them; an id only on a footnote, and only ours."""
        if not written:
            return ""
        kept = []
        for name, value in _ATTRIBUTE.findall(written):
            if name != "id":
                kept.append(f' {name}="{" ".join(value.split())}"')
            elif value.startswith("fn-"):
                kept.append(self._own_id(value))
        return "".join(kept)

    # Headings

    def _begin_heading(self, name: str) -> None:
        self._heading = len(self._out)
        self._heading_text = [name]
        self._out.append("")

    def _end_heading(self) -> None:
        if self._heading is None:
            return
        start, self._heading = self._heading, None
        name, *text = self._heading_text
        plain = " ".join(_unescape("".join(text)).split())
        if not plain and not any("<img " in piece for piece in self._out[start:]):
            del self._out[start:]
            return
        entry = self.outline.add(int(name[1]), plain)
        self._out[start] = f'<h{entry.level} id="{entry.id}">'
        self._out.append(f"</h{entry.level}>")

    # Links and images

    def _begin_link(self, written: str) -> None:
        attributes = dict(_ATTRIBUTE.findall(written))
        address = self._address(_unescape(attributes.get("href", "")))
        self._links.append(len(self._out))
        self._out.append("")
        title = f' title="{" ".join(attributes["title"].split())}"' if attributes.get("title") else ""
        if address.startswith("#"):
            identity = attributes.get("id", "")
            own = self._own_id(identity) if identity.startswith("fnref-") else ""
            own += ' aria-label="Back to the text"' if address.startswith("#fnref-") else ""
            self._fragments.append((len(self._out) - 1, 0, address))
            self._out[-1] = f"{own}{title}>"
        elif address:
            self._out[-1] = f'<a href="{_escape(address)}"{title}{_REL}>'

    def _end_link(self) -> None:
        if not self._links:
            return
        start = self._links.pop()
        if self._fragments and self._fragments[-1][0] == start and self._fragments[-1][1] == 0:
            self._fragments[-1] = (start, len(self._out), self._fragments[-1][2])
        if self._out[start]:
            self._out.append("</a>")

    def _address(self, written: str) -> str:
        address = "".join(written.split("\n")).replace("\t", "").replace("\r", "").strip()
        if address.startswith("#"):
            return address
        if not scheme_of(address) and self._base and address:
            from urllib.parse import urljoin

            in_root = self._root and address.startswith("/") and not address.startswith("//")
            try:
                address = urljoin(self._root, address.lstrip("/")) if in_root else urljoin(self._base, address)
            except ValueError:
                return ""
        return address if address.lower().startswith(("https://", "http://", "mailto:")) else ""

    def _image(self, attributes: dict[str, str]) -> None:
        alt = " ".join(attributes.get("alt", "").split())
        address = self._images.get(_unescape(attributes.get("src", "")))
        if self._heading is not None:
            self._heading_text.append(alt)
        if address is not None:
            title = f' title="{" ".join(attributes["title"].split())}"' if attributes.get("title") else ""
            self._out.append(f'<img src="{_escape(address)}" alt="{alt}"{title} loading="lazy">')
        elif alt:
            file = self._file(_unescape(attributes.get("src", "")))
            self._out.append(f'<a href="{_escape(file)}"{_REL}>[{alt}]</a>' if file else f"[{alt}]")

    def _file(self, written: str) -> str:
        """Where a picture of the repository lies there; nothing inside a link, which may hold no other."""
        if not self._root or scheme_of(written) or any(self._out[at] for at in self._links):
            return ""
        address = self._address(written)
        return address if address.startswith(self._root) else ""

    # Footnotes and links within the text

    def _own_id(self, identity: str) -> str:
        """Our id for a footnote or a reference to one; none if raw HTML claims it a second time."""
        if identity in self._notes:
            return ""
        kind = identity.partition("-")[0]
        self._notes[identity] = self.outline.note_id(kind)
        return f' id="{self._notes[identity]}"'

    def _resolve_fragments(self) -> None:
        """Writes the links within the text, now that all ids are known; those that lead nowhere stay text."""
        for start, end, address in self._fragments:
            target = self._notes.get(address[1:]) or self.outline.ids.get(fragment_key(address[1:]))
            if target:
                self._out[start] = f'<a href="#{target}"{self._out[start]}'
            else:
                self._out[start] = ""
                if end < len(self._out) and self._out[end] == "</a>":
                    self._out[end] = ""


def _without_blank_lines(text: str) -> str:
    return _NEWLINE_BEFORE_NOTHING.sub("&#10;", text)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _unescape(text: str) -> str:
    if "&" not in text:
        return text
    for entity, character in (("&nbsp;", "\u00a0"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text
