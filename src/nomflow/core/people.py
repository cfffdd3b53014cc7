"""Files that say which handle belongs to which name: YAML, ``Ada Example: ada-example``."""

from __future__ import annotations

from nomflow.core.errors import ConfigError, Fault
from nomflow.core.place import Place
from nomflow.core.statement import is_handle
from nomflow.core.yamltree import Mapping, Scalar, parse


def read_people(text: str, path: str) -> dict[str, str]:
    """Names and handles. Raises ``ConfigError`` with every fault of the file."""
    tree = parse(text, path, max_bytes=1_000_000)
    faults = list(tree.faults)
    people: dict[str, str] = {}
    if isinstance(tree.root, Mapping):
        for name, node in tree.root.entries:
            handle = node.value.removeprefix("@") if isinstance(node, Scalar) else ""
            if is_handle(handle):
                people[name.value] = handle
            else:
                faults.append(Fault("Expected a GitHub user name here.", node.place))
    elif tree.root is not None:
        faults.append(Fault("Expected one “Name: handle” a line.", Place(path)))
    if faults:
        raise ConfigError(faults)
    return people
