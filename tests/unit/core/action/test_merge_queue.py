"""The gate on the commits of a merge queue is the worst of what they hold."""

from __future__ import annotations

import pytest

from nomflow.core.action.effects import GateShown, Status
from nomflow.core.action.merge_queue import QueueEntry, queue_gates

GREEN, YELLOW, RED = Status("success", "Good."), Status("pending", "Waits."), Status("failure", "Wrong.")


@pytest.mark.parametrize(
    ("gates", "told"),
    [
        ({1: GREEN, 2: GREEN}, ["success: Good.", "success: Good."]),
        ({1: GREEN, 2: RED}, ["success: Good.", "failure: Wrong."]),
        ({1: YELLOW, 2: GREEN}, ["pending: Waits.", "pending: #1: Waits."]),
        ({1: RED, 2: YELLOW}, ["failure: Wrong.", "failure: #1: Wrong."]),
        ({1: GREEN}, ["success: Good."]),
        ({2: GREEN}, []),
    ],
    ids=["all good", "the second is wrong", "the first waits", "both", "nobody knows the second", "nor the first"],
)
def test_a_commit_has_the_worst_gate_of_what_it_holds(gates: dict[int, Status], told: list[str]) -> None:
    entries = (QueueEntry(1, "a"), QueueEntry(2, "b"))
    assert [f"{gate.state}: {gate.description}" for _, gate in queue_gates(entries, gates)] == told


def test_what_shows_already_and_what_has_no_commit_yet_is_left_alone() -> None:
    entries = (QueueEntry(1, "a", GateShown("success", "Good.", "")), QueueEntry(2, ""), QueueEntry(3, "c"))
    assert [entry.number for entry, _ in queue_gates(entries, {1: GREEN, 2: GREEN, 3: GREEN})] == [3]
