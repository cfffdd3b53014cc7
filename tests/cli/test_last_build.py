"""A build that would find everything as the last one left it is not made, and no other."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from test_check import CONFIG

from nomflow.cli import last_build, main, publish
from nomflow.core.basics.errors import ExitCode

TEXT = "---\nname: Ada\nhandle: ada\n---\n\n## Why\n\nI keep things running.\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = tmp_path / "repository"
    (top / "nominations").mkdir(parents=True)
    (top / "nomflow.yml").write_text(CONFIG)
    (top / "roll.txt").write_text("ada\nbob\n")
    (top / "nominations" / "ada.md").write_text(TEXT)
    monkeypatch.setattr(last_build, "_RECENT", 0)
    return top


@pytest.fixture
def build(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
    builds = []
    run = publish.run

    def counted(options: object) -> ExitCode:
        builds.append(options)
        return run(options)  # type: ignore[arg-type] # what it was given

    monkeypatch.setattr(publish, "run", counted)

    def built(*more: str, time: str = "2026-08-02T12:00Z") -> bool:
        """Whether this was a real build."""
        before = len(builds)
        places = ["--out", f"{repository}/site", "--cache", f"{repository}/../cache"]
        timed = ["--as-of", time] if time else []
        assert main(["publish", str(repository), *places, *timed, *more]) == ExitCode.OK
        return len(builds) > before

    return built


def test_what_did_not_change_is_not_built_again(build: Callable[..., bool]) -> None:
    assert [build(), build(), build()] == [True, False, False]


def edit(top: Path) -> None:
    """Another text of the same length, with the old time."""
    path = top / "nominations" / "ada.md"
    there = path.stat()
    path.write_text(TEXT.replace("running", "working"))
    os.utime(path, ns=(there.st_atime_ns, there.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        edit,
        lambda top: (top / "nominations" / "bob.md").write_text(TEXT.replace("ada", "bob")),
        lambda top: (top / "nomflow.yml").write_text(CONFIG.replace("Board", "Bench")),
        lambda top: (top / "roll.txt").unlink() or (top / "roll.txt").write_text("ada\n"),
        lambda top: (top / "site" / "index.html").write_text("defaced"),
        lambda top: (top / "site" / "robots.txt").unlink(),
        lambda top: (top / "site" / "more.html").write_text("of others"),
        lambda top: (top.parent / "cache" / "last-build").write_text("{}"),
        lambda top: (top.parent / "cache" / "last-build").write_bytes(b"\xff"),
    ],
)
def test_whatever_changes_is_seen(
    build: Callable[..., bool], repository: Path, change: Callable[[Path], object]
) -> None:
    assert build()
    change(repository)
    assert build()
    assert b"defaced" not in (repository / "site" / "index.html").read_bytes()


def test_another_time_another_program_and_the_time_of_the_clock_build_again(
    build: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build()
    assert build(time="2026-08-02T12:01Z")
    assert [build(time=""), build(time="")] == [True, True]
    assert [build(), build()] == [True, False]
    monkeypatch.setattr("sys.version", "4")
    assert build()


def test_what_changed_a_moment_ago_may_have_changed_again_since(
    build: Callable[..., bool], repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_build, "_RECENT", 60)
    assert [build(), build()] == [True, True]


def test_a_link_may_lead_anywhere_so_it_is_never_known_that_nothing_changed(
    build: Callable[..., bool], repository: Path
) -> None:
    (repository / "link").symlink_to(repository.parent)
    assert [build(), build()] == [True, True]


@pytest.mark.parametrize("name", ["NOMFLOW_AFFILIATIONS", "NOMFLOW_AFFILIATIONS_FILE"])
def test_private_affiliations_are_looked_at_each_time_and_kept_nowhere(
    build: Callable[..., bool], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert [build(), build()] == [True, False]
    monkeypatch.setenv(name, "bob: [Hidden Mills]")
    assert [build(), build()] == [True, True]
