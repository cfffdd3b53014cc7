"""Every open nomination, many in one query, with the same verdicts as one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from nomflow.core.action.effects import Present, Status
from nomflow.core.action.gate import gate
from nomflow.core.basics.errors import ConfigError, GitHubError
from nomflow.core.basics.time import utc
from nomflow.core.election.election import Election
from nomflow.core.election.windows import last_close
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.misplaced import suspects
from nomflow.core.snapshot.snapshot import OtherNomination, PullRequestState
from nomflow.github.answers import Json
from nomflow.github.base import COMMENT_TEMPLATE, Base, LoadConfig, config_names, find_config, paths_of
from nomflow.github.facts import facts, shown_of
from nomflow.github.files import Repository, TreeEntry, entries_of
from nomflow.github.gather import BadConfigError, Gathered, Hints, finished, gather, take_tip, tip
from nomflow.github.others import Listed, all_listed, listed_of, others_of
from nomflow.github.paging import whole
from nomflow.github.patience import LimitError
from nomflow.github.queries import KNOWN_LABELS, Variables, in_repository, just_closed, listed, pull_fields, texts
from nomflow.github.reading import Reading
from nomflow.github.subject import Subject, subject_of

BATCH = 25
"""Pull requests in one query: far below GitHub's ten seconds."""

_PAGES = 20
_STILL_SWEPT = timedelta(days=7)


class NotANomination(Struct, frozen=True):
    """An open pull request that is no nomination, how its gate shows, and how it should."""

    present: Present
    url: str
    status: Status


class Unjudged(Struct, frozen=True):
    """An open pull request that could not be judged, and why."""

    present: Present
    error: Exception


class _Overview(Struct, frozen=True):
    branch: str
    base: Base | None
    error: ConfigError | None
    open: tuple[tuple[Listed, Present], ...]
    merged: tuple[Listed, ...] | Unavailable
    at: datetime
    in_queue: set[int]


def sweep(
    repository: Repository,
    load: LoadConfig,
    config_path: str = "",
    states: str = "OPEN",
    in_queue: set[int] | None = None,
    bases: list[Base] | None = None,
) -> Iterator[Gathered | NotANomination | Unjudged]:
    """All pull requests in these states. One that cannot be judged does not keep the others from it. ``in_queue`` takes
    in the numbers of those that wait in a merge queue, ``bases`` the base branch as it was read."""
    seen = _overview(repository, load, config_path, states)
    if in_queue is not None:
        in_queue |= seen.in_queue
    if seen.base is None:
        assert seen.error is not None
        for each, present in seen.open:
            if each.base == seen.branch:
                yield Unjudged(present, seen.error)
        return
    if bases is not None:
        bases.append(seen.base)
    subjects = _just_closed(seen, seen.base)
    presents = {each.number: Present(number=each.number, node="", head=each.head) for each, _ in subjects}
    heads = Counter(each.head for each, _ in seen.open if each.state is PullRequestState.OPEN)
    alone = [each.number for each, _ in subjects if each.head in heads]
    subjects = [both for both in subjects if both[0].number not in alone]
    presents |= {each.number: present for each, present in seen.open}
    for each, present in seen.open:
        subject = subject_of(seen.base.config, each.paths, each.author.login)
        config, author = seen.base.config, each.author.login
        hidden = not subject and suspects(config, each.paths, each.paths, author, each.created_at, seen.at)
        if each.base != seen.branch or each.more or hidden or heads[each.head] > 1:
            alone.append(each.number)
        elif subject is None:
            yield NotANomination(present, each.url, gate(config, each.paths, author))
        else:
            subjects.append((each, subject))
    yield from _batches(seen, seen.base, subjects, alone, presents)
    for number in alone:
        yield _one(repository, number, presents[number], load, config_path)


def _just_closed(seen: _Overview, base: Base) -> list[tuple[Listed, Subject]]:
    """The merged nominations of elections that closed a few days ago: nothing happens to them any more that would start
    a run, and their people are to be told how it ended."""
    if isinstance(seen.merged, Unavailable):
        return []
    there = {each.number for each, _ in seen.open}
    found = []
    for each in seen.merged:
        if each.state is not PullRequestState.MERGED:
            continue
        subject = subject_of(base.config, each.paths, each.author.login)
        if each.base != seen.branch or each.more or subject is None or each.number in there:
            continue
        close = last_close(subject.election)
        if close and close < seen.at <= close + _STILL_SWEPT:
            found.append((each, subject))
    return found


def _batches(
    seen: _Overview,
    base: Base,
    subjects: Sequence[tuple[Listed, Subject]],
    alone: list[int],
    presents: Mapping[int, Present],
) -> Iterator[Gathered | Unjudged]:
    """Whatever cannot be judged together is put into ``alone``."""
    others = _Others(_together(seen), seen.branch)
    for start in range(0, len(subjects), BATCH):
        batch = subjects[start : start + BATCH]
        try:
            found, base = _batch(base, batch, others)
        except LimitError:
            raise
        except ConfigError as error:
            yield from (Unjudged(presents[each.number], error) for each, _ in batch)
        except Exception:  # GitHub's answer, or a mistake of ours: one by one it hurts only its own
            alone += [each.number for each, _ in batch]
        else:
            yield from found


def _one(
    repository: Repository, number: int, present: Present, load: LoadConfig, config_path: str
) -> Gathered | Unjudged:
    try:
        return gather(repository, number, load, config_path, Hints())
    except (GitHubError, ConfigError) as error:
        return Unjudged(error.present if isinstance(error, BadConfigError) else present, error)
    except Exception as error:
        return Unjudged(present, error)


