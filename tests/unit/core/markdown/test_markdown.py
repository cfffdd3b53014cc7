"""What Markdown says, and where: places are compared with the text that stands there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.basics.place import Place
from nomflow.core.markdown.document import Document, Kind
from nomflow.core.markdown.parse import parse, sections

PATH = "statements/quill.md"


def read(body: str) -> Document:
    return parse(body, PATH)


def there(body: str, place: Place) -> str:
    """The text at a place."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    text = "\n".join(lines)
    return text[starts[place.line - 1] + place.column - 1 : starts[place.end_line - 1] + place.end_column]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# One\n\ntext\n\n### Three ###\n", [(1, "One", "# One", False), (3, "Three", "### Three ###", False)]),
        (
            "Über *alles*\n===\n\nTwo\n---\n",
            [(1, "Über alles", "Über *alles*\n===", True), (2, "Two", "Two\n---", True)],
        ),
        ("#\n\n##   \n", [(1, "", "#", False), (2, "", "##   ", False)]),
        ("# A `b` [c](d) ![e](f)\n", [(1, "A b c e", "# A `b` [c](d) ![e](f)", False)]),
        ("> # Quoted\n\n- # Listed\n", [(1, "Quoted", "# Quoted", False), (1, "Listed", "# Listed", False)]),
        ("# PyCon \\& friends &amp; co\n", [(1, "PyCon & friends & co", "# PyCon \\& friends &amp; co", False)]),
        ('<h2 align="center">Raw <b>one</b></h2>\n', [(2, "Raw one", '<h2 align="center">Raw <b>one</b></h2>', False)]),
        ("<h3>\n\nAcross *blocks*\n\n</h3>\n", [(3, "Across blocks", "<h3>\n\nAcross *blocks*\n\n</h3>", False)]),
        ("#hashtag\n\n    # code\n\n```\n# fence\n```\n\n<!--\n# comment\n-->\n", []),
    ],
)
def test_a_heading_is_found_with_its_level_text_and_place(body: str, expected: list[object]) -> None:
    found = read(body).headings
    assert [(each.level, each.text, there(body, each.place), each.setext) for each in found] == expected


@pytest.mark.parametrize(
    ("body", "kind", "target", "text", "at", "target_at"),
    [
        ("x [t](https://e.org/ü) y", "inline", "https://e.org/%C3%BC", "t", "[t](https://e.org/ü)", "https://e.org/ü"),
        ('日本 **b** [t]( <a b> "x" )', "inline", "a%20b", "t", '[t]( <a b> "x" )', "a b"),
        ("[a\nb](c)", "inline", "c", "a b", "[a\nb](c)", "c"),
        ("> - [t](u)\n>   [v](w)", "inline", "w", "v", "[v](w)", "w"),
        ("[![alt](p.png)](u)", "inline", "u", "alt", "[![alt](p.png)](u)", "u"),
        ("[t]()", "inline", "", "t", "[t]()", ")"),
        ("[a \\](b) c](d)", "inline", "d", "a ](b) c", "[a \\](b) c](d)", "d"),
        ('[a](b "two\nlines")', "inline", "b", "a", '[a](b "two\nlines")', "b"),
        (
            "[t](JavaScript:alert(1))",
            "inline",
            "JavaScript:alert(1)",
            "t",
            "[t](JavaScript:alert(1))",
            "JavaScript:alert(1)",
        ),
        ("[t][r]\n\n[R]: /u", "reference", "/u", "t", "[t][r]", "[R]:"),
        ("[r][]\n\n[r]: /u", "reference", "/u", "r", "[r][]", "[r]:"),
        ("[r]\n\n[r]: /u", "reference", "/u", "r", "[r]", "[r]:"),
        ("[r]: /u\nright below [r]", "reference", "/u", "r", "[r]", "[r]:"),
        ("é <https://e.org>", "autolink", "https://e.org", "https://e.org", "<https://e.org>", "<https://e.org>"),
        (
            "(see https://e.org/a_(b)).",
            "bare",
            "https://e.org/a_(b)",
            "https://e.org/a_(b)",
            "https://e.org/a_(b)",
            "https://e.org/a_(b)",
        ),
        ("www.e.org, x", "bare", "http://www.e.org", "www.e.org", "www.e.org", "www.e.org"),
        ("mail a@e.org.", "email", "mailto:a@e.org", "a@e.org", "a@e.org", "a@e.org"),
        ("<a@e.org>", "email", "mailto:a@e.org", "a@e.org", "<a@e.org>", "<a@e.org>"),
        ("x <a href='/u'>t</a> y", "html", "/u", "t", "<a href='/u'>t</a>", "<a href='/u'>t</a>"),
        ("|a|b|\n|-|-|\n|`x\\|y` \\||[t](u)|", "inline", "u", "t", "[t](u)", "u"),
        ("|a|b|\n|-|-|\n  | é \\| [t](u) | x |", "inline", "u", "t", "[t](u)", "u"),
        ("- [ ] a\n\t- b\n\n\t\tc [t](u)", "inline", "u", "t", "[t](u)", "u"),
        ("a\r\nb [t](u)\r\n", "inline", "u", "t", "[t](u)", "u"),
        ("\ufeff[t](u)", "inline", "u", "t", "[t](u)", "u"),
    ],
)
def test_a_link_is_found_with_its_kind_and_place(
    body: str, kind: str, target: str, text: str, at: str, target_at: str
) -> None:
    link = read(body).links[-1]
    assert (link.kind, link.target, link.text) == (kind, target, text)
    assert there(body, link.place) == at
    assert there(body, link.target_place) == target_at


