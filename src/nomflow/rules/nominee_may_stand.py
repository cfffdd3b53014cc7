"""Who may stand."""

from __future__ import annotations

from collections.abc import Iterable

from nomflow.core.election_words import Who
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.independence_names import organisations
from nomflow.core.nominee import Nominee, nominee_of, same_login
from nomflow.core.outcome import Outcome, could_not_tell, failed, passed, skipped
from nomflow.core.roll import MatchKind, find
from nomflow.core.snapshot import Snapshot
from nomflow.core.statement import field_list


@rule("nominee-may-stand", "The nominee may stand", group=Group.STANDING, needs=Needs.NOTHING)
def nominee_may_stand(snapshot: Snapshot) -> Outcome:
    """The nominee is on the roll if the rules ask for that, and no rule keeps them out.

    Rules that can keep somebody out: officers of this election, lists of people who served their terms or hold another
    office, employers whose people may not stand.

    Why: finding out after the vote that a winner could not stand is the worst time to find out.

    How to fix: if a list is wrong, ask the officers to correct it; they change a file, and everybody can see it.
    """
    nominee = nominee_of(snapshot)
    if not nominee.handle:
        return skipped("Nobody can tell yet who is nominated.")
    barred = _barred(snapshot, nominee)
    if barred:
        return barred
    if snapshot.election.eligibility.nominees is Who.ANYONE:
        return passed("Nothing keeps {who} from standing.", who=nominee.shown)
    if snapshot.roll is None:
        return could_not_tell("The roll of this election was not read.")
    account = snapshot.nominee
    match = find(snapshot.roll, account.id if account else None, nominee.handle)
    if match.kind is MatchKind.UNKNOWN:
        return could_not_tell(match.text.template, **match.text.words)
    if not match.on_roll:
        return failed(match.text.template, **match.text.words)
    return passed("{who} is on the roll.", who=nominee.shown)


def _barred(snapshot: Snapshot, nominee: Nominee) -> Outcome | None:
    election, rules = snapshot.election, snapshot.election.eligibility

    def among(handles: Iterable[str]) -> bool:
        return any(same_login(handle, nominee.handle) for handle in handles)

    if among(election.officers) and not rules.officers_may_stand:
        return failed("{who} runs this election as an officer, and officers do not stand.", who=nominee.shown)
    if among(rules.barred):
        return failed("The election's rules do not let {who} stand.", who=nominee.shown)
    if among(rules.term_limits):
        return failed("{who} has served as many terms as the rules allow.", who=nominee.shown)
    for office, holders in rules.incompatible_offices.items():
        if among(holders):
            return failed("{who} holds an office that excludes this one: {office}.", who=nominee.shown, office=office)
    names = organisations(snapshot.config.employers.aliases, snapshot.config.employers.parents)
    excluded = {names.canonical(employer) for employer in rules.excluded_employers}
    for employer in field_list(snapshot.statement, election, "affiliation") if snapshot.statement else ():
        if names.canonical(employer) in excluded:
            return failed("People of {employer} may not stand for this seat.", employer=employer)
    return None
