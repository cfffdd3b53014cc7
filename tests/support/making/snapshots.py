"""Snapshots that name only what matters: a plain nomination in order, and what differs from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha1

from msgspec.structs import replace

from making.events import UNKNOWN_BLOB, at
from making.people import CAST, NOMINEE, account, elector
from nomflow.core.basics.answer import Outcome
from nomflow.core.election.election import Config
from nomflow.core.election.load import load
from nomflow.core.endorsements.tally import tally
from nomflow.core.evaluate import Rule, evaluate
from nomflow.core.nomination.evidence import Evidence
from nomflow.core.roll.reader import Elector
from nomflow.core.roll.roll import Roll, Unavailable, make_roll
from nomflow.core.snapshot.snapshot import (
    Account,
    ChangedFile,
    Comment,
    OtherNomination,
    PostedStatus,
    PullRequest,
    PullRequestState,
    Review,
    Snapshot,
)
from nomflow.core.snapshot.statement import Statement, read_statement

PATH = "nominations/2026-board/{nominee}.md"
HEAD = "a" * 40
OPENED = "07-02 09:00"
NOW = "07-20 12:00"

_ELECTION = """
title: Board election 2026
windows:
  zone: UTC
  nominations: {opens: 2026-07-01, closes: 2026-07-31}
nominations: {}
acceptance: {}
eligibility: {}
endorsements: {count: 0}
acknowledgements: {}
roll: roll.yml
"""

_STATEMENT = """\
---
name: Ida Quist
handle: {nominee}
affiliation: Quist Works
{more}---

## What I have done

I kept the books of the cooperative for six years and wrote the handbook that new members read first.

## What I will do

I will publish the budget each spring, and answer every question about it within a week.

{thanks}
"""


def statement_text(nominee: str = NOMINEE, more: str = "", thanks: str = "") -> str:
    """A statement in order. ``more`` are lines of front matter, ``thanks`` a last paragraph."""
    return _STATEMENT.format(nominee=nominee, more=f"{more.strip()}\n" if more else "", thanks=thanks).rstrip() + "\n"


def blob_of(text: str) -> str:
    """Git's name for a text."""
    raw = text.encode()
    return sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


@lru_cache(maxsize=200)
def make_config(election: str = "", config: str = "") -> Config:
    """A configuration of one election. Both texts are YAML: keys of the election, and of the whole file."""
    lines = "".join(f"    {line}\n" for line in election.strip("\n").splitlines())
    text = f"organisation: Example\nelections:\n  - id: 2026-board\n    extends: plain\n{_given(lines)}{config}\n"
    return load(text, "nomflow.yml", lambda name: _ELECTION if name == "plain" else None)


def make_snapshot(
    *events: Review | Comment | PostedStatus,
    election: str = "",
    config: str = "",
    taken: str = NOW,
    opened: str = OPENED,
    nominee: str | Account | None = NOMINEE,
    author: str | Account = NOMINEE,
    text: str | None = None,
    more: str = "",
    thanks: str = "",
    roll: Iterable[Elector | str] | Roll | Unavailable | None = CAST,
    people: Mapping[str, str] | None = None,
    affiliations: Mapping[str, tuple[str, ...]] | Unavailable | None = None,
    versions: Iterable[str] = (),
    others: tuple[OtherNomination, ...] | Unavailable = (),
    files: Iterable[ChangedFile | str] | None = None,
    pull_request: bool = True,
    **changes: object,
) -> Snapshot:
    """A nomination by ``author`` of ``nominee``, with what people did in ``events``.

    Reviews without a blob are about the statement as it is, and a status of ours was posted when it was opened, unless
    statuses are given. ``versions`` are texts of earlier statements. ``changes`` are fields of the pull request.
    """
    made = make_config(election, config)
    candidate = account(nominee) if nominee is not None else None
    login = candidate.login if candidate else NOMINEE
    written = statement_text(login, more, thanks) if text is None else text
    path = PATH.format(nominee=login)
    blob = blob_of(written)
    statuses = tuple(each for each in events if isinstance(each, PostedStatus))
    thread = PullRequest(
        number=7,
        author=account(author),
        created_at=at(opened),
        url="https://github.com/example/elections/pull/7",
        title=f"Nominate {login}",
        head=HEAD,
        files=tuple(ChangedFile(path=each) if isinstance(each, str) else each for each in (files or (path,))),
        reviews=tuple(_with_blob(each, blob) for each in events if isinstance(each, Review)),
        comments=tuple(each for each in events if isinstance(each, Comment)),
        statuses=statuses or (PostedStatus(commit=HEAD, state="pending", at=at(opened), blob=blob),),
    )
    return Snapshot(
        config=made,
        election=made.elections[0],
        taken_at=at(taken),
        statement=_read(path, written),
        nominee=candidate,
        pull_request=replace(thread, **changes) if pull_request else None,
        roll=_roll(roll, login),
        people=people or {},
        affiliations=affiliations if affiliations is not None else {},
        versions={blob_of(each): each for each in versions},
        others=others,
    )


@lru_cache(maxsize=500)
def _read(path: str, text: str) -> Statement:
    return read_statement(path, text.encode())


def other(number: int, nominee: str = NOMINEE, **changes: object) -> OtherNomination:
    """Another nomination of the election."""
    return replace(
        OtherNomination(
            number=number, nominee=nominee, seat="2026-board", nominator=nominee, state=PullRequestState.OPEN
        ),
        **changes,
    )


def ask(rule: Rule, snapshot: Snapshot) -> Outcome:
    """What one rule answers, as in a report."""
    return evaluate(snapshot, (rule,)).verdicts[0].outcome


def codes(snapshot: Snapshot) -> dict[str, str]:
    """The reason code of everybody in the tally, by login in lower case."""
    found = {each.account.login.lower(): each.code.value for each in tally(snapshot).people}
    assert len(found) == len(tally(snapshot).people), "one person, one entry"
    return found


def evidence_of(snapshot: Snapshot, login: str) -> Evidence:
    """One person's entry in the tally."""
    (found,) = [each for each in tally(snapshot).people if each.account.login.lower() == login.lower()]
    return found


def _with_blob(given: Review, blob: str) -> Review:
    return replace(given, blob="" if given.blob == UNKNOWN_BLOB else given.blob or blob)


def _given(lines: str) -> str:
    return lines if lines.strip() else ""


def _roll(given: Iterable[Elector | str] | Roll | Unavailable | None, nominee: str) -> Roll | Unavailable | None:
    if given is None or isinstance(given, Roll | Unavailable):
        return given
    everybody = [elector(each) if isinstance(each, str) else each for each in given]
    if given is CAST:
        everybody.append(elector(nominee))
    return make_roll(everybody)
