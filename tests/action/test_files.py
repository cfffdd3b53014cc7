"""What the workflow files say, where running them cannot show it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from nomflow.cli.arguments import parser
from nomflow.core.action.events import target_of
from nomflow.core.basics.errors import UsageError

ROOT = Path(__file__).parents[2]
ACTION = ROOT / "action.yml"
WORKFLOWS = ROOT / ".github" / "workflows"
OURS = [WORKFLOWS / f"{name}.yml" for name in ("check", "publish", "signal", "sweep")]
EXAMPLES = sorted((ROOT / "examples").glob("nomflow*.yml"))
EVERY = [*sorted(WORKFLOWS.glob("*.yml")), *EXAMPLES]
NEEDED = {"contents": "read", "issues": "write", "pull-requests": "write", "statuses": "write"}
READING = {"contents": "read", "pull-requests": "read", "statuses": "read"}
WITHOUT = ("signal", "nomflow-signal", "nomflow-umbrella")
"""Their jobs need no permission: one says nothing, one acts as an App, with a token for one repository."""
PUBLISHING = {
    "build": {**READING, "pages": "read"},
    "record": {"contents": "write", "pull-requests": "write"},
    "deploy": {"pages": "write", "id-token": "write"},
    "attest": {"id-token": "write", "attestations": "write"},
}


def loaded(path: Path) -> Any:
    """The file; YAML takes ``on`` for true."""
    data = yaml.safe_load(path.read_text())
    return {"on" if key is True else key: value for key, value in data.items()}


def jobs(path: Path) -> list[dict[str, Any]]:
    return list(loaded(path)["jobs"].values())


def test_the_action_offers_what_the_command_line_does() -> None:
    typed = parser("", ()).parse_args(["action", "check"])
    assert typed.module == "github.action"
    told = loaded(ACTION)["inputs"]["command"]["description"]
    for command in ("check", "sweep", "publish", "record"):
        assert parser("", ()).parse_args(["action", "--", command]).command == command
        assert f"{command}: " in told


def test_every_input_of_the_action_reaches_a_variable_that_the_code_reads() -> None:
    data = loaded(ACTION)
    [given] = [step["env"] for step in data["runs"]["steps"] if step["name"] == "Run nomflow"]
    variables = {value: name for name, value in given.items()}
    code = "".join(path.read_text() for path in (ROOT / "src").rglob("*.py")) + data["runs"]["steps"][-1]["run"]
    assert {f"${{{{ inputs.{name} }}}}" for name in data["inputs"]} == set(variables)
    assert [name for name in given if f'"{name}"' not in code and f'"${name}"' not in code] == []


def test_every_output_of_the_action_comes_from_the_program() -> None:
    source = (ROOT / "src" / "nomflow" / "cli" / "github" / "action.py").read_text()
    for name, output in loaded(ACTION)["outputs"].items():
        assert output["value"] == f"${{{{ steps.nomflow.outputs.{name} }}}}"
        assert f'output("{name}"' in source


@pytest.mark.parametrize("path", [ACTION, *OURS], ids=lambda path: path.name)
def test_no_expression_stands_in_a_script_and_nothing_is_cached(path: Path) -> None:
    data = loaded(path)
    steps = data["runs"]["steps"] if "runs" in data else [step for job in jobs(path) for step in job["steps"]]
    for step in steps:
        assert "${{" not in step.get("run", "")
        assert step.get("with", {}).get("enable-cache", "false") == "false"
        assert "actions/cache" not in step.get("uses", "")
    assert path == ACTION or data["cache-mode"] == "none"


@pytest.mark.parametrize("path", [*OURS, *EXAMPLES], ids=lambda path: path.name)
def test_each_job_asks_for_what_it_needs_and_no_more(path: Path) -> None:
    assert loaded(path)["permissions"] == {}
    if "publish" in path.name:
        found = {name: job["permissions"] for name, job in loaded(path)["jobs"].items()}
        whole = {permission: level for each in PUBLISHING.values() for permission, level in each.items()}
        assert found == (PUBLISHING if path in OURS else {"nomflow": whole})
        return
    for job in jobs(path):
        assert job["permissions"] == ({} if path.stem in WITHOUT else NEEDED)


def test_only_what_waits_for_the_environment_can_deploy_and_never_in_a_dry_run() -> None:
    found = loaded(ROOT / ".github" / "workflows" / "publish.yml")["jobs"]
    assert found["deploy"]["environment"]["name"] == "${{ inputs.environment }}"
    assert "!inputs.dry-run" in found["deploy"]["if"]
    for job in ("record", "deploy"):
        assert "!inputs.dry-run && inputs.pull-request == ''" in found[job]["if"]
    assert found["deploy"]["needs"] == ["build", "record"]
    assert "recorded == 'true'" in found["deploy"]["if"]
    assert found["attest"]["needs"] == ["build", "deploy"]
    assert "needs.deploy.result == 'success'" in found["attest"]["if"]


def test_publishing_has_no_event_that_a_stranger_can_cause_and_tries_first() -> None:
    events = loaded(ROOT / "examples" / "nomflow-publish.yml")["on"]
    assert set(events) == {"workflow_dispatch", "schedule", "push"}
    assert events["workflow_dispatch"]["inputs"]["dry-run"]["default"] is True


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_run_is_cancelled_half_way_and_two_on_one_pull_request_wait_for_each_other(path: Path) -> None:
    for job in jobs(path):
        assert job["concurrency"]["cancel-in-progress"] is False
        assert job["timeout-minutes"] <= 30


@pytest.mark.parametrize("path", [ACTION, *OURS], ids=lambda path: path.name)
def test_nothing_of_a_head_is_checked_out(path: Path) -> None:
    text = path.read_text()
    assert "head.sha" not in text
    assert "head_ref" not in text
    assert "ref:" not in text
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_every_event_of_the_examples_is_one_that_nomflow_knows() -> None:
    for path in EXAMPLES:
        for event in loaded(path)["on"]:
            with pytest.raises(UsageError) as unknown:
                raise UsageError(str(target_of(event, {})))
            assert "does not know" not in str(unknown.value), event


TYPES = {
    "pull_request_target": {
        *("opened", "reopened", "synchronize", "edited", "ready_for_review", "converted_to_draft", "closed")
    },
    "issue_comment": {"created", "edited", "deleted"},
    "pull_request_review": {"submitted", "edited", "dismissed"},
    "workflow_run": {"requested"},
}
"""Everything that changes a verdict. GitHub's own choice for the first would be only three of them, and act, by which
workflows are run here, does not look. A review's run that waits for an approval is never completed before it."""


