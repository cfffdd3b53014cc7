"""Small shapes that many keys of ``nomflow.yml`` share."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from nomflow.core.basics.place import Place
from nomflow.core.yaml.shape import Choice, ListOf, Str

Places = Callable[[str], Place]

LANGUAGES = ("de", "en")
"""The languages that the pages' own words are in: one catalogue in ``locale`` each."""

TEXT = Str()
SLUG = Str(r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$", "a short name of lower-case letters, digits and hyphens")
HANDLE = Str(r"^@?[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$", "a GitHub user name")
URL = Str(r"^https?://[^\s]+$", "an address that begins with https://")
PATH = Str(
    r"^(?!.*(?:^|/)\.\.?(?:/|$))[^/\\\x00-\x1f][^\\\x00-\x1f]*$",
    "a path inside the repository, written with /",
)


def words(kind: type[StrEnum]) -> Choice:
    """A choice among the members of a ``StrEnum``."""
    return Choice(kind, tuple(kind))


HANDLES = ListOf(HANDLE)
TEXTS = ListOf(TEXT)
