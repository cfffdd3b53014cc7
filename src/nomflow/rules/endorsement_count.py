"""Enough support."""

from __future__ import annotations

from nomflow.core.deadlines import close_of, is_over
from nomflow.core.election_words import Distinct
from nomflow.core.endorsing import how_to_endorse
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.outcome import Outcome, could_not_tell, failed, passed, pending, skipped
from nomflow.core.snapshot import Snapshot
from nomflow.core.tally import tally
from nomflow.core.when import describe

_KIND = {
    Distinct.NONE: "",
    Distinct.EMPLOYERS: " from different employers",
    Distinct.INTERESTS: " who share no interest",
}


@rule(
    "endorsement-count",
    "Enough eligible people endorse the nomination",
    group=Group.ENDORSEMENTS,
    needs=Needs.PULL_REQUEST,
)
def endorsement_count(snapshot: Snapshot) -> Outcome:
    """As many people as the election asks for endorse the nominee, each allowed to, and independent as the rules say.

    Everybody's part is listed with its reason: who counts, who does not, why, and what they can do about it.

    Why: an endorsement says that people who know the nominee would work with them. Counting by hand has gone wrong in
    every election that does it.

    How to fix: ask more people. Each writes the election's command or phrase on a line of its own in this pull request.
    """
    rules = snapshot.election.endorsements
    if not rules.count:
        return skipped("This election asks for no endorsements.")
    result = tally(snapshot)
    kind = _KIND[rules.distinct]
    if result.reached is None and result.unknown is not None:
        return could_not_tell("Endorsements could not be counted. {why}", why=result.unknown)
    if result.reached:
        if result.private:
            return passed("Enough people endorse{kind}.", kind=kind)
        return passed("{got} of {needed} endorsements{kind}.", got=result.got, needed=result.needed, kind=kind)
    if result.private:
        so_far = f"{result.standing} endorse; " if result.standing else ""
        missing = f"{result.missing} more needed" if result.missing else "more independent ones needed"
        text = "{so_far}{missing}{kind}."
        words = {"so_far": so_far, "missing": missing, "kind": kind}
    else:
        text = "{got} of {needed} endorsements{kind}."
        words = {"got": str(result.got), "needed": str(result.needed), "kind": kind}
    close = close_of(snapshot, "endorsed")[0]
    if close and is_over(snapshot, "endorsed"):
        return failed(text + " Endorsing closed on {close}.", **words, close=describe(close))
    if close:
        return pending(
            text + " To endorse, write {how} here by {close}.",
            **words,
            how=how_to_endorse(rules),
            close=describe(close),
        )
    return pending(text + " To endorse, write {how} here.", **words, how=how_to_endorse(rules))
