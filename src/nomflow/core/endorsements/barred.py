"""Who may not endorse at all, whatever they write, and why."""

from __future__ import annotations

from collections.abc import Iterator

from nomflow.core.basics.answer import Text, say
from nomflow.core.election.choices import Who
from nomflow.core.nomination.accounts import could_be, could_be_nominee, is_program, on_roll, resolved, who
from nomflow.core.nomination.evidence import Code
from nomflow.core.roll.roll import MatchKind
from nomflow.core.snapshot.snapshot import Account, AccountKind, Snapshot

#: Those who run, judge or profit from the nomination: that they do not endorse needs no answer unless they try to.
BY_ROLE = frozenset(
    {Code.BOT, Code.GHOST, Code.NOMINEE, Code.NOMINATOR, Code.OFFICER, Code.SEATED, Code.BARRED},
)

_OFF_ROLL = {
    MatchKind.NOT_ON_ROLL: Code.NOT_ON_ROLL,
    MatchKind.RECLAIMED: Code.LOGIN_RECLAIMED,
    MatchKind.DELETED: Code.GHOST,
    MatchKind.UNKNOWN: Code.ROLL_UNKNOWN,
}


def barred(snapshot: Snapshot, account: Account) -> tuple[Code, Text] | None:
    """The first reason why this person's endorsement cannot count, if there is one."""
    return next(_reasons(snapshot, account), None)


def _reasons(snapshot: Snapshot, account: Account) -> Iterator[tuple[Code, Text]]:
    election, rules = snapshot.election, snapshot.election.endorsements
    if account.kind is AccountKind.GHOST:
        yield Code.GHOST, say("This account was deleted, so its owner is not known.")
    if is_program(account):
        yield Code.BOT, say("Bots cannot endorse.")
    nominee = could_be_nominee(snapshot, account)
    if nominee and not rules.nominee_counts:
        yield Code.NOMINEE, say("Nominees cannot endorse themselves.")
    if not nominee and not rules.nominator_counts and _is_nominator(snapshot, account):
        yield Code.NOMINATOR, say("The nominator's endorsement does not count in this election.")
    if could_be(snapshot, account, rules.barred):
        yield Code.BARRED, say("The rules of this election do not let this person endorse.")
    if not rules.officers_may_endorse and could_be(snapshot, account, election.officers):
        yield Code.OFFICER, say("Election officers cannot endorse.")
    if not rules.seated_may_endorse and could_be(snapshot, account, rules.seated):
        yield Code.SEATED, say("Sitting members cannot endorse.")
    if rules.by is Who.ROLL:
        match = on_roll(snapshot, account)
        if match.kind in _OFF_ROLL:
            yield _OFF_ROLL[match.kind], match.text


def _is_nominator(snapshot: Snapshot, account: Account) -> bool:
    pull_request = snapshot.pull_request
    return pull_request is not None and who(account) == who(resolved(snapshot, pull_request.author))