def test_lines_are_those_of_the_file_and_columns_count_characters() -> None:
    link = parse("日本語 😀 [t](u)", PATH, first_line=7).links[0]
    assert link.place == Place(path=PATH, line=7, column=7, end_line=7, end_column=12)


def test_an_image_has_alt_text_title_and_place_however_it_is_written() -> None:
    body = 'x ![a *b*](p.png "t") ![](q.png) <img src="r.png" alt="c &amp; d" width=3>\n\n![e][f]\n\n[f]: s.png'
    found = [(each.target, each.alt, each.title, there(body, each.place)) for each in read(body).images]
    assert found == [
        ("p.png", "a b", "t", '![a *b*](p.png "t")'),
        ("q.png", "", "", "![](q.png)"),
        ("r.png", "c & d", "", '<img src="r.png" alt="c &amp; d" width=3>'),
        ("s.png", "e", "", "![e][f]"),
    ]


def test_raw_html_is_found_tag_by_tag() -> None:
    body = "x \\<b> `<b>` <B class='k'>y</b>\n\n> <details open>\n> <summary>s</summary>\n\n- z <br/>\n"
    found = [(each.name, each.closing, each.attributes, there(body, each.place)) for each in read(body).raw_html]
    assert found == [
        ("b", False, (("class", "k"),), "<B class='k'>"),
        ("b", True, (), "</b>"),
        ("details", False, (("open", ""),), "<details open>"),
        ("summary", False, (), "<summary>"),
        ("summary", True, (), "</summary>"),
        ("br", False, (), "<br/>"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "- a\n  <div>\n  x\n- <b>\n  c\n",
        "- a\n  <b>\n  *c*\n- <i>d</i>\n",
        "1. a\n\n   <details>\n\n   b\n\n   </details>\n",
        "> <div>\n> b\n\n<!-- c --> <p>\n\n<!-- d -->\n<div>\n",
        "note[^1]\n\n[^1]: <b>first</b>\n\n    <div>\n    second\n\n<p>last\n",
        "<!-- a\n\nb --> <pre>\n\n<x>\n</pre>\n\n<?php ?>\n\n<i>\n",
    ],
)
def test_raw_html_in_any_container_is_where_its_place_says(body: str) -> None:
    found = read(body).raw_html
    assert len(found) == body.count("<")
    assert [there(body, each.place) for each in found] == [each.text for each in found]
    assert all(each.text.startswith("<") for each in found)


