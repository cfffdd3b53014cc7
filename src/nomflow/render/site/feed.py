"""What changed, as an Atom feed, and the dates, as a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from nomflow.core.site.site import Change, Milestone
from nomflow.render.site import dates
from nomflow.render.site.views import ElectionView

MOST_ENTRIES = 200
_ALARM = timedelta(hours=24)
# https://www.w3.org/TR/xml/#charsets
_UNWRITABLE = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def atom(view: ElectionView) -> bytes:
    """The latest changes of the election and of every candidate, the newest first: https://www.rfc-editor.org/rfc/rfc4287

    Their texts are ours and the officers'; no statement is repeated.
    """
    page, base = view.page, _base(view)
    entries = sorted(_entries(view), key=lambda entry: (entry[0].at, entry[1], entry[0].kind), reverse=True)
    updated = max((change.at for change, _, _ in entries), default=view.site.built)
    title = view.words.text("feed-title", election=page.title).unescape()
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(page.language)}>',
        f"<id>{_text(_tag(view, ''))}</id>",
        f"<title>{_text(title)}</title>",
        f"<updated>{dates.machine(updated)}</updated>",
        f"<author><name>{_text(view.site.organisation.name)}</name></author>",
        f'<link rel="alternate" href={quoteattr(base or "./")}/>',
        f'<link rel="self" href={quoteattr(f"{base}feed.xml")}/>',
        f"<generator>{_text(view.site.generator)}</generator>",
    ]
    for change, path, name in entries[:MOST_ENTRIES]:
        what = view.words.text(f"change-{change.kind}").unescape()
        headline = view.words.text("feed-entry", name=name, what=what).unescape()
        lines += [
            "<entry>",
            f"<id>{_text(_tag(view, f'{path}#{change.kind}-{dates.machine(change.at)}'))}</id>",
            f"<title>{_text(headline)}</title>",
            f"<updated>{dates.machine(change.at)}</updated>",
            f'<link rel="alternate" href={quoteattr(base + path or "./")}/>',
            f"<summary>{_text(change.words or what)}</summary>",
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""]).encode()


def calendar(view: ElectionView) -> bytes:
    """One event for each date; deadlines ring a day before: https://www.rfc-editor.org/rfc/rfc5545"""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//nomflow//nomflow//EN",
        f"X-WR-CALNAME:{_ical(view.page.title)}",
    ]
    taken: dict[str, int] = {}
    for milestone in sorted(view.page.milestones, key=lambda each: each.at):
        taken[milestone.step] = taken.get(milestone.step, 0) + 1
        lines += _event(view, milestone, f"{milestone.step}-{taken[milestone.step]}")
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(view: ElectionView, milestone: Milestone, name: str) -> Iterator[str]:
    title = dates.title(view.words, milestone, past=False)
    if milestone.closes:
        title = str(view.words.text("calendar-deadline", what=title).unescape())
    host = urlsplit(view.site.base_url).hostname or "nomflow.invalid"
    yield "BEGIN:VEVENT"
    yield f"UID:{name}.{view.page.id}@{host}"
    yield f"DTSTAMP:{ical_time(view.site.built)}"
    yield f"DTSTART:{ical_time(milestone.at)}"
    yield f"SEQUENCE:{milestone.revision}"
    yield f"SUMMARY:{_ical(f'{title} · {view.page.title}')}"
    yield f"DESCRIPTION:{_ical(str(dates.full(view.words, milestone).striptags()))}"
    if base := _base(view):
        yield f"URL:{base}"
    yield "TRANSP:TRANSPARENT"
    if milestone.closes:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_ical(title)}")
        yield f"TRIGGER:-PT{_ALARM // timedelta(hours=1)}H"
        yield "END:VALARM"
    yield "END:VEVENT"


def _entries(view: ElectionView) -> Iterator[tuple[Change, str, str]]:
    yield from ((change, "about/", view.page.title) for change in view.page.history)
    for person in (*view.standing, *view.gone):
        yield from ((change, f"candidates/{person.id}/", person.name or person.id) for change in person.history)


def _base(view: ElectionView) -> str:
    return f"{view.site.base_url.rstrip('/')}/{view.page.id}/" if view.site.base_url else ""


def _tag(view: ElectionView, path: str) -> str:
    """An id that never changes: the page's address, or a tag of the election where that is not known."""
    base = _base(view)
    return f"{base}{path}" if base else f"tag:nomflow.invalid,2000:{view.page.id}/{path}"


def _text(text: str) -> str:
    """Text for XML, without the characters that XML 1.0 has no way to write."""
    return escape(_UNWRITABLE.sub("", text))


def _ical(text: str) -> str:
    plain = " ".join(_UNWRITABLE.sub("", text).split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def ical_time(at: datetime) -> str:
    """A time as RFC 5545 writes it in UTC."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _folded(line: str) -> str:
    """A line of at most 75 octets and its continuations, without cutting a character."""
    out, size = [], 0
    for char in line:
        octets = len(char.encode())
        if size + octets > 75:
            out.append("\r\n ")
            size = 1
        out.append(char)
        size += octets
    return "".join(out)
