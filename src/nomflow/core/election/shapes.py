"""What single values of ``nomflow.yml`` must look like."""

from __future__ import annotations

from msgspec import Struct

from nomflow.core.basics.errors import Fault
from nomflow.core.yaml.shape import Choice, Int, ListOf, Str
from nomflow.core.yaml.tree import Node

LANGUAGES = ("ar", "de", "en")
"""The languages that the pages' own words are in: one catalogue in ``locale`` each."""

SLUG = Str(r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$", "a short name of lower-case letters, digits and hyphens")
HANDLE = Str(r"^@?[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$", "a GitHub user name")
ELECTED = Str(r"^(?:[A-Za-z0-9._-]+/)?@?[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$", "a GitHub user name, or seat/name")
URL = Str(r"^https?://[^\s]+$", "an address that begins with https://")
PATH = Str(
    r"^(?!.*(?:^|/)\.\.?(?:/|$))[^/\\\x00-\x1f][^\\\x00-\x1f]*$",
    "a path inside the repository, written with /",
)


HANDLES = ListOf(HANDLE)
LANGUAGE_TAG = Str(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "a language tag such as en")
PAGE_LANGUAGE = Choice(str, LANGUAGES)
SEAT_ID = Str(r"^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$", "a short name of letters, digits and hyphens")
"""Capitals, too, because ``{seat}`` in a path may be a folder that is called so."""
SOURCE = Choice(str, ("drand", "public-draw", "alphabetical"))
TEAM = Str(r"^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9_-]{1,100}$", "organisation/team, as in the team's address")
DATE = Str(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}", "a date such as 2026-07-31, or 2026-07-31T14:00")
ZONE = Str(minimum=2)
COLOUR = Str(r"^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$", "a colour such as #56427a")
SHARE = Str(r"^[1-9][0-9]*/[1-9][0-9]*$", "a fraction such as 1/3")
SPAN = Str(r"^[1-9][0-9]{0,2} (?:hour|day|week)s?$", "a time such as 7 days, 36 hours or 1 week")
REPOSITORY = Str(r"^(?:https?://[^/\s]+/)?[^/\s]+/[^/\s]+$", "owner/name, or the repository's whole address")


class HowMany(Struct, frozen=True):
    """A number, or ``all``, which is kept as -1."""

    def read(self, node: Node, faults: list[Fault]) -> int | None:
        if getattr(node, "value", "") == "all":
            return -1
        return Int(0, 100).read(node, faults)

    def schema(self) -> dict[str, object]:
        return {"anyOf": [{"const": "all"}, Int(0, 100).schema()]}
