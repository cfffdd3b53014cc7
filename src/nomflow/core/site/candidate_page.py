"""What a candidate's page shows; the part of the site model (``core.site``) that is about one person."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from nomflow.core.markdown.html_headings import Entry
from nomflow.core.snapshot.picture import PhotoFile


class Leaving(StrEnum):
    """Why somebody no longer stands. ``REMOVED`` is a tombstone: the person asked to have their data taken down."""

    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"
    DECEASED = "deceased"
    REMOVED = "removed"


class ChangeKind(StrEnum):
    """What happened to a page."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"
    EXTENDED = "extended"
    DECIDED = "decided"


class NotShown(StrEnum):
    """Why a statement cannot be shown: nomflow refuses to read something in it, or failed at it."""

    REFUSED = "refused"
    OURS = "ours"


class PersonalLink(Struct, frozen=True):
    """Something to follow. Only ``http``, ``https`` and ``mailto`` become links; anything else stays text."""

    label: str
    url: str


class NamedPerson(Struct, frozen=True):
    """Somebody named on a page. ``record`` is the address of what they did in public."""

    handle: str = ""
    name: str = ""
    affiliation: str = ""
    record: str = ""

    @property
    def shown(self) -> str:
        return self.name or self.handle


class RenderedText(Struct, frozen=True):
    """A candidate's own words: the ``html`` and the headings that ``core.html.to_html`` gives, which has sanitised
    them and left no blank line; headings begin at ``h3`` and ids with ``s-``.

    ``count`` is the number of words, ``language`` a BCP 47 tag (empty: that of the election).
    """

    html: str
    count: int
    headings: tuple[Entry, ...] = ()
    language: str = ""

    @property
    def minutes(self) -> int:
        """Reading time at 230 words a minute, at least 1 (Brysbaert 2019, https://doi.org/10.1016/j.jml.2019.104047)."""
        return max(1, (2 * self.count + 230) // 460)


class DiffLine(Struct, frozen=True):
    """A line of a difference: ``sign`` is ``+``, ``-`` or a space."""

    sign: str
    text: str


class Change(Struct, frozen=True, kw_only=True):
    """One entry of a history. ``words`` are the author's own; ``amends_final`` marks a change after the freeze."""

    kind: ChangeKind
    at: datetime
    words: str = ""
    by: str = ""
    url: str = ""
    amends_final: bool = False
    difference: tuple[DiffLine, ...] = ()


class Gone(Struct, frozen=True, kw_only=True):
    """That somebody no longer stands: why, when, in whose words, and until when an appeal is open."""

    why: Leaving
    at: datetime
    reason: str = ""
    notice_url: str = ""
    appeal_until: datetime | None = None


class StatementSource(Struct, frozen=True, kw_only=True):
    """Where a statement comes from: the file's path, the ``sha256`` of its raw bytes, its address at the commit."""

    path: str
    commit: str = ""
    blob: str = ""
    sha256: str = ""
    url: str = ""
    pull_request: int = 0
    pull_request_url: str = ""


class Photo(Struct, frozen=True):
    """Paths below the site's root of a square picture, 320 and 640 pixels wide; the files are in ``Site.assets``."""

    small: str
    large: str


class Translation(Struct, frozen=True):
    """The statement in another language, in the candidate's own words. ``original`` marks what the others are
    translations of, while one of them is shown in its place."""

    words: RenderedText
    source: StatementSource | None
    summary: str = ""
    original: bool = False


class CandidatePage(Struct, frozen=True, kw_only=True):
    """One person standing, or no longer standing, for one race.

    ``id`` is lower-case, fit for an address, unique in the election and never changes. ``name`` may be anything a
    person calls themselves; ``sort`` is what the alphabet goes by where that is not the name. ``summary`` is quoted
    word for word. ``endorsers`` and ``reviewers`` hold only people whose act was confirmed; ``endorser_count`` stands
    alone where names are not shown. ``trouble`` says why a statement cannot be shown; the rest of the page then
    still is.
    """

    id: str
    name: str
    handle: str = ""
    statement: RenderedText | None = None
    affiliation: str = ""
    affiliation_at: datetime | None = None
    summary: str = ""
    pronouns: str = ""
    pronunciation: str = ""
    incumbent: bool = False
    elected: bool = False
    conflicts: tuple[str, ...] = ()
    links: tuple[PersonalLink, ...] = ()
    endorsers: tuple[NamedPerson, ...] = ()
    endorser_count: int | None = None
    reviewers: tuple[NamedPerson, ...] = ()
    history: tuple[Change, ...] = ()
    photo: Photo | None = None
    photo_file: PhotoFile | None = None
    """What ``photo`` is made from: for whoever makes it, never for a page."""
    source: StatementSource | None = None
    gone: Gone | None = None
    notice: str = ""
    trouble: NotShown | None = None
    sort: str = ""
    unlisted: bool = False
    """Asks search engines to leave the page out."""
    translations: tuple[Translation, ...] = ()
    """The statement in the other languages that the candidate wrote it in."""
    summary_language: str = ""
    """Where it is not that of the statement."""
    markdown: str = ""
    """The statement as it was written, without its front matter: for exports, never for a page."""

    @property
    def sort_key(self) -> tuple[str, str]:
        """Alphabetical whatever the case and the accents."""
        plain = unicodedata.normalize("NFKD", self.sort or self.name)
        return "".join(char for char in plain if not unicodedata.combining(char)).casefold(), self.id
