"""Nobody falls through: a nomination in the wrong place is one, and an organisation's own work is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.election.election import Config
from nomflow.core.election.load import load
from nomflow.core.snapshot.misplaced import Nearness, reads_like_one, suspect_on_disk, suspects
from nomflow.core.snapshot.statement import read_statement

CONFIG = """\
organisation: Example Society
people: people.yml
elections:
  - id: 2026-board
    title: Board election 2026
    windows:
      nominations: {opens: 2026-03-01T00:00Z, closes: 2026-07-31T12:00Z}
    statement: {path: "nominations/{election}/{handle}.md", template: nominations/form.md}
    roll: voters.csv
    officers: [olga]
"""
NOW = datetime(2026, 6, 1, tzinfo=UTC)
STATEMENT = "---\nname: Ada Byron\nhandle: ada\naffiliation: Looms Ltd\n---\n\nI will keep things running.\n"
BARE = "I will keep things running.\n"
OTHER = "---\ntitle: News\nauthor: ada\ndate: 2026-05-01\n---\n\nNews.\n"


def config(path: str = "nominations/{election}/{handle}.md") -> Config:
    return load(CONFIG.replace("nominations/{election}/{handle}.md", path), "nomflow.yml", lambda _: None, ())


def is_one(
    path: str,
    text: str,
    *,
    author: str = "ada",
    beside: tuple[str, ...] = (),
    opened: datetime = NOW,
    now: datetime = NOW,
    wanted: str = "nominations/{election}/{handle}.md",
) -> bool:
    """Whether a pull request that adds ``path`` with this text is a nomination in the wrong place."""
    found = suspects(config(wanted), [path], [path, *beside], author, opened, now)
    return any(
        each.nearness is Nearness.SURE or reads_like_one(each, read_statement(path, text.encode())) for each in found
    )


@pytest.mark.parametrize(
    "path",
    [
        "nominations/2026-bord/ada.md",
        "nominations/2026_board/ada.md",
        "nomination/2026-board/ada.md",
        "Nominations/2026-Boards/ada.md",
        "nominations/2026-board/ada",
        "nominations/2026-board/ada.txt",
        "nominations/2026-board/ada.docx",
        "nominations/2026-board/ada.md.txt",
        "nominations/ada.md",
        "nominations/2026-board/ada/README.md",
        "nominations/2026-board/ada/statement.md",
        "candidates/ada.md",
        "Candidates/Ada.MD",
        "2026-board/ada.md",
        "docs/nominations/2026-board/ada.md",
        "nominations/2025-board/ada.md",
        "ada.md",
        "ada",
        "candidate-ada.md",
        "ada-nomination.md",
        "elections/candidates/ada.md",
    ],
)
def test_the_path_alone_gives_a_nomination_away(path: str) -> None:
    assert is_one(path, BARE)


@pytest.mark.parametrize(
    "path",
    [
        "statement.md",
        "nominations/my-statement.md",
        "elections/ada-byron.md",
        "2026/ada.md",
        "docs/ada.md",
        "candidates/a.md",
    ],
)
@pytest.mark.parametrize("author", ["ada", "bob"])
def test_a_header_gives_it_away_where_the_path_does_not(path: str, author: str) -> None:
    assert is_one(path, STATEMENT, author=author)
    assert not is_one(path, OTHER, author=author)


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        "nominations/README.md",
        "docs/how-to-vote.md",
        "docs/nominations.md",
        "docs/nominations/how-to-stand.md",
        "candidates/guide.md",
        "CONTRIBUTING.md",
        ".github/PULL_REQUEST_TEMPLATE.md",
        ".github/workflows/nomflow.yml",
        "nomflow.yml",
        "voters.csv",
        "people.yml",
        "nominations/form.md",
        "blog/2026-05-01-nominations-are-open.md",
        "nominations/2026-board/photo.png",
        "src/candidates.py",
        "records/2026-board.json",
        "results/2025-board.md",
        "minutes/2026-05-01.md",
        "_layouts/candidate.md",
        "Makefile",
        "LICENSE",
    ],
)
@pytest.mark.parametrize("text", [BARE, OTHER])
def test_an_organisations_own_work_is_no_nomination(path: str, text: str) -> None:
    assert not is_one(path, text, author="bob")
    assert not is_one(path, text)


def test_a_page_of_the_team_is_no_nomination_though_it_has_a_header_like_one() -> None:
    assert not is_one("team/ada.md", STATEMENT)
    assert not is_one("docs/ada.md", STATEMENT.replace("affiliation", "avatar"))


@pytest.mark.parametrize("beside", ["nomflow.yml", "voters.csv", "people.yml", "nominations/form.md", ".github/x.yml"])
def test_what_changes_the_officers_files_too_is_their_own_work(beside: str) -> None:
    assert not is_one("nominations/ada.md", STATEMENT, beside=(beside,))
    assert is_one("nominations/ada.md", STATEMENT, beside=("README.md",))


def test_an_officer_who_may_not_stand_adds_no_nomination() -> None:
    assert not is_one("nominations/ada.md", STATEMENT, author="Olga")


def test_an_archive_is_no_nomination() -> None:
    old = [f"nominations/2024-board/p{number}.md" for number in range(6)]
    assert not suspects(config(), old, old, "bob", NOW, NOW)


@pytest.mark.parametrize(
    ("opened", "now", "one"),
    [
        ("2026-02-01", "2026-02-28", False),
        ("2026-02-01", "2026-03-01", True),
        ("2026-07-31", "2026-12-01", True),
        ("2026-08-01", "2026-08-01", False),
    ],
)
def test_only_while_a_window_is_open_and_the_same_pull_request_ever_after(opened: str, now: str, one: bool) -> None:
    first, last = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (opened, now))
    assert is_one("nominations/ada.md", BARE, opened=first, now=last) is one
    assert not is_one("nominations/ada.md", BARE, opened=NOW + timedelta(days=61), now=NOW + timedelta(days=61))


@pytest.mark.parametrize("path", ["content/blog/x.md", "content/about.md", "docs/content/x.md"])
def test_a_folder_for_anything_is_not_near(path: str) -> None:
    assert not is_one(path, BARE, author="bob", wanted="content/{handle}.md")


def test_a_folder_names_what_reads_like_a_nomination_and_leaves_other_years_alone() -> None:
    for path, wanted in (("candidates/ada.md", True), ("nominations/2025-board/ada.md", False), ("README.md", False)):
        suspect = suspect_on_disk(config(), path)
        assert (suspect is not None and reads_like_one(suspect, read_statement(path, STATEMENT.encode()))) is wanted


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_path_is_looked_at(path: str, author: str) -> None:
    suspects(config(), [path], [path], author, NOW, NOW)
