"""A statement: the file a nominee writes, read as far as it can be read."""

from __future__ import annotations

from collections.abc import Mapping

from nomflow.core.election import Election, Field
from nomflow.core.frontmatter import FrontMatter, fields, split
from nomflow.core.markdown import Document, parse
from nomflow.core.outcome import Finding
from nomflow.core.record import record
from nomflow.core.text import Source, read
from nomflow.core.yamltree import Mapping as MappingNode
from nomflow.core.yamltree import Node, Scalar, Sequence


@record
class Statement:
    """The bytes of one file and what they say. ``text_findings`` are about the encoding and the size."""

    source: Source
    text_findings: tuple[Finding, ...]
    front: FrontMatter
    document: Document
    fields: Mapping[str, Node]

    @property
    def path(self) -> str:
        return self.source.path


def read_statement(path: str, raw: bytes) -> Statement:
    """Reads any bytes; never raises. ``path`` is relative to the repository."""
    source, findings = read(path, raw)
    front = split(source)
    return Statement(source, findings, front, parse(front.body, path, front.body_line), fields(front))


def field_node(statement: Statement, name: str, field: Field) -> tuple[str, Node] | None:
    """The key as typed and the node of a field, found by its name or an alias, whatever the case."""
    wanted = {spelling.casefold() for spelling in (name, *field.aliases)}
    for typed, node in statement.fields.items():
        if typed.casefold() in wanted:
            return typed, node
    return None


def field_text(statement: Statement, election: Election, name: str) -> str:
    """The text of a configured field, or ``""``."""
    field = election.statement.front_matter.fields.get(name)
    found = field_node(statement, name, field) if field else None
    return found[1].value.strip() if found and isinstance(found[1], Scalar) else ""


def field_list(statement: Statement, election: Election, name: str) -> tuple[str, ...]:
    """The entries of a configured list field; one value alone is a list of one."""
    field = election.statement.front_matter.fields.get(name)
    found = field_node(statement, name, field) if field else None
    return texts(found[1]) if found else ()


def texts(node: Node) -> tuple[str, ...]:
    """Every non-empty text directly in a node."""
    if isinstance(node, Scalar):
        return (node.value.strip(),) if node.value.strip() else ()
    if isinstance(node, Sequence):
        return tuple(text for item in node.items for text in texts(item))
    return ()


@record
class NamedPerson:
    """Somebody a statement names in its front matter: a name, a handle, or both."""

    name: str
    handle: str
    node: Node


def people_in(node: Node) -> tuple[NamedPerson, ...]:
    """Reads ``reviewers:`` in any of its forms: handles, names, ``Name (@handle)``, or mappings with both."""
    if isinstance(node, Scalar):
        return (_person(node),) if node.value.strip() else ()
    if isinstance(node, MappingNode):
        if node.get("handle") or node.get("name") or node.get("github"):
            return (_person_of_keys(node),)
        return tuple(
            NamedPerson(key.value.strip(), _bare(value.value), value)
            for key, value in node.entries
            if isinstance(value, Scalar)
        )
    return tuple(person for item in node.items for person in people_in(item))


def _person_of_keys(node: MappingNode) -> NamedPerson:
    def text(*keys: str) -> str:
        for key in keys:
            value = node.get(key)
            if isinstance(value, Scalar) and value.value.strip():
                return value.value.strip()
        return ""

    return NamedPerson(text("name"), _bare(text("handle", "github", "login", "ID")), node)


def _person(node: Scalar) -> NamedPerson:
    text = node.value.strip()
    if text.startswith("@"):
        return NamedPerson("", _bare(text), node)
    for opening, closing in (("(", ")"), ("<", ">"), ("[", "]")):
        name, found, rest = text.partition(opening)
        if found and rest.rstrip().endswith(closing):
            return NamedPerson(name.strip(), _bare(rest.rstrip().removesuffix(closing)), node)
    name, found, handle = text.rpartition("@")
    if found and is_handle(handle.strip()):
        return NamedPerson(name.strip().rstrip(","), handle.strip(), node)
    return NamedPerson("", text, node) if is_handle(text) else NamedPerson(text, "", node)


def _bare(text: str) -> str:
    handle = text.strip().removeprefix("https://github.com/").removeprefix("@").rstrip("/")
    return handle if is_handle(handle) else ""


def is_handle(text: str) -> bool:
    """Whether GitHub would allow this login: letters, digits and single inner hyphens, at most 39 characters.

    https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference
    """
    return 0 < len(text) <= 39 and text.isascii() and text.replace("-", "").isalnum() and not text.startswith("-")
