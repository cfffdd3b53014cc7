"""Candidates as CIVS, Helios and OpaVote take them, in the order of the page."""

from __future__ import annotations

import json
from collections.abc import Iterable

from nomflow.render.exports.names import one_line, page_url, shown
from nomflow.render.quote import html
from nomflow.render.site.views import ElectionView, RaceView


def civs(view: ElectionView, race: RaceView) -> bytes:
    """One choice a line, which CIVS reads as HTML and in which it makes a dash of two hyphens
    (https://civs1.civs.us/civs_create.html)."""
    return _lines(html(shown(view, person)).replace("--", "-&#45;") for person in race.standing)


def opavote(view: ElectionView, race: RaceView) -> bytes:
    """One candidate a line (https://www.opavote.com/help/online-elections)."""
    return _lines(shown(view, person) for person in race.standing)


def helios(view: ElectionView, races: Iterable[RaceView]) -> bytes:
    """The questions of an election as Helios keeps them: as many choices as there are seats
    (https://github.com/benadida/helios-server, "Helios Election Protocol v4")."""
    questions = [
        {
            "answer_urls": [page_url(view, person) or None for person in race.standing],
            "answers": [shown(view, person) for person in race.standing],
            "choice_type": "approval",
            "max": race.race.seats,
            "min": 0,
            "question": one_line(race.race.title or view.page.title),
            "result_type": "absolute",
            "short_name": one_line(race.race.title or view.page.title),
            "tally_type": "homomorphic",
        }
        for race in races
    ]
    return (json.dumps(questions, ensure_ascii=False, indent=2) + "\n").encode()


def _lines(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode()
