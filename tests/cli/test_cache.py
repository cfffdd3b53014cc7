"""Pages kept from an earlier build: never a byte other than that of a new one, whatever happened in between."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_pictures import drawn
from test_check import CONFIG
from test_close import nomflow
from test_publish import files
from test_rebuild import folder, state

__all__ = ["folder"]

WHO = ("ida-samuel", "bo", "cy", "di")
OVERRIDE = """{{% extends "nomflow/candidate.html.j2" %}}{{% block main %}}{{{{ super() }}}}
<p>{word}: {{{{ view.standing|length }}}} {{{{ view.standing[0].summary }}}}</p>{{% endblock %}}"""
EDITS = st.one_of(
    st.tuples(st.just("state"), st.sampled_from(WHO), st.sampled_from(["One.", "Two.", "# Three\n\n- [x](https://a.b)"])),
    st.tuples(st.just("withdraw"), st.sampled_from(WHO), st.just("")),
    st.tuples(st.just("rename"), st.sampled_from(WHO), st.sampled_from(["Same Name", "Nobody Else"])),
    st.tuples(st.just("title"), st.just(""), st.sampled_from(["Board 1", "Board 2"])),
    st.tuples(st.just("language"), st.just(""), st.sampled_from(["en", "de"])),
    st.tuples(st.just("order"), st.just(""), st.sampled_from(["4 11", "7 23"])),
    st.tuples(st.just("override"), st.just(""), st.sampled_from(["", "A", "B"])),
    st.tuples(st.just("time"), st.just(""), st.sampled_from(["2026-08-02T12:00Z", "2026-08-02T12:01Z"])),
    st.tuples(st.just("corrupt"), st.sampled_from(["cut", "changed", "emptied", "swapped", "link"]), st.just("")),
)  # fmt: skip


class Election:
    """A folder that people edit, and its site built anew and again."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.kept = {"title": "Board", "language": "en", "order": "4 11", "override": "", "time": "2026-08-02T12:00Z"}
        (top / "nominations").mkdir()
        (top / "roll.txt").write_text("".join(f"{each}\n" for each in WHO), encoding="utf-8")
        for who in WHO[:3]:
            state(top, who)

    def edit(self, what: str, where: str, how: str) -> None:
        path = self.top / "nominations" / f"{where}.md"
        match what:
            case "state":
                state(self.top, where, f"\n{how}\n")
            case "withdraw":
                path.unlink(missing_ok=True)
            case "rename" if path.exists():
                text = path.read_text("utf-8")
                path.write_text(text.replace(text.splitlines()[1], f"name: {how}"), encoding="utf-8")
            case "corrupt":
                corrupt(self.top / "cache", where)
            case _ if what in self.kept:
                self.kept[what] = how

    def publish(self, out: str, *more: str) -> dict[str, bytes]:
        kept, own = self.kept, self.top / ".github" / "nomflow" / "site"
        draw = f'{{order: {{source: public-draw, value: "{kept["order"]}", minutes: "https://example.org/m"}}}}'
        config = CONFIG.replace("Board election 2026", kept["title"])
        languages = f"    publication: {draw}\nsite: {{language: {kept['language']}}}\n"
        (self.top / "nomflow.yml").write_text(config + languages, encoding="utf-8")
        shutil.rmtree(own, ignore_errors=True)
        if kept["override"]:
            own.mkdir(parents=True)
            (own / "candidate.html.j2").write_text(OVERRIDE.format(word=kept["override"]), encoding="utf-8")
        ran = nomflow("publish", "--out", out, "--as-of", kept["time"], *more, cwd=self.top)
        assert ran.returncode in (0, 3), ran.stderr
        return files(self.top / out) if ran.returncode == 0 else {}


