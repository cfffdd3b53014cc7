"""Nothing that people write is read as a template."""

from __future__ import annotations

import pytest
from invented_site import only

from nomflow.core.markdown.html import to_html
from nomflow.core.markdown.parse import parse
from nomflow.core.site.site import CandidatePage, RenderedText
from nomflow.render.site import render_site

TYPED = [
    "{{ 7 * 191 }}",
    "{% include 'layout.html.j2' %}",
    "{{ ''.__class__.__mro__ }}",
    "{# gone #}x",
    "${7*191} #{7*191}",
]


@pytest.mark.parametrize("typed", TYPED)
def test_words_are_never_read_as_a_template(typed: str) -> None:
    statement = RenderedText(to_html(parse(f"Said: {typed}\n", "x.md")).html, 2)
    person = CandidatePage(
        id="ada", name=typed, statement=statement, affiliation=typed, summary=typed, conflicts=(typed,)
    )
    files = dict(render_site(only(person)))
    page = files["2026-council/candidates/ada/index.html"].decode().replace("&#39;", "'")
    assert page.count(typed) >= 4
    assert b"1337" not in page.encode()
