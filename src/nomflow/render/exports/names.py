"""What a voting system is told of a candidate: the name as the page shows it, and the page."""

from __future__ import annotations

from nomflow.core.site.site import CandidatePage
from nomflow.render.quote import visible
from nomflow.render.site.views import ElectionView


def shown(view: ElectionView, person: CandidatePage) -> str:
    """The name on one line, with the id where two people share it."""
    return one_line(view.told_apart(person)) or person.id


def one_line(text: str) -> str:
    """Somebody's words on one line, with nothing in them that cannot be seen."""
    return visible(" ".join(text.split()))


def election_url(view: ElectionView) -> str:
    """The address of the election's page, or nothing where nobody knows where it will stand."""
    base = view.site.base_url.rstrip("/")
    return f"{base}/{view.page.id}/" if base else ""


def page_url(view: ElectionView, person: CandidatePage) -> str:
    """The address of a candidate's page, or nothing."""
    url = election_url(view)
    return f"{url}candidates/{person.id}/" if url else ""
