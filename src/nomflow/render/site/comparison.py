"""The same topics side by side: which part of whose statement stands where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from nomflow.core.site.site import CandidatePage, ComparedTopic, Question, QuestionAnswer
from nomflow.render.site.passage import PassageBlock, blocks, demoted, fold, passage
from nomflow.render.site.questions import QuestionView
from nomflow.render.site.section import section_body, with_own_ids
from nomflow.render.site.versions import put_first
from nomflow.render.site.views import ElectionView, RaceView

HIGHEST_HEADING = 4
"""Below the topic (``h2``) and the candidate's name (``h3``)."""


class Cell(Struct, frozen=True, kw_only=True):
    """One candidate under one topic. ``number`` is their place on the page, counted from 1. ``language`` is that of the
    words."""

    number: int
    candidate: CandidatePage
    shown: str = ""
    rest: str = ""
    rest_words: int = 0
    language: str = ""


class ComparisonRow(Struct, frozen=True, kw_only=True):
    """One topic, or a question; then ``cells`` are of those who answered and ``silent`` are the others. ``ours``: the
    title is ours, and in the language of the page."""

    anchor: str
    title: str
    cells: tuple[Cell, ...]
    ours: bool = False
    question: Question | None = None
    silent: tuple[Cell, ...] = ()


class Table(Struct, frozen=True):
    """One race."""

    race: RaceView
    people: tuple[Cell, ...]
    topics: tuple[ComparisonRow, ...]


def tables(view: ElectionView, questions: Sequence[QuestionView]) -> tuple[Table, ...]:
    """One table for each race in which there is somebody to compare."""
    made: list[Table] = []
    number, main = 0, view.page.language
    for race in view.races:
        if race.compare:
            people = tuple(
                Cell(number=number + place, candidate=person) for place, person in enumerate(race.standing, 1)
            )
            number += len(people)
            whole = (ComparedTopic(str(view.words.text("compare-whole").unescape())),)
            topics = tuple(_rows(view.page.topics, race, people, main)) or tuple(_rows(whole, race, people, main))
            made.append(Table(race, people, (*topics, *_questions(questions, race, people))))
    return tuple(made)


def _rows(
    topics: Sequence[ComparedTopic], race: RaceView, people: tuple[Cell, ...], main: str
) -> Iterator[ComparisonRow]:
    """A row for each topic on which anybody has written something. Where a translation has nothing under the headings,
    which are not translated, the original may have."""
    statements = [tuple(_versions(cell, main)) for cell in people]
    for place, topic in enumerate(topics, 1):
        anchor = f"topic-{race.race.id}-{place}" if race.race.id else f"topic-{place}"
        cells = tuple(_cell(written, topic, place) for written in statements)
        if any(cell.shown for cell in cells):
            yield ComparisonRow(anchor=anchor, title=topic.title, cells=cells, ours=not topic.headings)


def _questions(questions: Sequence[QuestionView], race: RaceView, people: tuple[Cell, ...]) -> Iterator[ComparisonRow]:
    """A row for each question that anybody answered."""
    for asked in questions:
        group = asked.group(race)
        if group and group.answers:
            anchor = f"{asked.anchor}-{race.race.id}" if race.race.id else asked.anchor
            given = {each.candidate.id: each.answer for each in group.answers}
            cells = tuple(
                _answer(each, given[each.candidate.id], asked) for each in people if each.candidate.id in given
            )
            silent = tuple(each for each in people if each.candidate.id not in given)
            yield ComparisonRow(
                anchor=anchor, title=asked.question.title, cells=cells, question=asked.question, silent=silent
            )


def _answer(cell: Cell, answer: QuestionAnswer, asked: QuestionView) -> Cell:
    if answer.words is None:
        return cell
    return _folded(cell, blocks(answer.words.html), f"{cell.candidate.id}--{asked.anchor}-", answer.words.language)


def _versions(cell: Cell, main: str) -> Iterator[tuple[Cell, tuple[PassageBlock, ...]]]:
    """The statement that readers are shown, and the original if that is another one."""
    yield cell, blocks(section_body(cell.candidate))
    for each in cell.candidate.translations:
        if each.original:
            person = put_first(cell.candidate, each, main)
            yield Cell(number=cell.number, candidate=person), blocks(section_body(person))


def _cell(written: Sequence[tuple[Cell, tuple[PassageBlock, ...]]], topic: ComparedTopic, place: int) -> Cell:
    headings = (topic.title, *topic.headings)
    parts = [(cell, passage(statement, headings) if topic.headings else statement) for cell, statement in written]
    cell, found = next((each for each in parts if each[1]), parts[0])
    words = cell.candidate.statement
    return _folded(cell, found, f"{cell.candidate.id}--{place}-", words.language if words else "")


def _folded(cell: Cell, words: Sequence[PassageBlock], prefix: str, language: str) -> Cell:
    folded = fold(demoted(words, HIGHEST_HEADING))
    return Cell(
        number=cell.number,
        candidate=cell.candidate,
        shown=with_own_ids(folded.shown, prefix),
        rest=with_own_ids(folded.rest, prefix),
        rest_words=folded.rest_words,
        language=language,
    )
