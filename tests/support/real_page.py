"""What a browser makes of a page, by a parser that follows the HTML standard to the letter."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

LINKS = ("https://", "http://", "mailto:", "#")
COMMON = frozenset(("lang", "dir"))
_PLAIN = """
abbr b blockquote br caption cite code dd del details dfn dl dt em figcaption figure h2 h3 h4 h5 h6 hr i ins kbd li mark
ol p pre q rp rt ruby s samp small strong sub summary sup table tbody td tfoot th thead time tr ul var wbr
"""
ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(_PLAIN.split(), COMMON),
    "a": COMMON | {"href", "title", "rel", "id", "aria-label"},
    "abbr": COMMON | {"title"},
    "details": COMMON | {"open"},
    "li": COMMON | {"id", "value"},
    "ol": COMMON | {"start"},
    "td": COMMON | {"align", "colspan", "rowspan"},
    "th": COMMON | {"align", "colspan", "rowspan"},
    "time": COMMON | {"datetime"},
    **{f"h{level}": COMMON | {"id"} for level in range(2, 7)},
}


def check_words(html: str, prefix: str = "s-") -> Element:
    """Holds somebody's HTML to what may stand on a page, inside an item of ours that must stay whole."""
    page = f"<main><ul><li><h3>Ida</h3><div>{html}</div><footer>ours</footer></li><li>Ben</li></ul></main><p>end</p>"
    body = html5lib.parse(page, namespaceHTMLElements=False).find("body")
    assert body is not None
    assert shape(body, 4) == "main(ul(li(h3,div,footer),li)),p", shape(body, 4)
    words = body.find("main/ul/li/div")
    assert words is not None
    inside = [each for each in words.iter() if each is not words]
    ids = [each.attrib["id"] for each in inside if "id" in each.attrib]
    assert len(set(ids)) == len(ids)
    for each in inside:
        assert isinstance(each.tag, str), "a comment"
        assert each.tag in ALLOWED, each.tag
        assert set(each.attrib) <= ALLOWED[each.tag], f"{each.tag} {each.attrib}"
        assert each.attrib.get("id", prefix).startswith(prefix)
        href = each.attrib.get("href", "#" + prefix)
        assert href.lower().startswith(LINKS), href
        if href.startswith("#"):
            assert href.startswith(f"#{prefix}"), href
            assert href == f"#{prefix}" or href[1:] in ids, href
        else:
            assert each.attrib["rel"] == "nofollow ugc noopener noreferrer"
    return words


def shape(element: Element, depth: int) -> str:
    """The names of an element's children and, as deep as asked, of theirs."""
    return ",".join(_shapes(element, depth))


def _shapes(element: Element, depth: int) -> Iterator[str]:
    for child in element:
        inner = shape(child, depth - 1) if depth > 1 else ""
        yield f"{child.tag}({inner})" if inner else str(child.tag)
