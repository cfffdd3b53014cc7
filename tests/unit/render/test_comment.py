"""The comment: what it says, how long it gets, and that nobody's words do anything in it."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import comrak
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_nominations import (
    ELECTION,
    NOMINATOR,
    NOW,
    PATH,
    ROLL,
    STATEMENT,
    THREAD,
    URL,
    comment,
    elector,
    faults,
    not_ready,
    pull_request,
    report,
    review,
    snapshot,
)
from made_reports import golden
from msgspec.structs import replace

from nomflow.core.basics.answer import Fix, could_not_tell, failed, judged, must, passed, pending
from nomflow.core.basics.errors import ConfigError
from nomflow.core.basics.place import Place
from nomflow.core.election.choices import Distinct
from nomflow.core.election.election import Election
from nomflow.core.election.people_rules import EndorsementRules
from nomflow.core.evaluate import Report
from nomflow.core.roll.roll import make_roll
from nomflow.core.snapshot.snapshot import Account, PullRequestState
from nomflow.core.thread.body import read_body
from nomflow.render.comment.comment import LIMIT, MARKER, REST_LIMIT, render_comment
from nomflow.render.comment.markdown import Markdown, put, words

MENTION = r"(?<![\w`])[@＠]\w"
SIGNS = ("`", "```", "|", "\n", "\n\n", "* ", "$", "\\", "1. ", "# ", "\u202e", "\u200b", "](x)", "[x](y)")
HTML = ("<!-- nomflow:comment v1 -->", "-->", "</details>", "<summary>", "<b>", "{{ 7*7 }}", "{who}", "&#64;ada")
CALLS = ("@ada", "＠ada", "@org/team", "#1", "o/r#1", "GH-1", "9f2c1e7d4b6a", "www.a.example", "/endorse")
PARTS = st.sampled_from((*SIGNS, *HTML, *CALLS))
WORDS = st.lists(st.one_of(PARTS, st.characters(exclude_categories=["Cs"])), max_size=10).map("".join)


OURS = {
    *("comment", "h2", "h3", "p", "ul", "ol", "li", "a", "strong", "code", "sub", "details", "summary"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
OURS |= {f"/{tag}" for tag in OURS}


class _Page(HTMLParser):
    """The tags of a page, each with its depth in ``<details>``."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(markdown: str) -> _Page:
    extensions, rendering = comrak.ExtensionOptions(), comrak.RenderOptions()
    extensions.table = extensions.strikethrough = extensions.autolink = extensions.tasklist = True
    extensions.footnotes = extensions.math_dollars = True
    rendering.unsafe_ = True
    page = _Page()
    page.feed(comrak.render_markdown(markdown, extensions, None, rendering))
    page.close()
    return page


def without_preview(body: str) -> str:
    return re.sub(r"(?s)<details>\n<summary><b>Preview.*?\n</details>\n(?=\n<details>\n<summary>What)", "", body)


def told(made: Report) -> str:
    return render_comment(made).body


def lines(made: Report) -> list[str]:
    return told(made).split("\n")


# What it says


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("comment-not-ready.md", not_ready()),
        ("comment-ready.md", report(snapshot(pull_request(comments=THREAD[:2], reviews=())))),
        (
            "comment-waiting.md",
            report(snapshot(pull_request(NOMINATOR, comments=())), acceptance=pending("Waiting.")),
        ),
        (
            "comment-too-late.md",
            report(snapshot(pull_request(comments=())), window=failed("Submitted {late} too late.", late="7 minutes")),
        ),
        ("comment-withdrawn.md", report(snapshot(pull_request(comments=(comment(1, "ada-example", "/withdraw"),))))),
        ("comment-local.md", report(snapshot(None), statement=faults())),
    ],
)
def test_a_comment_reads_as_the_golden_file_does(name: str, made: Report) -> None:
    text = told(made)
    assert text == golden(name, text)


