"""nomflow close, and publishing from what it wrote."""

from __future__ import annotations

import json
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from hashlib import sha1, sha256
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from test_check import CONFIG, GOOD
from test_publish import files

from nomflow.cli import main
from nomflow.core.freeze.document import json_schema

OFFICERS = """\
    officers: [ola]
    publication: {order: {source: public-draw, value: "4 11 23 29 38 45", minutes: "https://example.org/minutes"}}
"""
LATE = "2026-08-02T12:00:00Z"
SCHEMA = Path(__file__).parents[2] / "src" / "nomflow" / "schemas" / "freeze-1.json"
Made = dict[str, object]


@dataclass
class Ran:
    returncode: int
    stdout: str
    stderr: str


def nomflow(*arguments: str, cwd: Path) -> Ran:
    """Runs a command as typed in a folder, within this process, which is faster."""
    out, err = StringIO(), StringIO()
    with chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    return Ran(code, out.getvalue(), err.getvalue())


def comment(number: int, who: str, body: str, when: str) -> Made:
    link = f"https://github.com/example/elections/pull/1#issuecomment-{number}"
    return {"id": str(number), "author": who, "body": body, "created_at": when, "url": link}


def saved(handle: str, number: int, *comments: Made, text: str = "", **changes: object) -> Made:
    """A snapshot of a nomination as GitHub tells of it after the close."""
    text = text or GOOD.replace("ida-samuel", handle)
    raw = text.encode()
    blob = sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
    seen = {"commit": f"{number:040}", "state": "pending", "at": "2026-07-10T10:00:30Z", "blob": blob}
    pull_request: Made = {
        "number": number,
        "author": handle,
        "created_at": "2026-07-10T10:00:00Z",
        "head": f"{number:040}",
        "files": [{"path": f"nominations/{handle}.md", "blob": blob, "size": len(raw)}],
        "comments": list(comments),
        "statuses": [seen],
    }
    return {
        "schema": "nomflow-snapshot-1",
        "taken_at": LATE,
        "election": "2026-board",
        "statement": {"path": f"nominations/{handle}.md", "text": text},
        "nominee": {"login": handle},
        "pull_request": pull_request | changes,
    }


def endorsed(number: int, when: str = "2026-07-20T10:00:00Z") -> Made:
    return comment(number, "cy", "/endorse", when)


