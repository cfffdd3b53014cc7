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
from nomflow.core.snapshot.picture import SHOWN, PhotoFile
from nomflow.core.snapshot.snapshot import FileStatus, Snapshot
from nomflow.core.snapshot.statement import field_node, field_text

_KINDS = {
    "heic": "an HEIC picture, as phones make them",
    "git-lfs": "a pointer of Git LFS, not the picture itself",
    "": "no picture that nomflow knows",
}


@rule("photo", "The photo is a file of the repository that pages can show", group=Group.PHOTO)
def photo(snapshot: Snapshot) -> Outcome:
    """A photo that the statement names is a JPEG, PNG or WebP file of the repository, at least 400 × 400 pixels large.

    Why: a photo from another site tells that site who reads the page, and can change after the election has begun. From
    less than 400 pixels no sharp square can be cut. Nobody has to have one: if somebody has none, the list shows
    initials for everyone.

    How to fix: add the file beside your statement and write its name: ``photo: your-handle.jpg``. On a phone or
    computer, export the picture as JPEG. Or take the line out.
    """
    statement, election = snapshot.statement, snapshot.election
    assert statement is not None
    if not asks_for_photos(election):
        return skipped("This election shows no photos.")
    typed = field_text(statement, election, "photo")
    if not typed:
        added = _pictures(snapshot)
        if len(added) == 1 and not statement.document.images:
            told = "This pull request adds `{path}`. If that is your photo, write `photo: {near}` into the header."
            return skipped(told, path=added[0], near=_typed(added[0], statement.path))
        return skipped("Allowed. The list shows initials for everyone unless everyone has a photo.")
    if not snapshot.config.declared or is_outside(statement.path):
        return skipped("No configuration says which repository the photo lies in.")
    found = field_node(statement, "photo", election.statement.front_matter.fields["photo"])
    place = found[1].place if found else Place(statement.path)
    path, file = photo_path(typed, statement.path), snapshot.photo
    if not path:
        wrong = [_no_path(typed, place, _example(statement.path))]
    elif isinstance(file, Unavailable):
        return could_not_tell("The photo could not be looked at: {why}", why=file.why)
    elif file is None or file.path != path:
        return skipped("Nobody has looked at the file of the photo.")
    else:
        wrong = list(_about(file, place, snapshot))
    return judged(wrong, "The photo is in order.", "The photo is not in order yet.")


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
            "`{typed}` is no path inside this repository. Add the file to the pull request, beside the statement, and"
            " write its name: `photo: {example}`"
        )
    return must(told, place, typed=typed, example=example)


def _about(file: PhotoFile, place: Place, snapshot: Snapshot) -> Iterator[Finding]:
    limit = snapshot.election.statement.images.kilobytes
    if not file.mode:
        yield _missing(file.path, place, snapshot)
    elif not file.plain:
        yield must("`{path}` is not a plain file. Please add the picture itself.", place, path=file.path)
    elif file.size > limit * 1000:
        told = "The photo has {size} kB; {limit} are the most allowed. Please make it smaller, or export it as JPEG."
        yield must(told, place, size=-(-file.size // 1000), limit=limit)
    elif file.format not in SHOWN:
        told = "`{path}` is {kind}. Photos are JPEG, PNG or WebP; please export it as one of them, best as JPEG."
        kind = _KINDS.get(file.format) or f"a file of the kind {file.format.upper()}"
        yield must(told, place, path=file.path, kind=kind)
    elif not (file.width and file.height):
        told = "`{path}` does not say how large the picture is; it may be damaged. Please export it again."
        yield must(told, place, path=file.path)
    elif min(file.width, file.height) < LEAST_SIDE:
        told = "The photo has {width} × {height} pixels. At least {least} × {least} are needed to show it sharply."
        yield must(told, place, width=file.width, height=file.height, least=LEAST_SIDE)
    elif is_too_large(file.width, file.height):
        told = "The photo has {width} × {height} pixels, which is more than can be shown. 2000 × 2000 are plenty."
        yield must(told, place, width=file.width, height=file.height)


def _missing(path: str, place: Place, snapshot: Snapshot) -> Finding:
    pictures, statement = _pictures(snapshot), snapshot.statement
    if len(pictures) == 1 and statement:
        told = "There is no file `{path}`, but this pull request has `{own}`. Is that the photo? Then write `{near}`."
        return must(told, place, path=path, own=pictures[0], near=_typed(pictures[0], statement.path))
    if snapshot.pull_request:
        told = "There is no file `{path}` in this pull request. Please add the picture, or take this line out."
    else:
        told = "There is no file `{path}`. Please put the picture there, or take this line out."
    return must(told, place, path=path)


def _pictures(snapshot: Snapshot) -> list[str]:
    """The pictures that the pull request brings."""
    files = snapshot.pull_request.files if snapshot.pull_request else ()
    kept = (file.path for file in files if file.status is not FileStatus.REMOVED)
    return [path for path in kept if path.lower().endswith((".jpg", ".jpeg", ".png", ".webp"))]


def _typed(path: str, page: str) -> str:
    """How a statement names a file."""
    return basename(path) if dirname(path) == dirname(page) else f"/{path}"
