"""``nomflow pr``: one pull request, looked at and answered."""

from __future__ import annotations

import json

import pytest
from nomination import CONFIG, PATH, STATEMENT, Election, election
from standin import Kind

from nomflow.core.basics.errors import ExitCode

__all__ = ["election"]


def test_a_new_nomination_gets_one_comment_and_a_gate_that_links_to_it(election: Election) -> None:
    ran = election.pr()
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    assert election.sticky.startswith("<!-- nomflow:comment v1 ")
    assert "Endorsements" in election.sticky
    status = election.pull.status("nomflow")
    assert status
    assert status.state == "pending"
    assert status.target_url == f"https://github.com/acme/elections/pull/1#issuecomment-{election.pull.comments[0].id}"
    assert election.pull.labels == ["nomination: open"]
    assert election.requests() == (2, 4)


def test_a_label_is_made_once_and_from_then_on_only_put_on(election: Election) -> None:
    election.pr()
    files = {"nominations/2026-board/bob.md": STATEMENT.replace("ada", "bob")}
    pull = election.repo.open_pull("bob", election.repo.fork("bob"), files=files)
    election.requests()
    election.pr(number=pull.number)
    assert (pull.labels, election.requests()) == (["nomination: open"], (2, 3))


def test_a_translation_belongs_to_the_nomination_and_is_shown_with_it(election: Election) -> None:
    election.pull.push({PATH.replace(".md", ".pt.md"): "Vou manter tudo a funcionar.\n"})
    election.pull.comment("bob", "/endorse")
    election.pull.review("cleo", "APPROVED")
    ran = election.pr("--save-snapshot", "saved.json")

    assert (ran.err, election.gate) == ("", "success")
    assert "<p>Also in Português, by you:</p>" in election.sticky
    assert "Vou manter tudo a funcionar." in election.sticky
    assert "nominations/2026-board/ada.pt.md" in (election.folder / "saved.json").read_text()

    election.pull.push({PATH.replace(".md", ".pt.md"): "<script>alert(1)</script>\n"})
    election.pr()
    assert election.gate == "failure"
    assert "A statement cannot contain programs." in election.sticky


def test_looking_again_where_nothing_changed_writes_nothing(election: Election) -> None:
    election.pr()
    election.requests()
    assert election.pr().out.endswith("Gate: pending: Not ready yet: endorsements 0 of 2\n")
    assert election.requests() == (2, 0)


def test_a_configuration_at_hand_saves_the_second_read(election: Election) -> None:
    (election.folder / "nomflow.yml").write_text(CONFIG)
    event = {"pull_request": {"number": 1, "user": {"login": "ada"}, "head": {"sha": election.pull.head_sha}}}
    assert election.action("pull_request_target", event).code == ExitCode.OK
    assert election.requests() == (1, 4)
    election.action("pull_request_target", event)
    assert election.requests() == (1, 0)


def test_a_dry_run_says_what_it_would_do_and_does_nothing(election: Election) -> None:
    ran = election.pr("--dry-run", token=election.repo.read_only_token())
    assert "would write the comment\n" in ran.out
    assert "would set the gate of " in ran.out
    assert election.requests()[1] == 0


def test_a_saved_snapshot_gives_the_same_verdict_without_github(election: Election) -> None:
    live = election.pr("--dry-run", "--save-snapshot", "saved.json")
    again = election.run("check", "--snapshot", "saved.json")
    assert again.code == live.code
    assert again.out.splitlines()[0] == live.out.splitlines()[0]
    assert json.loads((election.folder / "saved.json").read_text())["schema"] == "nomflow-snapshot-1"


def test_enough_endorsements_turn_the_gate_green_and_change_the_label(election: Election) -> None:
    election.pr()
    election.pull.comment("bob", "/endorse")
    election.pull.review("cleo", "APPROVED")
    election.pr()
    assert election.gate == "success"
    assert election.pull.labels == ["nomination: ready"]
    assert len(election.pull.comments) == 2


def test_an_answer_to_a_question_is_no_nomination_and_passes(election: Election) -> None:
    config = CONFIG.replace("    title:", "    questions: questions/{election}\n    title:", 1)
    election.repo.commit({"nomflow.yml": config, "questions/2026-board/3-budget.md": "# Who pays?\n"})
    pull = election.repo.open_pull("ada", files={"questions/2026-board/3-budget/ada.md": "The members.\n"})
    assert election.pr(number=pull.number).code == ExitCode.OK
    status = pull.status("nomflow")
    assert status
    assert (status.state, status.description) == ("success", "Answers to questions: officers merge them.")
    assert not pull.comments


