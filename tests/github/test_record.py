"""The record reaches the repository by itself: in one commit or by one pull request, whole, once, and for ever."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from beacon import SIGNATURE, VALUE, Beacon, beacon
from nomination import CONFIG, Election, Run, election
from standin import Kind, events
from test_publish_action import AFTER, checkout, closed, publish

from nomflow.cli.github.record import digest_of
from nomflow.core.basics.errors import ExitCode
from nomflow.core.freeze.draw_document import draw_of, dump_draw

__all__ = ["beacon", "checkout", "closed", "election"]

FREEZE = "records/2026-board/freeze.json"
BRANCH = "nomflow/record-2026-board"
BY_PULL = CONFIG.replace("    officers", "    publication: {freeze-by: pull-request}\n    officers")
MAY = {"contents": "write", "pull_requests": "write"}


@pytest.fixture
def taken(checkout: Election, monkeypatch: pytest.MonkeyPatch) -> Election:
    """A record that was taken just now, as another job hands it over."""
    return take(checkout, monkeypatch)


@pytest.fixture
def proposed(checkout: Election, monkeypatch: pytest.MonkeyPatch) -> Election:
    """The same where the configuration asks for a pull request."""
    Path("nomflow.yml").write_text(BY_PULL)
    checkout.repo.commit({"nomflow.yml": BY_PULL})
    checkout.repo.data.pulls_by_actions = True
    return take(checkout, monkeypatch)


def take(election: Election, monkeypatch: pytest.MonkeyPatch) -> Election:
    election.world.clock.set(AFTER)
    _, found, _ = publish(election)
    assert found["record"]
    monkeypatch.setenv("NOMFLOW_RECORD", found["record"])
    monkeypatch.setenv("NOMFLOW_RECORD_DIGEST", found["record-digest"])
    election.requests()
    return election


def record(
    election: Election, ref: str = "refs/heads/main", may: dict[str, str] | None = None, **given: str
) -> tuple[Run, dict[str, str], str]:
    """The run, its outputs and its summary."""
    import os

    event, output, told = (election.folder / name for name in ("event.json", "output", "summary"))
    event.write_text(json.dumps(events.workflow_dispatch(election.repo, {}, by="olga")))
    output.write_text("")
    told.write_text("")
    ran = election.run(
        "action",
        "record",
        token=election.repo.token(**(may or MAY)),
        GITHUB_EVENT_NAME="workflow_dispatch",
        GITHUB_EVENT_PATH=str(event),
        GITHUB_REF=ref,
        GITHUB_OUTPUT=str(output),
        GITHUB_STEP_SUMMARY=str(told),
        **{
            "NOMFLOW_RECORD": os.environ["NOMFLOW_RECORD"],
            "NOMFLOW_RECORD_DIGEST": os.environ["NOMFLOW_RECORD_DIGEST"],
        }
        | given,
    )
    found = dict(re.findall(r"^(\S+)<<nomflow_\w+\n(.*)\nnomflow_\w+$", output.read_text(), re.MULTILINE))
    return ran, found, told.read_text()


def files() -> dict[str, str]:
    import os

    top = Path(os.environ["NOMFLOW_RECORD"])
    return {f"records/{path.relative_to(top).as_posix()}": path.read_text() for path in top.rglob("*.*")}


def on(election: Election, branch: str) -> dict[str, str]:
    """The record's files on a branch."""
    objects = election.world.objects
    found = objects.files(objects.commit(election.repo.tip(branch)).tree)
    return {path: objects.blob(leaf.sha).data.decode() for path, leaf in found.items() if path.startswith("records/")}


def commits(election: Election, branch: str) -> list[str]:
    """The messages of the commits that touch the record."""
    objects = election.world.objects
    history = list(objects.history(election.repo.tip(branch)))
    return [objects.commit(sha).message for sha in history if objects.commit(sha).message.startswith("Record of")]


def pulls(election: Election) -> list[int]:
    return [issue.number for issue, pull in election.repo.data.pulls if pull.head_ref == BRANCH]