def corrupt(cache: Path, how: str) -> None:
    """What a full disk, a bad one, or somebody else does to it."""
    entries = sorted(cache.iterdir()) if cache.is_dir() else []
    for path, other in zip(entries, entries[1:] + entries[:1], strict=True):
        raw = path.read_bytes()
        match how:
            case "cut":
                path.write_bytes(raw[:-1])
            case "changed":
                path.write_bytes(raw.replace(b"</p>", b"<p>!"))
            case "emptied":
                path.write_bytes(b"")
            case "swapped":
                path.write_bytes(other.read_bytes())
            case "link":
                path.unlink()
                path.symlink_to(other)


@settings(max_examples=max(3, settings().max_examples // 10))  # each builds many sites
@given(st.lists(EDITS, min_size=1, max_size=6))
@example([("corrupt", how, "") for how in ("cut", "changed", "emptied", "swapped", "link")])
@example(
    [
        ("state", "bo", "Two."),
        ("rename", "cy", "Same Name"),
        ("rename", "bo", "Same Name"),
        ("withdraw", "ida-samuel", ""),
        ("override", "", "A"),
        ("override", "", "B"),
        ("order", "", "7 23"),
        ("language", "", "de"),
        ("time", "", "2026-08-02T12:01Z"),
    ]
)
def test_whatever_happens_the_bytes_are_those_of_a_new_build(edits: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as name:
        election = Election(Path(name))
        election.publish("site", "--cache", "cache")
        for number, edit in enumerate(edits):
            election.edit(*edit)
            new = election.publish(f"new{number}")
            if new:
                assert election.publish("site", "--cache", "cache") == new, edit


def test_only_the_pages_of_what_changed_are_made_again(folder: Path) -> None:
    def kept() -> set[str]:
        ran = nomflow("publish", "--as-of=2026-08-02T12:00Z", "--cache", "cache", cwd=folder)
        assert ran.returncode == 0, ran.stderr
        return {path.name for path in (folder / "cache").iterdir()} - {"last-build"}

    before = kept()
    assert len(before) == 3 + 3 + 1, "three statements, their pages and the booklet: none is too odd to be kept"
    assert kept() == before
    state(folder, "bo", "\nI also bake bread.\n")
    after = kept()
    assert len(after & before) == 2 + 2, "the two others'; the changed one's and the booklet are made again"
    assert len(after) == 3 + 3 + 1, "what is not used any more is not kept"


def test_a_photo_that_changes_is_seen_where_the_statement_stays(folder: Path) -> None:
    def shown() -> bool:
        ran = nomflow("publish", "--as-of=2026-08-02T12:00Z", "--cache", "cache", cwd=folder)
        assert ran.returncode == 0, ran.stderr
        return b"assets/photos/" in (folder / "site" / "2026-board" / "candidates" / "bo" / "index.html").read_bytes()

    path = folder / "nominations" / "bo.md"
    path.write_text(path.read_text("utf-8").replace("handle:", "photo: bo.jpg\nhandle:"), encoding="utf-8")
    assert [shown(), shown()] == [False, False]
    (folder / "nominations" / "bo.jpg").write_bytes(drawn())
    assert [shown(), shown()] == [True, True]
    (folder / "nominations" / "bo.jpg").unlink()
    assert not shown()


@pytest.mark.parametrize("cache", ["site", "site/cache", "site/../site/x"])
def test_a_cache_is_never_published(folder: Path, cache: str) -> None:
    ran = nomflow("publish", "--cache", cache, cwd=folder)
    assert ran.returncode == 2
    assert "would be published" in ran.stderr


def test_a_cache_that_cannot_be_written_does_no_harm(folder: Path) -> None:
    (folder / "cache").write_text("a file", encoding="utf-8")
    ran = nomflow("publish", "--as-of=2026-08-02T12:00Z", "--cache", "cache", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert (folder / "cache").read_text("utf-8") == "a file"


def test_files_of_others_in_the_cache_stay(folder: Path) -> None:
    (folder / "cache").mkdir()
    (folder / "cache" / "notes.txt").write_text("mine", encoding="utf-8")
    nomflow("publish", "--as-of=2026-08-02T12:00Z", "--cache", "cache", cwd=folder)
    assert (folder / "cache" / "notes.txt").exists()
