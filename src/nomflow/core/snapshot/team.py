"""A roll that is a team on GitHub: its members, and the file they are written down in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nomflow.core.basics.errors import Fault
from nomflow.core.basics.login import login_key
from nomflow.core.basics.place import Place
from nomflow.core.election.election import Election, RollSource
from nomflow.core.roll.reader import Elector, RollPart
from nomflow.core.roll.roll import Roll, Unavailable
from nomflow.core.snapshot.snapshot import Snapshot


def team_part(source: RollSource, members: Iterable[tuple[str, int]]) -> RollPart:
    """The electors that a team's members, by login and account number, are. A team without any cannot be used."""
    ordered = sorted(members, key=lambda member: (login_key(member[0]), member[1]))
    electors = tuple(
        Elector(id=number, login=login, source=source.file, line=line)
        for line, (login, number) in enumerate(ordered, 1)
    )
    faults = () if electors else (Fault(f"The team {source.team} has no members.", Place(path=source.file)),)
    return RollPart(source.file, electors, faults)


def written(electors: Iterable[Elector]) -> str:
    """A team's members as a roll file, which ``parse_roll`` reads as the same electors."""
    return "".join(f'- {{login: "{each.login}", id: {each.id}}}\n' for each in electors)


def not_in_a_folder(team: str) -> Unavailable:
    """Why a folder does not tell who is in a team."""
    return Unavailable(f"Only GitHub knows who is in the team {team}: check with nomflow pr, or a saved snapshot.")


def team_files(election: Election, snapshots: Iterable[Snapshot]) -> Mapping[str, str] | Unavailable:
    """The members of the election's teams as files by their paths, as the snapshots know them; nothing where there are
    no snapshots. Why not, if one of them does not know, or two know different members."""
    sources = tuple(source for source in election.roll.sources if source.team)
    found: dict[str, str] = {}
    for snapshot in snapshots if sources else ():
        roll = snapshot.roll
        if not isinstance(roll, Roll):
            why = f": {roll.why}" if roll else "."
            return Unavailable(f"A saved snapshot does not know the members of {sources[0].team}{why}")
        for source in sources:
            text = written(each for each in roll.electors if each.source == source.file)
            if not text:
                return Unavailable(f"A saved snapshot does not know the members of {source.team}.")
            if found.setdefault(source.file, text) != text:
                return Unavailable(f"The members of {source.team} changed between two of the saved snapshots.")
    return found
