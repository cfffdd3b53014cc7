"""The other nominations of an election, as the list of pull requests tells of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.time import utc
from nomflow.core.election.election import Election
from nomflow.core.nomination.deadlines import last_cut_off
from nomflow.core.nomination.earlier import earlier_nominations
from nomflow.core.nomination.officers import decisions
from nomflow.core.nomination.standing import left_at
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.snapshot import Account, OfficersAct, OtherNomination, PullRequestState, Snapshot
from nomflow.core.snapshot.statement import Statement, field_list, field_text
from nomflow.github.answers import Json
from nomflow.github.base import Base
from nomflow.github.facts import account, pull_request_of
from nomflow.github.files import Repository, TreeEntry, entry_of
from nomflow.github.paging import whole
from nomflow.github.queries import TEXT, Variables, in_repository, listed, pull_fields
from nomflow.github.subject import Subject, subject_of

_PAGES = 10
"""Pages of a hundred pull requests that are read."""

_AT_ONCE = 50
"""Statements in one query."""


class Listed(Struct, frozen=True, kw_only=True):
    """A pull request in the list of all, open or merged. ``more``: it touches more than these ``paths``."""

    number: int
    author: Account
    state: PullRequestState
    url: str
    created_at: datetime
    head: str
    base: str
    paths: tuple[str, ...]
    more: bool
    closed_at: datetime | None = None


def listed_of(nodes: Iterable[Json]) -> tuple[Listed, ...]:
    """One page of the list."""
    return tuple(
        Listed(
            number=node["number"].number,
            author=account(node["author"]),
            state=PullRequestState(node["state"].text.lower()),
            url=node["url"].text,
            created_at=node["createdAt"].time,
            head=node["headRefOid"].text,
            base=node["baseRefName"].text,
            paths=tuple(file["path"].text for file in node["files"].nodes),
            more=node["files"]["pageInfo"]["hasNextPage"].flag,
            closed_at=node["closedAt"].time_or_none,
        )
        for node in nodes
    )


def all_listed(
    repository: Repository, page: Json, election: Election | None, states: str = "OPEN, MERGED"
) -> tuple[Listed, ...] | Unavailable:
    """The list from its first page on, back to what was merged before nominations for ``election`` opened."""
    found = list(listed_of(page.nodes))
    opens = election.windows.nominations.opens if election else None
    since = utc(opens) if opens else None
    for _ in range(_PAGES - 1):
        old = since is not None and bool(found) and found[-1].created_at < since
        if not page["pageInfo"]["hasNextPage"].flag or (old and found[-1].state is PullRequestState.MERGED):
            return tuple(found)
        variables = Variables()
        after = variables.add(page["pageInfo"]["endCursor"].text, "String!")
        text = variables.query(
            in_repository(repository.owner, repository.name, variables, [listed(states, after=after)])
        )
        page = repository.client.query(text, variables.values).data["repository"]["listed"]
        found += listed_of(page.nodes)
    if page["pageInfo"]["hasNextPage"].flag:
        return Unavailable(f"There are more than {len(found)} pull requests.")
    return tuple(found)


def others_of(
    base: Base, election: Election, branch: str, known: tuple[Listed, ...] | Unavailable
) -> tuple[OtherNomination, ...] | Unavailable:
    """Every nomination of the election among those listed."""
    if isinstance(known, Unavailable):
        return known
    found: list[tuple[Listed, Subject]] = []
    for each in known:
        subject = subject_of(base.config, each.paths, each.author.login) if each.base == branch else None
        if subject and subject.place is not None and subject.election.id == election.id:
            found.append((each, subject))
    statements = _statements(base.repository, found) if _asks_for_statements(election) else {}
    found.sort(key=lambda both: both[0].number)
    return tuple(_other(each, subject, election, statements.get(each.number)) for each, subject in found)


def with_leaving(repository: Repository, snapshot: Snapshot) -> Snapshot:
    """The snapshot with what the nominee said in earlier nominations of theirs; there is hardly ever one to read.

    Raises ``GitHubError``.
    """
    close = last_cut_off(snapshot)
    times = {snapshot.taken_at, min(close, snapshot.taken_at) if close else snapshot.taken_at}
    before = {other.number for at in times for other in earlier_nominations(replace(snapshot, taken_at=at))}
    if not before or isinstance(snapshot.others, Unavailable):
        return snapshot
    variables = Variables()
    parts = [f"p{number}: pullRequest(number: {number}) {{ {pull_fields()} }}" for number in sorted(before)]
    text = variables.query(in_repository(repository.owner, repository.name, variables, parts))
    answer = repository.client.query(text, variables.values).data["repository"]
    threads = {number: pull_request_of(whole(repository, answer[f"p{number}"], "")) for number in before}
    others = (
        _with_thread(each, replace(snapshot, pull_request=threads[each.number], others=()))
        if each.number in before
        else each
        for each in snapshot.others
    )
    return replace(snapshot, others=tuple(others))


def _with_thread(other: OtherNomination, snapshot: Snapshot) -> OtherNomination:
    decided = decisions(snapshot).disqualified
    act = OfficersAct(decided.officer, decided.at, decided.url, decided.argument) if decided else None
    return replace(other, left_at=left_at(snapshot), disqualified=act)


def _asks_for_statements(election: Election) -> bool:
    path = election.statement.path
    no_seat = len(election.seats) > 1 and "{seat}" not in path
    return no_seat or "{handle}" not in path or election.eligibility.employer_cap is not None


def _statements(repository: Repository, found: list[tuple[Listed, Subject]]) -> dict[int, Statement]:
    read: dict[int, Statement] = {}
    for start in range(0, len(found), _AT_ONCE):
        batch = found[start : start + _AT_ONCE]
        variables = Variables()
        parts = [
            f"o{each.number}: object(oid: {variables.add(each.head, 'GitObjectID!')})"
            f" {{ ... on Commit {{ file(path: {variables.path(subject.path)}) {TEXT} }} }}"
            for each, subject in batch
        ]
        text = variables.query(in_repository(repository.owner, repository.name, variables, parts))
        answer = repository.client.query(text, variables.values).data["repository"]
        for each, subject in batch:
            entry: TreeEntry | None = entry_of(answer[f"o{each.number}"]["file"])
            if entry and entry.text is not None:
                read[each.number] = repository.read(subject.path, entry.text.encode())
    return read


def _other(each: Listed, subject: Subject, election: Election, statement: Statement | None) -> OtherNomination:
    place = subject.place
    typed = field_text(statement, election, "handle").removeprefix("@") if statement else ""
    seat = (place.seat if place else "") or (field_text(statement, election, "seat") if statement else "")
    if not seat and len(election.seats) == 1:
        seat = election.seats[0].id
    return OtherNomination(
        number=each.number,
        nominee=(place.handle if place else "") or typed or (place.name if place else "") or each.author.login,
        seat=seat,
        url=each.url,
        nominator=each.author.login,
        state=each.state,
        created_at=each.created_at,
        closed_at=each.closed_at if each.state is PullRequestState.CLOSED else None,
        employers=field_list(statement, election, "affiliation") if statement else (),
    )
