"""The steps of ``nomflow selfcheck`` that only read: how the repository is set up, and what was published from it."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from urllib.parse import quote

from nomflow.github.answers import Json
from nomflow.github.files import Repository
from nomflow.github.merge_queue import merge_queue
from nomflow.github.queries import CONTEXT
from nomflow.github.reply import RefusedError
from nomflow.net.published import fetch_manifest


class WrongError(Exception):
    """GitHub answered, and not as assumed."""


class NotTriedError(Exception):
    """There is nothing here to try it on, or the token may not look."""


def required_status(repository: Repository) -> None:
    """https://docs.github.com/en/rest/repos/rules#get-rules-for-a-branch"""
    branch = _read(repository, "", "Metadata: read")["default_branch"].text
    rules = _read(repository, f"/rules/branches/{quote(branch, safe='')}", "Metadata: read")
    checks = [
        check
        for rule in rules
        if rule["type"].text == "required_status_checks"
        for check in rule["parameters"]["required_status_checks"]
        if check["context"].text == CONTEXT
    ]
    if not checks:
        raise NotTriedError(f"no ruleset of {branch} asks for {CONTEXT!r}. Older branch protection is not seen here")
    if not any(check["integration_id"].value for check in checks):
        raise WrongError(f"anybody who may write can set {CONTEXT!r}. Choose its source in the ruleset")


def fork_approval(repository: Repository) -> None:
    """https://docs.github.com/en/rest/actions/permissions#get-fork-pr-contributor-approval-permissions-for-a-repository"""
    found = _read(repository, "/actions/permissions/fork-pr-contributor-approval", "Administration: read")
    if not found["approval_policy"].text_or_empty:
        raise WrongError("GitHub does not say which runs of forks wait for approval")


def queue(repository: Repository) -> None:
    """The sweep reads it whenever something waits in it."""
    merge_queue(repository)


def environment_approval(repository: Repository) -> None:
    """https://docs.github.com/en/rest/deployments/environments#get-an-environment"""
    found = _read(repository, "/environments/github-pages", "Actions: read")
    if "required_reviewers" not in [rule["type"].text for rule in found["protection_rules"]]:
        raise NotTriedError("the environment github-pages has no required reviewers, so every run deploys at once")


def attestation(repository: Repository) -> None:
    """https://docs.github.com/en/rest/repos/attestations#list-attestations"""
    url = _read(repository, "/pages", "Pages: read")["html_url"].text
    manifest = fetch_manifest(url)
    if not manifest:
        raise NotTriedError(f"no manifest.json can be read at {url}")
    found = _read(repository, f"/attestations/sha256:{sha256(manifest).hexdigest()}", "Attestations: read")
    if not list(found["attestations"]):
        raise WrongError(f"nothing attests the manifest.json at {url}")


def _read(repository: Repository, path: str, permission: str) -> Json:
    try:
        return repository.client.read(f"/repos/{repository.owner}/{repository.name}{path}", may_lack=True)
    except RefusedError as error:
        if error.status not in (401, 403, 404):
            raise
        raise NotTriedError(f"it is not set up, or the token lacks {permission}") from None


SETTINGS: tuple[tuple[str, Callable[[Repository], None]], ...] = (
    ("The required status has one source", required_status),
    ("GitHub says which runs of forks wait for approval", fork_approval),
    ("The merge queue can be read", queue),
    ("The page's environment waits for its reviewers", environment_approval),
    ("The published manifest is attested", attestation),
)
