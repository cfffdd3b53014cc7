"""From what somebody typed to a file, and to no other."""

from __future__ import annotations

from posixpath import normpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.snapshot.photo import photo_path

PAGE = "nominations/2026/ada.md"


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("ada.jpg", "nominations/2026/ada.jpg"),
        ("./ada.jpg", "nominations/2026/ada.jpg"),
        ("photos/ada.jpg", "nominations/2026/photos/ada.jpg"),
        ("../photos/ada.jpg", "nominations/photos/ada.jpg"),
        ("../../photos/ada.jpg", "photos/ada.jpg"),
        ("/photos/ada.jpg", "photos/ada.jpg"),
        ("/photos/../ada.jpg", "ada.jpg"),
        ("My photo (2).jpg", "nominations/2026/My photo (2).jpg"),
        ("фото.jpg", "nominations/2026/фото.jpg"),
        ("ada#1.jpg", "nominations/2026/ada#1.jpg"),
    ],
)
def test_a_path_is_relative_to_the_statement_or_to_the_repository(typed: str, path: str) -> None:
    assert photo_path(typed, PAGE) == path


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "/",
        "../..",
        "../../../etc/passwd",
        "/../etc/passwd",
        "//evil.example/x.jpg",
        "https://evil.example/x.jpg",
        "HTTPS://evil.example/x.jpg",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        "C:\\ada.jpg",
        "c:/ada.jpg",
        "..\\..\\ada.jpg",
        "%2e%2e/%2e%2e/%2e%2e/x.jpg",
        "../../.git/config",
        "/.GIT/config",
        "ada.jpg\0.md",
        "ada\n.jpg",
        "ada\u202egpj.md",
        "\udc80.jpg",
        "a" * 5000,
    ],
)
def test_nothing_else_is_a_path(typed: str) -> None:
    assert photo_path(typed, PAGE) == ""


@given(st.text(max_size=60) | st.lists(st.sampled_from(["..", ".", "", "a", "%2e", ".git", "/"])).map("/".join))
def test_no_path_leads_out(typed: str) -> None:
    path = photo_path(typed, PAGE)
    assert path == "" or (normpath(path) == path and not path.startswith(("/", "..")) and ":" not in path[:2])
