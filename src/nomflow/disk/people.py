"""Files about people: the roll, names and handles, who works for whom."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from nomflow.core.basics.errors import ConfigError
from nomflow.core.basics.time import Edge, parse_moment, utc
from nomflow.core.election.election import Election
from nomflow.core.roll.roll import Roll, Unavailable, join, parse_roll
from nomflow.core.snapshot.affiliations import read_affiliations
from nomflow.core.snapshot.people import read_people
from nomflow.core.snapshot.team import not_in_a_folder
from nomflow.disk.folder import Folder, named, text_of, why

AFFILIATIONS = "NOMFLOW_AFFILIATIONS"


def read_roll(folder: Folder, election: Election, teams: Mapping[str, str] | None = None) -> Roll | Unavailable | None:
    """The roll as its files say, ``None`` when the election has none.

    ``teams`` are the members of teams as files by their paths; without it they are where a freeze record keeps them.
    """
    rules = election.roll
    if not rules.sources:
        return None
    parts = []
    for source in rules.sources:
        text = (teams or {}).get(source.file)
        try:
            text = named(folder.root, source.file).read_bytes().decode("utf-8-sig") if text is None else text
        except (OSError, UnicodeDecodeError) as error:
            return Unavailable(f"{source.path}: {why(error)}") if source.path else not_in_a_folder(source.team)
        parts.append(parse_roll(text, source.file, source))
    holds_from = utc(parse_moment(rules.holds_from, "UTC", edge=Edge.OPEN)) if rules.holds_from else None
    return join(parts, holds_from)


def read_affiliations_of(folder: Folder | None, election: Election) -> Mapping[str, tuple[str, ...]] | Unavailable:
    """Who works for whom: from the secret, a file outside the repository, or the file the configuration names.

    Private affiliations that nobody gave are *unavailable*: without them nobody can tell who shares what.
    """
    secret, given = os.environ.get(AFFILIATIONS, ""), os.environ.get(f"{AFFILIATIONS}_FILE", "")
    public = election.endorsements.affiliations
    private = election.endorsements.private_affiliations
    if not (secret or given or public):
        return Unavailable(f"They were not given; set {AFFILIATIONS} or {AFFILIATIONS}_FILE.") if private else {}

    path = Path(given) if given else (folder.root / public if folder and public else Path(public))
    name = AFFILIATIONS if secret else f"{AFFILIATIONS}_FILE" if given else public
    try:
        return read_affiliations(secret or path.read_bytes().decode("utf-8-sig"), name)
    except (OSError, UnicodeDecodeError, ConfigError) as error:
        return Unavailable(f"{name} cannot be used." if private else f"{name}: {error}")


def read_people_files(folder: Folder) -> dict[str, str]:
    """Names and their handles from the configured people files. Raises ``ConfigError``."""
    people: dict[str, str] = {}
    for name in folder.config.people:
        people |= read_people(text_of(folder.root, name), name)
    return people
