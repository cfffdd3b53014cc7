"""The nominee's photo."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename, dirname, splitext

from nomflow.core.basics.answer import Finding, Outcome, could_not_tell, judged, must, skipped
from nomflow.core.basics.path_pattern import is_outside
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import Group, rule
from nomflow.core.markdown.html_policy import scheme_of
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.photo import LEAST_SIDE, asks_for_photos, is_too_large, photo_path
from nomflow.core.snapshot.picture import ENDINGS, SHOWN, PhotoFile
from nomflow.core.snapshot.snapshot import FileStatus, Snapshot
from nomflow.core.snapshot.statement import field_node, field_text

_KINDS = {
    "heic": "a HEIC picture (a format that phones use)",
    "git-lfs": "a Git LFS pointer, not the picture itself",
    "": "not a picture that nomflow can read",
}


@rule("photo", "The photo is a file in the repository that the page can show", group=Group.PHOTO)
def photo(snapshot: Snapshot) -> Outcome:
    """A photo that the statement names is a JPEG, PNG or WebP file of the repository, at least 400 × 400 pixels large.

    Why: a photo from another site tells that site who reads the page, and can change after the election has begun. A
    photo of less than 400 pixels looks blurred. A photo is optional: if one candidate has none, the list shows initials
    for everyone.

    How to fix: add the file beside your statement and write its name: ``photo: your-handle.jpg``. On a phone or
    computer, export the picture as JPEG. Or take the line out.
    """
    statement, election = snapshot.statement, snapshot.election
    assert statement is not None
    if not asks_for_photos(election):
        return skipped("This election does not show photos.")
    typed = field_text(statement, election, "photo")
    if not typed:
        added = _pictures(snapshot)
        if len(added) == 1 and not statement.document.images:
            told = "This pull request adds `{path}`. If that is your photo, add `photo: {near}` to the front matter."
            return skipped(told, path=added[0], near=_typed(added[0], statement.path))
        return skipped("A photo is optional. The list shows photos only if everyone has one.")
    if not snapshot.config.declared or is_outside(statement.path):
        return skipped("There is no configuration, so it is not clear which repository the photo is in.")
    found = field_node(statement, "photo", election.statement.front_matter.fields["photo"])
    place = found[1].place if found else Place(path=statement.path)
    path, file = photo_path(typed, statement.path), snapshot.photo
    if not path:
        wrong = [_no_path(typed, place, _example(statement.path))]
    elif isinstance(file, Unavailable):
        return could_not_tell("The photo could not be checked: {why}", why=file.why)
    elif file is None or file.path != path:
        return skipped("The photo has not been checked.")
    else:
        wrong = list(_about(file, place, snapshot))
    return judged(wrong, "The photo is correct.", "The photo needs changes.")


def _example(path: str) -> str:
    return f"{splitext(basename(path))[0]}.jpg"


def _no_path(typed: str, place: Place, example: str) -> Finding:
    if scheme_of(typed) or typed.startswith("//"):
        told = (
            "A photo from another site is not shown: that site would see who reads the page. Add the file to the pull"
            " request, beside the statement, and write its name: `photo: {example}`"
        )
    else:
        told = (
            "`{typed}` is not a path in this repository. Add the file to the pull request, beside the statement, and"
            " write its name: `photo: {example}`"
        )
    return must(told, place, typed=typed, example=example)


def _about(file: PhotoFile, place: Place, snapshot: Snapshot) -> Iterator[Finding]:
    limit = snapshot.election.statement.images.kilobytes
    if not file.mode:
        yield _missing(file.path, place, snapshot)
    elif not file.plain:
        yield must("`{path}` is not a regular file. Add the picture itself.", place, path=file.path)
    elif file.size > limit * 1000:
        told = "The photo has {size} kB. The limit is {limit} kB. Make it smaller, or export it as JPEG."
        yield must(told, place, size=-(-file.size // 1000), limit=limit)
    elif file.format not in SHOWN:
        told = "`{path}` is {kind}. Photos must be JPEG, PNG or WebP. Export the photo as JPEG."
        kind = _KINDS.get(file.format) or f"a file of the kind {file.format.upper()}"
        yield must(told, place, path=file.path, kind=kind)
    elif not (file.width and file.height):
        told = "`{path}` does not say how large the picture is, so it may be damaged. Export it again."
        yield must(told, place, path=file.path)
    elif min(file.width, file.height) < LEAST_SIDE:
        told = "The photo has {width} × {height} pixels. It needs at least {least} × {least} to look sharp."
        yield must(told, place, width=file.width, height=file.height, least=LEAST_SIDE)
    elif is_too_large(file.width, file.height):
        told = "The photo has {width} × {height} pixels, which is too large to show. Use 2000 × 2000 or fewer."
        yield must(told, place, width=file.width, height=file.height)


def _missing(path: str, place: Place, snapshot: Snapshot) -> Finding:
    pictures, statement = _pictures(snapshot), snapshot.statement
    if len(pictures) == 1 and statement:
        told = "There is no file `{path}`, but this pull request has `{own}`. If that is the photo, write `{near}`."
        return must(told, place, path=path, own=pictures[0], near=_typed(pictures[0], statement.path))
    if snapshot.pull_request:
        told = "There is no file `{path}` in this pull request. Add the picture, or delete this line."
    else:
        told = "There is no file `{path}`. Add the picture, or delete this line."
    return must(told, place, path=path)


def _pictures(snapshot: Snapshot) -> list[str]:
    """The pictures that the pull request brings."""
    files = snapshot.pull_request.files if snapshot.pull_request else ()
    kept = (file.path for file in files if file.status is not FileStatus.REMOVED)
    return [path for path in kept if path.lower().endswith(ENDINGS)]


def _typed(path: str, page: str) -> str:
    """How a statement names a file."""
    return basename(path) if dirname(path) == dirname(page) else f"/{path}"