def test_it_is_committed_whole_in_one_commit(taken: Election) -> None:
    ran, found, told = record(taken)
    assert (ran.code, found["recorded"], found["pull-request"]) == (ExitCode.OK, "true", ""), ran
    assert on(taken, "main") == files()
    assert FREEZE in files()
    (message,) = commits(taken, "main")
    assert "freeze.json: sha256" in message
    assert "**Recorded.**" in told


def test_a_second_run_finds_it_and_writes_nothing(taken: Election) -> None:
    record(taken)
    taken.requests()
    ran, found, _ = record(taken)
    assert (ran.code, found["recorded"]) == (ExitCode.OK, "true")
    assert taken.requests()[1] == 0
    keep_checkout(taken)
    _, later, told = publish(taken)
    assert (later["record"], later["deploy"]) == ("", "true")
    assert "the record is in the repository" in told


def test_a_drawn_value_follows_the_record_and_changes_nothing_of_it(
    closed: Election, beacon: Beacon, monkeypatch: pytest.MonkeyPatch
) -> None:
    beacon.status = 503
    before = take(closed, monkeypatch)
    record(before)
    first = on(before, "main")
    keep_checkout(before)
    before.requests()
    beacon.status = 200
    _, found, _ = publish(before, drand=beacon.url)
    ran, told, _ = record(before, NOMFLOW_RECORD=found["record"], NOMFLOW_RECORD_DIGEST=found["record-digest"])
    assert (ran.code, told["recorded"]) == (ExitCode.OK, "true"), ran
    now = on(before, "main")
    assert now.keys() - first.keys() == {"records/2026-board/draw.json"}
    assert first.items() <= now.items()


def test_a_value_of_another_round_is_not_committed(taken: Election) -> None:
    import os

    signed = {"round": 7, "randomness": VALUE, "signature": SIGNATURE}
    draw = draw_of(signed)
    assert draw
    top = Path(os.environ["NOMFLOW_RECORD"])
    (top / "2026-board" / "draw.json").write_bytes(dump_draw(draw))
    ran, found, _ = record(taken, NOMFLOW_RECORD_DIGEST=digest_of(top))
    assert (ran.code, found) == (ExitCode.USAGE, {})
    assert "is that of round 7" in ran.out
    assert on(taken, "main") == {}


def keep_checkout(election: Election) -> None:
    for path, text in on(election, "main").items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text)


def test_the_page_is_the_same_before_and_after_it_is_committed(taken: Election) -> None:
    def pages() -> dict[str, bytes]:
        taken.world.clock.set(AFTER)
        _, found, _ = publish(taken)
        top = Path(found["page"])
        return {str(path.relative_to(top)): path.read_bytes() for path in top.rglob("*") if path.is_file()}

    before = pages()
    record(taken)
    taken.requests()
    keep_checkout(taken)
    assert pages() == before
    about = before["2026-board/about/index.html"].decode()
    assert "https://github.com/acme/elections/blob/HEAD/records/2026-board/freeze.json" in about


def test_by_a_pull_request_nothing_is_published_before_it_is_merged(proposed: Election) -> None:
    ran, found, told = record(proposed)
    assert (ran.code, found["recorded"]) == (ExitCode.OK, "false"), ran
    (number,) = pulls(proposed)
    pull = proposed.repo.pull(number)
    assert found["pull-request"].endswith(f"/pull/{number}")
    assert "Not published yet" in told
    assert (on(proposed, "main"), on(proposed, BRANCH)) == ({}, files())
    assert "Ada Byron" in pull.issue.body
    assert "| on ballot |" in pull.issue.body
    pull.merge(by="olga")
    _, found, _ = record(proposed)
    assert found["recorded"] == "true"
    assert on(proposed, "main") == files()


def test_a_second_run_opens_no_second_pull_request(proposed: Election) -> None:
    record(proposed)
    proposed.requests()
    ran, found, _ = record(proposed)
    assert (ran.code, found["recorded"], len(pulls(proposed))) == (ExitCode.OK, "false", 1)
    assert proposed.requests()[1] == 0


