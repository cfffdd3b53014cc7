"""A cast of invented people, each with an account number that never changes."""

from __future__ import annotations

from zlib import crc32

from nomflow.core.roll.reader import Elector
from nomflow.core.snapshot.snapshot import Account, AccountKind

NOMINEE = "ida-quist"
CAST = ("ben", "cleo", "dan", "eve", "finn", "gus", "hana", "ivy")
"""All of them are on the roll of a made nomination, with the nominee."""


def account(who: str | Account, id: int | None = 0, kind: AccountKind = AccountKind.USER, name: str = "") -> Account:
    """The account of a login. Its number hangs on the login alone; give one, or ``None`` for one that is not known."""
    if isinstance(who, Account):
        return who
    return Account(who, number_of(who) if id == 0 else id, kind, name)


def number_of(login: str) -> int:
    """The number of an invented account."""
    return 1000 + crc32(login.lower().encode())


def bot(login: str) -> Account:
    """A program's account."""
    return account(login, kind=AccountKind.BOT)


def elector(login: str, *organisations: str, id: int | None = 0, name: str = "") -> Elector:
    """Somebody on the roll; by default with the number of their account."""
    return Elector(id=number_of(login) if id == 0 else id, login=login, name=name, organisations=organisations)
