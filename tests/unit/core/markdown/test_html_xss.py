"""Nothing that runs, loads, hides or moves something gets from a statement to a page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from payloads import PAYLOADS
from real_page import check_words

from nomflow.core.markdown.html import to_html
from nomflow.core.markdown.parse import parse
from nomflow.core.markdown.sanitise import sanitise, without_blank_lines

CONTEXTS = ("{}", "<div>\n{}\n\n> - {}\n\n</div>\n", "text {} **text {}**", "# {}\n\n|{}|\n|-|\n")


def check(body: str, *, raw_html: bool = True) -> None:
    made = to_html(parse(body, "f.md"), raw_html=raw_html)
    check_words(made.html)
    assert not re.search(r"\n[ \t]*\n", made.html)
    assert without_blank_lines(sanitise(made.html)) == made.html, "the sanitiser does not have the last word"


@pytest.mark.parametrize("kind", range(4))
def test_no_payload_gets_anything_but_words_onto_a_page(kind: int) -> None:
    for number, payload in enumerate(PAYLOADS):
        if number % len(CONTEXTS) == kind:
            try:
                check(payload, raw_html=number % 3 > 0)
                check(CONTEXTS[number // 4 % 4].replace("{}", payload))
            except Exception as error:
                raise AssertionError(payload) from error


PIECES = (
    "<¦>¦</¦/>¦a¦b ¦script¦img¦svg¦style¦title¦table¦td¦pre¦math¦mtext¦ src=x¦ href=¦javascript:¦ onerror=alert(1)¦'¦\""
    "¦=¦&#106;¦&colon;¦<!--¦-->¦]]>¦`¦\n¦\n\n¦[x](¦)¦![¦](¦# ¦> ¦- ¦[^1]¦\n[^1]: ¦ id=fn-1¦<a¦<p¦<li¦</p>¦</a>¦<details"
    "¦<input type=checkbox¦\0¦\t¦&lt;¦|¦\n|-|-|\n¦https://e.org¦<dd>¦<li>¦<h2>¦</h2>¦[](#)¦[](#a)¦&nbsp;¦# a\n¦\n## "
    "¦[!NOTE]\n¦ autofocus onfocus=x ¦<a href=#a>¦<a id=fnref-1 href=#x>¦<li id=fn-1>¦<ol>¦</ol>¦<dl>¦</dl>¦<b>"
)


@given(st.lists(st.sampled_from(PIECES.split("¦")), max_size=25).map("".join))
def test_no_mixture_of_it_gets_anything_but_words_onto_a_page(body: str) -> None:
    check(body)
    check(body, raw_html=False)
    check_words(sanitise(to_html(parse(body, "f.md")).html, own="ida--1-"), "ida--1-s-")


@given(st.lists(st.sampled_from(PIECES.split("¦")), max_size=25).map("".join))
def test_whatever_our_own_code_makes_of_it_the_sanitiser_stands_alone(html: str) -> None:
    """Even if everything before it were wrong."""
    made = sanitise(html)
    assert sanitise(made) == made
    assert not re.search(r"<(?!/?[a-z])|<[^>]*\s(on|style|class|hidden|src)\b[^>\"]*=", made)
