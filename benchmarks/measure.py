"""Whole processes in turn: what they cost, and how one compares with another."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import median

PEERS = Path(__file__).parent / ".peers"
NOMFLOW = (str(Path(sys.executable).with_name("nomflow")),)


@dataclass(frozen=True)
class Cost:
    """Of a process and its children: seconds on the clock and of all processors, and the most memory of one, in MB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Row:
    """A line of the results. ``value`` is what ``reach`` is the most of, in ``unit`` (``×`` for a ratio)."""

    what: str
    against: str
    value: float
    reach: float
    unit: str = "×"
    more: str = ""

    @property
    def verdict(self) -> str:
        if self.value <= self.reach:
            return "reached"
        return f"missed by {self.value / self.reach:.1f}×" if self.reach else "missed"

    @property
    def line(self) -> str:
        most = f"≤ {self.reach:g}{self.unit}"
        return f"| {self.what} | {self.against} | {self.value:.3g}{self.unit} | {most} | {self.verdict} | {self.more} |"


def run(command: Sequence[str | Path], folder: Path | None = None, fine: Sequence[int] = (0,)) -> Cost:
    """One process from its start to its end. Raises ``RuntimeError`` for an exit code that is not ``fine``."""
    quiet = [(os.POSIX_SPAWN_OPEN, each, os.devnull, os.O_WRONLY, 0) for each in (1, 2)]
    typed = ["env", *(("-C", str(folder)) if folder else ()), *map(str, command)] if folder else list(map(str, command))
    began = time.perf_counter()
    process = os.posix_spawnp(typed[0], typed, os.environ, file_actions=quiet)
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) not in fine:
        raise RuntimeError(f"{' '.join(typed)} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def in_turn(repeat: int, *works: Callable[[int], Cost]) -> list[list[Cost]]:
    """What each of them costs, all once, and all again, so that whatever else the machine does meets all alike."""
    turns = [[work(turn) for work in works] for turn in range(repeat)]
    return [list(costs) for costs in zip(*turns, strict=True)]


def middle(costs: Sequence[Cost]) -> Cost:
    return Cost(*(median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "memory")))


def against(what: str, peer: str, one: Sequence[Cost], other: Sequence[Cost], reach: float) -> Row:
    """How many times the clock time of the other one takes: the ratio of the medians, and how far turns were apart."""
    ours, theirs = middle(one), middle(other)
    turns = sorted(a.wall / b.wall for a, b in zip(one, other, strict=True))
    more = (
        f"{turns[0]:.2f}–{turns[-1]:.2f}×; {_told(ours)} against {_told(theirs)}; "
        f"processors {ours.cpu / theirs.cpu:.2f}×, memory {ours.memory / theirs.memory:.2f}×"
    )
    return Row(what, peer, ours.wall / theirs.wall, reach, more=more)


def slope(costs: Mapping[int, float]) -> float:
    """How much steeper than in proportion to the size it grows between the two largest, on logarithmic axes; 1 is in
    proportion."""
    (small, first), (large, last) = sorted(costs.items())[-2:]
    return log(last / first) / log(large / small)


def _told(cost: Cost) -> str:
    return f"{cost.wall * 1000:.0f} ms" if cost.wall < 10 else f"{cost.wall:.1f} s"
