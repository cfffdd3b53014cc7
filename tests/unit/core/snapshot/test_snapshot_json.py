"""A snapshot is a document that anyone can write, save and read again."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from nomflow.core.basics.errors import ConfigError
from nomflow.core.election.election import Config
from nomflow.core.election.load import load
from nomflow.core.roll.roll import Roll, Unavailable
from nomflow.core.snapshot.document import ConfigText, dump_snapshot, json_schema, load_snapshot
from nomflow.core.snapshot.snapshot import AccountKind, ReviewState, Snapshot

CONFIG = "organisation: X\nelections:\n  - id: a\n    title: A\n    windows: {nominations: {closes: 2026-07-31}}\n"
SMALLEST = {"schema": "nomflow-snapshot-1", "taken_at": "2026-07-01T00:00:00Z", "election": "a"}
WHOLE = {
    **SMALLEST,
    "config": {"text": CONFIG},
    "statement": {"path": "nominations/a/ida.md", "text": ["---", "name: Ida", "---", "Hello."]},
    "nominee": {"login": "ida", "id": 7},
    "pull_request": {
        "number": 3,
        "author": "bo",
        "created_at": "2026-07-01T10:00:00+02:00",
        "files": ["nominations/a/ida.md", {"path": "x.svg", "mode": "120000", "status": "modified"}],
        "reviews": [
            {
                "id": "1",
                "author": {"login": "cy", "kind": "bot"},
                "state": "approved",
                "submitted_at": "2026-07-02T00:00:00Z",
                "edited_at": "2026-07-02T01:00:00Z",
                "edited_by": "dee",
            }
        ],
        "comments": [{"id": "2", "author": "dee", "body": "/endorse", "created_at": "2026-07-03T00:00:00Z"}],
        "statuses": [{"commit": "abc", "state": "pending", "at": "2026-07-01T09:00:00Z"}],
    },
    "roll": {"electors": ["ida", {"login": "cy", "id": 9, "organisations": ["Acme", "Bell"]}]},
    "people": {"Dee Dee": "dee"},
    "affiliations": {"unavailable": {"why": "the file is locked"}},
    "versions": {"abc": "Hello"},
    "others": [{"number": 2, "nominee": "eve"}],
    "files": ["README.md"],
    "template": ["Write here."],
    "translations": [{"path": "ida.pt.md", "text": ["Oi."]}, {"path": "ida.de.md", "base64": "/w=="}],
}
VALIDATOR = Draft202012Validator(json_schema())


def config_of(text: str, path: str) -> Config:
    return load(text, path, lambda name: None)


def read(document: object) -> Snapshot:
    return load_snapshot(json.dumps(document), "s.json", config_of, None)


def test_a_whole_snapshot_is_read() -> None:
    snapshot = read(WHOLE)
    pull_request = snapshot.pull_request
    assert VALIDATOR.is_valid(WHOLE)
    assert pull_request is not None
    assert snapshot.statement is not None
    assert pull_request.created_at == datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert pull_request.reviews[0].state is ReviewState.APPROVED
    assert pull_request.reviews[0].author.kind is AccountKind.BOT
    assert pull_request.files[1].mode == "120000"
    assert snapshot.statement.source.text == "---\nname: Ida\n---\nHello.\n"
    assert isinstance(snapshot.roll, Roll)
    assert snapshot.affiliations == Unavailable("the file is locked")
    assert [(each.path, each.source.raw) for each in snapshot.translations] == [
        ("ida.pt.md", b"Oi.\n"),
        ("ida.de.md", b"\xff"),
    ]


def test_saving_and_reading_again_changes_nothing() -> None:
    saved = dump_snapshot(read(WHOLE), ConfigText(CONFIG))
    assert VALIDATOR.is_valid(json.loads(saved))
    assert dump_snapshot(load_snapshot(saved, "s.json", config_of, None), ConfigText(CONFIG)) == saved


def test_bytes_that_are_no_utf8_survive() -> None:
    document = {**WHOLE, "statement": {"path": "x.md", "base64": "/w=="}}
    snapshot = read(document)
    assert snapshot.statement is not None
    assert snapshot.statement.source.raw == b"\xff"
    assert '"base64": "/w=="' in dump_snapshot(snapshot, ConfigText(CONFIG))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"taken_at": "yesterday"}, "s.json#/taken_at"),
        ({"taken_at": "2026-07-01T00:00:00"}, "its zone"),
        ({"election": "b"}, "no election “b”"),
        ({"schema": "nomflow-snapshot-9"}, "nomflow-snapshot-1"),
        ({"config": None}, "--config"),
        ({"pull_request": {"number": 1, "author": "a"}}, "created_at"),
        ({"pull_request": {**WHOLE["pull_request"], "reviews": [{"id": "1"}]}}, "#/pull_request/reviews/0"),  # type: ignore[dict-item]
        ({"taken_at": "2026-07-01T00:00:00Z\ud800"}, "half a character"),
        ({"nominees": "x"}, "Did you mean “nominee”?"),
    ],
)
def test_every_fault_names_its_place(change: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read({**WHOLE, **change})
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("ids", "wanted", "found"),
    [
        (("2026-board",), "2026", "2026-board"),
        (("2026-board", "2026"), "2026", "2026"),
        (("2026-board", "2026-tc"), "2026", None),
        (("2026-board",), "202", None),
        (("2026-board",), "", None),
    ],
)
def test_an_election_may_be_named_by_the_beginning_of_its_id(
    ids: tuple[str, ...], wanted: str, found: str | None
) -> None:
    config = config_of(
        "organisation: X\nelections:\n"
        + "".join(f'  - {{id: "{id}", title: A, windows: {{nominations: {{closes: 2026-07-31}}}}}}\n' for id in ids),
        "a.yml",
    )
    election = config.election_called(wanted)
    assert (election.id if election else None) == found


def is_read_or_refused(text: str) -> bool:
    try:
        load_snapshot(text, "s.json", config_of, None)
    except ConfigError as error:
        return bool(error.faults)
    return True


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2**40) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(sorted(WHOLE)) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(ANYTHING, st.sampled_from(sorted(WHOLE)))
def test_any_json_is_read_or_refused_kindly(value: object, key: str) -> None:
    for document in (value, {**WHOLE, key: value}):
        assert is_read_or_refused(json.dumps(document))


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_kindly(text: str) -> None:
    assert is_read_or_refused(text)
