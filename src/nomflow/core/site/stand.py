"""How somebody comes to stand: the prepared form, and what a nomination needs."""

from __future__ import annotations

from urllib.parse import urlencode

from msgspec import Struct

from nomflow.core.election.choices import FrontMatterStyle, Layout, Venue
from nomflow.core.election.election import Config, Election, Seat

YOURS = {"handle": "YOUR-GITHUB-NAME", "name": "YOUR-NAME", "email": "YOUR-EMAIL"}
"""What stands in a prepared path where only the nominee knows what belongs there."""

_ASKED_OF_EVERYBODY = ("affiliation", "summary", "conflicts")


class StandForm(Struct, frozen=True):
    """GitHub's form for a new file, filled in for one seat; ``seat`` is empty where there is only one."""

    seat: str
    url: str


class HowToStand(Struct, frozen=True, kw_only=True):
    """``words`` is the most a statement may have, 0 for no limit; ``placeholder`` is what the nominee replaces."""

    forms: tuple[StandForm, ...]
    placeholder: str = ""
    words: int = 0
    endorsements: int = 0


def how_to_stand(config: Config, election: Election) -> HowToStand | None:
    """``None`` where nominations are no new files of the repository, so that no form can be prepared."""
    rules = election.statement
    if (
        not config.repository
        or rules.layout is not Layout.FILES
        or election.nominations.venue is not Venue.PULL_REQUEST
    ):
        return None
    alone = len(election.seats) == 1
    return HowToStand(
        forms=tuple(
            StandForm("" if alone else seat.title, _form(config, election, seat, alone=alone))
            for seat in election.seats
        ),
        placeholder=YOURS["handle"] if "{handle}" in rules.path else "",
        words=rules.words.maximum or rules.words.guideline,
        endorsements=election.endorsements.count,
    )


def _form(config: Config, election: Election, seat: Seat, *, alone: bool) -> str:
    """https://docs.github.com/en/repositories/working-with-files/managing-files/creating-new-files"""
    path = election.statement.path
    for field, put in (YOURS | {"election": election.id, "seat": seat.id}).items():
        path = path.replace(f"{{{field}}}", put)
    filled = {"filename": path, "value": statement_template(election, "" if alone else seat.id)}
    return f"{config.repository_url}/new/HEAD?{urlencode(filled)}"


def statement_template(election: Election, seat: str = "") -> str:
    """The fields and the headings of a statement, empty; nothing where a statement has neither."""
    rules = election.statement
    parts = [f"## {section.title}\n\n" for section in rules.sections]
    if rules.front_matter.style is not FrontMatterStyle.NONE:
        asked = [
            name for name, each in rules.front_matter.fields.items() if each.required or name in _ASKED_OF_EVERYBODY
        ]
        lines = [f"{name}: " for name in asked if name != "seat"] + ([f"seat: {seat}"] if seat else [])
        fence = "---" if rules.front_matter.style is not FrontMatterStyle.ELEKTO else "-" * 61
        parts.insert(0, "\n".join((fence, *lines, fence)) + "\n\n")
    return "\n".join(parts)
