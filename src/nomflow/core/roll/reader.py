"""What every form of a roll is read with: the electors found so far, and the faults."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from msgspec import Struct

from nomflow.core.basics.answer import say
from nomflow.core.basics.errors import Fault
from nomflow.core.basics.json_document import Number, doc
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import shortened
from nomflow.core.election.election import RollSource
from nomflow.core.roll.entry import Named, is_remark, read_entry

_LARGEST_ID = 2**63 - 1


_COLUMNS = {
    "id": frozenset({"id", "githubid", "userid", "accountid", "databaseid"}),
    "login": frozenset(
        {"login", "github", "githublogin", "githubusername", "githubhandle", "username", "handle", "user"}
    ),
    "name": frozenset({"name", "fullname", "realname"}),
    "organisation": frozenset(
        {"organisation", "organization", "organisations", "organizations", "employer", "company", "affiliation"}
    ),
}


class Elector(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody on the roll, known by an account number, a login, or both, and where that is written."""

    id: Annotated[Number | None, doc("The account's number.")] = None
    login: Annotated[str, doc("The user name.")] = ""
    name: Annotated[str, doc("The name.")] = ""
    organisations: Annotated[tuple[str, ...], doc("Employers.")] = ()
    source: Annotated[str, doc("The file.")] = ""
    line: Annotated[Number, doc("The line.")] = 0


class UnreadLine(Struct, frozen=True, forbid_unknown_fields=True):
    """A line that is meant to name somebody and does not say whom."""

    text: Annotated[str, doc("What it says; left out where it is an e-mail address.")] = ""
    source: Annotated[str, doc("The file.")] = ""
    line: Annotated[Number, doc("The line.")] = 0


class RollPart(Struct, frozen=True):
    """One source as it was read. Without electors it cannot be used, and ``faults`` say why."""

    path: str
    electors: tuple[Elector, ...]
    faults: tuple[Fault, ...]
    unread: tuple[UnreadLine, ...] = ()


class UnusableRollError(Exception):
    """Leaves a file of which nothing may be used; its fault is noted."""


class RollReader:
    """Collects what one source says."""

    def __init__(self, path: str, source: RollSource) -> None:
        self.path = path
        self.source = source
        self.electors: list[Elector] = []
        self.faults: list[Fault] = []
        self.unread: list[UnreadLine] = []

    def fault(self, template: str, line: int, column: int = 1, **words: object) -> None:
        clipped = {name: shortened(str(word), 200) for name, word in words.items()}
        self.faults.append(Fault(str(say(template, **clipped)), Place(path=self.path, line=line, column=column)))

    def unusable(self, template: str, line: int, column: int = 1, **words: object) -> UnusableRollError:
        """To be raised: nothing of this file may be used."""
        self.fault(template, line, column, **words)
        return UnusableRollError()

    def entry(self, text: str, line: int, column: int = 1) -> None:
        """An entry as people write it: see ``read_entry``."""
        for each in self._named(text, line, column):
            self.electors.append(
                Elector(id=None, login=each.login, name=each.name, organisations=(), source=self.path, line=line)
            )

    def row(self, cells: dict[str, str], line: int, column: int = 1) -> None:
        """An entry whose ``cells`` are called ``id``, ``login``, ``name`` and ``organisation``."""
        number, login, name = (cells.get(field, "").strip() for field in ("id", "login", "name"))
        if number and account_number(number) is None:
            self.fault(
                "“{number}” is not an account number. Please write it in digits, such as 583231.",
                line,
                column,
                number=number,
            )
            self.unread.append(UnreadLine(login or name, self.path, line))
        elif not number and not login:
            self.fault("This entry has neither an account number nor a login, so it names nobody.", line, column)
            self.unread.append(UnreadLine(name, self.path, line))
        else:
            known = self._named(login, line, column) if login else ()
            if number or known:
                organisations = (name.strip() for name in cells.get("organisation", "").split(";"))
                self.electors.append(
                    Elector(
                        id=account_number(number),
                        login=known[0].login if known else "",
                        name=name or (known[0].name if known else ""),
                        organisations=tuple(name for name in organisations if name),
                        source=self.path,
                        line=line,
                    )
                )

    def columns(self, header: Sequence[str], line: int) -> dict[str, int]:
        """Which cell holds what. A column that the configuration names and the header lacks makes the file unusable."""
        titles = [title.strip().casefold() for title in header]
        found: dict[str, int] = {}
        for field, usual in _COLUMNS.items():
            wanted: str = getattr(self.source, field)
            if wanted.strip().casefold() in titles:
                found[field] = titles.index(wanted.strip().casefold())
            elif wanted.isascii() and wanted.isdigit() and 0 < int(wanted) <= len(header):
                found[field] = int(wanted) - 1
            elif wanted == field:
                at = next((at for at, title in enumerate(titles) if "".join(filter(str.isalnum, title)) in usual), None)
                if at is not None:
                    found[field] = at
            else:
                raise self.unusable(
                    "There is no column “{wanted}” here; there are: {titles}. Please correct the file, or the name of"
                    " the column in the configuration.",
                    line,
                    wanted=wanted,
                    titles=", ".join(title.strip() for title in header),
                )
        return found

    def columns_of(self, header: Sequence[str]) -> bool:
        """Whether any title of a header is one that says what its column holds."""
        titles = {"".join(filter(str.isalnum, title.casefold())) for title in header}
        wanted = {getattr(self.source, field).strip().casefold() for field in _COLUMNS}
        return bool(titles & (wanted | frozenset().union(*_COLUMNS.values())))

    def refuse_bare_numbers(self) -> None:
        """A list of nothing but numbers: logins may look so, but account numbers are more likely meant."""
        if self.electors and all(elector.login.isdigit() for elector in self.electors):
            raise self.unusable(
                "Every entry is a number, and nomflow cannot tell whether these are logins or account numbers."
                " If they are account numbers, please keep them in a CSV file with the header “id”.",
                self.electors[0].line,
            )

    def _named(self, text: str, line: int, column: int) -> tuple[Named, ...]:
        named = read_entry(text)
        if named:
            return named
        if "@" in text and not text.startswith("@"):
            self.fault("This is an e-mail address. Please write the person's GitHub login.", line, column)
            self.unread.append(UnreadLine("", self.path, line))
        elif is_remark(text):
            self.fault("“{text}” names nobody.", line, column, text=text)
        else:
            told = "“{text}” does not say which GitHub account is meant. Please write @ and the login."
            self.fault(told, line, column, text=text)
            self.unread.append(UnreadLine(shortened(text, 200), self.path, line))
        return ()


def account_number(text: str) -> int | None:
    """The number of a GitHub account, or None if ``text`` is none."""
    if text.isascii() and text.isdigit() and len(text) <= 19 and 0 < int(text) <= _LARGEST_ID:
        return int(text)
    return None


def cells_of(columns: dict[str, int], row: Sequence[str]) -> dict[str, str]:
    return {field: row[at] for field, at in columns.items() if at < len(row)}


def list_key(keys: Iterable[str]) -> str | None:
    """Which of the keys, whose values are lists, holds the electors."""
    names = tuple(keys)
    return "eligible_voters" if "eligible_voters" in names else names[0] if len(names) == 1 else None
