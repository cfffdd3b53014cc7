"""Who works for whom, or shares which interest, as officers know it: YAML, ``handle: [Employer, Another]``."""

from __future__ import annotations

from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.place import Place
from nomflow.core.snapshot.statement import is_handle, texts
from nomflow.core.yaml.tree import Mapping, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping as Known

_MAX_BYTES = 1_000_000


def read_affiliations(text: str, path: str) -> Known[str, tuple[str, ...]]:
    """Handles and their employers or interests. Raises ``ConfigError`` with every fault of the file."""
    tree = parse(text, path, max_bytes=_MAX_BYTES)
    faults = list(tree.faults)
    known: dict[str, tuple[str, ...]] = {}
    if isinstance(tree.root, Mapping):
        for name, node in tree.root.entries:
            handle = name.value.strip().removeprefix("@")
            if not is_handle(handle):
                faults.append(Fault("Expected a GitHub user name here.", name.place))
            elif isinstance(node, Mapping):
                faults.append(Fault("Expected an employer, or a list of them.", node.place))
            else:
                known[handle] = texts(node)
    elif tree.root is not None or not faults:
        faults.append(Fault("Expected one “handle: employer” a line.", Place(path=path)))
    if faults:
        raise ConfigError(faults)
    return known
