"""A cap on one employer's people, told before the vote."""

from __future__ import annotations

from nomflow.core.basics.answer import Answer, Finding, Level, Outcome, passed, say, skipped
from nomflow.core.basics.organisations import INDEPENDENT
from nomflow.core.basics.place import Place
from nomflow.core.election.election import Election
from nomflow.core.election.people_rules import EmployerCap
from nomflow.core.endorsements.endorser import names_of
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.nomination.nominee import stated_employers
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.snapshot import PullRequestState, Snapshot


@rule("employer-cap", "No employer has more people than its cap", group=Group.STANDING, needs=Needs.BOTH)
def employer_cap(snapshot: Snapshot) -> Outcome:
    """If the rules cap the seats of one employer, this tells a nominee who may be above the cap. It never blocks.

    A share is a share of all seats, including those that are not up for election.

    Why: caps apply after the vote, and the people ranked lowest lose their seat. People should know before they stand.

    How to fix: you do not need to fix anything. Officers can say in the configuration which names mean one employer.
    """
    election, cap = snapshot.election, snapshot.election.eligibility.employer_cap
    statement, pull_request = snapshot.statement, snapshot.pull_request
    assert statement is not None
    assert pull_request is not None
    if cap is None:
        return skipped("This election does not cap seats per employer.")
    if isinstance(snapshot.others, Unavailable):
        return skipped("The other nominations could not be read: {why}", why=snapshot.others.why)
    names, most = names_of(snapshot), _most(election, cap)
    others = [
        frozenset[str]().union(*map(names.several, other.employers))
        for other in snapshot.others
        if other.state is not PullRequestState.CLOSED and other.number != pull_request.number
    ]
    own = {canonical: name for name in stated_employers(snapshot) for canonical in names.several(name)}
    for canonical, employer in own.items():
        if canonical in ("", INDEPENDENT):
            continue
        seated = sum(names.canonical(name) == canonical for name in election.eligibility.seated_employers)
        count = sum(canonical in employers for employers in others) + seated + 1
        if count > most:
            told = (
                "{count} people of {employer} stand or sit; at most {most} can hold a seat, so not all can be elected."
            )
            text = say(told, count=count, employer=employer, most=most)
            return Outcome(Answer.PASSED, text, (Finding(text, Level.TIP, Place(path=statement.path)),))
    return passed("No employer has more people than its cap.")


def _most(election: Election, cap: EmployerCap) -> int:
    if cap.seats:
        return cap.seats
    part, whole = map(int, cap.share.split("/"))
    seats = sum(seat.places for seat in election.seats) + len(election.eligibility.seated_employers)
    return max(1, seats * part // whole)
