"""What stands in for what a configuration leaves out."""

from __future__ import annotations

from msgspec.structs import replace

from nomflow.core.election.election import Config, Election, Organisation, Seat
from nomflow.core.election.statement_rules import default_fields


def default_config() -> Config:
    """What stands in where no configuration was found: form is checked, nobody is counted."""
    election = Election(id="election", title="Election")
    return Config(organisation=Organisation("This organisation"), elections=(completed(election),), declared=False)


def completed(election: Election) -> Election:
    """Fills what every election has: at least one seat, and front-matter fields."""
    seats = election.seats or (Seat(id=election.id, title=election.body or election.title),)
    front = election.statement.front_matter
    if not front.fields:
        front = replace(front, fields=default_fields())
    return replace(election, seats=seats, statement=replace(election.statement, front_matter=front))
