"""Requests per event, counted by the stand-in, and our own time in a sweep.

Aims: an unchanged pull request 1 read and 0 writes; a new one 1-2 reads and 2-3 writes (one more for each label that
is used for the first time); a sweep of 100 open nominations at most 6 reads. A read is one where the configuration
lies in the working folder (check.yml fetches it from the base branch), and two where it does not. To show at once that
a command was seen, and to take that back once it is answered, takes two writes. A nomination with a photo takes two
more reads: what git has of its other files, and the photo's bytes, which GraphQL does not show; a sweep asks for the
first of all at once.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from measure import PEERS, Row

TESTS = Path(__file__).parents[1] / "tests" / "github"
sys.path += [str(TESTS), str(TESTS.parent / "support"), str(PEERS / "tests")]

from made_pictures import drawn  # noqa: E402 - found once the path is set
from nomination import ALL, CONFIG, PATH, ROLL, STATEMENT  # noqa: E402 - found once the path is set
from standin import GitHub, PullRequest, Repo, Server  # noqa: E402

from nomflow.cli.github import run as github_run  # noqa: E402
from nomflow.cli.github import sweep as github_sweep  # noqa: E402
from nomflow.cli.reading import _readers  # noqa: E402 - found once the path is set
from nomflow.github.apply import hear  # noqa: E402
from nomflow.github.writer import Writer  # noqa: E402


def requests(many: int) -> Iterator[Row]:
    """A row for each event; ``many`` are the nominations of the large sweep and of the large site."""
    world = GitHub()
    roll = "".join(f"- {{login: {login}, id: {world.person(login).id}}}\n" for login in ROLL)
    plain = CONFIG.replace("labels:", "# labels:")
    repo = world.repository("acme/elections", {"nomflow.yml": plain, "roll.yml": roll})
    pull = repo.open_pull("ada", repo.fork("ada"), files={PATH: STATEMENT})
    with Server(world) as server, tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("nomflow.yml").write_text(plain)
        given = {
            "GITHUB_TOKEN": repo.token(**ALL),
            "GITHUB_API_URL": server.url,
            "GITHUB_GRAPHQL_URL": f"{server.url}/graphql",
        }
        remote = github_run.connect("acme/elections", given, between_writes=0)

        def counted(what: str, reads: int, writes: int, do: Callable[[], object]) -> Row:
            world.log.clear()
            do()
            more = f"{len(world.reads)} reads, {len(world.writes)} writes; aim {reads} + {writes}"
            most = reads + writes if writes >= 0 else reads
            asked = len(world.reads) + (len(world.writes) if writes >= 0 else 0)
            return Row(what, "–", asked, most, " requests", more.replace(" + -1", ", writes aside"))

        def one() -> None:
            github_run.judge(remote, 1, hints=github_run.hints_of("", "ada"))

        def sweep() -> None:
            again = github_run.connect("acme/elections", given, between_writes=0)
            with redirect_stdout(StringIO()):
                github_sweep.sweep_all(again, "", write=True)

        yield counted("opened", 2, 3, one)
        yield counted("unchanged pull request", 1, 0, one)
        command = endorse(pull)

        def heard() -> None:
            hear(Writer(remote), command)
            github_run.judge(remote, 1, hints=github_run.hints_of("", "ada"), heard=str(command))

        given["GITHUB_ACTIONS"] = "true"
        github_run.environment = lambda: given
        yield counted("a command: seen, then answered", 2, 3, heard)
        nominate(repo, 99)
        yield counted("sweep of 100, of them 99 new", 6, -1, sweep)
        yield counted("sweep of 100, unchanged", 6, 0, sweep)
        photo = PATH.replace(".md", ".jpg")
        pull.push({PATH: STATEMENT.replace("summary:", "photo: ada.jpg\nsummary:"), photo: drawn()})
        yield counted("the same, one of them with a photo", 6, -1, sweep)
        for first in range(99, many, 300):  # an hour each, for a token has 1,000 requests in one
            given["GITHUB_TOKEN"] = repo.token(**ALL)
            nominate(repo, min(first + 300, many), first)
            sweep()
        given["GITHUB_TOKEN"] = repo.token(**ALL)
        began = _spent()
        yield counted(f"sweep of {many:,}, unchanged", many * 55 // 1_000, 0, sweep)
        yield Row("our own time per nomination in a sweep", "–", (_spent() - began) / many * 1_000, 20, " ms")


def _spent() -> float:
    """Processor seconds of this thread (the stand-in answers in others) and of the workers that read."""
    _readers().close()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.thread_time() + children.ru_utime + children.ru_stime


def endorse(pull: PullRequest) -> int:
    """An approval and a command; answers the command's comment."""
    pull.review("cleo", "APPROVED")
    return pull.comment("bob", "/endorse").id


def nominate(repo: Repo, end: int, first: int = 0) -> None:
    """More nominations."""
    for number in range(first, end):
        who = f"person-{number}"
        text = STATEMENT.replace("ada", who)
        repo.open_pull(who, repo.fork(who), files={f"nominations/2026-board/{who}.md": text})
