"""A comment as a page, for those who look before anything is on GitHub."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from made_nominations import not_ready

from nomflow.render.comment.comment import render_comment
from nomflow.render.comment.view import view


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)


def tags(html: str) -> list[str]:
    made = _Tags()
    made.feed(html)
    return made.tags


def test_a_comment_is_shown_with_its_table_its_lists_and_its_folds() -> None:
    made = render_comment(not_ready())
    found = tags(view(made.body, made.title))
    assert found.count("table") == 2
    assert found.count("details") == 3
    assert found.count("h3") >= 3
    assert "Nomination of Ada Example" in view(made.body, made.title)


def test_a_page_of_a_comment_asks_nobody_for_anything() -> None:
    made = render_comment(not_ready())
    html = view(made.body, made.title)
    assert not {"script", "link", "img", "iframe"} & set(tags(html))
    assert not re.search(r"url\(|@import|src=", html)


def test_what_github_would_not_show_is_not_shown() -> None:
    html = view('# x\n\n<script>alert(1)</script><p onclick="x">y</p>\n\n[z](javascript:alert(1))', "</title><b>")
    assert "<script" not in html
    assert "onclick" not in html
    assert "javascript:" not in html
    assert "<title>&lt;/title&gt;&lt;b&gt;</title>" in html


def test_braces_in_a_comment_stay() -> None:
    assert "{title} {0}" in view("{title} {0}", "x")
