"""How an election ended, as its officers wrote it down: who was elected, or that it was called off."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from nomflow.core.basics.login import login_key
from nomflow.core.election.election import Election
from nomflow.core.site.site import ElectionPage, Phase, Race


def concluded(election: Election, shown: ElectionPage) -> ElectionPage:
    """The pages with that. A result is shown when no more votes can come, or where nobody votes when the list is final;
    an election that was called off has no more dates, and nothing follows from how many stand."""
    if off := election.called_off:
        unseen = not election.publication.names_before_close and shown.record is None
        return replace(
            shown,
            phase=Phase(off.how),
            notice=off.why,
            successor_url=off.instead,
            milestones=(),
            stand=None,
            under_check=0,
            races=tuple(replace(race, then=None, hidden=race.hidden or unseen) for race in shown.races),
        )
    no_vote = not shown.voted or election.windows.voting is None
    if election.results is None or not (shown.phase is Phase.COUNTING or (shown.phase is Phase.PUBLISHED and no_vote)):
        return shown
    races = tuple(_with_elected(race, election.results.elected) for race in shown.races)
    tally, note = election.results.tally, election.results.note
    return replace(shown, races=races, phase=Phase.RESULTS, results_url=tally, results_note=note)


def not_on_the_ballot(election: Election, shown: ElectionPage) -> tuple[str, ...]:
    """Who is said to be elected and is not to be found among those who stood, or in more places than one."""
    if election.results is None or shown.phase is not Phase.RESULTS:
        return ()
    return tuple(name for name in election.results.elected if sum(1 for _ in _matching(name, shown)) != 1)


def _matching(name: str, shown: ElectionPage) -> Iterator[str]:
    for race in shown.races:
        yield from _in_race(name, race)


def _in_race(name: str, race: Race) -> Iterator[str]:
    seat, _, handle = name.rpartition("/")
    if seat in ("", race.id):
        yield from (each.id for each in race.standing if login_key(handle) in (login_key(each.handle), each.id))


def _with_elected(race: Race, names: tuple[str, ...]) -> Race:
    found = {id for name in names for id in _in_race(name, race)}
    return replace(race, candidates=tuple(replace(each, elected=each.id in found) for each in race.candidates))
