from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_statements import stated

from nomflow.core.snapshot.addresses import begins_with_host, path_in_repository, repository, whole_address
from nomflow.core.snapshot.snapshot import ChangedFile, FileStatus


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://example.org/A", "https://example.org/A"),
        ("HTTPS://example.org", "https://example.org"),
        ("https//example.org", "https://example.org"),
        ("http:/example.org", "http://example.org"),
        ("ttps://example.org", "https://example.org"),
        ("https://https://http://example.org", "http://example.org"),
        ("https://web.example/https://example.org", "https://web.example/https://example.org"),
        ("https://", "https://"),
        ("ftp://example.org", ""),
        ("mailto:ida@example.org", ""),
        ("example.org", ""),
        ("https/page", ""),
        ("tps", ""),
        ("", ""),
    ],
)
def test_the_web_address_that_is_meant(typed: str, meant: str) -> None:
    assert whole_address(typed) == meant


@pytest.mark.parametrize("typed", ["www.anything", "example.org/a", "github.com/ida", "a.b.example.dev", "ida.me?x=1"])
def test_hosts_are_known_by_their_end(typed: str) -> None:
    assert begins_with_host(typed)


@pytest.mark.parametrize("typed", ["README.md", "notes.txt", "docs/example.org", "a.b", "org", "", "photo.com.jpg"])
def test_files_are_no_hosts(typed: str) -> None:
    assert not begins_with_host(typed)


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("b.md", "n/b.md"),
        ("../x/b.md?plain=1#top", "x/b.md"),
        ("/x/b.md", "x/b.md"),
        ("a%20b.md", "n/a b.md"),
        ("..", "."),
        ("", "n"),
        ("../../b.md", None),
        ("/../b.md", None),
        ("%2e%2e/%2e%2e/b.md", None),
    ],
)
def test_where_a_relative_address_leads(target: str, path: str | None) -> None:
    assert path_in_repository(target, "n/a.md") == path


def test_the_repository_is_what_it_will_be_after_the_pull_request() -> None:
    added = (ChangedFile(path="photos/ida.jpg"), ChangedFile(path="gone.md", status=FileStatus.REMOVED))
    known = repository(stated("Hello", known=["docs/deep/rules.md"], added=added))
    assert known is not None
    assert known.holds("photos/ida.jpg")
    assert known.holds("docs/deep")
    assert known.holds(".")
    assert known.holds("nominations/2026-board/ida-quist.md")
    assert not known.holds("gone.md")
    assert not known.holds("docs/deep/rules")
    assert known.folded["docs/deep/rules.md"] == "docs/deep/rules.md"


def test_nobody_looked_is_not_an_empty_repository() -> None:
    assert repository(stated("Hello")) is None
    assert repository(stated("Hello", known=[], path="/elsewhere.md")) is None


@given(st.text("htps:;/.%20a#?", max_size=30) | st.text(max_size=20))
def test_addresses_never_make_the_reader_stumble(typed: str) -> None:
    meant = whole_address(typed)
    assert meant == "" or meant.startswith(("http://", "https://"))
    assert whole_address(meant) in (meant, "")
    begins_with_host(typed)
    path = path_in_repository(typed, "n/a.md")
    assert path is None or not path.startswith(("/", ".."))
