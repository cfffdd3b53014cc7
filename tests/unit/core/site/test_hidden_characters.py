"""What a page has of a candidate in one line is what can be seen, and turns nothing around that stands near."""

from __future__ import annotations

import pytest
from making import make_snapshot, statement_text

from nomflow.core.evaluate import Report
from nomflow.core.site.candidate import candidate_page


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (r"Ida \u202etsiuQ", "Ida tsiuQ"),
        ("Ida\u2066 \u200bQuist\u200f", "Ida Quist"),
        (r"Ida\nQuist\tx", "Ida Quist x"),
        (r"\u2066\u061c", "ida"),
        ("نیما می‌خواهم", "نیما می‌خواهم"),
    ],
)
def test_a_name_is_what_can_be_seen_of_it(typed: str, shown: str) -> None:
    text = (
        statement_text("ida")
        .replace("name: Ida Quist", f'name: "{typed}"')
        .replace("Quist Works", rf'"{typed} \u202e"')
    )
    person = candidate_page(Report(make_snapshot(text=text, nominee="ida", author="ida"), ()))
    assert person.name == shown
    assert person.affiliation == ("" if shown == "ida" else shown)
