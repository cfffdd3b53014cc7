"""The block of fields on top of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from msgspec.structs import replace

from nomflow.core.basics.answer import Finding, Fix, Level, Outcome, judged, must, skipped, tip
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import shortened
from nomflow.core.election.choices import FieldKind, FrontMatterStyle, UnknownFields
from nomflow.core.election.statement_rules import Field
from nomflow.core.evaluate import rule
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.snapshot.front_matter import Style, header_without_fences
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import (
    Statement,
    field_node,
    handle_in,
    is_empty,
    is_handle,
    is_number,
    people_in,
    scalars,
)
from nomflow.core.yaml.mistakes import quoted
from nomflow.core.yaml.tree import Mapping, Node, Scalar, Sequence

_MAY_BE_SEVERAL = ("affiliation",)
_HINTS = 20
"""Unknown fields for which a near one is looked for."""


@rule("front-matter", "The front matter is complete and can be read")
def front_matter(snapshot: Snapshot) -> Outcome:
    """The statement begins with a block of fields between two lines of dashes, with every field the election requires.

    If an election does not require front matter, mistakes in it are tips.

    Why: the page takes the name, the handle and the affiliation from there. It is the most common mistake of nominees,
    and elsewhere one wrong character in it has broken whole election pages.

    How to fix: begin the file with a line of three dashes. Write one "field: value" on each line, then three dashes
    again. If a value contains a colon or begins with @, put it in quotes. Use spaces, not tabs.
    """
    statement, rules = snapshot.statement, snapshot.election.statement.front_matter
    assert statement is not None
    front = statement.front
    if not statement.source.text.strip() and snapshot.election.statement.may_be_empty:
        return skipped("An empty file is enough in this election.")
    if rules.style is FrontMatterStyle.NONE:
        if front.style is Style.NONE:
            return skipped("This election does not use front matter.")
        told = (
            "This election does not use front matter, so the page does not show these lines. Write them as normal text."
        )
        return judged([tip(told, front.place)], "There is front matter, but this election does not use it.", "")
    if front.style is Style.NONE and not rules.required:
        return skipped("There is no front matter. This election does not require it.")
    if front.style is Style.NONE:
        if header := header_without_fences(statement.source, _spellings(snapshot)):
            first, last = header.line, header.end_line
            told = "The lines {first}–{last} need `---` above and below."
            inside = statement.source.lines[first - 1 : last]
            fix = Fix(
                Place(path=header.path, line=1, column=1, end_line=last, end_column=0),
                "\n".join(("---", *inside, "---")),
            )
            return judged([must(told, header, fix, first=first, last=last)], "", "The front matter is not fenced.")
        told = "The front matter is missing. Put `{fence}`, `{lines}` and `{fence}` above your text, and fill them in."
        fence, lines = _block(snapshot)
        above = statement.source.lines[:1]
        text = "\n".join((fence, *lines, fence, *(("", *above) if above else ())))
        fix = Fix(Place(path=front.place.path, line=1, column=1, end_line=1, end_column=0), text)
        lacking = must(told, front.place, fix, fence=fence, lines=", ".join(lines))
        return judged([lacking], "", "There is no front matter.")
    found = [
        *_style(statement, rules.style),
        *_cut_off(statement, snapshot.template),
        *_spelling(statement, _spellings(snapshot)),
        *_values(snapshot),
    ]
    if front.tree.root is not None or not front.findings:
        found += _missing(snapshot)
    found += _unknown(snapshot)
    found = [*_of_reading(statement, found), *found]
    if not rules.required:
        found = [replace(each, level=Level.TIP) for each in found]
    good = "The front matter can be read. There are tips about it." if found else "The front matter is complete."
    return judged(found, good, "The front matter needs changes.")


def _of_reading(statement: Statement, own: Iterable[Finding]) -> Iterator[Finding]:
    """What reading the YAML found, except where this rule knows a better repair for the same value.

    A TAB behind a colon is a tip: YAML allows it there, only some readers do not, and real elections lived with it.
    """
    repaired = {each.fix.place for each in own if each.fix}
    lines = statement.source.lines
    for each in statement.front.findings:
        if each.fix is None:
            yield each
        elif each.fix.place not in repaired:
            line, place = lines[each.fix.place.line - 1], each.fix.place
            blank = place.end_line == place.line and not line[place.column - 1 : place.end_column].strip(" \t")
            harmless = blank and bool(place.end_column) and bool(line[: place.column - 1].strip())
            yield replace(each, level=Level.TIP) if harmless and statement.front.tree.root is not None else each


def _style(statement: Statement, wanted: FrontMatterStyle) -> Iterator[Finding]:
    front = statement.front
    if wanted is FrontMatterStyle.YAML and front.style is Style.ELEKTO:
        told = "Put the front matter between two lines of exactly three dashes: `---`."
        yield must(told, front.place, _fenced(statement, "---"))
    if wanted is FrontMatterStyle.ELEKTO and front.style is Style.YAML:
        told = "Put the front matter between two long lines of dashes: `{fence}`."
        yield must(told, front.place, _fenced(statement, "-" * 61), fence="-" * 61)


def _fenced(statement: Statement, fence: str) -> Fix | None:
    """The same header between other fences."""
    if statement.front.findings:
        return None
    place = statement.front.place
    inside = statement.source.lines[place.line : place.end_line - 1]
    return Fix(
        Place(path=place.path, line=place.line, column=1, end_line=place.end_line, end_column=0),
        "\n".join((fence, *inside, fence)),
    )


def _spellings(snapshot: Snapshot) -> dict[str, str]:
    """Every key the election knows, by its folded form."""
    fields = snapshot.election.statement.front_matter.fields
    known = {spelling.casefold(): spelling for name, field in fields.items() for spelling in (*field.aliases, name)}
    return known | {"info": "info"} if _is_elekto(snapshot) else known


def _is_elekto(snapshot: Snapshot) -> bool:
    wanted = snapshot.election.statement.front_matter.style
    front = snapshot.statement.front if snapshot.statement else None
    return wanted is FrontMatterStyle.ELEKTO or (front is not None and front.style is Style.ELEKTO)


def _spelling(statement: Statement, known: dict[str, str]) -> Iterator[Finding]:
    for key in _keys(statement.front.tree.root):
        right = known.get(key.value.casefold(), key.value)
        if key.value != right and right in statement.fields:
            told = "This field stands in the front matter twice, as `{typed}` and as `{right}`. Keep one of them."
            yield tip(told, key.place, typed=key.value, right=right)
        elif key.value != right and not is_number(statement.fields.get(key.value)):
            told = "Write this field as `{right}`. Other programs treat capital and small letters as different."
            yield tip(told, key.place, Fix(key.place, right), right=right)


def _keys(root: Node | None) -> Iterator[Scalar]:
    """The keys of the header, and those below ``info``."""
    if not isinstance(root, Mapping):
        return
    for key, value in root.entries:
        yield key
        if key.value.casefold() == "info":
            for part in value.items if isinstance(value, Sequence) else (value,):
                yield from (inner for inner, _ in part.entries) if isinstance(part, Mapping) else ()


def _missing(snapshot: Snapshot) -> Iterator[Finding]:
    statement = snapshot.statement
    assert statement is not None
    front = statement.front
    for name, field in snapshot.election.statement.front_matter.fields.items():
        if not field.required:
            continue
        node = field_node(statement, name, field)
        if node is None:
            line, sure = _example(snapshot, name, field)
            end = Place(
                path=front.place.path, line=front.place.end_line, column=1, end_line=front.place.end_line, end_column=0
            )
            closing = statement.source.lines[front.place.end_line - 1] if front.place.end_line else ""
            whole = sure and front.style is not Style.NONE and not front.findings
            fix = Fix(end, "\n".join((line, closing))) if whole else None
            told = "The field `{name}` is missing from the front matter. Add the line `{line}`."
            yield must(told, front.place, fix, name=name, line=line)
        elif is_empty(node[1]):
            told = "The field `{name}` is empty. Fill it in, for example `{line}`."
            yield must(told, node[1].place, name=node[0], line=_example(snapshot, name, field)[0])


def _block(snapshot: Snapshot) -> tuple[str, list[str]]:
    """The fence and the required lines of front matter; what nobody but the nominee knows is left to fill in."""
    lines = []
    for name, field in snapshot.election.statement.front_matter.fields.items():
        if field.required:
            line, sure = _example(snapshot, name, field)
            lines.append(line if sure else f"{line.partition(':')[0]}:")
    return "-" * (61 if _is_elekto(snapshot) else 3), lines


def _example(snapshot: Snapshot, name: str, field: Field) -> tuple[str, bool]:
    """A line to copy, and whether it is right for this nominee as it stands."""
    key = "ID" if _is_elekto(snapshot) and "ID" in field.aliases else name
    handle = nominee_of(snapshot).handle if field.kind is FieldKind.HANDLE else ""
    if is_handle(handle):
        return f"{key}: {handle}", True
    usual = {
        FieldKind.HANDLE: "ada-example",
        FieldKind.URL: "https://…",
        FieldKind.EMAIL: "ada@example.org",
        FieldKind.PEOPLE: "[Ada Example (@ada-example)]",
        FieldKind.CHOICE: field.choices[0] if field.choices else "…",
    }
    return f"{key}: {field.example or usual.get(field.kind, '…')}", False


def _values(snapshot: Snapshot) -> Iterator[Finding]:
    statement = snapshot.statement
    assert statement is not None
    lines = statement.source.lines
    for name, field in snapshot.election.statement.front_matter.fields.items():
        found = field_node(statement, name, field)
        if found is None or is_empty(found[1]):
            continue
        node = found[1]
        if field.kind is FieldKind.PEOPLE:
            if not people_in(node):
                told = (
                    "The field `{name}` is empty. Write one person on each line, for example `- Ada Example "
                    "(@ada-example)`."
                )
                yield must(told, node.place, name=found[0])
        elif field.kind is FieldKind.LIST:
            yield from _list(lines, found[0], node)
        elif isinstance(node, Scalar):
            yield from _value(found[0], node, field)
        elif isinstance(node, Mapping) or name not in _MAY_BE_SEVERAL:
            yield must("The field `{name}` has several values. Keep one.", node.place, name=found[0])


def _cut_off(statement: Statement, template: str) -> Iterator[Finding]:
    """What a space and ``#`` in a value make a comment, unless the template has the same comment."""
    for node in statement.fields.values():
        for scalar in scalars(node):
            place = scalar.place
            line = statement.source.lines[(place.end_line or place.line) - 1]
            rest = re.match(r"[ \t]+(#.*\S)", line[place.end_column :]) if scalar.plain and scalar.value else None
            if rest and rest[1] not in template:
                told = "The words behind `{sign}` are a comment and not shown. To show them, put the value in quotes."
                whole = line[place.column - 1 : place.end_column + rest.end()]
                at = Place(
                    path=place.path,
                    line=place.line,
                    column=place.column,
                    end_line=place.line,
                    end_column=place.end_column + rest.end(),
                )
                fix = Fix(at, quoted(whole)) if place.line == place.end_line else None
                behind = place.end_column + rest.start(1) + 1
                here = Place(
                    path=place.path,
                    line=place.end_line,
                    column=behind,
                    end_line=place.end_line,
                    end_column=place.end_column + rest.end(),
                )
                yield tip(told, here, fix, sign=" #")


