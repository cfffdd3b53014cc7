"""Enough support."""

from __future__ import annotations

from msgspec.structs import replace

from nomflow.core.basics.answer import Finding, Level, Outcome, could_not_tell, failed, passed, pending, say, skipped
from nomflow.core.basics.text import counted
from nomflow.core.basics.time import describe
from nomflow.core.election.choices import Distinct, Who
from nomflow.core.endorsements.how_to_endorse import endorsing_act
from nomflow.core.endorsements.tally import tally
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.nomination.accounts import roll_waits
from nomflow.core.nomination.deadlines import close_of, is_over
from nomflow.core.snapshot.snapshot import Snapshot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nomflow.core.endorsements.tally import Tally

_KIND = {
    Distinct.NONE: "",
    Distinct.EMPLOYERS: " from different employers",
    Distinct.INTERESTS: " from people who share no interest",
}


@rule(
    "endorsement-count",
    "Enough eligible people endorse the nomination",
    group=Group.ENDORSEMENTS,
    needs=Needs.PULL_REQUEST,
)
def endorsement_count(snapshot: Snapshot) -> Outcome:
    """Enough people endorse the nominee. Each is allowed to, and they are independent of each other if the rules ask
    for that.

    The comment lists each person: whether they count, why, and what they can do about it.

    Why: an endorsement says that people who know the nominee would work with them. Counting by hand leads to
    mistakes.

    How to fix: ask more people. Each writes the election's command or phrase on a line of its own in this pull request.
    """
    if not snapshot.election.endorsements.count:
        return skipped("This election does not ask for endorsements.")
    result = tally(snapshot)
    outcome = _outcome(snapshot, result)
    alike = tuple(
        Finding(
            say(
                "“{one}” and “{other}” may be one employer. Officers, please name both under `employers:`.",
                one=one,
                other=other,
            ),
            Level.TIP,
        )
        for one, other in result.alike
    )
    return replace(outcome, findings=(*outcome.findings, *alike))


def _outcome(snapshot: Snapshot, result: Tally) -> Outcome:
    rules = snapshot.election.endorsements
    waits = roll_waits(snapshot) if rules.by is Who.ROLL else None
    if waits:
        return pending(waits.template, **waits.words)
    if result.unknown is not None:
        return could_not_tell("Endorsements could not be counted. " + result.unknown.template, **result.unknown.words)
    kind = _KIND[rules.distinct]
    text = "{got} of {needed}" + kind + "."
    words: dict[str, object] = {"got": result.got, "needed": counted(result.needed, "endorsement")}
    if result.private:
        text, words = _in_private(result, kind), {"standing": result.standing, "missing": result.missing}
    if result.reached:
        return passed(text, **words)
    close = close_of(snapshot, "endorsed")[0]
    if close and is_over(snapshot, "endorsed"):
        return failed(text + " Endorsing closed on {close}.", **words, close=describe(close))
    act = endorsing_act(rules)
    text += " To endorse, " + act.template
    if close:
        return pending(text + " by {close}.", **words, **act.words, close=describe(close))
    return pending(text + ".", **words, **act.words)


def _in_private(result: Tally, kind: str) -> str:
    """The number of people, which everybody can count, and after the close the answer."""
    if result.reached:
        return "Enough people endorse" + kind + "."
    if result.sealed:
        return "{standing} endorse. Whether they are" + kind + " is checked in private, and told after the close."
    if result.missing is None:
        return "{standing} endorse, but too few of them are" + kind + "."
    more = "{missing} more needed" + kind + "."
    return "{standing} endorse; " + more if result.standing else more
