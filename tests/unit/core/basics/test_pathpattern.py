from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.basics.path_pattern import (
    PathMatch,
    fault_of_pattern,
    is_about_nobody,
    is_outside,
    match,
    nearest,
    path_for,
)

CANDIDATES = "elections/{election}/candidate-{handle}.md"


@pytest.mark.parametrize(
    "pattern", [CANDIDATES, "{handle}.md", "a/{seat}/{name}-{handle}.md", "{email}", "{handle}/statement.md", "one.md"]
)
def test_patterns_that_can_be_used(pattern: str) -> None:
    assert fault_of_pattern(pattern) == ""


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{handle.md", "never closed"),
        ("handle}.md", "never opened"),
        ("{{handle}}.md", "never"),
        ("{login}.md", "There is no {login}; use {handle}"),
        ("{handle}/{handle}.md", "may stand once"),
        ("{name}{handle}.md", "something that keeps them apart"),
        ("/{handle}.md", "empty parts"),
        ("../{handle}.md", "“..”"),
        ("a//{handle}.md", "empty parts"),
    ],
)
def test_patterns_that_cannot(pattern: str, told: str) -> None:
    assert told in fault_of_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "path", "found"),
    [
        (CANDIDATES, "elections/2026/candidate-ida-q.md", PathMatch("ida-q")),
        (CANDIDATES, "Elections/2026/CANDIDATE-Ida-Q.MD", PathMatch("Ida-Q")),
        (CANDIDATES, "elections/2026/candidate-a.md.md", PathMatch("a.md")),
        ("{seat}/{name}_bio.md", "chair/ida_bio_bio.md", PathMatch(seat="chair", name="ida_bio")),
        ("{name}--{email}", "Ida--ida@x.org", PathMatch(name="Ida", email="ida@x.org")),
        ("{handle}/README.md", "ida/README.md", PathMatch("ida")),
        (CANDIDATES, "elections/2025/candidate-ida.md", None),
        (CANDIDATES, "elections/2026/candidate-.md", None),
        (CANDIDATES, "elections/2026/sub/candidate-ida.md", None),
        (CANDIDATES, "elections/2026/candidate-ida.txt", None),
        (CANDIDATES, "elections/2026/candidate-ida.md/", None),
        (CANDIDATES, "", None),
    ],
)
def test_what_a_path_says(pattern: str, path: str, found: PathMatch | None) -> None:
    assert match(pattern, path, "2026") == found


@pytest.mark.parametrize(
    ("pattern", "path", "found"),
    [
        (CANDIDATES, "elections/2026/canidate-ida.md", PathMatch("ida")),
        (CANDIDATES, "elections/2025/nomination-ida-q.md", PathMatch("ida-q")),
        (CANDIDATES, "ida-q.markdown", PathMatch("ida-q")),
        (CANDIDATES, "elections/2026/candidate-ida", PathMatch("ida")),
        ("c/{seat}/{name}.txt", "c/chair/Ida_Q", PathMatch(seat="chair", name="Ida_Q")),
        ("c/{seat}/{name}.txt", "x/chair/Ida_Q.txt", PathMatch(seat="chair", name="Ida_Q")),
        ("all.md", "ida.md", PathMatch()),
    ],
)
def test_what_a_wrong_path_seems_to_say(pattern: str, path: str, found: PathMatch) -> None:
    assert nearest(pattern, path, "2026") == found


def test_the_right_path_keeps_braces_for_what_nobody_knows() -> None:
    assert path_for(CANDIDATES, "2026", PathMatch("ida")) == "elections/2026/candidate-ida.md"
    assert path_for("{seat}/{handle}.md", "2026", PathMatch("ida")) == "{seat}/ida.md"


@pytest.mark.parametrize(
    "stem", ["README", "readme", "template", "nomination-template", ".hidden", "_index", "results"]
)
def test_files_beside_statements_that_are_about_nobody(stem: str) -> None:
    assert is_about_nobody(stem)


@pytest.mark.parametrize("stem", ["ida", "results-ida", "a", "read", "", "template results"])
def test_other_files_may_be_about_somebody(stem: str) -> None:
    assert not is_about_nobody(stem)


@pytest.mark.parametrize(
    ("path", "outside"), [("/x.md", True), ("../x.md", True), ("C:\\x.md", True), ("a/../x.md", False)]
)
def test_paths_outside_the_repository(path: str, outside: bool) -> None:
    assert is_outside(path) is outside


NAMES = st.text("abcXYZ019-_.@é ", min_size=1, max_size=12).filter(lambda text: "/" not in text)


@given(NAMES, NAMES)
def test_a_path_made_from_a_pattern_says_what_it_was_made_of(handle: str, seat: str) -> None:
    pattern = "elections/{election}/{seat}/candidate-{handle}.md"
    path = path_for(pattern, "2026", PathMatch(handle, seat))
    assert match(pattern, path, "2026") == PathMatch(handle, seat)


@given(st.text(max_size=30))
def test_no_path_makes_the_reader_stumble(path: str) -> None:
    found = match(CANDIDATES, path, "2026")
    assert found is None or found.handle
    nearest(CANDIDATES, path, "2026")
