"""Rolls in JSON: a list of logins, numbers or objects, alone or under a key; or e-mail address to account number."""

from __future__ import annotations

import json
from collections.abc import Iterator

from msgspec import Struct

from nomflow.core.basics.text import LineIndex
from nomflow.core.roll.reader import RollReader, UnusableRollError, account_number, cells_of, list_key

_DECODER = json.JSONDecoder()


class _Member(Struct, frozen=True):
    """A value, where it begins, and its key in an object."""

    key: str
    value: object
    start: int
    line: int
    column: int


def read_json(text: str, reader: RollReader) -> None:
    members = _Members(text, reader)
    start = members.skip(0)
    if text[start : start + 1] == "{":
        entries = list(members.of(start, whole=True))
        key = list_key(entry.key for entry in entries if isinstance(entry.value, list))
        nested = next((entry for entry in entries if entry.key == key), None)
        if nested is None:
            _read_numbers(entries, reader)
            return
        start = nested.start
        items = members.of(start, whole=False)
    else:
        items = members.of(start, whole=True)
    for item in items:
        _read_item(item, reader)
    if not any(elector.id for elector in reader.electors):
        reader.refuse_bare_numbers()


def _read_numbers(entries: list[_Member], reader: RollReader) -> None:
    """E-mail address to account number. The addresses are nobody's business here, so no fault repeats one."""
    lines: dict[str, int] = {}
    for entry in entries:
        first = lines.setdefault(entry.key, entry.line)
        if first != entry.line:
            reader.fault("This key is in line {first} already.", entry.line, entry.column, first=first)
        number = account_number(_text(entry.value)) if isinstance(entry.value, str | int) else None
        if number is not None:
            reader.row({"id": str(number)}, entry.line)
        else:
            reader.fault(
                "Here stands “{note}” where an account number is expected, so this entry names nobody.",
                entry.line,
                entry.column,
                note=_text(entry.value),
            )


def _read_item(item: _Member, reader: RollReader) -> None:
    value = item.value
    if isinstance(value, str):
        reader.entry(value.strip(), item.line, item.column)
    elif isinstance(value, int) and not isinstance(value, bool):
        reader.row({"id": str(value)}, item.line, item.column)
    elif isinstance(value, dict):
        columns = reader.columns([str(key) for key in value], item.line)
        reader.row(cells_of(columns, [_text(cell) for cell in value.values()]), item.line, item.column)
    else:
        reader.fault("This entry is neither a login nor a number nor an object.", item.line, item.column)


def _text(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(each for each in value if isinstance(each, str))
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, str | int) else ""


class _Members:
    """Walks through one list or object at a time, because Python's parser does not say where a value stands."""

    def __init__(self, text: str, reader: RollReader) -> None:
        self.text = text
        self.reader = reader
        self.lines = LineIndex.of(text)

    def of(self, start: int, *, whole: bool) -> Iterator[_Member]:
        """The members of what opens at ``start``; ``whole`` if nothing may follow it. Raises ``UnusableRollError``."""
        opening = self.text[start : start + 1]
        if opening not in {"[", "{"}:
            raise self._error(start)
        closing = "]" if opening == "[" else "}"
        at = self.skip(start + 1)
        if self.text[at : at + 1] == closing:
            self._end(at + 1, whole=whole)
            return
        while True:
            key, begin = "", at
            if opening == "{":
                name, at = self._value(at)
                if not isinstance(name, str):
                    raise self._error(begin)
                key, at = name, self.skip(self._expect(at, ":") + 1)
            value, after = self._value(at)
            yield _Member(key, value, at, *self.lines.at(begin))
            at = self.skip(after)
            if self.text[at : at + 1] == closing:
                self._end(at + 1, whole=whole)
                return
            at = self.skip(self._expect(at, ",") + 1)

    def skip(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in " \t\n\r":
            at += 1
        return at

    def _value(self, at: int) -> tuple[object, int]:
        try:
            return _DECODER.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            raise self._error(error.pos) from error
        except (ValueError, RecursionError) as error:
            raise self._error(at) from error

    def _expect(self, at: int, char: str) -> int:
        at = self.skip(at)
        if self.text[at : at + 1] != char:
            raise self._error(at)
        return at

    def _end(self, at: int, *, whole: bool) -> None:
        at = self.skip(at)
        if whole and at < len(self.text):
            raise self._error(at)

    def _error(self, at: int) -> UnusableRollError:
        line, column = self.lines.at(min(at, len(self.text)))
        return self.reader.unusable("This is not JSON from here on. Please correct it.", line, column)
