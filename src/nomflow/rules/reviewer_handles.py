"""Whom the statement thanks for reviewing it."""

from __future__ import annotations

from nomflow.core.acknowledging import credited
from nomflow.core.evaluate import Group, rule
from nomflow.core.outcome import Outcome, judged, must, passed
from nomflow.core.snapshot import Snapshot


@rule(
    "reviewer-handles",
    "Each reviewer the statement thanks can be tied to a GitHub account",
    group=Group.ACKNOWLEDGEMENTS,
)
def reviewer_handles(snapshot: Snapshot) -> Outcome:
    """Everybody whom the statement credits as its reviewer, in ``reviewers:`` or in its thanks, has a known handle.

    Why: people are named as reviewers only once they agree, and nobody can be asked without knowing who they are.

    How to fix: list them in the front matter, one a line, as ``- Ada Example (@ada-example)``.
    """
    people = credited(snapshot)
    if not people:
        return passed("The statement credits nobody as its reviewer.")
    unknown = [each for each in people if not each.handle]
    found = [
        must(
            "You thank {name} for reviewing, but nobody can tell which GitHub account that is. Add it to the front"
            " matter under reviewers: “- {name} (@handle)”.",
            each.place,
            name=each.name,
        )
        for each in unknown
    ]
    return judged(
        found,
        "{known} reviewers are credited, each with a handle.",
        "{musts} of {all} credited reviewers have no handle yet.",
        known=len(people),
        all=len(people),
    )
