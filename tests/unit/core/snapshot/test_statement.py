from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.basics.place import Place
from nomflow.core.election.defaults import default_config
from nomflow.core.election.statement_rules import Field
from nomflow.core.snapshot.statement import (
    field_list,
    field_node,
    field_text,
    handle_in,
    is_empty,
    is_handle,
    people_in,
    read_statement,
    scalars,
)
from nomflow.core.yaml.tree import Node, Scalar, parse

ELECTION = default_config().elections[0]


def node(text: str) -> Node:
    tree = parse(text, "some.yml")
    assert tree.root is not None
    assert not tree.findings
    return tree.root


@pytest.mark.parametrize("login", ["a", "ida-quist", "Ida7", "007", "i" * 39, "two--hyphens", "ends-"])
def test_logins_that_github_has_are_handles(login: str) -> None:
    assert is_handle(login)


@pytest.mark.parametrize(
    "text", ["", "i" * 40, "-ida", "ida_quist", "ida quist", "idaé", "@ida", "ida.q", "ida\n", "٣"]
)
def test_other_text_is_no_handle(text: str) -> None:
    assert not is_handle(text)


@pytest.mark.parametrize(
    "typed",
    [
        "ida-q",
        " @ida-q ",
        "`@ida-q`",
        "github.com/ida-q",
        "https://github.com/ida-q/",
        "http://www.GitHub.com/ida-q?tab=repositories",
        "<https://github.com/ida-q>",
        "[@ida-q](https://github.com/ida-q)",
        "[Ida Quist](https://github.com/ida-q)",
        "[@ida-q](https://ida.example)",
    ],
)
def test_a_handle_is_found_in_what_people_write(typed: str) -> None:
    assert handle_in(typed) == "ida-q"


@pytest.mark.parametrize(
    "typed",
    ["", "@", "Ida Quist", "https://gitlab.com/ida-q", "https://github.com/ida-q/page", "ida@example.org", "[Ida](x)"],
)
def test_nothing_else_is_taken_for_a_handle(typed: str) -> None:
    assert handle_in(typed) == ""


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ben Sample (@ben)", [("Ben Sample", "ben")]),
        ("Ben Sample @ben", [("Ben Sample", "ben")]),
        ("'@ben (Ben Sample)'", [("Ben Sample", "ben")]),
        ("Ben Sample (they/them) (@ben)", [("Ben Sample", "ben")]),
        ("Ben Sample – https://github.com/ben", [("Ben Sample", "ben")]),
        ("'[Ben Sample](https://github.com/ben)'", [("Ben Sample", "ben")]),
        ("'[@ben](https://github.com/ben)'", [("", "ben")]),
        ("ben", [("", "ben")]),
        ("Ben Sample", [("Ben Sample", "")]),
        ("Ben Sample (Quist Works)", [("Ben Sample", "")]),
        ("Ben Sample <ben@example.org>", [("Ben Sample", "")]),
        ("Ben Sample, PhD", [("Ben Sample, PhD", "")]),
        ("'@ben@social.example'", [("@ben@social.example", "")]),
        ("'@ben, @cleo and @dan'", [("", "ben"), ("", "cleo"), ("", "dan")]),
        ("Ben Sample, Cleo Otto and Dan Ray", [("Ben Sample", ""), ("Cleo Otto", ""), ("Dan Ray", "")]),
        ("Ben Sample (@ben), Cleo Otto", [("Ben Sample", "ben"), ("Cleo Otto", "")]),
        ("[ben, 'Cleo Otto (@cleo)', '']", [("", "ben"), ("Cleo Otto", "cleo")]),
        (
            "{Ben Sample: ben, Cleo Otto: '@cleo', Dan Ray: }",
            [("Ben Sample", "ben"), ("Cleo Otto", "cleo"), ("Dan Ray", "")],
        ),
        ("[{name: Ben Sample, GitHub: ben}, {Handle: '@cleo'}]", [("Ben Sample", "ben"), ("", "cleo")]),
        ("'Ben Sample @ben\n\n  Cleo Otto @cleo'", [("Ben Sample", "ben"), ("Cleo Otto", "cleo")]),
        ("[]", []),
        ("''", []),
        ("'@ -- ()'", []),
        ("{name: , handle: }", []),
    ],
)
def test_people_are_read_in_every_form_they_are_named_in(text: str, people: list[tuple[str, str]]) -> None:
    assert [(each.name, each.handle) for each in people_in(node(text))] == people


def test_each_person_has_the_place_of_their_entry() -> None:
    found = people_in(node("- Ben Sample (@ben)\n- {name: Cleo, handle: cleo}\n- '@dan, @eve'\n"))
    assert [(each.node.place.line, each.node.place.column) for each in found] == [(1, 3), (2, 3), (3, 3), (3, 3)]


def test_a_field_is_found_by_its_aliases_in_any_case_and_the_filled_one_counts() -> None:
    statement = read_statement("a.md", b"---\nHandle:\nID: ida-q\nEmployer: [One, Two]\nsummary: ~\n---\n")
    field = ELECTION.statement.front_matter.fields["handle"]
    found = field_node(statement, "handle", field)
    assert found is not None
    assert found[0] == "ID"
    assert field_text(statement, ELECTION, "handle") == "ida-q"
    assert field_list(statement, ELECTION, "affiliation") == ("One", "Two")
    assert field_text(statement, ELECTION, "affiliation") == ""
    assert field_text(statement, ELECTION, "summary") == ""
    assert field_text(statement, ELECTION, "no such field") == ""
    assert field_node(statement, "seat", Field()) is None


@pytest.mark.parametrize(
    ("text", "empty"), [("''", True), ("~", True), ("'~'", False), ("[]", True), ("{}", True), ("[a]", False)]
)
def test_what_counts_as_empty(text: str, empty: bool) -> None:
    assert is_empty(node(text)) is empty


def test_every_single_value_is_seen() -> None:
    assert [each.value for each in scalars(node("{a: [b, {c: d}], e: f}"))] == ["a", "b", "c", "d", "e", "f"]


def test_any_bytes_are_read() -> None:
    statement = read_statement("a.md", b"---\nname: Ida\n---\n\xff\xfe Hello")
    assert statement.path == "a.md"
    assert statement.text_findings
    assert statement.document.words == 1
    assert set(statement.fields) == {"name"}


@given(st.text("aA @,;()[]<>&-\n.:/'\"~", max_size=60) | st.text(max_size=40))
def test_reading_people_never_raises_and_invents_no_handle(text: str) -> None:
    for person in people_in(Scalar(text, Place(path="a.md"))):
        assert person.name or person.handle
        assert not person.handle or (is_handle(person.handle) and person.handle in text)
    assert handle_in(text) in text


@pytest.mark.parametrize(
    "text", ["[" * 60_000, "[a](" + " " * 60_000, "@a." * 20_000, " " * 60_000 + "x", "a, " * 20_000]
)
def test_reading_people_takes_time_in_proportion(text: str) -> None:
    assert len(people_in(Scalar(text, Place(path="a.md")))) <= 20_000
