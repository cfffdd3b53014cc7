"""Markdown that means what the writer thinks it means."""

from __future__ import annotations

from nomflow.core.evaluate import rule
from nomflow.core.outcome import Finding, Outcome, judged, must, tip
from nomflow.core.snapshot import Snapshot


@rule("markup", "The Markdown shows what was meant")
def markup(snapshot: Snapshot) -> Outcome:
    """No markers of a merge conflict, no comment that swallows the rest, no footnote that hides another.

    Why: each of these makes part of the statement invisible or puts rubbish before voters, and is hard to see in an
    editor.

    How to fix: look at the line in the message; the preview shows what voters will read.
    """
    statement = snapshot.statement
    assert statement is not None  # noqa: S101 - the rule needs a statement
    document = statement.document
    found: list[Finding] = [document.refused] if document.refused else []
    found += [
        must(
            "A merge conflict was left here. Keep one of the two versions, and delete the lines with <<<, === and >>>.",
            group[0],
        )
        for group in document.conflict_markers
    ]
    found += [
        must("This comment is never closed, so everything after it is hidden. Add --> where it ends.", raw.place)
        for raw in document.raw_html
        if raw.comment and raw.unclosed
    ]
    found += [
        tip("The footnote {label} is defined again here; only the first is shown.", each.place, label=each.label)
        for each in document.duplicate_footnotes
    ]
    found += [
        tip("There is no footnote {label}. Add a line “[^{label}]: …”.", each.place, label=each.label)
        for each in document.undefined_footnotes
    ]
    return judged(found, "{tips} tips." if found else "The Markdown is sound.", "{musts} things hide part of the text.")
