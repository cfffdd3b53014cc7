"""What to fix, one entry for each point, or for many points that are alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nomflow.core.basics.answer import Level, say
from nomflow.core.basics.place import Place
from nomflow.core.evaluate import Report
from nomflow.core.verdict.points import Point, points
from nomflow.render.comment.listing import CommentSection
from nomflow.render.comment.markdown import NOTHING, Markdown, code, joined, linked, put, sentence, words
from nomflow.render.report.markdown import diff_address

_ALIKE = 2
_SHOWN = 5
_LONGEST_SUGGESTION = 120


def points_section(report: Report) -> CommentSection | None:
    """The section, or ``None`` when there is nothing to say."""
    found = points(report)
    if not found:
        return None
    musts = any(point.level is Level.MUST for point in found)
    notes = [put("Tips never block. Nobody but you changes your words.")]
    if musts:
        notes.append(put("More about a point: comment `/nomflow explain` and the name at its end."))
    items = tuple(_entry(report, group) for group in _groups(found))
    return CommentSection(put("What to fix" if musts else "Tips"), items, notes=(joined(notes),))


def _groups(found: Iterable[Point]) -> list[list[Point]]:
    """Each point alone, unless more than a few say the same."""
    alike: dict[tuple[str, str, Level], list[Point]] = {}
    for point in found:
        alike.setdefault((point.rule.id, point.text.template, point.level), []).append(point)
    groups: list[list[Point]] = []
    for group in alike.values():
        groups += [group] if len(group) > _ALIKE else [[point] for point in group]
    return sorted(groups, key=lambda group: _order(group[0]))


def _order(point: Point) -> tuple[bool, bool, str, int, int]:
    place = point.place
    return (
        point.level is Level.TIP,
        place is None,
        *((place.path, place.line, place.column) if place else ("", 0, 0)),
    )


def _entry(report: Report, group: Sequence[Point]) -> Markdown:
    first = group[0]
    sign = put("❌ **Must**") if first.level is Level.MUST else put("💡 Tip")
    parts = [sign, _places(report, group), _said(group), code(first.rule.id)]
    return joined([joined(parts[:3], " · "), parts[3]])


def _said(group: Sequence[Point]) -> Markdown:
    first = group[0]
    told = joined([sentence(first.text), _suggestion(first)])
    differing = {
        name for point in group for name, word in point.text.words.items() if word != first.text.words.get(name)
    }
    if not differing:
        return told
    if len(differing) > 1:
        return put("The first of {count} alike: {told}", count=len(group), told=told)
    (name,) = differing
    others = tuple(dict.fromkeys(point.text.words.get(name, "") for point in group[1:]))
    shown = joined((words(other) for other in others[:_SHOWN]), ", ")
    return put("{told} The same goes for {others}.", told=told, others=_and_more(shown, len(others)))


def _suggestion(point: Point) -> Markdown:
    """What to write instead, where it is short and the sentence does not say it."""
    new = point.fix.replacement.strip() if point.fix else ""
    if not new or "\n" in new or len(new) > _LONGEST_SUGGESTION or new in str(point.text):
        return NOTHING
    return put("Suggestion: {new}", new=code(new))


def _places(report: Report, group: Sequence[Point]) -> Markdown:
    places = tuple(dict.fromkeys(_place(report, point.place) for point in group if point.place))
    return _and_more(joined(places[:_SHOWN], ", "), len(places))


def _and_more(shown: Markdown, count: int) -> Markdown:
    return put("{shown} and {rest} more", shown=shown, rest=count - _SHOWN) if count > _SHOWN else shown


def _place(report: Report, place: Place) -> Markdown:
    statement = report.snapshot.statement
    last = place.end_line if place.end_line > place.line else 0
    said = sentence(say("lines {first}–{last}" if last else "line {first}", first=place.line, last=last))
    if statement is None or place.path != statement.path:
        path = words(place.path)
        said = path if place == Place(path=place.path) else put("{path}, {said}", path=path, said=said)
    return linked(said, diff_address(report, place))
