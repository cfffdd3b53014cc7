"""``nomflow action publish``: what is closed, built, verified and told; GitHub is only read."""

from __future__ import annotations

import json
import re
import shutil
from functools import partial
from pathlib import Path

import pytest
from beacon import VALUE, Beacon, beacon
from made_pictures import drawn
from nomination import CONFIG, PATH, ROLL, STATEMENT, Election, Run, election
from standin import events

from nomflow.core.basics.errors import ExitCode
from nomflow.core.freeze import draw

__all__ = ["beacon", "election"]

AFTER = "2026-08-02T12:00+00:00"


@pytest.fixture
def checkout(election: Election) -> Election:
    """An endorsed nomination, merged, and the default branch checked out in the working folder."""
    for who in ("bob", "cleo"):
        election.pull.comment(who, "/endorse")
    roll = "".join(f"- {{login: {login}, id: {election.world.person(login).id}}}\n" for login in ROLL)
    for name, text in (("nomflow.yml", CONFIG), ("roll.yml", roll), (PATH, STATEMENT)):
        path = election.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    election.requests()
    return election


def publish(
    election: Election,
    dry_run: str = "false",
    ref: str = "refs/heads/main",
    drand: str = "http://127.0.0.1:9",
    pull_request: str = "",
    event: str = "workflow_dispatch",
) -> tuple[Run, dict[str, str], str]:
    """The run, its outputs and its summary."""
    about, output, told = (election.folder / name for name in ("event.json", "output", "summary"))
    about.write_text(json.dumps(events.workflow_dispatch(election.repo, {}, by="olga")))
    output.write_text("")
    told.write_text("")
    temporary = election.folder.parent / f"{election.folder.name}-runner"
    temporary.mkdir(exist_ok=True)
    ran = election.run(
        "action",
        "publish",
        token=election.repo.token(contents="read", pull_requests="read", statuses="read", pages="read"),
        GITHUB_EVENT_NAME=event,
        GITHUB_EVENT_PATH=str(about),
        GITHUB_REF=ref,
        GITHUB_OUTPUT=str(output),
        GITHUB_STEP_SUMMARY=str(told),
        RUNNER_TEMP=str(temporary),
        NOMFLOW_DRY_RUN=dry_run,
        NOMFLOW_DRAND_URL=drand,
        NOMFLOW_PULL_REQUEST=pull_request,
    )
    assert election.requests()[1] == 0
    found = dict(re.findall(r"^(\S+)<<nomflow_\w+\n(.*)\nnomflow_\w+$", output.read_text(), re.MULTILINE))
    return ran, found, told.read_text()


def keep(record: str) -> None:
    """Puts a record where an organiser commits it."""
    shutil.copytree(record, "records")


def test_while_nominations_are_open_the_page_is_live(checkout: Election) -> None:
    ran, found, told = publish(checkout)
    assert ran.code == ExitCode.OK, ran
    assert (found["conclusion"], found["deploy"], found["record"]) == ("pending", "true", "")
    assert "Ada Byron" in Path(found["page"], "2026-board", "index.html").read_text()
    assert "handed over for publishing" in told
    assert "open until" in told


@pytest.mark.parametrize("hidden", ["visibility: sealed", "live: false"])
def test_a_page_that_is_not_live_waits_for_the_close(checkout: Election, hidden: str) -> None:
    Path("nomflow.yml").write_text(CONFIG.replace("labels:", f"    publication: {{{hidden}}}\nlabels:"))
    _, found, told = publish(checkout)
    assert (found["conclusion"], found["deploy"]) == ("pending", "false")
    assert "Ada Byron" not in Path(found["page"], "2026-board", "index.html").read_text()
    assert "A preview, not published" in told
    checkout.world.clock.set(AFTER)
    assert publish(checkout)[1]["deploy"] == "true"


def test_a_closed_election_may_be_deployed(checkout: Election) -> None:
    checkout.world.clock.set(AFTER)
    ran, found, told = publish(checkout)
    assert ran.code == ExitCode.OK, ran
    assert (found["conclusion"], found["deploy"]) == ("success", "true")
    assert Path(found["record"], "2026-board", "freeze.json").is_file()
    assert "| Board election 2026 | closed; the record was taken now | 1 |" in told
    assert len(found["record-digest"]) == 64
    assert "A record was taken. The next job commits it" in told


@pytest.mark.parametrize(("when", "conclusion"), [("12:00:59", "pending"), ("12:01:00", "success")])
def test_the_last_second_of_nominations_is_open(checkout: Election, when: str, conclusion: str) -> None:
    """They close at 12:00, which stands for the whole minute."""
    checkout.world.before(partial(checkout.world.clock.set, f"2026-07-31T{when}+00:00"), at=1)
    ran, found, _ = publish(checkout)
    assert (ran.code, found["conclusion"], bool(found["record"])) == (ExitCode.OK, conclusion, conclusion == "success")