@pytest.mark.parametrize(
    ("author", "path", "state"),
    [
        ("ada", "3-budget/ada.md", "success"),
        ("olga", "3-budget/ada.md", "success"),
        ("bob", "3-budget/ada.md", "failure"),
        ("bob", "4-time.md", "success"),
    ],
)
def test_nobody_answers_in_the_name_of_somebody_else(election: Election, author: str, path: str, state: str) -> None:
    config = CONFIG.replace("    title:", "    questions: questions/{election}\n    title:", 1)
    election.repo.commit({"nomflow.yml": config, "questions/2026-board/3-budget.md": "# Who pays?\n"})
    files = {f"questions/2026-board/{path}": "The members.\n"}
    pull = election.repo.open_pull(author, files=files)
    for command in (("pr", str(pull.number)), ("sweep",)):
        election.run(*command)
        status = pull.status("nomflow")
        assert status
        assert status.state == state
        assert ("for ada; this is by bob" in (status.description or "")) is (state == "failure")


def test_only_labels_of_ours_are_taken_off(election: Election) -> None:
    election.pull.add_label("keep me", by="olga")
    election.pull.add_label("nomination: ready", by="olga")
    election.pr()
    assert sorted(election.pull.labels) == ["keep me", "nomination: open"]


def test_a_pull_request_that_is_no_nomination_passes_without_a_comment(election: Election) -> None:
    pull = election.repo.open_pull("bob", files={"README.md": "# Better\n"})
    ran = election.pr(number=pull.number)
    status = pull.status("nomflow")
    assert status
    assert (ran.code, status.state, pull.comments) == (ExitCode.OK, "success", [])
    assert status.description == "Not a nomination: nothing here for nomflow to check."


def test_a_nomination_that_changes_the_rules_too_is_judged_by_the_rules_of_the_base(election: Election) -> None:
    election.pull.push({"nomflow.yml": CONFIG.replace("count: 2", "count: 0"), "roll.yml": "- mallory\n"})
    election.pr()
    assert election.gate == "failure"
    assert "`nomflow.yml` does not belong to a nomination" in election.sticky.replace(
        "nomflow.yml", "`nomflow.yml`", 1
    ) or ("does not belong to a nomination" in election.sticky)
    assert "0 of 2" in election.sticky


def test_the_comment_leads_to_the_rules_of_the_base_branch(election: Election) -> None:
    election.pr()
    assert "[rules](https://github.com/acme/elections/blob/main/nomflow.yml)" in election.sticky


def test_a_draft_is_checked_and_said_to_be_one(election: Election) -> None:
    election.pull.set_draft(draft=True, by="ada")
    election.pr()
    assert "Still a draft" in election.sticky
    assert election.gate != "success"


def test_without_a_configuration_the_gate_says_so(election: Election) -> None:
    election.repo.commit({"nomflow.yml": None})
    pull = election.repo.open_pull("bob", election.repo.fork("bob"), files={"nominations/2026-board/bob.md": STATEMENT})
    ran = election.pr(number=pull.number)
    status = pull.status("nomflow")
    assert status
    assert (ran.code, status.state) == (ExitCode.USAGE, "error")
    assert status.description
    assert "There is no configuration" in status.description
    assert pull.comments == []


def test_a_fault_in_the_configuration_is_told_with_its_place(election: Election) -> None:
    election.repo.commit({"nomflow.yml": CONFIG.replace("seats: 1", "seats: many")})
    ran = election.pr()
    assert ran.code == ExitCode.USAGE
    assert "nomflow.yml:5:" in ran.err
    assert election.gate == "error"


def test_a_roll_that_is_gone_is_an_error_and_never_everybody(election: Election) -> None:
    election.repo.commit({"roll.yml": None})
    for who in ("bob", "cleo"):
        election.pull.comment(who, "/endorse")
    election.pr()
    assert election.gate == "error"
    assert "roll.yml is not there" in election.sticky


