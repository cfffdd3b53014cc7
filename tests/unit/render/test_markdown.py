"""The step summary: short, safe and never too long."""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser

import comrak
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_reports import PATH, golden, hostile, make_report, make_rule, one_of_each, pull_request

from nomflow.core.basics.answer import Fix, failed, judged, must, passed, skipped, tip
from nomflow.core.basics.place import Place
from nomflow.core.snapshot.snapshot import PullRequest
from nomflow.render.report.markdown import LIMIT, render

PARTS = st.sampled_from(
    ["`", "```", "|", "\n", "<!-- x -->", "</details>", "@ada", "#1", "[x](y)", "<b>", "www.a.example", "* ", "$"]
)
WORDS = st.lists(st.one_of(PARTS, st.characters(exclude_categories=["Cs"])), max_size=10).map("".join)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")


def _tags(markdown: str) -> list[str]:
    extensions = comrak.ExtensionOptions()
    extensions.autolink = extensions.table = extensions.strikethrough = extensions.footnotes = True
    extensions.math_dollars = extensions.tasklist = True
    rendering = comrak.RenderOptions()
    rendering.unsafe_ = True
    page = _Tags()
    page.feed(comrak.render_markdown(markdown, extensions, None, rendering))
    return page.tags


@pytest.mark.parametrize("pull", [None, pull_request()])
def test_a_report_reads_as_the_golden_file_does(pull: PullRequest | None) -> None:
    text = render([one_of_each(pull)])
    assert text == golden("markdown-pull-request.md" if pull else "markdown.md", text)


def test_what_must_be_fixed_comes_before_tips() -> None:
    found = [tip("A tip.", Place(path=PATH, line=1)), must("A must.", Place(path=PATH, line=9))]
    text = render([make_report((make_rule(), judged(found, "", "Bad.")))])
    assert text.index("A must.") < text.index("A tip.")


def test_a_line_links_into_the_diff_of_the_pull_request() -> None:
    text = render(
        [
            make_report(
                (make_rule(), failed("Bad.", Place(path="x.md", line=3, column=1, end_line=5, end_column=2))),
                pull_request=pull_request(),
            )
        ]
    )
    file = hashlib.sha256(b"x.md").hexdigest()
    assert f"[x.md, lines 3–5](https://github.com/example/elections/pull/42/files#diff-{file}R3-R5) · Bad." in text


def test_skipped_rules_are_folded_away_with_their_reasons() -> None:
    text = render([make_report((make_rule("a"), skipped("No photo.")), (make_rule("b"), passed("Fine.")))])
    assert "<summary>1 rule skipped, and why</summary>\n\n- The title of a · No photo.\n" in text
    assert "| The title of b | ✅ done | Fine. |" in text


def test_a_summary_is_cut_between_findings_and_says_so() -> None:
    found = [must("{n}: {word}", Place(path=PATH, line=n), n=n, word="\U0001f600" * 190) for n in range(1, 3001)]
    text = render([make_report((make_rule(), judged(found, "", "Bad.")))])
    assert len(text.encode()) <= LIMIT
    assert len(text.encode()) > LIMIT - 2000
    last, empty, note = text.rstrip("\n").split("\n")[-3:]
    assert last.endswith("`made-up`")
    assert not empty
    assert note.startswith("*Cut here, for a step summary holds 1048576 bytes.")


@pytest.mark.parametrize("limit", [200, 500, 1000, 2000, 4000])
def test_a_summary_keeps_within_any_limit(limit: int) -> None:
    assert len(render([one_of_each()] * 3, limit).encode()) <= limit


def test_a_repair_that_is_too_long_is_left_out() -> None:
    fix = Fix(Place(path=PATH, line=1, column=1, end_line=1, end_column=0), "x" * 3000)
    text = render([make_report((make_rule(), judged([must("Bad.", fix.place, fix)], "", "")))])
    assert "Write instead" not in text


@given(WORDS)
@example("```\n</details>\n# x")
@example("<!-- nomflow:comment v1 election=x candidate=y -->")
@example("&#64;ada &commat;ada ＠ada")
def test_no_words_change_the_page_or_call_anybody(words: str) -> None:
    kept = [
        [tag for tag in _tags(render([hostile(each)])) if tag not in ("code", "pre", "p")] for each in (words, "calm")
    ]
    assert kept[0] == kept[1]
    running = re.sub(r"(?ms)^ *(`{3,}).*?^ *\1", "", render([hostile(words)]))
    assert not re.search(r"(?<![\w])[@＠]\w", running)
