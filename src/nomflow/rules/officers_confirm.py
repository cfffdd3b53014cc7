"""The officers' look."""

from __future__ import annotations

from nomflow.core.basics.answer import Outcome, passed, pending, skipped
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.snapshot.snapshot import Snapshot


@rule(
    "officers-confirm", "Enough officers have confirmed the nomination", group=Group.OFFICERS, needs=Needs.PULL_REQUEST
)
def officers_confirm(snapshot: Snapshot) -> Outcome:
    """As many officers as the rules ask for have commented /nomflow confirm, none of them about themselves.

    Why: some rules want human eyes on what no program can judge, such as whether a nominee meets the requirements.

    How to fix: nothing for the nominee; the officers look once everything else is done.
    """
    from nomflow.core.nomination.officers import decisions

    needed = snapshot.election.nominations.confirmations
    if not needed:
        return skipped("This election asks for no confirmation by officers.")
    confirmed = decisions(snapshot).confirmations
    if len(confirmed) < needed:
        return pending("{count} of {needed} officers confirmed.", count=len(confirmed), needed=needed)
    names = ", ".join(decision.officer for decision in confirmed)
    return passed("{names} confirmed.", names=names)
