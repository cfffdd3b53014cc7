"""Rolls as tables: CSV with a header, and the lists and tables of a Markdown file."""

from __future__ import annotations

import csv
import io
import re

from nomflow.core.roll.reader import RollReader, cells_of

_FENCES = ("```", "~~~")


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
            elif not header:
                header, columns = row, reader.columns(row, line)
                _needs_somebody(columns, header, line, reader)
            elif len(row) == len(header):
                reader.row(cells_of(columns, row), line)
            else:
                reader.fault(
                    "This line has {cells} cells, and the header has {titles}, so nobody can tell which is which.",
                    line,
                    cells=len(row),
                    titles=len(header),
                )
            line = rows.line_num + 1
    except csv.Error:
        raise reader.unusable(
            "A quotation mark that opens here is not closed, or text follows one that closes. Please correct it.", line
        ) from None


def _needs_somebody(columns: dict[str, int], header: list[str], line: int, reader: RollReader) -> None:
    if columns.keys().isdisjoint({"id", "login"}):
        raise reader.unusable(
            "No column holds account numbers or logins; there are: {titles}. Please name one “login” or “id”, or say in"
            " the configuration which it is.",
            line,
            titles=", ".join(title.strip() for title in header),
        )


def read_markdown(text: str, reader: RollReader) -> None:
    table: list[tuple[int, list[str]]] = []
    fence, commented = "", False
    for number, line in enumerate(f"{text}\n".split("\n"), 1):
        stripped = line.strip()
        if fence or stripped.startswith(_FENCES):
            fence = "" if fence and stripped.startswith(fence) else fence or stripped[:3]
            continue
        stripped, commented = _without_comments(stripped, commented=commented)
        if stripped.startswith("|"):
            table.append((number, _cells(stripped)))
            continue
        _read_table(table, reader)
        table = []
        marker, _, item = stripped.partition(" ")
        if marker in {"-", "*", "+"} or (marker[-1:] in {".", ")"} and marker[:-1].isdigit()):
            _read_item(item.strip(), number, reader)


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
        reader.fault("This table has no column with logins or account numbers, so it names nobody.", number)
        return
    for number, row in table[2:]:
        cells = cells_of(columns, row)
        if "login" in cells:
            cells["login"] = _login(cells["login"])
        reader.row(cells, number)


def _cells(line: str) -> list[str]:
    inside = line.removeprefix("|").removesuffix("|").replace("\\|", "\0")
    return [cell.replace("\0", "|").strip() for cell in inside.split("|")]


def _read_item(item: str, number: int, reader: RollReader) -> None:
    """``ada``, ``@ada``, ``[ada](https://github.com/ada)``, or one of the last two in brackets behind a name."""
    name, bracket, handle = item.partition(" (")
    if bracket and handle.startswith(("@", "[")) and handle.endswith(")"):
        reader.login(_login(handle.removesuffix(")")), number, name=name.strip("*_ "))
    else:
        reader.login(_login(item), number)


def _login(text: str) -> str:
    """The login in what may be a mention, code, or a link to its page. A link to anything else stays what it is."""
    bare = text.strip("`* ")
    link = re.fullmatch(r"\[[^\[\]]*\]\(https?://(?:www\.)?github\.com/([A-Za-z0-9_-]+)/?\)", bare)
    return link[1] if link else text if " " in bare else bare.removeprefix("@")
