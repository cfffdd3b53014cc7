"""Records behave as frozen dataclasses do."""

from __future__ import annotations

import dataclasses
from weakref import ref

import pytest

from nomflow.core.basics.record import field, record, replace


@record
class Point:
    x: int
    y: int = 2
    marks: tuple[str, ...] = field(default_factory=tuple)
    note: str = field(default="", repr=False, compare=False)

    @property
    def both(self) -> int:
        return self.x + self.y


@record
class Named(Point):
    name: str = "somebody"


@record(order=True)
class Version:
    major: int
    minor: int = 0


@record(eq=False)
class Moment:
    at: int = 0


@record
class Checked:
    number: int

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError(self.number)


def test_values_come_by_place_or_name_with_defaults() -> None:
    assert (Point(1).y, Point(1, y=5).y, Point(x=3).x, Point(1).marks, Point(1).both) == (2, 5, 3, (), 3)
    assert Named(1, name="Ada").name == "Ada"
    with pytest.raises(TypeError, match="x"):
        Point()  # type: ignore[call-arg]  # that is what is tested


def test_a_record_cannot_be_changed() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="frozen"):
        point.x = 2  # type: ignore[misc]  # that is what is tested
    with pytest.raises(AttributeError, match="frozen"):
        del point.x


def test_equality_hash_and_order_go_by_the_compared_fields() -> None:
    assert Point(1, note="a") == Point(1, note="b") != Point(2)
    assert len({Point(1), Point(1, note="b"), Point(2)}) == 2
    assert Point(1) != Named(1)
    assert sorted([Version(2), Version(1, 5), Version(1)]) == [Version(1), Version(1, 5), Version(2)]
    assert Version(1) <= Version(1) < Version(2) > Version(1, 9) >= Version(1)
    assert Moment() != Moment()


@record
class Odd:
    values: int
    MISSING: int = 2


def test_a_field_may_have_any_name() -> None:
    assert (Odd(1).values, Odd(1, 3).MISSING) == (1, 3)


def test_repr_shows_the_fields() -> None:
    assert repr(Point(1, note="hidden")) == "Point(x=1, y=2, marks=())"


def test_replace_and_the_standard_library_work() -> None:
    assert replace(Point(1), y=9).y == 9
    assert dataclasses.is_dataclass(Point(1))
    assert [each.name for each in dataclasses.fields(Named)] == ["x", "y", "marks", "note", "name"]
    assert dataclasses.asdict(Point(1)) == {"x": 1, "y": 2, "marks": (), "note": ""}


def test_post_init_match_and_weak_references_work() -> None:
    with pytest.raises(ValueError, match="-1"):
        Checked(-1)
    match Point(4, 5):
        case Point(x, y):
            assert (x, y) == (4, 5)
    moment = Moment()
    watched = ref(moment)
    del moment
    assert watched() is None
