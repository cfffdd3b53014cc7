"""What people mistype, and what GitHub may answer on a laptop: one kind sentence, the right exit code, no trace."""

from __future__ import annotations

import pytest
from nomination import Election, Run, election
from standin import Kind

from nomflow.core.basics.errors import ExitCode

__all__ = ["election"]

COMMANDS = {
    "pr": ("pr", "1", "--dry-run"),
    "sweep": ("sweep", "--dry-run"),
    "snapshots": ("snapshots", "--out", "saved"),
    "selfcheck": ("selfcheck", "1"),
}


def one_sentence(ran: Run, code: ExitCode, *told: str) -> None:
    assert ran.code == code, ran
    assert ran.err.startswith("nomflow: ")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    for part in told:
        assert part in ran.err


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("repository", "code", "told"),
    [
        ("acme", ExitCode.USAGE, "is not a repository. Write owner/name."),
        ("https://github.com/acme/elections", ExitCode.USAGE, "is not a repository. Write owner/name."),
        ("acme/nowhere", ExitCode.GITHUB, "Is the name right, and may this token see it?"),
    ],
)
def test_a_repository_that_is_none(
    election: Election, command: str, repository: str, code: ExitCode, told: str
) -> None:
    one_sentence(election.run(*COMMANDS[command], "--repo", repository), code, told)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_repository_at_all(election: Election, command: str) -> None:
    one_sentence(election.run(*COMMANDS[command], GITHUB_REPOSITORY=""), ExitCode.USAGE, "--repo owner/name")


@pytest.mark.parametrize("command", COMMANDS)
def test_no_token(election: Election, command: str) -> None:
    one_sentence(election.run(*COMMANDS[command], GITHUB_TOKEN=""), ExitCode.USAGE, "GITHUB_TOKEN")


@pytest.mark.parametrize("command", ["pr", "sweep", "snapshots"])
def test_a_token_that_github_does_not_know(election: Election, command: str) -> None:
    ran = election.run(*COMMANDS[command], token="ghp_wrong")
    one_sentence(ran, ExitCode.GITHUB, "does not know this token")
    assert "ghp_wrong" not in ran.err


@pytest.mark.parametrize("command", ["pr", "sweep", "snapshots"])
@pytest.mark.parametrize("path", ["../nomflow.yml", "/etc/passwd", "a\\b"])
def test_a_configuration_outside_the_repository(election: Election, command: str, path: str) -> None:
    ran = election.run(*COMMANDS[command], "--config", path)
    one_sentence(ran, ExitCode.USAGE, "is not a path in the repository")
    assert election.requests() == (0, 0)


@pytest.mark.parametrize("command", ["pr", "selfcheck"])
def test_a_pull_request_that_is_not_there(election: Election, command: str) -> None:
    one_sentence(election.run(command, "99"), ExitCode.GITHUB, "Is it the number of a pull request")


@pytest.mark.parametrize("typed", ["0", "x", "99999999999", "4 2", "", "#", "１"])
def test_a_number_that_is_none(election: Election, typed: str) -> None:
    with pytest.raises(SystemExit) as ended:
        election.run("pr", typed)
    assert ended.value.code == ExitCode.USAGE
    assert "is not the number of a pull request, such as 42" in election.capture.readouterr().err


def test_a_number_may_be_typed_as_people_write_it(election: Election) -> None:
    assert election.run("pr", "#1", "--dry-run").code == ExitCode.OK


@pytest.mark.parametrize("command", ["pr", "sweep", "snapshots"])
def test_a_limit_that_lasts_too_long(election: Election, command: str) -> None:
    election.world.fault(Kind.SECONDARY_LIMIT, at=0, retry_after=3000)
    one_sentence(election.run(*COMMANDS[command]), ExitCode.GITHUB, "asks to wait 3000 seconds")


@pytest.mark.parametrize("command", ["pr", "sweep", "snapshots"])
def test_no_network(election: Election, command: str) -> None:
    election.world.fault(Kind.DROPPED, at=0)
    one_sentence(election.run(*COMMANDS[command]), ExitCode.GITHUB, "could not be reached at 127.0.0.1")


@pytest.mark.parametrize("address", ["nonsense", "ftp://git.example.org", "http://"])
def test_an_address_that_is_none(election: Election, address: str) -> None:
    ran = election.run("pr", "1", "--dry-run", GITHUB_API_URL=address)
    one_sentence(ran, ExitCode.GITHUB, "Check GITHUB_API_URL.")
    assert election.slept == []