def test_the_markers_are_the_first_two_lines() -> None:
    made = render_comment(not_ready())
    first, second, third = made.body.split("\n")[:3]
    assert first == "<!-- nomflow:comment v1 election=2026 candidate=ada-example -->"
    assert first.startswith(MARKER)
    assert second == f"<!-- nomflow:state head=9f2c1e7d4b6a8350c1d2e3f4a5b6c7d8e9f0a1b2 digest={made.digest} -->"
    assert third == "## Nomination of Ada Example · Board election 2026"


def test_the_same_state_gives_the_same_bytes_at_any_time_of_the_day() -> None:
    one = render_comment(report(snapshot(pull_request(), now=NOW)))
    other = render_comment(report(snapshot(pull_request(), now=NOW.replace(hour=23, minute=1))))
    assert one == other


def test_the_digest_changes_with_everything_but_the_line_it_stands_in() -> None:
    one, other = render_comment(not_ready()), render_comment(report(snapshot(pull_request())))
    assert one.digest != other.digest
    moved = replace(pull_request(), head="0" * 40)
    assert render_comment(report(snapshot(moved))).digest != other.digest


def test_the_title_is_plain_text() -> None:
    made = render_comment(report(snapshot(pull_request(), text=STATEMENT.replace("Ada Example", "A *da* | <b>"))))
    assert made.title == "Nomination of A *da* | <b> · Board election 2026"


def test_a_deadline_is_given_with_its_zone_in_utc_and_in_the_readers_time() -> None:
    text = told(report(snapshot(pull_request()), endorsements=pending("Missing.")))
    link = "https://www.timeanddate.com/worldclock/fixedtime.html?iso=20260805T2359&p1=1440"
    assert f"Deadline: **Wednesday 5 August 2026, 23:59 UTC** ([in your time zone]({link}))." in text


def test_what_to_fix_links_to_the_lines_in_the_diff() -> None:
    made = report(
        snapshot(pull_request()),
        statement=judged([must("Bad.", Place(path="x.md", line=3, column=1, end_line=5, end_column=2))], "", "Bad."),
    )
    file = "c6db1a8b7fb99c1d2c3d32e4b4ec4cd05b3ca9b5cae2b2cd5e0d5bb0c8e5cd6d"
    link = re.search(r"\[x\.md, lines 3–5\]\((.*?)#diff-([0-9a-f]{64})R3-R5\) · Bad\.", told(made))
    assert link
    assert link[1] == "https://github.com/example/elections/pull/42/files"
    assert len(link[2]) == len(file)


def test_points_that_are_alike_share_an_entry() -> None:
    text = told(report(snapshot(pull_request()), statement=faults()))
    assert text.count("This picture has no description.") == 1
    (entry,) = [line for line in text.split("\n") if "This picture has no description." in line]
    assert [int(line) for line in re.findall(r"\[line (\d+)\]", entry)] == [20, 21, 22, 23, 24]


def test_points_that_differ_in_one_word_name_each() -> None:
    found = [must("{what} is wrong.", Place(path=PATH, line=line), what=f"word{line}") for line in range(1, 9)]
    text = told(report(snapshot(pull_request()), statement=judged(found, "", "Bad.")))
    assert "[line 5](" in text
    assert "[line 6](" not in text
    others = "word2, word3, word4, word5, word6 and 2 more"
    assert f"and 3 more · word1 is wrong. The same goes for {others}. `rule-statement`" in text


def test_points_that_differ_in_more_show_the_first() -> None:
    found = [must("{a} is not {b}.", Place(path=PATH, line=7), a=number, b=-number) for number in range(1, 4)]
    text = told(report(snapshot(pull_request()), statement=judged(found, "", "Bad.")))
    assert text.count("[line 7](") == 1
    assert "The first of 3 alike: 1 is not -1." in text


def test_a_short_repair_is_suggested_where_the_sentence_does_not_say_it() -> None:
    place = Place(path=PATH, line=3)
    found = [
        must("Is https: meant?", place, Fix(place, "https://a.example")),
        must("Write `mailto:x`.", place, Fix(place, "mailto:x")),
    ]
    text = told(report(snapshot(pull_request()), statement=judged(found, "", "Bad.")))
    assert text.count("Suggestion:") == 1
    assert "Suggestion: `https://a.example`" in text


