"""How a repository is set up, by REST alone, so that it can be read without a token where the repository is public."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeVar
from urllib.parse import quote

from nomflow.core.basics.errors import GitHubError
from nomflow.core.doctor.setup import Settings, Setup
from nomflow.core.doctor.texts import is_read
from nomflow.core.roll.roll import Unavailable
from nomflow.github.answers import Json
from nomflow.github.base import Base, LoadConfig, config_names, find_config
from nomflow.github.files import Repository, TreeEntry
from nomflow.github.reply import RefusedError

Found = TypeVar("Found")


def read_setup(
    repository: Repository, load: LoadConfig, config: str, now: datetime, version: str, examples: Mapping[str, str]
) -> Setup:
    """Everything that ``nomflow doctor`` judges. Raises ``ConfigError`` or ``GitHubError``."""
    about = _get(repository, "")
    branch = about["default_branch"].text
    files = _listed(_get(repository, f"/git/trees/{quote(branch, safe='')}?recursive=1"))
    found, text, path = find_config(repository, files, config_names(config), load)
    base = Base(repository=repository, commit="", config=found, config_text=text, config_path=path, files=files)
    wanted = {each: entry for each, entry in files.items() if entry and entry.plain and is_read(found, each)}
    return Setup(
        now=now,
        version=version,
        config=found,
        texts={each: repository.bytes_of(entry).decode("utf-8", "replace") for each, entry in wanted.items()},
        missing=frozenset(each.statement.template for each in found.elections) - files.keys() - {""},
        rolls={each.id: base.roll(each) for each in found.elections},
        examples=examples,
        settings=_settings(repository, about, branch),
    )


def _listed(tree: Json) -> dict[str, TreeEntry | None]:
    """https://docs.github.com/en/rest/git/trees#get-a-tree"""
    if tree["truncated"].flag:
        raise GitHubError("This repository has more files than GitHub lists at once. Clone it, and check the folder.")
    return {
        each["path"].text: TreeEntry(
            blob=each["sha"].text, mode=each["mode"].text, size=each["size"].number if each["size"] else 0
        )
        for each in tree["tree"]
    }


def _settings(repository: Repository, about: Json, branch: str) -> Settings:
    here = quote(branch, safe="")
    return Settings(
        branch=branch,
        statuses=_seen("Contents: read", lambda: _statuses(repository, here)),
        labels=_seen("Issues: read", lambda: _labels(repository)),
        reviewers=_seen("Actions: read", lambda: _reviewers(repository, hides=about["private"].flag)),
        pages=_seen("Pages: read", lambda: _get(repository, "/pages")["build_type"].text_or_empty)
        if about["has_pages"].flag
        else "",
        ran=_seen("Actions: read", lambda: _last_run(repository)),
        actions=_seen("Administration: read", lambda: _actions(repository)),
        may_open_pulls=_seen("Administration: read", lambda: _may_open_pulls(repository)),
    )


def _statuses(repository: Repository, branch: str) -> Mapping[str, int]:
    """By rulesets (https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch) and by the older protection
    (https://docs.github.com/en/rest/branches/branches#get-a-branch)."""
    rules = [rule for rule in _get(repository, f"/rules/branches/{branch}") if _is_status(rule)]
    new = (check for rule in rules for check in rule["parameters"]["required_status_checks"])
    found = {check["context"].text: _app(check["integration_id"]) for check in new}
    there = _get(repository, f"/branches/{branch}")
    old = there["protection"]["required_status_checks"]["checks"]
    if there["protected"].flag and not rules and not there["protection"]:
        raise RefusedError(403, "GitHub does not say what protects the branch.")
    return {check["context"].text: _app(check["app_id"]) for check in (old or ())} | found


def _is_status(rule: Json) -> bool:
    return rule["type"].text == "required_status_checks"


def _app(id: Json) -> int:
    return max(id.value, 0) if isinstance(id.value, int) else 0


def _labels(repository: Repository) -> frozenset[str]:
    pages = repository.client.pages(f"/repos/{repository.owner}/{repository.name}/labels")
    return frozenset(each["name"].text for each in pages)


def _reviewers(repository: Repository, *, hides: bool) -> bool | None:
    """https://docs.github.com/en/rest/deployments/environments#get-an-environment

    ``hides``: GitHub may call what there is not found, because the token may not see it.
    """
    try:
        rules: Iterable[Json] = _get(repository, "/environments/github-pages")["protection_rules"] or ()
    except RefusedError as error:
        if error.status != 404 or hides:
            raise
        return None
    return "required_reviewers" in [rule["type"].text for rule in rules]


def _last_run(repository: Repository) -> datetime | None:
    """https://docs.github.com/en/rest/actions/workflow-runs#list-workflow-runs-for-a-repository"""
    runs = list(_get(repository, "/actions/runs?event=schedule&per_page=1")["workflow_runs"])
    return runs[0]["created_at"].time if runs else None


def _actions(repository: Repository) -> str:
    """https://docs.github.com/en/rest/actions/permissions"""
    found = _get(repository, "/actions/permissions")
    return (found["allowed_actions"].text_or_empty or "all") if found["enabled"].flag else ""


def _may_open_pulls(repository: Repository) -> bool:
    return _get(repository, "/actions/permissions/workflow")["can_approve_pull_request_reviews"].flag


def _seen(permission: str, read: Callable[[], Found]) -> Found | Unavailable:
    try:
        return read()
    except RefusedError as error:
        if error.status not in (401, 403, 404):
            raise
        return Unavailable(f"This cannot be seen without a token that has {permission}.")


def _get(repository: Repository, path: str) -> Json:
    return repository.client.read(f"/repos/{repository.owner}/{repository.name}{path}", may_lack=True)