@pytest.mark.parametrize("kind", [Kind.BAD_GATEWAY, Kind.GRAPHQL_ERROR, Kind.PARTIAL, Kind.BAD_CREDENTIALS])
def test_what_cannot_be_read_is_an_error_and_never_a_pass(election: Election, kind: Kind) -> None:
    election.pull.comment("bob", "/endorse")
    election.pull.comment("cleo", "/endorse")
    election.pr()
    assert election.gate == "success"
    election.world.fault(kind, at=0, only="read")
    ran = election.pr()
    assert ran.code == ExitCode.GITHUB
    election.world.faults.clear()
    assert election.gate in ("success", "error")
    assert "Gate:" not in ran.out


def test_a_head_that_cannot_be_read_gets_the_error_where_the_event_named_it(election: Election) -> None:
    election.world.fault(Kind.GRAPHQL_ERROR, at=0, only="read")
    event = {"pull_request": {"number": 1, "head": {"sha": election.pull.head_sha}}}
    ran = election.action("pull_request_target", event)
    assert (ran.code, election.gate) == (ExitCode.GITHUB, "error")


@pytest.mark.parametrize(
    ("lacks", "told"),
    [
        ("pull_requests", "pull-requests: write"),
        ("statuses", "statuses: write"),
    ],
)
def test_a_missing_permission_is_named_with_the_fix(election: Election, lacks: str, told: str) -> None:
    given = {"contents": "read", "pull_requests": "write", "statuses": "write", "issues": "read", lacks: "read"}
    ran = election.pr(token=election.repo.token(**given))
    assert ran.code == ExitCode.GITHUB
    assert f"Add `{told}` under `permissions:` in the workflow." in ran.err


def test_a_reaction_that_may_not_be_given_is_no_failure(election: Election) -> None:
    election.pull.comment("bob", "/endorse")
    ran = election.pr(token=election.repo.token(contents="read", pull_requests="write", statuses="write"))
    assert ran.code == ExitCode.OK
    assert "Add `issues: write`" in ran.err


def test_commands_are_answered_by_a_reaction_each(election: Election) -> None:
    good = election.pull.comment("bob", "/endorse")
    near = election.pull.comment("cleo", "/endrose")
    talk = election.pull.comment("dora", "I like it.")
    election.pr()
    assert good.reactions == [("github-actions", "+1")]
    assert near.reactions == [("github-actions", "confused")]
    assert talk.reactions == []
    near.edit("/endorse", by="cleo")
    election.pr()
    assert near.reactions == [("github-actions", "+1")]


def test_the_token_is_never_told(election: Election) -> None:
    token = election.repo.token(contents="read")
    for kind in (Kind.BAD_GATEWAY, Kind.BAD_CREDENTIALS, Kind.CUT_JSON):
        election.world.fault(kind, at=0)
        ran = election.pr(token=token)
        election.world.faults.clear()
        assert token not in ran.out + ran.err
    with election.reader(token) as repository:
        assert token not in repr(repository)


def test_without_a_token_nothing_is_asked(election: Election) -> None:
    ran = election.run("pr", "1", GITHUB_TOKEN="", GH_TOKEN="")
    assert (ran.code, election.requests()) == (ExitCode.USAGE, (0, 0))
    assert "GITHUB_TOKEN" in ran.err


@pytest.mark.parametrize("repository", ["acme", "acme/..", "acme/../x", "a/b/c", "/x", "acme/e?x", "acme/\u0435"])
def test_a_repository_that_cannot_be_is_refused_before_anything_is_asked(election: Election, repository: str) -> None:
    ran = election.run("pr", "1", "--repo", repository)
    assert (ran.code, election.requests()) == (ExitCode.USAGE, (0, 0))


def test_a_person_does_not_add_a_second_comment_to_the_workflows_own(election: Election) -> None:
    election.pr()
    election.repo.allow("olga")
    ran = election.pr(token=election.world.person("olga").token())
    assert len(election.pull.comments) == 1
    assert "kept by github-actions" in ran.err


def test_a_comment_by_somebody_else_that_looks_like_ours_is_left_alone(election: Election) -> None:
    forged = election.pull.comment("mallory", "<!-- nomflow:comment v1 election=x candidate=y -->\nAll done!")
    quoted = election.pull.comment("github-actions-fan", "> <!-- nomflow:comment v1 x -->")
    election.pr()
    assert forged.body.endswith("All done!")
    assert quoted.body.startswith("> ")
    assert len(election.pull.comments) == 3