def test_the_examples_start_on_everything_that_changes_a_verdict() -> None:
    started = {event: on for path in EXAMPLES for event, on in loaded(path)["on"].items() if event in TYPES}
    assert {event: set(on["types"]) for event, on in started.items()} == TYPES


def seen(expression: str, context: dict[str, Any]) -> Any:
    """The value of an expression of names, ``==``, ``!=``, ``!``, ``&&`` and ``||``, as GitHub works it out."""

    def value(name: str) -> str:
        found: Any = context
        for part in name.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        return repr(found if found is not None else "")

    python = re.sub(r"[a-z_]+(?:\.[a-z_-]+)+", lambda name: value(name[0]), expression)
    return eval(python.replace("&&", " and ").replace("||", " or ").replace("!(", " not ("), {"__builtins__": {}})


def given(event: str, typed: dict[str, str] | None = None, **payload: object) -> dict[str, Any]:
    return {"github": {"event_name": event, "event": payload}, "inputs": typed or {}}


PULL = given("pull_request_target", pull_request={"number": 7})
ISSUE = given("issue_comment", issue={"number": 7, "pull_request": {"url": "x"}}, comment={"user": {"type": "User"}})
APART = [
    given("schedule"),
    given("push"),
    given("workflow_dispatch"),
    given("merge_group", merge_group={"head_sha": "aaa"}),
    given("merge_group", merge_group={"head_sha": "bbb"}),
    given("workflow_run", workflow_run={"head_sha": "ccc", "event": "pull_request_review"}),
    PULL,
]


def group(name: str, context: dict[str, Any]) -> str:
    """The concurrency group of a workflow's first job."""
    text = jobs(WORKFLOWS / f"{name}.yml")[0]["concurrency"]["group"]
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(seen(found[1].strip(), context)), text, flags=re.DOTALL)


def test_runs_about_different_things_never_cancel_each_other() -> None:
    """GitHub keeps one waiting run in each group, so a second entry of a merge queue would cancel the first."""
    cases = [*APART, given("workflow_dispatch", inputs={"number": "8"})]
    assert len({group("check", each) for each in cases}) == len(cases)
    assert len({group("sweep", each) for each in cases[:3]}) == 3
    by_hand = [given("workflow_dispatch", {"dry-run": "true", "pull-request": each}) for each in ("", "7")]
    assert len({group("publish", each) for each in (*cases[:2], *by_hand)}) == 4


def test_runs_about_one_pull_request_wait_for_each_other() -> None:
    assert group("check", PULL) == group("check", ISSUE) == "nomflow-check-7"


