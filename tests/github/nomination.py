"""An election on the stand-in, and nomflow's commands run against it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from standin import GitHub, PullRequest, Repo
from standin import pulls as standin_pulls
from standin.graphql_api.talk_views import EventView
from standin.state import Issue, Review
from standin.world import World

from nomflow.cli import main
from nomflow.cli.github import run as github_run
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.github.client import Client, GitHubServer, Secret
from nomflow.github.files import Repository
from nomflow.github.gather import Hints, gather
from nomflow.github.patience import Patience

CONFIG = """\
organisation: Example Society
elections:
  - id: 2026-board
    title: Board election 2026
    seats: 1
    windows:
      nominations: {opens: 2026-03-01T00:00Z, closes: 2026-07-31T12:00Z}
    statement:
      path: nominations/{election}/{handle}.md
    endorsements: {count: 2, by: roll}
    roll: roll.yml
    officers: [olga]
labels: {ready: "nomination: ready", not-ready: "nomination: open"}
"""
STATEMENT = """\
---
name: Ada Byron
handle: ada
affiliation: Looms Ltd
summary: I keep things running.
---

# Ada Byron

I will keep things running, and write down how.
"""
PATH = "nominations/2026-board/ada.md"
ALL = {
    "contents": "read",
    "pull_requests": "write",
    "statuses": "write",
    "issues": "write",
}
"""What check.yml asks for."""
ROLL = ("ada", "bob", "cleo", "dora")


@dataclass(frozen=True, slots=True)
class Run:
    """What a command answered."""

    code: int
    out: str
    err: str


@dataclass(slots=True)
class Election:
    """A repository with an election, and one nomination in it."""

    world: GitHub
    api: str
    repo: Repo
    pull: PullRequest
    capture: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    folder: Path
    slept: list[float]

    def run(self, *arguments: str, token: str = "", **environment: str) -> Run:
        """Runs nomflow in this process as the actions bot, or with ``token``."""
        given = {
            "GITHUB_TOKEN": token or self.repo.token(**ALL),
            "GITHUB_API_URL": self.api,
            "GITHUB_GRAPHQL_URL": f"{self.api}/graphql",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": self.repo.full_name,
        } | environment
        for module in (
            "github.pr",
            "github.roll",
            "github.sweep",
            "github.action",
            "github.selfcheck",
            "github.snapshots",
            "github.status",
        ):
            self.monkeypatch.setattr(f"nomflow.cli.{module}.environment", lambda: given)
        self.monkeypatch.setattr(github_run, "environment", lambda: given)
        self.monkeypatch.setattr("time.sleep", self.slept.append)
        self.capture.readouterr()
        code = main(list(arguments))
        told = self.capture.readouterr()
        return Run(code, told.out, told.err)

    def pr(self, *more: str, number: int = 1, token: str = "") -> Run:
        return self.run("pr", str(number), *more, token=token)

    def action(
        self, event: str, payload: Mapping[str, object], *, token: str = "", command: str = "check", **environment: str
    ) -> Run:
        path = self.folder / "event.json"
        path.write_text(json.dumps(payload))
        return self.run(
            "action",
            command,
            token=token,
            GITHUB_ACTIONS="true",
            GITHUB_EVENT_NAME=event,
            GITHUB_EVENT_PATH=str(path),
            GITHUB_OUTPUT=str(self.folder / "output"),
            GITHUB_STEP_SUMMARY=str(self.folder / "summary"),
            RUNNER_TEMP=str(self.folder),
            **environment,
        )

    def snapshot(self, number: int = 1, hints: Hints | None = None) -> Snapshot:
        """What is gathered of a pull request."""
        with self.reader() as repository:
            found = gather(repository, number, github_run.load, hints=hints or Hints()).snapshot
        assert found is not None
        return found

    @contextmanager
    def reader(self, token: str = "") -> Iterator[Repository]:
        client = self.client(token)
        owner, _, name = self.repo.full_name.partition("/")
        try:
            yield Repository(client=client, owner=owner, name=name)
        finally:
            client.close()

    def client(self, token: str = "") -> Client:
        secret = Secret(token or self.repo.token(**ALL))
        return Client(secret, GitHubServer(self.api), Patience(self.slept.append))

    @property
    def sticky(self) -> str:
        """Our comment; there must be one."""
        [body] = [comment.body for comment in self.pull.comments if comment.author == "github-actions"]
        return body

    @property
    def gate(self) -> str:
        status = self.pull.status("nomflow")
        return status.state if status else "none"

    def requests(self) -> tuple[int, int]:
        """Reads and writes since the log was last cleared."""
        found = len(self.world.reads), len(self.world.writes)
        self.world.log.clear()
        return found


@pytest.fixture
def election(
    github: GitHub,
    api: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Election:
    monkeypatch.chdir(tmp_path)
    return begin(github, api, capsys, monkeypatch, tmp_path)


def begin(
    github: GitHub, api: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> Election:
    roll = "".join(f"- {{login: {login}, id: {github.person(login).id}}}\n" for login in ROLL)
    repo = github.repository("acme/elections", {"nomflow.yml": CONFIG, "roll.yml": roll, "README.md": "# Elections\n"})
    pull = repo.open_pull("ada", repo.fork("ada"), files={PATH: STATEMENT}, title="Ada for the board")
    return Election(github, api, repo, pull, capsys, monkeypatch, folder, [])


# What the stand-in does not show yet, by GitHub's schema.


def _review(self: EventView) -> object:
    from standin.graphql_api.review_views import PullRequestReview

    found = standin_pulls.pull_of(self.issue).reviews
    review = next((review for review in found if str(review.id) == self.event.after), None)
    return PullRequestReview(self.ctx, self.repo, self.issue, review) if review else None


_dismiss = standin_pulls.dismiss


def _dismiss_and_remember(world: World, issue: Issue, given: Review, actor_id: int) -> None:
    state = given.state
    _dismiss(world, issue, given, actor_id)
    issue.events[-1].before = state


def complete_standin() -> None:
    """What a dismissed review said before."""
    if not hasattr(EventView, "previous_review_state"):
        EventView.review = property(_review)  # type: ignore[attr-defined] # added to the stand-in
        EventView.previous_review_state = property(lambda self: self.event.before)  # type: ignore[attr-defined] # added
        standin_pulls.dismiss = _dismiss_and_remember


complete_standin()
