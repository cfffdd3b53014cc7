"""What officers can rule where something is in doubt, with the exact words to write."""

from __future__ import annotations

from collections.abc import Iterator

from nomflow.core.basics.answer import Text, say
from nomflow.core.endorsements.tally import tally
from nomflow.core.freeze.frozen import Proof, unsettled
from nomflow.core.freeze.state_at_close import Closed
from nomflow.core.nomination.deadlines import cut_off
from nomflow.core.nomination.evidence import RULABLE, Code
from nomflow.core.nomination.officers import decisions
from nomflow.core.nomination.rulings import ABOUT_PERSON, Ruled, RuleKind
from nomflow.core.nomination.standing import departure_in_doubt, withdrawal
from nomflow.core.nomination.versions import head_at, ruled_head
from nomflow.core.snapshot.snapshot import Snapshot

_LATE = (Code.AFTER_CLOSE, Code.BEFORE_OPEN, Code.NEAR_MISS, Code.NOT_AN_ENDORSEMENT)
"""Not in doubt: officers can let these count, and nobody waits for them to."""


def to_rule(snapshot: Snapshot, closed: Closed | None, *, late: bool) -> Iterator[Text]:
    """One sentence for each doubt that keeps the nomination from being decided."""
    judged = closed.report.snapshot if closed else snapshot
    lost = unsettled(closed.entry) if closed else ()
    if closed and closed.entry.statement and closed.entry.statement.proof is Proof.GAP:
        head = head_at(snapshot, cut_off(snapshot, "complete") or closed.entry.closed)
        seen = [each.commit[:7] for each in (head.earlier, head.later) if each and each.commit]
        told = "Officers decide which version stood: `/nomflow rule version {one} REASON`."
        if len(seen) > 1:
            told = (
                "Officers decide which version stood: `/nomflow rule version {one} REASON` or `/nomflow rule version "
                "{other} REASON`."
            )
        if seen:
            yield say(told, one=seen[0], other=seen[-1])
    if departure_in_doubt(judged) or any(each.weighs for each in lost):
        yield say(
            "Officers decide whether the nominee withdrew: `/nomflow rule withdrawn REASON` or `/nomflow rule "
            "not-withdrawn REASON`."
        )
    count = tally(judged)
    people = [each.account.login for each in count.people if each.code in RULABLE and each.code not in _LATE]
    people += [each.by for each in lost if not each.weighs]
    if people and not count.reached:
        for name in dict.fromkeys(people[:5]):
            told = (
                "Officers decide whether {name} counts: `/nomflow rule counts {name} REASON` or `/nomflow rule "
                "does-not-count {name} REASON`."
            )
            yield say(told, name=name)
    if late:
        yield say("Officers can admit it all the same, as it is then: `/nomflow rule admit REASON`.")


def without_effect(snapshot: Snapshot, closed: Closed | None) -> Iterator[tuple[Ruled, Text]]:
    """Rulings that settle nothing, and why: a ruling overturns neither a proof nor anybody's clear word."""
    judged = closed.report.snapshot if closed else snapshot
    people = {each.account.login.casefold(): each for each in tally(judged).people}
    for each in decisions(snapshot).rulings:
        if each.kind is RuleKind.VERSION:
            at = cut_off(snapshot, "complete")
            head = head_at(snapshot, at) if at and closed else None
            if head is None or head.known:
                yield each, say("Which version stood is not in doubt, so there is nothing to rule.")
            elif ruled_head(snapshot, head, each.about) is None:
                yield each, say("Nothing shows that commit {commit} was ever here at that time.", commit=each.about[:7])
        elif each.kind in ABOUT_PERSON:
            person = people.get(each.about.casefold())
            counts = each.kind is RuleKind.COUNTS
            if person is None or (person.code is not Code.RULED_OUT and person.counted is not counts):
                yield each, say("What {name} did is not in doubt, so there is nothing to rule.", name=each.about)
        elif each.kind is RuleKind.WITHDRAWN and withdrawal(judged) is None:
            told = "The nominee wrote nothing that may be a withdrawal. To take the nomination off, disqualify it."
            yield each, say(told)
        elif each.kind is RuleKind.NOT_WITHDRAWN and (left := withdrawal(judged)) and left.id != "ruled":
            yield each, say("The nominee's `/withdraw` is clear. To stand again, open a new nomination.")
