"""No path and no name leads a request elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nomination import Election, election

from nomflow.core.basics.errors import UsageError
from nomflow.github.gather import Hints
from nomflow.github.paths import UnsafePathError, checked, repository_name, safe
from nomflow.github.queries import Variables, texts

__all__ = ["election"]

BAD = [
    "",
    "/",
    "/etc/passwd",
    "..",
    "../x",
    "a/../../issues",
    "a/..",
    "a/./b",
    "./a",
    "a//b",
    "a/",
    "..\\x",
    "a\\b",
    "a/%2e%2e/b",
    "%2E%2E/x",
    "a/.%2e/b",
    "a\0b",
    "a\nb",
    "a\rb",
    "a\x7fb",
    "a\ud800b",
    "x" * 4097,
    "é" * 2049,
]


@pytest.mark.parametrize("path", BAD)
def test_a_path_that_could_lead_elsewhere_is_never_asked_for(election: Election, path: str) -> None:
    assert not safe(path)
    with pytest.raises(UnsafePathError):
        election.snapshot(hints=Hints((path,)))
    if path:
        with pytest.raises(UnsafePathError):
            election.snapshot(hints=Hints(statement=path))
    assert election.requests() == (0, 0)


@pytest.mark.parametrize(
    "path",
    [
        "a",
        "nominations/2026/ada.md",
        "...",
        "a/..b/c",
        ".github/x.yml",
        "ä/é 名.md",
        "a?b#c",
        "100%/x",
        "HEAD:x",
        "a:b",
    ],
)
def test_other_paths_are_asked_for_as_variables_and_never_in_the_query(path: str) -> None:
    assert checked(path) == path
    variables = Variables()
    text = texts([path], variables, "f")
    assert text.startswith("f0: file(path: $v0) ")
    assert variables.values == {"v0": path}


@given(st.text(max_size=40))
def test_what_is_safe_has_no_part_that_moves_and_no_sign_one_cannot_see(path: str) -> None:
    if safe(path):
        assert not {"", ".", ".."} & set(path.split("/"))
        assert not any(sign in path for sign in "\\\0\n\r")


@pytest.mark.parametrize(
    ("typed", "found"), [("acme/elections", ("acme", "elections")), ("a-b/c.d_e", ("a-b", "c.d_e"))]
)
def test_a_repository_is_owner_and_name(typed: str, found: tuple[str, str]) -> None:
    assert repository_name(typed) == found


@pytest.mark.parametrize(
    "typed", ["", "acme", "acme/", "/x", "a/b/c", "acme/..", "./x", "a b/c", "acme/x?y", "acme/еlections"]
)
def test_anything_else_is_no_repository(typed: str) -> None:
    with pytest.raises(UsageError):
        repository_name(typed)
