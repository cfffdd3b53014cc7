"""What counts is what a reader sees: compared with the library that renders statements as GitHub does."""

from __future__ import annotations

from html.parser import HTMLParser

import comrak
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.thread.body import ActKind, read_body

HIDING = (
    *("a", "blockquote", "code", "del", "details", "kbd", "math", "pre", "q", "s", "samp", "script", "section"),
    *("strike", "style", "svg", "template", "textarea", "title"),
)
PIECES = st.sampled_from(
    [
        *(
            "/endorse",
            "/endorse",
            "\n",
            "\n",
            "\n",
            "\n\n",
            "a",
            "b ",
            " ",
            '"',
            "'",
            "(",
            ")",
            "[",
            "]",
            "](",
            "]: ",
            "![",
        ),
        *(
            ">",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<!X ",
            "<b ",
            "<i>",
            "</i>",
            "title=",
            "~",
            "~~",
            "`",
        ),
        *(
            "> ",
            "- ",
            "1. ",
            "    ",
            "[x]: /y ",
            "[x]",
            "```\n",
            "~~~",
            "<s>",
            "</s>",
            "<pre>",
            "</pre>",
            "\\",
            "*",
            "_",
            "|",
        ),
        *("[^1]", "[^1]: ", "<details>", "</details>", "<br>", "\t", "---", "# ", "=", "<a href='", "![a\n", "[a\n"),
    ]
)


class Seen(HTMLParser):
    """The text that is neither in an element that hides its content nor in a footnote."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in HIDING:
            self.inside.append(tag)
        self.text += "\n" if tag in ("p", "br", "li", "div") else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            del self.inside[self.inside.index(tag) :]

    def handle_data(self, data: str) -> None:
        self.text += "" if self.inside else data


def seen(body: str) -> str:
    extensions, rendering = comrak.ExtensionOptions(), comrak.RenderOptions()
    extensions.strikethrough = extensions.table = extensions.autolink = extensions.tasklist = extensions.footnotes = (
        True
    )
    rendering.unsafe_ = True
    page = Seen()
    page.feed(comrak.render_markdown(body, extensions, None, rendering))
    page.close()
    return page.text


@given(st.lists(PIECES, max_size=16).map("".join))
def test_an_act_is_always_seen_by_the_readers_of_the_comment(body: str) -> None:
    acts = [act for act in read_body(body).acts if act.kind is ActKind.ENDORSE]
    assert seen(body).count("/endorse") >= len(acts)


@pytest.mark.parametrize(
    "body",
    [
        "<![CDATA[\n\n/endorse\n]]>",
        "<?php\n/endorse\n?>",
        "<!X a\n\n/endorse\n>",
        "![alt\n/endorse\nmore](https://example.org/a.png)",
        '[text](https://example.org "title\n/endorse\nmore")',
        '<span title="\n/endorse\n">x</span>',
        "<img alt='\n/endorse\n'>",
        "<div\n/endorse\n>",
        '[x]: https://example.org "\n/endorse\n"',
        "[x]:\n/endorse",
        "~a\n/endorse\nb~",
        "~~a\n/endorse~~",
        "<title>\n/endorse\n</title>",
        "[^1]: note\n/endorse",
        "- > a\n/endorse",
    ],
)
def test_what_a_reader_does_not_see_or_sees_struck_out_does_not_count(body: str) -> None:
    assert read_body(body).acts == ()
