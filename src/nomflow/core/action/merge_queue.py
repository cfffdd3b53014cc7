"""The gate on the commits of a merge queue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from nomflow.core.action.effects import WORSE, GateShown, Status
from nomflow.core.basics.text import one_line
from nomflow.core.verdict.verdict import DESCRIPTION_LIMIT


class QueueEntry(Struct, frozen=True):
    """A pull request in the queue, the commit made for it (empty until GitHub made one), and how its gate shows."""

    number: int
    commit: str
    status: GateShown | None = None


def up_to(entries: Iterable[QueueEntry], commit: str) -> tuple[QueueEntry, ...]:
    """Everything that a commit of the queue holds, in order; nothing where the queue has no such commit any more."""
    found = tuple(entries)
    return next((found[: index + 1] for index, entry in enumerate(found) if entry.commit == commit), ())


def queue_gates(entries: Iterable[QueueEntry], gates: Mapping[int, Status]) -> Iterator[tuple[QueueEntry, Status]]:
    """What is to be set, where it does not show yet. ``entries`` are in the order of the queue.

    The commit of an entry holds the entries before it, too, so it gets the worst of their gates: where only the last
    commit of a group has to pass, none of them is merged unjudged. Nothing is said of a commit with a pull request
    whose gate is not known.
    (https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue)
    """
    worst, whose = Status("success", ""), 0
    for entry in entries:
        gate = gates.get(entry.number)
        if gate is None:
            return
        if not whose or WORSE.index(gate.state) > WORSE.index(worst.state):
            worst, whose = gate, entry.number
        told = gate if worst.state == gate.state else _of(whose, worst)
        shown = entry.status
        if entry.commit and (shown is None or (shown.state, shown.description) != (told.state, told.description)):
            yield entry, told


def _of(number: int, gate: Status) -> Status:
    return Status(gate.state, one_line(f"#{number}: {gate.description}", DESCRIPTION_LIMIT))