def test_ten_points_are_in_sight_and_the_rest_is_folded() -> None:
    kinds = [f"{{a}}: {word}." for word in ("no", "not", "never", "nope", "nothing", "nowhere")]
    found = [must(kinds[line % 6], Place(path=PATH, line=line), a=line) for line in range(1, 13)]
    text = told(report(snapshot(pull_request(comments=())), statement=judged(found, "", "Bad.")))
    before, _, after = text.partition("<summary>2 more</summary>")
    assert before.count("- ❌") == 10
    assert after.count("- ❌") == 2


@pytest.mark.parametrize("count", [1, 40, 500])
def test_however_much_there_is_to_say_a_comment_stays_short(count: int) -> None:
    found = [
        must(f"{{what}} number {number}.", Place(path=f"{'p' * 80}{number}.md", line=number), what="|" * 200)
        for number in range(count)
    ]
    thread = tuple(comment(number, f"user-{number:04}", "/endorse") for number in range(count))
    text = "- Quill Sample (@quill-sample)\n"
    many = "".join(f"  - Somebody Else{number} (@reviewer-{number:04})\n" for number in range(count))
    body = "\n\n".join(f"Paragraph {number} " + "word " * 50 for number in range(count))
    statement = STATEMENT.replace("  " + text, "  " + text + many) + body
    made = report(
        snapshot(pull_request(comments=thread, reviews=()), text=statement), statement=judged(found, "", "Bad.")
    )
    made_body = told(made)
    assert len(made_body) <= LIMIT
    assert len(without_preview(made_body)) <= REST_LIMIT
    if count >= 500:
        assert re.search(r"\d+ more do not fit here", made_body)


def test_a_page_that_is_published_is_linked() -> None:
    made = report(snapshot(pull_request(state=PullRequestState.MERGED)))
    text = render_comment(made, page_url="https://example.org/2026/ada").body
    assert (
        "**On the ballot.** The nomination was accepted. See [the candidate’s page](https://example.org/2026/ada)."
        in text
    )


def test_officers_can_be_reached_when_something_could_not_be_told() -> None:
    made = report(snapshot(pull_request()), endorsements=could_not_tell("The roll could not be read."))
    assert "[elections@\u200bexample.org](mailto:elections@example.org)" in told(made)


def test_a_rules_page_is_linked_where_there_is_one() -> None:
    assert (
        "[rules](https://example.org/rules)" in render_comment(not_ready(), rules_url="https://example.org/rules").body
    )
    assert "rules" not in told(not_ready()).rpartition("<sub>")[2]


def test_on_another_server_people_are_linked_there() -> None:
    pull = pull_request(url="https://git.example.org/a/b/pull/42", comments=(comment(1, "avery-sample", "/endorse"),))
    assert "[avery-sample](https://git.example.org/avery-sample)" in told(report(snapshot(pull)))


def test_someone_whose_account_was_deleted_is_not_linked() -> None:
    gone = replace(comment(1, "x", "/endorse"), author=Account("ghost", None))
    assert "a deleted account" in told(report(snapshot(pull_request(comments=(gone,)))))


# Who counts


def election_with(**rules: object) -> Election:
    return replace(ELECTION, endorsements=replace(ELECTION.endorsements, **rules))


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (
            "quill-sample",
            "✅ **Confirmed** · [quill-sample](https://github.com/quill-sample) (Quill Sample) · [re",
        ),
        ("rowan-stub", "⏳ **Not yet** · [rowan-stub](https://github.com/rowan-stub) (Rowan Stub) · Has not confirmed"),
    ],
)
def test_each_reviewer_reads_where_they_stand(who: str, said: str) -> None:
    assert any(said in line for line in lines(not_ready()) if line.startswith("- ") and who in line)