def test_where_the_branch_is_protected_a_pull_request_is_opened_instead_and_it_says_so(taken: Election) -> None:
    taken.repo.data.protected.add("main")
    taken.repo.data.pulls_by_actions = True
    ran, found, told = record(taken)
    assert (ran.code, found["recorded"], len(pulls(taken))) == (ExitCode.OK, "false", 1), ran
    assert "Changes must be made through a pull request" in told
    assert on(taken, "main") == {}


def test_where_it_may_not_open_one_it_says_what_to_do(proposed: Election) -> None:
    proposed.repo.data.pulls_by_actions = False
    ran, found, told = record(proposed)
    assert (ran.code, found) == (ExitCode.GITHUB, {})
    assert "let GitHub Actions create pull requests" in " ".join(told.split())
    assert BRANCH in ran.out
    proposed.repo.data.pulls_by_actions = True
    assert record(proposed)[0].code == ExitCode.OK


def test_a_missing_permission_is_named(taken: Election) -> None:
    ran, _, _ = record(taken, may={"contents": "read"})
    assert ran.code == ExitCode.GITHUB
    assert "nomflow may not commit the record. Add `contents: write`" in ran.out


@pytest.mark.parametrize("where", ["main", BRANCH])
def test_another_record_that_is_there_stays_and_stops_everything(proposed: Election, where: str) -> None:
    proposed.repo.commit({FREEZE: '{"another": "record"}\n'}, branch=where)
    before = on(proposed, where)
    ran, found, told = record(proposed)
    assert (ran.code, found) == (ExitCode.GITHUB, {})
    assert "a record is never rewritten" in told
    assert on(proposed, where) == before
    assert pulls(proposed) == []


def test_corrections_beside_it_are_no_other_record(taken: Election) -> None:
    record(taken)
    taken.repo.commit({"records/2026-board/corrections/0001.json": "{}\n"})
    assert record(taken)[1]["recorded"] == "true"


def test_a_pull_request_that_people_closed_is_not_opened_again(proposed: Election) -> None:
    record(proposed)
    proposed.repo.pull(pulls(proposed)[0]).close(by="olga")
    ran, _, told = record(proposed)
    assert (ran.code, len(pulls(proposed))) == (ExitCode.GITHUB, 1)
    assert "was closed. Reopen it, or delete" in told
    del proposed.repo.data.refs[f"refs/heads/{BRANCH}"]
    assert (record(proposed)[0].code, len(pulls(proposed))) == (ExitCode.OK, 2)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda top: (top / "2026-board" / "freeze.json").write_text("{}"), "not from this run"),
        (lambda top: (top / "2026-board" / "extra.sh").write_text("rm -r /"), "not from this run"),
        (shutil.rmtree, "not from this run"),
        (lambda top: (top / "link").symlink_to("/etc/passwd"), "is a symbolic link"),
    ],
)
def test_what_is_not_what_the_other_job_took_is_not_committed(
    taken: Election, change: Callable[[Path], object], why: str
) -> None:
    import os

    change(Path(os.environ["NOMFLOW_RECORD"]))
    ran, found, _ = record(taken)
    assert (ran.code, found) == (ExitCode.USAGE, {})
    assert why in ran.out
    assert taken.requests()[1] == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2026-board/extra.sh", "rm -r /\n"),
        ("2026-board/corrections/0001.json", "{}\n"),
        ("2027-board/freeze.json", "{}\n"),
        ("../records/2026-board/nominations/ada.json", "{}\n"),
        ("2026-board/freeze.json", "{}\n"),
    ],
)
def test_a_poisoned_record_is_refused_even_with_its_own_digest(taken: Election, name: str, text: str) -> None:
    import os

    from nomflow.cli.github.record import digest_of

    top = Path(os.environ["NOMFLOW_RECORD"])
    (top / name).parent.mkdir(parents=True, exist_ok=True)
    (top / name).write_text(text)
    ran, found, _ = record(taken, NOMFLOW_RECORD_DIGEST=digest_of(top))
    assert (ran.code, found) == (ExitCode.USAGE, {}), ran
    assert taken.requests()[1] == 0


