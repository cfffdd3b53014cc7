"""Reading a roll, in any of the forms in which organisations keep one."""

from __future__ import annotations

from nomflow.core.election.election import RollSource
from nomflow.core.roll.entry import without_bullet
from nomflow.core.roll.read_json import read_json
from nomflow.core.roll.read_table import read_csv, read_markdown
from nomflow.core.roll.read_yaml import read_yaml
from nomflow.core.roll.reader import RollPart, RollReader, UnusableRollError

_SUFFIXES = {"yaml": "yaml", "yml": "yaml", "json": "json", "csv": "csv", "tsv": "csv", "md": "markdown"}


def parse_roll(text: str, path: str, source: RollSource) -> RollPart:
    """The electors that ``text`` names, and every line that names nobody. Never raises.

    ``source.format`` is ``list`` (one login a line, or a YAML list), ``elekto`` (YAML, ``eligible_voters:``), ``json``
    (a list, or e-mail address to account number), ``csv`` (also parted by ``;`` or TAB), ``markdown``
    (lists and tables), or ``auto``, which goes by the file's ending. A file that cannot be read to its end, or that
    lacks a column the configuration names, has no electors at all: half a roll would refuse the other half.
    """
    reader = RollReader(path, source)
    form = source.format
    ending = _SUFFIXES.get(path.rpartition(".")[2].lower(), "list")
    if form == "auto" or (form == "list" and ending == "yaml"):
        form = ending
    try:
        _READERS.get(form, _read_lines)(text.removeprefix("\ufeff"), reader)
    except UnusableRollError:
        reader.electors.clear()
        reader.unread.clear()
    if not reader.electors and not reader.faults:
        told = "No line of this roll (voter list) names anybody. Begin each with `@` and the person's GitHub user name."
        reader.fault(told if text.strip("\ufeff \r\n\t") else "This roll (voter list) is empty.", 1)
    return RollPart(path, tuple(reader.electors), tuple(reader.faults), tuple(reader.unread))


def _read_lines(text: str, reader: RollReader) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        entry = without_bullet("" if line.lstrip().startswith(("//", ";")) else line.partition("#")[0])
        if entry:
            reader.entry(entry, number)
    reader.refuse_bare_numbers()


_READERS = {"yaml": read_yaml, "elekto": read_yaml, "json": read_json, "csv": read_csv, "markdown": read_markdown}
