"""Who a nomination is about."""

from __future__ import annotations

from msgspec import Struct

from nomflow.core.basics.path_pattern import PathMatch, match
from nomflow.core.basics.text import readable
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import field_list, field_text, is_handle
from nomflow.core.thread.employer import employers_in


class Nominee(Struct, frozen=True):
    """``handle`` is the GitHub login as the file name (or else the front matter) has it; both may be empty."""

    handle: str
    name: str
    seat: str

    @property
    def shown(self) -> str:
        """The best name to call the nominee by."""
        return self.name or self.handle or "the nominee"


@per_snapshot
def nominee_of(snapshot: Snapshot) -> Nominee:
    """The nominee by path, front matter and pull request, whichever tells first."""
    place = path_match(snapshot) or PathMatch()
    statement, election = snapshot.statement, snapshot.election
    typed = field_text(statement, election, "handle").removeprefix("@") if statement else ""
    name = readable(field_text(statement, election, "name")) if statement else ""
    handle = snapshot.nominee.login if snapshot.nominee else place.handle or (typed if is_handle(typed) else "")
    seat = place.seat or (field_text(statement, election, "seat") if statement else "")
    if not seat and len(election.seats) == 1:
        seat = election.seats[0].id
    seat = next((each.id for each in election.seats if each.id.casefold() == seat.casefold()), seat)
    return Nominee(handle, name or place.name, seat)


def stated_employers(snapshot: Snapshot) -> tuple[str, ...]:
    """The nominee's employers as the statement names them, one by one."""
    if snapshot.statement is None:
        return ()
    written = field_list(snapshot.statement, snapshot.election, "affiliation")
    return tuple(name for text in written for name in employers_in(text))


def path_match(snapshot: Snapshot) -> PathMatch | None:
    """What the statement's path says, or ``None`` when it lies elsewhere or nothing is configured."""
    if snapshot.statement is None or not snapshot.config.declared:
        return None
    return match(snapshot.election.statement.path, snapshot.statement.path, snapshot.election.id)
