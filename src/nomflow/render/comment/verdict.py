"""The first lines of the comment: the verdict, the next step, the deadline, and the table."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from nomflow.core.evaluate import Report
from nomflow.core.verdict.rows import Sign
from nomflow.core.verdict.steps import NextTask, Step
from nomflow.core.verdict.verdict import NominationState, NominationVerdict
from nomflow.render.comment.markdown import NOTHING, Markdown, deadline, joined, linked, put, sentence, words

_SIGNS = {
    Sign.DONE: "✅",
    Sign.FIX: "❌",
    Sign.PARTLY: "🟡",
    Sign.WAITING: "⏳",
    Sign.NONE: "➖",
    Sign.UNKNOWN: "⚠️",
}
_OFFICERS_HELP = (NominationState.TOO_LATE, NominationState.DISQUALIFIED, NominationState.COULD_NOT_TELL)
_CELL_LIMIT = 450
_TOGETHER = "\u00a0"  # on a narrow screen the sign and its word stay on one line
_SENTENCES = 4
_MOST_SAID = 8


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
    """Where it stands, what there is to say about that, and where to turn to."""
    return joined(
        [
            put("**{headline}.**", headline=sentence(verdict.headline)),
            *(sentence(text) for text in verdict.said[:_MOST_SAID]),
            *(sentence(text) for text in verdict.to_rule),
            put("Nominations open on {day}.", day=deadline(verdict.opens)) if verdict.opens else NOTHING,
            _page(verdict, page_url),
            _officers(report) if verdict.state in _OFFICERS_HELP else NOTHING,
        ]
    )


def steps_to_take(steps: Sequence[Step]) -> tuple[Markdown, ...]:
    """What to do, in order. Each says by when, unless one deadline holds for all of them."""
    alone = len({step.by for step in steps}) == 1
    return tuple(
        joined(
            [
                put("{step}.", step=_begun(step)),
                put("Deadline: {day}.", day=deadline(step.by)) if step.by and not alone else NOTHING,
            ]
        )
        for step in steps
    )


def common_deadline(steps: Sequence[Step]) -> Markdown:
    """The one deadline that holds for all steps, if there is one."""
    days = {step.by for step in steps}
    by = next(iter(days)) if len(days) == 1 else None
    return put("Deadline: {day}.", day=deadline(by)) if by else NOTHING


def _begun(step: Step) -> Markdown:
    """The step as a sentence of its own; one that begins with somebody's name keeps it as it is."""
    text = sentence(step.text)
    return text if step.task is NextTask.ACCEPT else Markdown(f"{text[:1].upper()}{text[1:]}")


def _page(verdict: NominationVerdict, page_url: str) -> Markdown:
    if verdict.state is not NominationState.ON_BALLOT:
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