@pytest.mark.parametrize(
    ("who", "label"),
    [
        ("avery-sample", "✅ **Counts**"),
        ("blake-specimen", "✅ **Counts**"),
        ("casey-mockup", "✖️ **Does not add**"),
        ("devon-fixture", "⏳ **Not yet**"),
        ("emery-standin", "⏳ **Not yet**"),
        ("ada-example", "✖️ **Does not count**"),
        ("quill-sample", "➖ **Review only**"),
    ],
)
def test_each_endorser_reads_whether_they_count_and_why(who: str, label: str) -> None:
    text = told(not_ready()).partition("### Endorsements")[2].partition("<details>")[0]
    (line,) = [line for line in text.split("\n") if f"[{who}](" in line]
    assert line.startswith(f"- {label} · ")


@pytest.mark.parametrize(
    ("count", "title"),
    [(1, "2 (1 needed) ●"), (2, "2 of 2 ●●"), (3, "2 of 3 ●●○"), (20, "2 of 20")],
)
def test_a_small_picture_shows_how_many_endorsements_there_are(count: int, title: str) -> None:
    election = election_with(count=count)
    thread = (comment(1, "avery-sample", "/endorse"), comment(2, "blake-specimen", "/endorse"))
    made = report(snapshot(pull_request(comments=thread), election=election))
    assert f"### Endorsements: {title}\n" in told(made)


def test_an_election_without_endorsements_says_nothing_of_them() -> None:
    made = report(snapshot(pull_request(), election=election_with(count=0)))
    assert "### Endorsements" not in told(made)
    assert "/endorse" not in told(made).partition("<details>")[0]


def test_once_endorsing_is_over_nobody_is_told_how_to_endorse() -> None:
    made = report(snapshot(pull_request(), now=NOW.replace(month=9)))
    assert "Endorsing closed on **Wednesday 5 August 2026, 23:59 UTC**" in told(made)
    assert "To endorse," not in told(made)


PRIVATE = EndorsementRules(count=3, distinct=Distinct.INTERESTS, private_affiliations=True)
ELECTORATE = make_roll([*ROLL.electors, elector("devon-fixture")])
LOGINS = ("avery-sample", "blake-specimen", "casey-mockup", "devon-fixture")
INTERESTS = st.lists(st.sets(st.sampled_from(["Secret Ltd", "Hidden Works", "Quiet Club"])), min_size=4, max_size=4)


def in_private(interests: list[set[str]], *, month: int = 9) -> Report:
    thread = tuple(comment(number, login, "/endorse") for number, login in enumerate(LOGINS))
    known = {login: tuple(sorted(each)) for login, each in zip(LOGINS, interests, strict=True)}
    made = snapshot(
        pull_request(comments=thread, reviews=()),
        election=replace(ELECTION, endorsements=PRIVATE),
        roll=ELECTORATE,
        affiliations=known,
        now=NOW.replace(month=month),
    )
    return report(made)


@given(INTERESTS, INTERESTS)
@example([{"Secret Ltd"}, {"Secret Ltd"}, set(), set()], [set(), set(), {"Quiet Club"}, {"Quiet Club"}])
def test_private_affiliations_change_nothing_but_the_public_verdict(one: list[set[str]], other: list[set[str]]) -> None:
    from nomflow.core.endorsements.tally import tally

    tallies = [tally(in_private(each).snapshot) for each in (one, other)]
    bodies = [told(in_private(each)) for each in (one, other)]
    assert not re.search("Secret|Hidden|Quiet", bodies[0] + bodies[1])
    if (tallies[0].reached, tallies[0].missing) == (tallies[1].reached, tallies[1].missing):
        assert bodies[0] == bodies[1]


def test_the_test_of_private_affiliations_compares_different_ones() -> None:
    from nomflow.core.endorsements.tally import tally

    assert "Endorsements: 4, answer after the close" in told(in_private([{"Secret Ltd"}] * 4, month=NOW.month))
    two = in_private([{"Secret Ltd"}, {"Secret Ltd"}, set(), set()])
    assert tally(two.snapshot).reached
    assert "Endorsements: enough" in told(two)
    assert "Endorsements: enough" not in told(in_private([{"Secret Ltd"}] * 4))


# Answers


