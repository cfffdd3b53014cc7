"""Text that only the template should have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from nomflow.core.basics.answer import Finding, Outcome, judged, must, tip
from nomflow.core.basics.place import Place
from nomflow.core.election.statement_rules import Field
from nomflow.core.evaluate import rule
from nomflow.core.markdown.covered import shown_as_typed
from nomflow.core.markdown.document import Kind, Paragraph
from nomflow.core.snapshot.placeholder import is_placeholder, plain
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import Statement, read_statement, scalars

_UNDECIDED = frozenset(("...", "…", "tba", "tbd", "to be announced", "to be done", "to be written"))
_TO_DO = re.compile(r"(?<![\w/`-])(?:TODO|FIXME|XXX|TBD|TBA)(?=[:)\](]| [-–—] | (?:add|fill|insert|write)\b)")
_SHORT = 60
_WORDS_THAT_TELL = 4
_MOST = 50


@rule("template-text", "No text is left over from a template")
def template_text(snapshot: Snapshot) -> Outcome:
    """No field, no heading and no paragraph is still a placeholder, such as "Your name" or the template's example.

    Sentences copied from the template word for word are a tip, because they may be questions that you answer.

    Why: elections have published "Candidate Name" to their voters.

    How to fix: replace it with your own words, or delete the line.
    """
    statement = snapshot.statement
    assert statement is not None
    found = [*_in_fields(statement, snapshot), *_in_body(statement), *_in_images(statement)]
    found += _of_template(statement, snapshot.template)
    good = "Some text may be left over from a template." if found else "No text is left over from a template."
    return judged(found, good, "Some text is left over from a template.")


def _in_fields(statement: Statement, snapshot: Snapshot) -> Iterator[Finding]:
    known = {
        spelling.casefold(): (name, field)
        for name, field in snapshot.election.statement.front_matter.fields.items()
        for spelling in (*field.aliases, name)
    }
    for typed, node in statement.fields.items():
        name, field = known.get(typed.casefold(), ("", Field()))
        for scalar in scalars(node):
            make = _judged(scalar.value, name, field)
            if make:
                told = "The field `{name}` still holds a placeholder. Write your own text there, or delete the line."
                yield make(told, scalar.place, name=typed)


def _judged(value: str, name: str, field: Field) -> Callable[..., Finding] | None:
    """Whether a field's value must be replaced, might have to be, or is fine. Fields that nobody asked for are not
    shown, so they never block.
    """
    words = plain(value)
    if words == plain(field.example) and len(words) > 3:
        return must if name in ("name", "handle") or len(words.split()) >= _WORDS_THAT_TELL else tip
    if is_placeholder(value):
        return must if name else tip
    if words in _UNDECIDED:
        return must if field.required else tip
    return None


def _in_body(statement: Statement) -> Iterator[Finding]:
    document = statement.document
    told = "This is a placeholder. Write your own text here, or delete the line."
    later = "This looks like a placeholder. Write your own text here, or delete it."
    for raw in document.raw_html:
        if not raw.closing and is_placeholder(raw.text):
            yield must(told, raw.place)
    unfinished: list[Place] = []
    for paragraph in document.paragraphs:
        text = paragraph.text
        if paragraph.kind is Kind.CODE:
            continue
        if is_placeholder(text):
            yield must(told, paragraph.place)
        elif plain(text[:_SHORT]) in _UNDECIDED and paragraph.kind is not Kind.CELL:
            yield tip(later, paragraph.place)
        elif found := _TO_DO.search(text):
            unfinished.append(document.place_of(paragraph, *found.span()))
    for place in filter(shown_as_typed(document), unfinished) if unfinished else ():
        yield tip(later, place)


def _in_images(statement: Statement) -> Iterator[Finding]:
    for image in statement.document.images:
        if is_placeholder(image.alt):
            yield tip("This description of a picture is a placeholder. Say what the picture shows.", image.place)


def _of_template(statement: Statement, template: str) -> Iterator[Finding]:
    if not template:
        return
    lines = {plain(line) for line, _, _ in _lines(read_statement("", template.encode("utf-8", "replace")))}
    same = ((start, paragraph) for line, start, paragraph in _lines(statement) if plain(line) in lines)
    for start, paragraph in islice(same, _MOST):
        line = paragraph.text[start:].partition("\n")[0]
        place = statement.document.place_of(paragraph, start, start + len(line))
        yield tip("This line comes from the template. If it is only an instruction, delete it.", place)


def _lines(statement: Statement) -> Iterator[tuple[str, int, Paragraph]]:
    """The lines of running text that have enough words to be told from a coincidence, and where they begin."""
    for paragraph in statement.document.paragraphs:
        if paragraph.kind in (Kind.CODE, Kind.HEADING):
            continue
        start = 0
        for line in paragraph.text.split("\n"):
            if len(line.split()) >= _WORDS_THAT_TELL:
                yield line, start, paragraph
            start += len(line) + 1
