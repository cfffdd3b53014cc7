"""Whom a statement credits as its reviewers, and which accounts they are."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.acknowledgements.thanks import ThankedGroup, ThankedPerson, read_thanks
from nomflow.core.acknowledgements.tie import name_key, tie
from nomflow.core.basics.login import login_key
from nomflow.core.basics.place import Place
from nomflow.core.nomination.as_it_stood import as_it_stood
from nomflow.core.roll.roll import Roll
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import StatedPerson, field_node, people_in


class Credited(Struct, frozen=True):
    """Somebody the statement credits. ``handle`` is empty while nobody can tell which account it is."""

    name: str
    handle: str
    place: Place

    @property
    def shown(self) -> str:
        return self.name or self.handle


@per_snapshot
def credited(snapshot: Snapshot) -> tuple[Credited, ...]:
    """Everybody credited in ``reviewers:`` or in the prose of the statement that stands, each once.

    Names are tied to handles by the prose itself, the front matter, the people file, or the full names of the roll.
    """
    stood = as_it_stood(snapshot)
    if stood.statement is None:
        return ()
    named = _front_matter(stood)
    prose = tie(
        [each for each in _prose(stood)[0] if each.sure], [(each.name, each.handle) for each in named], stood.people
    )
    found = [
        _credited(each.credit.name, each.handle or _on_roll(stood, each.credit.name, named), each.credit.place)
        for each in prose
    ]
    for each in named:
        by_name = tie([ThankedPerson(name=each.name, handle=None, url=None, place=each.node.place)], (), stood.people)[
            0
        ].handle
        found.append(_credited(each.name, each.handle or by_name or _on_roll(stood, each.name, named), each.node.place))
    return _each_once(found)


def credited_handles(snapshot: Snapshot) -> frozenset[str]:
    """The handles of credited reviewers, in lower case."""
    return frozenset(login_key(each.handle) for each in credited(snapshot) if each.handle)


def in_front_matter(snapshot: Snapshot) -> frozenset[str]:
    """The handles that stand in ``reviewers:``, in lower case."""
    return frozenset(login_key(each.handle) for each in _front_matter(as_it_stood(snapshot)) if each.handle)


def collectives(snapshot: Snapshot) -> tuple[ThankedGroup, ...]:
    """Reviewers credited without names."""
    return _prose(as_it_stood(snapshot))[1]


def perhaps_thanked(snapshot: Snapshot) -> tuple[ThankedPerson, ...]:
    """People whom the prose may thank for a review: asked about in a tip, never waited for."""
    known = {name_key(name) for each in credited(snapshot) for name in (each.name, each.handle) if name}
    unsure = [each for each in _prose(as_it_stood(snapshot))[0] if not each.sure]
    return tuple(each for each in unsure if name_key(each.name) not in known)


def other_handle(snapshot: Snapshot, person: Credited) -> str:
    """The account that the people file or the roll has for a person's full name, if the statement gives another one."""
    known = _handles(snapshot).get(name_key(person.name), frozenset()) if " " in person.name.strip() else frozenset()
    if not person.handle or not known or login_key(person.handle) in {login_key(handle) for handle in known}:
        return ""
    return min(known)


def _front_matter(snapshot: Snapshot) -> tuple[StatedPerson, ...]:
    statement = snapshot.statement
    field = snapshot.election.statement.front_matter.fields.get("reviewers")
    found = field_node(statement, "reviewers", field) if statement and field else None
    return people_in(found[1]) if found else ()


@per_snapshot
def _prose(snapshot: Snapshot) -> tuple[tuple[ThankedPerson, ...], tuple[ThankedGroup, ...]]:
    statement = snapshot.statement
    if statement is None:
        return (), ()
    read = read_thanks(statement.document)
    return read.people, read.groups


def _on_roll(snapshot: Snapshot, name: str, named: tuple[StatedPerson, ...]) -> str:
    """The one elector with this full name; ``""`` also where the statement or the people file knows several."""
    key = name_key(name)
    listed = {login_key(each.handle) for each in named if each.handle and name_key(each.name) == key}
    handles = _handles(snapshot).get(key, frozenset()) if " " in key else frozenset()
    return next(iter(handles)) if len(handles) == 1 and not listed else ""


@per_snapshot
def _handles(snapshot: Snapshot) -> Mapping[str, frozenset[str]]:
    """The handles for a full name in the people file and on the roll."""
    names: dict[str, dict[str, str]] = {}
    known = list(snapshot.people.items())
    if isinstance(snapshot.roll, Roll):
        known += [(elector.name, elector.login) for elector in snapshot.roll.electors]
    for name, handle in known:
        if name and handle:
            names.setdefault(name_key(name), {}).setdefault(login_key(handle), handle)
    return {name: frozenset(handles.values()) for name, handles in names.items()}


def _credited(name: str, handle: str, place: Place) -> Credited:
    return Credited("" if name_key(name) == name_key(handle) else name, handle, place)


def _each_once(found: list[Credited]) -> tuple[Credited, ...]:
    """Everybody where first credited, under the fullest name given."""
    once: dict[str, Credited] = {}
    for each in found:
        key = login_key(each.handle) or name_key(each.name)
        known = once.setdefault(key, each)
        if " " in each.name.strip() and " " not in known.name.strip():
            once[key] = replace(known, name=each.name)
    return tuple(once.values())
