"""From a document to the HTML of its page section and of the pull request comment: one and the same.

comrak renders, nh3 makes regular HTML of it, this adapts it to its place (headings, ids, links, pictures), and then
``sanitise`` has the last word. The result has no blank line, so that it stays one raw HTML block in a GitHub comment.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urljoin

from msgspec import Struct

from nomflow.core.markdown.document import Document
from nomflow.core.markdown.html_headings import Entry, Outline, fragment_key
from nomflow.core.markdown.html_policy import ATTRIBUTES, MARKDOWN_TAGS, SCHEMES, TAGS, Removed, removed, scheme_of
from nomflow.core.markdown.parse import render
from nomflow.core.markdown.sanitise import BACK, REL, sanitise, without_blank_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    import nh3

_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [^\s=>\"]+=\"[^\"]*\")*)>|([^<]+)")
_ATTRIBUTE = re.compile(r" ([^\s=>\"]+)=\"([^\"]*)\"")
_ALERT = re.compile(r"\[!(note|tip|important|warning|caution)\][ \t]*\n", re.IGNORECASE)
_BLANK_LINES = re.compile(r"(<pre[ >].*?</pre>)|\n(?:[ \t\r\f]*\n)+", re.DOTALL)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_VOID = frozenset(("br", "hr", "img", "input", "wbr"))
_ONLY_INSIDE = {"li": ("ol", "ul"), "dt": ("dl",), "dd": ("dl",)}
"""A stray one would end an item of ours that the words stand in (https://html.spec.whatwg.org/#parsing-main-inbody)."""
_RENAMED = {"strike": "s", "tt": "code"}


class Html(Struct, frozen=True):
    """Safe HTML, what it left out, and its headings for a table of contents."""

    html: str
    removed: tuple[Removed, ...] = ()
    contents: tuple[Entry, ...] = ()


def to_html(
    document: Document,
    *,
    raw_html: bool = True,
    base: str = "",
    root: str = "",
    first_level: int = 3,
    id_prefix: str = "s-",
) -> Html:
    """The HTML of a document; never raises, and the same for the same input.

    ``raw_html`` lets raw tags through as GitHub does, else only their words. A picture becomes its alt text in
    brackets, which leads to the file if that lies below ``root``. Relative links lose their address unless there is a
    ``base`` (http or https) that they start from; those with ``/`` start from ``root``. The highest heading becomes
    ``first_level``, no level is skipped, and empty headings go. Every id begins with ``id_prefix``.
    """
    rendered = None if document.refused else render(document.engine_body)
    if rendered is None:
        return Html(f"<pre>{without_blank_lines(_escape(document.body.strip()))}</pre>")
    page = _Page(_regular(raw_html=raw_html).clean(rendered), base, root)
    outline = page.outlined(first_level, id_prefix)
    html = without_blank_lines(sanitise(page.written(), id_prefix))
    return Html(html, removed(document, raw_html=raw_html), tuple(outline.entries))


@cache
def _regular(*, raw_html: bool) -> nh3.Cleaner:
    """Makes balanced HTML of anything, with every value between double quotes."""
    import nh3

    return nh3.Cleaner(
        tags=set(TAGS if raw_html else MARKDOWN_TAGS), attributes=ATTRIBUTES, url_schemes=set(SCHEMES), link_rel=None
    )


class _Token(Struct, frozen=True):
    """A tag, or text where there is no ``name``."""

    name: str
    closing: bool
    attributes: dict[str, str]
    text: str


class _Page:
    """Regular HTML, read once for its headings and notes, and written once with their ids."""

    def __init__(self, html: str, base: str, root: str) -> None:
        self._tokens = [
            _Token(name, bool(slash), dict(_ATTRIBUTE.findall(attributes)) if attributes else {}, text)
            for slash, name, attributes, text in _TOKEN.findall(html)
        ]
        self._base = base
        self._root = root
        self._headings: dict[int, Entry] = {}
        self._empty: dict[int, int] = {}
        self._notes: dict[str, str] = {}
        self._id_at: dict[int, str] = {}
        self._targets: dict[str, str] = {}
        self._out: list[str] = []
        self._open: list[tuple[str, str]] = []

    # Reading

    def outlined(self, first_level: int, prefix: str) -> Outline:
        """Finds the headings, the notes and the named places, and gives them their ids."""
        outline = Outline(first_level, prefix)
        marked = [(place, token) for place, token in enumerate(self._tokens) if token.attributes]
        for place, token in marked:
            identity = token.attributes.get("id", "")
            if identity not in self._notes and _is_note(token, identity):
                self._notes[identity] = self._id_at[place] = outline.note_id(identity.partition("-")[0])
        start, inside = -1, 0
        text: list[str] = []
        for place, token in enumerate(self._tokens):
            if token.name in _HEADINGS:
                inside += -1 if token.closing else 1
                if inside == 1 and not token.closing:
                    start, text = place, []
                elif inside == 0:
                    self._heading(start, place, " ".join(_unescape("".join(text)).split()), outline)
            elif inside:
                text.append(token.text or token.attributes.get("alt", ""))
        for place, token in marked:
            name = _unescape(token.attributes.get("id") or token.attributes.get("name", ""))
            if token.name == "a" and place not in self._id_at and (identity := outline.anchor(name)):
                self._id_at[place] = identity
        self._targets = outline.ids | self._notes
        return outline

    def _heading(self, start: int, end: int, text: str, outline: Outline) -> None:
        if text:
            token = self._tokens[start]
            self._headings[start] = outline.add(int(token.name[1]), text)
            outline.alias(_unescape(token.attributes.get("id", "")), self._headings[start])
        else:
            self._empty[start] = end

    # Writing

    def written(self) -> str:
        """The HTML for its place. Whatever is opened here is closed here, in the right order."""
        after = -1
        for place, token in enumerate(self._tokens):
            if place <= after:
                continue
            if place in self._empty:
                after = self._empty[place]
            elif not token.name:
                alert = "[!" in token.text and self._opens_quote(place)
                self._out.append(_ALERT.sub(_alert, token.text, count=1) if alert else token.text)
            elif token.closing:
                self._out.append(self._open.pop()[1])
            elif token.name in _VOID:
                self._out.append(self._void(token))
            else:
                opening = self._opening(place, token)
                self._out.append(opening)
                self._open.append((token.name, f"</{_tag_of(opening)}>" if opening else ""))
        return _BLANK_LINES.sub(lambda found: found[1] or "\n", "".join(self._out)).strip()

    def _opening(self, place: int, token: _Token) -> str:
        name = _RENAMED.get(token.name, token.name)
        if name in _HEADINGS:
            entry = self._headings.get(place)
            return f'<h{entry.level} id="{entry.id}">' if entry else ""
        if name == "a":
            return self._link(place, token.attributes)
        if name == "section":
            self._out.append("<hr>")
            return ""
        if name in _ONLY_INSIDE and not any(above in _ONLY_INSIDE[name] for above, _ in self._open):
            return ""
        written = _attribute("id", self._id_at.get(place, ""))
        written += "".join(_attribute(key, value) for key, value in token.attributes.items() if key != "id")
        return f"<{name}{written}>" + ("\n" if name == "pre" else "")

    def _void(self, token: _Token) -> str:
        if token.name == "img":
            return self._picture(token.attributes)
        if token.name == "input":
            is_box = token.attributes.get("type") == "checkbox"
            return ("☑" if "checked" in token.attributes else "☐") if is_box else ""
        return f"<{token.name}>"

    def _opens_quote(self, place: int) -> bool:
        before = self._tokens[max(place - 3, 0) : place]
        return [each.name for each in before] == ["blockquote", "", "p"] and not before[0].closing

    # Links and pictures

    def _link(self, place: int, attributes: dict[str, str]) -> str:
        address = self._address(_unescape(attributes.get("href", "")))
        title = _attribute("title", attributes.get("title", ""))
        identity = _attribute("id", self._id_at.get(place, ""))
        if not address.startswith("#"):
            href = f' href="{_escape(address)}"{title} rel="{REL}"' if address else ""
            return f"<a{identity}{href}>" if identity or href else ""
        target = self._notes.get(address[1:]) or self._targets.get(fragment_key(address[1:]))
        if not target:
            return f"<a{identity}>" if identity else ""
        back = _attribute("aria-label", BACK if address.startswith("#fnref-") else "")
        return f'<a href="#{_escape(target)}"{identity}{back}{title}>'

    def _address(self, written: str) -> str:
        address = "".join(written.split("\n")).replace("\t", "").replace("\r", "").strip()
        if address.startswith("#"):
            return address
        if not scheme_of(address) and self._base and address:
            in_root = self._root and address.startswith("/") and not address.startswith("//")
            try:
                address = urljoin(self._root, address.lstrip("/")) if in_root else urljoin(self._base, address)
            except ValueError:
                return ""
        return address if address.lower().startswith(("https://", "http://", "mailto:")) else ""

    def _picture(self, attributes: dict[str, str]) -> str:
        alt = " ".join(attributes.get("alt", "").split())
        file = self._file(_unescape(attributes.get("src", "")))
        if not alt:
            return ""
        return f'<a href="{_escape(file)}" rel="{REL}">[{alt}]</a>' if file else f"[{alt}]"

    def _file(self, written: str) -> str:
        """Where a picture of the repository lies there; nothing inside a link, which may hold no other."""
        if not self._root or scheme_of(written) or any(closing == "</a>" for _, closing in self._open):
            return ""
        address = self._address(written)
        return address if address.startswith(self._root) else ""


def _is_note(token: _Token, identity: str) -> bool:
    """Whether an id is that of a footnote or of a reference to one."""
    if token.name == "a":
        return identity.startswith("fnref-") and token.attributes.get("href", "").startswith("#")
    return token.name == "li" and identity.startswith("fn-")


def _tag_of(opening: str) -> str:
    return opening[1:].split(" ", 1)[0].rstrip(">\n")


def _alert(found: re.Match[str]) -> str:
    return f"<strong>{found[1].capitalize()}</strong></p>\n<p>"


def _attribute(name: str, value: str) -> str:
    """An attribute whose value is escaped already; none without a value, but for those that need none."""
    return f' {name}="{" ".join(value.split())}"' if value or name == "open" else ""


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _unescape(text: str) -> str:
    if "&" not in text:
        return text
    for entity, character in (("&nbsp;", "\u00a0"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text