def test_comments_that_did_nothing_are_answered() -> None:
    text = told(not_ready()).partition("### Answers to comments")[2].partition("<details>")[0]
    there, who = f"{URL}#issuecomment-7", "[flynn-figment](https://github.com/flynn-figment)"
    assert f"{who} · [comment]({there}) · Only the nominee can do that." in text
    assert "“/acknowlege” does not count. Please write `/acknowledge` on a line of its own." in text


def test_a_question_about_a_rule_is_answered_with_its_documentation() -> None:
    thread = (comment(1, "flynn-figment", "/nomflow explain rule-statement"),)
    text = told(report(snapshot(pull_request(comments=thread))))
    assert "**The rule about statement.** What it looks at, in a sentence. Why: because a reader must know" in text


def test_a_question_about_no_rule_names_the_nearest() -> None:
    thread = (comment(1, "flynn-figment", "/nomflow explain rule-statemnt"),)
    text = told(report(snapshot(pull_request(comments=thread))))
    assert "There is no rule “rule-statemnt”. Did you mean “rule-statement”?" in text


@pytest.mark.parametrize("word", ["/nomflow confirm", "/nomflow extend 2026-09-01 please"])
def test_whoever_is_no_officer_reads_that_only_officers_do_that(word: str) -> None:
    made = report(snapshot(pull_request(comments=(comment(1, "flynn-figment", word),))))
    assert "Only election officers can do that." in told(made)


def test_a_slip_that_was_put_right_needs_no_answer() -> None:
    thread = (comment(1, "quill-sample", "/acknowlege"), comment(2, "quill-sample", "/acknowledge"))
    assert "### Answers" not in told(report(snapshot(pull_request(comments=thread))))


# Other people's words


def hostile(words: str) -> Report:
    """``words`` wherever somebody else's words can stand, except in the body of the statement."""
    quoted = "".join(f"\\u{ord(sign):04X}" if ord(sign) < 65536 else f"\\U{ord(sign):08X}" for sign in words)
    text = STATEMENT.replace("I count things.", f'"{quoted}"').replace(
        "name: Ada Example", f'name: "x{quoted}"\nreviewers-note: "{quoted}"'
    )
    path = words or "x"
    place = Place(path=path, line=1, column=1, end_line=3, end_column=3)
    thread = (
        comment(1, "avery-sample", f"/endorse employer: {words}"),
        comment(2, "olive-officer", "/nomflow confirm"),
        comment(3, words, "/endorse"),
        comment(4, "blake-specimen", f"/nomflow explain {words}"),
        comment(5, "casey-mockup", f"/endorce {words}"),
        comment(6, words, "/nomflow confirm"),
    )
    pull = pull_request(comments=thread, reviews=(review(7, words),), head=words)
    roll = make_roll([*ROLL.electors, elector("avery-sample", words)])
    made = snapshot(pull, text=text, roll=roll, election=replace(ELECTION, title=words), contact=words)
    return report(
        made,
        window=passed("{who}", who=words),
        standing=could_not_tell("{who} and {who}", who=words),
        statement=judged([must("`{who}` {who}", place, Fix(place, words), who=words)], "", "Bad."),
        pull_request=failed("{who}", who=words),
    )


@cache
def _calm() -> str:
    return told(hostile("calm"))


@given(WORDS)
@example("</details>\n\n<!-- nomflow:comment v1 election=x candidate=y -->\n/endorse")
@example("| a | b |\n|:--|:--|")
@example("@everyone @org/team ＠user &#64;ada &commat;ada")
@example("יעל \u202eברק\u202c | `")
@example("\U0001f600" * 300)
@example("|" * 5000)
@example("\u202e" * 5000)
def test_no_words_change_the_comment_or_call_anybody(words: str) -> None:
    body = told(hostile(words))
    calm = _calm()
    rest, calm_rest = without_preview(body), without_preview(calm)
    assert len(body) <= LIMIT
    assert len(rest) <= REST_LIMIT
    tags, calm_tags = shown(rest).tags, shown(calm_rest).tags
    for tag in ("table", "tr", "td", "h2", "sub", "ol", "comment"):
        assert tags.count(tag) == calm_tags.count(tag), tag
    assert set(tags) <= OURS
    assert tags.count("details") == tags.count("/details") == rest.count("<details>")
    assert body.count("<!--") == calm.count("<!--") == 4
    assert body.startswith("<!-- nomflow:comment v1 election=2026 candidate=ada-example -->\n<!-- nomflow:state head=")
    addresses = r'href="[^"]*"|\]\([^)\s]*\)'
    assert not re.search(MENTION, re.sub(r"`[^`\n]+`", "", re.sub(addresses, "", body)))
    assert not re.search(MENTION, shown(body).text)
    assert read_body(body).acts == ()


