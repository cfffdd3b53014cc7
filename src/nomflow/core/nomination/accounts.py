"""Whose account is whose. Numbers decide, because a login can be given up and taken by somebody else.

https://docs.github.com/en/account-and-profile/reference/username-reference
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from msgspec.structs import replace

from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.login import login_key
from nomflow.core.basics.time import describe_utc
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.roll.roll import MatchKind, Roll, RollMatch, Unavailable, find
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import Account, AccountKind, Comment, Review, Snapshot


def who(account: Account) -> str:
    """What makes two acts one person's: the account's number, or else the login without regard to case."""
    return f"#{account.id}" if account.id is not None else login_key(account.login)


def resolved(snapshot: Snapshot, account: Account) -> Account:
    """The account with its number, where the snapshot tells it elsewhere for the same login."""
    if account.id is not None or account.kind is AccountKind.GHOST:
        return account
    numbers = _numbers(snapshot).get(login_key(account.login), frozenset())
    return replace(account, id=next(iter(numbers))) if len(numbers) == 1 else account


def is_program(account: Account) -> bool:
    """Whether an account is a program's; GitHub's REST API marks them by their login, too."""
    return account.kind is AccountKind.BOT or account.login.endswith("[bot]")


def is_surely(snapshot: Snapshot, account: Account, handle: str) -> bool:
    """Whether an account is the one that a configuration or a statement calls ``handle``: for what gives rights.

    Where the roll knows the handle's number, that decides: whoever took over the name is somebody else, and the person
    meant stays so under a new name.
    """
    if account.kind is not AccountKind.USER or not handle:
        return False
    numbers = _roll_numbers(snapshot, handle)
    if numbers and account.id is not None:
        return account.id in numbers
    return login_key(account.login) == login_key(handle)


def could_be(snapshot: Snapshot, account: Account, handles: Iterable[str]) -> bool:
    """Whether an account may be one of ``handles``: for what takes rights away."""
    login = login_key(account.login)
    return any(login_key(handle) == login or is_surely(snapshot, account, handle) for handle in handles)


def is_officer(snapshot: Snapshot, account: Account) -> bool:
    """Whether the base branch names somebody as an officer."""
    return any(is_surely(snapshot, account, officer) for officer in snapshot.election.officers)


@per_snapshot
def nominee_account(snapshot: Snapshot) -> Account | None:
    """The nominee's account as far as it is known."""
    if snapshot.nominee:
        return resolved(snapshot, snapshot.nominee)
    handle = nominee_of(snapshot).handle
    return resolved(snapshot, Account(handle)) if handle else None


def is_nominee(snapshot: Snapshot, account: Account) -> bool:
    """Whether an account is the nominee's."""
    nominee = nominee_account(snapshot)
    if nominee is None:
        return False
    if nominee.id is not None and account.id is not None:
        return nominee.id == account.id
    return is_surely(snapshot, account, nominee.login)


def could_be_nominee(snapshot: Snapshot, account: Account) -> bool:
    """Whether an account may be the nominee's: nobody endorses themselves under a name that was typed differently."""
    nominee = nominee_account(snapshot)
    return is_nominee(snapshot, account) or (nominee is not None and could_be(snapshot, account, (nominee.login,)))


def opened_by_nominee(snapshot: Snapshot) -> bool:
    """Whether this is a self-nomination."""
    pull_request = snapshot.pull_request
    return pull_request is not None and is_nominee(snapshot, resolved(snapshot, pull_request.author))


def on_roll(snapshot: Snapshot, account: Account) -> RollMatch:
    """What the roll says of an account; ``unknown`` where there is no roll that can be used."""
    roll, trouble = snapshot.roll, roll_trouble(snapshot)
    if roll is None or trouble:
        return RollMatch(MatchKind.UNKNOWN, trouble or _NO_ROLL)
    match = find(roll, account.id, account.login, account.name)
    if match.elector and match.elector.id is None and len(_numbers(snapshot).get(login_key(account.login), ())) > 1:
        told = "Two accounts here are called {login}, and the roll does not say which one it means."
        return RollMatch(MatchKind.UNKNOWN, say(told, login=account.login))
    return match


_NO_ROLL = say("The roll (voter list) of this election was not read.")


def roll_trouble(snapshot: Snapshot) -> Text | None:
    """Why nobody can be judged by the roll: it was not read, could not be read, is empty, or does not hold yet."""
    roll = snapshot.roll
    if roll is None:
        return _NO_ROLL
    if isinstance(roll, Unavailable) or not roll.electors:
        return find(roll, None, "").text
    return roll_waits(snapshot)


def roll_waits(snapshot: Snapshot) -> Text | None:
    """What to say while the roll does not hold yet."""
    roll = snapshot.roll
    if isinstance(roll, Roll) and roll.holds_from and second(snapshot.taken_at) < second(roll.holds_from):
        return say(
            "The roll is valid from {date}. Nobody can be checked against it before then.",
            date=describe_utc(roll.holds_from),
        )
    return None


def second(at: datetime) -> datetime:
    """A time without the fraction of its second: GitHub tells whole seconds, and the last second counts in full."""
    return at.replace(microsecond=0)


def _roll_numbers(snapshot: Snapshot, handle: str) -> frozenset[int]:
    if not isinstance(snapshot.roll, Roll):
        return frozenset()
    same = snapshot.roll.by_login.get(login_key(handle), ())
    return frozenset(elector.id for elector in same if elector.id is not None)


@per_snapshot
def _numbers(snapshot: Snapshot) -> Mapping[str, frozenset[int]]:
    numbers: dict[str, set[int]] = {}
    for account in _accounts(snapshot):
        if account is not None and account.id is not None:
            numbers.setdefault(login_key(account.login), set()).add(account.id)
    return {login: frozenset(found) for login, found in numbers.items()}


def _accounts(snapshot: Snapshot) -> Iterator[Account | None]:
    yield snapshot.nominee
    if snapshot.pull_request:
        yield snapshot.pull_request.author
        events: tuple[Review | Comment, ...] = (*snapshot.pull_request.reviews, *snapshot.pull_request.comments)
        for event in events:
            yield event.author
            yield event.edited_by
