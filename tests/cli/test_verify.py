"""nomflow verify finds what was changed and names it; and a stranger can do the same with git, sha256sum and sort."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from test_check import CONFIG, GOOD
from test_close import OFFICERS, comment, correct, endorsed, nomflow, put, saved

from nomflow.core.basics.json_document import canonical

DOCS = Path(__file__).parents[2] / "docs" / "freeze.md"
BO_PT = "Mantive as contas durante nove anos, e gostaria de ensinar outra pessoa.\n"
BO = GOOD.replace("ida-samuel", "bo")


def bo() -> dict[str, object]:
    translation = {"path": "nominations/bo.pt.md", "text": BO_PT}
    return saved("bo", 2, endorsed(2)) | {"translations": [translation]}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two statements, its record and its site in two languages."""
    folder = tmp_path_factory.mktemp("repository")
    (folder / "nomflow.yml").write_text(f"{CONFIG}{OFFICERS}site: {{languages: [en, de]}}\n", encoding="utf-8")
    (folder / "roll.txt").write_text("ida-samuel\nbo\ncy\nola\n", encoding="utf-8")
    (folder / "nominations").mkdir()
    (folder / "nominations" / "ida-samuel.md").write_text(GOOD, encoding="utf-8")
    (folder / "nominations" / "bo.md").write_text(BO, encoding="utf-8")
    (folder / "nominations" / "bo.pt.md").write_text(BO_PT, encoding="utf-8")
    put(folder, saved("ida-samuel", 1, endorsed(1)), bo(), saved("cy", 3))
    for command in (
        ("close", "--snapshots", "snapshots", "--as-of", "2026-08-02T12:00Z"),
        ("publish", "--freeze", "records/2026-board/freeze.json", "--as-of", "2026-08-10T00:00Z"),
    ):
        assert nomflow(*command, cwd=folder).returncode == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "repository"))


def verified(folder: Path, *paths: str) -> tuple[int, str]:
    ran = nomflow("verify", *paths, cwd=folder)
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.parametrize(
    "paths", [(), ("records", "site"), ("records/2026-board/freeze.json",), ("site",), ("records",)]
)
def test_what_nobody_touched_agrees(folder: Path, paths: tuple[str, ...]) -> None:
    code, said = verified(folder, *paths)
    assert code == 0, said
    assert "checks agree" in said
    assert "DIFFERS" not in said


def test_json_says_the_same_to_programs(folder: Path) -> None:
    ran = nomflow("verify", "--format", "json", cwd=folder)
    told = json.loads(ran.stdout)
    assert told["result"] == "same"
    assert all(each["result"] in ("same", "unknown") and each["said"] for each in told["checks"])


def test_nothing_to_verify_is_said_so(tmp_path: Path) -> None:
    assert verified(tmp_path)[0] == 3
    assert verified(tmp_path, "nowhere")[0] == 2


def checked_out(folder: Path, into: Path) -> Path:
    """A clone as git on Windows makes it."""
    git = ("git", "-c", "user.name=Ida", "-c", "user.email=ida@example.org")
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "All")):
        subprocess.run((*git, *command), cwd=folder, check=True)
    subprocess.run((*git, "clone", "-q", "-c", "core.autocrlf=true", str(folder), str(into)), check=True)
    return into


def test_a_record_keeps_its_bytes_where_git_changes_line_ends_and_the_rest_is_told_so(
    folder: Path, tmp_path: Path
) -> None:
    clone = checked_out(folder, tmp_path / "clone")
    assert b"\r\n" in (clone / "nominations" / "bo.md").read_bytes()
    code, said = verified(clone, "records/2026-board/freeze.json")
    assert code == 1
    assert "  DIFFERS  2 of 2 statements have other line ends than the bytes that stood. Git writes other" in said
    assert "other line ends: nominations/bo.md\n" in said
    assert said.count("DIFFERS") == 2  # the statements and the translations; the record is what it was
    code, said = verified(clone, "site")
    assert (code, said.count("DIFFERS")) == (1, 1)
    assert "The line ends of its files were changed" in said


