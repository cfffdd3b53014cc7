"""Questions to the candidates as the pages show them: who answered, in the order of the list, and who did not."""

from __future__ import annotations

from msgspec import Struct

from nomflow.core.site.site import CandidatePage, Question, QuestionAnswer
from nomflow.render.site.section import with_own_ids
from nomflow.render.site.views import ElectionView, RaceView


class Answered(Struct, frozen=True):
    """Somebody's answer. ``html`` shares no id with another on the same page."""

    candidate: CandidatePage
    answer: QuestionAnswer
    html: str = ""


class AnswerGroup(Struct, frozen=True):
    """What came from those who stand for one seat. ``silent`` have not answered."""

    race: RaceView
    anchor: str
    answers: tuple[Answered, ...]
    silent: tuple[CandidatePage, ...]


class QuestionView(Struct, frozen=True):
    """A question with everybody's answer. There are no ``groups`` before the list of candidates is final.

    ``anchor`` is what it is called on the comparison: ``q-3``, or more where another question has the same number.
    """

    question: Question
    anchor: str
    groups: tuple[AnswerGroup, ...]

    @property
    def answered(self) -> int:
        return sum(len(group.answers) for group in self.groups)

    @property
    def asked(self) -> int:
        """How many could have answered."""
        return self.answered + sum(len(group.silent) for group in self.groups)

    def group(self, race: RaceView) -> AnswerGroup | None:
        """What came from those who stand for ``race``."""
        return next((group for group in self.groups if group.race.race.id == race.race.id), None)

    def by(self, candidate: CandidatePage) -> bool:
        """Whether somebody answered it."""
        return any(each.candidate == candidate.id for each in self.question.answers)


def question_views(view: ElectionView) -> tuple[QuestionView, ...]:
    """The questions of an election, by number."""
    made: list[QuestionView] = []
    taken: set[int] = set()
    for question in view.page.questions:
        anchor = f"q-{question.id if question.number in taken else question.number}"
        taken.add(question.number)
        groups = (_group(question, race) for race in view.races if race.standing)
        made.append(QuestionView(question, anchor, tuple(groups) if view.page.phase.final else ()))
    return tuple(made)


def _group(question: Question, race: RaceView) -> AnswerGroup:
    given = {each.candidate: each for each in question.answers}
    return AnswerGroup(
        race,
        f"answers-{race.race.id}" if race.race.id else "answers",
        tuple(
            Answered(person, answer, with_own_ids(answer.words.html if answer.words else "", f"{person.id}--"))
            for person in race.standing
            if (answer := given.get(person.id))
        ),
        tuple(person for person in race.standing if person.id not in given),
    )
