"""What a statement looks like on its page and in the comment."""

from __future__ import annotations

import re

import comrak
import pytest

from nomflow.core.markdown.html import Html, to_html
from nomflow.core.markdown.html_headings import slug_of
from nomflow.core.markdown.html_policy import RemovedKind
from nomflow.core.markdown.parse import parse

REL = 'rel="nofollow ugc noopener noreferrer"'


def html(body: str, *, raw_html: bool = True, base: str = "") -> Html:
    return to_html(parse(body, "f.md"), raw_html=raw_html, base=base)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("soft\nbreak", "<p>soft\nbreak</p>"),
        ("two  \nspaces\\\nbackslash", "<p>two<br>\nspaces<br>\nbackslash</p>"),
        ("PyCon \\& non\\-profits (2020\\) \\*", "<p>PyCon &amp; non-profits (2020) *</p>"),
        ("~one~ ~~two~~ ~~~no~~~", "<p><del>one</del> <del>two</del> ~~~no~~~</p>"),
        ("****a****", "<p><strong>a</strong></p>"),
        ("- [ ] to do\n- [x] done", "<ul>\n<li>☐ to do</li>\n<li>☑ done</li>\n</ul>"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("> [!NOTE]\n> b", "<blockquote>\n<p><strong>Note</strong></p>\n<p>b</p>\n</blockquote>"),
        ("> [!tip]\n> *b*", "<blockquote>\n<p><strong>Tip</strong></p>\n<p><em>b</em></p>\n</blockquote>"),
        ("> [!NOTE] b\n> c", "<blockquote>\n<p>[!NOTE] b\nc</p>\n</blockquote>"),
        (
            "<details open>\n<summary>s</summary>\n\n*b*\n\n</details>",
            '<details open="">\n<summary>s</summary>\n<p><em>b</em></p>\n</details>',
        ),
        ('<div align="center">\n\nb <span class="k">c</span>\n\n</div>', "<p>b c</p>"),
        ("<strike>a</strike> <tt>b</tt> <kbd>c</kbd>", "<p><s>a</s> <code>b</code> <kbd>c</kbd></p>"),
        ('<p dir="rtl" lang="he">a</p>', '<p dir="rtl" lang="he">a</p>'),
        ("`<b>` &copy; <", "<p><code>&lt;b&gt;</code> © &lt;</p>"),
        (
            "|a|\n|-:|",
            '<table>\n<thead>\n<tr>\n<th align="right">a</th>\n</tr>\n</thead>\n</table>',
        ),
        ("a<!-- b -->c", "<p>ac</p>"),
        ("", ""),
    ],
)
def test_markdown_becomes_what_github_shows(body: str, expected: str) -> None:
    assert html(body).html == expected


@pytest.mark.parametrize(
    "tag", ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"]
)
def test_tags_that_would_swallow_the_rest_are_shown_as_text_as_on_github(tag: str) -> None:
    made = html(f"before <{tag.upper()} x>\n\n# After\n")
    assert f"&lt;{tag.upper()} x" in made.html
    assert '<h3 id="s-after">After</h3>' in made.html
    assert [each.what for each in made.removed if each.kind is RemovedKind.TAG] == [tag]


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ([1], [3]),
        ([2, 3, 2], [3, 4, 3]),
        ([1, 4, 6, 4, 1], [3, 4, 5, 4, 3]),
        ([3, 1, 2], [3, 3, 4]),
        ([1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 6, 6]),
    ],
)
def test_headings_begin_at_three_and_skip_no_level(written: list[int], levels: list[int]) -> None:
    made = html("\n\n".join(f"{'#' * level} h{number}" for number, level in enumerate(written)))
    assert [entry.level for entry in made.contents] == levels
    assert [int(level) for level in re.findall(r"<h(\d)", made.html)] == levels


def test_headings_without_a_word_go_with_all_that_is_in_them() -> None:
    body = "# \n\n## <b></b>\n\n<h2></h2>\n\n### ![](a.png)\n\n# [](#)\n\n# &nbsp;[](#b)\n\n### ![b](b.png)\n\ntext"
    assert html(body).html == '<h3 id="s-b">[b]</h3>\n<p>text</p>'


