"""Where the statement lies."""

from __future__ import annotations

import re

from msgspec.structs import replace

from nomflow.core.basics.answer import Outcome, failed, passed, skipped
from nomflow.core.basics.path_pattern import PathMatch, is_about_nobody, is_outside, match, nearest, path_for
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import rule
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.snapshot.addresses import repository
from nomflow.core.snapshot.snapshot import FileStatus, Snapshot
from nomflow.core.snapshot.statement import field_text, handle_in, is_handle
from nomflow.core.snapshot.translations import translation_of

_STEPS = (
    " To move it: open “Files changed” at the top of this page, choose “…” above the file, then “Edit file”."
    " Press Backspace at the start of the file's name to remove its folders."
    " Type the whole new path there, then choose “Commit changes”."
)


@rule("statement-path", "The statement is where the election looks for statements")
def statement_path(snapshot: Snapshot) -> Outcome:
    """The file has the path that the election's ``statement.path`` describes, with the nominee's handle in it.

    Why: the page is built from exactly these files. A misspelt folder or prefix makes a nominee vanish, and nobody
    notices until voting has begun.

    How to fix: move the file to the path in the message; on GitHub, edit the file and change the name above it.
    """
    statement, election = snapshot.statement, snapshot.election
    assert statement is not None
    if not snapshot.config.declared:
        return skipped("There is no configuration that says where statements belong.")
    path, pattern = statement.path, election.statement.path
    if is_outside(path):
        return skipped("The file is outside the repository of the configuration.")
    found = match(pattern, path, election.id)
    if found is None:
        return _elsewhere(snapshot)
    if found.handle and not is_handle(found.handle):
        original = translation_of(path)
        if original and is_handle(found.handle.partition(".")[0]):
            told = (
                "The file is named as a translation of `{original}`, which is not here. A translation belongs in the"
                " pull request that holds its statement; a statement is named after a GitHub user name alone."
            )
            return failed(told, Place(path=path), original=original[0])
        right = _wanted(snapshot, replace(found, handle=_handle(snapshot)))
        told = (
            "The file is named after `{typed}`, which is not a GitHub user name. Rename it to `{right}`, with the"
            " user name of the nominee."
        )
        return failed(told, Place(path=path), typed=found.handle, right=right)
    seats = {seat.id.casefold(): seat.id for seat in election.seats} if "{seat}" in pattern else {}
    if seats and election.id.casefold() not in seats and found.seat.casefold() not in seats:
        told = "The path names the seat `{seat}`, but this election has only these: {seats}. Move the file."
        return failed(told, Place(path=path), seat=found.seat, seats=", ".join(seats.values()))
    right = path_for(pattern, election.id, replace(found, seat=seats.get(found.seat.casefold(), found.seat)))
    if right != path:
        told = "GitHub treats capital and small letters in a path as different. Rename the file to `{right}`."
        return failed(told, Place(path=path), right=right)
    if twin := _twin(snapshot, path):
        told = (
            "`{twin}` has the same name but for capital letters, and many computers keep only one of the two. Keep the"
            " right one, and delete the other."
        )
        return failed(told, Place(path=path), twin=twin)
    return passed("The file is in the right place.")


def _twin(snapshot: Snapshot, path: str) -> str:
    """Another file whose path differs only in the case of its letters."""
    known = repository(snapshot)
    changed = snapshot.pull_request.files if snapshot.pull_request else ()
    gone = {path, *(file.previous_path for file in changed)}
    gone.update(file.path for file in changed if file.status is FileStatus.REMOVED)
    folded = path.casefold()
    same = (file for file in (known.files if known else ()) if len(file) == len(path) and file.casefold() == folded)
    return min((file for file in same if file not in gone), default="")


def _elsewhere(snapshot: Snapshot) -> Outcome:
    statement, election = snapshot.statement, snapshot.election
    assert statement is not None
    near = nearest(election.statement.path, statement.path, election.id)
    handle = _handle(snapshot) or _author_in_path(snapshot) or (near.handle if _may_be_handle(near.handle) else "")
    nominee = nominee_of(snapshot)
    known = replace(near, handle=handle, seat=near.seat or nominee.seat)
    place, right = Place(path=statement.path), _wanted(snapshot, known)
    if known.handle and not _handle(snapshot):
        told = "This file is in the wrong place. For {handle}, the right place is `{right}`."
    else:
        told = "This file is in the wrong place. Move it to `{right}`."
    told += _STEPS if snapshot.pull_request else ""
    return failed(told, place, right=right, handle=known.handle)


def _author_in_path(snapshot: Snapshot) -> str:
    """The author's login, where the path holds it."""
    assert snapshot.statement is not None
    login = snapshot.pull_request.author.login if snapshot.pull_request else ""
    return login if login and login.casefold() in re.split(r"[/.]", snapshot.statement.path.casefold()) else ""


def _may_be_handle(text: str) -> bool:
    return is_handle(text) and not is_about_nobody(text) and text.casefold() not in ("nomination", "statement")


def _wanted(snapshot: Snapshot, known: PathMatch) -> str:
    return path_for(snapshot.election.statement.path, snapshot.election.id, known)


def _handle(snapshot: Snapshot) -> str:
    """The nominee's handle from anywhere but the path."""
    if snapshot.nominee:
        return snapshot.nominee.login
    return handle_in(field_text(snapshot.statement, snapshot.election, "handle")) if snapshot.statement else ""
