"""For whom each endorser counts, at worst and at best, where the way employers are written leaves a doubt.

"IBM/Red Hat" may be two employers or one; "Acme" and "Acme Cloud" may be one or two. The worst reading finds as many
shared employers as the words allow, the best as few. Where both give the same answer, no doubt matters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from nomflow.core.basics.organisations import INDEPENDENT, Organisations, joined, look_alikes, parts

TYPE_CHECKING = False
if TYPE_CHECKING:
    _AsWritten = dict[str, str]
    """Canonical names, and how each is written."""


class EmployerReading(Struct, frozen=True):
    """Canonical names for each person, in their order, at ``worst`` and at ``best``.

    ``alike`` are pairs of names, as written, that may be one employer; ``unclear`` are names that may be several.
    """

    worst: tuple[frozenset[str], ...]
    best: tuple[frozenset[str], ...]
    alike: tuple[tuple[str, str], ...] = ()
    unclear: tuple[str, ...] = ()


def read_employers(crowd: Sequence[Iterable[str]], names: Organisations, *, share_all: bool) -> EmployerReading:
    """Reads what each person of ``crowd`` has as employers.

    ``share_all``: sharing any of them disqualifies (interests), so that more names are the worse reading; otherwise
    somebody may stand for any one of them, so that more names are the better.
    """
    written = [tuple(dict.fromkeys(employers)) for employers in crowd]
    heard = _heard(written, names)
    few: list[frozenset[str]] = []
    many: list[frozenset[str]] = []
    shown: dict[str, str] = {}
    unclear: list[str] = []
    for employers in written:
        surely, perhaps = set[str](), set[str]()
        for employer in employers:
            one, other = _names_in(employer, heard, names)
            surely |= one.keys()
            perhaps |= other.keys()
            shown = {**other, **shown}
            if one.keys() != other.keys():
                unclear.append(employer)
        few.append(frozenset(surely))
        many.append(frozenset(perhaps))
    alike = [pair for pair in look_alikes(shown.values()) if not all(map(names.is_named, pair))]
    merged = _merged(alike, {text: name for name, text in shown.items()})
    worst, best = (many, few) if share_all else (few, many)
    return EmployerReading(
        tuple(frozenset(merged.get(name, name) for name in each) for each in worst),
        tuple(best),
        tuple(alike),
        tuple(dict.fromkeys(unclear)),
    )


def _heard(written: Iterable[Iterable[str]], names: Organisations) -> frozenset[str]:
    """Canonical names that somebody writes alone, or that stand in two different longer ones."""
    alone, in_longer = set[str](), Counter[str]()
    for employer in {names.canonical(each): each for employers in written for each in employers}.values():
        if names.several(employer) <= {names.canonical(employer), ""}:
            alone.add(names.canonical(employer))
        else:
            in_longer.update(names.several(employer))
    return frozenset(alone | {name for name, times in in_longer.items() if times > 1})


def _names_in(
    employer: str, heard: frozenset[str], names: Organisations
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Which organisations an entry names for sure, and which it may name: by canonical name, as written."""
    whole, pieces = {names.canonical(employer): employer}, parts(employer)
    if names.is_named(employer) or whole.keys() <= {"", INDEPENDENT}:
        surely = perhaps = whole
    else:
        known, single = _known(pieces, heard, names), len(pieces) < 2
        all_ = {names.canonical(each): each for each in (pieces or (employer,))}
        if not known:
            surely, perhaps = whole, whole if single else whole | all_
        else:
            surely = known
            perhaps = known if _covers(known, pieces, names) else whole | all_ | known
    return _told(surely), _told(perhaps)


def _known(pieces: Iterable[str], heard: frozenset[str], names: Organisations) -> _AsWritten:
    """The organisations among the pieces of an entry that the configuration or somebody else names, too."""

    def is_known(name: str) -> bool:
        return names.is_named(name) or names.canonical(name) in heard

    known: dict[str, str] = {}
    for piece in pieces:
        for each in (piece,) if is_known(piece) else filter(is_known, joined(piece)):
            known[names.canonical(each)] = each
    return known


def _covers(known: Mapping[str, str], pieces: Iterable[str], names: Organisations) -> bool:
    """Whether nothing in the entry is left over beside the organisations that are known."""
    return all(
        names.canonical(piece) in known
        or (joined(piece) and all(names.canonical(side) in known for side in joined(piece)))
        for piece in pieces
    )


def _told(found: _AsWritten) -> _AsWritten:
    """Without what says nothing, and without "independent" beside an employer."""
    named = {name: text for name, text in found.items() if name not in {"", INDEPENDENT}}
    return named or {name: text for name, text in found.items() if name}


def _merged(alike: Iterable[tuple[str, str]], canonical: Mapping[str, str]) -> Mapping[str, str]:
    """Names that may be one employer, under one name."""
    top: dict[str, str] = {}

    def top_of(name: str) -> str:
        while name in top:
            name = top[name]
        return name

    for pair in alike:
        one, other = sorted(top_of(canonical[text]) for text in pair)
        if one != other:
            top[other] = one
    return {name: top_of(name) for name in top}
