"""The last step of a candidate's words on their way to a page: nothing may change them after it but this step itself.

The policy is narrower than what ``html_policy`` lets in, for it knows what our own code writes and nothing else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nomflow.core.markdown.html_policy import ATTRIBUTES, SCHEMES, TAGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    import nh3

REL = "nofollow ugc noopener noreferrer"
"""What every link out of a candidate's words says: no credit by search engines, no way back to our page."""
BACK = "Back to the text"
"""What a screen reader says of the link at the end of a footnote."""

_FIXED = {("a", "rel"): REL, ("a", "aria-label"): BACK}
_OUT = ("https://", "http://", "mailto:")
_NEWLINE_BEFORE_NOTHING = re.compile(r"\r?\n(?![^ \t\r\n])")


def sanitise(html: str, ids: str = "s-", own: str = "") -> str:
    """What of this HTML may stand on a page; never raises. Doing it twice changes nothing.

    Only ids that begin with ``ids`` stay, and only links to those or out of the site. ``own`` is put in front of all of
    them, so that several people's words can share a page.
    """
    return _cleaner(ids, own).clean(html).strip()


def without_blank_lines(html: str) -> str:
    """The same to every reader of HTML, but one block of raw HTML to a reader of Markdown.

    A line end becomes a reference to itself, in text and in quoted values alike; inside a tag there is none after
    ``sanitise``.
    """
    return _NEWLINE_BEFORE_NOTHING.sub("&#10;", html)


@lru_cache(maxsize=8)
def _cleaner(ids: str, own: str) -> nh3.Cleaner:
    import nh3

    def allowed(tag: str, name: str, value: str) -> str | None:
        if name == "id":
            return own + value if value.startswith(ids) else None
        if name == "href":
            if value.startswith(f"#{ids}"):
                return f"#{own}{value[1:]}"
            return value if value.lower().startswith(_OUT) else None
        return value if _FIXED.get((tag, name), value) == value else None

    return nh3.Cleaner(
        tags=set(TAGS - {"img", "input", "section", "strike", "tt"}),
        attributes={
            **{tag: set(names) for tag, names in ATTRIBUTES.items() if tag not in ("img", "input")},
            "a": {"href", "title", "id", "rel", "aria-label"},
        },
        url_schemes=set(SCHEMES),
        link_rel=None,
        attribute_filter=allowed,
    )
