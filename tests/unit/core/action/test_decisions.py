"""What a verdict asks to be done on a pull request."""

from __future__ import annotations

import pytest

from nomflow.core.action.decisions import error_status
from nomflow.core.verdict.verdict import DESCRIPTION_LIMIT


@pytest.mark.parametrize("why", ["x" * 500, "two\nlines\r\nand\ttabs", "\u202egnol dna \x1b[31mred", "word " * 60, ""])
def test_a_reason_of_any_length_and_with_any_sign_is_one_line_that_the_gate_can_show(why: str) -> None:
    status = error_status(why)
    assert status.state == "error"
    assert len(status.description) <= DESCRIPTION_LIMIT
    assert status.description.isprintable()
    assert status.description.endswith("…") is (len(why) > DESCRIPTION_LIMIT)