def test_a_renamed_file_does_not_make_a_second_comment(election: Election) -> None:
    election.pr()
    election.pull.push({PATH: None, "nominations/2026-board/Ada.md": STATEMENT})
    election.pr()
    assert len(election.pull.comments) == 1


def test_when_the_rules_say_so_a_ready_nomination_is_merged(election: Election) -> None:
    election.repo.commit({"nomflow.yml": CONFIG + ""})
    election.repo.commit(
        {"nomflow.yml": CONFIG.replace("    officers", "    nominations: {merge: when-ready}\n    officers")}
    )
    election.pull.comment("bob", "/endorse")
    election.pull.comment("cleo", "/endorse")
    ran = election.pr(
        token=election.repo.token(contents="write", pull_requests="write", statuses="write", issues="write")
    )
    assert "did: merge at " in ran.out
    assert election.pull.data.merged_at is not None
    assert "On the ballot" in election.sticky
    assert election.gate == "success"


@pytest.mark.parametrize("closes", [True, False])
def test_what_came_too_late_is_closed_only_if_the_rules_say_so(election: Election, closes: bool) -> None:
    rules = f"    nominations: {{close-late: {str(closes).lower()}}}\n    officers"
    election.repo.commit({"nomflow.yml": CONFIG.replace("    officers", rules)})
    election.world.clock.set("2026-08-02T00:00:00Z")
    late = election.repo.open_pull("bob", election.repo.fork("bob"), files={PATH.replace("ada", "bob"): STATEMENT})
    election.pr(number=late.number)
    assert (late.issue.closed_at is not None) is closes
    assert "Too late" in late.comments[0].body
    status = late.status("nomflow")
    assert status
    assert status.state == "failure"


def test_private_affiliations_come_by_a_secret_and_are_never_shown(
    election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = "endorsements: {count: 2, by: roll"
    private = f"{rules}, distinct: employers, private-affiliations: true"
    election.repo.commit({"nomflow.yml": CONFIG.replace(rules, private)})
    election.pull.comment("bob", "/endorse")
    election.pull.comment("cleo", "/endorse")
    election.pr()
    assert election.gate == "error"
    monkeypatch.setenv("NOMFLOW_AFFILIATIONS", "bob: [Hidden Mills]\ncleo: [Other Hidden Club]\n")
    election.pr()
    assert election.gate == "pending"
    assert "Hidden" not in election.sticky
    election.world.clock.set("2026-08-02T00:00:00Z")
    ran = election.pr("--save-snapshot", "saved.json")
    assert election.gate == "success"
    assert "Hidden" not in election.sticky + ran.out + (election.folder / "saved.json").read_text()


def test_what_is_ready_at_the_close_is_merged_then_and_not_before(election: Election) -> None:
    rules = "    nominations: {merge: at-close}\n    officers"
    election.repo.commit({"nomflow.yml": CONFIG.replace("    officers", rules)})
    election.pull.comment("bob", "/endorse")
    election.pull.comment("cleo", "/endorse")
    token = election.repo.token(contents="write", pull_requests="write", statuses="write", issues="write")
    election.pr(token=token)
    assert (election.gate, election.pull.data.merged_at) == ("success", None)
    election.world.clock.set("2026-07-31T13:00:00Z")
    election.pr(token=token)
    assert election.pull.data.merged_at is not None


def test_an_organisations_own_layout_comes_from_the_base_branch_alone(election: Election) -> None:
    own = "{% extends 'nomflow/comment.md.j2' %}{% block footer %}Our own words.{% endblock %}"
    election.pull.push({".github/nomflow/comment.md.j2": own})
    election.pr()
    assert "Our own words." not in election.sticky
    election.repo.commit({".github/nomflow/comment.md.j2": own})
    election.pr()
    assert "Our own words." in election.sticky


@pytest.mark.parametrize("layout", ["{% block", "{{ nothing.there }}", "{{ ''.__class__.__mro__ }}"])
def test_a_layout_that_does_not_work_is_the_organisers_mistake(election: Election, layout: str) -> None:
    election.repo.commit({".github/nomflow/comment.md.j2": layout})
    ran = election.pr()
    assert ran.code == ExitCode.USAGE
    assert election.gate == "error"
