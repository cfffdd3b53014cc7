"""The order of candidates: nobody can steer it, anybody can check it."""

from __future__ import annotations

import subprocess
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.freeze.draw import balanced_orders, drand_round, drawn, key, round_at

IDS = st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{0,10}", fullmatch=True), unique=True, max_size=12)


def test_a_stranger_gets_the_same_key_with_sha256sum() -> None:
    told = subprocess.run(["sha256sum"], input=b"abc:ada-example", capture_output=True, check=True).stdout

    assert told.split()[0].decode() == key("abc", "ada-example")


@given(IDS, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_in_which_names_came(ids: list[str], random: object) -> None:
    shuffled = sorted(ids, key=lambda id: hash((id, random)))

    assert drawn("seed", ids) == drawn("seed", shuffled)


@given(IDS.filter(lambda ids: len(ids) > 1))
def test_taking_somebody_away_moves_nobody_past_anybody(ids: list[str]) -> None:
    order = drawn("seed", ids)

    assert drawn("seed", ids[1:]) == tuple(id for id in order if id != ids[0])


@pytest.mark.parametrize("count", range(2, 25))
def test_balanced_orders_put_everybody_everywhere_and_after_everybody_equally_often(count: int) -> None:
    orders = balanced_orders(count)

    assert len(orders) == (count if count % 2 == 0 else 2 * count)
    assert all(sorted(order) == list(range(count)) for order in orders)
    places = Counter((place, who) for order in orders for place, who in enumerate(order))
    neighbours = Counter(pair for order in orders for pair in pairwise(order))
    assert set(places.values()) == {len(orders) // count}
    assert len(neighbours) == count * (count - 1)
    assert len(set(neighbours.values())) == 1


@pytest.mark.parametrize("count", [0, 1])
def test_there_is_one_order_of_nobody_and_of_one(count: int) -> None:
    assert balanced_orders(count) == (tuple(range(count)),)


@pytest.mark.parametrize(
    ("close", "number"),
    [
        (datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC), 1),
        (datetime(2023, 8, 23, 15, 9, 28, tzinfo=UTC), 2),
        (datetime(2023, 8, 23, 15, 9, 30, tzinfo=UTC), 2),
        (datetime(2023, 8, 23, 15, 9, 30, 1, tzinfo=UTC), 3),
        (datetime(2023, 8, 23, 3, 9, 31, tzinfo=timezone(timedelta(hours=-12))), 3),
    ],
)
def test_the_round_is_the_first_one_at_or_after_the_close(close: datetime, number: int) -> None:
    assert drand_round(close) == number


@given(st.integers(1_693_526_400, 4_102_444_800).map(lambda second: datetime.fromtimestamp(second, UTC)))
def test_nobody_could_know_the_value_before_the_close(close: datetime) -> None:
    number = drand_round(close)

    assert round_at(number) >= close
    assert round_at(number - 1) < close
