"""A candidate's words stay whole and their own, wherever a page puts them."""

from __future__ import annotations

import re
from hashlib import sha256
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_site import people, site, statement
from msgspec.structs import replace
from parsed_page import parsed

from nomflow.core.markdown.html import to_html
from nomflow.core.markdown.parse import parse
from nomflow.core.site.site import CandidatePage
from nomflow.render.site import render_preview, render_section, render_site, section_sha256
from nomflow.render.site.passage import Folded, blocks, demoted, fold, passage, whole
from nomflow.render.site.section import with_own_ids

GITHUB_KEEPS = {"a", "b", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre"}
GITHUB_KEEPS |= {"details", "summary", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}


def made(markdown: str) -> str:
    return to_html(parse(markdown, "x.md")).html


MARISOL = people()[0]


def test_the_page_and_the_comment_carry_the_same_bytes_and_say_their_hash() -> None:
    page = dict(render_site(site()))["2026-council/candidates/marisol-q/index.html"].decode()
    section = render_section(MARISOL)
    mark, body, end = section.split("\n", 1)[0], *section.split("\n", 1)[1].rsplit("\n", 1)

    assert section in page
    assert section in render_preview(MARISOL)
    assert mark == f"<!-- nomflow:section id=marisol-q sha256={sha256(body.encode()).hexdigest()} -->"
    assert section_sha256(MARISOL) in mark
    assert end == "<!-- /nomflow:section -->"


@pytest.mark.parametrize("candidate", people(), ids=lambda person: person.id)
def test_the_preview_stays_one_block_of_html_in_a_comment(candidate: CandidatePage) -> None:
    preview = render_preview(candidate)

    assert not re.search(r"\n[ \t]*\n", preview)
    assert {tag for tag, _ in parsed(preview.encode()).tags} <= GITHUB_KEEPS


def test_the_preview_shows_a_summary_only_once_there_is_one() -> None:
    bare = CandidatePage(id="x", name="<X>", affiliation="A & B")

    assert render_preview(bare) == (
        '<p>In the list: <b dir="auto">&lt;X&gt;</b>, A &amp; B. <i>Your summary will stand here.</i></p>'
    )
    assert "Wort für Wort" in render_preview(replace(bare, summary="Wort für Wort"), "de")


STATEMENT = """Before.

## What I'd do

One two three.

### In detail

- four
- five

> ## Not a heading of mine

## What I have done

Six.
"""


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("What I’d do", "One two three. In detail four five Not a heading of mine"),
        ("what i'd do?", "One two three. In detail four five Not a heading of mine"),
        ("In detail", "four five Not a heading of mine"),
        ("What I have done", "Six."),
        ("Not a heading of mine", ""),
        ("Something else", ""),
    ],
)
def test_a_passage_is_what_stands_under_its_heading(heading: str, words: str) -> None:
    found = whole(passage(blocks(made(STATEMENT)), ("Nothing of the kind", heading)))

    assert " ".join(unescape(re.sub("<[^>]*>", " ", found)).split()) == words


def test_headings_of_a_passage_go_below_the_name_above_it() -> None:
    found = whole(demoted(blocks('<h3 id="s-a">A</h3><p>x</p><h6>B</h6><h4>C</h4>'), 4))

    assert found == '<h4 id="s-a">A</h4>\n<p>x</p>\n<h6>B</h6>\n<h5>C</h5>'


def words(count: int) -> str:
    return " ".join(f"word{number}" for number in range(count))


@pytest.mark.parametrize(
    ("html", "shown", "rest"),
    [
        (f"<p>{words(200)}</p>", 200, 0),
        (f"<p>{words(80)}</p><p>{words(40)}</p><p>{words(70)}</p>", 120, 70),
        (f"<p>{words(120)}</p><p>{words(59)}</p>", 179, 0),
        (f"<p>{words(100)}</p><h4>Heading</h4><p>{words(90)}</p>", 100, 91),
        (f"<ul><li>{words(50)}</li><li>{words(50)}</li><li>{words(50)}</li><li>{words(50)}</li></ul>", 100, 100),
        ("", 0, 0),
    ],
)
def test_a_long_passage_folds_at_a_block_or_a_list_item(html: str, shown: int, rest: int) -> None:
    folded = fold(blocks(html))

    assert (len(re.findall(r"\w+\d|Heading", folded.shown)), folded.rest_words) == (shown, rest)
    assert folded.shown.count("word0") + folded.rest.count("word0") == html.count("word0")


def test_a_folded_list_goes_on_counting() -> None:
    folded = fold(blocks(f'<ol start="3"><li>{words(90)}</li><li>{words(40)}</li><li>{words(70)}</li></ol>'))

    assert folded.shown.startswith('<ol start="3">\n<li>')
    assert folded.rest.startswith('<ol start="5">\n<li>')
    assert folded.rest.endswith("</ol>")


def test_two_statements_on_a_page_share_no_id_and_text_is_left_alone() -> None:
    html = (
        '<h3 id="s-a">A</h3><p><a href="#s-a">up</a> <a href="https://x.example/#s-a">out</a> '
        '<code> id="s-a"</code></p>'
    )

    assert with_own_ids(html, "ada--") == (
        '<h3 id="ada--s-a">A</h3><p><a href="#ada--s-a">up</a> <a href="https://x.example/#s-a">out</a> '
        '<code> id="s-a"</code></p>'
    )


PIECES = ["# A", "## B", "text " * 40, "- item", "  - deep", "1. one", "> quote", "```\nx\n\ny\n```"]
PIECES += [
    "| a |\n|---|\n| b |",
    "<details><summary>s</summary>",
    "</details>",
    "a[^1]",
    "[^1]: note",
    "<b>",
    "&lt;p&gt;",
    "***",
    "<ul><li>",
]
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=14).map("\n\n".join)


@given(MARKDOWN)
def test_cutting_a_statement_loses_no_word_and_leaves_whole_elements(markdown: str) -> None:
    html = made(markdown)
    folded: Folded = fold(demoted(blocks(html), 4))

    plain = "".join(re.sub("<[^>]*>", "", html).split())
    assert "".join(re.sub("<[^>]*>", "", whole(blocks(html))).split()) == plain
    assert "".join(re.sub("<[^>]*>", "", folded.shown + folded.rest).split()) == plain
    for piece in (folded.shown, folded.rest, *(block.html for block in blocks(html))):
        parsed(piece.encode())


def test_a_huge_statement_is_cut_in_no_time() -> None:
    assert fold(blocks("<p>" + "<b>" * 20_000)).rest == ""
    assert with_own_ids("<a " * 20_000, "x") == ""
    assert len(blocks("<p>x</p>" * 20_000)) == 20_000


def test_reading_time_is_never_nothing() -> None:
    assert [statement(" ".join(["w"] * count)).minutes for count in (1, 344, 345, 1319)] == [1, 1, 2, 6]
