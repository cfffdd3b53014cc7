"""One pull request while it is read: what is known, and what is still to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from nomflow.core.basics.errors import GitHubError
from nomflow.core.basics.login import same_login
from nomflow.core.basics.text import MAX_BYTES
from nomflow.core.election.windows import last_close
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.photo import named_photo, photo_file
from nomflow.core.snapshot.picture import PhotoFile
from nomflow.core.snapshot.snapshot import (
    Account,
    ChangedFile,
    Comment,
    Edit,
    EventKind,
    FileStatus,
    OtherNomination,
    PostedStatus,
    PullRequest,
    Review,
    Snapshot,
)
from nomflow.core.snapshot.statement import Statement, field_text, is_handle
from nomflow.core.snapshot.translations import is_translation
from nomflow.github.base import Base, paths_of
from nomflow.github.facts import Facts, with_blobs
from nomflow.github.files import Repository, TreeEntry
from nomflow.github.paths import safe
from nomflow.github.reply import RefusedError, UnclearError
from nomflow.github.subject import Subject

MOST_FILES = 50
"""Files of a nomination whose entries are looked at. What touches more is refused anyway."""

_MOST_LINKS = 50
_MOST_VERSIONS = 40


class Reading(Struct, kw_only=True):
    """``entries`` are the head's; ``linked`` those of the base that the statement links to."""

    repository: Repository
    facts: Facts
    base: Base
    subject: Subject
    taken_at: datetime
    others: tuple[OtherNomination, ...] | Unavailable = ()
    entries: dict[str, TreeEntry | None] = field(default_factory=dict)
    blobs: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, Account | None] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    linked: dict[str, bool] = field(default_factory=dict)
    edits: dict[str, tuple[Edit, ...]] = field(default_factory=dict)
    photo: PhotoFile | Unavailable | None = None
    previous: dict[str, str] = field(default_factory=dict)
    _statement: Statement | None = None

    @property
    def pull_request(self) -> PullRequest:
        return self.facts.pull_request

    def wanted_of_base(self) -> tuple[str, ...]:
        """Paths of the base branch."""
        wanted = paths_of(self.base.config, (self.subject.election,))
        return tuple(path for path in wanted if path not in self.base.files)

    def wanted_of_head(self) -> tuple[str, ...]:
        """Paths whose entries are to be looked at, the statement's first. What no request may name is left out."""
        paths = [self.subject.path]
        paths += [file.path for file in self.pull_request.files if file.path != self.subject.path]
        gone = {file.path for file in self.pull_request.files if file.status is FileStatus.REMOVED}
        known = [path for path in paths[:MOST_FILES] if path not in gone and safe(path)]
        return tuple(path for path in known if path not in self.entries)

    def with_text(self, path: str) -> bool:
        """Whether a file's text is wanted with its entry: the statement's, and those of its translations."""
        return path == self.subject.path or is_translation(path, self.subject.path)

    def wanted_commits(self) -> tuple[str, ...]:
        """Commits at which the statement's blob is to be looked up."""
        commits = named_commits(self.pull_request)
        return tuple(dict.fromkeys(commit for commit in commits if commit and commit not in self.blobs))

    def wanted_account(self) -> str:
        """The nominee's login, if it is not the author's and GitHub was not asked yet."""
        handle = self.handle()
        known = any(same_login(handle, login) for login in self.accounts)
        return handle if is_handle(handle) and not known and not self._is_author(handle) else ""

    def wanted_versions(self) -> tuple[str, ...]:
        """Blobs of earlier versions of the statement that somebody reviewed or that we saw."""
        entry = self.entries.get(self.subject.path)
        pull_request = with_blobs(self.pull_request, self.blobs)
        known = [review.blob for review in pull_request.reviews]
        known += [status.blob for status in pull_request.statuses]
        known += [blob for each in pull_request.events or () for blob in (each.before_blob, each.after_blob)]
        now = entry.blob if entry else ""
        wanted = [blob for blob in dict.fromkeys(known) if blob and blob != now and blob not in self.versions]
        return tuple(wanted[-_MOST_VERSIONS:])

    def wanted_links(self) -> tuple[str, ...]:
        """Paths of the repository that the statement links to without a whole address."""
        statement = self.statement()
        targets = [link.target for link in statement.document.links] if statement else []
        paths = dict.fromkeys(_inside(self.subject.path, target) for target in targets)
        return tuple(path for path in paths if path and safe(path) and path not in self.linked)[:_MOST_LINKS]

    def wanted_photo(self) -> str:
        """The path of the photo that the statement names, where its entry at the head was not asked for yet."""
        path = named_photo(self.statement(), self.subject.election)
        return path if path and safe(path) and path not in self.entries else ""

    def read_photo(self) -> None:
        """Reads the photo's file, if there is one that is not too large. What fails is not known, and no fault."""
        path = named_photo(self.statement(), self.subject.election)
        if not path or path not in self.entries:
            return
        entry, limit = self.entries[path], self.subject.election.statement.images.kilobytes * 1000
        if entry is None or not entry.plain or entry.size > limit:
            self.photo = (
                PhotoFile(path=path, mode=entry.mode, size=entry.size, blob=entry.blob)
                if entry
                else PhotoFile(path=path)
            )
            return
        try:
            raw = self.repository.bytes_of(entry, limit + 1)
        except (UnclearError, RefusedError) as error:
            self.photo = Unavailable(str(error))
            return
        whole = photo_file(path, entry.mode, raw)
        self.photo = whole if whole.blob == entry.blob else Unavailable("GitHub did not show the whole file.")

    def handle(self) -> str:
        """The nominee's login as the path, or else the header, has it."""
        if self.subject.place and self.subject.place.handle:
            return self.subject.place.handle
        statement = self.statement()
        return field_text(statement, self.subject.election, "handle").removeprefix("@") if statement else ""

    def statement(self) -> Statement | None:
        """The statement at the head, once its entry was read."""
        entry = self.entries.get(self.subject.path)
        if self._statement is None and entry is not None and entry.plain:
            raw = self.repository.bytes_of(entry, MAX_BYTES + 1)
            self._statement = self.repository.read(self.subject.path, raw)
        return self._statement

    def snapshot(self) -> Snapshot:
        """Everything, as a rule sees it. Raises ``ConfigError`` for what the base branch has wrong."""
        election = self.subject.election
        return Snapshot(
            config=replace(
                self.base.config,
                repository=f"{self.repository.owner}/{self.repository.name}",
                server=self.repository.client.server.web,
            ),
            election=election,
            taken_at=self.taken_at,
            statement=self.statement(),
            nominee=self._nominee(),
            pull_request=self._pull_request(),
            roll=self.base.roll(election),
            people=self.base.people(),
            affiliations=self.base.affiliations(election),
            versions=self.versions,
            others=self._others(),
            files=frozenset(path for path, there in self.linked.items() if there)
            | {file.path for file in self.pull_request.files if file.status is not FileStatus.REMOVED},
            template=self.base.template(election),
            photo=self.photo,
            translations=tuple(self._translations()),
        )

    def _pull_request(self) -> PullRequest:
        """With what this reading saw: its head, and what edited words said before."""
        found = with_blobs(self.pull_request, self.blobs)
        entry = self.entries.get(self.subject.path)
        seen = PostedStatus(commit=found.head, state="seen", at=self.taken_at, blob=entry.blob if entry else "")
        return replace(
            found,
            files=tuple(self._files()),
            statuses=(*found.statuses, seen),
            comments=tuple(replace(each, edits=self.edits.get(each.id, ())) for each in found.comments),
            reviews=tuple(replace(each, edits=self.edits.get(each.id, ())) for each in found.reviews),
        )

    def wanted_edits(self) -> tuple[str, ...]:
        """Comments and reviews whose earlier words matter: somebody else edited them, or they were edited late."""
        close = last_close(self.subject.election)
        spoken: tuple[Comment | Review, ...] = (*self.pull_request.comments, *self.pull_request.reviews)
        known = self.facts.nodes.keys() - self.edits.keys()
        edited = (each for each in spoken if each.id in known)
        return tuple(
            each.id
            for each in edited
            if each.edited_at and (each.edited_by != each.author or (close and each.edited_at > close))
        )

    def _translations(self) -> Iterable[Statement]:
        for path, entry in sorted(self.entries.items()):
            if entry is not None and entry.plain and is_translation(path, self.subject.path):
                yield self.repository.read(path, self.repository.bytes_of(entry, MAX_BYTES + 1))

    def _nominee(self) -> Account | None:
        handle = self.handle()
        if self._is_author(handle):
            return self.pull_request.author
        return next((found for login, found in self.accounts.items() if same_login(login, handle)), None)

    def _is_author(self, handle: str) -> bool:
        return same_login(handle, self.pull_request.author.login)

    def _others(self) -> tuple[OtherNomination, ...] | Unavailable:
        if isinstance(self.others, Unavailable):
            return self.others
        return tuple(other for other in self.others if other.number != self.pull_request.number)

    def _files(self) -> Iterable[ChangedFile]:
        for file in self.pull_request.files:
            entry = self.entries.get(file.path)
            named = replace(file, previous_path=self.previous.get(file.path, ""))
            if entry is None:
                yield named
            else:
                yield replace(named, mode=entry.mode, blob=entry.blob, size=entry.size, binary=entry.binary)


