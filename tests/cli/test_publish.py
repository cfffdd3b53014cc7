"""nomflow publish, preview and demo, as their users type them."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

import pytest
from test_check import CONFIG, GOOD, nomflow

NOW = "--as-of=2026-08-02T12:00Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nominations").mkdir()
    (tmp_path / "nomflow.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "roll.txt").write_text("ida-samuel\nbo\n", encoding="utf-8")
    (tmp_path / "nominations" / "ida-samuel.md").write_text(GOOD, encoding="utf-8")
    return tmp_path


def files(top: Path) -> dict[str, bytes]:
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}


def test_a_folder_of_statements_becomes_a_site(folder: Path) -> None:
    ran = nomflow("publish", "--out", "site", NOW, cwd=folder)
    assert ran.returncode == 0, ran.stderr
    page = (folder / "site" / "2026-board" / "candidates" / "ida-samuel" / "index.html").read_text("utf-8")
    assert "I have kept the books for nine years" in page
    assert "Ida Samuel" in (folder / "site" / "2026-board" / "index.html").read_text("utf-8")


def test_the_same_input_gives_the_same_bytes(folder: Path) -> None:
    nomflow("publish", "--out", "one", NOW, cwd=folder, TZ="Asia/Tokyo", PYTHONHASHSEED="1")
    nomflow("publish", "--out", "two", NOW, cwd=folder, TZ="America/New_York", PYTHONHASHSEED="2")
    assert files(folder / "one") == files(folder / "two")


def test_the_build_time_can_come_from_source_date_epoch(folder: Path) -> None:
    nomflow("publish", "--out", "one", NOW, cwd=folder)
    nomflow("publish", "--out", "two", cwd=folder, SOURCE_DATE_EPOCH="1785672000")
    assert files(folder / "one") == files(folder / "two")


def test_one_broken_statement_does_not_break_the_site(folder: Path) -> None:
    (folder / "nominations" / "bo.md").write_bytes(b"---\nname: Bo\n---\n" + b"|" * 40_000 + b"\n" + b"|-" * 20_000)
    ran = nomflow("publish", "--out", "site", NOW, cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert "nine years" in (folder / "site" / "2026-board" / "candidates" / "ida-samuel" / "index.html").read_text(
        "utf-8"
    )
    assert "cannot be shown" in (folder / "site" / "2026-board" / "candidates" / "bo" / "index.html").read_text("utf-8")


def test_questions_are_published_with_the_answers_that_lie_in_the_folder(folder: Path) -> None:
    config = folder / "nomflow.yml"
    config.write_text(
        config.read_text("utf-8").replace("    seats: 1", "    questions: questions\n    seats: 1")
        + "    nominations: {venue: mail}\n",
        "utf-8",
    )
    (folder / "questions" / "3-books").mkdir(parents=True)
    (folder / "questions" / "3-books.md").write_text("# Who keeps the books?\n", encoding="utf-8")
    (folder / "questions" / "3-books" / "ida-samuel.md").write_text(
        "I do, <script>alert(1)</script>.", encoding="utf-8"
    )
    (folder / "questions" / "3-books" / "nobody.md").write_text("Me.", encoding="utf-8")
    assert nomflow("close", NOW, cwd=folder).returncode == 0
    ran = nomflow("publish", "--out", "site", NOW, cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert "nomflow: questions/3-books/nobody.md:1:1: Nobody who stands is called nobody." in ran.stderr
    page = (folder / "site" / "2026-board" / "questions" / "3-books" / "index.html").read_text("utf-8")
    assert "I do, &lt;script&gt;alert(1)&lt;/script&gt;." in page
    person = json.loads((folder / "site" / "2026-board" / "candidates" / "ida-samuel.json").read_text("utf-8"))
    said = (folder / "questions" / "3-books" / "ida-samuel.md").read_bytes()
    assert person["answers"][0]["source"]["sha256"] == sha256(said).hexdigest()
    assert nomflow("check", cwd=folder).returncode == 0
    assert "questions" not in nomflow("check", cwd=folder).stdout
    for what in ("questions", "questions/3-books", "questions/3-books/ida-samuel.md"):
        looked = nomflow("check", what, cwd=folder)
        assert looked.returncode == 1, looked.stdout + looked.stderr
        assert "questions/3-books/ida-samuel.md:1" in looked.stdout
        assert "handle" not in looked.stdout
    assert nomflow("check", "questions/3-books.md", cwd=folder).returncode == 0
    assert "is about a question" in nomflow("preview", "questions/3-books.md", cwd=folder).stderr


def test_the_preview_holds_the_section_of_the_page(folder: Path) -> None:
    ran = nomflow("preview", "nominations/ida-samuel.md", "--out", "preview", NOW, cwd=folder)
    assert ran.returncode == 0, ran.stderr
    nomflow("publish", "--out", "site", NOW, cwd=folder)
    page = (folder / "site" / "2026-board" / "candidates" / "ida-samuel" / "index.html").read_text("utf-8")
    comment = (folder / "preview" / "comment.md").read_text("utf-8")
    printed = re.search(
        r"<!-- nomflow:section id=ida-samuel sha256=([0-9a-f]{64}) -->\n(.*?)\n<!-- /nomflow", page, re.DOTALL
    )
    assert printed
    assert printed[1] in comment
    assert sha256(printed[2].encode()).hexdigest() == printed[1]


def test_the_demo_shows_a_whole_election(tmp_path: Path) -> None:
    ran = nomflow("demo", "--out", "demo", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    table = ran.stdout
    for words in (
        "Ready for the officers",
        "Waiting for acceptance",
        "Too late",
        "Withdrawn",
        "Not ready yet",
        "1 of 2",
        "3 reviewers have not confirmed",
    ):
        assert words in table
    written = files(tmp_path / "demo")
    assert len([name for name in written if name.startswith("comments/") and name.endswith(".md")]) >= 7
    assert "site/2026-board/candidates/ines-calloway/index.html" in written
    snapshot = json.loads(written["snapshots/noor-haddad.json"])
    assert snapshot["schema"] == "nomflow-snapshot-1"
    again = nomflow("check", "--snapshot", "demo/snapshots/noor-haddad.json", cwd=tmp_path)
    assert again.returncode == 0, again.stdout
    assert "1 of 2 endorsements" in again.stdout
    assert nomflow("check", "demo/repository", cwd=tmp_path).returncode == 1
    refused = nomflow("demo", "--out", "demo", cwd=tmp_path)
    assert (refused.returncode, files(tmp_path / "demo") == written) == (2, True)
    assert "demo already exists" in refused.stderr
    repository = tmp_path / "demo" / "repository"
    rmtree(repository / "records")
    early = nomflow("publish", "--snapshots", "../snapshots", "--as-of", "2026-08-02T09:00Z", cwd=repository)
    told = "not on the page yet: 5 nominations of 2026-board. What is missing: nomflow status --snapshots ../snapshots"
    assert told in early.stderr
    verified = nomflow("verify", "demo", cwd=tmp_path)
    assert verified.returncode == 0, verified.stdout
    page = tmp_path / "demo" / "site" / "2026-board" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"Board", b"Bored", 1))
    changed = nomflow("verify", "demo", cwd=tmp_path)
    assert changed.returncode == 1
    assert "2026-board/index.html" in changed.stdout


def test_a_result_names_people_on_the_ballot_and_old_elections_stay_reachable(folder: Path) -> None:
    config = folder / "nomflow.yml"
    later = "{id: 2027-board, title: Board 2027, windows: {nominations: {opens: 2027-02-01, closes: 2027-03-01}}}"
    text = CONFIG.replace("elections:\n", f"elections:\n  - {later}\n") + "    nominations: {venue: mail}\n"
    config.write_text(f"{text}    results: {{elected: [nobody-here], tally: https://example.org/tally}}\n", "utf-8")
    over = "--as-of=2027-01-01T12:00Z"
    told = nomflow("publish", "--out", "site", over, cwd=folder).stderr
    assert "the results are not shown, since no record says who stood" in told
    rmtree(folder / "site")
    assert nomflow("close", "--election", "2026-board", NOW, cwd=folder).returncode == 0
    ran = nomflow("publish", "--out", "site", over, cwd=folder)
    line = text.count("\n") + 1
    assert ran.returncode == 2, ran.stderr
    assert f"nomflow.yml:{line}:25: nobody-here is not on the ballot of 2026-board" in ran.stderr
    assert not (folder / "site").exists()

    config.write_text(f"{text}    results: {{elected: [ida-samuel], tally: https://example.org/tally}}\n", "utf-8")
    ran = nomflow("publish", "--out", "site", over, cwd=folder)
    assert ran.returncode == 0, ran.stderr
    page = (folder / "site" / "2026-board" / "index.html").read_text("utf-8")
    assert 'Elected: <a href="candidates/ida-samuel/"><bdi translate="no">Ida Samuel</bdi></a>.' in page
    assert '<a class="button main" href="https://example.org/tally">See the result</a>' in page
    first = (folder / "site" / "index.html").read_text("utf-8")
    assert first.index("2027-board/") < first.index("Earlier elections") < first.index("2026-board/")