def test_while_nominations_have_to_be_extended_there_is_no_record_and_the_page_says_so(checkout: Election) -> None:
    checkout.world.clock.set(AFTER)
    Path("nomflow.yml").write_text(CONFIG.replace("seats: 1", "seats: 2"))
    ran, found, told = publish(checkout)
    assert ran.code == ExitCode.OK, ran
    assert (found["conclusion"], found["deploy"], found["record"]) == ("pending", "true", "")
    assert "over, but too few stand" in told
    assert "nominations are extended" in Path(found["page"], "2026-board", "index.html").read_text()


def deploy(election: Election, site: str) -> None:
    """What the deployment does with the site."""
    folder = Path(site)
    files = (path for path in folder.rglob("*") if path.is_file())
    election.repo.data.pages = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_site_is_deployed_again_only_when_something_changed(checkout: Election) -> None:
    _, first, _ = publish(checkout, event="schedule")
    deploy(checkout, first["page"])
    checkout.world.clock.set("2026-06-02T12:00+00:00")
    _, later, told = publish(checkout, event="schedule")
    assert (first["deploy"], later["deploy"]) == ("true", "false")
    assert first["digest"] != later["digest"]
    assert "**Nothing changed.** The site is live already" in told
    assert publish(checkout)[1]["deploy"] == "true", "whoever starts it by hand wants it deployed"
    checkout.pull.comment("dora", "/endorse")
    assert publish(checkout, event="schedule")[1]["deploy"] == "true"


@pytest.mark.parametrize("manifest", [None, b"", b"[", b"{}", b'{"format": "nomflow-manifest/1", "files": {}}'])
def test_a_site_is_deployed_where_nobody_can_tell_what_is_live(checkout: Election, manifest: bytes | None) -> None:
    _, first, _ = publish(checkout, event="schedule")
    deploy(checkout, first["page"])
    checkout.repo.data.pages |= {"manifest.json": manifest} if manifest is not None else {}
    if manifest is None:
        del checkout.repo.data.pages["manifest.json"]
    assert publish(checkout, event="schedule")[1]["deploy"] == "true"


def test_a_dry_run_is_the_same_and_deploys_nothing(checkout: Election) -> None:
    checkout.world.clock.set(AFTER)
    _, found, told = publish(checkout, dry_run="true", ref="refs/heads/trial")
    assert (found["conclusion"], found["deploy"]) == ("success", "false")
    assert "Dry run: nothing is published" in told


def test_a_record_in_the_repository_is_never_taken_again(checkout: Election) -> None:
    checkout.world.clock.set(AFTER)
    _, before, _ = publish(checkout)
    keep(before["record"])
    for comment in checkout.pull.comments:
        comment.delete()
    Path(PATH).write_text(STATEMENT + "\nOne more line, after the close.\n")
    ran, found, told = publish(checkout)
    assert (ran.code, found["deploy"], found["record"]) == (ExitCode.OK, "true", ""), ran
    assert "the record is in the repository | 1 |" in told


def test_a_record_that_was_changed_stops_everything(checkout: Election) -> None:
    checkout.world.clock.set(AFTER)
    _, before, _ = publish(checkout)
    keep(before["record"])
    record = Path("records/2026-board/freeze.json")
    record.write_text(record.read_text().replace('"places": 1', '"places": 2'))
    ran, found, told = publish(checkout)
    assert ran.code == ExitCode.FAILED
    assert (found["conclusion"], found["deploy"]) == ("failure", "false")
    assert "Not published" in told
    assert "DIFFERS" in told


def test_before_the_first_nomination_the_page_says_how_to_stand(checkout: Election) -> None:
    shutil.rmtree("nominations")
    checkout.pull.push({PATH: None, "README.md": "# Other\n"})
    ran, found, _ = publish(checkout)
    assert (ran.code, found["deploy"]) == (ExitCode.OK, "true"), ran


@pytest.fixture
def closed(checkout: Election) -> Election:
    """Two nominations in order, after the close: their list has an order to be drawn."""
    other = checkout.repo.open_pull(
        "dora",
        checkout.repo.fork("dora"),
        files={"nominations/2026-board/dora.md": STATEMENT.replace("Ada Byron", "Dora").replace(": ada", ": dora")},
        title="Dora for the board",
    )
    for who in ("bob", "cleo"):
        other.comment(who, "/endorse")
    checkout.world.clock.set(AFTER)
    checkout.requests()
    return checkout


def listed(found: dict[str, str]) -> tuple[list[str], str]:
    """Whom the page lists, and the value that ordered them."""
    race = json.loads(Path(found["page"], "2026-board", "election.json").read_bytes())["races"][0]
    return [each["id"] for each in race["candidates"]], race["order"]["seed"]