def named_commits(pull_request: PullRequest) -> list[str]:
    """Every commit that a pull request names."""
    named = [review.commit for review in pull_request.reviews]
    named += [status.commit for status in pull_request.statuses]
    named += [version.commit for status in pull_request.statuses for version in status.via]
    named += [version.commit for version in pull_request.commits]
    pushes = (each for each in pull_request.events or () if each.kind is EventKind.FORCE_PUSHED)
    return [commit for commit in (*named, *(side for each in pushes for side in (each.before, each.after))) if commit]


def missing(reading: Reading) -> GitHubError | None:
    """What keeps a snapshot from being whole: the statement that the list of files promised."""
    file = next((file for file in reading.pull_request.files if file.path == reading.subject.path), None)
    if file is None or file.status is FileStatus.REMOVED or not safe(file.path):
        return None
    if reading.entries.get(reading.subject.path) is None:
        return GitHubError("GitHub lists the statement but did not send its text. Run this again in a few minutes.")
    return None


def _inside(statement: str, target: str) -> str:
    path = unquote(target.partition("#")[0].partition("?")[0])
    if not path or ":" in path or path.startswith("//"):
        return ""
    return path.lstrip("/") if path.startswith("/") else normpath(join(dirname(statement), path))


Entries = Mapping[str, TreeEntry | None]
