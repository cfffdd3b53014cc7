"""The order of candidates: drawn in public, the same on every machine, checkable with ``sha256sum`` and ``sort``.

The rule and the source of randomness are published before nominations open; the value is known only after they close
(the idea of https://www.rfc-editor.org/rfc/rfc3797).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

# drand's unchained "quicknet" beacon: https://docs.drand.love/blog/2023/10/16/quicknet-is-live/
QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
_GENESIS = datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC)
_PERIOD = timedelta(seconds=3)

MOST_BALANCED = 24
"""Above this many candidates balanced orders are not made: their number grows with that of the candidates."""


def key(seed: str, candidate: str) -> str:
    """What decides a candidate's place: the hex sha256 of ``seed:candidate``."""
    return sha256(f"{seed}:{candidate}".encode()).hexdigest()


def drawn(seed: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """The ids in ascending order of their keys. Taking one away moves nobody past anybody."""
    return tuple(sorted(candidates, key=lambda candidate: key(seed, candidate)))


def drand_round(close: datetime) -> int:
    """The number of the first quicknet round that is made public at or after ``close`` (an aware time)."""
    return -((_GENESIS - close) // _PERIOD) + 1


def round_at(number: int) -> datetime:
    """When a quicknet round is made public, in UTC."""
    return _GENESIS + (number - 1) * _PERIOD


def balanced_orders(count: int) -> tuple[tuple[int, ...], ...]:
    """Orders of ``range(count)`` in which everybody stands in every place, and right after everybody else, equally
    often: ``count`` of them if that is even, else twice as many.

    E. J. Williams, "Experimental designs balanced for the estimation of residual effects of treatments" (1949).
    """
    if count < 2:
        return (tuple(range(count)),)
    zigzag = [(step + 1) // 2 if step % 2 else -(step // 2) for step in range(count)]
    rows = [tuple((shift + step) % count for step in zigzag) for shift in range(count)]
    if count % 2:
        rows += [row[::-1] for row in rows]
    return tuple(rows)