def test_the_order_is_drawn_and_put_on_record_with_the_rest(closed: Election, beacon: Beacon) -> None:
    ran, found, _ = publish(closed, drand=beacon.url)
    assert (ran.code, found["conclusion"], found["deploy"]) == (ExitCode.OK, "success", "true"), ran
    assert listed(found) == (list(draw.drawn(VALUE, ("ada", "dora"))), VALUE)
    assert json.loads(Path(found["record"], "2026-board", "draw.json").read_bytes())["randomness"] == VALUE
    assert len(beacon.asked) == 1


def test_a_list_without_its_order_is_shown_to_nobody_and_drawn_by_the_next_run(
    closed: Election, beacon: Beacon
) -> None:
    beacon.status = 503
    _, found, told = publish(closed, drand=beacon.url)
    assert (found["conclusion"], found["deploy"]) == ("pending", "false")
    assert "**Not published yet.** Board election 2026: the order of the list is still to be drawn" in told
    assert "The next job commits it" in told
    keep(found["record"])
    beacon.status = 200
    _, later, told = publish(closed, drand=beacon.url)
    assert (later["conclusion"], later["deploy"]) == ("success", "true")
    assert "The order was drawn. The next job commits it" in told
    kept = {path.name for path in Path(later["record"], "2026-board").iterdir()}
    assert kept == {".gitattributes", "draw.json", "freeze.json", "nominations", "rules"}
    shutil.copy(Path(later["record"], "2026-board", "draw.json"), "records/2026-board")
    _, last, _ = publish(closed, drand=beacon.url)
    assert (last["deploy"], last["record"], listed(last)) == ("true", "", listed(later))
    assert len(beacon.asked) == 2


def test_rules_of_another_branch_decide_nothing(checkout: Election) -> None:
    ran, found, told = publish(checkout, ref="refs/heads/trial")
    assert (ran.code, found) == (ExitCode.USAGE, {})
    assert "Publish from main" in ran.out
    assert "Publish from main" in told


@pytest.mark.parametrize("typed", ["yes", "1", "true; id"])
def test_a_dry_run_is_true_or_false_and_nothing_is_guessed(checkout: Election, typed: str) -> None:
    assert publish(checkout, dry_run=typed)[0].code == ExitCode.USAGE


def test_without_a_checkout_it_says_what_is_missing(election: Election) -> None:
    ran, _, _ = publish(election)
    assert ran.code == ExitCode.USAGE
    assert "Check the repository out" in ran.out


def test_a_nomination_that_cannot_be_read_stops_everything(checkout: Election) -> None:
    checkout.repo.commit({"nomflow.yml": CONFIG + "people: gone.yml\n"})
    ran, found, _ = publish(checkout)
    assert (ran.code, found) == (ExitCode.GITHUB, {})


def test_a_dry_run_of_a_check_writes_nothing(election: Election) -> None:
    election.requests()
    path = election.folder / "event.json"
    path.write_text(json.dumps(events.pull_request(election.pull, "opened")))
    ran = election.run(
        "action",
        "check",
        GITHUB_EVENT_NAME="pull_request_target",
        GITHUB_EVENT_PATH=str(path),
        NOMFLOW_DRY_RUN="true",
    )
    assert (ran.code, election.requests()[1]) == (ExitCode.OK, 0)
    assert "would " in ran.out


def test_the_photo_of_a_nomination_is_published_once_it_is_in_the_checkout(checkout: Election) -> None:
    text, photo = STATEMENT.replace("summary:", "photo: ada.jpg\nsummary:"), PATH.replace(".md", ".jpg")
    checkout.run("pr", "1")
    checkout.pull.push({PATH: text, photo: drawn()})
    checkout.run("pr", "1")
    checkout.requests()
    checkout.world.clock.set(AFTER)
    _, found, told = publish(checkout)
    assert found["conclusion"] == "success", told
    assert not list(Path(found["page"], "assets").glob("photos/*")), "it is not merged yet"
    Path(photo).write_bytes(drawn())
    Path(PATH).write_text(text)
    _, found, told = publish(checkout)
    assert found["conclusion"] == "success", told
    page = Path(found["page"], "2026-board/candidates/ada/index.html").read_text()
    [small] = re.findall(r'<img class="face[^>]* src="[./]*([^"]+)"', page)
    assert Path(found["page"], small).is_file()
    entry = json.loads(Path(found["record"], "2026-board/freeze.json").read_bytes())["nominations"][0]
    assert entry["photo"]["path"] == photo


def test_a_template_of_the_organisations_that_does_not_work_stops_everything(checkout: Election) -> None:
    own = Path(".github/nomflow/site/candidate.html.j2")
    own.parent.mkdir(parents=True)
    own.write_text('{% extends "nomflow/candidate.html.j2" %}\n{% block person %}{{ candidate.nmae }}{% endblock %}\n')
    ran, found, told = publish(checkout)
    assert (ran.code, found.get("deploy", "false")) == (ExitCode.USAGE, "false")
    assert f"{own}" in told + ran.out + ran.err
    assert "Traceback" not in told + ran.out + ran.err
