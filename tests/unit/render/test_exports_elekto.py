"""Elekto gets every statement whole: its rules, as they are documented, are written anew here and applied to ours."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from invented_site import site
from msgspec.structs import replace

from nomflow.core.markdown.parse import parse
from nomflow.core.site.site import (
    CandidatePage,
    ElectionPage,
    Help,
    Milestone,
    MilestoneKind,
    NamedPerson,
    NotShown,
    Phase,
    Race,
    RenderedText,
    VotingNotes,
)
from nomflow.render.exports import exports
from nomflow.render.exports.elekto import quoted
from nomflow.render.exports.elekto_markdown import harmless
from nomflow.render.site.views import election_view

ZWSP = "\u200b"
HOSTILE = (
    "Before.\n\n---\n\nAfter the rule.",
    "Title\n---\n\nText below an underlined title.",
    "| name | votes |\n|---|---:|\n| Ada | many --- very many |",
    "I waited --- and waited ---- for an answer.",
    "- first\n- ---\n- last\n\n> ---\n\nEnd.",
    "Run `git log --name-only --no-merges` or `a --- b`.",
    "```\n---\nname: Someone Else\n--no-verify\n---\n```\n\nAfter the code.",
    "    ---\n    indented\n\nText.",
    "See <https://example.org/a---b> and [this](https://example.org/x---y--name) and https://example.org/p--next.",
    "[reference][a---b]\n\n[a---b]: https://example.org/---",
    "- starts with a list\n- and ends with a hyphen -",
    "---",
    "-<b>-</b>- joined by what stood between",
    "<details>\n<summary>More --- here</summary>\n\n* inside\n\n</details>",
    "Words <b>in bold</b>, <a href='https://example.org'>a link</a><br>and a line.\n\n<!-- --- nobody sees this -->",
    "--name: not Ada\nID: someone-else",
    "Line one\r\n---\r\nLine two",
    "Ends with dashes ---",
    "Half a sign \ud800 in the text",
)


def from_elekto(text: str) -> tuple[dict[str, object], str]:
    """What Elekto sees in a candidate's file.

    The header stands between the first ``--n`` (or the second character, where there is none) and the last ``---``,
    the body behind the last ``---``; hyphens and line ends around both are dropped.
    """
    first, last = text.find("--n"), text.rfind("---")
    header = text[(first + 2 if first >= 0 else 1) : last].strip("-").strip("\n")
    body = text[last + 3 :].strip("-").strip("\n")
    read = yaml.safe_load(header)
    assert isinstance(read, dict)
    for entry in read["info"]:
        assert len(list(entry.keys())) == 1
    return read, body


def words(markdown: str) -> list[str]:
    """The words that a reader sees."""
    return re.findall(r"\w+", parse(markdown, "").text.replace(ZWSP, ""))


def person(
    markdown: str, id: str = "ada", *, name: str = "Ada Example", handle: str = "", affiliation: str = ""
) -> CandidatePage:
    words = RenderedText("<p>…</p>", 1)
    return CandidatePage(id=id, name=name, handle=handle, statement=words, affiliation=affiliation, markdown=markdown)


PAGE = ElectionPage(
    id="2026-board",
    title="Board election 2026",
    phase=Phase.PUBLISHED,
    races=(Race(seats=2),),
    milestones=(
        Milestone(step=MilestoneKind.VOTING_OPENS, at=datetime(2026, 8, 10, tzinfo=UTC), zone="UTC"),
        Milestone(
            step=MilestoneKind.VOTING_CLOSES,
            at=datetime(2026, 8, 25, 11, 59, 59, tzinfo=UTC),
            zone="AoE",
            deadline=True,
        ),
    ),
)


def exported(*people: CandidatePage, page: ElectionPage = PAGE) -> dict[str, str]:
    page = replace(page, races=(replace(page.races[0], candidates=people),))
    made = exports(election_view(site(page), page))
    return {path.removeprefix("2026-board/export/elekto/"): content.decode() for path, content in made}


@pytest.mark.parametrize("markdown", HOSTILE)
def test_elekto_gets_the_whole_statement_of_everybody(markdown: str) -> None:
    header, body = from_elekto(exported(person(markdown, handle="Ada"))["candidate-Ada.md"])

    assert (header["name"], header["ID"]) == ("Ada Example", "Ada")
    got = words(unquote(body.rpartition("[This statement")[0]))
    assert [word for word in words(markdown) if word not in got] == []


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.system ['echo']",
        "--- --name --- ",
        'quotes " and \\ backslashes',
        "line\nname: two",
        "{a: [b, *c, &d e]}",
        "no",
        "2026-08-01",
        "Ѐ \u202e right-to-left \u0085 \ufffe",
        "\U0001f5f3\ufe0f",
        "# no comment",
        "\ud800",
    ],
)
def test_the_header_holds_text_whatever_somebody_calls_themselves(value: str) -> None:
    made = exported(person("Text.", name=value, affiliation=value))["candidate-ada.md"]
    header, _ = from_elekto(made)

    assert all(isinstance(header[key], str) for key in ("name", "ID"))
    assert header["info"] == [{"affiliation": header["name"]}]
    assert sum(line == "-" * 61 for line in made.split("\n")) == 2


@given(st.text())
@example("---n--n-")
def test_every_text_survives_as_a_yaml_string(text: str) -> None:
    made = quoted(text)

    assert yaml.safe_load(made) == text
    assert "---" not in made
    assert "--n" not in made


def test_the_id_has_the_capitals_of_the_login() -> None:
    made = exported(person("a", "marisol-q", handle="Marisol-Q"), person("b", "bo", handle="../../etc/passwd"))

    assert {"candidate-Marisol-Q.md", "candidate-bo.md"} <= set(made)


def test_info_is_a_list_even_when_there_is_nothing_to_list() -> None:
    header, _ = from_elekto(exported(person("Text."))["candidate-ada.md"])

    assert header["info"] == []


def test_the_settings_are_what_elekto_needs() -> None:
    made = exported(
        person("a", affiliation="Alder Street"),
        person("b", "bo"),
        page=replace(
            PAGE, voting=VotingNotes(voters="Everybody on the roll"), help=Help(officers=(NamedPerson("Wren-O"),))
        ),
    )
    read = yaml.safe_load(made["election.yaml"])

    assert read == {
        "name": "Board election 2026",
        "organization": site().organisation.name,
        "start_datetime": datetime(2026, 8, 10),  # noqa: DTZ001 - Elekto compares it with a clock without a zone
        "end_datetime": datetime(2026, 8, 25, 11, 59, 59),  # noqa: DTZ001 - the same
        "no_winners": 2,
        "allow_no_opinion": True,
        "delete_after": True,
        "show_candidate_fields": ["affiliation"],
        "election_officers": ["Wren-O"],
        "eligibility": "Everybody on the roll",
        "exception_description": "",
        "exception_due": datetime(2026, 8, 10),  # noqa: DTZ001 - the same
    }


def test_the_fields_to_show_are_a_list_even_when_there_are_none() -> None:
    assert yaml.safe_load(exported(person("a"))["election.yaml"])["show_candidate_fields"] == []


def test_without_the_dates_of_the_vote_there_are_no_settings_that_would_break_elekto() -> None:
    made = exported(person("a"), page=replace(PAGE, milestones=()))

    assert "election.yaml" not in made
    assert "candidate-ada.md" in made


def test_the_description_says_when_people_can_vote() -> None:
    text = exported(person("a"), page=replace(PAGE, about="The board --- it decides."))["election_desc.md"]

    assert "The board — it decides." in text
    assert (
        "Voting closes on Monday 24 August 2026, end of day Anywhere on Earth (Tuesday 25 August 2026, 11:59 UTC)."
        in text
    )


def test_a_statement_that_cannot_be_shown_says_so() -> None:
    nobody = CandidatePage(id="ada", name="Ada Example", trouble=NotShown.REFUSED)
    _, body = from_elekto(exported(nobody)["candidate-ada.md"])

    assert body.startswith("This statement cannot be shown: it holds something that nomflow refuses to read.")


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>text",
        "<scr<b>ipt>alert(1)</scr</b>ipt>",
        "`<img src=x onerror=alert(1)>`",
        "```\n\n<script>alert(1)</script>\n\n```",
        "<div\nonclick=alert(1)>text</div>",
        "<!-- never closed <script>",
        "\\<script>alert(1)\\</script>",
        "<img src=x alt='<script>alert(1)</script>'>",
    ],
)
def test_no_tag_is_left_however_it_is_read(markdown: str) -> None:
    assert re.search(r"<[A-Za-z/!?]", harmless(markdown)) is None


@pytest.mark.parametrize(
    "markdown",
    [
        "[x](javascript:alert(1))",
        "[x]( JaVaScRiPt:alert(1))",
        "[x](java\nscript:alert(1))",
        "[x](&#106;avascript&colon;alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x](java\\script:alert(1))",
        "![x](data:text/html,hi)",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "[x][y]\n\n[y]:\n   vbscript:x",
        "`[x](javascript:alert(1))`",
        '[x](https://example.org/"onmouseover="alert(1))',
    ],
)
def test_no_link_runs_anything(markdown: str) -> None:
    made = harmless(markdown)

    assert "](" not in made
    assert "]:" not in made


@pytest.mark.parametrize(
    ("markdown", "made"),
    [
        ("[a](https://example.org/b_c)", "[a](https://example.org/b_c)"),
        ("[a](mailto:ada@example.org)", "[a](mailto:ada@example.org)"),
        ("[a](../other.md#top)", "[a](../other.md#top)"),
        ("[a](<https://example.org/x(y)>)", "[a](https://example.org/x%28y%29)"),
        ("<https://example.org>", "[https://example.org](https://example.org)"),
        ("![alt](photo.png)", "[alt](photo.png)"),
        ("one\n\n---\n\ntwo", "one\n\n***\n\ntwo"),
        ("one\n---\n", "one\n--\n"),
        ("one --- two", "one — two"),
        ("a < b and 3<4 -- yes", "a < b and 3<4 -- yes"),
    ],
)
def test_what_is_harmless_stays_as_it_is(markdown: str, made: str) -> None:
    assert harmless(markdown) == made


@given(st.text("-n<>a/!`[](): \n|#*\\&\u200bé", max_size=80))
@example("<a\n---\n-")
@example("-\u200b--n")
def test_nothing_that_somebody_writes_ends_the_header_or_begins_a_tag(text: str) -> None:
    made = harmless(text)

    assert "---" not in made
    assert "--n" not in made
    assert re.search(r"<[A-Za-z/!?]", made) is None
    _, body = from_elekto(f"---\nname: a\ninfo: []\n---\n\n{made}\n")
    assert body.strip("\n") == made.strip("\n")


def test_nobody_gets_a_file_before_the_list_is_final() -> None:
    assert exported(person("a"), page=replace(PAGE, phase=Phase.CHECKING)) == {}
    assert exported(person("a"), page=replace(PAGE, phase=Phase.VOTING)) != {}
