"""A candidate's photo: which file of the repository it is, and what is known of that file."""

from __future__ import annotations

from hashlib import sha256
from posixpath import dirname, join, normpath

from nomflow.core.basics.text import git_blob_sha
from nomflow.core.election.election import Election
from nomflow.core.markdown.html_policy import scheme_of
from nomflow.core.snapshot.picture import PhotoFile, look
from nomflow.core.snapshot.statement import Statement, field_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from nomflow.core.snapshot.snapshot import Snapshot

LEAST_SIDE = 400
"""Pixels. Pages show 320, and 640 on finer screens; less would be blurred."""

MOST_SIDE = 20_000
"""Pixels of a side: no camera makes more, and a decoder needs memory for each row (1 × 50,000,000 took 1.5 GB)."""

MOST_PIXELS = 50_000_000
"""Width times height: what a phone makes (8064 × 6048). Decoded that is 150 MB, which a runner has."""

_LONGEST = 4096


def is_too_large(width: int, height: int) -> bool:
    """Whether decoding so many pixels costs more than a runner has to spare."""
    return max(width, height) > MOST_SIDE or width * height > MOST_PIXELS


def photo_path(typed: str, page: str) -> str:
    """The path in the repository that a statement at ``page`` names, or ``""`` where that is no path inside it.

    Relative to the statement; with ``/`` in front, to the repository. The only way from what somebody typed to a file.
    """
    if not typed or scheme_of(typed) or typed.startswith("//") or "\\" in typed or "%2e" in typed.lower():
        return ""
    if not typed.isprintable() or len(typed.encode("utf-8", "replace")) > _LONGEST:
        return ""
    path = normpath(typed.lstrip("/") if typed.startswith("/") else join(dirname(page), typed))
    parts = path.split("/")
    return "" if path.startswith("/") or {".", ".."}.intersection(parts) or ".git" in path.lower().split("/") else path


def shown_photo(snapshot: Snapshot) -> PhotoFile | None:
    """The photo of a nomination, if its file was there and could be read."""
    file = snapshot.photo
    if not isinstance(file, PhotoFile) or not file.plain or not file.sha256 or not asks_for_photos(snapshot.election):
        return None
    return file if file.path == named_photo(snapshot.statement, snapshot.election) else None


def photo_file(path: str, mode: str, raw: bytes) -> PhotoFile:
    """What is known of a file that was read whole."""
    seen = look(raw)
    digest = sha256(raw).hexdigest()
    return PhotoFile(
        path=path,
        mode=mode,
        size=len(raw),
        blob=git_blob_sha(raw),
        sha256=digest,
        format=seen.format,
        width=seen.width,
        height=seen.height,
    )


def asks_for_photos(election: Election) -> bool:
    """Whether statements of this election may name a photo that is shown."""
    field = election.statement.front_matter.fields.get("photo")
    return field is not None and field.public


def named_photo(statement: Statement | None, election: Election) -> str:
    """The path of the photo that a statement names, ``""`` without one."""
    return photo_path(field_text(statement, election, "photo"), statement.path) if statement else ""
