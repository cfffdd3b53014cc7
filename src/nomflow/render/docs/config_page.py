"""The reference parts of ``docs/configuration.md`` and ``docs/snapshots.md``, made from the JSON Schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nomflow.core.election import load as config
from nomflow.core.election.statement_rules import default_fields
from nomflow.core.snapshot import document as snapshot_json

Schema = Mapping[str, object]

_BEGIN = """\
## Reference

Made from the configuration's own shapes by `nomflow schema config --page`. A key that is not required may be left out.
A single value stands for a list of one."""
_BEGIN_SNAPSHOT = """\
## Reference

Made from the snapshot's own shapes by `nomflow schema snapshot --page`. Where a key's type says *or not available*,
`{"unavailable": {"why": "..."}}` says that it could not be read: then nobody is counted by it, and nobody refused."""


_FIELDS = """\
### The usual front-matter fields

Every election has them; `fields: {photo: "off"}` takes one away, `fields: {affiliation: required}` asks for one.
"""


def config_page() -> str:
    """Markdown with a table for each mapping of ``nomflow.yml``: key, type, default and one sentence."""
    page = _Page("nomflow.yml")
    page.add("nomflow.yml", config.json_schema())
    return "\n\n".join((_BEGIN, *page.parts, _usual_fields())) + "\n"


def snapshot_page() -> str:
    """The same for snapshots."""
    page = _Page("snapshot")
    page.add("snapshot", snapshot_json.json_schema())
    return "\n\n".join((_BEGIN_SNAPSHOT, *page.parts)) + "\n"


class _Page:
    """Collects the tables. A mapping that has been shown is not shown again, but linked."""

    def __init__(self, top: str) -> None:
        self.parts: list[str] = []
        self._top = f"{top}."
        self._shown: dict[str, str] = {}

    def add(self, path: str, schema: Schema) -> None:
        self._shown[_likeness(schema)] = path
        place = len(self.parts)
        self.parts.append("")
        required = schema.get("required", [])
        lines = [f"### `{path}`", "", "| key | type | default | |", "|---|---|---|---|"]
        for name, key in _items(schema.get("properties")):
            inner = self._inner(key, f"{path}.{name}".removeprefix(self._top))
            default = "**required**" if isinstance(required, list) and name in required else _default(key)
            told = str(key.get("description", ""))
            lines.append(f"| `{name}` | {_type(key)}{inner} | {default} | {told} |".replace("  |", " |"))
        self.parts[place] = "\n".join(lines)

    def _inner(self, key: Schema, path: str) -> str:
        """Links to the tables of the mappings that a key may hold, which are added unless they are there."""
        targets: list[str] = []
        for inside in _mappings(key):
            if _likeness(inside) not in self._shown:
                self.add(path if not targets else f"{path}.{next(iter(_items(inside.get('properties'))))[0]}", inside)
            targets.append(self._shown[_likeness(inside)])
        links = ", ".join(f"[`{target}`](#{target.replace('.', '')})" for target in dict.fromkeys(targets))
        return f" ({links})" if links else ""


def _usual_fields() -> str:
    lines = [_FIELDS, "| field | kind | required | also called | most characters |", "|---|---|---|---|---|"]
    for name, field in default_fields().items():
        aliases = ", ".join(f"`{alias}`" for alias in field.aliases)
        required, most = "yes" if field.required else "", field.maximum or ""
        lines.append(f"| `{name}` | `{field.kind}` | {required} | {aliases} | {most} |".replace("  |", " |"))
    return "\n".join(lines)


def _mappings(schema: Schema) -> Iterator[Schema]:
    """The mapping with known keys that a value may be, or consist of."""
    if "properties" in schema:
        if not _says_unavailable(schema):
            yield schema
        return
    for option in (*_list(schema.get("anyOf")), schema.get("items"), schema.get("additionalProperties")):
        if isinstance(option, Mapping):
            yield from _mappings(option)


def _says_unavailable(schema: Schema) -> bool:
    return [name for name, _ in _items(schema.get("properties"))] == ["unavailable"]


def _type(schema: Schema) -> str:
    if "anyOf" in schema:
        options = [option for option in _list(schema["anyOf"]) if isinstance(option, Mapping)]
        if _says_unavailable(options[0]):
            return f"{_type(options[1])}, or not available"
        alone = [option for option in options if option.get("type") != "array"]
        if len(alone) == 1 and len(options) == 2:
            return f"list of: {_type(alone[0])}"
        return " or ".join(dict.fromkeys(_type(option) for option in options))
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in _list(schema["enum"]))
    match schema.get("type"):
        case "array":
            items = schema.get("items")
            return f"list of: {_type(items)}" if isinstance(items, Mapping) else "list"
        case "object":
            values = schema.get("additionalProperties")
            return f"names, each with: {_type(values)}" if isinstance(values, Mapping) else "mapping"
        case "integer":
            most = schema.get("maximum")
            bounds = (
                f"{schema.get('minimum')} or more"
                if isinstance(most, int) and most >= _NO_LIMIT
                else f"{schema.get('minimum')} to {most}"
            )
            return f"whole number, {bounds}"
        case "boolean":
            return "`true` or `false`"
    if schema.get("format") == "date-time":
        return "a time such as 2026-07-31T12:00:00Z"
    return str(schema.get("title", "text")).replace("|", "\\|")


_NO_LIMIT = 1_000_000


def _default(schema: Schema) -> str:
    default = schema.get("default")
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, list):
        return ", ".join(f"`{word}`" for word in default)
    return "" if default is None else f"`{default}`"


def _likeness(schema: Schema) -> str:
    """Equal for mappings with the same keys that mean the same."""
    return repr(schema.get("properties"))


def _items(properties: object) -> Iterator[tuple[str, Schema]]:
    if isinstance(properties, Mapping):
        for name, key in properties.items():
            yield str(name), key


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
