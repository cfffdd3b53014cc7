"""The election page from a freeze record: who is on the ballot and with which words was settled at the close.

What came later is shown as what it is: a withdrawal, a decision, a correction, a statement that was changed since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from difflib import SequenceMatcher

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.election.choices import Shown
from nomflow.core.election.election import Config, Election
from nomflow.core.evaluate import Report
from nomflow.core.freeze import frozen as r
from nomflow.core.freeze.correct import Corrected
from nomflow.core.freeze.state_at_close import confirmed
from nomflow.core.nomination.deadlines import for_everybody
from nomflow.core.nomination.standing import Acceptance, consent
from nomflow.core.site import site as page
from nomflow.core.site.candidate import candidate_page
from nomflow.core.site.concluded import concluded
from nomflow.core.site.publish import nominated
from nomflow.core.site.settled import settled
from nomflow.core.snapshot.picture import PhotoFile
from nomflow.core.snapshot.snapshot import PullRequestState, Snapshot
from nomflow.core.snapshot.statement import Statement

_MOST_LINES = 1_000
"""Lines of a statement that are compared one by one."""
_CONTEXT = 2


class Later(Struct, frozen=True):
    """What is known besides the record: corrections, reports on the pull requests as they are now by their numbers, and
    the statements as they are now by their paths."""

    corrections: tuple[r.Correction, ...] = ()
    reports: Mapping[int, Report] | None = None
    statements: Mapping[str, Statement] | None = None

    def about(self, entry: r.FrozenNomination) -> Report | None:
        return (self.reports or {}).get(entry.pull_request or 0)

    def confirmed(self, entry: r.FrozenNomination) -> r.FrozenNomination:
        report = self.about(entry)
        return confirmed(entry, report.snapshot if report else None)


def frozen_page(
    config: Config,
    election: Election,
    record: Corrected,
    later: Later,
    now: datetime,
    kept: page.FreezeReference,
) -> page.ElectionPage:
    """The election's pages. ``config`` is that of today, for dates, the drawn value and the looks; ``kept`` is where
    the record can be read."""
    saved = record.snapshots
    entries = [later.confirmed(each) for each in record.freeze.nominations]
    there = [(each, saved[each.saved.path]) for each in entries if each.saved and each.saved.path in saved]
    reports = [report for entry, snapshot in there if (report := _report(entry, snapshot, election, later))]
    shown = nominated(config, election, reports, now)
    there.sort(key=lambda each: _ballot(each[0]))
    known = {(entry.id, entry.pull_request or 0): (entry, snapshot) for entry, snapshot in there}

    def people(race: page.Race) -> tuple[page.CandidatePage, ...]:
        found = (
            (each, known.get((each.id, each.source.pull_request if each.source else 0))) for each in race.candidates
        )
        return tuple(_candidate(each, *one, election, later, now) if one else each for each, one in found)

    races = tuple(replace(race, candidates=people(race)) for race in shown.races)
    decided = tuple(
        page.Change(kind=page.ChangeKind.CORRECTED, at=each.at, words=each.why, by=each.by, url=each.link)
        for each in later.corrections
    )
    shown = replace(shown, races=races, record=kept, history=(*shown.history, *decided))
    return concluded(election, settled(for_everybody(election), shown, now))


def _ballot(entry: r.FrozenNomination) -> bool:
    return entry.standing is r.Standing.ON_BALLOT


def _report(entry: r.FrozenNomination, snapshot: Snapshot, election: Election, later: Later) -> Report | None:
    """A report that says what the record says, whatever rules would say today: merged if on the ballot, or taken off it
    by a correction, which stays to be read; else closed."""
    pull_request = snapshot.pull_request
    shown = _ballot(entry) or any(each.change.standing in _WAYS for each in _corrections(entry, later))
    if pull_request is None:
        return Report(replace(snapshot, election=election), ()) if shown else None
    state = PullRequestState.MERGED if shown else PullRequestState.CLOSED
    snapshot = replace(snapshot, election=election, pull_request=replace(pull_request, state=state))
    return Report(snapshot, ())


def _candidate(
    person: page.CandidatePage,
    entry: r.FrozenNomination,
    snapshot: Snapshot,
    election: Election,
    later: Later,
    now: datetime,
) -> page.CandidatePage:
    """A candidate as the record has them, with what came later."""
    report = later.about(entry)
    today = candidate_page(report) if report else None
    history = list(person.history)
    if today:
        history += [each for each in today.history if each.kind not in {before.kind for before in history}]
    changed = _amended(entry, snapshot, later, now)
    history += _translations_amended(entry, snapshot, later, now)
    photo = PhotoFile(path=entry.photo.path, blob=entry.photo.blob, sha256=entry.photo.sha256) if entry.photo else None
    person = replace(_endorsed(person, entry, election), gone=_gone(person, entry, today, later), photo_file=photo)
    if changed:
        history.append(changed)
        if changed.kind is page.ChangeKind.CORRECTED:
            person = _with_words(person, snapshot, later)
    return replace(person, history=tuple(history))


def _endorsed(person: page.CandidatePage, entry: r.FrozenNomination, election: Election) -> page.CandidatePage:
    """The endorsers whom the record counts."""
    counted = [each for each in entry.endorsements.people if each.counted] if entry.endorsements else []
    match election.publication.endorsers:
        case Shown.NAMES:
            people = (page.NamedPerson(each.login, each.name, ", ".join(each.employers), each.link) for each in counted)
            return replace(person, endorsers=tuple(people))
        case Shown.COUNT:
            return replace(person, endorser_count=len(counted))
    return person


_WAYS = {r.Standing.WITHDRAWN: page.Leaving.WITHDRAWN, r.Standing.DISQUALIFIED: page.Leaving.DISQUALIFIED}


def _gone(
    person: page.CandidatePage, entry: r.FrozenNomination, today: page.CandidatePage | None, later: Later
) -> page.Gone | None:
    for each in _corrections(entry, later):
        if each.change.standing is r.Standing.ON_BALLOT:
            break
        if each.change.standing in _WAYS:
            return page.Gone(why=_WAYS[each.change.standing], at=each.at, reason=each.why, notice_url=each.link)
    report = later.about(entry)
    own = consent(report.snapshot) if report else None
    if own and own.state is Acceptance.DECLINED and own.at and not (today and today.gone):
        return page.Gone(why=page.Leaving.WITHDRAWN, at=own.at, notice_url=own.url)
    return person.gone or (today.gone if today else None)


def _corrections(entry: r.FrozenNomination, later: Later) -> list[r.Correction]:
    """The corrections about a nomination, the latest first."""
    return [
        each
        for each in sorted(later.corrections, key=lambda each: -each.number)
        if each.change.nomination == entry.id and each.change.pull_request in (None, entry.pull_request)
    ]


def _amended(entry: r.FrozenNomination, snapshot: Snapshot, later: Later, now: datetime) -> page.Change | None:
    """That the statement in the repository is not the one that stood, with the difference. It is told on the first day
    that is known: of a status of ours, of the officers' correction, or else of this build."""
    statement, report = snapshot.statement, later.about(entry)
    today = (later.statements or {}).get(statement.path) if statement else None
    if statement is None or today is None or today.source.raw == statement.source.raw:
        return None
    source = today.source
    lines = difference(statement.source.text, source.text)
    for each in _corrections(entry, later):
        if each.change.sha256 == source.sha256:
            return page.Change(
                kind=page.ChangeKind.CORRECTED,
                at=each.at,
                words=each.why,
                by=each.by,
                url=each.link,
                amends_final=True,
                difference=lines,
            )
    pull_request = report.snapshot.pull_request if report else None
    seen = [each.at for each in pull_request.statuses if each.blob == source.git_blob_sha] if pull_request else []
    by = pull_request.author.login if pull_request else ""
    at = min(seen, default=now)
    return page.Change(
        kind=page.ChangeKind.AMENDED, at=at, words="", by=by, url=entry.link, amends_final=True, difference=lines
    )


