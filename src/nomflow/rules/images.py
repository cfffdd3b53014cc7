"""Pictures for everybody."""

from __future__ import annotations

from posixpath import dirname, join, normpath

from nomflow.core.election import Images
from nomflow.core.evaluate import rule
from nomflow.core.markdown_model import Image
from nomflow.core.outcome import Finding, Outcome, judged, must
from nomflow.core.snapshot import Snapshot


@rule("images", "Pictures have a description and lie in the allowed folder")
def images(snapshot: Snapshot) -> Outcome:
    """Every picture has a text that says what it shows, and its file lies in the election's folder for pictures.

    Why: not everybody sees pictures, and a picture from another site tells that site who reads the page, and can change
    after the election has begun.

    How to fix: write ``![what the picture shows](photos/your-handle.jpg)`` and add the file to the pull request.
    """
    statement, rules = snapshot.statement, snapshot.election.statement.images
    assert statement is not None  # noqa: S101 - the rule needs a statement
    found: list[Finding] = []
    for image in statement.document.images:
        if not rules.allowed:
            found.append(must("This election shows no pictures. Please take it out.", image.place))
            continue
        if not image.alt.strip():
            found.append(must("This picture has no description. Say between [ and ] what it shows.", image.place))
        found.extend(_of_file(image, rules, snapshot))
    good = "Pictures are in order." if statement.document.images else "No pictures."
    return judged(found, good, "{musts} things about pictures.")


def _of_file(image: Image, rules: Images, snapshot: Snapshot) -> list[Finding]:
    assert snapshot.statement is not None  # noqa: S101 - the rule needs a statement
    target = image.target
    if "://" in target or target.startswith(("//", "data:")):
        told = "This picture lies on another site. Add the file to the pull request{where} and show that one."
        return [must(told, image.place, where=f", in {rules.folder}" if rules.folder else "")]
    path = normpath(join(dirname(snapshot.statement.path), target)) if not target.startswith("/") else target[1:]
    if not snapshot.config.declared:
        return []
    folder = rules.folder.rstrip("/") or dirname(snapshot.statement.path)
    if path.startswith("..") or dirname(path) != folder:
        return [
            must(
                "Pictures lie in {folder}; this one is {path}.",
                image.place,
                folder=folder or "the top folder",
                path=path,
            )
        ]
    if snapshot.files is not None and path not in snapshot.files:
        return [must("There is no file {path}. Add it to the pull request.", image.place, path=path)]
    return []
