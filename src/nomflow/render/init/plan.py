"""What officers answer before their first election."""

from __future__ import annotations

from msgspec import Struct


class Plan(Struct, frozen=True, kw_only=True):
    """The answers. Dates and the zone are as typed in ``nomflow.yml``; ``zone`` is empty for the preset's own.

    ``seats`` holds titles, empty where there are only ``places``. ``roll`` is a file of the repository or a team on
    GitHub (``team``), empty where everybody may take part; ``voters`` are the first lines of a roll that is written
    anew. What only an imported election has: ``voting`` (opening and close), ``complete``, ``exceptions``
    (until when people may ask to be put on the roll), ``who_votes``, ``fields`` and the ``sections``
    that its statements may have.
    """

    organisation: str
    id: str
    title: str
    opens: str
    closes: str
    zone: str = "AoE"
    preset: str = ""
    places: int = 1
    seats: tuple[str, ...] = ()
    officers: tuple[str, ...] = ()
    repository: str = ""
    roll: str = "roll.yml"
    team: bool = False
    voters: tuple[str, ...] = ()
    voting: tuple[str, str] = ("", "")
    complete: str = ""
    exceptions: str = ""
    who_votes: str = ""
    fields: tuple[str, ...] = ()
    sections: tuple[str, ...] | None = None
