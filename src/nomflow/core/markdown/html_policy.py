"""Which HTML of a statement reaches the page, and what is named when it does not.

What GitHub allows passes or, where it is layout only, goes without a word; the rest is named. GitHub's list:
https://github.com/gjtorikian/html-pipeline/blob/main/lib/html_pipeline/sanitization_filter.rb
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from nomflow.core.basics.place import Place
from nomflow.core.markdown.document import Document, RawHtml
from nomflow.core.markdown.words import names

MARKDOWN_TAGS = names(
    """a blockquote br code del em h1 h2 h3 h4 h5 h6 hr img input li ol p pre section strong sup table tbody td th thead
    tr ul"""
)
"""What comrak writes by itself: all that passes where an election wants no raw HTML."""
TAGS = MARKDOWN_TAGS | names(
    """abbr b caption cite dd details dfn dl dt figcaption figure i ins kbd mark q rp rt ruby s samp small strike sub
    summary tfoot time tt var wbr"""
)
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title", "id", "name"},
    "abbr": {"title"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
    "details": {"open"},
    "img": {"src", "alt", "title"},
    "input": {"type", "checked"},
    "li": {"id", "value"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
    "time": {"datetime"},
}
SCHEMES = frozenset(("http", "https", "mailto"))

_WITHOUT_A_WORD = frozenset(("!", "!--", "bdo", "div", "picture", "section", "source", "span"))
_WRITTEN_ONLY_BY_MARKDOWN = frozenset(("input", "section"))
_GITHUB_ATTRIBUTES = names(
    """abbr accept accept-charset accesskey action align alt aria-describedby aria-hidden aria-label aria-labelledby
    axis border cellpadding cellspacing char charoff charset checked cite clear color cols colspan compact coords
    datetime dir disabled enctype for frame headers height href hreflang hspace id ismap itemprop itemscope
    itemtype label lang longdesc maxlength media method multiple name nohref noshade nowrap open progress prompt
    readonly rel rev role rows rowspan rules scope selected shape size span src srcset start summary tabindex
    target title type usemap valign value vspace width"""
)
_ACTIVE_TAGS = names(
    """applet audio base button embed form frame frameset iframe input link math meta object option param portal script
    select style svg template textarea track video"""
)
_ACTIVE_SCHEMES = frozenset(("blob", "data", "file", "filesystem", "javascript", "vbscript"))
_SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")


class RemovedKind(StrEnum):
    """What a piece of HTML was."""

    TAG = "tag"
    ATTRIBUTE = "attribute"
    SCHEME = "scheme"


class Removed(Struct, frozen=True):
    """Something of a statement that does not reach the page. ``active``: it could run, load or ask for something."""

    kind: RemovedKind
    what: str
    place: Place
    active: bool


def removed(document: Document, *, raw_html: bool = True) -> tuple[Removed, ...]:
    """What ``to_html`` leaves out of the page, in the order of the text; the words inside a removed tag stay.

    Relative links and images without a page address are not named here: the rules for links and images find them.
    """
    found = [each for raw in document.raw_html for each in _of_tag(raw, raw_html=raw_html)]
    for target, place in (*((link.target, link.place) for link in document.links), *_images(document)):
        scheme = scheme_of(target)
        if scheme and scheme not in SCHEMES:
            found.append(Removed(RemovedKind.SCHEME, scheme, place, scheme in _ACTIVE_SCHEMES))
    return tuple(sorted(found, key=lambda each: each.place))


def scheme_of(target: str) -> str:
    """The scheme of an address as a browser sees it, in lower case; empty for a relative one."""
    match = _SCHEME.match(target.replace("\t", "").replace("\n", "").replace("\r", ""))
    return match[1].lower() if match else ""


def _images(document: Document) -> Iterator[tuple[str, Place]]:
    return ((image.target, image.place) for image in document.images)


def _of_tag(raw: RawHtml, *, raw_html: bool) -> Iterator[Removed]:
    allowed = (TAGS - _WRITTEN_ONLY_BY_MARKDOWN) | (_WITHOUT_A_WORD if raw_html else {"!", "!--"})
    if raw.closing:
        return
    if raw.name not in allowed or (not raw_html and raw.name not in ("!", "!--")):
        yield Removed(RemovedKind.TAG, raw.name, raw.place, raw.name in _ACTIVE_TAGS)
        return
    for name, _ in raw.attributes:
        if name not in _GITHUB_ATTRIBUTES:
            yield Removed(RemovedKind.ATTRIBUTE, name, raw.place, name.startswith("on") or name in ("style", "srcdoc"))
