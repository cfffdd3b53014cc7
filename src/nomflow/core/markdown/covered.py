"""Which of a document's characters the page shows as typed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from nomflow.core.basics.place import Place
from nomflow.core.markdown.document import Document


def shown_as_typed(document: Document) -> Callable[[Place], bool]:
    """Tells whether a place begins outside code, tags, comments and links."""
    parts = (*document.code, *(raw.place for raw in document.raw_html), *(link.place for link in document.links))
    spans = sorted(((each.line, each.column), (each.end_line, each.end_column)) for each in parts)
    starts = [start for start, _ in spans]
    ends = list(accumulate((end for _, end in spans), max))

    def shown(place: Place) -> bool:
        before = bisect_right(starts, (place.line, place.column)) - 1
        return before < 0 or ends[before] < (place.line, place.column)

    return shown
