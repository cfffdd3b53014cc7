"""The block of fields on top of a statement."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Fields_

from nomflow.core.election import Field
from nomflow.core.election_words import FieldKind, FrontMatterStyle, UnknownFields
from nomflow.core.evaluate import rule
from nomflow.core.frontmatter import Style
from nomflow.core.outcome import Finding, Outcome, judged, must, skipped, tip
from nomflow.core.place import Place
from nomflow.core.shape import did_you_mean
from nomflow.core.snapshot import Snapshot
from nomflow.core.statement import Statement, field_node, is_handle, people_in
from nomflow.core.yamltree import Mapping, Node, Scalar

Fields = Fields_[str, Field]


@rule("front-matter", "The front matter is complete and can be read")
def front_matter(snapshot: Snapshot) -> Outcome:
    """The statement begins with a block of fields between two lines of dashes, with every field the election requires.

    Why: the page takes the name, the handle and the affiliation from there. It is the commonest thing nominees get
    wrong, and one bad sign in it has taken whole election pages down elsewhere.

    How to fix: begin the file with three dashes, then one "field: value" a line, then three dashes. Put a value that
    holds a colon or begins with @ in quotes. Use spaces, not tabs.
    """
    statement, rules = snapshot.statement, snapshot.election.statement.front_matter
    assert statement is not None  # noqa: S101 - the rule needs a statement
    if not statement.source.text.strip() and snapshot.election.statement.may_be_empty:
        return skipped("An empty file is enough in this election.")
    if rules.style is FrontMatterStyle.NONE:
        return skipped("This election wants no front matter.")
    found = list(statement.front.findings)
    if statement.front.style is Style.NONE and not rules.required:
        return skipped("There is no front matter, and none is required.")
    if statement.front.style is Style.NONE and not found:
        required = "\n".join(
            f"{name}: {field.example}".rstrip() for name, field in rules.fields.items() if field.required
        )
        told = "There is no front matter. Begin the file with a line ---, then {fields}, then a line ---."
        found.append(must(told, Place(statement.path), fields=required.replace("\n", ", ")))
        return judged(found, "", "There is no front matter.")
    found += _style(statement, rules.style)
    if statement.front.tree.root is not None or not found:
        found += _missing(statement, rules.fields)
    found += _values(statement, rules.fields)
    found += _unknown(statement, rules.fields, rules.unknown)
    good = "{tips} tips about the front matter." if found else "The front matter is complete."
    return judged(found, good, "{musts} things in the front matter.")


def _style(statement: Statement, wanted: FrontMatterStyle) -> Iterator[Finding]:
    style = statement.front.style
    if wanted is FrontMatterStyle.YAML and style is Style.ELEKTO:
        yield must("This election wants front matter between two lines of exactly three dashes.", statement.front.place)
    if wanted is FrontMatterStyle.ELEKTO and style is Style.YAML:
        yield must("This election wants front matter between two long lines of dashes.", statement.front.place)


def _missing(statement: Statement, known: Fields) -> Iterator[Finding]:
    missing = []
    for name, field in known.items():
        node = field_node(statement, name, field)
        if field.required and node is None:
            missing.append(name)
        elif field.required and node and isinstance(node[1], Scalar) and not node[1].value.strip():
            yield must("“{name}” is empty. Please fill it in.", node[1].place, name=node[0])
    if missing:
        lines = ", ".join(f"“{name}: {known[name].example or '…'}”" for name in missing)
        told = "The front matter lacks {names}. Add {lines}."
        yield must(told, statement.front.place, names=" and ".join(missing), lines=lines)


def _values(statement: Statement, known: Fields) -> Iterator[Finding]:
    for name, field in known.items():
        found = field_node(statement, name, field)
        if found and not (isinstance(found[1], Scalar) and not found[1].value.strip()):
            yield from _value(found[0], found[1], field)


def _value(name: str, node: Node, field: Field) -> Iterator[Finding]:
    if field.kind is FieldKind.PEOPLE:
        if not people_in(node):
            yield must(
                "“{name}” names nobody. Write a list such as “- Ada Example (@ada-example)”.", node.place, name=name
            )
        return
    if field.kind is FieldKind.LIST:
        if isinstance(node, Mapping):
            yield must("“{name}” must be a list: one “- …” a line.", node.place, name=name)
        return
    if not isinstance(node, Scalar):
        yield must("“{name}” must be one value, not a list.", node.place, name=name)
        return
    value = node.value.strip()
    if field.maximum and len(value) > field.maximum:
        told = "“{name}” has {count} characters; {maximum} are the most allowed."
        yield must(told, node.place, name=name, count=len(value), maximum=field.maximum)
    if field.kind is FieldKind.HANDLE and not is_handle(value.removeprefix("@")):
        told = "{value} is no GitHub handle. Write only the user name, as in github.com/user-name."
        yield must(told, node.place, value=_short(value))
    if field.kind is FieldKind.URL and not value.startswith(("https://", "http://")):
        yield must("“{name}” must be a whole address, beginning with https://.", node.place, name=name)
    if field.kind is FieldKind.EMAIL and ("@" not in value[1:-1] or " " in value):
        yield must("“{name}” must be an e-mail address.", node.place, name=name)
    if field.kind is FieldKind.CHOICE and value not in field.choices:
        told = "“{name}” must be one of {choices}; here it is {value}."
        yield must(told, node.place, name=name, choices=", ".join(field.choices), value=_short(value))


def _unknown(statement: Statement, known: Fields, policy: UnknownFields) -> Iterator[Finding]:
    if policy is UnknownFields.ALLOW or not isinstance(statement.front.tree.root, Mapping):
        return
    names = {spelling.casefold() for name, field in known.items() for spelling in (name, *field.aliases)} | {"info"}
    for typed, node in statement.fields.items():
        if typed.casefold() in names:
            continue
        hint = did_you_mean(typed, sorted(names))
        told = "Nobody asked for the field “{name}”; it will not be shown.{hint}"
        make = must if policy is UnknownFields.REFUSE else tip
        yield make(told, Place(node.place.path, node.place.line), name=_short(typed), hint=hint)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