def test_ids_are_slugs_as_on_github_with_our_prefix_and_no_two_are_the_same() -> None:
    made = html("# Über *uns* & Größe!\n\n# A b\n\n# A b\n\n# A b-2\n\n# 日本語\n\n# 🎉\n\n<p id=x><a name=y></a></p>")
    assert [(entry.id, entry.text) for entry in made.contents] == [
        ("s-über-uns--größe", "Über uns & Größe!"),
        ("s-a-b", "A b"),
        ("s-a-b-2", "A b"),
        ("s-a-b-2-2", "A b-2"),
        ("s-日本語", "日本語"),
        ("s-section", "🎉"),
    ]
    assert "x" not in re.findall(r' id="([^"]*)"', made.html)
    assert slug_of("नमस्ते दुनिया") == "नमस्ते-दुनिया"


def test_places_and_headings_that_the_writer_named_can_be_linked_to() -> None:
    body = (
        '# <a name="goals"></a>Goals\n\n<h2 id="me">About me</h2>\n\n<a id="Here">x</a> [a](#goals) [b](#me) [c](#here)'
    )
    assert '<h3 id="s-goals">Goals</h3>' in html(body).html
    links = '<a id="s-here">x</a> <a href="#s-goals">a</a> <a href="#s-about-me">b</a> <a href="#s-here">c</a>'
    assert links in html(body).html


def test_links_within_the_text_work_and_those_that_lead_nowhere_become_text() -> None:
    made = html("[a](#goals) [b](#goals-1) [c](#nope) [d](#%C3%BCber)\n\n# Goals\n\n# Goals\n\n# Über\n")
    assert made.html.startswith('<p><a href="#s-goals">a</a> <a href="#s-goals-2">b</a> c <a href="#s-über">d</a></p>')


def test_footnotes_work_within_the_section_and_show_the_first_definition() -> None:
    made = html("a[^n] b[^n] c[^2]\n\n[^n]: first\n\n# Fn 1\n\n[^n]: again\n[^2]: two\n")
    assert made.html == (
        '<p>a<sup><a href="#s-fn-1" id="s-fnref-1">1</a></sup> b<sup><a href="#s-fn-1" id="s-fnref-2">1</a></sup>'
        ' c<sup><a href="#s-fn-2" id="s-fnref-3">2</a></sup></p>\n<h3 id="s-fn-1-2">Fn 1</h3>\n<hr>\n<ol>\n'
        '<li id="s-fn-1">\n<p>first <a href="#s-fnref-1" aria-label="Back to the text">↩</a>'
        ' <a href="#s-fnref-2" aria-label="Back to the text">↩<sup>2</sup></a></p>\n</li>\n'
        '<li id="s-fn-2">\n<p>two <a href="#s-fnref-3" aria-label="Back to the text">↩</a></p>\n</li>\n</ol>'
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[a](https://e.org/?b=1&c=2)", f'<a href="https://e.org/?b=1&amp;c=2" {REL}>a</a>'),
        ('[a](HTTP://e.org "t &quot;u")', f'<a href="HTTP://e.org" title="t &quot;u" {REL}>a</a>'),
        ("a@e.org", f'<a href="mailto:a@e.org" {REL}>a@e.org</a>'),
        ("www.e.org", f'<a href="http://www.e.org" {REL}>www.e.org</a>'),
        ("[a](/dev) [b](c.md) [d](//e.org) [e]()", "a b d e"),
        ("[a](ftp://e.org) [b](tel:1) [c](https:e)", "a b c"),
    ],
)
def test_only_whole_addresses_stay_links(body: str, expected: str) -> None:
    assert html(body).html == f"<p>{expected}</p>"


def test_relative_links_start_from_a_base_if_there_is_one() -> None:
    made = html("[a](/dev) [b](c.md) [d](javascript:x)", base="https://e.org/x/")
    assert made.html == f'<p><a href="https://e.org/dev" {REL}>a</a> <a href="https://e.org/x/c.md" {REL}>b</a> d</p>'
    assert html("[a](http://[::1)", base="https://e.org/x/").html == "<p>a</p>"


def test_pictures_become_their_words() -> None:
    body = '![a "q"](me.png "t") <img src="ü.png" alt="b" onerror=x> ![](e.png) [![f](g.png)](https://e.org)'
    assert html(body).html == f'<p>[a "q"] [b]  <a href="https://e.org" {REL}>[f]</a></p>'


def test_items_stay_only_inside_a_list_of_their_own() -> None:
    """A stray one would end the item of our page that the words stand in."""
    assert html("<li>a\n\n<dd>b\n\n<ul><li>c</ul><dl><dt>d</dl>").html == (
        "a\nb\n<ul><li>c</li></ul><dl><dt>d</dt></dl>"
    )