def test_a_record_whose_line_ends_were_changed_is_told_so_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    (folder / "records" / "2026-board" / ".gitattributes").unlink()
    clone = checked_out(folder, tmp_path / "clone")
    code, said = verified(clone, "records")
    assert (code, said.count("DIFFERS")) == (1, 1)
    assert "Its line ends were changed, so nothing more was compared." in said
    assert "git clone -c core.autocrlf=false" in said


def flip(path: Path, at: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[at % len(raw)] ^= 1
    path.write_bytes(bytes(raw))


@pytest.mark.parametrize(
    "name",
    [
        *(
            "site/index.html",
            "site/robots.txt",
            "site/2026-board/candidates/bo/index.html",
            "site/2026-board/de/index.html",
            "site/2026-board/dates.ics",
        ),
        *("site/2026-board/election.json", "site/2026-board/manifest.json", "site/2026-board/feed.xml"),
        *("site/2026-board/candidates/bo.json", "site/2026-board/r/1/index.html"),
        *("records/2026-board/nominations/bo.json", "records/2026-board/rules/nomflow.yml"),
        *("records/2026-board/rules/roll.txt", "records/2026-board/freeze.json", "nominations/bo.md"),
    ],
)
@pytest.mark.parametrize("at", [0, 1000, -2])
def test_one_changed_byte_is_found_and_named(folder: Path, name: str, at: int) -> None:
    flip(folder / name, at)
    code, said = verified(folder)
    assert code == 1
    told = [line for line in said.splitlines() if Path(name).name in line]
    assert told or "freeze.json" in name, said
    assert "DIFFERS" in said


@pytest.mark.parametrize("at", [0, 500, 1000, 1001, -2])
def test_a_changed_list_of_files_is_found(folder: Path, at: int) -> None:
    flip(folder / "site" / "manifest.json", at)
    code, said = verified(folder)
    assert (code, "DIFFERS" in said) == (1, True), said


def test_a_site_without_its_list_of_files_is_not_whole(folder: Path) -> None:
    (folder / "site" / "manifest.json").unlink()
    code, said = verified(folder, "site")
    assert (code, "missing: manifest.json" in said) == (1, True), said


def test_files_that_are_missing_or_were_added_are_named(folder: Path) -> None:
    (folder / "site" / "2026-board" / "candidates" / "eve").mkdir()
    (folder / "site" / "2026-board" / "candidates" / "eve" / "index.html").write_text("Vote for me", encoding="utf-8")
    (folder / "site" / "2026-board" / "feed.xml").unlink()
    code, said = verified(folder, "site")
    assert code == 1
    assert "not listed: 2026-board/candidates/eve/index.html" in said
    assert "missing: 2026-board/feed.xml" in said


@pytest.mark.parametrize(
    "name", ["site/2026-board/index.html", "records/2026-board/nominations/bo.json", "records/2026-board/freeze.json"]
)
def test_a_link_to_the_right_file_is_not_the_file(folder: Path, name: str) -> None:
    """Whoever can change where it leads changes what is shown after it was verified."""
    path = folder / name
    path.symlink_to(path.rename(folder / "elsewhere"))
    code, said = verified(folder)
    assert (code, path.name in said) == (1, True), said


def rewrite(path: Path, change: Callable[[dict[str, object]], None]) -> None:
    """Changes a record so that it is still canonical."""
    value = json.loads(path.read_bytes())
    change(value)
    path.write_bytes(canonical(value))


def test_a_verdict_that_was_changed_by_hand_is_worked_out_again(folder: Path) -> None:
    record = folder / "records" / "2026-board" / "freeze.json"

    def lift(value: dict[str, object]) -> None:
        entries = value["nominations"]
        assert isinstance(entries, list)
        next(each for each in entries if each["id"] == "cy")["standing"] = "on-ballot"

    rewrite(record, lift)
    code, said = verified(folder, "records")
    assert code == 1
    assert 'nominations[#3].standing: recorded "on-ballot", found "not-qualified"' in said


def test_an_order_that_was_not_drawn_is_found(folder: Path) -> None:
    path = folder / "site" / "2026-board" / "election.json"
    value = json.loads(path.read_bytes())
    value["races"][0]["candidates"].reverse()
    path.write_text(json.dumps(value), encoding="utf-8")
    code, said = verified(folder, "site")
    assert code == 1
    assert "the drawn order is" in said


def test_a_page_with_other_words_and_matching_hashes_is_found_by_the_record(folder: Path) -> None:
    top = folder / "site" / "2026-board" / "candidates"
    page, data = top / "bo" / "index.html", json.loads((top / "bo.json").read_bytes())
    old = data["statement"]["html"]
    new = old.replace("nine years", "six years")
    data["statement"] |= {"html": new, "sha256": sha256(new.encode()).hexdigest()}
    text = (
        page.read_text("utf-8").replace(old, new).replace(sha256(old.encode()).hexdigest(), data["statement"]["sha256"])
    )
    page.write_text(text, encoding="utf-8")
    (top / "bo.json").write_text(json.dumps(data), encoding="utf-8")
    code, said = verified(folder)
    assert code == 1
    assert "bo: the statement on the page is not what the file" in said


def test_other_words_on_the_pages_in_another_language_are_found(folder: Path) -> None:
    page = folder / "site" / "2026-board" / "de" / "candidates" / "bo" / "index.html"
    page.write_text(page.read_text("utf-8").replace("nine years", "six years"), encoding="utf-8")
    code, said = verified(folder)
    assert code == 1
    assert "de/candidates/bo: the page prints" in said


def test_a_translation_is_held_to_the_record(folder: Path) -> None:
    [recorded] = [
        each["translations"]
        for each in json.loads((folder / "records" / "2026-board" / "freeze.json").read_bytes())["nominations"]
        if each["id"] == "bo"
    ]
    assert [(each["path"], each["sha256"]) for each in recorded] == [
        ("nominations/bo.pt.md", sha256(BO_PT.encode()).hexdigest())
    ]
    page = folder / "site" / "2026-board" / "candidates" / "bo" / "pt" / "index.html"
    page.write_text(page.read_text("utf-8").replace("nove anos", "seis anos"), encoding="utf-8")
    code, said = verified(folder)
    assert code == 1
    assert "candidates/bo/pt: the page prints" in said

    data = folder / "site" / "2026-board" / "candidates" / "bo.json"
    told = json.loads(data.read_bytes())
    told["translations"][0]["source"]["sha256"] = "0" * 64
    data.write_text(json.dumps(told), encoding="utf-8")
    assert "bo: there nominations/bo.pt.md is" in verified(folder)[1]
    told["translations"] = []
    data.write_text(json.dumps(told), encoding="utf-8")
    assert "bo: the translation nominations/bo.pt.md is not on the site" in verified(folder)[1]


def test_a_translation_changed_after_the_close_is_never_the_one_shown(folder: Path) -> None:
    (folder / "nominations" / "bo.pt.md").write_text("Outra coisa.\n", encoding="utf-8")
    (folder / "nominations" / "ida-samuel.pt.md").write_text("Tarde demais.\n", encoding="utf-8")
    ran = nomflow("publish", "--as-of", "2026-08-10T00:00Z", cwd=folder)
    assert ran.returncode == 0
    pages = folder / "site" / "2026-board" / "candidates"
    assert "nove anos" in (pages / "bo" / "pt" / "index.html").read_text("utf-8")
    assert not (pages / "ida-samuel" / "pt").exists()
    history = (pages / "bo" / "index.html").read_text("utf-8")
    assert "nominations/bo.pt.md" in history
    assert "<ins>+ Outra coisa." in history


def test_without_a_record_a_site_is_compared_with_the_repository(folder: Path) -> None:
    shutil.rmtree(folder / "records")
    code, said = verified(folder)
    assert code == 0, said
    assert "The candidates and statements match" in said
    (folder / "nominations" / "bo.md").write_text(BO + "And more.\n", encoding="utf-8")
    code, said = verified(folder)
    assert code == 1
    assert "bo: the record has the statement" not in said
    assert "bo:" in said


def test_a_statement_that_cannot_be_shown_is_no_difference(folder: Path) -> None:
    shutil.rmtree(folder / "records")
    shutil.rmtree(folder / "site")
    (folder / "nominations" / "bo.md").write_text(BO + "|" * 50_000 + "\n" + "|-" * 25_000, encoding="utf-8")
    assert nomflow("publish", "--as-of", "2026-08-10T00:00Z", cwd=folder).returncode == 0
    code, said = verified(folder)
    assert code == 0, said


def test_a_statement_changed_after_the_close_differs_until_it_is_a_correction(folder: Path) -> None:
    text = GOOD.replace("nine years", "ten years")
    (folder / "nominations" / "ida-samuel.md").write_text(text, encoding="utf-8")
    code, said = verified(folder, "records")
    assert code == 1
    assert "changed: nominations/ida-samuel.md" in said
    correct(folder / "records" / "2026-board", nomination="ida-samuel", sha256=sha256(text.encode()).hexdigest())
    assert verified(folder, "records")[0] == 0


def test_a_correction_of_another_record_is_found(folder: Path) -> None:
    record = folder / "records" / "2026-board"
    correct(record, nomination="nobody", standing="on-ballot")
    (record / "corrections" / "0001.json").rename(record / "corrections" / "0003.json")
    code, said = verified(folder, "records")
    assert code == 1
    assert "expected number 1, 0001.json" in said
    assert "no nomination nobody" in said


def test_a_record_without_what_it_rests_on_says_what_could_not_be_compared(folder: Path) -> None:
    shutil.rmtree(folder / "records" / "2026-board" / "nominations")
    code, said = verified(folder, "records")
    assert code == 0
    assert "was not worked out again" in said


def test_a_private_election_agrees_without_telling_anything(tmp_path: Path) -> None:
    config = CONFIG.replace("{count: 1}", "{count: 2, distinct: interests, private-affiliations: true}") + OFFICERS
    (tmp_path / "nomflow.yml").write_text(config, encoding="utf-8")
    (tmp_path / "roll.txt").write_text("ida-samuel\nbo\ncy\n", encoding="utf-8")
    one = saved(
        "ida-samuel",
        1,
        comment(4, "bo", "/endorse employer: Umbrella Holdings", "2026-07-20T10:00:00Z"),
        comment(5, "cy", "/endorse", "2026-07-21T10:00:00Z"),
    )
    put(tmp_path, {**one, "affiliations": {"bo": ["Umbrella Holdings"], "cy": ["Wayfarer Group"]}})
    ran = nomflow("close", "--snapshots", "snapshots", "--as-of", "2026-08-02T12:00Z", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    publish = ("publish", "--freeze", "records/2026-board/freeze.json", "--as-of", "2026-08-10T00:00Z")
    assert nomflow(*publish, cwd=tmp_path).returncode == 0
    code, said = verified(tmp_path, "records", "site")
    assert code == 0, said
    written = [path for top in ("records", "site") for path in (tmp_path / top).rglob("*") if path.is_file()]
    assert not [path for path in written if b"Umbrella" in path.read_bytes() or b"Wayfarer" in path.read_bytes()]
    rewrite(tmp_path / "records" / "2026-board" / "freeze.json", lambda value: value.update(title="Another"))
    assert verified(tmp_path, "records")[0] == 1


def test_hostile_files_are_told_and_never_stop_it(folder: Path) -> None:
    manifest = folder / "site" / "manifest.json"
    value = json.loads(manifest.read_bytes())
    value["files"]["../../../etc/passwd"] = "0" * 64
    manifest.write_text(json.dumps(value), encoding="utf-8")
    (folder / "site" / "2026-board" / "candidates" / "bo.json").write_text("[" * 100_000, encoding="utf-8")
    (folder / "records" / "2026-board" / "freeze.json").write_text('{"schema": "nomflow-freeze-9"}', encoding="utf-8")
    code, said = verified(folder)
    assert code == 1
    assert "missing: ../../../etc/passwd" in said
    assert "This is no freeze record" in said


def shell(folder: Path, command: str, **environment: str) -> str:
    """What a line prints in a shell of a stranger's."""
    mine = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "HOME": str(folder), **environment}
    typed = ["sh", "-eu", "-c", command]
    ran = subprocess.run(typed, cwd=folder, env=mine, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_a_stranger_can_check_with_the_lines_of_the_documentation(folder: Path) -> None:
    def run(command: str, **environment: str) -> str:
        return shell(folder, command, **environment)

    run(
        "git init -q . && git add nominations && "
        "git -c user.name=Test -c user.email=test@example.org commit -q -m 'Two statements'"
    )
    show, beside, manifest, order = re.findall(r"^```sh\n(.*?)^```$", DOCS.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    record = folder / "records" / "2026-board" / "freeze.json"
    entries = {each["id"]: each for each in json.loads(record.read_bytes())["nominations"]}
    statement = entries["ida-samuel"]["statement"]
    assert run(show, COMMIT="HEAD").split() == [statement["sha256"], "-", statement["blob"]]
    assert run(beside).split()[0] == sha256(record.read_bytes()).hexdigest()
    assert "not in the record" not in run(beside)
    assert run(manifest) == ""
    race = json.loads((folder / "site" / "2026-board" / "election.json").read_bytes())["races"][0]
    assert [line.split()[1] for line in run(order).splitlines()] == [each["id"] for each in race["candidates"]]

    flip(folder / "site" / "2026-board" / "index.html", 50)
    flip(folder / "records" / "2026-board" / "nominations" / "bo.json", 50)
    assert "bo.json" in run(beside)
    with pytest.raises(AssertionError, match="did NOT match"):
        run(manifest)


def test_the_lines_on_the_pages_can_be_copied_into_a_shell(made: Path, tmp_path: Path) -> None:
    from html import unescape

    folder = Path(shutil.copytree(made, tmp_path / "repository", ignore=shutil.ignore_patterns("site", "records")))

    def run(command: str) -> str:
        return shell(folder, command)

    value = "4 11 'x' $(touch pwned) `touch pwned` 45"
    config = (folder / "nomflow.yml").read_text("utf-8").replace('"4 11 23 29 38 45"', json.dumps(value))
    (folder / "nomflow.yml").write_text(config, encoding="utf-8")
    run("git init -q . && git add nominations && git -c user.name=T -c user.email=t@example.org commit -q -m Two")
    commit = run("git rev-parse HEAD").strip()
    at_commit = []
    for number, handle in enumerate(("ida-samuel", "bo"), 1):
        one = saved(handle, number, endorsed(number), text=(folder / "nominations" / f"{handle}.md").read_text("utf-8"))
        pull_request = one["pull_request"]
        assert isinstance(pull_request, dict)
        seen = [{**each, "commit": commit} for each in pull_request["statuses"]]
        at_commit.append({**one, "pull_request": {**pull_request, "head": commit, "statuses": seen}})
    shutil.rmtree(folder / "snapshots")
    put(folder, *at_commit)
    for command in (
        ("close", "--snapshots", "snapshots", "--as-of", "2026-08-02T12:00Z"),
        ("publish", "--as-of", "2026-08-10T00:00Z"),
    ):
        ran = nomflow(*command, cwd=folder)
        assert ran.returncode == 0, ran.stderr
    lines = {
        unescape(line)
        for page in (folder / "site").rglob("*.html")
        for line in re.findall(r"<code>([^<]*sha256sum[^<]*)</code>", page.read_text("utf-8"))
    }
    (order,) = [line for line in lines if line.startswith("for id in")]
    race = json.loads((folder / "site" / "2026-board" / "election.json").read_bytes())["races"][0]
    assert [line.split()[1] for line in run(order).splitlines()] == [each["id"] for each in race["candidates"]]
    shows = sorted(lines - {order})
    hashes = {sha256(path.read_bytes()).hexdigest() for path in (folder / "nominations").glob("*.md")}
    assert len(shows) >= 2
    assert {run(line).split()[0] for line in shows} <= hashes
    assert not (folder / "pwned").exists()
