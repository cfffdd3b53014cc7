"""Who may nominate."""

from __future__ import annotations

from nomflow.core.basics.answer import Outcome, could_not_tell, failed, passed, pending
from nomflow.core.basics.login import same_login
from nomflow.core.election.choices import Who
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.nomination.accounts import could_be, on_roll, opened_by_nominee, resolved, roll_waits
from nomflow.core.roll.roll import MatchKind, Unavailable
from nomflow.core.snapshot.snapshot import PullRequestState, Snapshot


@rule(
    "nominator-may-nominate",
    "The person who opened the nomination may do so",
    group=Group.STANDING,
    needs=Needs.PULL_REQUEST,
)
def nominator_may_nominate(snapshot: Snapshot) -> Outcome:
    """This applies when somebody else nominates the nominee. The nominator is not an officer, is on the roll if the
    rules ask for that, and stays within the limit of nominations per person. The rules may also exclude sitting
    members.

    Why: officers must not seem to favour anybody, and some elections limit how many people one person may put forward.

    How to fix: somebody else, or the nominee, can open the same nomination again.
    """
    pull_request, rules = snapshot.pull_request, snapshot.election.nominations
    assert pull_request is not None
    if opened_by_nominee(snapshot):
        return passed("The nominee opened it.")
    author = resolved(snapshot, pull_request.author)
    if not rules.officers_may_nominate and could_be(snapshot, author, snapshot.election.officers):
        return failed("{who} is an officer of this election. Officers cannot nominate anyone.", who=author.login)
    if not rules.seated_may_nominate and could_be(snapshot, author, snapshot.election.endorsements.seated):
        return failed(
            "{who} is a sitting member. In this election, sitting members cannot nominate anyone else.",
            who=author.login,
        )
    if rules.per_nominator:
        if isinstance(snapshot.others, Unavailable):
            return could_not_tell("The other nominations could not be read: {why}", why=snapshot.others.why)
        before = [
            other
            for other in snapshot.others
            if same_login(other.nominator, author.login)
            and not same_login(other.nominee, author.login)
            and other.state is not PullRequestState.CLOSED
            and other.number < pull_request.number
        ]
        if len(before) >= rules.per_nominator:
            told = "{who} has nominated {count} before ({numbers}); {most} is the most that one person may nominate."
            numbers = ", ".join(f"#{other.number}" for other in before[:10])
            return failed(told, who=author.login, count=len(before), numbers=numbers, most=rules.per_nominator)
    if rules.nominators is Who.ANYONE:
        return passed("Anyone may nominate.")
    match, waits = on_roll(snapshot, author), roll_waits(snapshot)
    if waits:
        return pending(waits.template, **waits.words)
    if match.kind is MatchKind.UNKNOWN:
        return could_not_tell(match.text.template, **match.text.words)
    if not match.on_roll:
        return failed(match.text.template, **match.text.words)
    return passed("{who} is on the roll.", who=author.login)
