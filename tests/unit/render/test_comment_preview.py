"""The preview is the page's own section, and calls nobody."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import comrak
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_nominations import STATEMENT, pull_request, report, snapshot
from msgspec.structs import replace

from nomflow.core.evaluate import Report
from nomflow.core.site.candidate import candidate_page
from nomflow.core.snapshot.statement import read_statement
from nomflow.render.comment.comment import LIMIT, render_comment
from nomflow.render.comment.preview import defuse, parts_of, undefuse
from nomflow.render.site.section import render_section, section_sha256
from nomflow.render.site.versions import put_first

ALLOWED = frozenset(
    """h1 h2 h3 h4 h5 h6 br b i strong em a pre code img tt div ins del sup sub p picture ol ul table thead tbody tfoot
    blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary details caption figure figcaption
    abbr bdo cite dfn mark small source span time wbr""".split()  # noqa: SIM905 - a list of sixty names
)
"""https://github.com/gjtorikian/html-pipeline/blob/main/lib/html_pipeline/sanitization_filter.rb"""

VOID = ("br", "hr", "img", "wbr")

RICH = """\
# A title

Some *words*, `code`, <kbd>raw</kbd>, ~~old~~ and a [link](https://example.org/@ada "by @ada").

#

## A list

- [x] done
- [ ] not
    1. deep

        ```python
        print("@ada")


        # two blank lines above
        ```

<details>
<summary>More</summary>

Text with a footnote[^1] and :tada: and #12.

</details>

| a | b |
|:--|--:|
| [#3](https://github.com/example/other/issues/3) | 9f2c1e7d4b6a8350c1d2e3f4a5b6c7d8e9f0a1b2 |

> A quote.
> With @org/team.

<img src="x.png" alt="A picture of @ada"> <b>unclosed

[^1]: See https://github.com/example/other/pull/4 and GH-7.
"""


