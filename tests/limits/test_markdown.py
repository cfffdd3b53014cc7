"""Texts made to be slow or huge are refused, with a place, or read in no time."""

from __future__ import annotations

import time

import pytest

from nomflow.core.basics.answer import Level
from nomflow.core.markdown.document import Document
from nomflow.core.markdown.html import to_html
from nomflow.core.markdown.parse import parse, sections

SIZE = 40_000


def repeat(unit: str, size: int = SIZE) -> str:
    return unit * (size // len(unit))


READ = {
    "emphasis": repeat("*a_ ", 15_000),
    "emphasis crossed": repeat("a**bc* ", 30_000),
    "brackets": repeat("["),
    "links open": repeat("[a]("),
    "images open": repeat("!["),
    "backticks": " ".join("`" * length for length in range(1, 250)),
    "less than": repeat("<"),
    "attribute never closed": repeat('<a x="') + "<b>",
    "comments never closed": repeat("<!--"),
    "quoted comments never closed": repeat("> <!--\n\n"),
    "processing instructions": repeat("<?"),
    "tags in one line": repeat("<b>x</b>"),
    "links in one line": repeat("[a](b)"),
    "tildes": repeat("~a~~b", 20_000),
    "headings": repeat("# a\n", 20_000),
    "entities": repeat("&amp;"),
    "spaces": repeat(" "),
    "mail": "a@b.c " * 999,
    "tables of two": repeat("|a|\n|-|\n\n", 20_000),
    "escaped pipes": "|a|\n|-|\n|" + repeat("\\|*a*", 24_000) + "|",
    "definitions": "\n".join(f"[a{number}]: x" for number in range(3_000)),
    "wide characters": repeat("é[ü](ö) ", 20_000),
    "attributes": "<b " + repeat("a=1 ") + ">",
    "title tags": repeat("<title>"),
    "paragraph tags": repeat("<p>"),
    "footnotes": "".join(f"[^{number}]: [^{number + 1}]\n\n" for number in range(900)) + "[^0]",
    "the same footnote": "x[^1]\n\n" + repeat("[^1]: y\n\n", 8_000),
    "punctuation": repeat("-_", 15_000),
}
REFUSED = {
    "quotes": (repeat(">"), 1),
    "quotes with spaces": ("a\n" + repeat("> "), 2),
    "lists": ("a\n\n" + "1. " * 150 + "a", 3),
    "pipes": ("\n" + "|" * 200 + "\n" + "|-" * 200 + "|\n" + "|\n" * 20_000, 102),
    "tags nested": (repeat("<sub>"), 1),
    "lists nested": ("x\n\n" + repeat("<ul><li>"), 3),
    "formatting never closed": ("".join(f"<b a={number}>" for number in range(90)) + "\n\n" + repeat("x\n\n"), 1),
    "emphasis nested": ("*a " * 150 + "b*" * 150, 1),
    "emphasis": ("x\n\n" + repeat("*a **b ", 80_000), 3),
    "footnote marks": (repeat("[^1]"), 1),
    "mail": (repeat("a@"), 1),
    "too long": ("a" * 262_145, 1),
    "much structure": (repeat("- [a](b)\n", 250_000), 1),
}


def soon(body: str) -> Document:
    """All that is done with a statement, in little processor time; once in three times, as other work disturbs it."""
    for _ in range(3):
        began = time.process_time()
        document = parse(body, "f.md")
        sections(document)
        to_html(document)
        if time.process_time() - began < 3:
            return document
    raise AssertionError("more than three seconds")


@pytest.mark.parametrize("name", READ)
def test_a_text_made_to_be_slow_is_read_at_once(name: str) -> None:
    assert soon(READ[name]).refused is None


@pytest.mark.parametrize("name", REFUSED)
def test_a_text_that_would_blow_up_is_refused_where_it_does_and_shown_as_text(name: str) -> None:
    body, line = REFUSED[name]
    document = soon(body)
    html = to_html(document)
    assert document.refused is not None
    assert document.refused.level is Level.MUST
    assert document.refused.place is not None
    assert document.refused.place.line == line
    assert not document.links
    assert sections(document) == ()
    assert html.html.startswith("<pre>")
    assert "\n\n" not in html.html
    assert "<" not in html.html.removeprefix("<pre>").removesuffix("</pre>")


def test_ordinary_depth_and_size_pass() -> None:
    quotes_and_lists = "> > > quote\n\n- a\n  - b\n    - c\n      - d\n\n* * * * * * * *\n\n"
    table = "|a|b|c|\n|-|-|-|\n" + repeat("|1|2|3|\n", 3_000)
    unclosed = "\n<b>never closed\n\n" + repeat("text\n\n", 10_000)
    code = "```\n" + repeat("Vec<T> ", 2_000) + "\n```\n"
    assert parse(quotes_and_lists + table + unclosed + code, "f.md").refused is None
