"""Questions to the candidates and their answers; the part of the site model (``core.site``) that is about them."""

from __future__ import annotations

from msgspec import Struct

from nomflow.core.site.candidate_page import RenderedText, StatementSource


class QuestionAnswer(Struct, frozen=True):
    """What a candidate answered, as ``Words`` whose headings begin at ``h4``. Without ``words`` the file is there and
    cannot be shown. ``candidate`` is the id of their page."""

    candidate: str
    source: StatementSource
    words: RenderedText | None = None


class Question(Struct, frozen=True, kw_only=True):
    """One question to all candidates.

    ``number`` and ``slug`` never change: they are its address. ``text`` is what was asked beyond the ``title``, with
    headings from ``h2`` on, and ``language`` that of both; ``asked_by`` and ``asked_at`` (an address) say by whom and
    where, as the file tells. Whoever stands and has no answer here has not answered.
    """

    number: int
    slug: str
    title: str
    source: StatementSource
    text: RenderedText | None = None
    language: str = ""
    asked_by: str = ""
    asked_at: str = ""
    answers: tuple[QuestionAnswer, ...] = ()

    @property
    def id(self) -> str:
        """What it is called in addresses."""
        return f"{self.number}-{self.slug}"
