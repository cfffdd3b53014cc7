"""The first lines of the comment: the verdict, the next step, the deadline, and the table."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from nomflow.core.basics.time import Moment
from nomflow.core.evaluate import Report
from nomflow.core.verdict.rows import Sign
from nomflow.core.verdict.steps import Step, Task
from nomflow.core.verdict.verdict import NominationVerdict, State
from nomflow.render.comment.markdown import NOTHING, Markdown, deadline, joined, linked, put, sentence, words

_SIGNS = {
    Sign.DONE: "✅",
    Sign.FIX: "❌",
    Sign.PARTLY: "🟡",
    Sign.WAITING: "⏳",
    Sign.NONE: "➖",
    Sign.UNKNOWN: "⚠️",
}
_FOR = {
    Task.FIX: "the statement",
    Task.ACCEPT: "the acceptance",
    Task.ENDORSE: "endorsements",
    Task.CONFIRM: "reviewers",
    Task.SUBMIT: "submitting",
}
_OFFICERS_HELP = (State.TOO_LATE, State.DISQUALIFIED, State.COULD_NOT_TELL)
_CELL_LIMIT = 450
_TOGETHER = "\u00a0"  # on a narrow screen the sign and its word stay on one line
_SENTENCES = 4


class RowView(Struct, frozen=True):
    """One row of the table: what is checked, a sign with its word, what it means."""

    check: Markdown
    state: Markdown
    meaning: Markdown


def row_views(verdict: NominationVerdict) -> tuple[RowView, ...]:
    """The status table."""
    return tuple(
        RowView(
            sentence(row.check),
            joined([put(_SIGNS[row.sign]), sentence(row.word)], _TOGETHER),
            joined(sentence(text, _CELL_LIMIT // len(row.meaning)) for text in row.meaning[:_SENTENCES]),
        )
        for row in verdict.rows
    )


def verdict_line(report: Report, verdict: NominationVerdict, page_url: str) -> Markdown:
    """Where it stands, what comes next, by when, and where to turn to."""
    return joined(
        [
            *_first(verdict),
            _deadlines(verdict.steps),
            put("Nominations open on {day}.", day=deadline(verdict.opens)) if verdict.opens else NOTHING,
            _page(verdict, page_url),
            _officers(report) if verdict.state in _OFFICERS_HELP else NOTHING,
        ]
    )


def _first(verdict: NominationVerdict) -> tuple[Markdown, ...]:
    """The state, what there is to say about it, and the steps, in one sentence where nothing comes between."""
    headline = sentence(verdict.headline)
    said = tuple(sentence(text) for text in verdict.said[:_SENTENCES])
    if not verdict.steps:
        return (put("**{headline}.**", headline=headline), *said)
    label = put("Next step:" if len(verdict.steps) == 1 else "Next steps:")
    way = joined((sentence(step.text) for step in verdict.steps), "; then ")
    if not said:
        return (put("**{headline}. {label}** {way}.", headline=headline, label=label, way=way),)
    return (put("**{headline}.**", headline=headline), *said, put("**{label}** {way}.", label=label, way=way))


def _deadlines(steps: tuple[Step, ...]) -> Markdown:
    """One deadline, or each with what it is for."""
    dates: dict[Moment, list[Task]] = {}
    for step in steps:
        if step.by:
            dates.setdefault(step.by, []).append(step.task)
    if not dates:
        return NOTHING
    if len(dates) == 1:
        return put("Deadline: {day}.", day=deadline(next(iter(dates))))
    each = [put("{day} for {what}", day=deadline(by), what=_what(tasks)) for by, tasks in dates.items()]
    return put("Deadlines: {each}.", each=joined(each, "; "))


def _what(tasks: Iterable[Task]) -> Markdown:
    return joined((put(_FOR[task]) for task in tasks), " and ")


def _page(verdict: NominationVerdict, page_url: str) -> Markdown:
    if verdict.state is not State.ON_BALLOT:
        return NOTHING
    page = linked(put("the candidate’s page"), page_url) if page_url else NOTHING
    if verdict.published:
        final = put("The list of candidates is final from {day}.", day=deadline(verdict.published))
        return joined([final, put("See {page}.", page=page) if page else NOTHING])
    return put("See {page}.", page=page) if page else NOTHING


def _officers(report: Report) -> Markdown:
    contact = report.snapshot.config.organisation.contact
    if not contact:
        return NOTHING
    address = f"mailto:{contact}" if "@" in contact and "://" not in contact else contact
    return put("The officers can be reached at {contact}.", contact=linked(words(contact), address))
