"""A page that is made of the same things as one before has the same bytes, so it need not be made again."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO

from msgspec.structs import replace

from nomflow.core.site.site import CandidatePage
from nomflow.render.site.views import ElectionView, RaceView

Remember = Callable[[str, Callable[[], bytes]], bytes]
"""From a key for everything that goes into a page (``""``: nobody can tell) and how it is made, to its bytes."""


class Keys:
    """Keys for what pages are given. Nothing is left out, and nothing read back: what is given is written out whole,
    by ``pickle``, and hashed. What many pages share is hashed once; it must live as long as its keys."""

    def __init__(self, *shared: object) -> None:
        self._known = {id(each): _hash(each) for each in shared}

    def of(self, *given: object) -> str:
        """The key, or ``""`` for what cannot be written out."""
        parts = [self._known.get(id(each), each) for each in given]
        return "" if "" in self._known.values() else _hash(parts)


def _hash(given: object) -> str:
    try:
        whole = BytesIO()
        pickler = pickle.Pickler(whole, protocol=5)
        pickler.fast = True  # whether two equal things are one and the same makes no difference
        pickler.dump(given)
        return sha256(whole.getbuffer()).hexdigest()
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        return ""


def without_others(view: ElectionView) -> ElectionView:
    """An election for pages that are about one person: everybody is there by name, and no more. So no other page has
    to be made again when somebody changes their words, and none can show what it would not notice."""
    races = tuple(_by_name(race) for race in view.races)
    site = replace(view.site, elections=(), assets=())
    page = replace(view.page, races=tuple(race.race for race in races))
    standing = tuple(person for race in races for person in race.standing)
    gone = tuple(person for race in races for person in race.gone)
    return replace(view, site=site, page=page, races=races, standing=standing, gone=gone)


def _by_name(race: RaceView) -> RaceView:
    standing, gone = _names(race.standing), _names(race.gone)
    return replace(
        race,
        race=replace(race.race, candidates=(*standing, *gone)),
        standing=standing,
        by_name=_names(race.by_name),
        gone=gone,
        neighbours={},
    )


def _names(people: tuple[CandidatePage, ...]) -> tuple[CandidatePage, ...]:
    return tuple(by_name(person) for person in people)


def by_name(person: CandidatePage) -> CandidatePage:
    """Somebody as pages about others know them."""
    return CandidatePage(id=person.id, name=person.name, handle=person.handle, gone=person.gone)
