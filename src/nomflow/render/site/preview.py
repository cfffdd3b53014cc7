"""A nomination as it will stand on the page, for the comment on its pull request."""

from __future__ import annotations

from markupsafe import escape

from nomflow.core.site.site import CandidatePage, Translation
from nomflow.render.site.section import render_section
from nomflow.render.site.templates import environment
from nomflow.render.site.versions import put_first
from nomflow.render.site.words import language_name, words_in


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


def render_translation(candidate: CandidatePage, translation: Translation, language: str = "en") -> str:
    """A rule, in which language it is, and the section of a translation; in Markdown one block, as the preview is."""
    name = language_name(translation.words.language)
    told = words_in(language).text("preview-also", language=escape(name))
    return f"<hr>\n<p>{told}</p>\n{render_section(put_first(candidate, translation, language))}"
