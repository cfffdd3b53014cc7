"""A statement: the file a nominee writes, read as far as it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.answer import Finding
from nomflow.core.basics.text import Source, read
from nomflow.core.election.election import Election
from nomflow.core.election.statement_rules import Field
from nomflow.core.markdown.document import Document
from nomflow.core.markdown.parse import parse
from nomflow.core.snapshot.front_matter import FrontMatter, fields, split
from nomflow.core.yaml.tree import Mapping as MappingNode
from nomflow.core.yaml.tree import Node, Scalar, Sequence

_PROFILE = r"(?i:https?://)?(?i:www\.)?(?i:github\.com)/++([A-Za-z0-9-]++)/?(?![\w./-])"
_LINK = r"\[([^\[\]]*+)\]\(\s*+([^()\s]*+)[^()]*+\)"
_AT = r"(?<![\w@])@([A-Za-z0-9-]++)(?![\w@]|[.:]\w)"
_ASIDE = r"\([^()]*+\)|<[^<>]*+>|\[[^\[\]]*+\]"
_BETWEEN_PEOPLE = r" ?[,;] ?(?:and )?| (?:and|&) "
_AROUND_NAMES = " ,;:–—-|()<>[]"


class Statement(Struct, frozen=True, kw_only=True):
    """The bytes of one file and what they say. ``text_findings`` are about the encoding and the size.

    ``trouble`` says what happened when nomflow tried to read it, where that failed: then it says nothing else.
    """

    source: Source
    text_findings: tuple[Finding, ...]
    front: FrontMatter
    document: Document
    fields: Mapping[str, Node]
    trouble: str = ""

    @property
    def path(self) -> str:
        return self.source.path


def read_statement(path: str, raw: bytes, *, whole: bool = True) -> Statement:
    """Reads any bytes; never raises. ``path`` is relative to the repository. Without ``whole`` its body is left out."""
    source, findings = read(path, raw)
    front = split(source)
    return Statement(
        source=source,
        text_findings=findings,
        front=front,
        document=parse(front.body if whole else "", path, front.body_line),
        fields=fields(front),
    )


def unread_statement(source: Source, trouble: str) -> Statement:
    """A statement that stopped whoever tried to read it, or is not to be read again: its bytes, and nothing of what
    they say."""
    return replace(read_statement(source.path, b""), source=source, text_findings=(), trouble=trouble)


def field_node(statement: Statement, name: str, field: Field) -> tuple[str, Node] | None:
    """The key as typed and the node of a field, found by its name or an alias, whatever the case.

    Where several spellings stand there, the one that is filled in counts. A bare number, as in ``id: 4``, counts only
    where the key is spelt exactly so.
    """
    exact = {name, *field.aliases}
    wanted = {spelling.casefold() for spelling in exact}
    found = [
        (typed, node)
        for typed, node in statement.fields.items()
        if typed.casefold() in wanted and (typed in exact or not is_number(node))
    ]
    return next((each for each in found if not is_empty(each[1])), found[0] if found else None)


def field_text(statement: Statement, election: Election, name: str) -> str:
    """The text of a configured field, or ``""``."""
    field = election.statement.front_matter.fields.get(name)
    found = field_node(statement, name, field) if field else None
    return found[1].value.strip() if found and isinstance(found[1], Scalar) and not is_empty(found[1]) else ""


def field_list(statement: Statement, election: Election, name: str) -> tuple[str, ...]:
    """The entries of a configured list field; one value alone is a list of one."""
    field = election.statement.front_matter.fields.get(name)
    found = field_node(statement, name, field) if field else None
    return texts(found[1]) if found else ()


def texts(node: Node) -> tuple[str, ...]:
    """Every non-empty text directly in a node."""
    if isinstance(node, Scalar):
        return () if is_empty(node) else (node.value.strip(),)
    if isinstance(node, Sequence):
        return tuple(text for item in node.items for text in texts(item))
    return ()


def scalars(node: Node) -> Iterator[Scalar]:
    """Every single value in a node, keys included, in the order written."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.entries:
            yield key
            yield from scalars(value)


def is_number(node: Node | None) -> bool:
    """Whether a value is digits and nothing else, such as the number of a page in another program."""
    return isinstance(node, Scalar) and node.value.strip().isdecimal()