def test_what_is_left_out_is_named_with_its_place() -> None:
    body = (
        "<details>\n\n<iframe src=x></iframe> <b onclick=x class=y>b</b> <font>f</font>\n\n</details>\n\n"
        "[j](JAVASCRIPT:x) [f](ftp://e.org) <a href='data:x' title=t>d</a> [r](/relative)\n"
    )
    made = html(body)
    assert [(each.kind, each.what, each.active, each.place.line, each.place.column) for each in made.removed] == [
        ("tag", "iframe", True, 3, 1),
        ("attribute", "onclick", True, 3, 25),
        ("attribute", "class", False, 3, 25),
        ("tag", "font", False, 3, 52),
        ("scheme", "javascript", True, 7, 1),
        ("scheme", "ftp", False, 7, 19),
        ("scheme", "data", True, 7, 36),
    ]


def test_layout_that_github_allows_goes_without_a_word() -> None:
    assert html('<div align=center><img src=a width=3 alt=b><br></div>\n\n<p align="right">c</p>').removed == ()


def test_an_election_without_raw_html_keeps_the_words_and_names_each_tag() -> None:
    made = html("<details><summary>s</summary>\n\n*a* <kbd>b</kbd> <!-- c -->\n\n</details>", raw_html=False)
    assert made.html == "s\n<p><em>a</em> b </p>"
    assert [each.what for each in made.removed] == ["details", "summary", "kbd"]


BLANKS = [
    "```\na\n\n\n  \nb\n\n```\n\n- c\n\n  d\n",
    "<pre>\n\na\n\n<b>\n\nb</b></pre>\n",
    "<p title='x\n\ny'>a</p>\n\n<!-- b\n\nc -->\n\nd\n",
    "<div>\n\n</div>\n\n<div>\n\n\ta\n\n</div>\n",
    "<a title='x\n\n\ny' href=\"https://e.org\">a</a>\n\n# \n\n    b\n\n\n    c\n",
    "[a](/b)\n[c](/d)\n\n![](e)\n![](f)\n\n---\n",
    "<pre>a\n<i></i>\n<i></i>\n</pre>\n\n`a\n\nb`",
]


@pytest.mark.parametrize("body", BLANKS)
def test_the_section_stays_one_html_block_inside_a_comment(body: str) -> None:
    section = html(body).html
    assert not re.search(r"\n[ \t]*\n", section)
    shown = comrak.render_markdown(f"<details>\n<summary>Preview</summary>\n{section}\n</details>\n\nafter\n")
    assert shown == "<!-- raw HTML omitted -->\n<p>after</p>\n"


def test_blank_lines_in_code_are_kept_as_references() -> None:
    assert html("```\na\n\nb\n```").html == "<pre><code>a&#10;\nb\n</code></pre>"


def test_the_same_text_gives_the_same_bytes() -> None:
    body = "# A\n\n<b onclick=x style=y class=z>a</b>[^1] [b](#a)\n\n[^1]: c\n\n|d|\n|-|\n"
    assert len({html(body).html for _ in range(5)}) == 1


def test_links_to_files_of_the_repository_lead_to_them() -> None:
    document = parse("[a](/docs/x.md) [b](y.md) [c](../z.md)", "n/x.md")
    root = "https://github.com/o/r/blob/abc/"
    html = to_html(document, base=f"{root}n/", root=root).html
    assert [part.partition('"')[0] for part in html.split('href="')[1:]] == [
        f"{root}docs/x.md",
        f"{root}n/y.md",
        f"{root}z.md",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("![A boat](boat.jpg)", '<a href="https://github.com/o/r/blob/c/n/boat.jpg" {}>[A boat]</a>'),
        ("![A boat](/boat.jpg)", '<a href="https://github.com/o/r/blob/c/boat.jpg" {}>[A boat]</a>'),
        ("![A boat](https://evil.example/boat.jpg)", "[A boat]"),
        ("![A boat](//evil.example/boat.jpg)", "[A boat]"),
        ("![A boat](../../../../boat.jpg)", "[A boat]"),
        ("[![A boat](boat.jpg)](https://example.org)", '<a href="https://example.org" {}>[A boat]</a>'),
        ("![](boat.jpg)", ""),
    ],
)
def test_a_picture_of_the_repository_becomes_a_link_to_its_file(text: str, wanted: str) -> None:
    root = "https://github.com/o/r/blob/c/"
    made = to_html(parse(text, "n/a.md"), base=f"{root}n/", root=root).html
    assert made == f"<p>{wanted.format(REL)}</p>"
