"""A roll that is a team: read whole by whoever may, and never guessed."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from nomination import ALL, CONFIG, PATH, STATEMENT, Election, election
from standin import GitHub, Kind, events

from nomflow.core.basics.errors import ExitCode
from nomflow.core.election.election import RollSource
from nomflow.core.roll.roll import RollPart, Unavailable, parse_roll
from nomflow.core.snapshot.team import written
from nomflow.github.client import Secret
from nomflow.github.files import Repository
from nomflow.github.teams import Access, Teams

__all__ = ["election"]

SOURCE = RollSource(team="acme/voters")
TEAM_CONFIG = CONFIG.replace("roll: roll.yml", "roll: [{team: acme/voters}]")


@pytest.fixture
def voters(election: Election) -> Election:
    """Two pages of people in the team or in one below it, bob and cleo among them; dora was only invited."""
    acme = election.world.organization(
        "acme",
        teams={"voters": ["ada", "bob", *(f"member-{number}" for number in range(120))], "board": ["cleo", "bob"]},
    )
    acme.data.teams["voters"].children.append("board")
    acme.data.teams["voters"].members[election.world.person("dora").id] = "pending"
    election.repo.commit({"nomflow.yml": TEAM_CONFIG})
    election.pull.comment("bob", "/endorse")
    election.pull.comment("cleo", "/endorse")
    return election


def team_token(election: Election) -> str:
    return election.repo.app_token("election-app", members="read")


def pr(election: Election, **environment: str) -> str:
    """The gate after a run with these variables."""
    ran = election.run("pr", "1", **environment)
    secrets = [environment.get(name, "") for name in ("NOMFLOW_TEAM_TOKEN", "NOMFLOW_APP_PRIVATE_KEY")]
    assert not any(secret in ran.out + ran.err for secret in secrets if secret)
    return election.gate


def test_members_on_every_page_and_below_count_and_nobody_else(voters: Election) -> None:
    voters.pull.comment("dora", "/endorse")
    voters.pull.comment("mallory", "/endorse")
    assert pr(voters, NOMFLOW_TEAM_TOKEN=team_token(voters)) == "success"
    for who in ("dora", "mallory"):
        assert f"@\u200b{who} is not on the roll" in voters.sticky or f"{who} is not on the roll" in voters.sticky
    assert "2 of 2" in voters.sticky


def test_a_member_who_was_renamed_is_still_one(voters: Election) -> None:
    voters.world.person("bob").rename("robert")
    assert pr(voters, NOMFLOW_TEAM_TOKEN=team_token(voters)) == "success"


def test_with_the_workflows_own_token_nobody_can_tell_and_the_comment_says_what_to_do(voters: Election) -> None:
    assert pr(voters) == "error"
    assert "acme/voters: this token may not read the team. Set team-token" in voters.sticky
    assert "“Members: read”" in voters.sticky
    assert "not on the roll" not in voters.sticky


def test_a_persons_own_token_may_be_enough(voters: Election) -> None:
    voters.world.person("acme").data.members.add(voters.world.person("olga").id)
    voters.repo.allow("olga")
    with voters.reader(voters.world.person("olga").token()) as repository:
        found = repository.members_of(SOURCE)
    assert isinstance(found, RollPart)
    assert len(found.electors) == 123


@pytest.mark.parametrize("who", ["a stranger", "an App without the permission", "nobody that GitHub knows"])
def test_whoever_may_not_see_the_team_finds_nobody_out(voters: Election, who: str) -> None:
    token = {
        "a stranger": voters.world.person("mallory").token(),
        "an App without the permission": voters.repo.app_token("other", contents="read"),
        "nobody that GitHub knows": "ghs_nonsense",
    }[who]
    assert pr(voters, NOMFLOW_TEAM_TOKEN=token) == "error"
    assert "team-token" in voters.sticky


@pytest.mark.parametrize("team", ["acme/nobody", "nowhere/voters", "acme/empty"])
def test_a_team_that_is_not_there_or_empty_is_never_everybody(voters: Election, team: str) -> None:
    voters.world.organization("acme", teams={"empty": []})
    voters.repo.commit({"nomflow.yml": TEAM_CONFIG.replace("acme/voters", team)})
    assert pr(voters, NOMFLOW_TEAM_TOKEN=team_token(voters)) == "error"


def test_a_team_is_read_once_for_all_nominations(voters: Election) -> None:
    for who in ("bob", "cleo"):
        path, text = f"nominations/2026-board/{who}.md", f"---\nname: {who}\nhandle: {who}\n---\n\nI would.\n"
        voters.repo.open_pull(who, voters.repo.fork(who), files={path: text})
    voters.requests()
    voters.run("sweep", NOMFLOW_TEAM_TOKEN=team_token(voters))
    assert len([entry for entry in voters.world.log if entry.login == "election-app[bot]"]) == 2


# An App's number and key instead of a token.


def app(world: GitHub, **permissions: str) -> dict[str, str]:
    number, key = world.app("election-app", world.person("acme") if permissions else None, **permissions)
    return {"NOMFLOW_APP_ID": str(number), "NOMFLOW_APP_PRIVATE_KEY": key}


def test_an_app_is_asked_for_a_token_that_sees_members_and_nothing_else(voters: Election) -> None:
    assert pr(voters, **app(voters.world, members="read", contents="write")) == "success"
    asked = [json.loads(entry.body) for entry in voters.world.log if "access_tokens" in entry.path]
    assert asked == [{"permissions": {"members": "read"}}]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"NOMFLOW_APP_ID": "4711"}, "NOMFLOW_APP_ID and NOMFLOW_APP_PRIVATE_KEY are not the number and the key"),
        ({"NOMFLOW_APP_ID": ""}, "An App needs both NOMFLOW_APP_ID and NOMFLOW_APP_PRIVATE_KEY"),
        ({"NOMFLOW_APP_PRIVATE_KEY": ""}, "An App needs both NOMFLOW_APP_ID and NOMFLOW_APP_PRIVATE_KEY"),
        ({"NOMFLOW_APP_PRIVATE_KEY": "not a key at all"}, "NOMFLOW_APP_PRIVATE_KEY does not contain a private key"),
    ],
)
def test_what_is_wrong_with_an_app_is_said(voters: Election, change: dict[str, str], told: str) -> None:
    assert pr(voters, **app(voters.world, members="read") | change) == "error"
    assert told in voters.sticky.replace("\\_", "_")
    assert "not a key at all" not in voters.sticky


@pytest.mark.parametrize(
    ("permissions", "told"),
    [
        ({}, "acme/voters: The App is not installed in that organisation"),
        ({"contents": "read"}, "The App needs the organisation permission “Members: read”"),
    ],
)
def test_an_app_that_was_not_let_is_said_to_be_so(voters: Election, permissions: dict[str, str], told: str) -> None:
    assert pr(voters, **app(voters.world, **permissions)) == "error"
    assert told in voters.sticky


def test_neither_a_token_nor_a_key_shows_itself() -> None:
    access = Access.of({"NOMFLOW_TEAM_TOKEN": "secret", "NOMFLOW_APP_ID": "1", "NOMFLOW_APP_PRIVATE_KEY": "secret"})
    assert "secret" not in f"{access!r} {access}"


@pytest.mark.parametrize("token", ["ghp_a b", "ghp_…", "ghp_\u043e"])
def test_a_token_that_is_none_is_said_to_be_so_and_never_shown(voters: Election, token: str) -> None:
    assert pr(voters, NOMFLOW_TEAM_TOKEN=token) == "error"
    assert (
        "The token given as team-token contains a space or another character that tokens do not have." in voters.sticky
    )
    assert token not in voters.sticky


# GitHub's bad days.


def read(election: Election, access: Access) -> RollPart | Unavailable:
    with election.reader() as repository:
        return Repository(
            client=repository.client, owner="acme", name="elections", teams=Teams(repository.client, access)
        ).members_of(SOURCE)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.HANGING], ids=lambda kind: kind.name)
def test_a_fault_at_any_request_for_a_team_leaves_all_of_it_or_nothing(voters: Election, kind: Kind) -> None:
    access = Access(Secret(team_token(voters)))
    whole = read(voters, access)
    assert isinstance(whole, RollPart)
    assert len(whole.electors) == 123
    for at in (1, 2, 0):
        voters.world.fault(kind, at=at)
        found = read(voters, access)
        voters.world.faults.clear()
        assert found == whole or isinstance(found, Unavailable)


@pytest.mark.parametrize("kind", [Kind.BAD_GATEWAY, Kind.DROPPED, Kind.CUT_JSON, Kind.BAD_CREDENTIALS, Kind.TOO_MANY])
def test_a_fault_at_any_request_of_an_app_leaves_all_of_it_or_nothing(voters: Election, kind: Kind) -> None:
    given = app(voters.world, members="read")
    access = Access.of(given)
    whole = read(voters, access)
    assert isinstance(whole, RollPart)
    for at in (1, 2, 3, 4):
        voters.world.fault(kind, at=at)
        found = read(voters, access)
        voters.world.faults.clear()
        assert found == whole or (isinstance(found, Unavailable) and "BEGIN" not in found.why), found


@pytest.mark.parametrize("kind", [Kind.BAD_GATEWAY, Kind.GRAPHQL_ERROR, Kind.PARTIAL, Kind.BAD_CREDENTIALS])
@pytest.mark.parametrize("entitled", [True, False])
def test_no_fault_makes_the_gate_pass_or_refuse(voters: Election, kind: Kind, entitled: bool) -> None:
    """Neither everybody nor nobody is on a roll that could not be read."""
    if not entitled:
        for comment in voters.pull.comments:
            comment.delete()
        for who in ("mallory", "eve"):
            voters.pull.comment(who, "/endorse")
    token = team_token(voters)
    voters.requests()
    pr(voters, NOMFLOW_TEAM_TOKEN=token)
    of_the_team = [at for at, entry in enumerate(voters.world.log, 1) if entry.login == "election-app[bot]"]
    assert len(of_the_team) == 2
    for at in of_the_team:
        voters.world.fault(kind, at=at)
        assert pr(voters, NOMFLOW_TEAM_TOKEN=token) in (("success", "error") if entitled else ("pending", "error"))
        voters.world.faults.clear()


def test_a_team_that_changes_between_two_pages_is_read_again(voters: Election) -> None:
    members = voters.world.person("acme").data.teams["voters"].members
    voters.world.before(lambda: members.pop(voters.world.person("member-3").id), at=2)
    found = read(voters, Access(Secret(team_token(voters))))
    assert isinstance(found, RollPart)
    assert len(found.electors) == 122
    assert voters.world.person("cleo").id in {each.id for each in found.electors}


def test_a_team_that_never_stands_still_is_not_guessed(voters: Election) -> None:
    members = voters.world.person("acme").data.teams["voters"].members
    for at, name in ((2, "member-3"), (4, "member-4"), (6, "member-5")):
        voters.world.before(partial(members.pop, voters.world.person(name).id), at=at)
    found = read(voters, Access(Secret(team_token(voters))))
    assert isinstance(found, Unavailable)
    assert "as many people as it says" in found.why


# Without GitHub, and when it is all over.


def test_a_folder_alone_does_not_tell_who_is_in_a_team(voters: Election) -> None:
    Path("nomflow.yml").write_text(
        CONFIG.replace("    roll: roll.yml", "    roll: [{team: acme/voters}]\n    eligibility: {nominees: roll}")
    )
    Path("nominations/2026-board").mkdir(parents=True)
    Path("nominations/2026-board/ada.md").write_text(STATEMENT)
    ran = voters.run("check")
    assert ran.code == ExitCode.USAGE
    assert "Only GitHub knows who is in the team acme/voters: check with nomflow pr" in ran.out


def test_a_saved_snapshot_holds_the_roll(voters: Election) -> None:
    live = voters.run("pr", "1", "--dry-run", "--save-snapshot", "saved.json", NOMFLOW_TEAM_TOKEN=team_token(voters))
    again = voters.run("check", "--snapshot", "saved.json")
    assert (again.code, live.code) == (ExitCode.OK, ExitCode.OK)
    assert again.out.splitlines()[0] == live.out.splitlines()[0]


def closed(voters: Election) -> None:
    """After the close, with everything saved that the record needs."""
    voters.world.clock.set("2026-08-02T12:00+00:00")
    Path("nomflow.yml").write_text(TEAM_CONFIG)
    ran = voters.run("snapshots", "--out", "saved", NOMFLOW_TEAM_TOKEN=team_token(voters))
    assert ran.code == ExitCode.OK, ran


def test_the_freeze_keeps_the_members_that_counted_and_can_be_worked_out_again(voters: Election) -> None:
    closed(voters)
    ran = voters.run("close", "--snapshots", "saved", "--as-of", "2026-08-03T00:00Z")
    assert ran.code == ExitCode.OK, ran
    kept = Path("records/2026-board/rules/teams/acme/voters.yml")
    part = parse_roll(kept.read_text(), SOURCE.file, SOURCE)
    assert {"bob", "cleo"} <= {each.login for each in part.electors}
    record = json.loads(Path("records/2026-board/freeze.json").read_text())
    assert [each["path"] for each in record["roll"]] == ["teams/acme/voters.yml"]
    assert [each["standing"] for each in record["nominations"]] == ["on-ballot"]
    assert voters.run("verify", "records").code == ExitCode.OK
    kept.write_text(kept.read_text().replace('"bob"', '"rob"'))
    assert voters.run("verify", "records").code == ExitCode.FAILED


def test_a_freeze_is_refused_where_a_snapshot_does_not_know_the_team(voters: Election) -> None:
    closed(voters)
    path = Path("saved/1.json")
    document = json.loads(path.read_text())
    document["roll"] = {"unavailable": {"why": "It rained."}}
    path.write_text(json.dumps(document))
    ran = voters.run("close", "--snapshots", "saved", "--as-of", "2026-08-03T00:00Z")
    assert ran.code == ExitCode.USAGE
    assert "does not know the members of acme/voters: It rained." in ran.err
    assert "nomflow snapshots" in ran.err
    assert not Path("records").exists()


def test_a_freeze_is_refused_where_two_snapshots_know_different_members(voters: Election) -> None:
    path = "nominations/2026-board/bob.md"
    voters.repo.open_pull("bob", voters.repo.fork("bob"), files={path: "---\nname: B\nhandle: bob\n---\n\nI would.\n"})
    closed(voters)
    document = json.loads(Path("saved/1.json").read_text())
    document["roll"]["electors"].pop()
    Path("saved/1.json").write_text(json.dumps(document))
    ran = voters.run("close", "--snapshots", "saved", "--as-of", "2026-08-03T00:00Z")
    assert ran.code == ExitCode.USAGE
    assert "changed between two of the saved snapshots" in ran.err


# A roll that is written down once.


def test_a_team_can_be_written_down_as_a_roll(voters: Election) -> None:
    ran = voters.run("roll", "acme/voters", NOMFLOW_TEAM_TOKEN=team_token(voters))
    assert (ran.code, ran.err) == (ExitCode.OK, "acme/voters: 123 members.\n")
    part = parse_roll(ran.out, "roll.yml", RollSource(path="roll.yml"))
    assert (len(part.electors), part.faults) == (123, ())
    assert written(part.electors) == ran.out
    voters.repo.commit({"roll.yml": ran.out, "nomflow.yml": CONFIG})
    assert pr(voters) == "success"


@pytest.mark.parametrize("team", ["acme", "acme/voters/x", "acme/../x", "/voters", "acme/vo ters"])
def test_what_can_be_no_team_is_refused_before_anything_is_asked(voters: Election, team: str) -> None:
    voters.requests()
    ran = voters.run("roll", team)
    assert (ran.code, voters.requests()) == (ExitCode.USAGE, (0, 0))


def test_a_team_that_may_not_be_read_ends_the_command_with_the_reason(voters: Election) -> None:
    ran = voters.run("roll", "acme/voters", token=voters.repo.token(**ALL))
    assert (ran.code, ran.out) == (ExitCode.GITHUB, "")
    assert "“Members: read”" in ran.err


def test_a_publishing_run_takes_the_record_from_the_team_and_verifies_it(voters: Election) -> None:
    voters.world.clock.set("2026-08-02T12:00+00:00")
    Path("nomflow.yml").write_text(TEAM_CONFIG)
    Path(PATH).parent.mkdir(parents=True)
    Path(PATH).write_text(STATEMENT)
    Path("runner").mkdir()
    Path("event.json").write_text(json.dumps(events.workflow_dispatch(voters.repo, {}, by="olga")))
    given = {
        "GITHUB_EVENT_NAME": "workflow_dispatch",
        "GITHUB_EVENT_PATH": "event.json",
        "GITHUB_REF": "refs/heads/main",
        "GITHUB_OUTPUT": "output",
        "GITHUB_STEP_SUMMARY": "summary",
        "RUNNER_TEMP": str(voters.folder / "runner"),
    }
    ran = voters.run("action", "publish", **given)
    assert ran.code != ExitCode.OK
    assert "does not know the members of acme/voters" in ran.out
    Path("output").unlink(missing_ok=True)
    ran = voters.run("action", "publish", NOMFLOW_TEAM_TOKEN=team_token(voters), **given)
    assert ran.code == ExitCode.OK, ran
    assert "**Verified.**" in Path("summary").read_text()
    [kept] = {path.read_text() for path in voters.folder.rglob("rules/teams/acme/voters.yml")}
    assert '"cleo"' in kept


def test_an_app_does_not_wait_longer_than_everything_else(voters: Election) -> None:
    given = app(voters.world, members="read")
    voters.world.fault(Kind.TOO_MANY, retry_after=3000)
    found = read(voters, Access.of(given))
    assert isinstance(found, Unavailable)
    assert "asks to wait 3000 seconds" in found.why
    assert voters.slept == []
