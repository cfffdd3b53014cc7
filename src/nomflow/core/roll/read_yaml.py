"""Rolls in YAML: a list, alone or under a key, of logins or of mappings."""

from __future__ import annotations

from nomflow.core.roll.reader import RollReader, cells_of, list_key
from nomflow.core.yaml.tree import Mapping, Scalar, Sequence, parse

_MAX_BYTES = 16_000_000


def read_yaml(text: str, reader: RollReader) -> None:
    tree = parse(text, reader.path, max_bytes=_MAX_BYTES)
    reader.faults += tree.faults
    root = tree.root
    if isinstance(root, Mapping):
        key = list_key(key.value for key, value in root.entries if isinstance(value, Sequence))
        root = root.get(key) if key else root
    if not isinstance(root, Sequence):
        raise reader.unusable(
            "There is no list of electors here. Please write one login on each line below “eligible_voters:”,"
            " each with “- ” before it.",
            root.place.line if root else 1,
        )
    for item in root.items:
        line, column = item.place.line, item.place.column
        if isinstance(item, Scalar):
            reader.entry(item.value.strip(), line, column)
        elif isinstance(item, Mapping):
            keys = [key.value for key, _ in item.entries]
            values = [_text(value) for _, value in item.entries]
            if len(keys) == 1 and not reader.columns(keys, line):
                reader.entry(f"{keys[0]} - {values[0]}", line, column)  # “- ada: Ada Example”
                continue
            reader.row(cells_of(reader.columns(keys, line), values), line, column)
        else:
            reader.fault("This entry is a list. Please write a login, or id: and login:.", line, column)
    if all(isinstance(item, Scalar) and item.plain for item in root.items):
        reader.refuse_bare_numbers()


def _text(value: Scalar | Sequence | Mapping) -> str:
    if isinstance(value, Scalar):
        return value.value
    if isinstance(value, Sequence):
        return "; ".join(item.value for item in value.items if isinstance(item, Scalar))
    return ""
