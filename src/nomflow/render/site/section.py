"""A candidate's own words as they stand on every page and in the pull request comment, byte for byte."""

from __future__ import annotations

import re
from hashlib import sha256

from nomflow.core.markdown.sanitise import sanitise
from nomflow.core.site.site import CandidatePage

# A tag in sanitised HTML. Text never holds a bare "<" there, so no match is tried twice.
TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^"'<>]|"[^"]*"|'[^']*')*+)>""")


def render_section(candidate: CandidatePage) -> str:
    """The statement between two comments that name the candidate and the hash of what stands between them.

    The same bytes stand in the candidate's page and in the comment on the pull request. ``core.html`` leaves no blank
    line in them, so that in Markdown they stay one block of HTML.
    """
    body = section_body(candidate)
    return f"<!-- nomflow:section id={candidate.id} sha256={body_sha256(body)} -->\n{body}\n<!-- /nomflow:section -->"


def section_sha256(candidate: CandidatePage) -> str:
    """The hash that ``render_section`` prints: of the UTF-8 of the statement's HTML."""
    return body_sha256(section_body(candidate))


def section_body(candidate: CandidatePage) -> str:
    """The statement's HTML."""
    return candidate.statement.html if candidate.statement else ""


def with_own_ids(html: str, prefix: str) -> str:
    """The HTML, sanitised again, with every id in it and every link to one made its own by a prefix, so that many
    statements can share a page. Whatever takes a statement apart ends with this."""
    return sanitise(html, own=prefix)


def body_sha256(body: str) -> str:
    """The hash of a statement's HTML, as it is printed beside it."""
    return sha256(body.encode()).hexdigest()
