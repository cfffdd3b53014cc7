"""An event says which pull requests to look at, and nothing else."""

from __future__ import annotations

import pytest

from nomflow.core.action.events import (
    FindByHead,
    NewComment,
    Nothing,
    Payload,
    Pull,
    QueuedCommit,
    Sweep,
    Target,
    target_of,
)
from nomflow.core.basics.errors import UsageError

OWN = {"id": 1}
FORK = {"id": 2, "owner": {"login": "ada"}}


def pull_request(head: object = FORK) -> Payload:
    return {
        "pull_request": {
            "number": 7,
            "user": {"login": "ada"},
            "base": {"repo": OWN},
            "head": {"sha": "abc", "repo": head},
        }
    }


def run(**more: object) -> Payload:
    about = {"event": "pull_request_review", "head_branch": "me", "head_sha": "abc", "head_repository": FORK}
    return {"repository": OWN, "workflow_run": about | more}


@pytest.mark.parametrize(
    ("event", "payload", "target"),
    [
        ("pull_request_target", pull_request(), Pull(number=7, head="abc", author="ada")),
        ("pull_request_target", pull_request(None), Pull(number=7, head="abc", author="ada")),
        ("pull_request_review", pull_request(OWN), Pull(number=7, head="abc", author="ada")),
        ("pull_request_review", pull_request(), Pull(number=7, head="abc", author="ada", read_only=True)),
        ("pull_request_review", pull_request(None), Pull(number=7, head="abc", author="ada", read_only=True)),
        ("issue_comment", {"issue": {"number": 7, "pull_request": {}, "user": None}}, Pull(number=7)),
        ("issue_comment", {"issue": {"number": 7}}, Nothing("This comment is on an issue, not on a pull request.")),
        ("workflow_run", run(), FindByHead("ada", "me", "abc", 1)),
        ("workflow_dispatch", {"inputs": {"number": "#7"}}, Pull(number=7)),
        ("workflow_dispatch", {"inputs": None}, Sweep("It was started by hand.")),
        ("workflow_dispatch", {"inputs": {"number": ""}}, Sweep("It was started by hand.")),
        ("schedule", {}, Sweep("It is time for a sweep.")),
        ("push", {"ref": "refs/tags/v1"}, Nothing("This push is to no branch.")),
        (
            "merge_group",
            {
                "merge_group": {
                    "head_ref": "refs/heads/gh-readonly-queue/release/2/pr-7-aaaa",
                    "head_sha": "fff",
                    "base_ref": "refs/heads/release/2",
                }
            },
            QueuedCommit(7, "fff", "release/2"),
        ),
    ],
)
def test_an_event_names_its_pull_request(event: str, payload: Payload, target: Target) -> None:
    assert target_of(event, payload) == target


ON_SEVEN = {"issue": {"number": 7, "pull_request": {}}, "action": "created"}
COMMENT = {"id": 5, "body": "/endorse", "user": {"type": "User"}}


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (ON_SEVEN | {"comment": COMMENT}, NewComment(5, "/endorse")),
        (ON_SEVEN | {"comment": COMMENT, "action": "edited"}, None),
        (ON_SEVEN | {"comment": COMMENT, "action": "deleted"}, None),
        (ON_SEVEN | {"comment": COMMENT | {"user": {"type": "Bot"}}}, None),
        (ON_SEVEN | {"comment": COMMENT | {"user": None}}, None),
        (ON_SEVEN | {"comment": COMMENT | {"id": "5/reactions"}}, None),
        (ON_SEVEN | {"comment": COMMENT | {"id": True}}, None),
        (ON_SEVEN | {"comment": COMMENT | {"body": None}}, None),
        (ON_SEVEN | {"comment": None}, None),
    ],
)
def test_a_comment_is_heard_only_when_a_person_just_wrote_it(payload: Payload, said: NewComment | None) -> None:
    assert target_of("issue_comment", payload) == Pull(number=7, said=said)


def test_a_review_of_a_fork_that_is_gone_leads_to_a_sweep() -> None:
    assert isinstance(target_of("workflow_run", run(head_repository=None)), Sweep)


def test_a_workflow_of_a_fork_that_is_only_called_like_the_signal_is_nothing() -> None:
    assert isinstance(target_of("workflow_run", run(event="pull_request")), Nothing)


def test_a_push_to_a_branch_leads_to_a_sweep_because_the_rules_may_have_changed() -> None:
    assert isinstance(target_of("push", {"ref": "refs/heads/main"}), Sweep)


@pytest.mark.parametrize(
    ("event", "payload", "told"),
    [
        ("pull_request", pull_request(), "does not handle the event “pull_request”"),
        ("star", {}, "Use one of: pull_request_target,"),
        ("", {}, "does not handle the event"),
        ("pull_request_target", {}, "lacks pull_request.number"),
        ("pull_request_target", {"pull_request": {"number": True}}, "lacks pull_request.number"),
        ("pull_request_target", {"pull_request": {"number": 7, "head": None}}, "lacks pull_request.head.sha"),
        ("issue_comment", {"issue": {"number": "7", "pull_request": {}}}, "lacks issue.number"),
        ("workflow_run", run(head_sha=""), "lacks workflow_run.head_sha"),
        ("workflow_dispatch", {"inputs": {"number": "7; rm"}}, "must be the number"),
        ("workflow_dispatch", {"inputs": {"number": "٣"}}, "must be the number"),
        ("merge_group", {"merge_group": {"head_ref": "refs/heads/x", "head_sha": "f"}}, "does not name"),
    ],
)
def test_what_nomflow_does_not_know_is_an_error_and_never_a_silent_pass(
    event: str, payload: Payload, told: str
) -> None:
    with pytest.raises(UsageError, match=told.replace(".", r"\.")):
        target_of(event, payload)


@pytest.mark.parametrize("noise", [{"artifact": {"number": 9}}, {"number": 9}, {"sender": {"login": "mallory"}}])
def test_nothing_else_in_the_signal_changes_whom_it_is_about(noise: Payload) -> None:
    about = run()["workflow_run"]
    assert isinstance(about, dict)
    assert target_of("workflow_run", {**run(), **noise, "workflow_run": {**about, **noise}}) == target_of(
        "workflow_run", run()
    )