class _Tree(HTMLParser):
    """The elements that GitHub's sanitiser lets through, as nested names, with their text and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            return
        self.found.append("/".join([*self.open, tag]))
        self.found += [f"{name}={value}" for name, value in attrs if name in ("href", "title", "align", "start")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(data.strip())


def tree(html: str) -> list[str]:
    made = _Tree()
    made.feed(html)
    made.close()
    return made.found


def on_github(markdown: str) -> str:
    extensions, rendering = comrak.ExtensionOptions(), comrak.RenderOptions()
    extensions.table = extensions.strikethrough = extensions.autolink = extensions.tasklist = True
    extensions.footnotes = True
    rendering.unsafe_ = True
    return comrak.render_markdown(markdown, extensions, None, rendering)


def nomination(body: str) -> Report:
    return report(snapshot(pull_request(), text=STATEMENT + "\n" + body))


def section_in(text: str) -> str:
    found = re.search(r"(?s)<!-- nomflow:section .*?<!-- /nomflow:section -->", text)
    return found[0] if found else ""


BODIES = st.lists(
    st.sampled_from(
        [*RICH.split("\n"), "\n", "</details>", "```", "<table><tr><td>x", "    indented", "***", "&#64;ada &lt;b&gt;"]
    ),
    max_size=12,
).map("\n".join)


@given(BODIES)
@example(RICH)
@example("<details>\n\n</details></details>\n\nx")
@example("<pre>\n\n@ada\n\n</pre>")
def test_the_section_in_the_comment_is_the_section_of_the_page(body: str) -> None:
    made = nomination(body)
    page = render_section(candidate_page(made))
    comment = render_comment(made).body
    assert undefuse(section_in(comment)) == page
    shown = section_in(on_github(comment))
    assert tree(undefuse(shown)) == tree(page)


def test_the_printed_hash_is_that_of_the_page() -> None:
    made = nomination(RICH)
    known = section_sha256(candidate_page(made))
    comment = render_comment(made).body
    assert f"sha256={known} -->" in comment
    assert f"section `sha256:{known[:12]}`" in comment


def test_a_comment_says_how_long_the_statement_is() -> None:
    told = "<b>Preview of your section</b> · 1,021 words, about 4 minutes · exactly what will be published</summary>"
    assert told in render_comment(nomination("word " * 1000)).body


def translated(*bodies: str, text: str = STATEMENT) -> Report:
    made = snapshot(pull_request(), text=text)
    assert made.statement
    stem = made.statement.path.removesuffix(".md")
    tags = (
        "pt",
        "de",
        "fr",
        *(f"a{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"),
        *(f"b{n}" for n in "abcdefghijk"),
    )
    files = (read_statement(f"{stem}.{tag}.md", body.encode()) for tag, body in zip(tags, bodies, strict=False))
    return report(replace(made, translations=tuple(files)))


def test_translations_follow_with_the_hashes_of_their_pages() -> None:
    made = translated("Obrigado, @bob.", RICH)
    comment = render_comment(made).body
    candidate = candidate_page(made)

    for each, name in zip(candidate.translations, ("Português", "Deutsch"), strict=True):
        section = render_section(put_first(candidate, each, "en"))
        assert f"<p>Also in {name}, by you:</p>\n{defuse(section)}" in comment
    assert "@bob" not in comment
    assert f"section `sha256:{section_sha256(candidate)[:12]}`" in comment, "the statement's own stays the one told"


@pytest.mark.parametrize(
    ("bodies", "own", "shown", "left_out"),
    [
        (("Oi. " * 15_000, "Kurz."), STATEMENT, ["Deutsch"], ["pt"]),
        (("Oi. " * 6_000, "Hm. " * 6_000, "Bon."), STATEMENT, ["Português", "Français"], ["de"]),
        (("Oi.",), STATEMENT + "word " * 20_000, [], ["pt"]),
        (("Oi.",) * 40, STATEMENT + "word " * 20_000, [], ["pt", "de", "fr"]),
    ],
)
def test_what_does_not_fit_is_named_and_where_to_see_it(
    bodies: tuple[str, ...], own: str, shown: list[str], left_out: list[str]
) -> None:
    comment = render_comment(translated(*bodies, text=own)).body

    assert len(comment) <= LIMIT
    assert re.findall("<p>Also in (.*?), by you:</p>", comment) == shown
    told = re.search("There are translations that do not fit in here; `nomflow preview` shows them: (.*)", comment)
    assert told
    assert re.findall(r"\.([a-z]{2})\.md`", told[1]) == left_out


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", '<a href="', '">', "</a>", "<", ">", '"', "'", "&amp;", "&#64;", "&", ";", "<!--", "-->"),
        *("https://github.com/o/r/issues/1", "//redirect.github.com/o/r/pull/2", "//redirect.github.com:443/x"),
        *("@ada", "#1", "GH-1", "abcdef0123", ":tada:", "www.x", "mailto:a@b.c", "\u200b", 'title="@x"', " "),
    ]
)


@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=12).map("".join))
@example('<a href="https://GitHub.com/o/r/issues/1" title="@a:b:">@\u200b\u200ba</a>')
@example('<a href="//redirect.github.com:443/o">x</a>')
def test_what_was_defused_can_be_had_back(html: str) -> None:
    assert undefuse(defuse(html)) == html


@pytest.mark.parametrize(
    ("html", "gone"),
    [
        ("<p>@ada</p>", "@ada"),
        ("<p>Thanks (@org/team)!</p>", "@org"),
        ("<p>＠ada</p>", "＠ada"),
        ("<p>#12 o/r#34</p>", "#1"),
        ("<p>o/r#34</p>", "#3"),
        ("<p>GH-7</p>", "GH-7"),
        ("<p>9f2c1e7d4b6a8350c1d2e3f4a5b6c7d8e9f0a1b2</p>", "9f2c1e7"),
        ("<p>:tada:</p>", ":tada:"),
        ("<p>www.example.org</p>", "www.e"),
        ('<a href="https://example.org" title="by @ada">x</a>', "@ada"),
        ('<a href="https://github.com/o/r/issues/3">x</a>', "//github.com"),
        ('<a href="https://github.com/o/r/pull/3#issuecomment-1">x</a>', "//github.com"),
        ('<a href="https://GitHub.com/o/r/commit/abc">x</a>', "//GitHub.com"),
        (
            '<a href="https://github.com/o/r/discussions/3">https://github.com/o/r/discussions/3</a>',
            "https://github.com",
        ),
    ],
)
def test_nobody_is_called_and_nothing_refers_to_an_issue(html: str, gone: str) -> None:
    assert gone in html
    assert gone not in defuse(html)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://github.com/o/r">x</a>',
        '<a href="https://example.org/@ada">x</a>',
        '<h3 id="s-deadbeef">Dead&#10;beef &amp; &lt;b&gt;</h3>',
        "<p>One &#10;&#10; two.</p>",
    ],
)
def test_what_harms_nobody_stays_as_it_is(html: str) -> None:
    assert defuse(html) == html


def test_a_long_statement_is_cut_between_its_parts_and_says_so() -> None:
    body = "\n\n".join(f"## Part {number}\n\n<details>\n\n{'word ' * 400}\n\n</details>" for number in range(60))
    text = render_comment(nomination(body)).body
    found = re.search(r"· the first (\d+) of (\d+) parts</summary>", text)
    assert found
    assert int(found[1]) < int(found[2]) == 4 + 120
    assert 46_000 < len(text) <= LIMIT
    assert "`nomflow preview` shows all of it." in text
    inside = re.search(r"(?s)<summary><b>Preview.*?</summary>\n(.*?)\n\n", text)
    assert inside
    made = _Tree()
    made.feed(inside[1])
    assert made.open == []
    assert section_in(text) == ""


def test_a_part_too_long_for_a_comment_is_left_out_whole() -> None:
    text = render_comment(nomination("word " * 20_000)).body
    assert "· the first 4 of 5 parts</summary>" in text
    assert "word word" not in text


def test_parts_are_what_stands_side_by_side() -> None:
    assert parts_of("<p>a<br>b</p>\n<hr>\n<ul><li><p>c</p></li></ul>loose <b>d</b>") == (
        "<p>a<br>b</p>",
        "<hr>",
        "<ul><li><p>c</p></li></ul>",
        "loose ",
        "<b>d</b>",
    )


@given(BODIES)
@example(RICH)
def test_parts_put_together_are_the_whole(body: str) -> None:
    page = candidate_page(nomination(body))
    html = page.statement.html if page.statement else ""
    assert "".join("".join(parts_of(html)).split()) == "".join(html.split())
