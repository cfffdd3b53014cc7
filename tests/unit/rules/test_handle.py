from __future__ import annotations

import pytest
from made_statements import HEADER, check, repaired, skips, stated

from nomflow.rules.handle import handle


def header(typed: str) -> str:
    return f"---\nname: Ida Quist\nhandle: {typed}\n---\n"


def test_one_handle_everywhere_passes() -> None:
    check(handle, stated(HEADER, account="ida-quist"))


@pytest.mark.parametrize(
    ("path", "typed", "account", "wanted"),
    [
        ("ida-quist", "ida-quits", None, "must 3:9 ~ says ida-quits, but the file is named after ida-quist."),
        (
            "ida-quist",
            "ida-quits",
            "ida-quist",
            "must 3:9 ~ but the front matter says ida-quits. Write `ida-quist`.",
        ),
        (
            "ida-quist",
            "ida-quist",
            "quill-ida",
            "must 1:1 ~ Rename it to `nominations/2026-board/quill-ida.md`.",
        ),
        ("ida-quist", "Ida-Quist", None, "tip 3:9 ~ is written Ida-Quist here, but `ida-quist` elsewhere."),
        ("Ida-Quist", "Ida-Quist", "ida-quist", "tip 1:1 ~ Rename the file to `nominations/2026-board/ida-quist.md`."),
    ],
)
def test_handles_that_differ_are_told_apart(path: str, typed: str, account: str | None, wanted: str) -> None:
    snapshot = stated(header(typed), path=f"nominations/2026-board/{path}.md", account=account)
    found = ["tip 3:9"] if path == typed == "Ida-Quist" else []
    check(handle, snapshot, wanted, *found)


def test_the_case_of_the_account_is_the_right_one() -> None:
    snapshot = stated(header("IDA-quist"), path="nominations/2026-board/Ida-Quist.md", account="Ida-Quist")
    assert repaired(handle, snapshot) == header("Ida-Quist")


def test_no_repair_is_offered_where_nobody_knows_which_spelling_is_right() -> None:
    assert repaired(handle, stated(header("IDA-QUIST"))) == header("IDA-QUIST")


@pytest.mark.parametrize(
    "typed", ['"@ida-quist"', "https://github.com/ida-quist", '"[@ida-quist](https://github.com/ida-quist)"']
)
def test_other_ways_to_write_the_same_handle_are_another_rules_matter(typed: str) -> None:
    check(handle, stated(header(typed)))


def test_an_alias_of_the_field_is_read_too() -> None:
    text = "-------\nname: Ida Quist\nID: quill\ninfo:\n  - employer: Quist Works\n-------\n"
    check(handle, stated(text), "must 3:5 ~ says quill, but the file is named after ida-quist")


def test_the_account_is_compared_even_where_the_path_names_nobody() -> None:
    snapshot = stated(HEADER, path="somewhere/else.md", account="quill-ida")
    check(handle, snapshot, "must 3:9 ~ This nomination is for quill-ida, but the front matter says")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Hello", "nominations/2026-board/ida-quist.md"),
        (HEADER, "elsewhere.md"),
        (HEADER, "nominations/2026-board/Ida Q.md"),
    ],
)
def test_one_handle_alone_agrees_with_itself(text: str, path: str) -> None:
    assert skips(handle, stated(text, path=path))
