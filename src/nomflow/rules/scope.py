"""What a nomination may touch."""

from __future__ import annotations

from posixpath import dirname

from nomflow.core.election import Election
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.nominee import same_login
from nomflow.core.outcome import Finding, Outcome, judged, must
from nomflow.core.pathpattern import PathMatch, match, path_for
from nomflow.core.place import Place
from nomflow.core.snapshot import ChangedFile, FileStatus, Snapshot

_MODES = {
    "120000": "a link to another file",
    "160000": "another repository",
    "100755": "a program",
    "040000": "a folder",
}


@rule(
    "scope",
    "The pull request holds one nomination and nothing else",
    group=Group.PULL_REQUEST,
    needs=Needs.PULL_REQUEST,
)
def scope(snapshot: Snapshot) -> Outcome:
    """The pull request adds or changes exactly one statement, with its pictures, as plain files.

    Why: one nomination can be judged, merged and withdrawn without another. Changes to rules, rolls, templates or
    somebody else's statement need other eyes.

    How to fix: take the other files out of this pull request; if they are wanted, open another one for them.
    """
    pull_request, election = snapshot.pull_request, snapshot.election
    assert pull_request is not None  # noqa: S101 - the rule needs a pull request
    found: list[Finding] = []
    statements = [file for file in pull_request.files if _match(election, file.path)]
    own = snapshot.statement.path if snapshot.statement else ""
    handle = next(
        (each.handle for file in statements if file.path == own and (each := _match(election, file.path))), ""
    )
    for file in pull_request.files:
        place = Place(file.path)
        if file.mode in _MODES:
            told = "{path} is {what}, not a plain file. Please add it as a plain file."
            found.append(must(told, place, path=file.path, what=_MODES[file.mode]))
        if file.path in (own, "") or _allowed(election, file, own, handle):
            continue
        if _match(election, file.path):
            told = "{path} is somebody else's nomination. Please open a pull request of its own for it."
            found.append(must(told, place, path=file.path))
        else:
            told = "{path} does not belong to a nomination. Please take it out of this pull request."
            found.append(must(told, place, path=file.path))
    removed = next((file for file in statements if file.path == own and file.status is FileStatus.REMOVED), None)
    if removed:
        told = "This takes a statement away. To withdraw, the nominee comments /withdraw; the record stays."
        found.append(must(told, Place(removed.path)))
    return judged(found, "One nomination and nothing else.", "{musts} files do not belong here.")


def _match(election: Election, path: str) -> PathMatch | None:
    return match(election.statement.path, path, election.id)


def _allowed(election: Election, file: ChangedFile, own: str, handle: str) -> bool:
    """A picture where pictures go, or a path that the election allows beside the statement."""
    if file.status is FileStatus.RENAMED and file.previous_path == own:
        return True
    for pattern in election.statement.also_allowed:
        found = match(pattern, file.path, election.id)
        if found and (not found.handle or same_login(found.handle, handle)):
            return True
        if path_for(pattern, election.id, PathMatch(handle)) == file.path:
            return True
    images = election.statement.images
    folder = images.folder.rstrip("/") or dirname(own)
    picture = file.path.lower().endswith((".jpg", ".jpeg", ".png", ".webp"))
    return images.allowed and picture and dirname(file.path) == folder and file.status is FileStatus.ADDED
