"""Pictures for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname

from nomflow.core.basics.answer import Finding, Outcome, judged, must
from nomflow.core.basics.path_pattern import is_outside, match
from nomflow.core.basics.place import Place
from nomflow.core.election.statement_rules import Images
from nomflow.core.evaluate import rule
from nomflow.core.markdown.document import Image
from nomflow.core.markdown.html_policy import scheme_of
from nomflow.core.snapshot.addresses import path_in_repository, repository
from nomflow.core.snapshot.picture import ENDINGS
from nomflow.core.snapshot.snapshot import Snapshot


@rule("images", "Pictures have a description and are in the allowed folder")
def images(snapshot: Snapshot) -> Outcome:
    """Every picture has a text that says what it shows, and is in the election's folder for pictures.

    Why: not everybody sees pictures, and a picture from another site tells that site who reads the page, and can change
    after the election has begun.

    How to fix: write ``![what the picture shows](photos/your-handle.jpg)`` and add the file to the pull request.
    """
    statement, rules = snapshot.statement, snapshot.election.statement.images
    assert statement is not None
    pictures = statement.document.images
    if not rules.allowed:
        told = "This election does not show pictures. Remove it."
        return judged([must(told, image.place) for image in pictures], "No pictures.", "There are pictures.")
    found = [finding for image in pictures for finding in _judge(image, rules, snapshot)]
    good = "The pictures are correct." if pictures else "No pictures."
    return judged(found, good, "Some pictures need changes.")


def _judge(image: Image, rules: Images, snapshot: Snapshot) -> Iterator[Finding]:
    if not image.alt.strip():
        told = 'This picture has no description. Say what it shows: `![what it shows](…)`, or `alt="…"` in a tag.'
        yield must(told, image.place)
    finding = _of_file(image, rules, snapshot)
    if finding:
        yield finding


def _of_file(image: Image, rules: Images, snapshot: Snapshot) -> Finding | None:
    statement = snapshot.statement
    assert statement is not None
    target = image.target.strip().replace("%5C", "/")
    if not target:
        return must("This picture has no address. Write its path between ( and ).", image.place)
    folder = rules.folder.replace("{election}", snapshot.election.id).rstrip("/")
    if scheme_of(target) or target.startswith("//"):
        if folder:
            told = (
                "This picture is on another site. Add the picture to the pull request, in `{folder}`, and use "
                "its path instead."
            )
            return must(told, image.place, folder=folder)
        told = "This picture is on another site. Add the picture to the pull request and use its path instead."
        return must(told, image.place)
    if not snapshot.config.declared or is_outside(statement.path):
        return None
    folder = folder or dirname(statement.path)
    path = path_in_repository(target, statement.path)
    if path is None or not _lies_in(path, folder, below=bool(rules.folder)):
        told = "Pictures must be in `{folder}`. Move this picture there."
        return must(told, image.place, folder=folder or ".")
    also = snapshot.election.statement.also_allowed
    if not path.lower().endswith(ENDINGS) and not any(match(each, path, snapshot.election.id) for each in also):
        told = "`{path}` is no JPEG, PNG or WebP, and this election takes no other pictures. Please export it as PNG."
        return must(told, image.place, path=path)
    known = repository(snapshot)
    if known and path not in known.files:
        there = known.folded.get(path.casefold(), "")
        if there:
            return must(
                "There is no file `{path}`. Its name is written `{there}`.", image.place, path=path, there=there
            )
        return must("There is no file `{path}` yet. Add it to the pull request.", image.place, path=path)
    return _too_big(path, image.place, rules, snapshot)


def _lies_in(path: str, folder: str, *, below: bool) -> bool:
    return dirname(path) == folder or (below and path.startswith(f"{folder}/"))


def _too_big(path: str, place: Place, rules: Images, snapshot: Snapshot) -> Finding | None:
    changed = snapshot.pull_request.files if snapshot.pull_request else ()
    size = next((file.size for file in changed if file.path == path), 0)
    if size <= rules.kilobytes * 1000:
        return None
    told = "This picture has {size} kB. The limit is {limit} kB. Make it smaller."
    return must(told, place, size=-(-size // 1000), limit=rules.kilobytes)
