"""Names in prose and the handles they stand for."""

from __future__ import annotations

import pytest

from nomflow.core.acknowledgements.thanks import ThankedPerson
from nomflow.core.acknowledgements.tie import TiedBy, tie
from nomflow.core.basics.place import Place

FRONT = [("Ada Quill", "ada-q"), ("", "only-handle"), ("Only Name", ""), ("Sam Ek", "sam1"), ("Sam Lee", "sam2")]
PEOPLE = {
    "Ada Quill": "other-ada",
    "Zoë O'Brien": "zoe",
    "Bo Ek": "bo1",
    "Bo Lee": "bo2",
    "Cy Dunn": "cy",
    "Sam Fox": "sam3",
}


@pytest.mark.parametrize(
    ("name", "handle", "expected", "by"),
    [
        ("Ada Quill", "by-prose", "by-prose", TiedBy.PROSE),
        ("Ada Quill", None, "ada-q", TiedBy.FRONT_MATTER),
        ("ADA  quill", None, "ada-q", TiedBy.FRONT_MATTER),
        ("Ada", None, "ada-q", TiedBy.FRONT_MATTER),
        ("@Only-Handle", None, "only-handle", TiedBy.FRONT_MATTER),
        ("only-handle", None, "only-handle", TiedBy.FRONT_MATTER),
        ("Zoe O’Brien", None, "zoe", TiedBy.PEOPLE_FILE),
        ("Cy", None, "cy", TiedBy.PEOPLE_FILE),
        ("Only Name", None, None, None),
        ("Sam", None, None, None),
        ("Bo", None, None, None),
        ("Ada Quil", None, None, None),
        ("Quill", None, None, None),
        ("A. Quill", None, None, None),
        ("", None, None, None),
    ],
)
def test_a_name_is_tied_to_the_one_person_who_has_it(
    name: str, handle: str | None, expected: str | None, by: TiedBy | None
) -> None:
    credit = ThankedPerson(name=name, handle=handle, url=None, place=Place(path="a.md"))
    (tied,) = tie([credit], FRONT, PEOPLE)
    assert (tied.credit, tied.handle, tied.by) == (credit, expected, by)


def test_one_person_listed_twice_is_not_ambiguous() -> None:
    (tied,) = tie(
        [ThankedPerson(name="Ada", handle=None, url=None, place=Place(path="a.md"))],
        [("Ada Quill", "ada"), ("Ada Quill", "ADA")],
        {},
    )
    assert tied.by is TiedBy.FRONT_MATTER


def test_two_accounts_of_one_name_are_ambiguous() -> None:
    (tied,) = tie(
        [ThankedPerson(name="Ada Quill", handle=None, url=None, place=Place(path="a.md"))],
        [("Ada Quill", "a1"), ("Ada Quill", "a2")],
        {"Ada Quill": "a3"},
    )
    assert (tied.handle, tied.by) == (None, None)
