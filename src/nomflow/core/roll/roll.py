"""The roll: who may vote, and usually endorse."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from msgspec import Struct, field

from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.errors import Fault
from nomflow.core.basics.json_document import doc
from nomflow.core.basics.login import login_key
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import counted
from nomflow.core.roll.read import parse_roll
from nomflow.core.roll.reader import Elector, RollPart, UnreadLine

__all__ = [
    "Elector",
    "MatchKind",
    "Roll",
    "RollMatch",
    "RollPart",
    "Unavailable",
    "find",
    "join",
    "make_roll",
    "parse_roll",
    "told_of_roll",
]

GHOST_ID = 10137
"""The account that GitHub shows in place of deleted ones (https://github.com/ghost)."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    _Key = TypeVar("_Key", bound=Hashable)


class Unavailable(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that could not be read, and why: neither "there is none" nor "there is"."""

    why: Annotated[str, doc("Why it could not be read.", least=1)]


class Roll(Struct, frozen=True, kw_only=True):
    """All electors, and where to find them. Build it with ``make_roll`` or ``join``.

    ``holds_from`` is the instant from which the roll holds. ``faults`` are what the organiser should mend: lines that
    name nobody, people named twice, people named in contradiction. ``unread`` are lines that may mean anybody they fit.
    """

    electors: tuple[Elector, ...]
    holds_from: datetime | None = None
    faults: tuple[Fault, ...] = ()
    unread: tuple[UnreadLine, ...] = ()
    by_id: Mapping[int, tuple[Elector, ...]] = field(default_factory=dict)
    by_login: Mapping[str, tuple[Elector, ...]] = field(default_factory=dict)


def told_of_roll(roll: Roll | Unavailable) -> tuple[str, ...]:
    """What to tell officers: how many people the roll has, and each line to mend; or why it cannot be used."""
    if isinstance(roll, Unavailable):
        return (f"Roll: {roll.why}",)
    people = len({f"#{each.id}" if each.id is not None else login_key(each.login) for each in roll.electors})
    told = [f"Roll: {counted(people, 'person', 'people')}"]
    told += [f"{fault.place}: {fault.message}" for fault in roll.faults[:_MOST_FAULTS]]
    more = len(roll.faults) - _MOST_FAULTS
    if more > 0:
        told.append(f"The roll has {counted(more, 'more line')} to fix.")
    return tuple(told)


_MOST_FAULTS = 20


class MatchKind(StrEnum):
    """What the roll says of an account. Only the first two count; ``unknown`` is neither yes nor no."""

    ON_ROLL = "on-roll"
    RENAMED = "on-roll-renamed"
    NOT_ON_ROLL = "not-on-roll"
    RECLAIMED = "not-on-roll-reclaimed-name"
    DELETED = "not-on-roll-deleted-account"
    UNKNOWN = "roll-unknown"


class RollMatch(Struct, frozen=True):
    """The answer for one account, the sentence for people, and the elector if the account is one."""

    kind: MatchKind
    text: Text
    elector: Elector | None = None

    @property
    def on_roll(self) -> bool | None:
        """Whether the account is an elector's; None if that could not be told."""
        return None if self.kind is MatchKind.UNKNOWN else self.elector is not None


def make_roll(
    electors: Iterable[Elector],
    holds_from: datetime | None = None,
    faults: Iterable[Fault] = (),
    unread: Iterable[UnreadLine] = (),
) -> Roll:
    """The roll of these electors. Somebody who is there twice is one elector, and a fault."""
    everybody = tuple(electors)
    by_id = _grouped(everybody, lambda elector: elector.id)
    by_login = _grouped(everybody, lambda elector: login_key(elector.login) or None)
    found = [*faults, *_repeated(by_id, by_login)]
    found.sort(key=lambda fault: fault.place)
    return Roll(
        electors=everybody,
        holds_from=holds_from,
        faults=tuple(found),
        unread=tuple(unread),
        by_id=by_id,
        by_login=by_login,
    )


def join(parts: Iterable[RollPart | Unavailable], holds_from: datetime | None = None) -> Roll | Unavailable:
    """One roll of several sources. Unless every source was read and names somebody, there is no roll."""
    electors: list[Elector] = []
    faults: list[Fault] = []
    unread: list[UnreadLine] = []
    for part in parts:
        if isinstance(part, Unavailable):
            return part
        if not part.electors:
            return Unavailable("; ".join(f"{fault.place}: {fault.message}" for fault in part.faults[:3]))
        electors += part.electors
        faults += part.faults
        unread += part.unread
    if not electors:
        return Unavailable("The roll has no source.")
    return make_roll(electors, holds_from, faults, unread)


def find(roll: Roll | Unavailable, id: int | None, login: str, name: str = "") -> RollMatch:
    """Whether the account with this number, login and name is an elector's. One look-up each, however long the roll.

    The number decides, because a login can be given up and taken by somebody else
    (https://docs.github.com/en/account-and-profile/reference/username-reference). A login decides only where the
    roll has no number for it.
    """
    if isinstance(roll, Unavailable):
        return RollMatch(MatchKind.UNKNOWN, say("The roll could not be read: {why}", why=roll.why))
    if not roll.electors:
        return RollMatch(MatchKind.UNKNOWN, say("The roll is empty. Please add the electors to it."))
    if id == GHOST_ID or login_key(login) in {"", "ghost"}:
        return RollMatch(MatchKind.DELETED, say("This account was deleted, so its owner is not known."))
    numbered = roll.by_id.get(id, ()) if id is not None else ()
    rows = numbered or roll.by_login.get(login_key(login), ())
    disputed = _disputed(roll, rows)
    if disputed:
        return RollMatch(MatchKind.UNKNOWN, disputed)
    if numbered:
        return _by_number(numbered, login)
    match = _by_login(roll, rows, id, login)
    if match.on_roll is False:
        for line in roll.unread:
            if _may_mean(line, login, name):
                told = "The roll has a line that may mean @{login}: {where}. Officers, please write the login there."
                return RollMatch(
                    MatchKind.UNKNOWN, say(told, login=login, where=f"{line.source}:{line.line}".strip(":"))
                )
    return match


def _may_mean(line: UnreadLine, login: str, name: str) -> bool:
    """Whether a line that does not say whom it means may mean this account, as far as its name does not rule it out."""
    written, known = _words(line.text), _words(name)
    return not written or not known or bool(written & known) or any(word in login.lower() for word in written)


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.split(r"[\W_]+", text.casefold()) if len(word) > 1)


def _by_number(numbered: tuple[Elector, ...], login: str) -> RollMatch:
    elector = _merged(numbered)
    logins = {login_key(each.login) for each in numbered} - {""}
    if logins and login_key(login) not in logins:
        text = say("@{login} is on the roll under an earlier name, @{earlier}.", login=login, earlier=elector.login)
        return RollMatch(MatchKind.RENAMED, text, elector)
    return RollMatch(MatchKind.ON_ROLL, say("@{login} is on the roll.", login=login), elector)


def _by_login(roll: Roll, named: tuple[Elector, ...], id: int | None, login: str) -> RollMatch:
    number = next(iter(_numbers(named)), None)
    if named and number is None:
        return RollMatch(MatchKind.ON_ROLL, say("@{login} is on the roll.", login=login), _merged(named))
    if number is not None and id is not None:
        text = say(
            "The roll means another account that was called @{login} (number {number}; this one has {id})."
            " If it is the same person, please ask the election officers to correct the roll.",
            login=login,
            number=number,
            id=id,
        )
        return RollMatch(MatchKind.RECLAIMED, text)
    if id is None and roll.by_id:
        text = say("The roll goes by account numbers, and the number of @{login} is not known.", login=login)
        return RollMatch(MatchKind.UNKNOWN, text)
    text = say("@{login} is not on the roll. If that is a mistake, please tell the election officers.", login=login)
    return RollMatch(MatchKind.NOT_ON_ROLL, text)


def _disputed(roll: Roll, electors: Iterable[Elector]) -> Text | None:
    for elector in electors:
        same = roll.by_login.get(login_key(elector.login), ())
        if len(_numbers(same)) > 1:
            return say(
                "The roll contradicts itself: it gives @{login} more than one account number ({places}).",
                login=elector.login,
                places=", ".join(sorted(f"{each.source}:{each.line}" for each in same)),
            )
    return None


def _numbers(electors: Iterable[Elector]) -> set[int]:
    return {elector.id for elector in electors if elector.id is not None}


def _merged(rows: tuple[Elector, ...]) -> Elector:
    """One elector of all rows about them: what the first says, and every organisation."""
    first, *others = sorted(rows, key=lambda row: (row.source, row.line, row.login))
    if not others:
        return first
    return Elector(
        id=first.id,
        login=first.login or next((row.login for row in others if row.login), ""),
        name=first.name or next((row.name for row in others if row.name), ""),
        organisations=tuple(dict.fromkeys(name for row in (first, *others) for name in row.organisations)),
        source=first.source,
        line=first.line,
    )


def _grouped(electors: Iterable[Elector], key: Callable[[Elector], _Key | None]) -> Mapping[_Key, tuple[Elector, ...]]:
    groups: dict[_Key, list[Elector]] = {}
    for elector in electors:
        name = key(elector)
        if name is not None:
            groups.setdefault(name, []).append(elector)
    return MappingProxyType({name: tuple(group) for name, group in groups.items()})


def _repeated(by_id: Mapping[int, tuple[Elector, ...]], by_login: Mapping[str, tuple[Elector, ...]]) -> Iterable[Fault]:
    for same in by_login.values():
        if len(same) == 1:
            continue
        if len(_numbers(same)) > 1:
            template = (
                "@{who} is also in {where}, with another account number."
                " Until one of them is removed, nomflow cannot tell who is meant."
            )
        else:
            template = "@{who} is also in {where}. They count once; please remove one."
        yield from _pointing_back(template, same, same[0].login)
    for number, same in by_id.items():
        if len({login_key(elector.login) for elector in same}) > 1 or (len(same) > 1 and not same[0].login):
            template = "The account number {who} is also in {where}. It counts once; please remove one."
            yield from _pointing_back(template, same, str(number))


def _pointing_back(template: str, same: tuple[Elector, ...], who: str) -> Iterable[Fault]:
    first, *others = sorted(same, key=lambda elector: (elector.source, elector.line))
    for other in others:
        text = say(template, who=who, where=f"{first.source}:{first.line}")
        yield Fault(str(text), Place(path=other.source, line=max(1, other.line)))
