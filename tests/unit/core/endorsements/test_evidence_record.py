"""Every count with what it rests on, as the report's JSON Schema has it."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator
from making import CAST, approve, comment, elector, endorse, make_snapshot

import nomflow
from nomflow.core.endorsements.evidence_document import counts
from nomflow.core.nomination.evidence import MENDABLE, Code
from nomflow.core.snapshot.snapshot import GHOST

SCHEMA = json.loads((Path(nomflow.__file__).parent / "schemas" / "report-1.json").read_text(encoding="utf-8"))
COUNT = Draft202012Validator(
    {"$defs": SCHEMA["$defs"], "$ref": "#/$defs/count"}, format_checker=Draft202012Validator.FORMAT_CHECKER
)


def test_every_entry_has_who_whether_why_where_when_and_of_what() -> None:
    event = approve("ben", "07-10 08:30:01")
    events = (event, comment("zoe", "/endorse", "07-11"), comment(GHOST, "/endorse", "07-12"))
    roll = [elector("ben", "Northwind", name="Ben Sample")]
    snapshot = make_snapshot(*events, roll=roll, election="endorsements: {count: 2}")
    made = counts(snapshot)["endorsements"]
    assert isinstance(made, dict)
    assert (made["needed"], made["got"], made["reached"], made["missing"]) == (2, 1, False, 1)
    first, *others = made["evidence"]
    assert snapshot.statement
    assert first == {
        "person": {"login": "ben", "id": event.author.id, "name": "Ben Sample"},
        "counted": True,
        "code": "counted",
        "sentence": "Counts.",
        "employers": ["Northwind"],
        "link": event.url,
        "time": "2026-07-10T08:30:01Z",
        "version": snapshot.statement.source.git_blob_sha,
    }
    assert [each["code"] for each in others] == ["not-on-roll", "ghost"]


def test_it_is_what_the_published_schema_says() -> None:
    events = [endorse(who, employer="Northwind") for who in CAST[:3]]
    more = "reviewers: ['@ben', Somebody Unheard]"
    for rules in ("distinct: employers", "distinct: employers, private-affiliations: true"):
        made = counts(make_snapshot(*events, more=more, election=f"endorsements: {{count: 2, {rules}}}"))
        for each in made.values():
            assert list(COUNT.iter_errors(json.loads(json.dumps(each)))) == []


def test_private_affiliations_are_not_in_it() -> None:
    election = "endorsements: {count: 2, distinct: employers, private-affiliations: true}"
    snapshot = make_snapshot(endorse("ben"), endorse("cleo"), affiliations={"ben": ("Secret",)}, election=election)
    assert "Secret" not in json.dumps(counts(snapshot))


def test_nobodys_employer_is_in_the_evidence_of_a_private_election_wherever_it_was_said() -> None:
    """Neither of those who count nor of those who do not; in the file, on the roll, or in the endorsement."""
    rules = "endorsements: {count: 3, distinct: employers, private-affiliations: true}"
    events = [endorse(who, employer="Stated") for who in ("ben", "cleo", "dev")] + [endorse("zoe", employer="Stated")]
    roll = [elector("ben", "Enrolled"), elector("cleo"), elector("dev", "Enrolled")]
    snapshot = make_snapshot(*events, roll=roll, affiliations={"cleo": ("Filed",)}, election=rules)
    made = counts(snapshot)["endorsements"]
    assert isinstance(made, dict)
    assert [(each["person"]["login"], each["employers"]) for each in made["evidence"]] == [
        (who, []) for who in ("ben", "cleo", "dev", "zoe")
    ]


def test_a_note_for_officers_is_in_it() -> None:
    event = endorse("ben", employer="Cobalt")
    snapshot = make_snapshot(
        event, roll=[elector("ben", "Northwind")], election="endorsements: {count: 1, distinct: employers}"
    )
    assert "Stated Cobalt" in json.dumps(counts(snapshot))


def test_on_a_disk_nobody_is_counted() -> None:
    assert counts(make_snapshot(pull_request=False)) == {}


def test_reason_codes_are_words_for_good() -> None:
    assert all(code.value == code.name.lower().replace("_", "-") for code in Code)
    assert not MENDABLE & {Code.COUNTED, Code.SPARE, Code.CONFIRMED, Code.NOMINEE, Code.AFTER_CLOSE}
