"""nomflow doctor on a repository that is in order, on one that is not, and without a token."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from nomination import CONFIG, Election, Run, election

from nomflow import __version__
from nomflow.core.basics.errors import ExitCode

__all__ = ["election"]

EXAMPLES = Path(__file__).parents[2] / "examples"
COMMIT = "5" * 40
SEEING = {
    "contents": "read",
    "issues": "read",
    "actions": "read",
    "pages": "read",
    "administration": "read",
}
PATTERN = "      path: nominations/{election}/{handle}.md\n"
GOOD_CONFIG = CONFIG.replace(
    PATTERN, f"{PATTERN}      template: nominations/TEMPLATE.md\n      words: {{maximum: 600}}\n"
)


def released(name: str) -> str:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    return text.replace(f"{'0' * 40} # v0.0.0", f"{COMMIT} # v{__version__}")


def set_up(election: Election) -> None:
    """As docs/github-action.md says."""
    workflows = {
        f".github/workflows/{name}": released(name)
        for name in ("nomflow.yml", "nomflow-signal.yml", "nomflow-publish.yml")
    }
    election.repo.commit(
        {
            **workflows,
            "nomflow.yml": GOOD_CONFIG,
            "nominations/TEMPLATE.md": "---\nname:\nhandle:\n---\n\nAt most 600 words.\n",
            "README.md": "# Elections\n\nNominations close on 31 July 2026.\n",
        }
    )
    check = {"context": "nomflow", "integration_id": 15368}
    status = {"strict_required_status_checks_policy": False, "required_status_checks": [check]}
    election.repo.data.pages = {"manifest.json": b"{}"}
    election.repo.data.settings = {
        "/rules/branches/main": [{"type": "required_status_checks", "parameters": status}],
        "/environments/github-pages": {"protection_rules": [{"id": 1, "node_id": "x", "type": "required_reviewers"}]},
        "/actions/permissions": {"enabled": True, "allowed_actions": "all", "sha_pinning_required": False},
        "/actions/permissions/workflow": {
            "default_workflow_permissions": "read",
            "can_approve_pull_request_reviews": True,
        },
    }
    for label in ("nomination: ready", "nomination: open"):
        election.repo.label(label)
    election.repo.run(election.pull, "schedule")


def doctor(election: Election, *more: str, **seeing: str) -> Run:
    token = election.repo.token(**(seeing or SEEING))
    return election.run("doctor", "--repo", election.repo.full_name, "--as-of", "2026-03-02T12:00Z", *more, token=token)


def test_a_repository_in_order_is_told_so_line_by_line(election: Election) -> None:
    set_up(election)
    told = doctor(election)
    assert told.code == ExitCode.OK
    assert "0 wrong, 0 to look at, 0 not seen" in told.out, told.out
    for about in ("config", "2026-board: roll", "2026-board: dates", "2026-board: template", "workflows", "schedule"):
        assert f"✓ {about}: " in told.out
    for about in ("required status", "Actions", "Pages", "environment", "labels"):
        assert f"✓ {about}: " in told.out
    assert election.requests()[1] == 0


def broken(election: Election, path: str, before: str, after: str) -> None:
    text = released(Path(path).name) if "/" in path else GOOD_CONFIG
    assert before in text
    election.repo.commit({path: text.replace(before, after)})


CHECK, SIGNAL, PUBLISH = (f".github/workflows/nomflow{part}.yml" for part in ("", "-signal", "-publish"))


OPENS = "opens: 2026-03-01T00:00Z, closes: 2026-07-31T12:00Z"
WRONG_FILES = [
    ("nomflow.yml", "roll: roll.yml", "roll: voters.yml", "✗ 2026-board: roll: voters.yml is not there"),
    ("nomflow.yml", "TEMPLATE.md", "SAMPLE.md", "✗ 2026-board: template: There is no file nominations/SAMPLE.md"),
    ("nomflow.yml", "    officers: [olga]\n", "", "! 2026-board: officers: No officer is named."),
    (
        *("nomflow.yml", OPENS, "opens: 2026-07-27, closes: 2026-07-31, zone: UTC"),
        "! 2026-board: dates: Nominations are open for 4 days.",
    ),
    (
        *("nomflow.yml", OPENS, "opens: 2026-03-01, closes: 2026-10-25, zone: Europe/Berlin"),
        "! 2026-board: dates: The clocks in Europe/Berlin change within a day of `nominations: closes`",
    ),
    (
        *("nomflow.yml", OPENS, "opens: 2026-03-01, closes: 2026-07-30, zone: UTC"),
        "! 2026-board: dates: README.md:3 says 31 July 2026. nomflow.yml has no such date.",
    ),
    (
        *("nomflow.yml", OPENS, "opens: 2025-07-01, closes: 2025-07-31, zone: UTC"),
        "! 2026-board: dates: Nominations closed on Thursday 31 July 2025",
    ),
    (
        *("nomflow.yml", "maximum: 600", "maximum: 500"),
        "! 2026-board: length: nominations/TEMPLATE.md:6 says 600 words. nomflow.yml says 500.",
    ),
    (CHECK, "  merge_group:\n", "", f"! workflows: {CHECK} does not start on merge_group."),
    (CHECK, "synchronize, ", "", f"✗ workflows: {CHECK} does not start on pull_request_target (synchronize)."),
    (CHECK, "  statuses: write", "  statuses: read", f"✗ permissions: {CHECK} lacks `statuses: write`."),
    (CHECK, "  contents: read", "  contents: write", f"! permissions: {CHECK} gives `contents: write`."),
    (CHECK, f"@{COMMIT}", "@v1", f"! workflows: {CHECK} follows v1, which may move."),
    (CHECK, COMMIT, "0" * 40, f"✗ workflows: {CHECK} names no release."),
    (CHECK, f"# v{__version__}", "# v0.0.1", f"! workflows: {CHECK} uses nomflow 0.0.1; this is {__version__}."),
    (SIGNAL, "name: nomflow signal", "name: reviews", f"✗ workflows: {CHECK} waits for the workflow nomflow signal"),
    (CHECK, "uses: nomflow/", "uses: other/", "✗ workflows: No workflow checks nominations."),
    (PUBLISH, "uses: nomflow/", "uses: other/", "! workflows: No workflow publishes the page."),
]


@pytest.mark.parametrize(("path", "before", "after", "line"), WRONG_FILES, ids=[each[-1][2:50] for each in WRONG_FILES])
def test_what_is_wrong_in_a_file_is_told_with_why_and_how_to_mend_it(
    election: Election, path: str, before: str, after: str, line: str
) -> None:
    set_up(election)
    broken(election, path, before, after)
    told = doctor(election)
    assert re.search(rf"^{re.escape(line)}.*\n    why: .+\n    mend: .+", told.out, re.MULTILINE), told.out
    assert told.code == (ExitCode.FAILED if "✗" in told.out else ExitCode.OK)


@pytest.mark.parametrize(
    ("setting", "value", "line"),
    [
        ("/rules/branches/main", [], "✗ required status: main does not require the status `nomflow`."),
        ("/environments/github-pages", None, "! environment: There is no environment github-pages yet."),
        (
            "/actions/permissions",
            {"enabled": False, "sha_pinning_required": False},
            "✗ Actions: Actions are turned off",
        ),
        (
            "/actions/permissions",
            {"enabled": True, "allowed_actions": "selected", "sha_pinning_required": False},
            "! Actions: Only selected actions may run here.",
        ),
    ],
)
def test_a_setting_that_is_wrong_is_told(election: Election, setting: str, value: object, line: str) -> None:
    set_up(election)
    election.repo.data.settings[setting] = value
    assert re.search(rf"^{re.escape(line)}.*\n    why: .+\n    mend: .+", doctor(election).out, re.MULTILINE)


def test_the_older_protection_of_a_branch_counts_and_a_status_from_anybody_is_told(election: Election) -> None:
    set_up(election)
    election.repo.data.settings["/rules/branches/main"] = []
    checks = {"contexts": ["nomflow"], "checks": [{"context": "nomflow", "app_id": None}]}
    protection = {"enabled": True, "required_status_checks": checks}
    election.repo.data.settings["/branches/main/protection"] = protection
    assert "! required status: main requires `nomflow` from any source." in doctor(election).out


def test_a_schedule_that_fell_asleep_no_page_and_a_record_that_cannot_come_are_told(
    election: Election,
) -> None:
    set_up(election)
    broken(election, "nomflow.yml", "    officers:", "    publication: {freeze-by: pull-request}\n    officers:")
    election.repo.data.settings["/actions/permissions/workflow"] = {
        "default_workflow_permissions": "read",
        "can_approve_pull_request_reviews": False,
    }
    election.repo.data.pages = {}
    told = doctor(election, "--as-of", "2026-03-20T12:00Z").out
    assert "✗ schedule: The last run by the clock was on 2026-03-0" in told
    assert "✗ record: GitHub Actions may not open pull requests here." in told
    assert "! Pages: GitHub Pages is not set up." in told


def test_without_a_token_what_is_public_is_judged_and_the_rest_named(election: Election) -> None:
    set_up(election)
    told = election.run("doctor", "--repo", election.repo.full_name, "--as-of", "2026-03-02T12:00Z", GITHUB_TOKEN="")
    assert told.code == ExitCode.OK, told
    assert "? Pages: This cannot be seen without a token that has Pages: read." in told.out
    assert "? Actions: This cannot be seen without a token that has Administration: read." in told.out
    assert "✓ required status: main requires `nomflow` from one source." in told.out
    assert "0 wrong, 0 to look at, 2 not seen" in told.out
    assert election.requests()[0] < 60  # of the sixty an hour that GitHub gives to a stranger


def test_programs_get_the_same_lines(election: Election) -> None:
    set_up(election)
    told = json.loads(doctor(election, "--format", "json").out)
    assert told["schema"] == "nomflow-doctor-1"
    assert {line["health"] for line in told["lines"]} == {"good"}


def test_a_configuration_that_cannot_be_used_is_told_with_its_line(election: Election) -> None:
    election.repo.commit({"nomflow.yml": "organisation: X\nelections: 3\n"})
    told = doctor(election)
    assert (told.code, told.err.startswith("nomflow: nomflow.yml:2:12: ")) == (ExitCode.USAGE, True)


def test_a_folder_is_judged_without_github(tmp_path: Path, election: Election) -> None:
    (tmp_path / "nomflow.yml").write_text(GOOD_CONFIG, encoding="utf-8")
    told = election.run("doctor", str(tmp_path), GITHUB_TOKEN="")
    assert told.code == ExitCode.FAILED
    assert "✗ workflows: No workflow checks nominations." in told.out
    assert "required status" not in told.out
    assert election.requests() == (0, 0)
    assert election.run("doctor", str(tmp_path / ".."), GITHUB_TOKEN="").code == ExitCode.NOTHING
