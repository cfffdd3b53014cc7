"""Requests per event, counted by the stand-in. Run: ``python benchmarks/requests/run.py``.

Aims: an unchanged pull request 1 read and 0 writes; a new one 1-2 reads and 2-3 writes (one more for each label that
is used for the first time); a sweep of 100 open nominations at most 6 reads. A read is one where the configuration
lies in the working folder (check.yml fetches it from the base branch), and two where it does not. To show at once that
a command was seen, and to take that back once it is answered, takes two writes. A nomination with a photo takes two
more reads: what git has of its other files, and the photo's bytes, which GraphQL does not show; a sweep asks for the
first of all at once.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

TESTS = Path(__file__).parents[2] / "tests" / "github"
sys.path[:0] = [str(TESTS), str(TESTS.parent / "support")]

from made_pictures import drawn  # noqa: E402 - found once the path is set
from nomination import ALL, CONFIG, PATH, ROLL, STATEMENT  # noqa: E402 - found once the path is set
from standin import GitHub, PullRequest, Repo, Server  # noqa: E402

from nomflow.cli.github import run as github_run  # noqa: E402
from nomflow.cli.github import sweep as github_sweep  # noqa: E402
from nomflow.github.apply import hear  # noqa: E402
from nomflow.github.writer import Writer  # noqa: E402


def main() -> None:
    """Prints a table."""
    world = GitHub()
    roll = "".join(f"- {{login: {login}, id: {world.person(login).id}}}\n" for login in ROLL)
    plain = CONFIG.replace("labels:", "# labels:")
    repo = world.repository("acme/elections", {"nomflow.yml": plain, "roll.yml": roll})
    pull = repo.open_pull("ada", repo.fork("ada"), files={PATH: STATEMENT})
    labelled = world.repository("acme/labelled", {"nomflow.yml": CONFIG, "roll.yml": roll})
    for who in ("ada", "bob"):
        files = {PATH.replace("ada", who): STATEMENT.replace("ada", who)}
        labelled.open_pull(who, labelled.fork(who), files=files)
    with Server(world) as server, tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        token = repo.token(**ALL)
        given = {"GITHUB_TOKEN": token, "GITHUB_API_URL": server.url, "GITHUB_GRAPHQL_URL": f"{server.url}/graphql"}
        remote = github_run.connect("acme/elections", given, between_writes=0)

        def one(number: int = 1, who: str = "ada") -> None:
            github_run.judge(remote, number, hints=github_run.hints_of("", who))

        def sweep() -> None:
            with redirect_stdout(StringIO()):
                github_sweep.sweep_all(remote, "", write=True)

        print(f"{'event':52}{'reads':>6}{'writes':>7}")
        for at_hand in (False, True):
            if at_hand:
                Path("nomflow.yml").write_text(plain)
                pull.comments[0].delete()
            told = "configuration at hand" if at_hand else "nothing at hand"
            show(world, f"opened ({told})", one)
            show(world, f"unchanged ({told})", one)
        command = endorse(pull)

        def heard() -> None:
            hear(Writer(remote), command)
            github_run.judge(remote, 1, hints=github_run.hints_of("", "ada"), heard=str(command))

        given["GITHUB_ACTIONS"] = "true"
        github_run.environment = lambda: given
        show(world, "a comment endorses: seen, then answered", heard)
        pull.push({PATH: STATEMENT + "\nOne more line.\n"})
        show(world, "a new commit after a review", one)
        nominate(repo)
        show(world, "sweep of 100 open nominations, 99 of them new", sweep)
        show(world, "sweep of 100 open nominations, unchanged", sweep)
        photo = PATH.replace(".md", ".jpg")
        pull.push({PATH: STATEMENT.replace("summary:", "photo: ada.jpg\nsummary:"), photo: drawn()})
        one()
        show(world, "unchanged, with a photo", one)
        given["GITHUB_TOKEN"] = labelled.token(**ALL)
        remote = github_run.connect("acme/labelled", given, between_writes=0)
        show(world, "opened, with a label that is new to the repository", one)
        show(world, "opened, with a label", lambda: one(2, "bob"))


def show(world: GitHub, told: str, do: Callable[[], object]) -> None:
    """One row."""
    world.log.clear()
    do()
    print(f"{told:52}{len(world.reads):6}{len(world.writes):7}")


def endorse(pull: PullRequest) -> int:
    """An approval and a command; answers the command's comment."""
    pull.review("cleo", "APPROVED")
    return pull.comment("bob", "/endorse").id


def nominate(repo: Repo) -> None:
    """99 more nominations."""
    for number in range(99):
        who = f"person-{number}"
        text = STATEMENT.replace("ada", who)
        repo.open_pull(who, repo.fork(who), files={f"nominations/2026-board/{who}.md": text})


if __name__ == "__main__":
    main()
