"""Whatever somebody wrote reads as written and does nothing, in each medium."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import comrak
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nomflow.core.basics.answer import say
from nomflow.render import quote

ZWSP = quote.ZWSP
HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            list("`*_[]()<>#@|~$!&\\-+=.:/%,;{}'\"^ \n\r\t0123aefghwx" + "\x1b\x85\u2028\u202e\u200b\u200d＠\ufeff")
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


class _Words(HTMLParser):
    """The tags and the text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(html: str) -> _Words:
    words = _Words()
    words.feed(html)
    words.close()
    return words


def _github(markdown: str) -> _Words:
    extensions = comrak.ExtensionOptions()
    extensions.autolink = extensions.table = extensions.strikethrough = extensions.tasklist = True
    extensions.footnotes = extensions.math_dollars = True
    rendering = comrak.RenderOptions()
    rendering.unsafe_ = True
    return _read(comrak.render_markdown(markdown, extensions, None, rendering))


def test_the_reader_used_here_sees_markup_and_links() -> None:
    assert _github("<b>x</b> www.a.example ~~y~~ $z$").tags == ["p", "b", "a", "del", "span"]


def _flat(text: str) -> str:
    return quote.visible(" ".join(text.split()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u200bb", "a<U+200B>b"),
        ("\x7f", "␡"),
        ("\x9b", "<U+009B>"),
        ("\ud800", "<U+D800>"),
        ("\U000e0041", "<U+E0041>"),
        ("می‌خواهم 👩‍💻", "می‌خواهم 👩‍💻"),
    ],
)
def test_what_cannot_be_seen_is_shown_and_what_scripts_need_stays(text: str, shown: str) -> None:
    assert quote.visible(text) == shown


def test_a_word_stays_on_its_line_and_within_its_length() -> None:
    assert quote.terminal("a\nb\tc") == "a␊b c"
    assert quote.terminal("x" * 500) == "x" * 199 + "…"


def test_a_code_span_printed_to_a_log_commands_nothing() -> None:
    for made in (
        quote.markdown_code("##[error]a"),
        quote.markdown_sentence(say("No file `{path}`.", path="##[error]a")),
    ):
        assert "##[" not in made


@pytest.mark.parametrize(
    "line", ["::x::", " ::x::", ":::x::", "a##[error]b", "::SET-OUTPUT name=a::b", "##[##[add-mask]"]
)
def test_no_line_is_a_command_of_the_runner(line: str) -> None:
    guarded = quote.guarded(line)
    assert "::" not in guarded.replace("::" + ZWSP, "")
    assert "##[" not in guarded.replace("##[" + ZWSP, "")
    assert guarded.replace(ZWSP, "") == line
    assert quote.guarded(guarded) == guarded


def test_commands_are_escaped_as_the_runner_reads_them() -> None:
    assert quote.runner_data("50%\r\na:b,c") == "50%25%0D%0Aa:b,c"
    assert quote.runner_property("50%\r\na:b,c") == "50%25%0D%0Aa%3Ab%2Cc"
    assert quote.runner_data("%0A::error::") == f"%250A::{ZWSP}error::{ZWSP}"


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("@ada", "@|ada"),
        ("@org/team", "@|org/team"),
        ("＠ada", "＠|ada"),
        ("closes #1", "closes #|1"),
        ("o/r#12", "o/r#|12"),
        ("GH-7", "GH-|7"),
        ("9f2c1e7d4b6a8350", "9f2c1e|7d4b6a|8350"),
        ("https://a.example", "https:|//a.example"),
        ("www.a.example", "www|.a.example"),
        ("mailto:x@a.example", "mailto:|x@|a.example"),
        ("# 1, 12:30, a face of 6", "# 1, 12:30, a face of 6"),
    ],
)
def test_what_github_would_link_is_broken_by_an_invisible_character(text: str, broken: str) -> None:
    assert quote.defused(text) == broken.replace("|", ZWSP)


@given(st.text(st.sampled_from(f"{ZWSP}@#1a:/w.gh- "), max_size=40))
def test_defusing_can_be_undone(text: str) -> None:
    assert quote.undefused(quote.defused(text)) == text


