"""A count of one reads "1 candidate", never "1 candidates": in messages, on pages and in what commands print."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import nomflow
from nomflow.core.basics.text import counted
from nomflow.render.site.words import languages, words_in

ROOT = Path(nomflow.__file__).parent
NOUNS = (
    "candidates changes corrections employers endorsements files lines members minutes nominations nominees officers "
    "people places points reviewers rules seats statements tips votes words"
)
BEFORE_A_NOUN = re.compile(rf"\{{[^}}]*\}} (?:more |required |thanked |other |known )?(?:{NOUNS.replace(' ', '|')})\b")
#: Sentences whose number is two or more, or no count of what follows.
NEVER_ONE = (
    "{tips} more are tips",
    "there are {tips} tips",
    "{missing} more people",
    "fix the {count} required points",
    "{count} required points were",
    "{n} words",
    "{n} reviewers have not confirmed",
    "{missing} officers have to confirm",
    "{count} officers confirm with",
    "{who} stands for {count} seats",
    "these {count} lines",
    "{count} people of {employer}",
    "about {minutes} minutes",
    "of the {…} files",
)


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, ("seat",), "0 seats"),
        (1, ("seat",), "1 seat"),
        (2, ("seat",), "2 seats"),
        (1, ("person", "people"), "1 person"),
        (2, ("person", "people"), "2 people"),
    ],
)
def test_one_is_singular_and_any_other_number_plural(number: int, words: tuple[str, ...], said: str) -> None:
    assert counted(number, *words) == said


def _sentences(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.JoinedStr(parts):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{…}" for part in parts)
            case ast.Constant(str(text)):
                yield text


def test_no_message_puts_a_number_before_a_plural_that_could_be_one() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in sorted(ROOT.rglob("*.py"))
        for text in _sentences(path)
        if not any(known in text for known in NEVER_ONE)
        for found in [BEFORE_A_NOUN.search(text)]
        if found
    ]
    assert not wrong, "Say a number and its noun with counted(): " + "; ".join(wrong)


@pytest.mark.parametrize("language", languages())
def test_the_catalogues_say_one_of_each_as_one(language: str) -> None:
    words = words_in(language)
    plural = {key: set(entry.values()) for key, entry in words.entries.items() if isinstance(entry, dict)}
    assert plural
    assert all(len(forms) > 1 for forms in plural.values())
    for key, entry in words.entries.items():
        if not isinstance(entry, dict) and key != "compare-cue":  # shown from three candidates on
            told = re.search(r"\{n\} (\w+)", str(entry))
            assert told is None or told[1] in (
                "min",
                "Min",
                "made",
                "balanced",
                "von",
                "of",
                "من",
                "د",
                "ausgewogene",
            ), (
                key,
                entry,
            )
