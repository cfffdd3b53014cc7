"""No statement of the largest size takes long."""

from __future__ import annotations

from time import process_time

import pytest
from made_statements import HEADER, stated

from nomflow.core.basics.text import read
from nomflow.core.evaluate import Needs, evaluate
from nomflow.core.snapshot.front_matter import fields, split
from nomflow.render.exports.elekto_markdown import harmless
from nomflow.rules import RULES

FORM = tuple(rule for rule in RULES if rule.needs is Needs.STATEMENT and rule.id != "reviewer-handles")
ASKED = "sections: [Goals, {title: Background, required: false}]\ntemplate: template.md\nwords: {maximum: 3}"


@pytest.mark.parametrize(
    "piece",
    [
        "[x](photos/y.md) ",
        "[a] (https://a) ",
        "[a](https://a b) ",
        "https://https://a.b ",
        "![](a.png)",
        "# a\n### b\n",
        "\u202e",
        "\x01",
        "&#x202e;",
        "Goals\n",
        "# Goal\n",
        "Name: x\n",
        "<script>",
        "<<<<<<< a\n=======\n>>>>>>> b\n",
        "[^1]: x\n\n",
        *("<a name=a></a>", "TODO: ", "<your name>", "lorem ipsum\n\n"),
        *("**a ", "** a\n\n", "• a\n", "<details>", "```\n", "#a\n", "a. ## b ", "-\u00a0a\n"),
        *("[a](https://a ", "(a)[https://a] ", "[a (https://a) ", "[a](https://a.b", "(((", "[[["),
    ],
)
def test_no_repetition_takes_long(piece: str) -> None:
    text = HEADER + piece * (20_000 // len(piece))
    snapshot = stated(text, statement=ASKED, known=[f"folder{n}/file{n}.md" for n in range(2_000)])
    start = process_time()
    evaluate(snapshot, FORM)
    assert process_time() - start < 1


@pytest.mark.parametrize("line", ["k{n}: v\n", "links{n}: [a]\n", "Summary{n}: x\n"])
def test_no_header_takes_long(line: str) -> None:
    text = "---\nname: Ida\n" + "".join(line.format(n=n) for n in range(2_000)) + "---\nHello\n"
    start = process_time()
    evaluate(stated(text), FORM)
    assert process_time() - start < 2


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "name: " * 40_000 + "\n---\n",
        "---\n" + "a: b\n" * 50_000,
        "-\n" * 100_000,
        "---\n" + "- a: b\n" * 30_000 + "---\n",
        "-" * 250_000 + "\nname: Ann\n",
        "---\n{" * 60_000,
        "---\nname: Ann\n" + "\n" * 200_000,
        "---\na: " + "[" * 60_000 + "\n---\n",
        "name: x\n" * 30_000,
    ],
)
def test_the_worst_statement_is_answered_and_never_hangs(text: str) -> None:
    start = process_time()
    found = split(read("ann.md", text[:262_144].encode())[0])
    fields(found)
    assert process_time() - start < 3


def test_the_longest_statement_takes_no_time() -> None:
    for text in ("](" * 20_000, "]:" * 20_000, "[^" * 20_000, "- " * 20_000, "<" * 50_000, "--" * 25_000):
        assert "---" not in harmless(text)
