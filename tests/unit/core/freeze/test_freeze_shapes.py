"""A record can be read again, or it is refused with the place of each fault."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from nomflow.core.basics.errors import ConfigError
from nomflow.core.basics.json_document import canonical, plain
from nomflow.core.freeze.compare import differences
from nomflow.core.freeze.correct import corrected
from nomflow.core.freeze.document import dump, json_schema, read_correction, read_freeze
from nomflow.core.freeze.frozen import (
    CORRECTION_VERSION,
    VERSION,
    Amending,
    Correction,
    FileVersion,
    Freeze,
    FrozenNomination,
    FrozenStatement,
    Person,
    Proof,
    Standing,
    StateAtClose,
    Superseded,
)

CLOSE = datetime(2026, 8, 1, 11, 59, 59, tzinfo=UTC)
STATEMENT = FrozenStatement(
    path="nominations/ida.md", proof=Proof.STATUS, commit="a" * 40, blob="b" * 40, sha256="c" * 64
)


def entry(id: str, number: int, standing: Standing = Standing.ON_BALLOT, name: str = "") -> FrozenNomination:
    person = Person(id, number, name)
    return FrozenNomination(
        id=id,
        nominee=person,
        seat="",
        closed=CLOSE,
        state=StateAtClose.OPEN,
        standing=standing,
        conclusion="passed",
        pull_request=number,
        statement=STATEMENT,
    )


def made(*entries: FrozenNomination) -> Freeze:
    return Freeze(
        schema=VERSION,
        nomflow="1",
        election="2026-board",
        taken_at=CLOSE,
        rules=FileVersion("nomflow.yml", "d" * 64),
        nominations=entries,
    )


@given(st.text(), st.text(), st.integers(0, 2**53), st.sampled_from(Standing))
def test_every_record_is_read_again_as_it_was(title: str, name: str, number: int, standing: Standing) -> None:
    gone = (Superseded(by=name, link=title, written=None, sentence=name),)
    one = made(entry("ida", number, standing, name))
    raw = dump(one)
    assert dump(read_freeze(raw, "freeze.json")) == raw
    assert Draft202012Validator(json_schema()).is_valid(json.loads(raw))
    assert b"null" not in canonical(plain(gone)) or "null" in name + title


def test_it_holds_no_number_with_a_fraction_and_ends_with_one_line_feed() -> None:
    raw = dump(made(entry("ida", 1)))
    assert raw.endswith(b"}\n")
    assert not raw.endswith(b"\n\n")
    json.loads(raw, parse_float=lambda text: pytest.fail(f"{text} is a floating-point number"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema": "nomflow-freeze-9"}, "freeze.json#/schema"),
        ({"taken_at": "yesterday"}, "freeze.json#/taken_at"),
        ({"rules": {"path": "nomflow.yml", "sha256": "short"}}, "freeze.json#/rules/sha256"),
        ({"nominations": [{"id": "ida"}]}, "freeze.json#/nominations/0"),
        ({"nomination": []}, "Did you mean “nominations”?"),
        ({"title": None}, "Expected text,"),
    ],
)
def test_every_fault_names_its_place(change: dict[str, object], said: str) -> None:
    document = json.loads(dump(made()))
    with pytest.raises(ConfigError) as caught:
        read_freeze(json.dumps({**document, **change}).encode(), "freeze.json")
    assert said in str(caught.value)


def is_read_or_refused(raw: bytes) -> bool:
    try:
        read_freeze(raw, "freeze.json")
    except ConfigError as error:
        return bool(error.faults)
    return True


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(ANYTHING, st.sampled_from(sorted(json.loads(dump(made(entry("ida", 1)))))))
def test_any_json_is_read_or_refused_kindly(value: object, key: str) -> None:
    document = json.loads(dump(made(entry("ida", 1))))
    for given_ in (value, {**document, key: value}):
        assert is_read_or_refused(json.dumps(given_).encode())


@pytest.mark.parametrize("raw", [b"", b"\xff", b"[" * 100_000, b'{"a":' * 900 + b"1" + b"}" * 900, b"NaN"])
def test_what_is_no_json_is_refused(raw: bytes) -> None:
    with pytest.raises(ConfigError):
        read_freeze(raw, "freeze.json")


CORRECTION = Correction(
    schema=CORRECTION_VERSION,
    election="2026-board",
    freeze="e" * 64,
    number=1,
    by="ola",
    at=CLOSE,
    why="An appeal.",
    change=Amending(nomination="ida", standing=Standing.DISQUALIFIED),
)


def test_a_correction_is_read_again_and_changes_only_what_it_names() -> None:
    assert read_correction(dump(CORRECTION), "0001.json") == CORRECTION
    before = made(entry("ida", 1), entry("bo", 2))
    after = corrected(before, [CORRECTION], {}, ()).freeze
    assert [each.standing for each in after.nominations] == [Standing.DISQUALIFIED, Standing.ON_BALLOT]
    assert [str(each) for each in differences(plain(before), plain(after))] == [
        'nominations[#1].standing: recorded "on-ballot", found "disqualified"'
    ]


def test_the_last_of_two_corrections_holds() -> None:
    again = Correction(
        schema=CORRECTION_VERSION,
        election="2026-board",
        freeze="e" * 64,
        number=2,
        by="ola",
        at=CLOSE,
        why="A mistake.",
        change=Amending(nomination="ida", standing=Standing.ON_BALLOT),
    )
    (found,) = corrected(made(entry("ida", 1)), [again, CORRECTION], {}, ()).freeze.nominations
    assert found.standing is Standing.ON_BALLOT


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": True}, ["a: recorded 1, found true"]),
        ({"a": {"b": "x"}}, {"a": {}}, ['a.b: recorded "x", found nothing']),
        ([{"login": "bo"}], [{"login": "cy"}], None),
        ([{"id": "a", "n": 1}, {"id": "b", "n": 2}], [{"id": "b", "n": 2}, {"id": "a", "n": 1}], None),
        (["a", "a"], ["a"], ['[2]: recorded "a", found nothing']),
    ],
)
def test_differences_are_named_by_field(one: object, other: object, said: list[str] | None) -> None:
    found = [str(each) for each in differences(one, other)]
    assert found == said if said is not None else found