def _list(lines: tuple[str, ...], name: str, node: Node) -> Iterator[Finding]:
    if isinstance(node, Mapping):
        told = "The field `{name}` must be a list. Put each entry on its own line and begin it with a hyphen: `- …`."
        yield must(told, node.place, name=name)
    for item in node.items if isinstance(node, Sequence) else ():
        if not isinstance(item, Scalar):
            told = "The colon and space turn this into a field. If it is text, put it in quotes."
            yield must(told, item.place, _in_quotes(lines, item.place))


def _in_quotes(lines: tuple[str, ...], place: Place) -> Fix | None:
    if place.line != place.end_line or not place.end_column:
        return None
    line = lines[place.line - 1]
    return Fix(place, quoted(line[place.column - 1 : place.end_column]))


def _value(name: str, node: Scalar, field: Field) -> Iterator[Finding]:
    value, place = node.value.strip(), node.place
    if field.maximum and len(value) > field.maximum:
        told = "The field `{name}` has {count} characters. The limit is {maximum}. Shorten it."
        yield must(told, place, name=name, count=len(value), maximum=field.maximum)
    match field.kind:
        case FieldKind.HANDLE if not is_handle(value):
            bare = handle_in(value)
            if bare:
                told = "Write only the user name here, without @ and without a link: `{bare}`."
                yield must(told, place, Fix(place, bare), bare=bare)
            else:
                told = (
                    "`{value}` is not a GitHub user name. Copy it from the address of the profile, for example "
                    "`ada-example`."
                )
                yield must(told, place, value=shortened(value, 80))
        case FieldKind.URL if not value.lower().startswith(("https://", "http://")) or len(value.split()) != 1:
            told = "The field `{name}` must be a full web address that begins with `https://`."
            yield must(told, place, name=name)
        case FieldKind.EMAIL if "@" not in value[1:-1] or len(value.split()) != 1:
            yield must("The field `{name}` must be an e-mail address, for example `ada@example.org`.", place, name=name)
        case FieldKind.CHOICE if value not in field.choices:
            yield _other_choice(name, value, place, field.choices)


