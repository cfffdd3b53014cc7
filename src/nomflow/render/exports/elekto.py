"""A folder that Elekto can read: ``election.yaml``, ``election_desc.md`` and a file for each candidate.

Elekto (https://github.com/elekto-io/elekto, elekto/models/meta.py and utils.py) looks for ``---`` and ``--n`` anywhere
in a candidate's file, loads the header with a YAML loader that runs what it is told to, and shows Markdown without
cleaning it. So these characters stand nowhere but in the fences, every text of the header is in double quotes, and the
body goes through ``elekto_markdown``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from nomflow.core.nomination.address import page_id
from nomflow.core.site.site import CandidatePage, MilestoneKind
from nomflow.core.snapshot.statement import is_handle
from nomflow.render.exports.elekto_markdown import harmless
from nomflow.render.exports.names import election_url, page_url, shown
from nomflow.render.quote import markdown, visible, web_address
from nomflow.render.site.milestone_text import milestone_text
from nomflow.render.site.views import ElectionView, RaceView

_FENCE = "-" * 61
"""What Kubernetes' own check of candidate files asks for."""


def files(view: ElectionView, race: RaceView) -> Iterator[tuple[str, bytes]]:
    """The files of one race by name. ``election.yaml`` needs to know when voting opens and closes."""
    settings = _settings(view, race)
    if settings:
        yield "election.yaml", settings.encode()
    yield "election_desc.md", _description(view, race).encode("utf-8", "replace")
    fields = _fields(race)
    for person in race.standing:
        yield f"candidate-{elekto_id(person)}.md", _candidate(view, person, fields).encode("utf-8", "replace")


def elekto_id(person: CandidatePage) -> str:
    """The GitHub login with its capitals, which Elekto minds; the id of the page where there is none."""
    handle = person.handle
    return handle if is_handle(handle) and page_id(handle) == person.id else person.id


def quoted(text: str) -> str:
    """A YAML string in double quotes that no loader can take for anything else, on one line.

    A second hyphen in a row is written as an escape: neither ``---`` nor ``--n`` may stand in the file.
    """
    return f'"{"".join(map(_escaped, text)).replace("--", "-" + chr(92) + "x2D")}"'


_SHORT = {"\\": "\\\\", '"': '\\"'}


def _escaped(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if char.isprintable():
        return char
    code = ord(char)
    if 0xD800 <= code < 0xE000:
        return "\ufffd"
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _fields(race: RaceView) -> tuple[str, ...]:
    """What is shown beside each name: only what somebody has, for Elekto shows empty ones, too."""
    return tuple(name for name in ("affiliation", "pronouns") if any(_values(person)[name] for person in race.standing))


def _values(person: CandidatePage) -> Mapping[str, str]:
    return {"affiliation": person.affiliation, "pronouns": person.pronouns}


def _settings(view: ElectionView, race: RaceView) -> str:
    page, voting = view.page, view.page.voting
    opens, closes = page.milestone(MilestoneKind.VOTING_OPENS), page.milestone(MilestoneKind.VOTING_CLOSES)
    if not opens or not closes:
        return ""
    exceptions = f"Ask at {voting.exceptions_url}" if voting.exceptions_url else ""
    officers = [officer.handle for officer in page.help.officers if officer.handle]
    lines = [
        f"name: {_plain(_title(view, race))}",
        f"organization: {_plain(view.site.organisation.name)}",
        "# Times are UTC.",
        f"start_datetime: {_utc(opens.at)}",
        f"end_datetime: {_utc(closes.at)}",
        f"no_winners: {race.race.seats}",
        "allow_no_opinion: true",
        "delete_after: true",
        f"show_candidate_fields: {_list(_fields(race))}",
        f"election_officers: {_list(officers)}",
        f"eligibility: {_plain(harmless(voting.voters))}",
        f"exception_description: {_plain(harmless(exceptions))}",
        f"exception_due: {_utc(voting.exceptions_until or opens.at)}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _title(view: ElectionView, race: RaceView) -> str:
    return f"{view.page.title} · {race.race.title}" if race.race.title else view.page.title


def _utc(at: datetime) -> str:
    """YAML's timestamp without a zone, which Elekto compares with its own clock, by its documentation in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def _plain(text: str) -> str:
    return quoted(visible(" ".join(text.split())))


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_plain, texts))}]"


def _description(view: ElectionView, race: RaceView) -> str:
    page = view.page
    parts = [page.about, race.race.about]
    parts += [
        f"{name} {milestone_text(milestone)}."
        for step, name in (
            (MilestoneKind.VOTING_OPENS, "Voting opens on"),
            (MilestoneKind.VOTING_CLOSES, "Voting closes on"),
        )
        if (milestone := page.milestone(step))
    ]
    if url := web_address(election_url(view)):
        parts.append(f"[The candidates, their statements and how to check them]({url})")
    if page.help.email:
        parts.append(f"Questions: {page.help.email}")
    return harmless("\n\n".join(part for part in parts if part)) + "\n"


def _candidate(view: ElectionView, person: CandidatePage, fields: tuple[str, ...]) -> str:
    values = _values(person)
    info = [f"  - {quoted(name)}: {_plain(values[name])}\n" for name in fields if values[name]]
    header = f"name: {quoted(shown(view, person))}\nID: {quoted(elekto_id(person))}\n" + (
        "info:\n" + "".join(info) if info else "info: []\n"
    )
    return f"{_FENCE}\n{header}{_FENCE}\n\n{_body(view, person)}\n"


def _body(view: ElectionView, person: CandidatePage) -> str:
    url = web_address(page_url(view, person))
    last = f"[This statement on the election page]({url})" if url else ""
    text = person.markdown.strip("\n") if person.statement else markdown(view.not_shown(person))
    return "\n\n".join(part for part in (harmless(text), harmless(last)) if part)
