"""Two documents side by side: what differs, field by field."""

from __future__ import annotations

import json

from msgspec import Struct

from nomflow.core.basics.text import shortened

_LONGEST = 120


class Difference(Struct, frozen=True):
    """Where two documents differ: a path people can read, and what stands there; "" where nothing does."""

    where: str
    recorded: str
    found: str

    def __str__(self) -> str:
        return f"{self.where or 'the whole'}: recorded {self.recorded or 'nothing'}, found {self.found or 'nothing'}"


def differences(recorded: object, found: object, where: str = "") -> list[Difference]:
    """Every field in which two JSON documents differ. Entries of a list that have an id are matched by it."""
    if isinstance(recorded, dict) and isinstance(found, dict):
        keys = sorted(recorded.keys() | found.keys())
        pairs = [(f"{where}.{key}" if where else str(key), recorded.get(key), found.get(key)) for key in keys]
    elif isinstance(recorded, list) and isinstance(found, list):
        one, other = _by_name(recorded), _by_name(found)
        pairs = [(f"{where}[{name}]", one.get(name), other.get(name)) for name in {**one, **other}]
    else:
        return [] if _same(recorded, found) else [Difference(where, _short(recorded), _short(found))]
    told = [each for name, one_side, other_side in pairs for each in differences(one_side, other_side, name)]
    if not told and recorded != found:
        return [Difference(f"{where}, the order", _short(recorded), _short(found))]
    return told


def _same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other


def _by_name(items: list[object]) -> dict[str, object]:
    """The entries by what people call them: a number, an id, a login, a path; by place where that does not tell."""
    names = [_name(item) for item in items]
    return {
        name if name and names.count(name) == 1 else f"{name}#{at}" if name else str(at): item
        for at, (name, item) in enumerate(zip(names, items, strict=True), 1)
    }


def _name(item: object) -> str:
    if not isinstance(item, dict):
        return ""
    for key in ("pull_request", "id", "login", "path", "by", "name"):
        if isinstance(item.get(key), (str, int)) and item[key] != "":
            return f"#{item[key]}" if key == "pull_request" else str(item[key])
    return ""


def _short(value: object) -> str:
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return shortened(text, _LONGEST)
