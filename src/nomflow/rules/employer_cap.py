"""A cap on one employer's people, told before the vote."""

from __future__ import annotations

from fractions import Fraction

from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.independence_names import INDEPENDENT, organisations
from nomflow.core.outcome import Answer, Finding, Level, Outcome, could_not_tell, passed, say, skipped
from nomflow.core.place import Place
from nomflow.core.roll import Unavailable
from nomflow.core.snapshot import PullRequestState, Snapshot
from nomflow.core.statement import field_list


@rule("employer-cap", "People of one employer are not more than its cap", group=Group.STANDING, needs=Needs.BOTH)
def employer_cap(snapshot: Snapshot) -> Outcome:
    """Where the rules cap the seats of one employer, a nominee beyond the cap is told so. It never blocks.

    Why: such caps apply after the vote, and the lowest ranked lose their seat. Better to know before standing.

    How to fix: nothing needs fixing. Employers that are one and the same are declared in the configuration.
    """
    cap, election = snapshot.election.eligibility.employer_cap, snapshot.election
    assert snapshot.statement is not None  # noqa: S101 - the rule needs both
    if cap is None:
        return skipped("This election has no cap for one employer.")
    if isinstance(snapshot.others, Unavailable):
        return could_not_tell("The other nominations could not be read: {why}", why=snapshot.others.why)
    seats = sum(seat.places for seat in election.seats)
    most = cap.seats or int(seats * Fraction(cap.share))
    names = organisations(snapshot.config.employers.aliases, snapshot.config.employers.parents)
    own = {names.canonical(name) for name in field_list(snapshot.statement, election, "affiliation")} - {
        "",
        INDEPENDENT,
    }
    standing = [other for other in snapshot.others if other.state is not PullRequestState.CLOSED]
    number = snapshot.pull_request.number if snapshot.pull_request else 0
    for employer in sorted(own):
        seated = sum(names.canonical(name) == employer for name in election.eligibility.seated_employers)
        others = [
            other
            for other in standing
            if other.number != number and employer in {names.canonical(name) for name in other.employers}
        ]
        if len(others) + seated + 1 > most:
            text = say(
                "{count} people of {employer} stand or sit; at most {most} can hold a seat, so not all can be elected.",
                count=len(others) + seated + 1,
                employer=employer,
                most=most,
            )
            finding = Finding(text, Level.TIP, Place(snapshot.statement.path))
            return Outcome(Answer.PASSED, text, (finding,))
    return passed("No employer has more people than its cap.")
