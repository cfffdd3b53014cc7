"""Reading a pull request: one query where its paths are known, a second for what the first one named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.action.effects import Present
from nomflow.core.basics.errors import ConfigError, GitHubError
from nomflow.core.basics.text import MAX_BYTES
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.misplaced import MOST_TEXTS, Nearness, Suspect, reads_like_one, suspects
from nomflow.core.snapshot.run_memory import Memory
from nomflow.core.snapshot.snapshot import Account, AccountKind, FileStatus, PullRequest, Snapshot
from nomflow.github.answers import Json
from nomflow.github.base import COMMENT_TEMPLATE, Base, LoadConfig, config_names, find_config
from nomflow.github.facts import edits_of, facts
from nomflow.github.files import Repository, TreeEntry, entries_of, entry_of
from nomflow.github.others import all_listed, listed_of, others_of, with_leaving
from nomflow.github.paging import MovedError, whole
from nomflow.github.paths import safe
from nomflow.github.queries import (
    ALIKE,
    KNOWN_LABELS,
    TEXT,
    Variables,
    edits,
    entries,
    in_repository,
    just_closed,
    listed,
    pull_fields,
    texts,
)
from nomflow.github.reading import Reading, missing
from nomflow.github.subject import Subject, subject_of

_ATTEMPTS = 3
_OBJECTS_AT_ONCE = 60


class BadConfigError(ConfigError):
    """The configuration cannot be used; ``present`` is what the gate is to be told."""

    def __init__(self, error: ConfigError, present: Present) -> None:
        super().__init__(error.faults)
        self.present = present


class Hints(Struct, frozen=True):
    """Paths worth asking for at once. A wrong guess costs one more request and nothing else."""

    base: tuple[str, ...] = ()
    statement: str = ""


class Gathered(Struct, frozen=True, kw_only=True):
    """One pull request at one commit. ``snapshot`` is ``None`` where it is no nomination; ``alike`` are the numbers of
    the other open pull requests with the same head."""

    present: Present
    pull_request: PullRequest
    base: Base
    snapshot: Snapshot | None
    memory: Memory = Memory()
    alike: tuple[int, ...] = ()


NO_HINTS = Hints()


def gather(
    repository: Repository, number: int, load: LoadConfig, config_path: str = "", hints: Hints = NO_HINTS
) -> Gathered:
    """Reads one pull request.

    Raises ``BadConfigError`` for what the organiser has to mend, ``GitHubError`` for what could not be read.
    """
    for _ in range(_ATTEMPTS):
        try:
            return _gather(repository, number, load, config_path, hints)
        except MovedError:
            continue
    raise GitHubError("This pull request kept changing while nomflow was reading it. Run this again in a minute.")


def _gather(repository: Repository, number: int, load: LoadConfig, config_path: str, hints: Hints) -> Gathered:
    variables, names = Variables(), config_names(config_path)
    guess = variables.path(hints.statement) if hints.statement else ""
    base_paths = tuple(dict.fromkeys((*names, COMMENT_TEMPLATE, *hints.base)))
    base = f"baseRef {{ target {{ oid ... on Commit {{ {texts(base_paths, variables, 'b')} }} }} }}"
    pull = f"pullRequest(number: {variables.add(number, 'Int!')}) {{ {pull_fields(guess)} {base} {tip(guess)} }}"
    text = variables.query(
        in_repository(
            repository.owner, repository.name, variables, [pull, listed(), just_closed(), KNOWN_LABELS, ALIKE]
        )
    )
    answer = repository.client.query(text, variables.values)
    node = whole(repository, answer.data["repository"]["pullRequest"], hints.statement)
    if not node["baseRef"]:
        raise GitHubError("The base branch of this pull request no longer exists.")
    found = facts(node, answer.data["repository"])
    alike = tuple(
        other["number"].number
        for other in answer.data["repository"]["alike"].nodes
        if other["headRefOid"].text == found.present.head and other["number"].number != number
    )
    files = entries_of(node["baseRef"]["target"], "b", base_paths)
    try:
        config, text, path = find_config(repository, files, names, load)
    except ConfigError as error:
        raise BadConfigError(error, found.present) from error
    branch = Base(
        repository=repository, commit=found.base, config=config, config_text=text, config_path=path, files=files
    )
    subject = subject_of(config, (file.path for file in found.pull_request.files), found.pull_request.author.login)
    subject = subject or _misplaced(branch, found.pull_request, answer.at)
    if subject is None:
        return Gathered(present=found.present, pull_request=found.pull_request, base=branch, snapshot=None, alike=alike)
    election = subject.election
    known = all_listed(repository, answer.data["repository"]["listed"], election)
    if not isinstance(known, Unavailable):
        known = (*known, *listed_of(answer.data["repository"]["closed"].nodes))
    others = others_of(branch, election, found.pull_request.base, known)
    reading = Reading(
        repository=repository, facts=found, base=branch, subject=subject, taken_at=answer.at, others=others
    )
    if hints.statement == subject.path:
        take_tip(reading, node)
    return replace(finished([reading])[0], alike=alike)


def _misplaced(branch: Base, pull_request: PullRequest, now: datetime) -> Subject | None:
    """The nomination in the wrong place that a pull request is. Where its path does not tell, its text does."""
    files, author = pull_request.files, pull_request.author.login
    added = [file.path for file in files if file.status in (FileStatus.ADDED, FileStatus.COPIED)]
    touched = (file.path for file in files)
    found = suspects(branch.config, added, touched, author, pull_request.created_at, now)
    found = tuple(each for each in found if safe(each.path))[:MOST_TEXTS]
    if found and found[0].nearness is not Nearness.SURE:
        repository, variables = branch.repository, Variables()
        paths = tuple(each.path for each in found)
        head = variables.add(pull_request.head, "GitObjectID!")
        asked = f"head: object(oid: {head}) {{ ... on Commit {{ {texts(paths, variables, 'm')} }} }}"
        text = variables.query(in_repository(repository.owner, repository.name, variables, [asked]))
        there = entries_of(repository.client.query(text, variables.values).data["repository"]["head"], "m", paths)
        found = tuple(each for each in found if _reads_like_one(repository, each, there[each.path]))
    return Subject(found[0].path, found[0].election, None) if found else None


def _reads_like_one(repository: Repository, suspect: Suspect, entry: TreeEntry | None) -> bool:
    if entry is None or not entry.plain:
        return False
    return reads_like_one(suspect, repository.read(suspect.path, repository.bytes_of(entry, MAX_BYTES + 1)))


def tip(path: str) -> str:
    """The statement at the head, in the query that finds the head; ``path`` is a variable or empty."""
    return f"tip: commits(last: 1) {{ nodes {{ commit {{ oid h0: file(path: {path}) {TEXT} }} }} }}" if path else ""


def take_tip(reading: Reading, node: Json) -> None:
    """What ``tip`` found, if that was the head, and the blobs found on the way."""
    last = node["tip"].nodes
    if last and last[0]["commit"]["oid"].text == reading.pull_request.head:
        reading.entries[reading.subject.path] = entry_of(last[0]["commit"]["h0"])
    reading.blobs |= reading.facts.blobs


def finished(readings: Sequence[Reading]) -> list[Gathered]:
    """Asks for whatever is still missing, of all at once, and makes the snapshots."""
    _second(readings)
    _third(readings)
    return [_gathered(reading) for reading in readings]


def _gathered(reading: Reading) -> Gathered:
    if trouble := missing(reading):
        raise trouble
    try:
        snapshot = reading.snapshot()
    except ConfigError as error:
        raise BadConfigError(error, reading.facts.present) from error
    snapshot = with_leaving(reading.repository, snapshot)
    return Gathered(
        present=reading.facts.present,
        pull_request=reading.pull_request,
        base=reading.base,
        snapshot=snapshot,
        memory=reading.facts.memory,
    )


def _second(readings: Sequence[Reading]) -> None:
    """Files of the base and the head, the statement's blob at reviewed commits, the nominee's account."""
    for reading in readings:
        _renames(reading)
    asking = [each for each in readings if _wants(each)]
    if not asking:
        return
    repository, variables = asking[0].repository, Variables()
    base_paths = tuple(dict.fromkeys(path for each in asking for path in each.wanted_of_base()))
    parts, users = [], []
    if base_paths:
        oid = variables.add(asking[0].base.commit, "GitObjectID!")
        parts.append(f"base: object(oid: {oid}) {{ ... on Commit {{ {texts(base_paths, variables, 'b')} }} }}")
    edited = [
        (f"d{place}_{at}", each, id) for place, each in enumerate(asking) for at, id in enumerate(each.wanted_edits())
    ]
    for place, each in enumerate(asking):
        parts += _parts(each, place, variables)
        if login := each.wanted_account():
            user = f"user(login: {variables.add(login, 'String!')}) {{ login databaseId name }}"
            users.append((f"u{place}", login, user))
    inside = in_repository(repository.owner, repository.name, variables, parts)
    outside = [f"{alias}: {user}" for alias, _, user in users]
    outside += [f"{alias}: {edits(variables.add(each.facts.nodes[id], 'ID!'))}" for alias, each, id in edited]
    text = variables.query(" ".join([inside, *outside]))
    answer = repository.client.query(text, variables.values, {alias for alias, _, _ in users}).data
    found = answer["repository"]
    base_files = entries_of(found["base"], "b", base_paths) if base_paths else {}
    for place, each in enumerate(asking):
        _still(each, found[f"p{place}"])
        _take(each, place, found)
        each.base = replace(each.base, files={**each.base.files, **base_files})
    for alias, login, _ in users:
        asking[int(alias[1:])].accounts[login] = _user(answer[alias])
    for alias, each, id in edited:
        each.edits[id] = tuple(edits_of(answer[alias]))
    if base_paths:
        for each in readings:
            each.base = replace(each.base, files={**each.base.files, **base_files})


def _wants(each: Reading) -> bool:
    return bool(
        each.wanted_of_base()
        or each.wanted_of_head()
        or each.wanted_commits()
        or each.wanted_account()
        or each.wanted_edits()
    )


def _parts(each: Reading, place: int, variables: Variables) -> list[str]:
    number, wanted = each.pull_request.number, each.wanted_of_head()
    parts = [f"p{place}: pullRequest(number: {number}) {{ headRefOid baseRef {{ target {{ oid }} }} }}"]
    if wanted:
        head = variables.add(each.pull_request.head, "GitObjectID!")
        own = texts(tuple(filter(each.with_text, wanted)), variables, "h")
        rest = entries(tuple(path for path in wanted if not each.with_text(path)), variables, "e")
        parts.append(f"h{place}: object(oid: {head}) {{ ... on Commit {{ {own} {rest} }} }}")
    if commits_wanted := each.wanted_commits():
        path = variables.path(each.subject.path)
        parts += [
            f"r{place}_{at}: object(oid: {variables.add(commit, 'GitObjectID!')})"
            f" {{ ... on Commit {{ file(path: {path}) {{ oid }} }} }}"
            for at, commit in enumerate(commits_wanted)
        ]
    return parts


def _take(each: Reading, place: int, found: Json) -> None:
    wanted, commits_wanted = each.wanted_of_head(), each.wanted_commits()
    if wanted:
        head = found[f"h{place}"]
        each.entries |= entries_of(head, "h", tuple(filter(each.with_text, wanted)))
        each.entries |= entries_of(head, "e", tuple(path for path in wanted if not each.with_text(path)))
    for at, commit in enumerate(commits_wanted):
        each.blobs[commit] = found[f"r{place}_{at}"]["file"]["oid"].text_or_empty


def _still(each: Reading, now: Json) -> None:
    same = now["headRefOid"].text == each.pull_request.head
    if not same or now["baseRef"]["target"]["oid"].text_or_empty != each.base.commit:
        raise MovedError("The pull request or its base branch has a new commit.")


def _user(node: Json) -> Account | None:
    if not node:
        return None
    return Account(node["login"].text, node["databaseId"].number, AccountKind.USER, node["name"].text_or_empty)


def _renames(reading: Reading) -> None:
    """Former paths, which only REST tells."""
    moved = (FileStatus.RENAMED, FileStatus.COPIED)
    if reading.previous or not any(file.status in moved for file in reading.pull_request.files):
        return
    repository = reading.repository
    path = f"/repos/{repository.owner}/{repository.name}/pulls/{reading.pull_request.number}/files"
    for file in repository.client.pages(path):
        if file["previous_filename"]:
            reading.previous[file["filename"].text] = file["previous_filename"].text


def _third(readings: Sequence[Reading]) -> None:
    """Earlier versions of statements, files they link to, photos, and nominees that only the statement names."""
    _second_again = [each for each in readings if each.wanted_account()]
    if _second_again:
        _second(_second_again)
    versions = [(each, blob) for each in readings for blob in each.wanted_versions()]
    links = [(each, path) for each in readings for path in each.wanted_links()]
    photos = [(each, path) for each in readings if (path := each.wanted_photo())]
    while versions or links or photos:
        some_versions, versions = versions[:_OBJECTS_AT_ONCE], versions[_OBJECTS_AT_ONCE:]
        some_links, links = links[:_OBJECTS_AT_ONCE], links[_OBJECTS_AT_ONCE:]
        some_photos, photos = photos[:_OBJECTS_AT_ONCE], photos[_OBJECTS_AT_ONCE:]
        _ask_third(readings[0].repository, some_versions, some_links, some_photos)
    for each in readings:
        each.read_photo()


def _ask_third(
    repository: Repository,
    versions: Sequence[tuple[Reading, str]],
    links: Sequence[tuple[Reading, str]],
    photos: Sequence[tuple[Reading, str]],
) -> None:
    variables = Variables()
    blobs = tuple(dict.fromkeys(blob for _, blob in versions))
    parts = [
        f"v{at}: object(oid: {variables.add(blob, 'GitObjectID!')}) {{ ... on Blob {{ text isTruncated }} }}"
        for at, blob in enumerate(blobs)
    ]
    paths = tuple(dict.fromkeys(path for _, path in links))
    if paths:
        oid = variables.add(links[0][0].base.commit, "GitObjectID!")
        parts.append(f"base: object(oid: {oid}) {{ ... on Commit {{ {entries(paths, variables, 'l')} }} }}")
    for at, (each, path) in enumerate(photos):
        head = variables.add(each.pull_request.head, "GitObjectID!")
        parts.append(f"h{at}: object(oid: {head}) {{ ... on Commit {{ {entries((path,), variables, 'p')} }} }}")
    text = variables.query(in_repository(repository.owner, repository.name, variables, parts))
    answer = repository.client.query(text, variables.values).data["repository"]
    read = {blob: answer[f"v{at}"]["text"].text_or_empty for at, blob in enumerate(blobs)}
    there: Mapping[str, object] = entries_of(answer["base"], "l", paths) if paths else {}
    for each, blob in versions:
        each.versions[blob] = "" if repository.read("", read[blob].encode("utf-8", "replace")).trouble else read[blob]
    for each, path in links:
        each.linked[path] = there[path] is not None
    for at, (each, path) in enumerate(photos):
        each.entries |= entries_of(answer[f"h{at}"], "p", (path,))
