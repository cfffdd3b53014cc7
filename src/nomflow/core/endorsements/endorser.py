"""Somebody whose endorsement stands, and whom they work for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.login import login_key
from nomflow.core.basics.organisations import Organisations, organisations
from nomflow.core.election.choices import Distinct
from nomflow.core.nomination.accounts import is_nominee, is_surely, on_roll
from nomflow.core.nomination.nominee import stated_employers
from nomflow.core.nomination.thread import ThreadAct
from nomflow.core.roll.roll import MatchKind
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import Account, Snapshot
from nomflow.core.snapshot.statement import field_list


class Endorser(Struct, frozen=True, kw_only=True):
    """``employers`` (or interests) are as written where they come from; ``note`` is for officers.

    ``unfiled``: there is a file of interests, and neither it nor anything else says what this person's are.
    """

    account: Account
    act: ThreadAct
    name: str
    employers: tuple[str, ...]
    note: Text | None = None
    unfiled: bool = False


def endorser(snapshot: Snapshot, act: ThreadAct, said: Iterable[ThreadAct]) -> Endorser:
    """The endorser behind ``act``. ``said`` are all their endorsing acts, in order.

    Employers come from the affiliations on record, else from the roll, else from what was stated last: what somebody
    says of themselves must not undo what the officers know.
    """
    account = act.author
    match = on_roll(snapshot, account)
    elector = match.elector
    stated = next((each.employers for each in reversed(tuple(said)) if each.employers), ())
    if not stated and is_nominee(snapshot, account):
        stated = _of_nominee(snapshot)
    filed, enrolled = _on_file(snapshot, account), elector.organisations if elector else ()
    on_file = filed or ()
    note = match.text if match.kind is MatchKind.RENAMED else None
    if not snapshot.election.endorsements.private_affiliations:
        note = _contradiction(snapshot, stated, on_file or enrolled) or note
    name, employers = elector.name if elector else account.name, on_file or enrolled or stated
    unfiled = filed is None and not employers and has_interests_file(snapshot)
    return Endorser(account=account, act=act, name=name, employers=employers, note=note, unfiled=unfiled)


def has_interests_file(snapshot: Snapshot) -> bool:
    """Whether people are to be in a file of interests, so that to be absent from it is not the same as to have none."""
    rules = snapshot.election.endorsements
    named = rules.affiliations or rules.private_affiliations or snapshot.affiliations
    return rules.distinct is Distinct.INTERESTS and bool(named)


@per_snapshot
def names_of(snapshot: Snapshot) -> Organisations:
    """The configuration's aliases and parents of employers."""
    return organisations(snapshot.config.employers.aliases, snapshot.config.employers.parents)


def _of_nominee(snapshot: Snapshot) -> tuple[str, ...]:
    stated = stated_employers(snapshot)
    if snapshot.election.endorsements.distinct is not Distinct.INTERESTS or snapshot.statement is None:
        return stated
    return (*stated, *field_list(snapshot.statement, snapshot.election, "conflicts"))


def _on_file(snapshot: Snapshot, account: Account) -> tuple[str, ...] | None:
    """What the affiliations on record say: under the present login, or the one by which the roll knows the person.

    ``None`` where they say nothing of the person, which is not the same as an empty list.
    """
    if not isinstance(snapshot.affiliations, Mapping):
        return None
    known = _affiliations(snapshot)
    direct = known.get(login_key(account.login))
    if direct is not None and is_surely(snapshot, account, account.login):
        return direct
    elector = on_roll(snapshot, account).elector
    return known.get(login_key(elector.login)) if elector else None


@per_snapshot
def _affiliations(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    if isinstance(snapshot.affiliations, Mapping):
        for handle, names in sorted(snapshot.affiliations.items()):
            found[login_key(handle)] = (*found.get(login_key(handle), ()), *names)
    return found


def _contradiction(snapshot: Snapshot, stated: tuple[str, ...], known: tuple[str, ...]) -> Text | None:
    names = names_of(snapshot)
    said, on_record = ({names.canonical(name) for name in each} - {""} for each in (stated, known))
    if not said or not on_record or said & on_record:
        return None
    told = "Stated {stated}; on record is {known}. What is on record was used."
    return say(told, stated=", ".join(stated), known=", ".join(known))