def _translations_amended(
    entry: r.FrozenNomination, snapshot: Snapshot, later: Later, now: datetime
) -> Iterator[page.Change]:
    """The translations in the repository that are not those that stood, each with its path and the difference."""
    for each in snapshot.translations:
        now_there = (later.statements or {}).get(each.path)
        if now_there is not None and now_there.source.raw != each.source.raw:
            lines = difference(each.source.text, now_there.source.text)
            yield page.Change(
                kind=page.ChangeKind.AMENDED,
                at=now,
                url=entry.link,
                amends_final=True,
                difference=(page.DiffLine(" ", each.path), *lines),
            )


def _with_words(person: page.CandidatePage, snapshot: Snapshot, later: Later) -> page.CandidatePage:
    """The person with the words that officers accepted after the close."""
    statement = snapshot.statement
    if statement is None:
        return person
    today = (later.statements or {})[statement.path]
    put = candidate_page(Report(replace(snapshot, statement=today), ()))
    return replace(person, statement=put.statement, source=put.source, summary=put.summary, trouble=put.trouble)


def difference(before: str, after: str) -> tuple[page.DiffLine, ...]:
    """The lines that differ, each with a little of what stands around them. Empty for what is too long to compare."""
    old, new = before.split("\n"), after.split("\n")
    if max(len(old), len(new)) > _MOST_LINES:
        return ()
    lines: list[page.DiffLine] = []
    for group in SequenceMatcher(None, old, new).get_grouped_opcodes(_CONTEXT):
        for tag, a, b, c, d in group:
            if tag == "equal":
                lines += (page.DiffLine(" ", line) for line in old[a:b])
                continue
            lines += (page.DiffLine("-", line) for line in old[a:b])
            lines += (page.DiffLine("+", line) for line in new[c:d])
    return tuple(lines)
