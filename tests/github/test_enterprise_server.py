"""On GitHub Enterprise Server: asked where the environment says, and no link leads anywhere else."""

from __future__ import annotations

import json
import re

import pytest
from nomination import CONFIG, PATH, STATEMENT, Election, Run, election
from standin import Kind

from nomflow.core.basics.errors import ExitCode

__all__ = ["election"]

SERVER = "https://git.example.org"
RELATIVE = STATEMENT + "\nMy [plan](/docs/plan.md), and [last year's](/docs/last.md).\n"


@pytest.fixture
def inside(election: Election) -> Election:
    """The election on a server of the organisation's own, with a statement that links into the repository."""
    election.world.server_url = SERVER
    election.repo.commit({"docs/plan.md": "A plan.\n", "docs/last.md": "Done.\n"})
    election.pull.push({PATH: RELATIVE})
    return election


def run(election: Election, *arguments: str, **more: str) -> Run:
    """With the variables of a runner of that server; the API answers below ``/api`` as it does there."""
    return election.run(
        *arguments,
        GITHUB_API_URL=f"{election.api}/api/v3",
        GITHUB_SERVER_URL=SERVER,
        **more,
    )


def hosts(text: str) -> set[str]:
    """Where the addresses in a text lead."""
    return set(re.findall(r"https?://([^/\s\"'<>)&]+)", text))


def test_reading_and_writing_go_there_and_the_comment_leads_nowhere_else(inside: Election) -> None:
    inside.pull.comment("bob", "/endorse")
    ran = run(inside, "pr", "1")
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    status = inside.pull.status("nomflow")
    assert status
    assert (status.target_url or "").startswith(f"{SERVER}/acme/elections/pull/1#issuecomment-")
    assert f"{SERVER}/acme/elections/blob/{inside.pull.head_sha}/docs/plan.md" in inside.sticky
    assert f"{SERVER}/bob" in inside.sticky
    assert "github.com" not in hosts(inside.sticky)


def test_a_gate_that_says_error_leads_to_the_pull_request(inside: Election) -> None:
    inside.repo.commit({"nomflow.yml": CONFIG.replace("seats: 1", "seats: many")})
    run(inside, "pr", "1")
    status = inside.pull.status("nomflow")
    assert status
    assert (status.state, status.target_url) == ("error", f"{SERVER}/acme/elections/pull/1")


def test_what_cannot_be_read_at_all_leads_there_too(inside: Election) -> None:
    inside.world.fault(Kind.GRAPHQL_ERROR, at=0, only="read")
    (inside.folder / "event.json").write_text(
        json.dumps({"pull_request": {"number": 1, "head": {"sha": inside.pull.head_sha}}})
    )
    run(
        inside,
        "action",
        "check",
        GITHUB_EVENT_NAME="pull_request_target",
        GITHUB_EVENT_PATH=str(inside.folder / "event.json"),
    )
    status = inside.pull.status("nomflow")
    assert status
    assert (status.state, status.target_url) == ("error", f"{SERVER}/acme/elections/pull/1")


@pytest.mark.parametrize("repository", ["acme/elections", f"{SERVER}/acme/elections"])
def test_the_site_leads_there_whether_or_not_the_configuration_names_the_server(
    inside: Election, repository: str
) -> None:
    config = f"repository: {repository}\n{CONFIG}"
    inside.repo.commit({"nomflow.yml": config})
    run(inside, "pr", "1")
    for who in ("bob", "cleo"):
        inside.pull.comment(who, "/endorse")
    (inside.folder / "nomflow.yml").write_text(config)
    assert run(inside, "snapshots", "--election", "2026-board", "--out", "saved").code == ExitCode.OK
    assert run(inside, "publish", "--snapshots", "saved", "--out", "site").code == ExitCode.OK
    pages = [path.read_text() for path in (inside.folder / "site").rglob("*.html")]
    assert any(f"{SERVER}/acme/elections/blob/{inside.pull.head_sha}/docs/plan.md" in page for page in pages)
    assert any(f'href="{SERVER}/acme/elections"' in page for page in pages)
    assert "github.com" not in {host for page in pages for host in hosts(page)}
