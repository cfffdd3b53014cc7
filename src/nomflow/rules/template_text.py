"""Text that only the template should have."""

from __future__ import annotations

from collections.abc import Iterator

from nomflow.core.evaluate import rule
from nomflow.core.outcome import Finding, Outcome, judged, must
from nomflow.core.place import Place
from nomflow.core.snapshot import Snapshot
from nomflow.core.statement import Statement
from nomflow.core.yamltree import Mapping, Node, Scalar, Sequence

_PLACEHOLDERS = {
    "...", "…", "todo", "tbd", "tba", "fixme", "xxx", "candidate name", "your name", "your full name", "name here",
    "your github id", "your github handle", "your handle", "your employer", "your affiliation", "your company",
    "yourgithubid", "githubid", "github-handle", "lorem ipsum", "first last", "firstname lastname", "your summary",
    "your summary in one sentence", "one sentence that introduces you in the list", "statement here",
    "insert text here",
    "replace me", "write here",
}  # fmt: skip
_WORDS_THAT_TELL = 4


@rule("template-text", "No text is left over from a template")
def template_text(snapshot: Snapshot) -> Outcome:
    """No field and no line still holds what the template put there for you to replace.

    Why: elections have published "Candidate Name" to their voters.

    How to fix: replace it with your own words, or delete the line.
    """
    statement = snapshot.statement
    assert statement is not None  # noqa: S101 - the rule needs a statement
    found = [*_in_fields(statement, snapshot), *_in_body(statement, snapshot.template)]
    return judged(found, "Nothing is left over from a template.", "{musts} places still hold a template's text.")


def _in_fields(statement: Statement, snapshot: Snapshot) -> Iterator[Finding]:
    examples = {
        _plain(field.example) for field in snapshot.election.statement.front_matter.fields.values() if field.example
    }
    allowed = {"en"}
    for name, node in statement.fields.items():
        for scalar in _scalars(node):
            value = _plain(scalar.value)
            if (
                value
                and value not in allowed
                and (value in _PLACEHOLDERS or value in examples or _in_brackets(scalar.value))
            ):
                told = "“{name}” still holds the template's text. Write your own, or delete the line."
                yield must(told, scalar.place, name=name)


def _in_body(statement: Statement, template: str) -> Iterator[Finding]:
    left = {_plain(line) for line in template.splitlines() if len(line.split()) >= _WORDS_THAT_TELL and line[:1] != "#"}
    for number, line in enumerate(statement.front.body.splitlines(), statement.front.body_line):
        plain = _plain(line)
        bare = plain.strip("*_#> -")
        if plain in left or bare in _PLACEHOLDERS - {"...", "…"}:
            yield must(
                "This line is the template's. Replace it with your own words, or delete it.",
                Place(statement.path, number),
            )


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Mapping):
        for _, value in node.entries:
            yield from _scalars(value)


def _in_brackets(value: str) -> bool:
    """``<your name>`` or ``[your name]``."""
    text = value.strip()
    inner = text[1:-1].strip().casefold()
    return text[:1] + text[-1:] in ("<>", "[]") and inner.startswith(("your ", "insert ", "name", "github"))


def _plain(text: str) -> str:
    folded = " ".join(text.casefold().split())
    return folded if folded == "..." else folded.rstrip(".")
