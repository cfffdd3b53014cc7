"""Bytes that are text."""

from __future__ import annotations

from nomflow.core.basics.answer import Outcome, judged
from nomflow.core.evaluate import rule
from nomflow.core.snapshot.snapshot import Snapshot


@rule("encoding", "The file is text in UTF-8")
def encoding(snapshot: Snapshot) -> Outcome:
    """The file is UTF-8 text of a reasonable size, with or without a byte order mark, with any line ends.

    Why: what cannot be read cannot be shown to voters. GitHub shows other encodings wrongly, too.

    How to fix: save the file again and choose "UTF-8" in your editor's save dialog. github.com does that for you.
    """
    statement = snapshot.statement
    assert statement is not None
    return judged(statement.text_findings, "The file is UTF-8 text.", "The file cannot be read as it is.")
