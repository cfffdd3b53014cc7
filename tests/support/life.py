"""The life of a nomination, played on the stand-in for GitHub and told as docs/life.md."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import StringIO
from itertools import takewhile
from pathlib import Path
from unittest.mock import patch

from standin import GitHub, PullRequest, Repo, Server, events

from nomflow.cli import main
from nomflow.render.comment.view import view

CONFIG = """\
organisation: Harbour Commons
repository: harbour-commons/elections
elections:
  - id: 2026-board
    title: Board election 2026
    seats: 1
    windows:
      nominations: {opens: 2026-07-01T00:00Z, closes: 2026-07-31T12:00Z}
    statement:
      path: nominations/{election}/{handle}.md
      sections: [What I have done, What I will do]
    nominations: {confirmations: 1}
    endorsements: {count: 2, distinct: employers}
    acknowledgements: {unconfirmed: wait}
    roll: roll.csv
    officers: [wren]
"""
ROLL = (("bo", "Northwind Charts"), ("cy", "Northwind Charts"), ("edda", "Tidewater Press"), ("mei", "Lantern Labs"))
PATH = "nominations/2026-board/tomas.md"
DRAFT = """\
---
name: Tomas Wieland
handle: tomas
affiliation: Saltmarsh Tools
summary: I mend what others walk past.
reviewers: [mei]
---

# Tomas Wieland

## What I have done