def test_an_answer_that_does_not_follow_from_the_record_is_refused(taken: Election) -> None:
    import os

    from nomflow.cli.github.record import digest_of

    top = Path(os.environ["NOMFLOW_RECORD"])
    freeze = top / "2026-board" / "freeze.json"
    freeze.write_text(freeze.read_text().replace('"on-ballot"', '"not-qualified"'))
    ran, _, _ = record(taken, NOMFLOW_RECORD_DIGEST=digest_of(top))
    assert ran.code == ExitCode.USAGE
    assert "DIFFERS" in ran.out


def test_another_branch_and_a_dry_run_record_nothing(taken: Election) -> None:
    assert record(taken, ref="refs/heads/trial")[0].code == ExitCode.USAGE
    assert record(taken, NOMFLOW_DRY_RUN="true")[0].code == ExitCode.USAGE
    assert taken.requests()[1] == 0


def test_a_push_meanwhile_is_kept(taken: Election) -> None:
    def push() -> None:
        taken.repo.commit({"README.md": "# New\n"})

    taken.world.before(push, at=3, only="write")
    ran, found, _ = record(taken)
    assert (ran.code, found["recorded"]) == (ExitCode.OK, "true"), ran
    assert on(taken, "main") == files()
    assert taken.repo.text("README.md") == "# New\n"


KINDS = [(Kind.BAD_GATEWAY, False), (Kind.BAD_GATEWAY, True), (Kind.DROPPED, True), (Kind.CUT_OFF, False)]


def state(election: Election) -> object:
    """All that people see of it."""
    branches = {ref for ref in election.repo.data.refs if "nomflow/" in ref}
    return on(election, "main"), len(commits(election, "main")), branches, len(pulls(election))


@pytest.mark.parametrize("way", ["taken", "proposed"])
def test_whatever_goes_wrong_at_whatever_request_it_is_there_once_and_whole(
    way: str, request: pytest.FixtureRequest
) -> None:
    election: Election = request.getfixturevalue(way)
    before = election.world.snapshot()
    election.world.log.clear()
    record(election)
    requests, undisturbed, whole = len(election.world.log), state(election), files()
    branch = "main" if way == "taken" else BRANCH
    assert requests > 4
    for at in range(1, requests + 1):
        for kind, happened in [*KINDS, (Kind.SECONDARY_LIMIT, False)]:
            election.world.restore(before)
            election.world.fault(kind, at=at, happened=happened)
            record(election)
            there = on(election, branch) if f"refs/heads/{branch}" in election.repo.data.refs else {}
            assert there in ({}, whole), (at, kind)
            election.world.faults.clear()
            assert record(election)[0].code == ExitCode.OK
            assert state(election) == undisturbed, (at, kind, happened)


@pytest.mark.parametrize("way", ["taken", "proposed"])
def test_a_run_that_dies_half_way_is_finished_by_the_next(way: str, request: pytest.FixtureRequest) -> None:
    election: Election = request.getfixturevalue(way)
    before = election.world.snapshot()
    election.world.log.clear()
    record(election)
    requests, undisturbed = len(election.world.log), state(election)
    for at in range(1, requests + 1):
        election.world.restore(before)

        def from_now_on() -> None:
            election.world.fault(Kind.BAD_GATEWAY, at=0)

        election.world.before(from_now_on, at=at)
        assert record(election)[0].code in (ExitCode.GITHUB, ExitCode.OK)
        election.world.faults.clear()
        assert record(election)[0].code == ExitCode.OK
        assert state(election) == undisturbed, at


@pytest.mark.parametrize("way", ["taken", "proposed"])
def test_two_runs_at_once_make_one(way: str, request: pytest.FixtureRequest) -> None:
    import os

    from nomflow.cli.github.record import record as put

    election: Election = request.getfixturevalue(way)
    given = Path(os.environ["NOMFLOW_RECORD"]), os.environ["NOMFLOW_RECORD_DIGEST"]
    failed: list[BaseException] = []

    def once() -> None:
        try:
            with election.reader(election.repo.token(**MAY)) as repository:
                put(repository, "", *given)
        except BaseException as error:
            failed.append(error)

    threads = [Thread(target=once) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert on(election, "main" if way == "taken" else BRANCH) == files()
    assert len(commits(election, "main")) == (way == "taken")
    assert len(pulls(election)) == (way == "proposed")
