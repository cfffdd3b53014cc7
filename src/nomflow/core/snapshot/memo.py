"""Remembering what was worked out about a snapshot, for as long as the snapshot lives."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from weakref import WeakKeyDictionary

from nomflow.core.snapshot.snapshot import Snapshot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")


def per_snapshot(function: Callable[[Snapshot], T]) -> Callable[[Snapshot], T]:
    """Works a pure function of a snapshot out once for each."""
    known: WeakKeyDictionary[Snapshot, T] = WeakKeyDictionary()

    @wraps(function)
    def remembered(snapshot: Snapshot) -> T:
        if snapshot not in known:
            known[snapshot] = function(snapshot)
        return known[snapshot]

    return remembered
