"""Which files are statements, and what a snapshot of one holds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from made_pictures import drawn
from other_systems import ignore_case

from nomflow.core.basics.errors import ConfigError, NothingToCheckError, UsageError
from nomflow.core.roll.roll import Unavailable
from nomflow.core.snapshot.photo import photo_file
from nomflow.core.snapshot.picture import PhotoFile
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.disk import Folder, open_folder, snapshot_of, statements, write_tree
from nomflow.rules.statement_path import statement_path

NOW = datetime(2026, 7, 20, 12, tzinfo=UTC)
HEADER = "---\nname: Ida Quist\nhandle: ida-quist\n---\n"
CONFIG = """\
organisation: Quist Works
elections:
  - id: "2026"
    title: Board 2026
    windows: {nominations: {opens: 2026-07-01, closes: 2026-07-31}}
    roll: elections/2026/roll.md
    statement:
      path: elections/{election}/candidate-{handle}.md
      template: elections/2026/candidate-example.md
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a configuration, and nothing else yet."""
    write(tmp_path, "nomflow.yml", CONFIG)
    write(tmp_path, "elections/2026/candidate-example.md", "# Candidate Name\n")
    return tmp_path


def write(root: Path, path: str, text: str = HEADER) -> Path:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


def found(root: Path, *paths: str) -> list[str]:
    folder = open_folder(root)
    there = statements(folder, [root / path for path in paths or (".",)])
    return [path.resolve().relative_to(root.resolve()).as_posix() for path in there]


def snapshot(folder: Folder, path: Path) -> Snapshot:
    return snapshot_of(folder, path, NOW)


def test_statements_are_found_where_the_configuration_says(repository: Path) -> None:
    for name in ("candidate-ben.md", "candidate-ida-quist.md", "Candidate-cleo.MD"):
        write(repository, f"elections/2026/{name}", "Hello")
    assert found(repository) == [
        "elections/2026/Candidate-cleo.MD",
        "elections/2026/candidate-ben.md",
        "elections/2026/candidate-ida-quist.md",
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("elections/2026/README.md", HEADER),
        ("elections/2026/candidate-template.md", HEADER),
        ("elections/2026/candidate-example.md", HEADER),
        ("elections/2026/roll.md", HEADER),
        ("elections/2026/results.md", HEADER),
        ("elections/2026/how-we-vote.md", "# How we vote\n"),
        ("elections/2026/notes.txt", HEADER),
        ("elections/2025/candidate-ida-quist.md", HEADER),
        ("elections/2026/drafts/candidate-ida-quist.md", HEADER),
        (".git/candidate-ida.md", HEADER),
        ("docs/guide.md", HEADER),
    ],
)
def test_other_files_are_left_alone(repository: Path, path: str, text: str) -> None:
    write(repository, "elections/2026/candidate-ben.md")
    write(repository, path, text)
    assert found(repository) == ["elections/2026/candidate-ben.md"]


@pytest.mark.parametrize("name", ["canidate-ida.md", "nomination-ida.md", "ida.md", "Ida Quist.markdown"])
def test_a_statement_under_a_wrong_name_is_found_by_its_header(repository: Path, name: str) -> None:
    write(repository, f"elections/2026/{name}", f"\ufeff\n{HEADER}")
    assert found(repository) == [f"elections/2026/{name}"]


def test_a_translation_is_no_statement_and_comes_with_its_own(repository: Path) -> None:
    own = write(repository, "elections/2026/candidate-ida.md")
    translation = write(repository, "elections/2026/candidate-ida.pt-BR.md", "Mantive as contas.")
    write(repository, "elections/2026/candidate-idabel.pt.md", "Outra pessoa.")
    here = open_folder(repository)

    assert found(repository) == ["elections/2026/candidate-ida.md", "elections/2026/candidate-idabel.pt.md"]
    assert found(repository, translation.as_posix()) == ["elections/2026/candidate-ida.md"]
    assert [(each.path, each.source.text) for each in snapshot(here, own).translations] == [
        ("elections/2026/candidate-ida.pt-BR.md", "Mantive as contas.")
    ]


def test_a_file_that_is_named_is_checked_whatever_it_is_called(repository: Path) -> None:
    write(repository, "elections/2026/README.md")
    assert found(repository, "elections/2026/README.md") == ["elections/2026/README.md"]


def test_each_statement_is_checked_once(repository: Path) -> None:
    write(repository, "elections/2026/candidate-ida.md")
    twice = ("elections/2026/candidate-ida.md", "elections", "elections/2026/../2026/candidate-ida.md")
    assert found(repository, *twice) == ["elections/2026/candidate-ida.md"]


def test_symbolic_links_are_not_followed(repository: Path) -> None:
    real = write(repository, "elections/2026/candidate-ida.md")
    (repository / "elections/2026/candidate-ben.md").symlink_to(real)
    assert found(repository) == ["elections/2026/candidate-ida.md"]


def test_a_readme_may_be_the_statement_where_the_folder_is_the_person(tmp_path: Path) -> None:
    write(
        tmp_path,
        "nomflow.yml",
        CONFIG.replace("elections/{election}/candidate-{handle}.md", "people/{handle}/README.md"),
    )
    write(tmp_path, "elections/2026/candidate-example.md", "Example")
    write(tmp_path, "people/ida-quist/README.md")
    write(tmp_path, "people/README.md")
    assert found(tmp_path) == ["people/ida-quist/README.md"]


def test_a_name_by_mail_address_is_a_statement_and_a_picture_is_none(tmp_path: Path) -> None:
    write(
        tmp_path,
        "nomflow.yml",
        "organisation: Q\nelections: [{id: a, title: A"
        ", windows: {nominations: {closes: 2026-07-31}}, statement: {path: 'c/{email}'}}]\n",
    )
    write(tmp_path, "c/ida@quist.example", "Hello")
    write(tmp_path, "c/ida@quist.jpg", "no text")
    assert found(tmp_path) == ["c/ida@quist.example"]


def test_without_a_configuration_any_markdown_file_may_be_one(tmp_path: Path) -> None:
    for path in (
        "ida.md",
        "people/ben.markdown",
        "README.md",
        "CODE_OF_CONDUCT.md",
        "ida.txt",
        ".hidden.md",
        "_all.md",
    ):
        write(tmp_path, path, "Hello")
    assert found(tmp_path) == ["ida.md", "people/ben.markdown"]


def test_nothing_to_check_is_no_success(repository: Path) -> None:
    with pytest.raises(NothingToCheckError):
        found(repository)
    with pytest.raises(UsageError, match=r"There is no file or folder .*nowhere"):
        found(repository, "nowhere")


def test_a_snapshot_has_the_path_within_the_repository_and_the_template(repository: Path) -> None:
    path = write(repository, "elections/2026/candidate-ida.md")
    made = snapshot(open_folder(path), path)
    assert made.statement is not None
    assert made.statement.path == "elections/2026/candidate-ida.md"
    assert made.template == "# Candidate Name\n"


@pytest.mark.parametrize(
    ("text", "looked"),
    [
        ("Hello [you](https://example.org), [up](#top) and ida@example.org", False),
        ("[a](other.md)", True),
        ("![Ida](ida.jpg)", True),
        ("[a](https://github.com/Quist/Elections/blob/main/a.md)", True),
    ],
)
def test_the_repositorys_files_are_read_only_where_something_leads_there(
    repository: Path, text: str, looked: bool
) -> None:
    write(repository, "nomflow.yml", f"{CONFIG}repository: quist/elections\n")
    path = write(repository, "elections/2026/candidate-ida.md", HEADER + text)
    files = snapshot(open_folder(path), path).files
    assert (files is not None) is looked
    assert not files or "elections/2026/candidate-ida.md" in files


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("copy/elections/2026/candidate-ida.md", "elections/2026/candidate-ida.md"),
        ("copy/candidate-ida.md", "{root}/copy/candidate-ida.md"),
    ],
)
def test_a_file_outside_the_repository_is_judged_by_the_end_of_its_path(tmp_path: Path, path: str, shown: str) -> None:
    root = tmp_path / "repository"
    config = write(root, "nomflow.yml", CONFIG)
    write(root, "elections/2026/candidate-example.md", "Example")
    made = snapshot(open_folder(tmp_path, config), write(tmp_path, path))
    assert made.statement is not None
    assert made.statement.path == shown.format(root=tmp_path.resolve().as_posix())


def test_two_files_that_differ_only_in_capital_letters_are_told(repository: Path) -> None:
    paths = [write(repository, f"elections/2026/candidate-{name}.md") for name in ("Ida-Quist", "ida-quist")]
    if paths[0].samefile(paths[1]):
        pytest.skip("this disk keeps only one of the two")
    outcome = statement_path.check(snapshot(open_folder(repository), paths[0]))
    assert "candidate-ida-quist.md` has the same name" in str(outcome.text)


def test_a_template_that_is_not_there_is_the_organisers_mistake(tmp_path: Path) -> None:
    write(tmp_path, "nomflow.yml", CONFIG)
    path = write(tmp_path, "elections/2026/candidate-ida.md")
    with pytest.raises(ConfigError, match=r"candidate-example\.md:1:1: This file could not be read"):
        snapshot(open_folder(path), path)


def test_a_file_too_big_to_be_read_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = write(tmp_path, "ida.md", "word " * 200_000)
    made = snapshot(open_folder(path), path)
    assert made.statement is not None
    assert len(made.statement.source.raw) < 300_000
    assert made.statement.text_findings


def test_nothing_is_written_outside_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert write_tree(out, [("a/b.txt", b"x"), ("c.txt", b"y")]) == 2
    assert (out / "a" / "b.txt").read_bytes() == b"x"
    with pytest.raises(UsageError, match="outside"):
        write_tree(out, [("../evil.txt", b"x")])
    assert not (tmp_path / "evil.txt").exists()


def test_a_photo_is_looked_at_and_not_kept(repository: Path) -> None:
    raw = drawn(500, 600)
    (repository / "elections/2026").mkdir(parents=True, exist_ok=True)
    (repository / "elections/2026/ida.jpg").write_bytes(raw)
    path = write(repository, "elections/2026/candidate-ida-quist.md", f"{HEADER[:-4]}photo: ida.jpg\n---\n")
    photo = snapshot(open_folder(repository), path).photo
    assert photo == photo_file("elections/2026/ida.jpg", "100644", raw)
    assert (photo.format, photo.width, photo.height, photo.size) == ("jpeg", 500, 600, len(raw))


def test_a_photo_behind_a_link_is_never_read(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("elsewhere")
    (secret / "ida.jpg").write_bytes(drawn())
    (repository / "elections/2026/ida.jpg").symlink_to(secret / "ida.jpg")
    (repository / "elections/2026/photos").symlink_to(secret)
    for typed in ("ida.jpg", "photos/ida.jpg"):
        path = write(repository, "elections/2026/candidate-ida-quist.md", f"{HEADER[:-4]}photo: {typed}\n---\n")
        assert snapshot(open_folder(repository), path).photo == PhotoFile(path=f"elections/2026/{typed}", mode="120000")


@pytest.mark.parametrize(("typed", "mode"), [("none.jpg", ""), ("/elections", "040000")])
def test_a_photo_that_is_not_there_is_known_not_to_be(repository: Path, typed: str, mode: str) -> None:
    path = write(repository, "elections/2026/candidate-ida-quist.md", f"{HEADER[:-4]}photo: {typed}\n---\n")
    photo = snapshot(open_folder(repository), path).photo
    assert isinstance(photo, PhotoFile)
    assert (photo.mode, photo.sha256) == (mode, "")


def test_a_photo_that_is_too_large_is_not_read_to_its_end(repository: Path) -> None:
    with (repository / "elections/2026/ida.jpg").open("wb") as file:
        file.truncate(3_000_000_000)
    path = write(repository, "elections/2026/candidate-ida-quist.md", f"{HEADER[:-4]}photo: ida.jpg\n---\n")
    photo = snapshot(open_folder(repository), path).photo
    assert photo == PhotoFile(path="elections/2026/ida.jpg", mode="100644", size=3_000_000_000)


@pytest.mark.parametrize("ignores", [False, True], ids=["letters matter", "letters do not"])
def test_a_name_in_other_letters_is_no_file_on_any_system(
    repository: Path, monkeypatch: pytest.MonkeyPatch, ignores: bool
) -> None:
    """GitHub tells capital and small letters apart, and so must a check on macOS or Windows."""
    write(repository, "elections/2026/Roll.md", "ida-quist\n")
    (repository / "elections/2026/Ida.jpg").write_bytes(drawn())
    typed = f"{HEADER[:-4]}photo: ida.jpg\n---\n\nSee [my plan](plan.md).\n"
    write(repository, "elections/2026/Plan.md", "# Plan\n")
    path = write(repository, "elections/2026/candidate-ida-quist.md", typed)
    if ignores:
        ignore_case(monkeypatch, repository)
        assert (repository / "elections/2026/roll.md").is_file()
    found = snapshot(open_folder(repository), path)
    assert found.photo == PhotoFile(path="elections/2026/ida.jpg", mode="")
    assert isinstance(found.roll, Unavailable)
    assert ("capital or small letters" in found.roll.why) is ignores
    assert found.files is not None
    assert "elections/2026/plan.md" not in found.files


@pytest.mark.parametrize("ignores", [False, True], ids=["letters matter", "letters do not"])
def test_a_configuration_in_other_letters_is_not_github_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ignores: bool
) -> None:
    write(tmp_path, "Nomflow.yml", CONFIG)
    if ignores:
        ignore_case(monkeypatch, tmp_path)
        with pytest.raises(ConfigError, match="capital or small letters"):
            open_folder(tmp_path)
    else:
        assert open_folder(tmp_path).config_path is None
