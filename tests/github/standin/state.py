"""Everything the stand-in remembers, as plain data: saved and restored whole.

Git objects are not in here: they never change, so they live beside it (``gitobjects.Objects``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

GITHUB_ACTIONS = 41898282
"""The id of the account that ``GITHUB_TOKEN`` acts as (https://api.github.com/users/github-actions%5Bbot%5D)."""


class Role(IntEnum):
    """What a person may do in a repository."""

    NONE = 0
    READ = 1
    TRIAGE = 2
    WRITE = 3
    MAINTAIN = 4
    ADMIN = 5


@dataclass(slots=True)
class Team:
    id: int
    slug: str
    name: str
    members: dict[int, str] = field(default_factory=dict)
    """User ids; ``active``, or ``pending`` while an invitation is open."""
    children: list[str] = field(default_factory=list)
    """Slugs of the teams below it, whose members are its members, too."""


@dataclass(slots=True)
class User:
    """A person, a bot, a mannequin or an organisation. ``kind`` is GraphQL's type name."""

    id: int
    login: str
    kind: str
    created_at: datetime
    name: str | None = None
    deleted: bool = False
    teams: dict[str, Team] = field(default_factory=dict)
    """Of an organisation, by their slugs."""
    members: set[int] = field(default_factory=set)

    def in_team(self, team: Team) -> list[int]:
        """The active members of a team of this organisation and of those below it, each once."""
        own = (user_id for user_id, state in team.members.items() if state == "active")
        below = (user_id for slug in team.children for user_id in self.in_team(self.teams[slug]))
        return list(dict.fromkeys((*own, *below)))


@dataclass(slots=True)
class Label:
    id: int
    name: str
    color: str
    description: str | None


@dataclass(slots=True)
class Status:
    id: int
    state: str
    context: str
    description: str | None
    target_url: str | None
    creator_id: int
    created_at: datetime


@dataclass(slots=True)
class Reaction:
    """``content`` as REST names it: ``+1``, ``eyes`` …"""

    id: int
    content: str
    user_id: int
    created_at: datetime


@dataclass(slots=True)
class Edit:
    """One version of a text; the first is the original."""

    id: int
    at: datetime
    editor_id: int
    body: str


@dataclass(slots=True)
class Written:
    """A text that somebody wrote and that somebody may edit, hide and react to."""

    id: int
    author_id: int
    body: str
    created_at: datetime
    updated_at: datetime
    edits: list[Edit] = field(default_factory=list)
    minimized: str | None = None
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(slots=True)
class IssueComment(Written):
    pass


@dataclass(slots=True)
class Review(Written):
    state: str = "COMMENTED"
    commit: str = ""
    submitted_at: datetime | None = None


@dataclass(slots=True)
class ReviewComment(Written):
    review_id: int = 0
    reply_to: int | None = None


@dataclass(slots=True)
class Thread:
    """Comments on lines of the diff. ``line`` and ``start_line`` count in the file of ``commit``."""

    id: int
    path: str
    line: int
    start_line: int | None
    side: str
    commit: str
    comments: list[ReviewComment] = field(default_factory=list)
    resolved_by: int | None = None


@dataclass(slots=True)
class Event:
    """One entry of the time line; ``kind`` is GraphQL's type name."""

    id: int
    kind: str
    at: datetime
    actor_id: int
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class Issue:
    """What an issue and a pull request have in common."""

    id: int
    number: int
    author_id: int
    title: str
    body: str
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None = None
    edits: list[Edit] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    comments: list[IssueComment] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    pull: Pull | None = None


@dataclass(slots=True)
class Pull:
    """What only a pull request has. ``head_sha`` and ``head_label`` outlive the fork and its branch."""

    id: int
    head_repository: int
    head_ref: str
    head_label: str
    head_sha: str
    base_ref: str
    base_sha: str
    draft: bool = False
    merged_at: datetime | None = None
    merged_by: int | None = None
    merge_commit: str | None = None
    mergeable_known: bool = True
    reviews: list[Review] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    requested: list[int] = field(default_factory=list)


@dataclass(slots=True)
class WorkflowRun:
    id: int
    name: str
    event: str
    head_branch: str
    head_sha: str
    head_repository: int | None
    actor_id: int
    created_at: datetime
    status: str = "completed"
    conclusion: str | None = "success"


@dataclass(slots=True)
class Repository:
    id: int
    owner_id: int
    name: str
    created_at: datetime
    private: bool = False
    deleted: bool = False
    parent_id: int | None = None
    default_branch: str = "main"
    former_names: set[str] = field(default_factory=set)
    """``owner/name`` in lower case: they redirect here until somebody takes them."""
    refs: dict[str, str] = field(default_factory=dict)
    roles: dict[int, Role] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    """By name in lower case: GitHub compares labels so."""
    issues: dict[int, Issue] = field(default_factory=dict)
    statuses: dict[str, list[Status]] = field(default_factory=dict)
    runs: dict[int, WorkflowRun] = field(default_factory=dict)
    pulls_by_actions: bool = False
    """The setting that lets GITHUB_TOKEN open and approve pull requests; off by default."""
    protected: set[str] = field(default_factory=set)
    """Branches that change through a pull request only."""
    settings: dict[str, object] = field(default_factory=dict)
    """What GitHub tells of the repository's settings, as it tells it, by the path below the repository."""
    queue: list[tuple[int, str]] = field(default_factory=list)
    """The default branch's merge queue: pull requests, and the commit made for each, empty until it is made."""
    pages: dict[str, bytes] = field(default_factory=dict)
    """What GitHub Pages serves, by the paths of files; nothing while no site was ever deployed."""

    @property
    def pulls(self) -> list[tuple[Issue, Pull]]:
        return [(issue, issue.pull) for issue in self.issues.values() if issue.pull]


PAGES = "/-pages/"
"""Below this path lie the sites that GitHub would serve at addresses of their own."""


@dataclass(slots=True)
class Budget:
    """What one token has used of its hour, in REST requests and in GraphQL points."""

    limit: int
    used: int
    reset_at: datetime


@dataclass(slots=True)
class State:
    now: datetime
    users: dict[int, User] = field(default_factory=dict)
    repositories: dict[int, Repository] = field(default_factory=dict)
    budgets: dict[tuple[str, str], Budget] = field(default_factory=dict)
    last_id: int = 1_000_000

    def new_id(self) -> int:
        self.last_id += 1
        return self.last_id

    def tick(self) -> datetime:
        """The time of the next act: each takes a second, so that no two have the same."""
        self.now += timedelta(seconds=1)
        return self.now

    def user_named(self, login: str) -> User | None:
        wanted = login.lower()
        return next((u for u in self.users.values() if not u.deleted and rest_login(u).lower() == wanted), None)

    def living(self, user_id: int) -> User | None:
        """The account, unless it was deleted: then its works have no author."""
        user = self.users[user_id]
        return None if user.deleted else user

    def full_name(self, repository: Repository) -> str:
        return f"{self.users[repository.owner_id].login}/{repository.name}"

    def repository_named(self, full_name: str) -> Repository | None:
        wanted = full_name.lower()
        return next((r for r in self.living_repositories() if self.full_name(r).lower() == wanted), None)

    def repository_once_named(self, full_name: str) -> Repository | None:
        return next((r for r in self.living_repositories() if full_name.lower() in r.former_names), None)

    def living_repositories(self) -> Iterator[Repository]:
        return (repository for repository in self.repositories.values() if not repository.deleted)

    def repository_of(self, issue: Issue) -> Repository:
        return next(r for r in self.repositories.values() if r.issues.get(issue.number) is issue)

    def role(self, repository: Repository, user_id: int) -> Role:
        if user_id == repository.owner_id:
            return Role.ADMIN
        return max(repository.roles.get(user_id, Role.NONE), Role.NONE if repository.private else Role.READ)

    def is_collaborator(self, repository: Repository, user_id: int) -> bool:
        return user_id == repository.owner_id or repository.roles.get(user_id, Role.NONE) >= Role.READ

    def association(self, repository: Repository, user_id: int) -> str:
        if user_id == repository.owner_id:
            return "OWNER"
        if user_id in self.users[repository.owner_id].members:
            return "MEMBER"
        if self.is_collaborator(repository, user_id):
            return "COLLABORATOR"
        merged = any(pull.merged_at and issue.author_id == user_id for issue, pull in repository.pulls)
        return "CONTRIBUTOR" if merged else "NONE"


def rest_login(user: User) -> str:
    """A bot's login has ``[bot]`` in REST, and has not in GraphQL."""
    return f"{user.login}[bot]" if user.kind == "Bot" else user.login