@pytest.mark.parametrize(
    ("starts", "event"),
    [
        (True, PULL),
        (True, ISSUE),
        (True, given("schedule")),
        (True, given("merge_group", merge_group={"head_sha": "aaa"})),
        (True, given("workflow_run", workflow_run={"event": "pull_request_review"})),
        (False, given("workflow_run", workflow_run={"event": "pull_request"})),
        (False, given("issue_comment", issue={"number": 7}, comment={"user": {"type": "User"}})),
        (
            False,
            given(
                "issue_comment", issue={"number": 7, "pull_request": {"url": "x"}}, comment={"user": {"type": "Bot"}}
            ),
        ),
    ],
)
def test_only_what_may_change_a_verdict_costs_a_minute(starts: bool, event: dict[str, Any]) -> None:
    condition = loaded(ROOT / "examples" / "nomflow.yml")["jobs"]["nomflow"]["if"]
    assert bool(seen(" ".join(condition.split()), event)) is starts


def test_the_workflows_name_the_action_by_a_path_that_leads_to_it() -> None:
    """A bare ``$/`` is refused by the runner (https://github.com/actions/runner/pull/4457)."""
    for path in OURS:
        for job in jobs(path):
            for step in job["steps"]:
                assert step.get("uses", "")[:2] != "$/" or step["uses"] == "$/action"
    assert (ROOT / "action" / "action.yml").read_bytes() == ACTION.read_bytes()


def test_an_approval_finds_the_site_for_as_long_as_github_waits_for_it() -> None:
    """https://docs.github.com/en/actions/reference/limits: a job waits 30 days for an approval."""
    [pages] = [
        step["with"]
        for step in jobs(WORKFLOWS / "publish.yml")[0]["steps"]
        if "upload-pages-artifact" in step.get("uses", "")
    ]
    assert pages["retention-days"] == 30


def locked(name: str) -> dict[str, str]:
    lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
    return {line.partition("==")[0]: line for line in lines if "==" in line}


def test_a_check_gets_what_nomflow_needs_but_for_the_site_and_in_the_same_versions() -> None:
    check, whole = locked("check"), locked("run")
    assert whole.keys() - check.keys() >= {"pillow", "hatchling"}
    assert check.items() <= whole.items()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    needed = {re.split(r"[<>=]", each)[0] for each in project["dependencies"]}
    assert needed - check.keys() == {"pillow"}


def test_no_lock_names_where_packages_come_from() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in path.read_text()


def test_the_follow_up_names_the_signal() -> None:
    check, signal = loaded(ROOT / "examples" / "nomflow.yml"), loaded(ROOT / "examples" / "nomflow-signal.yml")
    assert check["on"]["workflow_run"]["workflows"] == [signal["name"]]
    assert set(signal["on"]) == {"pull_request_review"}


def test_the_sweep_alone_has_no_event_that_a_stranger_can_cause() -> None:
    assert set(loaded(ROOT / "examples" / "nomflow-sweep-only.yml")["on"]) == {"schedule", "push", "workflow_dispatch"}


def tool(name: str) -> str:
    return shutil.which(name) or str(Path(sys.executable).parent / name)


@pytest.mark.parametrize(
    "command",
    [
        ["zizmor", "--persona=auditor", "--offline", "--no-config", "--no-progress", "--strict-collection", "-q"],
        ["actionlint", "-shellcheck=", "-pyflakes="],
    ],
    ids=lambda command: command[0],
)
def test_the_linters_of_workflows_find_nothing(command: list[str]) -> None:
    files = [*EVERY, ROOT / ".github" / "dependabot.yml", ACTION] if command[0] == "zizmor" else EVERY
    ran = subprocess.run(
        [tool(command[0]), *command[1:], *map(str, files)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert ran.returncode == 0, ran.stdout


def test_every_finding_that_is_ignored_has_a_reason_beside_it() -> None:
    for path in (ACTION, *EVERY):
        for line in path.read_text().splitlines():
            if "zizmor: ignore" in line:
                assert len(line.partition("]")[2].strip()) > 20, line


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-actions", [ACTION]),
        ("vendor.github-workflows", EVERY),
        ("vendor.dependabot", [ROOT / ".github" / "dependabot.yml"]),
    ],
)
def test_the_files_are_as_githubs_schema_wants_them(schema: str, paths: list[Path]) -> None:
    command = [tool("check-jsonschema"), "--builtin-schema", schema, *map(str, paths)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_what_the_action_shows_on_the_marketplace_is_allowed() -> None:
    branding = loaded(ACTION)["branding"]
    assert branding["color"] in ("white", "black", "yellow", "blue", "green", "orange", "red", "purple", "gray-dark")
    assert len(loaded(ACTION)["description"]) <= 125


def test_the_page_names_every_input_output_and_permission() -> None:
    page = (ROOT / "docs" / "github-action.md").read_text()
    action = loaded(ACTION)
    for name in (*action["inputs"], *action["outputs"]):
        assert f"| `{name}` |" in page
    for permission, level in (*NEEDED.items(), *PUBLISHING["deploy"].items(), *PUBLISHING["attest"].items()):
        assert f"| `{permission}: {level}` |" in page
    for example in EXAMPLES:
        assert example.name in page
