"""Lists of candidates for the systems that take the votes: Elekto, CIVS, Helios, OpaVote, and a table for people.

The formats and their sources: docs/exports.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from nomflow.render.exports import ballots, csv, elekto
from nomflow.render.site.views import ElectionView


def exports(view: ElectionView) -> Iterator[tuple[str, bytes]]:
    """The files of an election whose list is final: path below the site's root, and bytes.

    Before that there are none, for a list that may still change must not reach a ballot.
    """
    if not view.page.phase.final or not view.standing:
        return
    folder = f"{view.page.id}/export"
    yield f"{folder}/candidates.csv", csv.table(view)
    voted = [race for race in view.races if race.standing and race.race.voted]
    if voted:
        yield f"{folder}/helios.json", ballots.helios(view, voted)
    for race in voted:
        own = f"{race.race.id}/" if race.race.id else ""
        yield f"{folder}/{own}civs.txt", ballots.civs(view, race)
        yield f"{folder}/{own}opavote.txt", ballots.opavote(view, race)
        for name, content in elekto.files(view, race):
            yield f"{folder}/elekto/{own}{name}", content
