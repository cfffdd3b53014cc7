"""Officers decide in the open: what a ruling settles, who may make it, and where it can be read."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from nomination import CONFIG, PATH, STATEMENT, Election, election
from test_evidence import AFTER, IN_JULY, OTHER, at, back, endorsed, july, recorded, text, told

from nomflow.core.basics.errors import ExitCode
from nomflow.core.freeze.frozen import Proof, Standing

__all__ = ["election", "july"]

REASON = "Two of us saw it on our screens."


def in_doubt(election: Election) -> tuple[str, str]:
    """A push back and forth that nobody looked at: which of two versions stood?"""
    endorsed(election)
    first, second = election.pull.head_sha, election.pull.push({PATH: OTHER})
    election.pr()
    back(election, first)
    election.pr()
    endorsed(election)
    at(election, *AFTER)
    back(election, second)
    election.pr()
    return first, second


def rule(election: Election, words: str, who: str = "olga", why: str = REASON) -> None:
    election.pull.comment(who, f"/nomflow rule {words} {why}".rstrip())
    election.pr()


def test_the_comment_gives_officers_the_words_and_a_ruling_on_the_version_is_on_record(july: Election) -> None:
    first, second = in_doubt(july)
    assert recorded(july).standing is Standing.COULD_NOT_TELL
    words = f"`/nomflow rule version {first[:7]} REASON` or `/nomflow rule version {second[:7]} REASON`"
    assert words in told(july)
    rule(july, f"version {first[:7]}")
    assert "Officers decide which version" not in told(july)
    found = recorded(july)
    assert (found.standing, text(found, july)) == (Standing.ON_BALLOT, STATEMENT)
    assert found.statement
    assert found.statement.proof is Proof.RULED
    (ruling,) = found.rulings
    assert (ruling.words, ruling.by, ruling.why) == (f"version {first[:7]}", "olga", REASON)
    rule(july, f"version {second}")
    assert text(recorded(july), july) == OTHER, "the later of two rulings holds, and both are on record"
    assert len(recorded(july).rulings) == 2


@pytest.mark.parametrize("who", ["mallory", "ada", "bob"])
def test_nobody_but_an_officer_rules(july: Election, who: str) -> None:
    first, _ = in_doubt(july)
    rule(july, f"version {first[:7]}", who)
    assert "Only election officers can do that." in told(july)
    assert recorded(july).standing is Standing.COULD_NOT_TELL


def test_an_officer_never_rules_on_their_own_nomination_nor_whether_they_count(july: Election) -> None:
    july.repo.commit({"nomflow.yml": CONFIG.replace("[olga]", "[olga, ada, bob]")})
    first, _ = in_doubt(july)
    rule(july, f"version {first[:7]}", "ada")
    assert "Officers do not decide about their own nomination." in told(july)
    rule(july, "counts @bob", "bob")
    assert "Officers do not rule whether they count themselves." in told(july)
    assert recorded(july).standing is Standing.COULD_NOT_TELL
    assert recorded(july).rulings == ()


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("version 1234567", "A ruling needs a reason that everybody can read"),
        ("version that one it was", "Say which commit stood, with seven characters or more"),
        ("counts everybody, really", "Say whom it is about"),
        ("elected She is the best", "There is no ruling"),
        ("version 0123456789 I saw it", "Nothing shows that commit"),
        ("counts @zoe She told me", "What zoe did is not in doubt"),
        ("withdrawn She is gone", "The nominee wrote nothing that may be a withdrawal."),
    ],
)
def test_a_ruling_that_settles_nothing_is_answered(july: Election, typed: str, answer: str) -> None:
    in_doubt(july)
    rule(july, typed, why="")
    assert answer in told(july)
    assert recorded(july).standing is Standing.COULD_NOT_TELL


def test_what_is_proven_cannot_be_overruled(july: Election) -> None:
    endorsed(july)
    first = july.pull.head_sha
    at(july, 2026, 8, 1)
    july.pr()
    at(july, *AFTER)
    second = july.pull.push({PATH: OTHER})
    july.pr()
    rule(july, f"version {second[:7]}")
    assert "Which version stood is not in doubt" in told(july)
    found = recorded(july)
    assert (text(found, july), found.statement and found.statement.commit) == (STATEMENT, first)


@pytest.mark.parametrize(
    ("words", "standing", "counted"),
    [("counts @bob", Standing.ON_BALLOT, True), ("does-not-count @bob", Standing.NOT_QUALIFIED, False)],
)
def test_officers_rule_whether_somebody_counts(july: Election, words: str, standing: Standing, counted: bool) -> None:
    endorsed(july)
    july.pull.comment("bob", "I no longer endorse this.")
    july.pr()
    at(july, *AFTER)
    july.pr()
    assert "`/nomflow rule counts bob REASON` or `/nomflow rule does-not-count bob REASON`" in told(july)
    assert recorded(july).standing is Standing.COULD_NOT_TELL
    rule(july, words)
    found = recorded(july)
    assert found.standing is standing
    assert found.endorsements
    (bob,) = (each for each in found.endorsements.people if each.login == "bob")
    assert bob.counted is counted
    assert REASON in bob.sentence
    assert "olga" in told(july)


def test_a_clear_word_cannot_be_overruled(july: Election) -> None:
    july.pull.comment("bob", "/endorse")
    july.pull.comment("bob", "/unendorse")
    july.pull.comment("cleo", "/endorse")
    july.pr()
    rule(july, "counts @bob")
    assert "What bob did is not in doubt" in told(july)
    july.pull.comment("ada", "/withdraw")
    july.pr()
    rule(july, "not-withdrawn")
    at(july, *AFTER)
    assert recorded(july).standing is Standing.WITHDRAWN


@pytest.mark.parametrize(
    ("word", "standing"), [("withdrawn", Standing.WITHDRAWN), ("not-withdrawn", Standing.ON_BALLOT)]
)
def test_officers_rule_whether_a_withdrawal_is_one(july: Election, word: str, standing: Standing) -> None:
    endorsed(july)
    july.pull.comment("ada", "I may have to withdraw my nomination, I am not sure yet.")
    july.pr()
    at(july, *AFTER)
    july.pr()
    assert "`/nomflow rule withdrawn REASON` or `/nomflow rule not-withdrawn REASON`" in told(july)
    rule(july, word)
    assert recorded(july).standing is standing


def test_a_late_nomination_is_admitted_with_all_that_was_there_then(election: Election) -> None:
    at(election, *IN_JULY)
    election.pull.set_draft(draft=True, by="ada")
    election.pr()
    at(election, *AFTER)
    election.pull.set_draft(draft=False, by="ada")
    endorsed(election)
    assert "`/nomflow rule admit REASON`" in told(election)
    assert recorded(election).standing is Standing.NOT_QUALIFIED
    rule(election, "admit", why="GitHub was down in the last hour.")
    found = recorded(election)
    assert found.standing is Standing.ON_BALLOT
    assert found.rulings[0].why == "GitHub was down in the last hour."


def test_the_record_is_worked_out_again_with_the_ruling_and_the_same_words_correct_it_later(
    july: Election, tmp_path: Path
) -> None:
    first, second = in_doubt(july)
    house = tmp_path / "house"
    house.mkdir()
    for name in ("nomflow.yml", "roll.yml"):
        (house / name).write_text(july.repo.text(name))
    more = "    publication: {order: alphabetical, nobody: no-vote}\n"
    (house / "nomflow.yml").write_text(CONFIG.replace("labels:", f"{more}labels:"))

    def run(*words: str) -> str:
        ran = july.run(*words)
        assert ran.code == ExitCode.OK, ran
        return ran.out + ran.err

    rule(july, f"version {second[:7]}")
    run("snapshots", "--out", str(house / "snapshots"))
    run(
        "close",
        str(house),
        "--snapshots",
        str(house / "snapshots"),
        "--out",
        str(house / "records"),
        "--as-of=2026-08-09",
    )
    record = house / "records" / "2026-board"
    run("publish", str(house), "--out", str(house / "site"), "--as-of=2026-08-09")
    assert "All " in run("verify", str(house))
    page = house / "site" / "2026-board" / "candidates" / "ada" / "index.html"
    assert not page.exists(), "nobody endorsed that version"

    (record / "corrections").mkdir()
    correction = {
        "schema": "nomflow-correction-1",
        "election": "2026-board",
        "freeze": sha256((record / "freeze.json").read_bytes()).hexdigest(),
        "number": 1,
        "by": "olga",
        "at": "2026-08-09T09:00:00Z",
        "why": "The log of the server says so.",
        "change": {"nomination": "ada", "ruling": f"version {first[:7]}"},
    }
    (record / "corrections" / "0001.json").write_text(json.dumps(correction))
    run("publish", str(house), "--out", str(house / "site"), "--as-of=2026-08-10")
    assert "I will keep things running" in page.read_text()
    assert f"version {first[:7]}: The log of the server says so." in page.read_text()
    assert f"version {second[:7]}: {REASON}" in page.read_text()
    assert "All " in run("verify", str(house))

    for change in ({"by": "mallory"}, {"change": {"nomination": "ada", "ruling": "elected"}}):
        (record / "corrections" / "0001.json").write_text(json.dumps({**correction, **change}))
        ran = july.run("publish", str(house), "--out", str(house / "site"), "--as-of=2026-08-10")
        assert ran.code == ExitCode.USAGE
        assert "Nothing is published." in ran.err