def put(folder: Path, *snapshots: Made) -> None:
    (folder / "snapshots").mkdir(exist_ok=True)
    for number, each in enumerate(snapshots):
        (folder / "snapshots" / f"{number}.json").write_text(json.dumps(each), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nomflow.yml").write_text(CONFIG + OFFICERS, encoding="utf-8")
    (tmp_path / "roll.txt").write_text("ida-samuel\nbo\ncy\nola\n", encoding="utf-8")
    (tmp_path / "nominations").mkdir()
    put(tmp_path, saved("ida-samuel", 1, endorsed(1)), saved("bo", 2, endorsed(2)), saved("cy", 3))
    return tmp_path


def close(folder: Path, *more: str) -> Path:
    ran = nomflow("close", "--snapshots", "snapshots", "--as-of", "2026-08-02T12:00Z", *more, cwd=folder)
    assert ran.returncode == 0, ran.stderr + ran.stdout
    return folder / "records" / "2026-board"


def read(record: Path) -> dict[str, object]:
    value: dict[str, object] = json.loads((record / "freeze.json").read_bytes())
    return value


def standing(record: Path) -> dict[str, str]:
    entries = read(record)["nominations"]
    assert isinstance(entries, list)
    return {each["id"]: each["standing"] for each in entries}


def test_the_record_and_all_it_rests_on_are_written(folder: Path) -> None:
    record = close(folder)
    assert sorted(files(record)) == [
        ".gitattributes",
        "freeze.json",
        *(f"nominations/{id}.json" for id in ("bo", "cy", "ida-samuel")),
        *("rules/nomflow.yml", "rules/roll.txt"),
    ]
    assert standing(record) == {"ida-samuel": "on-ballot", "bo": "on-ballot", "cy": "not-qualified"}
    assert read(record)["taken_at"] == "2026-08-01T11:59:59Z"


def test_the_published_schema_is_current_and_describes_the_record(folder: Path) -> None:
    published = json.loads(SCHEMA.read_text("utf-8"))
    assert published == json.loads(json.dumps(json_schema())), "write schemas/freeze-1.json anew"
    Draft202012Validator(published).validate(read(close(folder)))


def test_the_json_is_canonical(folder: Path) -> None:
    raw = (close(folder) / "freeze.json").read_bytes()
    assert raw == (json.dumps(json.loads(raw), indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


@pytest.mark.parametrize("now", ["2026-07-31T23:59Z", "2026-08-01T11:59:59Z"])
def test_before_the_close_it_says_when_that_is(folder: Path, now: str) -> None:
    ran = nomflow("close", "--snapshots", "snapshots", "--as-of", now, cwd=folder)
    assert ran.returncode == 2
    assert "closes on Saturday 1 August 2026, 11:59 UTC" in ran.stderr
    assert not (folder / "records").exists()


def test_it_waits_for_whoever_was_given_more_time(folder: Path) -> None:
    put(
        folder,
        saved("ida-samuel", 1, comment(9, "ola", "/nomflow extend 2026-08-03 she was ill", "2026-07-30T10:00:00Z")),
    )
    ran = nomflow("close", "--snapshots", "snapshots", "--as-of", "2026-08-02T12:00Z", cwd=folder)
    assert ran.returncode == 2
    assert "extended" in ran.stderr


def test_a_snapshot_from_before_the_close_is_refused_by_name(folder: Path) -> None:
    put(folder, {**saved("ida-samuel", 1), "taken_at": "2026-07-30T00:00:00Z"})
    ran = nomflow("close", "--snapshots", "snapshots", cwd=folder)
    assert ran.returncode == 2
    assert "0.json was taken on Thursday 30 July 2026" in ran.stderr


def test_being_late_and_closing_twice_change_nothing(folder: Path) -> None:
    before = files(close(folder))
    late = comment(8, "cy", "/unendorse", "2026-08-05T10:00:00Z")
    put(folder, saved("ida-samuel", 1, endorsed(1), late))
    ran = nomflow("close", "--snapshots", "snapshots", "--as-of", "2027-08-02T12:00Z", cwd=folder)
    assert ran.returncode == 0, ran.stdout
    assert "the same" in ran.stdout
    assert files(folder / "records" / "2026-board") == before


def test_a_record_that_says_something_else_is_never_overwritten(folder: Path) -> None:
    before = files(close(folder))
    put(folder, saved("ida-samuel", 1))
    ran = nomflow("close", "--snapshots", "snapshots", "--as-of", "2026-08-02T12:00Z", cwd=folder)
    assert ran.returncode == 1
    assert 'nominations[#1].standing: recorded "on-ballot", found "not-qualified"' in ran.stdout
    assert files(folder / "records" / "2026-board") == before


def test_files_alone_are_no_record_of_pull_requests(folder: Path) -> None:
    (folder / "nominations" / "ida-samuel.md").write_text(GOOD, encoding="utf-8")
    ran = nomflow("close", "--as-of", "2026-08-02T12:00Z", cwd=folder)
    assert ran.returncode == 2
    assert "Files do not show who withdrew" in ran.stderr
    assert "nomflow close --snapshots snapshots" in ran.stderr
    assert not (folder / "records").exists()


def test_where_nobody_nominates_by_pull_request_the_statements_in_the_folder_are_frozen(folder: Path) -> None:
    (folder / "nomflow.yml").write_text(f"{CONFIG}{OFFICERS}    nominations: {{venue: mail}}\n", encoding="utf-8")
    (folder / "nominations" / "ida-samuel.md").write_text(GOOD, encoding="utf-8")
    ran = nomflow("close", "--as-of", "2026-08-02T12:00Z", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert standing(folder / "records" / "2026-board") == {"ida-samuel": "on-ballot"}


def publish(folder: Path, out: str = "site", *more: str) -> dict[str, bytes]:
    freeze = "records/2026-board/freeze.json"
    ran = nomflow("publish", "--freeze", freeze, "--out", out, "--as-of", "2026-08-10T00:00Z", *more, cwd=folder)
    assert ran.returncode == 0, ran.stderr
    return files(folder / out)


def test_the_page_shows_exactly_who_is_on_the_ballot_in_the_record(folder: Path) -> None:
    record = close(folder)
    site = publish(folder)
    election = json.loads(site["2026-board/election.json"])
    assert {each["id"] for each in election["races"][0]["candidates"]} == {"ida-samuel", "bo"}
    assert election["record"]["sha256"] == sha256((record / "freeze.json").read_bytes()).hexdigest()
    assert election["not_qualified"] == 1


def test_a_record_that_the_repository_keeps_is_published_and_announced_without_being_named(folder: Path) -> None:
    rules = folder / "nomflow.yml"
    rules.write_text(
        rules.read_text("utf-8").replace("publication: {", "publication: {under-contested: vote, "), "utf-8"
    )
    named = publish(close(folder).parents[1])
    (folder / "nominations" / "late.md").write_text(GOOD.replace("ida-samuel", "late"), encoding="utf-8")
    ran = nomflow("publish", "--out", "unnamed", "--as-of", "2026-08-10T00:00Z", cwd=folder)
    assert ran.returncode == 0, ran.stderr
    assert files(folder / "unnamed") == named
    told = nomflow("announce", "list-published", "--as-of", "2026-08-10T00:00Z", cwd=folder)
    assert "2 candidates for" in told.stdout, told.stderr


def test_a_statement_changed_after_the_close_is_shown_as_an_amendment(folder: Path) -> None:
    close(folder)
    (folder / "nominations" / "ida-samuel.md").write_text(GOOD.replace("nine years", "ninety years"), encoding="utf-8")
    page = publish(folder)["2026-board/candidates/ida-samuel/index.html"].decode()
    statement = page.partition("<!-- nomflow:section")[2].partition("<!-- /nomflow:section")[0]
    assert "nine years" in statement
    assert "ninety years" not in statement
    assert "<ins>+ I have kept the books for ninety years" in page


def correct(record: Path, **change: object) -> None:
    (record / "corrections").mkdir(exist_ok=True)
    correction = {
        "schema": "nomflow-correction-1",
        "election": "2026-board",
        "freeze": sha256((record / "freeze.json").read_bytes()).hexdigest(),
        "number": 1,
        "by": "ola",
        "at": "2026-08-08T09:00:00Z",
        "why": "The roll had left out a member.",
        "link": "https://github.com/example/elections/issues/40",
        "change": change,
    }
    (record / "corrections" / "0001.json").write_text(json.dumps(correction), encoding="utf-8")


def test_a_correction_puts_somebody_on_the_ballot_with_its_reason(folder: Path) -> None:
    record = close(folder)
    correct(record, nomination="cy", standing="on-ballot")
    site = publish(folder)
    assert "2026-board/candidates/cy/index.html" in site
    assert "The roll had left out a member." in site["2026-board/about/index.html"].decode()


LATE_ONE = "2026-08-01T12:00:30Z"


def test_who_came_late_is_on_record_as_not_qualified_and_a_correction_can_admit_them(folder: Path) -> None:
    late = saved("dee", 4, text=GOOD.replace("ida-samuel", "dee"), created_at=LATE_ONE)
    put(folder, saved("ida-samuel", 1, endorsed(1)), saved("bo", 2, endorsed(2)), saved("cy", 3), late)
    record = close(folder)
    assert standing(record)["dee"] == "not-qualified"
    assert "2026-board/candidates/dee/index.html" not in publish(folder)
    correct(record, nomination="dee", standing="on-ballot")
    assert "I have kept the books" in publish(folder)["2026-board/candidates/dee/index.html"].decode()
    assert nomflow("verify", cwd=folder).returncode == 0


def test_who_comes_after_the_record_was_taken_does_not_make_it_another_one(folder: Path) -> None:
    record = close(folder)
    before = read(record)
    later = saved("ida-samuel", 4, created_at=LATE_ONE)
    put(folder, saved("ida-samuel", 1, endorsed(1)), saved("bo", 2, endorsed(2)), saved("cy", 3), later)
    assert read(close(folder)) == before


@pytest.mark.parametrize("how", ["disqualified", "withdrawn"])
def test_whoever_a_correction_takes_off_the_ballot_keeps_an_address_that_says_so(folder: Path, how: str) -> None:
    record = close(folder)
    correct(record, nomination="bo", standing=how)
    site = publish(folder)
    page = site["2026-board/candidates/bo/index.html"].decode()
    assert "The roll had left out a member." in page
    people = json.loads(site["2026-board/election.json"])["races"][0]["candidates"]
    assert {each["id"]: each["gone"] and each["gone"]["why"] for each in people} == {"bo": how, "ida-samuel": None}
    assert nomflow("verify", cwd=folder).returncode == 0


def test_a_correction_that_fits_nothing_stops_publishing(folder: Path) -> None:
    record = close(folder)
    correct(record, nomination="cyy", standing="on-ballot")
    ran = nomflow("publish", "--out", "site", cwd=folder)
    assert ran.returncode == 2
    assert "has none such" in ran.stderr


def test_a_corrected_statement_is_the_one_shown(folder: Path) -> None:
    record = close(folder)
    text = GOOD.replace("nine years", "ten years")
    (folder / "nominations" / "ida-samuel.md").write_text(text, encoding="utf-8")
    correct(record, nomination="ida-samuel", sha256=sha256(text.encode()).hexdigest())
    page = publish(folder)["2026-board/candidates/ida-samuel/index.html"].decode()
    statement = page.partition("<!-- nomflow:section")[2].partition("<!-- /nomflow:section")[0]
    assert "ten years" in statement


def test_whoever_withdraws_later_keeps_a_page_that_says_so(folder: Path) -> None:
    close(folder)
    put(folder, saved("ida-samuel", 1, endorsed(1), comment(7, "ida-samuel", "/withdraw", "2026-08-01T20:00:00Z")))
    site = publish(folder, "site", "--snapshots", "snapshots")
    people = {
        each["id"]: each["gone"] for each in json.loads(site["2026-board/election.json"])["races"][0]["candidates"]
    }
    assert people["bo"] is None
    assert people["ida-samuel"]["why"] == "withdrawn"


def test_nothing_is_closed_while_nominations_have_to_be_extended(folder: Path) -> None:
    config = folder / "nomflow.yml"
    config.write_text(config.read_text("utf-8").replace("seats: 1", "seats: 3"), encoding="utf-8")
    ran = nomflow("close", "--snapshots", "snapshots", "--as-of", "2026-08-02T12:00Z", cwd=folder)
    assert ran.returncode == 2
    assert "Too few stand in Board election 2026" in ran.stderr
    assert not (folder / "records").exists()

    longer = "windows:\n      extensions: [{until: 2026-08-09, decided: 2026-08-03, by: ola, why: Too few stood.}]\n"
    config.write_text(config.read_text("utf-8").replace("windows:\n", longer), encoding="utf-8")
    assert "is still open" in nomflow("close", "--as-of", "2026-08-05T12:00Z", cwd=folder).stderr
    config.write_text(config.read_text("utf-8").replace("seats: 3", "seats: 1"), encoding="utf-8")
    later = [saved("ida-samuel", 1, endorsed(1)), saved("bo", 2, endorsed(2)), saved("cy", 3)]
    put(folder, *({**each, "taken_at": "2026-08-10T12:00:00Z"} for each in later))
    ran = nomflow("close", "--snapshots", "snapshots", "--as-of", "2026-08-10T12:00Z", cwd=folder)
    assert ran.returncode == 0, ran.stderr


def test_an_account_that_is_renamed_after_the_close_keeps_its_page(folder: Path) -> None:
    close(folder)
    before = publish(folder, "before", "--snapshots", "snapshots")
    renamed = {**saved("ida-samuel", 1, endorsed(1), author="samuel-ida"), "nominee": {"login": "Samuel-Ida"}}
    put(folder, renamed)
    after = publish(folder, "after", "--snapshots", "snapshots")
    assert {path for path in after if "/candidates/" in path} == {path for path in before if "/candidates/" in path}
    assert "2026-board/candidates/ida-samuel/index.html" in after
    assert not [path for path, content in after.items() if b"samuel-ida" in content.lower()]


def test_somebody_who_stands_for_two_seats_has_two_pages_that_the_record_knows(folder: Path) -> None:
    rules = (CONFIG + OFFICERS).replace("seats: 1", "seats: [{id: chair, title: Chair}, {id: clerk, title: Clerk}]")
    rules = rules.replace("nominations/{handle}.md", '"nominations/{seat}/{handle}.md"')
    rules = rules.replace("    officers:", "    nominations: {seats-per-nominee: 2}\n    officers:")
    (folder / "nomflow.yml").write_text(rules, encoding="utf-8")
    for path in (folder / "snapshots").iterdir():
        path.unlink()
    made = []
    for number, seat in enumerate(("chair", "clerk"), 1):
        one = json.loads(
            json.dumps(saved("bo", number, endorsed(number))).replace("nominations/bo", f"nominations/{seat}/bo")
        )
        made.append(one)
    put(folder, *made)
    record = close(folder)
    assert standing(record) == {"bo-chair": "on-ballot", "bo-clerk": "on-ballot"}
    site = publish(folder)
    assert {path.split("/")[2] for path in site if path.startswith("2026-board/candidates/") and "html" in path} == {
        "bo-chair",
        "bo-clerk",
    }
    ran = nomflow("verify", "records", "site", cwd=folder)
    assert ran.returncode == 0, ran.stdout


def test_a_record_that_was_tampered_with_is_not_published(folder: Path) -> None:
    record = close(folder)
    path = record / "nominations" / "bo.json"
    path.write_text(path.read_text("utf-8").replace("nine years", "nine yearz"), encoding="utf-8")
    ran = nomflow("publish", "--freeze", "records/2026-board/freeze.json", cwd=folder)
    assert ran.returncode == 2
    assert "bo.json" in ran.stderr


def test_public_affiliations_are_kept_beside_the_record_and_judged_again(folder: Path) -> None:
    config = (CONFIG + OFFICERS).replace("{count: 1}", "{count: 1, distinct: employers, affiliations: employers.yml}")
    (folder / "nomflow.yml").write_text(config, encoding="utf-8")
    (folder / "employers.yml").write_text("cy: [Acme]\n", encoding="utf-8")
    record = close(folder)
    assert standing(record)["bo"] == "on-ballot"
    assert "rules/employers.yml" in files(record)
    assert nomflow("verify", "records", cwd=folder).returncode == 0


def test_an_earlier_snapshot_gives_back_the_text_that_was_pushed_over(folder: Path) -> None:
    translation, later = ({"path": "nominations/ida-samuel.pt.md", "text": text} for text in ("Cedo.", "Tarde."))
    early = saved("ida-samuel", 1, endorsed(1)) | {"taken_at": "2026-08-02T00:00:00Z", "translations": [translation]}
    pushed = GOOD.replace("nine years", "ninety years")
    pull_request = early["pull_request"]
    assert isinstance(pull_request, dict)
    before = pull_request["statuses"]
    now = saved("ida-samuel", 1, endorsed(1), text=pushed, head="f" * 40, statuses=before) | {"translations": [later]}
    for snapshots, proof in (((now,), "gap"), ((now, early), "status")):
        for path in (folder / "snapshots").iterdir():
            path.unlink()
        put(folder, *snapshots)
        ran = nomflow("close", "--snapshots", "snapshots", "--out", proof, cwd=folder)
        assert ran.returncode == 0, ran.stderr
        entries = read(folder / proof / "2026-board")["nominations"]
        assert isinstance(entries, list)
        assert entries[0]["statement"]["proof"] == proof
        stood = [] if proof == "gap" else [sha256(b"Cedo.").hexdigest()]
        assert [each["sha256"] for each in entries[0]["translations"]] == stood


def test_officers_may_confirm_after_the_close(folder: Path) -> None:
    config = (CONFIG + OFFICERS).replace(
        "endorsements: {count: 1}", "endorsements: {count: 1}\n    nominations: {confirmations: 1}"
    )
    (folder / "nomflow.yml").write_text(config, encoding="utf-8")
    record = close(folder)
    assert standing(record)["bo"] == "awaits-officers"
    assert "2026-board/candidates/bo/index.html" not in publish(folder, "before")
    put(
        folder,
        saved("ida-samuel", 1),
        saved("bo", 2, endorsed(2), comment(6, "ola", "/nomflow confirm", "2026-08-02T10:00:00Z")),
    )
    site = publish(folder, "after", "--snapshots", "snapshots")
    assert "2026-board/candidates/bo/index.html" in site
    assert "2026-board/candidates/ida-samuel/index.html" not in site


def test_every_seat_has_its_own_outcome(folder: Path) -> None:
    seats = "seats: [{id: chair, title: Chair}, {id: clerk, title: Clerk, places: 2}, {id: cook, title: Cook}]"
    (folder / "nomflow.yml").write_text((CONFIG + OFFICERS).replace("seats: 1", seats), encoding="utf-8")

    def standing_for(handle: str, number: int, seat: str) -> Made:
        text = GOOD.replace("ida-samuel", handle).replace("\n---\n\n", f"\nseat: {seat}\n---\n\n")
        return saved(handle, number, endorsed(number), text=text)

    put(folder, standing_for("ida-samuel", 1, "chair"), standing_for("bo", 2, "clerk"), standing_for("ola", 3, "cook"))
    record = close(folder)
    outcomes = read(record)["seats"]
    assert isinstance(outcomes, list)
    assert [(each["id"], each["contest"], each["then"], each["candidates"]) for each in outcomes] == [
        ("chair", "uncontested", "no-vote", ["ida-samuel"]),
        ("clerk", "under-contested", "extend", ["bo"]),
        ("cook", "nobody", "extend", []),
    ]
    races = json.loads(publish(folder)["2026-board/election.json"])["races"]
    assert [[person["id"] for person in race["candidates"]] for race in races] == [["ida-samuel"], ["bo"], []]


def test_a_later_comment_that_an_officer_edited_may_have_taken_the_endorsement_back(folder: Path) -> None:
    edited = {"edited_at": "2026-07-22T10:00:00Z", "edited_by": "ola"}
    later = comment(9, "cy", "hello", "2026-07-21T10:00:00Z") | edited
    put(folder, saved("ida-samuel", 1, endorsed(1), later), saved("bo", 2, endorsed(2)), saved("cy", 3))
    assert standing(close(folder))["ida-samuel"] == "could-not-tell"


def test_somebody_on_the_ballot_whom_no_list_shows_stops_publishing(folder: Path) -> None:
    close(folder)
    config = folder / "nomflow.yml"
    seats = "    seats: [{id: chair, title: Chair}, {id: clerk, title: Clerk}]\n"
    config.write_text(config.read_text("utf-8").replace("    seats: 1\n", seats), encoding="utf-8")
    ran = nomflow("publish", "--out", "site", "--as-of", "2026-08-10T00:00Z", cwd=folder)
    assert ran.returncode == 2
    assert "on the ballot, and no list of the page shows them" in ran.stderr