Two years of [release notes](htps://harbour-commons.example/notes) and the new quay map.
"""
REST = "\n## What I will do\n\nA budget that a newcomer can read in an evening.\n"
PERMISSIONS = {"contents": "read", "issues": "write", "pull_requests": "write", "statuses": "write"}
READING = {"contents": "read", "pull_requests": "read", "statuses": "read"}


@dataclass(slots=True)
class Life:
    """A repository, a pull request in it, and what is told of them. ``pages`` are the comments worth a picture."""

    world: GitHub
    api: str
    folder: Path
    repo: Repo
    pages: dict[str, str] = field(default_factory=dict)
    _pull: PullRequest | None = None

    @property
    def pull(self) -> PullRequest:
        assert self._pull is not None
        return self._pull

    def at(self, when: str) -> None:
        self.world.clock.set(datetime.fromisoformat(f"2026-07-{when}:00+00:00"))

    def opened(self) -> None:
        fork = self.repo.fork("tomas")
        self._pull = self.repo.open_pull("tomas", fork, files={PATH: DRAFT}, title="Tomas for the board")

    def run(self, event: str, payload: Mapping[str, object], command: str = "check", **more: str) -> str:
        """Runs the action on an event; answers its log."""
        (self.folder / "event.json").write_text(json.dumps(payload))
        permissions = READING if command == "publish" else PERMISSIONS
        given = {
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.api,
            "GITHUB_EVENT_NAME": event,
            "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "GITHUB_GRAPHQL_URL": f"{self.api}/graphql",
            "GITHUB_REF": "refs/heads/main",
            "GITHUB_REPOSITORY": self.repo.full_name,
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_TOKEN": self.repo.token(**permissions),
            "RUNNER_TEMP": str(self.folder / "runner"),
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "NOMFLOW_"))}
        log = StringIO()
        self.world.log.clear()
        with (
            patch.dict(os.environ, kept | given | more, clear=True),
            patch("time.sleep", lambda _: None),
            chdir(self.folder / "checkout"),
            redirect_stdout(log),
            redirect_stderr(log),
        ):
            code = main(["action", "--", command])
        assert code in (0, 1), log.getvalue()
        return log.getvalue()

    def comment(self, who: str, body: str) -> str:
        """Somebody writes a comment, and the workflow answers."""
        written = self.pull.comment(who, body)
        self.run("issue_comment", events.issue_comment(self.pull, written, "created"))
        return self.seen("issue_comment", f" · answered by {_reaction(written.reactions)}")

    def seen(self, event: str, more: str = "") -> str:
        """What the run did, in one line."""
        status = self.pull.status("nomflow")
        assert status
        reads, writes = _counted(len(self.world.reads), "read"), _counted(len(self.world.writes), "write")
        return f"`{event}` · {reads}, {writes} · gate **{status.state}**{more}"

    @property
    def sticky(self) -> str:
        [body] = [each.body for each in self.pull.comments if each.author == "github-actions"]
        return body

    def says(self, *parts: str) -> str:
        """The verdict, and of the comment's lists the items that have one of ``parts`` in them, as a quotation."""
        lines = [_plain(line) for line in self.sticky.split("\n")]
        begins = next(place for place, line in enumerate(lines) if line.startswith("**"))
        top = takewhile(lambda line: not line.startswith(("#", "|", "<")), lines[begins:])
        verdict = [line.partition(" Deadline: ")[0] for line in top if not line.startswith("Deadline: ")]
        items = [next((line for line in lines if line.startswith("- ") and part in line), part) for part in parts]
        assert not set(items) & set(parts), (items, self.sticky)
        quoted = (*"\n".join(verdict).strip().split("\n"), *(("", *items) if items else ()))
        return "\n".join(f"> {line}".rstrip() for line in quoted)

    def picture(self, name: str) -> None:
        self.pages[name] = view(self.sticky, name)


def told(folder: Path) -> tuple[str, Mapping[str, str]]:
    """The page, and comments as pages by the names of their pictures. ``folder`` is for files."""
    for name in ("checkout", "runner"):
        (folder / name).mkdir()
    world = GitHub()
    with Server(world) as server:
        roll = "".join(f"{login},{world.person(login).id},{employer}\n" for login, employer in ROLL)
        files = {"nomflow.yml": CONFIG, "roll.csv": f"login,id,organisation\n{roll}"}
        for name, text in files.items():
            (folder / "checkout" / name).write_text(text)
        life = Life(world, server.url, folder, world.repository("harbour-commons/elections", files))
        life.repo.allow("wren")
        page = _TOP + "\n".join(_scenes(life))
    assert not world.mistakes, world.mistakes
    return page, life.pages


def _scenes(life: Life) -> Iterator[str]:
    life.at("06T09:00")
    life.opened()
    life.run("pull_request_target", events.pull_request(life.pull, "opened"))
    life.picture("life-opened")
    yield from _scene(
        "Tomas opens a pull request",
        "It is his first. A heading is missing and a link has a slip in it.",
        life.seen("pull_request_target"),
        life.says("” is missing", "This address will not open"),
        "![The comment when the nomination is opened](pictures/life-opened.png)",
        "The slip can be mended by the press of a button, so it comes as a suggested change, too.",
    )
    life.at("06T09:20")
    life.pull.apply_suggestion(life.pull.threads[0], by="tomas")
    life.pull.push({PATH: life.pull.head.text(PATH, life.pull.head_sha) + REST})
    life.run("pull_request_target", events.pull_request(life.pull, "synchronize"))
    yield from _scene(
        "He presses “Commit suggestion” and writes the missing section",
        "The form is in order. What is missing now are other people.",
        life.seen("pull_request_target"),
        life.says("mei"),
    )
    life.at("07T18:00")
    life.pull.review("mei", "APPROVED", "Reads well.")
    signal = life.repo.run(life.pull, name="nomflow signal")
    life.run("workflow_run", events.workflow_run(life.repo, signal))
    yield from _scene(
        "Mei, whom the statement thanks, approves",
        "That confirms that she reviewed it and may be named. It is no endorsement; she has not said so.",
        life.seen("workflow_run"),
        life.says("mei · "),
    )
    life.at("08T10:00")
    yield from _scene("Bo endorses", "A comment: `/endorse`", life.comment("bo", "/endorse"), life.says("bo, "))
    life.at("08T11:00")
    yield from _scene(
        "Cy endorses, who works where Bo does",
        "A comment: `/endorse`",
        life.comment("cy", "/endorse"),
        life.says("cy, "),
    )
    life.at("08T12:00")
    yield from _scene(
        "Dora endorses, who is not on the roll",
        "A comment: `/endorse`",
        life.comment("dora", "/endorse"),
        life.says("dora · "),
    )
    life.at("09T09:00")
    yield from _scene(
        "Tomas asks what can be done here",
        "A comment: `/nomflow help`",
        life.comment("tomas", "/nomflow help"),
        life.says("`/endorse`, ", "`/acknowledge` and", "`/accept`, ", "`/nomflow recheck`", "officers only"),
    )
    life.at("10T15:00")
    yield from _scene(
        "Edda endorses, who works elsewhere",
        "A comment: `/endorse`",
        life.comment("edda", "/endorse"),
        life.says("edda, "),
    )
    life.at("11T08:00")
    seen = life.comment("wren", "/nomflow confirm")
    life.picture("life-ready")
    yield from _scene(
        "Wren, an officer, confirms",
        "A comment: `/nomflow confirm`",
        seen,
        life.says(),
        "![The comment when the nomination is ready](pictures/life-ready.png)",
    )
    life.at("11T08:05")
    life.pull.merge("wren")
    life.run("pull_request_target", events.pull_request(life.pull, "closed", by="wren"))
    yield from _scene(
        "Wren merges",
        "The required status lets her.",
        life.seen("pull_request_target"),
        life.says(),
    )
    yield from _published(life)


def _published(life: Life) -> Iterator[str]:
    life.at("31T12:00")
    life.world.clock.set(life.world.clock.now + timedelta(days=1))
    statement = life.folder / "checkout" / PATH
    statement.parent.mkdir(parents=True)
    statement.write_text(life.repo.text(PATH))
    log = life.run("schedule", events.schedule(life.repo), "publish", GITHUB_STEP_SUMMARY=str(life.folder / "summary"))
    assert not life.world.writes, log
    summary = (life.folder / "summary").read_text()
    row = next(line for line in summary.split("\n") if line.startswith("| Board election")).strip("| ").split(" | ")
    verified = next(line for line in summary.split("\n") if line.startswith("**"))
    [page] = (life.folder / "runner").rglob("candidates/tomas/index.html")
    assert "Tomas Wieland" in page.read_text()
    yield from _scene(
        "The window has closed; the site is published",
        "The clock starts the publishing workflow. It takes the record of what stood, builds the site from it, and "
        "checks one by the other.",
        f"`schedule` · {_counted(len(life.world.reads), 'read')}, no write",
        f"> {row[0]}: {row[1]}; candidates: {row[2]}\n>\n> {verified}",
    )


_TOP = """\
# The life of a nomination

This is no sketch: `scripts/docs` plays it with nomflow's own program on the stand-in for GitHub that the tests use, and
writes down what was answered. Harbour Commons elects somebody to its board. A nomination takes two endorsements from
different employers, and an officer's confirmation, by Friday 31 July 2026, 12:00 UTC.

There is one comment of nomflow's from beginning to end, edited in place. Below each title stand the event that started
a run, what it cost, and the gate. Quoted is what the comment says at its top, and the lines that are new.
"""


def _scene(title: str, happened: str, *parts: str) -> Iterator[str]:
    yield "\n\n".join((f"\n## {title}", happened, *parts))


def _plain(line: str) -> str:
    """Without links, which lead nowhere here, and without what only keeps GitHub from pinging people."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line).replace("\u200b", "").strip()


def _counted(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _reaction(given: list[tuple[str, str]]) -> str:
    signs = {"+1": "👍", "confused": "😕", "eyes": "👀"}
    return " ".join(signs[content] for _, content in given) or "nothing"