def _other_choice(name: str, value: str, place: Place, choices: tuple[str, ...]) -> Finding:
    right = next((choice for choice in choices if choice.casefold() == value.casefold()), "")
    if right:
        return must("Write it exactly like this: `{right}`.", place, Fix(place, right), right=right)
    told = "The field `{name}` must be one of these: {choices}. Here it is `{value}`."
    return must(told, place, name=name, choices=", ".join(choices), value=shortened(value, 80))


def _unknown(snapshot: Snapshot) -> Iterator[Finding]:
    statement, policy = snapshot.statement, snapshot.election.statement.front_matter.unknown
    if policy is UnknownFields.ALLOW or statement is None:
        return
    known = _spellings(snapshot)
    make = must if policy is UnknownFields.REFUSE else tip
    places = {key.value: key.place for key in _keys(statement.front.tree.root)}
    unknown = [
        typed
        for typed, node in statement.fields.items()
        if typed.casefold() not in known or (is_number(node) and typed not in known.values())
    ]
    for number, typed in enumerate(unknown):
        near = _near(typed, known) if number < _HINTS and not is_number(statement.fields[typed]) else ""
        place = places.get(typed, statement.front.place)
        if near:
            told = "This election has no field `{name}`, so the page does not show it. Did you mean `{near}`?"
            yield make(told, place, name=shortened(typed, 80), near=known[near])
        else:
            yield make(
                "This election has no field `{name}`, so the page does not show it.", place, name=shortened(typed, 80)
            )


def _near(typed: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(typed.casefold()[:60], list(known), 1, 0.7)), "")
