"""Publishing and closing leave the old folder or the new one, whatever stops them and wherever."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nomflow.core.basics.errors import UsageError
from nomflow.disk import write_tree
from nomflow.disk import writing as tested

OLD = {"index.html": b"old", "same.css": b"same", "gone/page.html": b"gone", "a/b.html": b"old"}
NEW = {"index.html": b"new", "same.css": b"same", "a/b.html": b"new", "c/d.html": b"new"}
THEIRS = {"CNAME": b"example.org", "notes/mine.txt": b"mine"}
BEFORE = {"gone/page.html": "283e8a0a5c9b9d1a0fe5a6b0c92be3a1ad0a9b7b4d7a8e3d7e7d2f9c0b1a2e3f"}


def held(top: Path) -> dict[str, bytes]:
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    from hashlib import sha256

    BEFORE["gone/page.html"] = sha256(b"gone").hexdigest()
    write_tree(tmp_path / "site", (OLD | THEIRS).items())
    return tmp_path / "site"


def test_the_new_files_take_the_place_of_ours_and_leave_what_is_theirs(site: Path) -> None:
    (site / "link").symlink_to("CNAME")
    (site / "same.css").chmod(0o640)
    assert write_tree(site, NEW.items(), BEFORE) == 4
    assert held(site) == NEW | THEIRS | {"link": b"example.org"}
    assert (site / "link").is_symlink()
    assert not (site / "gone").exists()
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_file_of_ours_that_somebody_changed_stays(site: Path) -> None:
    (site / "gone/page.html").write_bytes(b"changed")
    write_tree(site, NEW.items(), BEFORE)
    assert held(site)["gone/page.html"] == b"changed"


STOPPED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = [{support!r}]
import test_atomic_writing as cases
cases.write_tree  # everything is imported before the watch begins
count = 0
def watch(event, arguments):
    global count
    if event in ("open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "ctypes.dlsym", "shutil.rmtree"):
        if event != "open" or (isinstance(arguments[1], str) and arguments[1][0] in "wx"):
            count -= 1
            if count == 0:
                os.kill(os.getpid(), signal.{signal})
for line in sys.stdin:
    if child := os.fork():
        print(os.waitpid(child, 0)[1], flush=True)
        continue
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job begins without one
    count = int(line)
    sys.addaudithook(watch)
    try:
        cases.write_tree(Path(sys.argv[1]), cases.NEW.items(), {before!r})
    except KeyboardInterrupt:
        os._exit(1)
    os._exit(0)
"""
"""Writes the new site in a process of its own for each number that it is told, and is stopped at that write."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor these signals")
@pytest.mark.parametrize(("signal", "step"), [("SIGKILL", 1), ("SIGINT", 3)])
def test_a_kill_at_any_write_leaves_the_old_site_or_the_new_one(site: Path, signal: str, step: int) -> None:
    script = STOPPED.format(support=str(Path(__file__).parent), signal=signal, before=BEFORE)
    command, seen = [sys.executable, "-c", script, str(site)], set()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        for count in range(1, 90, step):
            print(count, file=process.stdin, flush=True)
            result = int(process.stdout.readline())
            found = held(site)
            assert found in (OLD | THEIRS, NEW | THEIRS), count
            seen.add(found == NEW | THEIRS)
            if result == 0:
                break
            write_tree(site, (OLD | THEIRS).items(), dict.fromkeys(NEW, ""))
            for name in NEW.keys() - OLD.keys():
                (site / name).unlink(missing_ok=True)
        else:
            raise AssertionError("it never came to its end")
        process.stdin.close()
    assert seen == {True, False}
    write_tree(site, NEW.items())
    assert [path.name for path in site.parent.iterdir()] == ["site"], "what the killed ones left is gone"


def test_what_a_run_that_still_writes_has_aside_stays(site: Path) -> None:
    def slowly() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"slow"
        write_tree(site, NEW.items())
        yield "c/d.html", b"slow"

    write_tree(site, slowly())
    assert held(site) == NEW | THEIRS | OLD | NEW | {"index.html": b"slow", "c/d.html": b"slow"}
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_folder_that_is_read_only_stays_as_it_is_and_a_sentence_says_so(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write anywhere, so the system's refusal is made here."""

    def refused(*_: object, **__: object) -> str:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.mkdtemp", refused)
    monkeypatch.setattr(Path, "write_bytes", refused)
    with pytest.raises(UsageError, match=r"Read-only file system\. What was there is still there"):
        write_tree(site, NEW.items(), BEFORE)
    assert held(site) == OLD | THEIRS
    with pytest.raises(UsageError, match="Read-only file system"):
        write_tree(site.parent / "other", NEW.items())


def failing(at: int) -> Iterator[tuple[str, bytes]]:
    for number, (name, data) in enumerate(NEW.items()):
        if number == at:
            raise OSError(errno.ENOSPC, "No space left on device")
        yield name, data


@pytest.mark.parametrize("at", range(4))
def test_a_full_disk_leaves_the_old_site_and_a_sentence(site: Path, at: int) -> None:
    with pytest.raises(UsageError, match="No space left on device"):
        write_tree(site, failing(at))
    assert held(site) == OLD | THEIRS
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_where_nothing_can_change_places_each_file_does(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site)
    assert write_tree(Path(), NEW.items(), BEFORE) == 4
    assert held(site) == NEW | THEIRS


def test_a_system_that_cannot_exchange_folders_renames_twice(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tested, "_exchanged", lambda *_: False)
    write_tree(site, NEW.items(), BEFORE)
    assert held(site) == NEW | THEIRS
    real, asked = Path.rename, []

    def second_fails(path: Path, target: Path) -> Path:
        asked.append(path)
        if len(asked) == 2:
            raise OSError(errno.EBUSY, "busy")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(UsageError, match="busy"):
        write_tree(site, OLD.items())
    assert held(site) == NEW | THEIRS


def test_a_path_that_leaves_the_folder_is_refused(site: Path) -> None:
    for name in ("../evil", "/etc/evil", "a/../../evil"):
        with pytest.raises(UsageError, match="outside"):
            write_tree(site, [("new.html", b"x"), (name, b"x")])
    (site / "out").symlink_to(site.parent)
    with pytest.raises(UsageError, match="outside"):
        write_tree(site, [("out/evil", b"x")])
    assert held(site) == OLD | THEIRS
