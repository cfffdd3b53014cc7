"""The gate of a commit that is the head of several pull requests. GitHub keeps one for all of them, so it shows the
worst: what is in order in one must not let another be merged, and no two runs may write it in turns."""

from __future__ import annotations

from collections.abc import Mapping

from nomflow.core.action.effects import WORSE, Status
from nomflow.core.basics.text import one_line
from nomflow.core.verdict.verdict import DESCRIPTION_LIMIT

MOST = 5
"""Pull requests that are looked at for one commit: nobody can make a run read hundreds."""


def shared_gate(gates: Mapping[int, Status], pulls_url: str) -> Status:
    """The worst gate of pull requests by number, of equals the first: the same whichever of them is looked at. It names
    the pull request that it is of, and leads to it below ``pulls_url``."""
    number, worst = max(gates.items(), key=lambda each: (WORSE.index(each[1].state), -each[0]))
    others = ", ".join(f"#{each}" for each in sorted(gates))
    told = f"{others} have one commit. #{number}: {worst.description}" if len(gates) > 1 else worst.description
    return Status(worst.state, one_line(told, DESCRIPTION_LIMIT), f"{pulls_url}/{number}")


def too_many(numbers: Mapping[int, object], pulls_url: str) -> Status:
    """The gate where nobody looks at all of them."""
    told = f"{len(numbers)} pull requests have this commit. Please close those that are not needed."
    return Status("error", told, f"{pulls_url}/{min(numbers)}")
