"""Nobody falls through: a nomination in the wrong place is told so, and the gate is red."""

from __future__ import annotations

import pytest
from nomination import STATEMENT, Election, election

from nomflow.core.basics.errors import ExitCode

__all__ = ["election"]

BARE = "I will keep things running.\n"
CLEO = STATEMENT.replace("ada", "cleo").replace("Ada Byron", "Cleo Dart")
RIGHT = "nominations/2026-board/cleo.md"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("nominations/2026-bord/cleo.md", BARE),
        ("nominations/cleo.md", BARE),
        ("candidates/cleo.md", BARE),
        ("nominations/2026-board/cleo", BARE),
        ("nominations/2026-board/cleo/statement.md", BARE),
        ("cleo.md", BARE),
        ("docs/me.md", CLEO),
        ("nominations/my-statement.md", CLEO),
    ],
)
def test_the_comment_names_the_right_path_and_how_to_move_the_file(election: Election, path: str, text: str) -> None:
    pull = election.repo.open_pull("cleo", election.repo.fork("cleo"), files={path: text})
    election.pr(number=pull.number)
    status = pull.status("nomflow")
    assert status is not None
    assert status.state == "failure"
    [comment] = pull.comments
    assert f"`{RIGHT}`" in comment.body
    assert "Edit file" in comment.body
    pull.push({RIGHT: CLEO, path: None})
    election.pr(number=pull.number)
    assert "Edit file" not in pull.comments[0].body


@pytest.mark.parametrize("path", ["docs/voting.md", "nominations/how-to-stand.md", "README.md", ".github/CODEOWNERS"])
def test_an_organisations_own_work_gets_no_comment(election: Election, path: str) -> None:
    pull = election.repo.open_pull("bob", files={path: "# How it works\n\nNominations are open.\n"})
    ran = election.pr(number=pull.number)
    status = pull.status("nomflow")
    assert status is not None
    assert (ran.code, status.state, pull.comments) == (ExitCode.OK, "success", [])


def test_a_sweep_tells_them_apart_too(election: Election) -> None:
    hidden = election.repo.open_pull("cleo", election.repo.fork("cleo"), files={"docs/me.md": CLEO})
    innocent = election.repo.open_pull("bob", files={"docs/voting.md": "# How it works\n"})
    election.run("sweep")
    shown = [status.state for pull in (hidden, innocent) if (status := pull.status("nomflow"))]
    assert (shown, len(hidden.comments), len(innocent.comments)) == (["failure", "success"], 1, 0)


def test_what_is_in_the_right_place_is_judged_first(election: Election) -> None:
    election.pull.push({"nominations/ada.md": STATEMENT})
    election.pr()
    assert "does not belong to a nomination" in election.sticky
    assert "Edit file" not in election.sticky
