"""One row for each candidate, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from nomflow.render.exports.names import one_line, page_url, shown
from nomflow.render.site.views import ElectionView

COLUMNS = (
    *("race", "place", "id", "name", "handle", "affiliation", "pronouns", "summary"),
    *("words", "page", "source", "sha256"),
)

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
"""What a spreadsheet may take for a formula. https://owasp.org/www-community/attacks/CSV_Injection"""


def table(view: ElectionView) -> bytes:
    """RFC 4180 in UTF-8, with the mark that Excel needs to see that (https://www.rfc-editor.org/rfc/rfc4180)."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in row] for row in _rows(view))
    return made.getvalue().encode("utf-8-sig")


def _rows(view: ElectionView) -> Iterator[tuple[str, ...]]:
    for race in view.races:
        for place, person in enumerate(race.standing, 1):
            yield (
                race.race.title,
                str(place),
                person.id,
                shown(view, person),
                person.handle,
                person.affiliation,
                person.pronouns,
                person.summary,
                str(person.statement.count if person.statement else 0),
                page_url(view, person),
                person.source.url if person.source else "",
                person.source.sha256 if person.source else "",
            )


def _cell(text: str) -> str:
    """Text that stays text: what might begin a formula gets an apostrophe in front."""
    flat = one_line(text)
    return f"'{flat}" if flat.startswith(_FORMULA) else flat
