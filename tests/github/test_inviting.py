"""Reviewers are asked for a review: each once, few, and only whom the rules and GitHub let be asked."""

from __future__ import annotations

import pytest
from nomination import CONFIG, PATH, STATEMENT, Election, election
from standin import Kind

__all__ = ["election"]

ASKING = CONFIG.replace("    roll:", "    acknowledgements: {request-reviews: true}\n    roll:")


def thanking(*who: str) -> str:
    return STATEMENT.replace("summary:", f"reviewers: [{', '.join(who)}]\nsummary:")


def ask(election: Election, *who: str, members: tuple[str, ...] = ("bob", "cleo", "dora")) -> None:
    """A statement that thanks ``who``, in a repository to which ``members`` have access."""
    election.repo.commit({"nomflow.yml": ASKING})
    for member in members:
        election.repo.allow(member)
    election.pull.push({PATH: thanking(*who)})


def asked(election: Election) -> list[str]:
    """Everybody who was ever asked, as often as they were."""
    events = election.pull.issue.events
    users = election.world.state.users
    return [users[int(event.after)].login for event in events if event.kind == "ReviewRequestedEvent"]


def test_reviewers_are_asked_once(election: Election) -> None:
    ask(election, "bob", "cleo")
    ran = election.pr()
    assert "did: ask bob for a review\n" in ran.out
    assert asked(election) == ["bob", "cleo"]
    election.requests()
    election.pr()
    assert election.requests() == (2, 0)


def test_nobody_is_asked_unless_the_rules_say_so(election: Election) -> None:
    ask(election, "bob")
    election.repo.commit({"nomflow.yml": CONFIG})
    election.pr()
    assert asked(election) == []


def test_who_reviewed_or_was_let_off_is_not_asked_again(election: Election) -> None:
    ask(election, "bob", "cleo")
    election.pr()
    election.pull.review("bob", "COMMENTED")
    election.pull.data.requested.remove(election.world.person("cleo").id)
    election.pull.push({PATH: thanking("bob", "cleo", "dora") + "\nMore.\n"})
    election.pr()
    assert asked(election) == ["bob", "cleo", "dora"]


def test_who_has_no_access_is_not_asked_and_costs_no_write(election: Election) -> None:
    ask(election, "bob", "cleo", members=("cleo",))
    election.pr()
    assert asked(election) == ["cleo"]
    election.requests()
    assert "ask bob" not in election.pr().out
    assert election.requests() == (3, 0)


def test_somebody_else_who_took_over_a_name_is_not_asked(election: Election) -> None:
    ask(election, "bob", members=())
    election.world.person("bob").rename("robert")
    election.repo.allow("bob")
    election.pr()
    assert asked(election) == []


def test_a_statement_cannot_call_up_a_crowd(election: Election) -> None:
    crowd = [f"person-{number}" for number in range(500)]
    roll = "".join(f"- {{login: {who}, id: {election.world.person(who).id}}}\n" for who in ("ada", *crowd))
    election.repo.commit({"roll.yml": roll})
    ask(election, *crowd[:250], members=tuple(crowd))
    election.pr()
    election.pull.push({PATH: thanking(*crowd[250:])})
    election.pr()
    assert len(asked(election)) == 10


def test_a_draft_calls_nobody(election: Election) -> None:
    ask(election, "bob")
    election.pull.set_draft(draft=True, by="ada")
    election.pr()
    assert asked(election) == []


def test_a_dry_run_says_whom_it_would_ask(election: Election) -> None:
    ask(election, "bob")
    ran = election.pr("--dry-run", token=election.repo.read_only_token())
    assert "would ask bob for a review\n" in ran.out
    assert asked(election) == []


def test_whom_github_refuses_keeps_nobody_else_from_being_asked(election: Election) -> None:
    """Whoever GitHub shows as somebody to work with, and yet does not let be asked."""
    ask(election, "bob", "cleo")

    def leave() -> None:
        election.repo.data.roles.pop(election.world.person("bob").id)

    election.world.before(leave, at=1, only="write")
    ran = election.pr()
    assert ran.code == 0
    assert "nomflow could not ask for a review" in ran.err
    assert asked(election) == ["cleo"]


@pytest.mark.parametrize("happened", [False, True])
@pytest.mark.parametrize("kind", [Kind.BAD_GATEWAY, Kind.DROPPED, Kind.CUT_JSON])
@pytest.mark.parametrize("at", range(1, 9))
def test_whatever_goes_wrong_everybody_is_asked_once(election: Election, at: int, kind: Kind, happened: bool) -> None:
    ask(election, "bob", "cleo")
    election.world.fault(kind, at=at, happened=happened)
    election.pr()
    election.pr()
    assert sorted(asked(election)) == ["bob", "cleo"]


@pytest.mark.parametrize("at", range(2, 8))
def test_two_runs_at_once_ask_everybody_once(election: Election, at: int) -> None:
    ask(election, "bob", "cleo")
    election.world.before(election.pr, at=at)
    election.pr()
    assert sorted(asked(election)) == ["bob", "cleo"]


def test_a_sweep_asks_as_a_single_run_does(election: Election) -> None:
    ask(election, "bob")
    election.run("sweep")
    assert asked(election) == ["bob"]
