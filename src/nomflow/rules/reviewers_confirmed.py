"""Reviewers who agree to be named."""

from __future__ import annotations

from nomflow.core.acknowledging import acknowledgements, uncredited
from nomflow.core.deadlines import is_over
from nomflow.core.election_words import Unconfirmed
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.evidence import Code
from nomflow.core.outcome import Answer, Outcome, failed, must, pending, say, tip
from nomflow.core.place import Place
from nomflow.core.snapshot import Snapshot


@rule(
    "reviewers-confirmed",
    "The reviewers whom the statement thanks confirm it",
    group=Group.ACKNOWLEDGEMENTS,
    needs=Needs.BOTH,
)
def reviewers_confirmed(snapshot: Snapshot) -> Outcome:
    """Each credited reviewer really reviewed the statement on GitHub, in about its present version, and may be named.

    Why: thanks in a statement borrow somebody's good name. Nobody is named as a reviewer on the election page without
    their own act.

    How to fix: ask them to approve the pull request in a review or to comment /acknowledge. Who wishes not to be named
    comments /decline-acknowledgement; then please take the name out.
    """
    assert snapshot.statement is not None  # noqa: S101 - the rule needs both
    rules = snapshot.election.acknowledgements
    people = acknowledgements(snapshot)
    confirmed = sum(each.confirmed for each in people)
    needed = len(people) if rules.required < 0 else rules.required
    tips = tuple(
        tip(
            "{who} reviewed this statement and is not thanked. You may add them.",
            Place(snapshot.statement.path),
            who=voice.author.login,
        )
        for voice in uncredited(snapshot)
    )
    text = say("{confirmed} of {all} credited reviewers confirmed.", confirmed=confirmed, all=len(people))
    if needed > confirmed and rules.required > len(people):
        told = "{needed} reviewers must be credited and confirm; so far {confirmed} did."
        return pending(told, needed=needed, confirmed=confirmed)
    refused = [each for each in people if each.code in (Code.REFUSED, Code.NOMINEE)]
    if refused and rules.unconfirmed is not Unconfirmed.IGNORE:
        told = "{who} does not confirm the credit. Please take the name out, or ask them again."
        return failed(told, refused[0].credited.place, who=refused[0].credited.shown)
    open_ones = [each for each in people if not each.confirmed and each.code is not Code.UNKNOWN_PERSON]
    if not people or not open_ones or (rules.unconfirmed is Unconfirmed.IGNORE and confirmed >= needed):
        if not people:
            text = say("The statement credits nobody as its reviewer.")
        return Outcome(Answer.PASSED, text, tips)
    blocks = rules.unconfirmed is Unconfirmed.BLOCK or confirmed < needed
    if blocks and is_over(snapshot, "reviewed"):
        late = tuple(
            must(
                "{who} did not confirm in time. Please take the name out.", each.credited.place, who=each.credited.shown
            )
            for each in open_ones
        )
        return Outcome(Answer.FAILED, text, (*late, *tips))
    return Outcome(Answer.PENDING, text, tips)
