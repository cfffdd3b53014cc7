"""The few comments beside the one that is kept up to date: a reminder, and the final verdict."""

from __future__ import annotations

from nomflow.core.basics.time import utc
from nomflow.core.evaluate import Report
from nomflow.core.verdict.reminders import Reminder
from nomflow.core.verdict.steps import NextTask, Step
from nomflow.core.verdict.verdict import NominationVerdict
from nomflow.render.comment.markdown import Markdown, deadline, joined, linked, put, sentence, words
from nomflow.render.comment.verdict import verdict_line

NOTICE = "<!-- nomflow:notice v1 "
"""How the first line of such a comment begins. What it is follows, so that none is written twice."""

VERDICT = f"{NOTICE}verdict -->"


def reminder_line(reminder: Reminder) -> Markdown:
    """The reminder as a line above the verdict. It reads the same until the next one is due."""
    missing = joined((_missing(step) for step in reminder.steps), "; ")
    lead = words(reminder.lead)
    return put("⏰ **Reminder: less than {lead} left.** Still open: {missing}.", lead=lead, missing=missing)


def reminder_mark(reminder: Reminder) -> str:
    """The first line of a reminder's comment: the same for the same lead before the same deadline."""
    at, lead = f"{utc(reminder.deadline):%Y-%m-%dT%H:%M:%SZ}", "-".join(reminder.lead.split())
    return f"{NOTICE}reminder {lead} before {at} -->"


def reminder_comment(reminder: Reminder, url: str) -> str:
    """The reminder as a comment of its own; ``url`` is the pull request's."""
    head = put(
        "⏰ **Reminder: less than {lead} left**, until {day}. Still open:",
        lead=words(reminder.lead),
        day=deadline(reminder.deadline),
    )
    missing = joined((_step(step, reminder) for step in reminder.steps), "\n")
    above = linked(put("the comment above"), url)
    end = put("{above} says what to do. To stop standing, comment `/withdraw`.", above=above)
    return f"{reminder_mark(reminder)}\n{head}\n\n{missing}\n\n{end}\n"


def verdict_comment(report: Report, verdict: NominationVerdict, page_url: str) -> str:
    """The final verdict as a comment of its own."""
    pull_request = report.snapshot.pull_request
    above = linked(put("The comment above"), pull_request.url if pull_request else "")
    return f"{VERDICT}\n{verdict_line(report, verdict, page_url)}\n\n{put('{above} has the details.', above=above)}\n"


def _step(step: Step, reminder: Reminder) -> Markdown:
    if step.by and step.by != reminder.deadline:
        return put("- {missing} (until {day})", missing=_missing(step), day=deadline(step.by))
    return put("- {missing}", missing=_missing(step))


def _missing(step: Step) -> Markdown:
    return put("required points to fix") if step.task is NextTask.FIX else sentence(step.short)