@given(HOSTILE)
@example("<!-- nomflow:comment v1 -->")
@example("</details> [x](javascript:x) ![i](j)")
@example("[x]: https://a.example")
@example("$`x`$ and $x$")
@example("1. one")
@example("--- | ---")
@example("&commat;ada &#64;ada")
@example("a\\")
def test_markdown_reads_as_typed_and_is_nothing_but_text(text: str) -> None:
    escaped = quote.markdown(text)
    page = _github(escaped)
    assert page.text.strip().replace(ZWSP, "") == _flat(text).replace(ZWSP, "")
    assert page.tags == (["p"] if escaped else [])
    cell = _github(f"| a | b |\n|--|--|\n| {escaped} | end |")
    assert cell.tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
    assert cell.text.split()[-1] == "end"


@given(HOSTILE)
@example("a`b")
@example("a | b")
@example("`` ` ``")
@example("\\")
def test_a_code_span_holds_what_was_typed_also_in_a_table(text: str) -> None:
    span = quote.markdown_code(text)
    page = _github(f"| a | b |\n|--|--|\n| {span} | end |")
    assert page.tags == ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", *(["code"] if span else []), "td"]
    assert _github(f"- {span}").text.strip().replace(ZWSP, "") == _flat(text)


@given(HOSTILE)
@example("@everyone @org/team @user")
@example("＠user")
def test_nobody_is_mentioned(text: str) -> None:
    for made in (
        quote.markdown(text),
        quote.markdown_code(text),
        quote.markdown_sentence(say("@{who} `@{who}`", who=text)),
    ):
        assert not re.search(r"(?<![\w])[@＠]\w", made)


@given(HOSTILE)
@example("```\nx")
@example("~~~~\n````\n")
def test_a_block_cannot_be_left(text: str) -> None:
    assert _github(quote.markdown_block(text)).tags == ["pre", "code"]


@given(HOSTILE)
def test_html_is_nothing_but_text(text: str) -> None:
    page = _read(f'<i title="{quote.html(text)}">{quote.html(text)}</i>')
    assert page.tags == ["i"]
    assert page.text == quote.visible(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        ("https://a.example/ü%20(x)", "https://a.example/%C3%BC%20%28x%29"),
        ('https://a.example/"><b>', "https://a.example/%22%3E%3Cb%3E"),
        ("https://a.example/&copy;", "https://a.example/&copy%3B"),
        ("mailto:ada@a.example", "mailto:ada@a.example"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        (" \x01javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//a.example", ""),
        ("https:a.example", ""),
        ("https://[", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_become_links(text: str, address: str) -> None:
    assert quote.web_address(text) == address


@given(HOSTILE)
@example("a:b.md")
def test_a_path_stays_a_relative_path(path: str) -> None:
    address = quote.path_address(path)
    assert urlsplit(address).scheme == ""
    assert unquote(address) == path
    assert re.fullmatch(r"[!-~]*", address)


@given(st.dictionaries(HOSTILE, HOSTILE, max_size=4))
@example({"a": "##[error]x \x9b\u202e\U000e0041\ud800\u200d"})
def test_json_says_the_same_and_nothing_acts_on_it(data: dict[str, str]) -> None:
    text = quote.json_text(data)
    assert json.loads(text) == data
    assert "##[" not in text
    assert quote.visible(text.replace("\n", "")) == text.replace("\n", "")
    assert all(not line.lstrip().startswith("::") for line in text.split("\n"))


def test_json_keeps_letters_of_all_scripts() -> None:
    assert '"Åsa 編集"' in quote.json_text({"name": "Åsa 編集"})


def test_a_sentence_quotes_only_the_words_of_others() -> None:
    told = say("Write `{path}`, not *{word}* (#{number}).", path="a|b`c", word="*x*", number=3)
    assert quote.sentence(told) == "Write `a|b`c`, not **x** (#3)."
    page = _github(quote.markdown_sentence(told))
    assert page.tags == ["p", "code"]
    assert page.text.strip().replace(ZWSP, "") == "Write a|b`c, not **x** (#3)."


def test_an_example_of_ours_can_be_copied_from_a_code_span() -> None:
    assert quote.markdown_sentence(say("Write `Name (@handle)`.")) == "Write `Name (@handle)`."


def test_a_word_that_a_rule_forgot_breaks_nothing() -> None:
    assert quote.sentence(say("{who} is missing.")) == "{who} is missing."
    assert quote.unquoted(say("{a}{b}", a="\x1b")) == "\x1b{b}"
