"""Which files are translations of which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import PATH, make_snapshot
from msgspec.structs import replace

from nomflow.core.evaluate import Report
from nomflow.core.site.candidate import candidate_page
from nomflow.core.snapshot.statement import read_statement
from nomflow.core.snapshot.translations import language_of, translation_of


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("ada.pt.md", ("ada.md", "pt")),
        ("nominations/2026/ada.pt-BR.md", ("nominations/2026/ada.md", "pt-br")),
        ("a/candidate-ada.zh-Hant-TW.markdown", ("a/candidate-ada.markdown", "zh-hant-tw")),
        ("ada.lovelace.fil.md", ("ada.lovelace.md", "fil")),
        ("ada.md", None),
        ("ada.lovelace.md", None),
        ("v1.2.md", None),
        (".pt.md", None),
        ("a/.pt.md", None),
        ("ada.pt.png", None),
        ("ada.pt/ada.md", None),
        ("ada.pt_BR.md", None),
    ],
)
def test_a_name_says_of_what_a_file_is_the_translation(path: str, found: tuple[str, str] | None) -> None:
    assert translation_of(path) == found


@given(st.text())
def test_any_name_is_one_or_none(path: str) -> None:
    found = translation_of(path)
    assert found is None or (found[0] != path and found[1].isascii())


@pytest.mark.parametrize(
    ("typed", "election", "config", "language"),
    [
        ("pt-BR", "statement: {language: he}", "site: {language: de}", "pt-BR"),
        ("Português", "statement: {language: he}", "site: {language: de}", "he"),
        ('"><script>', "", "site: {language: de}", "de"),
        ("", "", "site: {languages: [de, en]}", "de"),
        ("", "", "", "en"),
    ],
)
def test_a_statement_is_in_its_own_language_or_the_usual_one(
    typed: str, election: str, config: str, language: str
) -> None:
    more = f"language: '{typed}'" if typed else ""

    assert language_of(make_snapshot(more=more, election=election, config=config)) == language


def test_a_page_has_the_translations_that_can_be_shown() -> None:
    made = make_snapshot()
    own = PATH.format(nominee="ida-quist")

    def file(tag: str, text: str) -> object:
        return read_statement(own.replace(".md", f".{tag}.md"), text.encode())

    texts = {
        "de": "---\nsummary: Kasse.\n---\nDie Kasse.",
        "en": "The books.",
        "fr": "",
        "pt": "As contas.",
        "PT": "Eu.",
    }
    page = candidate_page(Report(replace(made, translations=tuple(file(*each) for each in texts.items())), ()))

    assert [(each.words.language, each.words.html, each.summary) for each in page.translations] == [
        ("de", "<p>Die Kasse.</p>", "Kasse."),
        ("pt", "<p>As contas.</p>", ""),
    ]
    assert [each.source and each.source.path for each in page.translations] == [
        own.replace(".md", ".de.md"),
        own.replace(".md", ".pt.md"),
    ]
    assert page.statement
    assert page.statement.language == "en"
