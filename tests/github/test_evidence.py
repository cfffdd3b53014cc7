"""What stood when: what somebody may try, and what happens by mistake, from the first push to the record."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from nomination import CONFIG, PATH, STATEMENT, Election, election
from standin import PullRequest, acts, pulls

from nomflow.cli.github import run as github_run
from nomflow.core.evaluate import evaluate
from nomflow.core.freeze.entry import entry
from nomflow.core.freeze.frozen import FrozenNomination, Standing, decided
from nomflow.core.freeze.take import stood_of
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.github.gather import Gathered
from nomflow.github.sweep import sweep
from nomflow.rules import RULES

__all__ = ["election"]

OTHER = STATEMENT.replace("I will keep things running, and write down how.", "I will sell the archive to my employer.")
IN_JULY, AFTER = (2026, 7, 1), (2026, 8, 5)


def at(election: Election, *when: int) -> None:
    election.world.state.now = datetime(*when, tzinfo=UTC)  # type: ignore[arg-type, misc]  # a year, a month, a day


def back(election: Election, commit: str) -> None:
    """git push --force"""
    pull = election.pull
    ref = f"refs/heads/{pull.data.head_ref}"
    pulls.move_ref(election.world, pull.head.data, ref, commit, pull.issue.author_id)


def endorsed(election: Election) -> None:
    for who in ("bob", "cleo"):
        election.pull.comment(who, "/endorse")
    election.pr()


def recorded(election: Election, number: int = 1) -> FrozenNomination:
    """What the record says of it; a snapshot that is taken later says the same."""
    found = []
    for _ in range(2):
        one = stood_of([election.snapshot(number)])
        found.append(decided(entry(one, evaluate(one.judged, RULES))))
        election.world.clock.advance(hours=30)
    assert found[0] == found[1]
    return found[0]


def told(election: Election) -> str:
    """The comment that is kept up to date."""
    return next(each.body for each in election.pull.comments if "nomflow:comment" in each.body).replace("\u00a0", " ")


def text(nomination: FrozenNomination, election: Election) -> str:
    """The text that stood; empty where nobody can tell."""
    sha = nomination.statement.blob if nomination.statement and nomination.statement.sha256 else ""
    return election.world.objects.blob(sha).data.decode() if sha else ""


@pytest.fixture
def july(election: Election) -> Election:
    at(election, *IN_JULY)
    election.pr()
    return election


def test_endorsements_belong_to_the_version_that_was_the_head_when_they_were_given(july: Election) -> None:
    first = july.pull.head_sha
    second = july.pull.push({PATH: OTHER})
    july.pr()
    back(july, first)
    july.pr()
    endorsed(july)
    assert july.gate == "success"
    back(july, second)
    july.pr()
    assert july.gate == "pending"
    at(july, 2026, 8, 1)
    july.pr()
    assert (recorded(july).standing, text(recorded(july), july)) == (Standing.NOT_QUALIFIED, OTHER)


def test_a_mistake_that_was_taken_back_by_force_did_not_stand(july: Election) -> None:
    endorsed(july)
    first = july.pull.head_sha
    july.pull.push({PATH: OTHER})
    july.pr()
    back(july, first)
    at(july, *AFTER)
    found = recorded(july)
    assert (found.standing, text(found, july)) == (Standing.ON_BALLOT, STATEMENT)


@pytest.mark.parametrize("looked", [True, False])
def test_a_version_that_was_seen_in_july_and_pushed_after_the_close_did_not_stand(
    july: Election, *, looked: bool
) -> None:
    endorsed(july)
    first, second = july.pull.head_sha, july.pull.push({PATH: OTHER})
    july.pr()
    back(july, first)
    july.pr()
    at(july, 2026, 8, 1)
    if looked:
        july.pr()
    at(july, *AFTER)
    back(july, second)
    july.pr()
    found = recorded(july)
    if looked:
        assert (found.standing, text(found, july)) == (Standing.ON_BALLOT, STATEMENT)
    else:
        assert found.standing is Standing.COULD_NOT_TELL
        assert found.statement
        assert first[:7] in found.statement.gap
        assert second[:7] in found.statement.gap


def test_what_a_decoy_showed_is_no_proof_for_another_pull_request(july: Election) -> None:
    endorsed(july)
    fork = july.pull.head
    fork.data.refs["refs/heads/decoy"] = july.pull.head_sha
    variant = fork.commit({PATH: OTHER}, "v", branch="decoy", by="ada")
    ada = july.world.person("ada").id
    decoy = pulls.open_pull(july.world, july.repo.data, ada, fork.data, "decoy", "main", "typo", "")
    july.pr(number=decoy.number)
    july.repo.pull(decoy.number).close("ada")
    at(july, 2026, 8, 1)
    july.pr()
    at(july, *AFTER)
    back(july, variant)
    july.pr()
    assert text(recorded(july), july) == STATEMENT


def copied(election: Election, who: str, base: str = "main") -> PullRequest:
    """A pull request of somebody's whose head is the nominee's very commit."""
    fork = election.repo.fork(who).data
    fork.refs["refs/heads/copy"] = election.pull.head_sha
    author = election.world.person(who).id
    return election.repo.pull(
        pulls.open_pull(election.world, election.repo.data, author, fork, "copy", base, "x", "").number
    )


def other_branch(election: Election) -> None:
    """One whose configuration knows another election."""
    text = CONFIG.replace("2026-board", "2025-board").replace("2026", "2025")
    election.repo.commit({"nomflow.yml": text}, branch="archive")


@pytest.mark.parametrize("base", ["main", "archive"])
def test_pull_requests_with_one_commit_show_the_worst_of_their_gates_and_nobody_writes_it_in_turns(
    july: Election, base: str
) -> None:
    other_branch(july)
    endorsed(july)
    assert july.gate == "success"
    other = copied(july, "mallory", base)
    july.pr(number=other.number)
    assert july.gate == ("failure" if base == "main" else "success")
    written = 1
    for run in (("pr", "1"), ("sweep",), ("pr", str(other.number)), ("sweep",)):
        july.requests()
        assert july.run(*run).code <= 1
        written = july.requests()[1]
    assert written == 0
    assert july.gate == ("failure" if base == "main" else "success")
    if base == "main":
        status = july.pull.status("nomflow")
        assert status
        assert status.description
        assert status.target_url
        assert status.description.startswith(f"#1, #{other.number} have one commit. #{other.number}: ")
        assert status.target_url.endswith(f"/pull/{other.number}")
        other.close("mallory")
        july.pr(number=other.number)
        assert july.gate == "success"
        july.pr()
        july.run("sweep")
        july.requests()
        july.run("sweep")
        assert july.requests()[1] == 0


def test_what_is_no_nomination_paints_no_nomination_green(july: Election) -> None:
    other_branch(july)
    assert july.gate == "pending"
    other = copied(july, "mallory", "archive")
    for run in (("pr", str(other.number)), ("sweep",), ("pr", str(other.number))):
        july.run(*run)
        assert july.gate == "pending"


def test_nobody_makes_a_run_read_hundreds_of_pull_requests_with_one_commit(july: Election) -> None:
    for number in range(7):
        copied(july, f"mallory-{number}")
    july.requests()
    july.pr()
    assert july.requests()[0] <= 2
    assert july.gate == "error"


def test_a_draft_made_ready_after_the_close_was_not_submitted(election: Election) -> None:
    at(election, *IN_JULY)
    election.pull.set_draft(draft=True, by="ada")
    election.pr()
    endorsed(election)
    at(election, *AFTER)
    election.pull.set_draft(draft=False, by="ada")
    election.pr()
    assert "Too late" in told(election)
    assert recorded(election).standing is Standing.NOT_QUALIFIED


def test_a_draft_made_of_it_after_the_close_changes_nothing(july: Election) -> None:
    endorsed(july)
    at(july, *AFTER)
    july.pull.set_draft(draft=True, by="acme")
    assert recorded(july).standing is Standing.ON_BALLOT


def test_what_was_closed_at_the_close_does_not_stand_when_it_is_reopened(july: Election) -> None:
    endorsed(july)
    july.pull.close("ada")
    july.pr()
    at(july, *AFTER)
    july.pull.reopen("ada")
    july.pr()
    assert "Closed" in told(july)
    assert recorded(july).standing is Standing.CLOSED


def test_what_was_reopened_in_time_and_closed_after_the_close_stands(july: Election) -> None:
    endorsed(july)
    july.pull.close("ada")
    july.pull.reopen("ada")
    at(july, *AFTER)
    july.pull.close("mallory")
    assert recorded(july).standing is Standing.ON_BALLOT


def test_a_status_that_somebody_forged_proves_nothing(july: Election) -> None:
    endorsed(july)
    at(july, 2026, 8, 1)
    july.pr()
    at(july, *AFTER)
    pushed = july.pull.push({PATH: OTHER})
    july.pr()
    url = "https://github.com/acme/elections/pull/1?first-seen=2026-07-01T10:00:00Z"
    ada = july.world.person("ada").id
    acts.set_status(july.world, july.repo.data, pushed, ada, "success", "nomflow", "x", url)
    july.pr()
    assert july.gate != "success"
    assert text(recorded(july), july) == STATEMENT


def test_a_repair_seen_seconds_after_the_close_is_for_the_officers(election: Election) -> None:
    at(election, *IN_JULY)
    election.pull.push({PATH: STATEMENT.replace("name: Ada Byron\n", "")}, force=True)
    election.pr()
    endorsed(election)
    at(election, 2026, 7, 31, 12, 0, 40)
    election.pull.push({PATH: STATEMENT})
    at(election, 2026, 7, 31, 12, 1, 10)
    election.pr()
    assert "Nothing shows when commit" in told(election)
    assert recorded(election).standing is Standing.COULD_NOT_TELL


SHOWN = {
    "delete": "a comment of bob was deleted",
    "hide": "words of bob are hidden; that was seen",
    "thank": "bob edited words of bob",
    "tamper": "acme edited words of bob",
}


@pytest.mark.parametrize("how", SHOWN)
def test_what_happens_to_an_endorsement_after_the_close_changes_nothing(july: Election, how: str) -> None:
    given = july.pull.comment("bob", "/endorse")
    july.pull.comment("cleo", "/endorse")
    july.pr()
    at(july, 2026, 8, 2)
    match how:
        case "delete":
            given.delete()
        case "hide":
            given.minimize()
        case "thank":
            given.edit("/endorse\n\nthanks", by="bob")
        case "tamper":
            given.edit("Never mind.", by="acme")
    july.pr()
    assert f"After the close, which changes nothing: {SHOWN[how]} on Sunday 2 August 2026" in told(july)
    assert "| Endorsements | ✅ 2 of 2 |" in told(july)
    assert july.gate == "success"
    found = recorded(july)
    assert found.standing is Standing.ON_BALLOT
    assert found.endorsements
    assert sorted(each.login for each in found.endorsements.people if each.counted) == ["bob", "cleo"]


def test_a_rival_that_is_closed_after_the_close_was_there_everywhere(july: Election) -> None:
    first = july.pull
    fork = july.repo.fork("bob")
    july.pull = july.repo.open_pull("bob", fork, files={PATH: STATEMENT}, title="Ada, once more")
    july.pull.comment("ada", "/accept")
    for who in ("cleo", "dora"):
        july.pull.comment(who, "/endorse")
    at(july, *AFTER)
    first.close("ada")
    july.pr(number=2)
    assert "Ada Byron is already nominated in" in told(july)
    for found in (july.snapshot(2), next(each for each in swept(july) if each.pull_request.number == 2)):  # type: ignore[union-attr]
        one = stood_of([found])
        assert decided(entry(one, evaluate(one.judged, RULES))).standing is Standing.NOT_QUALIFIED


def swept(election: Election) -> list[Snapshot]:
    with election.reader() as repository:
        found = [each for each in sweep(repository, github_run.load) if isinstance(each, Gathered)]
    return [each.snapshot for each in found if each.snapshot]


def test_a_disqualification_carries_over_to_a_later_change_of_the_statement(july: Election) -> None:
    endorsed(july)
    july.pull.merge(by="olga")
    july.pull.comment("olga", "/nomflow disqualify She sits already.")
    july.pr()
    july.pull = july.repo.open_pull(
        "ada", july.repo.fork("ada"), files={PATH: OTHER}, title="A better text", branch="two"
    )
    endorsed_too = [july.pull.comment(who, "/endorse") for who in ("bob", "cleo")]
    assert endorsed_too
    july.pr(number=2)
    assert "She sits already." in told(july)
    assert july.gate == "failure"
    july.pull.merge(by="acme")
    at(july, *AFTER)
    found = recorded(july, 2)
    assert found.standing is Standing.DISQUALIFIED
    assert found.disqualification
    assert (found.disqualification.by, found.disqualification.why) == ("olga", "She sits already.")


def test_an_endorsement_that_its_author_deleted_in_time_is_gone(july: Election) -> None:
    given = july.pull.comment("bob", "/endorse")
    july.pull.comment("cleo", "/endorse")
    july.pr()
    given.delete()
    july.pr()
    assert july.gate == "pending"
    at(july, *AFTER)
    assert recorded(july).standing is Standing.NOT_QUALIFIED


def test_a_second_look_at_nothing_new_writes_nothing_also_after_the_close(july: Election) -> None:
    endorsed(july)
    for when in ((2026, 7, 2), AFTER):
        at(july, *when)
        july.pr()
        july.pr()
        july.requests()
        july.pr()
        assert july.requests()[1] == 0


def test_missed_and_doubled_runs_give_the_same_record(july: Election) -> None:
    endorsed(july)
    july.pull.push({PATH: STATEMENT + "\nOne more line.\n"})
    july.pr()
    twice = july.world.snapshot()
    at(july, *AFTER)
    once = recorded(july)
    july.world.restore(twice)
    for day in (10, 20, 30):
        at(july, 2026, 7, day)
        july.pr()
        july.pr()
    at(july, *AFTER)
    july.pr()
    assert recorded(july) == once
