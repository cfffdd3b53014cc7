"""The address of a nominee: one name in links, on record and on the page."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.snapshot.snapshot import Snapshot

_DEVICES = frozenset(["con", "prn", "aux", "nul"]) | {
    f"{kind}{number}" for kind in ("com", "lpt") for number in range(10)
}


def address_of(snapshot: Snapshot) -> str:
    """The nominee's id in addresses: the same in the record, on the site and in the comment, and never another."""
    nominee, path = nominee_of(snapshot), snapshot.statement.path if snapshot.statement else ""
    identity = page_id(nominee.handle or path.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    several = snapshot.election.nominations.seats_per_nominee > 1 and nominee.seat
    return f"{identity}-{page_id(nominee.seat)}" if several else identity


def page_id(text: str) -> str:
    """A lower-case id fit for an address, of letters, digits and single hyphens.

    Where letters of the text are lost, or hyphens as some old accounts have them, a hash of the text follows, so that
    two accounts, or two people whose names are in other scripts, never share an address. So it does where Windows can
    have no file of that name (https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file).
    """
    typed = text.lower()
    folded = "".join(char for char in unicodedata.normalize("NFKD", typed) if not unicodedata.combining(char))
    kept = "".join(char if char.isascii() and char.isalnum() else "-" for char in folded)
    plain = "-".join(part for part in kept.split("-") if part)
    lost = any(char.isalnum() and not char.isascii() for char in folded)
    device = plain in _DEVICES
    if plain and not lost and not device and "--" not in typed and typed == typed.strip("-"):
        return plain
    return f"{plain or 'nominee'}-{sha256(typed.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
