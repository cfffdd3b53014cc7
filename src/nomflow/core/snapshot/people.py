"""Files that say which handle belongs to which name: YAML, ``Ada Example: ada-example``."""

from __future__ import annotations

from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.place import Place
from nomflow.core.snapshot.statement import handle_in
from nomflow.core.yaml.tree import Mapping, Node, Scalar, parse

_MAX_BYTES = 1_000_000


def read_people(text: str, path: str) -> dict[str, str]:
    """Names and handles. Raises ``ConfigError`` with every fault of the file."""
    tree = parse(text, path, max_bytes=_MAX_BYTES)
    faults = list(tree.faults)
    people: dict[str, str] = {}
    if isinstance(tree.root, Mapping):
        for name, node in tree.root.entries:
            handle = handle_in(node.value) if isinstance(node, Scalar) else ""
            if handle:
                people[name.value] = handle
            else:
                faults.append(Fault(f"Expected a GitHub user name here, {_found(node)}.", node.place))
    elif tree.root is not None:
        faults.append(Fault("Expected one “Name: handle” a line.", Place(path=path)))
    if faults:
        raise ConfigError(faults)
    return people


def _found(node: Node) -> str:
    if not isinstance(node, Scalar):
        return "found several values"
    return f"found “{node.value[:60]}”" if node.value else "found nothing"
