"""Questions and answers from files: what is shown, in whose name, and that one bad file leaves the others alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nomflow.core.basics.errors import ConfigError
from nomflow.core.election.load import load
from nomflow.core.election.question_paths import is_question_file
from nomflow.core.site.questions import with_questions
from nomflow.core.site.site import CandidatePage, ElectionPage, Gone, Leaving, Phase, Question, Race, RepositoryLink

CONFIG = """\
organisation: Example Cooperative
elections:
  - id: 2026-board
    title: Board election
    windows: {nominations: {opens: 2026-07-01, closes: 2026-07-31}}
    questions: questions/{election}
    statement: {path: "elections/{election}/{handle}.md"}
"""
FOLDER = "questions/2026-board"
ADA = CandidatePage(id="ada-example", name="Ada Example", handle="Ada-Example")
BO = CandidatePage(id="bo", name="Bo Sample", handle="bo")
CY = CandidatePage(
    id="cy", name="Cy Left", handle="cy", gone=Gone(why=Leaving.WITHDRAWN, at=datetime(2026, 8, 2, tzinfo=UTC))
)


def page(*races: Race, phase: Phase = Phase.PUBLISHED) -> ElectionPage:
    repository = RepositoryLink("example/elections", "https://github.com/example/elections")
    people = races or (Race(candidates=(ADA, BO, CY)),)
    return ElectionPage(id="2026-board", title="Board election", phase=phase, races=people, repository=repository)


def read(files: dict[str, bytes | str], shown: ElectionPage | None = None) -> tuple[tuple[Question, ...], list[str]]:
    config = load(CONFIG, "nomflow.yml", lambda name: None)
    raw = {f"{FOLDER}/{path}": text.encode() if isinstance(text, str) else text for path, text in files.items()}
    made, found = with_questions(config.elections[0], shown or page(), raw)
    return made.questions, [f"{each.place}: {each.text}" for each in found]


def answered(questions: tuple[Question, ...]) -> list[list[str]]:
    return [[each.candidate for each in question.answers] for question in questions]


def test_a_question_and_its_answers_are_read() -> None:
    text = (
        "---\nasked-by: Pat\nasked-at: https://example.org/41\n---\n# Who pays?\n\nAnd *why*?\n\n## Since when\n\nx\n"
    )
    [question], told = read(
        {
            "3-Budget.md": text,
            "3-Budget/Ada-Example.md": "Us.\n\n# One\n\nx",
            "3-Budget/bo.md": "---\nlang: de\n---\nIch",
        }
    )

    assert told == []
    assert (question.id, question.title, question.asked_by) == ("3-budget", "Who pays?", "Pat")
    assert question.asked_at == "https://example.org/41"
    assert question.text
    assert question.text.html.startswith('<p>And <em>why</em>?</p>\n<h2 id="_q-since-when">')
    ada, bo = question.answers
    assert (ada.candidate, bo.candidate) == ("ada-example", "bo")
    assert ada.words
    assert ada.words.html == '<p>Us.</p>\n<h4 id="s-one">One</h4>\n<p>x</p>'
    assert bo.words
    assert (bo.words.html, bo.words.language) == ("<p>Ich</p>", "de")
    assert (
        ada.source.url == "https://github.com/example/elections/blob/HEAD/questions/2026-board/3-Budget/Ada-Example.md"
    )
    assert len(ada.source.sha256) == 64


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("# Who pays?\n", "Who pays?", ""),
        ("\n\nWho pays?\n=========\n\nReally?", "Who pays?", "<p>Really?</p>"),
        ("---\ntitle: Who pays?\n---\nReally?", "Who pays?", "<p>Really?</p>"),
        ("Really?\n\n# Who pays?", "Who pays?", '<p>Really?</p>\n<h2 id="_q-who-pays">Who pays?</h2>'),
        ("Who pays?", "the budget", "<p>Who pays?</p>"),
        ("", "the budget", ""),
        ("---\ntitle: |\n  Who\n  pays?\n---\n", "Who pays?", ""),
    ],
)
def test_a_question_has_a_title_wherever_it_was_written(text: str, title: str, rest: str) -> None:
    [question], _ = read({"1-the-budget.md": text})
    assert (question.title, question.text.html if question.text else "") == (title, rest)


def test_questions_come_by_number_and_not_by_letter() -> None:
    questions, _ = read({"10-z.md": "x", "9-y.md": "x", "010-a.md": "x"})
    assert [each.id for each in questions] == ["9-y", "10-a", "10-z"]


@pytest.mark.parametrize("phase", [Phase.SCHEDULED, Phase.OPEN, Phase.CHECKING, Phase.CANCELLED])
def test_no_answer_is_shown_before_the_list_is_final(phase: Phase) -> None:
    questions, told = read({"1-x.md": "# X?", "1-x/bo.md": "Because."}, page(phase=phase))
    assert (answered(questions), told) == ([[]], [])


def test_those_who_left_are_not_shown_as_answering_and_nobody_is_told_off_for_it() -> None:
    questions, told = read({"1-x.md": "# X?", "1-x/cy.md": "Because.", "1-x/bo.md": "Because."})
    assert (answered(questions), told) == ([["bo"]], [])


def test_somebody_who_stands_for_two_seats_answers_once_for_both() -> None:
    one, other = (replace(BO, id=f"bo-{seat}") for seat in ("chair", "council"))
    shown = page(Race(id="chair", candidates=(one,)), Race(id="council", candidates=(other,)))
    questions, told = read({"1-x.md": "# X?", "1-x/bo.md": "Because."}, shown)
    assert (answered(questions), told) == ([["bo-chair", "bo-council"]], [])


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"budget.md": "x"}, "budget.md:1:1: A question’s file begins with its number, such as `3-budget.md`."),
        ({"0-budget.md": "x"}, "begins with its number"),
        ({"1-a/dan.md": "x"}, "1-a/dan.md:1:1: Nobody who stands is called dan."),
        ({"1-a/Bo.md": "x"}, "1-a/bo.md:1:1: This and questions/2026-board/1-a/Bo.md are by the same person."),
        ({"2-b/bo.md": "x"}, "2-b/bo.md:1:1: There is no question 2-b.md that this could answer."),
        ({"1-a/ada-example.md": " \n"}, "1-a/ada-example.md:1:1: This answer is empty, so it is not shown."),
        ({"1-a/ada-example.md": b"Gr\xfc\xdfe"}, "1-a/ada-example.md:1:3: The file is not UTF-8"),
        ({"1-a/ada-example.md": "> " * 400 + "x"}, "holds something that nomflow refuses to read"),
        ({"1-a/ada-example.md": "---\na: 1\na: 2\n---\nx"}, "1-a/ada-example.md:3:1:"),
        ({"3-c.md": "---\nasked-at: javascript:alert(1)\n---\nx"}, "3-c.md:1:1: asked-at is no address"),
    ],
)
def test_a_file_that_is_wrong_is_told_by_name_and_leaves_the_others_alone(
    files: dict[str, bytes | str], said: str
) -> None:
    questions, told = read({"1-a.md": "# A?", "1-a/bo.md": "Because.", **files})
    assert any(said in each for each in told), told
    assert "bo" in answered(questions)[0] or "1-a/Bo.md" in files
    assert not any("javascript" in each.asked_at for each in questions)


def test_two_questions_at_one_address_are_told_and_two_with_one_number_are_both_shown() -> None:
    questions, told = read({"1-A.md": "x", "1-a.md": "x", "1-b.md": "x"})
    assert [each.id for each in questions] == ["1-a", "1-b"]
    assert len(told) == 1
    assert "1-a.md:1:1: This has the same address as questions/2026-board/1-A.md." in told[0]


def test_an_answer_that_cannot_be_read_is_there_without_words() -> None:
    [question], _ = read({"1-a.md": "# A?", "1-a/ada-example.md": b"Gr\xfc\xdfe", "1-a/bo.md": "Because."})
    assert [(each.candidate, each.words is None) for each in question.answers] == [("ada-example", True), ("bo", False)]


def test_what_lies_beside_questions_is_left_alone() -> None:
    files: dict[str, bytes | str] = dict.fromkeys(("README.md", "1-a/template.md", "photo.png", "1-a/deep/x.md"), "x")
    questions, told = read({"1-a.md": "# A?", **files})
    assert (answered(questions), told) == ([[]], [])


@given(st.dictionaries(st.sampled_from(["1-a.md", "1-a/bo.md", "02-b.md", "2-b/ada-example.md", "x.md"]), st.binary()))
def test_any_bytes_are_read_or_told(files: dict[str, bytes | str]) -> None:
    questions, _ = read(files)
    for question in questions:
        assert question.title.encode()
        assert "<script" not in (question.text.html if question.text else "")


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("questions/2026-board/3-a.md", True),
        ("questions/2026-board/3-a/bo.md", True),
        ("questions/2026-board/3-a/bo.png", False),
        ("questions/2025-board/3-a.md", False),
        ("questions/2026-board/a/b/c.md", False),
        ("elections/2026-board/bo.md", False),
    ],
)
def test_a_path_says_whether_a_file_is_about_questions(path: str, is_one: bool) -> None:
    assert is_question_file(load(CONFIG, "nomflow.yml", lambda name: None).elections[0], path) is is_one


@pytest.mark.parametrize(
    ("questions", "statements", "fault"),
    [
        ("elections/2026-board", "elections/{election}/{handle}.md", "are statements"),
        ("elections/2026-board", "elections/{election}/{seat}/{handle}.md", "are statements"),
        ("elections/2026-board/questions", "elections/{election}/{handle}/{seat}.md", "are statements"),
        ("elections/{seat}", "nominations/{handle}.md", "only {election}"),
    ],
)
def test_an_answer_can_never_be_taken_for_a_statement(questions: str, statements: str, fault: str) -> None:
    config = CONFIG.replace("questions/{election}", f'"{questions}"').replace(
        "elections/{election}/{handle}.md", statements
    )
    with pytest.raises(ConfigError, match=fault):
        load(config, "nomflow.yml", lambda name: None)
