"""Where the statement lies."""

from __future__ import annotations

from nomflow.core.evaluate import rule
from nomflow.core.nominee import nominee_of
from nomflow.core.outcome import Outcome, failed, passed, skipped
from nomflow.core.pathpattern import FIELDS, PathMatch, match, path_for
from nomflow.core.place import Place
from nomflow.core.snapshot import Snapshot


@rule("statement-path", "The statement lies where the election looks for statements")
def statement_path(snapshot: Snapshot) -> Outcome:
    """The file has the path that the election's ``statement.path`` describes.

    Why: the page is built from exactly these files. A misspelt folder or prefix makes a nominee vanish, and nobody
    notices until voting has begun.

    How to fix: move the file to the path in the message; on GitHub, edit the file and change the name above it.
    """
    statement, election = snapshot.statement, snapshot.election
    assert statement is not None  # noqa: S101 - the rule needs a statement
    if not snapshot.config.declared:
        return skipped("No configuration says where statements lie.")
    pattern = election.statement.path
    if match(pattern, statement.path, election.id):
        return passed("The file lies in the right place.")
    nominee = nominee_of(snapshot)
    hints = {name: "{" + name + "}" for name in FIELDS if name != "election"}
    known = {"handle": nominee.handle or hints["handle"], "seat": nominee.seat or hints["seat"]}
    wanted = path_for(pattern, election.id, PathMatch(**{**hints, **known}))
    place = Place(statement.path)
    return failed(
        "The file lies at {path}, but this election reads {wanted}. Please move it there.",
        place,
        path=statement.path,
        wanted=wanted,
    )