def test_a_comment_is_marked_and_one_that_nobody_closed_hides_what_follows() -> None:
    closed = read("# A\n\n<!-- # hidden [x](y) -->\n\n# B\n")
    assert [each.text for each in closed.headings] == ["A", "B"]
    assert [(each.comment, each.unclosed) for each in closed.raw_html] == [(True, False)]
    assert not closed.links
    body = "# A\n\n- <!-- never closed\n\n# B\n\nwords [x](y)\n"
    open_ = read(body)
    assert [each.text for each in open_.headings] == ["A"]
    assert [there(body, each.place) for each in open_.raw_html if each.unclosed] == ["<!-- never closed"]
    assert open_.words == 1
    assert not open_.links


def test_text_is_what_a_reader_sees() -> None:
    body = (
        "# Über mich\n\nI *like* `code` &amp; [links](https://e.org)\\!<br>Really.\n\n- one\n- [x] two\n\n"
        "|h|\n|-|\n|c|\n\n<details><summary>More</summary>hidden? no</details>\n\n<!-- no -->\n\n```\nx = 1\n```\n"
    )
    document = read(body)
    assert [(each.kind, each.text) for each in document.paragraphs] == [
        (Kind.HEADING, "Über mich"),
        (Kind.PARAGRAPH, "I like code & links!\nReally."),
        (Kind.ITEM, "one"),
        (Kind.ITEM, "two"),
        (Kind.CELL, "h"),
        (Kind.CELL, "c"),
        (Kind.HTML, "More\nhidden? no"),
        (Kind.CODE, "x = 1"),
    ]
    assert document.words == 2 + 5 + 1 + 2 + 3 + 2 + 1
    assert document.text.startswith("Über mich\nI like code")


def test_every_word_can_be_found_in_the_file() -> None:
    body = (
        "Thanks to\n*Rowan  Stub* and [Sage\nDummy](https://e.org) , `Quill\\`, 2020\\) and non\\-profits &amp;co.\n\n"
        "> 1. [ ] Ada **Löve** _日本_ x\n>    and Zoë\n"
    )
    document = read(body)
    for paragraph, word in ((each, word) for each in document.paragraphs for word in each.text.split()):
        start = paragraph.text.index(word)
        found = there(body, document.place_of(paragraph, start, start + len(word)))
        assert found.replace("\\", "").replace("&amp;", "&").replace("`", "") == word.replace("\\", "")


def test_the_same_name_twice_has_two_places() -> None:
    document = read("Ada and Ada")
    paragraph = document.paragraphs[0]
    assert document.place_of(paragraph, 8, 11) == Place(path=PATH, line=1, column=9, end_line=1, end_column=11)


def test_code_tasks_and_tables_are_counted() -> None:
    body = "`a`\n\n```py\nb\n```\n\n    c\n\n- [ ] d\n- [X] e\n\n|f|\n|-|\n"
    document = read(body)
    assert [there(body, place) for place in document.code] == ["`a`", "```py\nb\n```", "c"]
    assert [(task.done, task.place.line) for task in document.tasks] == [(False, 9), (True, 10)]
    assert document.tables == 1


def test_a_bold_line_used_as_a_heading_is_named() -> None:
    body = "**My goals**\n\ntext **bold** text\n\n**Not:** one\n\n- **item**\n\n__Plans__:\n"
    assert [(each.text, there(body, each.place)) for each in read(body).bold_headings] == [
        ("My goals", "**My goals**"),
        ("Plans:", "__Plans__:"),
    ]


def test_definitions_that_nobody_uses_and_references_that_nobody_defines_are_named() -> None:
    body = (
        "[used] ![pic][img] [text][nowhere] \\[not\\]\\[one\\] `[c][d]` m[i][j]\n\n```\n[code]: /x\n```\n\n"
        "[Used]: /u\n[img]: p.png\n[spare]: /v\n"
    )
    document = read(body)
    assert [(each.label, each.place.line) for each in document.unused_definitions] == [("spare", 9)]
    assert [(each.label, there(body, each.place)) for each in document.undefined_references] == [
        ("nowhere", "[text][nowhere]")
    ]


