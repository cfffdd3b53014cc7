"""The same topics side by side: which part of whose statement stands where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nomflow.core.site import CandidatePage, Topic
from nomflow.render.site.passage import Block, blocks, demoted, fold, passage
from nomflow.render.site.section import section_body, with_own_ids
from nomflow.render.site.views import ElectionView, RaceView

HIGHEST_HEADING = 4
"""Below the topic (``h2``) and the candidate's name (``h3``)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One candidate under one topic. ``number`` is their place on the page, counted from 1."""

    number: int
    candidate: CandidatePage
    shown: str = ""
    rest: str = ""
    rest_words: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One topic."""

    anchor: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One race."""

    race: RaceView
    people: tuple[Cell, ...]
    topics: tuple[Row, ...]


def tables(view: ElectionView) -> tuple[Table, ...]:
    """One table for each race in which there is somebody to compare."""
    made: list[Table] = []
    number = 0
    for race in view.races:
        if race.compare:
            people = tuple(Cell(number + place, person) for place, person in enumerate(race.standing, 1))
            number += len(people)
            made.append(Table(race, people, tuple(_rows(view, race, people))))
    return tuple(made)


def _rows(view: ElectionView, race: RaceView, people: tuple[Cell, ...]) -> Iterator[Row]:
    statements = [blocks(section_body(cell.candidate)) for cell in people]
    whole = (Topic(str(view.words.text("compare-whole").unescape())),)
    for place, topic in enumerate(view.page.topics or whole, 1):
        anchor = f"topic-{race.race.id}-{place}" if race.race.id else f"topic-{place}"
        cells = (_cell(cell, statement, topic, place) for cell, statement in zip(people, statements, strict=True))
        yield Row(anchor, topic.title, tuple(cells))


def _cell(cell: Cell, statement: tuple[Block, ...], topic: Topic, place: int) -> Cell:
    found = passage(statement, (topic.title, *topic.headings)) if topic.headings else statement
    folded = fold(demoted(found, HIGHEST_HEADING))
    prefix = f"{cell.candidate.id}--{place}-"
    return Cell(
        cell.number,
        cell.candidate,
        with_own_ids(folded.shown, prefix),
        with_own_ids(folded.rest, prefix),
        folded.rest_words,
    )
