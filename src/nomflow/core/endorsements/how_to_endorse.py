"""How to endorse in an election, in its own forms."""

from __future__ import annotations

from nomflow.core.basics.answer import Text, say
from nomflow.core.election.choices import Channel
from nomflow.core.election.people_rules import EndorsementRules


def how_to_endorse(rules: EndorsementRules, *, employer: bool = False) -> str:
    """What to write: ``/endorse``, or the election's phrase; ``""`` where only an approving review endorses.

    It names the employer where the rules ask for that, or ``employer`` is set.
    """
    act = "/endorse" if Channel.COMMAND in rules.channels else rules.phrases[0] if rules.phrases else ""
    stated = act and (employer or rules.must_state_employer)
    return f"{act}{'' if act.startswith('/') else ','} employer: …" if stated else act


def endorsing_act(rules: EndorsementRules) -> Text:
    """What to do, to follow "To endorse,": one way that counts in this election."""
    how = how_to_endorse(rules)
    if not how:
        return say("approve this pull request in a review")
    here = Channel.COMMAND in rules.channels or Channel.COMMENT in rules.channels
    return say("write `{how}` here" if here else "write `{how}` in a review", how=how)
