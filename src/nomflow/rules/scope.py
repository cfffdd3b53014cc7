"""What a nomination may touch."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename, dirname, splitext

from nomflow.core.basics.answer import Finding, Outcome, judged, must
from nomflow.core.basics.login import same_login
from nomflow.core.basics.path_pattern import PathMatch, match, path_for
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import counted
from nomflow.core.election.election import Election
from nomflow.core.election.question_paths import is_question_file
from nomflow.core.evaluate import Group, Needs, rule
from nomflow.core.snapshot.photo import asks_for_photos, named_photo
from nomflow.core.snapshot.picture import ENDINGS
from nomflow.core.snapshot.snapshot import ChangedFile, FileStatus, Snapshot
from nomflow.core.snapshot.translations import is_translation

_PLAIN = "100644"
_MODES = {
    "120000": "a link to another file",
    "160000": "another repository",
    "100755": "a program",
    "040000": "a folder",
}
_TOLD = 20
_MOST_FILES = 3000
"""GitHub lists no more: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files"""


@rule(
    "scope",
    "The pull request holds one nomination and nothing else",
    group=Group.PULL_REQUEST,
    needs=Needs.PULL_REQUEST,
)
def scope(snapshot: Snapshot) -> Outcome:
    """The pull request adds or changes exactly one statement, with its photo, pictures and translations, as plain
    files.

    Why: one nomination can be judged, merged and withdrawn without another. Changes to rules, rolls, templates or
    somebody else's statement need a separate review.

    How to fix: remove the other files from this pull request. If they are needed, open another pull request for them.
    """
    pull_request = snapshot.pull_request
    assert pull_request is not None
    named = named_photo(snapshot.statement, snapshot.election)
    found = list(_findings(snapshot.election, pull_request.files, _own_path(snapshot), named))
    if len(found) > _TOLD:
        more = must(
            "{files} to remove from this pull request.",
            Place(path=_own_path(snapshot)),
            files=counted(len(found) - _TOLD, "more file"),
        )
        found[_TOLD:] = [more]
    if len(pull_request.files) >= _MOST_FILES:
        found.append(
            must("This pull request changes too many files to check them all.", Place(path=_own_path(snapshot)))
        )
    return judged(found, "One nomination and nothing else.", "This pull request holds more than one nomination.")


def _own_path(snapshot: Snapshot) -> str:
    """The statement's path; where it could not be read, that of the only file that can be one."""
    if snapshot.statement:
        return snapshot.statement.path
    files = snapshot.pull_request.files if snapshot.pull_request else ()
    matching = {file.path for file in files if _match(snapshot.election, file.path)}
    paths = [path for path in matching if not any(is_translation(path, other) for other in matching)]
    return paths[0] if len(paths) == 1 else ""


def _findings(election: Election, files: tuple[ChangedFile, ...], own: str, photo: str) -> Iterator[Finding]:
    of_own = _match(election, own)
    handle = of_own.handle if of_own else ""
    for file in files:
        place = Place(path=file.path)
        if file.mode not in (_PLAIN, "") and file.status is not FileStatus.REMOVED:
            told = "{path} is {what}, not a regular file. Add it as a regular file."
            yield must(told, place, path=file.path, what=_MODES.get(file.mode, "a file of an unusual kind"))
        if file.status is FileStatus.RENAMED and not _may_move(election, file.previous_path, own):
            told = "{path} was renamed from {before}. Restore that file, and add this one beside it."
            yield must(told, place, path=file.path, before=file.previous_path)
        if is_translation(file.path, own):
            continue
        if file.status is FileStatus.REMOVED and _match(election, file.path):
            told = (
                "This deletes a statement. To withdraw, the nominee comments `/withdraw`, and the statement "
                "stays on record. Restore the file."
            )
            yield must(told, place)
        elif file.path == own or _allowed(election, file, own, handle) or _is_photo(election, file, own, photo):
            continue
        elif _match(election, file.path):
            told = "{path} is somebody else's nomination. Open a separate pull request for it."
            yield must(told, place, path=file.path)
        elif is_question_file(election, file.path):
            told = "{path} is about a question, not the nomination. Open a separate pull request for it."
            yield must(told, place, path=file.path)
        else:
            told = "{path} does not belong to a nomination. Remove it from this pull request."
            yield must(told, place, path=file.path)


def _match(election: Election, path: str) -> PathMatch | None:
    return match(election.statement.path, path, election.id)


def _may_move(election: Election, before: str, own: str) -> bool:
    """A nominee's own files may get their right names; no other file may go."""
    one, other = _match(election, before), _match(election, own)
    return (
        not before
        or is_translation(before, own)
        or (one is not None and other is not None and same_login(one.handle, other.handle))
    )


def _allowed(election: Election, file: ChangedFile, own: str, handle: str) -> bool:
    """A picture where pictures go, or a path that the election allows beside the statement."""
    for pattern in election.statement.also_allowed:
        found = match(pattern, file.path, election.id)
        if found and (not found.handle or same_login(found.handle, handle)):
            return True
        if path_for(pattern, election.id, PathMatch(handle)) == file.path:
            return True
    images = election.statement.images
    here = dirname(file.path) == _folder(election, own)
    return images.allowed and _is_picture(file) and here and file.status is FileStatus.ADDED


def _is_photo(election: Election, file: ChangedFile, own: str, photo: str) -> bool:
    """A picture at or below where pictures go: new, and named by the statement as the photo; or one that is the
    nominee's own by its name or folder, which may change and go, too."""
    folder = _folder(election, own)
    below = dirname(file.path) == folder or file.path.startswith(f"{folder}/") or not folder
    if not (own and asks_for_photos(election) and _is_picture(file) and below):
        return False
    own_name = _stem(file.path).casefold() == _stem(own).casefold() and _match(election, own) is not None
    own_folder = file.path.startswith(f"{dirname(own)}/") and "{handle}" in dirname(election.statement.path)
    return own_name or own_folder or (file.path == photo and file.status is FileStatus.ADDED)


def _is_picture(file: ChangedFile) -> bool:
    return file.path.lower().endswith(ENDINGS)


def _folder(election: Election, own: str) -> str:
    return election.statement.images.folder.replace("{election}", election.id).rstrip("/") or dirname(own)


def _stem(path: str) -> str:
    return splitext(basename(path))[0]
