"""One nomination as its page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from nomflow.core.acknowledgements.confirmed import acknowledgements
from nomflow.core.basics.text import readable
from nomflow.core.election.choices import HtmlPolicy, Shown
from nomflow.core.election.election import Election
from nomflow.core.endorsements.tally import tally
from nomflow.core.evaluate import Report
from nomflow.core.markdown.html import to_html
from nomflow.core.nomination.address import address_of
from nomflow.core.nomination.earlier import disqualification, left_before_changed
from nomflow.core.nomination.nominee import nominee_of
from nomflow.core.nomination.officers import decisions
from nomflow.core.nomination.standing import withdrawal
from nomflow.core.site import site as page
from nomflow.core.snapshot.photo import shown_photo
from nomflow.core.snapshot.snapshot import Snapshot, repository_url
from nomflow.core.snapshot.statement import Statement, field_list
from nomflow.core.snapshot.translations import language_of, tag_of


def candidate_page(report: Report, show_endorsers: Shown = Shown.NAMES) -> page.CandidatePage:
    """The page of the nomination that a report is about. Where we fail, it says so, and the list is whole."""
    try:
        return _page(report, show_endorsers)
    except Exception:
        snapshot = report.snapshot
        identity, nominee = address_of(snapshot), nominee_of(snapshot)
        return page.CandidatePage(
            id=identity,
            name=nominee.shown or identity,
            handle=nominee.handle,
            trouble=page.NotShown.OURS,
            gone=gone_of(snapshot),
        )


def _page(report: Report, show_endorsers: Shown) -> page.CandidatePage:
    snapshot = report.snapshot
    nominee, statement, election = nominee_of(snapshot), snapshot.statement, snapshot.election
    identity = address_of(snapshot)
    if statement is None:
        return page.CandidatePage(id=identity, name=nominee.shown, handle=nominee.handle, gone=gone_of(snapshot))
    endorsers = _endorsers(snapshot, show_endorsers)
    text = _words(snapshot, statement, language_of(snapshot))
    return page.CandidatePage(
        id=identity,
        name=nominee.name or nominee.handle or identity,
        handle=nominee.handle,
        statement=text,
        affiliation=", ".join(_public(statement, election, "affiliation")),
        summary=" ".join(_public(statement, election, "summary")),
        pronouns=" ".join(_public(statement, election, "pronouns")),
        conflicts=_public(statement, election, "conflicts"),
        links=tuple(page.PersonalLink(_label(url), url) for url in _public(statement, election, "links")),
        endorsers=endorsers if show_endorsers is Shown.NAMES else (),
        endorser_count=len(endorsers) if show_endorsers is Shown.COUNT else None,
        reviewers=tuple(
            page.NamedPerson(each.credited.handle, readable(each.credited.name), record=each.url)
            for each in (acknowledgements(snapshot) if snapshot.pull_request else ())
            if each.confirmed
        ),
        history=_history(snapshot),
        source=_source(snapshot, statement),
        gone=gone_of(snapshot),
        trouble=None if text else page.NotShown.OURS if statement.trouble else page.NotShown.REFUSED,
        translations=tuple(_translations(snapshot)) if text else (),
        markdown=statement.document.body if text else "",
        photo_file=shown_photo(snapshot),
    )


def _public(statement: Statement, election: Election, name: str) -> tuple[str, ...]:
    """What a field holds, unless the election keeps it from the page."""
    field = election.statement.front_matter.fields.get(name)
    return tuple(map(readable, field_list(statement, election, name))) if field and field.public else ()


def _endorsers(snapshot: Snapshot, shown: Shown) -> tuple[page.NamedPerson, ...]:
    if snapshot.pull_request is None:
        return ()
    people = tally(snapshot)
    return tuple(
        page.NamedPerson(each.account.login, each.name, ", ".join(each.employers), each.url)
        for each in people.counted
        if not people.private or shown is Shown.NAMES
    )


def _translations(snapshot: Snapshot) -> Iterator[page.Translation]:
    """Those that can be shown; the rule ``translations`` tells of the others."""
    seen = {language_of(snapshot).lower()}
    for each in snapshot.translations:
        words = _words(snapshot, each, tag_of(each))
        if words and words.count and words.language not in seen:
            seen.add(words.language)
            summary = " ".join(_public(each, snapshot.election, "summary"))
            yield page.Translation(words, _source(snapshot, each), summary)


def _words(snapshot: Snapshot, statement: Statement, language: str) -> page.RenderedText | None:
    if statement.document.refused or statement.trouble:
        return None
    election = snapshot.election
    allowed = election.statement.html is HtmlPolicy.GITHUB
    root = _root(snapshot)
    folder = statement.path.rpartition("/")[0]
    base = f"{root}{quote(folder)}/" if root and folder else root
    made = to_html(statement.document, raw_html=allowed, base=base, root=root)
    return page.RenderedText(made.html, statement.document.words, made.contents, language)


def _root(snapshot: Snapshot) -> str:
    """Where the repository's files stand at the commit judged: relative links of a statement lead there."""
    repository, pull_request = repository_url(snapshot), snapshot.pull_request
    commit = (pull_request.head if pull_request else "") or "HEAD"
    return f"{repository}/blob/{commit}/" if repository else ""


def _source(snapshot: Snapshot, statement: Statement) -> page.StatementSource:
    pull_request, repository = snapshot.pull_request, repository_url(snapshot)
    commit = pull_request.head if pull_request else ""
    url = f"{repository}/blob/{commit}/{statement.path}" if repository and commit else ""
    return page.StatementSource(
        path=statement.path,
        commit=commit,
        blob=statement.source.git_blob_sha,
        sha256=statement.source.sha256,
        url=url,
        pull_request=pull_request.number if pull_request else 0,
        pull_request_url=pull_request.url if pull_request else "",
    )


def _history(snapshot: Snapshot) -> tuple[page.Change, ...]:
    pull_request = snapshot.pull_request
    if pull_request is None:
        return ()
    author = pull_request.author.login
    changes = [page.Change(kind=page.ChangeKind.SUBMITTED, at=pull_request.created_at, by=author, url=pull_request.url)]
    if pull_request.merged_at:
        changes.append(page.Change(kind=page.ChangeKind.ACCEPTED, at=pull_request.merged_at, url=pull_request.url))
    changes += (
        page.Change(
            kind=page.ChangeKind.DECIDED, at=each.at, by=each.by.login, url=each.url, words=f"{each.words}: {each.why}"
        )
        for each in decisions(snapshot).rulings
    )
    return tuple(changes)


def gone_of(snapshot: Snapshot) -> page.Gone | None:
    """When and why somebody no longer stands, or ``None``."""
    left = withdrawal(snapshot)
    if left:
        return page.Gone(why=page.Leaving.WITHDRAWN, at=left.at, notice_url=left.url)
    if (other := left_before_changed(snapshot)) and other.left_at:
        return page.Gone(why=page.Leaving.WITHDRAWN, at=other.left_at, notice_url=other.url)
    decided = disqualification(snapshot)
    if decided:
        return page.Gone(why=page.Leaving.DISQUALIFIED, at=decided.at, reason=decided.argument, notice_url=decided.url)
    return None


def _label(url: str) -> str:
    return url.removeprefix("https://").removeprefix("http://").removeprefix("mailto:").rstrip("/")
