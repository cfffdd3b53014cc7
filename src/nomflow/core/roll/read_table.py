"""Rolls as tables: CSV, and the lists and tables of a Markdown file."""

from __future__ import annotations

import csv
import io
import re

from nomflow.core.basics.text import counted
from nomflow.core.roll.entry import is_login, is_mark, read_entry, without_bullet
from nomflow.core.roll.reader import RollReader, UnreadLine, cells_of

_FENCES = ("```", "~~~")
_RULE = re.compile(r"\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*")
"""The line below the header of a table."""


def read_csv(text: str, reader: RollReader) -> None:
    first = text.partition("\n")[0]
    parted_by = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=parted_by, strict=True)
    header: list[str] = []
    columns: dict[str, int] = {}
    line = 1
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                pass
            elif not header and not _is_headless(row, reader):
                header, columns = row, reader.columns(row, line)
                _needs_somebody(columns, header, line, reader)
            elif not header:
                header, columns = row, reader.columns(row, line) or {"login": 0}
                _needs_somebody(columns, header, line, reader)
                reader.row(cells_of(columns, row), line)
            elif len(row) == len(header):
                reader.row(cells_of(columns, row), line)
            else:
                reader.fault(
                    "This line has {cells}, but the header has {titles}, so they do not match. Please "
                    "correct the line.",
                    line,
                    cells=counted(len(row), "cell"),
                    titles=len(header),
                )
                reader.unread.append(UnreadLine("", reader.path, line))
            line = rows.line_num + 1
    except csv.Error:
        raise reader.unusable(
            "A quotation mark that opens here is not closed, or text follows one that closes. Please correct it.", line
        ) from None


def _is_headless(row: list[str], reader: RollReader) -> bool:
    """Whether the first line is about somebody already: as the configuration says, or as one column of logins shows."""
    return reader.source.header == "none" or (len(row) == 1 and not reader.columns_of(row) and bool(read_entry(row[0])))


def _needs_somebody(columns: dict[str, int], header: list[str], line: int, reader: RollReader) -> None:
    if columns.keys().isdisjoint({"id", "login"}):
        raise reader.unusable(
            "No column holds account numbers or logins; there are: {titles}. Please name one “login” or “id”, or say in"
            " the configuration which it is: `login: TITLE`, or `header: none` and `login: 2` for the second.",
            line,
            titles=", ".join(title.strip() for title in header),
        )


def read_markdown(text: str, reader: RollReader) -> None:
    table: list[tuple[int, list[str]]] = []
    fence, commented = "", False
    lines = [*text.split("\n"), ""]
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if fence or stripped.startswith(_FENCES):
            fence = "" if fence and stripped.startswith(fence) else fence or stripped[:3]
            continue
        stripped, commented = _without_comments(stripped, commented=commented)
        if stripped.startswith("|") or (
            "|" in stripped and (table or _RULE.fullmatch("".join(lines[number : number + 1])))
        ):
            table.append((number, _cells(stripped)))
            continue
        _read_table(table, reader)
        table = []
        entry = without_bullet(stripped)
        if entry and entry != stripped:
            reader.entry(entry, number)
        elif is_mark(stripped.rstrip("\\").removesuffix("<br>").strip()):
            reader.entry(stripped.rstrip("\\").removesuffix("<br>"), number)
        elif is_login(stripped):
            reader.fault(
                "“{text}” is in no list. If this person is on the roll, write `- @{text}`.", number, text=stripped
            )
            reader.unread.append(UnreadLine(stripped, reader.path, number))


def _without_comments(line: str, *, commented: bool) -> tuple[str, bool]:
    kept = []
    at = 0
    while True:
        stop = line.find("-->" if commented else "<!--", at)
        if not commented:
            kept.append(line[at:] if stop < 0 else line[at:stop])
        if stop < 0:
            return "".join(kept).strip(), commented
        at = stop + (3 if commented else 4)
        commented = not commented


def _read_table(table: list[tuple[int, list[str]]], reader: RollReader) -> None:
    if len(table) < 2 or not all(cell.strip("-:") == "" for cell in table[1][1]):
        for number, _ in table:
            reader.fault("This line looks like one of a table and belongs to none, so it names nobody.", number)
        return
    number, header = table[0]
    columns = reader.columns(header, number)
    if columns.keys().isdisjoint({"id", "login"}):
        marked = _column_of_marks([row for _, row in table[2:]], len(header))
        if marked is None:
            reader.fault("This table has no column with logins or account numbers, so it names nobody.", number)
            reader.unread += [UnreadLine(" ".join(row), reader.path, line) for line, row in table[2:]]
            return
        columns = {**columns, "login": marked}
    for line, row in table[2:]:
        reader.row(cells_of(columns, row), line)


def _column_of_marks(rows: list[list[str]], width: int) -> int | None:
    """The first column that holds a mention or a link to somebody's page in every row."""
    whole = [row for row in rows if any(row)]
    return next((at for at in range(width) if whole and all(at < len(row) and is_mark(row[at]) for row in whole)), None)


def _cells(line: str) -> list[str]:
    inside = line.removeprefix("|").removesuffix("|").replace("\\|", "\0")
    return [cell.replace("\0", "|").strip() for cell in inside.split("|")]