def is_empty(node: Node) -> bool:
    """Whether a key has no value: nothing, ``~``, blanks, or a list or a mapping without entries."""
    if isinstance(node, Scalar):
        return not node.value.strip() or (node.plain and node.value == "~")
    return not (node.items if isinstance(node, Sequence) else node.entries)


class StatedPerson(Struct, frozen=True):
    """Somebody a statement names in its front matter: a name, a handle, or both."""

    name: str
    handle: str
    node: Node


def people_in(node: Node) -> tuple[StatedPerson, ...]:
    """Reads ``reviewers:`` in any of its forms: handles, names, ``Name (@handle)``, links to profiles, several of
    these between commas, or mappings (``Name: handle``, or ``name`` and ``handle``).
    """
    if isinstance(node, Scalar):
        return tuple(person for text in _each_person(node.value) if (person := _person(text, node)))
    if isinstance(node, Sequence):
        return tuple(person for item in node.items for person in people_in(item))
    keys = {key.value.casefold() for key, _ in node.entries}
    if keys & {"name", "handle", "github", "login"}:
        person = StatedPerson(
            _value_of(node, "name"), handle_in(_value_of(node, "handle", "github", "login", "id")), node
        )
        return (person,) if person.name or person.handle else ()
    return tuple(
        StatedPerson(key.value.strip(), handle_in(value.value), value)
        for key, value in node.entries
        if isinstance(value, Scalar)
    )


def handle_in(text: str) -> str:
    """The login that somebody wrote as ``ada``, ``@ada``, an address on github.com, or a Markdown link; else ``""``."""
    text = text.strip()
    link = re.fullmatch(_LINK, text)
    if link:
        return (handle_in(link[2]) if "/" in link[2] else "") or (handle_in(link[1]) if link[1][:1] == "@" else "")
    text = text.removeprefix("<").removesuffix(">").strip("`'\"")
    profile = re.fullmatch(rf"{_PROFILE}(?:[?#]\S*)?", text)
    handle = profile[1] if profile else text.removeprefix("@")
    return handle if is_handle(handle) else ""


def is_handle(text: str) -> bool:
    """Whether GitHub would allow this login: letters, digits and inner hyphens, at most 39 characters.

    Some old accounts have two hyphens in a row or one at the end, so these pass.
    https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference
    """
    return 0 < len(text) <= 39 and text.isascii() and text.replace("-", "").isalnum() and not text.startswith("-")


def _each_person(text: str) -> list[str]:
    """Splits ``@ada, @bob`` and ``Ada Example and Bob Sample``, but not ``Ada Example, PhD``."""
    whole = " ".join(text.replace("\n", ", ").split())
    pieces = [piece.strip() for piece in re.split(_BETWEEN_PEOPLE, whole) if piece.strip()]
    for alike in (_has_handle, _has_words, is_handle):
        if all(alike(piece) for piece in pieces):
            return pieces
    return [whole]


def _has_handle(text: str) -> bool:
    return re.search(_AT, text) is not None or "github.com/" in text.casefold()


def _has_words(text: str) -> bool:
    return " " in text


def _person(text: str, node: Scalar) -> StatedPerson | None:
    link = re.search(_LINK, text)
    if link:
        label = "" if handle_in(link[1]) and link[1].startswith("@") else link[1]
        name = _name(f"{text[: link.start()]} {label} {text[link.end() :]}")
        return StatedPerson(name, handle_in(link[0]), node)
    profile = re.search(_PROFILE, text)
    found = profile or re.search(_AT, text)
    if found and is_handle(found[1]):
        return StatedPerson(_name(f"{text[: found.start()]} {text[found.end() :]}"), found[1], node)
    if is_handle(text):
        return StatedPerson("", text, node)
    name = _name(text)
    return StatedPerson(name, "", node) if name else None


def _name(text: str) -> str:
    """A name without what stands around it: ``Ada Example (they/them)`` is ``Ada Example``."""
    outside = re.sub(_ASIDE, " ", text)
    name = " ".join((outside if outside.strip(_AROUND_NAMES) else text).split()).strip(_AROUND_NAMES)
    return name if any(char.isalnum() for char in name) else ""


def _value_of(node: MappingNode, *keys: str) -> str:
    for wanted in keys:
        for key, value in node.entries:
            if key.value.casefold() == wanted and isinstance(value, Scalar) and value.value.strip():
                return value.value.strip()
    return ""
