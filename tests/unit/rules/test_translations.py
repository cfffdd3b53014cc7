"""A translation is looked at as the statement is."""

from __future__ import annotations

import pytest
from made_statements import RIGHT_PATH, check, said, skips, stated
from msgspec.structs import replace

from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import read_statement
from nomflow.rules.translations import translations

GOOD = "Mantive as contas em ordem durante seis anos.\n"


def translated(*files: tuple[str, str | bytes], statement: str = "", text: str = "I kept the books.\n") -> Snapshot:
    made = stated(text, statement=statement)
    read = (
        read_statement(RIGHT_PATH.replace(".md", f".{tag}.md"), raw if isinstance(raw, bytes) else raw.encode())
        for tag, raw in files
    )
    return replace(made, translations=tuple(read))


def test_most_statements_are_in_one_language() -> None:
    assert skips(translations, translated())


@pytest.mark.parametrize("tags", [("pt",), ("pt", "de"), ("pt-BR",), ("zh-Hans-CN", "zh-Hant"), ("es-419",)])
def test_a_translation_for_each_language_passes(tags: tuple[str, ...]) -> None:
    check(translations, translated(*((tag, GOOD) for tag in tags)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (b"\xff\xfe", "must 1:1 ~ UTF-"),
        ("", "must 1:1 ~ The statement is empty."),
        ("---\nsummary: Contas\n---\n", "must 3:1 ~ The statement is empty."),
        ("Um\n\n<script>alert(1)</script>\n", "must 3:1 ~ A statement cannot contain programs."),
        ("Um dois tres quatro cinco seis\n", "must 1:1 ~ The limit is 5."),
    ],
)
def test_what_would_be_wrong_in_a_statement_is_wrong_in_a_translation(text: str | bytes, wanted: str) -> None:
    snapshot = translated(("pt", text), statement="words: {maximum: 5}")
    check(translations, snapshot, wanted)
    [finding] = translations.check(snapshot).findings
    assert finding.place
    assert finding.place.path == RIGHT_PATH.replace(".md", ".pt.md")


@pytest.mark.parametrize(
    ("statement", "text", "tag"),
    [
        ("", "I kept the books.\n", "en"),
        ("language: pt", "Mantive as contas.\n", "pt"),
        ("", "---\nlanguage: pt\n---\nMantive as contas.\n", "PT"),
    ],
)
def test_it_must_be_in_another_language_than_the_statement(statement: str, text: str, tag: str) -> None:
    [told] = said(translations, translated((tag, GOOD), statement=statement, text=text))
    assert f"{RIGHT_PATH} is already in the language {tag.lower()}." in told


def test_there_is_one_for_each_language() -> None:
    [told] = said(translations, translated(("pt-BR", GOOD), ("pt-br", GOOD)))
    assert "already in the language pt-br" in told
