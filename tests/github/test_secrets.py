"""Whatever fails and however, nothing that a run leaves behind holds a token, a key or a private affiliation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from nomination import ALL, CONFIG, PATH, ROLL, STATEMENT, Election, election
from standin import Kind

from nomflow.core.endorsements import tally as tallying

__all__ = ["election"]

EMPLOYERS = ("Hidden Mills", "Secret Club")
KEY = "-----BEGIN RSA PRIVATE KEY-----\nbm90IGEga2V5IGJ1dCBhIHNlY3JldA\n-----END RSA PRIVATE KEY-----"
TEAM_TOKEN = "ghp_5o5ecretTe4mT0kenThatNobodyMaySee00"
PRIVATE = CONFIG.replace("count: 2, by: roll", "count: 2, by: roll, distinct: employers, private-affiliations: true")
TEAM = PRIVATE.replace("roll: roll.yml", "roll: [{team: acme/voters}]")
BROKEN = PRIVATE.replace("count: 2", "count: two")
BY_HAND = {
    "snapshots": ["--out", "saved"],
    "status": ["--repo", "acme/elections"],
}
KINDS = [Kind.SERVER_ERROR, Kind.BAD_CREDENTIALS, Kind.CUT_JSON, Kind.SECONDARY_LIMIT, Kind.DROPPED, Kind.PARTIAL]


def well(_: Election, monkeypatch: pytest.MonkeyPatch) -> None:
    pass


def team(election: Election, _: pytest.MonkeyPatch) -> None:
    """The team is asked for, with a key that is none."""
    election.repo.commit({"nomflow.yml": TEAM})


def broken_file(_: Election, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOMFLOW_AFFILIATIONS", f"bob: [{EMPLOYERS[0]}\n  not a name: {{x: {EMPLOYERS[1]}}}\n")


def broken_rules(election: Election, monkeypatch: pytest.MonkeyPatch) -> None:
    election.repo.commit({"nomflow.yml": BROKEN})


def crash_in_a_rule(_: Election, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of ours that has the private words in its own."""

    def mistaken(*_: object) -> object:
        raise KeyError(*EMPLOYERS)

    monkeypatch.setattr(tallying, "solve", mistaken)


def crash(election: Election, monkeypatch: pytest.MonkeyPatch) -> None:
    def mistaken(*_: object) -> object:
        try:
            raise KeyError(*EMPLOYERS)
        except KeyError as error:
            raise RuntimeError(f"{EMPLOYERS} {TEAM_TOKEN} {KEY}") from error

    monkeypatch.setattr("nomflow.cli.github.run.evaluate", mistaken)
    monkeypatch.setattr("nomflow.cli.publish.evaluate", mistaken)


CASES: list[Callable[[Election, pytest.MonkeyPatch], None]] = [
    *(well, team, broken_file, broken_rules, crash_in_a_rule, crash)
]


def left(election: Election) -> str:
    """Everything that people could find afterwards."""
    files = [path for path in election.folder.rglob("*") if path.is_file()]
    commits = election.repo.data.statuses.values()
    return "\n".join(
        [
            *(path.read_bytes().decode("utf-8", "replace") for path in files),
            *(f"{edit}" for comment in election.pull.comments for edit in (comment.body, comment)),
            *(f"{status.state} {status.description}" for statuses in commits for status in statuses),
            *election.pull.labels,
        ]
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
@pytest.mark.parametrize("command", ["check", "sweep", "publish", "snapshots", "status"])
def test_nothing_that_a_run_leaves_holds_a_secret(
    election: Election, monkeypatch: pytest.MonkeyPatch, command: str, case: Callable[..., None]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("NOMFLOW_AFFILIATIONS", f"bob: [{EMPLOYERS[0]}]\ncleo: [{EMPLOYERS[1]}]\n")
    election.repo.commit({"nomflow.yml": PRIVATE})
    for who in ("bob", "cleo"):
        election.pull.comment(who, "/endorse")
    election.world.clock.set("2026-08-02T12:00:00Z")
    case(election, monkeypatch)
    roll = "".join(f"- {{login: {login}, id: {election.world.person(login).id}}}\n" for login in ROLL)
    rules = {team: TEAM, broken_rules: BROKEN}.get(case, PRIVATE)
    for name, text in (("nomflow.yml", rules), ("roll.yml", roll), (PATH, STATEMENT)):
        path = election.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    token = election.repo.token(**ALL)
    secrets = {"NOMFLOW_APP_ID": "7", "NOMFLOW_APP_PRIVATE_KEY": KEY} if case is team else {}
    told = ""
    for kind in (None, *(KINDS if case is well else ())):
        if kind:
            election.world.fault(kind, at=0, retry_after=3600)
        if command in BY_HAND:
            ran = election.run(command, *BY_HAND[command], token=token, **secrets)
        else:
            event = {"pull_request": {"number": 1, "user": {"login": "ada"}, "head": {"sha": election.pull.head_sha}}}
            name = "pull_request_target" if command == "check" else "schedule"
            more = {"GITHUB_REF": "refs/heads/main", "NOMFLOW_DRAND_URL": "http://127.0.0.1:9"}
            ran = election.action(name, event, command=command, token=token, **secrets, **more)
        election.world.faults.clear()
        waits = command in BY_HAND or (command, case) == ("publish", broken_file)
        assert case is well or waits or ran.code or election.gate == "error", "it was to fail"
        told += ran.out + ran.err
    told += left(election)
    for secret in (token, KEY, KEY.splitlines()[1], TEAM_TOKEN, *EMPLOYERS):
        assert secret not in told