def test_footnotes_show_the_first_definition_as_github_does_and_the_others_are_named() -> None:
    body = "a[^1] b[^x]\n\n[^1]: first\n\n# Next\n\ntext\n\n[^1]: again\n\n[^2]: nobody\n\nend\n"
    document = read(body)
    assert [(each.label, each.place.line) for each in document.duplicate_footnotes] == [("^1", 9)]
    assert [(each.label, each.place.line) for each in document.unused_footnotes] == [("^2", 11)]
    assert [(each.label, there(body, each.place)) for each in document.undefined_footnotes] == [("^x", "[^x]")]
    kinds = [(each.text, each.kind) for each in document.paragraphs]
    assert ("first", Kind.FOOTNOTE) in kinds
    assert ("end", Kind.PARAGRAPH) in kinds
    assert "again" not in document.text
    assert document.body == body


def test_lines_that_a_merge_left_are_grouped() -> None:
    body = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> topic\n\nTitle\n=======\n"
    assert [[place.line for place in group] for group in read(body).conflict_markers] == [[2, 4, 6]]


@pytest.mark.parametrize(
    ("body", "empty"),
    [
        ("# A\n\ntext\n", [False]),
        ("# A\n", [True]),
        ("# A\n\n<!-- write here -->\n", [True]),
        ("# A\n\n## B\n\n# C\n\nx", [True, True, False]),
        ("# A\n\n## B\n\nx\n", [False, False]),
        ("# A\n\n![](p.png)\n", [False]),
        ("# A\n\n- \n", [True]),
        ("# A\n\n[^1]: note\n\n# B\n\nx[^1]", [True, False]),
        ("A\n===\nB\n---\nx\n", [False, False]),
        ("<h2>A</h2>\nx\n\n<h2>B</h2>\n", [False, True]),
    ],
)
def test_a_section_is_empty_when_a_reader_sees_nothing_in_it(body: str, empty: list[bool]) -> None:
    assert [section.empty for section in sections(read(body))] == empty


def test_a_section_goes_to_the_next_heading_of_its_level_and_holds_its_sub_sections() -> None:
    body = "intro\n\n# A\n\none two\n\n## B\n\nthree\n\n# C\n\nfour\n"
    found = [
        (each.heading.text, each.place.line, each.place.end_line, each.words, each.text)
        for each in sections(read(body))
    ]
    assert found == [
        ("A", 3, 10, 4, "one two\nB\nthree"),
        ("B", 7, 10, 1, "three"),
        ("C", 11, 14, 1, "four"),
    ]


PIECES = (
    "a¦ ¦\n¦\n\n¦# ¦- ¦1. ¦> ¦    ¦\t¦**¦_¦~¦`¦```\n¦[¦]¦](¦)¦[t](u)¦![i](p)¦[r]¦\n[r]: /u\n¦[^1]¦\n[^1]: n\n¦<b>¦</b>"
    '¦<div>¦<!--¦-->¦<h2>¦<a href=x>¦|¦\n|a|b|\n|-|-|\n¦\\¦&amp;¦é¦日¦😀¦https://e.org¦a@e.org¦[ ] ¦===¦---¦<script>¦"'
    "¦\r\n¦\0¦\ufeff¦\ud800¦<<<<<<< a\n¦javascript:¦<¦>¦\\|"
)
MARKDOWN = st.lists(st.sampled_from(PIECES.split("¦")), max_size=30).map("".join)


@given(MARKDOWN, st.integers(1, 50))
def test_any_text_is_read_and_every_place_lies_in_it(body: str, first_line: int) -> None:
    document = parse(body, PATH, first_line)
    last = first_line + body.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    parts = (document.headings, document.links, document.images, document.raw_html, document.paragraphs, document.tasks)
    for part in (part for kind in parts for part in kind):
        assert first_line <= part.place.line <= part.place.end_line <= last
        assert part.place.column >= 1
    assert len(sections(document)) == len(document.headings)


@given(st.text(max_size=60))
def test_any_characters_are_read(body: str) -> None:
    assert parse(body, PATH).refused is None


@pytest.mark.parametrize("body", ["[y]:![](\n)", "![", "[y]: <\n>", "[^1]:![](\n)"])
def test_a_definition_cut_in_two_is_read(body: str) -> None:
    assert parse(body, "f.md").refused is None
