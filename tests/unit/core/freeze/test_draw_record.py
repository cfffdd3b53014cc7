"""The drawn value on record: whole, or refused."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.basics.errors import ConfigError
from nomflow.core.freeze.draw_document import Draw, draw_of, dump_draw, read_draw

SIGNATURE = "b6" * 48
VALUE = sha256(bytes.fromhex(SIGNATURE)).hexdigest()
ANSWER = {"round": 7, "randomness": VALUE, "signature": SIGNATURE}


def test_what_was_written_is_read_again() -> None:
    draw = draw_of(ANSWER)
    assert draw == Draw(7, VALUE, SIGNATURE)
    assert draw is not None
    assert read_draw(dump_draw(draw), "draw.json") == draw


@pytest.mark.parametrize(
    "changed",
    [
        {"round": 0},
        {"round": True},
        {"round": "7"},
        {"randomness": "0" * 64},
        {"randomness": VALUE.upper()},
        {"signature": "b7" * 48},
        {"signature": ""},
        {"signature": None},
    ],
)
def test_parts_that_do_not_belong_together_are_no_value(changed: dict[str, object]) -> None:
    assert draw_of({**ANSWER, **changed}) is None


@pytest.mark.parametrize("other", [{"schema": "nomflow-draw-2"}, {"chain": "0" * 64}])
def test_another_chain_or_form_is_refused_with_the_file(other: dict[str, object]) -> None:
    draw = draw_of(ANSWER)
    assert draw
    told = json.loads(dump_draw(draw)) | other
    with pytest.raises(ConfigError, match=r"records/draw\.json"):
        read_draw(json.dumps(told).encode(), "records/draw.json")


@given(
    st.binary() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda it: json.dumps(it).encode())
)
def test_anything_else_is_refused_and_nothing_else_is_raised(raw: bytes) -> None:
    with pytest.raises(ConfigError):
        read_draw(raw, "draw.json")
