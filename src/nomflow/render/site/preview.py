"""A nomination as it will stand on the page, for the comment on its pull request."""

from __future__ import annotations

from nomflow.core.site import CandidatePage
from nomflow.render.site.section import render_section
from nomflow.render.site.templates import environment


def render_preview(candidate: CandidatePage, language: str = "en") -> str:
    """The entry in the list, a rule, and the section exactly as ``render_section`` gives it.

    Only tags and attributes that GitHub keeps, and no blank line: in Markdown it stays one block of HTML. Without a
    statement only the entry is there.
    """
    entry = environment(language, {}).get_template("nomflow/entry.html.j2").render(candidate=candidate)
    pieces = [" ".join(entry.split())]
    if candidate.statement:
        pieces += ["<hr>", render_section(candidate)]
    return "\n".join(pieces)