def _together(seen: _Overview) -> tuple[Listed, ...] | Unavailable:
    """Everything, each once."""
    if isinstance(seen.merged, Unavailable):
        return seen.merged
    known = {each.number: each for each in (*(each for each, _ in seen.open), *seen.merged)}
    return tuple(known.values())


def _overview(repository: Repository, load: LoadConfig, config_path: str, states: str) -> _Overview:
    variables, names = Variables(), config_names(config_path)
    paths = (*names, COMMENT_TEMPLATE)
    branch = f"defaultBranchRef {{ name target {{ oid ... on Commit {{ {texts(paths, variables, 'b')} }} }} }}"
    parts = [branch, listed(states, name="open", status=True), listed("MERGED"), just_closed()]
    text = variables.query(in_repository(repository.owner, repository.name, variables, parts))
    asked = repository.client.query(text, variables.values)
    answer = asked.data["repository"]
    ref = answer["defaultBranchRef"]
    if not ref:
        raise GitHubError("This repository has no branch yet.")
    files = entries_of(ref["target"], "b", paths)
    base, trouble = None, None
    try:
        config, text, path = find_config(repository, files, names, load)
        base = Base(
            repository=repository,
            commit=ref["target"]["oid"].text,
            config=config,
            config_text=text,
            config_path=path,
            files=files,
        )
    except ConfigError as error:
        trouble = error
    oldest = _oldest(base) if base else None
    merged = all_listed(repository, answer["listed"], oldest, "MERGED")
    if not isinstance(merged, Unavailable):
        merged = (*merged, *listed_of(answer["closed"].nodes))
    in_queue = set[int]()
    there = tuple(_open(repository, answer["open"], states, in_queue))
    return _Overview(ref["name"].text, base, trouble, there, merged, asked.at, in_queue)


def _oldest(base: Base) -> Election | None:
    """The election whose nominations opened first; none if one of them never opened."""
    elections = base.config.elections
    if any(election.windows.nominations.opens is None for election in elections):
        return None
    return min(elections, key=_opens)


def _opens(election: Election) -> datetime:
    moment = election.windows.nominations.opens
    assert moment is not None
    return utc(moment)


def _open(repository: Repository, page: Json, states: str, in_queue: set[int]) -> Iterator[tuple[Listed, Present]]:
    for _ in range(_PAGES):
        for each, node in zip(listed_of(page.nodes), page.nodes, strict=True):
            if node["isInMergeQueue"].flag:
                in_queue.add(each.number)
            yield each, _present(each, node)
        if not page["pageInfo"]["hasNextPage"].flag:
            return
        variables = Variables()
        after = variables.add(page["pageInfo"]["endCursor"].text, "String!")
        part = listed(states, name="open", after=after, status=True)
        text = variables.query(in_repository(repository.owner, repository.name, variables, [part]))
        page = repository.client.query(text, variables.values).data["repository"]["open"]
    raise GitHubError(f"There are more than {_PAGES}00 pull requests, which is too many to check at once.")


def _present(each: Listed, node: Json) -> Present:
    last = node["tip"].nodes
    status = last[0]["commit"]["status"]["context"] if last else Json(None)
    same = bool(last) and last[0]["commit"]["oid"].text == each.head
    return Present(number=each.number, node="", head=each.head, status=shown_of(status) if same else None)


class _Others:
    """The other nominations of each election, looked up once."""

    def __init__(self, known: tuple[Listed, ...] | Unavailable, branch: str) -> None:
        self._known = known
        self._branch = branch
        self._found: dict[str, tuple[OtherNomination, ...] | Unavailable] = {}

    def of(self, base: Base, election: Election) -> tuple[OtherNomination, ...] | Unavailable:
        if election.id not in self._found:
            self._found[election.id] = others_of(base, election, self._branch, self._known)
        return self._found[election.id]


def _batch(
    base: Base, batch: Sequence[tuple[Listed, Subject]], others: _Others
) -> tuple[list[Gathered | Unjudged], Base]:
    repository, variables = base.repository, Variables()
    elections = tuple({subject.election.id: subject.election for _, subject in batch}.values())
    wanted = tuple(path for path in paths_of(base.config, elections) if path not in base.files)
    parts = [KNOWN_LABELS]
    if wanted:
        oid = variables.add(base.commit, "GitObjectID!")
        parts.append(f"base: object(oid: {oid}) {{ ... on Commit {{ {texts(wanted, variables, 'b')} }} }}")
    for each, subject in batch:
        path = variables.path(subject.path)
        parts.append(f"p{each.number}: pullRequest(number: {each.number}) {{ {pull_fields(path)} {tip(path)} }}")
    text = variables.query(in_repository(repository.owner, repository.name, variables, parts))
    answer = repository.client.query(text, variables.values)
    found = answer.data["repository"]
    if wanted:
        base = _with_files(base, tuple(entries_of(found["base"], "b", wanted).items()))
    readings = []
    for each, subject in batch:
        node = whole(repository, found[f"p{each.number}"], subject.path)
        read = facts(node, found)
        if read.base != base.commit or subject.path not in (file.path for file in read.pull_request.files):
            raise GitHubError("A branch changed while nomflow was reading.")
        reading = Reading(
            repository=repository,
            facts=read,
            base=base,
            subject=subject,
            taken_at=answer.at,
            others=others.of(base, subject.election),
        )
        take_tip(reading, node)
        readings.append(reading)
    return list(finished(readings)), base


def _with_files(base: Base, files: tuple[tuple[str, TreeEntry | None], ...]) -> Base:
    return Base(
        repository=base.repository,
        commit=base.commit,
        config=base.config,
        config_text=base.config_text,
        config_path=base.config_path,
        files={**base.files, **dict(files)},
    )
