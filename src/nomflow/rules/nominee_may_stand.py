"""Who may stand."""

from __future__ import annotations

from nomflow.core.basics.answer import Outcome, could_not_tell, failed, passed, pending, skipped
from nomflow.core.election.choices import Who
from nomflow.core.endorsements.endorser import names_of
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.nomination.accounts import could_be, is_program, nominee_account, on_roll, roll_waits
from nomflow.core.nomination.nominee import nominee_of, stated_employers
from nomflow.core.roll.roll import MatchKind, Roll
from nomflow.core.snapshot.snapshot import Account, AccountKind, Snapshot


@rule("nominee-may-stand", "The nominee may stand", group=Group.STANDING, needs=Needs.NOTHING)
def nominee_may_stand(snapshot: Snapshot) -> Outcome:
    """The nominee is on the roll (the voter list) if the rules ask for that, and no rule excludes them.

    Rules can exclude officers of this election, people who have served the most terms, people who hold another office,
    and people who work for certain employers.

    Why: after the vote, it is too late to find out that a winner was not allowed to stand.

    How to fix: if a list is wrong, ask the officers to correct it. They change a file that everybody can see.
    """
    account, who = nominee_account(snapshot), nominee_of(snapshot).shown
    if account is None:
        return skipped("It is not clear yet who is nominated.")
    barred = _barred(snapshot, account, who)
    if barred:
        return barred
    if snapshot.election.eligibility.nominees is Who.ANYONE:
        return passed("{who} may stand.", who=who)
    match, waits = on_roll(snapshot, account), roll_waits(snapshot)
    if waits:
        return pending(waits.template, **waits.words)
    if match.kind is MatchKind.UNKNOWN and snapshot.pull_request is None and isinstance(snapshot.roll, Roll):
        return skipped("The roll (voter list) uses account numbers. The pull request is checked against them.")
    if match.kind is MatchKind.UNKNOWN:
        return could_not_tell(match.text.template, **match.text.words)
    if not match.on_roll:
        return failed(match.text.template, **match.text.words)
    return passed("{who} is on the roll.", who=who)


def _barred(snapshot: Snapshot, account: Account, who: str) -> Outcome | None:
    election, rules = snapshot.election, snapshot.election.eligibility
    if is_program(account):
        return failed("{who} is a bot account. Bots cannot stand.", who=who)
    if account.kind is AccountKind.GHOST:
        return failed("The account of {who} was deleted.", who=who)
    if not rules.officers_may_stand and could_be(snapshot, account, election.officers):
        return failed("{who} is an officer of this election. Officers cannot stand.", who=who)
    if could_be(snapshot, account, rules.barred):
        return failed("The rules of this election do not allow {who} to stand.", who=who)
    if could_be(snapshot, account, rules.term_limits):
        return failed("{who} has already served the most terms that the rules allow.", who=who)
    for office, holders in rules.incompatible_offices.items():
        if could_be(snapshot, account, holders):
            return failed("{who} holds another office: {office}. Nobody may hold both.", who=who, office=office)
    names = names_of(snapshot)
    excluded = {names.canonical(employer) for employer in rules.excluded_employers} - {""}
    elector = on_roll(snapshot, account).elector
    for employer in (*stated_employers(snapshot), *(elector.organisations if elector else ())):
        if not excluded.isdisjoint(names.several(employer)):
            return failed("People of {employer} may not stand for this seat.", employer=employer)
    return None
