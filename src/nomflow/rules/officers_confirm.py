"""The officers' look."""

from __future__ import annotations

from nomflow.core.basics.answer import Outcome, passed, pending, skipped
from nomflow.core.basics.text import counted
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.nomination.officers import decisions
from nomflow.core.snapshot.snapshot import Snapshot


@rule(
    "officers-confirm", "Enough officers have confirmed the nomination", group=Group.OFFICERS, needs=Needs.PULL_REQUEST
)
def officers_confirm(snapshot: Snapshot) -> Outcome:
    """Enough officers have commented /nomflow confirm. Officers cannot confirm their own nomination.

    Why: some things need a person to judge them, such as whether a nominee meets the requirements.

    How to fix: the nominee does not need to do anything. The officers look once everything else is done.
    """
    needed = snapshot.election.nominations.confirmations
    if not needed:
        return skipped("In this election, officers do not have to confirm nominations.")
    confirmed = decisions(snapshot).confirmations
    if len(confirmed) < needed:
        return pending("{count} of {needed} confirmed.", count=len(confirmed), needed=counted(needed, "officer"))
    names = ", ".join(decision.officer for decision in confirmed)
    return passed("{names} confirmed.", names=names)