@given(WORDS)
@example("</details></details>\n\n# x\n\n<!-- nomflow:comment v1 -->\n\n/endorse\n")
@example("<details>\n\n/endorse\n\n<summary>")
@example("```\n\n</details>\n\n/endorse\n")
@example("&#64;ada&#64;adawww.a.example @<b>ada</b>")
@example("@ada @org/team #12 9f2c1e7d4b6a8350c1d2e3f4a5b6c7d8e9f0a1b2")
def test_no_statement_gets_out_of_its_preview(words: str) -> None:
    calm, body = (told(report(snapshot(pull_request(), text=STATEMENT + each))) for each in ("calm", words))
    assert body.count("<!--") == 4
    assert (
        without_preview(body).partition("<summary>What")[2].rpartition("<sub>")[0]
        == (without_preview(calm).partition("<summary>What")[2].rpartition("<sub>")[0])
    )
    page = shown(body)
    tail = page.tags[len(page.tags) - 1 - page.tags[::-1].index("ol") :]
    assert "sub" in tail
    assert page.tags.count("details") == page.tags.count("/details")
    assert not re.search(MENTION, page.text)
    assert read_body(body).acts == ()


# An organisation's own layout


def with_layout(text: str) -> str:
    return render_comment(not_ready(), overrides={"comment.md.j2": text}).body


def test_an_organisation_replaces_a_block_and_keeps_the_rest() -> None:
    body = with_layout(
        '{% extends "nomflow/comment.md.j2" %}{% block footer %}Ask in #elections.\n{{ super() }}{% endblock %}'
    )
    assert body.rstrip().startswith(MARKER)
    assert "Ask in #elections.\n<sub>For commit" in body
    assert "### What to fix" in body


def test_templates_for_other_things_change_nothing() -> None:
    other = render_comment(not_ready(), overrides={"candidate.html.j2": "{% if %}"})
    assert other == render_comment(not_ready())


@pytest.mark.parametrize(
    ("layout", "line", "said"),
    [
        ("{% extends 'nomflow/comment.md.j2' %}\n{% block title %}{{ comment.nobody }}{% endblock %}", 2, "nobody"),
        ("a\nb\n{% if %}", 3, "Expected an expression"),
        ("a\n{{ 'text' }}", 2, "was not quoted"),
        ("a\n{{ comment.title|upper }}", 2, "was not quoted"),
        ("a\n{{ comment.title ~ 'x' }}", 2, "was not quoted"),
        ("a\n{{ comment.__class__ }}", 2, "unsafe"),
        ("a\n{{ 1 / 0 }}", 2, "division by zero"),
        ("{% include 'nomflow/nothing.j2' %}", 1, "nothing.j2"),
        ("{% for n in range(99999) %}long line{% endfor %}", 1, "characters"),
    ],
)
def test_a_layout_that_does_not_work_is_the_organisers_to_mend(layout: str, line: int, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        with_layout(layout)
    (fault,) = caught.value.faults
    assert (fault.place.path, fault.place.line) == ("comment.md.j2", line)
    assert said in fault.message


def test_only_what_is_quoted_can_be_put_together() -> None:
    with pytest.raises(TypeError, match="who has not been quoted"):
        put("{who}", who="*me*")  # type: ignore[arg-type]  # what a forgetful author would write
    assert put("{who} · {n}", who=words("*me*"), n=3) == Markdown("\\*me\\* · 3")
