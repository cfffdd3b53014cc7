"""``nomflow.yml``: from text to a ``Config``, or every fault of it at once, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import did_you_mean
from nomflow.core.election.defaults import completed
from nomflow.core.election.election import Config
from nomflow.core.election.keys import CONFIG
from nomflow.core.yaml.shape import NULLS
from nomflow.core.yaml.tree import Mapping as MappingNode
from nomflow.core.yaml.tree import Node, Scalar, Sequence, parse

#: Far above any real configuration; see github.md S17 for what longer YAML does to parsers.
MAX_BYTES = 262_144


def load(text: str, path: str, preset: Callable[[str], str | None], preset_names: tuple[str, ...] = ()) -> Config:
    """Reads a configuration.

    ``preset`` gives the text of a named preset or ``None``. Raises ``ConfigError`` with all faults found.
    """
    tree = parse(text, path, max_bytes=MAX_BYTES)
    faults = list(tree.faults)
    if tree.root is None:
        raise ConfigError(
            faults or [Fault("This file is empty. The smallest useful one is in the README.", Place(path=path))]
        )
    root = _extended(tree.root, preset, preset_names, faults)
    config = CONFIG.read(root, faults)
    if faults or not isinstance(config, Config):
        raise ConfigError(faults)
    server, repository = _divided(config)
    return replace(
        config,
        elections=tuple(completed(election) for election in config.elections),
        repository=repository,
        server=server,
    )


def _divided(config: Config) -> tuple[str, str]:
    """The server and owner/name, of which a whole address has both."""
    scheme, mark, rest = config.repository.partition("://")
    if not mark:
        return config.server, config.repository
    host, _, repository = rest.partition("/")
    return f"{scheme}://{host}", repository


def _extended(root: Node, preset: Callable[[str], str | None], names: tuple[str, ...], faults: list[Fault]) -> Node:
    """Puts the preset that an election names with ``extends`` under its own keys."""
    elections = root.get("elections") if isinstance(root, MappingNode) else None
    if not isinstance(root, MappingNode) or not isinstance(elections, Sequence):
        return root
    items = tuple(_with_preset(item, preset, names, faults) for item in elections.items)
    changed = replace(elections, items=items)
    return replace(root, entries=tuple((key, changed if value is elections else value) for key, value in root.entries))


def _with_preset(
    election: Node, preset: Callable[[str], str | None], names: tuple[str, ...], faults: list[Fault]
) -> Node:
    extends = election.get("extends") if isinstance(election, MappingNode) else None
    if not isinstance(election, MappingNode) or not isinstance(extends, Scalar):
        return election
    text = preset(extends.value)
    if text is None:
        hint = did_you_mean(extends.value, names)
        known = ", ".join(names) or "none"
        faults.append(Fault(f"There is no preset “{extends.value}”.{hint} Presets: {known}.", extends.place))
        return election
    base = parse(text, f"preset:{extends.value}", max_bytes=MAX_BYTES)
    faults.extend(base.faults)
    if not isinstance(base.root, MappingNode):
        return election
    windows = base.root.get("windows")
    if isinstance(windows, MappingNode) and not (windows.get("nominations") or election.get("windows")):
        # Without dates of the election's own, the preset's say nothing: they are told as missing where to write them.
        usual = tuple(both for both in base.root.entries if both[1] is not windows)
        return merged(replace(base.root, entries=usual), election)
    return merged(base.root, election)


def merged(under: MappingNode, over: MappingNode) -> MappingNode:
    """Mappings are merged key by key; anything else on top replaces what lies below, and an empty value removes it."""
    above = {key.value: (key, value) for key, value in over.entries}
    entries: list[tuple[Scalar, Node]] = []
    for key, value in under.entries:
        own = above.pop(key.value, None)
        if own is None:
            entries.append((key, value))
        elif isinstance(value, MappingNode) and isinstance(own[1], MappingNode):
            entries.append((own[0], merged(value, own[1])))
        elif not (isinstance(own[1], Scalar) and own[1].plain and own[1].value in NULLS):
            entries.append(own)
    return replace(over, entries=(*entries, *above.values()))


def json_schema() -> Mapping[str, object]:
    """The JSON Schema of ``nomflow.yml`` for editors (draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "nomflow-config-1.json",
        "title": "nomflow.yml",
        "description": "How an organisation runs its elections. See docs/configuration.md.",
        **CONFIG.schema(),
    }
